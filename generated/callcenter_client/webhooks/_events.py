# Made by "python -m generator generate" from the spec: change that, not this file.
"""The notifications, each a class, and how one is parsed (§6)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from typing import Any, ClassVar, TypeAlias

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import _read
from .._model import Model
from .._privacy import show, without_frames
from .._times import DEFAULT_ZONE, zone
from ..models.billing_notify import BillingNotify
from ..models.call_end_notify import CallEndNotify
from ..models.call_in_notify import CallInNotify
from ..models.call_out_notify import CallOutNotify
from ..models.call_start_notify import CallStartNotify
from ..models.screen_pop_notify import ScreenPopNotify
from ..models.task_info_notify import TaskInfoNotify
from ._event import Event, lenient, message, read_beside, sent_at


@_attrs_define(kw_only=True, repr=False)
class CallStart(Event, CallStartNotify):
    """A call is set up.

    Sent when a call is set up. (§6 callstart)

    The fields are those of `CallStartNotify`; beside them stand `raw`, `extra`, `sent_at`, `verified_customer`
    and `dedupe_key`, `customer_account`, `customer_name`.
    """

    key: ClassVar[str] = "callstart"
    wires: ClassVar[frozenset[str]] = frozenset(
        ("type", "seq", "userData", "customer", "agent", "number", "call_type")
    )
    dedupe: ClassVar[tuple[str, ...]] = ()
    raw: dict[str, Any] = _attrs_field(factory=dict[str, Any], repr=False)
    sent_at: datetime | None = None
    verified_customer: str | None = None
    customer_account: str | None = None
    customer_name: str | None = None
    beside: ClassVar[Mapping[str, Callable[[Mapping[str, Any], tzinfo], Any]]] = {
        "customer_account": lambda whole, tz: _read.text(
            whole.get("customerAccount"), "customerAccount"
        ),
        "customer_name": lambda whole, tz: _read.text(whole.get("customerName"), "customerName"),
    }


@_attrs_define(kw_only=True, repr=False)
class CallEnd(Event, CallEndNotify):
    """A call has ended.

    Sent when a call has ended. (§6 callend)

    The fields are those of `CallEndNotify`; beside them stand `raw`, `extra`, `sent_at`, `verified_customer`
    and `dedupe_key`, `customer_account`, `customer_name`.
    """

    key: ClassVar[str] = "callend"
    wires: ClassVar[frozenset[str]] = frozenset(
        ("type", "seq", "userData", "customer", "agent", "number", "call_type")
    )
    dedupe: ClassVar[tuple[str, ...]] = ()
    raw: dict[str, Any] = _attrs_field(factory=dict[str, Any], repr=False)
    sent_at: datetime | None = None
    verified_customer: str | None = None
    customer_account: str | None = None
    customer_name: str | None = None
    beside: ClassVar[Mapping[str, Callable[[Mapping[str, Any], tzinfo], Any]]] = {
        "customer_account": lambda whole, tz: _read.text(
            whole.get("customerAccount"), "customerAccount"
        ),
        "customer_name": lambda whole, tz: _read.text(whole.get("customerName"), "customerName"),
    }


@_attrs_define(kw_only=True, repr=False)
class ScreenPop(Event, ScreenPopNotify):
    """An incoming call reaches an agent.

    Sent for an inbound screen pop (read, core); the title of its section in the document cannot be
    read. It has no `type`, and no `userData`, and its `call_type` is printed once as `Call_type`.
    (§6)

    The fields are those of `ScreenPopNotify`; beside them stand `raw`, `extra`, `sent_at`, `verified_customer`
    and `dedupe_key`, `customer_account`, `customer_name`.
    """

    key: ClassVar[str] = "screenpop"
    wires: ClassVar[frozenset[str]] = frozenset(("seq", "customer", "agent", "number", "call_type"))
    dedupe: ClassVar[tuple[str, ...]] = ()
    raw: dict[str, Any] = _attrs_field(factory=dict[str, Any], repr=False)
    sent_at: datetime | None = None
    verified_customer: str | None = None
    customer_account: str | None = None
    customer_name: str | None = None
    beside: ClassVar[Mapping[str, Callable[[Mapping[str, Any], tzinfo], Any]]] = {
        "customer_account": lambda whole, tz: _read.text(
            whole.get("customerAccount"), "customerAccount"
        ),
        "customer_name": lambda whole, tz: _read.text(whole.get("customerName"), "customerName"),
    }


@_attrs_define(kw_only=True, repr=False)
class CallIn(Event, CallInNotify):
    """An incoming call is connected.

    Sent when an incoming call is connected (read). (§6 callin)

    The fields are those of `CallInNotify`; beside them stand `raw`, `extra`, `sent_at`, `verified_customer`
    and `dedupe_key`, `customer_account`, `customer_name`.
    """

    key: ClassVar[str] = "callin"
    wires: ClassVar[frozenset[str]] = frozenset(
        ("type", "seq", "userData", "customer", "agent", "number", "call_type")
    )
    dedupe: ClassVar[tuple[str, ...]] = ()
    raw: dict[str, Any] = _attrs_field(factory=dict[str, Any], repr=False)
    sent_at: datetime | None = None
    verified_customer: str | None = None
    customer_account: str | None = None
    customer_name: str | None = None
    beside: ClassVar[Mapping[str, Callable[[Mapping[str, Any], tzinfo], Any]]] = {
        "customer_account": lambda whole, tz: _read.text(
            whole.get("customerAccount"), "customerAccount"
        ),
        "customer_name": lambda whole, tz: _read.text(whole.get("customerName"), "customerName"),
    }


@_attrs_define(kw_only=True, repr=False)
class CallOut(Event, CallOutNotify):
    """An outgoing call is connected.

    Sent when an outgoing call is connected (read). (§6 callout)

    The fields are those of `CallOutNotify`; beside them stand `raw`, `extra`, `sent_at`, `verified_customer`
    and `dedupe_key`, `customer_account`, `customer_name`.
    """

    key: ClassVar[str] = "callout"
    wires: ClassVar[frozenset[str]] = frozenset(
        ("type", "seq", "userData", "customer", "agent", "number", "call_type")
    )
    dedupe: ClassVar[tuple[str, ...]] = ()
    raw: dict[str, Any] = _attrs_field(factory=dict[str, Any], repr=False)
    sent_at: datetime | None = None
    verified_customer: str | None = None
    customer_account: str | None = None
    customer_name: str | None = None
    beside: ClassVar[Mapping[str, Callable[[Mapping[str, Any], tzinfo], Any]]] = {
        "customer_account": lambda whole, tz: _read.text(
            whole.get("customerAccount"), "customerAccount"
        ),
        "customer_name": lambda whole, tz: _read.text(whole.get("customerName"), "customerName"),
    }


@_attrs_define(kw_only=True, repr=False)
class Billing(Event, BillingNotify):
    """The bill of a call.

    Sent after a call. The same bill can come twice, with the same customer and session (seen):
    handle it once, and answer error 0 both times.

    Further fields arrive (seen); what is in them is not known: usageMode, typeResult, callResult,
    callResultMsg, errMsg, errMsgCN, group1, group2, trunkIndex, trunkType, trunkName, trunkPeerIP,
    trunkUsername, area, city. (§6 billing)

    The fields are those of `BillingNotify`; beside them stand `raw`, `extra`, `sent_at`, `verified_customer`
    and `dedupe_key`, `customer_account`, `customer_name`, `answered`.
    """

    key: ClassVar[str] = "billing"
    wires: ClassVar[frozenset[str]] = frozenset(
        (
            "type",
            "seq",
            "userData",
            "startTime",
            "ringTime",
            "answerTime",
            "byeTime",
            "callee",
            "caller",
            "recordFile",
            "service",
            "session",
            "timeLength",
            "staffNo",
            "releaseCause",
            "releasePart",
            "taskID",
            "taskName",
        )
    )
    dedupe: ClassVar[tuple[str, ...]] = ("authentication.customer", "notify.session")
    raw: dict[str, Any] = _attrs_field(factory=dict[str, Any], repr=False)
    sent_at: datetime | None = None
    verified_customer: str | None = None
    customer_account: str | None = None
    customer_name: str | None = None
    beside: ClassVar[Mapping[str, Callable[[Mapping[str, Any], tzinfo], Any]]] = {
        "customer_account": lambda whole, tz: _read.text(
            whole.get("customerAccount"), "customerAccount"
        ),
        "customer_name": lambda whole, tz: _read.text(whole.get("customerName"), "customerName"),
    }

    @property
    def answered(self) -> bool | None:
        """Was the call answered? Its length tells: an unanswered call may carry a time of answer. None when the length can't be read."""
        if "timeLength" in self.extra:
            return None
        return self.time_length is not None and self.time_length > 0


