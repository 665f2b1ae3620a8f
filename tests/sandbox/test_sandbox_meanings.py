"""The values whose meaning the sandbox plays are those of the document, by the names that it gives them."""

from callcenter_client import (
    CallType,
    ReleasePart,
    ServerStatus,
    ServiceType,
    TaskMode,
    TaskPurpose,
    TaskStatus,
    WorkStatus,
)
from callcenter_sandbox import _agents, _calls, _tasks, _test_numbers


def test_the_states_of_agents() -> None:
    assert set(WorkStatus) == set(_agents.WORK)
    # RINGBACK is a known value, but nobody has told when a line has it.
    assert set(ServerStatus) - {ServerStatus.RINGBACK} == set(_agents.LINE)


def test_the_kinds_of_calls() -> None:
    assert (CallType.OUTGOING, CallType.INCOMING) == (_calls.OUTGOING, _calls.INCOMING)
    assert (
        ServiceType.INCOMING,
        ServiceType.AUTO_OUTBOUND,
        ServiceType.CLICK_TO_DIAL,
        ServiceType.VOICE_VERIFICATION,
    ) == (
        _calls.INCOMING_SERVICE,
        _calls.TASK_SERVICE,
        _calls.CLICK_TO_DIAL,
        _calls.VOICE_CODE,
    )


def test_who_ends_a_call() -> None:
    assert (ReleasePart.CALLER, ReleasePart.CALLEE, ReleasePart.SYSTEM) == (
        _test_numbers.CALLER,
        _test_numbers.CALLEE,
        _test_numbers.SYSTEM,
    )


def test_tasks() -> None:
    assert (TaskMode.CALLEE_FIRST, TaskMode.AGENT_FIRST) == (
        _tasks.CALLEE_FIRST,
        _tasks.AGENT_FIRST,
    )
    assert (TaskStatus.STARTED, TaskStatus.STOPPED, TaskStatus.FINISHED) == (
        _tasks.STARTED,
        _tasks.STOPPED,
        _tasks.FINISHED,
    )
    assert str(TaskPurpose.AGENT.value) == _tasks._OF_AN_AGENT
