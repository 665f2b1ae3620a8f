"""The lists: recordings and call detail records (§5), out of the calls that are over."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, overload

from callcenter_client import number_key
from callcenter_sandbox._calls import Call, in_form
from callcenter_sandbox._clock import Clock
from callcenter_sandbox._json import JsonObject, is_list, whole
from callcenter_sandbox._settings import Settings

PAGE = 500


class Lists:
    """The lists of one sandbox.

    Args:
        finished: The calls that are over, by ascending key.
        clock: Tells times in the platform's zone.
    """

    def __init__(self, finished: Sequence[Call], clock: Clock) -> None:
        self._finished, self._clock = finished, clock

    def records(self, customer: str, start_key: int, settings: Settings) -> list[JsonObject]:
        """A page of getRecordsList: the answered calls of agents, from a key on."""
        keys = _Keys(self._finished)
        cut = bisect_left if settings.start_key == "inclusive" else bisect_right
        rows: list[JsonObject] = []
        for index in range(cut(keys, start_key), len(keys)):
            call = self._finished[index]
            if call.customer == customer and call.answered is not None and call.agent:
                rows.append(_record(call, settings))
                if len(rows) == PAGE:
                    break
        return rows

    def cdrs(
        self, customer: str, wanted: Mapping[str, Any], settings: Settings
    ) -> tuple[int, list[JsonObject]]:
        """The rows of getCdrList that fit what is wanted, and how many do, those cut off too."""
        found = [
            call
            for call in self._finished
            if call.customer == customer and self._fits(call, wanted)
        ]
        return len(found), [self._cdr(call, settings) for call in found[: settings.cdr_cap]]

    def _fits(self, call: Call, wanted: Mapping[str, Any]) -> bool:
        agents = wanted.get("agent", "")
        if is_list(agents):
            if agents and call.agent not in {str(agent) for agent in agents}:
                return False
        elif agents != "" and call.agent != str(agents):
            return False
        service = wanted.get("serviceType")
        if service not in (None, "") and call.service != whole(service):
            return False
        for name, number in (("caller", call.caller), ("callee", call.callee)):
            if name in wanted and number_key(wanted[name]) != number_key(number):
                return False
        if whole(wanted.get("timeLengthMin", 0)) > call.seconds:
            return False
        if "timeLengthMax" in wanted and call.seconds > whole(wanted["timeLengthMax"]):
            return False
        # As texts, both ends included (read). An unanswered call counts by its start.
        moment = self._clock.text(call.started if call.answered is None else call.answered)
        return str(wanted.get("startTime", "")) <= moment <= str(wanted.get("endTime", "9"))

    def _cdr(self, call: Call, settings: Settings) -> JsonObject:
        return {
            "key": str(call.key),
            "customer": call.customer,
            "agent": call.agent,
            "serviceType": str(call.service),
            "answerTime": "" if call.answered is None else self._clock.text(call.answered),
            "caller": call.caller,
            "callee": call.callee,
            "timeLength": str(call.seconds),
            "fee": float(call.fee),
            "releaseCause": str(call.cause),
            "filename": in_form(call.recording, settings.recording_names),
        }


def _record(call: Call, settings: Settings) -> JsonObject:
    return {
        "key": str(call.key),
        "caller": call.caller,
        "callee": call.callee,
        "filename": in_form(call.recording, settings.recording_names),
        # Not known; the table lists these two, and the direction is what they could tell.
        "type": str(call.call_type),
        "agent": call.agent,
        "startTime": str(int(call.started)),
        "duration": str(call.seconds),
    }


class _Keys(Sequence[int]):
    """The keys of calls, seen as a list of their own."""

    def __init__(self, calls: Sequence[Call]) -> None:
        self._calls = calls

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[int]: ...
    def __getitem__(self, index: int | slice) -> int | Sequence[int]:
        if isinstance(index, slice):
            return _Keys(self._calls[index])
        return self._calls[index].key or 0

    def __len__(self) -> int:
        return len(self._calls)

    def __iter__(self) -> Iterator[int]:
        return (call.key or 0 for call in self._calls)
