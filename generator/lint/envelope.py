"""Has each message the envelope of the contract (§3, §4, §6), with a component for each part of it?

message  {authentication, param?, request | requests}     reply  {result, data, logs}
data     {seq, response | responses}                      notification  {authentication, notify, param?}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.describe import component_names, raw_properties
from generator.lint.refs import component_references, reached
from generator.lint.words import quoted
from generator.view import is_object, json_schema, operations, target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.findings import Finding
    from generator.lint.walk import Node
    from generator.load import Document, Path_
    from generator.view import Schema

_SCHEMAS = ("components", "schemas")


def envelopes(document: Document, found: list[Node]) -> Iterator[Finding]:
    """Faults in the form of messages, replies and notifications.

    Args:
        document: The document, of sound form and references.
        found: Its nodes.
    """
    sent: dict[str, str] = {}
    received: dict[str, str] = {}
    ways = component_references(found)
    for path, method, operation in operations(document.data):
        if method != "post":
            continue
        faults = list(_command(document, ("paths", path, method), operation))
        yield from faults
        if not faults:
            names = component_names(document.data, operation)
            sent |= dict.fromkeys(reached(str(names["command"]), ways), str(names["command"]))
            received |= dict.fromkeys(reached(str(names["reply"]), ways), str(names["reply"]))
    for key, method, operation in operations(document.data, "webhooks"):
        yield from _notification(document, ("webhooks", key, method), operation)
        name, _ = target(document.data, json_schema(operation.get("requestBody")))
        received |= dict.fromkeys(reached(name, ways), name) if name else {}
    both = (
        name
        for name in sent.keys() & received.keys()
        if is_object(document.data, document.at(*_SCHEMAS, name))
    )
    for name in both:
        text = f"`{name}` is sent (in `{sent[name]}`) and received (in `{received[name]}`); make it two components"
        yield document.finding(
            (*_SCHEMAS, name), f"{text}: what is sent is checked, what is received isn't"
        )


def _command(document: Document, where: Path_, operation: Schema) -> Iterator[Finding]:
    data = document.data
    names = component_names(data, operation)
    missing = {
        "message": (
            where,
            "has no message: a requestBody with application/json and a `$ref` to a component",
        ),
        "command": (
            _at(names["message"], "request"),
            "`request` has to be a `$ref` to the command, an object",
        ),
        "reply": (
            where,
            "has no reply: a response '200' with application/json and a `$ref` to a component",
        ),
        "data": (
            _at(names["reply"], "data"),
            "`data` has to be a `$ref` to an object, or `anyOf` that and null",
        ),
        "response": (
            _at(names["data"], "response"),
            "`response` has to be a `$ref` to the answer, an object",
        ),
    }
    for first, roles in (
        ("message", ("message", "command")),
        ("reply", ("reply", "data", "response")),
    ):
        lacking = next((role for role in roles if names[role] is None), None)
        if lacking == "reply" and not operation.get("responses"):
            continue  # told already
        if lacking:
            place, text = missing[lacking]
            yield document.finding(
                place, text if lacking == first else f"{text} (§{3 if first == 'message' else 4})"
            )
    if all(names.values()):
        yield from _parts(document, {role: str(name) for role, name in names.items()})


def _parts(document: Document, names: dict[str, str]) -> Iterator[Finding]:
    """What the parts of an envelope hold, now that each is there."""
    for role, held, several, section in (
        ("message", "command", "requests", 3),
        ("data", "response", "responses", 4),
    ):
        items = _properties(document, names[role]).get(several, {}).get("items")
        if target(document.data, items)[0] != names[held]:
            text = f"`{several}` has to be a list of `{names[held]}`, as in `{several[:-1]}` (§{section})"
            yield document.finding(_at(names[role], several), text)
    for role, fields in (
        ("message", ("authentication",)),
        ("reply", ("result",)),
        ("command", ("seq",)),
        ("response", ("seq", "result")),
    ):
        parts = _properties(document, names[role])
        lacking = [field for field in fields if field not in parts]
        if lacking:
            yield document.finding(
                (*_SCHEMAS, names[role]), f"a {role} has {quoted(lacking)} (§3, §4); add it"
            )
    authentication = _properties(document, names["message"]).get("authentication")
    if authentication is not None and not is_object(document.data, authentication):
        text = "`authentication` has to be an object, the block of §2; refer to its component"
        yield document.finding(_at(names["message"], "authentication"), text)
    result = _properties(document, names["reply"]).get("result")
    if result is not None and "error" not in raw_properties(document.data, result):
        text = "`result` has to be an object with `error`, the verdict (§4)"
        yield document.finding(_at(names["reply"], "result"), text)


def _notification(document: Document, where: Path_, operation: Schema) -> Iterator[Finding]:
    name, _ = target(document.data, json_schema(operation.get("requestBody")))
    if name is None:
        text = "has no body: a requestBody with application/json and a `$ref` to a component"
        yield document.finding(where, text)
        return
    parts = _properties(document, name)
    lacking = [part for part in ("authentication", "notify") if part not in parts]
    if lacking:
        yield document.finding(
            (*_SCHEMAS, name), f"a notification has {quoted(lacking)} (§6); add it"
        )
    elif target(document.data, parts["notify"])[0] is None or not is_object(
        document.data, parts["notify"]
    ):
        yield document.finding(_at(name, "notify"), "`notify` has to be a `$ref` to an object (§6)")


def _properties(document: Document, name: str) -> dict[str, Schema]:
    return raw_properties(document.data, document.at(*_SCHEMAS, name))


def _at(component: str | None, field: str) -> Path_:
    return (*_SCHEMAS, component or "", "properties", field)
