"""Calls: their course, what they leave behind, and the numbers that script them."""

import io
import wave

import pytest

from callcenter_sandbox import NotPossible
from callcenter_sandbox._test_numbers import SCRIPTS
from tests.sandbox.playing import NUMBER, Play, playing

KEY = "order-1001"


def finish(play: Play) -> None:
    play.box.clock.advance(700)


def bill(play: Play) -> dict[str, str]:
    found: dict[str, str] = play.heard[-1]["notify"]
    assert found["type"] == "billing"
    return found


def test_an_outgoing_call_has_its_notifications_at_the_times_of_the_design(play: Play) -> None:
    began = play.box.clock.now
    play.ask("CallNumber", agent="1000", callee=NUMBER, userData=KEY)
    finish(play)
    found = [(one.kind, one.time - began) for one in play.box.notifications]
    assert found == [("callstart", 0), ("callout", 7), ("callend", 27), ("billing", 27)]
    assert play.kinds == ["callstart", "callout", "callend", "billing"]
    assert {message["notify"]["userData"] for message in play.heard} == {KEY}


def test_an_outgoing_call_has_its_bill(play: Play) -> None:
    text = play.box.clock.text
    began = play.box.clock.now
    play.ask("CallNumber", agent="1000", callee=NUMBER, userData=KEY)
    finish(play)
    [call] = play.box.calls
    assert bill(play) == {
        "type": "billing",
        "startTime": text(began),
        "ringTime": text(began + 2),
        "answerTime": text(began + 7),
        "byeTime": text(began + 27),
        "callee": NUMBER,
        "caller": "1000",
        "recordFile": call.recording,
        "service": "5",
        "session": call.session,
        "timeLength": "20",
        "staffNo": "1000",
        "releaseCause": "200",
        "releasePart": "2",
        "userData": KEY,
        "seq": "9004",
    }


def test_an_incoming_call_pops_up_on_the_screen_first(play: Play) -> None:
    call = play.box.call_in("1000", NUMBER)
    finish(play)
    assert play.kinds == ["screenpop", "callstart", "callin", "callend", "billing"]
    assert play.heard[0]["notify"] == {
        "customer": "C2",
        "agent": "1000",
        "number": NUMBER,
        "call_type": "0",
        "seq": "9001",
    }
    found = bill(play)
    assert (found["caller"], found["callee"], found["service"]) == (NUMBER, "1000", "2")
    assert (call.seconds, call.call_type) == (20, 0)


def test_hangup_ends_a_call_that_is_talked(play: Play) -> None:
    play.ask("CallNumber", agent="1000", callee=NUMBER)
    play.box.clock.advance(10)
    play.ask("HangupCall", agent="1000", userData="")
    assert play.status == ("ONLINE", "PROCESS")
    finish(play)
    found = bill(play)
    assert play.kinds.count("billing") == 1
    assert (found["timeLength"], found["releaseCause"], found["releasePart"]) == ("3", "200", "1")


def test_hangup_ends_a_call_that_rings(play: Play) -> None:
    play.ask("CallNumber", agent="1000", callee=NUMBER)
    play.box.clock.advance(3)
    play.ask("HangupCall", agent="1000", userData="")
    assert play.status == ("ONLINE", "IDLE")
    finish(play)
    assert play.kinds == ["callstart", "callend", "billing"]
    found = bill(play)
    assert (found["answerTime"], found["timeLength"], found["recordFile"]) == ("", "0", "")
    assert found["releaseCause"] == "487"


def test_there_is_nothing_to_hang_up_without_a_call(play: Play) -> None:
    assert play.try_("HangupCall", agent="1000", userData="")["result"]["msg"] == (
        "Command exec failed. agent 1000 has no call"
    )
    with pytest.raises(NotPossible, match="no call"):
        play.box.hang_up("1000")


@pytest.mark.parametrize("plays", [1, 3])
def test_a_voice_code_is_read_and_billed_without_an_agent(play: Play, plays: int) -> None:
    play.ask("VoiceVerify", verifyCode="0427", callee=NUMBER, playTimes=plays, userData=KEY)
    finish(play)
    assert play.kinds == ["billing"]
    found = bill(play)
    assert (found["service"], found["staffNo"], found["userData"]) == ("19", "", KEY)
    assert (found["timeLength"], found["recordFile"]) == (str(plays * 4), "")


