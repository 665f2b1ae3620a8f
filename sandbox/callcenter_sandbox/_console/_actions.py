"""What people do to a sandbox by the console: each action takes a JSON object, and says what came of it."""

from typing import TYPE_CHECKING

from callcenter_sandbox._agents import DEEDS
from callcenter_sandbox._json import JsonObject
from callcenter_sandbox._world import World

if TYPE_CHECKING:
    from collections.abc import Callable

    from callcenter_sandbox import Sandbox

_LONGEST_ADVANCE = 24 * 3600
_LARGEST = 2**53  # what a page's numbers are exact up to; no NaN is less either


class Actions:
    """Carries out what the console asks for.

    Args:
        box: The sandbox.
        world: What is in it.
    """

    def __init__(self, box: "Sandbox", world: World) -> None:
        self._box, self._world = box, world
        self.by_name: dict[str, Callable[[JsonObject], str]] = {
            "agent": self._agent,
            "call-in": self._call_in,
            "hang-up": self._hang_up,
            "send-again": self._send_again,
            "fault": self._fault,
            "clear-fault": self._clear_fault,
            "advance": self._advance,
        }

    def do(self, name: str, given: JsonObject) -> str:
        """Carry out an action.

        Args:
            name: One of `by_name`.
            given: Its arguments.

        Returns:
            What has happened, in words.

        Raises:
            NotPossible: The state doesn't allow it.
            ValueError: An argument is unusable.
        """
        return self.by_name[name](given)

    def _agent(self, given: JsonObject) -> str:
        event = _text(given, "event")
        if event not in DEEDS:
            raise ValueError(f"event is {event!r}; expected one of {', '.join(DEEDS)}")
        agent = self._box.agents.get(_text(given, "agent"))
        if agent is None:
            raise ValueError(f"there is no agent {given['agent']!r}")
        with self._world.turns.turn():
            self._world.desks.move(agent.number, DEEDS[event])
        return f"Agent {agent.number} is {agent.work_status} and {agent.server_status}."

    def _call_in(self, given: JsonObject) -> str:
        user_data = _text(given, "userData", "")
        call = self._box.call_in(_text(given, "agent"), _text(given, "number"), user_data=user_data)
        return f"A call for agent {call.agent} has begun."

    def _hang_up(self, given: JsonObject) -> str:
        call = self._box.hang_up(_text(given, "agent"))
        return f"Agent {call.agent} has hung up."

    def _send_again(self, given: JsonObject) -> str:
        number = _number(given, "number")
        found = next((one for one in self._box.notifications if one.number == number), None)
        if found is None:
            raise ValueError(f"there is no notification {number:g} any more")
        self._box.send_again(found)
        return f"Notification {found.number}, {found.kind}, is sent again."

    def _fault(self, given: JsonObject) -> str:
        kind, times = _text(given, "kind"), given.get("times")
        if kind == "refuse":
            raise ValueError(
                "refuse closes this page's connections too, so nothing here could end it; it is for "
                "box.fault and --fault"
            )
        fault = self._box.fault(
            _text(given, "operation"),
            kind,
            times=None if times is None else int(_number(given, "times")),
            probability=_number(given, "probability", 1.0),
        )
        return f"{fault.kind} is on for {fault.operation}."

    def _clear_fault(self, given: JsonObject) -> str:
        number = _number(given, "number")
        for fault in self._box.faults:
            if fault.number == number:
                fault.clear()
                return f"{fault.kind} is off for {fault.operation}."
        return "That fault was off already."

    def _advance(self, given: JsonObject) -> str:
        seconds = _number(given, "seconds")
        if not 0 <= seconds <= _LONGEST_ADVANCE:
            raise ValueError(f"seconds is {seconds:g}; expected 0 to {_LONGEST_ADVANCE}")
        self._box.clock.advance(seconds)
        return f"{seconds:g} s have passed."


def _text(given: JsonObject, name: str, default: str | None = None) -> str:
    value = given.get(name, default)
    if not isinstance(value, str):
        raise ValueError(f"{name} must be a text")  # noqa: TRY004  # a fault of the page's, told to it
    return value


def _number(given: JsonObject, name: str, default: float | None = None) -> float:
    value = given.get(name, default)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) < _LARGEST:
        raise ValueError(f"{name} must be a number")
    return value
