"""What single operations bring about (§5). An operation without an entry here is answered by the document alone."""

from collections.abc import Callable
from typing import Any

from callcenter_sandbox._calls import Origin
from callcenter_sandbox._json import JsonObject, whole
from callcenter_sandbox._tasks import Task
from callcenter_sandbox._world import World

_DEFAULT_PLAYS = 3


class Behaviour:
    """Carries out commands in a world.

    Each operation takes the customer and a command that fits its schema, and gives the fields of
    its response besides `seq`, `userData` and `result`. One that can't be carried out raises
    `NotPossible`.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._operations: dict[str, Callable[[str, JsonObject], JsonObject]] = {
            "VoiceVerify": self._voice_verify,
            "AgentQueryStatus": self._query_status,
            "getAgentStatus": self._agent_status,
            "getAgentInfo": self._agent_info,
            "AgentLogin": self._move("AgentLogin"),
            "AgentLogout": self._move("AgentLogout"),
            "AgentSetBusy": self._move("AgentSetBusy"),
            "AgentSetIdle": self._move("AgentSetIdle"),
            "CallNumber": self._call_number,
            "HangupCall": self._hang_up,
            "CallTaskCreate": self._task_create,
            "CallTaskQuery": self._task_query,
            "CallTaskControl": self._task_control,
            "CallTaskAddNumbers": self._task_add,
            "getRecordsList": self._records,
            "getCdrList": self._cdrs,
        }

    def carry_out(self, operation: str, customer: str, command: JsonObject) -> JsonObject | None:
        """Carry out a command.

        Returns:
            The fields of its response; None when the operation has no behaviour of its own.

        Raises:
            NotPossible: The state doesn't allow it.
        """
        found = self._operations.get(operation)
        if found is None:
            return None
        with self._world.turns.turn():
            return found(customer, command)

    def _move(self, event: str) -> Callable[[str, JsonObject], JsonObject]:
        def move(_customer: str, command: JsonObject) -> JsonObject:
            self._world.desks.move(str(command["agent"]), event)
            return {}

        return move

    def _query_status(self, _customer: str, command: JsonObject) -> JsonObject:
        self._world.desks.state(str(command["agent"]))
        return {}

    def _agent_status(self, _customer: str, command: JsonObject) -> JsonObject:
        state = self._world.desks.state(str(command["agent"]))
        return {"workStatus": state.work, "serverStatus": state.line}

    def _agent_info(self, _customer: str, _command: JsonObject) -> JsonObject:
        rows = [
            {"id": str(index), "name": f"Agent {number}", "staffNo": number}
            for index, number in enumerate(self._world.desks.states, start=1)
        ]
        return {"data": rows}

    def _call_number(self, customer: str, command: JsonObject) -> JsonObject:
        agent, callee = str(command["agent"]), str(command["callee"])
        self._world.calling.dial(Origin(customer, _user_data(command)), agent, callee)
        return {}

    def _hang_up(self, _customer: str, command: JsonObject) -> JsonObject:
        self._world.calling.hang_up(str(command["agent"]))
        return {}

    def _voice_verify(self, customer: str, command: JsonObject) -> JsonObject:
        plays = int(command.get("playTimes", _DEFAULT_PLAYS))
        callee = str(command["callee"])
        self._world.calling.read_code(Origin(customer, _user_data(command)), callee, plays)
        return {}

    def _task_create(self, customer: str, command: JsonObject) -> JsonObject:
        task, report = self._world.tasks.create(
            customer,
            str(command["agent"]),
            _texts(command["callees"]),
            mode=int(command["mode"]),
            multiplier=float(command.get("multiplier", 1)),
            callers=_texts(command.get("callers", ())),
            name=command.get("taskName", ""),
            user_data=_user_data(command),
        )
        return {"taskID": task.id, "report": report}

    def _task_query(self, customer: str, command: JsonObject) -> JsonObject:
        task = self._world.tasks.current(customer, str(command["agent"]))
        return {"taskID": task.id if task else ""}

    def _task_control(self, customer: str, command: JsonObject) -> JsonObject:
        task = self._task(customer, command)
        if command["action"] == "start":
            self._world.tasks.start(task)
        else:
            self._world.tasks.stop(task)
        return {"taskID": task.id}

    def _task_add(self, customer: str, command: JsonObject) -> JsonObject:
        task = self._task(customer, command)
        self._world.desks.state(str(command["agent"]))
        report = self._world.tasks.add(task, _texts(command["callees"]))
        return {"taskID": task.id, "report": report}

    def _task(self, customer: str, command: JsonObject) -> Task:
        return self._world.tasks.of(customer, str(command["taskID"]))

    def _records(self, customer: str, command: JsonObject) -> JsonObject:
        settings = self._world.turns.settings
        rows = self._world.lists.records(customer, whole(command["startKey"]), settings)
        return {"record": rows}

    def _cdrs(self, customer: str, command: JsonObject) -> JsonObject:
        total, rows = self._world.lists.cdrs(customer, command, self._world.turns.settings)
        return {"total": str(total), "cdr": rows}


def _user_data(command: JsonObject) -> str:
    return str(command.get("userData") or "")


def _texts(values: Any) -> list[str]:
    return [str(value) for value in values]
