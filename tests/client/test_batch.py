"""Many commands of one operation: cut into messages, each answer laid beside its command, whatever comes."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from callcenter_client import (
    AgentLoginCommand,
    AgentLoginResponse,
    ApiError,
    CallCenterError,
    CallNumberCommand,
    CallNumberResponse,
    CallTaskCreateCommand,
    GetAgentInfoCommand,
    InvalidCommand,
    InvalidCommandType,
    TransportError,
    UnexpectedResponse,
    UnsupportedOperation,
)
from callcenter_client._spec import OPERATIONS
from tests.client.calls import SAMPLES
from tests.client.raw_server import Answer, RawServer, Received, Reply, http

if TYPE_CHECKING:
    from tests.client.asking import Asking

NUMBER = "13770761337"


def dials(count: int, **fields: Any) -> list[CallNumberCommand]:
    return [CallNumberCommand(agent="1000", callee=NUMBER, **fields) for _ in range(count)]


def numbered(count: int) -> list[CallNumberCommand]:
    """Commands with the seqs 0, 1, 2 …"""
    return [
        CallNumberCommand(agent="1000", callee=NUMBER, seq=index, user_data=f"u{index}")
        for index in range(count)
    ]


def seqs(request: Received) -> list[str]:
    return [command["seq"] for command in request.message["requests"]]


def envelope(responses: Any, name: str = "responses") -> dict[str, Any]:
    return {"result": {"error": 0}, "data": {"seq": "5271", name: responses}, "logs": ""}


def yes(seq: object, **fields: Any) -> dict[str, Any]:
    return {"seq": seq, "result": {"error": 0}} | fields


def no(seq: object, code: int = 7) -> dict[str, Any]:
    return {"seq": seq, "result": {"error": code, "msg": "no"}}


def all_yes(request: Received) -> Answer:
    return envelope([yes(seq) for seq in seqs(request)])


def shown(results: list[Any]) -> list[str]:
    """What became of each command, in short."""
    return [
        "yes" if not isinstance(result, CallCenterError) else result.outcome for result in results
    ]


# Whole batches


def test_thousands_go_out_in_chunks_and_come_back_in_order(ask: Asking, server: RawServer) -> None:
    def shuffled(request: Received) -> Answer:
        responses = [
            yes(int(seq), userData=f"echo {seq}") if int(seq) % 3 else no(seq, int(seq) + 1)
            for seq in seqs(request)
        ]
        random.Random(5).shuffle(responses)
        return envelope(responses)

    server.answer = shuffled

    results = ask("call_number_batch", numbered(2345))

    assert [len(seqs(request)) for request in server.requests] == [100] * 23 + [45]
    assert [seq for request in server.requests for seq in seqs(request)] == [
        str(index) for index in range(2345)
    ]
    for index, result in enumerate(results):
        if index % 3:
            assert (type(result), result.user_data) == (CallNumberResponse, f"echo {index}")
            assert result.meta.user_data == f"u{index}"
        else:
            assert (type(result), result.code, result.level) == (ApiError, index + 1, "command")
            assert (result.seq, result.user_data) == (str(index), f"u{index}")
            assert (result.operation, result.command.seq) == ("CallNumber", index)


@pytest.mark.parametrize(
    ("count", "chunk", "messages"), [(0, 9, 0), (1, 1, 1), (9, 4, 3), (8, 4, 2)]
)
def test_a_chunk_is_as_long_as_it_is_told(
    ask: Asking, server: RawServer, count: int, chunk: int, messages: int
) -> None:
    server.answer = all_yes

    results = ask("call_number_batch", dials(count), chunk=chunk)

    assert (shown(results), len(server.requests)) == (["yes"] * count, messages)
    assert all(len(seqs(request)) <= chunk for request in server.requests)


def test_each_command_has_a_seq_and_user_data_of_its_own(ask: Asking, server: RawServer) -> None:
    server.answer = all_yes

    results = ask("call_number_batch", dials(3))

    commands = server.only.message["requests"]
    assert len({command["seq"] for command in commands}) == 3
    assert len({command["userData"] for command in commands}) == 3
    assert [result.meta.user_data for result in results] == [each["userData"] for each in commands]


def test_the_commands_may_come_from_a_generator(ask: Asking, server: RawServer) -> None:
    server.answer = all_yes

    assert shown(ask("call_number_batch", (command for command in dials(3)))) == ["yes"] * 3


@pytest.mark.parametrize("name", OPERATIONS)
def test_each_operation_has_a_batch_form(ask: Asking, server: RawServer, name: str) -> None:
    import callcenter_client  # noqa: PLC0415

    sample = SAMPLES[name]
    command = getattr(callcenter_client, f"{name[0].upper()}{name[1:]}Command")
    server.answer = lambda request: envelope([yes(seq, **sample.fields) for seq in seqs(request)])

    results = ask(f"{sample.method}_batch", [command(**sample.arguments) for _ in range(2)])

    assert shown(results) == ["yes", "yes"]
    assert server.only.path.rpartition("/")[2] == name


# Answers as they may come


def one(ask: Asking, server: RawServer, reply: Any, count: int = 3) -> list[Any]:
    server.replies(reply)
    results: list[Any] = ask("call_number_batch", numbered(count))
    assert (len(results), len(server.requests)) == (count, 1)
    return results


@pytest.mark.parametrize(
    ("responses", "expected"),
    [
        ([yes("2"), yes("0"), yes("1")], ["yes", "yes", "yes"]),
        ([yes(2), yes(0), yes(1)], ["yes", "yes", "yes"]),
        ([yes("0"), yes("2")], ["yes", "unknown", "yes"]),
        ([], ["unknown"] * 3),
        ([yes("0"), yes("0"), yes("1"), yes("2")], ["yes", "yes", "yes"]),
        ([yes("0"), no("0"), yes("1"), yes("2")], ["unknown", "yes", "yes"]),
        ([yes("0"), no("0"), yes("0"), yes("1"), yes("2")], ["unknown", "yes", "yes"]),
        ([no("0"), no("0", 8), yes("1"), yes("2")], ["unknown", "yes", "yes"]),
        ([no("0"), no(0), yes("1"), yes("2")], ["refused", "yes", "yes"]),
        ([yes("0"), yes("1"), yes("2"), yes("3")], ["yes", "yes", "yes"]),
        ([no("0"), yes("1"), {"seq": "2", "result": ""}], ["refused", "yes", "unknown"]),
        ([no("0"), yes("1"), {"seq": "2"}], ["refused", "yes", "unknown"]),
        ([yes("0"), yes("1"), yes("2", result={"error": True})], ["yes", "yes", "unknown"]),
        ([None, "1", 2, [], yes("1")], ["unknown", "yes", "unknown"]),
        ([yes(None), yes(""), yes("1")], ["unknown", "yes", "unknown"]),
        ([yes("0", userData=[1]), yes("1"), yes("2")], ["unknown", "yes", "yes"]),
        (yes("1"), ["unknown", "yes", "unknown"]),
    ],
)
@pytest.mark.parametrize("name", ["responses", "response"])
def test_each_answer_is_laid_beside_its_command(
    ask: Asking, server: RawServer, responses: Any, expected: list[str], name: str
) -> None:
    results = one(ask, server, envelope(responses, name))

    assert shown(results) == expected
    assert [result.seq for result in results] == ["0", "1", "2"]


@pytest.mark.parametrize("seq", ["0", 0, "", None])
@pytest.mark.parametrize("several", [True, False])
def test_the_one_answer_to_one_command_is_its_own(
    ask: Asking, server: RawServer, seq: object, *, several: bool
) -> None:
    assert shown(one(ask, server, envelope([yes(seq)] if several else yes(seq)), 1)) == ["yes"]


def test_the_one_answer_to_one_command_is_not_that_of_another(
    ask: Asking, server: RawServer
) -> None:
    assert shown(one(ask, server, envelope([yes("77")]), 1)) == ["unknown"]


def test_what_is_unknown_says_why(ask: Asking, server: RawServer) -> None:
    results = one(ask, server, envelope([yes("0"), no("0"), yes("2", userData={})]))

    said = [str(result) for result in results]
    assert "the reply has two answers to the command, which disagree" in said[0]
    assert "the reply has no answer to the command" in said[1]
    assert "the answer can't be read: CallNumberResponse.user_data is an object" in said[2]
    assert [result.user_data for result in results] == ["u0", "u1", "u2"]


# Whole messages that fail


@pytest.mark.parametrize(
    ("reply", "kind", "outcome"),
    [
        ({"result": {"error": 5, "msg": "busy"}}, ApiError, "refused"),
        ({"result": {"error": 0}, "data": None}, UnexpectedResponse, "unknown"),
        ({"result": {"error": 0}, "data": {"responses": "x"}}, UnexpectedResponse, "unknown"),
        ({"result": ""}, UnexpectedResponse, "unknown"),
        ("<html>", UnexpectedResponse, "unknown"),
        (http(envelope([]), status="500 Oops"), UnexpectedResponse, "unknown"),
        (Reply(), TransportError, "unknown"),
        (Reply(then="reset"), TransportError, "unknown"),
    ],
)
def test_a_message_that_fails_is_the_error_of_each_of_its_commands_and_the_rest_is_sent(
    ask: Asking, server: RawServer, reply: Answer, kind: type[CallCenterError], outcome: str
) -> None:
    turns = iter([all_yes, lambda _: reply, all_yes])
    server.answer = lambda request: next(turns)(request)  # noqa: PLW0108  # another function each time

    results = ask("call_number_batch", numbered(6), chunk=2)

    assert shown(results) == ["yes", "yes", outcome, outcome, "yes", "yes"]
    errors = results[2:4]
    assert [type(error) for error in errors] == [kind, kind]
    assert [(error.seq, error.user_data) for error in errors] == [("2", "u2"), ("3", "u3")]
    assert [error.command.seq for error in errors] == [2, 3]
    assert [(error.attempts, error.sent_at is None) for error in errors] == [(1, False)] * 2
    assert errors[0] is not errors[1]


def test_after_a_message_that_never_left_the_rest_is_untried(ask: Asking) -> None:
    """The platform goes down between the first message and the second."""
    with RawServer() as server:

        def last_words(request: Received) -> Answer:
            server.hang_up()
            return all_yes(request)

        server.answer = last_words
        results = ask.at(server.url).set(retries=0)("call_number_batch", numbered(6), chunk=2)

    assert len(server.requests) == 1
    assert shown(results) == ["yes", "yes"] + ["not_sent"] * 4
    assert [error.attempts for error in results[2:]] == [1, 1, 0, 0]
    assert [error.sent_at for error in results[2:]] == [None] * 4
    assert [error.command.seq for error in results[2:]] == [2, 3, 4, 5]
    assert all(isinstance(error.__cause__, Exception) for error in results[2:])


@pytest.mark.usefixtures("quick")
def test_a_batch_of_a_safe_operation_is_asked_again(ask: Asking, server: RawServer) -> None:
    turns = iter([lambda _: Reply(), all_yes])
    server.answer = lambda request: next(turns)(request)  # noqa: PLW0108  # another function each time

    results = ask("get_agent_info_batch", [GetAgentInfoCommand(), GetAgentInfoCommand()])

    assert [result.meta.attempts for result in results] == [2, 2]
    first, second = server.requests
    assert seqs(first) == seqs(second)


# Before anything is sent

BAD: dict[str, tuple[Any, dict[str, Any], str, type[InvalidCommand]]] = {
    "a command": (
        [*numbered(1), CallNumberCommand(agent="1000", callee="+86")],
        {},
        "commands[1].callee",
        InvalidCommand,
    ),
    "two seqs": ([*numbered(2), *numbered(1)], {}, "commands[2].seq", InvalidCommand),
    "a seq as text and as number": (
        [*numbered(1), CallNumberCommand(agent="1", callee="1", seq="0")],
        {},
        "commands[1].seq",
        InvalidCommand,
    ),
    "a dict": ([{"agent": "1000"}], {}, "commands[0]", InvalidCommandType),
    "another's command": (
        [AgentLoginCommand(agent="1000")],
        {},
        "commands[0]",
        InvalidCommandType,
    ),
    "a text": ("12", {}, "commands", InvalidCommandType),
    "a command by itself": (numbered(1)[0], {}, "commands", InvalidCommandType),
    "nothing": (None, {}, "commands", InvalidCommandType),
    "a chunk of 0": (numbered(1), {"chunk": 0}, "chunk", InvalidCommand),
    "a chunk of -1": (numbered(1), {"chunk": -1}, "chunk", InvalidCommand),
    "a chunk in words": (numbered(1), {"chunk": "5"}, "chunk", InvalidCommandType),
    "a chunk of 1.5": (numbered(1), {"chunk": 1.5}, "chunk", InvalidCommandType),
    "a chunk of True": (numbered(1), {"chunk": True}, "chunk", InvalidCommandType),
    "an option": (numbered(1), {"options": {"retries": -1}}, "options['retries']", InvalidCommand),
}


@pytest.mark.parametrize(("commands", "arguments", "field", "kind"), BAD.values(), ids=list(BAD))
def test_what_is_wrong_with_a_batch_is_raised_before_anything_is_sent(
    ask: Asking,
    server: RawServer,
    commands: Any,
    arguments: dict[str, Any],
    field: str,
    kind: type[InvalidCommand],
) -> None:
    server.answer = all_yes

    with pytest.raises(InvalidCommand) as raised:
        ask("call_number_batch", commands, **{"chunk": 1} | arguments)

    assert (raised.value.field, type(raised.value), server.requests) == (field, kind, [])
    assert (raised.value.operation, raised.value.outcome) == ("CallNumber", "not_sent")


def test_a_revision_without_the_operation_is_told_before_anything_is_sent(
    ask: Asking, server: RawServer
) -> None:
    with pytest.raises(UnsupportedOperation):
        ask.set(revision=4)("get_agent_info_batch", [GetAgentInfoCommand()])

    assert server.requests == []


def test_a_bad_value_deep_in_a_command_is_named(ask: Asking) -> None:
    with pytest.raises(InvalidCommand) as raised:
        ask(
            "call_task_create_batch",
            [CallTaskCreateCommand(agent="1000", callees=["1", "x"], mode=2)],
        )

    assert raised.value.field == "commands[0].callees[1]"


def test_results_are_typed(ask: Asking, server: RawServer) -> None:
    server.answer = all_yes

    results = ask("agent_login_batch", [AgentLoginCommand(agent="1000")])

    assert [type(result) for result in results] == [AgentLoginResponse]
