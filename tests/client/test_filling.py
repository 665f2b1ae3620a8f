"""A call task that is filled by many messages: stepwise, in constant memory, and resumed after a stop at any point."""

from __future__ import annotations

import asyncio
import tracemalloc
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callcenter_client import (
    ApiError,
    AsyncCallCenter,
    CallCenter,
    CallCenterError,
    InvalidCommand,
    InvalidCommandType,
    TransportError,
    UnexpectedResponse,
)
from tests.client.asking import Asking, plain_http, published_auth
from tests.client.raw_server import Answer, RawServer, Received, Reply, accepted, http

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def number(index: int) -> str:
    """A telephone number for each index."""
    return f"1{index:010}"


def index_of(callee: str) -> int:
    return int(callee[1:])


@dataclass
class Tasks:
    """A platform with call tasks that remembers what it took.

    Attributes:
        faults: What happens at a message, by its number from 0: `refuse` and `ask-again` have no effect, `lose` and
            `drop` lose the reply after the effect or before it.
    """

    faults: dict[int, str] = field(default_factory=dict[int, str])
    taken: Counter[int] = field(default_factory=Counter[int])
    sizes: list[int] = field(default_factory=list[int])
    names: list[str] = field(default_factory=list[str])
    keeps: bool = True

    def __call__(self, request: Received) -> Answer:
        fault = self.faults.pop(len(self.sizes), None)
        command = request.command
        self.sizes.append(len(command["callees"]))
        self.names.append(request.path.rpartition("/")[2])
        if fault == "refuse":
            return {"result": {"error": 7, "msg": "no"}}
        if fault == "drop":
            return Reply()
        if self.keeps:
            self.taken.update(index_of(callee) for callee in command["callees"])
        if fault == "lose":
            return Reply()
        report = {"total": len(command["callees"]), "error": 1, "repeat": "2"}
        return Reply(http(accepted(taskID="31", report=report), keep=True), then="keep")


Steps = list[Any]


def steps_sync(url: str, method: str, **arguments: Any) -> tuple[Steps, CallCenterError | None]:
    with plain_http() as mine:
        api = CallCenter(url, auth=published_auth(), http_client=mine, retries=0)
        states: Steps = []
        try:
            found = getattr(api, method)(agent="1000", **arguments)
            states.extend(found if method.startswith("iter") else [found])
        except CallCenterError as error:
            return states, error
        return states, None


def steps_async(url: str, method: str, **arguments: Any) -> tuple[Steps, CallCenterError | None]:
    async def use() -> tuple[Steps, CallCenterError | None]:
        async with AsyncCallCenter(url, auth=published_auth(), trust_env=False, retries=0) as api:
            states: Steps = []
            try:
                if method.startswith("iter"):
                    async for state in getattr(api, method)(agent="1000", **arguments):
                        states.append(state)  # those before an error are wanted
                else:
                    states.append(await getattr(api, method)(agent="1000", **arguments))
            except CallCenterError as error:
                return states, error
            return states, None

    return asyncio.run(use())


@pytest.fixture(params=[steps_sync, steps_async], ids=["sync", "async"])
def steps(
    request: pytest.FixtureRequest, server: RawServer
) -> Callable[..., tuple[Steps, CallCenterError | None]]:
    def filling(
        tasks: Any, method: str = "iter_call_task_create", **arguments: Any
    ) -> tuple[Steps, CallCenterError | None]:
        server.answer = tasks
        result: tuple[Steps, CallCenterError | None] = request.param(
            server.url, method, **{"mode": 2} | arguments
        )
        return result

    return filling


def numbers(count: int) -> list[str]:
    return [number(index) for index in range(count)]


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


def with_bad(count: int, bad: dict[int, Any]) -> list[Any]:
    return [bad.get(index, number(index)) for index in range(count)]


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


# Stops


