"""What a caller may not give: refused before anything is sent, with the argument, the value and what was expected."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from callcenter_client import InvalidCommand, TaskMode, WorkStatus

if TYPE_CHECKING:
    from tests.client.asking import Asking
    from tests.client.raw_server import RawServer

NUMBER = "13770761337"
DIAL = {"agent": "1000", "callee": NUMBER}
TASK: dict[str, Any] = {"agent": "1000", "callees": [NUMBER], "mode": 2}
CODE = {"verify_code": "1234", "callee": NUMBER}

DIGITS_1_8 = "1 to 8 digits 0-9"
DIGITS = "digits 0-9 only"

# Method, good arguments, the bad one, how the error names it, what it expects.
VALUES: list[tuple[str, dict[str, Any], dict[str, Any], str, str]] = [
    ("call_number", DIAL, {"callee": "１３９00001111"}, "callee", DIGITS),
    ("call_number", DIAL, {"callee": "+8613900001111"}, "callee", DIGITS),
    ("call_number", DIAL, {"callee": "139 0000 1111"}, "callee", DIGITS),
    ("call_number", DIAL, {"callee": "13900001111\n"}, "callee", DIGITS),
    ("call_number", DIAL, {"callee": "1390000\x001111"}, "callee", DIGITS),
    ("call_number", DIAL, {"callee": ""}, "callee", DIGITS),
    ("call_number", DIAL, {"callee": -13900001111}, "callee", DIGITS),
    ("call_number", DIAL, {"callee": 10**5000}, "callee", "a number of a reasonable length"),
    ("call_number", DIAL, {"agent": ""}, "agent", DIGITS_1_8),
    ("call_number", DIAL, {"agent": "123456789"}, "agent", DIGITS_1_8),
    ("call_number", DIAL, {"agent": 123456789}, "agent", DIGITS_1_8),
    ("call_number", DIAL, {"agent": "10a"}, "agent", DIGITS_1_8),
    ("call_number", DIAL, {"seq": "1a"}, "seq", "text that fits ^[0-9]*$"),
    ("call_number", DIAL, {"seq": "-1"}, "seq", "text that fits ^[0-9]*$"),
    ("call_number", DIAL, {"user_data": "x" * 31}, "user_data", "at most 30 characters, not 31"),
    (
        "call_number",
        DIAL,
        {"user_data": "\ud800"},
        "user_data",
        "text that UTF-8 can hold (no lone surrogates)",
    ),
    (
        "voice_verify",
        CODE,
        {"user_data": "x" * 101},
        "user_data",
        "at most 100 characters, not 101",
    ),
    ("voice_verify", CODE, {"verify_code": "12"}, "verify_code", "3 to 8 digits 0-9"),
    ("voice_verify", CODE, {"verify_code": "123456789"}, "verify_code", "3 to 8 digits 0-9"),
    ("voice_verify", CODE, {"play_times": 0}, "play_times", "at least 1 and at most 5"),
    ("voice_verify", CODE, {"play_times": 6}, "play_times", "at least 1 and at most 5"),
    (
        "voice_verify",
        CODE,
        {"play_times": 10**5000},
        "play_times",
        "a number of a reasonable length",
    ),
    ("call_task_create", TASK, {"callees": []}, "callees", "at least 1 item"),
    (
        "call_task_create",
        TASK,
        {"callees": [NUMBER] * 1001},
        "callees",
        "at most 1000 items, not 1001",
    ),
    ("call_task_create", TASK, {"callees": [NUMBER, "x"]}, "callees[1]", DIGITS),
    (
        "call_task_create",
        TASK,
        {"callers": [NUMBER] * 101},
        "callers",
        "at most 100 items, not 101",
    ),
    ("call_task_create", TASK, {"callers": [NUMBER, ""]}, "callers[1]", DIGITS),
    (
        "call_task_create",
        TASK,
        {"mode": 3},
        "mode",
        "one of 2 (TaskMode.CALLEE_FIRST), 5 (TaskMode.AGENT_FIRST)",
    ),
    (
        "call_task_create",
        TASK,
        {"mode": "2"},
        "mode",
        "one of 2 (TaskMode.CALLEE_FIRST), 5 (TaskMode.AGENT_FIRST)",
    ),
    (
        "call_task_create",
        TASK,
        {"mode": 10**5000},
        "mode",
        "one of 2 (TaskMode.CALLEE_FIRST), 5 (TaskMode.AGENT_FIRST)",
    ),
    ("call_task_create", TASK, {"multiplier": 0.99}, "multiplier", "at least 1 and less than 5"),
    ("call_task_create", TASK, {"multiplier": 5}, "multiplier", "at least 1 and less than 5"),
    (
        "call_task_create",
        TASK,
        {"multiplier": 10**5000},
        "multiplier",
        "at least 1 and less than 5",
    ),
    ("call_task_create", TASK, {"multiplier": float("nan")}, "multiplier", "a finite number"),
    ("call_task_create", TASK, {"multiplier": float("inf")}, "multiplier", "a finite number"),
    (
        "call_task_control",
        {"task_id": "31", "action": "start"},
        {"action": "Start"},
        "action",
        "one of 'start' (TaskAction.START), 'stop' (TaskAction.STOP)",
    ),
    (
        "call_task_control",
        {"task_id": "31", "action": "start"},
        {"task_id": "task-31"},
        "task_id",
        DIGITS,
    ),
    ("get_records_list", {"start_key": 0}, {"start_key": -1}, "start_key", "at least 0"),
    ("get_cdr_list", {}, {"time_length_min": -1}, "time_length_min", "at least 0"),
    ("get_cdr_list", {}, {"service_type": "5a"}, "service_type", DIGITS),
    ("get_cdr_list", {}, {"service_type": "1_0"}, "service_type", DIGITS),
    ("get_cdr_list", {}, {"service_type": -1}, "service_type", DIGITS),
    ("get_cdr_list", {}, {"agent": ["8000", "x"]}, "agent[1]", DIGITS_1_8),
    *[
        (
            "get_cdr_list",
            {},
            {"start_time": text},
            "start_time",
            "a datetime, or a text such as 2018-09-10 14:39:20",
        )
        for text in (
            "",
            "2018-09-10",
            "2018-09-10T14:39:20",
            "2018-9-10 14:39:20",
            "2018-02-30 00:00:00",
            "2018-09-10 24:00:00",
            "2018-09-10 14:39:20 ",
            "２０１８-09-10 14:39:20",
            "1536561560",
        )
    ],
    (
        "get_cdr_list",
        {},
        {"end_time": datetime.max.replace(tzinfo=UTC)},
        "end_time",
        "a time that the platform's zone can show",
    ),
    (
        "call_number",
        DIAL,
        {"extra": {"callee": NUMBER}},
        "extra['callee']",
        "the argument for `callee` itself",
    ),
    (
        "call_number",
        DIAL,
        {"extra": {"userData": "x"}},
        "extra['userData']",
        "the argument for `userData` itself",
    ),
]


def ids(rows: list[tuple[str, dict[str, Any], dict[str, Any], str, str]]) -> list[str]:
    return [f"{method}-{field}-{number}" for number, (method, _, _, field, _) in enumerate(rows)]


@pytest.mark.parametrize(("method", "good", "bad", "field", "expected"), VALUES, ids=ids(VALUES))
def test_a_value_that_does_not_fit_is_refused_before_sending(
    ask: Asking,
    server: RawServer,
    method: str,
    good: dict[str, Any],
    bad: dict[str, Any],
    field: str,
    expected: str,
) -> None:
    with pytest.raises(InvalidCommand) as raised:
        ask(method, **good | bad)

    error = raised.value
    assert (error.field, error.expected, error.outcome, error.attempts) == (
        field,
        expected,
        "not_sent",
        0,
    )
    assert (isinstance(error, ValueError), error.sent_at, server.requests) == (True, None, [])
    assert f": {field} is " in str(error)
    assert str(error).endswith(f", expected {expected}")
    assert len(str(error)) < 300


TEXT = "a str or an int"
TYPES: list[tuple[str, dict[str, Any], dict[str, Any], str, str]] = [
    *[
        ("call_number", DIAL, {"callee": value}, "callee", TEXT)
        for value in (
            13900001111.0,
            True,
            b"13900001111",
            ["13900001111"],
            {},
            Decimal(1),
            object(),
            [10**5000],
        )
    ],
    ("call_number", DIAL, {"callee": None}, "callee", "a value: it must be given"),
    ("call_number", DIAL, {"agent": 1000.0}, "agent", TEXT),
    ("call_number", DIAL, {"seq": 1.0}, "seq", TEXT),
    ("call_number", DIAL, {"user_data": b"x"}, "user_data", TEXT),
    (
        "hangup_call",
        {"agent": "1000"},
        {"user_data": None},
        "user_data",
        "a value: it must be given",
    ),
    ("hangup_call", {"agent": "1000"}, {"agent": None}, "agent", "a value: it must be given"),
    *[
        ("voice_verify", CODE, {"play_times": value}, "play_times", "an int")
        for value in ("3", 3.0, True, Decimal(3), b"3")
    ],
    *[
        ("call_task_create", TASK, {"callees": value}, "callees", "a list")
        for value in ("13900001111", b"13900001111", 13900001111, {NUMBER: "x"}, 1.5, True)
    ],
    ("call_task_create", TASK, {"callees": None}, "callees", "a value: it must be given"),
    ("call_task_create", TASK, {"callees": [NUMBER, None]}, "callees[1]", "a value"),
    ("call_task_create", TASK, {"callees": [NUMBER, 13900001111.0]}, "callees[1]", TEXT),
    ("call_task_create", TASK, {"callees": [[NUMBER]]}, "callees[0]", TEXT),
    ("call_task_create", TASK, {"callers": NUMBER}, "callers", "a list"),
    ("call_task_create", TASK, {"mode": None}, "mode", "a value: it must be given"),
    *[
        ("call_task_create", TASK, {"mode": value}, "mode", "a TaskMode")
        for value in (2.0, True, b"2", WorkStatus.BUSY)
    ],
    *[
        ("call_task_create", TASK, {"multiplier": value}, "multiplier", "an int or a float")
        for value in ("1.5", True, Decimal("1.5"))
    ],
    (
        "call_task_control",
        {"task_id": "31"},
        {"action": TaskMode.AGENT_FIRST},
        "action",
        "a TaskAction",
    ),
    ("call_task_control", {"task_id": "31"}, {"action": True}, "action", "a TaskAction"),
    ("get_records_list", {}, {"start_key": "0"}, "start_key", "an int"),
    ("get_records_list", {}, {"start_key": None}, "start_key", "a value: it must be given"),
    *[
        ("get_cdr_list", {}, {"start_time": value}, "start_time", "a datetime or a str")
        for value in (1536561560, 1536561560.0, date(2018, 9, 10), True)
    ],
    ("get_cdr_list", {}, {"service_type": 5.0}, "service_type", "a ServiceType"),
    ("get_cdr_list", {}, {"agent": 8000.0}, "agent", "a list"),
    ("get_cdr_list", {}, {"agent": True}, "agent", "a list"),
    ("call_number", DIAL, {"extra": [("x", 1)]}, "extra", "a dict"),
    ("call_number", DIAL, {"extra": {1: 2}}, "extra", "names as str"),
]


@pytest.mark.parametrize(("method", "good", "bad", "field", "expected"), TYPES, ids=ids(TYPES))
def test_a_wrong_type_is_a_type_error_that_names_the_argument(
    ask: Asking,
    server: RawServer,
    method: str,
    good: dict[str, Any],
    bad: dict[str, Any],
    field: str,
    expected: str,
) -> None:
    with pytest.raises(TypeError) as raised:
        ask(method, **good | bad)

    error = raised.value
    assert isinstance(error, InvalidCommand)
    assert (error.field, error.expected, error.outcome, server.requests) == (
        field,
        expected,
        "not_sent",
        [],
    )
    assert f": {field} is " in str(error)


@pytest.mark.parametrize("value", [object(), {1, 2}, b"x", Decimal("0.06"), float("nan"), "\ud800"])
def test_an_extra_field_that_json_can_not_hold_is_refused(
    ask: Asking, server: RawServer, value: object
) -> None:
    with pytest.raises(InvalidCommand) as raised:
        ask("call_number", **DIAL, extra={"note": value})

    assert (raised.value.field, raised.value.outcome, server.requests) == ("extra", "not_sent", [])


@pytest.mark.parametrize(
    "method", ["call_number", "get_agent_status", "call_task_create", "get_records_list"]
)
def test_an_argument_that_is_missing_or_misspelt_is_a_type_error(
    ask: Asking, server: RawServer, method: str
) -> None:
    with pytest.raises(TypeError, match="missing"):
        ask(method)
    with pytest.raises(TypeError, match="calee"):
        ask(method, calee=NUMBER)

    assert server.requests == []


def test_arguments_are_given_by_name(ask: Asking, server: RawServer) -> None:
    with pytest.raises(TypeError, match="positional"):
        ask("call_number", "1000", NUMBER)

    assert server.requests == []


def test_what_was_given_is_on_the_error_whole(ask: Asking) -> None:
    with pytest.raises(InvalidCommand) as raised:
        ask("call_number", agent="1000", callee="+8613900001111")

    assert raised.value.value == "+8613900001111"


@pytest.mark.parametrize(
    ("callee", "shown"),
    [
        ("139 0000 1111", "'139…11' with ' ' as its character 4"),
        ("13900001111\n", "'139…1\\n'"),
        ("1390000１111", "'139…11' with '１' as its character 8"),
        ("+8613900001111", "'+86…11'"),
    ],
)
def test_what_is_no_digit_is_told_though_the_number_is_shortened(
    ask: Asking, callee: str, shown: str
) -> None:
    with pytest.raises(InvalidCommand) as raised:
        ask("call_number", agent="1000", callee=callee)

    assert f"CallNumber: callee is {shown}, expected digits 0-9 only" == str(raised.value)


@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("call_number", {"agent": "1000", "callee": "+8613900001111"}),
        ("call_number", {"agent": "1000", "callee": 13900001111.0}),
        ("call_number", {"agent": "1000", "callee": b"13900001111"}),
        ("call_number", {"agent": "1000", "callee": ["13900001111"]}),
        ("call_number", {"agent": "13900001111", "callee": "13900001111"}),
        ("call_number", {"agent": "1000", "callee": "13900001111", "user_data": "13900001111" * 3}),
        (
            "call_number",
            {"agent": "1000", "callee": "13900001111", "extra": {"callee": "13900001111"}},
        ),
        ("call_task_create", {"agent": "1000", "callees": "13900001111", "mode": 2}),
        ("call_task_create", {"agent": "1000", "callees": {"13900001111": 1}, "mode": 2}),
        (
            "call_task_create",
            {"agent": "1000", "callees": ["13900001111", "13900001111x"], "mode": 2},
        ),
        ("call_task_create", {"agent": "1000", "callees": ["13900001111"] * 1001, "mode": 2}),
        ("call_task_create", {"agent": "1000", "callees": ["13900001111"], "mode": "13900001111"}),
        ("get_cdr_list", {"start_time": "13900001111"}),
        ("get_cdr_list", {"service_type": "13900001111x"}),
        ("request", {"name": "CallMultiNumbers", "command": [("callee", "13900001111")]}),
        (
            "request",
            {"name": "CallMultiNumbers", "command": {"callee": "13900001111", "x": object()}},
        ),
    ],
)
def test_a_refusal_does_not_print_a_whole_number(
    ask: Asking, method: str, arguments: dict[str, Any]
) -> None:
    with pytest.raises(InvalidCommand) as raised:
        ask(method, **arguments)

    shown = f"{raised.value!s} {raised.value!r} {raised.value.args}"
    assert ("13900001111" in shown, "139000" in shown) == (False, False)
