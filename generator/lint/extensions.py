"""The x- keys of ours: where each may stand and what it may hold. What they mean is told in spec/README.md."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import jsonschema_rs

from generator.lint.walk import called
from generator.lint.words import close_to, either, explain, place, real_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.findings import Finding
    from generator.lint.walk import Node
    from generator.load import Document

_NAME = {"type": "string", "minLength": 1}
_NAMES = {"type": "array", "items": _NAME, "minItems": 1, "uniqueItems": True}
_TEXTS = {"type": "array", "items": _NAME, "minItems": 1}
_VALUES = {
    "type": "object",
    "minProperties": 1,
    "additionalProperties": {"type": "array", "items": {"type": ["string", "integer"]}},
}
_WITNESS = {"enum": ["doc", "seen", "core", "read"]}
_VERSION = {"type": ["string", "integer"], "minLength": 1}


def _record(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": required | (optional or {}),
        "required": list(required),
        "additionalProperties": False,
    }


@dataclass(frozen=True)
class Extension:
    """An x- key: the kinds of object that may have it, and the form of its value as JSON Schema."""

    kinds: tuple[str, ...]
    form: dict[str, Any]


EXTENSIONS: dict[str, Extension] = {
    "x-retry": Extension(("operation",), {"enum": ["safe", "unsent-only"]}),
    "x-paging": Extension(("operation",), _record({"items": _NAME, "key": _NAME, "next": _NAME})),
    "x-window": Extension(
        ("operation",),
        _record({"from": _NAME, "to": _NAME, "items": _NAME, "key": _NAME, "total": _NAME}),
    ),
    "x-fill": Extension(
        ("operation",),
        _record({"field": _NAME, "then": _NAME, "id": _NAME, "report": _NAME}),
    ),
    "x-find-out": Extension(
        ("operation",),
        {
            "type": "array",
            "minItems": 1,
            "items": _record(
                {"operation": _NAME, "with": _NAMES, "shows": _VALUES}, {"from": _NAME}
            ),
        },
    ),
    "x-dedupe": Extension(("notification",), _NAMES),
    "x-canonical": Extension(
        ("schema",),
        {"enum": ["integer", "string", "number", "boolean", "decimal", "date-time"]},
    ),
    "x-extensible-enum": Extension(
        ("schema",),
        {
            "type": "array",
            "items": {"type": ["string", "integer"]},
            "minItems": 1,
            "uniqueItems": True,
        },
    ),
    "x-enum-varnames": Extension(
        ("schema",),
        {
            "type": "array",
            # As constants are written; it keeps clear of the methods of Python's enums as well.
            "items": {"type": "string", "pattern": "^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$"},
            "minItems": 1,
            "uniqueItems": True,
        },
    ),
    "x-enum-descriptions": Extension(("schema",), _TEXTS),
    "x-enum-descriptions-zh": Extension(("schema",), _TEXTS),
    "x-personal": Extension(("schema",), {"enum": ["number", "recording", "name"]}),
    "x-provenance": Extension(
        ("operation", "notification", "parameter", "response", "schema", "example"),
        {
            "anyOf": [
                _WITNESS,
                {"type": "array", "items": _WITNESS, "minItems": 1, "uniqueItems": True},
            ]
        },
    ),
    "x-since": Extension(("operation", "notification", "schema"), _VERSION),
    "x-deprecated": Extension(
        ("operation", "notification", "schema"),
        {**_record({}, {"since": _VERSION, "use": _NAME}), "minProperties": 1},
    ),
}
"""Every x- key of ours. Adding one here is all that it takes to have it checked."""


def extensions(document: Document, found: list[Node], *, ours: bool) -> Iterator[Finding]:
    """Faults in the x- keys.

    Args:
        document: The document.
        found: Its nodes.
        ours: Is every key that isn't ours an error? In another document only what looks like one of ours is.
    """
    for node in found:
        for key, value in node.value.items():
            if not key.startswith("x-"):
                continue
            path = (*node.path, key)
            known = EXTENSIONS.get(key)
            if known is None:
                close = close_to(key, EXTENSIONS, 0.8)  # others have x- keys, too
                if close:
                    yield document.finding(
                        path, f"`{key}` is none of our keys; did you mean `{close}`?"
                    )
                elif ours:
                    yield document.finding(
                        path, f"`{key}` is none of our keys; take it out, or add it to the table"
                    )
            elif node.kind not in known.kinds:
                where = either(called(kind) for kind in known.kinds)
                yield document.finding(
                    path, f"`{key}` means nothing in {called(node.kind)}; move it to {where}"
                )
            else:
                for error in _form(key).iter_errors(value):
                    below = real_path(value, error.instance_path)
                    yield document.finding(
                        (*path, *below), f"`{place((key, *below))}` {explain(error)}"
                    )


@cache
def _form(key: str) -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(EXTENSIONS[key].form)
