# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from enum import IntEnum
from typing import Literal

from .._model import choose_label


class CallType(IntEnum):
    """Direction of a call. (§6)

    An open set: values that aren't here stay the text that came.
    """

    INCOMING = 0
    """Incoming"""
    OUTGOING = 1
    """Outgoing"""

    def __str__(self) -> str:
        return str(self.value)

    def label(self, lang: Literal["en", "zh"] = "en") -> str:
        """What the value means, in English or Chinese."""
        return choose_label(_LABELS[self.name], lang)


_LABELS = {
    "INCOMING": ("Incoming", "呼入"),
    "OUTGOING": ("Outgoing", "呼出"),
}
