"""The client view: the published spec, turned by a handful of rules into what openapi-python-client can read.

The published document tells the wire as it is: a scalar may come as text or as a number, an object may be null. Python
wants one type. The rules, each a function below; none of them names a place in the document:

1. `x-canonical` gives a lenient scalar its type, in place; its own description and limits stay.
2. Null arms, and arms that admit nothing but null and the empty text, are taken out: the reader knows them anyway.
3. A `oneOf` whose arms only say what is required (a message's two forms) is taken out: both forms are one model.
4. "One, or an array of it" becomes the array, marked ONE_OR_MANY.
5. An open set (`x-extensible-enum`) becomes an enum; that others may come is in the field's type.
6. A `$ref` to a scalar or an array is written out at its place, with the description that stands beside it.
7. An enum of a single value that isn't a component is a constant of its type, not a class.
8. Operations whose answer isn't JSON (the recording) and `webhooks` are for our own runtime, not for this view.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.load import Document

Schema = dict[str, Any]

ONE_OR_MANY = "x-view-one-or-many"
"""Set by rule 4; it exists in the view only, never in a document."""

_CANONICAL_TYPES = {"decimal": "number", "date-time": "string"}
# What openapi-python-client and our templates read of a schema. The rest may say things that would stop the one or rename
# what the other looks for (`title`), and examples are most of the document.
_READ = {
    "$ref",
    "type",
    "format",
    "description",
    "deprecated",
    "default",
    "const",
    "enum",
    "properties",
    "required",
    "additionalProperties",
    "items",
    "allOf",
    "anyOf",
    "oneOf",
    "pattern",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "minItems",
    "maxItems",
}
_OPERATION = ("tags", "summary", "description", "operationId", "deprecated")
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


def operations(data: Schema, where: str = "paths") -> Iterator[tuple[str, str, Schema]]:
    """Every operation under `paths` or `webhooks`: its path or name, its method, the operation."""
    for path, item in (data.get(where) or {}).items():
        if isinstance(item, dict):
            for method in METHODS:
                if isinstance(item.get(method), dict):
                    yield path, method, item[method]


def target(data: Schema, schema: Any) -> tuple[str | None, Schema]:
    """Follow `$ref` through components: the last component's name (None without a `$ref`) and the schema there."""
    name = None
    for _ in range(32):
        if not (isinstance(schema, dict) and isinstance(schema.get("$ref"), str)):
            break
        name = schema["$ref"].rpartition("/")[2]
        schema = (data.get("components", {}).get("schemas") or {}).get(name)
    return name, schema if isinstance(schema, dict) else {}


def json_schema(content: Any) -> Schema | None:
    """The schema of the JSON body in a `requestBody` or a response, or None."""
    if not isinstance(content, dict):
        return None
    media = (content.get("content") or {}).get("application/json")
    return media.get("schema") if isinstance(media, dict) else None


def client_view(document: Document) -> Schema:
    """The document as openapi-python-client is to read it."""
    data = document.data
    paths: Schema = {}
    for path, item in (data.get("paths") or {}).items():
        methods = {
            method: item[method]
            for method in METHODS
            if method in item and _speaks_json(item[method])
        }
        if methods:
            paths[path] = _with_parameters(
                data, {method: _bare_operation(data, o) for method, o in methods.items()}, item
            )
    components = data.get("components") or {}
    schemas = components.get("schemas") or {}
    return {
        "openapi": data.get("openapi"),
        "info": {key: data["info"][key] for key in ("title", "version")},
        "paths": paths,
        "components": {
            "parameters": {
                name: _parameter(data, parameter)
                for name, parameter in (components.get("parameters") or {}).items()
            },
            "schemas": {
                name: fold(data, schema)
                for name, schema in schemas.items()
                if is_object(data, schema) or is_enum(data, schema)
            },
        },
    }


def _speaks_json(operation: Schema) -> bool:
    responses = operation.get("responses") or {}
    answer = responses.get("200") or next(iter(responses.values()), None)
    return json_schema(answer) is not None


def _bare_operation(data: Schema, operation: Schema) -> Schema:
    """Without what openapi-python-client doesn't read."""
    bare = {key: operation[key] for key in _OPERATION if key in operation}
    bare = _with_parameters(data, bare, operation)
    if (body := json_schema(operation.get("requestBody"))) is not None:
        bare["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": fold(data, body, inline=True)}},
        }
    bare["responses"] = {
        status: {
            "description": "",
            "content": {"application/json": {"schema": fold(data, schema, inline=True)}},
        }
        for status, response in (operation.get("responses") or {}).items()
        if (schema := json_schema(response)) is not None
    }
    return bare


def _with_parameters(data: Schema, made: Schema, of: Schema) -> Schema:
    """What was made of an operation or a path, and its parameters."""
    parameters = [_parameter(data, parameter) for parameter in of.get("parameters", [])]
    return {"parameters": parameters, **made} if parameters else made


def _parameter(data: Schema, parameter: Schema) -> Schema:
    if "schema" not in parameter:
        return parameter
    bare = {key: value for key, value in parameter.items() if key not in ("example", "examples")}
    return bare | {"schema": fold(data, parameter["schema"], inline=True)}


def is_object(data: Schema, schema: Any) -> bool:
    """Does the schema, followed through `$ref`, describe an object?"""
    _, schema = target(data, schema)
    return "properties" in schema or "allOf" in schema or "object" in types_of(schema)


