"""HTTP/1.1 in bytes: what is read as a request, held against h11, and what is refused."""

import contextlib
from typing import Any

import h11
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callcenter_sandbox._http import Reply, Request
from callcenter_sandbox._wire import LARGEST_BODY, LARGEST_HEAD, BadRequest, Reader, reply_bytes

HEAD = b"POST /openapi/V2.0.6/AgentLogin?a=b HTTP/1.1\r\nHost: sandbox\r\n"


def read_all(data: bytes, *, pieces: int | None = None) -> list[Request]:
    """All requests in some bytes, fed whole or in pieces of a size."""
    reader = Reader()
    size = pieces or max(1, len(data))
    found: list[Request] = []
    for start in range(0, len(data), size):
        request = reader.feed(data[start : start + size])
        while request is not None:
            found.append(request)
            request = reader.feed(b"")
    return found


def read_by_h11(data: bytes) -> list[Request]:
    connection = h11.Connection(h11.SERVER, max_incomplete_event_size=LARGEST_HEAD)
    connection.receive_data(data)
    found: list[Request] = []
    head: h11.Request | None = None
    body = b""
    while (event := connection.next_event()) is not h11.NEED_DATA:
        if isinstance(event, h11.Request):
            head, body = event, b""
        elif isinstance(event, h11.Data):
            body += event.data
        elif isinstance(event, h11.EndOfMessage):
            assert head is not None
            headers = tuple((n.decode(), v.decode("latin-1")) for n, v in head.headers)
            keep_alive = connection.their_state is not h11.MUST_CLOSE
            found.append(
                Request(head.method.decode(), head.target.decode(), headers, body, keep_alive)
            )
            connection.send(h11.Response(status_code=200, headers=[("content-length", "0")]))
            connection.send(h11.EndOfMessage())
            if not keep_alive:
                break
            connection.start_next_cycle()
        else:
            break
    return found


GOOD = {
    "a body": HEAD + b"Content-Length: 5\r\n\r\nhello",
    "no body": b"GET /data/%23a*.mp3 HTTP/1.1\r\nHost: x\r\n\r\n",
    "no header but Host": b"DELETE * HTTP/1.1\r\nHost:\r\n\r\n",
    "HTTP/1.0": b"GET / HTTP/1.0\r\n\r\n",
    "close": HEAD + b"Connection: x, CLOSE\r\n\r\n",
    "keep-alive": HEAD + b"Connection: keep-alive\r\n\r\n",
    "chunks": HEAD
    + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=1\r\n0123456789\r\n0\r\nT: 1\r\n\r\n",
    "spaces around a value": HEAD + b"X:  \t a b \t\r\nY:\r\n\r\n",
    "bytes of Latin-1": HEAD + b"X: \xe9\xff\r\n\r\n",
    "line feeds alone": b"GET / HTTP/1.1\nHost: x\n\n",
    "two pipelined": (HEAD + b"Content-Length: 2\r\n\r\nab") * 2
    + b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
}


@pytest.mark.parametrize("data", GOOD.values(), ids=GOOD)
def test_a_request_is_read_as_h11_reads_it(data: bytes) -> None:
    expected = read_by_h11(data)
    assert expected != []
    for pieces in (None, 1, 7):
        assert read_all(data, pieces=pieces) == expected


def test_http_1_0_may_keep_the_connection() -> None:
    [request] = read_all(b"GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n")
    assert request.keep_alive is True


def test_the_same_length_may_stand_twice() -> None:
    [request] = read_all(HEAD + b"Content-Length: 2\r\nContent-Length: 2\r\n\r\nab")
    assert request.body == b"ab"


def test_a_transfer_coding_may_be_in_capitals() -> None:
    [request] = read_all(HEAD + b"Transfer-Encoding: Chunked\r\n\r\n1\r\na\r\n0\r\n\r\n")
    assert request.body == b"a"


def test_empty_lines_before_a_request_are_passed_over() -> None:
    assert [r.target for r in read_all(b"\r\n\r\n\nGET /a HTTP/1.1\r\nHost: x\r\n\r\n")] == ["/a"]


