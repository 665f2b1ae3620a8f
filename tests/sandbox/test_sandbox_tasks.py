"""Call tasks: made, filled, started, stopped, dialled on the clock."""

from dataclasses import replace
from typing import Any, Literal

import pytest

from callcenter_sandbox import Verdict
from tests.sandbox.playing import NUMBER, Play

NUMBERS = [f"1377076133{last}" for last in range(4)]


def create(play: Play, *callees: str, **more: Any) -> str:
    command = {"agent": "1000", "callees": list(callees or NUMBERS), "mode": 5, **more}
    task: str = play.ask("CallTaskCreate", **command)["taskID"]
    return task


def start(play: Play, task: str) -> None:
    play.ask("CallTaskControl", taskID=task, action="start")


def statuses(play: Play) -> list[tuple[str, str]]:
    told = [
        message["notify"] for message in play.heard if message["notify"].get("type") == "taskinfo"
    ]
    return [(notify["status"], notify["remainAmount"]) for notify in told]


def test_a_report_counts_errors_and_repeats(play: Play) -> None:
    response = play.ask(
        "CallTaskCreate", agent="1000", callees=[NUMBER, "12", NUMBER, 10086, "1" * 17], mode=2
    )
    assert response["report"] == {"total": "5", "error": "2", "repeat": "1"}
    [task] = play.box.tasks.values()
    assert (task.id, task.numbers) == (response["taskID"], [NUMBER, "10086"])


@pytest.mark.parametrize(("repeats", "left"), [("message", 2), ("task", 1)])
def test_whether_repeats_are_dropped_across_messages_is_a_switch(
    play: Play, repeats: Literal["message", "task"], left: int
) -> None:
    play.box.settings = replace(play.box.settings, repeats=repeats)
    task = create(play, NUMBER)
    response = play.ask("CallTaskAddNumbers", agent="1000", taskID=task, callees=[NUMBER])
    assert response["report"] == {"total": "1", "error": "0", "repeat": str(2 - left)}
    assert len(play.box.tasks[task].numbers) == left


def test_creating_does_not_start_by_default(play: Play) -> None:
    create(play)
    play.box.clock.advance(600)
    assert play.box.calls == ()


def test_creating_starts_when_the_switch_says_so(play: Play) -> None:
    play.box.settings = replace(play.box.settings, creating_starts=True)
    create(play)
    play.box.clock.advance(600)
    assert len(play.box.calls) == 4


@pytest.mark.parametrize("mode", [2, 5, "2", "5"])
def test_every_number_is_dialled_once_for_the_agent_and_the_task_finishes(
    play: Play, mode: int | str
) -> None:
    task = create(play, mode=mode, userData="survey-1", taskName="Autumn")
    start(play, task)
    play.box.clock.advance(600)
    assert [call.number for call in play.box.calls] == NUMBERS
    assert {(call.seconds, call.service, call.task) for call in play.box.calls} == {(20, 4, task)}
    assert statuses(play) == [("0", "4"), ("2", "0")]
    bills = [one.notify for one in play.box.notifications.of("billing")]
    assert {(bill["taskID"], bill["taskName"], bill["userData"]) for bill in bills} == {
        (task, "Autumn", "survey-1")
    }
    assert play.status == ("ONLINE", "IDLE")


def test_taskinfo_tells_the_whole_task(play: Play) -> None:
    task = create(play, userData="survey-1")
    start(play, task)
    play.box.clock.advance(0)
    assert play.heard[0]["notify"] == {
        "type": "taskinfo",
        "taskID": task,
        "taskName": f"Task {task}",
        "calleeAmount": "4",
        "remainAmount": "4",
        "status": "0",
        "purpose": "1",
        "staffNo": "1000",
        "userData": "survey-1",
        "seq": "9001",
    }


def test_the_callee_is_rung_first_in_mode_2(play: Play) -> None:
    start(play, create(play, NUMBER, mode=2))
    began = play.box.clock.now
    seen: list[str] = []
    for seconds in (4, 2, 2):
        play.box.clock.advance(seconds)
        seen.append(play.status[1])
    assert seen == ["IDLE", "RINGING", "CALL_OUT"]
    [call] = play.box.calls
    assert (call.ringing, call.answered) == (began, began + 7)


