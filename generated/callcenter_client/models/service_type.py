# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from enum import IntEnum
from typing import Literal

from .._model import choose_label


class ServiceType(IntEnum):
    """Kind of call. The document lists 1 to 5, 7, 9 and 17 to 19; its labels are damaged. By an
    integration and the core (seen, core): 1, 2, 3, 4, 5, 19. By the core alone: 7, 9, 17, 18. By
    one integration, and not in the document: 21, 22, 23. Empty or null: none is told. (§5
    getCdrList)

    An open set: values that aren't here stay the text that came.
    """

    OUTGOING = 1
    """Outgoing, dialled by hand (seen, core)"""
    INCOMING = 2
    """Incoming (seen, core)"""
    INTERNAL = 3
    """Internal (seen, core)"""
    AUTO_OUTBOUND = 4
    """Automatic outbound (seen, core)"""
    CLICK_TO_DIAL = 5
    """Click-to-dial (seen, core)"""
    RECORDING = 7
    """Recording (core)"""
    TRANSFER = 9
    """Call transfer (core)"""
    RENT = 17
    """Rent (core)"""
    SETTLEMENT = 18
    """Settlement (core)"""
    VOICE_VERIFICATION = 19
    """Voice verification code (seen, core)"""
    VOICE_NOTIFICATION = 21
    """Voice notification (seen)"""
    API_CALLBACK = 22
    """API callback (seen)"""
    LOCAL_CALL = 23
    """Local call (seen)"""

    def __str__(self) -> str:
        return str(self.value)

    def label(self, lang: Literal["en", "zh"] = "en") -> str:
        """What the value means, in English or Chinese."""
        return choose_label(_LABELS[self.name], lang)


_LABELS = {
    "OUTGOING": ("Outgoing, dialled by hand (seen, core)", "手动外呼"),
    "INCOMING": ("Incoming (seen, core)", "呼入"),
    "INTERNAL": ("Internal (seen, core)", "内部呼叫"),
    "AUTO_OUTBOUND": ("Automatic outbound (seen, core)", "自动外呼"),
    "CLICK_TO_DIAL": ("Click-to-dial (seen, core)", "点击拨号"),
    "RECORDING": ("Recording (core)", "录音"),
    "TRANSFER": ("Call transfer (core)", "呼叫转移"),
    "RENT": ("Rent (core)", "租费"),
    "SETTLEMENT": ("Settlement (core)", "结算"),
    "VOICE_VERIFICATION": ("Voice verification code (seen, core)", "语音验证码"),
    "VOICE_NOTIFICATION": ("Voice notification (seen)", "语音通知"),
    "API_CALLBACK": ("API callback (seen)", "API 回拨"),
    "LOCAL_CALL": ("Local call (seen)", "本地通话"),
}
