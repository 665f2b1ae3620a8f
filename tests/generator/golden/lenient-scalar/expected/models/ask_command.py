# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any, ClassVar

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
        agent: The agent's number.
        callee: `callee`.
        times: `times`.
        ratio: `ratio`.
        debug: `debug`.
        extra: Fields that the spec doesn't know, by their names in JSON.
    """

    seq: str | int | None = None
    agent: str | int
    callee: str | int | None = None
    times: int | None = None
    ratio: float | None = None
    debug: bool | None = None
    extra: Mapping[str, Any] = _attrs_field(factory=dict[str, Any])
    _personal: ClassVar[Mapping[str, str]] = {"callee": "number"}

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
        found["agent"] = _write.required(
            _write.text(self.agent, "agent", pattern="^[0-9]{1,8}$"), "agent"
        )
        if self.callee is not None:
            found["callee"] = _write.text(
                self.callee, "callee", pattern="^[0-9]+$", personal="number"
            )
        if self.times is not None:
            found["times"] = _write.integer(self.times, "times", minimum=1, maximum=5)
        if self.ratio is not None:
            found["ratio"] = _write.number(self.ratio, "ratio", minimum=1, below=5)
        if self.debug is not None:
            found["debug"] = _write.boolean(self.debug, "debug")
        found.update(
            _write.extra(self.extra, ("seq", "agent", "callee", "times", "ratio", "debug"))
        )
        return found
