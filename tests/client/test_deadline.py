"""The deadline bounds a call as a whole; a task that is cancelled leaves nothing open; a reply has a largest size."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import json
import threading
import time
import tracemalloc
import zlib
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from callcenter_client import (
    AsyncCallCenter,
    CallCenter,
    ConfigurationError,
    TransportError,
    UnexpectedResponse,
    _call,
)
from callcenter_client._body import Body
from tests.client.asking import Asking, plain_async_http, plain_http, published_auth
from tests.client.calls import SAMPLES
from tests.client.raw_server import RawServer, Reply, accepted, http
from tests.client.waiting import until

if TYPE_CHECKING:
    from collections.abc import Callable

WHOLE = http(accepted(), keep=True)
DIAL = SAMPLES["CallNumber"].arguments
LONG = 5.0
"""Seconds that nothing here takes but for a deadline that isn't kept: a whole reply trickles for longer."""


@pytest.mark.parametrize("every", [0.05, 0.2])
@pytest.mark.parametrize("timeout", [60, None, httpx.Timeout(60, read=None)])
def test_headers_that_trickle_end_at_the_deadline(
    ask: Asking, server: RawServer, every: float, timeout: Any
) -> None:
    server.replies(Reply(WHOLE, every=every))
    started = time.monotonic()

    with pytest.raises(TransportError) as raised:
        ask.set(deadline=0.4, timeout=timeout)("call_number", **DIAL)

    assert 0.3 < time.monotonic() - started < LONG
    assert (raised.value.outcome, raised.value.attempts, len(server.requests)) == ("unknown", 1, 1)
    assert isinstance(raised.value.__cause__, httpx.ReadTimeout)


def slowly(every: float) -> Reply:
    """A reply whose head comes at once, and whose body trickles: white space that JSON allows."""
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n"
    return Reply(b" " * 400, start=head, every=every)


@pytest.mark.parametrize("every", [0.05, 0.2])
def test_a_body_that_trickles_ends_at_the_deadline(
    ask: Asking, server: RawServer, every: float
) -> None:
    server.replies(slowly(every))
    started = time.monotonic()

    with pytest.raises(TransportError) as raised:
        ask.set(deadline=0.4, timeout=60)("call_number", **DIAL)

    assert 0.3 < time.monotonic() - started < LONG
    assert (raised.value.outcome, raised.value.attempts, len(server.requests)) == ("unknown", 1, 1)


def test_a_reply_that_does_not_come_ends_at_the_deadline(ask: Asking, server: RawServer) -> None:
    server.replies(Reply(then="wait"))
    started = time.monotonic()

    with pytest.raises(TransportError) as raised:
        ask.set(deadline=0.3, timeout=60)("call_number", **DIAL)

    assert time.monotonic() - started < LONG
    assert raised.value.outcome == "unknown"


def test_a_call_may_have_a_deadline_of_its_own(ask: Asking, server: RawServer) -> None:
    server.replies(Reply(then="wait"))
    started = time.monotonic()

    with pytest.raises(TransportError):
        ask.set(deadline=None, timeout=None)(
            "call_number", **DIAL, options={"deadline": 0.3, "timeout": 60}
        )

    assert time.monotonic() - started < LONG


def test_attempts_end_at_the_deadline_too(ask: Asking, server: RawServer) -> None:
    server.replies(*[Reply(then="wait")] * 50)
    started = time.monotonic()

    with pytest.raises(TransportError):
        ask.set(deadline=1.0, timeout=0.2, retries=50)("get_agent_status", agent="1000")

    assert time.monotonic() - started < LONG
    assert 1 <= len(server.requests) < 6


def test_a_handshake_that_does_not_come_ends_at_the_deadline_with_nothing_sent(
    ask: Asking, server: RawServer
) -> None:
    """TLS with a server that waits for a plain request: the dial is not on its way yet."""
    started = time.monotonic()

    silent = ask.at(server.url.replace("http:", "https:"))
    with pytest.raises(TransportError) as raised:
        silent.set(deadline=0.5, timeout=60)("call_number", **DIAL)

    assert time.monotonic() - started < LONG
    assert (raised.value.outcome, raised.value.sent, raised.value.sent_at) == (
        "not_sent",
        False,
        None,
    )


