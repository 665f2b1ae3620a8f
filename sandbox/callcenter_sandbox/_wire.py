"""HTTP/1.1 in bytes: requests out of what a client sends, and replies into bytes (RFC 9112).

Without sockets, so that each rule can be tested by itself. It is written out here because a double
must be able to break the protocol on purpose, which a library prevents; and it takes a sixth of
the time that h11 takes. The tests hold it against h11.
"""

import re
import time
from collections.abc import Generator
from email.utils import formatdate
from functools import lru_cache
from http import HTTPStatus

from callcenter_sandbox._http import Reply, Request

LARGEST_HEAD = 64 * 1024
LARGEST_BODY = 16 * 1024 * 1024

CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"

_TOKEN = rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]+"
_REQUEST_LINE = re.compile(rb"(" + _TOKEN + rb") ([!-~]+) HTTP/([0-9])\.([0-9])")
_HEADER = re.compile(rb"(" + _TOKEN + rb"):[ \t]*([^\x00-\x08\x0a-\x1f\x7f]*)")
_FIRST_BYTE = re.compile(rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]")
_LENGTH = re.compile(r"[0-9]{1,18}")
_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\x00-\x08\x0a-\x1f\x7f]*)?")


class BadRequest(Exception):
    """What came can't be read as a request; the connection can't go on.

    Attributes:
        status: The HTTP status that says so.
    """

    def __init__(self, status: int, text: str) -> None:
        self.status = status
        super().__init__(text)


