"""One worker of an inbox: takes an event, keeps its lease alive while the handler runs, and notes how it ended."""

from __future__ import annotations

import asyncio
import inspect
import os
import secrets
import threading
from typing import TYPE_CHECKING, Any

from callcenter_client.webhooks._log import log
from callcenter_client.webhooks._retry_later import RetryLater

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from callcenter_client.webhooks._events import Notification
    from callcenter_client.webhooks._inbox_store import Row, Store

_LONGEST_PAUSE = 3600.0
# An event that fails holds up the others of its agent for its first tries, some seconds in all; then they go on without it.
_PATIENT_ATTEMPTS = 3
_PATIENT_SECONDS = 5.0
_LONGEST_TEXT = 1000


class Worker:
    """Handles events one after the other, in one thread."""

    def __init__(
        self,
        store: Store,
        event_of: Callable[[Row], Notification],
        handler: Callable[[Notification], Any],
        around: Callable[[], AbstractContextManager[Any]],
        *,
        lease: float,
        attempts: int,
    ) -> None:
        self._store = store
        self._event_of = event_of
        self._handler = handler
        self._around = around
        self._lease = lease
        self._attempts = attempts
        self._owner = f"{os.getpid()}-{secrets.token_hex(8)}"
        self._row: Row | None = None
        self._stopped = threading.Event()
        self._runner = asyncio.Runner()
        self._heart = threading.Thread(target=self._beat, name="inbox-lease", daemon=True)
        self._heart.start()

    def close(self) -> None:
        """Stop."""
        self._stopped.set()
        self._heart.join()
        self._runner.close()

    def step(self) -> int | None:
        """Handle the next event: 1 when it's done, 0 when it isn't; None when nothing is due."""
        row = self._row = self._store.claim(self._owner, self._lease, self._attempts)
        if row is None:
            return None
        try:
            self._handle(row)
        except Exception as error:  # noqa: BLE001  # why: whatever a handler raises is a failure of this event alone
            self._failed(row, error)
            return 0
        except BaseException:
            # Ctrl-C, or the end of the process: no fault of the event's.
            self._store.again(row, self._owner, pause=0, holds=True, error=None)
            raise
        else:
            self._store.done(row, self._owner)
            return 1
        finally:
            self._row = None

    def _handle(self, row: Row) -> None:
        with self._around():
            result = self._handler(self._event_of(row))
            if inspect.isawaitable(result):
                self._runner.run(_awaited(result))

    def _failed(self, row: Row, error: Exception) -> None:
        if isinstance(error, RetryLater):
            pause = max(0.0, error.seconds)
            holds = pause <= _PATIENT_SECONDS
            self._store.again(row, self._owner, pause=pause, holds=holds, error=None)
            return
        # SQLite takes no lone surrogates.
        text = f"{type(error).__name__}: {error}".encode("utf-8", "backslashreplace").decode()
        if row.attempts >= self._attempts:
            log.error("event %d of the inbox is a dead letter", row.id, exc_info=error)
            self._store.give_up(row, self._owner, text[:_LONGEST_TEXT])
            return
        pause = min(2.0 ** (row.attempts - 1), _LONGEST_PAUSE)
        log.warning("event %d of the inbox failed; again in %g s", row.id, pause, exc_info=error)
        holds = row.attempts < _PATIENT_ATTEMPTS
        self._store.again(row, self._owner, pause=pause, holds=holds, error=text[:_LONGEST_TEXT])

    def _beat(self) -> None:
        while not self._stopped.wait(self._lease / 3):
            row = self._row
            if row is None:
                continue
            try:
                self._store.renew(row, self._owner, self._lease)
            except Exception as error:  # noqa: BLE001  # why: the next beat may be in time yet
                log.warning("the lease of an event could not be renewed: %s", error)


async def _awaited(result: Any) -> None:
    await result
