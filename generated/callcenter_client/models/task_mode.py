# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from enum import IntEnum
from typing import Literal

from .._model import choose_label


class TaskMode(IntEnum):
    """How a task dials. The document lists both values; what they mean is a reading of a damaged
    passage that the core bears out (read, core). (§5 CallTaskCreate)
    """

    CALLEE_FIRST = 2
    """The callees are dialled, and one who answers is connected to the agent"""
    AGENT_FIRST = 5
    """The agent is called first, then the callee"""

    def __str__(self) -> str:
        return str(self.value)

    def label(self, lang: Literal["en", "zh"] = "en") -> str:
        """What the value means, in English or Chinese."""
        return choose_label(_LABELS[self.name], lang)


_LABELS = {
    "CALLEE_FIRST": (
        "The callees are dialled, and one who answers is connected to the agent",
        "先呼被叫，接通后转坐席",
    ),
    "AGENT_FIRST": ("The agent is called first, then the callee", "先呼坐席，再呼被叫"),
}
