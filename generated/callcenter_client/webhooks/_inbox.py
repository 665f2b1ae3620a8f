# Made by "python -m generator generate" from the spec: change that, not this file.
"""An inbox on this machine: stores a notification, so that it can be acknowledged, and hands it over until it's done."""

from __future__ import annotations

import hashlib
import json
import time
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from callcenter_client import _reply
from callcenter_client._times import DEFAULT_ZONE, zone
from callcenter_client.webhooks._event import Event
from callcenter_client.webhooks._events import parse
from callcenter_client.webhooks._inbox_crew import Crew
from callcenter_client.webhooks._inbox_store import Row, Store
from callcenter_client.webhooks._inbox_worker import Worker
from callcenter_client.webhooks._log import log

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager
    from datetime import tzinfo

    from callcenter_client.webhooks._events import Notification

_LEASE = 30.0
_ATTEMPTS = 20
_KEEP_DAYS = 90.0
# How often a worker looks for what other processes have put, and for how long it lets a file be that can't be written.
_POLL = 0.2
_TROUBLE = 5.0
_DAY = 86400.0


@dataclass(frozen=True)
class DeadLetter:
    """An event that no attempt could handle.

    Attributes:
        id: What `Inbox.retry` takes.
        event: The notification.
        attempts: How often it was tried.
        error: What the last attempt said.
        failed_at: When that was.
    """

    id: int
    event: Notification
    attempts: int
    error: str
    failed_at: datetime


