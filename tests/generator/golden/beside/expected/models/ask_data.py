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
    from .ask_response import AskResponse
    from .record import Record


@_attrs_define(kw_only=True, repr=False)
class AskData(Model):
    """AskData

    Attributes:
        response: `response`.
        responses: `responses`.
        record: `record`.
        extra: Fields that the spec doesn't know, by their names in JSON.
    """

    response: AskResponse | None = None
    responses: list[AskResponse] = _attrs_field(factory=lambda: [])
    record: list[Record] = _attrs_field(factory=lambda: [])
    extra: dict[str, Any] = _attrs_field(factory=dict[str, Any], repr=False)

    def to_dict(self, tz: tzinfo | None = None) -> dict[str, Any]:
        """The object as JSON has it, times as platform-local text; `tz` is there for likeness with commands."""
        del tz
        found: dict[str, Any] = {}
        if self.response is not None:
            found["response"] = _write.plain(self.response)
        found["responses"] = _write.plain(self.responses)
        found["record"] = _write.plain(self.record)
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
        from .ask_response import AskResponse
        from .record import Record

        tz = tz or default_zone()
        d = _read.mapping(src_dict, "AskData")
        return cls(
            response=_read.model(d.pop("response", None), "AskData.response", AskResponse, tz),
            responses=_read.items(
                d.pop("responses", None),
                "AskData.responses",
                lambda item: _read.model(item, "AskData.responses", AskResponse, tz),
            ),
            record=_read.items(
                d.pop("record", None),
                "AskData.record",
                lambda item: _read.model(item, "AskData.record", Record, tz),
            ),
            extra=d,
        )