@_attrs_define(kw_only=True, repr=False)
class TaskInfo(Event, TaskInfoNotify):
    """A call task changes its state.

    Sent when a call task changes its state. (§6 taskinfo)

    The fields are those of `TaskInfoNotify`; beside them stand `raw`, `extra`, `sent_at`, `verified_customer`
    and `dedupe_key`, `customer_account`, `customer_name`.
    """

    key: ClassVar[str] = "taskinfo"
    wires: ClassVar[frozenset[str]] = frozenset(
        (
            "type",
            "seq",
            "userData",
            "taskID",
            "taskName",
            "calleeAmount",
            "remainAmount",
            "status",
            "purpose",
            "group",
            "staffNo",
        )
    )
    dedupe: ClassVar[tuple[str, ...]] = ()
    raw: dict[str, Any] = _attrs_field(factory=dict[str, Any], repr=False)
    sent_at: datetime | None = None
    verified_customer: str | None = None
    customer_account: str | None = None
    customer_name: str | None = None
    beside: ClassVar[Mapping[str, Callable[[Mapping[str, Any], tzinfo], Any]]] = {
        "customer_account": lambda whole, tz: _read.text(
            whole.get("customerAccount"), "customerAccount"
        ),
        "customer_name": lambda whole, tz: _read.text(whole.get("customerName"), "customerName"),
    }


