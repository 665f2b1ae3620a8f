"""Faults on demand: what a caller meets, and whether the command was carried out."""

import json
import socket
from typing import Any

import httpx
import pytest

from callcenter_auth import sign
from callcenter_sandbox import Verdict
from callcenter_sandbox._faults import KINDS
from tests.sandbox.customer import SECRET
from tests.sandbox.playing import NUMBER, Play

OF_REPLIES = [name for name, kind in KINDS.items() if kind.effect is not None and name != "refuse"]


def send(
    play: Play,
    operation: str,
    headers: dict[str, str] | None = None,
    limit: float = 0.5,
    **command: Any,
) -> Any:
    """Send a command: the reply, or the name of the error."""
    message = sign({"request": {"seq": "1", **command}}, "C2", SECRET)
    url = f"/openapi/V2.0.6/{operation}"
    try:
        return play.customer.http.post(url, json=message, headers=headers, timeout=limit)
    except httpx.TransportError as error:
        return type(error).__name__


def dial(play: Play, **more: Any) -> Any:
    return send(play, "CallNumber", agent="1000", callee=NUMBER, **more)


SEEN = {
    "close-before-reading": "RemoteProtocolError",
    "close-after-reading": "RemoteProtocolError",
    "reset": "ReadError",
    "half-reply": "RemoteProtocolError",
    "timeout": "ReadTimeout",
}


@pytest.mark.parametrize("kind", OF_REPLIES)
def test_each_kind_says_rightly_whether_the_command_was_carried_out(play: Play, kind: str) -> None:
    fault = play.box.fault("CallNumber", kind, times=1)
    if kind == "trickle":
        # A byte each 100 ms: a limit of 500 ms for each step never ends it, but this one does.
        assert dial(play, limit=0.05) == "ReadTimeout"
    else:
        reply = dial(play)
        assert kind not in SEEN or reply == SEEN[kind]
    assert len(play.box.calls) == len(play.box.effects) == bool(KINDS[kind].effect)
    assert (fault.hits, fault.left, play.box.faults) == (1, 0, ())
    assert play.box.requests[-1].fault == kind
    assert [effect.fault for effect in play.box.effects] == [kind] * bool(KINDS[kind].effect)


def test_after_it_came_all_is_well_again(play: Play) -> None:
    play.box.fault("*", "500", times=1)
    assert dial(play).status_code == 500
    assert send(play, "getAgentStatus", agent="1000").json()["result"]["error"] == 0


@pytest.mark.parametrize(
    ("kind", "status", "body"),
    [
        ("500", 500, b"<!doctype html>"),
        ("502", 502, b"<!doctype html>"),
        ("503", 503, b"<!doctype html>"),
        ("html", 200, b"<!doctype html>"),
        ("empty", 200, b""),
    ],
)
def test_a_status_or_a_page_comes(play: Play, kind: str, status: int, body: bytes) -> None:
    play.box.fault("CallNumber", kind)
    reply = dial(play)
    assert reply.status_code == status
    assert reply.content[:15] == body
    assert reply.headers.get("retry-after") == ("1" if kind == "503" else None)


def test_gbk_text_comes(play: Play) -> None:
    play.box.fault("AgentLogin", "gbk")
    reply = send(play, "AgentLogin", agent="1000", userData="订单")
    with pytest.raises(UnicodeDecodeError):
        reply.content.decode("utf-8")
    answer = json.loads(reply.content.decode("gbk"))
    assert (answer["result"]["msg"], answer["data"]["response"]["userData"]) == ("成功", "订单")


def test_numbers_come_as_texts(play: Play) -> None:
    play.box.call_in("1000", NUMBER)
    play.box.clock.advance(60)
    play.box.fault("getCdrList", "text-numbers")
    answer = send(play, "getCdrList").json()
    assert answer["result"]["error"] == "0"
    assert answer["data"]["response"]["cdr"][0]["fee"] == "0.06"


def test_data_comes_as_null(play: Play) -> None:
    play.box.fault("CallNumber", "null-data")
    assert dial(play).json()["data"] is None
    assert len(play.box.calls) == 1


