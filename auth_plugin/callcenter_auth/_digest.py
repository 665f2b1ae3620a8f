"""The digest: one MD5 over four values (§2)."""

import hashlib

from callcenter_auth._fields import encodable, part_of_digest


def compute_digest(customer: str, timestamp: str | int, seq: str | int, secret: str) -> str:
    """Compute the digest of an authentication block.

    The formula and no more: values that no platform takes are signed as they are, so that a
    verifier, a test or a debugging session can reproduce what somebody sent. `DigestAuth` and
    `sign` are stricter.

    Args:
        customer: The customer name, e.g. `C2`.
        timestamp: Exactly as it is sent. Milliseconds since the epoch by the document; seconds
            are accepted too. An integer stands for its decimal text.
        seq: The block's serial, exactly as it is sent: `"05271"` and `5271` differ.
        secret: The password that was issued with the customer name; it is never sent.

    Returns:
        32 lower-case hex digits. Platforms take upper case too.

    Raises:
        TypeError: An argument has another type; True and 1.5 are no integers.
        ValueError: `customer`, `timestamp` or `seq` holds an `@`, so that other values would have
            the same digest; or a value holds a lone surrogate, which UTF-8 cannot.

    The vector that the document publishes:

    >>> compute_digest("C2", 1471918933001, 5271, "E416D0F85DC0CB67C85E070A32D9F0123AFF4762")
    'ae62e11cab746436b64a26f4ed8e41a3'
    """
    for name, value in (("customer", customer), ("secret", secret)):
        # Types are checked at run time too: most callers have no type checker.
        if not isinstance(value, str):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise TypeError(f"{name} must be str, not {type(value).__name__}")
    return digest_of(
        part_of_digest("customer", customer),
        part_of_digest("timestamp", timestamp),
        part_of_digest("seq", seq),
        encodable("secret", secret),
    )


def digest_of(customer: str, timestamp: str, seq: str, secret: str) -> str:
    """Compute the digest of values that were checked before."""
    return md5_hex(f"{customer}@{timestamp}@{seq}@{secret}".encode())


def md5_hex(signed: bytes) -> str:
    """Give the MD5 of some bytes as 32 lower-case hex digits."""
    # The contract asks for MD5, and it guards nothing but what §2 says: without this flag a host
    # in FIPS mode refuses to compute it at all.
    return hashlib.md5(signed, usedforsecurity=False).hexdigest()
