"""Receivers in real servers: `receivers.py KIND PORT` serves one, and writes a line for each event that it handled to `$HANDLED`.

What a handler does is told by the event's `userData`: `fail`, `later`, `slow`, or nothing. With `$REDIS_URL` the memory is there,
with claims of `$LEASE` seconds, and without it the platform is answered as `$ON_STORE_ERROR` says.
"""

from __future__ import annotations

import asyncio
import dataclasses
import os
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import TYPE_CHECKING, Any
from wsgiref.simple_server import WSGIServer, make_server

from callcenter_auth import RedisReplay, ReplayClaim, WebhookVerifier
from callcenter_client import webhooks

if TYPE_CHECKING:
    from collections.abc import Callable

    from callcenter_client.webhooks import Notification

CUSTOMER, SECRET = "C2", "0123456789ABCDEF0123456789ABCDEF01234567"
BODY_TIMEOUT = 2.0
SLOW = float(os.environ.get("SLOW", "0.7"))
HANDLED = os.environ.get("HANDLED", "handled")


class Impatient(RedisReplay):
    """With other leases: nobody waits for a minute here."""

    def claim(self, claim: ReplayClaim) -> Any:
        lease = float(os.environ.get("LEASE", claim.lease))
        return super().claim(dataclasses.replace(claim, lease=lease))


def verifier() -> WebhookVerifier:
    if "REDIS_URL" not in os.environ:
        return WebhookVerifier({CUSTOMER: SECRET})
    choice: Any = os.environ.get("ON_STORE_ERROR", "refuse")
    replay = Impatient(os.environ["REDIS_URL"])
    return WebhookVerifier({CUSTOMER: SECRET}, replay=replay, on_store_error=choice)


VERIFIER = verifier()


def note(event: Notification) -> None:
    line = f"{event.verified_customer} {event.dedupe_key}\n".encode()
    handle = os.open(HANDLED, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(handle, line)
    os.close(handle)


def handler(event: Notification) -> None:
    what = getattr(event, "user_data", None)
    if what == "fail":
        raise ValueError("it failed")
    if what == "later":
        raise webhooks.RetryLater(1)
    if what == "slow":
        time.sleep(SLOW)
    note(event)


async def async_handler(event: Notification) -> None:
    what = getattr(event, "user_data", None)
    if what == "fail":
        raise ValueError("it failed")
    if what == "later":
        raise webhooks.RetryLater(1)
    if what == "slow":
        await asyncio.sleep(SLOW)
    note(event)


def asgi(how: Callable[[Notification], Any]) -> webhooks.AsgiApp:
    return webhooks.asgi_app(VERIFIER, how, body_timeout=BODY_TIMEOUT)


def wsgi() -> webhooks.WsgiApp:
    return webhooks.wsgi_app(VERIFIER, handler, body_timeout=BODY_TIMEOUT)


def serve_asgi(app: Any, port: int) -> None:
    import uvicorn

    uvicorn.run(app, host="127.0.0.1", port=port, log_level="critical")


def uvicorn_alone(port: int) -> None:
    serve_asgi(asgi(handler), port)


def starlette(port: int) -> None:
    from starlette.applications import Starlette
    from starlette.routing import Route

    hook = asgi(async_handler)
    serve_asgi(Starlette(routes=[Route("/hooks", hook), Route("/hooks/", hook)]), port)


def fastapi(port: int) -> None:
    from fastapi import FastAPI
    from starlette.routing import Route

    hook = asgi(async_handler)
    serve_asgi(FastAPI(routes=[Route("/hooks", hook), Route("/hooks/", hook)]), port)


class ThreadingWsgiServer(ThreadingMixIn, WSGIServer):
    daemon_threads = True


def wsgiref(port: int) -> None:
    make_server("127.0.0.1", port, wsgi(), ThreadingWsgiServer).serve_forever()


def flask_app() -> Any:
    from flask import Flask
    from werkzeug.middleware.dispatcher import DispatcherMiddleware

    app = Flask("receivers")
    app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {"/hooks": wsgi()})  # type: ignore[method-assign]
    return app


def flask(port: int) -> None:
    from werkzeug.serving import run_simple

    run_simple("127.0.0.1", port, flask_app(), threaded=True)


def flask_route(port: int) -> None:
    from flask import Flask, request
    from werkzeug.serving import run_simple

    app = Flask("receivers")

    @app.post("/hooks", strict_slashes=False)
    def hooks() -> tuple[bytes, int]:
        status, body = webhooks.receive(request.get_data(), VERIFIER, handler)
        return body, status

    run_simple("127.0.0.1", port, app, threaded=True)


def gunicorn(port: int) -> None:
    chosen = ["--bind", f"127.0.0.1:{port}", "--worker-class", "gthread", "--threads", "4"]
    chosen += ["--workers", os.environ.get("WORKERS", "1")]
    place = ["--pythonpath", str(Path(__file__).parent), "receivers:flask_app()"]
    command = [sys.executable, "-m", "gunicorn", "--log-level", "critical", *chosen, *place]
    os.execv(sys.executable, command)  # noqa: S606  # why: no outsider fills it


def django(port: int) -> None:
    # Django has no types of its own: so it's Any, without stubs.
    settings: Any = import_module("django.conf").settings
    management: Any = import_module("django.core.management")
    database = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": f"{HANDLED}.db",
        "ATOMIC_REQUESTS": True,
    }
    settings.configure(
        DATABASES={"default": database, "other": database | {"NAME": f"{HANDLED}.other.db"}},
        ROOT_URLCONF=__name__,
        ALLOWED_HOSTS=["127.0.0.1"],
        MIDDLEWARE=[
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
        ],
        SECRET_KEY="made up",
        USE_TZ=True,
    )
    import_module("django").setup()
    connection: Any = import_module("django.db").connection
    transaction: Any = import_module("django.db").transaction
    path: Any = import_module("django.urls").path
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE seen (key TEXT UNIQUE)")
        cursor.execute(
            "CREATE TABLE child (seen TEXT REFERENCES seen (key) DEFERRABLE INITIALLY DEFERRED)"
        )

    def insert(event: Notification) -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO seen VALUES (%s)", [event.dedupe_key])
            if getattr(event, "user_data", None) == "commit-fails":
                cursor.execute("INSERT INTO child VALUES ('nobody')")
        if getattr(event, "user_data", None) == "task-fails":
            transaction.on_commit(
                lambda: 1 / 0
            )  # as the `delay` of a task does whose broker is away
        handler(event)

    view = webhooks.django_view(VERIFIER, insert, body_timeout=BODY_TIMEOUT)
    sys.modules[__name__].urlpatterns = [path("hooks", view), path("hooks/", view)]  # type: ignore[attr-defined]
    management.call_command("runserver", f"127.0.0.1:{port}", use_reloader=False, skip_checks=True)


class Bare(BaseHTTPRequestHandler):
    """What somebody writes who has the standard library alone."""

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        status, body = webhooks.receive(raw, VERIFIER, handler)
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None: ...  # noqa: A002  # why: the library's signature


def bare(port: int) -> None:
    ThreadingHTTPServer(("127.0.0.1", port), Bare).serve_forever()


KINDS: dict[str, Callable[[int], None]] = {
    "uvicorn": uvicorn_alone,
    "starlette": starlette,
    "fastapi": fastapi,
    "wsgiref": wsgiref,
    "flask": flask,
    "flask-route": flask_route,
    "gunicorn": gunicorn,
    "django": django,
    "http.server": bare,
}

if __name__ == "__main__":
    KINDS[sys.argv[1]](int(sys.argv[2]))
