"""Does each schema give one Python type, and each class a name? See generator/view.py for the rules that make it so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.describe import class_name, raw_properties
from generator.lint.words import either, kind_of, meant, quoted
from generator.view import (
    enum_arm,
    is_condition,
    is_empty_arm,
    is_enum,
    is_object,
    one_or_many,
    target,
    types_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.findings import Finding
    from generator.lint.walk import Node
    from generator.load import Document
    from generator.view import Schema

SCALARS = {"string", "integer", "number", "boolean"}
# The JSON types that a canonical type can be read from.
_FORMS = {
    "decimal": {"number", "string"},
    "date-time": {"string", "integer"},
    **{kind: {kind} for kind in SCALARS},
}
# Keywords below which code is made of a schema; what stands below others only validates.
_MAKING = {"properties", "items", "additionalProperties", "anyOf", "oneOf", "allOf"}
_NEXT_TO_REF = ("x-canonical", "x-extensible-enum", "x-enum-varnames", "enum", "type", "properties")


def schemas(document: Document, found: list[Node]) -> Iterator[Finding]:
    """Schemas from which no single type, or no class with a name, would come.

    Args:
        document: The document, of sound form and references.
        found: Its nodes.
    """
    for node in found:
        if node.kind == "schema" and _MAKING.issuperset(node.keywords):
            for key, text in _faults(document.data, node):
                yield document.finding((*node.path, key) if key else node.path, text)


def _faults(data: Schema, node: Node) -> Iterator[tuple[str, str]]:
    """What is wrong with a schema: at which of its keys (none: itself), in words."""
    schema = node.value
    if "$ref" in schema:
        yield from _beside_ref(data, node)
        return
    yield from _canonical(data, node)
    yield from _of_type(schema)
    yield from _arms(data, schema)
    if "array" in types_of(schema) and not isinstance(schema.get("items"), dict):
        yield "type", "a list without `items`; say what it holds"
    if not node.is_component and _is_inline_object(node):
        yield (
            "",
            "an object in place, and the name that it would get is taken; make it a component and refer to it",
        )
    if node.is_component:
        yield from _required(data, schema)
    yield from _default(schema)
    if "x-deprecated" in schema and schema.get("deprecated") is not True:
        yield "x-deprecated", "`x-deprecated` without `deprecated: true`; add that"


def _beside_ref(data: Schema, node: Node) -> Iterator[tuple[str, str]]:
    name = node.value["$ref"].rpartition("/")[2]
    if node.is_component and (is_object(data, node.value) or is_enum(data, node.value)):
        yield "", f"`{node.path[-1]}` is only another name for `{name}`; refer to that instead"
    for key in _NEXT_TO_REF:
        if key in node.value:
            yield key, f"`{key}` beside a `$ref` doesn't reach what it names; write it in `{name}`"


def admitted(data: Schema, schema: Any) -> set[str]:
    """The JSON types that a schema admits, but null; none when it doesn't say."""
    _, schema = target(data, schema)
    arms = [*schema.get("anyOf", ()), *schema.get("oneOf", ())]
    kinds = set(types_of(schema)) or {kind for arm in arms for kind in admitted(data, arm)}
    return kinds - {"null"}


def _canonical(data: Schema, node: Node) -> Iterator[tuple[str, str]]:
    schema, kinds = node.value, admitted(data, node.value)
    canonical = schema.get("x-canonical")
    if canonical:
        if not kinds <= SCALARS:
            yield (
                "x-canonical",
                "`x-canonical` is for scalars; take it out, or write it in the items",
            )
        elif kinds and not kinds & _FORMS[canonical]:
            fit = either(sorted(_FORMS[canonical]))
            yield (
                "x-canonical",
                f"`x-canonical` is {canonical}, which needs {fit} in the type; it's {either(sorted(kinds))}",
            )
        return
    several = set(types_of(schema)) - {"null"}
    if len(several) > 1 and not _is_arm_of_canonical(node):
        what = either(sorted(several))
        if several <= SCALARS:
            yield (
                "type",
                f"the type is {what}, and there is no `x-canonical`; add the one type that Python is to have",
            )
        else:
            yield "type", f"the type is {what}; write the forms apart, in `anyOf`"


