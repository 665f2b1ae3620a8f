"""What a browser is told, as server-sent events: all at first, then what changes.

A browser that reads slowly isn't sent more than it can take: what has changed is noted by its id, and
told as it is when there is room; where that is too much, it gets everything anew. So a feed takes no
more memory than a list of ids, however long nobody reads it.
"""

import threading
import time
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Any

from callcenter_sandbox._console._rows import NEWEST, Rows

if TYPE_CHECKING:
    from callcenter_sandbox._json import JsonObject

_TICK = 0.25  # seconds after which it looks whether the browser is still there
_PAUSE = 0.05  # seconds in which changes are gathered
_HEARTBEAT = 10.0  # seconds of silence after which a comment is sent, and the time
_RETRY = 1000  # milliseconds after which the browser comes again

Watch = Callable[[Callable[..., None]], Callable[[], None]]


class Feed:
    """The events for one browser.

    Args:
        rows: Makes the rows.
        watch_state: Begins to tell of changed pairs of kind and id.
        watch_messages: Begins to tell of messages.
    """

    def __init__(self, rows: Rows, watch_state: Watch, watch_messages: Watch) -> None:
        self._rows = rows
        self._watch = (watch_state, self._changed), (watch_messages, self._wake_up)
        self._lock = threading.Lock()
        self._ids: dict[str, set[str]] = {}
        self._all = True
        self._wake = threading.Event()
        self._last_message = 0
        self._faults: list[JsonObject] = []
        self._now = 0.0
        self._number = 0

    def events(self) -> Generator[bytes]:
        """The events in bytes; an empty piece whenever nothing has happened for a while."""
        ends = [watch(told) for watch, told in self._watch]
        try:
            yield f"retry: {_RETRY}\n\n".encode()
            silent_since = time.monotonic()
            while True:
                event = self._next()
                if event is None and time.monotonic() - silent_since >= _HEARTBEAT:
                    event = self._event("change", {})
                if event is not None:
                    silent_since = time.monotonic()
                yield event or b""
                if self._wake.wait(_TICK):
                    time.sleep(_PAUSE)
        finally:
            for end in ends:
                end()

    def _changed(self, changed: tuple[tuple[str, str], ...]) -> None:
        with self._lock:
            for kind, id_ in changed:
                self._ids.setdefault(kind, set()).add(id_)
            if sum(map(len, self._ids.values())) > 2 * NEWEST:
                self._ids, self._all = {}, True
        self._wake.set()

    def _wake_up(self) -> None:
        self._wake.set()

    def _next(self) -> bytes | None:
        """The next event; None when nothing has changed."""
        self._wake.clear()
        with self._lock:
            changed, self._ids = self._ids, {}
            everything, self._all = self._all, False
        faults, now = self._rows.faults(), self._rows.clock()
        messages = self._rows.messages(0 if everything else self._last_message)
        news: JsonObject
        if everything:
            news = {**self._rows.all(), "messages": messages, "faults": faults}
        else:
            news = self._rows.some(changed) if changed else {}
            if messages:
                news["messages"] = messages
            if faults != self._faults:
                news["faults"] = faults
            stood_still = now["speed"] == 0 and now["now"] == self._now
            if not news and (now["speed"] or stood_still):
                return None
        if messages:
            self._last_message = messages[-1]["id"]
        self._faults = faults
        return self._event("snapshot" if everything else "change", news)

    def _event(self, name: str, news: dict[str, Any]) -> bytes:
        self._number += 1
        clock = self._rows.clock()
        self._now = clock["now"]
        data = self._rows.written({**news, "clock": clock})
        return f"id: {self._number}\nevent: {name}\ndata: {data}\n\n".encode("ascii")
