"""A server of bare sockets: it sends exactly the bytes it's told to, and keeps what comes in, byte for byte."""

from __future__ import annotations

import json
import socket
import struct
import threading
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Self, cast

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

_PATIENCE = 15.0  # a test that hangs ends by itself
_NO_LINGER = struct.pack("ii", 1, 0)


@dataclass(frozen=True)
class Received:
    """One request, as it came."""

    raw: bytes

    @property
    def request_line(self) -> str:
        return self.raw.partition(b"\r\n")[0].decode("ascii")

    @property
    def path(self) -> str:
        return self.request_line.split(" ")[1]

    @property
    def headers(self) -> list[tuple[str, str]]:
        """Names in lower case, in the order in which they came."""
        lines = self.raw.partition(b"\r\n\r\n")[0].decode("ascii").split("\r\n")[1:]
        pairs = (line.partition(":") for line in lines)
        return [(name.lower(), value.strip()) for name, _, value in pairs]

    def header(self, name: str) -> list[str]:
        """All values of a header."""
        return [value for key, value in self.headers if key == name]

    @property
    def body(self) -> bytes:
        return self.raw.partition(b"\r\n\r\n")[2]

    @property
    def message(self) -> dict[str, Any]:
        """The body, parsed."""
        return cast("dict[str, Any]", json.loads(self.body))

    @property
    def command(self) -> dict[str, Any]:
        """The command in the body."""
        return cast("dict[str, Any]", self.message["request"])


@dataclass(frozen=True)
class Reply:
    """Bytes to send when a request is there, and what to do then.

    Attributes:
        content: The bytes.
        then: What becomes of the connection; `keep` reads the next request from it, `wait` waits until the client goes.
        every: Seconds before each byte: a reply that trickles.
        gate: It is sent when this event is set.
        start: Bytes that are sent at once, before those that trickle.
    """

    content: bytes = b""
    then: Literal["close", "reset", "wait", "keep"] = "close"
    every: float = 0.0
    gate: threading.Event | None = None
    start: bytes = b""


Answer = Reply | bytes | str | Mapping[str, Any]
"""A whole reply, the bytes of one, or the body of one with status 200."""


