"""Verifies the notifications that the platform sends."""

import asyncio
import logging
import math
import secrets as random
from collections.abc import Callable
from typing import Any, ClassVar, Final, Literal

from callcenter_auth._fields import callable_of, milliseconds_of
from callcenter_auth._replay import (
    LEASE_SECONDS,
    ReplayClaim,
    ReplayStore,
    ReplayUnavailable,
    body_hash,
    replay_key,
)
from callcenter_auth._replay_memory import MemoryReplay
from callcenter_auth._secret import HIDDEN
from callcenter_auth._webhook_block import (
    MAX_BYTES,
    VerifiedBlock,
    milliseconds_of_stamp,
    read_block,
)
from callcenter_auth._webhook_delivery import Delivery, may_block
from callcenter_auth._webhook_errors import RefusalReason, WebhookRefused
from callcenter_auth._webhook_secrets import CustomerSecrets, SecretsSource

_log = logging.getLogger("callcenter_auth")

# Blocks are remembered for longer than they are accepted: clocks of hosts that share a memory
# differ, and a clock may be set back.
_MARGIN_SECONDS: Final = 60.0


class WebhookVerifier:
    """Verifies notifications (§6), and remembers which were handled.

    It works on bytes alone: give it the body exactly as it came. No header, host or URL is part of
    the check, so proxies change nothing.

    **What a right digest proves, and what not.** It is an MD5 over customer, timestamp, seq and
    secret, and does not cover the body (§2). It proves that the sender of the *block* knew the
    secret. Who sees a block on its way can send it with another body; therefore the first body of a
    block is remembered, and another one refused as forged while the block is fresh enough to be
    accepted at all. That does not help against somebody who is faster than the platform, or who
    changes the message on its way. And an MD5 of so short a text lets whoever has one block try
    secrets at some billions a second: the 40 hex digits that are issued stand that, a word does
    not. Use TLS or a private network.

    - `verify` checks digest and age, and keeps no memory.
    - `open` claims the notification in the replay memory too, and says whether it is `new`, a
      `redelivery` or `in_flight`.

    Whatever the bytes are, both raise nothing but `WebhookRefused`, and take some milliseconds for
    1 MiB. More than that is refused unread (`max_bytes`). Errors of `secrets` and `clock` themselves
    pass through, all but a KeyError of `secrets`, which stands for an unknown customer.

    Names that come twice: two `authentication` members, or two members of one name within it, are
    refused as ambiguous, since receivers that take the first and those that take the last would
    verify different blocks. Elsewhere they are not looked at.

    A claim is a lease of 60 seconds. A worker that dies lets the redelivery in when its lease is
    over. A handler that takes longer may be joined by a second one. Handled notifications are
    remembered until their timestamp is older than the tolerance (and a minute more). A platform
    that redelivers later than that is refused as too old: widen the tolerance then.

    Args:
        secrets: The secret of each customer: a mapping, or a callable from the customer's name. A
            value is one secret, several (any of them is accepted, while they are rotated), or None.
        tolerance: How many seconds a timestamp may be off the clock, back or ahead.
        replay: The memory of what came; a `MemoryReplay` of its own by default. `RedisReplay` for
            several workers or machines.
        on_reuse: What to do with another body under a block that was used: `refuse` it as forged,
            or `accept` it as a notification of its own, for platforms that use a block twice. With
            `accept` a block that was seen on its way is good for any number of forged bodies,
            until it is too old.
        on_store_error: What to do while the replay memory cannot be asked: `refuse` with
            `store_unavailable` (answer 503: the platform may send again), or `accept` without a
            memory: nothing is lost, but redeliveries are handled again and forged bodies let in.
        realm: Names the platform, where several share a replay memory and may have customers of the
            same name.
        clock: A callable that gives epoch seconds; the system's clock by default.

    Raises:
        TypeError: An argument has another type.
        ValueError: A secret has white space in it; `tolerance` is negative or not finite;
            `on_reuse` or `on_store_error` is none of the two words.

    The vector that the document publishes, by a clock of its time:

    >>> secret = "E416D0F85DC0CB67C85E070A32D9F0123AFF4762"
    >>> verifier = WebhookVerifier({"C2": secret}, clock=lambda: 1471918933)
    >>> raw = (b'{"authentication":{"customer":"C2","timestamp":"1471918933001","seq":"5271",'
    ...        b'"digest":"ae62e11cab746436b64a26f4ed8e41a3"},"notify":{"type":"callstart"}}')
    >>> verifier.verify(raw)
    VerifiedBlock(customer='C2', timestamp='1471918933001', seq='5271')
    >>> delivery = verifier.open(raw)
    >>> delivery.status, delivery.confirm()
    ('new', True)
    >>> verifier.open(raw).status
    'redelivery'
    >>> verifier.open(raw.replace(b"callstart", b"callend"))
    Traceback (most recent call last):
    callcenter_auth._webhook_errors.WebhookRefused: forged: customer 'C2', timestamp 1471918933001, seq 5271: the block came before, with another body
    """

    max_bytes: ClassVar[int] = MAX_BYTES
    """A longer body is refused; a receiver need not read further."""

    def __init__(
        self,
        secrets: SecretsSource,
        *,
        tolerance: float = 300,
        replay: ReplayStore | None = None,
        on_reuse: Literal["refuse", "accept"] = "refuse",
        on_store_error: Literal["refuse", "accept"] = "refuse",
        realm: str = "",
        clock: Callable[[], float] | None = None,
    ) -> None:
        try:
            self._secrets = CustomerSecrets(secrets)
        except (TypeError, ValueError) as error:
            raise error.with_traceback(None) from None
        finally:
            del secrets  # error pages print the variables of each frame
        self._tolerance = _seconds("tolerance", tolerance)
        self._replay: ReplayStore = MemoryReplay() if replay is None else _store(replay)
        self._accepts_reuse = _is_accept("on_reuse", on_reuse)
        self._accepts_without_store = _is_accept("on_store_error", on_store_error)
        # Types are checked at run time too: most callers have no type checker.
        if not isinstance(realm, str):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise TypeError(f"realm must be str, not {type(realm).__name__}")
        self._realm = realm
        self._clock = None if clock is None else callable_of("clock", clock)

    def verify(self, raw: bytes) -> VerifiedBlock:
        """Check digest and age of a notification, without any memory.

        The same notification passes as often as it comes, and so does another body under its block.

        Args:
            raw: The body, exactly as it came.

        Returns:
            Who sent it, and when.

        Raises:
            WebhookRefused: It is not accepted; `.reason` says why.
            TypeError: `raw` is not bytes.
        """
        try:
            return self._verified(_bytes_of(raw))[0]
        finally:
            del raw  # it may have numbers of people in it, and error pages print variables

    def open(self, raw: bytes) -> Delivery:
        """Verify a notification and claim it.

        Args:
            raw: The body, exactly as it came.

        Returns:
            The delivery: handle it if its `.status` is `new`, then `.confirm()` or `.release()` it.

        Raises:
            WebhookRefused: It is not accepted; `.reason` says why.
            TypeError: `raw` is not bytes.
        """
        try:
            content = _bytes_of(raw)
        finally:
            del raw  # as in verify()
        try:
            block, keep = self._verified(content)
            body = body_hash(content)
        finally:
            del content
        key = replay_key(self._realm, block)
        if self._accepts_reuse:
            key = f"{key}#{body}"
        claim = ReplayClaim(key, body, random.token_hex(16), LEASE_SECONDS, keep)
        try:
            answer = self._replay.claim(claim)
        except ReplayUnavailable as error:
            if not self._accepts_without_store:
                words = f"{_shown(block)}: {error}"
                raise WebhookRefused(RefusalReason.STORE_UNAVAILABLE, words) from error
            _log.warning("A notification is handled without a replay memory: %s", error)
            return Delivery("new", block, self._replay, None)
        if answer == "forged":
            words = f"{_shown(block)}: the block came before, with another body"
            raise WebhookRefused(RefusalReason.FORGED, words)
        return Delivery(answer, block, self._replay, claim if answer == "new" else None)

    async def aopen(self, raw: bytes) -> Delivery:
        """`open` for async code: in a thread, if the replay memory or `secrets` may wait.

        Go on with `.aconfirm()` or `.arelease()`. Where the task is cancelled meanwhile, the
        claim ends with its lease.
        """
        try:
            if self._secrets.may_block or may_block(self._replay):
                return await asyncio.to_thread(self.open, raw)
            return self.open(raw)
        finally:
            del raw  # as in verify()

    def _verified(self, raw: bytes) -> tuple[VerifiedBlock, float]:
        """Check a notification; give its block, and for how many seconds to remember it."""
        try:
            block, sent = read_block(raw)
        except WebhookRefused as error:
            raise error.with_traceback(None) from None
        finally:
            del raw  # as in verify()
        accepted = self._secrets.accept(block, sent)
        if accepted is None:
            words = f"no secret is known for customer {block.customer!r}"
            raise WebhookRefused(RefusalReason.UNKNOWN_CUSTOMER, words)
        if not accepted:
            words = f"{_shown(block)}: the digest was made with another secret or of other values"
            raise WebhookRefused(RefusalReason.BAD_DIGEST, words)
        return block, self._age_checked(block)

    def _age_checked(self, block: VerifiedBlock) -> float:
        now = int(milliseconds_of(self._clock))
        ahead = (milliseconds_of_stamp(block.timestamp) - now) / 1000
        if abs(ahead) > self._tolerance:
            reason = RefusalReason.TOO_NEW if ahead > 0 else RefusalReason.TOO_OLD
            side = "ahead of" if ahead > 0 else "behind"
            words = (
                f"{_shown(block)}: sent {abs(ahead):.3f} s {side} this clock, and "
                f"{self._tolerance:g} s are tolerated"
            )
            raise WebhookRefused(reason, words)
        return ahead + self._tolerance + _MARGIN_SECONDS

    def __repr__(self) -> str:
        if not hasattr(
            self, "_clock"
        ):  # the constructor has failed, and a report prints its variables
            return f"{type(self).__name__}()"
        realm = f", realm={self._realm!r}" if self._realm else ""
        return f"{type(self).__name__}({HIDDEN}, tolerance={self._tolerance:g}{realm})"


def _shown(block: VerifiedBlock) -> str:
    return f"customer {block.customer!r}, timestamp {block.timestamp}, seq {block.seq}"


def _bytes_of(raw: object) -> bytes:
    if isinstance(raw, bytes):
        return raw
    if isinstance(raw, bytearray):
        return bytes(raw)
    raise TypeError(f"raw must be the body as bytes, exactly as it came, not {type(raw).__name__}")


def _seconds(name: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError(f"{name} must be seconds as int or float, not {type(value).__name__}")
    if not math.isfinite(value) or value < 0:
        raise ValueError(f"{name} must be 0 or more seconds, and finite, got {value!r}")
    return value


def _is_accept(name: str, value: str) -> bool:
    if value not in {"refuse", "accept"}:
        raise ValueError(f"{name} must be 'refuse' or 'accept', got {value!r}")
    return value == "accept"


def _store(replay: Any) -> ReplayStore:
    if not all(callable(getattr(replay, name, None)) for name in ("claim", "confirm", "release")):
        raise TypeError(
            "replay must be a replay memory, MemoryReplay() or RedisReplay(url),"
            f" not {type(replay).__name__}"
        )
    store: ReplayStore = replay
    return store
