# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from typing import Any

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import _write
from .._deprecated import warn_deprecated
from .._model import Model
from .._seq import next_seq


@_attrs_define(kw_only=True, repr=False)
class AskCommand(Model):
    """AskCommand

    Attributes:
        seq: `seq`.
        agent: The agent. [seen] Deprecated; use agents.
        agents: `agents`. Since 1.1.
        extra: Fields that the spec doesn't know, by their names in JSON.
    """

    seq: str | int | None = None
    agent: str | int | None = None
    agents: Sequence[str | int] | None = None
    extra: Mapping[str, Any] = _attrs_field(factory=dict[str, Any])

    def __attrs_post_init__(self) -> None:
        self.agents = _write.held(self.agents)

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
            warn_deprecated("AskCommand.agent is deprecated; use agents")
            found["agent"] = _write.text(self.agent, "agent")
        if self.agents is not None:
            found["agents"] = _write.items(
                self.agents, "agents", lambda item, where: _write.text(item, where)
            )
        found.update(_write.extra(self.extra, ("seq", "agent", "agents")))
        return found
