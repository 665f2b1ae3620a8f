# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from enum import IntEnum
from typing import Literal

from .._model import choose_label


class CdrRevision(IntEnum):
    """The revisions at which getCdrList is known: the document shows 1, integrations use 6 (seen). The
    document leaves the list of revisions to the platform. (§5)
    """

    VALUE_1 = 1
    """1"""
    VALUE_6 = 6
    """6"""

    def __str__(self) -> str:
        return str(self.value)

    def label(self, lang: Literal["en", "zh"] = "en") -> str:
        """What the value means, in English or Chinese."""
        return choose_label(_LABELS[self.name], lang)


_LABELS = {
    "VALUE_1": ("1", "1"),
    "VALUE_6": ("6", "6"),
}