@_attrs_define(kw_only=True, repr=False)
class UnknownNotification(Event, Model):
    """A notification that the spec doesn't know; all its fields are in `extra`."""

    extra: dict[str, Any] = _attrs_field(factory=dict[str, Any])
    raw: dict[str, Any] = _attrs_field(factory=dict[str, Any], repr=False)
    sent_at: datetime | None = None
    verified_customer: str | None = None
    customer_account: str | None = None
    customer_name: str | None = None
    beside: ClassVar[Mapping[str, Callable[[Mapping[str, Any], tzinfo], Any]]] = {
        "customer_account": lambda whole, tz: _read.text(
            whole.get("customerAccount"), "customerAccount"
        ),
        "customer_name": lambda whole, tz: _read.text(whole.get("customerName"), "customerName"),
    }

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


Notification: TypeAlias = (
    CallStart | CallEnd | ScreenPop | CallIn | CallOut | Billing | TaskInfo | UnknownNotification
)

_BY_TYPE: dict[str, type[Any]] = {
    "callstart": CallStart,
    "callend": CallEnd,
    "callin": CallIn,
    "callout": CallOut,
    "billing": Billing,
    "taskinfo": TaskInfo,
}
# Those without a type are known by their fields, in any letter case.
_BY_FIELDS: tuple[tuple[frozenset[str], dict[str, str], type[Any]], ...] = (
    (
        frozenset({"customer", "number"}),
        {
            "seq": "seq",
            "customer": "customer",
            "agent": "agent",
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