def test_in_mode_2_as_many_are_dialled_at_a_time_as_the_multiplier_says(play: Play) -> None:
    start(play, create(play, mode=2, multiplier="3.5"))
    assert len(play.box.calls) == 3
    play.box.clock.advance(7)
    # One has the agent; those who answered too found none.
    assert [call.stage for call in play.box.calls] == ["talking", "over", "over"]
    play.box.clock.advance(600)
    assert [call.seconds for call in play.box.calls] == [20, 0, 0, 20]


def test_a_busy_number_leaves_the_agent_alone_in_mode_2(play: Play) -> None:
    start(play, create(play, "13800009001", NUMBER, mode=2))
    play.box.clock.advance(1)
    assert [call.cause for call in play.box.calls] == [486, None]
    assert play.status == ("ONLINE", "IDLE")


def test_one_that_is_stopped_dials_no_more_and_goes_on_when_started(play: Play) -> None:
    task = create(play)
    start(play, task)
    play.box.clock.advance(10)
    play.ask("CallTaskControl", taskID=task, action="stop")
    play.box.clock.advance(600)
    assert [call.seconds for call in play.box.calls] == [20]
    start(play, task)
    play.box.clock.advance(600)
    assert len(play.box.calls) == 4
    assert statuses(play) == [("0", "4"), ("1", "3"), ("0", "3"), ("2", "0")]


def test_one_waits_for_its_agent(play: Play) -> None:
    play.box.agents["1000"].set_busy()
    start(play, create(play))
    play.box.clock.advance(60)
    assert play.box.calls == ()
    play.box.agents["1000"].set_idle()
    assert len(play.box.calls) == 1


def test_one_that_is_finished_goes_on_with_more_numbers(play: Play) -> None:
    task = create(play, NUMBER)
    start(play, task)
    play.box.clock.advance(60)
    assert play.try_("CallTaskControl", taskID=task, action="stop")["result"]["error"] == (
        Verdict.NOT_POSSIBLE.code
    )
    play.ask("CallTaskAddNumbers", agent="1000", taskID=task, callees=["13813902888"])
    play.box.clock.advance(60)
    assert [call.number for call in play.box.calls] == [NUMBER, "13813902888"]
    assert [status for status, _ in statuses(play)] == ["0", "2", "0", "2"]


def test_caller_ids_are_shown_in_turn(play: Play) -> None:
    start(play, create(play, callers=["02584560000", "02584560001"]))
    play.box.clock.advance(600)
    assert [call.caller for call in play.box.calls] == ["02584560000", "02584560001"] * 2


def test_query_gives_the_newest_task_that_is_not_finished(play: Play) -> None:
    assert play.ask("CallTaskQuery", agent="1000")["taskID"] == ""
    first, second = create(play, NUMBER), create(play, NUMBER)
    assert play.ask("CallTaskQuery", agent="1000")["taskID"] == second
    start(play, second)
    play.box.clock.advance(60)
    assert play.ask("CallTaskQuery", agent="1000")["taskID"] == first
    assert play.ask("CallTaskQuery", agent="1001")["taskID"] == ""


@pytest.mark.parametrize(
    ("operation", "command", "text"),
    [
        ("CallTaskControl", {"taskID": "4", "action": "start"}, "there is no task 4"),
        (
            "CallTaskAddNumbers",
            {"taskID": "4", "agent": "1000", "callees": [NUMBER]},
            "there is no task 4",
        ),
        ("CallTaskCreate", {"agent": "4", "callees": [NUMBER], "mode": 2}, "there is no agent 4"),
        ("CallTaskQuery", {"agent": "4"}, "there is no agent 4"),
    ],
)
def test_what_is_not_there_is_refused(
    play: Play, operation: str, command: dict[str, Any], text: str
) -> None:
    result = play.try_(operation, **command)["result"]
    assert result["error"] == Verdict.NOT_POSSIBLE.code
    assert text in result["msg"]
