# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import _read, _write
from .._model import Model


@_attrs_define(kw_only=True, repr=False)
class ScreenPopNotify(Model):
    """ScreenPopNotify

    Attributes:
        seq: `seq`.
        number: `number`.
        call_type: `call_type`.
        extra: Fields that the spec doesn't know, by their names in JSON.
    """

    seq: str | None = None
    number: str | None = None
    call_type: int | None = None
    extra: dict[str, Any] = _attrs_field(factory=dict[str, Any], repr=False)
    _personal: ClassVar[Mapping[str, str]] = {"number": "number"}

    def to_dict(self, tz: tzinfo | None = None) -> dict[str, Any]:
        """The object as JSON has it, times as platform-local text; `tz` is there for likeness with commands."""
        del tz
        found: dict[str, Any] = {}
        if self.seq is not None:
            found["seq"] = _write.plain(self.seq)
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
        d = _read.mapping(src_dict, "ScreenPopNotify")
        return cls(
            seq=_read.text(d.pop("seq", None), "ScreenPopNotify.seq"),
            number=_read.text(d.pop("number", None), "ScreenPopNotify.number"),
            call_type=_read.integer(d.pop("call_type", None), "ScreenPopNotify.call_type"),
            extra=d,
        )
