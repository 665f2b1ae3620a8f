# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from enum import IntEnum
from typing import Literal

from .._model import choose_label


class Mode(IntEnum):
    """How it is done."""

    CALLEE_FIRST = 2
    """The callee first"""
    AGENT_FIRST = 5
    """The agent first"""

    def __str__(self) -> str:
        return str(self.value)

    def label(self, lang: Literal["en", "zh"] = "en") -> str:
        """What the value means, in English or Chinese."""
        return choose_label(_LABELS[self.name], lang)


_LABELS = {
    "CALLEE_FIRST": ("The callee first", "先呼被叫"),
    "AGENT_FIRST": ("The agent first", "先呼坐席"),
}
