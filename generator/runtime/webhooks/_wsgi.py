"""A receiver as a WSGI application: for gunicorn, waitress and wsgiref, and beside a Flask application."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from callcenter_client._times import DEFAULT_ZONE, zone
from callcenter_client.webhooks._http import (
    BODY_TIMEOUT,
    TOO_LARGE,
    TOO_SLOW,
    WRONG_METHOD,
    Body,
    headers,
    refused,
    status_line,
)
from callcenter_client.webhooks._receive import received
from callcenter_client.webhooks._reception import Answer, Reception, only_sync, usable

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo
    from wsgiref.types import StartResponse, WSGIEnvironment

    from callcenter_auth import WebhookVerifier
    from callcenter_client.webhooks._events import Notification


class WsgiApp:
    """The application that `wsgi_app` makes. It answers on every path that it is given, with or without a slash."""

    def __init__(
        self,
        verifier: WebhookVerifier,
        handler: Callable[[Notification], Any],
        tz: tzinfo,
        body_timeout: float,
    ) -> None:
        usable(verifier, handler)
        self._verifier = verifier
        self._handler = only_sync(handler)
        self._tz = tz
        self._body_timeout = body_timeout

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        """Serve one request."""
        answer = self._answer(environ)
        start_response(status_line(answer[0]), headers(answer))
        return [answer[1]]

    def _answer(self, environ: WSGIEnvironment) -> Answer:
        if environ["REQUEST_METHOD"] != "POST":
            return refused(WRONG_METHOD)
        declared = environ.get("CONTENT_LENGTH")
        if not declared and not environ.get("wsgi.input_terminated"):
            declared = "0"  # a stream without an end may be read for ever
        body = Body(declared, self._verifier.max_bytes)
        stream = environ["wsgi.input"]
        some = getattr(stream, "read1", None)
        in_time = body.read(
            some or stream.read, waits_for_all=some is None, timeout=self._body_timeout
        )
        if not in_time:
            return refused(TOO_SLOW)
        if body.too_large:
            return refused(TOO_LARGE)
        reception = Reception(self._tz)
        received(reception, body.raw, self._verifier, self._handler)
        return reception.answer


def wsgi_app(
    verifier: WebhookVerifier,
    handler: Callable[[Notification], Any],
    *,
    tz: str | tzinfo = DEFAULT_ZONE,
    body_timeout: float = BODY_TIMEOUT,
) -> WsgiApp:
    """A receiver as a WSGI application (§6).

    Serve it by itself (`gunicorn module:app`), or beside a Flask application, at a path with and without a slash:
    `app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {"/hooks": wsgi_app(verifier, handlers)})`.

    Args:
        verifier: As in `receive`.
        handler: As in `receive`.
        tz: The platform's time zone.
        body_timeout: The seconds in which a body must have come; a slower one is answered 408. A server that hands over
            only whole pieces is asked for 64 bytes at a time; its own time-out bounds each of them.

    Returns:
        The application. It takes the bytes as they are, whatever the Content-Type; methods but POST are answered 405.

    Raises:
        TypeError: `verifier` is no verifier; `handler` can't be called, or is a coroutine function.
        ConfigurationError: `tz` is no time zone.
    """
    return WsgiApp(verifier, handler, zone(tz), body_timeout)
