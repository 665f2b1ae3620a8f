"""The spec as the tests read it: loaded once, walked through, and asked whether a message is valid."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import jsonschema_rs

from generator.load import load
from generator.view import operations

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).resolve().parents[2] / "spec"

Node = dict[str, Any]
Place = tuple[str, ...]

DATA: Node = load(FOLDER / "openapi.yaml", name="spec/openapi.yaml").data
SCHEMAS: dict[str, Node] = DATA["components"]["schemas"]

PUBLISHED_SECRET = "E416D0F85DC0CB67C85E070A32D9F0123AFF4762"
"""The secret that the vendor's document prints beside its digest (§2)."""


def all_operations() -> list[tuple[str, Node]]:
    """Every operation and notification that speaks JSON, with its operationId."""
    every = [it for where in ("paths", "webhooks") for _, _, it in operations(DATA, where)]
    return [(it["operationId"], it) for it in every if "requestBody" in it]


def media(operation: Node) -> tuple[Node, Node]:
    """The JSON media types of an operation: that of its request, that of its answer."""
    bodies = operation["requestBody"], operation["responses"]["200"]
    request, answer = (body["content"]["application/json"] for body in bodies)
    return request, answer


def walk(value: Any, place: Place = ()) -> Iterator[tuple[Place, Node]]:
    """Every mapping below `value`, with the keys that lead to it."""
    if isinstance(value, dict):
        node = cast("Node", value)
        yield place, node
        for key, below in node.items():
            yield from walk(below, (*place, key))
    elif isinstance(value, list):
        items: list[Any] = value
        for index, below in enumerate(items):
            yield from walk(below, (*place, str(index)))


def properties() -> Iterator[tuple[str, Node]]:
    """Every property of every component, as `Component.property`."""
    for component, schema in SCHEMAS.items():
        for name, field in schema.get("properties", {}).items():
            yield f"{component}.{name}", field


def target(schema: Node) -> Node:
    """What a `$ref` names, with the keys that stand beside it taking precedence."""
    if "$ref" not in schema:
        return schema
    beside = {key: value for key, value in schema.items() if key != "$ref"}
    return target(SCHEMAS[schema["$ref"].rpartition("/")[2]]) | beside


@cache
def _validator(schema: str) -> jsonschema_rs.Draft202012Validator:
    root = {"$ref": f"#/components/schemas/{schema}", "components": DATA["components"]}
    return jsonschema_rs.Draft202012Validator(root)


def faults(schema: str, value: Any) -> list[str]:
    """What is wrong with `value`, measured by a component."""
    return [
        f"{'/'.join(map(str, error.instance_path))}: {error.message}"
        for error in _validator(schema).iter_errors(value)
    ]


def component(media_type: Node) -> str:
    """The name of the component that is the schema of a media type."""
    reference: str = media_type["schema"]["$ref"]
    return reference.rpartition("/")[2]


def digest(block: Node, secret: str) -> str:
    """The digest of an authentication block (§2)."""
    signed = "@".join([*(str(block[key]) for key in ("customer", "timestamp", "seq")), secret])
    return hashlib.md5(signed.encode(), usedforsecurity=False).hexdigest()
