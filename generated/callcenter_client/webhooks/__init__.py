# Made by "python -m generator generate" from the spec: change that, not this file.
"""Notifications of the platform, typed: `parse(raw)` (§6)."""

from ._events import (
    Billing,
    CallEnd,
    CallIn,
    CallOut,
    CallStart,
    Notification,
    ScreenPop,
    TaskInfo,
    UnknownNotification,
    parse,
)

__all__ = [
    "CallStart",
    "CallEnd",
    "ScreenPop",
    "CallIn",
    "CallOut",
    "Billing",
    "TaskInfo",
    "Notification",
    "UnknownNotification",
    "parse",
]