def test_without_a_deadline_a_reply_may_take_its_time(ask: Asking, server: RawServer) -> None:
    server.replies(Reply(WHOLE, every=0.002))

    assert ask.set(deadline=None)("call_number", **DIAL).seq == "1"


def test_a_message_that_is_not_read_ends_at_the_deadline(server: RawServer) -> None:
    """A server that accepts and doesn't read: the write fills the buffers and stops."""
    server.deaf.set()
    started = time.monotonic()

    with (
        CallCenter(server.url, auth=published_auth(), deadline=0.5, timeout=60) as api,
        pytest.raises(TransportError) as raised,
    ):
        api.request("Something", {"text": "x" * 30_000_000})

    assert time.monotonic() - started < 3 * LONG
    assert raised.value.outcome == "unknown"


# On a client of the user's


def on_mine(url: str, **settings: Any) -> Callable[..., Any]:
    def sync(**arguments: Any) -> Any:
        with plain_http() as mine:
            api = CallCenter(url, auth=published_auth(), http_client=mine, **settings)
            return api.call_number(**DIAL, **arguments)

    return sync


def on_mine_async(url: str, **settings: Any) -> Callable[..., Any]:
    async def use(**arguments: Any) -> Any:
        async with plain_async_http() as mine:
            api = AsyncCallCenter(url, auth=published_auth(), http_client=mine, **settings)
            return await api.call_number(**DIAL, **arguments)

    return lambda **arguments: asyncio.run(use(**arguments))


@pytest.mark.parametrize("mine", [on_mine, on_mine_async])
def test_on_a_client_of_the_users_each_read_is_bounded(mine: Any, server: RawServer) -> None:
    server.replies(Reply(then="wait"))
    started = time.monotonic()

    with pytest.raises(TransportError) as raised:
        mine(server.url, deadline=0.3, timeout=60)()

    assert time.monotonic() - started < LONG
    assert raised.value.outcome == "unknown"


@pytest.mark.parametrize("mine", [on_mine, on_mine_async])
def test_on_a_client_of_the_users_the_body_is_bounded(mine: Any, server: RawServer) -> None:
    server.replies(slowly(0.05))
    started = time.monotonic()

    with pytest.raises(TransportError) as raised:
        mine(server.url, deadline=0.4, timeout=60)()

    assert time.monotonic() - started < LONG
    assert raised.value.outcome == "unknown"


def test_on_an_async_client_of_the_users_headers_are_bounded_too(server: RawServer) -> None:
    server.replies(Reply(WHOLE, every=0.1))
    started = time.monotonic()

    with pytest.raises(TransportError):
        on_mine_async(server.url, deadline=0.4, timeout=60)()

    assert time.monotonic() - started < LONG


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_a_reply_that_a_hook_has_read_is_read_all_the_same(
    server: RawServer, encoding: str
) -> None:
    content = ENCODED[encoding](json.dumps(accepted()).encode())
    server.replies(*[http(content, headers={"Content-Encoding": encoding})] * 2)

    async def read(response: httpx.Response) -> None:
        await response.aread()

    async def use() -> None:
        async with plain_async_http(event_hooks={"response": [read]}) as hooked:
            api = AsyncCallCenter(server.url, auth=published_auth(), http_client=hooked)
            assert (await api.call_number(**DIAL)).seq == "1"

    with plain_http(event_hooks={"response": [httpx.Response.read]}) as hooked:
        api = CallCenter(server.url, auth=published_auth(), http_client=hooked)
        assert api.call_number(**DIAL).seq == "1"
    asyncio.run(use())


def test_a_transport_that_makes_up_replies_is_read_too() -> None:
    made_up = httpx.MockTransport(lambda _: httpx.Response(200, json=accepted()))

    with plain_http(transport=made_up) as mine:
        api = CallCenter("http://made.up", auth=published_auth(), http_client=mine)
        assert api.call_number(**DIAL).seq == "1"


def closed_sync(url: str) -> None:
    mine = plain_http()
    mine.close()
    CallCenter(url, auth=published_auth(), http_client=mine).call_number(**DIAL)


def closed_async(url: str) -> None:
    async def use() -> None:
        mine = plain_async_http()
        await mine.aclose()
        await AsyncCallCenter(url, auth=published_auth(), http_client=mine).call_number(**DIAL)

    asyncio.run(use())


