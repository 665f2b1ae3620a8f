"""The server: a thread for each connection, keep-alive, and an end that comes in time.

The server of the standard library waits without bound for open connections at its end, or leaves
their threads behind.
"""

import contextlib
import logging
import selectors
import socket
import threading
import time
from collections.abc import Callable

from callcenter_sandbox._http import Reply, Request, html
from callcenter_sandbox._manners import send, send_stream
from callcenter_sandbox._wire import CONTINUE, BadRequest, Reader, reply_bytes

_log = logging.getLogger("callcenter_sandbox")

_CHUNK = 64 * 1024
_LINGER = 1.0  # seconds in which a client may read why its request was cut off
_GRACE = 0.5  # seconds that replies which are being made get at the end


class Server:
    """Serves one handler on one address.

    Args:
        handler: Answers a request; called in the thread of its connection.
        host: The name or address to listen on.
        port: The port; 0 takes any that is free.
        idle: Seconds that a client may stay silent, between requests and within one.
    """

    def __init__(
        self, handler: Callable[[Request], Reply], host: str, port: int, *, idle: float = 60.0
    ) -> None:
        self._handler = handler
        self._idle = idle
        self._connections: dict[socket.socket, threading.Thread] = {}
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        family, *_, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        self._listener = socket.create_server(address[:2], family=family, backlog=128)
        self._listener.setblocking(False)
        self.port: int = self._listener.getsockname()[1]
        self._wake, self._waker = socket.socketpair()
        self._accepting = threading.Thread(
            target=self._accept, name=f"sandbox-{self.port}", daemon=True
        )
        self._accepting.start()

    def stop(self, timeout: float) -> None:
        """End: take no connection any more, let replies that are being made go out, close the rest.

        Args:
            timeout: Seconds after which this returns whatever the connections do.
        """
        deadline = time.monotonic() + timeout
        self._stopping.set()
        self._waker.send(b"x")
        self._accepting.join(timeout)
        for sock in (self._listener, self._wake, self._waker):
            sock.close()
        self._shut(socket.SHUT_RD)
        self._join(min(deadline, time.monotonic() + _GRACE))
        self._shut(socket.SHUT_RDWR)
        self._join(deadline)

    def _others(self) -> dict[socket.socket, threading.Thread]:
        """The open connections, without the one that ends the server, if it is one that does."""
        me = threading.current_thread()
        with self._lock:
            return {sock: thread for sock, thread in self._connections.items() if thread is not me}

    def _shut(self, how: int) -> None:
        for sock in self._others():
            with contextlib.suppress(OSError):  # closed meanwhile
                sock.shutdown(how)

    def _join(self, deadline: float) -> None:
        for thread in self._others().values():
            thread.join(max(0.0, deadline - time.monotonic()))

    def _accept(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._listener, selectors.EVENT_READ)
            selector.register(self._wake, selectors.EVENT_READ)
            fails = False
            while not self._stopping.is_set():
                selector.select()
                try:
                    sock, _ = self._listener.accept()
                except BlockingIOError:  # the client went away again, or this is the end
                    continue
                except OSError as error:  # no file descriptors left, say: others will be given back
                    if not fails:  # told once, and not twenty times a second
                        _log.warning("a connection could not be accepted: %s", error)
                    fails = True
                    self._stopping.wait(0.05)
                    continue
                fails = False
                self._begin(sock)

    def _begin(self, sock: socket.socket) -> None:
        thread = threading.Thread(
            target=self._serve, args=(sock,), name=f"sandbox-{self.port}-connection", daemon=True
        )
        with self._lock:
            self._connections[sock] = thread
        try:
            thread.start()
        except RuntimeError as error:  # no more threads to be had
            _log.warning("a connection could not be served: %s", error)
            self._end(sock)

    def _serve(self, sock: socket.socket) -> None:
        try:
            sock.setblocking(True)
            sock.settimeout(self._idle)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            _Connection(sock, self._handler, self._stopping).run()
        except OSError as error:  # the client is gone, or said nothing for too long
            _log.debug("a connection ended: %r", error)
        finally:
            self._end(sock)

    def _end(self, sock: socket.socket) -> None:
        with self._lock:
            self._connections.pop(sock, None)
        sock.close()


class _Connection:
    """One connection, from its first request to its last."""

    def __init__(
        self, sock: socket.socket, handler: Callable[[Request], Reply], stopping: threading.Event
    ) -> None:
        self._sock = sock
        self._handler = handler
        self._stopping = stopping
        self._reader = Reader()

    def run(self) -> None:
        try:
            while (request := self._read()) is not None:
                reply = self._handler(request)
                head_alone = request.method == "HEAD"
                goes_on = reply.keep_alive and request.keep_alive and reply.stream is None
                keep_alive = goes_on and not self._stopping.is_set()
                data = reply_bytes(reply, head_alone=head_alone, keep_alive=keep_alive)
                if not send(self._sock, data, reply.manner, self._stopping):
                    return
                if reply.stream is not None and not head_alone:
                    send_stream(self._sock, reply.stream(), self._stopping)
                    return
                if not keep_alive:
                    self._close_in_order()
                    return
        except BadRequest as error:
            # It is in no log of requests, having no method and no path; so it is told here.
            _log.warning("a request can't be read: %s", error)
            self._refuse(error.status, str(error))
        except TimeoutError:
            # When nothing at all came, the connection was merely kept open.
            if self._reader.began:
                self._refuse(408, "the request didn't come to its end in time")

    def _read(self) -> Request | None:
        """The next request; None when the client sends no more."""
        request = self._reader.feed(b"")
        while request is None:
            if self._reader.take_continue():
                self._sock.sendall(CONTINUE)
            data = self._sock.recv(_CHUNK)
            if not data:
                return None
            request = self._reader.feed(data)
        return request

    def _refuse(self, status: int, text: str) -> None:
        self._sock.sendall(reply_bytes(html(status, text), keep_alive=False))
        self._close_in_order()

    def _close_in_order(self) -> None:
        """Let the client read to the end: closing with unread bytes takes the reply back."""
        self._sock.shutdown(socket.SHUT_WR)
        deadline = time.monotonic() + _LINGER
        while not self._stopping.is_set() and (left := deadline - time.monotonic()) > 0:
            self._sock.settimeout(left)
            if not self._sock.recv(_CHUNK):
                return
