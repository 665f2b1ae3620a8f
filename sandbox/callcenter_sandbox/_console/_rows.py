"""What the console lists, as JSON: one row for each agent, call, task, message and notification.

Rows hold what a look from behind may see: telephone numbers are shortened, as in logs. What is opened
(`message`, `notification`) is shown as it came, because that is what people open it for; the secret of a
customer is never there: whoever sends rows to a browser writes them by `written`.
"""

import json
from collections.abc import Collection, Mapping

from callcenter_client._privacy import shorten, shorten_digits
from callcenter_sandbox._calls import INCOMING, Call
from callcenter_sandbox._faults import Fault
from callcenter_sandbox._json import JsonObject
from callcenter_sandbox._notifications import Notification
from callcenter_sandbox._platform import Parts
from callcenter_sandbox._received import Received
from callcenter_sandbox._tasks import CALLEE_FIRST, FINISHED, STARTED, STOPPED, Task
from callcenter_sandbox._verdicts import Verdict

NEWEST = 200
"""How many rows of a kind are shown at first."""

_LONGEST_PATH = 80
_STATUS = {STARTED: "started", STOPPED: "stopped", FINISHED: "finished"}


class Rows:
    """Makes the rows of a sandbox."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def written(self, rows: JsonObject) -> str:
        """Rows as JSON, with `[secret]` wherever a secret stood: what came from outside may hold one."""
        return self._parts.customers.hide(json.dumps(rows, separators=(",", ":")))

    def all(self) -> JsonObject:
        """The newest rows of every kind."""
        world = self._parts.world
        with world.clock.lock:
            states = world.desks.states
            # Of very many agents, those who are there go first.
            there = [number for number, state in states.items() if state.work != "OFFLINE"]
            first = set(list(dict.fromkeys([*there, *states]))[:NEWEST])
            changed = {
                "agent": [number for number in states if number in first],
                "call": list(world.calling.calls)[-NEWEST:],
                "task": list(world.tasks.tasks)[-NEWEST:],
                "notification": [str(one.number) for one in world.mail.all()[-NEWEST:]],
            }
            return {**self.some(changed), "agentsInAll": len(states)}

    def some(self, changed: Mapping[str, Collection[str]]) -> JsonObject:
        """The rows of what has changed: ids by their kind."""
        world = self._parts.world
        with world.clock.lock:
            states, calls, tasks = world.desks.states, world.calling.calls, world.tasks.tasks
            wanted = set(changed.get("notification", ()))
            sent = [one for one in world.mail.all() if str(one.number) in wanted] if wanted else []
            return {
                "agents": [
                    self._agent(number) for number in changed.get("agent", ()) if number in states
                ],
                "calls": [_call(calls[id_]) for id_ in changed.get("call", ()) if id_ in calls],
                "tasks": [_task(tasks[id_]) for id_ in changed.get("task", ()) if id_ in tasks],
                "notifications": [_notification(one, calls.get(one.lane)) for one in sent],
            }

    def messages(self, after: int) -> list[JsonObject]:
        """The newest messages, as far as they came after a number."""
        found = self._parts.log.numbered(after)[-NEWEST:]
        return [_message(number, received) for number, received in found]

    def clock(self) -> JsonObject:
        """What its clock shows."""
        clock = self._parts.world.clock
        offset = clock.time.utcoffset()
        return {
            "now": clock.now,
            "speed": clock.speed,
            "offset": offset.total_seconds() if offset else 0,
        }

    def faults(self) -> list[JsonObject]:
        """The faults that are still to come."""
        return [_fault(one) for one in self._parts.faults.all()]

    def message(self, number: int) -> JsonObject | None:
        """All of one message; None when it isn't kept any more."""
        found = dict(self._parts.log.numbered(number - 1)).get(number)
        if found is None:
            return None
        signature = found.signature
        return {
            **_message(number, found),
            "method": found.method,
            "target": found.target,
            "headers": [list(pair) for pair in found.headers],
            "body": _text(found.raw),
            "reply": _text(found.reply_raw),
            "problems": list(found.problems),
            "signature": signature
            and {
                "text": signature.text,
                "digest": signature.digest,
                "verified": signature.verified,
            },
        }

    def notification(self, number: int) -> JsonObject | None:
        """All of one notification, with every answer; None when it isn't kept any more."""
        with self._parts.world.clock.lock:
            found = next(
                (one for one in self._parts.world.mail.all() if one.number == number), None
            )
            if found is None:
                return None
            return {
                **_notification(found, self._parts.world.calling.calls.get(found.lane)),
                "body": found.raw,
                "attempts": [
                    {
                        "time": one.time,
                        "what": one.what,
                        "status": one.status,
                        "answer": one.answer,
                        "taken": one.taken,
                        "note": one.note,
                    }
                    for one in found.attempts
                ],
            }

    def _agent(self, number: str) -> JsonObject:
        world = self._parts.world
        state, call = world.desks.states[number], world.calling.current(number)
        return {
            "id": number,
            "work": state.work,
            "line": state.line,
            "leaves": "logged out" in state.timers,
            "deeds": world.desks.deeds(number),
            "call": None if call is None else str(call),
        }