def test_values_come_that_no_set_lists(play: Play) -> None:
    play.box.fault("*", "unknown-enum")
    response = send(play, "getAgentStatus", agent="1000").json()["data"]["response"]
    assert (response["workStatus"], response["serverStatus"]) == ("NEW_ONLINE", "NEW_IDLE")
    play.box.call_in("1000", NUMBER)
    play.box.clock.advance(60)
    [row] = send(play, "getCdrList").json()["data"]["response"]["cdr"]
    assert (row["serviceType"], row["releaseCause"]) == ("1023", "1603")


def test_the_boundary_row_comes_twice(play: Play) -> None:
    for _ in range(2):
        play.box.call_in("1000", NUMBER)
        play.box.clock.advance(60)
    play.box.fault("*", "boundary-twice")
    rows = send(play, "getRecordsList", startKey=0).json()["data"]["record"]
    assert [row["key"] for row in rows] == [str(2**31 - 2), str(2**31 - 1), str(2**31 - 1)]


def test_the_key_does_not_move(play: Play) -> None:
    play.box.call_in("1000", NUMBER)
    play.box.clock.advance(60)
    play.box.fault("getRecordsList", "stuck-key")
    first = send(play, "getRecordsList", startKey=0).json()["data"]["record"]
    again = send(play, "getRecordsList", startKey=first[-1]["key"]).json()["data"]["record"]
    assert first == again != []


def test_connections_are_refused_until_the_fault_is_cleared(play: Play) -> None:
    url = play.box.url
    with play.box.fault("*", "refuse"):
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", httpx.URL(url).port or 0), timeout=5)
        assert dial(play) == "ConnectError"
    assert play.box.url == url
    assert dial(play).json()["result"]["error"] == 0
    assert len(play.box.calls) == 1


def test_a_request_may_ask_for_a_fault_of_its_own(play: Play) -> None:
    assert dial(play, headers={"X-Sandbox-Fault": "close-after-reading"}) == "RemoteProtocolError"
    assert len(play.box.calls) == 1
    reply = dial(play, headers={"X-Sandbox-Fault": "nonsense"}).json()
    assert reply["result"]["error"] == Verdict.INVALID_MESSAGE.code
    assert "there is no fault 'nonsense'" in reply["result"]["msg"]


@pytest.mark.parametrize(("effect", "calls"), [(True, 1), (False, 0)])
def test_whether_it_is_carried_out_can_be_chosen(play: Play, *, effect: bool, calls: int) -> None:
    play.box.fault("CallNumber", "503", effect=effect)
    assert dial(play).status_code == 503
    assert len(play.box.calls) == calls


def test_a_probability_is_kept_and_can_be_repeated(play: Play) -> None:
    fault = play.box.fault("getAgentStatus", "500", probability=0.5)
    found = [send(play, "getAgentStatus", agent="1000").status_code for _ in range(40)]
    assert 10 < found.count(500) < 30
    assert fault.hits == found.count(500)


def test_the_first_that_fits_comes(play: Play) -> None:
    play.box.fault("AgentLogin", "500")
    play.box.fault("CallNumber", "502", times=1)
    play.box.fault("*", "503")
    assert [dial(play).status_code for _ in range(2)] == [502, 503]


def test_one_that_is_cleared_comes_no_more(play: Play) -> None:
    fault = play.box.fault("*", "500")
    fault.clear()
    assert dial(play).json()["result"]["error"] == 0


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("CallNumber", "explode"), "there is no fault 'explode'"),
        (("NoSuch", "500"), "operation is 'NoSuch'"),
        (("CallNumber", "notify-lose"), "one kind of notification"),
        (("billing", "500"), "one operation"),
        (("CallNumber", "refuse"), "refuse is for *"),
    ],
)
def test_what_cannot_be_is_an_error_when_it_is_asked_for(
    play: Play, arguments: tuple[str, str], text: str
) -> None:
    with pytest.raises(ValueError, match=text.replace("*", r"\*")):
        play.box.fault(*arguments)


@pytest.mark.parametrize(
    "more", [{"times": 0}, {"probability": 0}, {"probability": 1.1}, {"effect": True}]
)
def test_its_numbers_are_checked(play: Play, more: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"times|probability|effect"):
        play.box.fault("*", "gbk", **more)


def test_a_command_that_only_asks_has_no_effect(play: Play) -> None:
    send(play, "getAgentStatus", agent="1000")
    send(play, "AgentSetBusy", agent="1000")
    dial(play)  # not possible now
    assert [effect.operation for effect in play.box.effects] == ["AgentSetBusy"]
