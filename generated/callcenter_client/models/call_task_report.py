# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import _read, _write
from .._model import Model


@_attrs_define(kw_only=True, repr=False)
class CallTaskReport(Model):
    """What became of the numbers that were handed over. (§5 CallTaskCreate)

    Attributes:
        total: Numbers given. (§5 CallTaskCreate) [doc, seen]
        error: Numbers in error. (§5 CallTaskCreate) [doc, seen]
        repeat: Numbers repeated. The document's table prints this row as `report`; its sample
            has `repeat`. (§5 CallTaskCreate) [doc, seen]
        extra: Fields that the spec doesn't know, by their names in JSON.
    """

    total: int | None = None
    error: int | None = None
    repeat: int | None = None
    extra: dict[str, Any] = _attrs_field(factory=dict[str, Any], repr=False)

    def to_dict(self, tz: tzinfo | None = None) -> dict[str, Any]:
        """The object as JSON has it, times as platform-local text; `tz` is there for likeness with commands."""
        del tz
        found: dict[str, Any] = {}
        if self.total is not None:
            found["total"] = _write.plain(self.total)
        if self.error is not None:
            found["error"] = _write.plain(self.error)
        if self.repeat is not None:
            found["repeat"] = _write.plain(self.repeat)
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
        d = _read.mapping(src_dict, "CallTaskReport")
        return cls(
            total=_read.integer(d.pop("total", None), "CallTaskReport.total"),
            error=_read.integer(d.pop("error", None), "CallTaskReport.error"),
            repeat=_read.integer(d.pop("repeat", None), "CallTaskReport.repeat"),
            extra=d,
        )
