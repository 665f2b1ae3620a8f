"""Does every `$ref` lead to something of its kind in this document, and never back to where it stands?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.lint.walk import called
from generator.lint.words import meant
from generator.view import is_enum, is_object

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.findings import Finding
    from generator.lint.walk import Node
    from generator.load import Document, Path_

# Where the generator follows a `$ref`: the kind of object, and the part of `components` that it may lead to.
_FOLLOWED = {
    "schema": "schemas",
    "parameter": "parameters",
    "example": "examples",
    "header": "headers",
}
# Keywords whose schema is about the same value as the schema around it.
_SAME_VALUE = {"allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas"}


def references(document: Document, found: list[Node]) -> Iterator[Finding]:
    """Faults in the document's references.

    Args:
        document: The document.
        found: Its nodes.
    """
    for node in found:
        if isinstance(node.value.get("$ref"), str):
            yield from _reference(document, node)


def _reference(document: Document, node: Node) -> Iterator[Finding]:
    path, reference = (*node.path, "$ref"), node.value["$ref"]
    part = _FOLLOWED.get(node.kind)
    prefix = f"#/components/{part}/"
    name = reference.removeprefix(prefix)
    if not reference.startswith("#"):
        text = f"refers to another document, `{reference}`; put what it names into this one"
    elif part is None:
        text = (
            f"a `$ref` isn't followed in the place of {called(node.kind)}; write out what it names"
        )
    elif not reference.startswith(prefix):
        text = f"`{reference}` is no place for {called(node.kind)}; expected `{prefix}…`"
    elif "/" in name:
        text = f"`{reference}` points into a component; make what it names a component of its own"
    else:
        there = document.at("components", part)
        if isinstance(there, dict) and name in there:
            return
        hint = meant(name, there if isinstance(there, dict) else ()) or "; add it, or mend the name"
        text = f"`{reference}` doesn't exist{hint}"
    yield document.finding(path, text)


def loops(document: Document, found: list[Node]) -> Iterator[Finding]:
    """References by which a component would contain itself without end.

    An object may well hold objects of its own kind. What is about the same value may not lead back, nor may what is
    written out in place (a scalar or a list), since it would never be done.

    Args:
        document: The document, of sound form.
        found: Its nodes.
    """
    edges: list[tuple[str, str, Path_]] = []
    for node in found:
        if (
            node.kind == "schema"
            and "$ref" in node.value
            and node.path[:2] == ("components", "schemas")
        ):
            source, goal = str(node.path[2]), node.value["$ref"].rpartition("/")[2]
            if _SAME_VALUE.issuperset(node.keywords) or not (
                _has_class(document, source) or _has_class(document, goal)
            ):
                edges.append((source, goal, node.path))
    ways: dict[str, set[str]] = {}
    for source, goal, _ in edges:
        ways.setdefault(source, set()).add(goal)
    for source, goal, path in edges:
        if source in reached(goal, ways):
            text = f"`{goal}` leads back to `{source}`, so that it would contain itself; break the loop"
            yield document.finding((*path, "$ref"), text)


def component_references(found: list[Node]) -> dict[str, set[str]]:
    """The schema components that each schema component refers to."""
    ways: dict[str, set[str]] = {}
    for node in found:
        if (
            node.kind == "schema"
            and node.path[:2] == ("components", "schemas")
            and "$ref" in node.value
        ):
            ways.setdefault(str(node.path[2]), set()).add(node.value["$ref"].rpartition("/")[2])
    return ways


def _has_class(document: Document, name: str) -> bool:
    schema = document.at("components", "schemas", name)
    return is_object(document.data, schema) or is_enum(document.data, schema)


def reached(start: str, ways: dict[str, set[str]]) -> set[str]:
    """What can be reached from a component, itself included."""
    reached: set[str] = set()
    todo = [start]
    while todo:
        name = todo.pop()
        if name not in reached:
            reached.add(name)
            todo += ways.get(name, ())
    return reached
