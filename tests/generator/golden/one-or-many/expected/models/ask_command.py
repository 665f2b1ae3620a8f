# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from typing import Any

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import _write
from .._model import Model
from .._seq import next_seq


@_attrs_define(kw_only=True, repr=False)
class AskCommand(Model):
    """AskCommand

    Attributes:
        seq: `seq`.
        agent: `agent`.
        extra: Fields that the spec doesn't know, by their names in JSON.
    """

    seq: str | int | None = None
    agent: str | int | Sequence[str | int] | None = None
    extra: Mapping[str, Any] = _attrs_field(factory=dict[str, Any])

    def __attrs_post_init__(self) -> None:
        self.agent = _write.held(self.agent)

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
        if self.agent is not None:
            found["agent"] = _write.items(
                self.agent,
                "agent",
                lambda item, where: _write.text(item, where, pattern="^[0-9]{1,8}$"),
                one_or_many=True,
            )
        found.update(_write.extra(self.extra, ("seq", "agent")))
        return found
