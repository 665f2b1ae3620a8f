"""The secrets that notifications are verified with: of many customers, several each."""

import hmac
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import cast

from callcenter_auth._digest import digest_of
from callcenter_auth._fields import callable_of, object_of
from callcenter_auth._secret import HIDDEN, secret_flaw
from callcenter_auth._webhook_block import VerifiedBlock

SecretsOfCustomer = str | Iterable[str] | None
"""One secret, several (while they are rotated), or None for a customer that is not known."""

SecretsSource = Mapping[str, SecretsOfCustomer] | Callable[[str], SecretsOfCustomer]
"""The secrets as a user gives them: a mapping from customer to secrets, or a callable."""


class CustomerSecrets:
    """Keeps the secrets, or where they come from, out of every repr.

    Args:
        given: A mapping, which is asked each time, so that what is changed in it counts at once; or
            a callable.

    Raises:
        TypeError: It is neither, or a value of the mapping is no secret.
        ValueError: A secret is empty, or has white space or an invisible character in it.
    """

    __slots__ = ("_ask", "may_block")

    def __init__(self, given: SecretsSource) -> None:
        table = object_of(given)
        self.may_block = table is None
        if table is None:
            callable_of("secrets", given, "a mapping or a plain callable")
            self._ask = cast("Callable[[str], object]", given)
        else:
            for customer, secrets in table.items():
                _checked(secrets, f"secrets[{customer!r}]")
            self._ask = table.get

    def accept(self, block: VerifiedBlock, sent: bytes) -> bool | None:
        """Compare the digest that was sent with that of each secret of the customer.

        In constant time, and all of them, whichever fits. Nothing is raised here beside a secret
        or the right digest, which an error page's list of locals would show.

        Args:
            block: What was signed.
            sent: The digest, in lower case.

        Returns:
            One fits, or none; None if the customer has no secret.

        Raises:
            TypeError: The callable returned something else than secrets.
            ValueError: A secret is empty, or has white space in it.
        """
        try:
            known = _checked(self._ask(block.customer), "what secrets returned")
        except KeyError:
            # `secrets=table.__getitem__`: the name comes from a stranger.
            return None
        fits = [
            hmac.compare_digest(
                digest_of(block.customer, block.timestamp, block.seq, secret).encode(), sent
            )
            for secret in known
        ]
        return True in fits if fits else None

    def __repr__(self) -> str:
        return HIDDEN


def _checked(secrets: object, name: str) -> tuple[str, ...]:
    """Give the secrets of a customer as a tuple. No text shows one."""
    if secrets is None:
        return ()
    if isinstance(secrets, str):
        secrets = (secrets,)
    expected = f"{name} must be a str, several of them (a list, tuple or set), or None"
    kind = type(secrets).__name__
    # An iterator would be empty when it is asked the second time.
    if isinstance(secrets, (bytes, bytearray, Mapping, Iterator)) or not isinstance(
        secrets, Iterable
    ):
        del secrets  # an error page's list of locals shall not have them
        raise TypeError(f"{expected}, not {kind}")
    found = tuple(cast("Iterable[object]", secrets))
    texts = tuple(one for one in found if isinstance(one, str))
    kinds = sorted({type(one).__name__ for one in found if not isinstance(one, str)})
    flaws = [flaw for flaw in map(secret_flaw, texts) if flaw]
    if not kinds and not flaws:
        return texts
    del secrets, found, texts
    if kinds:
        raise TypeError(f"{expected}, but one is {kinds[0]}")
    raise ValueError(f"{name}: {flaws[0]}")
