# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import _write
from .._model import Model
from .language import Language


@_attrs_define(kw_only=True, repr=False)
class Param(Model):
    """Options of the whole message, optional. (§3)

    Attributes:
        debug: Whether the platform fills the reply's `logs`. The document says bool and its
            samples send the text `true`. (§3)
        lang: Language of the messages in the reply. (§3)
        extra: Fields that the spec doesn't know, by their names in JSON.
    """

    debug: bool | None = None
    lang: Language | str | None = None
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
        if self.debug is not None:
            found["debug"] = _write.boolean(self.debug, "debug")
        if self.lang is not None:
            found["lang"] = _write.member(self.lang, "lang", Language, open_set=True)
        found.update(_write.extra(self.extra, ("debug", "lang")))
        return found
