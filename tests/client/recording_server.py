"""A server of recordings on bare sockets: it answers each request as well, or as badly, as a test says."""

from __future__ import annotations

import random
import re
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

_PATIENCE = 20.0  # a test that hangs ends by itself
_TICK = 0.02


class Then(Enum):
    """What to do with the connection, in the middle of an answer or after it."""

    CLOSE = "close"
    RESET = "reset"


@dataclass(frozen=True)
class Pause:
    """Send nothing for so long, or until the client has gone."""

    seconds: float


Answer = Iterable[bytes | Pause | Then]


@dataclass(frozen=True)
class Asked:
    """One request, as it came."""

    raw: str
    connection: int

    @property
    def target(self) -> str:
        return self.raw.split(" ", 2)[1]

    @property
    def headers(self) -> dict[str, str]:
        lines = self.raw.split("\r\n")[1:]
        return {
            name.lower(): value.strip()
            for name, _, value in (line.partition(":") for line in lines if line)
        }

    @property
    def range(self) -> int | None:
        """Where the part begins that is asked for."""
        found = re.fullmatch(r"bytes=([0-9]+)-", self.headers.get("range", ""))
        return int(found[1]) if found else None


def sound(size: int = 100_000, seed: int = 0) -> bytes:
    """Bytes that no test could confuse with others, and that no client could take for text."""
    noise = random.Random(seed).randbytes(size - 12)  # the same in every run
    return b"RIFF\0\0\0\0WAVE" + noise


def head(status: str = "200 OK", /, **headers: str | int) -> bytes:
    """The head of a reply; `content_length=5` is `Content-Length: 5`."""
    lines = [f"{name.replace('_', '-').title()}: {value}" for name, value in headers.items()]
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode()


def reply(
    content: bytes, status: str = "200 OK", **headers: str | int
) -> list[bytes | Pause | Then]:
    """A whole reply, after which the connection stays open."""
    given: dict[str, str | int] = {"content_type": "audio/wav", "content_length": len(content)}
    given |= headers
    return [head(status, **given), content]


def missing() -> list[bytes | Pause | Then]:
    """What a web server says of a file that it doesn't have."""
    return reply(b"<html><h1>Not Found</h1></html>", "404 Not Found", content_type="text/html")


@dataclass
class Sound:
    """A recording on a server that knows Range.

    Attributes:
        content: Its bytes.
        cuts: At which byte of the recording the connection is closed, the first time, the second time, …
        validators: Headers that tell whether it's still the same.
    """

    content: bytes = field(default_factory=sound)
    cuts: list[int] = field(default_factory=list)
    validators: dict[str, str] = field(default_factory=lambda: {"etag": '"v1"'})

    def __call__(self, asked: Asked) -> Iterator[bytes | Pause | Then]:
        start = asked.range or 0
        if asked.headers.get("if-range", "") not in ("", *self.validators.values()):
            start = 0
        total = len(self.content)
        given: dict[str, str | int] = {
            "content_type": "audio/mpeg",
            "content_length": total - start,
            **self.validators,
        }
        status = "200 OK"
        if start:
            status = "206 Partial Content"
            given["content_range"] = f"bytes {start}-{total - 1}/{total}"
        yield head(status, **given)
        end = self.cuts.pop(0) if self.cuts else total
        yield self.content[start:end]
        if end < total:
            yield Then.CLOSE


class RecordingServer:
    """Answers by its `answer`, a function from a request; keeps what was asked."""

    def __init__(self, answer: Callable[[Asked], Answer]) -> None:
        self.answer = answer
        self.asked: list[Asked] = []
        self.most_at_once = 0
        self._at_once = 0
        self._lock = threading.Lock()
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=100)
        self._address: tuple[str, int] = self._listening.getsockname()
        self._threads: list[threading.Thread] = []
        self._ending = threading.Event()

    @property
    def url(self) -> str:
        return f"http://{self._address[0]}:{self._address[1]}"

    @property
    def targets(self) -> list[str]:
        return [asked.target for asked in self.asked]

    def wait_for(self, requests: int) -> None:
        """Until so many have come."""
        end = time.monotonic() + _PATIENCE
        while len(self.asked) < requests and time.monotonic() < end:
            time.sleep(0.01)

    def __enter__(self) -> Self:
        self._threads.append(threading.Thread(target=self._accept))
        self._threads[0].start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ending.set()
        with suppress(OSError), socket.create_connection(self._address, _PATIENCE):
            pass  # wakes accept()
        for thread in self._threads:
            thread.join(_PATIENCE)
        self._listening.close()

    def _accept(self) -> None:
        number = 0
        while True:
            connection, _ = self._listening.accept()
            if self._ending.is_set():
                connection.close()
                return
            number += 1
            thread = threading.Thread(target=self._serve, args=(connection, number))
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket, number: int) -> None:
        connection.settimeout(_TICK)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with (
            connection,
            suppress(OSError),
        ):  # the client has gone: the test looks at what the client says
            while (raw := self._request(connection)) is not None:
                asked = Asked(raw, number)
                with self._lock:
                    self.asked.append(asked)
                    self._at_once += 1
                    self.most_at_once = max(self.most_at_once, self._at_once)
                try:
                    if not self._send(connection, self.answer(asked)):
                        return
                finally:
                    with self._lock:
                        self._at_once -= 1

    def _request(self, connection: socket.socket) -> str | None:
        raw = b""
        while not raw.endswith(b"\r\n\r\n"):
            try:
                received = connection.recv(65536)
            except TimeoutError:
                if self._ending.is_set():
                    return None
                continue
            if not received:
                return None
            raw += received
        return raw.decode("ascii")

    def _send(self, connection: socket.socket, answer: Answer) -> bool:
        """Is the connection still good?"""
        for step in answer:
            if isinstance(step, bytes):
                connection.settimeout(_PATIENCE)
                connection.sendall(step)
                connection.settimeout(_TICK)
            elif isinstance(step, Pause):
                if not self._pause(connection, step.seconds):
                    return False
            else:
                if step is Then.RESET:
                    connection.setsockopt(
                        socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
                    )
                return False
        return True

    def _pause(self, connection: socket.socket, seconds: float) -> bool:
        end = time.monotonic() + seconds
        while time.monotonic() < end and not self._ending.is_set():
            connection.settimeout(min(0.05, seconds))
            try:
                if not connection.recv(1, socket.MSG_PEEK):
                    return False
            except TimeoutError:
                pass
        return not self._ending.is_set()
