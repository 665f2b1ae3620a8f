"""Records by key: every page, each record once, in order; and what happens when a list can't be followed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callcenter_client import (
    ApiError,
    AsyncCallCenter,
    CallCenter,
    InvalidCommand,
    InvalidCommandType,
    TransportError,
    UnexpectedResponse,
)
from callcenter_client._pages import Pages
from tests.client.asking import published_auth
from tests.client.listing import Read, list_async, list_sync
from tests.client.raw_server import Answer, RawServer, Received, Reply, accepted, http

if TYPE_CHECKING:
    from collections.abc import Callable

BIG = 2**53


class Records:
    """A platform with records.

    Args:
        keys: Theirs.
        size: How many it gives at once; a function of the page's number gives pages of odd lengths.
        inclusive: Does a page begin with the record that was asked for?
    """

    def __init__(
        self, keys: list[int], size: int | Callable[[int], int] = 500, *, inclusive: bool = False
    ) -> None:
        self.keys, self.size, self.inclusive = keys, size, inclusive
        self.asked: list[int] = []

    def __call__(self, request: Received) -> Answer:
        return Reply(http(accepted(record=self.page(request)), keep=True), then="keep")

    def page(self, request: Received) -> list[dict[str, Any]]:
        start = request.command["startKey"]
        self.asked.append(start)
        size = self.size if isinstance(self.size, int) else self.size(len(self.asked))
        found = [key for key in self.keys if key > start or (self.inclusive and key == start)]
        return [row(key) for key in sorted(found)[:size]]


def row(key: object) -> dict[str, Any]:
    return {"key": str(key), "caller": "10086", "type": "4"}


@pytest.fixture(params=[list_sync, list_async], ids=["sync", "async"])
def read(request: pytest.FixtureRequest, server: RawServer) -> Callable[..., Read]:
    def reading(answer: Any = None, **arguments: Any) -> Read:
        server.answer = answer
        found: Read = request.param(server.url, "iter_records", mark="next_key", **arguments)
        return found

    return reading


@pytest.mark.parametrize("inclusive", [False, True])
@pytest.mark.parametrize("size", [2, 3, 7, 500])
def test_each_record_comes_once_and_in_order(
    read: Callable[..., Read], size: int, *, inclusive: bool
) -> None:
    keys = [3, 4, 9, 10, 11, 99, 100, 1000]
    records = Records(keys, size, inclusive=inclusive)

    found = read(records)

    assert (found.keys, found.error) == (keys, None)
    assert found.marks == [*keys, 1000]
    assert records.asked[0] == 0


def test_no_records_are_none(read: Callable[..., Read]) -> None:
    records = Records([])
    assert (read(records).keys, records.asked) == ([], [0])


@pytest.mark.parametrize("data", ["null", '""', "[]", "{}"])
def test_no_data_are_no_records(read: Callable[..., Read], data: str) -> None:
    assert read(lambda _: f'{{"result":{{"error":0}},"data":{data}}}').keys == []


def test_the_record_that_is_known_is_not_given(read: Callable[..., Read]) -> None:
    for inclusive in (False, True):
        assert read(Records([5, 6, 7], inclusive=inclusive), start_key=6).keys == [7]


@pytest.mark.parametrize("start_key", ["0", "6", 6, "0006", str(BIG + 1)])
def test_a_key_may_be_text(read: Callable[..., Read], start_key: Any) -> None:
    found = read(Records([6, 7, BIG + 3]), start_key=start_key)

    assert found.keys == [key for key in (6, 7, BIG + 3) if key > int(start_key)]


def test_the_start_goes_out_as_a_number(read: Callable[..., Read], server: RawServer) -> None:
    read(Records([]), start_key="0042")

    assert b'"startKey":42' in server.only.body


def test_keys_are_numbers_also_beyond_what_a_float_can_hold(read: Callable[..., Read]) -> None:
    keys = [9, 10, BIG - 1, BIG, BIG + 1, BIG + 2, 10**20, 10**20 + 1]

    for inclusive in (False, True):
        assert read(Records(keys, 2, inclusive=inclusive)).keys == keys


def test_short_pages_in_the_middle_are_not_the_end(read: Callable[..., Read]) -> None:
    keys = list(range(1, 40))
    sizes = [5, 1, 2, 9, 1, 30]

    found = read(Records(keys, lambda number: sizes[(number - 1) % 6]))

    assert found.keys == keys


def test_rows_at_the_boundary_twice_and_out_of_order_come_once(read: Callable[..., Read]) -> None:
    pages = iter(
        [
            [row(2), row(1), row(2), row(3), row(3)],
            [row(3), row(3), row(5), row(4), row(2)],
            [row(5), row(5)],
        ]
    )

    found = read(lambda _: accepted(record=next(pages)))

    assert (found.keys, found.error) == ([1, 2, 3, 4, 5], None)


@pytest.mark.parametrize("beside", [False, True])
def test_records_may_stand_beside_the_response(read: Callable[..., Read], *, beside: bool) -> None:
    pages = iter([[row(1)], []])

    def answer(_: Received) -> Answer:
        if not beside:
            return accepted(record=next(pages))
        reply = accepted()
        reply["data"]["record"] = next(pages)
        return reply

    assert read(answer).keys == [1]


@pytest.mark.parametrize("key", ["", None, "7a", "-7", "0x7", "7.0", "１", "9" * 41, True, [7]])
def test_a_key_that_is_no_number_is_an_error(read: Callable[..., Read], key: Any) -> None:
    pages = iter([[row(1)], [row(2), {"key": key}], [row(2), {"key": key}]])

    found = read(lambda _: accepted(record=next(pages)))

    assert (found.keys, type(found.error)) == ([1], UnexpectedResponse)
    assert found.marks[-1] == 1


def test_the_odd_key_is_named(read: Callable[..., Read]) -> None:
    found = read(lambda _: accepted(record=[row("7a")]))

    assert "getRecordsList: a row has the key '7a', expected digits" in str(found.error)


def test_a_page_that_does_not_move_is_an_error(
    read: Callable[..., Read], server: RawServer
) -> None:
    pages = iter([[row(1), row(2), row(3)], [row(1), row(2), row(3)]])

    found = read(lambda _: accepted(record=next(pages)))

    assert (found.keys, type(found.error), len(server.requests)) == (
        [1, 2, 3],
        UnexpectedResponse,
        2,
    )
    assert "the page after key 3 has only rows up to 3: the list doesn't move" in str(found.error)


class FailsOnce:
    """Fails at one page, and goes on when it's asked again."""

    def __init__(self, records: Records, failure: Answer, at: int) -> None:
        self.records, self.failure, self.left = records, failure, at

    def __call__(self, request: Received) -> Answer:
        self.left -= 1
        return self.failure if self.left == -1 else self.records(request)


