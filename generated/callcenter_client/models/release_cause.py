# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from enum import IntEnum
from typing import Literal

from .._model import choose_label


class ReleaseCause(IntEnum):
    """Why a call ended: a SIP response code (doc), or a cause of the platform's own above 1000, of
    which the meanings are not known (core). The labels here are those of RFC 3261 (read). (§5
    getCdrList)

    An open set: values that aren't here stay the text that came.
    """

    OK = 200
    """OK"""
    FORBIDDEN = 403
    """Forbidden"""
    NOT_FOUND = 404
    """Not found"""
    REQUEST_TIMEOUT = 408
    """Request timeout"""
    TEMPORARILY_UNAVAILABLE = 480
    """Temporarily unavailable"""
    BUSY_HERE = 486
    """Busy here"""
    REQUEST_TERMINATED = 487
    """Request terminated"""
    SERVICE_UNAVAILABLE = 503
    """Service unavailable"""
    DECLINE = 603
    """Decline"""

    def __str__(self) -> str:
        return str(self.value)

    def label(self, lang: Literal["en", "zh"] = "en") -> str:
        """What the value means, in English or Chinese."""
        return choose_label(_LABELS[self.name], lang)


_LABELS = {
    "OK": ("OK", "正常"),
    "FORBIDDEN": ("Forbidden", "禁止"),
    "NOT_FOUND": ("Not found", "号码不存在"),
    "REQUEST_TIMEOUT": ("Request timeout", "请求超时"),
    "TEMPORARILY_UNAVAILABLE": ("Temporarily unavailable", "暂时无法接通"),
    "BUSY_HERE": ("Busy here", "被叫忙"),
    "REQUEST_TERMINATED": ("Request terminated", "主叫取消"),
    "SERVICE_UNAVAILABLE": ("Service unavailable", "服务不可用"),
    "DECLINE": ("Decline", "被叫拒接"),
}
