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
from .record_type import RecordType


@_attrs_define(kw_only=True, repr=False)
class Record(Model):
    """One recorded call. (§5 getRecordsList)

    Attributes:
        key: Unique id of the record; the greatest of a page is the next `startKey`. Keys are
            unsigned 32-bit numbers as text, so their order is numeric (core). (§5 getRecordsList)
            [doc, core]
        agent: The agent's number; may be empty. (§5 getRecordsList) [doc, seen]
        caller: The calling number. (§5 getRecordsList) [doc, seen]
        callee: The called number. (§5 getRecordsList) [doc, seen]
        type_: Type of a recorded call. The table lists 0 and 1, a sample has 4; what they mean
            is not known. (§5 getRecordsList)
        start_time: Start of the call, in seconds since 1970-01-01 UTC; the sample has it as
            text. (§5 getRecordsList) [doc, seen]
        duration: Length of the recording in seconds. (§5 getRecordsList) [doc, seen]
        filename: Path of a recording on the server, for downloadRecording. Where it was seen it
            is
            `/data/voicerecord/<customer>/<yyyymmdd>/VR-<agent>-<yyyymmddhhmmss>-<number>-<number>.mp3`,
            with or without the leading slash; one server sends it base64-encoded (seen). Empty
            where there is no recording. It holds telephone numbers. (§1) [doc, seen]
        extra: Fields that the spec doesn't know, by their names in JSON.
    """

    key: str | None = None
    agent: str | None = None
    caller: str | None = None
    callee: str | None = None
    type_: RecordType | str | None = None
    start_time: datetime | None = None
    duration: int | None = None
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
        if self.agent is not None:
            found["agent"] = _write.plain(self.agent)
        if self.caller is not None:
            found["caller"] = _write.plain(self.caller)
        if self.callee is not None:
            found["callee"] = _write.plain(self.callee)
        if self.type_ is not None:
            found["type"] = _write.plain(self.type_)
        if self.start_time is not None:
            found["startTime"] = _write.plain(self.start_time)
        if self.duration is not None:
            found["duration"] = _write.plain(self.duration)
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
        d = _read.mapping(src_dict, "Record")
        return cls(
            key=_read.text(d.pop("key", None), "Record.key"),
            agent=_read.text(d.pop("agent", None), "Record.agent"),
            caller=_read.text(d.pop("caller", None), "Record.caller"),
            callee=_read.text(d.pop("callee", None), "Record.callee"),
            type_=_read.number_member(d.pop("type", None), "Record.type_", RecordType),
            start_time=_read.moment(d.pop("startTime", None), "Record.start_time", tz),
            duration=_read.integer(d.pop("duration", None), "Record.duration"),
            filename=_read.text(d.pop("filename", None), "Record.filename"),
            extra=d,
        )
