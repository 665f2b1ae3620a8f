"""What is sent again, what is sent once, and what each attempt looks like."""

from __future__ import annotations

import socket
import time
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from callcenter_auth import DigestAuth, compute_digest
from callcenter_client import (
    ApiError,
    CallCenter,
    CallCenterError,
    TransportError,
    UnexpectedResponse,
)
from callcenter_client._spec import OPERATIONS
from tests.client.asking import NO_TLS, SECRET, Asking, ask_sync, published_auth
from tests.client.calls import SAFE, SAMPLES, UNSAFE
from tests.client.http2_server import Http2Server
from tests.client.raw_server import RawServer, Reply, accepted, http
from tests.client.waiting import until

if TYPE_CHECKING:
    from callcenter_client import Attempt

WHOLE = http(accepted())
LOST = {
    "closed": Reply(),
    "reset": Reply(then="reset"),
    "half the headers": Reply(WHOLE[:40]),
    "half the body": Reply(WHOLE[:-10]),
    "no HTTP": Reply(b"SIP/2.0 200 OK\r\n\r\n"),
    "502": Reply(http("bad gateway", status="502 Bad Gateway")),
    "503": Reply(http(status="503 Service Unavailable")),
    "504": Reply(http("<html>", status="504 Gateway Timeout")),
    "a page": Reply(http("<html>later</html>", content_type="text/html")),
    "nothing": Reply(http(b"")),
    "cut JSON": Reply(http(b'{"result":{"error":0')),
    "another encoding": Reply(http(accepted(), headers={"Content-Encoding": "gzip"})),
}
DIAL = SAMPLES["CallNumber"].arguments
pytestmark = pytest.mark.usefixtures("quick")


def test_there_is_a_sample_of_each_operation() -> None:
    assert set(SAMPLES) == set(OPERATIONS)


def test_these_operations_are_safe_and_no_other() -> None:
    """A list that someone may sign: an operation that joins it is repeated on a guess."""
    assert set(SAFE) == {
        "AgentQueryStatus",
        "getAgentStatus",
        "getAgentInfo",
        "CallTaskQuery",
        "getRecordsList",
        "getCdrList",
    }


@pytest.mark.parametrize("lost", LOST.values(), ids=LOST.keys())
def test_a_safe_operation_is_asked_again(ask: Asking, server: RawServer, lost: Reply) -> None:
    told: list[Attempt] = []
    server.replies(lost, accepted(serverStatus="IDLE"))

    status = ask.set(on_attempt=told.append)("get_agent_status", agent="1000")

    assert (status.meta.attempts, len(server.requests)) == (2, 2)
    assert [(each.operation, each.attempt, each.outcome) for each in told] == [
        ("getAgentStatus", 1, "unknown"),
        ("getAgentStatus", 2, "accepted"),
    ]
    assert all(0 <= each.elapsed < 10 for each in told)


@pytest.mark.parametrize("name", SAFE)
def test_each_safe_operation_is_asked_again(ask: Asking, server: RawServer, name: str) -> None:
    sample = SAMPLES[name]
    server.replies(Reply(), accepted(**sample.fields))

    response = ask(sample.method, **sample.arguments)

    assert (response.meta.attempts, len(server.requests)) == (2, 2)


@pytest.mark.parametrize("name", UNSAFE)
def test_an_unsafe_operation_is_sent_once(ask: Asking, server: RawServer, name: str) -> None:
    sample = SAMPLES[name]
    server.replies(Reply(), accepted(**sample.fields))

    with pytest.raises(TransportError) as raised:
        ask(sample.method, **sample.arguments)

    assert (raised.value.outcome, raised.value.attempts, len(server.requests)) == ("unknown", 1, 1)


@pytest.mark.parametrize("lost", LOST.values(), ids=LOST.keys())
def test_a_dial_is_sent_once_however_its_reply_is_lost(
    ask: Asking, server: RawServer, lost: Reply
) -> None:
    told: list[Attempt] = []
    server.replies(lost, accepted(), accepted())

    with pytest.raises(CallCenterError) as raised:
        ask.set(on_attempt=told.append, retries=9)("call_number", **DIAL)

    assert (raised.value.outcome, raised.value.attempts, len(server.requests)) == ("unknown", 1, 1)
    assert [each.outcome for each in told] == ["unknown"]


def test_an_unknown_operation_is_sent_once(ask: Asking, server: RawServer) -> None:
    server.replies(Reply(), accepted())

    with pytest.raises(TransportError):
        ask.set(retries=9)("request", "getSomething", {})

    assert len(server.requests) == 1


