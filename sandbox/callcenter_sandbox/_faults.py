"""Faults on demand: the kinds there are, and which of them come next.

The table is the only home of the kinds: what is asked for is checked against it, the documentation
prints it.
"""

import random
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

HEADER = "x-sandbox-fault"
"""The header by which one request asks for a fault of its own."""


@dataclass(frozen=True)
class FaultKind:
    """One kind of fault.

    Attributes:
        name: Its name.
        says: What happens.
        effect: Whether the command is carried out all the same; None: it is about no command.
    """

    name: str
    says: str
    effect: bool | None


KINDS = {
    kind.name: kind
    for kind in (
        FaultKind("refuse", "no connection is accepted, until the fault is cleared", effect=False),
        FaultKind("close-before-reading", "thrown away, the connection closed", effect=False),
        FaultKind("close-after-reading", "the connection closed without a reply", effect=True),
        FaultKind("reset", "the connection reset (RST) without a reply", effect=True),
        FaultKind("half-reply", "half of the reply, then the connection closed", effect=True),
        FaultKind("trickle", "the reply, head and all, a byte every 100 ms", effect=True),
        FaultKind("timeout", "no reply, and the connection stays open", effect=True),
        FaultKind("500", "status 500 with a page in HTML", effect=True),
        FaultKind("502", "status 502 with a page in HTML: the reply was lost", effect=True),
        FaultKind("503", "status 503, `Retry-After: 1`", effect=False),
        FaultKind("html", "a page in HTML with status 200", effect=False),
        FaultKind("empty", "status 200 without a body", effect=True),
        FaultKind("gbk", "the reply in GBK, with Chinese text", effect=True),
        FaultKind("text-numbers", "the reply with all numbers as texts", effect=True),
        FaultKind("null-data", "the reply with `data` null", effect=True),
        FaultKind("unknown-enum", "the reply with values that no open set lists", effect=True),
        FaultKind("boundary-twice", "a page whose last row stands there twice", effect=True),
        FaultKind("stuck-key", "the first page, whatever the startKey", effect=True),
        FaultKind("notify-duplicate", "the notification comes twice, byte by byte", effect=None),
        FaultKind("notify-late", "it comes 60 s late, and those after it wait", effect=None),
        FaultKind("notify-reorder", "it comes after the next one of its call", effect=None),
        FaultKind("notify-lose", "it never comes", effect=None),
        FaultKind("notify-forge", "before it comes a copy signed with a wrong secret", effect=None),
        FaultKind("notify-replay", "after it comes its block with another body", effect=None),
    )
}

_FIXED = ("gbk", "text-numbers", "null-data", "unknown-enum", "boundary-twice", "stuck-key")


class Fault:
    """A fault that was asked for; a context manager that clears it at its end.

    Attributes:
        number: Its number in this sandbox, from 1.
        operation: What it is for: an operation, a kind of notification, or `*`.
        kind: What goes wrong.
        effect: Whether commands are carried out all the same; None for notifications.
        left: How often it still comes; None: until it is cleared.
        probability: How probable it is each time.
        hits: How often it came.
    """

    def __init__(
        self, book: "FaultBook", kind: FaultKind, operation: str, *, effect: bool | None
    ) -> None:
        self._book = book
        self.operation = operation
        self.kind = kind.name
        self.effect = kind.effect if effect is None else effect
        self.number = 0
        self.left: int | None = None
        self.probability = 1.0
        self.hits = 0

    def clear(self) -> None:
        """Let it come no more."""
        self._book.remove(self)
        self._book.when_changed()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.clear()

    def __repr__(self) -> str:
        left = "" if self.left is None else f", {self.left} left"
        return f"<Fault {self.kind} for {self.operation}{left}, came {self.hits} times>"


@dataclass(frozen=True)
class Picked:
    """A fault that comes now."""

    kind: str
    effect: bool


