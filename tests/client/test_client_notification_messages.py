"""A notification as a whole: its form, its block, what can be handed on, and the key of its business event."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from callcenter_client import ConfigurationError
from callcenter_client.webhooks import Billing, parse
from tests.client.notifying import BILL, BLOCK, CLIENT_MARK, SENT_AT, bill, message


def test_raw_is_the_whole_message_and_can_be_parsed_again() -> None:
    whole = message(**BILL, fee=0.06, rate=12.50) | {
        "customerAccount": "c2-main",
        "customerName": "例",
    }

    event = parse(json.dumps(whole))
    again = parse(json.dumps(event.raw))

    assert (event.raw, again, type(again)) == (whole, event, Billing)


def test_the_dict_that_was_given_stays_as_it_was() -> None:
    whole = message(**CLIENT_MARK)

    parse(whole).extra.clear()

    assert whole == message(**CLIENT_MARK)


@pytest.mark.parametrize(
    ("form", "given"),
    [
        ("bytes", json.dumps(message(**BILL)).encode()),
        ("text", json.dumps(message(**BILL))),
        ("a dict", message(**BILL)),
        ("a BOM", b"\xef\xbb\xbf" + json.dumps(message(**BILL)).encode()),
        (
            "GBK",
            json.dumps(message(**BILL | {"taskName": "秋季"}), ensure_ascii=False).encode("gbk"),
        ),
    ],
)
def test_a_notification_may_be_given_in_any_form(form: str, given: Any) -> None:
    event = parse(given)

    assert isinstance(event, Billing)
    assert (event.session, event.task_name) == ("8f14e45f", "秋季" if form == "GBK" else None)


@pytest.mark.parametrize(
    "given",
    [
        b"",
        b"<html>",
        b"[]",
        b"null",
        b'"billing"',
        b"{}",
        b'{"notify":null}',
        b'{"notify":"billing"}',
        b'{"notify":[{"type":"billing"}]}',
        b'{"notify":{"type":"billing"}',
        b'{"notify":{"type":NaN}}',
        b'{"notify":' + b"[" * 100_000,
        b'{"notify":{"seq":' + b"1" * 6000 + b"}}",
        b"\xff\xfe",
        "\ud800",
        {},
        {"notify": None},
    ],
)
def test_what_is_no_notification_is_a_value_error(given: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse(given)


def test_an_exponent_beyond_bounds_does_no_harm() -> None:
    event = parse(b'{"notify":{"type":"billing","session":"s","rate":1e99999999999999999999}}')

    assert (event.extra, json.loads(json.dumps(event.raw, allow_nan=False))) == (
        {"rate": "1e99999999999999999999"},
        event.raw,
    )


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ("1471918933001", SENT_AT),
        (1471918933001, SENT_AT),
        ("1471918933", SENT_AT.replace(microsecond=0)),
        (1471918933, SENT_AT.replace(microsecond=0)),
        ("", None),
        ("now", None),
        (None, None),
        ([], None),
        ("9" * 30, None),
    ],
)
def test_the_time_of_sending_is_that_of_the_block(stamp: object, expected: datetime | None) -> None:
    event = parse({"authentication": BLOCK | {"timestamp": stamp}, "notify": BILL})

    assert event.sent_at == expected


@pytest.mark.parametrize("block", [None, "C2", [], {}, ...])
def test_a_notification_without_a_block_has_no_time_of_sending(block: object) -> None:
    whole = {"notify": BILL} | ({} if block is ... else {"authentication": block})

    event = parse(whole)

    assert (event.sent_at, event.verified_customer, event.raw) == (None, None, whole)


def test_times_are_read_in_the_zone_that_is_told() -> None:
    event = parse(message(**BILL), tz="UTC")

    assert isinstance(event, Billing)
    assert event.start_time == datetime(2018, 9, 10, 14, 39, 8, tzinfo=UTC)
    assert (event.sent_at, event.sent_at and event.sent_at.utcoffset()) == (SENT_AT, timedelta())


def test_a_zone_that_does_not_exist_is_a_configuration_error() -> None:
    with pytest.raises(ConfigurationError, match="tz is 'Mars/Olympus'"):
        parse(message(**BILL), tz="Mars/Olympus")


# The key of the business event


def test_the_same_bill_has_the_same_key_however_it_comes() -> None:
    first = parse(message(**BILL))
    second = parse(
        {"authentication": BLOCK | {"seq": "5272", "timestamp": "1471918999001"}, "notify": BILL}
    )

    assert first.dedupe_key == second.dedupe_key


def test_other_bills_have_other_keys() -> None:
    keys = {
        parse(
            {
                "authentication": BLOCK | {"customer": customer},
                "notify": BILL | {"session": session},
            }
        ).dedupe_key
        for customer in ("C2", "C", "C2|8")
        for session in ("8f14e45f", "2|8f14e45f", "f14e45f", 8)
    }

    assert len(keys) == 12


@pytest.mark.parametrize("session", ["", None, ...])
def test_a_bill_without_a_session_is_known_by_its_block(session: object) -> None:
    fields = {
        name: value for name, value in (BILL | {"session": session}).items() if value is not ...
    }

    keys = [
        parse({"authentication": BLOCK | {"seq": seq}, "notify": fields}).dedupe_key
        for seq in "112"
    ]

    assert (keys[0] == keys[1], keys[1] == keys[2]) == (True, False)


def test_the_others_are_known_by_their_block() -> None:
    call = {"type": "callstart", "seq": "1"}
    blocks = [
        BLOCK,
        BLOCK,
        BLOCK | {"seq": "5272"},
        BLOCK | {"timestamp": "1471918933002"},
        BLOCK | {"customer": "C3"},
    ]

    keys = [parse({"authentication": block, "notify": call}).dedupe_key for block in blocks]

    assert (keys[0] == keys[1], len(set(keys))) == (True, 4)


def test_an_event_prints_short_and_without_whole_numbers() -> None:
    shown = repr(bill(area="南京"))

    assert [text for text in ("13770761337", "15612343021", "raw=", "南京") if text in shown] == []
    assert "callee='137…37', caller='156…21'" in shown
