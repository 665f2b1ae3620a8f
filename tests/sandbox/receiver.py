"""A receiver of notifications over real HTTP, that answers as it is told."""

import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Callable

TAKEN = (200, b'{"result":{"error":0,"msg":""}}')


class Receiver:
    """Listens on loopback.

    Attributes:
        url: Where.
        got: The bodies that came.
        answer: What is answered, by the message: status and body; None closes the connection.
    """

    def __init__(self) -> None:
        self.got: list[bytes] = []
        self.headers: list[dict[str, str]] = []
        self.connections: set[Any] = set()
        self.answer: Callable[[dict[str, Any]], tuple[int, bytes] | None] = lambda _message: TAKEN
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True
            wbufsize = -1

            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                body = self.rfile.read(length)
                if len(body) < length:  # the sender died
                    self.close_connection = True
                    return
                receiver.got.append(body)
                receiver.headers.append({k.lower(): v for k, v in self.headers.items()})
                receiver.connections.add(self.client_address)
                answer = receiver.answer(json.loads(body))
                if answer is None:
                    self.close_connection = True
                    return
                self.send_response(answer[0])
                self.send_header("Content-Length", str(len(answer[1])))
                self.end_headers()
                self.wfile.write(answer[1])

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name there
                pass

        class Listening(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request: Any, client_address: Any) -> None:
                if not isinstance(sys.exception(), ConnectionError):  # the sender died
                    super().handle_error(request, client_address)

        self._server = Listening(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/notify?serverFrom=a"
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.01,), daemon=True
        )

    @property
    def messages(self) -> list[dict[str, Any]]:
        return [json.loads(body) for body in self.got]

    @property
    def kinds(self) -> list[str]:
        return [message["notify"].get("type", "screenpop") for message in self.messages]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
