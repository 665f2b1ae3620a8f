"""What a reply says: done, refused, or nothing that one may rely on (§4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from callcenter_client import (
    AgentLoginResponse,
    ApiError,
    CallCenterError,
    GetAgentInfoResponse,
    GetCdrListResponse,
    GetRecordsListResponse,
    Result,
    UnexpectedResponse,
)
from tests.client.raw_server import RawServer, accepted, as_json, http

if TYPE_CHECKING:
    from tests.client.asking import Asking

DONE = AgentLoginResponse(seq="1", result=Result(error=0))
INNER_7 = '{"data":{"seq":"5271","response":{"seq":"1","result":{"error":7,"msg":"no"}}},"result":{"error":0}}'

SUCCESSES = {
    "numbers as numbers": '{"result":{"error":0},"data":{"seq":5271,"response":{"seq":1,"result":{"error":0}}}}',
    "numbers as text": '{"result":{"error":"0"},"data":{"seq":"5271","response":{"seq":"1","result":{"error":"0"}}}}',
    "nulls": '{"result":{"error":0,"msg":null},"logs":null,"data":{"seq":"5271",'
    '"response":{"seq":"1","userData":null,"result":{"error":0,"msg":null}}}}',
    "a BOM before it": "\ufeff" + as_json(accepted()),
    "white space around it": f" \r\n{as_json(accepted())}\n",
    "an array for the one response": '{"result":{"error":0},"data":{"seq":"5271",'
    '"responses":[{"seq":"1","result":{"error":0}}]}}',
    "an array under the name of the one": '{"result":{"error":0},"data":{"seq":"5271",'
    '"response":[{"seq":"1","result":{"error":0}}]}}',
    "the last of two keys counts": '{"result":{"error":7},"result":{"error":0},"data":{"seq":"5271",'
    '"response":{"seq":"9","seq":"1","result":{"error":0}}}}',
}


@pytest.mark.parametrize("reply", SUCCESSES.values(), ids=SUCCESSES.keys())
def test_error_0_at_both_levels_is_success(ask: Asking, server: RawServer, reply: str) -> None:
    server.replies(reply)

    assert ask("agent_login", agent="1000") == DONE


def test_the_reply_of_the_field_notes_is_success(ask: Asking, server: RawServer) -> None:
    server.replies(
        '{"result":{"error":"0","msg":"Successfully."},'
        '"data":{"seq":"5271","response":{"seq":"","result":{"error":0}}},"logs":""}'
    )

    assert ask("agent_login", agent="1000") == AgentLoginResponse(result=Result(error=0))


@pytest.mark.parametrize(
    "content_type", ["text/html", "text/json", "application/json;charset=utf8", "image/png", None]
)
def test_the_content_type_of_a_reply_says_nothing(
    ask: Asking, server: RawServer, content_type: str | None
) -> None:
    server.replies(http(accepted(), content_type=content_type))

    assert ask("agent_login", agent="1000") == DONE


REFUSED_MESSAGES = {
    "data null": '{"result":{"error":3,"msg":"Invalid User."},"data":null,"logs":null}',
    "no data": '{"result":{"error":3,"msg":"Invalid User."}}',
    "data in spite of it": as_json(accepted() | {"result": {"error": "3", "msg": "Invalid User."}}),
}


@pytest.mark.parametrize(
    "status", ["200 OK", "400 Bad Request", "403 Forbidden", "500 Internal Server Error"]
)
@pytest.mark.parametrize("reply", REFUSED_MESSAGES.values(), ids=REFUSED_MESSAGES.keys())
def test_a_refused_message_is_an_api_error_at_any_status(
    ask: Asking, server: RawServer, reply: str, status: str
) -> None:
    server.replies(http(reply, status=status))

    with pytest.raises(ApiError) as raised:
        ask("agent_login", agent="1000")

    error = raised.value
    assert (error.level, error.code, error.msg, error.reason) == (
        "message",
        3,
        "Invalid User.",
        "INVALID_USER",
    )
    assert (error.outcome, error.attempts, len(server.requests)) == ("refused", 1, 1)


@pytest.mark.parametrize("status", ["200 OK", "403 Forbidden", "500 Internal Server Error"])
def test_a_refused_command_is_an_api_error_at_any_status(
    ask: Asking, server: RawServer, status: str
) -> None:
    server.replies(http(INNER_7, status=status))

    with pytest.raises(ApiError) as raised:
        ask("agent_login", agent="1000")

    assert (raised.value.level, raised.value.code, raised.value.msg) == ("command", 7, "no")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("4026531847", 4026531847),
        ('"4026531847"', 4026531847),
        ('"0xF0000001"', "0xF0000001"),
        ("-1", -1),
        ("9007199254740993", 9007199254740993),
        ('"9007199254740993"', 9007199254740993),
        ('"E-17"', "E-17"),
    ],
)
def test_a_code_stays_as_it_came(
    ask: Asking, server: RawServer, written: str, code: int | str
) -> None:
    server.replies(
        '{"result":{"error":0,"msg":""},"data":{"seq":"5271",'
        f'"response":{{"seq":"1","result":{{"error":{written},"msg":"Command exec failed."}}}}}}}}'
    )

    with pytest.raises(ApiError) as raised:
        ask("agent_login", agent="1000")

    error = raised.value
    assert (error.level, error.code, error.reason) == ("command", code, "COMMAND_EXEC_FAILED")


@pytest.mark.parametrize(
    ("msg", "reason"),
    [
        ("Server Not ready, please try again.", "SERVER_NOT_READY"),
        ("Internal Error.", "INTERNAL_ERROR"),
        ("坐席不存在", None),
        ("invalid user", None),
        ("", None),
    ],
)
def test_a_known_text_has_a_name(
    ask: Asking, server: RawServer, msg: str, reason: str | None
) -> None:
    server.replies({"result": {"error": 1, "msg": msg}, "data": None})

    with pytest.raises(ApiError) as raised:
        ask("agent_login", agent="1000")

    assert (raised.value.msg, raised.value.reason) == (msg, reason)


def test_a_refusal_without_a_text_has_none(ask: Asking, server: RawServer) -> None:
    server.replies({"result": {"error": 1}})

    with pytest.raises(ApiError) as raised:
        ask("agent_login", agent="1000")

    assert raised.value.msg is None
    assert (
        str(raised.value)
        == "AgentLogin: the platform refused the message with error 1, without a text"
    )


def test_a_refusal_carries_the_whole_reply(ask: Asking, server: RawServer) -> None:
    reply: dict[str, Any] = {"result": {"error": 1, "msg": "no"}, "data": None, "logs": "step 1"}
    server.replies(reply)

    with pytest.raises(ApiError) as raised:
        ask("agent_login", agent="1000")

    assert (raised.value.reply, raised.value.logs) == (reply, "step 1")


def test_gbk_under_the_name_of_utf_8_keeps_code_and_text(ask: Asking, server: RawServer) -> None:
    reply = '{"result":{"error":12,"msg":"坐席不存在"},"data":null}'.encode("gbk")
    server.replies(http(reply, content_type="application/json; charset=utf-8"))

    with pytest.raises(ApiError) as raised:
        ask("agent_login", agent="1000")

    assert (raised.value.code, raised.value.msg) == (12, "坐席不存在")


def test_gbk_keeps_the_fields_of_a_success(ask: Asking, server: RawServer) -> None:
    row = {"id": "7", "name": "王芳", "staffNo": "1000"}
    server.replies(http(as_json(accepted(data=[row])).encode("gb18030")))

    response: GetAgentInfoResponse = ask("get_agent_info")

    assert [(agent.id, agent.name, agent.staff_no) for agent in response.data] == [
        ("7", "王芳", "1000")
    ]


def envelope(result: str = '{"error":0}', inner: str = '{"error":0}') -> str:
    return (
        f'{{"result":{result},"data":{{"seq":"5271","response":{{"seq":"1","result":{inner}}}}}}}'
    )


NO_VERDICT = {
    "an HTML page": "<html><body>Welcome to the router</body></html>",
    "an empty body": "",
    "white space": " \r\n",
    "a BOM alone": "\ufeff",
    "cut JSON": as_json(accepted())[:-5],
    "something behind the JSON": as_json(accepted()) + "x",
    "two objects": as_json(accepted()) * 2,
    "NaN": envelope(inner='{"error":NaN}'),
    "NaN in a field": '{"result":{"error":0},"x":NaN,"data":{"response":{"result":{"error":0}}}}',
    "Infinity": envelope(inner='{"error":-Infinity}'),
    "an array": f"[{as_json(accepted())}]",
    "a text": '"ok"',
    "a number": "0",
    "null": "null",
    "an object without a result": '{"data":{"seq":"1","response":{"seq":"1","result":{"error":0}}}}',
    "result is a text": envelope('""'),
    "result is null": envelope("null"),
    "result is empty": envelope("{}"),
    "result is an array": envelope("[]"),
    "result is a number": envelope("0"),
    "error is true": envelope('{"error":true}'),
    "error is false": envelope('{"error":false}'),
    "error is empty": envelope('{"error":"","msg":""}'),
    "error is white space": envelope('{"error":" "}'),
    "error is null": envelope('{"error":null}'),
    "error is an array": envelope('{"error":[]}'),
    "the command's result is a text": envelope(inner='""'),
    "the command's result is missing": '{"result":{"error":0},"data":{"response":{"seq":"1"}}}',
    "the command's error is true": envelope(inner='{"error":true}'),
    "the command's error is empty": envelope(inner='{"error":""}'),
    "no data": '{"result":{"error":0}}',
    "data is null": '{"result":{"error":0,"msg":""},"data":null}',
    "data is empty": '{"result":{"error":0},"data":{}}',
    "data is an array": '{"result":{"error":0},"data":[1]}',
    "data is a text": '{"result":{"error":0},"data":"done"}',
    "no response": '{"result":{"error":0},"data":{"seq":"5271"}}',
    "response is null": '{"result":{"error":0},"data":{"seq":"5271","response":null}}',
    "response is a text": '{"result":{"error":0},"data":{"seq":"5271","response":"ok"}}',
    "no responses": '{"result":{"error":0},"data":{"seq":"5271","responses":[]}}',
    "two responses to one command": '{"result":{"error":0},"data":{"responses":'
    '[{"seq":"1","result":{"error":0}},{"seq":"2","result":{"error":0}}]}}',
    "deep nesting": '{"result":{"error":0},"data":' + "[" * 100_000,
    "deep nesting, closed": '{"result":{"error":0},"data":' + "[" * 100_000 + "]" * 100_000 + "}",
    "a number of 6000 digits": '{"result":{"error":' + "1" * 6000 + "}}",
    "a fraction of 6000 digits": envelope('{"error":0.' + "1" * 6000 + "}"),
    "an exponent beyond bounds": envelope('{"error":1e99999999999999999999}'),
}


@pytest.mark.parametrize("reply", NO_VERDICT.values(), ids=NO_VERDICT.keys())
def test_a_reply_without_a_verdict_is_unexpected_and_the_outcome_unknown(
    ask: Asking, server: RawServer, reply: str
) -> None:
    server.replies(http(reply, content_type="text/html; charset=utf-8"))

    with pytest.raises(UnexpectedResponse) as raised:
        ask("agent_login", agent="1000")

    error = raised.value
    assert (error.outcome, error.attempts, len(server.requests)) == ("unknown", 1, 1)
    assert (error.status, error.content_type) == (200, "text/html; charset=utf-8")


@pytest.mark.parametrize(
    "reply",
    ["{}".encode("utf-16"), b"\x00\x01\x02\xff\xfe\xfd", b"\xff" * 100, b"\x80\x00{}"],
    ids=["UTF-16", "bytes", "0xFF", "neither UTF-8 nor GB18030"],
)
def test_a_body_that_is_no_text_is_unexpected(ask: Asking, server: RawServer, reply: bytes) -> None:
    server.replies(http(reply))

    with pytest.raises(UnexpectedResponse) as raised:
        ask("agent_login", agent="1000")

    assert raised.value.outcome == "unknown"


def test_a_body_that_is_not_compressed_as_it_says_leaves_the_outcome_unknown(
    ask: Asking, server: RawServer
) -> None:
    server.replies(http(accepted(), headers={"Content-Encoding": "gzip"}))

    with pytest.raises(CallCenterError) as raised:
        ask("agent_login", agent="1000")

    assert (raised.value.outcome, len(server.requests)) == ("unknown", 1)


STATUSES = [
    "201 Created",
    "302 Found",
    "404 Not Found",
    "500 Internal Server Error",
    "502 Bad Gateway",
]


@pytest.mark.parametrize("status", STATUSES)
def test_acceptance_under_another_status_than_200_is_unexpected(
    ask: Asking, server: RawServer, status: str
) -> None:
    server.replies(http(accepted(), status=status))

    with pytest.raises(UnexpectedResponse) as raised:
        ask("agent_login", agent="1000")

    assert (raised.value.status, raised.value.reply) == (int(status[:3]), accepted())


@pytest.mark.parametrize("status", STATUSES)
def test_a_page_under_another_status_is_unexpected(
    ask: Asking, server: RawServer, status: str
) -> None:
    server.replies(http("<h1>Oops</h1>", status=status, content_type="text/html"))

    with pytest.raises(UnexpectedResponse) as raised:
        ask("agent_login", agent="1000")

    error = raised.value
    assert (error.status, error.content_type, error.excerpt, error.reply) == (
        int(status[:3]),
        "text/html",
        "<h1>Oops</h1>",
        None,
    )


@pytest.mark.parametrize("status", ["301", "302", "303", "307", "308"])
def test_a_redirect_is_not_followed(ask: Asking, server: RawServer, status: str) -> None:
    elsewhere = {"Location": f"{server.url}/elsewhere"}
    server.replies(http(status=f"{status} Elsewhere", headers=elsewhere))

    with pytest.raises(UnexpectedResponse) as raised:
        ask("call_number", agent="1000", callee="13770761337")

    assert (raised.value.status, len(server.requests)) == (int(status), 1)


EMPTY = {
    "null": '{"result":{"error":0,"msg":""},"data":null}',
    "missing": '{"result":{"error":"0","msg":"Successfully."},"logs":""}',
    "an empty text": '{"result":{"error":0},"data":""}',
    "an empty object": '{"result":{"error":0},"data":{}}',
    "an empty array": '{"result":{"error":0},"data":[]}',
}


@pytest.mark.parametrize(
    ("method", "nothing"),
    [
        ("get_cdr_list", GetCdrListResponse()),
        ("get_records_list", GetRecordsListResponse()),
        ("get_agent_info", GetAgentInfoResponse()),
    ],
)
@pytest.mark.parametrize("reply", EMPTY.values(), ids=EMPTY.keys())
def test_a_list_without_data_is_empty(
    ask: Asking, server: RawServer, method: str, nothing: object, reply: str
) -> None:
    server.replies(reply)
    arguments = {"start_key": 0} if method == "get_records_list" else {}

    assert ask(method, **arguments) == nothing


@pytest.mark.parametrize("reply", EMPTY.values(), ids=EMPTY.keys())
def test_a_task_without_data_is_nothing_to_rely_on(
    ask: Asking, server: RawServer, reply: str
) -> None:
    server.replies(reply)

    with pytest.raises(UnexpectedResponse) as raised:
        ask("call_task_create", agent="1000", callees=["13770761337"], mode=2)

    assert (raised.value.operation, raised.value.outcome) == ("CallTaskCreate", "unknown")


def test_a_list_that_is_refused_is_not_empty(ask: Asking, server: RawServer) -> None:
    server.replies('{"result":{"error":2,"msg":"Invalid Data."},"data":null}')

    with pytest.raises(ApiError) as raised:
        ask("get_cdr_list")

    assert raised.value.reason == "INVALID_DATA"
