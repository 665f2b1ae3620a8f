"""Receivers that do what they shouldn't: each is noted, and holds up neither the others nor the end."""

import logging
import socket
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any

import pytest

from callcenter_sandbox import Sandbox, Settings
from tests.sandbox.console import eventually
from tests.sandbox.playing import NUMBER, Play, playing


@contextmanager
def trickling(head: bytes) -> Generator[str]:
    """A receiver that begins its answer, and goes on with it, a byte at a time, until the sender goes away."""

    def serve(sock: socket.socket) -> None:
        with sock:
            try:
                sock.recv(65536)
                sock.sendall(head)
                while True:
                    time.sleep(0.05)
                    sock.sendall(b"a")
            except OSError:
                pass

    def accept() -> None:
        while True:
            try:
                sock, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=serve, args=(sock,), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 OK\r\nX: ",
        b"HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n",
    ],
)
def test_one_that_trickles_has_as_long_as_the_setting_says(play: Play, head: bytes) -> None:
    play.box.settings = Settings(notify_timeout=0.3, retries=0)
    with trickling(head) as url:
        play.box.deliver_to(None)
        play.box.notify_url = url
        play.box.call_in("1000", NUMBER)
        play.box.clock.advance(0)
    first = play.box.notifications[0]
    assert (first.state, first.attempts[0].note) == ("given up", "no answer: timed out")


def test_a_name_that_can_be_none_is_noted(play: Play) -> None:
    play.box.deliver_to(None)
    play.box.notify_url = "http://receiver..example/"
    play.box.call_in("1000", NUMBER)
    play.box.clock.advance(60)
    assert {one.state for one in play.box.notifications} == {"given up"}
    assert play.box.notifications[0].attempts[0].note.startswith("no answer: ")


@pytest.mark.parametrize("given", [200, "ok", (200,), ("ok", b""), (200, object())])
def test_a_callable_that_returns_something_else_is_told_what_is_expected(
    play: Play, given: Any
) -> None:
    play.answer = lambda _message: given
    play.box.call_in("1000", NUMBER)
    play.box.clock.advance(0)
    note = play.box.notifications[0].attempts[0].note
    assert note.startswith("no answer: the receiver returned ")
    assert note.endswith("; expected a status and a body, a test client's response, or None")


@pytest.mark.parametrize("speed", [0, 1000])
def test_a_listener_to_notifications_that_fails_changes_nothing(
    caplog: pytest.LogCaptureFixture, speed: float
) -> None:
    def fail(_: object) -> None:
        raise ZeroDivisionError

    with playing(on_notification=fail, speed=speed) as play:
        play.box.call_in("1000", NUMBER)
        play.box.clock.advance(60)
        assert eventually(lambda: [one.state for one in play.box.notifications] == ["taken"] * 5)
    assert {record.message for record in caplog.records} == {"the listener to notifications failed"}


def hanging(until: threading.Event) -> Callable[[bytes], None]:
    def deliver(_: bytes) -> None:
        until.wait(30)

    return deliver


def test_what_the_end_kept_from_being_sent_is_sent_when_the_sandbox_is_started_again() -> None:
    woken = threading.Event()
    box = Sandbox(speed=1000)
    with box:
        box.deliver_to(hanging(woken))
        for agent in box.agents.values():  # more than are delivered at a time
            agent.login()
            box.call_in(agent.number, NUMBER)
        assert eventually(lambda: sum(one.raw != "" for one in box.notifications) == 10)
    woken.set()
    with box:
        assert eventually(lambda: {one.state for one in box.notifications} == {"taken"})


def test_one_that_outlives_the_end_does_not_hold_up_the_sandbox_that_is_started_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    woken = threading.Event()
    box = Sandbox(speed=1000)
    with box:
        box.agents["1000"].login()
        box.deliver_to(hanging(woken))
        box.call_in("1000", NUMBER)
        while not box.notifications[0].raw:
            time.sleep(0.01)
    with box:
        woken.set()
        box.deliver_to(None)
        advanced = threading.Thread(target=box.clock.advance, args=(1,), daemon=True)
        advanced.start()
        advanced.join(10)
        assert not advanced.is_alive()
    assert [one for one in caplog.records if one.levelno >= logging.WARNING] == []
