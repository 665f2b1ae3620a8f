"""Serials for authentication blocks: never the same twice (§2)."""

import contextlib
import os
import re
import sys
import threading
import time
from typing import Final

from callcenter_auth._last import LastSeq
from callcenter_auth._slot import WORKERS, Slot

_VARIABLE: Final = "CALLCENTER_WORKER"
_WORKER_BITS: Final = 6

# A tick is what is left of the microseconds when the worker's number takes the low six bits.
_TICK_NANOSECONDS: Final = 64_000
_SECOND: Final = 1_000_000_000 // _TICK_NANOSECONDS
_TICK_LIMIT: Final = 10**16 >> _WORKER_BITS

_PAUSE_SECONDS: Final = 2.0


class SeqSource:
    """Gives a new seq each time it is called: `SeqSource()()`.

    A seq is the time in microseconds since the epoch, its low six bits replaced by the worker's
    number: an int of 16 digits (until the year 2286), greater than each that this process gave
    before. A source that gets more than a second ahead of the clock, because serials are drawn
    faster than one in 64 µs, waits.

    What is guaranteed, with nothing configured:

    - All sources of a process share one counter, over all threads and `DigestAuth`s; a forked child
      starts one of its own.
    - The processes of one user on one host never give the same seq: each leases a worker number by
      a file lock in the temporary folder, which the system frees when the process ends. That holds
      for processes that were given the same number too.
    - After a restart, within a millisecond or with the clock set back, no seq comes again: the last
      one of each number is noted beside the lock. A process whose clock is set back goes on from
      where it was, and does not wait.

    What is not: the note goes with the temporary folder (a new container, a reboot that empties
    it), and a power cut can lose its last seconds; then the clock alone counts. Several hosts,
    containers with a temporary folder each, or several users on a host, know nothing of each other:
    give them worker numbers that differ, or one source for all by `DigestAuth(seq=…)`.

    Args:
        worker: The worker's number, 0 to 63. By default that of the variable `CALLCENTER_WORKER`,
            as it is when a process draws its first seq; without it a leased one.

    Raises:
        TypeError: `worker` is no int.
        ValueError: `worker` or the variable is not one of 0 to 63.

    Calling it raises RuntimeError when no number can be leased: no usable temporary folder, or 64
    processes of this user on this host. The text says what to do.

    >>> source = SeqSource(worker=5)
    >>> first, second = source(), source()
    >>> first < second, first & 63, len(str(first))
    (True, 5, 16)
    """

    __slots__ = ("_worker",)

    def __init__(self, worker: int | None = None) -> None:
        # Types are checked at run time too: most callers have no type checker.
        if worker is not None and (isinstance(worker, bool) or not isinstance(worker, int)):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise TypeError(f"worker must be int or None, not {type(worker).__name__}")
        if worker is not None and not 0 <= worker < WORKERS:
            raise ValueError(f"worker must be 0 to {WORKERS - 1}, got {worker}")
        if worker is None:
            _worker_of_variable()  # a bad value shall be told now, and not by the first dial
        self._worker = worker

    def __call__(self) -> int:
        """Give the next seq."""
        return _counter_of_this_process().draw(self._worker)

    def __repr__(self) -> str:
        if not hasattr(
            self, "_worker"
        ):  # the constructor has failed, and a report prints its variables
            return "SeqSource()"
        return f"SeqSource({'' if self._worker is None else f'worker={self._worker}'})"


