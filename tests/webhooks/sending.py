"""The platform's side of these tests: signed notifications, and the ways in which they are sent."""

from __future__ import annotations

import json
import socket
import time
from http.client import HTTPConnection
from itertools import count
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from callcenter_auth import WebhookVerifier, sign

if TYPE_CHECKING:
    from collections.abc import Callable

CUSTOMER, SECRET = "C2", "0123456789ABCDEF0123456789ABCDEF01234567"
TAKEN = b'{"result":{"error":0,"msg":""}}'
NOT_TAKEN = b'{"result":{"error":1,"msg":"not taken"}}'

_numbers = count(1)


def verifier(**settings: Any) -> WebhookVerifier:
    return WebhookVerifier({CUSTOMER: SECRET}, **settings)


def notification(type_: str = "callstart", *, secret: str = SECRET, **notify: Any) -> bytes:
    """A notification of its own block, signed now."""
    fields = {"type": type_, "agent": "1000", "number": "13770761337", "seq": "1"} | notify
    return json.dumps(sign({"notify": fields}, CUSTOMER, secret)).encode()


def bill(session: str | None = None, **notify: Any) -> bytes:
    """A bill, of a session that no other has."""
    named = session or f"s-{next(_numbers)}"
    return notification(
        "billing", **{"session": named, "timeLength": "7", "staffNo": "1000"} | notify
    )


def post(url: str, body: bytes, method: str = "POST", **headers: str) -> tuple[int, bytes]:
    """Send a body; the status and the body of the answer."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc, timeout=30)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request(
            method, target, body, {name.replace("_", "-"): text for name, text in headers.items()}
        )
        reply = connection.getresponse()
        return reply.status, reply.read()
    finally:
        connection.close()


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


def wait_for_port(port: int, seconds: float = 20.0) -> None:
    """Until something listens."""
    end = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.02)
        else:
            return


def until(happened: Callable[[], bool], seconds: float = 30.0) -> None:
    """Wait for something; too long is a failure."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it doesn't happen"
        time.sleep(0.02)
