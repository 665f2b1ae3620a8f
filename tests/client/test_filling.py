"""A call task that is filled by many messages: stepwise, in constant memory, and what can't be sent."""

from __future__ import annotations

import tracemalloc
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from callcenter_client import CallCenter, InvalidCommand, InvalidCommandType, UnexpectedResponse
from tests.client.asking import Asking, plain_http, published_auth
from tests.client.filling import Tasks, number, numbers, with_bad
from tests.client.raw_server import Answer, RawServer, Received, accepted

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.mark.parametrize(
    ("count", "sizes"),
    [(1, [1]), (999, [999]), (1000, [1000]), (1001, [1000, 1]), (2500, [1000, 1000, 500])],
)
def test_a_list_is_handed_over_in_messages_of_a_thousand(
    steps: Any, count: int, sizes: list[int]
) -> None:
    tasks = Tasks()

    states, error = steps(tasks, callees=numbers(count))

    assert (error, tasks.sizes) == (None, sizes)
    assert tasks.names == ["CallTaskCreate"] + ["CallTaskAddNumbers"] * (len(sizes) - 1)
    assert tasks.taken == Counter(range(count))
    assert [state.task_id for state in states] == ["31"] * len(sizes)
    assert [state.next_index for state in states] == [
        sum(sizes[: index + 1]) for index in range(len(sizes))
    ]
    assert states[-1].handed_over == count


def test_the_counts_of_the_replies_are_added_up(steps: Any) -> None:
    states, _ = steps(Tasks(), callees=numbers(2500))

    counts = [(each.report.total, each.report.error, each.report.repeat) for each in states]
    assert counts == [(1000, 1, 2), (2000, 2, 4), (2500, 3, 6)]


def test_the_other_arguments_go_out_with_the_first_message(steps: Any, server: RawServer) -> None:
    steps(
        Tasks(),
        callees=numbers(1500),
        task_name="May",
        callers=["02584567890"],
        multiplier=2,
        user_data="u",
    )

    first, second = (request.command for request in server.requests)
    assert [first[name] for name in ("agent", "mode", "taskName", "callers", "multiplier")] == [
        "1000",
        2,
        "May",
        ["02584567890"],
        2,
    ]
    assert (second["agent"], second["taskID"]) == ("1000", "31")
    assert {"mode", "taskName", "callers", "multiplier"} & second.keys() == set()


def test_all_in_one_call(steps: Any) -> None:
    tasks = Tasks()

    (state,), error = steps(tasks, "call_task_create_all", callees=iter(numbers(2500)))

    assert (error, state.task_id, state.handed_over, state.next_index) == (None, "31", 2500, 2500)
    assert (state.report.total, state.invalid, tasks.taken) == (2500, [], Counter(range(2500)))


@pytest.mark.parametrize("method", ["iter_call_task_create", "call_task_create_all"])
def test_a_task_that_is_there_is_filled_on(steps: Any, method: str) -> None:
    tasks = Tasks()

    states, _ = steps(tasks, method, callees=numbers(2500), task_id=31, start_at=1700)

    assert tasks.names == ["CallTaskAddNumbers"]
    assert tasks.taken == Counter(range(1700, 2500))
    assert (states[-1].next_index, states[-1].handed_over) == (2500, 800)


@pytest.mark.parametrize("start_at", [2500, 2501, 99999])
def test_where_nothing_is_left_nothing_is_sent(steps: Any, start_at: int) -> None:
    tasks = Tasks()

    (state,), error = steps(
        tasks, "call_task_create_all", callees=numbers(2500), task_id="31", start_at=start_at
    )

    assert (error, tasks.sizes, state.next_index, state.task_id) == (None, [], start_at, "31")


def test_a_quarter_of_a_million_numbers_take_no_memory(server: RawServer) -> None:
    drawn = 0

    def generated() -> Iterator[str]:
        nonlocal drawn
        for index in range(250_000):
            drawn += 1
            yield number(index)

    tasks = Tasks(keeps=False)
    ahead: list[int] = []

    def forgetting(request: Received) -> Answer:
        server.requests.clear()
        return tasks(request)

    server.answer = forgetting
    kept: list[int] = []
    peak = 0
    with plain_http() as mine:
        api = CallCenter(server.url, auth=published_auth(), http_client=mine)
        try:
            for state in api.iter_call_task_create(agent="1000", mode=2, callees=generated()):
                ahead.append(drawn - state.next_index)
                if state.next_index == 220_000:
                    tracemalloc.start()  # it slows all down: the last thirty messages tell enough
                elif state.next_index in (225_000, 250_000):
                    kept.append(tracemalloc.get_traced_memory()[0])
                    peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    assert tasks.sizes == [1000] * 250
    assert ahead == [0] * 250  # nothing is drawn before its message
    # Were the numbers kept, these 25,000 would take two millions of bytes, all of them twenty.
    assert kept[1] - kept[0] < 500_000
    assert peak < 3_000_000


