"""The faults: what a platform or what lies before it may do to a message, and what the caller is to get."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from tests.client.raw_server import Reply, http

if TYPE_CHECKING:
    from collections.abc import Callable

    from callcenter_client._operation import Operation

Outcome = Literal["ok", "not_sent", "refused", "unknown"]


@dataclass(frozen=True)
class Fault:
    """One way to go wrong.

    Attributes:
        name: Its name.
        reply: Makes what is sent, from the reply that would be right; None where no request is read, and for a fault of the sandbox.
        effect: Does the command take effect?
        outcome: What the caller of an unsafe operation gets.
        again: Is a safe operation asked again, with success?
        error: The class of the error.
        slow: `deadline` or `timeout`: what ends it.
        means_no_rows: Is it an empty page, for an operation that lists?
    """

    name: str
    reply: Callable[[dict[str, Any]], Reply] | None
    effect: bool = True
    outcome: Outcome = "unknown"
    again: bool = True
    error: str = "UnexpectedResponse"
    slow: Literal["", "deadline", "timeout"] = ""
    means_no_rows: bool = False

    def expected(self, operation: Operation) -> tuple[Outcome, int, int]:
        """For one call: its outcome, how often the platform carried it out, how many attempts there were."""
        outcome = self.outcome
        if self.means_no_rows and operation.is_list:
            outcome = "ok"
        if outcome == "not_sent":
            return outcome, 0, 3
        if self.again and outcome == "unknown" and operation.retry == "safe":
            return "ok", int(self.effect) + 1, 2
        return outcome, int(self.effect), 1


def _sent(change: Callable[[bytes], bytes]) -> Callable[[dict[str, Any]], Reply]:
    """The right reply, with its bytes changed."""
    return lambda right: Reply(change(http(right)))


def _body(change: Callable[[dict[str, Any]], Any], **how: Any) -> Callable[[dict[str, Any]], Reply]:
    """A whole reply whose body is made of the right one."""
    return lambda right: Reply(http(change(right), **how))


def _status(status: str, body: object = "<html>", **how: Any) -> Callable[[dict[str, Any]], Reply]:
    return lambda _: Reply(http(body, status=status, content_type="text/html", **how))


def _response(**changes: Any) -> Callable[[dict[str, Any]], Any]:
    """The right reply with other fields in its response."""

    def change(right: dict[str, Any]) -> dict[str, Any]:
        return right | {"data": right["data"] | {"response": right["data"]["response"] | changes}}

    return change


def _texts(value: Any) -> Any:
    """Each number as text."""
    if isinstance(value, dict):
        return {key: _texts(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_texts(each) for each in value]
    return str(value) if isinstance(value, int) else value


def _raw(text: str) -> Callable[[dict[str, Any]], Any]:
    """The right reply with raw JSON text as a further field of its response."""

    def change(right: dict[str, Any]) -> str:
        return json.dumps(_response(more="@")(right)).replace('"@"', text)

    return change


def _gb18030(right: dict[str, Any]) -> bytes:
    return json.dumps(_response(userData="订单")(right), ensure_ascii=False).encode("gb18030")


REFUSED = {"error": 4026531841, "msg": "Invalid User."}
HEAD = b"HTTP/1.1 200 OK\r\n"
_lost: dict[str, Any] = {"error": "TransportError"}
_fine: dict[str, Any] = {"outcome": "ok"}
_twice: dict[str, Any] = {"again": False}

FAULTS = [
    # No request is read.
    Fault("refuse", None, effect=False, outcome="not_sent", **_lost),
    Fault("close before reading", None, effect=False, **_lost),
    # No reply, or half of one.
    Fault("close after reading", lambda _: Reply(), **_lost),
    Fault("close without an effect", lambda _: Reply(), effect=False, **_lost),
    Fault("reset", lambda _: Reply(then="reset"), **_lost),
    Fault("half the head", _sent(lambda whole: whole[:25]), **_lost),
    Fault("half the body", _sent(lambda whole: whole[:-9]), **_lost),
    Fault("half a body, reset", lambda right: Reply(http(right)[:-9], "reset"), **_lost),
    Fault(
        "a cut chunk",
        lambda _: Reply(HEAD + b"Transfer-Encoding: chunked\r\n\r\n80\r\n{"),
        **_lost,
    ),
    Fault("no HTTP", lambda _: Reply(b"SIP/2.0 200 OK\r\n\r\n"), **_lost),
    Fault("a time-out", lambda _: Reply(then="wait"), slow="timeout", **_lost),
    Fault(
        "a head that trickles",
        lambda right: Reply(http(right), every=0.1),
        slow="deadline",
        **_lost,
        **_twice,
    ),
    Fault(
        "a body that trickles",
        lambda _: Reply(b" " * 400, start=HEAD + b"Content-Length: 400\r\n\r\n", every=0.1),
        slow="deadline",
        **_lost,
        **_twice,
    ),
    # Replies that are none.
    Fault("500", _status("500 Internal Server Error")),
    Fault("502", _status("502 Bad Gateway"), effect=False),
    Fault("503", _status("503 Service Unavailable"), effect=False),
    Fault("503, later", _status("503 Busy", headers={"Retry-After": "0"}), effect=False),
    Fault("504", _status("504 Gateway Time-out")),
    Fault("404", _status("404 Not Found"), effect=False),
    Fault("a page", _status("200 OK", "<html><h1>Login</h1></html>")),
    Fault("empty", _status("200 OK", b"")),
    Fault("no content", lambda _: Reply(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")),
    Fault("cut JSON", _body(lambda right: json.dumps(right)[:-3])),
    Fault("more after JSON", _body(lambda right: json.dumps(right) + "}")),
    Fault("NaN", _body(_raw("NaN"))),
    Fault("Infinity", _body(_raw("-Infinity"))),
    Fault("a number too long", _body(_raw("9" * 5000))),
    Fault("nested too deeply", _body(_raw("[" * 100_000 + "]" * 100_000))),
    Fault("no text", _body(lambda _: b"\xff\xfe\x00{\x81")),
    Fault("no gzip", _body(lambda right: right, headers={"Content-Encoding": "gzip"})),
    Fault("unasked encoding", _body(lambda right: right, headers={"Content-Encoding": "br"})),
    Fault(
        "redirect",
        _status("307 Temporary Redirect", headers={"Location": "/elsewhere"}),
        effect=False,
        **_twice,
    ),
    Fault("moved", _status("301 Moved", headers={"Location": "/"}), effect=False, **_twice),
    # JSON that says nothing to rely on.
    Fault("an array", _body(lambda right: [right]), **_twice),
    Fault("null", _body(lambda _: None)),
    Fault("other JSON", _body(lambda _: {"code": "100"}), **_twice),
    Fault("no verdict", _body(lambda right: right | {"result": ""}), **_twice),
    Fault("a verdict of true", _body(lambda right: right | {"result": {"error": True}}), **_twice),
    Fault("no verdict on the command", _body(_response(result=None)), **_twice),
    Fault("null data", _body(lambda right: right | {"data": None}), means_no_rows=True, **_twice),
    Fault("no response", _body(lambda right: right | {"data": {"seq": "1"}}), **_twice),
    Fault("a field of a wrong type", _body(_response(seq=[1])), **_twice),
    Fault("yes under 500", _body(lambda right: right, status="500 Oops"), **_twice),
    # No.
    Fault(
        "refused message",
        _body(lambda right: right | {"result": REFUSED, "data": None}),
        effect=False,
        outcome="refused",
        error="ApiError",
    ),
    Fault(
        "refused message under 503",
        _body(lambda right: right | {"result": REFUSED}, status="503 Busy"),
        effect=False,
        outcome="refused",
        error="ApiError",
    ),
    Fault(
        "refused command",
        _body(_response(result={"error": "7", "msg": "no"})),
        effect=False,
        outcome="refused",
        error="ApiError",
    ),
    # Yes, in other clothes.
    Fault("text numbers", _body(_texts), **_fine),
    Fault("GBK", _body(_gb18030, content_type="application/json;charset=utf8"), **_fine),
    Fault(
        "a byte-order mark",
        _body(lambda right: b"\xef\xbb\xbf" + json.dumps(right).encode()),
        **_fine,
    ),
    Fault("text/html", _body(lambda right: right, content_type="text/html"), **_fine),
    Fault("no Content-Type", _body(lambda right: right, content_type=None), **_fine),
    Fault(
        "gzip",
        _body(
            lambda right: gzip.compress(json.dumps(right).encode()),
            headers={"Content-Encoding": "gzip"},
        ),
        **_fine,
    ),
    Fault(
        "unknown enum",
        _body(_response(workStatus="DANCING", serverStatus="FLYING")),
        **_fine,
    ),
    Fault("unknown fields", _body(_response(flavour={"a": [1]}, lineMode="2")), **_fine),
    Fault("a lone surrogate", _body(_raw('"\\ud800"')), **_fine),
    Fault("nulls", _body(_response(userData=None, seq=None)), **_fine),
    Fault("duplicate keys", _body(lambda right: '{"logs":1,' + json.dumps(right)[1:]), **_fine),
    Fault(
        "an array of one",
        _body(
            lambda right: (
                right | {"data": right["data"] | {"response": [right["data"]["response"]]}}
            )
        ),
        **_fine,
    ),
]