def http(
    body: object = b"",
    *,
    status: str = "200 OK",
    content_type: str | None = "application/json",
    headers: Mapping[str, str] | None = None,
    keep: bool = False,
) -> bytes:
    """A whole HTTP reply. Bytes and text are sent as they are, anything else as JSON; `keep` leaves the connection open."""
    content = (
        body
        if isinstance(body, bytes)
        else (body if isinstance(body, str) else as_json(body)).encode()
    )
    fields = {"Content-Length": str(len(content))} | ({} if keep else {"Connection": "close"})
    fields |= {"Content-Type": content_type} if content_type is not None else {}
    head = "".join(f"{name}: {value}\r\n" for name, value in (fields | dict(headers or {})).items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + content


def as_json(value: object) -> str:
    """JSON as the platform writes it: UTF-8, compact."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def accepted(**fields: object) -> dict[str, Any]:
    """The reply that says yes at both levels, with further fields of the response."""
    response = {"seq": "1", "result": {"error": 0, "msg": ""}} | fields
    return {
        "data": {"seq": "5271", "response": response},
        "logs": "",
        "result": {"error": 0, "msg": ""},
    }


class RawServer:
    """Answers each request with the next of its replies, or with what a function makes of it; many connections at once.

    A request for which there is no reply is kept, and answered by status 599, which no test expects.

    Args:
        answer: Makes the reply to a request, in the connection's thread.
        host: The loopback address to listen at.
        port: The port; 0 takes a free one.
    """

    def __init__(
        self,
        answer: Callable[[Received], Answer] | None = None,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
    ) -> None:
        self.requests: list[Received] = []
        self.connections = 0
        self.answer = answer
        self.deaf = threading.Event()
        """Set: connections are taken and nothing is read from them."""
        self.shut = 0
        """So many connections are taken and closed, with nothing read from them."""
        self._replies: deque[Reply] = deque()
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._listening = socket.create_server((host, port), family=family, backlog=1024)
        self._host, self.port = host, int(self._listening.getsockname()[1])
        self._thread = threading.Thread(target=self._accept)
        self._serving: list[threading.Thread] = []
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._ending = threading.Event()

    @property
    def url(self) -> str:
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"http://{host}:{self.port}"

    @property
    def only(self) -> Received:
        """The one request that came."""
        assert len(self.requests) == 1, [request.request_line for request in self.requests]
        return self.requests[0]

    @property
    def open(self) -> int:
        """How many connections are open now."""
        with self._lock:
            return len(self._open)

    def replies(self, *replies: Answer) -> None:
        """Line up the next replies: whole ones, the bytes of one, or the body of one with status 200."""
        self._replies.extend(as_reply(reply) for reply in replies)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ending.set()
        with suppress(OSError), socket.create_connection((self._host, self.port), _PATIENCE):
            pass  # wakes accept()
        self._thread.join(2 * _PATIENCE)
        self._listening.close()
        with self._lock:
            for connection in self._open:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        for thread in self._serving:
            thread.join(2 * _PATIENCE)

    def hang_up(self) -> None:
        """Refuse connections from now on; those that are open stay."""
        self._listening.shutdown(socket.SHUT_RDWR)
        self._thread.join(_PATIENCE)
        self._listening.close()

    def listen_again(self) -> None:
        """Take connections again at the same port."""
        self._listening = socket.create_server(
            (self._host, self.port), family=self._listening.family, backlog=1024
        )
        self._thread = threading.Thread(target=self._accept)
        self._thread.start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:  # hung up
                return
            if self._ending.is_set():
                connection.close()
                return
            self.connections += 1
            connection.settimeout(_PATIENCE)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._lock:
                self._open.add(connection)
            thread = threading.Thread(target=self._serve, args=(connection,))
            self._serving = [each for each in self._serving if each.is_alive()] + [thread]
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        # An OSError means that the client has gone: the test looks at what the client says.
        with suppress(OSError):
            while self._exchange(connection):
                pass
        with self._lock:
            self._open.discard(connection)
        connection.close()

    def _exchange(self, connection: socket.socket) -> bool:
        """One request and its reply; will there be another?"""
        with self._lock:
            shut, self.shut = self.shut > 0, max(0, self.shut - 1)
        if shut:
            return False
        if self.deaf.is_set():
            self._ending.wait(_PATIENCE)
            return False
        raw = _read(connection)
        if not raw:
            return False
        request = Received(raw)
        with self._lock:
            self.requests.append(request)
            queued = self._replies.popleft() if self.answer is None and self._replies else None
        if self.answer is not None:
            reply = as_reply(self.answer(request))
        else:
            reply = queued or Reply(http(status="599 No Reply Left"))
        if reply.gate is not None:
            reply.gate.wait(_PATIENCE)
        connection.sendall(reply.start)
        if reply.every:
            for index in range(len(reply.content)):
                if self._ending.wait(reply.every):
                    break
                connection.sendall(reply.content[index : index + 1])
        else:
            connection.sendall(reply.content)
        if reply.then == "reset":
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
        elif reply.then == "wait":
            connection.recv(1)
        return reply.then == "keep"


def as_reply(answer: Answer) -> Reply:
    """What is sent for an answer."""
    if isinstance(answer, Reply):
        return answer
    return Reply(answer) if isinstance(answer, bytes) else Reply(http(answer))


def _read(connection: socket.socket) -> bytes:
    """A whole request; what there is of it when the client stops half-way."""
    raw = b""
    while not _is_whole(raw):
        received = connection.recv(65536)
        if not received:
            break
        raw += received
    return raw


def _is_whole(raw: bytes) -> bool:
    head, end, body = raw.partition(b"\r\n\r\n")
    if not end:
        return False
    length = next(
        (value for name, value in Received(head + end).headers if name == "content-length"), "0"
    )
    return len(body) >= int(length)
