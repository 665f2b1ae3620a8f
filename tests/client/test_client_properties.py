"""For any input: identifiers are ASCII digits, bounds hold, and a reply of any shape is a response or a declared error."""

from __future__ import annotations

import copy
import json
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from callcenter_client import (
    AgentLoginCommand,
    CallCenter,
    CallCenterError,
    CallNumberCommand,
    CallTaskCreateCommand,
    CallTaskQueryCommand,
    GetCdrListCommand,
    GetCdrListResponse,
    GetRecordsListCommand,
    InvalidCommand,
    VoiceVerifyCommand,
    new_user_data,
    number_key,
    webhooks,
)
from tests.client.asking import plain_http, published_auth
from tests.client.raw_server import RawServer, http

if TYPE_CHECKING:
    from collections.abc import Callable

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = timedelta(days=1)
FIRST, LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
NUMBER = "13770761337"

# A busy machine is no fault of what is tested.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

digits = st.text("0123456789", max_size=12)
digits_of_any_script = st.text(st.characters(categories=["Nd", "Nl", "No"]), max_size=9)
nearly_digits = st.tuples(digits, st.text(max_size=1), digits).map("".join)
texts = digits | digits_of_any_script | nearly_digits | st.text(max_size=10)


def is_taken(make: Callable[[], Any]) -> bool:
    """Is a command accepted? Nothing but an InvalidCommand refuses it."""
    try:
        make().to_dict()
    except InvalidCommand:
        return False
    return True


@patient
@given(texts)
@example("1390000111\n")
@example("\n13900001111")
@example("１３９00001111")
@example("²")
def test_a_number_is_taken_if_it_is_ascii_digits_and_goes_out_as_it_is(text: str) -> None:
    is_right = re.fullmatch("[0-9]+", text, re.ASCII) is not None

    assert is_taken(lambda: CallNumberCommand(agent="1", callee=text)) is is_right
    if is_right:
        assert CallNumberCommand(agent="1", callee=text).to_dict()["callee"] == text


@patient
@given(texts)
def test_an_agent_is_taken_if_it_is_one_to_eight_ascii_digits(text: str) -> None:
    is_right = re.fullmatch("[0-9]{1,8}", text, re.ASCII) is not None

    assert is_taken(lambda: AgentLoginCommand(agent=text)) is is_right
    assert is_taken(lambda: CallTaskQueryCommand(agent=text)) is is_right
    assert is_taken(lambda: GetCdrListCommand(agent=[text])) is is_right


@patient
@given(texts)
def test_a_seq_is_taken_if_it_is_ascii_digits_or_empty(text: str) -> None:
    is_right = re.fullmatch("[0-9]*", text, re.ASCII) is not None

    assert is_taken(lambda: AgentLoginCommand(agent="1", seq=text)) is is_right


@patient
@given(texts)
def test_a_code_is_taken_if_it_is_three_to_eight_ascii_digits(text: str) -> None:
    is_right = re.fullmatch("[0-9]{3,8}", text, re.ASCII) is not None

    assert is_taken(lambda: VoiceVerifyCommand(verify_code=text, callee="1")) is is_right


@patient
@given(st.text(max_size=40) | st.text("备注", min_size=28, max_size=32))
def test_user_data_is_taken_if_it_is_thirty_characters_at_most(text: str) -> None:
    assert is_taken(lambda: AgentLoginCommand(agent="1", user_data=text)) is (len(text) <= 30)


@patient
@given(st.integers())
@example(10**5000)
def test_an_integer_is_the_same_as_its_decimal_text(number: int) -> None:
    is_right = 0 <= number < 10**1000

    assert is_taken(lambda: CallNumberCommand(agent="1", callee=number)) is is_right
    if is_right:
        assert CallNumberCommand(agent="1", callee=number).to_dict()["callee"] == str(number)


@patient
@given(st.integers() | st.integers(-2, 8))
def test_a_count_is_taken_within_its_bounds(number: int) -> None:
    assert is_taken(
        lambda: VoiceVerifyCommand(verify_code="123", callee="1", play_times=number)
    ) is (1 <= number <= 5)
    assert is_taken(lambda: GetRecordsListCommand(start_key=number)) is (number >= 0)


@patient
@given(st.floats() | st.integers() | st.floats(0, 6))
def test_a_multiplier_is_taken_from_1_to_below_5(number: float) -> None:
    make = lambda: CallTaskCreateCommand(agent="1", callees=["1"], mode=2, multiplier=number)  # noqa: E731

    assert is_taken(make) is (1 <= number < 5)


@patient
@given(st.integers(0, 1002) | st.sampled_from([0, 1, 999, 1000, 1001]))
def test_a_list_is_taken_up_to_its_limit(length: int) -> None:
    callees = [NUMBER] * length

    assert is_taken(lambda: CallTaskCreateCommand(agent="1", callees=callees, mode=2)) is (
        1 <= length <= 1000
    )
    assert is_taken(
        lambda: CallTaskCreateCommand(agent="1", callees=["1"], mode=2, callers=callees)
    ) is (length <= 100)


