"""A server of HTTP/2 that takes a request and answers with whatever frames it's told to."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Self

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import StreamEnded

if TYPE_CHECKING:
    from types import TracebackType

_PATIENCE = 5.0


class Http2Server:
    """Takes one request on each connection, sends the frames, and closes.

    Args:
        frames: What is sent when a request is there.
    """

    def __init__(self, frames: bytes) -> None:
        self.taken = 0
        """How many requests were read to their end."""
        self._frames = frames
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._address: tuple[str, int] = self._listening.getsockname()
        self._ending = False
        self._thread = threading.Thread(target=self._accept)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._address[1]}"

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
            with connection, suppress(OSError):
                if self._ending:
                    return
                connection.settimeout(_PATIENCE)
                self._serve(connection)

    def _serve(self, connection: socket.socket) -> None:
        protocol = H2Connection(H2Configuration(client_side=False))
        protocol.initiate_connection()
        connection.sendall(protocol.data_to_send())
        ended = False
        while not ended:
            received = connection.recv(65536)
            if not received:
                return
            ended = any(isinstance(event, StreamEnded) for event in protocol.receive_data(received))
            connection.sendall(protocol.data_to_send())
        self.taken += 1
        connection.sendall(self._frames)
        if self._frames:
            connection.settimeout(1)
            connection.recv(65536)  # what the client says to it