class Reader:
    """Takes the bytes of one connection, and gives its requests one by one."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._in_body = False
        self._wants_continue = False
        self._request = self._read()

    @property
    def began(self) -> bool:
        """Whether a part of a request has come."""
        return bool(self._buffer) or self._in_body

    def feed(self, data: bytes) -> Request | None:
        """Take bytes as they came; none at all to ask for a request that came with the last one.

        Returns:
            The next request; None when more is needed for it.

        Raises:
            BadRequest: It is none that can be read.
        """
        self._buffer += data
        request = next(self._request)
        if request is not None:
            self._request = self._read()
        return request

    def take_continue(self) -> bool:
        """Whether the client waits for a word before it sends the body; true once a request."""
        wanted, self._wants_continue = self._wants_continue, False
        return wanted

    def _read(self) -> Generator[Request | None]:
        """One request; None as often as more bytes are needed."""
        self._in_body = False
        head = yield from self._head()
        first, *lines = head.split(b"\n")
        line = _REQUEST_LINE.fullmatch(first)
        if line is None:
            raise BadRequest(400, "the first line is no request line")
        if line[3] != b"1":
            raise BadRequest(505, "expected HTTP/1.0 or HTTP/1.1")
        headers = tuple(_header(line) for line in lines)
        is_1_0 = line[4] == b"0"
        if not is_1_0 and not any(name == "host" for name, _ in headers):
            raise BadRequest(400, "there is no Host header")
        self._in_body = True
        self._wants_continue = "100-continue" in _tokens(headers, "expect") and not is_1_0
        body = yield from self._body(headers)
        self._wants_continue = False
        connection = _tokens(headers, "connection")
        keep_alive = "keep-alive" in connection if is_1_0 else "close" not in connection
        method, target = line[1].decode("ascii"), line[2].decode("ascii")
        yield Request(method, target, headers, body, keep_alive)

    def _head(self) -> Generator[None, None, bytes]:
        buffer, searched = self._buffer, 0
        while True:
            while buffer and buffer[0] in b"\r\n":  # empty lines between requests
                del buffer[0]
            if buffer and _FIRST_BYTE.match(buffer) is None:
                raise BadRequest(400, "this is no HTTP; the sandbox doesn't speak TLS (https)")
            start = max(0, searched - 3)
            ends = (buffer.find(b"\n\r\n", start), buffer.find(b"\n\n", start))
            found = min((end for end in ends if end >= 0), default=None)
            if (len(buffer) if found is None else found) > LARGEST_HEAD:
                raise BadRequest(431, f"the head is larger than {LARGEST_HEAD} bytes")
            if found is not None:
                head = bytes(buffer[:found])
                del buffer[: found + (3 if buffer.startswith(b"\r", found + 1) else 2)]
                return head.replace(b"\r\n", b"\n").removesuffix(b"\r")
            searched = len(buffer)
            yield None

    def _body(self, headers: tuple[tuple[str, str], ...]) -> Generator[None, None, bytes]:
        lengths = {value for name, value in headers if name == "content-length"}
        codings = _tokens(headers, "transfer-encoding")
        if codings:
            if lengths:
                raise BadRequest(400, "there are Content-Length and Transfer-Encoding")
            if codings != ["chunked"]:
                raise BadRequest(501, "the only Transfer-Encoding that is taken is chunked")
            return (yield from self._chunks())
        if not lengths:
            return b""
        length = lengths.pop()
        if lengths or _LENGTH.fullmatch(length) is None:
            raise BadRequest(400, "Content-Length is no single number")
        if int(length) > LARGEST_BODY:
            raise BadRequest(413, f"the body is larger than {LARGEST_BODY} bytes")
        return (yield from self._take(int(length)))

    def _chunks(self) -> Generator[None, None, bytes]:
        body = bytearray()
        while True:
            size = _CHUNK_SIZE.fullmatch((yield from self._line()))
            if size is None:
                raise BadRequest(400, "the size of a chunk is no number")
            length = int(size[1], 16)
            if length == 0:
                break
            if len(body) + length > LARGEST_BODY:
                raise BadRequest(413, f"the body is larger than {LARGEST_BODY} bytes")
            body += yield from self._take(length)
            if (yield from self._line()):
                raise BadRequest(400, "a chunk is longer than its size says")
        trailers = 0
        while line := (yield from self._line()):
            trailers += len(line)
            if trailers > LARGEST_HEAD:
                raise BadRequest(431, f"the trailers are larger than {LARGEST_HEAD} bytes")
        return bytes(body)

    def _take(self, length: int) -> Generator[None, None, bytes]:
        while len(self._buffer) < length:
            yield None
        taken = bytes(self._buffer[:length])
        del self._buffer[:length]
        return taken

    def _line(self) -> Generator[None, None, bytes]:
        searched = 0
        while (end := self._buffer.find(b"\n", searched)) < 0:
            searched = len(self._buffer)
            if searched > LARGEST_HEAD:
                raise BadRequest(400, "a line of the chunked body has no end")
            yield None
        line = bytes(self._buffer[:end])
        del self._buffer[: end + 1]
        return line.removesuffix(b"\r")


def reply_bytes(reply: Reply, *, head_alone: bool = False, keep_alive: bool = True) -> bytes:
    """A reply as it goes out; of a stream the head alone.

    Args:
        reply: The reply.
        head_alone: Leave the body away, as HEAD asks.
        keep_alive: Whether the connection goes on after it.
    """
    length = "" if reply.stream else f"Content-Length: {len(reply.body)}\r\n"
    reason = HTTPStatus(reply.status).phrase
    more = "".join(f"{name}: {value}\r\n" for name, value in reply.headers)
    head = (
        f"HTTP/1.1 {reply.status} {reason}\r\n"
        f"Date: {_date(int(time.time()))}\r\n"
        f"Server: callcenter-sandbox\r\n"
        f"Content-Type: {reply.content_type}\r\n"
        f"{length}"
        f"{more}"
        f"Connection: {'keep-alive' if keep_alive else 'close'}\r\n\r\n"
    )
    return head.encode("latin-1") + (b"" if head_alone else reply.body)


@lru_cache(maxsize=1)  # a second has thousands of replies
def _date(moment: int) -> str:
    return formatdate(moment, usegmt=True)


def _header(line: bytes) -> tuple[str, str]:
    found = _HEADER.fullmatch(line)
    if found is None:
        raise BadRequest(400, "a header is no `Name: value`")
    return found[1].decode("ascii").lower(), found[2].decode("latin-1").rstrip(" \t")


def _tokens(headers: tuple[tuple[str, str], ...], name: str) -> list[str]:
    """The comma-separated values of a header, in lower case."""
    return [
        token.strip().lower()
        for header, value in headers
        if header == name
        for token in value.split(",")
    ]
