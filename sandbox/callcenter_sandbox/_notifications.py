"""What the sandbox has sent, or would have sent, to the customers; kept for tests and for people who look."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, overload

from callcenter_client._privacy import shorten
from callcenter_sandbox._json import JsonObject

WAITING, TAKEN, GIVEN_UP, KEPT, LOST = "waiting", "taken", "given up", "kept", "lost"


@dataclass
class Attempt:
    """One message that was sent.

    Attributes:
        time: When, in real seconds since the epoch.
        what: `sent`, or what a fault has made of it: `duplicate`, `forged`, `replayed`.
        status: The HTTP status of the answer; None: there was none.
        answer: The body of the answer, as text.
        taken: Whether the receiver has taken the notification.
        note: What is odd about the answer, or why there was none.
    """

    time: float
    what: str
    status: int | None
    answer: str
    taken: bool
    note: str = ""


@dataclass
class Notification:
    """One notification, live: its attempts grow.

    Attributes:
        number: Its number in this sandbox, from 1.
        customer: Whom it is for.
        kind: Its name in the document: `callstart`, `billing`, `screenpop` …
        lane: What it is about: the session of a call, or a task. Within a lane the order is kept.
        notify: What it tells.
        time: When it came up, in the box's time.
        state: `waiting`, `taken`, `given up`, `kept` (there is nowhere to send it to) or `lost` (by
            a fault).
        attempts: What was sent, with the answers.
        fault: The fault that was asked for; empty: none.
        raw: The message, as it was sent last.
    """

    number: int
    customer: str
    kind: str
    lane: str
    notify: JsonObject = field(repr=False)
    time: float
    state: str = WAITING
    attempts: list[Attempt] = field(default_factory=list[Attempt], repr=False)
    fault: str = ""
    raw: str = field(default="", repr=False)

    @property
    def message(self) -> JsonObject | None:
        """The whole message as it was sent last; None before that."""
        value: JsonObject | None = json.loads(self.raw) if self.raw else None
        return value

    def __str__(self) -> str:
        number = next(
            (str(self.notify[name]) for name in ("number", "callee") if name in self.notify), ""
        )
        about = shorten(number, "number") if number else str(self.notify.get("taskID", ""))
        last = self.attempts[-1] if self.attempts else None
        answer = (
            f" {last.status}" if last and last.status is not None else ""
        )  # else its note says so
        note = f": {last.note}" if last and last.note else ""
        return f"{self.kind} {about} {self.state}{answer}{note}"


class NotificationLog(Sequence[Notification]):
    """The notifications of a sandbox, in the order in which they came up.

    Args:
        items: Gives them all.
    """

    def __init__(self, items: Callable[[], tuple[Notification, ...]]) -> None:
        self._items = items

    def of(self, kind: str) -> tuple[Notification, ...]:
        """Those of one kind."""
        return tuple(one for one in self if one.kind == kind)

    def about(self, lane: str) -> tuple[Notification, ...]:
        """Those about one call, by its session, or about one task (`task 7`)."""
        return tuple(one for one in self if one.lane == lane)

    @overload
    def __getitem__(self, index: int) -> Notification: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Notification, ...]: ...
    def __getitem__(self, index: int | slice) -> Notification | tuple[Notification, ...]:
        return self._items()[index]

    def __len__(self) -> int:
        return len(self._items())

    def __iter__(self) -> Iterator[Notification]:
        return iter(self._items())

    def __repr__(self) -> str:
        return repr(list(self._items()))


def read_answer(status: int, body: bytes) -> tuple[bool, str]:
    """Whether an answer says that the notification was taken, and what is odd about it.

    What the platform makes of odd answers isn't known; receivers in the field give all sorts, so
    any HTTP 200 without a refusal counts here.
    """
    if not 200 <= status < 300:
        return False, f"answered {status}"
    try:
        value: Any = json.loads(body)
        error = value["result"]["error"]
    except (ValueError, KeyError, TypeError):
        return True, 'odd acknowledgement: no {"result": {"error": 0}}'
    if isinstance(error, bool) or not isinstance(error, (int, str)):
        return True, f"odd acknowledgement: error is {json.dumps(error)}"
    if str(error) != "0":
        return False, f"refused with error {str(error)[:40]}"
    return True, "" if error == 0 else "odd acknowledgement: error is a text"
