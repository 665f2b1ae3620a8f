"""One HTTP request and one reply as plain values, between the server and the platform."""

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from enum import Enum, auto


class Manner(Enum):
    """How a reply goes over the wire."""

    WHOLE = auto()
    CLOSE = auto()
    RESET = auto()
    HALF = auto()
    TRICKLE = auto()
    SILENCE = auto()


@dataclass(frozen=True)
class Request:
    """An HTTP request that was read whole.

    Attributes:
        method: The method, as it was sent.
        target: What stands after it: the path with its query.
        headers: The headers in the order in which they came, their names in lower case.
        body: The body.
        keep_alive: Whether the client wants to go on with the connection.
    """

    method: str
    target: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = field(default=b"", repr=False)
    keep_alive: bool = True


@dataclass(frozen=True)
class Reply:
    """An HTTP reply.

    Attributes:
        status: The status.
        content_type: What the body is.
        body: The body.
        headers: Further headers.
        manner: How it goes over the wire.
        keep_alive: Whether the connection may go on after it.
        stream: Begins what comes in place of the body: pieces, without an end of its own. It gives
            an empty piece at least every second, so that the end of the server isn't held up.
    """

    status: int
    content_type: str
    body: bytes = field(repr=False)
    headers: tuple[tuple[str, str], ...] = ()
    manner: Manner = Manner.WHOLE
    keep_alive: bool = True
    stream: Callable[[], Generator[bytes]] | None = field(default=None, repr=False)


def html(status: int, text: str) -> Reply:
    """A page as web servers send it when there is nothing to be had."""
    head = f"<!doctype html><html><head><title>{status}</title></head>"
    page = f"{head}<body><h1>{status}</h1><p>{text}</p></body></html>\n"
    return Reply(status, "text/html; charset=utf-8", page.encode())
