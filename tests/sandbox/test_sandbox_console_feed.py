"""The events that the console sends: all at first, then what changes, to any number of browsers."""

import threading
import time
from collections.abc import Callable, Generator

import pytest

from callcenter_sandbox import Sandbox
from callcenter_sandbox._console._feed import Feed
from callcenter_sandbox._console._rows import NEWEST, Rows
from callcenter_sandbox._http import Reply
from callcenter_sandbox._server import Server
from tests.sandbox.console import browser, events, eventually
from tests.sandbox.customer import connect
from tests.sandbox.playing import NUMBER, Play, playing


def connections(port: str) -> int:
    name = f"sandbox-{port}-connection"
    return sum(thread.name == name for thread in threading.enumerate())


def watchers(box: Sandbox) -> int:
    return len(box._parts.world.turns.watchers)


def test_at_first_all_is_told(play: Play) -> None:
    play.ask("CallNumber", agent="1000", callee=NUMBER)
    with events(play.box) as stream:
        name, told = stream.next()
    assert (name, stream.retry) == ("snapshot", "1000")
    assert [agent["id"] for agent in told["agents"]] == list(play.box.agents)
    assert [call["stage"] for call in told["calls"]] == ["agent rings"]
    assert [message["verdict"] for message in told["messages"]] == ["accepted"]
    assert [one["kind"] for one in told["notifications"]] == ["callstart"]
    assert (told["tasks"], told["faults"], told["agentsInAll"]) == ([], [], 10)
    assert told["clock"] == {"now": play.box.clock.now, "speed": 0, "offset": 8 * 3600}


def test_a_call_is_told_from_ring_to_bill(play: Play) -> None:
    with events(play.box) as stream:
        stream.next()
        call = play.box.call_in("1000", NUMBER)
        assert stream.until("calls", id=call.session)["stage"] == "agent rings"
        play.box.clock.advance(2)
        assert stream.until("calls", id=call.session)["stage"] == "talking"
        play.box.clock.advance(20)
        over = stream.until("calls", stage="over")
        assert (over["seconds"], over["fee"], over["recorded"]) == (20, "0.06", True)
    with events(play.box) as stream:
        (bill,) = (one for one in stream.next()[1]["notifications"] if one["kind"] == "billing")
    assert (bill["lane"], bill["state"]) == (call.session, "taken")


def test_what_an_agent_can_do_is_told_where_it_changes_anything(play: Play) -> None:
    with events(play.box) as stream:
        _, told = stream.next()
        assert [agent["deeds"] for agent in told["agents"][:2]] == [
            ["logout", "busy", "away"],
            ["login"],
        ]
        play.box.agents["1000"].go_away()
        assert stream.until("agents", work="AWAY")["deeds"] == ["logout", "busy", "idle", "back"]
        play.box.agents["1000"].set_busy()
        assert stream.until("agents", work="BUSY")["deeds"] == ["logout", "idle", "away"]
        play.box.agents["1000"].logout()
        assert stream.until("agents", leaves=True)["deeds"] == ["login", "idle", "away"]


def test_an_agent_who_left_during_after_call_work_can_only_log_in(play: Play) -> None:
    play.box.call_in("1000", NUMBER)
    play.box.clock.advance(2)
    play.box.hang_up("1000")
    play.box.agents["1000"].logout()
    play.box.clock.advance(2)
    with events(play.box) as stream:
        agent = stream.next()[1]["agents"][0]
    assert (agent["work"], agent["line"], agent["deeds"]) == ("OFFLINE", "PROCESS", ["login"])


def test_agents_tasks_messages_faults_and_the_clock_are_told(play: Play) -> None:
    with events(play.box) as stream:
        stream.next()
        play.box.agents["1001"].login()
        assert stream.until("agents", id="1001")["work"] == "ONLINE"
        numbers = [NUMBER, "02584567890"]
        play.ask("CallTaskCreate", agent="1001", callees=numbers, mode=5)
        assert stream.until("tasks")["amount"] == 2
        play.try_("CallNumber", agent="1000", callee="x")
        assert stream.until("messages", what="CallNumber")["verdict"] == "command refused"
        with play.box.fault("CallNumber", "reset", times=3):
            assert stream.until("faults", kind="reset")["left"] == 3
        assert stream.next()[1]["faults"] == []
        before = play.box.clock.now
        play.box.clock.advance(100)
        while stream.next()[1]["clock"]["now"] < before + 100:
            pass


