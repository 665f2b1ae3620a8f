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
class NotificationParam(Model):
    """The `param` of a notification; the samples have it with empty texts. What it is for is not
    known. (§6)

    Attributes:
        debug: As in a request, empty in the samples. (§6)
        lang: As in a request, empty in the samples. (§6)
        extra: Fields that the spec doesn't know, by their names in JSON.
    """

    debug: str | None = None
    lang: str | None = None
    extra: dict[str, Any] = _attrs_field(factory=dict[str, Any], repr=False)

    def to_dict(self, tz: tzinfo | None = None) -> dict[str, Any]:
        """The object as JSON has it, times as platform-local text; `tz` is there for likeness with commands."""
        del tz
        found: dict[str, Any] = {}
        if self.debug is not None:
            found["debug"] = _write.plain(self.debug)
        if self.lang is not None:
            found["lang"] = _write.plain(self.lang)
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
        d = _read.mapping(src_dict, "NotificationParam")
        return cls(
            debug=_read.text(d.pop("debug", None), "NotificationParam.debug"),
            lang=_read.text(d.pop("lang", None), "NotificationParam.lang"),
            extra=d,
        )
