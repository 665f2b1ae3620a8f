# pyright: strict, reportUnnecessaryTypeIgnoreComment=true
"""What a type checker knows of notifications: `isinstance` and `match` narrow. Checked, never run; see check_client."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, assert_never, assert_type

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
    DeadLetter,
    Handlers,
    Inbox,
    Notification,
    ScreenPop,
    TaskInfo,
    UnknownNotification,
    areceive,
    asgi_app,
    django_view,
    parse,
    receive,
    wsgi_app,
)

if TYPE_CHECKING:
    from callcenter_auth import WebhookVerifier


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
    assert_type(event.customer_account, str | None)
    event.session  # type: ignore[union-attr]  # noqa: B018


def isinstance_narrows(event: Notification) -> None:
    if isinstance(event, Billing):
        assert_type(event, Billing)
        assert_type(event.session, str | None)
        assert_type(event.start_time, datetime | None)
        assert_type(event.time_length, int | None)
        assert_type(event.answered, bool | None)
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


handlers = Handlers()


@handlers.on(Billing)
def one_class(event: Billing) -> str | None:
    return event.session


@handlers.on(CallStart, CallEnd)
async def two_classes(event: CallStart | CallEnd) -> None:
    assert_type(event.agent, str | None)


@handlers.on(TaskInfo, UnknownNotification)
def wider_than_asked(event: Notification) -> None: ...


@handlers.on(CallIn)  # type: ignore[arg-type]
def of_another_class(event: CallOut) -> None: ...


@handlers.on(CallIn, CallOut)  # type: ignore[arg-type]
def of_one_class_of_two(event: CallOut) -> None: ...


@handlers.default
def all_others(event: Notification) -> None: ...


def what_is_decorated_stays_what_it_is(event: Billing) -> None:
    assert_type(one_class(event), str | None)
    handlers.on(str)  # type: ignore[type-var]
    handlers.on()  # type: ignore[call-overload]


async def receivers_take_handlers_functions_and_inboxes(
    raw: bytes, verifier: WebhookVerifier, inbox: Inbox
) -> None:
    assert_type(receive(raw, verifier, handlers), tuple[int, bytes])
    assert_type(await areceive(raw, verifier, two_or_more, tz="UTC"), tuple[int, bytes])
    asgi_app(verifier, inbox.put)
    wsgi_app(verifier, lambda event: print(event.raw))
    django_view(verifier, handlers)
    receive(raw.decode(), verifier, handlers)  # type: ignore[arg-type]
    receive(raw, verifier, one_class)  # type: ignore[arg-type]


async def two_or_more(event: Notification) -> None: ...


def an_inbox_gives_events(inbox: Inbox) -> None:
    assert_type(inbox.put(b""), bool)
    assert_type(inbox.work(handlers, once=True), int)
    assert_type(inbox.failed(), list[DeadLetter])
    assert_type(inbox.failed()[0].event, Notification)
    inbox.work(one_class)  # type: ignore[arg-type]
