"""A replay memory for one process."""

import heapq
import logging
import os
import sys
import threading
import time
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Literal

from callcenter_auth._fields import callable_of
from callcenter_auth._replay import ClaimAnswer, ReplayClaim

_log = logging.getLogger("callcenter_auth")


@dataclass(slots=True)
class _Entry:
    body: str
    owner: str
    state: Literal["claimed", "handled", "free"]
    lease_end: float


class MemoryReplay:
    """Remembers notifications in this process: for a receiver with one worker.

    With several workers, or several machines, each would have a memory of its own, and a redelivery
    that reaches another one is handled again: use `RedisReplay` there. A restart forgets all.

    Any number of threads and verifiers may share one (verifiers of several platforms: give each a
    `realm`). A forked child goes on with a copy of its own.

    Args:
        max_entries: How many notifications it remembers, some 500 bytes each. When it is full, the
            one that would be forgotten soonest goes, and a warning is logged, once: the handled
            notification could be handled again, and its block be used for another body. An entry
            stays for the tolerance and a minute, or twice the tolerance where the platform's clock
            is ahead: 100,000 are enough for 150 notifications a second.
        clock: Gives seconds that only go up; `time.monotonic` by default.

    Raises:
        TypeError: An argument has another type.
        ValueError: `max_entries` is less than 1.

    >>> MemoryReplay(max_entries=1000)
    MemoryReplay(max_entries=1000)
    """

    blocking: ClassVar[bool] = False

    def __init__(
        self, max_entries: int = 100_000, *, clock: Callable[[], float] | None = None
    ) -> None:
        # Types are checked at run time too: most callers have no type checker.
        if isinstance(max_entries, bool) or not isinstance(max_entries, int):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise TypeError(f"max_entries must be int, not {type(max_entries).__name__}")
        if max_entries < 1:
            raise ValueError(f"max_entries must be 1 or more, got {max_entries}")
        self._max_entries = max_entries
        self._clock = time.monotonic if clock is None else callable_of("clock", clock)
        self._lock = threading.Lock()
        self._entries: dict[str, _Entry] = {}
        # One pair for each entry: when it may be forgotten, and its key. A fork may fall into the
        # middle of any step, so the pair is there before its entry and goes after it: one without
        # an entry does no harm in the child.
        self._ends: list[tuple[float, str]] = []
        self._warned = False
        _stores.add(self)

    def claim(self, claim: ReplayClaim) -> ClaimAnswer:
        """Claim a notification."""
        with self._lock:
            now = self._clock()
            self._forget(now)
            entry = self._entries.get(claim.key)
            if entry is None:
                self._add(claim, "claimed", now)
                return "new"
            if entry.body != claim.body:
                return "forged"
            if entry.state == "handled":
                return "redelivery"
            if entry.state == "claimed" and entry.owner != claim.owner and now < entry.lease_end:
                return "in_flight"
            entry.owner, entry.state = claim.owner, "claimed"
            entry.lease_end = now + claim.lease
            return "new"

    def confirm(self, claim: ReplayClaim) -> bool:
        """Note that a notification was handled."""
        with self._lock:
            now = self._clock()
            self._forget(now)
            entry = self._entries.get(claim.key)
            if entry is None:
                self._add(claim, "handled", now)
                return True
            if entry.body != claim.body:
                return False
            if entry.state == "claimed" and entry.owner != claim.owner:
                return False
            entry.state = "handled"
            return True

    def release(self, claim: ReplayClaim) -> bool:
        """Give a claim back."""
        with self._lock:
            entry = self._entries.get(claim.key)
            if entry is None or entry.state != "claimed":
                return False
            if (entry.body, entry.owner) != (claim.body, claim.owner):
                return False
            entry.state = "free"
            return True

    def _add(self, claim: ReplayClaim, state: Literal["claimed", "handled"], now: float) -> None:
        while len(self._entries) >= self._max_entries:
            self._warn()
            self._forget_soonest()
        heapq.heappush(self._ends, (now + claim.keep, claim.key))
        self._entries[claim.key] = _Entry(claim.body, claim.owner, state, now + claim.lease)

    def _forget(self, now: float) -> None:
        while self._ends and self._ends[0][0] <= now:
            self._forget_soonest()

    def _forget_soonest(self) -> None:
        self._entries.pop(self._ends[0][1], None)
        heapq.heappop(self._ends)

    def _warn(self) -> None:
        if not self._warned:
            self._warned = True
            _log.warning(
                "The replay memory is full (max_entries=%d): notifications are forgotten before "
                "their time, and could be handled twice. Give it more entries, or the verifier a "
                "smaller tolerance",
                self._max_entries,
            )

    def unlock(self) -> None:
        """Make a lock of this process: the one it inherits may be held by a thread of its parent."""
        self._lock = threading.Lock()

    def __len__(self) -> int:
        with self._lock:
            return len(self._entries)

    def __repr__(self) -> str:
        if not hasattr(
            self, "_max_entries"
        ):  # the constructor has failed, and a report prints its variables
            return "MemoryReplay()"
        return f"MemoryReplay(max_entries={self._max_entries})"


_stores: weakref.WeakSet[MemoryReplay] = weakref.WeakSet()


def _unlock_all() -> None:
    for store in _stores:
        store.unlock()


if sys.platform != "win32":
    os.register_at_fork(after_in_child=_unlock_all)
