"""Makes up a value for a schema, for operations whose document gives no example of a reply."""

from typing import Any

from jsonschema_rs import ValidationError, is_valid

from callcenter_sandbox._json import JsonObject, is_list, is_object
from callcenter_sandbox._spec import Schemas

_DEEPEST = 12
# What a text may have to look like. The first that fits the pattern and the length is taken.
_TEXTS = ("text", "1", "1000", "13770761337", "2018-09-10 14:39:20", "true", "")


def example_of(schemas: Schemas, schema: JsonObject, depth: int = 0) -> Any:
    """A value that fits `schema` as far as its keywords tell.

    Args:
        schemas: The document's schemas.
        schema: The schema.
        depth: How deep it lies; a schema that contains itself is cut off, with an empty object.

    Returns:
        The schema's own example, constant, first enum or first known value where it has one; else
        one by its type.
    """
    resolved = schemas.resolve(schema)
    for keyword in ("const", "example"):
        if keyword in resolved:
            return resolved[keyword]
    for keyword in ("examples", "enum", "x-extensible-enum"):
        values = resolved.get(keyword)
        if is_list(values) and values:
            return values[0]
    if "default" in resolved:
        return resolved["default"]
    properties = schemas.properties(schema)
    if depth > _DEEPEST:
        return {}
    if properties:
        return {name: example_of(schemas, value, depth + 1) for name, value in properties.items()}
    for keyword in ("anyOf", "oneOf", "allOf"):
        arms = resolved.get(keyword)
        if is_list(arms) and arms:
            return example_of(
                schemas, next((arm for arm in arms if not _is_null(arm)), arms[0]), depth + 1
            )
    return _by_type(schemas, resolved, depth)


def _by_type(schemas: Schemas, schema: JsonObject, depth: int) -> Any:
    given = schema.get("type", "object")
    kinds = given if is_list(given) else [given]
    kind = next((kind for kind in kinds if kind != "null"), "null")
    if kind == "array":
        items = schemas.items(schema)
        return (
            [example_of(schemas, items, depth + 1)]
            if items is not None and depth <= _DEEPEST
            else []
        )
    if kind == "string":
        return _text(schema)
    if kind in ("integer", "number"):
        return schema.get("minimum", schema.get("maximum", 1))
    if kind == "boolean":
        return True
    return None if kind == "null" else {}


def _text(schema: JsonObject) -> str:
    least = int(schema.get("minLength", 0))
    keywords = ("pattern", "minLength", "maxLength")
    only_text: JsonObject = {key: schema[key] for key in keywords if key in schema}
    for text in (*_TEXTS, "0" * least, "a" * least):
        try:
            if is_valid(only_text, text):
                return text
        except (ValidationError, ValueError):  # a pattern that is none
            break
    return "0" * least


def _is_null(schema: Any) -> bool:
    return is_object(schema) and schema.get("type") == "null"
