# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from enum import StrEnum
from typing import Literal

from .._model import choose_label


class Status(StrEnum):
    """What an agent does.

    An open set: values that aren't here stay the text that came.
    """

    IDLE = "IDLE"
    """Free"""
    CALL_OUT = "CALL_OUT"
    """In an "outgoing" call"""

    def __str__(self) -> str:
        return str(self.value)

    def label(self, lang: Literal["en", "zh"] = "en") -> str:
        """What the value means, in English or Chinese."""
        return choose_label(_LABELS[self.name], lang)


_LABELS = {
    "IDLE": ("Free", "空闲"),
    "CALL_OUT": ('In an "outgoing" call', "呼出通话"),
}
