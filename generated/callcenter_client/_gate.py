# Made by "python -m generator generate" from the spec: change that, not this file.
"""Many tasks on few connections: they wait in order, and are spread over small pools.

The work of httpcore's pool grows with the square of its connections, and with those who wait in it: a thousand tasks took it
minutes. So nobody waits in it, and it has ten connections.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import anyio
import httpx

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

MOST_CONNECTIONS = 100
KEPT_SECONDS = 5.0
_IN_A_POOL = 10
LIMITS = httpx.Limits(
    max_connections=_IN_A_POOL,
    max_keepalive_connections=_IN_A_POOL,  # with fewer, the pool closes those that it will need at once
    keepalive_expiry=KEPT_SECONDS,
)
"""Of one pool."""


class _Stream(httpx.AsyncByteStream):
    def __init__(self, inner: httpx.AsyncByteStream, leave: Callable[[], None]) -> None:
        self._inner = inner
        self._leave: Callable[[], None] | None = leave

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._inner:
            yield part

    async def aclose(self) -> None:
        leave, self._leave = self._leave, None
        try:
            await self._inner.aclose()
        finally:
            if leave is not None:
                leave()


class Gate(httpx.AsyncBaseTransport):
    """A transport that lets in as many requests as there are connections.

    Args:
        make: Makes the transport of one pool.
    """

    def __init__(self, make: Callable[[], httpx.AsyncBaseTransport]) -> None:
        self._make = make
        self._pools: list[httpx.AsyncBaseTransport] = []
        self._used: list[int] = []
        self._room = anyio.Semaphore(MOST_CONNECTIONS)

    def _enter(self) -> int:
        """A pool with a free connection, the first of them: so a few tasks share one."""
        for number, used in enumerate(self._used):
            if used < _IN_A_POOL:
                self._used[number] += 1
                return number
        self._pools.append(self._make())
        self._used.append(1)
        return len(self._pools) - 1

    def _leave(self, number: int) -> None:
        self._used[number] -= 1
        self._room.release()

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
        number = self._enter()
        try:
            response = await self._pools[number].handle_async_request(request)
        except BaseException:
            self._leave(number)
            raise
        if isinstance(response.stream, httpx.AsyncByteStream):
            response.stream = _Stream(response.stream, lambda: self._leave(number))
        return response

    async def aclose(self) -> None:
        """Close all connections."""
        for pool in self._pools:
            await pool.aclose()