FAILURES: dict[str, tuple[Answer, type[Exception]]] = {
    "lost": (Reply(), TransportError),
    "refused": ({"result": {"error": 7}}, ApiError),
    "odd": ({"result": {}}, UnexpectedResponse),
}


@pytest.mark.parametrize(("failure", "kind"), FAILURES.values(), ids=FAILURES.keys())
def test_after_an_error_half_way_one_goes_on_with_the_next_key(
    read: Callable[..., Read], failure: Answer, kind: type[Exception]
) -> None:
    keys = list(range(1, 11))
    server = FailsOnce(Records(keys, 4), failure, at=1)
    once = {"retries": 0}

    first = read(server, settings=once)

    assert (first.keys, type(first.error)) == (keys[:4], kind)
    assert first.marks[-1] == 4
    assert first.error is not None
    assert first.error.operation == "getRecordsList"
    second = read(server, settings=once, start_key=first.marks[-1])
    assert (second.keys, second.error) == (keys[4:], None)


@pytest.mark.parametrize(("failure", "kind"), FAILURES.values(), ids=FAILURES.keys())
def test_the_same_iterator_goes_on_too(
    read: Callable[..., Read], failure: Answer, kind: type[Exception]
) -> None:
    keys = list(range(1, 11))

    found = read(FailsOnce(Records(keys, 4), failure, at=1), settings={"retries": 0}, again=1)

    assert (found.keys, found.error) == (keys, None)


def test_a_page_whose_rows_are_not_all_taken_is_asked_for_again(server: RawServer) -> None:
    server.answer = Records([1, 2, 3, 4, 5], 3)
    with CallCenter(server.url, auth=published_auth()) as api:
        rows = api.iter_records()
        assert [next(rows).key, next(rows).key] == ["1", "2"]
        assert rows.next_key == 2
        assert [each.key for each in api.iter_records(start_key=rows.next_key)] == ["3", "4", "5"]
        assert [each.key for each in rows] == ["3", "4", "5"]


