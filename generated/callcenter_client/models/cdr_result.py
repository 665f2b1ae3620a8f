# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from enum import IntEnum
from typing import Literal

from .._model import choose_label


class CdrResult(IntEnum):
    """Outcome of a call: 1, 2 or 3; what they mean is not known. In the document it stands in the
    table and not in the sample. (§5 getCdrList)

    An open set: values that aren't here stay the text that came.
    """

    RESULT_1 = 1
    """Not known"""
    RESULT_2 = 2
    """Not known"""
    RESULT_3 = 3
    """Not known"""

    def __str__(self) -> str:
        return str(self.value)

    def label(self, lang: Literal["en", "zh"] = "en") -> str:
        """What the value means, in English or Chinese."""
        return choose_label(_LABELS[self.name], lang)


_LABELS = {
    "RESULT_1": ("Not known", "含义不明"),
    "RESULT_2": ("Not known", "含义不明"),
    "RESULT_3": ("Not known", "含义不明"),
}
