"""What came to the sandbox, kept for tests and for people who look."""

import json
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, overload

from callcenter_sandbox._json import JsonObject, is_object
from callcenter_sandbox._verdicts import Verdict


@dataclass(frozen=True)
class Signature:
    """How the digest of a message was made (§2).

    Attributes:
        customer: The customer name as it was sent.
        text: The text whose MD5 is the digest, with `[secret]` where the secret stands.
        digest: The digest as it was sent.
        verified: Whether it is the right one.
    """

    customer: str
    text: str
    digest: str
    verified: bool


@dataclass(frozen=True)
class Received:
    """One HTTP request that came, and what became of it.

    Wherever a customer's secret stood in what came, `[secret]` stands here.

    Attributes:
        time: When it came.
        method: The HTTP method.
        target: The path with its query, as it was sent.
        headers: The headers in the order in which they came, their names in lower case.
        raw: The body as it came.
        operation: The operationId; None when no operation was meant.
        revision: The revision in the path; None when there is none.
        body: The body as JSON; None when it isn't JSON.
        signature: How the digest was made; None when there was no block to check.
        verdict: The sandbox's judgement.
        problems: What was wrong, and what is odd though it was accepted, each in words.
        status: The HTTP status of the reply.
        reply_raw: The body of the reply.
        elapsed: Seconds that the answer took, without reading and sending.
        fault: The fault that the request met; empty: none.
    """

    time: datetime
    method: str
    target: str = field(repr=False)
    headers: tuple[tuple[str, str], ...] = field(repr=False)
    raw: bytes = field(repr=False)
    operation: str | None
    revision: int | None
    body: Any = field(repr=False)
    signature: Signature | None = field(repr=False)
    verdict: Verdict
    problems: tuple[str, ...]
    status: int
    reply_raw: bytes = field(repr=False)
    elapsed: float = field(repr=False)
    fault: str = ""

    @property
    def reply(self) -> JsonObject | None:
        """The reply as JSON; None when it is something else, a recording for instance."""
        try:
            value = json.loads(self.reply_raw)
        except ValueError:
            return None
        return value if is_object(value) else None

    @property
    def commands(self) -> tuple[JsonObject, ...]:
        """The commands of the message: `request`, or each of `requests`."""
        body = self.body if is_object(self.body) else {}
        single = body.get("request")
        several = body.get("requests")
        return tuple(
            item for item in ([single] if single is not None else several or ()) if is_object(item)
        )


class RequestLog(Sequence[Received]):
    """The requests that came, in the order in which they were answered.

    A request is in it before its reply is sent, and any thread may read while others add. The
    newest are kept, so that a sandbox may run for weeks.

    Args:
        keep: How many are kept; None: all.
        most_bytes: How long the bodies of those that are kept may be together, where not all are.
    """

    def __init__(self, keep: int | None, most_bytes: int = 256 * 1024 * 1024) -> None:
        self._items: deque[Received] = deque()
        self._keep, self._most_bytes = keep, most_bytes
        self._bytes = 0
        self._count = 0
        self._watchers: list[Callable[[], None]] = []
        self._lock = threading.Lock()

    def append(self, received: Received) -> None:
        """Add a request."""
        with self._lock:
            self._items.append(received)
            self._bytes += _size(received)
            self._count += 1
            self._forget_the_oldest()
            watchers = tuple(self._watchers)
        for watcher in watchers:
            watcher()

    def watch(self, watcher: Callable[[], None]) -> Callable[[], None]:
        """Have a callable told of each request, before its reply is sent. It must not wait.

        Returns:
            A callable that ends it.
        """
        with self._lock:
            self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    def numbered(self, after: int = 0) -> list[tuple[int, Received]]:
        """The requests after a number, each with its own: the first that ever came has 1."""
        with self._lock:
            first = self._count - len(self._items) + 1
            return [pair for pair in enumerate(self._items, first) if pair[0] > after]

    def clear(self) -> None:
        """Forget what came so far."""
        with self._lock:
            self._items.clear()
            self._bytes = 0

    def of(self, operation: str) -> tuple[Received, ...]:
        """The requests that meant one operation."""
        return tuple(received for received in self if received.operation == operation)

    def _forget_the_oldest(self) -> None:
        if self._keep is None:
            return
        # The newest one stays, however long it is.
        while len(self._items) > self._keep or (
            self._bytes > self._most_bytes and len(self._items) > 1
        ):
            self._bytes -= _size(self._items.popleft())

    def _snapshot(self) -> tuple[Received, ...]:
        with self._lock:
            return tuple(self._items)

    @overload
    def __getitem__(self, index: int) -> Received: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Received, ...]: ...
    def __getitem__(self, index: int | slice) -> Received | tuple[Received, ...]:
        return self._snapshot()[index]

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Received]:
        return iter(self._snapshot())

    def __repr__(self) -> str:
        return repr(list(self._snapshot()))


def _size(received: Received) -> int:
    return len(received.raw) + len(received.reply_raw)