def test_nothing_is_asked_before_the_first_row_is_wanted(server: RawServer) -> None:
    with CallCenter(server.url, auth=published_auth()) as api:
        rows = api.iter_records(start_key=7)

        assert (rows.next_key, server.requests) == (7, [])
        assert "KeyedRows(next_key=7)" == repr(rows)


def test_the_end_stays_the_end(server: RawServer) -> None:
    server.answer = Records([1])

    async def use() -> None:
        async with AsyncCallCenter(server.url, auth=published_auth()) as api:
            rows = api.iter_records()
            assert [each.key async for each in rows] == ["1"]
            asked = len(server.requests)
            assert [each.key async for each in rows] == []
            assert len(server.requests) == asked

    asyncio.run(use())


@pytest.mark.parametrize(
    ("start_key", "kind"),
    [
        (-1, InvalidCommand),
        ("-1", InvalidCommand),
        ("", InvalidCommand),
        ("1a", InvalidCommand),
        ("１", InvalidCommand),
        (1.0, InvalidCommandType),
        (True, InvalidCommandType),
        (b"1", InvalidCommandType),
    ],
)
@pytest.mark.parametrize("client", [CallCenter, AsyncCallCenter])
def test_a_start_that_is_no_key_is_refused_at_once(
    client: Any, start_key: Any, kind: type[InvalidCommand]
) -> None:
    with pytest.raises(InvalidCommand) as raised:
        client("http://127.0.0.1:9", auth=published_auth()).iter_records(start_key=start_key)

    assert (type(raised.value), raised.value.field, raised.value.operation) == (
        kind,
        "start_key",
        "getRecordsList",
    )


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    keys=st.sets(st.integers(1, 60) | st.integers(BIG - 3, BIG + 3), max_size=40),
    sizes=st.lists(st.integers(2, 9), min_size=1, max_size=5),
    inclusive=st.booleans(),
    start=st.integers(0, 61),
    doubled=st.lists(st.integers(0, 8), max_size=4),
    shuffle=st.randoms(use_true_random=False),
)
def test_any_server_is_read_whole_and_once(
    keys: set[int],
    sizes: list[int],
    start: int,
    doubled: list[int],
    shuffle: Any,
    *,
    inclusive: bool,
) -> None:
    """Sans I/O: the plan decides what is asked and given, and both clients do what it says."""
    records = Records(sorted(keys), lambda n: sizes[n % len(sizes)], inclusive=inclusive)
    plan = Pages("getRecordsList", "record", "key", "start_key", start)
    given_keys: list[int] = []

    while (arguments := plan.ask()) is not None:
        page = records.page(asking(arguments["start_key"]))
        page += [page[index] for index in doubled if index < len(page)]
        shuffle.shuffle(page)
        for each in plan.take(Page([Row(each["key"]) for each in page])):
            plan.gave(each)
            given_keys.append(int(each.key))
            assert plan.next_key == given_keys[-1]

    assert given_keys == sorted(key for key in keys if key > start)


class Row:
    def __init__(self, key: str) -> None:
        self.key = key


class Page:
    meta = None

    def __init__(self, record: list[Row]) -> None:
        self.record = record


def asking(start: int) -> Received:
    return Received(b"POST / HTTP/1.1\r\n\r\n" + b'{"request":{"startKey":%d}}' % start)


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(
    keys=st.sets(st.integers(1, 60), max_size=30),
    sizes=st.lists(st.integers(2, 9), min_size=1, max_size=5),
    inclusive=st.booleans(),
)
@pytest.mark.parametrize("reading", [list_sync, list_async], ids=["sync", "async"])
def test_any_server_is_read_whole_on_the_wire(
    reading: Any, keys: set[int], sizes: list[int], *, inclusive: bool
) -> None:
    records = Records(sorted(keys), lambda n: sizes[n % len(sizes)], inclusive=inclusive)
    with RawServer(records) as server:
        found = reading(server.url, "iter_records", mark="next_key")

    assert (found.keys, found.error) == (sorted(keys), None)
