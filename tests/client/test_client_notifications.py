"""Notifications as they come (§6 and the field notes): each its class, nothing guessed, nothing lost."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

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
    ScreenPop,
    TaskInfo,
    UnknownNotification,
    parse,
)
from tests.client.notifying import BILL, CLIENT_MARK, SENT_AT, SHANGHAI, bill, message

START = datetime(2018, 9, 10, 14, 39, 8, tzinfo=SHANGHAI)


def test_the_sample_of_the_document_is_a_call_start() -> None:
    written = (
        '{"authentication": {"customer": "C2", "digest": "…", "seq": "5271", "timestamp": "1471918933001"},\n'
        ' "notify": {"type": "callstart", "customer": "C2", "agent": "1000", "number": "13770761337", "call_type": "0",\n'
        '            "seq": "9001", "userData": "order-7"},\n'
        ' "param": {"debug": "", "lang": ""}}'
    )

    event = parse(written.encode())

    assert event == CallStart(
        type_="callstart",
        customer="C2",
        agent="1000",
        number="13770761337",
        call_type=CallType.INCOMING,
        seq="9001",
        user_data="order-7",
        sent_at=SENT_AT,
        raw=json.loads(written),
    )


@pytest.mark.parametrize(
    ("kind", "cls"),
    [("callstart", CallStart), ("callend", CallEnd), ("callin", CallIn), ("callout", CallOut)],
)
def test_the_four_of_a_call_are_told_by_their_type_alone(kind: str, cls: Any) -> None:
    event = parse(message(type=kind, seq="1"))

    assert (type(event), event.type, event.extra) == (cls, kind, {})


@pytest.mark.parametrize(
    ("came", "expected"),
    [
        ("0", CallType.INCOMING),
        (0, CallType.INCOMING),
        ("1", CallType.OUTGOING),
        (1, CallType.OUTGOING),
        ("7", "7"),
        ("in", "in"),
        ("", None),
        (None, None),
    ],
)
def test_the_direction_of_a_call_is_never_guessed(came: object, expected: object) -> None:
    event = parse(message(type="callend", seq="1", call_type=came))

    assert isinstance(event, CallEnd)
    assert (event.call_type, type(event.call_type)) == (expected, type(expected))


def test_a_missing_direction_is_none() -> None:
    event = parse(message(type="callend", seq="1"))

    assert isinstance(event, CallEnd)
    assert event.call_type is None


@pytest.mark.parametrize("spelling", ["call_type", "Call_type", "CALL_TYPE"])
@pytest.mark.parametrize("kind", [{}, {"type": ""}, {"type": None}])
def test_the_screen_pop_is_told_by_its_fields(spelling: str, kind: dict[str, Any]) -> None:
    fields = {
        "customer": "C2",
        "agent": "1000",
        "number": "13770761337",
        spelling: "0",
        "seq": "9001",
    }

    event = parse(message(**kind, **fields))

    assert isinstance(event, ScreenPop)
    assert (event.customer, event.agent, event.number, event.call_type, event.seq) == (
        "C2",
        "1000",
        "13770761337",
        CallType.INCOMING,
        "9001",
    )
    assert event.raw["notify"] == kind | fields


@pytest.mark.parametrize(
    "fields", [{}, {"seq": "1"}, {"customer": "C2", "seq": "1"}, {"session": "s"}]
)
def test_what_has_neither_a_type_nor_the_fields_of_a_screen_pop_is_unknown(
    fields: dict[str, Any],
) -> None:
    event = parse(message(**fields))

    assert (type(event), event.type, event.extra) == (UnknownNotification, None, fields)


def test_a_bill_is_read_as_a_whole() -> None:
    event = bill()

    assert event == Billing(
        type_="billing",
        start_time=START,
        ring_time=START + timedelta(seconds=4),
        answer_time=START + timedelta(seconds=12),
        bye_time=START + timedelta(seconds=19),
        callee="13770761337",
        caller="15612343021",
        record_file="/data/voicerecord/C2/20180910/VR-8000-20180910143920-8000-13770761337.mp3",
        service=ServiceType.CLICK_TO_DIAL,
        session="8f14e45f",
        time_length=7,
        seq="9001",
        user_data="order-7",
        sent_at=SENT_AT,
        raw=message(**BILL),
    )


@pytest.mark.parametrize(
    "came", ["2018-09-10 14:39:08", "1536561548", 1536561548, "1536561548000", 1536561548000]
)
def test_the_times_of_a_bill_come_in_three_forms(came: object) -> None:
    assert bill(startTime=came).start_time == START


@pytest.mark.parametrize("came", ["", "0", 0, None, "0000-00-00 00:00:00", ...])
def test_no_time_is_none(came: object) -> None:
    event = bill(answerTime=came)

    assert (event.answer_time, event.extra) == (None, {})


@pytest.mark.parametrize(
    ("came", "expected"),
    [("7", 7), (7, 7), ("0", 0), (0, 0), ("", None), (None, None), (..., None)],
)
def test_the_length_of_a_call_is_an_int_or_none(came: object, expected: int | None) -> None:
    assert bill(timeLength=came).time_length == expected


def test_every_scalar_may_be_a_number() -> None:
    event = bill(
        callee=13770761337,
        caller=15612343021,
        service=5,
        session=42,
        seq=9001,
        staffNo=8000,
        userData=7,
    )

    assert (
        event.callee,
        event.caller,
        event.session,
        event.seq,
        event.staff_no,
        event.user_data,
    ) == (
        "13770761337",
        "15612343021",
        "42",
        "9001",
        "8000",
        "7",
    )


def test_a_call_without_an_agent_has_no_staff_number() -> None:
    assert bill(staffNo="").staff_no is None


def test_the_further_fields_of_a_bill_are_typed_where_their_form_is_known() -> None:
    event = bill(
        releaseCause="486",
        releasePart="2",
        taskID="31",
        taskName="autumn",
        usageMode="1",
        area="江苏",
        city="南京",
    )

    assert (event.release_cause, event.release_part, event.task_id, event.task_name) == (
        ReleaseCause.BUSY_HERE,
        ReleasePart.CALLEE,
        "31",
        "autumn",
    )
    assert event.extra == {"usageMode": "1", "area": "江苏", "city": "南京"}


def test_the_state_of_a_task_is_typed() -> None:
    event = parse(
        message(
            type="taskinfo",
            seq="1",
            taskID=31,
            taskName="autumn",
            calleeAmount="1000",
            remainAmount=0,
            status="2",
            purpose=1,
            staffNo="8000",
        )
    )

    assert isinstance(event, TaskInfo)
    assert (event.task_id, event.callee_amount, event.remain_amount) == ("31", 1000, 0)
    assert (event.status, event.purpose) == (TaskStatus.FINISHED, TaskPurpose.AGENT)
    assert (event.group, event.staff_no, event.user_data) == (None, "8000", None)


def test_a_client_mark_is_unknown_with_everything_in_extra_and_raw() -> None:
    event = parse(json.dumps(message(**CLIENT_MARK)).encode())

    assert event == UnknownNotification(
        extra=CLIENT_MARK, raw=message(**CLIENT_MARK), sent_at=SENT_AT
    )
    assert event.type == "clientMark"


@pytest.mark.parametrize("kind", ["CallStart", "callstart ", "hold", "呼叫"])
def test_a_type_is_taken_as_it_is_written(kind: str) -> None:
    event = parse(
        message(type=kind, customer="C2", agent="1000", number="1", call_type="0", seq="1")
    )

    assert (type(event), event.type) == (UnknownNotification, kind)


@pytest.mark.parametrize("kind", [5, ["callstart"], {"callstart": 1}, True])
def test_a_type_that_is_no_text_is_no_type(kind: object) -> None:
    event = parse(message(type=kind, seq="1"))

    assert (type(event), event.type) == (UnknownNotification, None)


@pytest.mark.parametrize(
    ("wire", "name", "came"),
    [
        ("timeLength", "time_length", "seven"),
        ("timeLength", "time_length", 7.5),
        ("timeLength", "time_length", "1_0"),
        ("startTime", "start_time", "yesterday"),
        ("startTime", "start_time", [1]),
        ("startTime", "start_time", 10**30),
        ("callee", "callee", {"number": "13770761337"}),
        ("service", "service", [5]),
        ("userData", "user_data", True),
    ],
)
def test_a_field_that_can_not_be_read_is_none_and_kept_in_extra(
    wire: str, name: str, came: object
) -> None:
    event = bill(**{wire: came})

    assert (getattr(event, name), event.extra, event.raw["notify"][wire]) == (
        None,
        {wire: came},
        came,
    )
    others = {"session": event.session, "caller": event.caller, "bye_time": event.bye_time}
    assert others == {
        "session": "8f14e45f",
        "caller": "15612343021",
        "bye_time": START + timedelta(seconds=19),
    }


def test_several_fields_that_can_not_be_read_are_all_kept() -> None:
    event = bill(startTime="soon", byeTime="soon", timeLength="long", area="南京")

    assert event.extra == {
        "startTime": "soon",
        "byeTime": "soon",
        "timeLength": "long",
        "area": "南京",
    }
    assert (event.start_time, event.bye_time, event.time_length) == (None, None, None)


def test_a_readable_field_of_the_same_value_stays_where_it_belongs() -> None:
    event = bill(staffNo="-", userData="-", timeLength="-")

    assert (event.staff_no, event.user_data, event.time_length, event.extra) == (
        "-",
        "-",
        None,
        {"timeLength": "-"},
    )
