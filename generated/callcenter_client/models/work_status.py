# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from enum import StrEnum
from typing import Literal

from .._model import choose_label


class WorkStatus(StrEnum):
    """The agent's own state. (§5 getAgentStatus)

    An open set: values that aren't here stay the text that came.
    """

    OFFLINE = "OFFLINE"
    """Logged out"""
    ONLINE = "ONLINE"
    """Logged in"""
    BUSY = "BUSY"
    """Busy"""
    AWAY = "AWAY"
    """Away"""

    def __str__(self) -> str:
        return str(self.value)

    def label(self, lang: Literal["en", "zh"] = "en") -> str:
        """What the value means, in English or Chinese."""
        return choose_label(_LABELS[self.name], lang)


_LABELS = {
    "OFFLINE": ("Logged out", "离线"),
    "ONLINE": ("Logged in", "在线"),
    "BUSY": ("Busy", "示忙"),
    "AWAY": ("Away", "离开"),
}
