"""What one call, or a view, sets apart from its client; operations and versions that the spec lacks."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any

import pytest

from callcenter_auth import DigestAuth, compute_digest
from callcenter_client import (
    ApiError,
    AsyncCallCenter,
    CallCenter,
    ConfigurationError,
    InvalidCommand,
    TransportError,
    UnexpectedResponse,
    UnsupportedOperation,
)
from tests.client.asking import BLOCK, SECRET, Asking, plain_async_http, plain_http, published_auth
from tests.client.raw_server import RawServer, Reply, accepted


@pytest.mark.parametrize(
    ("options", "param"),
    [
        ({}, None),
        ({"lang": "zh_CN"}, '{"lang":"zh_CN"}'),
        ({"debug": True}, '{"debug":"true"}'),
        ({"debug": False}, None),
        ({"debug": True, "lang": "en_US"}, '{"debug":"true","lang":"en_US"}'),
    ],
)
def test_options_stand_in_the_param_of_the_message(
    ask: Asking, server: RawServer, options: dict[str, Any], param: str | None
) -> None:
    server.replies(accepted())

    ask("agent_login", agent="1000", seq="1", options=options)

    between = f'"param":{param},' if param else ""
    command = '{"seq":"1","agent":"1000"}'
    assert server.only.body.decode() == f'{{"authentication":{BLOCK},{between}"request":{command}}}'


def test_an_option_goes_before_the_clients_setting(ask: Asking, server: RawServer) -> None:
    server.replies(accepted(), accepted())
    ask = ask.set(lang="zh_CN", debug=True)

    ask("agent_login", agent="1000")
    ask("agent_login", agent="1000", options={"lang": None, "debug": False})

    first, second = (request.message.get("param") for request in server.requests)
    assert (first, second) == ({"debug": "true", "lang": "zh_CN"}, None)


@pytest.mark.parametrize(
    ("agent", "sent"), [("1000", "1000"), (1000, "1000"), ("", None), (None, None)]
)
def test_the_acting_agent_stands_in_the_block(
    ask: Asking, server: RawServer, agent: str | int | None, sent: str | None
) -> None:
    server.replies(accepted())

    ask("get_agent_info", options={"agent": agent})

    assert server.only.message["authentication"].get("agent") == sent


def test_the_acting_agent_of_a_call_goes_before_that_of_the_auth(
    ask: Asking, server: RawServer
) -> None:
    server.replies(accepted(), accepted())
    ask = ask.set(auth=DigestAuth("C2", SECRET, agent="2000"))

    ask("get_agent_info")
    ask("get_agent_info", options={"agent": "1000"})

    assert [request.message["authentication"]["agent"] for request in server.requests] == [
        "2000",
        "1000",
    ]


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"agent": "10a"}, "options['agent']"),
        ({"agent": "123456789"}, "options['agent']"),
        ({"agent": 1.5}, "options['agent']"),
        ({"language": "zh_CN"}, "options"),
        ({"retry": 3}, "options"),
        (3, "options"),
        ("debug", "options"),
    ],
)
def test_an_option_that_can_not_be_used_is_refused_before_sending(
    ask: Asking, server: RawServer, options: Any, field: str
) -> None:
    with pytest.raises(InvalidCommand) as raised:
        ask("get_agent_info", options=options)

    assert (raised.value.field, raised.value.outcome, server.requests) == (field, "not_sent", [])


def test_the_timeout_of_a_call_goes_before_the_clients(ask: Asking, server: RawServer) -> None:
    server.replies(Reply(then="wait"))

    with pytest.raises(TransportError, match="ReadTimeout"):
        ask.set(timeout=60)("agent_login", agent="1000", options={"timeout": 0.25})

    assert len(server.requests) == 1


# Views


def test_a_view_changes_what_it_is_told_and_leaves_its_parent(server: RawServer) -> None:
    server.replies(*[accepted()] * 3)

    with (
        plain_http() as http,
        CallCenter(server.url, auth=published_auth(), http_client=http) as api,
    ):
        view = api.with_options(
            revision=4, lang="en_US", debug=True, auth=DigestAuth("SCCC-test", "ab" * 16)
        )
        api.agent_login(agent="1000")
        view.agent_login(agent="1000")
        api.agent_login(agent="1000")

    assert [request.path for request in server.requests] == [
        f"/openapi/V2.0.{revision}/AgentLogin" for revision in (6, 4, 6)
    ]
    assert [request.message.get("param") for request in server.requests] == [
        None,
        {"debug": "true", "lang": "en_US"},
        None,
    ]
    blocks = [request.message["authentication"] for request in server.requests]
    assert [block["customer"] for block in blocks] == ["C2", "SCCC-test", "C2"]
    assert blocks[1]["digest"] == compute_digest(
        "SCCC-test", blocks[1]["timestamp"], blocks[1]["seq"], "ab" * 16
    )


def test_a_view_of_the_async_client_does_the_same(server: RawServer) -> None:
    server.replies(accepted(), accepted())

    async def use() -> None:
        async with (
            plain_async_http() as http,
            AsyncCallCenter(server.url, auth=published_auth(), http_client=http) as api,
        ):
            await api.with_options(revision=1).agent_login(agent="1000")
            await api.agent_login(agent="1000")

    asyncio.run(use())

    assert [request.path.split("/")[2] for request in server.requests] == ["V2.0.1", "V2.0.6"]


def test_a_view_keeps_what_it_is_not_told(server: RawServer) -> None:
    server.replies(accepted())

    with (
        plain_http() as http,
        CallCenter(
            server.url,
            auth=published_auth(),
            http_client=http,
            revision=4,
            lang="en_US",
            tz="UTC",
            api_path="/api",
        ) as api,
    ):
        api.with_options(debug=True).get_cdr_list(
            start_time=datetime.fromisoformat("2018-09-10T14:39:20+08:00")
        )

    assert server.only.path == "/api/getCdrList"
    assert server.only.message["param"] == {"debug": "true", "lang": "en_US"}
    assert server.only.command["startTime"] == "2018-09-10 06:39:20"


def test_a_view_can_take_back_what_its_parent_has(server: RawServer) -> None:
    server.replies(accepted())

    with (
        plain_http() as http,
        CallCenter(
            server.url, auth=published_auth(), http_client=http, lang="en_US", api_path="/api"
        ) as api,
    ):
        api.with_options(lang=None, api_path=None).agent_login(agent="1000")

    assert (server.only.path, server.only.message.get("param")) == (
        "/openapi/V2.0.6/AgentLogin",
        None,
    )


def test_closing_a_view_closes_nothing(server: RawServer) -> None:
    server.replies(accepted())

    with CallCenter(server.url, auth=published_auth(), trust_env=False) as api:
        with api.with_options(revision=4):
            pass
        api.agent_login(agent="1000")

    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "changes", [{"revision": 5}, {"tz": "Mars/Olympus"}, {"api_path": "x"}, {"auth": ("C2", "x")}]
)
def test_a_view_is_checked_as_a_client_is(server: RawServer, changes: dict[str, Any]) -> None:
    with (
        plain_http() as http,
        CallCenter(server.url, auth=published_auth(), http_client=http) as api,
        pytest.raises(ConfigurationError, match=f"^{next(iter(changes))} is "),
    ):
        api.with_options(**changes)


# Revisions and versions


@pytest.mark.parametrize(
    ("method", "arguments", "revision", "has"),
    [
        ("get_agent_info", {}, 4, (6,)),
        ("get_records_list", {"start_key": 0}, 3, (4, 6)),
        ("get_cdr_list", {}, 2, (1, 6)),
    ],
)
def test_an_operation_that_the_revision_lacks_names_those_that_have_it(
    ask: Asking,
    server: RawServer,
    method: str,
    arguments: dict[str, Any],
    revision: int,
    has: tuple[int, ...],
) -> None:
    with pytest.raises(UnsupportedOperation) as raised:
        ask.set(revision=revision)(method, **arguments)

    error = raised.value
    assert (error.revision, error.revisions, error.outcome, error.sent_at) == (
        revision,
        has,
        "not_sent",
        None,
    )
    assert f"it is in revision {', '.join(map(str, has))}" in str(error)
    assert server.requests == []


@pytest.mark.parametrize("api_path", ["/openapi/V2.1.0", "/openapi/V2.1.0/"])
def test_an_api_path_replaces_the_path_and_its_checks(
    ask: Asking, server: RawServer, api_path: str
) -> None:
    server.replies(accepted())

    ask.set(api_path=api_path, revision=5)("get_agent_info")

    assert server.only.path == "/openapi/V2.1.0/getAgentInfo"


# Operations that the spec lacks


def test_an_unknown_operation_goes_out_as_given_and_comes_back_as_a_dict(
    ask: Asking, server: RawServer
) -> None:
    server.replies(accepted(taskID=31, report={"total": "2"}))
    command = {"seq": "1", "callees": ["13770761337", "13813902888"], "userData": "u"}

    response = ask("request", "CallMultiNumbers", command)

    assert server.only.path == "/openapi/V2.0.6/CallMultiNumbers"
    assert server.only.body.decode() == (
        f'{{"authentication":{BLOCK},"request":'
        '{"seq":"1","callees":["13770761337","13813902888"],"userData":"u"}}'
    )
    assert response == {
        "seq": "1",
        "result": {"error": 0, "msg": ""},
        "taskID": 31,
        "report": {"total": "2"},
    }
    assert command == {"seq": "1", "callees": ["13770761337", "13813902888"], "userData": "u"}


def test_an_unknown_operation_gets_a_seq(ask: Asking, server: RawServer) -> None:
    server.replies(accepted())

    ask("request", "CallMultiNumbers", {})

    assert list(server.only.command) == ["seq"]
    assert server.only.command["seq"].isdigit()


def test_an_unknown_operation_takes_options_and_revisions(ask: Asking, server: RawServer) -> None:
    server.replies(accepted())

    ask.set(revision=2)(
        "request", "VoiceNotifaction", {}, options={"lang": "zh_CN", "agent": "1000"}
    )

    assert server.only.path == "/openapi/V2.0.2/VoiceNotifaction"
    assert server.only.message["param"] == {"lang": "zh_CN"}
    assert server.only.message["authentication"]["agent"] == "1000"


def test_an_unknown_operation_has_the_same_errors(ask: Asking, server: RawServer) -> None:
    server.replies('{"result":{"error":0},"data":{"response":{"result":{"error":"7","msg":"no"}}}}')

    with pytest.raises(ApiError) as raised:
        ask("request", "CallMultiNumbers", {"seq": "9", "userData": "u"})

    error = raised.value
    assert (error.operation, error.code, error.seq, error.user_data) == (
        "CallMultiNumbers",
        7,
        "9",
        "u",
    )
    assert error.command == {"seq": "9", "userData": "u"}


@pytest.mark.parametrize(
    "reply", ['{"result":{"error":0},"data":null}', "<html>", '{"result":{"error":true}}']
)
def test_an_unknown_operation_has_the_same_checks(
    ask: Asking, server: RawServer, reply: str
) -> None:
    server.replies(reply)

    with pytest.raises(UnexpectedResponse) as raised:
        ask("request", "CallMultiNumbers", {})

    assert (raised.value.operation, raised.value.outcome) == ("CallMultiNumbers", "unknown")


@pytest.mark.parametrize(
    ("name", "command", "field"),
    [
        ("", {}, "name"),
        ("../x", {}, "name"),
        ("Call Numbers", {}, "name"),
        ("Call?x", {}, "name"),
        ("呼叫", {}, "name"),
        ("CallMultiNumbers\n", {}, "name"),
        (5, {}, "name"),
        (None, {}, "name"),
        ("CallMultiNumbers", [("seq", "1")], "command"),
        ("CallMultiNumbers", None, "command"),
        ("CallMultiNumbers", {"x": object()}, "extra"),
        ("CallMultiNumbers", {"x": float("nan")}, "extra"),
        ("CallMultiNumbers", {"x": b"1"}, "extra"),
        ("CallMultiNumbers", {"x": "\ud800"}, "extra"),
    ],
)
def test_an_unknown_operation_that_can_not_be_sent_is_refused(
    ask: Asking, server: RawServer, name: Any, command: Any, field: str
) -> None:
    with pytest.raises(InvalidCommand) as raised:
        ask("request", name, command)

    assert (raised.value.field, raised.value.outcome, server.requests) == (field, "not_sent", [])
