"""The lists: recordings and call detail records, page by page, filter by filter."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from callcenter_auth import DigestAuth
from callcenter_client import CallCenter
from callcenter_sandbox import Sandbox
from callcenter_sandbox._calls import Call
from tests.sandbox.customer import SECRET, Customer
from tests.sandbox.playing import NUMBER, Play, playing


def past(key: int, customer: str = "C2") -> Call:
    """A call that was made long ago."""
    began = 1_600_000_000.0 + key % 10_000
    return Call(
        session=f"s{key}",
        customer=customer,
        agent="1000",
        number=NUMBER,
        call_type=1,
        service=5,
        user_data="",
        started=began,
        stage="over",
        answered=began,
        ended=began + 7,
        cause=200,
        ended_by="other",
        key=key,
        recording=f"/rec/{key}.wav",
    )


@pytest.fixture(scope="module")
def full() -> Iterator[Play]:
    """A sandbox with 1,201 calls, their keys over 2^31."""
    with playing() as play:
        play.box._parts.world.remember([past(2**31 - 600 + index) for index in range(1201)])
        yield play


def keys(rows: list[dict[str, Any]]) -> list[int]:
    return [int(row["key"]) for row in rows]


@pytest.mark.parametrize(
    ("field", "digits", "rows"),
    [
        ("timeLengthMin", "9" * 5000, 0),
        ("timeLengthMax", "9" * 5000, 1201),
        ("timeLengthMin", "0" * 5000, 1201),
        ("serviceType", "9" * 5000, 0),
    ],
)
def test_a_number_may_have_thousands_of_digits(
    full: Play, field: str, digits: str, rows: int
) -> None:
    span = {"startTime": "2020-01-01 00:00:00", "endTime": "2021-01-01 00:00:00"}
    assert len(full.ask("getCdrList", **span, **{field: digits})["cdr"]) == rows


def test_a_key_may_have_thousands_of_digits(full: Play) -> None:
    assert full.ask("getRecordsList", startKey="9" * 5000)["record"] == []
    assert len(full.ask("getRecordsList", startKey="0" * 5000)["record"]) == 500


def test_records_come_500_a_page_by_ascending_key(full: Play) -> None:
    pages: list[list[int]] = []
    start = 0
    while rows := full.ask("getRecordsList", startKey=start)["record"]:
        pages.append(keys(rows))
        start = pages[-1][-1]
    assert [len(page) for page in pages] == [500, 500, 201]
    assert [key for page in pages for key in page] == list(range(2**31 - 600, 2**31 + 601))


@pytest.mark.parametrize(("start_key", "first"), [("exclusive", 1), ("inclusive", 0)])
def test_whether_the_record_of_start_key_comes_is_a_switch(
    full: Play, start_key: Any, first: int
) -> None:
    before = full.box.settings
    full.box.settings = replace(before, start_key=start_key)
    rows = full.ask("getRecordsList", startKey=str(2**31))["record"]
    full.box.settings = before
    assert keys(rows)[0] == 2**31 + first


def test_the_key_of_a_new_call_soon_leaves_31_bits(play: Play) -> None:
    for _ in range(3):
        play.box.call_in("1000", NUMBER)
        play.box.clock.advance(60)
    assert [call.key for call in play.box.calls] == [2**31 - 2, 2**31 - 1, 2**31]


def test_a_record_tells_the_call(play: Play) -> None:
    call = play.box.call_in("1000", NUMBER)
    play.box.clock.advance(60)
    assert play.ask("getRecordsList", startKey=0)["record"] == [
        {
            "key": str(call.key),
            "caller": NUMBER,
            "callee": "1000",
            "filename": call.recording,
            "type": "0",
            "agent": "1000",
            "startTime": str(int(call.started)),
            "duration": "20",
        }
    ]


def test_a_cdr_tells_the_call(play: Play) -> None:
    play.ask("CallNumber", agent="1000", callee=NUMBER)
    play.box.clock.advance(60)
    [call] = play.box.calls
    found = play.ask("getCdrList")
    assert call.answered is not None
    assert (found["total"], found["cdr"]) == (
        "1",
        [
            {
                "key": str(call.key),
                "customer": "C2",
                "agent": "1000",
                "serviceType": "5",
                "answerTime": play.box.clock.text(call.answered),
                "caller": "1000",
                "callee": NUMBER,
                "timeLength": "20",
                "fee": 0.06,
                "releaseCause": "200",
                "filename": call.recording,
            }
        ],
    )


def test_the_fee_stays_a_small_decimal(play: Play) -> None:
    play.box.call_in("1000", "13800009010")
    play.box.clock.advance(700)
    play.ask("getCdrList")
    assert b'"fee":0.6,' in play.box.requests[-1].reply_raw


@pytest.fixture(scope="module")
def varied() -> Iterator[Play]:
    """Four calls: out by 1000, in to 1001, unanswered by 1000, a voice code."""
    with playing() as play:
        play.box.agents["1001"].login()
        play.ask("CallNumber", agent="1000", callee=NUMBER)
        play.box.clock.advance(60)
        play.box.call_in("1001", "013900001111")
        play.box.clock.advance(60)
        play.ask("CallNumber", agent="1000", callee="13800009001")
        play.box.clock.advance(60)
        play.ask("VoiceVerify", verifyCode="1234", callee=NUMBER, playTimes=1)
        play.box.clock.advance(60)
        yield play


FILTERS: list[tuple[dict[str, Any], list[int]]] = [
    ({}, [0, 1, 2, 3]),
    ({"agent": "1000"}, [0, 2]),
    ({"agent": 1001}, [1]),
    ({"agent": ["1000", 1001]}, [0, 1, 2]),
    ({"agent": []}, [0, 1, 2, 3]),
    ({"serviceType": 5}, [0, 2]),
    ({"serviceType": "19"}, [3]),
    ({"serviceType": ""}, [0, 1, 2, 3]),
    ({"callee": NUMBER}, [0, 3]),
    ({"callee": int(NUMBER)}, [0, 3]),
    ({"caller": "13900001111"}, [1]),
    ({"caller": "013900001111"}, [1]),
    ({"timeLengthMin": 1}, [0, 1, 3]),
    ({"timeLengthMin": "5"}, [0, 1]),
    ({"timeLengthMax": 4}, [2, 3]),
    ({"timeLengthMin": 4, "timeLengthMax": "4"}, [3]),
    ({"agent": "1000", "timeLengthMax": 0}, [2]),
]


@pytest.mark.parametrize(("wanted", "expected"), FILTERS)
def test_each_filter_of_cdrs_counts(
    varied: Play, wanted: dict[str, Any], expected: list[int]
) -> None:
    found = varied.ask("getCdrList", **wanted)
    calls = varied.box.calls
    assert keys(found["cdr"]) == [calls[index].key for index in expected]
    assert found["total"] == str(len(expected))


def test_both_ends_of_the_span_are_included_to_the_second(varied: Play) -> None:
    text = varied.box.clock.text
    moments = [text(call.answered or call.started) for call in varied.box.calls]
    found = varied.ask("getCdrList", startTime=moments[1], endTime=moments[2])
    assert keys(found["cdr"]) == [call.key for call in varied.box.calls[1:3]]


def test_a_call_that_is_not_over_is_in_no_list(play: Play) -> None:
    play.box.call_in("1000", NUMBER)
    play.box.clock.advance(10)
    assert play.ask("getCdrList")["cdr"] == play.ask("getRecordsList", startKey=0)["record"] == []


def test_a_cap_cuts_a_long_answer_and_total_tells_all(varied: Play) -> None:
    before = varied.box.settings
    varied.box.settings = replace(before, cdr_cap=3)
    found = varied.ask("getCdrList")
    varied.box.settings = before
    assert (found["total"], len(found["cdr"])) == ("4", 3)


def test_each_customer_sees_its_own_calls() -> None:
    customers = {"C2": SECRET, "C3": "0" * 32}
    with Sandbox(customers) as box, Customer(box.url) as customer:
        box.agents["1000"].login()
        box.call_in("1000", NUMBER, customer="C3")
        box.clock.advance(60)
        assert customer.command("getCdrList", {"seq": "1"})["data"]["response"]["cdr"] == []
        with CallCenter(box.url, auth=DigestAuth("C3", "0" * 32), trust_env=False) as api:
            assert [row.customer for row in api.get_cdr_list().cdr] == ["C3"]


def test_without_history_a_new_sandbox_has_no_calls() -> None:
    assert Sandbox().calls == ()


def test_the_history_stands_in_the_lists_and_its_recordings_are_there() -> None:
    with playing(history=True) as play:
        assert play.ask("getCdrList", startTime="2018-09-10 00:00:00")["total"] != "0"
        names = [row["filename"] for row in play.ask("getRecordsList", startKey=0)["record"]]
        assert {play.customer.http.get(name).status_code for name in names if name} == {200}
        assert play.heard == []
