"""More than one message can hold (`x-fill`): an operation takes the first part of a list, another the rest. Pure, no I/O."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Generic, Literal, TypeVar, cast

import attrs
from attrs import define, field

from callcenter_client._pages import odd
from callcenter_client._privacy import shorten, without_frames
from callcenter_client._write import integer
from callcenter_client.errors import CallCenterError, InvalidCommand, InvalidCommandType

R = TypeVar("R")


@define(frozen=True)
class Invalid:
    """A value that was left out.

    Attributes:
        index: Where it stands in what was given.
        value: The value.
        expected: What would have been right.
    """

    index: int
    value: Any = field(repr=lambda value: shorten(str(value), "number"))
    expected: str


@define
class Filled(Generic[R]):
    """How far filling has come: save `task_id` and `next_index`, and go on from them after a stop.

    Attributes:
        task_id: The task.
        next_index: Where to go on in what was given: pass it as `start_at`, with `task_id`.
        handed_over: How many values the platform has taken in this run.
        report: The platform's counts of this run, added up.
        invalid: What was left out, with `on_invalid="skip"`.
    """

    task_id: str | None = None
    next_index: int = 0
    handed_over: int = 0
    report: R | None = None
    invalid: list[Invalid] = field(factory=list[Invalid])

    def copy(self) -> Filled[R]:
        """The state as it is now."""
        return attrs.evolve(self, invalid=list(self.invalid))


@define(frozen=True)
class Fill:
    """The names behind `x-fill`, Python's, and how each operation's fields are checked.

    Attributes:
        operation: The first operation's name, for errors.
        field: The argument that has the list.
        most: How many one message holds.
        id: The answers' attribute, and the argument, that names what is filled.
        report: The answers' attribute with the counts.
        first, then: The fields of the two operations' commands, by their Python names, checked: a dict of JSON.
    """

    operation: str
    field: str
    most: int
    id: str
    report: str
    first: Callable[..., object]
    then: Callable[..., object]


class Filling(Generic[R]):
    """A list on its way in parts.

    Raises:
        InvalidCommand: An argument is unusable.
    """

    def __init__(
        self,
        fill: Fill,
        values: Any,
        *,
        first: Mapping[str, Any],
        then: Mapping[str, Any],
        task_id: str | int | None,
        start_at: int,
        on_invalid: Literal["raise", "skip"],
    ) -> None:
        self._fill, self._first, self._then = fill, first, then
        if isinstance(values, str | bytes | Mapping) or not isinstance(values, Iterable):
            raise InvalidCommandType(
                fill.field, None, "an iterable of values", shown="a single value"
            )
        if on_invalid not in ("raise", "skip"):
            raise InvalidCommand("on_invalid", on_invalid, "'raise' or 'skip'")
        start_at = integer(start_at, "start_at", minimum=0) or 0
        self._skip = on_invalid == "skip"
        several: Iterable[Any] = values  # pyright: ignore[reportUnknownVariableType]
        self._values: Iterator[Any] = islice(several, start_at, None)
        self.state: Filled[R] = Filled(
            task_id=None if task_id is None else str(task_id), next_index=start_at
        )
        self._index = start_at
        self._part: list[Any] | None = None
        self.creates = False
        self.arguments: dict[str, Any] = {}

    def goes_on(self) -> bool:
        """Make the next message: its `arguments`, and whether it `creates` what is filled. False at the end.

        Raises:
            InvalidCommand: A value is refused, and `on_invalid` is "raise"; or there is no value at all.
        """
        problem = self._prepare()
        # Raised here, where no variable holds the values: a report of an error prints the variables of each frame.
        if problem is not None:
            raise problem
        return self._part is not None

    def _prepare(self) -> InvalidCommand | None:
        self.creates = self.state.task_id is None
        part = self._next_part()
        if isinstance(part, InvalidCommand):
            return part
        if part:
            self._part, self.arguments = part, self._arguments(part)
        elif self.creates:
            return InvalidCommand(self._fill.field, part, "at least one valid value")
        return None

    def rest(self) -> Filled[R] | None:
        """The state at the end, when something was left out after the last message."""
        if self._index == self.state.next_index:
            return None
        self.state.next_index = self._index
        return self.state.copy()

    def _arguments(self, part: list[Any]) -> dict[str, Any]:
        if self.state.task_id is None:
            return {**self._first, self._fill.field: part}
        return {**self._then, self._fill.id: self.state.task_id, self._fill.field: part}

    def _next_part(self) -> list[Any] | InvalidCommand:
        """Values for one message, all valid: a generator's values are held no longer than their message. Or what is wrong."""
        part: list[Any] = []
        while len(part) < self._fill.most:
            more = list(islice(self._values, self._fill.most - len(part)))
            if not more:
                break
            valid = self._valid(more)
            if isinstance(valid, InvalidCommand):
                return valid
            part += valid
            self._index += len(more)
        return part

    def _valid(self, values: list[Any]) -> list[Any] | InvalidCommand:
        problem = self._problem(values)
        if problem is None or not problem.field.startswith(self._fill.field):
            return problem or values
        good: list[Any] = []
        for offset, value in enumerate(values):
            problem = self._problem([value])
            if problem is None:
                good.append(value)
            elif self._skip:
                self.state.invalid.append(Invalid(self._index + offset, value, problem.expected))
            else:
                return problem.at(f"{self._fill.field}[{self._index + offset}]")
        return good

    def _problem(self, values: list[Any]) -> InvalidCommand | None:
        """What is wrong with the values, or with another argument."""
        command = self._fill.first if self.state.task_id is None else self._fill.then
        try:
            command(**self._arguments(values))
        except InvalidCommand as error:
            return without_frames(error)
        return None

    def take(self, answer: Any) -> Filled[R]:
        """The platform has taken a message."""
        task = getattr(answer, self._fill.id)
        if self.state.task_id is None and task is None:
            raise odd(
                self._fill.operation,
                "the platform has taken the values, but named no task for them",
                answer,
            )
        self.state.task_id = self.state.task_id or task
        self.state.handed_over += len(self._part or ())
        self._part = None
        self.state.next_index = self._index
        self.state.report = _added(self.state.report, getattr(answer, self._fill.report))
        return self.state.copy()

    def failed(self, error: CallCenterError) -> None:
        """Write on a failing call's own error how far it had come."""
        state = self.state
        error.task_id, error.next_index, error.handed_over = (
            state.task_id,
            state.next_index,
            state.handed_over,
        )
        error.report, error.invalid = state.report, list(state.invalid)
        error.chunk = range(state.next_index, self._index)


def _added(so_far: Any, more: Any) -> Any:
    """The counts of two reports, added up."""
    if so_far is None or more is None:
        return more if so_far is None else so_far
    counts = {
        attribute.name: (getattr(so_far, attribute.name) or 0) + getattr(more, attribute.name)
        for attribute in attrs.fields(cast("type[attrs.AttrsInstance]", type(more)))
        if isinstance(getattr(more, attribute.name), int)
    }
    return attrs.evolve(more, **counts)
