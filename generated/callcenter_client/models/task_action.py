# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from enum import StrEnum
from typing import Literal

from .._model import choose_label


class TaskAction(StrEnum):
    """What to do with a call task. The document's table prints `Start` with a capital, by its look the
    word processor's: send lower case. (§5 CallTaskControl)
    """

    START = "start"
    """Start the task"""
    STOP = "stop"
    """Stop the task"""

    def __str__(self) -> str:
        return str(self.value)

    def label(self, lang: Literal["en", "zh"] = "en") -> str:
        """What the value means, in English or Chinese."""
        return choose_label(_LABELS[self.name], lang)


_LABELS = {
    "START": ("Start the task", "启动任务"),
    "STOP": ("Stop the task", "停止任务"),
}