class Inbox:
    """Stores notifications in a file, and hands them over at least once until they are done (§6).

    `asgi_app(verifier, inbox.put)` acknowledges what is on the disk; `inbox.work(handler)` in a thread, a process or several
    does the rest. An event is handled once by its `dedupe_key`, unless a worker dies, or loses its file, between the end of
    the handler and the note of it: then it comes again.

    The events of one agent of one customer are handled in the order in which they came, one at a time. One that fails is
    tried again after 1, 2, 4 … seconds, at most an hour; the others of its agent wait for it some seconds, then go on
    without it. After 20 attempts it's a dead letter, and waits for `retry`.

    Threads may share an inbox, and so may a process and those that it forks or spawns, a server's workers for instance.

    Args:
        url: The file, on a local disk: `sqlite:///inbox.db`, or with an absolute path `sqlite:////var/lib/inbox.db`.
        tz: The platform's time zone.
        lease: Seconds after which a worker that gives no sign of life is taken for dead. It gives one by itself, however
            long a handler takes.
        attempts: How many failures make a dead letter.
        keep_days: For how long the key of a handled event is kept, so that it isn't handled again.

    Raises:
        ConfigurationError: The file can't be used, or `tz` is no time zone.
    """

    def __init__(
        self,
        url: str,
        *,
        tz: str | tzinfo = DEFAULT_ZONE,
        lease: float = _LEASE,
        attempts: int = _ATTEMPTS,
        keep_days: float = _KEEP_DAYS,
    ) -> None:
        self._tz = zone(tz)
        self._lease = lease
        self._attempts = attempts
        self._keep_days = keep_days
        self._store = Store(url)
        self._crew = Crew(self._store.close)

    def put(self, raw_or_event: bytes | str | Mapping[str, Any] | Notification) -> bool:
        """Store a notification. When this returns, it's on the disk; verify it before.

        Args:
            raw_or_event: The body, its dict, or the event: as a handler for all receivers it gets that.

        Returns:
            True when it's new, False when it's stored or handled already.

        Raises:
            ValueError: It's no notification.
            RuntimeError: The inbox is closed.
            sqlite3.Error: It couldn't be stored, for instance because the disk is full.
            OSError: The file couldn't be opened again, after a fork.
        """
        self._check_open()
        event: Any = raw_or_event
        if not isinstance(raw_or_event, Event):
            event = parse(raw_or_event, tz=self._tz)
        raw = json.dumps(event.raw)
        is_new = self._store.add(
            key=event.dedupe_key,
            sort=_sort(event),
            lane=_lane(event),
            customer=event.verified_customer,
            raw=raw,
        )
        self._crew.tell()
        return is_new

    def work(
        self,
        handler: Callable[[Notification], Any],
        *,
        once: bool = False,
        around: Callable[[], AbstractContextManager[Any]] | None = None,
    ) -> int:
        """Hand events over, one after the other. Run it in as many threads and processes as you like.

        Args:
            handler: Takes the event: a function or `Handlers`, sync or async. When it returns, the event is done; when it
                raises, it comes again, after `RetryLater`'s seconds when it raises that.
            once: Stop when nothing is due, instead of waiting for more.
            around: Makes a context manager for each event, in which the handler runs; for instance Django's
                `transaction.atomic`. The event is done when it's left without an error.

        Returns:
            How many events were done, when nothing is due any more (`once`) or the inbox is closed.

        Raises:
            TypeError: `handler` can't be called.
            RuntimeError: The inbox is closed.
        """
        self._check_open()
        if not callable(handler):
            raise TypeError(f"handler must be a function or Handlers, not {type(handler).__name__}")
        worker = Worker(
            self._store,
            self._event,
            handler,
            around or nullcontext,
            lease=self._lease,
            attempts=self._attempts,
        )
        with self._crew.joined():
            try:
                return self._work(worker, once=once)
            finally:
                worker.close()

    def _work(self, worker: Worker, *, once: bool) -> int:
        done = 0
        forget_at = 0.0
        while not self._crew.is_dismissed:
            try:
                if time.monotonic() >= forget_at:
                    self._store.forget(time.time() - self._keep_days * _DAY)
                    forget_at = time.monotonic() + _DAY / 24
                found = worker.step()
                pause = self._pause() if found is None else 0.0
            except self._store.errors as error:  # a full disk, for instance: it may end
                if once:
                    raise
                log.error("the inbox can't be used now: %s", error)
                found, pause = None, _TROUBLE
            if found is not None:
                done += found
            elif once:
                break
            else:
                self._crew.wait(pause)
        return done

    def _pause(self) -> float:
        """Seconds until something may be due."""
        due = self._store.next_due()
        left = _POLL if due is None else due - time.time()
        return min(_POLL, left) if left > 0 else _POLL / 4

    def failed(self) -> list[DeadLetter]:
        """The dead letters, oldest first.

        Raises:
            RuntimeError: The inbox is closed.
        """
        self._check_open()
        return [
            DeadLetter(
                row.id, self._event(row), row.attempts, error, datetime.fromtimestamp(at, UTC)
            )
            for row, error, at in self._store.failed()
        ]

    def retry(self, id: int) -> None:  # noqa: A002  # why: the name that it has in a dead letter
        """Give a dead letter as many attempts again.

        Args:
            id: Its `id` in `failed()`.

        Raises:
            KeyError: There is no such dead letter.
            RuntimeError: The inbox is closed.
        """
        self._check_open()
        if not self._store.retry(id):
            raise KeyError(f"no dead letter has the id {id}")
        self._crew.tell()

    def close(self) -> None:
        """Let each `work` end after the event that it has, and close the file. What is stored stays.

        In a handler, or a signal handler in a thread that works, it doesn't wait for the end of that `work`.
        """
        self._crew.dismiss()

    def __reduce__(self) -> tuple[Callable[..., Inbox], tuple[Any, ...]]:
        """For `multiprocessing`, where a process is no fork: another one on the same file."""
        limits = (self._lease, self._attempts, self._keep_days)
        return _again, (self._store.url, self._tz, *limits)

    def _check_open(self) -> None:
        if self._crew.is_dismissed:
            raise RuntimeError("the inbox is closed")

    def _event(self, row: Row) -> Notification:
        event = parse(row.raw, tz=self._tz)
        event.verified_customer = row.customer
        return event


def _again(url: str, tz: tzinfo, lease: float, attempts: int, keep_days: float) -> Inbox:
    return Inbox(url, tz=tz, lease=lease, attempts=attempts, keep_days=keep_days)


def _sort(event: Notification) -> str:
    """What tells apart events of one key. Where a platform uses an authentication block twice, the key isn't enough."""
    if event.named_by:
        return ""
    told = json.dumps(event.raw["notify"], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


def _lane(event: Notification) -> str | None:
    """The customer and agent of an event; None when it has no agent: then there's no order to keep."""
    agent = getattr(event, "agent", None) or getattr(event, "staff_no", None)
    if agent is None:
        return None
    customer = (_reply.as_object(event.raw.get("authentication")) or {}).get("customer")
    return json.dumps([str(customer), str(agent)])
