# Made by "python -m generator generate" from the spec: change that, not this file.
"""The notifications, each a class, and how one is parsed (§6)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from typing import Any, ClassVar, TypeAlias

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .._model import Model
from .._privacy import show, without_frames
from .._times import DEFAULT_ZONE, zone
from ..models.screen_pop_notify import ScreenPopNotify
from ._event import Event, lenient, message, read_beside, sent_at


@_attrs_define(kw_only=True, repr=False)
class ScreenPop(Event, ScreenPopNotify):
    """A call is on its way to an agent.

    The fields are those of `ScreenPopNotify`; beside them stand `raw`, `extra`, `sent_at`, `verified_customer`
    and `dedupe_key`.
    """

    key: ClassVar[str] = "screenpop"
    wires: ClassVar[frozenset[str]] = frozenset(("seq", "number", "call_type"))
    dedupe: ClassVar[tuple[str, ...]] = ()
    raw: dict[str, Any] = _attrs_field(factory=dict[str, Any], repr=False)
    sent_at: datetime | None = None
    verified_customer: str | None = None
    beside: ClassVar[Mapping[str, Callable[[Mapping[str, Any], tzinfo], Any]]] = {}


@_attrs_define(kw_only=True, repr=False)
class UnknownNotification(Event, Model):
    """A notification that the spec doesn't know; all its fields are in `extra`."""

    extra: dict[str, Any] = _attrs_field(factory=dict[str, Any])
    raw: dict[str, Any] = _attrs_field(factory=dict[str, Any], repr=False)
    sent_at: datetime | None = None
    verified_customer: str | None = None
    beside: ClassVar[Mapping[str, Callable[[Mapping[str, Any], tzinfo], Any]]] = {}

    @classmethod
    def from_dict(
        cls, src_dict: Mapping[str, Any], tz: tzinfo | None = None
    ) -> UnknownNotification:
        """Any object; nothing of it is interpreted."""
        del tz
        return cls(extra=dict(src_dict))

    def __repr__(self) -> str:
        kind = f"type={show(self.type)}, " if self.type else ""
        return super().__repr__().replace("(", f"({kind}", 1)


Notification: TypeAlias = ScreenPop | UnknownNotification

_BY_TYPE: dict[str, type[Any]] = {}
# Those without a type are known by their fields, in any letter case.
_BY_FIELDS: tuple[tuple[frozenset[str], dict[str, str], type[Any]], ...] = (
    (
        frozenset({"number"}),
        {
            "seq": "seq",
            "number": "number",
            "call_type": "call_type",
        },
        ScreenPop,
    ),
)


def parse(raw: bytes | str | Mapping[str, Any], *, tz: str | tzinfo = DEFAULT_ZONE) -> Notification:
    """Read a notification. Whether it's genuine is for a verifier to say, before this.

    Args:
        raw: The body as it came, or the dict of its JSON (an event's `raw`).
        tz: The platform's time zone.

    Returns:
        The class of its `notify.type`; an UnknownNotification for a type that the spec lacks. A field whose value is no form
        of its type is None, and in `extra` as it came.

    Raises:
        ValueError: It's no notification at all.
        ConfigurationError: `tz` is no time zone.
    """
    where = zone(tz)
    try:
        whole = message(raw)
    except ValueError as error:
        raise without_frames(error) from None
    finally:
        del raw  # it may have numbers of people in it, and reports of an error print variables
    fields: dict[str, Any] = whole["notify"]
    kind = fields.get("type")
    cls: type[Any] = UnknownNotification
    if isinstance(kind, str) and kind:
        cls = _BY_TYPE.get(kind, UnknownNotification)
    else:
        present = {name.lower() for name in fields}
        for marks, spelling, candidate in _BY_FIELDS:
            if marks <= present:
                cls = candidate
                fields = {spelling.get(name.lower(), name): value for name, value in fields.items()}
                break
    event = lenient(fields, cls, where)
    event.raw = whole
    event.sent_at = sent_at(whole, where)
    read_beside(event, whole, where)
    return event  # type: ignore[no-any-return]
