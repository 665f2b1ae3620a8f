"""A server of bare sockets: it sends exactly the bytes it's told to, and keeps what comes in, byte for byte."""

from __future__ import annotations

import json
import socket
import struct
import threading
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Self, cast

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

_PATIENCE = 5.0  # a test that hangs ends by itself
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
    """Bytes to send when a request is there, and what to do then."""

    content: bytes = b""
    then: Literal["close", "reset", "wait"] = "close"


def http(
    body: object = b"",
    *,
    status: str = "200 OK",
    content_type: str | None = "application/json",
    headers: Mapping[str, str] | None = None,
) -> bytes:
    """A whole HTTP reply. Bytes and text are sent as they are, anything else as JSON."""
    content = (
        body
        if isinstance(body, bytes)
        else (body if isinstance(body, str) else as_json(body)).encode()
    )
    fields = {"Content-Length": str(len(content)), "Connection": "close"}
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
    """Answers each request with the next of its replies, one connection after the other.

    A request for which there is no reply is kept, and answered by status 599, which no test expects.
    """

    def __init__(self) -> None:
        self.requests: list[Received] = []
        self._replies: deque[Reply] = deque()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._address: tuple[str, int] = self._listening.getsockname()
        self._thread = threading.Thread(target=self._accept)
        self._ending = False

    @property
    def url(self) -> str:
        return f"http://{self._address[0]}:{self._address[1]}"

    @property
    def only(self) -> Received:
        """The one request that came."""
        assert len(self.requests) == 1, [request.request_line for request in self.requests]
        return self.requests[0]

    def replies(self, *replies: Reply | bytes | str | Mapping[str, Any]) -> None:
        """Line up the next replies: whole ones, the bytes of one, or the body of one with status 200."""
        for reply in replies:
            if isinstance(reply, bytes):
                self._replies.append(Reply(reply))
            elif isinstance(reply, Reply):
                self._replies.append(reply)
            else:
                self._replies.append(Reply(http(reply)))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ending = True
        with suppress(OSError), socket.create_connection(self._address, _PATIENCE):
            pass  # wakes accept()
        self._thread.join(2 * _PATIENCE)
        self._listening.close()

    def _accept(self) -> None:
        while True:
            connection, _ = self._listening.accept()
            with connection:
                if self._ending:
                    return
                connection.settimeout(_PATIENCE)
                with suppress(
                    OSError
                ):  # the client has gone: the test looks at what the client says
                    self._serve(connection)

    def _serve(self, connection: socket.socket) -> None:
        raw = _read(connection)
        if not raw:
            return
        self.requests.append(Received(raw))
        reply = (
            self._replies.popleft() if self._replies else Reply(http(status="599 No Reply Left"))
        )
        connection.sendall(reply.content)
        if reply.then == "reset":
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
        elif reply.then == "wait":
            connection.recv(1)


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
