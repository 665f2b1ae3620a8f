# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import _write
from .._model import Model
from .._seq import next_seq
from .mode import Mode


@_attrs_define(kw_only=True, repr=False)
class AskCommand(Model):
    """AskCommand

    Attributes:
        seq: `seq`.
        mode: How it is done.
        extra: Fields that the spec doesn't know, by their names in JSON.
    """

    seq: str | int | None = None
    mode: Mode | int
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
        found["seq"] = next_seq() if self.seq is None else _write.text(self.seq, "seq")
        found["mode"] = _write.required(_write.member(self.mode, "mode", Mode), "mode")
        found.update(_write.extra(self.extra, ("seq", "mode")))
        return found
