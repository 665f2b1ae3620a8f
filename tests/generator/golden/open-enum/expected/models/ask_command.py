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
from .kind import Kind


@_attrs_define(kw_only=True, repr=False)
class AskCommand(Model):
    """AskCommand

    Attributes:
        seq: `seq`.
        kind: Kind of call.
        extra: Fields that the spec doesn't know, by their names in JSON.
    """

    seq: str | int | None = None
    kind: Kind | int | str | None = None
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
        if self.kind is not None:
            found["kind"] = _write.member(self.kind, "kind", Kind, open_set=True)
        found.update(_write.extra(self.extra, ("seq", "kind")))
        return found
