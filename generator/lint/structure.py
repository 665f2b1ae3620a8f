"""Is the document OpenAPI 3.1, and each schema in it JSON Schema 2020-12? Each fault with its place, in words."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import jsonschema_rs

from generator.lint.walk import called
from generator.lint.words import close_to, explain, meant, real_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.findings import Finding
    from generator.lint.walk import Node
    from generator.load import Document, Path_

_JSON_SCHEMA = {"$ref": "https://json-schema.org/draft/2020-12/schema"}
_UNEVALUATED = "unevaluatedProperties"
_EMPTY = ["responses", "then", "required"]  # empty responses, which are told in other words as well
_OPENAPI_KEYWORDS = {"discriminator", "xml", "externalDocs", "example"}
# Keywords that give a schema another address or other rules: the generator knows names under components/schemas alone.
_ADDRESSES = {"$id", "$anchor", "$dynamicRef", "$dynamicAnchor", "$schema", "$vocabulary", "$defs"}
_REPLACED = {
    "nullable": "that was 3.0: add 'null' to the type",
    "definitions": "put what is in it under components/schemas",
    "dependencies": "use dependentRequired or dependentSchemas",
    "$recursiveRef": "use $ref",
    "$recursiveAnchor": "take it out",
}
# Two readers take these for different sets of characters: JSON Schema for ASCII, Python for Unicode.
_UNICODE_CLASSES = re.compile(r"(?<!\\)(?:\\\\)*\\([dDwWsSbB])")


def structure(document: Document, found: list[Node]) -> Iterator[Finding]:
    """Faults in the document's form.

    Args:
        document: The document.
        found: Its nodes.
    """
    yield from _openapi(document)
    for node in found:
        if node.kind == "schema":
            if node.within != "schema":
                yield from _json_schema(document, node)
            yield from _keywords(document, node)
            yield from _patterns(document, node)


@cache
def _metaschema() -> dict[str, Any]:
    """The schema of OpenAPI 3.1 documents, as openapi-spec-validator ships it."""
    path = files("openapi_spec_validator") / "resources/schemas/v3.1/schema.json"
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema


@cache
def _validator(which: str) -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(_metaschema() if which == "openapi" else _JSON_SCHEMA)


@cache
def _known_keys() -> set[str]:
    """Every key that OpenAPI has anywhere."""
    parts: list[Any] = [_metaschema()]
    known: set[str] = set()
    while parts:
        part = parts.pop()
        if isinstance(part, dict):
            known |= (
                part["properties"].keys() if isinstance(part.get("properties"), dict) else set()
            )
            parts.extend(part.values())
        elif isinstance(part, list):
            parts.extend(part)
    return known


@cache
def _known_keywords() -> set[str]:
    """The keywords of JSON Schema 2020-12 and those that OpenAPI adds."""
    bundled: Any = jsonschema_rs.bundle(_JSON_SCHEMA)
    vocabularies = bundled["$defs"].values()
    return _OPENAPI_KEYWORDS.union(*(part.get("properties", ()) for part in vocabularies))


def _openapi(document: Document) -> Iterator[Finding]:
    errors = list(_validator("openapi").iter_errors(document.data))
    # What has a fault isn't "evaluated", so that its key, or each of its keys, is told as one that shouldn't be there.
    faulty = {tuple(error.instance_path) for error in errors if error.kind.name != _UNEVALUATED}
    below = {
        tuple(error.instance_path[:end])
        for error in errors
        for end in range(1, len(error.instance_path) + 1)
    }
    for error in errors:
        at = tuple(error.instance_path)
        path = real_path(document.data, at)
        if error.kind.name == _UNEVALUATED:
            hidden = {str(inner[-1]) for inner in below if inner[:-1] == at}
            hidden |= _known_keys() if at in faulty else set()
            yield from _unknown_keys(document, path, error, hidden)
        elif error.kind.name == "propertyNames":
            inner_error: Any = error.kind
            name = str(inner_error.error.instance)
            text = f"the name `{name}` can't be one; use A-Z a-z 0-9 . _ - alone"
            yield document.finding((*path, name), text)
        elif error.schema_path[-3:] != _EMPTY:
            yield document.finding(path, _openapi_text(path, error))


def _openapi_text(path: Path_, error: jsonschema_rs.ValidationError) -> str:
    where = [str(step) for step in error.schema_path]
    if path == ("openapi",) and error.kind.name == "pattern":
        return f"`openapi` is {error.instance}, expected 3.1.0: that is what the generator reads"
    if where[-2:] in (["parameter", "oneOf"], ["header", "oneOf"]):
        return "needs either a `schema` or a `content`; write one of the two"
    if where == ["anyOf"]:
        return "has no `paths`, no `webhooks` and no `components`; write what it is to describe"
    return f"{_subject(path)} {explain(error)}"


def _unknown_keys(
    document: Document, path: Path_, error: jsonschema_rs.ValidationError, hidden: set[str]
) -> Iterator[Finding]:
    where = [str(step) for step in error.schema_path]
    owner = where[-2] if len(where) > 1 else "document"
    definition = _metaschema()["$defs"].get(owner, _metaschema())
    kind: Any = error.kind
    for name in sorted(kind.unexpected):
        if owner == "reference":
            text = (
                f"`{name}` stands beside a `$ref`, which takes its place; take one of the two out"
            )
        elif owner == "paths":
            text = f"the path `{name}` doesn't begin with a slash; write `/{name}`"
        elif owner == "responses":
            text = f"`{name}` is no status; write one such as '200'"
        elif name in hidden:
            continue
        else:
            hint = meant(name, definition.get("properties", ())) or "; take it out"
            text = f"`{name}` means nothing in {called(_kind(owner))}{hint}"
        yield document.finding((*path, name), text)


def _kind(definition: str) -> str:
    """A definition of the metaschema, as the walk calls it."""
    names = {
        "media-type": "media",
        "path-item": "path",
        "request-body": "body",
        "server-variable": "variable",
    }
    return names.get(definition, definition)


def _subject(path: Path_) -> str:
    """What a finding is about: the last key, with the list for an item."""
    if not path:
        return "the document"
    last = path[-1]
    return f"`{path[-2]}[{last}]`" if isinstance(last, int) and len(path) > 1 else f"`{last}`"


def _json_schema(document: Document, node: Node) -> Iterator[Finding]:
    for error in _validator("schema").iter_errors(node.value):
        path = (*node.path, *real_path(node.value, error.instance_path))
        yield document.finding(path, f"{_subject(path)} {explain(error)}")


def _keywords(document: Document, node: Node) -> Iterator[Finding]:
    for key in node.value:
        path = (*node.path, key)
        if key in _REPLACED:
            yield document.finding(
                path, f"`{key}` means nothing in a schema of OpenAPI 3.1; {_REPLACED[key]}"
            )
        elif key in _ADDRESSES:
            yield document.finding(
                path,
                f"the generator doesn't follow `{key}`; name the schema under components/schemas, and use `$ref`",
            )
        elif not key.startswith("x-") and key not in _known_keywords():
            close = close_to(key, _known_keywords())
            hint = f"did you mean `{close}`?" if close else "take it out, or let it begin with x-"
            yield document.finding(path, f"`{key}` is no keyword of a schema; {hint}")


def _patterns(document: Document, node: Node) -> Iterator[Finding]:
    """A pattern is read by Python in the client and by JSON Schema in the sandbox, and has to mean the same to both."""
    keyed = node.value.get("patternProperties")
    places: list[tuple[Path_, Any]] = [((*node.path, "pattern"), node.value.get("pattern"))]
    if isinstance(keyed, dict):
        places += [((*node.path, "patternProperties", key), key) for key in keyed]
    for path, pattern in places:
        if isinstance(pattern, str) and (text := _pattern_fault(pattern)):
            yield document.finding(path, f"the pattern {text}")


def _pattern_fault(pattern: str) -> str | None:
    if unsure := _UNICODE_CLASSES.search(pattern):
        return f"has `\\{unsure[1]}`, ASCII to JSON Schema and Unicode to Python; write the characters out: [0-9]"
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        return f"can't be read by Python ({error}); mend it"
    try:
        jsonschema_rs.validator_for({"pattern": pattern})
    except ValueError:
        return "can't be read by JSON Schema; use what both have"
    return None
