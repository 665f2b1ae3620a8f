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


@_attrs_define(kw_only=True, repr=False)
class CallTaskAddNumbersCommand(Model):
    """More numbers for a call task. (§5 CallTaskAddNumbers)

    Attributes:
        seq: The command's serial, returned unchanged in its response; in a batch it tells which
            answer belongs to which command. An empty text is accepted (seen), and so are 24 digits
            (seen). (§3) [doc, seen]
        user_data: Free text of the caller, at most 30 characters. It comes back in the response
            and in the notifications that follow from the command; the platform does not use it, so
            it can carry a unique key of the caller's own. (§3)
        task_id: Id of a call task, as CallTaskCreate or CallTaskQuery returned it, in digits.
            (§5)
        agent: The agent's number. The document names no length here; 1 to 8 digits as elsewhere
            (read). (§5 CallTaskAddNumbers) [doc, read]
        callees: The numbers to add, 1 to 1000. That an empty list is refused is a reading
            (read). (§5 CallTaskAddNumbers) [doc, read]
        extra: Fields that the spec doesn't know, by their names in JSON.
    """

    seq: str | int | None = None
    user_data: str | int | None = None
    task_id: str | int
    agent: str | int
    callees: Sequence[str | int]
    extra: Mapping[str, Any] = _attrs_field(factory=dict[str, Any])
    _personal: ClassVar[Mapping[str, str]] = {"callees": "number"}

    def __attrs_post_init__(self) -> None:
        self.callees = _write.held(self.callees)

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
        found["taskID"] = _write.required(
            _write.text(self.task_id, "task_id", pattern="^[0-9]+$"), "task_id"
        )
        found["agent"] = _write.required(
            _write.text(self.agent, "agent", pattern="^[0-9]{1,8}$"), "agent"
        )
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
        found.update(_write.extra(self.extra, ("seq", "userData", "taskID", "agent", "callees")))
        return found
