"""Checks the authentication block of a message (§2)."""

import hmac
import json
import re
from collections.abc import Mapping, Sequence
from typing import TypeGuard
from urllib.parse import quote

from callcenter_auth import compute_digest, explain_digest
from callcenter_sandbox._json import JsonObject, is_object
from callcenter_sandbox._received import Signature
from callcenter_sandbox._validation import Fault
from callcenter_sandbox._verdicts import Refused, Verdict

SECRET = "[secret]"  # noqa: S105  # what is printed in place of one
_SHORTEST_HIDDEN = 8
_LONGEST_NAME = 60


class Customers:
    """The customers that the sandbox knows, and their secrets.

    Args:
        secrets: The secret of each customer, by the customer's name.

    Raises:
        ValueError: There is no customer, or one has no name or no secret.
    """

    def __init__(self, secrets: Mapping[str, str]) -> None:
        if not secrets:
            raise ValueError("customers is empty; expected at least one, such as {'C2': secret}")
        for name, secret in secrets.items():
            if not re.fullmatch(r"[A-Za-z0-9_-]+", name):
                raise ValueError(f"customer name {name!r}: expected letters, digits, _ and - alone")
            if not secret:
                raise ValueError(f"the secret of customer {name!r} is empty")
            if secret != secret.strip():
                raise ValueError(f"the secret of customer {name!r} begins or ends with white space")
        self._secrets = dict(secrets)
        # A very short secret would be found everywhere.
        long = [secret for secret in secrets.values() if len(secret) >= _SHORTEST_HIDDEN]
        forms = {re.escape(form) for secret in long for form in _written(secret)}
        # The longest first: one may begin with another. In any case, as hex digits change theirs.
        longest_first = "|".join(sorted(forms, key=len, reverse=True))
        self._pattern = re.compile(longest_first, re.IGNORECASE) if forms else None

    @property
    def names(self) -> tuple[str, ...]:
        """The names, in the order given."""
        return tuple(self._secrets)

    @property
    def secrets(self) -> dict[str, str]:
        """The secrets, for signing what the sandbox sends."""
        return dict(self._secrets)

    def hide(self, text: str) -> str:
        """The text with `[secret]` wherever a secret stood."""
        return self._pattern.sub(SECRET, text) if self._pattern else text

    def hide_all(self, texts: Sequence[str]) -> list[str]:
        """The same for several texts: one look tells when there is nothing to hide."""
        if self._pattern is None or not self._pattern.search("\n".join(texts)):
            return list(texts)
        return [self._pattern.sub(SECRET, text) for text in texts]

    def hide_raw(self, raw: bytes) -> bytes:
        """The bytes with `[secret]` wherever a secret stood."""
        if self._pattern is None:
            return raw
        # Any bytes there and back: what came need not be UTF-8.
        text = raw.decode("utf-8", "surrogateescape")
        hidden = self._pattern.sub(SECRET, text)
        return raw if hidden == text else hidden.encode("utf-8", "surrogateescape")

    def signature(self, message: JsonObject) -> Signature | None:
        """How the digest of a message was made, right or not; None without a usable block."""
        block = message.get("authentication")
        if not is_object(block):
            return None
        customer, digest = block.get("customer"), block.get("digest")
        timestamp, seq = block.get("timestamp"), block.get("seq")
        if not isinstance(customer, str) or not _is_signable(timestamp) or not _is_signable(seq):
            return None
        secret = self._secrets.get(customer)
        verified = secret is not None and _is_digest_of(digest, customer, timestamp, seq, secret)
        return Signature(customer, f"{customer}@{timestamp}@{seq}@{SECRET}", str(digest), verified)

    def check(
        self, message: JsonObject, signature: Signature | None, faults: Sequence[Fault]
    ) -> None:
        """Refuse a message that isn't signed as it should be.

        Args:
            message: The message.
            signature: What `signature` says of it.
            faults: What the schema says of the block.

        Raises:
            Refused: The block is missing or invalid, the customer unknown, or the digest wrong.
        """
        block = message.get("authentication")
        # A digest in a wrong form is told better by how it came to be: leading zeros lost, say.
        severe = [
            fault
            for fault in faults
            if fault.path != ("authentication", "digest") or not _has_digest(block)
        ]
        if severe:
            raise Refused(Verdict.INVALID_AUTHENTICATION, *(fault.text for fault in severe))
        if signature is None:
            raise Refused(
                Verdict.INVALID_AUTHENTICATION,
                "authentication.timestamp and seq must be text, or numbers without fraction or exponent",
            )
        secret = self._secrets.get(signature.customer)
        if secret is None:
            known = ", ".join(self.names)
            raise Refused(
                Verdict.UNKNOWN_CUSTOMER,
                f"authentication.customer is {signature.customer[:_LONGEST_NAME]!r}; "
                f"this sandbox knows {known}",
            )
        if not signature.verified:
            # The whole message, because a command's seq is easily taken for the block's.
            raise Refused(
                Verdict.WRONG_DIGEST, str(explain_digest(message, secret, customers=self._secrets))
            )


def _written(secret: str) -> set[str]:
    """The forms in which a secret may stand in what came: as it is, in JSON, in an address."""
    in_json = {json.dumps(secret, ensure_ascii=ascii_only)[1:-1] for ascii_only in (True, False)}
    return {secret, *in_json, quote(secret, safe="")}


def _is_signable(value: object) -> TypeGuard[str | int]:
    return isinstance(value, (str, int)) and not isinstance(value, bool)


def _has_digest(block: object) -> bool:
    return is_object(block) and isinstance(block.get("digest"), str)


def _is_digest_of(
    digest: object, customer: str, timestamp: str | int, seq: str | int, secret: str
) -> bool:
    try:
        right = compute_digest(customer, timestamp, seq, secret)
    except ValueError:  # an @ in a value, which would let other values have the same digest
        return False
    return isinstance(digest, str) and hmac.compare_digest(right.encode(), digest.lower().encode())