@pytest.mark.parametrize("dial", [closed_sync, closed_async])
def test_a_client_of_the_users_that_is_closed_says_so(
    server: RawServer, dial: Callable[[str], None]
) -> None:
    with pytest.raises(ConfigurationError, match="the http_client is closed") as raised:
        dial(server.url)

    assert (raised.value.outcome, server.requests) == ("not_sent", [])


# What is left behind


def test_a_connection_is_kept_and_used_again_below_a_deadline(server: RawServer) -> None:
    kept = Reply(WHOLE, then="keep")
    server.replies(kept, kept, Reply(WHOLE, every=0.2), kept, kept)

    with CallCenter(server.url, auth=published_auth(), timeout=60) as api:
        for _ in range(2):
            api.call_number(**DIAL)
        with pytest.raises(TransportError):
            api.call_number(**DIAL, options={"deadline": 0.4})
        for _ in range(2):
            api.call_number(**DIAL)

        assert (server.connections, len(server.requests)) == (2, 5)
        until(lambda: server.open == 1)


def test_the_same_for_asyncio(server: RawServer) -> None:
    kept = Reply(WHOLE, then="keep")
    server.replies(kept, kept, Reply(WHOLE, every=0.2), kept, kept)

    async def use() -> None:
        async with AsyncCallCenter(server.url, auth=published_auth(), timeout=60) as api:
            for _ in range(2):
                await api.call_number(**DIAL)
            with pytest.raises(TransportError):
                await api.call_number(**DIAL, options={"deadline": 0.4})
            for _ in range(2):
                await api.call_number(**DIAL)

            assert (server.connections, len(server.requests)) == (2, 5)

    asyncio.run(use())
    until(lambda: server.open == 0)


CANCELLED = {
    "before the reply": (lambda: Reply(WHOLE, gate=threading.Event())),
    "within the headers": (lambda: Reply(WHOLE[:30], then="wait")),
    "within the body": (lambda: Reply(WHOLE[:-5], then="wait")),
}


@pytest.mark.parametrize("reply", CANCELLED.values(), ids=CANCELLED.keys())
@pytest.mark.parametrize("given", [False, True], ids=["ours", "given"])
def test_a_cancelled_task_leaves_no_open_stream_and_a_usable_pool(
    server: RawServer, reply: Callable[[], Reply], *, given: bool
) -> None:
    """The pool has one connection: were it still taken, the next call would wait in vain."""
    hanging = reply()
    server.replies(hanging, accepted())

    async def use() -> None:
        limits = httpx.Limits(max_connections=1)
        async with plain_async_http(limits=limits) as mine:
            settings: dict[str, Any] = {"http_client": mine} if given else {}
            async with AsyncCallCenter(
                server.url, auth=published_auth(), timeout=LONG, **settings
            ) as api:
                task = asyncio.create_task(api.call_number(**DIAL))
                await asyncio.to_thread(until, lambda: len(server.requests) == 1)
                await asyncio.sleep(0.05)  # what is sent of the reply is read
                task.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await task
                if hanging.gate is not None:
                    hanging.gate.set()
                assert (await api.call_number(**DIAL)).seq == "1"

    asyncio.run(use())
    until(lambda: server.open == 0)
    assert len(server.requests) == 2


def test_a_task_that_is_cancelled_in_a_handshake_leaves_no_open_stream(server: RawServer) -> None:
    async def use() -> None:
        url = server.url.replace("http:", "https:")
        async with AsyncCallCenter(url, auth=published_auth()) as api:
            task = asyncio.create_task(api.call_number(**DIAL))
            await asyncio.to_thread(until, lambda: server.open == 1)
            await asyncio.sleep(0.05)  # the handshake has begun
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            await asyncio.to_thread(until, lambda: server.open == 0)

    asyncio.run(use())


def test_tasks_that_are_cancelled_at_any_point_leave_a_usable_pool() -> None:
    """At some points httpcore leaves a connection behind that nobody can use: more than it has are cancelled here."""
    gate = threading.Event()

    async def use(url: str) -> None:
        async with AsyncCallCenter(url, auth=published_auth(), timeout=LONG) as api:
            for number in range(500):
                task = asyncio.create_task(api.call_number(**DIAL))
                await asyncio.sleep(number % 400 / 100_000)
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task
            gate.set()
            assert (await api.call_number(**DIAL)).seq == "1"

    with RawServer(lambda _: Reply(http(accepted()), gate=gate)) as server:
        asyncio.run(use(server.url))


