"""Real servers on this machine that keep each request as it came, and two ways to send to them."""

import asyncio
import json
import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self, cast

import h2.config
import h2.connection
import h2.events
import httpx

from callcenter_auth import DigestAuth

Send = Callable[..., httpx.Response]

# How a client gets to a server of this machine, whatever proxies are set. One TLS context for all:
# making it takes longer than a request, and nothing here speaks TLS.
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
DIRECT: dict[str, Any] = {"verify": NO_TLS, "trust_env": False}


@dataclass(frozen=True)
class Seen:
    """One request, as it came."""

    version: str
    method: str
    path: str
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> list[str]:
        """All values of a header."""
        return [value for key, value in self.headers if key.lower() == name]

    @property
    def message(self) -> dict[str, Any]:
        """The body, parsed."""
        return cast("dict[str, Any]", json.loads(self.body))

    @property
    def block(self) -> dict[str, str]:
        """The authentication block."""
        return cast("dict[str, str]", self.message["authentication"])


@dataclass(frozen=True)
class Answer:
    """What a server answers."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict[str, str])
    body: bytes = b'{"result":{"error":0,"msg":""}}'


class Loopback:
    """What the two servers have in common: an address, a memory, an answer."""

    url: str
    client: dict[str, Any]
    """What an httpx client needs to speak this server's protocol."""

    def __init__(self) -> None:
        self.seen: list[Seen] = []
        self.answer: Callable[[Seen], Answer] = lambda seen: Answer()

    @property
    def only(self) -> Seen:
        """The one request that came."""
        assert len(self.seen) == 1
        return self.seen[0]

    @property
    def bodies(self) -> list[bytes]:
        """The bodies that came."""
        return [seen.body for seen in self.seen]


class Http1Server(Loopback):
    """HTTP/1.1, with connections that stay open; a request whose body is cut short is not kept."""

    def __init__(self) -> None:
        super().__init__()
        self.client = {}
        loopback = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            timeout = 5
            wbufsize = -1  # one packet per answer
            disable_nagle_algorithm = True

            def respond(self) -> None:
                length = int(self.headers.get("content-length", "0"))
                body = self.rfile.read(length)
                if len(body) != length:
                    self.close_connection = True
                    return
                seen = Seen("HTTP/1.1", self.command, self.path, self.headers.items(), body)
                loopback.seen.append(seen)
                answer = loopback.answer(seen)
                self.send_response_only(answer.status)
                headers = {"Content-Type": "application/json", **answer.headers}
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                self.wfile.write(answer.body)

            do_GET = do_POST = do_HEAD = do_PUT = respond  # noqa: N815  # why: http.server's names

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            block_on_close = False
            request_queue_size = 256

        self._server = Server(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join(5)
        self._server.server_close()


class Http2Server(Loopback):
    """HTTP/2 in clear text with prior knowledge, as `httpx.Client(http1=False, http2=True)`."""

    def __init__(self) -> None:
        super().__init__()
        self.client = {"http1": False, "http2": True}
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._accept)
        self._open: list[socket.socket] = []
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(5)

    def _accept(self) -> None:
        while True:
            try:
                connected, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connected,), daemon=True).start()

    def _serve(self, connected: socket.socket) -> None:
        with connected:
            connected.settimeout(5)
            talk = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
            talk.initiate_connection()
            connected.sendall(talk.data_to_send())
            headers: dict[int, list[tuple[str, str]]] = {}
            bodies: dict[int, bytes] = {}
            while received := connected.recv(65536):
                for event in talk.receive_data(received):
                    if isinstance(event, h2.events.RequestReceived):
                        headers[event.stream_id] = [
                            (bytes(name).decode(), bytes(value).decode())
                            for name, value in event.headers
                        ]
                        bodies[event.stream_id] = b""
                    elif isinstance(event, h2.events.DataReceived):
                        bodies[event.stream_id] += event.data
                        talk.acknowledge_received_data(
                            event.flow_controlled_length, event.stream_id
                        )
                    elif isinstance(event, h2.events.StreamEnded):
                        self._answer(
                            talk, event.stream_id, headers[event.stream_id], bodies[event.stream_id]
                        )
                connected.sendall(talk.data_to_send())

    def _answer(
        self,
        talk: h2.connection.H2Connection,
        stream: int,
        headers: list[tuple[str, str]],
        body: bytes,
    ) -> None:
        pseudo = dict(headers)
        seen = Seen("HTTP/2", pseudo[":method"], pseudo[":path"], headers, body)
        self.seen.append(seen)
        answer = self.answer(seen)
        talk.send_headers(stream, [(":status", str(answer.status)), *answer.headers.items()])
        talk.send_data(stream, answer.body, end_stream=True)


def send_sync(
    auth: DigestAuth, method: str, url: str, *, client: dict[str, Any] | None = None, **request: Any
) -> httpx.Response:
    """Send a request through a `Client`; `client` is what it is made with besides."""
    with httpx.Client(auth=auth, **DIRECT, **(client or {})) as sender:
        return sender.request(method, url, **request)


def send_async(
    auth: DigestAuth, method: str, url: str, *, client: dict[str, Any] | None = None, **request: Any
) -> httpx.Response:
    """Send a request through an `AsyncClient`."""

    async def send() -> httpx.Response:
        async with httpx.AsyncClient(auth=auth, **DIRECT, **(client or {})) as sender:
            return await sender.request(method, url, **request)

    return asyncio.run(send())
