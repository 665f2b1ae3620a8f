"""Call detail records by spans of time: cut, halved, overlapping; across days on which the clock is set; resumed."""

from __future__ import annotations

import pickle
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from callcenter_client import (
    AsyncCallCenter,
    CallCenter,
    InvalidCommand,
    InvalidCommandType,
    TransportError,
    UnexpectedResponse,
)
from callcenter_client._times import to_platform
from callcenter_client._windows import Windows
from tests.client.asking import published_auth
from tests.client.listing import Read, list_async, list_sync
from tests.client.raw_server import Answer, RawServer, Received, Reply, accepted, http

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo

SHANGHAI, NEW_YORK = ZoneInfo("Asia/Shanghai"), ZoneInfo("America/New_York")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")  # sets its clock by half an hour
SET_BACK = datetime(2024, 11, 3, 6, 0, tzinfo=UTC)  # 02:00 EDT becomes 01:00 EST
SET_FORWARD = datetime(2024, 3, 10, 7, 0, tzinfo=UTC)  # 02:00 EST becomes 03:00 EDT
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
FORM = "%Y-%m-%d %H:%M:%S"


@dataclass
class Cdrs:
    """A platform with call detail records. It keeps and compares what its clock shows, as text.

    Attributes:
        rows: Keys with what the clock showed.
        cap: How many it gives at once.
    """

    rows: list[tuple[int, datetime]]
    cap: int = 1000
    asked: list[tuple[datetime, datetime]] = field(default_factory=list[tuple[datetime, datetime]])

    def answer(self, start: str, end: str) -> dict[str, Any]:
        first, last = datetime.fromisoformat(start), datetime.fromisoformat(end)
        self.asked.append((first, last))
        found = [key for key, shown in self.rows if first <= shown.replace(microsecond=0) <= last]
        random.Random(len(self.asked)).shuffle(found)  # no order is promised
        return {"total": str(len(found)), "cdr": [{"key": str(key)} for key in found[: self.cap]]}

    def __call__(self, request: Received) -> Answer:
        command = request.command
        fields = self.answer(command["startTime"], command["endTime"])
        return Reply(http(accepted(**fields), keep=True), then="keep")


def at(day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2024, 5, day, hour, minute, second)  # noqa: DTZ001  # what the platform's clock shows


@pytest.fixture(params=[list_sync, list_async], ids=["sync", "async"])
def read(request: pytest.FixtureRequest, server: RawServer) -> Callable[..., Read]:
    def reading(answer: Any, **arguments: Any) -> Read:
        server.answer = answer
        found: Read = request.param(server.url, "iter_cdr_list", mark="checkpoint", **arguments)
        return found

    return reading


# Cutting


def test_a_span_is_cut_into_days_that_share_an_end(read: Callable[..., Read]) -> None:
    cdrs = Cdrs([(1, at(1)), (2, at(2)), (3, at(2, 12)), (4, at(3)), (5, at(3, 7))])

    found = read(cdrs, start_time=at(1), end_time=at(3, 7))

    assert (found.keys, found.error) == ([1, 2, 3, 4, 5], None)
    assert cdrs.asked == [(at(1), at(2)), (at(2), at(3)), (at(3), at(3, 7))]


def test_both_ends_are_included_and_nothing_beyond(read: Callable[..., Read]) -> None:
    cdrs = Cdrs([(1, at(1) - SECOND), (2, at(1)), (3, at(2)), (4, at(2) + SECOND)])

    assert read(cdrs, start_time=at(1), end_time=at(2)).keys == [2, 3]


def test_a_span_may_be_one_second(read: Callable[..., Read]) -> None:
    cdrs = Cdrs([(1, at(1)), (2, at(1, second=1))])

    assert read(cdrs, start_time=at(1), end_time=at(1)).keys == [1]
    assert cdrs.asked == [(at(1), at(1))]


