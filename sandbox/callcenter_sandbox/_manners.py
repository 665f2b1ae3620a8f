"""The ways in which a reply goes over the wire, the wrong ones and the endless one too."""

import contextlib
import socket
import struct
import sys
import threading
from collections.abc import Generator

from callcenter_sandbox._http import Manner

_BYTE_EVERY = 0.1
_LONGEST_SILENCE = 600.0


def send(sock: socket.socket, data: bytes, manner: Manner, stopping: threading.Event) -> bool:
    """Send a reply.

    Args:
        sock: The connection.
        data: The reply in bytes.
        manner: How.
        stopping: Set when the server ends.

    Returns:
        Whether the connection can go on.
    """
    match manner:
        case Manner.WHOLE:
            # In one piece: two packets would wait for each other's acknowledgement.
            sock.sendall(data)
            return True
        case Manner.CLOSE:
            pass
        case Manner.RESET:
            linger = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        case Manner.HALF:
            sock.sendall(data[: len(data) // 2])
        case Manner.TRICKLE:
            for index in range(len(data)):
                if stopping.wait(_BYTE_EVERY if index else 0):
                    return False
                sock.sendall(data[index : index + 1])
            return True
        case Manner.SILENCE:
            _wait_for_end(sock, stopping)
    return False


def send_stream(sock: socket.socket, pieces: Generator[bytes], stopping: threading.Event) -> None:
    """Send what comes without an end, until the client goes away or the server ends.

    Args:
        sock: The connection; its head is sent.
        pieces: What is sent. An empty piece is none, but time to look whether all is over.
        stopping: Set when the server ends.
    """
    with contextlib.closing(pieces):
        for piece in pieces:
            if stopping.is_set() or _is_gone(sock):
                return
            if piece:
                sock.sendall(piece)


def _is_gone(sock: socket.socket) -> bool:
    """Whether the client has closed the connection; what else it sends is not read by anybody."""
    patience = sock.gettimeout()
    sock.settimeout(0)
    try:
        return not sock.recv(4096)
    except BlockingIOError:
        return False
    finally:
        sock.settimeout(patience)


def _wait_for_end(sock: socket.socket, stopping: threading.Event) -> None:
    """Say nothing until the client gives up."""
    sock.settimeout(0.1)
    waited = 0.0
    while waited < _LONGEST_SILENCE and not stopping.is_set():
        with contextlib.suppress(TimeoutError):
            if not sock.recv(4096):
                return
        waited += 0.1