def test_rows_have_numbers_shortened(play: Play) -> None:
    play.ask("CallNumber", agent="1000", callee=NUMBER)
    play.customer.http.get(f"/none/{NUMBER}")
    play.customer.http.post(f"/openapi/{NUMBER}")
    play.try_("CallNumber", agent="1000", callee=f"{NUMBER}x")
    play.box.clock.advance(60)
    with browser(play.box) as client, client.stream("GET", "/console/events") as reply:
        text = next(line for line in reply.iter_lines() if line.startswith("data"))
    assert "137\\u202637" in text
    assert NUMBER not in text


def test_two_browsers_are_told_the_same(play: Play) -> None:
    with events(play.box) as one, events(play.box) as other:
        assert one.next()[1] == other.next()[1]
        play.box.agents["1001"].login()
        assert one.until("agents", id="1001") == other.until("agents", id="1001")


def test_a_browser_that_comes_again_is_told_all_anew(play: Play) -> None:
    for _ in range(3):
        with events(play.box) as stream:
            assert stream.next()[0] == "snapshot"


def test_a_browser_that_goes_leaves_nothing_behind(play: Play) -> None:
    with events(play.box) as stream:
        stream.next()
        assert watchers(play.box) == 1
    assert eventually(lambda: watchers(play.box) == 0)


def test_the_end_of_the_sandbox_does_not_wait_for_browsers() -> None:
    with playing() as play, events(play.box) as stream:
        stream.next()
        port = play.box.url.rpartition(":")[2]
        assert connections(port) > 0
        began = time.monotonic()
        play.box.stop()
        assert time.monotonic() - began < 3
        assert (watchers(play.box), connections(port)) == (0, 0)


def test_head_of_the_events_has_an_end(play: Play) -> None:
    with browser(play.box) as client:
        reply = client.head("/console/events")
    assert (reply.status_code, reply.content) == (200, b"")
    assert watchers(play.box) == 0


def test_the_end_does_not_wait_for_a_browser_that_does_not_read() -> None:
    ended = threading.Event()

    def pieces() -> Generator[bytes]:
        try:
            while True:
                yield b"x" * 100_000
        finally:
            ended.set()

    server = Server(lambda _: Reply(200, "text/plain", b"", stream=pieces), "127.0.0.1", 0)
    with connect(f"http://127.0.0.1:{server.port}") as sock:
        sock.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert sock.recv(15) == b"HTTP/1.1 200 OK"
        began = time.monotonic()
        server.stop(5)
        assert time.monotonic() - began < 3
    assert ended.is_set()


def fed(play: Play) -> tuple[Feed, list[Callable[..., None]]]:
    told: list[Callable[..., None]] = []

    def watch(watcher: Callable[..., None]) -> Callable[[], None]:
        told.append(watcher)
        return lambda: None

    return Feed(Rows(play.box._parts), watch, watch), told


def test_what_is_too_much_to_tell_is_told_anew_as_a_whole(play: Play) -> None:
    feed, told = fed(play)
    pieces = feed.events()
    assert next(pieces).startswith(b"retry")
    assert b"event: snapshot" in next(pieces)
    for number in range(100 * NEWEST):
        told[0]((("call", str(number)),))
    assert sum(map(len, feed._ids.values())) <= 2 * NEWEST
    assert b"event: snapshot" in next(pieces)
    pieces.close()


def test_silence_is_broken_now_and_then(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that whoever stands between notices no end, and the page's clock is set."""
    feed, _ = fed(play)
    pieces = feed.events()
    assert [next(pieces)[:5] for _ in range(3)] == [b"retry", b"id: 1", b""]
    monkeypatch.setattr("callcenter_sandbox._console._feed._HEARTBEAT", 0.0)
    assert b"event: change" in next(pieces)
    pieces.close()


def test_of_very_many_rows_the_newest_are_told(play: Play) -> None:
    with Sandbox(agents=[str(number) for number in range(1000, 3000)]) as box:
        box.agents["2999"].login()
        with events(box) as stream:
            told = stream.next()[1]
    numbers = [agent["id"] for agent in told["agents"]]
    assert (len(numbers), numbers[0], numbers[-1]) == (NEWEST, "1000", "2999")
    assert told["agentsInAll"] == 2000