def test_a_dial_that_never_left_is_tried_again(ask: Asking) -> None:
    """The platform comes up between the first attempt and the second."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    told: list[Attempt] = []
    late: list[RawServer] = []

    def begin(attempt: Attempt) -> None:
        if not told:
            late.append(RawServer(lambda _: accepted(), port=port).__enter__())
        told.append(attempt)

    try:
        at = ask.at(f"http://127.0.0.1:{port}").set(on_attempt=begin)
        response = at("call_number", **DIAL)
    finally:
        late[0].__exit__(None, None, None)

    assert (response.meta.attempts, len(late[0].requests)) == (2, 1)
    assert [each.outcome for each in told] == ["not_sent", "accepted"]


@pytest.mark.parametrize("retries", [0, 1, 3])
def test_there_are_as_many_attempts_as_the_retries_allow(
    ask: Asking, server: RawServer, retries: int
) -> None:
    server.replies(*[Reply()] * 9)

    with pytest.raises(TransportError) as raised:
        ask.set(retries=retries)("get_agent_status", agent="1000")

    assert (raised.value.attempts, len(server.requests)) == (retries + 1, retries + 1)


def test_a_call_may_have_retries_of_its_own(ask: Asking, server: RawServer) -> None:
    server.replies(Reply(), accepted())

    with pytest.raises(TransportError):
        ask("get_agent_status", agent="1000", options={"retries": 0})

    assert len(server.requests) == 1


def test_each_attempt_is_signed_anew_for_the_same_command(ask: Asking, server: RawServer) -> None:
    server.replies(Reply(), Reply(then="reset"), accepted())

    response = ask.set(auth=DigestAuth("C2", SECRET))("get_agent_status", agent="1000")

    blocks = [request.message["authentication"] for request in server.requests]
    seqs = [int(block["seq"]) for block in blocks]
    assert (len(seqs), sorted(set(seqs))) == (3, seqs)
    assert [block["digest"] for block in blocks] == [
        compute_digest("C2", block["timestamp"], block["seq"], SECRET) for block in blocks
    ]
    commands = [request.command for request in server.requests]
    assert commands == [commands[0]] * 3
    assert response.meta.auth_seq == blocks[-1]["seq"]


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        ({"result": {"error": 7, "msg": "no"}}, ApiError),
        (http({"result": {"error": 7}}, status="503 Service Unavailable"), ApiError),
        ({"result": {"error": 0}, "data": {"response": {"result": {"error": 1}}}}, ApiError),
        ({"result": {"error": None}}, UnexpectedResponse),
        ({"hello": "world"}, UnexpectedResponse),
    ],
)
def test_what_would_only_come_again_is_not_asked_again(
    ask: Asking, server: RawServer, reply: Any, error: type[CallCenterError]
) -> None:
    server.replies(reply, accepted())

    with pytest.raises(error):
        ask("get_agent_status", agent="1000")

    assert len(server.requests) == 1


# Retry-After


def busy(retry_after: str) -> bytes:
    return http(status="503 Service Unavailable", headers={"Retry-After": retry_after})


def test_a_retry_after_that_fits_is_kept(ask: Asking, server: RawServer) -> None:
    server.replies(busy("1"), accepted())
    started = time.monotonic()

    ask("get_agent_status", agent="1000")

    assert 1 <= time.monotonic() - started < 10


FAR = "Fri, 31 Dec 2999 23:59:59 GMT"


@pytest.mark.parametrize("retry_after", ["30", "999999999", FAR])
def test_a_retry_after_that_is_too_long_is_an_error_at_once(
    ask: Asking, server: RawServer, retry_after: str
) -> None:
    server.replies(busy(retry_after), accepted())
    started = time.monotonic()

    with pytest.raises(UnexpectedResponse) as raised:
        ask("get_agent_status", agent="1000")

    assert (raised.value.status, raised.value.attempts, len(server.requests)) == (503, 1, 1)
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    "retry_after",
    ["0", "soon", "-30", "30.5", "", "１０", "30 s", "Wed, 21 Oct 2015 07:28:00 GMT", "Wed, 99"],
)
def test_one_that_is_over_or_invalid_holds_nobody_up(
    ask: Asking, server: RawServer, retry_after: str
) -> None:
    server.replies(busy(retry_after.encode().decode("latin-1")), accepted())

    response = ask("get_agent_status", agent="1000")

    assert (response.meta.attempts, len(server.requests)) == (2, 2)


def test_a_dial_is_not_repeated_because_the_server_invites_to(
    ask: Asking, server: RawServer
) -> None:
    server.replies(busy("0"), accepted())

    with pytest.raises(UnexpectedResponse) as raised:
        ask("call_number", **DIAL)

    assert (raised.value.outcome, len(server.requests)) == ("unknown", 1)


# Redirects, and clients of the user's


@pytest.fixture
def elsewhere() -> Any:
    with RawServer(lambda _: accepted()) as other:
        yield other


@pytest.mark.parametrize("code", ["301", "302", "303", "307", "308"])
@pytest.mark.parametrize("name", ["CallNumber", "getAgentStatus"])
def test_a_redirect_is_never_followed(
    ask: Asking, server: RawServer, elsewhere: RawServer, code: str, name: str
) -> None:
    server.replies(
        http(status=f"{code} Go", headers={"Location": f"{elsewhere.url}/x"}), accepted()
    )
    sample = SAMPLES[name]

    with pytest.raises(UnexpectedResponse) as raised:
        ask(sample.method, **sample.arguments)

    assert (raised.value.outcome, raised.value.status) == ("unknown", int(code))
    assert (len(server.requests), elsewhere.requests) == (1, [])


def eager(url: str) -> tuple[httpx.Client, CallCenter]:
    """A client on an httpx client that repeats and follows what it can."""
    mine = httpx.Client(
        transport=httpx.HTTPTransport(retries=3, verify=NO_TLS), follow_redirects=True
    )
    return mine, CallCenter(url, auth=published_auth(), http_client=mine, retries=3)


@pytest.mark.parametrize("lost", LOST.values(), ids=LOST.keys())
def test_an_eager_client_of_the_users_does_not_dial_twice(server: RawServer, lost: Reply) -> None:
    server.replies(lost, accepted(), accepted())
    mine, api = eager(server.url)

    with mine, pytest.raises(CallCenterError) as raised:
        api.call_number(**DIAL)

    assert (raised.value.outcome, len(server.requests)) == ("unknown", 1)


@pytest.mark.parametrize("code", ["301", "307"])
def test_an_eager_client_of_the_users_follows_no_redirect_of_ours(
    server: RawServer, elsewhere: RawServer, code: str
) -> None:
    server.replies(http(status=f"{code} Go", headers={"Location": elsewhere.url}), accepted())
    mine, api = eager(server.url)

    with mine, pytest.raises(UnexpectedResponse):
        api.call_number(**DIAL)

    assert (len(server.requests), elsewhere.requests) == (1, [])


ODD_FRAMES = {
    "closed": b"",
    "headers that can't be decoded": b"\x00\x00\x04\x01\x04\x00\x00\x00\x01\xff\xff\xff\xff",
    "no frame": b"HTTP/1.1 200 OK\r\n\r\n",
    "an answer to nothing": b"\x00\x00\x01\x00\x01\x00\x00\x00\x63x",
    "a goodbye": b"\x00\x00\x08\x07\x00\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x00",
}


@pytest.mark.parametrize("frames", ODD_FRAMES.values(), ids=ODD_FRAMES.keys())
def test_a_dial_by_http2_whose_reply_is_odd_is_sent_once_and_unknown(frames: bytes) -> None:
    """httpx raises LocalProtocolError for a reply of HTTP/2 that it can't read, as for a request that it won't send."""
    mine = httpx.Client(http1=False, http2=True, verify=NO_TLS)
    with Http2Server(frames) as server, mine, pytest.raises(TransportError) as raised:
        CallCenter(server.url, auth=published_auth(), http_client=mine).call_number(**DIAL)

    assert (raised.value.outcome, raised.value.sent, server.taken) == ("unknown", True, 1)


# Connections that are kept


def test_a_kept_connection_that_the_server_has_closed_costs_nothing(server: RawServer) -> None:
    server.replies(Reply(http(accepted(), keep=True)), accepted())

    with CallCenter(server.url, auth=published_auth()) as api:
        api.call_number(**DIAL)
        until(lambda: server.open == 0)
        api.call_number(**DIAL)

    assert (len(server.requests), server.connections) == (2, 2)


def test_a_kept_connection_that_closes_on_a_dial_leaves_it_unknown(server: RawServer) -> None:
    server.replies(Reply(http(accepted(), keep=True), then="keep"), Reply(), accepted())

    with CallCenter(server.url, auth=published_auth()) as api:
        api.call_number(**DIAL)
        with pytest.raises(TransportError) as raised:
            api.call_number(**DIAL)

    assert (raised.value.outcome, len(server.requests), server.connections) == ("unknown", 2, 1)


def test_attempts_after_a_function_that_raises_go_on(
    server: RawServer, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(attempt: Attempt) -> None:
        raise ZeroDivisionError(attempt.operation)

    server.replies(Reply(), accepted())

    response = Asking(ask_sync, server.url, {"on_attempt": broken})(
        "get_agent_status", agent="1000"
    )

    assert response.meta.attempts == 2
    assert [record.getMessage() for record in caplog.records if record.levelname == "WARNING"] == [
        "on_attempt raised ZeroDivisionError, which is ignored"
    ] * 2