@dataclass
class FaultBook:
    """The faults that were asked for, in that order; the first that fits comes.

    Attributes:
        operations: The operations there are.
        notifications: The kinds of notifications there are.
        when_changed: Called when one is asked for, or cleared.
    """

    operations: frozenset[str]
    notifications: frozenset[str]
    when_changed: Callable[[], None] = lambda: None
    _faults: list[Fault] = field(default_factory=list[Fault])
    _count: int = 0
    # Always the same row of chances, so that a test with a probability can be repeated.
    _random: random.Random = field(default_factory=lambda: random.Random(0))  # noqa: S311  # no secret
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(
        self,
        operation: str,
        kind: str,
        *,
        times: int | None = None,
        probability: float = 1.0,
        effect: bool | None = None,
    ) -> Fault:
        """Ask for a fault.

        Raises:
            ValueError: There is no such kind or operation, or they don't go together.
        """
        found = kind_of(kind)
        known = self.notifications if found.effect is None else self.operations
        if operation != "*" and operation not in known:
            what = "kind of notification" if found.effect is None else "operation"
            raise ValueError(
                f"operation is {operation!r}; {kind} is for * or one {what}: {', '.join(sorted(known))}"
            )
        if kind == "refuse" and (operation != "*" or times is not None or probability != 1):
            raise ValueError(
                "refuse is for * alone, without times and probability: connections that are refused "
                "never reach the sandbox, so it can't count them; end it by clear()"
            )
        if times is not None and times < 1:
            raise ValueError(f"times is {times}; expected 1 or more, or None for no end")
        if not 0 < probability <= 1:
            raise ValueError(f"probability is {probability}; expected more than 0, at most 1")
        if effect is not None and (found.effect is None or kind in _FIXED or kind == "refuse"):
            raise ValueError(f"effect can't be chosen for {kind}")
        fault = Fault(self, found, operation, effect=effect)
        fault.left, fault.probability = times, probability
        with self._lock:
            self._count += 1
            fault.number = self._count
            self._faults.append(fault)
        self.when_changed()
        return fault

    def remove(self, fault: Fault) -> None:
        """Forget a fault; one that is gone already stays so."""
        with self._lock:
            self._faults = [one for one in self._faults if one is not fault]

    def all(self) -> tuple[Fault, ...]:
        """The faults that are still to come."""
        with self._lock:
            return tuple(self._faults)

    def pick(self, operation: str, asked: str | None = None) -> Picked | None:
        """The fault that comes for a request, if one does.

        Args:
            operation: The operation.
            asked: What its own header asks for.

        Raises:
            ValueError: The header asks for a kind that there isn't.
        """
        if asked:
            found = kind_of(asked)
            if found.effect is None or asked == "refuse":
                raise ValueError(f"{asked} can't be asked for by a request")
            return Picked(found.name, found.effect)
        fault = self._next(operation, of_notification=False)
        return Picked(fault.kind, bool(fault.effect)) if fault else None

    def pick_for_notification(self, kind: str) -> str:
        """The fault that comes for a notification; empty: none does."""
        fault = self._next(kind, of_notification=True)
        return fault.kind if fault else ""

    def _next(self, operation: str, *, of_notification: bool) -> Fault | None:
        with self._lock:
            for fault in self._faults:
                if (fault.effect is None) != of_notification or fault.kind == "refuse":
                    continue
                if fault.operation not in ("*", operation):
                    continue
                if fault.probability < 1 and self._random.random() >= fault.probability:
                    continue
                fault.hits += 1
                if fault.left is not None:
                    fault.left -= 1
                    if fault.left == 0:
                        self._faults = [one for one in self._faults if one is not fault]
                return fault
        return None


def kind_of(name: str) -> FaultKind:
    """The kind of that name.

    Raises:
        ValueError: There is none.
    """
    found = KINDS.get(name)
    if found is None:
        raise ValueError(f"there is no fault {name!r}; expected one of {', '.join(KINDS)}")
    return found
