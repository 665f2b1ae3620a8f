"""Says in words what a JSON Schema validator found: what came, what was expected."""

from __future__ import annotations

import difflib
import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jsonschema_rs import ValidationError

    from generator.load import Path_

_TYPES = {
    "object": "an object",
    "array": "a list",
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "null",
}
_KINDS: tuple[tuple[type, str], ...] = (  # bool first: it's an int to Python
    (bool, "boolean"),
    (str, "string"),
    (int, "integer"),
    (float, "number"),
    (dict, "object"),
    (list, "array"),
)
_LIMITS = {
    "minimum": "at least {}",
    "maximum": "at most {}",
    "exclusiveMinimum": "more than {}",
    "exclusiveMaximum": "less than {}",
    "multipleOf": "a multiple of {}",
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "minItems": "at least {} items",
    "maxItems": "at most {} items",
    "minProperties": "at least {} keys",
    "maxProperties": "at most {} keys",
}
_SHOWN = 60


def shown(value: Any) -> str:
    """A value as JSON on one line, cut where it's long."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def kind_of(value: Any) -> str:
    """What a value is: `a text`, `a list` and so on."""
    return next((_TYPES[name] for cls, name in _KINDS if isinstance(value, cls)), "null")


def either(options: Iterable[str]) -> str:
    """`a, b or c`."""
    several = list(options)
    return " or ".join([", ".join(several[:-1]), several[-1]] if len(several) > 1 else several)


def quoted(names: Iterable[str]) -> str:
    """Names as they stand in the document: `a`, `b`."""
    return ", ".join(f"`{name}`" for name in names)


def meant(name: str, known: Iterable[str]) -> str:
    """A hint at what a misspelt name may mean, or nothing: `; did you mean `x`?`."""
    close = close_to(name, known)
    return f"; did you mean `{close}`?" if close else ""


def close_to(name: str, known: Iterable[str], likeness: float = 0.75) -> str | None:
    """The one of the known names that a misspelt one is most like, if any is like enough (0 to 1)."""
    by_case = {one.lower(): one for one in known}
    close = difflib.get_close_matches(name.lower(), by_case, 1, likeness)
    return by_case[close[0]] if close else None


def place(path: Iterable[str | int]) -> str:
    """A path in a value as it's written in code: `data.response[0].seq`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".")


def real_path(data: Any, path: Iterable[str | int]) -> Path_:
    """The validator's path with keys as texts: it takes the key `200` for a number."""
    found: list[str | int] = []
    for step in path:
        key = str(step) if isinstance(data, dict) else step
        found.append(key)
        try:
            data = data[key]
        except (LookupError, TypeError):
            data = None
    return tuple(found)


def explain(error: ValidationError) -> str:
    """What is wrong with a value, to be read after its name: `is a text, expected a list`."""
    kind: Any = error.kind
    name, value = kind.name, error.instance
    if name == "type":
        return f"is {_a_value(value)}, expected {either(_TYPES[one] for one in sorted(kind.types))}"
    if name == "required":
        return f"lacks `{kind.property}`; add it"
    if name in ("additionalProperties", "unevaluatedProperties"):
        return f"has {quoted(sorted(kind.unexpected))}, which means nothing here; take it out"
    if name in ("enum", "const"):
        options = kind.options if name == "enum" else [kind.expected_value]
        return f"is {shown(value)}, expected {either(shown(one) for one in options)}"
    if name == "pattern":
        return f"is {shown(value)}, expected a text that fits {kind.pattern}"
    if name in _LIMITS:
        limit = kind.multiple_of if name == "multipleOf" else kind.limit
        return f"is {_measured(name, value)}, expected {_limit(name, limit)}"
    if name == "uniqueItems":
        return "has an item twice; keep one of them"
    if name in ("anyOf", "oneOf"):
        return _no_form(error)
    if name == "propertyNames":
        return f"has a key that can't be one: it {explain(kind.error)}"
    if name == "not":
        return "is a form that is ruled out by `not`"
    if name == "falseSchema":
        return "isn't allowed here; take it out"
    return error.message


def _a_value(value: Any) -> str:
    """`the text "a"`, `the list …`: what came, where its type is wrong."""
    if value is None or isinstance(value, bool):
        return shown(value)
    return (
        f"{kind_of(value)} ({shown(value)})"
        if isinstance(value, str | int | float)
        else kind_of(value)
    )


def _measured(name: str, value: Any) -> str:
    if name.endswith("Length") and isinstance(value, str):
        return f"{shown(value)} ({len(value)} characters)"
    if name.endswith(("Items", "Properties")) and isinstance(value, list | dict):
        return (
            f"{kind_of(value)} of {len(value)}"
            if value
            else f"an empty {kind_of(value).split()[1]}"
        )
    return shown(value)


def _limit(name: str, limit: Any) -> str:
    return re.sub(r"^(\D*1) (item|character|key)s$", r"\1 \2", _LIMITS[name].format(limit))


def _no_form(error: ValidationError) -> str:
    """Why none of several forms fits; for the form that was meant, when the value's type tells which."""
    kind: Any = error.kind
    arms: list[list[ValidationError]] = [arm for arm in kind.context if arm]
    if len(arms) < len(kind.context):
        return "fits more than one of its forms, expected one alone"
    likely = [arm for arm in arms if not any(_is_type_at(e, error) for e in arm)] or arms
    deepest = max(len(arm[0].instance_path) for arm in likely)
    likely = [arm for arm in likely if len(arm[0].instance_path) == deepest]
    reasons = list(dict.fromkeys(_at(arm[0], error) for arm in likely))
    came = reasons[0].partition(", expected ")[0]
    if all(reason.startswith(f"{came}, expected ") for reason in reasons):
        return (
            f"{came}, expected {either(reason.partition(', expected ')[2] for reason in reasons)}"
        )
    return f"fits none of its forms: it {either(reasons)}"


def _is_type_at(error: ValidationError, parent: ValidationError) -> bool:
    return error.kind.name == "type" and len(error.instance_path) <= len(parent.instance_path)


def _at(error: ValidationError, parent: ValidationError) -> str:
    """An inner error's words, with where it is below its parent."""
    inner = place(error.instance_path[len(parent.instance_path) :])
    return f"has `{inner}`, which {explain(error)}" if inner else explain(error)
