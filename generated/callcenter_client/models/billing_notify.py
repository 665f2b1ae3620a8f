# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import _read, _write
from .._model import Model
from .._times import default_zone
from .release_cause import ReleaseCause
from .release_part import ReleasePart
from .service_type import ServiceType


@_attrs_define(kw_only=True, repr=False)
class BillingNotify(Model):
    """The bill of a call. (§6)

    Attributes:
        type_: Which notification this is. (§6)
        seq: Serial of the notification. (§6) [doc, seen]
        user_data: The `userData` of the command from which this follows. (§3) [doc, seen]
        start_time: Start of the call. (§6 billing) [doc, seen]
        ring_time: When the callee began to ring. (§6 billing) [doc, seen]
        answer_time: Time of answer. An unanswered call has none, or carries the time of its end
            (seen): whether it was answered is told by `timeLength` > 0. (§6 billing) [doc, seen]
        bye_time: End of the call. (§6 billing) [doc, seen]
        callee: The called number. (§6 billing) [doc, seen]
        caller: The calling number. (§6 billing) [doc, seen]
        record_file: Path of the recording, as `filename` of getRecordsList; empty when there is
            none. (§6 billing) [doc, seen]
        service: Type of service. That its codes are those of `serviceType` is a reading (read).
            (§6 billing) [doc, read]
        session: Id of the call. The same bill can come twice, with the same customer and
            session (seen): handle it once. (§6 billing) [doc, seen]
        time_length: Length of the call in seconds; empty, null or 0 when it was not answered.
            (§6 billing) [doc, seen]
        staff_no: The agent's number; empty for calls without an agent. Not in the document
            (seen). (§6 billing) [seen]
        release_cause: Why the call ended, as in getCdrList. Not in the document (seen). (§6
            billing) [seen]
        release_part: Who ended the call. Not in the document (seen); its values are those of
            the core (core). (§6 billing) [seen, core]
        task_id: The call task that dialled. Not in the document (seen). (§6 billing) [seen]
        task_name: Name of that task. Not in the document (seen). (§6 billing) [seen]
        extra: Fields that the spec doesn't know, by their names in JSON.
    """

    type_: str | None = None
    seq: str | None = None
    user_data: str | None = None
    start_time: datetime | None = None
    ring_time: datetime | None = None
    answer_time: datetime | None = None
    bye_time: datetime | None = None
    callee: str | None = None
    caller: str | None = None
    record_file: str | None = None
    service: ServiceType | str | None = None
    session: str | None = None
    time_length: int | None = None
    staff_no: str | None = None
    release_cause: ReleaseCause | str | None = None
    release_part: ReleasePart | str | None = None
    task_id: str | None = None
    task_name: str | None = None
    extra: dict[str, Any] = _attrs_field(factory=dict[str, Any], repr=False)
    _personal: ClassVar[Mapping[str, str]] = {
        "callee": "number",
        "caller": "number",
        "record_file": "recording",
    }

    def to_dict(self, tz: tzinfo | None = None) -> dict[str, Any]:
        """The object as JSON has it, times as platform-local text; `tz` is there for likeness with commands."""
        del tz
        found: dict[str, Any] = {}
        if self.type_ is not None:
            found["type"] = _write.plain(self.type_)
        if self.seq is not None:
            found["seq"] = _write.plain(self.seq)
        if self.user_data is not None:
            found["userData"] = _write.plain(self.user_data)
        if self.start_time is not None:
            found["startTime"] = _write.plain(self.start_time)
        if self.ring_time is not None:
            found["ringTime"] = _write.plain(self.ring_time)
        if self.answer_time is not None:
            found["answerTime"] = _write.plain(self.answer_time)
        if self.bye_time is not None:
            found["byeTime"] = _write.plain(self.bye_time)
        if self.callee is not None:
            found["callee"] = _write.plain(self.callee)
        if self.caller is not None:
            found["caller"] = _write.plain(self.caller)
        if self.record_file is not None:
            found["recordFile"] = _write.plain(self.record_file)
        if self.service is not None:
            found["service"] = _write.plain(self.service)
        if self.session is not None:
            found["session"] = _write.plain(self.session)
        if self.time_length is not None:
            found["timeLength"] = _write.plain(self.time_length)
        if self.staff_no is not None:
            found["staffNo"] = _write.plain(self.staff_no)
        if self.release_cause is not None:
            found["releaseCause"] = _write.plain(self.release_cause)
        if self.release_part is not None:
            found["releasePart"] = _write.plain(self.release_part)
        if self.task_id is not None:
            found["taskID"] = _write.plain(self.task_id)
        if self.task_name is not None:
            found["taskName"] = _write.plain(self.task_name)
        found.update(self.extra)
        return found

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any], tz: tzinfo | None = None) -> Self:
        """Read an object of the platform's JSON; numbers and texts stand for each other, what is missing or empty is None.

        Args:
            src_dict: The object.
            tz: The platform's time zone, for times; Asia/Shanghai by default.

        Raises:
            ValueError: A value is no form of its type; it names the field.
        """
        tz = tz or default_zone()
        d = _read.mapping(src_dict, "BillingNotify")
        return cls(
            type_=_read.text(d.pop("type", None), "BillingNotify.type_"),
            seq=_read.text(d.pop("seq", None), "BillingNotify.seq"),
            user_data=_read.text(d.pop("userData", None), "BillingNotify.user_data"),
            start_time=_read.moment(d.pop("startTime", None), "BillingNotify.start_time", tz),
            ring_time=_read.moment(d.pop("ringTime", None), "BillingNotify.ring_time", tz),
            answer_time=_read.moment(d.pop("answerTime", None), "BillingNotify.answer_time", tz),
            bye_time=_read.moment(d.pop("byeTime", None), "BillingNotify.bye_time", tz),
            callee=_read.text(d.pop("callee", None), "BillingNotify.callee"),
            caller=_read.text(d.pop("caller", None), "BillingNotify.caller"),
            record_file=_read.text(d.pop("recordFile", None), "BillingNotify.record_file"),
            service=_read.number_member(
                d.pop("service", None), "BillingNotify.service", ServiceType
            ),
            session=_read.text(d.pop("session", None), "BillingNotify.session"),
            time_length=_read.integer(d.pop("timeLength", None), "BillingNotify.time_length"),
            staff_no=_read.text(d.pop("staffNo", None), "BillingNotify.staff_no"),
            release_cause=_read.number_member(
                d.pop("releaseCause", None), "BillingNotify.release_cause", ReleaseCause
            ),
            release_part=_read.number_member(
                d.pop("releasePart", None), "BillingNotify.release_part", ReleasePart
            ),
            task_id=_read.text(d.pop("taskID", None), "BillingNotify.task_id"),
            task_name=_read.text(d.pop("taskName", None), "BillingNotify.task_name"),
            extra=d,
        )