BAD: dict[str, tuple[bytes, int]] = {
    "garbage": (b"hello\r\n\r\n", 400),
    "TLS": (b"\x16\x03\x01\x02\x00\x01\x00", 400),
    "a control character first": (b"\x00", 400),
    "no version": (b"GET /\r\n\r\n", 400),
    "HTTP/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
    "no Host": (b"GET / HTTP/1.1\r\n\r\n", 400),
    "a space in the target": (b"GET /a b HTTP/1.1\r\nHost: x\r\n\r\n", 400),
    "a target that is no ASCII": ("GET /订 HTTP/1.1\r\nHost: x\r\n\r\n".encode(), 400),
    "a header without a colon": (HEAD + b"X\r\n\r\n", 400),
    "a header with a space before the colon": (HEAD + b"X : 1\r\n\r\n", 400),
    "a folded header": (HEAD + b"X: 1\r\n 2\r\n\r\n", 400),
    "a control character in a header": (HEAD + b"X: a\x00b\r\n\r\n", 400),
    "a length that is no number": (HEAD + b"Content-Length: +5\r\n\r\n", 400),
    "two lengths": (HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n", 400),
    "a length and chunks": (
        HEAD + b"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        400,
    ),
    "another transfer coding": (HEAD + b"Transfer-Encoding: gzip, chunked\r\n\r\n", 501),
    "a size of a chunk that is none": (HEAD + b"Transfer-Encoding: chunked\r\n\r\nxyz\r\n", 400),
    "a chunk longer than its size": (
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n",
        400,
    ),
    "a chunk size without an end": (
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"0" * (LARGEST_HEAD + 2),
        400,
    ),
    "endless trailers": (
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n" + b"T: 1\r\n" * LARGEST_HEAD,
        431,
    ),
    "a huge head": (HEAD + b"X: " + b"a" * LARGEST_HEAD, 431),
    "a huge head that ends": (HEAD + b"X: " + b"a" * LARGEST_HEAD + b"\r\n\r\n", 431),
    "a huge first line": (b"GET /" + b"a" * (LARGEST_HEAD + 1), 431),
    "a huge body": (HEAD + b"Content-Length: %d\r\n\r\n" % (LARGEST_BODY + 1), 413),
    "a huge chunk": (
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % (LARGEST_BODY + 1),
        413,
    ),
}


@pytest.mark.parametrize(("data", "status"), BAD.values(), ids=BAD)
def test_what_is_no_request_is_refused(data: bytes, status: int) -> None:
    with pytest.raises(BadRequest) as whole:
        read_all(data)
    assert whole.value.status == status
    with pytest.raises(BadRequest) as cut:
        read_all(data, pieces=1000)
    assert cut.value.status == status


@given(st.binary(max_size=200))
@settings(max_examples=150, deadline=None)
def test_no_bytes_at_all_make_it_fail_in_another_way(data: bytes) -> None:
    for whole in (data, HEAD + data, HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + data):
        with contextlib.suppress(BadRequest):
            read_all(whole)


TOKENS = st.text(st.sampled_from("abcXYZ09-_."), min_size=1, max_size=8)
VALUES = st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=20)


@given(
    method=TOKENS,
    headers=st.lists(st.tuples(TOKENS.map("X-{}".format), VALUES), max_size=4),
    body=st.binary(max_size=100),
    chunk=st.none() | st.integers(1, 40),
    pieces=st.integers(1, 60),
)
@settings(max_examples=100, deadline=None)
def test_it_agrees_with_h11_on_any_request(
    method: str, headers: list[tuple[str, str]], body: bytes, chunk: int | None, pieces: int
) -> None:
    lines = [f"{method} /a HTTP/1.1", "Host: x", *(f"{n}: {v}" for n, v in headers)]
    if chunk is None:
        lines.append(f"Content-Length: {len(body)}")
        payload = body
    else:
        lines.append("Transfer-Encoding: chunked")
        parts = [body[start : start + chunk] for start in range(0, len(body), chunk)]
        payload = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"
    data = "\r\n".join([*lines, "", ""]).encode() + payload
    expected = read_by_h11(data)
    assert [r.body for r in expected] == [body]
    assert read_all(data, pieces=pieces) == expected


def test_a_client_that_waits_for_a_word_is_told_once_to_go_on() -> None:
    reader = Reader()
    head = HEAD + b"Expect: 100-Continue\r\nContent-Length: 2\r\n\r\n"
    assert reader.feed(head) is None
    assert (reader.take_continue(), reader.take_continue()) == (True, False)
    assert reader.feed(b"ab") is not None


def test_a_client_that_does_not_wait_is_not_told() -> None:
    reader = Reader()
    head = HEAD + b"Expect: 100-Continue\r\nContent-Length: 2\r\n\r\n"
    assert reader.feed(head + b"ab") is not None
    assert reader.take_continue() is False


@pytest.mark.parametrize(
    ("data", "began"),
    [
        (b"", False),
        (b"\r\n", False),
        (b"P", True),
        (HEAD + b"Content-Length: 2\r\n\r\n", True),
        (HEAD + b"\r\n", False),
    ],
)
def test_it_knows_whether_a_request_began(data: bytes, began: object) -> None:
    reader = Reader()
    reader.feed(data)
    reader.feed(b"")
    assert reader.began is began


def fields(raw: bytes) -> tuple[str, dict[str, str], bytes]:
    head, _, body = raw.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs: list[Any] = [line.split(": ", 1) for line in lines]
    return first, dict(pairs), body


def test_a_reply_in_bytes() -> None:
    first, headers, body = fields(reply_bytes(Reply(200, "application/json", b'{"a":1}')))
    assert headers.pop("Date").endswith("GMT")
    assert (first, body) == ("HTTP/1.1 200 OK", b'{"a":1}')
    assert headers == {
        "Server": "callcenter-sandbox",
        "Content-Type": "application/json",
        "Content-Length": "7",
        "Connection": "keep-alive",
    }


def test_a_reply_to_head_has_the_length_and_not_the_body() -> None:
    reply = Reply(404, "text/html", b"none")
    first, headers, body = fields(reply_bytes(reply, head_alone=True, keep_alive=False))
    assert (first, headers["Content-Length"], headers["Connection"], body) == (
        "HTTP/1.1 404 Not Found",
        "4",
        "close",
        b"",
    )
