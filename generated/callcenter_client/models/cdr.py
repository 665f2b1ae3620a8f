# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo
from decimal import Decimal
from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import _read, _write
from .._model import Model
from .._times import default_zone
from .cdr_result import CdrResult
from .release_cause import ReleaseCause
from .service_type import ServiceType


@_attrs_define(kw_only=True, repr=False)
class Cdr(Model):
    """One call detail record. (§5 getCdrList)

    Attributes:
        key: Unique id of a record. The documented form is text; the core makes unsigned 32-bit
            numbers that only grow, so the order of keys is numeric (core). (§5) [doc, core]
        customer: The customer whose call it was: an account may see the calls of its sub-
            customers (seen). (§5 getCdrList) [seen]
        agent: The agent's number. (§5 getCdrList) [doc, seen]
        service_type: Kind of call. The document lists 1 to 5, 7, 9 and 17 to 19; its labels are
            damaged. By an integration and the core (seen, core): 1, 2, 3, 4, 5, 19. By the core
            alone: 7, 9, 17, 18. By one integration, and not in the document: 21, 22, 23. Empty or
            null: none is told. (§5 getCdrList)
        answer_time: Time of answer, `YYYY-MM-DD HH:MM:SS` in the platform's local time. (§5
            getCdrList) [doc, seen]
        caller: The calling number. (§5 getCdrList) [doc, seen]
        callee: The called number. (§5 getCdrList) [doc, seen]
        time_length: Length of the call in seconds. (§5 getCdrList) [doc, seen]
        fee: Cost of the call, a small decimal; the currency is not known. Keep it exactly as it
            comes. (§5 getCdrList)
        release_cause: Why a call ended: a SIP response code (doc), or a cause of the platform's
            own above 1000, of which the meanings are not known (core). The labels here are those of
            RFC 3261 (read). (§5 getCdrList)
        result: Outcome of a call: 1, 2 or 3; what they mean is not known. In the document it
            stands in the table and not in the sample. (§5 getCdrList)
        filename: Path of the recording, as in getRecordsList. In the document it stands in the
            table and not in the sample. (§5 getCdrList) [doc, seen]
        extra: Fields that the spec doesn't know, by their names in JSON.
    """

    key: str | None = None
    customer: str | None = None
    agent: str | None = None
    service_type: ServiceType | str | None = None
    answer_time: datetime | None = None
    caller: str | None = None
    callee: str | None = None
    time_length: int | None = None
    fee: Decimal | None = None
    release_cause: ReleaseCause | str | None = None
    result: CdrResult | str | None = None
    filename: str | None = None
    extra: dict[str, Any] = _attrs_field(factory=dict[str, Any], repr=False)
    _personal: ClassVar[Mapping[str, str]] = {
        "caller": "number",
        "callee": "number",
        "filename": "recording",
    }

    def to_dict(self, tz: tzinfo | None = None) -> dict[str, Any]:
        """The object as JSON has it, times as platform-local text; `tz` is there for likeness with commands."""
        del tz
        found: dict[str, Any] = {}
        if self.key is not None:
            found["key"] = _write.plain(self.key)
        if self.customer is not None:
            found["customer"] = _write.plain(self.customer)
        if self.agent is not None:
            found["agent"] = _write.plain(self.agent)
        if self.service_type is not None:
            found["serviceType"] = _write.plain(self.service_type)
        if self.answer_time is not None:
            found["answerTime"] = _write.plain(self.answer_time)
        if self.caller is not None:
            found["caller"] = _write.plain(self.caller)
        if self.callee is not None:
            found["callee"] = _write.plain(self.callee)
        if self.time_length is not None:
            found["timeLength"] = _write.plain(self.time_length)
        if self.fee is not None:
            found["fee"] = _write.plain(self.fee)
        if self.release_cause is not None:
            found["releaseCause"] = _write.plain(self.release_cause)
        if self.result is not None:
            found["result"] = _write.plain(self.result)
        if self.filename is not None:
            found["filename"] = _write.plain(self.filename)
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
        d = _read.mapping(src_dict, "Cdr")
        return cls(
            key=_read.text(d.pop("key", None), "Cdr.key"),
            customer=_read.text(d.pop("customer", None), "Cdr.customer"),
            agent=_read.text(d.pop("agent", None), "Cdr.agent"),
            service_type=_read.number_member(
                d.pop("serviceType", None), "Cdr.service_type", ServiceType
            ),
            answer_time=_read.moment(d.pop("answerTime", None), "Cdr.answer_time", tz),
            caller=_read.text(d.pop("caller", None), "Cdr.caller"),
            callee=_read.text(d.pop("callee", None), "Cdr.callee"),
            time_length=_read.integer(d.pop("timeLength", None), "Cdr.time_length"),
            fee=_read.decimal(d.pop("fee", None), "Cdr.fee"),
            release_cause=_read.number_member(
                d.pop("releaseCause", None), "Cdr.release_cause", ReleaseCause
            ),
            result=_read.number_member(d.pop("result", None), "Cdr.result", CdrResult),
            filename=_read.text(d.pop("filename", None), "Cdr.filename"),
            extra=d,
        )
