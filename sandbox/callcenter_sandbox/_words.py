"""Values and schemas in words, for people who read why something was refused."""

import json
import re
from typing import Any

from callcenter_client._privacy import shorten
from callcenter_sandbox._json import JsonObject, is_list, is_object
from callcenter_sandbox._spec import Schemas

_LONGEST_VALUE = 60
_KINDS = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "null",
    "array": "a list",
    "object": "an object",
}


def place(path: tuple[str | int, ...]) -> str:
    """Where a value stands in a message: `requests[1].callees[0]`."""
    text = "".join(
        f"[{part}]" if isinstance(part, int) else f".{part[:_LONGEST_VALUE]}" for part in path
    )
    return text.removeprefix(".") or "the message"


def shown(value: object, schema: JsonObject) -> str:
    """A value as JSON, short; what is personal by the schema only in part."""
    if is_object(value):
        return "an object"
    if is_list(value):
        return f"a list of {_count(len(value), 'item')}" if value else "an empty list"
    if "x-personal" in schema and value is not None:
        return _shortened(str(value), schema["x-personal"])
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}…"


def _shortened(text: str, kind: str) -> str:
    short = json.dumps(shorten(text, kind), ensure_ascii=False)
    # What is wrong with a number is mostly a character that is no digit: it may be told.
    strange = dict.fromkeys(re.sub("[0-9]", "", text[:_LONGEST_VALUE])) if kind == "number" else {}
    return (
        f"{short} (with {json.dumps(''.join(strange), ensure_ascii=False)})" if strange else short
    )


def expected(schemas: Schemas, schema: JsonObject) -> str:
    """What a schema asks for: `text or a whole number, fitting ^[0-9]{1,8}$, such as "1000"`."""
    resolved = schemas.resolve(schema)
    arms = resolved.get("anyOf") or resolved.get("oneOf")
    if is_list(arms):
        return _with_example(resolved, _of_arms(schemas, [schemas.resolve(arm) for arm in arms]))
    return _with_example(resolved, ", ".join(_parts(resolved)) or "another value")


def _of_arms(schemas: Schemas, arms: list[JsonObject]) -> str:
    if all("required" in arm and "type" not in arm for arm in arms):
        return f"one of {' or '.join(names(arm['required'], ' with ') for arm in arms)}"
    # A closed set that is taken as numbers and as texts is told once.
    enums = [[str(value) for value in arm["enum"]] for arm in arms if is_list(arm.get("enum"))]
    if len(enums) == len(arms) and all(enum == enums[0] for enum in enums):
        return f"one of {', '.join(enums[0])}, as a number or as text"
    return " or ".join(dict.fromkeys(expected(schemas, arm) for arm in arms))


def names(fields: list[Any], between: str) -> str:
    """The names of fields in one phrase."""
    return between.join(f"`{name}`" for name in fields)


def _parts(schema: JsonObject) -> list[str]:
    if "const" in schema:
        return [json.dumps(schema["const"], ensure_ascii=False)]
    if is_list(schema.get("enum")):
        return [
            "one of " + ", ".join(json.dumps(value, ensure_ascii=False) for value in schema["enum"])
        ]
    kinds = schema.get("type", ())
    parts = [
        " or ".join(
            _KINDS.get(kind, kind) for kind in ([kinds] if isinstance(kinds, str) else kinds)
        )
    ]
    if is_list(schema.get("required")) and "object" in kinds:
        parts[0] += f" with {names(schema['required'], ', ')}"
    if "pattern" in schema:
        parts.append(f"fitting {schema['pattern']}")
    for least, most, unit in (
        ("minLength", "maxLength", "character"),
        ("minimum", "maximum", ""),
        ("minItems", "maxItems", "item"),
    ):
        parts += _bounds(schema.get(least), schema.get(most), unit)
    if "exclusiveMinimum" in schema:
        parts.append(f"more than {schema['exclusiveMinimum']}")
    if "exclusiveMaximum" in schema:
        parts.append(f"less than {schema['exclusiveMaximum']}")
    return [part for part in parts if part]


def _bounds(least: Any, most: Any, unit: str) -> list[str]:
    if least is not None and most is not None:
        return [f"{least} to {_count(most, unit)}"]
    if most is not None:
        return [f"at most {_count(most, unit)}"]
    # "At least 0" is true of every length and says nothing.
    return [f"at least {_count(least, unit)}"] if least else []


def _count(number: Any, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}" if unit else str(number)


def _with_example(schema: JsonObject, text: str) -> str:
    examples = schema.get("examples")
    if (
        not is_list(examples)
        or not examples
        or "enum" in schema
        or is_object(examples[0])
        or is_list(examples[0])
    ):
        return text
    return f"{text}, such as {json.dumps(examples[0], ensure_ascii=False)}"
