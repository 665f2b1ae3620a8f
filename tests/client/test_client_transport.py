"""When no reply comes: what was sent, how often, and what the caller is told."""

from __future__ import annotations

import socket
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest

from callcenter_client import CallCenter, CallNumberCommand, TransportError
from tests.client.asking import NO_TLS, Asking, published_auth
from tests.client.raw_server import RawServer, Reply, accepted, http

DIAL = {"agent": "1000", "callee": "13770761337", "user_data": "order-7", "seq": "9"}
IMPATIENT = httpx.Timeout(5, read=0.05)


@pytest.fixture
def closed_port() -> int:
    """A port at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port


def failed_dial(ask: Asking, **arguments: Any) -> TransportError:
    with pytest.raises(TransportError) as raised:
        ask("call_number", **DIAL | arguments)
    return raised.value


def test_a_refused_connection_is_not_sent(ask: Asking, closed_port: int) -> None:
    error = failed_dial(ask.at(f"http://127.0.0.1:{closed_port}"))

    assert (error.sent, error.outcome, error.attempts) == (False, "not_sent", 3)
    assert isinstance(error.__cause__, httpx.ConnectError)
    assert "it never left, so it had no effect" in str(error)


WHOLE = http(accepted())
HALVES = {
    "closes after reading": Reply(),
    "resets after reading": Reply(then="reset"),
    "half a status line": Reply(b"HTTP/1.1 2"),
    "half the headers": Reply(WHOLE[:40]),
    "half the body": Reply(WHOLE[:-10]),
    "no HTTP at all": Reply(b"SIP/2.0 200 OK\r\n\r\n"),
    "a chunk that is cut": Reply(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n{"),
    "headers without end": Reply(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000 + b"\r\n\r\n"),
}


@pytest.mark.parametrize("reply", HALVES.values(), ids=HALVES.keys())
def test_a_dial_whose_reply_is_lost_was_sent_once_and_its_outcome_is_unknown(
    ask: Asking, server: RawServer, reply: Reply
) -> None:
    server.replies(reply, accepted())

    error = failed_dial(ask)

    assert (error.sent, error.outcome, error.attempts, len(server.requests)) == (
        True,
        "unknown",
        1,
        1,
    )
    assert isinstance(error.__cause__, httpx.HTTPError)
    assert "it may have been carried out: find out before you send it again" in str(error)


def test_a_reply_that_does_not_come_in_time_is_unknown(ask: Asking, server: RawServer) -> None:
    server.replies(Reply(then="wait"))

    error = failed_dial(ask.set(timeout=IMPATIENT))

    assert (error.sent, error.outcome, len(server.requests)) == (True, "unknown", 1)
    assert isinstance(error.__cause__, httpx.ReadTimeout)


def test_a_body_that_does_not_come_in_time_is_unknown(ask: Asking, server: RawServer) -> None:
    server.replies(Reply(WHOLE[:-10], then="wait"))

    error = failed_dial(ask.set(timeout=IMPATIENT))

    assert (error.sent, error.outcome, len(server.requests)) == (True, "unknown", 1)


def test_a_timeout_may_be_a_number_of_seconds(ask: Asking, server: RawServer) -> None:
    server.replies(Reply(then="wait"))

    error = failed_dial(ask.set(timeout=0.25))

    assert isinstance(error.__cause__, httpx.ReadTimeout)


def test_a_wait_for_a_connection_that_is_in_vain_is_not_sent(server: RawServer) -> None:
    server.replies(Reply(WHOLE[:-10], then="wait"))
    limits = httpx.Limits(max_connections=1)
    timeout = httpx.Timeout(5, pool=0.05)

    with (
        httpx.Client(verify=NO_TLS, trust_env=False, limits=limits) as mine,
        CallCenter(server.url, auth=published_auth(), http_client=mine, timeout=timeout) as api,
        mine.stream("GET", server.url),
        pytest.raises(TransportError) as raised,
    ):
        api.call_number(agent="1000", callee="13770761337")

    assert (raised.value.sent, raised.value.outcome, len(server.requests)) == (False, "not_sent", 1)
    assert isinstance(raised.value.__cause__, httpx.PoolTimeout)


def test_the_error_tells_what_was_sent(ask: Asking, server: RawServer) -> None:
    server.replies(Reply())
    before = datetime.now(ZoneInfo("Asia/Shanghai"))

    error = failed_dial(ask)

    assert (error.operation, error.seq, error.user_data) == ("CallNumber", "9", "order-7")
    assert error.command == CallNumberCommand(
        agent="1000", callee="13770761337", seq="9", user_data="order-7"
    )
    assert error.sent_at is not None
    assert timedelta() <= error.sent_at - before < timedelta(seconds=10)
    assert error.sent_at.utcoffset() == timedelta(hours=8)


def test_the_error_tells_the_seq_and_the_user_data_that_were_filled_in(
    ask: Asking, server: RawServer
) -> None:
    server.replies(Reply())

    error = failed_dial(ask, seq=None, user_data=None)

    assert (error.seq, error.user_data) == (
        server.only.command["seq"],
        server.only.command["userData"],
    )


def test_a_command_that_was_not_sent_has_no_time_of_sending(ask: Asking, closed_port: int) -> None:
    error = failed_dial(ask.at(f"http://127.0.0.1:{closed_port}"))

    assert (error.sent_at, error.seq, error.user_data) == (None, "9", "order-7")


def test_the_client_goes_on_after_a_failure(server: RawServer) -> None:
    server.replies(Reply(), accepted(), Reply(then="reset"), accepted())

    with CallCenter(server.url, auth=published_auth(), trust_env=False) as api:
        for _ in range(2):
            with pytest.raises(TransportError):
                api.agent_login(agent="1000")
            assert api.agent_login(agent="1000").seq == "1"

    assert len(server.requests) == 4
