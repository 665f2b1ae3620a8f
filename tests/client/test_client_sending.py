"""What goes out, byte for byte: paths, headers, the envelope, and each command as it was given (§1, §3, §5)."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from callcenter_client import ServiceType, TaskAction, TaskMode
from callcenter_client._spec import OPERATIONS
from tests.client.asking import BLOCK, Asking
from tests.client.raw_server import RawServer, accepted

Arguments = dict[str, Any]

# Method, operation, arguments, the command on the wire. The one of HangupCall always has its userData (§5).
COMMANDS: list[tuple[str, str, Arguments, str]] = [
    (
        "voice_verify",
        "VoiceVerify",
        {"verify_code": "0123", "callee": "013770761337", "play_times": 2, "user_data": "u"},
        '{"seq":"1","verifyCode":"0123","playTimes":2,"callee":"013770761337","userData":"u"}',
    ),
    ("agent_query_status", "AgentQueryStatus", {"agent": "1000"}, '{"seq":"1","agent":"1000"}'),
    ("get_agent_status", "getAgentStatus", {"agent": 1000}, '{"seq":"1","agent":"1000"}'),
    ("get_agent_info", "getAgentInfo", {}, '{"seq":"1"}'),
    ("agent_login", "AgentLogin", {"agent": "0001"}, '{"seq":"1","agent":"0001"}'),
    ("agent_logout", "AgentLogout", {"agent": "1000"}, '{"seq":"1","agent":"1000"}'),
    ("agent_set_busy", "AgentSetBusy", {"agent": "1000"}, '{"seq":"1","agent":"1000"}'),
    (
        "agent_set_idle",
        "AgentSetIdle",
        {"agent": "1000", "user_data": "备注"},
        '{"seq":"1","userData":"备注","agent":"1000"}',
    ),
    (
        "call_number",
        "CallNumber",
        {"agent": "1000", "callee": "13770761337", "user_data": "order-7"},
        '{"seq":"1","userData":"order-7","agent":"1000","callee":"13770761337"}',
    ),
    ("hangup_call", "HangupCall", {"agent": "1000"}, '{"seq":"1","userData":"","agent":"1000"}'),
    (
        "call_task_create",
        "CallTaskCreate",
        {
            "agent": "1000",
            "callees": ["13770761337", 13813902888],
            "mode": TaskMode.AGENT_FIRST,
            "task_name": "autumn",
            "callers": ["02584567890"],
            "multiplier": 1.5,
            "user_data": "u",
        },
        (
            '{"seq":"1","userData":"u","agent":"1000","taskName":"autumn","callees":["13770761337","13813902888"],'
            '"callers":["02584567890"],"mode":5,"multiplier":1.5}'
        ),
    ),
    ("call_task_query", "CallTaskQuery", {"agent": "1000"}, '{"seq":"1","agent":"1000"}'),
    (
        "call_task_control",
        "CallTaskControl",
        {"task_id": 31, "action": "stop", "agent": "1000"},
        '{"seq":"1","agent":"1000","taskID":"31","action":"stop"}',
    ),
    (
        "call_task_add_numbers",
        "CallTaskAddNumbers",
        {"task_id": "31", "agent": "1000", "callees": ("13770761337",), "user_data": "u"},
        '{"seq":"1","userData":"u","taskID":"31","agent":"1000","callees":["13770761337"]}',
    ),
    ("get_records_list", "getRecordsList", {"start_key": 0}, '{"seq":"1","startKey":0}'),
    (
        "get_cdr_list",
        "getCdrList",
        {
            "agent": ["8000", 8001],
            "service_type": 5,
            "start_time": "2018-09-10 00:00:00",
            "end_time": datetime.fromisoformat("2018-09-10 23:59:59"),
            "caller": 15612343021,
            "callee": "13770761337",
            "time_length_min": 1,
            "time_length_max": 60,
            "user_data": "u",
        },
        (
            '{"seq":"1","userData":"u","agent":["8000","8001"],"serviceType":5,"startTime":"2018-09-10 00:00:00",'
            '"endTime":"2018-09-10 23:59:59","caller":"15612343021","callee":"13770761337","timeLengthMin":1,'
            '"timeLengthMax":60}'
        ),
    ),
]
IDS = [method for method, *_ in COMMANDS]
FINDABLE = ["voice_verify", "call_number", "call_task_create", "call_task_add_numbers"]
LEAST = {method: arguments | {"user_data": None} for method, _, arguments, _ in COMMANDS}


def test_the_table_has_every_operation() -> None:
    assert {operation for _, operation, _, _ in COMMANDS} == OPERATIONS.keys()


@pytest.mark.parametrize(("method", "operation", "arguments", "command"), COMMANDS, ids=IDS)
def test_a_command_goes_out_signed_and_exactly_as_given(
    ask: Asking, server: RawServer, method: str, operation: str, arguments: Arguments, command: str
) -> None:
    server.replies(accepted())

    ask(method, seq="1", **arguments)

    body = f'{{"authentication":{BLOCK},"request":{command}}}'
    assert server.only.request_line == f"POST /openapi/V2.0.6/{operation} HTTP/1.1"
    assert server.only.body.decode() == body


def test_the_headers_are_those_of_the_contract(ask: Asking, server: RawServer) -> None:
    server.replies(accepted())

    ask("agent_set_idle", agent="1000", user_data="备注")

    assert (server.only.header("accept"), server.only.header("content-type")) == (
        ["application/json"],
        ["application/json"],
    )
    assert server.only.header("content-length") == [str(len(server.only.body))]
    assert server.only.header("transfer-encoding") == []


@pytest.mark.parametrize("revision", [1, 2, 3, 4, 6])
def test_the_path_has_the_clients_revision(ask: Asking, server: RawServer, revision: int) -> None:
    server.replies(accepted())

    ask.set(revision=revision)("agent_login", agent="1000")

    assert server.only.path == f"/openapi/V2.0.{revision}/AgentLogin"


def test_a_server_may_live_below_a_path(ask: Asking, server: RawServer) -> None:
    server.replies(accepted())

    ask.at(f"{server.url}/pbx/")("agent_login", agent="1000")

    assert server.only.path == "/pbx/openapi/V2.0.6/AgentLogin"


def test_each_command_has_a_seq_of_its_own(ask: Asking, server: RawServer) -> None:
    server.replies(*[accepted()] * 3)

    for _ in range(3):
        ask("agent_login", agent="1000")

    seqs = [request.command["seq"] for request in server.requests]
    assert len(set(seqs)) == 3
    assert all(re.fullmatch("[0-9]{1,16}", seq) for seq in seqs)


@pytest.mark.parametrize(
    ("seq", "sent"),
    [
        ("", ""),
        ("0007", "0007"),
        (7, "7"),
        ("123456789012345678901234", "123456789012345678901234"),
    ],
)
def test_a_seq_goes_out_as_given(ask: Asking, server: RawServer, seq: str | int, sent: str) -> None:
    server.replies(accepted())

    ask("agent_login", agent="1000", seq=seq)

    assert server.only.command["seq"] == sent


@pytest.mark.parametrize("method", FINDABLE)
def test_what_can_be_found_out_gets_a_user_data(
    ask: Asking, server: RawServer, method: str
) -> None:
    server.replies(accepted(), accepted())

    responses = [ask(method, **LEAST[method]) for _ in range(2)]

    sent = [request.command["userData"] for request in server.requests]
    assert [response.meta.user_data for response in responses] == sent
    assert len(set(sent)) == 2
    assert all(re.fullmatch("[0-9a-z]{16}", text) for text in sent)


@pytest.mark.parametrize("method", FINDABLE)
def test_an_empty_user_data_opts_out(ask: Asking, server: RawServer, method: str) -> None:
    server.replies(accepted())

    ask(method, **LEAST[method] | {"user_data": ""})

    assert server.only.command["userData"] == ""


@pytest.mark.parametrize("method", sorted(set(IDS) - {*FINDABLE, "hangup_call"}))
def test_the_others_send_none_that_was_not_given(
    ask: Asking, server: RawServer, method: str
) -> None:
    server.replies(accepted())

    ask(method, **LEAST[method])

    assert "userData" not in server.only.command


@pytest.mark.parametrize(("given", "sent"), [("call-9", "call-9"), (9, "9"), ("", "")])
def test_hangup_sends_the_user_data_that_it_is_given(
    ask: Asking, server: RawServer, given: str | int, sent: str
) -> None:
    server.replies(accepted())

    ask("hangup_call", agent="1000", user_data=given)

    assert server.only.command["userData"] == sent


@pytest.mark.parametrize(("method", "most"), [("call_number", 30), ("voice_verify", 100)])
def test_user_data_may_be_as_long_as_the_contract_says_in_characters(
    ask: Asking, server: RawServer, method: str, most: int
) -> None:
    server.replies(accepted())

    ask(method, **LEAST[method] | {"user_data": "备" * most})

    assert server.only.command["userData"] == "备" * most


@pytest.mark.parametrize(
    ("method", "argument", "wire", "given", "sent"),
    [
        ("call_task_create", "mode", "mode", 2, 2),
        ("call_task_create", "mode", "mode", TaskMode.CALLEE_FIRST, 2),
        ("call_task_control", "action", "action", "start", "start"),
        ("call_task_control", "action", "action", TaskAction.STOP, "stop"),
        ("get_cdr_list", "service_type", "serviceType", ServiceType.TRANSFER, 9),
        ("get_cdr_list", "service_type", "serviceType", 99, 99),
        ("get_cdr_list", "service_type", "serviceType", "5", 5),
    ],
)
def test_an_enum_is_given_by_member_or_by_value(
    ask: Asking,
    server: RawServer,
    method: str,
    argument: str,
    wire: str,
    given: object,
    sent: object,
) -> None:
    server.replies(accepted())

    ask(method, **LEAST[method] | {argument: given})

    assert server.only.command[wire] == sent


PLUS_8 = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    ("tz", "given", "sent"),
    [
        ("Asia/Shanghai", datetime.fromisoformat("2018-09-10 14:39:20"), "2018-09-10 14:39:20"),
        ("Europe/Berlin", datetime.fromisoformat("2018-09-10 14:39:20"), "2018-09-10 14:39:20"),
        ("Asia/Shanghai", datetime(2018, 9, 10, 6, 39, 20, tzinfo=UTC), "2018-09-10 14:39:20"),
        ("Asia/Shanghai", datetime(2018, 9, 10, 14, 39, 20, tzinfo=PLUS_8), "2018-09-10 14:39:20"),
        ("Europe/Berlin", datetime(2018, 9, 10, 14, 39, 20, tzinfo=PLUS_8), "2018-09-10 08:39:20"),
        ("Europe/Berlin", datetime(2018, 12, 10, 14, 39, 20, tzinfo=PLUS_8), "2018-12-10 07:39:20"),
        (
            "Asia/Shanghai",
            datetime.fromisoformat("2018-09-10 14:39:20.999999"),
            "2018-09-10 14:39:20",
        ),
        ("Asia/Shanghai", datetime.fromisoformat("0001-01-01"), "0001-01-01 00:00:00"),
        ("Europe/Berlin", "2018-09-10 14:39:20", "2018-09-10 14:39:20"),
    ],
)
def test_a_time_goes_out_as_platform_local_text(
    ask: Asking, server: RawServer, tz: str, given: datetime | str, sent: str
) -> None:
    server.replies(accepted())

    ask.set(tz=tz)("get_cdr_list", start_time=given)

    assert server.only.command["startTime"] == sent


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ("8000", "8000"),
        (8000, "8000"),
        (["8000"], ["8000"]),
        (("8000", 8001), ["8000", "8001"]),
        ({"8000"}, ["8000"]),
    ],
)
def test_one_agent_or_several_may_be_asked_for(
    ask: Asking, server: RawServer, given: object, sent: object
) -> None:
    server.replies(accepted())

    ask("get_cdr_list", agent=given)

    assert server.only.command["agent"] == sent


def test_a_thousand_callees_go_out_in_their_order(ask: Asking, server: RawServer) -> None:
    server.replies(accepted())
    callees = [str(13_000_000_000 + 7919 * index % 1000) for index in range(1000)]

    ask("call_task_create", agent="1000", callees=callees, mode=2)

    assert server.only.command["callees"] == callees


def test_what_the_spec_lacks_goes_out_behind_the_rest(ask: Asking, server: RawServer) -> None:
    server.replies(accepted())

    ask(
        "call_number",
        agent="1000",
        callee="13770761337",
        seq="1",
        user_data="u",
        extra={"lineMode": 2, "caller": "02584567890", "note": "呼"},
    )

    command = (
        '{"seq":"1","userData":"u","agent":"1000","callee":"13770761337",'
        '"lineMode":2,"caller":"02584567890","note":"呼"}'
    )
    assert server.only.body.decode() == f'{{"authentication":{BLOCK},"request":{command}}}'


def test_the_callers_own_objects_stay_as_they_were(ask: Asking, server: RawServer) -> None:
    server.replies(accepted())
    callees, extra = ["13770761337", 13813902888], {"x": {"y": 1}}

    ask("call_task_create", agent="1000", callees=callees, mode=2, extra=extra)

    assert (callees, extra) == (["13770761337", 13813902888], {"x": {"y": 1}})
