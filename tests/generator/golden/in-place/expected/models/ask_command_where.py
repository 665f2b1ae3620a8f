# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import _write
from .._model import Model


@_attrs_define(kw_only=True, repr=False)
class AskCommandWhere(Model):
    """AskCommandWhere

    Attributes:
        floor: `floor`.
        room: `room`.
        extra: Fields that the spec doesn't know, by their names in JSON.
    """

    floor: int
    room: int | None = None
    extra: Mapping[str, Any] = _attrs_field(factory=dict[str, Any])

    def to_dict(self, tz: tzinfo | None = None) -> dict[str, Any]:
        """The object as JSON has it, every field checked.

        Args:
            tz: The platform's time zone, for times; Asia/Shanghai by default.

        Raises:
            InvalidCommand: A field is refused; it names the field, the value and what was expected.
        """
        del tz  # it has no times
        found: dict[str, Any] = {}
        found["floor"] = _write.required(_write.integer(self.floor, "floor"), "floor")
        if self.room is not None:
            found["room"] = _write.integer(self.room, "room")
        found.update(_write.extra(self.extra, ("floor", "room")))
        return found
