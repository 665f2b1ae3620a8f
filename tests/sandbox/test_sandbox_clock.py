"""The clock: by hand, and by itself."""

import threading
import time

import pytest

from callcenter_sandbox import Sandbox
from tests.sandbox.playing import NUMBER, Play, playing


def test_by_hand_it_stands_still(play: Play) -> None:
    before = play.box.clock.now
    time.sleep(0.02)
    assert play.box.clock.now == before


def test_advance_moves_it_by_that_much(play: Play) -> None:
    before = play.box.clock.now
    play.box.clock.advance(90.5)
    assert play.box.clock.now == before + 90.5


@pytest.mark.parametrize("seconds", [-1, float("nan")])
def test_time_does_not_go_back(play: Play, seconds: float) -> None:
    with pytest.raises(ValueError, match="expected 0 or more"):
        play.box.clock.advance(seconds)


def test_what_is_due_happens_at_its_own_time_in_order(play: Play) -> None:
    began = play.box.clock.now
    play.box.call_in("1000", NUMBER)
    play.box.clock.advance(100)
    times = [(one.kind, one.time - began) for one in play.box.notifications]
    assert times == [
        ("screenpop", 0),
        ("callstart", 0),
        ("callin", 2),
        ("callend", 22),
        ("billing", 22),
    ]


def test_a_receiver_cannot_let_time_pass_itself(play: Play) -> None:
    play.answer = lambda _message: play.box.clock.advance(1)
    play.box.call_in("1000", NUMBER)
    play.box.clock.advance(0)
    [attempt] = play.box.notifications[0].attempts
    assert "RuntimeError: advance() is running" in attempt.note


def test_a_receiver_may_send_commands(play: Play) -> None:
    def answer(message: dict[str, object]) -> None:
        if play.kinds[-1] == "callin":
            play.ask("HangupCall", agent="1000", userData="")

    play.answer = answer
    play.box.call_in("1000", NUMBER)
    play.box.clock.advance(5)
    assert play.kinds == ["screenpop", "callstart", "callin", "callend", "billing"]


@pytest.mark.parametrize("speed", [1, 1000])
def test_with_a_speed_it_runs_by_itself(speed: float) -> None:
    with Sandbox(speed=speed) as box:
        before = box.clock.now
        time.sleep(0.05)
        passed = (box.clock.now - before) / speed
    assert 0.05 <= passed < 2


def test_with_a_speed_a_call_comes_to_its_bill_by_itself() -> None:
    with playing(speed=200) as play:
        billed = threading.Event()
        play.answer = lambda _message: billed.set() if play.kinds[-1] == "billing" else None
        play.ask("CallNumber", agent="1000", callee=NUMBER)
        assert billed.wait(10)
        [call] = play.box.calls
        assert call.answered is not None
        assert call.answered - call.started == pytest.approx(7)
        assert call.seconds == 20


def test_a_running_one_can_be_advanced_too() -> None:
    with playing(speed=1) as play:
        play.ask("CallNumber", agent="1000", callee=NUMBER)
        play.box.clock.advance(60)
        assert [call.is_over for call in play.box.calls] == [True]


def test_when_it_is_stopped_nothing_happens_any_more() -> None:
    with playing(speed=100) as play:
        play.ask("CallNumber", agent="1000", callee=NUMBER)
    assert [call.is_over for call in play.box.calls] == [False]
    assert not [one for one in threading.enumerate() if one.name == "sandbox-clock"]


def test_it_tells_the_time_of_the_platform() -> None:
    box = Sandbox(tz="Asia/Shanghai")
    assert box.clock.text(0) == "1970-01-01 08:00:00"
    assert str(box.clock.time.utcoffset()) == "8:00:00"
