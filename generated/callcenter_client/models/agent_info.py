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
class AgentInfo(Model):
    """One agent. (§5 getAgentInfo)

    Attributes:
        id: The agent's id, the platform's own key. (§5 getAgentInfo) [doc, seen]
        name: The agent's name. (§5 getAgentInfo)
        staff_no: The agent's number, as commands take it. (§5 getAgentInfo) [doc, seen]
        extra: Fields that the spec doesn't know, by their names in JSON.
    """

    id: str | None = None
    name: str | None = None
    staff_no: str | None = None
    extra: dict[str, Any] = _attrs_field(factory=dict[str, Any], repr=False)
    _personal: ClassVar[Mapping[str, str]] = {"name": "name"}

    def to_dict(self, tz: tzinfo | None = None) -> dict[str, Any]:
        """The object as JSON has it, times as platform-local text; `tz` is there for likeness with commands."""
        del tz
        found: dict[str, Any] = {}
        if self.id is not None:
            found["id"] = _write.plain(self.id)
        if self.name is not None:
            found["name"] = _write.plain(self.name)
        if self.staff_no is not None:
            found["staffNo"] = _write.plain(self.staff_no)
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
        d = _read.mapping(src_dict, "AgentInfo")
        return cls(
            id=_read.text(d.pop("id", None), "AgentInfo.id"),
            name=_read.text(d.pop("name", None), "AgentInfo.name"),
            staff_no=_read.text(d.pop("staffNo", None), "AgentInfo.staff_no"),
            extra=d,
        )
