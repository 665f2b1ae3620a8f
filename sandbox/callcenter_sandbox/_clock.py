"""The sandbox's clock, and what is to happen on it.

By hand it stands still until `advance`; with a speed it runs by itself. What is to happen is data
(a kind and arguments), no closures: so that it can be written to a file and go on after a kill.
"""

import heapq
import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial
from zoneinfo import ZoneInfo

Job = Callable[[], None]
"""Work that takes real time, the delivery of a notification: done without holding the lock."""

_log = logging.getLogger("callcenter_sandbox")

_WORKERS = 8
_TICK = (
    0.005  # seconds that it sleeps at least; what comes so much late has its own time all the same
)
_GRACE = 2.0  # seconds in which deliveries that are under way may come to their end


@dataclass(frozen=True, order=True)
class Event:
    """Something that is to happen: when, its number among those of one moment, what, and to whom."""

    due: float
    number: int
    kind: str
    args: tuple[str | int, ...] = ()


class Clock:
    """Time in the sandbox.

    Attributes:
        lock: Held while the state is read or changed; `Turns` is how to take it.
        speed: How many of its seconds pass in a real one; 0: it stands still until `advance`.
        zone: The platform's time zone.
    """

    def __init__(self, start: float, speed: float, zone: ZoneInfo) -> None:
        if not speed >= 0:
            raise ValueError(f"speed is {speed}; expected 0 (by hand) or more (1 is real time)")
        self.lock = threading.RLock()
        self.speed = speed
        self.zone = zone
        self._base = start
        self._began = time.monotonic()
        self._at: float | None = None
        self._heap: list[Event] = []
        self._changed = threading.Condition(self.lock)
        self._pumping = threading.RLock()
        self._in_advance = False
        self._handle: Callable[[Event], Job | None] = _nothing
        self._runner: threading.Thread | None = None
        self._stopped = False
        self._at_work = 0  # jobs that are handed over and not done

    @property
    def now(self) -> float:
        """Its time, in seconds since the epoch."""
        return self._flow() if self._at is None else self._at

    @property
    def time(self) -> datetime:
        """Its time in the platform's zone."""
        return datetime.fromtimestamp(self.now, self.zone)

    def text(self, moment: float) -> str:
        """A moment as the platform writes it: `YYYY-MM-DD HH:MM:SS`, local time."""
        return _text(int(moment), self.zone)

    def advance(self, seconds: float) -> None:
        """Let time pass: all that is due happens, in order, in this thread.

        It returns when what is due has been answered or given up: notifications too. `advance(0)`
        delivers what commands have brought about at once.

        Args:
            seconds: How long, 0 or more.

        Raises:
            ValueError: `seconds` is negative.
            RuntimeError: It is called from within itself, by a receiver of notifications.
        """
        if not seconds >= 0:
            raise ValueError(f"seconds is {seconds}; expected 0 or more: time doesn't go back")
        with self._pumping:
            if self._in_advance:
                raise RuntimeError("advance() is running; a receiver can't let time pass itself")
            self._in_advance = True
            try:
                with self.lock:
                    until = self.now + seconds
                    if self.speed:
                        self._base += seconds
                self._pump(until, lambda _event, job: _work(job))
                with self.lock:
                    if not self.speed:
                        self._base = until
            finally:
                self._in_advance = False
        with self._changed:
            while self._at_work and not self._stopped:
                self._changed.wait(0.5)

    # --- for the sandbox itself

    def handle_by(self, handle: Callable[[Event], Job | None]) -> None:
        """Who is told of each event, with the lock held; a job that is returned is done after it."""
        self._handle = handle

    def go_on_from(self, moment: float) -> None:
        """Begin where another one has ended; what runs by itself doesn't stay behind real time."""
        self._base = max(self._base, moment) if self.speed else moment

    def hold(self) -> bool:
        """Let one turn happen at one moment; whether it wasn't held already. The lock is held."""
        if self._at is not None:
            return False
        self._at = self._flow()
        return True

    def release(self) -> None:
        """Let it run on."""
        self._at = None

    def add(self, event: Event) -> None:
        """Have something happen. The lock is held."""
        heapq.heappush(self._heap, event)
        if self._heap[0] is event:  # else the clock sleeps until something that comes before
            self._changed.notify_all()

    def start(self) -> None:
        """Let it run, if it has a speed."""
        with self.lock:
            self._stopped = False
            if self.speed and self._runner is None:
                self._began = time.monotonic()
                self._runner = threading.Thread(target=self._run, name="sandbox-clock", daemon=True)
                self._runner.start()

    def stop(self) -> None:
        """Let nothing happen any more until it is started again."""
        with self._changed:
            self._base = self._flow()
            runner, self._runner = self._runner, None
            self._stopped = True
            self._changed.notify_all()
        if runner is not None and runner is not threading.current_thread():
            runner.join()

    def _flow(self) -> float:
        if self._runner is None:
            return self._base
        return self._base + (time.monotonic() - self._began) * self.speed

    def _pump(self, until: float | None, do: Callable[[Event, Job], None]) -> None:
        """Let happen what is due until a moment, or until now; jobs are given to `do`."""
        while True:
            with self.lock:
                limit = self._flow() if until is None else until
                if self._stopped or not self._heap or self._heap[0].due > limit:
                    return
                event = heapq.heappop(self._heap)
                if not self.speed:
                    self._base = max(self._base, event.due)
                # What happens late, after a restart or on a busy machine, has its own time.
                self._at = event.due if self.speed else None
                try:
                    job = self._handle(event)
                finally:
                    self._at = None
            if job is not None:
                do(event, job)

    def _run(self) -> None:
        pool = ThreadPoolExecutor(_WORKERS, thread_name_prefix="sandbox-notify")

        def hand_over(event: Event, job: Job) -> None:
            with self.lock:
                self._at_work += 1
            # Called for what is cancelled too.
            pool.submit(_work, job).add_done_callback(partial(self._is_done, event))

        while True:
            with self._pumping:
                self._pump(None, hand_over)
            with self._changed:
                if self._stopped:
                    break
                wait = (self._heap[0].due - self._flow()) / self.speed if self._heap else None
                if wait is None or wait > 0:
                    # Thousands a second may be due, each a moment after the other: a few at a time.
                    self._changed.wait(None if wait is None else max(wait, _TICK))
        with self._changed:
            # A receiver that hangs must not hold the end up.
            self._changed.wait_for(lambda: not self._at_work, _GRACE)
        pool.shutdown(wait=False, cancel_futures=True)

    def _is_done(self, event: Event, future: Future[None]) -> None:
        with self._changed:
            self._at_work -= 1
            if future.cancelled():  # its turn comes when the clock is started again
                self.add(event)
            self._changed.notify_all()


@lru_cache(maxsize=1024)  # what happens in one second is written down in many places
def _text(moment: int, zone: ZoneInfo) -> str:
    return f"{datetime.fromtimestamp(moment, zone):%Y-%m-%d %H:%M:%S}"


def _nothing(event: Event) -> Job | None:
    del event
    return None


def _work(job: Job) -> None:
    try:
        job()
    except Exception:  # noqa: BLE001  # one that fails must not stop the others
        _log.exception("a job of the sandbox failed")
