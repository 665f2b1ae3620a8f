"""What a fault makes of a reply: other contents, another status, or another way over the wire."""

import json
import re
from dataclasses import replace
from typing import Any

from callcenter_sandbox._http import Manner, Reply, html
from callcenter_sandbox._json import JsonObject, is_list, is_object, write
from callcenter_sandbox._spec import Schemas

_MANNERS = {
    "close-before-reading": Manner.CLOSE,
    "close-after-reading": Manner.CLOSE,
    "reset": Manner.RESET,
    "half-reply": Manner.HALF,
    "trickle": Manner.TRICKLE,
    "timeout": Manner.SILENCE,
}
_STATUS = {
    "500": html(500, "The server has failed."),
    "502": html(502, "The server behind this one gave no answer."),
    "503": replace(html(503, "Come back later."), headers=(("Retry-After", "1"),)),
    "html": html(200, "Please log in to the network."),
    "empty": Reply(200, "text/html; charset=utf-8", b""),
}


def broken(kind: str, reply: Reply, schemas: Schemas, schema: JsonObject | None) -> Reply:
    """The reply with a fault.

    Args:
        kind: The fault.
        reply: The reply as it should be.
        schemas: The document's schemas.
        schema: The schema of this reply; None when it isn't JSON.
    """
    if kind in _MANNERS:
        return replace(reply, manner=_MANNERS[kind])
    if kind in _STATUS:
        return _STATUS[kind]
    try:
        value = json.loads(reply.body)
    except ValueError:  # a recording: there is nothing in it to change
        return reply
    match kind:
        case "gbk":
            value["result"]["msg"] = "成功" if value["result"]["error"] == 0 else "失败"
            body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(
                "gbk", "replace"
            )
            return replace(reply, body=body)
        case "text-numbers":
            value = _text_numbers(value)
        case "null-data":
            value["data"] = None
        case "unknown-enum":
            value = _unknown_enums(schemas, schema or {}, value)
        case "boundary-twice":
            value = _boundary_twice(value)
        case _:  # stuck-key changes the command, not the reply
            return reply
    return replace(reply, body=write(value))


def _text_numbers(value: Any) -> Any:
    if is_object(value):
        return {name: _text_numbers(item) for name, item in value.items()}
    if is_list(value):
        return [_text_numbers(item) for item in value]
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return value


def _unknown_enums(schemas: Schemas, schema: JsonObject, value: Any, name: str = "") -> Any:
    if is_object(value):
        properties = schemas.properties(schema)
        return {
            key: _unknown_enums(schemas, properties.get(key, {}), item, key)
            for key, item in value.items()
        }
    if is_list(value):
        items = schemas.items(schema) or {}
        return [_unknown_enums(schemas, items, item, name) for item in value]
    known = schemas.resolve(schema).get("x-extensible-enum")
    if not is_list(known) or name == "msg" or value in (None, ""):
        return value
    if re.fullmatch("[0-9]+", str(value)):
        return type(value)(max(int(one) for one in known) + 1000)
    return f"NEW_{value}"


def _boundary_twice(value: Any) -> Any:
    """The last row of each list of rows once more."""
    if is_object(value):
        return {
            name: _boundary_twice(item)
            if name in ("data", "response", "responses")
            else _twice(item)
            for name, item in value.items()
        }
    if is_list(value):
        return [_boundary_twice(item) for item in value]
    return value


def _twice(value: Any) -> Any:
    rows = is_list(value) and bool(value) and is_object(value[-1])
    return [*value, value[-1]] if rows else value
