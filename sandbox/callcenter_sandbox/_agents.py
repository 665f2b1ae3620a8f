"""Agents: the table of their states and transitions, and who carries it out.

The table is the only home of these rules: behaviour follows it, and the documentation prints it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from callcenter_sandbox._clock import Event
from callcenter_sandbox._turns import NotPossible, Turns

if TYPE_CHECKING:
    from collections.abc import Callable

WORK = ("OFFLINE", "ONLINE", "BUSY", "AWAY")
LINE = ("IDLE", "RINGING", "CALL_OUT", "CALL_IN", "PROCESS")
THERE = ("ONLINE", "BUSY", "AWAY")

FIRST_AGENTS = tuple(str(number) for number in range(1000, 1010))
"""The agents that exist when no others are asked for."""


def numbers(given: Iterable[str]) -> tuple[str, ...]:
    """The agent numbers, checked.

    Raises:
        ValueError: One isn't 1 to 8 digits, stands twice, or there is none.
    """
    found = tuple(given)
    for number in found:
        if not re.fullmatch("[0-9]{1,8}", number):
            raise ValueError(f"agents has {number!r}; expected 1 to 8 digits")
    if not found or len(set(found)) < len(found):
        raise ValueError("agents must have at least one number, and each once")
    return found


@dataclass(frozen=True)
class Transition:
    """One row of the table.

    Attributes:
        event: What happens: an operation, or a name of the sandbox's.
        work: The values of `workStatus` in which it may.
        line: The values of `serverStatus` in which it may.
        to_work: The new `workStatus`; None: it stays.
        to_line: The new `serverStatus`; None: it stays.
        later: What happens by itself afterwards, and the setting that tells after how long.
        cancels: What was to happen by itself, and doesn't now.
        why: Where the rule comes from.
    """

    event: str
    work: tuple[str, ...] = WORK
    line: tuple[str, ...] = LINE
    to_work: str | None = None
    to_line: str | None = None
    later: tuple[str, str] | None = None
    cancels: str | None = None
    why: str = "sandbox"


TRANSITIONS = (
    Transition("AgentLogin", ("OFFLINE",), to_work="ONLINE", cancels="logged out", why="doc, seen"),
    Transition("AgentLogin", THERE, cancels="logged out", why="core"),
    Transition("AgentLogout", THERE, later=("logged out", "logout"), why="core"),
    Transition("AgentLogout", ("OFFLINE",)),
    Transition("logged out", THERE, to_work="OFFLINE", why="core"),
    Transition("AgentSetBusy", THERE, to_work="BUSY", why="doc"),
    Transition(
        "AgentSetIdle",
        THERE,
        ("PROCESS",),
        to_work="ONLINE",
        to_line="IDLE",
        cancels="after-call work done",
    ),
    Transition("AgentSetIdle", THERE, to_work="ONLINE", why="doc"),
    Transition("goes away", ("ONLINE", "BUSY"), to_work="AWAY"),
    Transition("comes back", ("AWAY",), to_work="ONLINE"),
    Transition("a new call", ("ONLINE",), ("IDLE",), to_line="RINGING", why="seen"),
    Transition("outgoing call connected", WORK, ("RINGING",), to_line="CALL_OUT", why="seen"),
    Transition("incoming call connected", WORK, ("RINGING",), to_line="CALL_IN", why="doc"),
    Transition("unconnected call over", WORK, ("RINGING",), to_line="IDLE"),
    Transition(
        "connected call over",
        WORK,
        ("CALL_OUT", "CALL_IN"),
        to_line="PROCESS",
        later=("after-call work done", "process"),
        why="seen",
    ),
    Transition("after-call work done", WORK, ("PROCESS",), to_line="IDLE", why="seen"),
)
"""What may happen to an agent, and what comes of it. The first row that fits counts."""

DEEDS = {
    "login": "AgentLogin",
    "logout": "AgentLogout",
    "busy": "AgentSetBusy",
    "idle": "AgentSetIdle",
    "away": "goes away",
    "back": "comes back",
}
"""What the person at the desk can do, by short names, and what then happens."""

_NEW_CALL = next(row for row in TRANSITIONS if row.event == "a new call")


@dataclass
class AgentState:
    """One agent, as it is written down.

    Attributes:
        number: The agent number.
        work: The `workStatus`.
        line: The `serverStatus`.
        timers: What is to happen by itself, with a number that tells the newest such plan.
    """

    number: str
    work: str = "OFFLINE"
    line: str = "IDLE"
    timers: dict[str, int] = field(default_factory=dict[str, int])


class Desks:
    """Carries out the table for all agents. Use it within a turn.

    Args:
        turns: Whose turns.
        numbers: The agent numbers.

    Attributes:
        when_free: Called with an agent's number when that agent can be given a call.
    """

    def __init__(self, turns: Turns, numbers: tuple[str, ...]) -> None:
        self._turns = turns
        self.states = {number: AgentState(number) for number in numbers}
        self.when_free: Callable[[str], None] = lambda _number: None
        turns.on("agent", self._timer)

    def state(self, number: str) -> AgentState:
        """One agent.

        Raises:
            NotPossible: There is none of this number.
        """
        found = self.states.get(number)
        if found is None:
            known = list(self.states)
            some = f"{known[0]} to {known[-1]}" if len(known) > 3 else ", ".join(known)
            raise NotPossible(f"there is no agent {number}; this sandbox has {some}")
        return found

    def is_free(self, number: str) -> bool:
        """Whether the agent can be given a call."""
        state = self.states.get(number)
        return state is not None and _fits(_NEW_CALL, state)

    def deeds(self, number: str) -> list[str]:
        """What the person at the desk can do now that changes anything."""
        return [name for name, event in DEEDS.items() if _changes(event, self.state(number))]

    def move(self, number: str, event: str) -> None:
        """Let something happen to an agent.

        Raises:
            NotPossible: The table has no row for it in this state.
        """
        state = self.state(number)
        row = _row(event, state)
        if row is None:
            raise NotPossible(
                f"agent {number} is {state.work} and {state.line}; {event} needs {_needs(event)}"
            )
        was_free = self.is_free(number)
        state.work = row.to_work or state.work
        state.line = row.to_line or state.line
        if row.cancels:
            state.timers.pop(row.cancels, None)
        if row.later:
            name, setting = row.later
            plan = self._turns.count("plan")
            state.timers[name] = plan
            self._turns.later(getattr(self._turns.settings, setting), "agent", number, name, plan)
        self._turns.changed("agent", number, state)
        if self.is_free(number) and not was_free:
            self.when_free(number)

    def _timer(self, event: Event) -> None:
        number, name, plan = event.args
        state = self.states.get(str(number))
        if state is not None and state.timers.get(str(name)) == plan:
            del state.timers[str(name)]
            self.move(state.number, str(name))


def _fits(row: Transition, state: AgentState) -> bool:
    return state.work in row.work and state.line in row.line


def _row(event: str, state: AgentState) -> Transition | None:
    return next((row for row in TRANSITIONS if row.event == event and _fits(row, state)), None)


def _changes(event: str, state: AgentState) -> bool:
    row = _row(event, state)
    return row is not None and (
        row.to_work not in (None, state.work)
        or row.to_line not in (None, state.line)
        or row.cancels in state.timers
        or (row.later is not None and row.later[0] not in state.timers)
    )


def _needs(event: str) -> str:
    rows = [row for row in TRANSITIONS if row.event == event]
    return " or ".join(
        " and ".join(
            "/".join(states)
            for states, all_ in ((row.work, WORK), (row.line, LINE))
            if states != all_
        )
        for row in rows
    )


class Agent:
    """One agent of a sandbox: the states, live, and what the person at the desk can do."""

    def __init__(self, turns: Turns, desks: Desks, number: str) -> None:
        self._turns, self._desks = turns, desks
        self.number = number

    @property
    def work_status(self) -> str:
        """`workStatus`: OFFLINE, ONLINE, BUSY or AWAY."""
        return self._desks.states[self.number].work

    @property
    def server_status(self) -> str:
        """`serverStatus`: IDLE, RINGING, CALL_OUT, CALL_IN or PROCESS."""
        return self._desks.states[self.number].line

    @property
    def is_free(self) -> bool:
        """Whether the agent can be given a call."""
        return self._desks.is_free(self.number)

    def login(self) -> None:
        """Log in, as AgentLogin does."""
        self._move("AgentLogin")

    def logout(self) -> None:
        """Log out, as AgentLogout does: it takes effect two seconds later."""
        self._move("AgentLogout")

    def set_busy(self) -> None:
        """As AgentSetBusy."""
        self._move("AgentSetBusy")

    def set_idle(self) -> None:
        """As AgentSetIdle: ONLINE, and after-call work ends."""
        self._move("AgentSetIdle")

    def go_away(self) -> None:
        """AWAY: no operation does that, the person at the desk does."""
        self._move("goes away")

    def come_back(self) -> None:
        """From AWAY to ONLINE."""
        self._move("comes back")

    def _move(self, event: str) -> None:
        with self._turns.turn():
            self._desks.move(self.number, event)

    def __repr__(self) -> str:
        return f"<Agent {self.number} {self.work_status} {self.server_status}>"


class Agents(Mapping[str, Agent]):
    """The agents of a sandbox by their numbers."""

    def __init__(self, turns: Turns, desks: Desks) -> None:
        self._turns, self._desks = turns, desks

    def __getitem__(self, number: str) -> Agent:
        self._desks.states[number]
        return Agent(self._turns, self._desks, number)

    def __iter__(self) -> Iterator[str]:
        return iter(self._desks.states)

    def __len__(self) -> int:
        return len(self._desks.states)

    def __repr__(self) -> str:
        return repr(list(self.values()))
