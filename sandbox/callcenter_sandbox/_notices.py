"""What the platform writes into its notifications (§6): the `notify` of each kind, in the forms of the field."""

from typing import Any

from callcenter_sandbox._calls import Call, in_form
from callcenter_sandbox._clock import Clock
from callcenter_sandbox._json import JsonObject
from callcenter_sandbox._settings import Settings

_LARGEST_NUMBER = 2**53
_MOST_DIGITS = len(str(_LARGEST_NUMBER))


def of_call(kind: str, call: Call) -> JsonObject:
    """callstart, callend, callin or callout."""
    return {
        "type": kind,
        "customer": call.customer,
        "agent": call.agent,
        "number": call.number,
        "call_type": str(call.call_type),
        "userData": call.user_data,
    }


def screen_pop(call: Call) -> JsonObject:
    """The notification without a type."""
    return {
        "customer": call.customer,
        "agent": call.agent,
        "number": call.number,
        "call_type": str(call.call_type),
    }


def billing(call: Call, clock: Clock, settings: Settings) -> JsonObject:
    """The bill of a call."""

    def moment(value: float | None) -> str:
        if value is None:
            return ""
        match settings.billing_times:
            case "text":
                return clock.text(value)
            case "seconds":
                return str(int(value))
            case _:
                return str(int(value * 1000))

    notify: JsonObject = {
        "type": "billing",
        "startTime": moment(call.started),
        "ringTime": moment(call.ringing),
        "answerTime": moment(call.answered),
        "byeTime": moment(call.ended),
        "callee": call.callee,
        "caller": call.caller,
        "recordFile": in_form(call.recording, settings.recording_names),
        "service": str(call.service),
        "session": call.session,
        "timeLength": str(call.seconds),
        "staffNo": call.agent,
        "releaseCause": str(call.cause),
        "releasePart": str(call.release_part),
        "userData": call.user_data,
    }
    if call.task:
        notify |= {"taskID": call.task, "taskName": call.task_name}
    return notify


def in_numbers(notify: JsonObject) -> JsonObject:
    """The same with numbers where a text is one (seen); what a number can't hold stays text."""
    return {name: _number(name, value) for name, value in notify.items()}


def _number(name: str, value: Any) -> Any:
    plain = isinstance(value, str) and value.isascii() and value.isdigit()
    if not plain or name in ("userData", "taskName", "session", "customer"):
        return value
    if len(value) > _MOST_DIGITS:  # Python converts no thousands of digits
        return value
    return int(value) if str(int(value)) == value and int(value) < _LARGEST_NUMBER else value