@pytest.mark.parametrize("window", [HOUR, timedelta(hours=5), timedelta(days=30)])
def test_the_window_may_be_set(read: Callable[..., Read], window: timedelta) -> None:
    rows = [(hour, at(1, hour)) for hour in range(24)]
    cdrs = Cdrs(rows)

    found = read(cdrs, start_time=at(1), end_time=at(1, 23), window=window)

    assert found.keys == list(range(24))
    assert all(last - first <= window for first, last in cdrs.asked)
    assert len(cdrs.asked) == -(-23 * HOUR // window)


def test_filters_go_along(read: Callable[..., Read], server: RawServer) -> None:
    read(Cdrs([]), start_time=at(1), end_time=at(3), agent=["1000"], callee="13770761337")

    assert [
        (request.command["agent"], request.command["callee"]) for request in server.requests
    ] == [(["1000"], "13770761337")] * 2


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (at(1), at(2)),
        ("2024-05-01 00:00:00", "2024-05-02 00:00:00"),
        (at(1).replace(tzinfo=SHANGHAI), at(2).replace(tzinfo=SHANGHAI)),
        (datetime(2024, 4, 30, 16, tzinfo=UTC), datetime(2024, 5, 1, 16, tzinfo=UTC)),
        (datetime(2024, 4, 30, 16, tzinfo=UTC), "2024-05-02 00:00:00"),
        (at(1).replace(microsecond=999999), at(2).replace(microsecond=1)),
    ],
)
def test_ends_are_aware_or_as_the_platform_writes_them(
    read: Callable[..., Read], start: Any, end: Any
) -> None:
    cdrs = Cdrs([])

    read(cdrs, start_time=start, end_time=end)

    assert cdrs.asked == [(at(1), at(2))]


# Too many rows


def test_a_span_with_more_rows_than_come_is_halved(read: Callable[..., Read]) -> None:
    rows = [(minute, at(1, 12) + timedelta(minutes=minute)) for minute in range(60)]
    cdrs = Cdrs(rows, cap=20)

    found = read(cdrs, start_time=at(1), end_time=at(2))

    assert found.keys == list(range(60))
    assert len(cdrs.asked) < 40


