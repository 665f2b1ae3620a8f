# Made by "python -m generator generate" from the spec: change that, not this file.
"""Notifications of the platform, typed: `parse(raw)` (§6)."""

from ._events import Billing, Notification, UnknownNotification, parse

__all__ = [
    "Billing",
    "Notification",
    "UnknownNotification",
    "parse",
]
