"""The server on real sockets: kept connections, bad clients, many clients, and its end."""

import errno
import json
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from callcenter_sandbox import Sandbox
from callcenter_sandbox._http import Reply, Request
from callcenter_sandbox._server import Server
from callcenter_sandbox._wire import LARGEST_BODY, LARGEST_HEAD
from tests.sandbox.console import eventually
from tests.sandbox.customer import Customer, connect, http_request, login_message, read_reply


def error_of(body: bytes) -> int:
    error: int = json.loads(body)["result"]["error"]
    return error


def assert_still_serving(box: Sandbox) -> None:
    with Customer(box.url) as customer:
        assert customer.command("AgentLogin", {"seq": "1", "agent": "1"})["result"]["error"] == 0


def test_one_connection_carries_many_messages(box: Sandbox) -> None:
    with connect(box.url) as sock:
        for _ in range(20):
            sock.sendall(http_request(login_message()))
            status, body = read_reply(sock)
            assert (status, error_of(body)) == (200, 0)
    assert len(box.requests) == 20


def test_pipelined_messages_are_answered_in_order(box: Sandbox) -> None:
    with connect(box.url) as sock:
        sock.sendall(b"".join(http_request(login_message(str(n))) for n in range(1, 6)))
        sock.sendall(http_request(b"", "Connection: close"))
        with sock.makefile("rb") as file:
            replies = file.read()
    assert replies.count(b"HTTP/1.1 200 OK") == 6
    agents = [received.commands[0]["agent"] for received in box.requests[:5]]
    assert agents == ["1", "2", "3", "4", "5"]


def test_a_message_may_come_byte_by_byte(box: Sandbox) -> None:
    with connect(box.url) as sock:
        for byte in http_request(login_message()):
            sock.sendall(bytes([byte]))
        status, body = read_reply(sock)
    assert (status, error_of(body)) == (200, 0)


def test_a_chunked_body_is_read(box: Sandbox, customer: Customer) -> None:
    message = login_message()

    def parts() -> object:
        yield message[:10]
        yield message[10:]

    reply = customer.http.post("/openapi/V2.0.6/AgentLogin", content=parts())  # type: ignore[arg-type]  # a generator
    assert reply.json()["result"]["error"] == 0


def test_a_client_that_waits_for_100_continue_gets_it(box: Sandbox) -> None:
    message = login_message()
    with connect(box.url) as sock:
        request = http_request(message, "Expect: 100-continue")
        sock.sendall(request.removesuffix(message))
        assert sock.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        sock.sendall(message)
        assert error_of(read_reply(sock)[1]) == 0


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400),
        (b"hello, sandbox\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 3 * LARGEST_HEAD, 431),
        (http_request(b"", f"Content-Length: {LARGEST_BODY * 2}"), 400),
        (
            f"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: {LARGEST_BODY + 1}\r\n\r\n".encode()
            + b"x" * 1_000_000,
            413,
        ),
    ],
)
def test_what_can_not_be_read_is_told_and_the_connection_closed(
    box: Sandbox, caplog: pytest.LogCaptureFixture, data: bytes, status: int
) -> None:
    with connect(box.url) as sock:
        sock.sendall(data)
        assert read_reply(sock)[0] == status
        assert sock.recv(1) == b""
    assert_still_serving(box)
    [record] = caplog.records
    assert (record.levelname, record.message[:24]) == ("WARNING", "a request can't be read:")


def test_a_hundred_connections_that_say_nothing_keep_nobody_away(box: Sandbox) -> None:
    with ExitStack() as stack:
        for count in range(100):
            sock = stack.enter_context(connect(box.url))
            if count % 2:
                sock.sendall(b"POST ")  # and no more than that
        assert_still_serving(box)


def test_a_client_that_goes_away_in_the_middle_leaves_nothing_behind(box: Sandbox) -> None:
    request = http_request(login_message())
    for cut in (0, 1, 20, len(request) - 1):
        with connect(box.url) as sock:
            sock.sendall(request[:cut])
    with connect(box.url) as sock:  # gone, and with a reset, before the reply is read
        sock.sendall(request * 50)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
    assert_still_serving(box)


def test_head_gets_no_body(box: Sandbox, customer: Customer) -> None:
    reply = customer.http.head("/none.mp3")
    assert (reply.status_code, reply.content) == (404, b"")
    assert int(reply.headers["content-length"]) > 0


def test_fifty_clients_at_once(box: Sandbox) -> None:
    start = threading.Barrier(50)

    def ask(number: int) -> list[str]:
        with connect(box.url) as sock:
            start.wait()
            agents: list[str] = []
            for _ in range(10):
                sock.sendall(http_request(login_message(str(number))))
                assert error_of(read_reply(sock)[1]) == 0
                agents.append(box.requests[-1].commands[0]["agent"])
            return agents

    with ThreadPoolExecutor(50) as pool:
        list(pool.map(ask, range(1, 51)))
    sent = sorted(int(received.commands[0]["agent"]) for received in box.requests)
    assert sent == sorted(list(range(1, 51)) * 10)


def echo(request: Request) -> Reply:
    return Reply(200, "text/plain", request.body)


def serving(handler: Callable[[Request], Reply] = echo, *, idle: float = 60.0) -> Server:
    return Server(handler, "127.0.0.1", 0, idle=idle)


def duration_of_stop(server: Server, timeout: float = 5.0) -> float:
    began = time.monotonic()
    server.stop(timeout)
    return time.monotonic() - began


