"""A deadline for a whole exchange: connecting, sending, and a reply that trickles, its headers included.

httpx's time-out is per read, so a server that sends a byte now and then holds a caller for ever. Here each connect, read and
write gets no more than what is left until the deadline of the calling thread.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

import httpcore
import httpx

from callcenter_client._gate import KEPT_SECONDS, MOST_CONNECTIONS

if TYPE_CHECKING:
    import ssl
    from collections.abc import Generator, Iterable, Iterator

_end: ContextVar[float | None] = ContextVar("callcenter_client_deadline", default=None)


@contextmanager
def until(end: float | None) -> Generator[None, None, None]:
    """Within it, no network operation of this thread goes on beyond `end`, a time of `time.monotonic()`."""
    token = _end.set(end)
    try:
        yield
    finally:
        _end.reset(token)


def left(timeout: float | None, error: type[Exception]) -> float | None:
    """A time-out, cut to what is left.

    Raises:
        error: Nothing is left.
    """
    end = _end.get()
    if end is None:
        return timeout
    rest = end - time.monotonic()
    if rest <= 0:
        raise error("the deadline has passed")
    return rest if timeout is None else min(timeout, rest)


class _Stream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        return _Stream(
            self._inner.start_tls(
                ssl_context, server_hostname, left(timeout, httpcore.ConnectTimeout)
            )
        )

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Backend(httpcore.NetworkBackend):
    def __init__(self) -> None:
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        limit = left(timeout, httpcore.ConnectTimeout)
        return _Stream(self._inner.connect_tcp(host, port, limit, local_address, socket_options))


@contextmanager
def _as_httpx() -> Generator[None, None, None]:
    """Raise what httpcore raises as the error that httpx calls the same."""
    try:
        yield
    except (
        httpcore.TimeoutException,
        httpcore.NetworkError,
        httpcore.ProtocolError,
        httpcore.ProxyError,
        httpcore.UnsupportedProtocol,
    ) as error:
        cls: type[httpx.TransportError] = getattr(httpx, type(error).__name__)
        raise cls(str(error)) from error


class _Body(httpx.SyncByteStream):
    def __init__(self, parts: Any) -> None:
        self._parts = parts

    def __iter__(self) -> Iterator[bytes]:
        with _as_httpx():
            yield from self._parts

    def close(self) -> None:
        self._parts.close()


class DeadlineTransport(httpx.BaseTransport):
    """httpx's HTTP transport on httpcore's public pool, with a network backend that keeps the deadline.

    Args:
        proxy: The proxy, or None.
        tls: The TLS settings.
    """

    def __init__(self, *, proxy: httpx.Proxy | None, tls: ssl.SSLContext) -> None:
        through = None
        if proxy is not None:
            url = httpcore.URL(
                scheme=proxy.url.raw_scheme,
                host=proxy.url.raw_host,
                port=proxy.url.port,
                target=proxy.url.raw_path,
            )
            through = httpcore.Proxy(
                url, auth=proxy.raw_auth, headers=proxy.headers.raw, ssl_context=proxy.ssl_context
            )
        self._pool = httpcore.ConnectionPool(
            ssl_context=tls,
            proxy=through,
            max_connections=MOST_CONNECTIONS,
            max_keepalive_connections=MOST_CONNECTIONS,
            keepalive_expiry=KEPT_SECONDS,
            network_backend=_Backend(),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; the reply's body is read later, under the same deadline."""
        extensions: dict[str, Any] = dict(request.extensions)
        times: dict[str, Any] = dict(extensions.get("timeout", {}))
        with _as_httpx():
            times["pool"] = left(times.get("pool"), httpcore.PoolTimeout)
            reply = self._pool.handle_request(
                httpcore.Request(
                    method=request.method,
                    url=httpcore.URL(
                        scheme=request.url.raw_scheme,
                        host=request.url.raw_host,
                        port=request.url.port,
                        target=request.url.raw_path,
                    ),
                    headers=request.headers.raw,
                    content=request.stream,
                    extensions=extensions | {"timeout": times},
                )
            )
        return httpx.Response(
            status_code=reply.status,
            headers=reply.headers,
            stream=_Body(reply.stream),
            extensions=dict(reply.extensions),  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
        )

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()
