# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any, ClassVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import _write
from .._model import Model
from .._seq import next_seq
from .._times import default_zone
from .service_type import ServiceType


@_attrs_define(kw_only=True, repr=False)
class GetCdrListCommand(Model):
    """Which call detail records are asked for. All fields that are given must match. (§5 getCdrList)

    Attributes:
        seq: The command's serial, returned unchanged in its response; in a batch it tells which
            answer belongs to which command. An empty text is accepted (seen), and so are 24 digits
            (seen). (§3) [doc, seen]
        user_data: Free text of the caller, at most 30 characters. It comes back in the response
            and in the notifications that follow from the command; the platform does not use it, so
            it can carry a unique key of the caller's own. (§3)
        agent: The agent or agents whose calls are listed. By the look of its table the document
            requires it, and its sample shows an array or a text (a bracket is damaged);
            integrations leave it out and get all agents (seen). (§5 getCdrList) [doc, seen]
        service_type: Only calls of this kind. (§5 getCdrList)
        start_time: Begin of the span, included, `YYYY-MM-DD HH:MM:SS` in the platform's local
            time. How long a span may be is not known; integrations ask for a day (seen). That the
            end points belong to the span is a reading (read). (§5 getCdrList) [doc, seen, read]
        end_time: End of the span, included (read), `YYYY-MM-DD HH:MM:SS` in the platform's
            local time. (§5 getCdrList) [doc, read]
        caller: Only calls from this number. (§5 getCdrList)
        callee: Only calls to this number. (§5 getCdrList)
        time_length_min: Only calls of at least this length, in seconds. (§5 getCdrList)
        time_length_max: Only calls of at most this length, in seconds. (§5 getCdrList)
        extra: Fields that the spec doesn't know, by their names in JSON.
    """

    seq: str | int | None = None
    user_data: str | int | None = None
    agent: str | int | Sequence[str | int] | None = None
    service_type: ServiceType | int | str | None = None
    start_time: datetime | str | None = None
    end_time: datetime | str | None = None
    caller: str | int | None = None
    callee: str | int | None = None
    time_length_min: int | None = None
    time_length_max: int | None = None
    extra: Mapping[str, Any] = _attrs_field(factory=dict[str, Any])
    _personal: ClassVar[Mapping[str, str]] = {"caller": "number", "callee": "number"}

    def __attrs_post_init__(self) -> None:
        self.agent = _write.held(self.agent)

    def to_dict(self, tz: tzinfo | None = None) -> dict[str, Any]:
        """The object as JSON has it, every field checked.

        Args:
            tz: The platform's time zone, for times; Asia/Shanghai by default.

        Raises:
            InvalidCommand: A field is refused; it names the field, the value and what was expected.
        """
        tz = tz or default_zone()
        found: dict[str, Any] = {}
        found["seq"] = (
            next_seq() if self.seq is None else _write.text(self.seq, "seq", pattern="^[0-9]*$")
        )
        if self.user_data is not None:
            found["userData"] = _write.text(self.user_data, "user_data", max_length=30)
        if self.agent is not None:
            found["agent"] = _write.items(
                self.agent,
                "agent",
                lambda item, where: _write.text(item, where, pattern="^[0-9]{1,8}$"),
                one_or_many=True,
            )
        if self.service_type is not None:
            found["serviceType"] = _write.member(
                self.service_type, "service_type", ServiceType, open_set=True
            )
        if self.start_time is not None:
            found["startTime"] = _write.moment(
                self.start_time,
                "start_time",
                tz,
                pattern="^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]) ([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$",
            )
        if self.end_time is not None:
            found["endTime"] = _write.moment(
                self.end_time,
                "end_time",
                tz,
                pattern="^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]) ([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$",
            )
        if self.caller is not None:
            found["caller"] = _write.text(
                self.caller, "caller", pattern="^[0-9]+$", personal="number"
            )
        if self.callee is not None:
            found["callee"] = _write.text(
                self.callee, "callee", pattern="^[0-9]+$", personal="number"
            )
        if self.time_length_min is not None:
            found["timeLengthMin"] = _write.integer(
                self.time_length_min, "time_length_min", minimum=0
            )
        if self.time_length_max is not None:
            found["timeLengthMax"] = _write.integer(
                self.time_length_max, "time_length_max", minimum=0
            )
        found.update(
            _write.extra(
                self.extra,
                (
                    "seq",
                    "userData",
                    "agent",
                    "serviceType",
                    "startTime",
                    "endTime",
                    "caller",
                    "callee",
                    "timeLengthMin",
                    "timeLengthMax",
                ),
            )
        )
        return found