FAULTS = {
    "refuse": (ApiError, "refused"),
    "drop": (TransportError, "unknown"),
    "lose": (TransportError, "unknown"),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("at", [0, 1, 2])
@pytest.mark.parametrize("method", ["iter_call_task_create", "call_task_create_all"])
def test_the_failing_calls_own_error_tells_how_far_it_had_come(
    steps: Any, fault: str, at: int, method: str
) -> None:
    tasks = Tasks({at: fault})

    _, error = steps(tasks, method, callees=with_bad(2500, {3: "x"}), on_invalid="skip")

    kind, outcome = FAULTS[fault]
    assert (type(error), error.outcome) == (kind, outcome)
    assert error.operation == ("CallTaskCreate" if at == 0 else "CallTaskAddNumbers")
    ends = [0, 1001, 2001, 2500]
    assert (error.next_index, error.chunk) == (ends[at], range(ends[at], ends[at + 1]))
    assert error.handed_over == [0, 1000, 2000][at]
    assert error.task_id == (None if at == 0 else "31")
    assert [each.index for each in error.invalid] == [3]
    assert (error.report.total if error.report else 0) == [0, 1000, 2000][at]


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(
    count=st.integers(1, 6500),
    faults=st.dictionaries(st.integers(0, 12), st.sampled_from(sorted(FAULTS)), max_size=6),
    kills=st.sets(st.integers(0, 12), max_size=4),
    bad=st.sets(st.integers(0, 6499), max_size=5),
)
@pytest.mark.parametrize("way", [steps_sync, steps_async], ids=["sync", "async"])
def test_killed_at_any_message_and_resumed_every_number_is_handed_over(
    way: Any, count: int, faults: dict[int, str], kills: set[int], bad: set[int]
) -> None:
    """Those of a message whose outcome is unknown are named, and only those may be there twice or, if left out, not at all."""
    bad = {index for index in bad if index < count} if len(bad) < count else set()
    callees = with_bad(count, dict.fromkeys(bad, "x"))
    tasks = Tasks(dict(faults))
    task_id: str | None = None
    position = 0
    unknown: set[int] = set()
    with RawServer(tasks) as server:
        for _ in range(40):
            stop = kills_after(kills, tasks)
            saved, error = run(way, server, callees, task_id, position, stop)
            if saved is not None:
                task_id, position = saved.task_id, saved.next_index
            if error is None and not stop:
                break
            if error is not None:
                assert error.next_index == position
                assert error.task_id == task_id
                if error.outcome == "unknown":
                    unknown |= set(error.chunk)
        else:
            pytest.fail("it doesn't end")

    for index in range(count):
        if index in bad:
            assert tasks.taken[index] == 0
        elif index in unknown:
            assert tasks.taken[index] >= 1
        else:
            assert tasks.taken[index] == 1


def kills_after(kills: set[int], tasks: Tasks) -> int:
    """After how many more messages the process is killed; 0: not at all."""
    sent = len(tasks.sizes)
    due = sorted(kill for kill in kills if kill >= sent)
    if not due:
        return 0
    kills.discard(due[0])
    return due[0] - sent + 1


def run(
    way: Any, server: RawServer, callees: list[Any], task_id: str | None, start_at: int, stop: int
) -> tuple[Any, Any]:
    """One life of the filling process: the last state that it saved, and the error that ended it."""
    arguments: dict[str, Any] = {
        "agent": "1000",
        "mode": 2,
        "callees": callees,
        "task_id": task_id,
        "start_at": start_at,
        "on_invalid": "skip",
    }
    saved: Any = None
    if way is steps_sync:
        with plain_http() as mine:
            api = CallCenter(server.url, auth=published_auth(), http_client=mine, retries=0)
            try:
                for life, state in enumerate(api.iter_call_task_create(**arguments), 1):
                    saved = state
                    if life == stop:
                        break
            except CallCenterError as error:
                return saved, error
            return saved, None

    async def use() -> tuple[Any, Any]:
        saved: Any = None
        async with AsyncCallCenter(
            server.url, auth=published_auth(), trust_env=False, retries=0
        ) as api:
            states = api.iter_call_task_create(**arguments)
            try:
                life = 0
                async for state in states:
                    saved = state
                    life += 1
                    if life == stop:
                        break
            except CallCenterError as error:
                return saved, error
            return saved, None

    return asyncio.run(use())


def test_a_connection_that_is_not_there_leaves_all_untried(steps: Any, server: RawServer) -> None:
    server.hang_up()

    _, error = steps(Tasks(), callees=numbers(1500))

    assert (error.outcome, error.next_index, error.handed_over, error.task_id) == (
        "not_sent",
        0,
        0,
        None,
    )
