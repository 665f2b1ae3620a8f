"""Notifications as the platform sends them, for the tests of the verifier."""

import json
from typing import Any

from callcenter_auth import compute_digest

SECRET = "E416D0F85DC0CB67C85E070A32D9F0123AFF4762"
OTHER = "00112233445566778899AABBCCDDEEFF00112233"
NOW = 1471918933  # of the vector that the document publishes
PUBLISHED = {
    "customer": "C2",
    "timestamp": "1471918933001",
    "seq": "5271",
    "digest": "ae62e11cab746436b64a26f4ed8e41a3",
}


def at(seconds: float) -> Any:
    """A clock that stands still."""
    return lambda: seconds


def block(
    *,
    customer: str = "C2",
    timestamp: str | int = PUBLISHED["timestamp"],
    seq: str | int = PUBLISHED["seq"],
    secret: str = SECRET,
) -> dict[str, Any]:
    """A block with its digest."""
    return {
        "customer": customer,
        "timestamp": timestamp,
        "seq": seq,
        "digest": compute_digest(customer, timestamp, seq, secret),
    }


def notification(of: dict[str, Any] = PUBLISHED, **notify: Any) -> bytes:
    """The body of a notification, compact JSON."""
    message = {"authentication": of, "notify": {"type": "callstart", "seq": "1", **notify}}
    return json.dumps(message, separators=(",", ":")).encode()
