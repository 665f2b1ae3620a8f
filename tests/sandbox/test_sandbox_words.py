"""Values and schemas in words."""

from typing import Any

import pytest

from callcenter_sandbox._spec import Schemas
from callcenter_sandbox._validation import Check
from callcenter_sandbox._words import expected, place, shown


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({}, "another value"),
        ({"type": "object"}, "an object"),
        ({"type": ["integer", "null"]}, "a whole number or null"),
        ({"const": "a"}, '"a"'),
        ({"enum": ["a", 1, None]}, 'one of "a", 1, null'),
        (
            {"type": "string", "pattern": "^a$", "maxLength": 1},
            "text, fitting ^a$, at most 1 character",
        ),
        ({"type": "string", "minLength": 2, "maxLength": 5}, "text, 2 to 5 characters"),
        ({"type": "string", "minLength": 0}, "text"),
        ({"type": "number", "minimum": 1}, "a number, at least 1"),
        (
            {"type": "number", "exclusiveMinimum": 1, "exclusiveMaximum": 5},
            "a number, more than 1, less than 5",
        ),
        ({"type": "array", "minItems": 1, "maxItems": 1000}, "a list, 1 to 1000 items"),
        ({"type": "string", "examples": ["C2", "C3"]}, 'text, such as "C2"'),
        ({"type": "string", "examples": []}, "text"),
        ({"type": "array", "examples": [["a"]]}, "a list"),
        (
            {
                "anyOf": [
                    {"type": "integer", "enum": [2, 5]},
                    {"type": "string", "enum": ["2", "5"]},
                ]
            },
            "one of 2, 5, as a number or as text",
        ),
        (
            {"anyOf": [{"type": "string", "maxLength": 8}, {"type": "array"}, {"$ref": "#/text"}]},
            "text, at most 8 characters or a list or text",
        ),
        ({"oneOf": [{"required": ["a"]}, {"required": ["b", "c"]}]}, "one of `a` or `b` with `c`"),
        ({"$ref": "#/text", "examples": ["x"]}, 'text, such as "x"'),
    ],
)
def test_what_a_schema_asks_for(schema: dict[str, Any], words: str) -> None:
    assert expected(Schemas({"text": {"type": "string"}}), schema) == words


@pytest.mark.parametrize(
    ("value", "schema", "words"),
    [
        (None, {}, "null"),
        (True, {}, "true"),
        (1.5, {}, "1.5"),
        ("a\n订", {}, '"a\\n订"'),
        ("x" * 100, {}, f'"{"x" * 59}…'),
        ({}, {}, "an object"),
        ([], {}, "an empty list"),
        ([1], {}, "a list of 1 item"),
        ("13770761337", {"x-personal": "number"}, '"137…37"'),
        (13770761337, {"x-personal": "number"}, '"137…37"'),
        ("1377 0761-337", {"x-personal": "number"}, '"137…37" (with " -")'),
        ("Zhang Wei", {"x-personal": "name"}, '"Z…"'),
        (None, {"x-personal": "number"}, "null"),
    ],
)
def test_a_value(value: object, schema: dict[str, Any], words: str) -> None:
    assert shown(value, schema) == words


def test_a_place() -> None:
    assert place(("requests", 1, "callees", 0)) == "requests[1].callees[0]"
    assert place(()) == "the message"
    assert place(("x" * 1000,)) == "x" * 60


@pytest.mark.parametrize(
    ("schema", "value", "words"),
    [
        (
            {"oneOf": [{"$ref": "#/components/a"}, {"$ref": "#/components/b"}]},
            {},
            "the message is an object; expected an object with `x` or a list",
        ),
        ({"anyOf": [False, {"required": ["a"]}]}, {}, "the message lacks `a`; expected"),
        ({"minProperties": 1}, {}, "the message is an object; expected another value"),
        ({"properties": {"a": False}}, {"a": 1}, "a is 1; expected another value"),
    ],
)
def test_what_a_schema_refuses(schema: dict[str, Any], value: object, words: str) -> None:
    components = {"a": {"type": "object", "required": ["x"]}, "b": {"type": "array"}}
    [fault, *_] = Check(Schemas({"components": components}), schema).faults(value)
    assert fault.text.startswith(words)


def test_a_field_that_may_be_anything_is_known() -> None:
    check = Check(Schemas({}), {"properties": {"any": True, "open": {"type": "object"}}})
    assert check.unknown({"any": {"a": 1}, "open": {"b": 2}, "ani": 3}) == [
        "ani isn't in the spec and is ignored"
    ]


@pytest.mark.parametrize("more", [{"additionalProperties": True}, {"patternProperties": {"b": {}}}])
def test_a_schema_that_takes_other_fields_knows_them_all(more: dict[str, Any]) -> None:
    check = Check(Schemas({}), {"properties": {"a": {}}, **more})
    assert check.unknown({"b": 1}) == []
