# Made by "python -m generator generate" from the spec: change that, not this file.
"""A list that is asked by spans of time (`x-window`): which span to ask for, and which of its rows are new. Pure, no I/O."""

from __future__ import annotations

from collections import deque
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

from callcenter_client._pages import odd, row_key
from callcenter_client._times import from_text
from callcenter_client.errors import InvalidCommand, InvalidCommandType

_SECOND = timedelta(seconds=1)
# Seconds in which a clock that is set back shows a time anew: no zone sets it back by more than this.
_NEAR = 3 * 3600


class Windows:
    """Spans of time that cover a longer one, each no longer than what the platform answers whole.

    The platform takes and compares its own local time, to the second, and both ends are included (§5 getCdrList). So the
    spans are made in that time, neighbours share a second, and each key is given once. A span whose `total` exceeds its rows is
    asked again in halves, down to a single second. Where the clock is set back shortly after an aware begin or before an aware
    end, the hour that stands twice on it is asked for whole.

    Args:
        operation: The operation's name, for errors.
        names: The Python names behind `from`, `to`, `items`, `key` and `total`.
        start, end: Ends of the span: datetimes, or texts as the platform writes them; naive ones are platform-local.
        window: The longest span to ask for.
        overlap: How far each span reaches back into the one before, for rows that the platform enters late.
        tz: The platform's zone.

    Raises:
        InvalidCommand: An end is no time, the end lies before the start, or a length is unusable.
    """

    def __init__(
        self,
        operation: str,
        names: dict[str, str],
        start: object,
        end: object,
        *,
        window: timedelta,
        overlap: timedelta,
        tz: tzinfo,
    ) -> None:
        self._operation, self._names, self._tz = operation, names, tz
        for name, length in (("window", window), ("overlap", overlap)):
            if not isinstance(length, timedelta):  # pyright: ignore[reportUnnecessaryIsInstance]
                raise InvalidCommandType(name, length, "a timedelta")
        if window < _SECOND:
            raise InvalidCommand("window", window, "a timedelta of at least a second")
        if not timedelta(0) <= overlap < window:
            raise InvalidCommand("overlap", overlap, "a timedelta from 0 to less than the window")
        # Where the clock shows a time twice, a naive begin means the first of the two, a naive end the second.
        first, last = _moment(start, names["from"], tz, 0), _moment(end, names["to"], tz, 1)
        if last.timestamp() < first.timestamp():  # `<` would compare what the clock shows
            raise InvalidCommand(names["to"], end, f"a time that isn't before {names['from']}")
        self._start = _wall(first) - overlap
        self._end = _wall(last)
        if _is_aware(start):
            self._start -= _set_back(first, min(first.timestamp() + _NEAR, last.timestamp()), tz)
        if _is_aware(end):
            self._end += _set_back(last, max(last.timestamp() - _NEAR, first.timestamp()), tz)
        self._start = self._start.replace(microsecond=0)
        window = timedelta(seconds=int(window.total_seconds()))
        self._window, self._length, self._overlap = window, window, overlap
        self._recent: deque[tuple[datetime, set[int]]] = deque()
        self._done = False
        self._reached: datetime | None = None
        self._waiting = 0
        self.checkpoint: datetime | None = None
        """All up to this time was given (an aware datetime): begin with it to go on. None before that."""

    def ask(self) -> dict[str, Any] | None:
        """The arguments of the next span, or None at the end."""
        self._pass()
        return (
            None
            if self._done
            else {self._names["from"]: self._start, self._names["to"]: self._stop()}
        )

    def _stop(self) -> datetime:
        return min(self._start + self._length, self._end)

    def take(self, answer: Any) -> list[Any]:
        """The new rows of a span; none when it has to be asked again in halves.

        Raises:
            UnexpectedResponse: A key is no number, or even a second has more rows than the platform gives.
        """
        stop = self._stop()
        rows = getattr(answer, self._names["items"])
        total = getattr(answer, self._names["total"])
        if total is not None and total > len(rows):
            return self._halve(total, len(rows), answer)
        keyed = {row_key(row, self._names["key"], self._operation, answer): row for row in rows}
        while self._recent and self._recent[0][0] < self._start:
            self._recent.popleft()
        known = set[int]().union(*(keys for _, keys in self._recent))
        self._recent.append((stop, set(keyed)))
        new = [keyed[key] for key in sorted(keyed) if key not in known]
        self._reached, self._waiting = stop, len(new)
        self._done = stop >= self._end
        if stop == self._start:
            self._start += _SECOND  # it was asked for by itself, so there is none to share
        elif self._length == self._window:
            # Reaching back is for whole spans: among the parts of a divided one it could stand still.
            self._start = (stop - self._overlap).replace(microsecond=0)
        else:
            self._start = stop
        self._length = min(self._window, max(self._length * 2, _SECOND))
        return new

    def _halve(self, total: int, came: int, answer: Any) -> list[Any]:
        length = self._stop() - self._start
        if not length:
            raise odd(
                self._operation,
                f"{total} rows lie in the second {self._start}, and {came} of them came: they can't be had by time",
                answer,
            )
        self._length = timedelta(seconds=int(length.total_seconds()) // 2)
        return []

    def gave(self, row: Any) -> None:
        """A row was handed to the caller."""
        del row
        self._waiting -= 1
        if self._waiting == 0:
            self._pass()

    def _pass(self) -> None:
        """All rows of the last span were given."""
        if self._reached is not None:
            # The clock may show the time twice, or never: the earlier of what it can mean, so that nothing is left out.
            meant = [self._reached.replace(tzinfo=self._tz, fold=fold) for fold in (0, 1)]
            self.checkpoint = min(meant, key=datetime.timestamp)
            self._reached = None


def _is_aware(value: object) -> bool:
    return isinstance(value, datetime) and value.tzinfo is not None


def _set_back(moment: datetime, near: float, tz: tzinfo) -> timedelta:
    """How far the clock is set back between an end of the span and a moment near it, within the span."""
    there = datetime.fromtimestamp(near, UTC).astimezone(tz).utcoffset() or timedelta(0)
    change = (moment.utcoffset() or timedelta(0)) - there
    return max(timedelta(0), change if near > moment.timestamp() else -change)


def _moment(value: object, where: str, tz: tzinfo, fold: int) -> datetime:
    """An end of a span, in the platform's zone; `fold` is which of two a naive one means."""
    if isinstance(value, str):
        try:
            return from_text(value, tz).replace(fold=fold)
        except ValueError:
            raise InvalidCommand(
                where, value, "a datetime, or a text such as 2018-09-10 14:39:20"
            ) from None
    if not isinstance(value, datetime):
        raise InvalidCommandType(where, value, "a datetime or a str")
    if value.tzinfo is not None:
        return value.astimezone(tz)
    return value.replace(tzinfo=tz, fold=fold)


def _wall(moment: datetime) -> datetime:
    """What the platform's clock shows at a moment, to the second."""
    return moment.replace(tzinfo=None, microsecond=0, fold=0)
