# pyright: strict, reportUnnecessaryTypeIgnoreComment=true
"""What a type checker knows of notifications: `isinstance` and `match` narrow. Checked, never run; see check_client."""

from __future__ import annotations

from datetime import datetime
from typing import Any, assert_never, assert_type

from callcenter_client import (
    CallType,
    ReleaseCause,
    ReleasePart,
    ServiceType,
    TaskPurpose,
    TaskStatus,
)
from callcenter_client.webhooks import (
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


def parse_gives_one_of_eight(raw: bytes) -> None:
    event = parse(raw, tz="UTC")
    assert_type(
        event,
        CallStart
        | CallEnd
        | ScreenPop
        | CallIn
        | CallOut
        | Billing
        | TaskInfo
        | UnknownNotification,
    )
    parse('{"notify": {}}')
    parse({"notify": {}})
    parse(5)  # type: ignore[arg-type]
    parse(raw, zone="UTC")  # type: ignore[call-arg]


def all_have_what_the_family_has(event: Notification) -> None:
    assert_type(event.raw, dict[str, Any])
    assert_type(event.extra, dict[str, Any])
    assert_type(event.type, str | None)
    assert_type(event.sent_at, datetime | None)
    assert_type(event.dedupe_key, str)
    assert_type(event.verified_customer, str | None)
    event.session  # type: ignore[union-attr]  # noqa: B018


def isinstance_narrows(event: Notification) -> None:
    if isinstance(event, Billing):
        assert_type(event, Billing)
        assert_type(event.session, str | None)
        assert_type(event.start_time, datetime | None)
        assert_type(event.time_length, int | None)
        assert_type(event.service, ServiceType | str | None)
        assert_type(event.release_cause, ReleaseCause | str | None)
        assert_type(event.release_part, ReleasePart | str | None)
        event.sesion  # type: ignore[attr-defined]  # noqa: B018
    elif isinstance(event, (CallStart, CallEnd, CallIn, CallOut, ScreenPop)):
        assert_type(event.call_type, CallType | str | None)
        assert_type(event.number, str | None)
    elif isinstance(event, TaskInfo):
        assert_type(event.status, TaskStatus | str | None)
        assert_type(event.purpose, TaskPurpose | str | None)
        assert_type(event.remain_amount, int | None)
    else:
        assert_type(event, UnknownNotification)


def match_narrows_and_knows_when_a_case_is_missing(event: Notification) -> str | None:
    match event:
        case CallStart(agent=agent) | CallEnd(agent=agent):
            return agent
        case CallIn() | CallOut() | ScreenPop():
            return event.number
        case Billing(session=session):
            return session
        case TaskInfo():
            return event.task_id
        case UnknownNotification():
            return event.type
        case _:
            assert_never(event)


def a_missing_case_is_an_error(event: Notification) -> str | None:
    match event:
        case CallStart() | CallEnd() | CallIn() | CallOut() | ScreenPop():
            return event.number
        case Billing():
            return event.session
        case UnknownNotification():
            return event.type
        case _:
            assert_never(event)  # type: ignore[arg-type]
