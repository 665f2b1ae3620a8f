"""Carries notifications to the receivers: over HTTP, or to a callable in the caller's thread."""

import http.client
import io
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlsplit

_LARGEST_ANSWER = 64 * 1024
_HEADERS = {"Content-Type": "application/json", "Accept": "application/json"}

Deliver = Callable[[bytes], Any]
"""Takes a message; gives a response of a test client, a pair of status and body, or None for taken."""


@dataclass(frozen=True)
class Answer:
    """What a receiver has answered; `status` None: nothing, and `problem` says why."""

    status: int | None
    body: bytes = b""
    problem: str = ""


def check_url(url: str) -> str:
    """An address that can be posted to.

    Raises:
        ValueError: It is none.
    """
    parts = urlsplit(url)
    try:
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if not usable or not url.isascii() or any(character <= " " for character in url):
        raise ValueError(f"notify_url is {url!r}; expected http://host:port/path")
    return url


class HttpPost:
    """POSTs over kept-alive connections; no proxy is obeyed, no redirect followed."""

    def __init__(self) -> None:
        self._idle: dict[str, list[http.client.HTTPConnection]] = {}
        self._lock = threading.Lock()

    def __call__(self, url: str, body: bytes, timeout: float) -> Answer:
        """Send a message, once.

        Args:
            url: Where to.
            body: The message.
            timeout: Seconds for connecting, and for the answer as a whole.
        """
        parts = urlsplit(url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        place = f"{parts.scheme}://{parts.netloc}"
        connection = self._take(place, timeout)
        try:
            connection.request("POST", target, body, _HEADERS)
            response_class = partial(_TimedResponse, deadline=time.monotonic() + timeout)
            connection.response_class = response_class  # type: ignore[assignment]  # it is called alone
            response = connection.getresponse()
            answer = Answer(response.status, response.read(_LARGEST_ANSWER))
            if not response.isclosed():  # more than is read
                connection.close()
        except (
            OSError,
            http.client.HTTPException,
            UnicodeError,
        ) as error:  # the last: of a host's name
            connection.close()
            return Answer(None, problem=f"no answer: {str(error) or type(error).__name__}")
        if connection.sock is not None:
            with self._lock:
                self._idle.setdefault(place, []).append(connection)
        return answer

    def close(self) -> None:
        """Close the connections that are kept."""
        with self._lock:
            idle, self._idle = self._idle, {}
        for connections in idle.values():
            for connection in connections:
                connection.close()

    def _take(self, place: str, timeout: float) -> http.client.HTTPConnection:
        with self._lock:
            kept = self._idle.get(place, [])
            found = kept.pop() if kept else None
        if found is not None and _is_spent(found.sock):
            found.close()
            found = None
        if found is None:
            parts = urlsplit(place)
            secure = parts.scheme == "https"
            kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
            return kind(parts.hostname or "", parts.port, timeout=timeout)
        found.sock.settimeout(timeout)
        return found


class _TimedResponse(http.client.HTTPResponse):
    """A response that is read until a moment: one that trickles would come to no end."""

    def __init__(self, sock: socket.socket, *, method: str | None, deadline: float) -> None:
        super().__init__(sock, method=method)
        self.fp.close()
        self.fp = io.BufferedReader(_Until(sock, deadline))


class _Until(io.RawIOBase):
    """The bytes of a connection until a moment of `time.monotonic()`."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self._sock, self._deadline = sock, deadline
        # It counts as a file of the socket, which is closed with the last of them.
        self._file = sock.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int | None:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        self._sock.settimeout(left)
        return self._file.readinto(buffer)

    def close(self) -> None:
        self._file.close()
        super().close()


def _is_spent(sock: socket.socket) -> bool:
    """Whether the receiver has closed a kept connection: nothing was sent on it yet, so a new one is safe."""
    if isinstance(sock, ssl.SSLSocket):  # can't be looked at without reading
        return True
    try:
        sock.setblocking(False)
        sock.recv(1, socket.MSG_PEEK)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True  # its end, or bytes that nobody asked for


def hand_over(deliver: Deliver, body: bytes) -> Answer:
    """Give a message to a callable, and read what it returns."""
    try:
        given = deliver(body)
    except Exception as error:  # noqa: BLE001  # a receiver that fails is a finding, not our crash
        return Answer(
            None, problem=f"no answer: the receiver raised {type(error).__name__}: {error}"
        )
    if given is None:
        return Answer(200, b'{"result":{"error":0}}')
    try:
        if hasattr(given, "status_code"):  # a response of httpx, requests, Django or Flask
            status = given.status_code
            text = given.content if hasattr(given, "content") else given.data
        else:
            status, text = given
        return Answer(int(status), text.encode() if isinstance(text, str) else bytes(text or b""))
    except (TypeError, ValueError):
        wanted = "expected a status and a body, a test client's response, or None"
        return Answer(None, problem=f"no answer: the receiver returned {given!r:.60}; {wanted}")
