"""Asks a server as fast as it answers: bare sockets that stay open, each with one request under way, in one thread.

What is sent is made and signed before the clock starts, so that the server is measured and not its client.
"""

from __future__ import annotations

import json
import selectors
import socket
import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from callcenter_auth import SeqSource, sign

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TEMPLATE = (
    "POST /openapi/V2.0.6/{} HTTP/1.1\r\nHost: sandbox\r\n"
    "Content-Type: application/json\r\nContent-Length: {}\r\n\r\n"
)


def signed(operation: str, command: dict[str, object], secret: str, count: int) -> list[bytes]:
    """Requests of customer C2 with one command, each with a serial of its own."""
    seq = SeqSource()
    bodies = [
        json.dumps(sign({"request": command}, "C2", secret, seq=seq())).encode()
        for _ in range(count)
    ]
    return [_TEMPLATE.format(operation, len(body)).encode() + body for body in bodies]


def replies_a_second(url: str, requests: Sequence[bytes], *, connections: int) -> float:
    """Send all, and count.

    Raises:
        RuntimeError: One wasn't accepted.
    """
    parts = urlsplit(url)
    left = iter(requests)
    with selectors.DefaultSelector() as selector:
        began = time.perf_counter()
        for _ in range(connections):
            sock = socket.create_connection((parts.hostname, parts.port))
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            selector.register(sock, selectors.EVENT_READ, (sock, bytearray()))
            _send_next(selector, sock, left)
        while selector.get_map():
            for key, _ in selector.select():
                sock, reply = key.data
                reply.extend(sock.recv(65536))
                if _is_whole(reply):
                    reply.clear()
                    _send_next(selector, sock, left)
        return len(requests) / (time.perf_counter() - began)


def _send_next(
    selector: selectors.BaseSelector, sock: socket.socket, left: Iterator[bytes]
) -> None:
    request = next(left, None)
    if request is None:
        selector.unregister(sock)
        sock.close()
    else:
        sock.sendall(request)


def _is_whole(reply: bytearray) -> bool:
    head, end, body = reply.partition(b"\r\n\r\n")
    if not end:
        return False
    length = head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0]
    if len(body) < int(length):
        return False
    if not head.startswith(b"HTTP/1.1 200") or b'"error":0' not in body:
        raise RuntimeError(f"not accepted: {bytes(reply)!r}")
    return True
