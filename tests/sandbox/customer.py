"""A customer who asks a sandbox over real HTTP, and bare sockets for what no client would send."""

import json
import socket
import ssl
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import httpx

from callcenter_auth import sign

SECRET = "E416D0F85DC0CB67C85E070A32D9F0123AFF4762"

# Making a TLS context takes longer than a request, and nothing here speaks TLS.
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class Customer:
    """Signs what it sends as customer C2."""

    def __init__(self, url: str) -> None:
        self.http = httpx.Client(base_url=url, trust_env=False, verify=NO_TLS, timeout=10)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.http.close()

    def command(self, operation: str, command: Any, *, revision: object = 6) -> dict[str, Any]:
        """Send one command."""
        return self.message(operation, {"request": command}, revision=revision)

    def message(
        self, operation: str, message: dict[str, Any], *, revision: object = 6
    ) -> dict[str, Any]:
        """Sign a message and send it."""
        return self.raw(operation, sign(message, "C2", SECRET), revision=revision)

    def raw(self, operation: str, body: Any, *, revision: object = 6) -> dict[str, Any]:
        """Send a body as it is: bytes, or what JSON is made of."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        reply = self.http.post(f"/openapi/V2.0.{revision}/{operation}", content=content)
        assert (reply.status_code, reply.headers["content-type"]) == (200, "application/json")
        answer: dict[str, Any] = reply.json()
        assert reply.content == json.dumps(answer, separators=(",", ":")).encode()
        return answer


def connect(url: str) -> socket.socket:
    """A bare connection to a sandbox."""
    parts = urlsplit(url)
    sock = socket.create_connection((parts.hostname, parts.port), timeout=10)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return sock


def http_request(body: bytes, *headers: str, target: str = "/openapi/V2.0.6/AgentLogin") -> bytes:
    """A POST in bytes."""
    lines = [f"POST {target} HTTP/1.1", "Host: sandbox", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


def login_message(agent: str = "1000") -> bytes:
    """A signed message that the sandbox accepts."""
    message = {"request": {"seq": "1", "agent": agent}}
    return json.dumps(sign(message, "C2", SECRET)).encode()


def read_reply(sock: socket.socket) -> tuple[int, bytes]:
    """One reply off a bare connection: its status and its body."""
    with sock.makefile("rb") as file:
        status = int(file.readline().split()[1])
        length = 0
        while (line := file.readline().strip()) != b"":
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        return status, file.read(length)
