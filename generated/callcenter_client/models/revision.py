# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from enum import IntEnum
from typing import Literal

from .._model import choose_label


class Revision(IntEnum):
    """A revision of the API: the `x` of its version V2.0.x. Most operations exist at all of these.
    (§1)
    """

    VALUE_1 = 1
    """1"""
    VALUE_2 = 2
    """2"""
    VALUE_3 = 3
    """3"""
    VALUE_4 = 4
    """4"""
    VALUE_6 = 6
    """6"""

    def __str__(self) -> str:
        return str(self.value)

    def label(self, lang: Literal["en", "zh"] = "en") -> str:
        """What the value means, in English or Chinese."""
        return choose_label(_LABELS[self.name], lang)


_LABELS = {
    "VALUE_1": ("1", "1"),
    "VALUE_2": ("2", "2"),
    "VALUE_3": ("3", "3"),
    "VALUE_4": ("4", "4"),
    "VALUE_6": ("6", "6"),
}
