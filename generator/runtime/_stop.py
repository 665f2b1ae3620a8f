"""Ends what runs in other threads: at their next step, and at once where they wait for a server."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx


class Stopped(Exception):
    """The work was given up. It never reaches the user."""


class Stop:
    """Told once, seen by all who hold it."""

    def __init__(self) -> None:
        self._told = threading.Event()
        self._lock = threading.Lock()
        self._sockets: set[socket.socket] = set()

    def check(self) -> None:
        """Go on only if nobody has told to stop.

        Raises:
            Stopped: Somebody has.
        """
        if self._told.is_set():
            raise Stopped

    def sleep(self, seconds: float) -> None:
        """Wait, but not beyond the stop.

        Raises:
            Stopped: It came.
        """
        if self._told.wait(seconds):
            raise Stopped

    def watch(self, response: httpx.Response) -> None:
        """Wake whoever reads this response when the stop comes."""
        # The connection of an HTTP/2 response has others on it.
        if response.http_version != "HTTP/2" and (found := _socket(response)) is not None:
            with self._lock:
                self._sockets.add(found)
        self.check()

    def unwatch(self, response: httpx.Response) -> None:
        """It has been read, or given up."""
        if (found := _socket(response)) is not None:
            with self._lock:
                self._sockets.discard(found)

    def tell(self) -> None:
        """Stop all."""
        self._told.set()
        with self._lock:
            for each in self._sockets:
                with suppress(OSError):
                    # An SSLSocket's own would pull the rug from under a thread that reads.
                    socket.socket.shutdown(each, socket.SHUT_RDWR)


def _socket(response: httpx.Response) -> socket.socket | None:
    stream = response.extensions.get("network_stream")
    found = stream.get_extra_info("socket") if stream is not None else None
    return found if isinstance(found, socket.socket) else None