def test_a_slow_client_is_cut_off_and_told() -> None:
    server = serving(idle=0.1)
    with connect(f"http://127.0.0.1:{server.port}") as sock:
        sock.sendall(b"POST / HTTP/1.1\r\nHost: x\r\n")
        assert read_reply(sock)[0] == 408
    server.stop(5)


def test_a_kept_connection_that_is_silent_is_closed_without_a_word() -> None:
    server = serving(idle=0.1)
    with connect(f"http://127.0.0.1:{server.port}") as sock:
        sock.sendall(http_request(b"hello"))
        assert read_reply(sock) == (200, b"hello")
        assert sock.recv(1) == b""
    server.stop(5)


def test_the_end_does_not_wait_for_open_connections() -> None:
    server = serving()
    url = f"http://127.0.0.1:{server.port}"
    silent, halfway, kept = connect(url), connect(url), connect(url)
    with silent, halfway, kept:
        halfway.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhe")
        kept.sendall(http_request(b"hello"))
        assert read_reply(kept) == (200, b"hello")
        assert duration_of_stop(server) < 1
        assert [sock.recv(1) for sock in (silent, halfway, kept)] == [b"", b"", b""]
    with pytest.raises(OSError, match="refused"):
        connect(url)


def test_the_end_lets_a_reply_go_out_that_is_being_made() -> None:
    asked = threading.Event()

    def slowly(request: Request) -> Reply:
        asked.set()
        time.sleep(0.2)
        return echo(request)

    server = serving(slowly)
    with connect(f"http://127.0.0.1:{server.port}") as sock:
        sock.sendall(http_request(b"hello"))
        assert asked.wait(5)
        assert duration_of_stop(server) < 1
        assert read_reply(sock) == (200, b"hello")


def test_the_end_comes_in_time_whatever_a_handler_does() -> None:
    asked, go_on = threading.Event(), threading.Event()

    def never(request: Request) -> Reply:
        asked.set()
        go_on.wait(10)
        return echo(request)

    server = serving(never)
    with connect(f"http://127.0.0.1:{server.port}") as sock:
        sock.sendall(http_request(b"hello"))
        assert asked.wait(5)
        assert duration_of_stop(server, timeout=0.3) < 1
        go_on.set()


def test_the_end_does_not_wait_for_a_client_that_does_not_read() -> None:
    server = serving()
    with connect(f"http://127.0.0.1:{server.port}") as sock:
        sock.settimeout(0.2)
        with pytest.raises(TimeoutError):
            sock.sendall(http_request(b"x" * 4_000_000) * 10)
        assert duration_of_stop(server) < 2


def test_no_thread_is_left_after_the_end() -> None:
    server = serving()
    name = f"sandbox-{server.port}"

    def threads() -> list[str]:
        return sorted(t.name for t in threading.enumerate() if t.name.startswith(name))

    with connect(f"http://127.0.0.1:{server.port}") as sock:
        sock.sendall(http_request(b"hello"))
        assert read_reply(sock) == (200, b"hello")
        assert threads() == [name, f"{name}-connection"]
        server.stop(5)
    assert eventually(lambda: threads() == [])  # one that has said goodbye may still be ending


def test_a_connection_that_can_not_be_accepted_does_not_end_the_server(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    accept = socket.socket.accept
    failures = [OSError(errno.EMFILE, "Too many open files")] * 3

    def failing(self: socket.socket) -> object:
        if failures:
            raise failures.pop()
        return accept(self)

    server = serving()
    monkeypatch.setattr(socket.socket, "accept", failing)
    with connect(f"http://127.0.0.1:{server.port}") as sock:
        sock.sendall(http_request(b"hello"))
        assert read_reply(sock) == (200, b"hello")
    server.stop(5)
    assert caplog.text.count("Too many open files") == 1


def test_a_connection_without_a_thread_is_closed(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def failing(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    server = serving()
    monkeypatch.setattr(threading.Thread, "start", failing)
    with connect(f"http://127.0.0.1:{server.port}") as sock:
        assert sock.recv(1) == b""
    server.stop(5)
    assert "can't start new thread" in caplog.text


def test_a_sandbox_may_be_stopped_by_what_it_receives(caplog: pytest.LogCaptureFixture) -> None:
    box = Sandbox(on_received=lambda _: box.stop())
    with box, connect(box.url) as sock:
        sock.sendall(http_request(login_message()))
        assert read_reply(sock)[0] == 200
    assert repr(box) == "<Sandbox stopped, customers C2>"
    assert caplog.records == []


def test_starting_and_stopping_twice_changes_nothing() -> None:
    box = Sandbox()
    assert box.start() is box
    url = box.url
    assert box.start().url == url
    box.stop()
    box.stop()
    with pytest.raises(RuntimeError, match="isn't started"):
        _ = box.url


def test_a_sandbox_may_be_started_again() -> None:
    box = Sandbox()
    for _ in range(3):
        with box:
            assert_still_serving(box)
    assert len(box.requests) == 3


def test_a_port_that_is_taken_is_an_error() -> None:
    with Sandbox() as first:
        port = int(first.url.rsplit(":", 1)[-1])
        with pytest.raises(OSError, match="in use"):
            Sandbox(port=port).start()


def other_hosts() -> list[tuple[str, str]]:
    hosts = [("0.0.0.0", "http://127.0.0.1:"), ("localhost", "http://localhost:")]  # noqa: S104
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:  # a machine without IPv6
        return hosts
    return [*hosts, ("::1", "http://[::1]:"), ("::", "http://[::1]:")]


@pytest.mark.parametrize(("host", "begin"), other_hosts())
def test_other_addresses(host: str, begin: str) -> None:
    with Sandbox(host=host) as box:
        assert box.url.startswith(begin)
        assert_still_serving(box)