# What can't be sent


def test_a_value_that_can_not_be_sent_is_named_by_its_place_in_the_whole(steps: Any) -> None:
    tasks = Tasks()

    states, error = steps(tasks, callees=with_bad(2500, {1234: "+86 13770761337"}))

    assert (type(error), error.field, error.outcome) == (
        InvalidCommand,
        "callees[1234]",
        "not_sent",
    )
    assert "13770761337" not in str(error)
    assert (len(states), tasks.sizes, error.next_index, error.handed_over) == (
        1,
        [1000],
        1000,
        1000,
    )
    assert (error.operation, error.task_id) == ("CallTaskAddNumbers", "31")


def test_one_of_a_wrong_type_is_a_type_error(steps: Any) -> None:
    _, error = steps(Tasks(), callees=with_bad(5, {3: 13770761337.0}))

    assert (type(error), error.field, error.operation) == (
        InvalidCommandType,
        "callees[3]",
        "CallTaskCreate",
    )


@pytest.mark.parametrize("method", ["iter_call_task_create", "call_task_create_all"])
@pytest.mark.parametrize(
    "bad", [[0], [999], [1000], [2499], [2498, 2499], [5, 1700, 2400], range(1000, 2500)]
)
def test_what_is_skipped_is_listed_with_its_reason(steps: Any, method: str, bad: Any) -> None:
    tasks = Tasks()
    callees = with_bad(2500, dict.fromkeys(bad, "x"))

    states, error = steps(tasks, method, callees=callees, on_invalid="skip")

    assert error is None
    last = states[-1]
    assert [(each.index, each.value) for each in last.invalid] == [(index, "x") for index in bad]
    assert {each.expected for each in last.invalid} == {"digits 0-9 only"} or all(
        each.expected for each in last.invalid
    )
    assert tasks.taken == Counter(set(range(2500)) - set(bad))
    assert (last.next_index, last.handed_over) == (2500, 2500 - len(bad))
    assert max(tasks.sizes) <= 1000


def test_each_state_keeps_what_it_said(steps: Any) -> None:
    states, _ = steps(Tasks(), callees=with_bad(2500, {5: "x", 1500: "y"}), on_invalid="skip")

    assert [len(state.invalid) for state in states][:2] == [1, 2]
    assert states[0] is not states[1]


def test_nothing_that_can_be_sent_is_an_error(steps: Any, server: RawServer) -> None:
    for callees in ([], ["x"] * 1500):
        _, error = steps(Tasks(), callees=callees, on_invalid="skip")
        assert (type(error), error.field) == (InvalidCommand, "callees")
    assert server.requests == []


@pytest.mark.parametrize(
    ("arguments", "field", "kind"),
    [
        ({"callees": "13770761337"}, "callees", InvalidCommandType),
        ({"callees": b"13770761337"}, "callees", InvalidCommandType),
        ({"callees": 13770761337}, "callees", InvalidCommandType),
        ({"callees": {"a": 1}}, "callees", InvalidCommandType),
        ({"on_invalid": "ignore"}, "on_invalid", InvalidCommand),
        ({"start_at": -1}, "start_at", InvalidCommand),
        ({"start_at": "5"}, "start_at", InvalidCommandType),
        ({"start_at": 1.0}, "start_at", InvalidCommandType),
        ({"start_at": True}, "start_at", InvalidCommandType),
        ({"mode": 3}, "mode", InvalidCommand),
        ({"agent": "x"}, "agent", InvalidCommand),
        ({"callers": ["x"]}, "callers[0]", InvalidCommand),
        ({"task_id": "x y"}, "task_id", InvalidCommand),
    ],
)
@pytest.mark.parametrize("on_invalid", ["raise", "skip"])
def test_another_argument_that_can_not_be_used_is_refused_before_sending(
    ask: Asking,
    server: RawServer,
    arguments: dict[str, Any],
    field: str,
    kind: type[InvalidCommand],
    on_invalid: str,
) -> None:
    server.answer = Tasks()
    given_: dict[str, Any] = {
        "agent": "1000",
        "mode": 2,
        "callees": numbers(3),
        "on_invalid": on_invalid,
    }

    with pytest.raises(InvalidCommand) as raised:
        ask("call_task_create_all", **given_ | arguments)

    assert (raised.value.field, type(raised.value), server.requests) == (field, kind, [])
    assert raised.value.operation in ("CallTaskCreate", "CallTaskAddNumbers")


def test_a_task_without_a_name_is_an_error(steps: Any, server: RawServer) -> None:
    _, error = steps(lambda _: accepted(report={"total": 1}), callees=numbers(1500))

    assert (type(error), error.outcome, len(server.requests)) == (UnexpectedResponse, "unknown", 1)
    assert error.chunk == range(1000)
