"""Goes over a document by what each object in it is: operation, parameter, schema, example and so on.

The tables below are the shape of OpenAPI 3.1 and JSON Schema 2020-12. They say where to go next, no more: whether
what stands there is right is for `structure` to find. So a walk never fails, whatever the document holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.view import METHODS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.load import Path_

ONE, MAP, LIST = "one", "map", "list"
_ANY = "*"  # every key that isn't an extension

_ITEM = {"servers": (LIST, "server"), "parameters": (LIST, "parameter")}
_OPERATION = {
    "externalDocs": (ONE, "documentation"),
    "parameters": (LIST, "parameter"),
    "requestBody": (ONE, "body"),
    "responses": (ONE, "responses"),
    "callbacks": (MAP, "callback"),
    "servers": (LIST, "server"),
}
_VALUE = {"schema": (ONE, "schema"), "examples": (MAP, "example"), "content": (MAP, "media")}
SCHEMA_PARTS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("properties", "patternProperties", "dependentSchemas"), (MAP, "schema")),
    **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), (LIST, "schema")),
    **dict.fromkeys(
        (
            "items",
            "additionalProperties",
            "contains",
            "propertyNames",
            "not",
            "if",
            "then",
            "else",
            "unevaluatedItems",
            "unevaluatedProperties",
            "contentSchema",
        ),
        (ONE, "schema"),
    ),
    "externalDocs": (ONE, "documentation"),
}
"""The keywords of a schema that hold schemas, and whether one, by name or in a list."""
_PARTS: dict[str, dict[str, tuple[str, str]]] = {
    "document": {
        "info": (ONE, "info"),
        "servers": (LIST, "server"),
        "paths": (ONE, "paths"),
        "webhooks": (MAP, "webhook"),
        "components": (ONE, "components"),
        "tags": (LIST, "tag"),
        "externalDocs": (ONE, "documentation"),
    },
    "info": {"contact": (ONE, "contact"), "license": (ONE, "license")},
    "server": {"variables": (MAP, "variable")},
    "tag": {"externalDocs": (ONE, "documentation")},
    "paths": {_ANY: (ONE, "path")},
    "callback": {_ANY: (ONE, "path")},
    "path": _ITEM | dict.fromkeys(METHODS, (ONE, "operation")),
    "webhook": _ITEM | dict.fromkeys(METHODS, (ONE, "notification")),
    "operation": _OPERATION,
    "notification": _OPERATION,
    "parameter": _VALUE,
    "header": _VALUE,
    "body": {"content": (MAP, "media")},
    "responses": {_ANY: (ONE, "response")},
    "response": {"headers": (MAP, "header"), "content": (MAP, "media"), "links": (MAP, "link")},
    "media": {
        "schema": (ONE, "schema"),
        "examples": (MAP, "example"),
        "encoding": (MAP, "encoding"),
    },
    "encoding": {"headers": (MAP, "header")},
    "components": {
        "schemas": (MAP, "schema"),
        "responses": (MAP, "response"),
        "parameters": (MAP, "parameter"),
        "examples": (MAP, "example"),
        "requestBodies": (MAP, "body"),
        "headers": (MAP, "header"),
        "securitySchemes": (MAP, "security scheme"),
        "links": (MAP, "link"),
        "callbacks": (MAP, "callback"),
        "pathItems": (MAP, "path"),
    },
    "schema": SCHEMA_PARTS,
}
_CALLED = {
    "document": "the document",
    "info": "`info`",
    "paths": "`paths`",
    "components": "`components`",
    "responses": "`responses`",
    "operation": "an operation",
    "body": "a request body",
    "media": "a media type",
    "documentation": "`externalDocs`",
    "contact": "`contact`",
    "license": "`license`",
    "variable": "a server variable",
    "example": "an example",
    "encoding": "an encoding",
}


@dataclass(frozen=True)
class Node:
    """An object of the document.

    Attributes:
        path: Where it stands.
        kind: What it is: `schema`, `operation`, `notification` (an operation under `webhooks`), `media`, …
        value: The object itself.
        around: The object around it.
        keywords: For a schema inside another one, the keywords that lead to it from the outermost.
    """

    path: Path_
    kind: str
    value: dict[str, Any]
    around: Node | None = None
    keywords: tuple[str, ...] = ()

    @property
    def within(self) -> str:
        """The kind of the object around it."""
        return self.around.kind if self.around else ""

    @property
    def is_component(self) -> bool:
        """Has it a name of its own, under `components`?"""
        return len(self.path) == 3 and self.path[0] == "components"


def nodes(data: Any) -> list[Node]:
    """Every object of the document that OpenAPI knows; what has another form than it should is left out."""
    found: list[Node] = []
    todo = [Node((), "document", data)] if isinstance(data, dict) else []
    while todo:
        node = todo.pop()
        found.append(node)
        todo.extend(_below(node))
    return found


def _below(node: Node) -> Iterator[Node]:
    parts = _PARTS.get(node.kind, {})
    for key, below in node.value.items():
        part = parts.get(key) or (None if key.startswith("x-") else parts.get(_ANY))
        if part is None:
            continue
        shape, kind = part
        several: Iterable[tuple[Path_, Any]] = [((*node.path, key), below)]
        if shape == MAP:
            several = _items((*node.path, key), below.items() if isinstance(below, dict) else ())
        elif shape == LIST:
            several = _items((*node.path, key), enumerate(below if isinstance(below, list) else ()))
        inner = (*node.keywords, key) if node.kind == kind == "schema" else ()
        for path, value in several:
            if isinstance(value, dict):
                yield Node(path, kind, value, node, inner)


def _items(path: Path_, items: Iterable[tuple[str | int, Any]]) -> Iterator[tuple[Path_, Any]]:
    for key, value in items:
        yield (*path, key), value


def called(kind: str) -> str:
    """What a kind of object is called in a finding."""
    return _CALLED.get(kind) or f"a {kind}"