class _Clock:
    """The system's clock in ticks; where that is set back, it goes on from where it was."""

    __slots__ = ("_since", "_start")

    def __init__(self) -> None:
        self.set(time.time_ns() // _TICK_NANOSECONDS)

    def set(self, tick: int) -> None:
        self._start, self._since = tick, time.monotonic_ns()

    def now(self) -> int:
        here = time.time_ns() // _TICK_NANOSECONDS
        line = self._start + (time.monotonic_ns() - self._since) // _TICK_NANOSECONDS
        if here > line:
            self.set(here)
        return max(here, line)


class _Counter:
    """The counter of one process, whatever the number of sources."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._paused_by: int | None = None
        self._clock = _Clock()
        self._tick = 0
        self._worker: int | None = None
        self._slot: Slot | None = None
        self._last: dict[int, LastSeq] = {}

    def draw(self, worker: int | None) -> int:
        """Give the next seq of a worker; None is the one of this process."""
        while True:
            with self._lock:
                number = self._worker_of_process() if worker is None else worker
                tick, ahead = self._take(number)
            if ahead <= _SECOND:
                return tick << _WORKER_BITS | number
            time.sleep((ahead - _SECOND) * _TICK_NANOSECONDS / 1e9)

    def _take(self, worker: int) -> tuple[int, int]:
        """Give the next tick, and by how many it is ahead of the clock; it is taken up to a second.

        The note is looked at for each seq, which costs some microseconds: ticks that were reserved
        in advance would put a process that starts for each job ahead of the clock.
        """
        last = self._last.get(worker)
        if last is None:
            last = self._last[worker] = LastSeq(worker)
        with last.held():
            now = self._clock.now()
            tick = max(now, self._tick + 1, (last.value >> _WORKER_BITS) + 1)
            if tick - now > 2 * _SECOND:
                # Nobody draws that far ahead, since all wait after one second: the clock was set
                # back after the number was noted. To wait for it might take hours.
                self._clock.set(tick)
                now = tick
            if tick >= _TICK_LIMIT:
                raise RuntimeError("The clock is beyond the year 2286, and a seq has 16 digits")
            if tick - now <= _SECOND:
                self._tick = tick
                last.value = tick << _WORKER_BITS | worker
            return tick, tick - now

    def _worker_of_process(self) -> int:
        if self._worker is None:
            self._worker = _worker_of_variable()
        if self._worker is None:
            self._slot = Slot()
            self._worker = self._slot.worker
        return self._worker

    def pause(self) -> None:
        """Let the draw of another thread end before this one forks.

        The child would inherit what that draw holds in the middle of it, such as the lock by which
        `tempfile` finds its folder. It waits no longer than a draw may take, so that a signal
        handler which forks in the middle of one is not stuck.
        """
        if self._lock.acquire(timeout=_PAUSE_SECONDS):
            self._paused_by = threading.get_ident()

    def resume(self) -> None:
        """Go on after a fork, if this thread had paused."""
        if self._paused_by == threading.get_ident():
            self._paused_by = None
            self._lock.release()

    def close(self) -> None:
        """Let go of what was opened, e.g. in another process than this."""
        opened = [self._slot, *self._last.values()]
        for one in opened:
            if one is not None:
                with contextlib.suppress(OSError):
                    one.close()


# By process id: a forked child finds none of its own, and makes it. No lock guards the dict,
# because a child might inherit it locked; setdefault lets one thread win.
_counters: dict[int, _Counter] = {}


def _counter_of_this_process() -> _Counter:
    pid = os.getpid()
    counter = _counters.get(pid)
    return _counters.setdefault(pid, _Counter()) if counter is None else counter


def _pause() -> None:
    _counter_of_this_process().pause()


def _resume() -> None:
    _counter_of_this_process().resume()


def _forget_parent() -> None:
    """Start anew in a forked child, before its first line runs."""
    for counter in _counters.values():
        counter.close()
    _counters.clear()


if sys.platform != "win32":
    os.register_at_fork(before=_pause, after_in_parent=_resume, after_in_child=_forget_parent)


def _worker_of_variable() -> int | None:
    """Read `CALLCENTER_WORKER`; None when it is not set, or empty."""
    text = os.environ.get(_VARIABLE, "")
    if not text:
        return None
    if re.fullmatch(r"[0-9]{1,2}", text) is None or int(text) >= WORKERS:
        raise ValueError(f"{_VARIABLE} must be a number from 0 to {WORKERS - 1}, got {text!r}")
    return int(text)
