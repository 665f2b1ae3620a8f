"""The fields of operations, in the words of the document: for the form and for the reference page."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from callcenter_sandbox._contract import Contract
from callcenter_sandbox._json import JsonObject, is_list, is_object
from callcenter_sandbox._spec import Operation, Schemas, json_content
from callcenter_sandbox._synthesis import example_of
from callcenter_sandbox._words import expected

_AGAIN = {
    "safe": "yes, it only reads",
    "unsent-only": "only when the request surely never left: else it might be carried out twice",
}
"""`x-retry` in words."""


@dataclass(frozen=True)
class Field:
    """One field of an object.

    Attributes:
        name: Its name.
        kind: What it holds: `text`, `integer`, `number`, `boolean`, `choice`, `list` (of texts) or `json`.
        required: Whether it must be there.
        wants: What it takes, in words.
        says: What it is.
        why: Where that is known from (`x-provenance`); empty: the vendor's document.
        choices: The known values of a set, each with its label.
        is_open: Whether a set takes other values too.
        deprecated: Since when it isn't to be used, and what is; empty: it may be.
        example: A value that fits.
    """

    name: str
    kind: str
    required: bool
    wants: str
    says: str
    why: str
    choices: tuple[tuple[Any, str], ...]
    is_open: bool
    deprecated: str
    example: Any


@dataclass(frozen=True)
class Described:
    """One operation or notification, as people read of it.

    Attributes:
        id: Its name.
        method: The HTTP method.
        path: The path, with its parameters in braces.
        summary: What it does, in a line.
        says: More of it.
        tag: What it belongs to.
        facts: What else the document tells, as pairs.
        parameters: Those of the path.
        command: The fields of a command, or of what a notification tells.
        param: The options of the message.
        response: The fields of a response.
        takes_message: Whether it is asked with a signed message.
        reply: An example of its reply, or of the notification; None: there is none.
    """

    id: str
    method: str
    path: str
    summary: str
    says: str
    tag: str
    facts: tuple[tuple[str, str], ...]
    parameters: tuple[Field, ...]
    command: tuple[Field, ...]
    param: tuple[Field, ...]
    response: tuple[Field, ...]
    takes_message: bool
    reply: Any


def operations_of(contract: Contract) -> Iterator[Described]:
    """The operations of a document."""
    schemas = contract.schemas
    for operation in contract.listed:
        message = operation.message or {}
        command, param = (_property(schemas, message, name) for name in ("request", "param"))
        replies = contract.replies.get(operation.id)
        sent = _sent(schemas, operation.about)
        yield Described(
            id=operation.id,
            method=operation.method,
            path=operation.template,
            **_words_of(operation.about),
            parameters=tuple(_parameters(schemas, operation)),
            command=tuple(fields_of(schemas, command, sent)),
            param=tuple(fields_of(schemas, param)),
            response=tuple(fields_of(schemas, replies.response_schema if replies else {})),
            takes_message=operation.message is not None,
            reply=replies.template if replies else None,
        )


def notifications_of(contract: Contract) -> Iterator[Described]:
    """The notifications of a document."""
    schemas = contract.schemas
    for name, item in schemas.resolve(schemas.document.get("webhooks")).items():
        about = schemas.resolve(schemas.resolve(item).get("post"))
        message = _body(schemas, about)
        examples = schemas.resolve(message.get("examples")).values()
        notify = _property(schemas, message.get("schema", {}), "notify")
        yield Described(
            id=name,
            method="POST",
            path="your address",
            **_words_of(about),
            parameters=(),
            command=tuple(fields_of(schemas, notify)),
            param=(),
            response=(),
            takes_message=True,
            reply=next((schemas.resolve(example).get("value") for example in examples), None),
        )


def fields_of(
    schemas: Schemas, schema: JsonObject, sent: JsonObject | None = None
) -> Iterator[Field]:
    """The fields of an object.

    Args:
        schemas: The document's schemas.
        schema: The object's.
        sent: An example of the object; what it has is the example of the field.
    """
    required = _required(schemas, schema)
    for name, value in schemas.properties(schema).items():
        field = field_of(schemas, name, value, required=name in required)
        yield field if not sent or name not in sent else replace(field, example=sent[name])


def field_of(schemas: Schemas, name: str, schema: JsonObject, *, required: bool) -> Field:
    """One field."""
    resolved = schemas.resolve(schema)
    choices, is_open = _choices(schemas, resolved)
    deprecated = ""
    if resolved.get("deprecated"):
        more = schemas.resolve(resolved.get("x-deprecated"))
        use = f"; use {more['use']}" if "use" in more else ""
        deprecated = f"deprecated since {more.get('since', 'some version')}{use}"
    return Field(
        name=name,
        kind="choice" if choices and not is_open else _kind(schemas, resolved),
        required=required,
        wants=expected(schemas, schema),
        says=str(resolved.get("description", "")).strip(),
        why=_listed(resolved.get("x-provenance")),
        choices=choices,
        is_open=is_open,
        deprecated=deprecated,
        example=example_of(schemas, schema),
    )


def _words_of(about: JsonObject) -> dict[str, Any]:
    tags = about.get("tags")
    again = str(about.get("x-retry", ""))
    facts = [
        ("known from", _listed(about.get("x-provenance"))),
        ("since", str(about.get("x-since", ""))),
        ("may be sent again", _AGAIN.get(again, again)),
        ("deprecated", "yes" if about.get("deprecated") else ""),
        ("found out by", _listed([one["operation"] for one in _objects(about.get("x-find-out"))])),
        ("one event is told by", _listed(about.get("x-dedupe"))),
    ]
    return {
        "summary": str(about.get("summary", "")),
        "says": str(about.get("description", "")).strip(),
        "tag": str(tags[0]) if is_list(tags) and tags else "",
        "facts": tuple(fact for fact in facts if fact[1]),
    }


def _parameters(schemas: Schemas, operation: Operation) -> Iterator[Field]:
    for name, schema in operation.parameters.items():
        field = field_of(schemas, name, schema, required=True)
        # The newest revision that there is.
        yield replace(field, example=field.choices[-1][0]) if field.choices else field


def _body(schemas: Schemas, about: JsonObject) -> JsonObject:
    return json_content(schemas.resolve(about.get("requestBody")))


def _sent(schemas: Schemas, about: JsonObject) -> JsonObject:
    """The command of an example; empty where there is none."""
    examples = schemas.resolve(_body(schemas, about).get("examples")).values()
    for example in examples:
        command = schemas.resolve(schemas.resolve(example).get("value")).get("request")
        if is_object(command):
            return command
    return {}


def _property(schemas: Schemas, schema: JsonObject, name: str) -> JsonObject:
    return schemas.properties(schema).get(name, {})


def _required(schemas: Schemas, schema: JsonObject) -> set[str]:
    """The fields that must be there, whichever form of the object it is."""
    resolved = schemas.resolve(schema)
    found = {str(name) for name in resolved.get("required", ())}
    for arm in _objects(resolved.get("allOf")):
        found |= _required(schemas, arm)
    return found


def _choices(schemas: Schemas, schema: JsonObject) -> tuple[tuple[tuple[Any, str], ...], bool]:
    """The known values of a set with their labels, and whether it is an open one."""
    is_open = is_list(schema.get("x-extensible-enum"))
    values = schema.get("x-extensible-enum") if is_open else schema.get("enum")
    arms = [schemas.resolve(arm) for arm in _objects(schema.get("anyOf"))]
    if values is None and arms and all(is_list(arm.get("enum")) for arm in arms):
        values = arms[0]["enum"]  # the same ones as numbers and as texts
    if not is_list(values):
        return (), False
    labels = schema.get("x-enum-descriptions")
    known = labels if is_list(labels) and len(labels) == len(values) else [""] * len(values)
    return tuple(zip(values, map(str, known), strict=True)), is_open


def _kind(schemas: Schemas, schema: JsonObject) -> str:
    kind = schema.get("x-canonical", schema.get("type"))
    if kind is None and (arms := _objects(schema.get("anyOf"))):
        return _kind(schemas, schemas.resolve(arms[0]))
    kinds = [one for one in (kind if is_list(kind) else [kind]) if one != "null"]
    if kinds == ["array"]:
        items = schemas.resolve(schemas.items(schema))
        return (
            "json" if items.get("type") in ("object", "array") or "properties" in items else "list"
        )
    if kinds in (["integer"], ["number"], ["boolean"]):
        return str(kinds[0])
    return "json" if kinds == ["object"] else "text"


def _objects(value: Any) -> list[JsonObject]:
    return [item for item in value if is_object(item)] if is_list(value) else []


def _listed(value: Any) -> str:
    return ", ".join(map(str, value)) if is_list(value) else str(value or "")
