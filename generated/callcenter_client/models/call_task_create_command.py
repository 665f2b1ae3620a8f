# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from typing import Any, ClassVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import _write
from .._model import Model
from .._seq import next_seq
from .task_mode import TaskMode


@_attrs_define(kw_only=True, repr=False)
class CallTaskCreateCommand(Model):
    """A call task: whom to call, for which agent, and how. (§5 CallTaskCreate)

    Attributes:
        seq: The command's serial, returned unchanged in its response; in a batch it tells which
            answer belongs to which command. An empty text is accepted (seen), and so are 24 digits
            (seen). (§3) [doc, seen]
        user_data: Free text of the caller, at most 30 characters. It comes back in the response
            and in the notifications that follow from the command; the platform does not use it, so
            it can carry a unique key of the caller's own. (§3)
        agent: The agent the task is for, 1 to 8 digits. (§5 CallTaskCreate)
        task_name: Name of a call task; the platform names the task when it is missing. No limit
            of its length is documented. (§5 CallTaskCreate)
        callees: The numbers to call, 1 to 1000; hand over more with CallTaskAddNumbers. That an
            empty list is refused is a reading (read). (§5 CallTaskCreate) [doc, read]
        callers: Caller-ID numbers, at most 100. They must be numbers allotted to the customer,
            or the call fails; when missing, the platform uses the agent's configured caller ID and
            fails when there is none (read). (§5 CallTaskCreate) [doc, read]
        mode: How a task dials. The document lists both values; what they mean is a reading of a
            damaged passage that the core bears out (read, core). (§5 CallTaskCreate)
        multiplier: How many numbers are dialled at a time per agent (read). The table prints 1
            < a < 5 with default 1, so it is read as 1 ≤ a < 5 (read); 1 when it is missing. (§5
            CallTaskCreate) [doc, read]
        extra: Fields that the spec doesn't know, by their names in JSON.
    """

    seq: str | int | None = None
    user_data: str | int | None = None
    agent: str | int
    task_name: str | int | None = None
    callees: Sequence[str | int]
    callers: Sequence[str | int] | None = None
    mode: TaskMode | int
    multiplier: float | None = None
    extra: Mapping[str, Any] = _attrs_field(factory=dict[str, Any])
    _personal: ClassVar[Mapping[str, str]] = {"callees": "number", "callers": "number"}

    def __attrs_post_init__(self) -> None:
        self.callees = _write.held(self.callees)
        self.callers = _write.held(self.callers)

    def to_dict(self, tz: tzinfo | None = None) -> dict[str, Any]:
        """The object as JSON has it, every field checked.

        Args:
            tz: The platform's time zone, for times; Asia/Shanghai by default.

        Raises:
            InvalidCommand: A field is refused; it names the field, the value and what was expected.
        """
        del tz  # it has no times
        found: dict[str, Any] = {}
        found["seq"] = (
            next_seq() if self.seq is None else _write.text(self.seq, "seq", pattern="^[0-9]*$")
        )
        if self.user_data is not None:
            found["userData"] = _write.text(self.user_data, "user_data", max_length=30)
        found["agent"] = _write.required(
            _write.text(self.agent, "agent", pattern="^[0-9]{1,8}$"), "agent"
        )
        if self.task_name is not None:
            found["taskName"] = _write.text(self.task_name, "task_name")
        found["callees"] = _write.required(
            _write.items(
                self.callees,
                "callees",
                lambda item, where: _write.text(item, where, pattern="^[0-9]+$", personal="number"),
                least=1,
                most=1000,
            ),
            "callees",
        )
        if self.callers is not None:
            found["callers"] = _write.items(
                self.callers,
                "callers",
                lambda item, where: _write.text(item, where, pattern="^[0-9]+$", personal="number"),
                most=100,
            )
        found["mode"] = _write.required(_write.member(self.mode, "mode", TaskMode), "mode")
        if self.multiplier is not None:
            found["multiplier"] = _write.number(self.multiplier, "multiplier", minimum=1, below=5)
        found.update(
            _write.extra(
                self.extra,
                (
                    "seq",
                    "userData",
                    "agent",
                    "taskName",
                    "callees",
                    "callers",
                    "mode",
                    "multiplier",
                ),
            )
        )
        return found
