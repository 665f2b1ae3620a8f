"""Scripted answers: one exact reply."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from callcenter_sandbox import Sandbox
from tests.sandbox.customer import login_message
from tests.sandbox.playing import NUMBER, Play


def test_an_answer_comes_once_with_seq_and_user_data_filled_in(play: Play) -> None:
    play.box.reply("getAgentStatus", {"workStatus": "BUSY", "serverStatus": "RINGBACK"})
    assert play.try_("getAgentStatus", agent="1000", userData="x") == {
        "seq": "1",
        "userData": "x",
        "result": {"error": 0, "msg": ""},
        "workStatus": "BUSY",
        "serverStatus": "RINGBACK",
    }
    assert play.ask("getAgentStatus", agent="1000")["workStatus"] == "ONLINE"
    play.box.assert_used()


def test_nothing_is_carried_out(play: Play) -> None:
    play.box.reply("CallNumber", {})
    play.ask("CallNumber", agent="1000", callee=NUMBER)
    assert (play.box.calls, len(play.box.effects)) == ((), 0)


def test_an_answer_is_for_the_command_that_is_expected(play: Play) -> None:
    play.box.reply("getAgentStatus", {"workStatus": "AWAY"}, expect={"agent": 1001}, times=None)
    found = [play.ask("getAgentStatus", agent=agent)["workStatus"] for agent in ("1000", "1001")]
    assert found == ["ONLINE", "AWAY"]


def test_rows_stand_where_the_platform_puts_them(play: Play) -> None:
    play.box.reply("getRecordsList", {"record": [{"key": "7"}]})
    play.customer.command("getRecordsList", {"seq": "1", "startKey": 0})
    reply = play.box.requests[-1].reply
    assert reply is not None
    assert reply["data"]["record"] == [{"key": "7"}]


@pytest.mark.parametrize("level", ["command", "message"])
def test_a_refusal_comes_at_its_level(play: Play, level: str) -> None:
    play.box.refuse("CallNumber", code="0xF0000007", msg="Command exec failed.", level=level)
    reply = play.customer.command("CallNumber", {"seq": "1", "agent": "1000", "callee": NUMBER})
    result = {"error": "0xF0000007", "msg": "Command exec failed."}
    if level == "message":
        assert (reply["result"], reply["data"]) == (result, None)
    else:
        assert reply["result"]["error"] == 0
        assert reply["data"]["response"] == {"seq": "1", "result": result}
    assert play.box.calls == ()


@pytest.mark.parametrize(
    ("raw", "body"),
    [
        (b"\xff", b"\xff"),
        ("nonsense", b"nonsense"),
        ({"result": ""}, b'{"result": ""}'),
        ([1], b"[1]"),
    ],
)
def test_a_deviant_body_comes_as_it_is(play: Play, raw: object, body: bytes) -> None:
    play.box.reply("AgentLogin", raw=raw)
    signed = play.customer.http.post("/openapi/V2.0.6/AgentLogin", content=login_message())
    assert signed.content == body


@pytest.mark.parametrize(
    ("operation", "response", "text"),
    [
        ("getAgentStatus", {"workstatus": "BUSY"}, "did you mean `workStatus`?"),
        ("getAgentStatus", {"workStatus": 7}, "expected text or null"),
        ("getCdrList", {"cdr": [{"feee": 1}]}, "did you mean `fee`?"),
        ("getCdrlist", {}, "expected one of VoiceVerify"),
    ],
)
def test_a_misspelt_answer_is_an_error_when_it_is_given(
    play: Play, operation: str, response: dict[str, Any], text: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        play.box.reply(operation, response)


def test_a_misspelt_expectation_is_an_error_when_it_is_given(play: Play) -> None:
    with pytest.raises(ValueError, match="did you mean `agent`"):
        play.box.reply("getAgentStatus", {}, expect={"agnet": "1000"})


WRONG: list[Callable[[Sandbox], object]] = [
    lambda box: box.reply("AgentLogin"),
    lambda box: box.reply("AgentLogin", {}, raw=b""),
    lambda box: box.reply("AgentLogin", {}, times=0),
    lambda box: box.refuse("AgentLogin", code=0),
    lambda box: box.refuse("AgentLogin", code=7, level="top"),
]


@pytest.mark.parametrize("give", WRONG)
def test_what_makes_no_sense_is_an_error(play: Play, give: Callable[[Sandbox], object]) -> None:
    with pytest.raises(ValueError, match=r"give either|times is 0|level is"):
        give(play.box)


def test_assert_used_names_what_nobody_asked_for(play: Play) -> None:
    play.box.reply("AgentLogin", {}, expect={"agent": "1007"})
    play.box.refuse("HangupCall", code=7, times=2)
    play.try_("HangupCall", agent="1000", userData="")
    with pytest.raises(AssertionError, match=r"AgentLogin with \{'agent': '1007'\}; HangupCall"):
        play.box.assert_used()
