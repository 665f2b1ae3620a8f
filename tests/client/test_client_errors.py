"""The family of errors: its tree, what each carries, how it prints, and that it travels."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any, cast

import pytest

from callcenter_client import (
    ApiError,
    CallCenterError,
    CallNumberCommand,
    ConfigurationError,
    GetCdrListResponse,
    InvalidCommand,
    InvalidCommandType,
    TransportError,
    UnexpectedResponse,
    UnsupportedOperation,
    errors,
    webhooks,
)
from tests.client.asking import SECRET, Asking
from tests.client.raw_server import RawServer, Reply, accepted, http

NUMBER = "13770761337"
Travel = Callable[[Any], Any]


def by_pickle(value: Any) -> Any:
    return pickle.loads(pickle.dumps(value))


def by_old_pickle(value: Any) -> Any:
    return pickle.loads(pickle.dumps(value, protocol=2))


@pytest.fixture(params=[by_pickle, by_old_pickle, copy.deepcopy, copy.copy])
def travel(request: pytest.FixtureRequest) -> Travel:
    return cast("Travel", request.param)


def test_the_tree_is_the_one_that_the_module_draws() -> None:
    tree = {
        cls.__name__: [base.__name__ for base in cls.__bases__] for cls in family(CallCenterError)
    }

    assert tree == {
        "CallCenterError": ["Exception"],
        "ConfigurationError": ["CallCenterError"],
        "InvalidCommand": ["CallCenterError", "ValueError"],
        "InvalidCommandType": ["InvalidCommand", "TypeError"],
        "RecordingExists": ["InvalidCommand", "FileExistsError"],
        "UnsupportedOperation": ["CallCenterError"],
        "TransportError": ["CallCenterError"],
        "ApiError": ["CallCenterError"],
        "UnexpectedResponse": ["CallCenterError"],
    }
    drawn = errors.__doc__ or ""
    assert [
        name for name in tree if name not in drawn.split() and name != "InvalidCommandType"
    ] == []


def family(cls: type[Any]) -> list[type[Any]]:
    return [cls, *(below for child in cls.__subclasses__() for below in family(child))]


# Each way to fail: what the server does, how it's asked, and what is raised with which outcome.
FAILURES: dict[
    str, tuple[Reply | bytes | str | None, dict[str, Any], str, type[CallCenterError], str]
] = {
    "configuration": (
        None,
        {"settings": {"revision": 5}},
        "call_number",
        ConfigurationError,
        "not_sent",
    ),
    "a value": (None, {"callee": "+86 13770761337"}, "call_number", InvalidCommand, "not_sent"),
    "a type": (None, {"callee": 13770761337.0}, "call_number", InvalidCommandType, "not_sent"),
    "a revision": (
        None,
        {"settings": {"revision": 4}},
        "get_agent_info",
        UnsupportedOperation,
        "not_sent",
    ),
    "a lost reply": (Reply(), {}, "call_number", TransportError, "unknown"),
    "a refused message": (
        '{"result":{"error":1,"msg":"13770761337 is not allowed"},"logs":"13770761337"}',
        {},
        "call_number",
        ApiError,
        "refused",
    ),
    "a refused command": (
        '{"result":{"error":0},"data":{"response":{"result":{"error":"0xF0000001","msg":"13770761337 is busy"}}}}',
        {},
        "call_number",
        ApiError,
        "refused",
    ),
    "a page": (
        http(
            "<html>13770761337 and 13813902888 are not served here</html>", content_type="text/html"
        ),
        {},
        "call_number",
        UnexpectedResponse,
        "unknown",
    ),
    "an odd reply": (
        '{"result":{"error":0},"data":{"callee":13770761337}}',
        {},
        "call_number",
        UnexpectedResponse,
        "unknown",
    ),
}


@pytest.fixture(params=FAILURES.values(), ids=list(FAILURES))
def failure(request: pytest.FixtureRequest, ask: Asking, server: RawServer) -> CallCenterError:
    reply, changes, method, cls, outcome = request.param
    if reply is not None:
        server.replies(reply)
    dial = {"agent": "1000", "callee": NUMBER} if method == "call_number" else {}
    arguments = dial | {name: value for name, value in changes.items() if name != "settings"}
    with pytest.raises(CallCenterError) as raised:
        ask.set(**changes.get("settings", {}))(method, **arguments, seq="9", user_data="order-7")
    assert (type(raised.value), raised.value.outcome) == (cls, outcome)
    return raised.value


def test_an_error_tells_what_it_is_about(failure: CallCenterError) -> None:
    if isinstance(failure, ConfigurationError):
        assert (failure.operation, failure.command, failure.seq, failure.attempts) == (
            None,
            None,
            None,
            0,
        )
    elif failure.outcome == "not_sent":
        assert failure.operation in ("CallNumber", "getAgentInfo")
        assert (failure.attempts, failure.sent_at) == (0, None)
    else:
        assert (failure.operation, failure.seq, failure.user_data) == ("CallNumber", "9", "order-7")
        assert (failure.attempts, failure.sent_at is not None) == (1, True)


def test_a_failed_command_is_on_its_error(failure: CallCenterError) -> None:
    if failure.operation == "CallNumber":
        assert isinstance(failure.command, CallNumberCommand)
        assert (failure.command.agent, failure.command.seq) == ("1000", "9")


def test_an_error_begins_with_its_operation(failure: CallCenterError) -> None:
    if failure.operation is not None:
        assert str(failure).startswith(f"{failure.operation}: ")


def test_an_error_prints_neither_a_whole_number_nor_the_secret(failure: CallCenterError) -> None:
    shown = f"{failure!s} {failure!r} {failure.args} {failure.command!r}"

    assert [text for text in (NUMBER, "13813902888", SECRET) if text in shown] == []


def test_an_error_survives_the_way_to_another_process(
    failure: CallCenterError, travel: Travel
) -> None:
    arrived = travel(failure)

    assert (type(arrived), str(arrived), arrived.args) == (
        type(failure),
        str(failure),
        failure.args,
    )
    assert arrived.__dict__ == failure.__dict__
    assert arrived.outcome == failure.outcome


def test_an_error_is_caught_by_its_parents(failure: CallCenterError) -> None:
    parents: list[type[Exception]] = [ValueError, TypeError]
    caught = [cls for cls in parents if isinstance(failure, cls)]

    expected: dict[type[CallCenterError], list[type[Exception]]] = {
        InvalidCommand: [ValueError],
        InvalidCommandType: [ValueError, TypeError],
    }
    assert caught == expected.get(type(failure), [])


def test_a_long_page_is_an_excerpt(ask: Asking, server: RawServer) -> None:
    server.replies(http("<p>13770761337</p>\r\n\t" * 500, content_type="text/html"))

    with pytest.raises(UnexpectedResponse) as raised:
        ask("agent_login", agent="1000")

    assert len(raised.value.excerpt) <= 201
    assert raised.value.excerpt.startswith("<p>137…37</p> <p>137…37</p> ")
    assert len(str(raised.value)) < 400


def test_a_number_at_the_edge_of_an_excerpt_is_not_left_whole(
    ask: Asking, server: RawServer
) -> None:
    for before in range(180, 202):
        server.replies(http("x" * before + NUMBER))

        with pytest.raises(UnexpectedResponse) as raised:
            ask("agent_login", agent="1000")

        assert "137707" not in raised.value.excerpt


def test_responses_travel(ask: Asking, server: RawServer, travel: Travel) -> None:
    server.replies(
        accepted(
            total="1", cdr=[{"key": "6", "serviceType": 5, "fee": 0.06, "answerTime": "1536561560"}]
        )
    )

    response: GetCdrListResponse = ask("get_cdr_list")
    arrived = travel(response)

    assert (arrived, arrived.meta, type(arrived)) == (response, response.meta, GetCdrListResponse)
    assert type(arrived.cdr[0].service_type) is type(response.cdr[0].service_type)
    assert arrived.cdr[0].answer_time == response.cdr[0].answer_time


def test_commands_travel(travel: Travel) -> None:
    command = CallNumberCommand(
        agent="1000", callee=NUMBER, user_data="order-7", extra={"lineMode": 2}
    )

    assert travel(command) == command


@pytest.mark.parametrize(
    "notify",
    [
        {
            "type": "billing",
            "session": "s",
            "startTime": "1536561560",
            "timeLength": "7",
            "area": "南京",
        },
        {"type": "clientMark", "data": {"userName": "x"}},
        {"customer": "C2", "agent": "1000", "number": NUMBER, "Call_type": "0", "seq": "1"},
    ],
)
def test_events_travel(travel: Travel, notify: dict[str, Any]) -> None:
    event = webhooks.parse({"authentication": {"timestamp": "1471918933001"}, "notify": notify})

    arrived = travel(event)

    assert (type(arrived), arrived, arrived.raw, arrived.dedupe_key) == (
        type(event),
        event,
        event.raw,
        event.dedupe_key,
    )
