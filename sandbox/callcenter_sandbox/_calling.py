"""Makes calls: from the first ring to the bill, step by step on the clock."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from callcenter_sandbox._agents import Desks
from callcenter_sandbox._calls import (
    CLICK_TO_DIAL,
    INCOMING,
    INCOMING_SERVICE,
    OUTGOING,
    TASK_SERVICE,
    VOICE_CODE,
    Call,
    Origin,
    recording_path,
)
from callcenter_sandbox._clock import Event
from callcenter_sandbox._mail import Mail
from callcenter_sandbox._notices import billing, of_call, screen_pop
from callcenter_sandbox._test_numbers import Script, script_of
from callcenter_sandbox._turns import NotPossible, Turns

if TYPE_CHECKING:
    from collections.abc import Callable

FIRST_KEY = 2**31 - 2
"""The key of the first call: the third one's no longer fits into 31 bits."""

READING = 4.0  # seconds that a code is read aloud once


class Calling:
    """The calls of a sandbox. Use it within a turn.

    Args:
        turns: Whose turns.
        desks: The agents.
        mail: Takes the notifications.
        keep: How many calls that are over are kept; None: all.

    Attributes:
        calls: Every call, by its session, the oldest first.
        finished: Those that are over, by ascending key.
        when_over: Called with each call that is over, before the agent's line is given free.
    """

    def __init__(self, turns: Turns, desks: Desks, mail: Mail, keep: int | None = None) -> None:
        self._turns, self._desks, self._mail, self._keep = turns, desks, mail, keep
        self.calls: dict[str, Call] = {}
        self.finished: list[Call] = []
        self.recordings: dict[str, Call] = {}
        self.when_over: Callable[[Call], None] = lambda _call: None
        self._current: dict[str, Call] = {}
        turns.on("call", self._step)

    def restore(self, calls: list[Call]) -> None:
        """Take the calls that were written down."""
        for call in calls:
            self.calls[call.session] = call
            if call.is_over:
                self._list(call)
            elif call.engaged:
                self._current[call.agent] = call
        self.finished.sort(key=lambda call: call.key or 0)
        self._forget_the_oldest()

    def keep(self, call: Call) -> None:
        """Put a call that is over into the lists."""
        self._list(call)
        self._forget_the_oldest()

    def _list(self, call: Call) -> None:
        self.finished.append(call)
        if call.recording:
            self.recordings[call.recording.lstrip("/")] = call

    def _forget_the_oldest(self) -> None:
        while self._keep is not None and len(self.finished) > self._keep:
            call = self.finished.pop(0)
            del self.calls[call.session]
            self.recordings.pop(call.recording.lstrip("/"), None)
            self._turns.forget("call", call.session)

    def current(self, agent: str) -> Call | None:
        """The call that takes the agent's line."""
        return self._current.get(agent)

    def dial(self, origin: Origin, agent: str, number: str, service: int = CLICK_TO_DIAL) -> Call:
        """Ring the agent, then the number.

        Raises:
            NotPossible: The agent can't be given a call.
        """
        self._desks.move(agent, "a new call")
        call = self._new(origin, agent, number, OUTGOING, service)
        self._engage(call)
        self._tell(call, "callstart")
        script = script_of(number)
        if script.picks_up:
            self._later(call, self._turns.settings.pick_up, "rings out")
        else:
            self._later(call, script.after or 0, "fails")
        return call

    def dial_callee_first(self, origin: Origin, agent: str, number: str) -> Call:
        """Ring the number; one who answers is connected to the agent (mode 2 of a task)."""
        call = self._new(origin, agent, number, OUTGOING, TASK_SERVICE)
        self._tell(call, "callstart")
        self._ring_out(call, "reached")
        return call

    def receive(self, origin: Origin, agent: str, number: str) -> Call:
        """An incoming call for an agent.

        Raises:
            NotPossible: The agent can't be given a call.
        """
        self._desks.move(agent, "a new call")
        call = self._new(origin, agent, number, INCOMING, INCOMING_SERVICE)
        call.ringing = call.started
        self._engage(call)
        self._mail.post(call.customer, "screenpop", call.session, screen_pop(call))
        self._tell(call, "callstart")
        script = script_of(number, incoming=True)
        call.talk = script.talk
        if script.picks_up:
            self._later(call, self._turns.settings.pick_up, "connected")
        else:
            self._later(call, script.after or 0, "fails")
        return call

    def read_code(self, origin: Origin, number: str, plays: int) -> Call:
        """Ring a number and read a code aloud; no agent takes part."""
        call = self._new(origin, "", number, OUTGOING, VOICE_CODE)
        self._ring_out(call, "connected")
        call.talk = plays * READING
        return call

    def hang_up(self, agent: str) -> Call:
        """End the call that takes the agent's line.

        Raises:
            NotPossible: There is no such agent, or no such call.
        """
        self._desks.state(agent)
        call = self.current(agent)
        if call is None:
            raise NotPossible(f"agent {agent} has no call")
        self.end(call, 200 if call.stage == "talking" else 487, "agent")
        return call

    def end(self, call: Call, cause: int, ended_by: str) -> None:
        """End a call: its last notifications, its place in the lists, the agent's line."""
        connected = call.stage == "talking"
        call.stage, call.ended, call.cause, call.ended_by = (
            "over",
            self._turns.clock.now,
            cause,
            ended_by,
        )
        call.key = self._turns.count("key", FIRST_KEY)
        if connected and call.agent and _script(call).recorded:
            call.recording = self._recording(call)
        self.keep(call)
        if call.agent:
            self._tell(call, "callend")
        notice = billing(call, self._turns.clock, self._turns.settings)
        self._mail.post(call.customer, "billing", call.session, notice)
        self._changed(call)
        self.when_over(call)
        if call.engaged:
            self._current.pop(call.agent, None)
            what = "connected call over" if connected else "unconnected call over"
            self._desks.move(call.agent, what)

    def _new(self, origin: Origin, agent: str, number: str, call_type: int, service: int) -> Call:
        call = Call(
            session=str(uuid.uuid4())[:18],
            customer=origin.customer,
            agent=agent,
            number=number,
            call_type=call_type,
            service=service,
            user_data=origin.user_data,
            started=self._turns.clock.now,
            task=origin.task,
            task_name=origin.task_name,
            shown_caller=origin.caller,
            talk=script_of(number).talk,
        )
        self.calls[call.session] = call
        self._changed(call)
        return call

    def _engage(self, call: Call) -> None:
        call.engaged = True
        self._current[call.agent] = call

    def _later(self, call: Call, delay: float, what: str) -> None:
        call.step += 1
        self._turns.later(delay, "call", call.session, call.step, what)

    def _step(self, event: Event) -> None:
        """What happens to a call next, unless it is over or went another way meanwhile."""
        session, step, what = event.args
        call = self.calls.get(str(session))
        if call is None or call.is_over or call.step != step:
            return
        match what:
            case "rings out":
                self._ring_out(call, "connected")
            case "reached":
                self._reached(call)
            case "connected":
                self._connected(call)
            case "over":
                self.end(call, 200, _script(call).ends)
            case _:
                script = _script(call)
                self.end(call, script.cause, script.ends)
        self._changed(call)

    def _ring_out(self, call: Call, then: str) -> None:
        """The other party's telephone begins to ring."""
        call.stage, call.ringing = "rings", self._turns.clock.now
        script = script_of(call.number)
        after = self._turns.settings.answer if script.after is None else script.after
        self._later(call, after, then if script.answers or not script.picks_up else "fails")

    def _reached(self, call: Call) -> None:
        """The callee of a task answers first: now the agent is needed."""
        if not self._desks.is_free(call.agent):
            self.end(call, 480, "system")
            return
        self._desks.move(call.agent, "a new call")
        self._engage(call)
        call.stage = "agent rings"
        script = script_of(call.number)
        if script.picks_up:
            self._later(call, self._turns.settings.pick_up, "connected")
        else:
            self._later(call, script.after or 0, "fails")

    def _connected(self, call: Call) -> None:
        """Both talk, or the code is read."""
        call.stage, call.answered = "talking", self._turns.clock.now
        if call.agent:
            way, kind = (
                ("incoming", "callin") if call.call_type == INCOMING else ("outgoing", "callout")
            )
            self._desks.move(call.agent, f"{way} call connected")
            self._tell(call, kind)
        talk = self._turns.settings.talk if call.talk is None else call.talk
        self._later(call, talk, "over")

    def _recording(self, call: Call) -> str:
        moment = datetime.fromtimestamp(call.answered or 0, self._turns.clock.zone)
        path = recording_path(call, f"{moment:%Y%m%d}", f"{moment:%Y%m%d%H%M%S}")
        if path.lstrip("/") in self.recordings:  # the same two, in the same second
            path = path.replace(".wav", f"-{call.key}.wav")
        return path

    def _tell(self, call: Call, kind: str) -> None:
        self._mail.post(call.customer, kind, call.session, of_call(kind, call))

    def _changed(self, call: Call) -> None:
        self._turns.changed("call", call.session, call)


def _script(call: Call) -> Script:
    return script_of(call.number, incoming=call.call_type == INCOMING)
