"""A call task whose filling stops at any point: what the error tells, and that it can be gone on with."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callcenter_client import ApiError, AsyncCallCenter, CallCenter, CallCenterError, TransportError
from tests.client.asking import plain_http, published_auth
from tests.client.filling import Tasks, numbers, steps_async, steps_sync, with_bad
from tests.client.raw_server import RawServer

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