def _is_arm_of_canonical(node: Node) -> bool:
    """Is it an arm, whose schema's `x-canonical` speaks for it as well?"""
    arm = node.keywords[-1:] in (("anyOf",), ("oneOf",))
    return arm and node.around is not None and "x-canonical" in node.around.value


def _of_type(schema: Schema) -> Iterator[tuple[str, str]]:
    """Keywords that need another type than the schema has."""
    kinds = set(types_of(schema))
    for key, kind in (("properties", "object"), ("allOf", "object"), ("items", "array")):
        if key in schema and kinds and kind not in kinds:
            what = either(sorted(kinds))
            yield key, f"`{key}` in a schema whose type is {what}; the type has to be {kind}"
    if _is_object(schema) and schema.keys() & {"enum", "x-extensible-enum", "const"}:
        yield "", "an object can't be a value or a set of values; take one of the two out"
    if isinstance(schema.get("const"), list | dict):
        yield (
            "const",
            f"{kind_of(schema['const'])} can't be a constant in Python; describe it as a schema",
        )


def _arms(data: Schema, schema: Schema) -> Iterator[tuple[str, str]]:
    """Forms from which no single type comes: what is left when the view has taken out null, one-or-many and the like."""
    if any(not is_object(data, arm) for arm in schema.get("allOf", ())):
        yield (
            "allOf",
            "`allOf` of something that isn't an object; refer to it alone, with a description beside the `$ref`",
        )
    for key in ("anyOf", "oneOf"):
        arms = [arm for arm in schema.get(key, ()) if not is_empty_arm(data, arm)]
        if (
            len(arms) < 2
            or "x-canonical" in schema
            or enum_arm(data, schema) is not None
            or one_or_many(data, {"anyOf": arms}) is not None
        ):
            continue
        if key == "oneOf" and all(is_condition(arm) for arm in arms):
            continue
        if all(admitted(data, arm) and admitted(data, arm) <= SCALARS for arm in arms):
            yield (
                key,
                "several scalar forms, and no `x-canonical`; add the one type that Python is to have",
            )
        else:
            yield key, "several forms, for which Python has no single type; make them one component"


def _is_inline_object(node: Node) -> bool:
    # An arm of `allOf` is a part of the object around it.
    return node.keywords[-1:] != ("allOf",) and _is_object(node.value)


def _is_object(schema: Schema) -> bool:
    return "properties" in schema or "allOf" in schema or "object" in types_of(schema)


def _required(data: Schema, schema: Schema) -> Iterator[tuple[str, str]]:
    properties = raw_properties(data, schema)
    arms = [arm for arm in schema.get("oneOf", ()) if is_condition(arm)]
    for key, part in [("required", schema), *(("oneOf", arm) for arm in arms)]:
        lacking = [name for name in part.get("required", ()) if name not in properties]
        if properties and lacking:
            hint = meant(lacking[0], properties) or "; add it to the properties"
            yield key, f"requires {quoted(lacking)}, which it doesn't have{hint}"


def _default(schema: Schema) -> Iterator[tuple[str, str]]:
    value = schema.get("default")
    if value is None:
        return
    if len(set(types_of(schema)) - {"null"}) > 1 or "anyOf" in schema:
        yield (
            "default",
            "a default where text and number stand for each other; say in the description what holds",
        )
    elif isinstance(value, list | dict) or schema.get("x-canonical") in ("decimal", "date-time"):
        what = schema.get("x-canonical") or kind_of(value)
        yield "default", f"{what} can't be a default in Python; say in the description what holds"


def component_classes(data: Schema) -> dict[str, str]:
    """The components that become a class, and how it's called."""
    components: Schema = (data.get("components") or {}).get("schemas") or {}
    return {
        name: class_name(name)
        for name, schema in components.items()
        if is_object(data, schema) or is_enum(data, schema)
    }
