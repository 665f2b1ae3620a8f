"""Do examples, defaults and listed values fit their schemas?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import jsonschema_rs

from generator.lint.sets import values_of
from generator.lint.walk import LIST, MAP, SCHEMA_PARTS
from generator.lint.words import explain, place, real_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.findings import Finding
    from generator.lint.walk import Node
    from generator.load import Document, Path_
    from generator.view import Schema

_NO_SCHEMA = ("examples", "example", "default", "externalDocs", "xml", "discriminator")
_Case: TypeAlias = "tuple[Path_, Any, str]"
"""Where a value stands, the value, and what it's called."""


def examples(document: Document, found: list[Node]) -> Iterator[Finding]:
    """Values in the document that don't fit the schema they are shown for.

    Args:
        document: The document, of sound form and references.
        found: Its nodes.
    """
    validators = _Validators(document.data)
    for node in found:
        if node.kind == "schema":
            schema, cases = node.value, list(_of_schema(document, node))
        elif node.kind in ("media", "parameter", "header") and isinstance(
            node.value.get("schema"), dict
        ):
            schema, cases = node.value["schema"], list(_of_content(document, node))
        elif node.kind == "example" and not node.value.keys() & {"value", "externalValue", "$ref"}:
            yield document.finding(node.path, "an example without a `value`; add it")
            continue
        else:
            continue
        if cases:
            path = node.path if node.kind == "schema" else (*node.path, "schema")
            yield from _misfits(document, validators.of(path, schema), cases)


def _of_schema(document: Document, node: Node) -> Iterator[_Case]:
    schema = node.value
    for index, value in enumerate(schema.get("examples", ())):
        yield (*node.path, "examples", index), value, "the example"
    for key, what in (("example", "the example"), ("default", "the default")):
        if key in schema:
            yield (*node.path, key), schema[key], what
    key, values = values_of(document.data, schema)
    if key == "x-extensible-enum":
        for index, value in enumerate(values):
            yield (*node.path, key, index), value, "the listed value"


def _of_content(document: Document, node: Node) -> Iterator[_Case]:
    if "example" in node.value:
        yield (*node.path, "example"), node.value["example"], "the example"
    for name, written in node.value.get("examples", {}).items():
        path: Path_ = (*node.path, "examples", name)
        if "$ref" in written:
            path = ("components", "examples", written["$ref"].rpartition("/")[2])
        example = document.at(*path)
        if "value" in example:
            yield (*path, "value"), example["value"], f"the example `{name}`"


def _misfits(
    document: Document, validator: jsonschema_rs.Validator, cases: list[_Case]
) -> Iterator[Finding]:
    for path, value, what in cases:
        for error in validator.iter_errors(value):
            below = real_path(value, error.instance_path)
            inner = f": `{place(below)}`" if below else ""
            yield document.finding(
                (*path, *below), f"{what} doesn't fit its schema{inner} {_said(error, inner)}"
            )


def _said(error: jsonschema_rs.ValidationError, inner: str) -> str:
    text = explain(error)
    return text if inner else f"({text})"


class _Validators:
    """A validator for each schema of the document, all compiled at once: that takes less time than a few one by one."""

    def __init__(self, data: Schema) -> None:
        self._components: Schema = {
            "schemas": {
                name: _bare(schema)
                for name, schema in data.get("components", {}).get("schemas", {}).items()
            }
        }
        self._compiled = jsonschema_rs.validator_map_for(
            {"components": self._components}, validate_formats=False
        )

    def of(self, path: Path_, schema: Schema) -> jsonschema_rs.Validator:
        reference = "$ref" in schema and len(schema) == 1
        pointer = schema["$ref"] if reference else "#/" + "/".join(map(_escaped, path))
        return self._compiled.get(pointer) or jsonschema_rs.validator_for(
            {"allOf": [_bare(schema)], "components": self._components}, validate_formats=False
        )


def _bare(schema: Any) -> Any:
    """A schema without what is no schema in it: an example may look like one."""
    if not isinstance(schema, dict):
        return schema
    bare: Schema = {}
    for key, value in schema.items():
        shape, kind = SCHEMA_PARTS.get(key, ("", ""))
        if kind == "schema" and shape == MAP:
            bare[key] = {name: _bare(below) for name, below in value.items()}
        elif kind == "schema":
            bare[key] = [_bare(below) for below in value] if shape == LIST else _bare(value)
        elif key not in _NO_SCHEMA and not key.startswith("x-"):
            bare[key] = value
    return bare


def _escaped(step: str | int) -> str:
    return str(step).replace("~", "~0").replace("/", "~1")
