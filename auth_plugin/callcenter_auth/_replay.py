"""What a replay memory is asked, and what it answers."""

import hashlib
from dataclasses import dataclass
from typing import Final, Literal, Protocol

from callcenter_auth._webhook_block import VerifiedBlock

LEASE_SECONDS: Final = 60.0
"""How long a claim keeps others out; after that its claimant is taken for dead."""

ClaimAnswer = Literal["new", "redelivery", "in_flight", "forged"]
"""`new`: the claim is yours. `redelivery`: this block and body was handled. `in_flight`: somebody
handles it now. `forged`: this block came with another body before."""


class ReplayUnavailable(Exception):
    """A replay memory cannot be asked now; stores raise it, and the verifier answers it."""


@dataclass(frozen=True, slots=True)
class ReplayClaim:
    """One worker's claim to handle one notification.

    Attributes:
        key: Names realm, customer, timestamp and seq.
        body: SHA-256 of the body, as hex digits.
        owner: Names the claim; no two have the same.
        lease: Seconds for which the claim keeps others out.
        keep: Seconds for which the key and its body must be remembered. The verifier refuses the
            block afterwards for its age.
    """

    key: str
    body: str
    owner: str
    lease: float
    keep: float


class ReplayStore(Protocol):
    """A memory of the notifications that came; `MemoryReplay` and `RedisReplay` are two.

    Each method is atomic, over all threads, processes and hosts that share the store, and may raise
    `ReplayUnavailable`. An entry keeps the body's hash from its first claim on, for `keep` seconds,
    whatever becomes of the claim: else a stranger who has seen the block could put another body in
    where a handler had failed.

    A store whose methods wait for nothing may have an attribute `blocking = False`; async code then
    calls it without a thread.
    """

    def claim(self, claim: ReplayClaim) -> ClaimAnswer:
        """Claim a notification.

        An entry with another body is `forged`, one that is handled a `redelivery`, one with
        another owner whose lease lasts `in_flight`. In any other case the claim is noted, its lease
        begins now, and the answer is `new`.
        """
        ...

    def confirm(self, claim: ReplayClaim) -> bool:
        """Note that it was handled, also where the entry is gone.

        Returns:
            False if another owner has taken it since, because the lease was over.
        """
        ...

    def release(self, claim: ReplayClaim) -> bool:
        """Give the claim back, so that the next delivery is `new`.

        Returns:
            False if it was not this owner's, or not a mere claim any more.
        """
        ...


def replay_key(realm: str, block: VerifiedBlock) -> str:
    """Name a block in a replay memory.

    The last three parts hold no colon, so no two blocks have one name, whatever the realm is.
    """
    return f"{realm}:{block.customer}:{block.timestamp}:{block.seq}"


def body_hash(raw: bytes) -> str:
    """Give the SHA-256 of a body."""
    return hashlib.sha256(raw).hexdigest()
