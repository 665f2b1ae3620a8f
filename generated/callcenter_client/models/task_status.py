# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from enum import IntEnum
from typing import Literal

from .._model import choose_label


class TaskStatus(IntEnum):
    """State of a call task; the meanings are a reading (read). (§6 taskinfo)

    An open set: values that aren't here stay the text that came.
    """

    STARTED = 0
    """Started (read)"""
    STOPPED = 1
    """Stopped (read)"""
    FINISHED = 2
    """Finished (read)"""

    def __str__(self) -> str:
        return str(self.value)

    def label(self, lang: Literal["en", "zh"] = "en") -> str:
        """What the value means, in English or Chinese."""
        return choose_label(_LABELS[self.name], lang)


_LABELS = {
    "STARTED": ("Started (read)", "已启动"),
    "STOPPED": ("Stopped (read)", "已停止"),
    "FINISHED": ("Finished (read)", "已完成"),
}
