# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import _read, _write
from .._model import Model
from .call_type import CallType


@_attrs_define(kw_only=True, repr=False)
class CallOutNotify(Model):
    """An outgoing call is connected (read). (§6)

    Attributes:
        type_: Which notification this is. (§6)
        seq: Serial of the notification. (§6) [doc, seen]
        user_data: The `userData` of the command from which this follows. (§3) [doc, seen]
        customer: The customer name. (§6) [doc, seen]
        agent: The agent's number. (§6) [doc, seen]
        number: The other party. (§6) [doc, seen]
        call_type: Direction of a call. (§6)
        extra: Fields that the spec doesn't know, by their names in JSON.
    """

    type_: str | None = None
    seq: str | None = None
    user_data: str | None = None
    customer: str | None = None
    agent: str | None = None
    number: str | None = None
    call_type: CallType | str | None = None
    extra: dict[str, Any] = _attrs_field(factory=dict[str, Any], repr=False)
    _personal: ClassVar[Mapping[str, str]] = {"number": "number"}

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
        if self.customer is not None:
            found["customer"] = _write.plain(self.customer)
        if self.agent is not None:
            found["agent"] = _write.plain(self.agent)
        if self.number is not None:
            found["number"] = _write.plain(self.number)
        if self.call_type is not None:
            found["call_type"] = _write.plain(self.call_type)
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
        d = _read.mapping(src_dict, "CallOutNotify")
        return cls(
            type_=_read.text(d.pop("type", None), "CallOutNotify.type_"),
            seq=_read.text(d.pop("seq", None), "CallOutNotify.seq"),
            user_data=_read.text(d.pop("userData", None), "CallOutNotify.user_data"),
            customer=_read.text(d.pop("customer", None), "CallOutNotify.customer"),
            agent=_read.text(d.pop("agent", None), "CallOutNotify.agent"),
            number=_read.text(d.pop("number", None), "CallOutNotify.number"),
            call_type=_read.number_member(
                d.pop("call_type", None), "CallOutNotify.call_type", CallType
            ),
            extra=d,
        )
