# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from enum import IntEnum
from typing import Literal

from .._model import choose_label


class TaskPurpose(IntEnum):
    """Whose task it is. (§6 taskinfo)

    An open set: values that aren't here stay the text that came.
    """

    GROUP = 0
    """A group's task"""
    AGENT = 1
    """An agent's task"""

    def __str__(self) -> str:
        return str(self.value)

    def label(self, lang: Literal["en", "zh"] = "en") -> str:
        """What the value means, in English or Chinese."""
        return choose_label(_LABELS[self.name], lang)


_LABELS = {
    "GROUP": ("A group's task", "坐席组任务"),
    "AGENT": ("An agent's task", "坐席任务"),
}
