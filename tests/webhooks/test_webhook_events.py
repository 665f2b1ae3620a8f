"""Events: answered or not, what stands beside, keys that any database takes."""

from __future__ import annotations

import json
import traceback
from typing import Any

import pytest

from callcenter_client.webhooks import Billing, ScreenPop, UnknownNotification, parse
from tests.client.notifying import BILL, message
from tests.webhooks.sending import bill


def billing(**changes: Any) -> Billing:
    event = parse(message(**BILL | changes))
    assert isinstance(event, Billing)
    return event


@pytest.mark.parametrize(
    ("length", "expected"),
    [("7", True), (7, True), ("0", False), (0, False), ("", False), (None, False), ("-1", False)],
)
def test_whether_a_call_was_answered_is_told_by_its_length(
    length: object, expected: object
) -> None:
    assert expected is billing(timeLength=length, answerTime=BILL["byeTime"]).answered


@pytest.mark.parametrize("length", ["seven", 7.5, [7], True])
def test_an_unreadable_length_tells_nothing(length: object) -> None:
    assert None is billing(timeLength=length).answered


@pytest.mark.parametrize(
    "notify",
    [
        BILL,
        {"type": "clientMark"},
        {"customer": "C2", "number": "1", "agent": "2", "call_type": "0"},
    ],
)
def test_what_stands_beside_is_read(notify: dict[str, Any]) -> None:
    event = parse(message(**notify) | {"customerAccount": "c2-main", "customerName": "例"})

    assert ("c2-main", "例") == (event.customer_account, event.customer_name)


@pytest.mark.parametrize("odd", [None, "", [], {"a": 1}, True])
def test_what_stands_beside_in_no_form_of_its_type_is_none(odd: object) -> None:
    event = parse(message(**BILL) | {"customerAccount": odd})

    assert (None, odd) == (event.customer_account, event.raw["customerAccount"])


def test_keys_say_what_they_are_of() -> None:
    pop = {"customer": "C2", "number": "1", "agent": "2", "call_type": "0"}
    events = [
        parse(message(**BILL)),
        parse(message(type="callend")),
        parse(message(**pop)),
        parse(message(type="new|")),
    ]

    assert [
        "billing|C2|8f14e45f",
        "callend|C2|1471918933001|5271",
        "screenpop|C2|1471918933001|5271",
        "new\\||C2|1471918933001|5271",
    ] == [event.dedupe_key for event in events]
    assert isinstance(events[2], ScreenPop)


@pytest.mark.parametrize("session", ["x" * 5000, "\ud800", "a\0b", "\n"])
def test_a_key_fits_a_unique_column(session: str) -> None:
    key = billing(session=session).dedupe_key

    assert (True, True, True) == (len(key) <= 200, key.isprintable(), key.isascii())
    assert key == billing(session=session).dedupe_key != billing(session=session + ".").dedupe_key


def test_one_message_of_two_kinds_has_two_keys() -> None:
    assert parse(message(type="callin")).dedupe_key != parse(message(type="callout")).dedupe_key


@pytest.mark.parametrize(
    "given",
    [
        None,
        5,
        2.5,
        True,
        [],
        [{"notify": {}}],
        object(),
        {1: 2},
        {"notify": {1: 2}},
        {"notify": "x"},
    ],
)
def test_other_json_than_a_notification_is_a_value_error(given: Any) -> None:
    with pytest.raises(ValueError, match="expected a notification"):
        parse(given)


@pytest.mark.parametrize("raw", [b"{13770761337", "[13770761337]", {"notify": ["13770761337"]}])
def test_a_report_of_what_can_not_be_read_holds_no_number(raw: Any) -> None:
    with pytest.raises(ValueError, match=r".") as raised:
        parse(raw)

    report = traceback.TracebackException.from_exception(raised.value, capture_locals=True)
    ours = [frame for frame in report.stack if frame.filename != __file__]
    assert [] == [frame for frame in ours if "13770761337" in str(frame.locals)]


def test_a_deep_one_is_a_value_error_and_not_a_trap_for_whoever_handles_it() -> None:
    deep = '{"notify":{"a":' + "[" * 60 + "]" * 60 + "}}"
    fine = '{"notify":{"a":' + "[" * 40 + "]" * 40 + "}}"
    endless: dict[str, Any] = {"notify": {}}
    endless["notify"]["again"] = endless

    for given in (deep, json.loads(deep), endless):
        with pytest.raises(ValueError, match="deep"):
            parse(given)
    assert isinstance(parse(fine), UnknownNotification)


def test_a_bill_that_is_signed_is_read() -> None:
    event = parse(bill("s-9"))

    assert ("billing|C2|s-9", None, True) == (
        event.dedupe_key,
        event.verified_customer,
        event.sent_at is not None,
    )


def test_an_unknown_notification_prints_its_type_and_the_names_of_its_fields() -> None:
    event = parse({"notify": {"type": "callhold", "number": "13770761337"}})

    assert "UnknownNotification(type='callhold', extra=['number', 'type'])" == repr(event)
