# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from enum import StrEnum
from typing import Literal

from .._model import choose_label


class Language(StrEnum):
    """A language of messages. An integration that sends the literal text `zh_CN|en_US` is accepted
    (seen), so servers take any text. (§3)

    An open set: values that aren't here stay the text that came.
    """

    CHINESE = "zh_CN"
    """Chinese"""
    ENGLISH = "en_US"
    """English"""

    def __str__(self) -> str:
        return str(self.value)

    def label(self, lang: Literal["en", "zh"] = "en") -> str:
        """What the value means, in English or Chinese."""
        return choose_label(_LABELS[self.name], lang)


_LABELS = {
    "CHINESE": ("Chinese", "中文"),
    "ENGLISH": ("English", "英文"),
}
