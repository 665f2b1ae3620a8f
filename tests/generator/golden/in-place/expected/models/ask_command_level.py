# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from enum import StrEnum
from typing import Literal

from .._model import choose_label


class AskCommandLevel(StrEnum):
    """How much."""

    LOW = "low"
    """Little"""
    HIGH = "high"
    """Much"""

    def __str__(self) -> str:
        return str(self.value)

    def label(self, lang: Literal["en", "zh"] = "en") -> str:
        """What the value means, in English or Chinese."""
        return choose_label(_LABELS[self.name], lang)


_LABELS = {
    "LOW": ("Little", "low"),
    "HIGH": ("Much", "high"),
}
