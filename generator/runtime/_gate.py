"""Many tasks on few connections: they wait in order, and are spread over small pools.

The work of httpcore's pool grows with the square of its connections, and with those who wait in it: a thousand tasks took it
minutes. So nobody waits in it, and it has ten connections.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anyio
import httpx

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine, Mapping

    import httpcore

MOST_CONNECTIONS = 100
KEPT_SECONDS = 5.0
_IN_A_POOL = 10
LIMITS = httpx.Limits(
    max_connections=_IN_A_POOL,
    max_keepalive_connections=_IN_A_POOL,  # with fewer, the pool closes those that it will need at once
    keepalive_expiry=KEPT_SECONDS,
)
"""Of one pool."""


class _Pool:
    """A pool and how many requests are in it."""

    def __init__(self, transport: httpx.AsyncBaseTransport) -> None:
        self.transport = transport
        self.used = 0
        self.retired = False


class _Stream(httpx.AsyncByteStream):
    def __init__(
        self, inner: httpx.AsyncByteStream, leave: Callable[[], Coroutine[Any, Any, None]]
    ) -> None:
        self._inner = inner
        self._leave: Callable[[], Coroutine[Any, Any, None]] | None = leave

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._inner:
            yield part

    async def aclose(self) -> None:
        leave, self._leave = self._leave, None
        try:
            await self._inner.aclose()
        finally:
            if leave is not None:
                await leave()


class Gate(httpx.AsyncBaseTransport):
    """A transport that lets in as many requests as there are connections.

    Args:
        make: Makes the transport of one pool.
    """

    def __init__(self, make: Callable[[], httpx.AsyncBaseTransport]) -> None:
        self._make = make
        self._pools: list[_Pool] = []
        self._room = anyio.Semaphore(MOST_CONNECTIONS)

    def _enter(self) -> _Pool:
        """A pool with a free connection, the first of them: so a few tasks share one."""
        pool = next(
            (each for each in self._pools if each.used < _IN_A_POOL and not each.retired), None
        )
        if pool is None:
            pool = _Pool(self._make())
            self._pools.append(pool)
        pool.used += 1
        return pool

    async def _leave(self, pool: _Pool) -> None:
        pool.used -= 1
        self._room.release()
        if pool.retired and not pool.used:
            self._pools.remove(pool)
            with anyio.CancelScope(shield=True):
                await pool.transport.aclose()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request when there is room.

        Raises:
            httpx.PoolTimeout: There was none in time.
        """
        patience: float | None = request.extensions.get("timeout", {}).get("pool")
        try:
            with anyio.fail_after(patience):
                await self._room.acquire()
        except TimeoutError:
            raise httpx.PoolTimeout("no connection became free in time", request=request) from None
        pool = self._enter()
        told: Callable[..., Coroutine[Any, Any, None]] | None = request.extensions.get("trace")
        has_begun = False
        connected: httpcore.AsyncNetworkStream | None = None

        async def trace(event: str, details: Mapping[str, Any]) -> None:
            nonlocal has_begun, connected
            if event.endswith("connect_tcp.complete"):
                connected = details["return_value"]
            elif event.endswith("send_request_headers.started"):
                has_begun = details["request"].method != b"CONNECT"
            if told is not None:
                await told(event, details)

        request.extensions["trace"] = trace
        try:
            response = await pool.transport.handle_async_request(request)
        except BaseException as error:
            # A task that is cancelled before it writes leaves a connection in httpcore's pool that nobody can use, and one
            # that is cancelled in the handshake of TLS an open stream that nobody has.
            if not (has_begun or isinstance(error, Exception)):
                pool.retired = True
                if connected is not None:
                    with anyio.CancelScope(shield=True):
                        await connected.aclose()
            await self._leave(pool)
            raise
        if isinstance(response.stream, httpx.AsyncByteStream):
            response.stream = _Stream(response.stream, lambda: self._leave(pool))
        return response

    async def aclose(self) -> None:
        """Close all connections."""
        for pool in self._pools:
            await pool.transport.aclose()
