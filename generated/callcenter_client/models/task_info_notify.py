# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import _read, _write
from .._model import Model
from .task_purpose import TaskPurpose
from .task_status import TaskStatus


@_attrs_define(kw_only=True, repr=False)
class TaskInfoNotify(Model):
    """A call task has changed its state. (§6)

    Attributes:
        type_: Which notification this is. (§6)
        seq: Serial of the notification. (§6) [doc, seen]
        user_data: The `userData` of the command from which this follows. (§3) [doc, seen]
        task_id: The task. (§6 taskinfo) [doc, seen]
        task_name: Name of the task. (§6 taskinfo) [doc, seen]
        callee_amount: Numbers in the task. (§6 taskinfo) [doc, seen]
        remain_amount: Numbers still to be dialled. (§6 taskinfo) [doc, seen]
        status: State of a call task; the meanings are a reading (read). (§6 taskinfo)
        purpose: Whose task it is. (§6 taskinfo)
        group: The group, when `purpose` is 0. (§6 taskinfo) [doc, seen]
        staff_no: The agent's number, when `purpose` is 1. (§6 taskinfo) [doc, seen]
        extra: Fields that the spec doesn't know, by their names in JSON.
    """

    type_: str | None = None
    seq: str | None = None
    user_data: str | None = None
    task_id: str | None = None
    task_name: str | None = None
    callee_amount: int | None = None
    remain_amount: int | None = None
    status: TaskStatus | str | None = None
    purpose: TaskPurpose | str | None = None
    group: str | None = None
    staff_no: str | None = None
    extra: dict[str, Any] = _attrs_field(factory=dict[str, Any], repr=False)

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
        if self.task_id is not None:
            found["taskID"] = _write.plain(self.task_id)
        if self.task_name is not None:
            found["taskName"] = _write.plain(self.task_name)
        if self.callee_amount is not None:
            found["calleeAmount"] = _write.plain(self.callee_amount)
        if self.remain_amount is not None:
            found["remainAmount"] = _write.plain(self.remain_amount)
        if self.status is not None:
            found["status"] = _write.plain(self.status)
        if self.purpose is not None:
            found["purpose"] = _write.plain(self.purpose)
        if self.group is not None:
            found["group"] = _write.plain(self.group)
        if self.staff_no is not None:
            found["staffNo"] = _write.plain(self.staff_no)
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
        del tz  # it has no times
        d = _read.mapping(src_dict, "TaskInfoNotify")
        return cls(
            type_=_read.text(d.pop("type", None), "TaskInfoNotify.type_"),
            seq=_read.text(d.pop("seq", None), "TaskInfoNotify.seq"),
            user_data=_read.text(d.pop("userData", None), "TaskInfoNotify.user_data"),
            task_id=_read.text(d.pop("taskID", None), "TaskInfoNotify.task_id"),
            task_name=_read.text(d.pop("taskName", None), "TaskInfoNotify.task_name"),
            callee_amount=_read.integer(
                d.pop("calleeAmount", None), "TaskInfoNotify.callee_amount"
            ),
            remain_amount=_read.integer(
                d.pop("remainAmount", None), "TaskInfoNotify.remain_amount"
            ),
            status=_read.number_member(d.pop("status", None), "TaskInfoNotify.status", TaskStatus),
            purpose=_read.number_member(
                d.pop("purpose", None), "TaskInfoNotify.purpose", TaskPurpose
            ),
            group=_read.text(d.pop("group", None), "TaskInfoNotify.group"),
            staff_no=_read.text(d.pop("staffNo", None), "TaskInfoNotify.staff_no"),
            extra=d,
        )
