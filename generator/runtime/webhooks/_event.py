"""What all notifications share, and how one is parsed (§6)."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Mapping
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
    key: ClassVar[str] = ""
    wires: ClassVar[frozenset[str]] = frozenset()
    dedupe: ClassVar[tuple[str, ...]] = ()
    beside: ClassVar[Mapping[str, Callable[[Mapping[str, Any], tzinfo], Any]]] = {}
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
        """A text that is the same for each delivery of the same business event: fit for a unique column of 200 characters.

        It's told by the fields that name the event, after its kind: `billing|C2|8f14e45f`. Where one of them is missing, or
        none does, it's told by the authentication block: two bills without a session are two bills.
        """
        named = self.named_by
        parts = named or tuple(_at(self.raw, path) for path in _TRIPLE)
        return _key_text(self.type or self.key, *parts)

    @property
    def named_by(self) -> tuple[str, ...]:
        """The values that name the business event; none when its authentication block has to."""
        values = tuple(_at(self.raw, path) for path in self.dedupe)
        return values if all(values) else ()


_TRIPLE = ("authentication.customer", "authentication.timestamp", "authentication.seq")
_LONGEST_KEY = 200
# Far more than any notification has, and so few that whoever handles `raw` (json, deepcopy, repr) has stack for it.
_DEEPEST = 50
# A body of a megabyte can be made of so many small parts that reading it takes a second.
_MOST_PARTS = 20_000


def _key_text(*parts: str) -> str:
    key = "|".join(part.replace("\\", "\\\\").replace("|", "\\|") for part in parts)
    if len(key) <= _LONGEST_KEY and key.isprintable():
        return key
    # A database may refuse NUL and lone surrogates, and an index a long text.
    return "sha256|" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def _at(raw: dict[str, Any], path: str) -> str:
    value: Any = raw
    for name in path.split("."):
        value = (_reply.as_object(value) or {}).get(name)
    return "" if value is None else str(value)


def message(raw: object) -> dict[str, Any]:
    """The JSON object of a notification.

    Args:
        raw: Bytes or text of JSON, or what is in it.

    Raises:
        ValueError: It's no JSON object, has no `notify` object, or is so deep or of so many parts that handling it could fail.
    """
    whole: Any = raw
    may_be_deep = True
    if isinstance(raw, str | bytes | bytearray):
        content = raw.encode() if isinstance(raw, str) else bytes(raw)
        brackets = content.count(b"{") + content.count(b"[")
        may_be_deep = brackets > _DEEPEST
        if brackets + content.count(b",") > _MOST_PARTS:
            raise ValueError(f"a notification of more than {_MOST_PARTS} parts")
        whole = _reply.decode(content, parse_float=_fit_for_json)
    elif isinstance(raw, Mapping):
        whole = dict(raw)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    found = _reply.as_object(whole) or {}
    fields: Any = found.get("notify")
    if not isinstance(fields, dict) or not all(isinstance(name, str) for name in fields):  # pyright: ignore[reportUnknownVariableType]
        raise ValueError("expected a notification: a JSON object with a `notify` object in it")
    if may_be_deep and _is_deeper_than(_DEEPEST, found):
        raise ValueError(f"a notification that is nested more than {_DEEPEST} deep")
    return found


def _is_deeper_than(most: int, value: Any) -> bool:
    level: list[Any] = [value]
    for _ in range(most):
        level = [inner for outer in level for inner in _inner(outer)]
        if not level:
            return False
    return True


def _inner(value: Any) -> list[Any]:
    """The objects and lists in one of them."""
    held: Any = value.values() if isinstance(value, dict) else value  # pyright: ignore[reportUnknownVariableType]
    return [each for each in held if isinstance(each, dict | list)]


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


def read_beside(event: Event, whole: Mapping[str, Any], tz: tzinfo) -> None:
    """Read what stands beside `notify`; what is no form of its type stays None, and in `raw`."""
    for name, read in event.beside.items():
        try:
            setattr(event, name, read(whole, tz))
        except _read.Unreadable:
            continue


def lenient(fields: Mapping[str, Any], cls: type[Any], tz: tzinfo) -> Any:
    """Read the fields of a notification; what is no form of its type is left in `extra`, so that nothing crashes or is lost."""
    try:
        return cls.from_dict(fields, tz)
    except _read.Unreadable:
        odd = {
            name: fields[name]
            for name in cls.wires & fields.keys()
            if not _is_readable({name: fields[name]}, cls, tz)
        }
    event = cls.from_dict({name: value for name, value in fields.items() if name not in odd}, tz)
    event.extra.update(odd)
    return event


def _is_readable(field: Mapping[str, Any], cls: type[Any], tz: tzinfo) -> bool:
    try:
        cls.from_dict(field, tz)
    except _read.Unreadable:
        return False
    return True
