# Made by "python -m generator generate" from the spec: change that, not this file.
"""A receiver as an ASGI application: for uvicorn by itself, and as a route in Starlette and FastAPI."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import TYPE_CHECKING, Any, TypeAlias

from callcenter_client._times import DEFAULT_ZONE, zone
from callcenter_client.webhooks._http import (
    BODY_TIMEOUT,
    TOO_LARGE,
    TOO_SLOW,
    WRONG_METHOD,
    Body,
    headers,
    refused,
)
from callcenter_client.webhooks._receive import areceived
from callcenter_client.webhooks._reception import Answer, Reception, usable

if TYPE_CHECKING:
    from datetime import tzinfo

    from callcenter_auth import WebhookVerifier
    from callcenter_client.webhooks._events import Notification

_Scope: TypeAlias = MutableMapping[str, Any]
_Receive: TypeAlias = Callable[[], Awaitable[MutableMapping[str, Any]]]
_Send: TypeAlias = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class AsgiApp:
    """The application that `asgi_app` makes. It answers on every path that it is given, with or without a slash."""

    def __init__(
        self,
        verifier: WebhookVerifier,
        handler: Callable[[Notification], Any],
        tz: tzinfo,
        body_timeout: float,
    ) -> None:
        usable(verifier, handler)
        self._verifier = verifier
        self._handler = handler
        self._tz = tz
        self._body_timeout = body_timeout

    async def __call__(self, scope: _Scope, receive: _Receive, send: _Send) -> None:
        """Serve one connection's scope."""
        if scope["type"] == "lifespan":
            await _live(receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1003})
        elif scope["type"] == "http" and (answer := await self._answer(scope, receive)):
            wire = [(name.lower().encode(), value.encode()) for name, value in headers(answer)]
            await send({"type": "http.response.start", "status": answer[0], "headers": wire})
            await send({"type": "http.response.body", "body": answer[1]})

    async def _answer(self, scope: _Scope, receive: _Receive) -> Answer | None:
        """What to answer; None when nobody is there any more."""
        if scope["method"] != "POST":
            return refused(WRONG_METHOD)
        lengths = [value for name, value in scope["headers"] if name == b"content-length"]
        body = Body(lengths[0].decode("latin-1") if lengths else None, self._verifier.max_bytes)
        try:
            async with asyncio.timeout(self._body_timeout):
                more = True
                while more and not (body.too_large and not body.goes_on):
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        return None
                    body.add(message.get("body", b""))
                    more = message.get("more_body", False)
        except TimeoutError:
            return refused(TOO_SLOW)
        if body.too_large:
            return refused(TOO_LARGE)
        reception = Reception(self._tz)
        await areceived(reception, body.raw, self._verifier, self._handler)
        return reception.answer


async def _live(receive: _Receive, send: _Send) -> None:
    """Start and stop with the server: there is nothing to prepare."""
    while True:
        kind = (await receive())["type"]
        await send({"type": f"{kind}.complete"})
        if kind == "lifespan.shutdown":
            return


def asgi_app(
    verifier: WebhookVerifier,
    handler: Callable[[Notification], Any],
    *,
    tz: str | tzinfo = DEFAULT_ZONE,
    body_timeout: float = BODY_TIMEOUT,
) -> AsgiApp:
    """A receiver as an ASGI application (§6).

    Serve it by itself (`uvicorn module:app`), or make it a route in Starlette or FastAPI, with and without a slash at the
    end, so that neither is answered by a redirect: `FastAPI(routes=[Route("/hooks", app), Route("/hooks/", app)])`.

    Args:
        verifier: As in `areceive`.
        handler: As in `areceive`: a coroutine function, or a plain one, which is called in a thread.
        tz: The platform's time zone.
        body_timeout: The seconds in which a body must have come; a slower one is answered 408.

    Returns:
        The application. It takes the bytes as they are, whatever the Content-Type; methods but POST are answered 405.

    Raises:
        TypeError: `verifier` is no verifier, or `handler` can't be called.
        ConfigurationError: `tz` is no time zone.
    """
    return AsgiApp(verifier, handler, zone(tz), body_timeout)