@patient
@given(st.datetimes(timezones=st.timezones() | st.none()))
def test_a_datetime_goes_out_as_text_that_comes_back_as_the_same_time(moment: datetime) -> None:
    assume(moment.tzinfo is None or FIRST + DAY < moment < LAST - DAY)

    sent = GetCdrListCommand(start_time=moment).to_dict(SHANGHAI)["startTime"]

    local = moment if moment.tzinfo is None else moment.astimezone(SHANGHAI)
    read = datetime.strptime(sent, "%Y-%m-%d %H:%M:%S").replace(tzinfo=SHANGHAI)
    assert read == local.replace(microsecond=0, tzinfo=SHANGHAI)


@patient
@given(st.text(max_size=20))
def test_a_prefix_of_user_data_is_taken_if_it_is_printable_ascii_and_leaves_room(
    prefix: str,
) -> None:
    is_right = len(prefix) <= 14 and re.fullmatch("[ -~]*", prefix) is not None
    try:
        made = new_user_data(prefix)
    except InvalidCommand:
        assert is_right is False
    else:
        assert (is_right, made[: len(prefix)], len(made) - len(prefix)) == (True, prefix, 16)


def test_user_data_does_not_repeat_and_sorts_by_time() -> None:
    made = [new_user_data("order-") for _ in range(2000)]

    assert len(set(made)) == 2000
    assert sorted(made, key=lambda text: text[:15]) == made


@patient
@given(st.integers(10**10, 10**11 - 1))
def test_a_mobile_line_has_one_key_with_and_without_its_zero(number: int) -> None:
    text = f"1{str(number)[1:]}"

    assert number_key(f"0{text}") == number_key(text) == number_key(int(text)) == text


@pytest.mark.parametrize(
    "number", ["02584567890", "26104935", "10086", "0013900001111", "０13900001111", ""]
)
def test_other_numbers_are_their_own_key(number: str) -> None:
    assert number_key(number) == number


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.sampled_from(["0", "", "13770761337", "2018-09-10 14:39:20", "0xF0000001", "-1", 0]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=5,
)


def fields(*names: str) -> st.SearchStrategy[dict[str, Any]]:
    """An object with some of these fields, each of any value."""
    return st.fixed_dictionaries({}, optional=dict.fromkeys(names, json_values))


results = st.sampled_from([{"error": 0}, {"error": "0", "msg": ""}]) | fields("error", "msg")
cdrs = fields(
    "key", "agent", "serviceType", "answerTime", "timeLength", "fee", "releaseCause", "result"
)
responses = st.fixed_dictionaries(
    {"result": results},
    optional={"seq": json_values, "total": json_values, "cdr": st.lists(cdrs, max_size=2) | cdrs},
)
replies = st.fixed_dictionaries(
    {"result": results},
    optional={
        "data": json_values | fields("response") | st.fixed_dictionaries({"response": responses})
    },
)


def test_a_reply_of_any_shape_is_a_response_or_a_declared_error() -> None:
    with RawServer() as server, plain_http() as mine:
        api = CallCenter(server.url, auth=published_auth(), http_client=mine)

        @settings(patient, max_examples=150)
        @given(replies)
        def check(reply: dict[str, Any]) -> None:
            server.replies(http(json.dumps(reply)))
            result: object
            try:
                result = api.get_cdr_list()
            except CallCenterError as error:
                result = error

            if isinstance(result, CallCenterError):
                assert (result.outcome in ("refused", "unknown"), result.attempts) == (True, 1)
            else:
                assert (type(result), copy.deepcopy(result)) == (GetCdrListResponse, result)

        check()


notify = fields(
    "type",
    "seq",
    "userData",
    "customer",
    "agent",
    "number",
    "call_type",
    "Call_type",
    "startTime",
    "timeLength",
)
known = st.sampled_from(
    ["callstart", "callend", "callin", "callout", "billing", "taskinfo", "clientMark"]
)


@settings(patient, max_examples=150)
@given(notify, known | st.none(), fields("customer", "timestamp", "seq") | json_values)
def test_a_notification_of_any_shape_is_an_event(
    body: dict[str, Any], kind: str | None, authentication: Any
) -> None:
    message = {"authentication": authentication, "notify": body | ({"type": kind} if kind else {})}

    event = webhooks.parse(json.dumps(message))

    assert isinstance(event, webhooks.Notification)
    assert event.raw == message
    assert webhooks.parse(json.dumps(event.raw)) == event
    assert isinstance(event.dedupe_key, str)


@patient
@given(st.binary(max_size=40) | json_values.map(lambda value: json.dumps(value).encode()))
def test_a_body_that_is_no_notification_is_a_value_error(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        webhooks.parse(body)
