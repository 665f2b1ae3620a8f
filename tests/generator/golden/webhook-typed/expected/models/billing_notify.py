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
class BillingNotify(Model):
    """BillingNotify

    Attributes:
        type_: `type`.
        session: `session`.
        time_length: `timeLength`.
        extra: Fields that the spec doesn't know, by their names in JSON.
    """

    type_: str | None = None
    session: str | None = None
    time_length: int | None = None
    extra: dict[str, Any] = _attrs_field(factory=dict[str, Any], repr=False)

    def to_dict(self, tz: tzinfo | None = None) -> dict[str, Any]:
        """The object as JSON has it, times as platform-local text; `tz` is there for likeness with commands."""
        del tz
        found: dict[str, Any] = {}
        if self.type_ is not None:
            found["type"] = _write.plain(self.type_)
        if self.session is not None:
            found["session"] = _write.plain(self.session)
        if self.time_length is not None:
            found["timeLength"] = _write.plain(self.time_length)
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
        d = _read.mapping(src_dict, "BillingNotify")
        return cls(
            type_=_read.text(d.pop("type", None), "BillingNotify.type_"),
            session=_read.text(d.pop("session", None), "BillingNotify.session"),
            time_length=_read.integer(d.pop("timeLength", None), "BillingNotify.time_length"),
            extra=d,
        )
