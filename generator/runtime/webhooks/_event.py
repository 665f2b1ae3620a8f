"""What all notifications share, and how one is parsed (§6)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Any, ClassVar

from callcenter_client import _read, _reply


class Event:
    """A notification of the platform.

    Attributes:
        raw: The whole message as it came, fit for JSON: `parse` takes it back.
        sent_at: When the platform sent it, by its authentication block.
        verified_customer: The customer of the authentication block, when a verifier has checked it; else None.
    """

    __slots__ = ()
    dedupe: ClassVar[tuple[str, ...]] = ()
    raw: dict[str, Any]
    sent_at: datetime | None
    verified_customer: str | None

    @property
    def type(self) -> str | None:
        """The `notify.type` that came; None for the notification that has none."""
        kind: Any = self.raw.get("notify", {}).get("type")
        return kind if isinstance(kind, str) else None

    @property
    def dedupe_key(self) -> str:
        """A text that is the same for each delivery of the same business event."""
        return "|".join(_at(self.raw, path) for path in self.dedupe or _TRIPLE)


_TRIPLE = ("authentication.customer", "authentication.timestamp", "authentication.seq")


def _at(raw: dict[str, Any], path: str) -> str:
    value: Any = raw
    for name in path.split("."):
        value = (_reply.as_object(value) or {}).get(name)
    return "" if value is None else str(value)


def message(raw: bytes | str | Mapping[str, Any]) -> dict[str, Any]:
    """The JSON object of a notification.

    Raises:
        ValueError: It's no JSON object, or has no `notify` object.
    """
    whole: Any = dict(raw) if isinstance(raw, Mapping) else _reply.decode(raw.encode() if isinstance(raw, str) else raw)
    found = _reply.as_object(whole)
    if found is None or not isinstance(found.get("notify"), dict):
        raise ValueError("expected a notification: a JSON object with a `notify` object in it")
    return found


def sent_at(whole: dict[str, Any], tz: tzinfo) -> datetime | None:
    """When the platform sent it, in its zone."""
    stamp = _at(whole, "authentication.timestamp")
    try:
        return _read.moment(stamp, "authentication.timestamp", tz)
    except _read.Unreadable:
        return None


def lenient(fields: Mapping[str, Any], read: Any, tz: tzinfo) -> Any:
    """Read the fields of a notification; what is no form of its type is left in `extra`, so that nothing crashes or is lost."""
    odd: dict[str, Any] = {}
    rest = dict(fields)
    for _ in range(len(rest) + 1):
        try:
            event = read(rest, tz)
        except _read.Unreadable as error:
            name = next((key for key, value in rest.items() if value is error.value), None)
            if name is None:
                break
            odd[name] = rest.pop(name)
        else:
            event.extra.update(odd)
            return event
    return read({}, tz)
