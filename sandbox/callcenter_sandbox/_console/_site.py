"""Answers what a browser asks of the console."""

import dataclasses
from functools import cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from callcenter_sandbox._console._actions import Actions
from callcenter_sandbox._console._feed import Feed
from callcenter_sandbox._console._fields import operations_of
from callcenter_sandbox._console._guard import Guard
from callcenter_sandbox._console._reference import reference_page
from callcenter_sandbox._console._rows import NEWEST, Rows
from callcenter_sandbox._console._signing import signed
from callcenter_sandbox._faults import KINDS
from callcenter_sandbox._http import Reply, Request, html
from callcenter_sandbox._json import JsonObject, is_object, read, write
from callcenter_sandbox._platform import Parts
from callcenter_sandbox._routes import path_of
from callcenter_sandbox._test_numbers import SCRIPTS

if TYPE_CHECKING:
    from callcenter_sandbox import Sandbox

_TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
}
_JSON = "application/json"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = (
    ("Content-Security-Policy", _POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cache-Control", "no-store"),
)


class Console:
    """The console of a sandbox.

    The files of the page and the reference are for everybody: they tell nothing of what happens here.

    Args:
        box: The sandbox.
        parts: What it works with.
        host: The name or address that it listens on.
    """

    def __init__(self, box: "Sandbox", parts: Parts, host: str) -> None:
        self._box, self._parts = box, parts
        self._guard = Guard(host)
        self._rows = Rows(parts)
        self._actions = Actions(box, parts.world)

    @cached_property
    def _files(self) -> dict[str, Traversable]:
        folder = resources.files("callcenter_sandbox._console") / "page"
        return {file.name: file for file in folder.iterdir()}

    @property
    def token(self) -> str | None:
        """What lets in; None: nothing is needed."""
        return self._guard.token

    def answer(self, request: Request) -> Reply | None:
        """The reply to a browser; None: the request is none for the console."""
        path = path_of(request.target)
        is_page = path in ("/", "/reference") and request.method in ("GET", "HEAD")
        if not is_page and not path.startswith("/console/"):
            return None
        reply = self._answer(request, path)
        # See `_cors`: what the console sends must not go out on a connection that was kept.
        return dataclasses.replace(reply, headers=(*reply.headers, *_HEADERS), keep_alive=False)

    def _answer(self, request: Request, path: str) -> Reply:
        method = "GET" if request.method == "HEAD" else request.method
        name = path.removeprefix("/console/")
        if method == "GET" and name in self._files:
            return self._file(name)
        if method == "GET" and path == "/reference":
            return _page(reference_page(self._parts.contract))
        if method == "GET" and path == "/" and (entry := self._guard.entry(request)) is not None:
            return entry
        refusal = self._guard.refusal(request)
        if refusal is not None:
            return refusal
        if method == "GET":
            return self._shown(path, name)
        if method == "POST" and (name == "sign" or name in self._actions.by_name):
            return self._done(name, request)
        return html(404, "There is nothing at this address of the console.")

    def _shown(self, path: str, name: str) -> Reply:
        kind, _, number = name.partition("/")
        if path == "/":
            return self._file("index.html")
        if name == "events":
            feed = Feed(self._rows, self._box.watch, self._parts.log.watch)
            return Reply(200, "text/event-stream", b"", stream=feed.events)
        if name == "description":
            return _json(200, self._description())
        if kind in ("messages", "notifications") and number.isascii() and number.isdigit():
            show = self._rows.message if kind == "messages" else self._rows.notification
            found = show(int(number[:18]))
            gone = _json(404, {"error": "this one isn't kept any more"})
            return gone if found is None else Reply(200, _JSON, self._rows.written(found).encode())
        return html(404, "There is nothing at this address of the console.")

    def _done(self, name: str, request: Request) -> Reply:
        try:
            given = _object(read(request.body)[0], "the body")
            if name == "sign":
                message = _object(given.get("message"), "message")
                customer = str(given.get("customer"))
                return _json(200, signed(self._parts.customers, customer, message))
            return _json(200, {"said": self._actions.do(name, given)})
        except ValueError as error:  # UnreadableJson too
            return _json(400, {"error": str(error)})
        except RuntimeError as error:  # NotPossible, and what the clock can't do now
            return _json(409, {"error": str(error)})

    def _description(self) -> JsonObject:
        """What the page needs to know once."""
        contract = self._parts.contract
        return {
            "version": contract.version,
            "newest": NEWEST,
            "customers": list(self._parts.customers.names),
            "operations": [dataclasses.asdict(one) for one in operations_of(contract)],
            "notifications": sorted(contract.notifications),
            "faults": [
                {
                    "kind": kind.name,
                    "says": kind.says,
                    "effect": kind.effect,
                    "ofNotifications": kind.effect is None,
                }
                for kind in KINDS.values()
                if kind.name != "refuse"  # it would close the page's own connections
            ],
            "numbers": [
                {"ends": number, "outgoing": script.says, "incoming": script.incoming}
                for number, script in SCRIPTS.items()
            ],
        }

    def _file(self, name: str) -> Reply:
        kind = _TYPES.get(name.rpartition(".")[2], "application/octet-stream")
        return Reply(200, kind, self._files[name].read_bytes())


def _object(value: object, name: str) -> JsonObject:
    if not is_object(value):
        raise ValueError(f"{name} must be an object")
    return value


def _page(text: str) -> Reply:
    return Reply(200, _TYPES["html"], text.encode())


def _json(status: int, value: JsonObject) -> Reply:
    return Reply(status, _JSON, write(value))
