# Made by "python -m generator generate" from the spec: change that, not this file.
"""`python -m callcenter_client.webhooks listen`: shows each notification as it comes, for development."""

from __future__ import annotations

import argparse
import json
import logging
import sys
from socketserver import ThreadingMixIn
from typing import TYPE_CHECKING, TextIO
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from callcenter_auth import WebhookVerifier
from callcenter_client._config import credentials
from callcenter_client._discard import discard_output
from callcenter_client._times import DEFAULT_ZONE
from callcenter_client.errors import ConfigurationError
from callcenter_client.webhooks._log import log
from callcenter_client.webhooks._wsgi import wsgi_app

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from callcenter_client.webhooks._events import Notification


class _Lines(logging.StreamHandler[TextIO]):
    """Writes until nobody reads on, as after `| grep -m 1 billing`: then `end` is called."""

    end: Callable[[], None] | None = None

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  # why: the name is the library's
        """Tell an error as usual, but for that one."""
        if isinstance(sys.exception(), BrokenPipeError):
            discard_output()
            if self.end is not None:
                self.end()
        else:
            super().handleError(record)


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # why: the signature is the library's
        """Nothing: each notification is told by the receiver."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; its exit status."""
    given = _parser().parse_args(arguments)
    lines = _Lines(sys.stdout)
    lines.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%H:%M:%S"))
    log.addHandler(lines)
    log.setLevel(logging.INFO)
    try:
        customer, secret = credentials()
        app = wsgi_app(WebhookVerifier({customer: secret}), _Show(whole=given.raw), tz=given.tz)
    except (ConfigurationError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    try:
        server = make_server(given.host, given.port, app, _Server, _Quiet)
    except (OSError, OverflowError) as error:
        sys.stderr.write(f"can't listen at {given.host}:{given.port}: {error}\n")
        return 2
    where = f"http://{given.host}:{server.server_port}"
    log.info("waiting for notifications of customer %s at %s", customer, where)
    lines.end = server.shutdown
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        return 0
    finally:
        server.server_close()
        log.removeHandler(lines)
    return 0


class _Show:
    """A handler that shows what it is given."""

    def __init__(self, *, whole: bool) -> None:
        self._whole = whole

    def __call__(self, event: Notification) -> None:
        log.info("verified, of customer %s: %r", event.verified_customer, event)
        if self._whole:
            log.info("%s", json.dumps(event.raw, ensure_ascii=True, indent=2))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m callcenter_client.webhooks",
        description="Receive notifications on this machine, for development.",
    )
    commands = parser.add_subparsers(required=True, metavar="command")
    listen = commands.add_parser(
        "listen",
        help="show each notification as it comes",
        description="Show each notification as it comes: verified, or with the reason of its refusal. Customer and secret"
        " are those of CALLCENTER_CUSTOMER and CALLCENTER_SECRET. Every path is answered.",
    )
    listen.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    listen.add_argument("--port", type=int, default=9000, help="the port; 0 takes any that is free")
    listen.add_argument("--tz", default=DEFAULT_ZONE, help="the platform's time zone")
    listen.add_argument("--raw", action="store_true", help="show the whole message too")
    return parser
