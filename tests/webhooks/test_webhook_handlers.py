"""`Handlers`: which function takes which notification."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from callcenter_client.webhooks import (
    Billing,
    CallEnd,
    CallStart,
    Handlers,
    Notification,
    TaskInfo,
    UnknownNotification,
    parse,
)
from tests.webhooks.sending import bill, notification


def test_a_function_is_called_for_its_class_alone() -> None:
    handlers = Handlers()
    seen: list[Billing] = []

    @handlers.on(Billing)
    def bills(event: Billing) -> int:
        seen.append(event)
        return len(seen)

    assert (1, None) == (handlers(parse(bill("s-1"))), handlers(parse(notification("callend"))))
    assert ["s-1"] == [event.session for event in seen]


def test_a_function_may_take_several_classes_and_stays_callable() -> None:
    handlers = Handlers()

    @handlers.on(CallStart, CallEnd)
    def calls(event: CallStart | CallEnd) -> str | None:
        return event.agent

    assert ("1000", "1000") == (handlers(parse(notification())), calls(CallEnd(agent="1000")))


def test_the_default_takes_what_no_other_function_takes() -> None:
    handlers = Handlers()

    @handlers.on(Billing)
    def bills(event: Billing) -> str:
        return "a bill"

    @handlers.default
    def others(event: Notification) -> str:
        return type(event).__name__

    came = [bill(), notification("callend"), notification("clientMark")]
    assert ["a bill", "CallEnd", "UnknownNotification"] == [handlers(parse(raw)) for raw in came]


def test_unknown_notifications_have_a_function_when_one_wants_them() -> None:
    handlers = Handlers()

    @handlers.on(UnknownNotification)
    def unknown(event: UnknownNotification) -> str | None:
        return event.type

    assert ("clientMark", None) == (
        handlers(parse(notification("clientMark"))),
        handlers(parse(bill())),
    )


def test_every_class_of_the_spec_has_its_place() -> None:
    handlers = Handlers()
    classes: tuple[Any, ...] = get_args(Notification)

    handlers.on(*classes)(type)

    assert list(classes) == [handlers(cls()) for cls in classes]


def test_a_class_has_one_function() -> None:
    handlers = Handlers()
    handlers.on(TaskInfo)(print)
    handlers.default(print)

    with pytest.raises(ValueError, match="TaskInfo has a handler already"):
        handlers.on(Billing, TaskInfo)
    with pytest.raises(ValueError, match="default handler already"):
        handlers.default(print)


@pytest.mark.parametrize("wrong", [dict, "billing", None, print])
def test_what_is_no_class_of_notifications_is_a_type_error(wrong: Any) -> None:
    with pytest.raises(TypeError, match="no class of notifications: one of Billing, CallEnd"):
        Handlers().on(wrong)


def test_no_class_at_all_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Handlers().on()  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue]


def test_the_repr_names_the_classes_that_have_a_function() -> None:
    handlers = Handlers()
    handlers.on(Billing, CallStart)(print)
    handlers.default(print)

    assert "Handlers(Billing, CallStart, default)" == repr(handlers)