EXPECTED = {
    9000: ("answered", 20, "200", "2"),
    9001: ("not", 0, "486", "3"),
    9002: ("not", 0, "480", "3"),
    9003: ("not", 0, "404", "3"),
    9004: ("not", 0, "603", "2"),
    9005: ("answered", 3, "200", "2"),
    9006: ("answered", 5, "200", "1"),
    9007: ("not", 0, "480", "3"),
    9008: ("not", 0, "503", "3"),
    9009: ("not", 0, "403", "3"),
    9010: ("answered", 600, "200", "2"),
    9011: ("not", 0, "487", "1"),
    9012: ("answered", 20, "200", "2"),
    9013: ("answered", 20, "200", "2"),
}


@pytest.mark.parametrize("last", SCRIPTS)
def test_a_number_scripts_what_becomes_of_an_outgoing_call(play: Play, last: int) -> None:
    play.ask("CallNumber", agent="1000", callee=f"1380000{last}")
    finish(play)
    answered, seconds, cause, part = EXPECTED[last]
    found = bill(play)
    assert ("answered" if found["answerTime"] else "not", found["timeLength"]) == (
        answered,
        str(seconds),
    )
    assert (found["releaseCause"], found["releasePart"]) == (cause, part)
    assert bool(found["recordFile"]) == (answered == "answered" and last != 9012)
    assert play.kinds == [
        "callstart",
        *(["callout"] * (answered == "answered")),
        "callend",
        "billing",
    ]
    assert play.status == ("ONLINE", "IDLE")


@pytest.mark.parametrize(
    ("last", "length", "cause", "part"),
    [
        (9005, "3", "200", "1"),
        (9006, "5", "200", "2"),
        (9007, "0", "487", "1"),
        (9011, "0", "487", "1"),
        (9001, "20", "200", "1"),
    ],
)
def test_a_number_scripts_what_becomes_of_an_incoming_call(
    play: Play, last: int, length: str, cause: str, part: str
) -> None:
    play.box.call_in("1000", f"1380000{last}")
    finish(play)
    found = bill(play)
    assert (found["timeLength"], found["releaseCause"], found["releasePart"]) == (
        length,
        cause,
        part,
    )


@pytest.mark.parametrize("number", ["9001", "13800009100", "13800009099", "90", "13800008999"])
def test_no_other_number_does(play: Play, number: str) -> None:
    play.ask("CallNumber", agent="1000", callee=number)
    finish(play)
    expected = "0" if number == "9001" else "20"
    assert bill(play)["timeLength"] == expected


def test_a_recording_can_be_played_and_is_as_long_as_the_call(play: Play) -> None:
    play.box.call_in("1000", "13800009005")
    finish(play)
    name = bill(play)["recordFile"]
    assert name.startswith("/data/voicerecord/C2/")
    reply = play.customer.http.get(name)
    assert (reply.status_code, reply.headers["content-type"]) == (200, "audio/wav")
    with wave.open(io.BytesIO(reply.content)) as sound:
        assert sound.getnframes() / sound.getframerate() == 3


def test_calls_of_the_same_second_have_recordings_of_their_own() -> None:
    with playing(agents=("1000",)) as play:
        for _ in range(2):
            call = play.box.call_in("1000", NUMBER)
            call.started -= 0
            play.box.clock.advance(2)
            play.box.hang_up("1000")
            play.box.agents["1000"].set_idle()
            play.box.clock._base -= 2  # the same second again
        names = [call.recording for call in play.box.calls]
    assert len(set(names)) == 2


def test_the_other_party_of_a_call_is_not_printed_whole(play: Play) -> None:
    call = play.box.call_in("1000", NUMBER)
    finish(play)
    assert NUMBER not in repr(call)
    assert NUMBER not in str(call)
    assert NUMBER not in repr(play.box.notifications) + "".join(map(str, play.box.notifications))


def test_what_calls_in_must_be_a_number(play: Play) -> None:
    with pytest.raises(ValueError, match="digits"):
        play.box.call_in("1000", "+86 137")


def test_a_call_belongs_to_the_customer_who_asked_for_it(play: Play) -> None:
    assert play.box.call_in("1000", NUMBER).customer == "C2"
    with pytest.raises(ValueError, match="customer is 'C9'; this sandbox has C2"):
        play.box.call_in("1001", NUMBER, customer="C9")
