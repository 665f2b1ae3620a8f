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
    from .ask_data import AskData
    from .result import Result


@_attrs_define(kw_only=True, repr=False)
class AskReply(Model):
    """AskReply

    Attributes:
        result: `result`.
        data: `data`.
        extra: Fields that the spec doesn't know, by their names in JSON.
    """

    result: Result | None = None
    data: AskData | None = None
    extra: dict[str, Any] = _attrs_field(factory=dict[str, Any], repr=False)

    def to_dict(self, tz: tzinfo | None = None) -> dict[str, Any]:
        """The object as JSON has it, times as platform-local text; `tz` is there for likeness with commands."""
        del tz
        found: dict[str, Any] = {}
        if self.result is not None:
            found["result"] = _write.plain(self.result)
        if self.data is not None:
            found["data"] = _write.plain(self.data)
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
        from .ask_data import AskData
        from .result import Result

        tz = tz or default_zone()
        d = _read.mapping(src_dict, "AskReply")
        return cls(
            result=_read.model(d.pop("result", None), "AskReply.result", Result, tz),
            data=_read.model(d.pop("data", None), "AskReply.data", AskData, tz),
            extra=d,
        )
