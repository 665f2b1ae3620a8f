# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from enum import IntEnum
from typing import Literal

from .._model import choose_label


class ReleasePart(IntEnum):
    """Who ended a call; the values are those of the core (core). (§6 billing)

    An open set: values that aren't here stay the text that came.
    """

    CALLER = 1
    """The caller"""
    CALLEE = 2
    """The callee"""
    SYSTEM = 3
    """The system"""

    def __str__(self) -> str:
        return str(self.value)

    def label(self, lang: Literal["en", "zh"] = "en") -> str:
        """What the value means, in English or Chinese."""
        return choose_label(_LABELS[self.name], lang)


_LABELS = {
    "CALLER": ("The caller", "主叫挂机"),
    "CALLEE": ("The callee", "被叫挂机"),
    "SYSTEM": ("The system", "系统挂机"),
}
