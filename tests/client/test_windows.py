"""Call detail records by spans of time: cut, halved, overlapping, resumed."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callcenter_client import (
    AsyncCallCenter,
    CallCenter,
    InvalidCommand,
    InvalidCommandType,
    TransportError,
    UnexpectedResponse,
)
from tests.client.asking import published_auth
from tests.client.cdrs import DAY, HOUR, SECOND, SHANGHAI, Cdrs, at
from tests.client.listing import Read, list_async, list_sync
from tests.client.raw_server import Answer, RawServer, Received, Reply, accepted

if TYPE_CHECKING:
    from collections.abc import Callable


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
    assert repr(rows).endswith("WindowedRows(checkpoint=None)")


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


# Any platform


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