def test_it_is_halved_down_to_a_second(read: Callable[..., Read]) -> None:
    """Neighbouring seconds that are too much together come each by itself."""
    rows = [(index, at(1, 12) + timedelta(seconds=index // 5)) for index in range(60)]

    found = read(Cdrs(rows, cap=5), start_time=at(1), end_time=at(2))

    assert (sorted(found.keys), found.error) == (list(range(60)), None)


def test_a_second_with_more_rows_than_come_is_an_error(read: Callable[..., Read]) -> None:
    rows = [(1, at(1, 11)), *((10 + index, at(1, 12)) for index in range(6))]

    found = read(Cdrs(rows, cap=5), start_time=at(1), end_time=at(2))

    assert (found.keys, type(found.error)) == ([1], UnexpectedResponse)
    assert (
        "getCdrList: 6 rows lie in the second 2024-05-01 12:00:00, and 5 of them came: "
        "they can't be had by time" in str(found.error)
    )
    checkpoint = found.marks[-1]
    assert at(1, 11) <= checkpoint.replace(tzinfo=None) < at(1, 12)


def test_a_platform_that_gives_nothing_but_a_total_is_an_error(read: Callable[..., Read]) -> None:
    found = read(Cdrs([(1, at(1))], cap=0), start_time=at(1), end_time=at(2))

    assert (found.keys, type(found.error)) == ([], UnexpectedResponse)


@pytest.mark.parametrize("total", [None, "", "0", 1])
def test_a_total_that_is_missing_or_too_small_is_not_believed(
    read: Callable[..., Read], total: Any
) -> None:
    reply = accepted(total=total, cdr=[{"key": "1"}, {"key": "2"}])

    assert read(lambda _: reply, start_time=at(1), end_time=at(2)).keys == [1, 2]


@pytest.mark.parametrize("key", [None, "", "x", "-1"])
def test_a_key_that_is_no_number_is_an_error(read: Callable[..., Read], key: Any) -> None:
    reply = accepted(total=1, cdr=[{"key": key}])

    found = read(lambda _: reply, start_time=at(1), end_time=at(2))

    assert (found.keys, type(found.error)) == ([], UnexpectedResponse)


# Overlap


def test_each_span_reaches_back_by_the_overlap(read: Callable[..., Read]) -> None:
    cdrs = Cdrs([(1, at(1)), (2, at(1, 23, 30)), (3, at(2)), (4, at(2, 23, 59)), (5, at(3))])

    found = read(cdrs, start_time=at(1), end_time=at(3), overlap=HOUR)

    assert found.keys == [1, 2, 3, 4, 5]
    assert cdrs.asked == [
        (at(1) - HOUR, at(1, 23)),
        (at(1, 22), at(2, 22)),
        (at(2, 21), at(3)),
    ]


class Late(Cdrs):
    """Rows are entered late: each belongs to a time before the span that was just asked for."""

    def answer(self, start: str, end: str) -> dict[str, Any]:
        fields = super().answer(start, end)
        number = len(self.asked)
        self.rows.append((100 + number, self.asked[-1][1] - timedelta(minutes=10)))
        return fields


def test_rows_that_are_entered_late_are_found_by_the_overlap(read: Callable[..., Read]) -> None:
    without, overlapping = Late([]), Late([])

    assert read(without, start_time=at(1), end_time=at(4)).keys == []
    found = read(overlapping, start_time=at(1), end_time=at(4), overlap=HOUR)
    assert found.keys == [101 + index for index in range(len(overlapping.asked) - 1)]


# Going on


class FailsAt:
    """Breaks the connection at one message."""

    def __init__(self, cdrs: Cdrs, number: int) -> None:
        self.cdrs, self.left = cdrs, number

    def __call__(self, request: Received) -> Answer:
        self.left -= 1
        return Reply() if self.left == -1 else self.cdrs(request)


ROWS = [(index, at(1) + timedelta(hours=3 * index)) for index in range(40)]


@pytest.mark.parametrize("broken", range(6))
def test_one_goes_on_from_the_checkpoint(read: Callable[..., Read], broken: int) -> None:
    once: dict[str, Any] = {"retries": 0}
    failing = FailsAt(Cdrs(ROWS), broken)
    first = read(failing, start_time=at(1), end_time=at(6), settings=once)

    if broken < 5:
        assert type(first.error) is TransportError
    start = at(1) if first.marks[-1] is None else pickle.loads(pickle.dumps(first.marks[-1]))
    second = read(Cdrs(ROWS), start_time=start, end_time=at(6), settings=once)

    assert sorted({*first.keys, *second.keys}) == list(range(40))
    assert len({*first.keys} & {*second.keys}) <= 1  # the one in the second that they share


def test_the_same_iterator_goes_on_too(read: Callable[..., Read]) -> None:
    failing = FailsAt(Cdrs(ROWS), 2)

    found = read(failing, start_time=at(1), end_time=at(6), settings={"retries": 0}, again=1)

    assert (found.keys, found.error) == (list(range(40)), None)


def test_the_checkpoint_moves_when_the_rows_of_a_span_were_given(
    read: Callable[..., Read],
) -> None:
    cdrs = Cdrs([(1, at(1, 1)), (2, at(1, 2)), (3, at(3, 1))])

    found = read(cdrs, start_time=at(1), end_time=at(4))

    def shanghai(moment: datetime) -> datetime:
        return moment.replace(tzinfo=SHANGHAI)

    assert found.marks == [None, shanghai(at(2)), shanghai(at(4)), shanghai(at(4))]


@pytest.mark.parametrize("client", [CallCenter, AsyncCallCenter])
def test_there_is_no_checkpoint_before_the_first_span(client: Any) -> None:
    rows = client("http://127.0.0.1:9", auth=published_auth()).iter_cdr_list(
        start_time=at(1), end_time=at(2)
    )

    assert rows.checkpoint is None


@pytest.mark.parametrize(
    ("arguments", "field", "kind"),
    [
        ({"start_time": "2024-05-01"}, "start_time", InvalidCommand),
        ({"start_time": "2024-02-30 00:00:00"}, "start_time", InvalidCommand),
        ({"start_time": 1714492800}, "start_time", InvalidCommandType),
        ({"end_time": None}, "end_time", InvalidCommandType),
        ({"end_time": at(1) - SECOND}, "end_time", InvalidCommand),
        ({"window": timedelta(0)}, "window", InvalidCommand),
        ({"window": timedelta(milliseconds=999)}, "window", InvalidCommand),
        ({"window": 86400}, "window", InvalidCommandType),
        ({"overlap": -SECOND}, "overlap", InvalidCommand),
        ({"overlap": DAY}, "overlap", InvalidCommand),
        ({"overlap": 60}, "overlap", InvalidCommandType),
    ],
)
@pytest.mark.parametrize("client", [CallCenter, AsyncCallCenter])
def test_what_can_not_be_asked_for_is_refused_at_once(
    client: Any, arguments: dict[str, Any], field: str, kind: type[InvalidCommand]
) -> None:
    given_: dict[str, Any] = {"start_time": at(1), "end_time": at(2)}

    with pytest.raises(InvalidCommand) as raised:
        client("http://127.0.0.1:9", auth=published_auth()).iter_cdr_list(**given_ | arguments)

    assert (raised.value.field, type(raised.value), raised.value.operation) == (
        field,
        kind,
        "getCdrList",
    )


# Days on which the clock is set


@dataclass
class Row:
    key: str


@dataclass
class Rows:
    total: int
    cdr: list[Row]
    meta: None = None


def read_plan(cdrs: Cdrs, start: Any, end: Any, tz: tzinfo, **lengths: Any) -> list[int]:
    """Sans I/O: what the plan asks and gives."""
    names = {
        "from": "start_time",
        "to": "end_time",
        "items": "cdr",
        "key": "key",
        "total": "total",
    }
    lengths = {"window": DAY, "overlap": timedelta(0)} | lengths
    plan = Windows("getCdrList", names, start, end, tz=tz, **lengths)
    keys: list[int] = []
    while (asked := plan.ask()) is not None:
        assert len(cdrs.asked) < 5000, "it doesn't end"
        fields = cdrs.answer(
            to_platform(asked["start_time"], tz), to_platform(asked["end_time"], tz)
        )
        for row in plan.take(Rows(int(fields["total"]), [Row(**each) for each in fields["cdr"]])):
            plan.gave(row)
            keys.append(int(row.key))
    assert plan.checkpoint is not None
    return keys


def shown(moment: datetime, tz: tzinfo) -> datetime:
    """What a clock shows."""
    return moment.astimezone(tz).replace(tzinfo=None, fold=0)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (SET_BACK - 10 * timedelta(minutes=1), SET_BACK + 10 * timedelta(minutes=1)),
        (SET_BACK - 10 * timedelta(minutes=1), SET_BACK + 50 * timedelta(minutes=1)),
        (SET_BACK - SECOND, SET_BACK),
        (SET_BACK - 5 * HOUR, SET_BACK + 5 * timedelta(minutes=1)),
        (SET_BACK - 5 * timedelta(minutes=1), SET_BACK + 5 * HOUR),
        (SET_BACK, SET_BACK + HOUR),
        (SET_BACK - 3 * DAY, SET_BACK + 3 * DAY),
        (SET_FORWARD - HOUR, SET_FORWARD + HOUR),
        (SET_FORWARD - SECOND, SET_FORWARD + SECOND),
        (SET_FORWARD, SET_FORWARD),
    ],
)
def test_no_row_is_lost_when_the_clock_is_set(start: datetime, end: datetime) -> None:
    step = (end - start) / 97
    moments = [start + step * index for index in range(98)]
    cdrs = Cdrs([(index, shown(moment, NEW_YORK)) for index, moment in enumerate(moments)])

    assert sorted(read_plan(cdrs, start, end, NEW_YORK)) == list(range(98))


def test_only_the_hour_that_stands_twice_is_asked_for_beyond_the_span() -> None:
    cdrs = Cdrs([])
    start, end = SET_BACK - 90 * DAY, SET_BACK + 90 * DAY

    read_plan(cdrs, start, end, NEW_YORK)

    assert (cdrs.asked[0][0], cdrs.asked[-1][1]) == (shown(start, NEW_YORK), shown(end, NEW_YORK))


@pytest.mark.parametrize("as_text", [False, True])
def test_ends_as_the_platform_writes_them_go_out_as_they_are(*, as_text: bool) -> None:
    """On the day on which an hour stands twice, too."""
    start, end = datetime(2024, 11, 3, 1, 30), datetime(2024, 11, 3, 1, 40)  # noqa: DTZ001
    cdrs = Cdrs([(1, start), (2, end)])

    found = read_plan(
        cdrs,
        start.strftime(FORM) if as_text else start,
        end.strftime(FORM) if as_text else end,
        NEW_YORK,
    )

    assert (found, cdrs.asked) == ([1, 2], [(start, end)])


@pytest.mark.parametrize("iso", [False, True])
@pytest.mark.parametrize("change", [SET_BACK, SET_FORWARD])
@pytest.mark.parametrize("minutes", range(-90, 91, 15))
def test_a_checkpoint_on_such_a_day_leaves_nothing_out(
    change: datetime, minutes: int, *, iso: bool
) -> None:
    """A span may end at a time that the clock shows twice or never."""
    middle = change + timedelta(minutes=minutes)
    moments = [change + timedelta(minutes=minute) for minute in range(-240, 241, 7)]
    rows = [(index, shown(moment, NEW_YORK)) for index, moment in enumerate(moments)]
    names = {"from": "start", "to": "end", "items": "cdr", "key": "key", "total": "total"}
    plan = Windows(
        "getCdrList",
        names,
        moments[0],
        moments[-1],
        window=shown(middle, NEW_YORK) - shown(moments[0], NEW_YORK),
        overlap=timedelta(0),
        tz=NEW_YORK,
    )
    asked = plan.ask()
    assert asked is not None
    # Only what has happened by then is there: of an hour that stands twice, the first.
    by_then = [each for each, moment in zip(rows, moments, strict=True) if moment <= middle]
    first = [row for row in by_then if asked["start"] <= row[1] <= asked["end"]]
    for row in plan.take(Rows(len(first), [Row(str(key)) for key, _ in first])):
        plan.gave(row)
    plan.ask()
    checkpoint = plan.checkpoint
    assert checkpoint is not None
    if iso:
        checkpoint = datetime.fromisoformat(checkpoint.isoformat())

    rest = read_plan(Cdrs(rows), checkpoint, moments[-1], NEW_YORK)

    assert sorted({*(key for key, _ in first), *rest}) == list(range(len(rows)))


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(
    change=st.sampled_from([SET_BACK, SET_FORWARD, datetime(2024, 4, 6, 15, tzinfo=UTC)]),
    offsets=st.lists(st.integers(-4 * 3600, 4 * 3600), max_size=60),
    ends=st.tuples(st.integers(-4 * 3600, 4 * 3600), st.integers(-4 * 3600, 4 * 3600)),
    tz=st.sampled_from([SHANGHAI, NEW_YORK, LORD_HOWE, UTC]),
    cap=st.integers(1, 12),
    window=st.integers(60, 30_000),
    overlap=st.integers(0, 15_000),
)
@example(SET_BACK, [0, 1, 2, 3], (0, 3), NEW_YORK, 1, 60, 0)
@example(SET_BACK, [-1, 0], (-1, 0), NEW_YORK, 1, 61, 30)
def test_each_row_of_any_platform_comes_once(
    change: datetime,
    offsets: list[int],
    ends: tuple[int, int],
    tz: tzinfo,
    cap: int,
    window: int,
    overlap: int,
) -> None:
    start, end = (change + timedelta(seconds=each) for each in sorted(ends))
    # A short one over hours would be asked for thousands of times.
    end = min(end, start + timedelta(seconds=40 * window))
    times = [change + timedelta(seconds=each) for each in offsets]
    rows = [(index, shown(moment, tz)) for index, moment in enumerate(times)]
    in_a_second = max((sum(other[1] == row[1] for other in rows) for row in rows), default=0)
    cdrs = Cdrs(rows, cap=max(cap, in_a_second))
    reach = timedelta(seconds=min(overlap, window // 2))

    found = read_plan(cdrs, start, end, tz, window=timedelta(seconds=window), overlap=reach)

    wanted = {index for index, moment in enumerate(times) if start <= moment <= end}
    assert len(found) == len(set(found))
    assert wanted - set(found) == set()
    set_back = max(
        moment.astimezone(tz).utcoffset() - (moment + 3 * HOUR).astimezone(tz).utcoffset()  # type: ignore[operator]
        for moment in (start, end - 3 * HOUR)
    )
    wider = max(timedelta(0), set_back)
    assert min(first for first, _ in cdrs.asked) >= shown(start, tz) - reach - wider
    assert max(last for _, last in cdrs.asked) <= shown(end, tz) + wider
    assert all(first <= last <= first + timedelta(seconds=window) for first, last in cdrs.asked)


@settings(deadline=None, max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(
    offsets=st.lists(st.integers(0, 3 * 86400), max_size=60, unique=True),
    cap=st.integers(2, 30),
    overlap=st.sampled_from([0, 3600]),
)
@pytest.mark.parametrize("reading", [list_sync, list_async], ids=["sync", "async"])
def test_each_row_comes_once_on_the_wire(
    reading: Any, offsets: list[int], cap: int, overlap: int
) -> None:
    rows = [(index, at(1) + timedelta(seconds=each)) for index, each in enumerate(offsets)]
    with RawServer(Cdrs(rows, cap=cap)) as server:
        found = reading(
            server.url,
            "iter_cdr_list",
            mark="checkpoint",
            start_time=at(1),
            end_time=at(4),
            overlap=timedelta(seconds=overlap),
        )

    assert (sorted(found.keys), found.error) == (list(range(len(rows))), None)