def test_a_task_that_is_cancelled_between_two_attempts_makes_no_other(server: RawServer) -> None:
    server.replies(http(status="503 Busy", headers={"Retry-After": "3"}), accepted())

    async def use() -> None:
        async with AsyncCallCenter(server.url, auth=published_auth()) as api:
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(api.get_agent_status(agent="1000"), 0.5)

    asyncio.run(use())

    assert len(server.requests) == 1


# The size


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> int:
    """A limit that a test can reach."""
    monkeypatch.setattr(_call, "MOST_BYTES", 100_000)
    return 100_000


def padded(length: int) -> bytes:
    """An accepting reply of that length."""
    body = json.dumps(accepted()).encode()
    return body + b" " * (length - len(body))


ENCODED: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    "identity": bytes,
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    " GZIP ": gzip.compress,
    "deflate": zlib.compress,
    "deflate, bare": lambda body: zlib.compress(body)[2:-4],
}


@pytest.mark.parametrize("encoding", ENCODED)
def test_a_reply_up_to_the_limit_is_read(
    ask: Asking, server: RawServer, small: int, encoding: str
) -> None:
    content = ENCODED[encoding](padded(small))
    server.replies(http(content, headers={"Content-Encoding": encoding.partition(",")[0]}))

    assert ask("call_number", **DIAL).seq == "1"


@pytest.mark.parametrize("encoding", ENCODED)
@pytest.mark.parametrize("name", ["CallNumber", "getAgentStatus"])
def test_a_reply_over_the_limit_is_refused_and_not_asked_for_again(
    ask: Asking, server: RawServer, small: int, encoding: str, name: str
) -> None:
    content = ENCODED[encoding](padded(small + 1))
    headers = {"Content-Encoding": encoding.partition(",")[0]}
    server.replies(http(content, headers=headers), accepted())

    with pytest.raises(UnexpectedResponse, match=r"the reply is over 0.095\d+ MiB") as raised:
        ask(SAMPLES[name].method, **SAMPLES[name].arguments)

    assert (raised.value.outcome, raised.value.status, len(server.requests)) == ("unknown", 200, 1)


def test_a_reply_without_an_end_is_refused_at_the_limit(
    ask: Asking, server: RawServer, small: int
) -> None:
    endless = b"HTTP/1.1 200 OK\r\n\r\n" + b" " * (3 * small)
    server.replies(Reply(endless, then="wait"))

    with pytest.raises(UnexpectedResponse, match="the reply is over"):
        ask("call_number", **DIAL)


def test_the_limit_is_64_mib() -> None:
    assert _call.MOST_BYTES == 64 * 2**20


@pytest.mark.parametrize("encoding", ["gzip, gzip", "br", "zstd", "gzip, br", "compress", "x"])
def test_an_encoding_that_was_not_asked_for_is_refused(
    ask: Asking, server: RawServer, encoding: str
) -> None:
    """Each layer may blow up the one below by a thousand; httpx would unpack them all."""
    server.replies(
        http(gzip.compress(gzip.compress(padded(500))), headers={"Content-Encoding": encoding})
    )

    with pytest.raises(UnexpectedResponse, match="Content-Encoding") as raised:
        ask("call_number", **DIAL)

    assert raised.value.outcome == "unknown"
    assert server.only.header("accept-encoding") == ["gzip, deflate"]


def test_a_bomb_is_unpacked_no_further_than_to_the_limit() -> None:
    bomb = zlib.compress(b"\0" * 30_000_000, 9)
    tracemalloc.start()
    try:
        body = Body("deflate", 100_000)
        goes_on = body.add(bomb)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert (goes_on, body.too_large) == (False, True)
    assert peak < 1_000_000


def test_a_bomb_on_the_wire_is_an_error(ask: Asking, server: RawServer, small: int) -> None:
    bomb = gzip.compress(b" " * 5_000_000, 9)
    server.replies(http(bomb, headers={"Content-Encoding": "gzip"}))

    with pytest.raises(UnexpectedResponse, match="the reply is over"):
        ask("call_number", **DIAL)