def _call(call: Call) -> JsonObject:
    return {
        "id": call.session,
        "customer": call.customer,
        "agent": call.agent,
        "number": shorten(call.number, "number"),
        "incoming": call.call_type == INCOMING,
        "task": call.task,
        "userData": call.user_data,
        "stage": call.stage,
        "started": call.started,
        "ringing": call.ringing,
        "answered": call.answered,
        "ended": call.ended,
        "cause": call.cause,
        "endedBy": call.ended_by,
        "seconds": call.seconds,
        "fee": str(call.fee),
        "recorded": bool(call.recording),
    }


def _task(task: Task) -> JsonObject:
    return {
        "id": task.id,
        "name": task.name,
        "customer": task.customer,
        "agent": task.agent,
        "mode": "callee first" if task.mode == CALLEE_FIRST else "agent first",
        "status": _STATUS[task.status],
        "amount": len(task.numbers),
        "dialled": task.dialled,
        "running": len(task.running),
    }


def _notification(one: Notification, call: Call | None) -> JsonObject:
    last = one.attempts[-1] if one.attempts else None
    return {
        "id": one.number,
        "customer": one.customer,
        "kind": one.kind,
        "lane": one.lane,
        "about": one.lane if call is None else shorten(call.number, "number"),
        "time": one.time,
        "state": one.state,
        "fault": one.fault,
        "tries": len(one.attempts),
        "status": last and last.status,
        "note": last.note if last else "",
    }


def _message(number: int, received: Received) -> JsonObject:
    path = received.target.partition("?")[0]
    what = received.operation or f"{received.method} {shorten_digits(path)[:_LONGEST_PATH]}"
    return {
        "id": number,
        "time": received.time.timestamp(),
        "what": what,
        "operation": received.operation,
        "revision": received.revision,
        "customer": received.signature.customer if received.signature else "",
        "verdict": str(received.verdict),
        "accepted": received.verdict is Verdict.ACCEPTED,
        "problem": shorten_digits(received.problems[0]) if received.problems else "",
        "fault": received.fault,
        "status": received.status,
        "elapsed": received.elapsed,
    }


def _fault(fault: Fault) -> JsonObject:
    return {
        "id": fault.number,
        "operation": fault.operation,
        "kind": fault.kind,
        "left": fault.left,
        "probability": fault.probability,
        "hits": fault.hits,
    }


def _text(raw: bytes) -> str | int:
    """A body as text; of sound and other bytes how many there are."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return raw.decode("gb18030") if b"\0" not in raw else len(raw)
    except UnicodeDecodeError:
        return len(raw)
