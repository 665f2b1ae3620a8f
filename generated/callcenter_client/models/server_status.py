# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from enum import StrEnum
from typing import Literal

from .._model import choose_label


class ServerStatus(StrEnum):
    """What the agent's line is doing. RINGBACK is not in the document; the core has it (core). (§5
    getAgentStatus)

    An open set: values that aren't here stay the text that came.
    """

    IDLE = "IDLE"
    """Free"""
    CALL_OUT = "CALL_OUT"
    """In an outgoing call"""
    CALL_IN = "CALL_IN"
    """In an incoming call"""
    RINGING = "RINGING"
    """Ringing"""
    PROCESS = "PROCESS"
    """After-call work"""
    RINGBACK = "RINGBACK"
    """Ringback (core)"""

    def __str__(self) -> str:
        return str(self.value)

    def label(self, lang: Literal["en", "zh"] = "en") -> str:
        """What the value means, in English or Chinese."""
        return choose_label(_LABELS[self.name], lang)


_LABELS = {
    "IDLE": ("Free", "空闲"),
    "CALL_OUT": ("In an outgoing call", "呼出通话"),
    "CALL_IN": ("In an incoming call", "呼入通话"),
    "RINGING": ("Ringing", "振铃"),
    "PROCESS": ("After-call work", "话后处理"),
    "RINGBACK": ("Ringback (core)", "回铃"),
}
