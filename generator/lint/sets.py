"""Sets of values, closed (`enum`) and open (`x-extensible-enum`): do they give an enum class with a name for each value?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.lint.schemas import admitted
from generator.lint.words import either, kind_of, shown
from generator.view import enum_arm, is_empty_arm, types_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.findings import Finding
    from generator.lint.walk import Node
    from generator.load import Document
    from generator.view import Schema

_PARALLEL = ("x-enum-varnames", "x-enum-descriptions", "x-enum-descriptions-zh")
_FITTING: dict[str, type] = {"string": str, "integer": int}


def sets(document: Document, found: list[Node]) -> Iterator[Finding]:
    """Faults in sets of values.

    Args:
        document: The document, of sound form and references.
        found: Its nodes.
    """
    for node in found:
        if node.kind == "schema" and "$ref" not in node.value:
            for key, text in _faults(document.data, node):
                yield document.finding((*node.path, key) if key else node.path, text)


def values_of(data: Schema, schema: Schema) -> tuple[str, list[Any]]:
    """The key that lists a schema's values, and the values in the canonical type; ("", []) for other schemas."""
    if "x-extensible-enum" in schema:
        return "x-extensible-enum", schema["x-extensible-enum"]
    if "enum" in schema:
        return "enum", schema["enum"]
    values = enum_arm(data, schema)
    return ("", []) if values is None else ("anyOf", values)


def _faults(data: Schema, node: Node) -> Iterator[tuple[str, str]]:
    schema = node.value
    key, values = values_of(data, schema)
    for parallel in _PARALLEL:
        if parallel in schema and not key:
            yield (
                parallel,
                f"`{parallel}` names values, but none are listed; add `enum` or `x-extensible-enum`",
            )
        elif parallel in schema and len(schema[parallel]) != len(values):
            yield (
                parallel,
                f"`{parallel}` has {len(schema[parallel])}, the set {len(values)} values; give one for each",
            )
    if not key:
        return
    if "enum" in schema and key == "x-extensible-enum":
        yield (
            "enum",
            "a set is closed (`enum`) or open (`x-extensible-enum`); take one of the two out",
        )
    if "properties" in schema or "object" in types_of(schema):  # told by `schemas`
        return
    faults = list(_values(key, values))
    yield from faults or _types(data, schema, key, values)
    if key == "anyOf":
        yield from _lenient_arms(data, schema)
    if (
        not node.is_component
        and (len(values) > 1 or key == "x-extensible-enum")
        and not _is_enum_arm(data, node)
    ):
        yield (
            key,
            "a set of values in place, and the name that it would get is taken; make it a component and refer to it",
        )


def _is_enum_arm(data: Schema, node: Node) -> bool:
    return (
        node.around is not None
        and node.keywords[-1:] == ("anyOf",)
        and enum_arm(data, node.around.value) is not None
    )


def _values(key: str, values: list[Any]) -> Iterator[tuple[str, str]]:
    kinds = dict.fromkeys(kind_of(value) for value in values)
    if not values:
        yield key, "an empty set; list its values"
    elif None in values:
        yield key, "null among the values; leave it out, and add an `anyOf` arm for it"
    elif len(kinds) > 1:
        yield key, f"values of several types, {either(kinds)}; write one `anyOf` arm for each type"
    elif not isinstance(values[0], str | int) or isinstance(values[0], bool):
        yield (
            key,
            f"each value is {next(iter(kinds))}; only texts and whole numbers can be members of an enum",
        )
    twice = [value for index, value in enumerate(values) if value in values[:index]]
    if twice:
        yield key, f"{shown(twice[0])} stands twice; keep one of them"


def _types(data: Schema, schema: Schema, key: str, values: list[Any]) -> Iterator[tuple[str, str]]:
    kinds = admitted(data, schema)
    canonical = schema.get("x-canonical")
    if len(kinds) > 1 and key == "enum":
        yield (
            key,
            f"a closed set of {either(sorted(kinds))}; write one `anyOf` arm for each type, and `x-canonical`",
        )
    wanted = canonical or (next(iter(kinds)) if len(kinds) == 1 else None)
    fitting = _FITTING.get(str(wanted))
    if wanted and fitting is None:
        yield key, f"a set of {wanted}; only texts and whole numbers can be members of an enum"
    elif fitting and any(
        not isinstance(value, fitting) or isinstance(value, bool) for value in values
    ):
        which = "`x-canonical`" if canonical else "the type"
        yield key, f"{which} is {wanted}, but not every value is; write them alike"


def _lenient_arms(data: Schema, schema: Schema) -> Iterator[tuple[str, str]]:
    """The arms of a closed lenient set have to list the same values, each in its own type."""
    arms = [arm for arm in schema["anyOf"] if not is_empty_arm(data, arm)]
    listed = [[str(value) for value in arm["enum"]] for arm in arms]
    if any(values != listed[0] for values in listed):
        yield (
            "anyOf",
            "the arms list different values; list the same ones in each, in the same order",
        )
    if "x-canonical" not in schema:
        yield (
            "anyOf",
            "a set that comes in several types, and no `x-canonical`; add the one that Python is to have",
        )
    elif not any(types_of(arm) == [schema["x-canonical"]] for arm in arms):
        yield (
            "x-canonical",
            f"no arm has the type {schema['x-canonical']}; add one, or mend `x-canonical`",
        )