def is_enum(data: Schema, schema: Any) -> bool:
    """Is it a component that becomes an enum class: a closed enum, a lenient closed enum, or an open set?"""
    _, schema = target(data, schema)
    return "enum" in schema or "x-extensible-enum" in schema or enum_arm(data, schema) is not None


def enum_arm(data: Schema, schema: Schema) -> list[Any] | None:
    """The values of a closed lenient set (`anyOf` of enums, and maybe null), in the canonical type."""
    arms = [arm for arm in schema.get("anyOf", ()) if not is_empty_arm(data, arm)]
    if not arms or not all(isinstance(arm, dict) and "enum" in arm for arm in arms):
        return None
    canonical = _CANONICAL_TYPES.get(schema.get("x-canonical", ""), schema.get("x-canonical"))
    sets: list[list[Any]] = [arm["enum"] for arm in arms if arm.get("type") == canonical]
    first: list[Any] = arms[0]["enum"]
    return sets[0] if sets else first


def fold(data: Schema, schema: Any, *, inline: bool = False) -> Schema:
    """Apply the rules to one schema and all below it. `inline`: the schema isn't a component of its own."""
    if not isinstance(schema, dict):
        return {}
    if "$ref" in schema:
        if is_object(data, schema) or is_enum(data, schema):
            return schema
        beside = {key: value for key, value in schema.items() if key != "$ref"}
        return fold(data, target(data, schema)[1] | beside, inline=True)
    folded = _without_empty_arms(data, schema)
    if folded is not schema:
        return fold(data, folded, inline=inline)
    folded = dict(schema)
    _set_enum(data, folded, inline=inline)
    if all(is_condition(arm) for arm in folded.get("oneOf", [None])):
        folded.pop("oneOf")
    if (single := one_or_many(data, folded)) is not None:
        folded.pop("anyOf")
        folded |= {"type": "array", "items": single, ONE_OR_MANY: True}
    _set_type(folded)
    folded |= _folded_below(data, folded)
    return {key: value for key, value in folded.items() if key in _READ or key.startswith("x-")}


def _folded_below(data: Schema, schema: Schema) -> Schema:
    """The schemas that a schema holds, folded."""
    below: Schema = {}
    if "properties" in schema:
        below["properties"] = {
            key: fold(data, value, inline=True) for key, value in schema["properties"].items()
        }
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            below[key] = fold(data, schema[key], inline=True)
    for key in ("anyOf", "oneOf", "allOf"):
        if key in schema:
            below[key] = [fold(data, arm, inline=True) for arm in schema[key]]
    return below


def is_condition(arm: Any) -> bool:
    """Rule 3: does an arm only say which fields must be there?"""
    return isinstance(arm, dict) and set(arm) <= {"title", "description", "required"}


def _set_enum(data: Schema, schema: Schema, *, inline: bool) -> None:
    """Rules 5 and 7, and what rule 1 makes of a closed lenient set."""
    if (values := enum_arm(data, schema)) is not None:
        schema.pop("anyOf")
        schema["enum"] = values
    if "x-extensible-enum" in schema:
        schema["enum"] = schema["x-extensible-enum"]
    if inline and len(schema.get("enum", ())) == 1:
        schema.pop("enum")


def _set_type(schema: Schema) -> None:
    """Rules 1 and 2 for a type: the canonical one, or the one that is left without null."""
    canonical = schema.get("x-canonical")
    if canonical:
        for key in ("anyOf", "oneOf"):
            schema.pop(key, None)
        schema["type"] = _CANONICAL_TYPES.get(canonical, canonical)
        if canonical == "date-time":
            schema["format"] = "date-time"
        for key in ("pattern", "format") if canonical not in ("string", "date-time") else ():
            schema.pop(key, None)
    else:
        kinds = [kind for kind in types_of(schema) if kind != "null"]
        if len(kinds) == 1:
            schema["type"] = kinds[0]


def types_of(schema: Schema) -> list[str]:
    """The JSON types that a schema names, as a list."""
    kind = schema.get("type", [])
    return [kind] if isinstance(kind, str) else list(kind)


def _without_empty_arms(data: Schema, schema: Schema) -> Schema:
    """Rule 2: the schema itself when it has no empty arm, else one without them."""
    for key in ("anyOf", "oneOf"):
        arms = schema.get(key)
        if isinstance(arms, list):
            # An arm that is `true` says nothing, as `{}` does.
            some = [arm if isinstance(arm, dict) else {} for arm in arms]
            full = [arm for arm in some if not is_empty_arm(data, arm)]
            if len(full) < len(arms):
                rest = {k: v for k, v in schema.items() if k != key}
                if len(full) < 2:
                    return {**full[0], **rest} if full else rest
                return {**rest, key: full}
    return schema


def is_empty_arm(data: Schema, arm: Any) -> bool:
    """Does the arm admit nothing but null and the empty text?"""
    _, arm = target(data, arm)
    kinds = set(types_of(arm))
    return (
        bool(kinds)
        and kinds <= {"null", "string"}
        and ("string" not in kinds or arm.get("maxLength") == 0)
    )


def one_or_many(data: Schema, schema: Schema) -> Schema | None:
    """Rule 4: the single form, where `anyOf` is a schema and an array of the same schema."""
    arms = schema.get("anyOf")
    if not (isinstance(arms, list) and len(arms) == 2):
        return None
    for single, many in (arms, arms[::-1]):
        _, several = target(data, many)
        if (
            types_of(several) == ["array"]
            and isinstance(single, dict)
            and several.get("items") == single
        ):
            return single
    return None
