"""Lets pages of other origins call the API: the published page, and what people build (CORS).

That gives nobody anything that needs no signature. The console's own addresses are not opened so.

The connections of browsers are not kept. When a kept one breaks, a browser sends the request once more by
itself, a POST too: a fault such as `reset` would look like nothing, and dial twice.
"""

import dataclasses
from collections.abc import Callable

from callcenter_sandbox._faults import HEADER
from callcenter_sandbox._http import Reply, Request

_ANYBODY = ("Access-Control-Allow-Origin", "*")
_PREFLIGHT = (
    _ANYBODY,
    ("Access-Control-Allow-Methods", "GET, POST"),
    ("Access-Control-Allow-Headers", f"Content-Type, {HEADER}"),
    ("Access-Control-Max-Age", "600"),
    # A page from the net asks whether it may reach this machine.
    ("Access-Control-Allow-Private-Network", "true"),
)


def answer(request: Request, handler: Callable[[Request], Reply]) -> Reply:
    """The reply of a handler, opened to all origins; a browser's question beforehand is answered here."""
    names = {name for name, _ in request.headers}
    if request.method == "OPTIONS" and {"origin", "access-control-request-method"} <= names:
        return Reply(200, "text/plain", b"", _PREFLIGHT, keep_alive=False)
    reply = handler(request)
    keep_alive = "origin" not in names
    return dataclasses.replace(reply, headers=(*reply.headers, _ANYBODY), keep_alive=keep_alive)
