"""How values of a reply are read: times, amounts, numbers, sets, and what the spec doesn't know."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from callcenter_client import (
    Cdr,
    ConfigurationError,
    GetAgentStatusResponse,
    GetCdrListResponse,
    Record,
    ReleaseCause,
    ServerStatus,
    ServiceType,
    UnexpectedResponse,
    WorkStatus,
)
from tests.client.raw_server import RawServer, accepted

if TYPE_CHECKING:
    from tests.client.asking import Asking

SHANGHAI = ZoneInfo("Asia/Shanghai")
MOMENT = datetime(2018, 9, 10, 14, 39, 20, tzinfo=SHANGHAI)


def row(ask: Asking, server: RawServer, **fields: Any) -> Cdr:
    """The one row of a list, as the client reads it."""
    server.replies(accepted(cdr=[fields]))
    response: GetCdrListResponse = ask("get_cdr_list")
    (found,) = response.cdr
    return found


TIMES = {
    "text": ("2018-09-10 14:39:20", MOMENT),
    "seconds": (1536561560, MOMENT),
    "seconds as text": ("1536561560", MOMENT),
    "milliseconds": (1536561560250, MOMENT.replace(microsecond=250_000)),
    "milliseconds as text": ("1536561560000", MOMENT),
    "an empty text": ("", None),
    "zero as text": ("0", None),
    "zero": (0, None),
    "null": (None, None),
    "the zero date": ("0000-00-00 00:00:00", None),
}


@pytest.mark.parametrize(("came", "expected"), TIMES.values(), ids=TIMES.keys())
def test_a_time_is_aware_or_none(
    ask: Asking, server: RawServer, came: object, expected: datetime | None
) -> None:
    answer_time = row(ask, server, answerTime=came).answer_time

    assert answer_time == expected
    assert answer_time is None or answer_time.utcoffset() == timedelta(hours=8)


def test_a_time_that_is_missing_is_none(ask: Asking, server: RawServer) -> None:
    assert row(ask, server, key="1").answer_time is None


@pytest.mark.parametrize(
    ("tz", "expected"),
    [
        ("UTC", datetime(2018, 9, 10, 14, 39, 20, tzinfo=UTC)),
        ("Europe/Berlin", datetime(2018, 9, 10, 12, 39, 20, tzinfo=UTC)),
        (timezone(timedelta(hours=-3)), datetime(2018, 9, 10, 17, 39, 20, tzinfo=UTC)),
    ],
    ids=["UTC", "a name", "a tzinfo"],
)
def test_platform_local_text_is_read_in_the_clients_zone(
    ask: Asking, server: RawServer, tz: Any, expected: datetime
) -> None:
    answer_time = row(ask.set(tz=tz), server, answerTime="2018-09-10 14:39:20").answer_time

    assert answer_time == expected


def test_epoch_numbers_are_the_same_moment_in_each_zone(ask: Asking, server: RawServer) -> None:
    answer_time = row(ask.set(tz="UTC"), server, answerTime="1536561560").answer_time

    assert (answer_time, answer_time and answer_time.tzname()) == (MOMENT, "UTC")


@pytest.mark.parametrize("tz", ["Mars/Olympus", "", "../Asia/Shanghai", 8, None, []])
def test_a_zone_that_does_not_exist_is_a_configuration_error(ask: Asking, tz: Any) -> None:
    with pytest.raises(ConfigurationError, match=r"^tz is .*, expected the name of a time zone"):
        ask.set(tz=tz)("get_agent_info")


AMOUNTS = {
    "a number": (b"0.06", "0.06"),
    "text": (b'"0.06"', "0.06"),
    "a whole number": (b"2", "2"),
    "a trailing zero": (b"0.060", "0.060"),
    "more digits than a float has": (b"0.12345678901234567890123", "0.12345678901234567890123"),
    "text with an exponent": (b'"6E-2"', "0.06"),
}


@pytest.mark.parametrize(("written", "expected"), AMOUNTS.values(), ids=AMOUNTS.keys())
def test_a_fee_is_exactly_what_was_written(
    ask: Asking, server: RawServer, written: bytes, expected: str
) -> None:
    server.replies(
        '{"result":{"error":0},"data":{"response":{"result":{"error":0},"cdr":[{"fee":'
        f"{written.decode()}}}]}}}}}}"
    )

    response: GetCdrListResponse = ask("get_cdr_list")

    assert [str(cdr.fee) for cdr in response.cdr] == [str(Decimal(expected))]


@pytest.mark.parametrize(
    ("came", "expected"),
    [
        ("7", 7),
        (7, 7),
        ("0", 0),
        ("", None),
        (None, None),
        ("00012", 12),
        ("4294967295", 4294967295),
    ],
)
def test_a_length_is_an_int(
    ask: Asking, server: RawServer, came: object, expected: int | None
) -> None:
    assert row(ask, server, timeLength=came).time_length == expected


@pytest.mark.parametrize(
    ("field", "came"),
    [
        ("timeLength", "1_000"),
        ("timeLength", " 5 "),
        ("timeLength", "٣"),
        ("timeLength", 3.7),
        ("timeLength", True),
        ("timeLength", [7]),
        ("timeLength", "7s"),
        ("fee", "0,06"),
        ("fee", "free"),
        ("fee", True),
        ("answerTime", "yesterday"),
        ("answerTime", "2018-02-30 00:00:00"),
        ("answerTime", "２０１８-09-10 14:39:20"),
        ("answerTime", 10**30),
        ("answerTime", {}),
        ("callee", {"number": "13770761337"}),
        ("callee", True),
        ("serviceType", [5]),
    ],
)
def test_a_value_that_is_no_form_of_its_type_is_never_guessed(
    ask: Asking, server: RawServer, field: str, came: object
) -> None:
    server.replies(accepted(cdr=[{"key": "1", field: came}]))

    with pytest.raises(UnexpectedResponse) as raised:
        ask("get_cdr_list")

    name = {
        "timeLength": "time_length",
        "answerTime": "answer_time",
        "serviceType": "service_type",
    }.get(field, field)
    assert f"the reply can't be read: Cdr.{name} is " in str(raised.value)
    assert raised.value.outcome == "unknown"


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"total": "many"}, "GetCdrListResponse.total"),
        ({"cdr": "none"}, "GetCdrListResponse.cdr"),
        ({"cdr": [None]}, "GetCdrListResponse.cdr"),
        ({"cdr": ["6"]}, "GetCdrListResponse.cdr"),
    ],
)
def test_an_unreadable_list_is_an_error_that_names_it(
    ask: Asking, server: RawServer, fields: dict[str, Any], name: str
) -> None:
    server.replies(accepted(**fields))

    with pytest.raises(UnexpectedResponse, match=f"the reply can't be read: {name} is "):
        ask("get_cdr_list")


@pytest.mark.parametrize(
    ("came", "expected"),
    [
        ("5", ServiceType.CLICK_TO_DIAL),
        (5, ServiceType.CLICK_TO_DIAL),
        ("05", ServiceType.CLICK_TO_DIAL),
    ],
)
def test_a_known_number_is_its_member(
    ask: Asking, server: RawServer, came: object, expected: ServiceType
) -> None:
    assert row(ask, server, serviceType=came).service_type is expected


@pytest.mark.parametrize(
    ("came", "expected"),
    [
        ("99", "99"),
        (99, "99"),
        ("internal", "internal"),
        ("", None),
        (None, None),
        ("007x", "007x"),
    ],
)
def test_an_unknown_number_is_the_text_that_came(
    ask: Asking, server: RawServer, came: object, expected: str | None
) -> None:
    found = row(ask, server, serviceType=came)

    assert (found.service_type, type(found.service_type)) == (expected, type(expected))


def test_causes_of_the_platforms_own_stay_text(ask: Asking, server: RawServer) -> None:
    causes = ["486", "1001"]
    server.replies(accepted(cdr=[{"releaseCause": cause} for cause in causes]))

    response: GetCdrListResponse = ask("get_cdr_list")

    assert [cdr.release_cause for cdr in response.cdr] == [ReleaseCause.BUSY_HERE, "1001"]


@pytest.mark.parametrize(
    ("work", "server_status", "expected"),
    [
        ("BUSY", "RINGBACK", (WorkStatus.BUSY, ServerStatus.RINGBACK)),
        ("LUNCH", "DANCING", ("LUNCH", "DANCING")),
        ("online", "", ("online", None)),
        (None, 5, (None, "5")),
    ],
)
def test_a_state_is_a_member_or_the_text_that_came(
    ask: Asking,
    server: RawServer,
    work: object,
    server_status: object,
    expected: tuple[object, object],
) -> None:
    server.replies(accepted(workStatus=work, serverStatus=server_status))

    response: GetAgentStatusResponse = ask("get_agent_status", agent="1000")

    found = (response.work_status, response.server_status)
    assert (found, [type(value) for value in found]) == (
        expected,
        [type(value) for value in expected],
    )


def test_members_have_labels_in_two_languages() -> None:
    assert (WorkStatus.BUSY.label(), WorkStatus.BUSY.label("zh")) == ("Busy", "示忙")
    assert (ServiceType.TRANSFER.label("en"), ServiceType.TRANSFER.label("zh")) == (
        "Call transfer (core)",
        "呼叫转移",
    )


def test_a_label_in_another_language_is_refused() -> None:
    with pytest.raises(ValueError, match="lang is 'fr', expected 'en' or 'zh'"):
        WorkStatus.BUSY.label("fr")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_members_print_as_their_values() -> None:
    assert f"{WorkStatus.BUSY} {ServiceType.INCOMING}" == "BUSY 2"


def test_unknown_fields_are_in_extra(ask: Asking, server: RawServer) -> None:
    server.replies(accepted(workStatus="ONLINE", mood="good", skills=[1, {"x": None}]))

    response: GetAgentStatusResponse = ask("get_agent_status", agent="1000")

    assert response.extra == {"mood": "good", "skills": [1, {"x": None}]}


def test_unknown_fields_of_a_row_are_in_its_extra(ask: Asking, server: RawServer) -> None:
    assert row(ask, server, key="1", city="南京").extra == {"city": "南京"}


def test_a_known_field_is_not_in_extra(ask: Asking, server: RawServer) -> None:
    assert row(ask, server, key="", fee=None, timeLength="7").extra == {}


@pytest.mark.parametrize(
    ("came", "expected"),
    [("4294967295", "4294967295"), (6, "6"), ("007", "007"), (2**63, "9223372036854775808")],
)
def test_a_key_is_the_text_that_came(
    ask: Asking, server: RawServer, came: object, expected: str
) -> None:
    assert row(ask, server, key=came).key == expected


def test_what_is_missing_is_none_or_an_empty_list(ask: Asking, server: RawServer) -> None:
    server.replies('{"result":{"error":0},"data":{"response":{"result":{"error":0}}}}')

    response: GetCdrListResponse = ask("get_cdr_list")

    assert (response.seq, response.user_data, response.total, response.cdr) == (
        None,
        None,
        None,
        [],
    )


def test_an_object_as_json_can_be_read_again() -> None:
    came = {
        "key": "6",
        "serviceType": 5,
        "answerTime": "2018-09-10 14:39:20",
        "fee": "0.06",
        "releaseCause": "1001",
        "city": "南京",
    }

    cdr = Cdr.from_dict(came)

    assert cdr.to_dict() == came
    assert Cdr.from_dict(cdr.to_dict()) == cdr


def test_objects_of_their_own_share_nothing() -> None:
    first, second = GetCdrListResponse(), GetCdrListResponse()
    first.cdr.append(Cdr())
    first.extra["x"] = 1

    assert (second.cdr, second.extra) == ([], {})


def test_reading_leaves_what_was_given_as_it_was() -> None:
    came = {"key": "6", "city": "南京"}

    Record.from_dict(came)

    assert came == {"key": "6", "city": "南京"}
