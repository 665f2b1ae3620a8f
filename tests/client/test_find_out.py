"""After an unknown outcome: what is asked, with what, and what it amounts to."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from callcenter_client import (
    ApiError,
    CallCenter,
    CallCenterError,
    CallNumberCommand,
    InvalidCommand,
    InvalidCommandType,
    TransportError,
)
from callcenter_client._spec import OPERATIONS
from callcenter_client._times import to_platform
from tests.client.asking import Asking, published_auth
from tests.client.calls import NUMBER, SAMPLES
from tests.client.raw_server import RawServer, Received, Reply, accepted

if TYPE_CHECKING:
    from callcenter_client._finding import Finding

FINDABLE = [name for name, operation in OPERATIONS.items() if operation.find_out]
SHANGHAI_OFFSET = timedelta(hours=8)


def test_these_operations_can_be_found_out_about() -> None:
    assert set(FINDABLE) == {
        "VoiceVerify",
        "CallNumber",
        "HangupCall",
        "CallTaskCreate",
        "CallTaskAddNumbers",
    }


class Platform:
    """Loses the reply to a command, and answers what is asked about it.

    Args:
        answers: Fields of the answers, by operation.
    """

    def __init__(self, **answers: dict[str, Any]) -> None:
        self.answers = answers
        self.asked: list[tuple[str, dict[str, Any]]] = []

    def __call__(self, request: Received) -> Any:
        name = request.path.rpartition("/")[2]
        if name in FINDABLE:
            return Reply()
        self.asked.append((name, request.command))
        return accepted(**self.answers.get(name, {}))


def lost(ask: Asking, server: RawServer, name: str, platform: Platform) -> CallCenterError:
    server.answer = platform
    sample = SAMPLES[name]
    with pytest.raises(TransportError) as raised:
        ask(sample.method, **sample.arguments)
    assert raised.value.outcome == "unknown"
    return raised.value


ROWS = {"total": 1, "cdr": [{"key": "6", "callee": NUMBER}]}
NO_ROWS: dict[str, Any] = {"total": "0"}
CASES: list[tuple[str, dict[str, dict[str, Any]], list[bool]]] = [
    ("VoiceVerify", {"getCdrList": ROWS}, [True]),
    ("VoiceVerify", {"getCdrList": NO_ROWS}, [False]),
    ("CallNumber", {"getAgentStatus": {"serverStatus": "RINGING"}}, [True, False]),
    ("CallNumber", {"getAgentStatus": {"serverStatus": "RINGBACK"}}, [True, False]),
    ("CallNumber", {"getAgentStatus": {"serverStatus": "CALL_OUT"}}, [True, False]),
    ("CallNumber", {"getAgentStatus": {"serverStatus": "CALL_IN"}}, [False, False]),
    ("CallNumber", {"getAgentStatus": {"serverStatus": "IDLE"}, "getCdrList": ROWS}, [False, True]),
    ("CallNumber", {"getAgentStatus": {"serverStatus": "DANCING"}}, [False, False]),
    ("CallNumber", {}, [False, False]),
    ("HangupCall", {"getAgentStatus": {"serverStatus": "IDLE"}}, [True]),
    ("HangupCall", {"getAgentStatus": {"serverStatus": "PROCESS"}}, [True]),
    ("HangupCall", {"getAgentStatus": {"serverStatus": "CALL_OUT"}}, [False]),
    ("CallTaskCreate", {"CallTaskQuery": {"taskID": 31}}, [True]),
    ("CallTaskCreate", {"CallTaskQuery": {"taskID": ""}}, [False]),
    ("CallTaskAddNumbers", {"CallTaskQuery": {"taskID": "31"}}, [True]),
    ("CallTaskAddNumbers", {"CallTaskQuery": {}}, [False]),
]


@pytest.mark.parametrize(("name", "answers", "seen"), CASES)
def test_what_the_platform_shows_is_the_finding(
    ask: Asking, server: RawServer, name: str, answers: dict[str, Any], seen: list[bool]
) -> None:
    error = lost(ask, server, name, Platform(**answers))

    found: Finding = ask("find_out", error)

    assert [each.seen for each in found.evidence] == seen
    assert found.verdict == ("seen" if any(seen) else "not_seen")
    assert [each.method for each in found.evidence] == [
        question.method for question in OPERATIONS[name].find_out
    ]
    assert all(each.answer.meta is not None for each in found.evidence)


def test_a_dial_is_asked_about_by_its_agent_its_number_and_its_time(
    ask: Asking, server: RawServer
) -> None:
    platform = Platform()
    error = lost(ask, server, "CallNumber", platform)

    ask("find_out", error)

    (status, status_command), (cdrs, cdrs_command) = platform.asked
    assert (status, status_command["agent"]) == ("getAgentStatus", "1000")
    assert (cdrs, cdrs_command["callee"]) == ("getCdrList", NUMBER)
    assert cdrs_command["agent"] in ("1000", ["1000"])
    assert error.sent_at is not None
    since = error.sent_at - timedelta(minutes=2)  # the clocks may differ
    assert cdrs_command["startTime"] == to_platform(since, since.tzinfo)  # type: ignore[arg-type]


def test_options_hold_for_each_question(ask: Asking, server: RawServer) -> None:
    error = lost(ask, server, "CallNumber", Platform())

    ask("find_out", error, options={"lang": "en_US"})

    assert [request.message["param"] for request in server.requests[1:]] == [
        {"lang": "en_US"},
        {"lang": "en_US"},
    ]


def test_a_question_that_fails_is_that_error(ask: Asking, server: RawServer) -> None:
    error = lost(ask, server, "CallNumber", Platform())
    server.answer = lambda _: {"result": {"error": 9, "msg": "no"}}

    with pytest.raises(ApiError) as raised:
        ask("find_out", error)

    assert raised.value.operation == "getAgentStatus"


def test_a_dial_of_a_batch_is_asked_about_by_itself(ask: Asking, server: RawServer) -> None:
    platform = Platform(getCdrList=ROWS)
    server.answer = platform
    commands = [
        CallNumberCommand(agent="1000", callee=NUMBER),
        CallNumberCommand(agent="2000", callee="10086"),
    ]
    first, second = ask("call_number_batch", commands)

    assert ask("find_out", second).verdict == "seen"

    assert next(command.get("agent") for _, command in platform.asked) == "2000"
    assert platform.asked[1][1]["callee"] == "10086"
    assert first.outcome == second.outcome == "unknown"


def test_a_dial_by_request_is_asked_about_too(ask: Asking, server: RawServer) -> None:
    server.answer = Platform(getCdrList=ROWS)
    with pytest.raises(TransportError) as raised:
        ask("request", "CallNumber", {"agent": "1000", "callee": NUMBER})

    assert ask("find_out", raised.value).verdict == "seen"


@pytest.mark.parametrize("callee", ["+86", NUMBER])
def test_where_nothing_can_have_happened_nothing_is_asked(
    ask: Asking, server: RawServer, callee: str
) -> None:
    """Other calls of the agent would look like an effect of the one that was refused."""
    platform = Platform(getAgentStatus={"serverStatus": "RINGING"}, getCdrList=ROWS)
    server.replies({"result": {"error": 7, "msg": "busy"}})
    with pytest.raises(CallCenterError) as raised:
        ask("call_number", agent="1000", callee=callee)
    server.answer = platform

    found = ask("find_out", raised.value)

    assert (found.verdict, found.evidence, platform.asked) == ("not_seen", [], [])


@pytest.mark.parametrize("name", sorted(set(OPERATIONS) - set(FINDABLE)))
def test_what_can_not_be_found_out_about_is_told(ask: Asking, server: RawServer, name: str) -> None:
    server.answer = lambda _: Reply()
    sample = SAMPLES[name]
    with pytest.raises(TransportError) as raised:
        ask.set(retries=0)(sample.method, **sample.arguments)

    with pytest.raises(InvalidCommand, match="an error about one of CallNumber, CallTask") as told:
        ask("find_out", raised.value)

    assert (told.value.field, told.value.outcome) == ("error", "not_sent")


@pytest.mark.parametrize("error", [None, "CallNumber", ValueError("x"), 7])
def test_something_else_than_an_error_of_ours_is_a_type_error(ask: Asking, error: Any) -> None:
    with pytest.raises(InvalidCommandType) as raised:
        ask("find_out", error)

    assert raised.value.field == "error"


# user_data


@pytest.mark.parametrize("name", FINDABLE)
def test_user_data_is_filled_in_where_it_makes_a_command_findable(
    ask: Asking, server: RawServer, name: str
) -> None:
    server.answer = lambda _: accepted(**SAMPLES[name].fields)
    sample = SAMPLES[name]

    made = [ask(sample.method, **sample.arguments).meta.user_data for _ in range(2)]

    if name == "HangupCall":
        # Its `user_data` is a required field of the contract, with a default of its own (§5 HangupCall).
        assert made == ["", ""]
    else:
        assert made == [request.command["userData"] for request in server.requests]
        assert len(set(made)) == 2
        assert all(16 <= len(text) <= 30 for text in made)


@pytest.mark.parametrize("name", sorted(set(OPERATIONS) - set(FINDABLE)))
def test_it_is_left_out_elsewhere(ask: Asking, server: RawServer, name: str) -> None:
    server.answer = lambda _: accepted(**SAMPLES[name].fields)
    sample = SAMPLES[name]

    response = ask(sample.method, **sample.arguments)

    assert ("userData" in server.only.command, response.meta.user_data) == (False, None)


@pytest.mark.parametrize("given", ["", "order-7"])
def test_what_is_given_is_sent(ask: Asking, server: RawServer, given: str) -> None:
    server.replies(accepted())

    response = ask("call_number", agent="1000", callee=NUMBER, user_data=given)

    assert (server.only.command["userData"], response.meta.user_data) == (given, given)


def test_the_text_is_on_the_error(server: RawServer) -> None:
    server.replies(Reply())
    with (
        CallCenter(server.url, auth=published_auth()) as api,
        pytest.raises(TransportError) as raised,
    ):
        api.call_number(agent="1000", callee=NUMBER)

    assert raised.value.user_data == server.only.command["userData"]
