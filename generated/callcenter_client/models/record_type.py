# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from enum import IntEnum
from typing import Literal

from .._model import choose_label


class RecordType(IntEnum):
    """Type of a recorded call. The table lists 0 and 1, a sample has 4; what they mean is not known.
    (§5 getRecordsList)

    An open set: values that aren't here stay the text that came.
    """

    TYPE_0 = 0
    """Not known; in the table"""
    TYPE_1 = 1
    """Not known; in the table"""
    TYPE_4 = 4
    """Not known; in a sample"""

    def __str__(self) -> str:
        return str(self.value)

    def label(self, lang: Literal["en", "zh"] = "en") -> str:
        """What the value means, in English or Chinese."""
        return choose_label(_LABELS[self.name], lang)


_LABELS = {
    "TYPE_0": ("Not known; in the table", "含义不明（见表格）"),
    "TYPE_1": ("Not known; in the table", "含义不明（见表格）"),
    "TYPE_4": ("Not known; in a sample", "含义不明（见示例）"),
}
