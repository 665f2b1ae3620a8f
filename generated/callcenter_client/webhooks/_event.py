# Made by "python -m generator generate" from the spec: change that, not this file.
"""What all notifications share, and how one is parsed (§6)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from callcenter_client import _read, _reply

if TYPE_CHECKING:
    from datetime import datetime, tzinfo


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
        """A text that is the same for each delivery of the same business event.

        Where one of the fields that name the event is missing, it's told by its authentication block: two bills
        without a session are two bills.
        """
        named = [_at(self.raw, path) for path in self.dedupe]
        return "|".join(
            named if named and all(named) else (_at(self.raw, path) for path in _TRIPLE)
        )


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
    if isinstance(raw, Mapping):
        whole: Any = dict(raw)
    else:
        whole = _reply.decode(
            raw.encode() if isinstance(raw, str) else raw, parse_float=_fit_for_json
        )
    found = _reply.as_object(whole)
    if found is None or not isinstance(found.get("notify"), dict):
        raise ValueError("expected a notification: a JSON object with a `notify` object in it")
    return found


def _fit_for_json(written: str) -> float | str:
    """A number with a point, so that `raw` can be written as JSON again: no Decimal, no infinity."""
    number = float(written)
    return number if math.isfinite(number) else written


def sent_at(whole: dict[str, Any], tz: tzinfo) -> datetime | None:
    """When the platform sent it, in its zone."""
    stamp = _at(whole, "authentication.timestamp")
    try:
        return _read.moment(stamp, "authentication.timestamp", tz)
    except _read.Unreadable:
        return None


def lenient(fields: Mapping[str, Any], read: Any, tz: tzinfo) -> Any:
    """Read the fields of a notification; what is no form of its type is left in `extra`, so that nothing crashes or is lost."""
    try:
        return read(fields, tz)
    except _read.Unreadable:
        odd = {
            name: value
            for name, value in fields.items()
            if not _is_readable({name: value}, read, tz)
        }
    event = read({name: value for name, value in fields.items() if name not in odd}, tz)
    event.extra.update(odd)
    return event


def _is_readable(field: Mapping[str, Any], read: Any, tz: tzinfo) -> bool:
    try:
        read(field, tz)
    except _read.Unreadable:
        return False
    return True
