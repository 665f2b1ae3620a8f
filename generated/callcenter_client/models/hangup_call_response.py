# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import _read, _write
from .._model import Model
from .._times import default_zone

if TYPE_CHECKING:
    from .._attempt import Meta
    from .result import Result


@_attrs_define(kw_only=True, repr=False)
class HangupCallResponse(Model):
    """The answer to one command of HangupCall. It has no `userData`. (§5 HangupCall)

    Attributes:
        seq: The command's `seq`. (§4) [doc, seen]
        result: The verdict on one command. An empty text in its place, as in the document's
            samples, is no verdict. (§4)
        extra: Fields that the spec doesn't know, by their names in JSON.
        meta: How the response came about; None for one that you made yourself.
    """

    seq: str | None = None
    result: Result | None = None
    extra: dict[str, Any] = _attrs_field(factory=dict[str, Any], repr=False)
    meta: Meta | None = _attrs_field(default=None, eq=False, repr=False)

    def to_dict(self, tz: tzinfo | None = None) -> dict[str, Any]:
        """The object as JSON has it, times as platform-local text; `tz` is there for likeness with commands."""
        del tz
        found: dict[str, Any] = {}
        if self.seq is not None:
            found["seq"] = _write.plain(self.seq)
        if self.result is not None:
            found["result"] = _write.plain(self.result)
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
        from .result import Result

        tz = tz or default_zone()
        d = _read.mapping(src_dict, "HangupCallResponse")
        return cls(
            seq=_read.text(d.pop("seq", None), "HangupCallResponse.seq"),
            result=_read.model(d.pop("result", None), "HangupCallResponse.result", Result, tz),
            extra=d,
        )
