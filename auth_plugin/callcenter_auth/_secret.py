"""A secret that prints as `[secret]`."""

from collections.abc import Callable
from typing import Final, cast

from callcenter_auth._fields import callable_of, edge_flaw

SecretSource = str | Callable[[], str]
"""A secret as a user gives it: text, or a callable that returns it."""

HIDDEN: Final = "[secret]"


class Secret:
    """Keeps a secret, or the callable that returns it, out of every repr.

    Args:
        given: The text, or a callable that is asked each time (it may read a vault or follow a
            rotation). It is not stripped: a secret with a line end is refused instead, because
            the place that it came from should be mended.

    Raises:
        TypeError: It is neither text nor a plain callable.
        ValueError: The text is empty, or has white space or an invisible character in it.
    """

    __slots__ = ("_given",)

    def __init__(self, given: SecretSource) -> None:
        if isinstance(given, str):
            flaw = secret_flaw(given)
            if flaw is not None:
                del given  # a debugger's or an error page's list of locals shall not have it
                raise ValueError(flaw)
            self._given: SecretSource = given
        else:
            expected = "str or a plain callable that returns it"
            self._given = callable_of("secret", given, expected)

    def reveal(self) -> str:
        """Give the secret itself; a callable is asked now, and what it returns is checked.

        Raises:
            TypeError: The callable returned something else than text.
            ValueError: It returned text that is empty or has white space in it.
        """
        if isinstance(self._given, str):
            return self._given
        text = cast("object", self._given())
        if not isinstance(text, str):
            kind = type(text).__name__
            del text
            raise TypeError(f"the callable given as secret must return str, not {kind}")
        flaw = secret_flaw(text)
        if flaw is not None:
            del text
            raise ValueError(flaw)
        return text

    def __repr__(self) -> str:
        return HIDDEN


def secret_flaw(text: str) -> str | None:
    """Say what is wrong with a secret without showing it; None when nothing is."""
    flaw = edge_flaw(text)
    return flaw and f"secret must be text without white space, but it {flaw}"
