"""Schemas of sound form that give no class or a wrong one, and examples that don't fit them."""

import pytest

from tests.generator.documents import (
    GONE,
    LIST,
    MAKE,
    SCHEMAS,
    Case,
    Change,
    changed,
    field,
    schema,
    small,
    told,
)

CLASSES: list[Case] = [
    (
        "several types",
        [field("Thing", "key", {"type": ["string", "integer"]})],
        [
            "the type is integer or string, and there is no `x-canonical`; add the one type that Python is to have"
        ],
    ),
    (
        "an object or a text",
        [field("Thing", "key", {"type": ["string", "object"]})],
        ["the type is object or string; write the forms apart, in `anyOf`"],
    ),
    (
        "several scalar forms",
        [field("Thing", "key", {"anyOf": [{"type": "string"}, {"type": "integer"}]})],
        ["several scalar forms, and no `x-canonical`; add the one type that Python is to have"],
    ),
    (
        "several objects",
        [
            field(
                "Thing",
                "key",
                {
                    "oneOf": [
                        {"$ref": "#/components/schemas/Report"},
                        {"$ref": "#/components/schemas/Result"},
                    ]
                },
            )
        ],
        [
            'the example doesn\'t fit its schema: `data` has `thing[0].key`, which is a text ("1"), expected an object',
            "several forms, for which Python has no single type; make them one component",
        ],
    ),
    (
        "a canonical type that isn't there",
        [field("Thing", "key", {"type": ["string", "boolean"], "x-canonical": "integer"})],
        ["`x-canonical` is integer, which needs integer in the type; it's boolean or string"],
    ),
    (
        "a canonical type of a list",
        [field("Thing", "key", {"type": "array", "items": {}, "x-canonical": "string"})],
        [
            'the example doesn\'t fit its schema: `data` has `thing[0].key`, which is a text ("1"), expected a list',
            "`x-canonical` is for scalars; take it out, or write it in the items",
        ],
    ),
    (
        "a list of anything",
        [field("Thing", "key", {"type": "array"})],
        [
            'the example doesn\'t fit its schema: `data` has `thing[0].key`, which is a text ("1"), expected a list',
            "a list without `items`; say what it holds",
        ],
    ),
    (
        "canonical beside a ref",
        [field("Thing", "key", {"$ref": "#/components/schemas/Echo", "x-canonical": "integer"})],
        ["`x-canonical` beside a `$ref` doesn't reach what it names; write it in `Echo`"],
    ),
    (
        "another name",
        [schema("Other", {"$ref": "#/components/schemas/Thing"})],
        ["`Other` is only another name for `Thing`; refer to that instead"],
    ),
    (
        "allOf of a scalar",
        [
            field(
                "Thing",
                "key",
                {"allOf": [{"$ref": "#/components/schemas/Echo"}, {"description": "x"}]},
            )
        ],
        [
            "`allOf` of something that isn't an object; refer to it alone, with a description beside the `$ref`"
        ],
    ),
    (
        "properties of a text",
        [((*SCHEMAS, "Report", "type"), "string")],
        ["`properties` in a schema whose type is string; the type has to be object"],
    ),
    (
        "items of a text",
        [field("Thing", "key", {"type": "string", "items": {}})],
        ["`items` in a schema whose type is string; the type has to be array"],
    ),
    (
        "an object of values",
        [((*SCHEMAS, "Report", "enum"), ["a"])],
        ["an object can't be a value or a set of values; take one of the two out"],
    ),
    (
        "an object that is a value",
        [((*SCHEMAS, "MadeNotify", "const"), "x")],
        ["an object can't be a value or a set of values; take one of the two out"],
    ),
    (
        "properties of null",
        [((*SCHEMAS, "Report", "type"), "null")],
        ["`properties` in a schema whose type is null; the type has to be object"],
    ),
    (
        "a constant list",
        [field("Thing", "always", {"const": ["a"]})],
        ["a list can't be a constant in Python; describe it as a schema"],
    ),
    (
        "required but not there",
        [((*SCHEMAS, "Report", "required"), ["totl"])],
        ["requires `totl`, which it doesn't have; did you mean `total`?"],
    ),
    (
        "required by a form",
        [((*SCHEMAS, "ListThingsMessage", "oneOf", 0, "required"), ["reqest"])],
        [
            "the example `one` doesn't fit its schema (fits none of its forms: it lacks `reqest`; add it or lacks `requests`; add it)",
            "requires `reqest`, which it doesn't have; did you mean `request`?",
        ],
    ),
    (
        "a default of two types",
        [
            field(
                "MakeThingCommand",
                "ratio",
                {"type": ["number", "string"], "x-canonical": "number", "default": 1},
            )
        ],
        ["a default where text and number stand for each other; say in the description what holds"],
    ),
    (
        "a default list",
        [field("MakeThingCommand", "anything", {"default": []})],
        ["a list can't be a default in Python; say in the description what holds"],
    ),
    (
        "a default time",
        [
            field(
                "MakeThingCommand",
                "anything",
                {"type": "string", "x-canonical": "date-time", "default": "2018-09-10 00:00:00"},
            )
        ],
        ["date-time can't be a default in Python; say in the description what holds"],
    ),
    (
        "deprecated without it",
        [field("Thing", "key", {"type": "string", "x-deprecated": {"since": "1"}})],
        ["`x-deprecated` without `deprecated: true`; add that"],
    ),
    (
        "an object in place whose name is taken",
        [
            field("Thing", "key", {"type": "object", "properties": {"a": {}}}),
            schema("ThingKey", {"type": "object", "properties": {}}),
        ],
        [
            'the example doesn\'t fit its schema: `data` has `thing[0].key`, which is a text ("1"), expected an object',
            "an object in place, and the name that it would get is taken; make it a component and refer to it",
        ],
    ),
    (
        "a set in place whose name is taken",
        [
            field("Thing", "key", {"type": "string", "enum": ["a", "b"]}),
            schema("ThingKey", {"type": "object", "properties": {}}),
        ],
        [
            'the example doesn\'t fit its schema: `data` has `thing[0].key`, which is "1", expected "a" or "b"',
            "a set of values in place, and the name that it would get is taken; make it a component and refer to it",
        ],
    ),
    (
        "values of several types",
        [((*SCHEMAS, "Mode"), {"enum": [1, "a"]})],
        ["values of several types, a whole number or a text; write one `anyOf` arm for each type"],
    ),
    (
        "null among the values",
        [((*SCHEMAS, "Mode"), {"type": ["string", "null"], "enum": ["a", None]})],
        ["null among the values; leave it out, and add an `anyOf` arm for it"],
    ),
    (
        "numbers with a point",
        [((*SCHEMAS, "Mode"), {"type": "number", "enum": [1.5]})],
        ["each value is a number; only texts and whole numbers can be members of an enum"],
    ),
    (
        "true or false",
        [((*SCHEMAS, "Mode"), {"type": "boolean", "enum": [True, False]})],
        ["each value is true or false; only texts and whole numbers can be members of an enum"],
    ),
    (
        "no values",
        [((*SCHEMAS, "Mode"), {"type": "string", "enum": []})],
        ["an empty set; list its values"],
    ),
    (
        "a value twice",
        [((*SCHEMAS, "Mode"), {"type": "string", "enum": ["a", "a"]})],
        ['"a" stands twice; keep one of them'],
    ),
    (
        "a closed set of two types",
        [
            (
                (*SCHEMAS, "Mode"),
                {"type": ["string", "integer"], "x-canonical": "string", "enum": ["a", "b"]},
            )
        ],
        [
            "a closed set of integer or string; write one `anyOf` arm for each type, and `x-canonical`"
        ],
    ),
    (
        "values that aren't of the type",
        [((*SCHEMAS, "Mode"), {"type": "integer", "enum": ["a", "b"]})],
        ["the type is integer, but not every value is; write them alike"],
    ),
    (
        "values that aren't canonical",
        [((*SCHEMAS, "Colour", "x-canonical"), "string")],
        ["`x-canonical` is string, but not every value is; write them alike"],
    ),
    (
        "a set of decimals",
        [((*SCHEMAS, "Colour", "x-canonical"), "decimal")],
        ["a set of decimal; only texts and whole numbers can be members of an enum"],
    ),
    (
        "closed and open",
        [((*SCHEMAS, "Colour", "enum"), [1, 2])],
        [
            'the example `two` doesn\'t fit its schema: `requests[1].colour` is "2", expected 1 or 2',
            "a set is closed (`enum`) or open (`x-extensible-enum`); take one of the two out",
        ],
    ),
    (
        "too few names",
        [((*SCHEMAS, "Colour", "x-enum-varnames"), ["RED"])],
        ["`x-enum-varnames` has 1, the set 2 values; give one for each"],
    ),
    (
        "names without values",
        [((*SCHEMAS, "Serial", "x-enum-varnames"), ["RED"])],
        ["`x-enum-varnames` names values, but none are listed; add `enum` or `x-extensible-enum`"],
    ),
    (
        "arms that differ",
        [((*SCHEMAS, "Mode", "anyOf", 1, "enum"), ["2", "6"])],
        [
            "the arms list different values; list the same ones in each, in the same order",
            'the example doesn\'t fit its schema (is "5", expected "2" or "6")',
        ],
    ),
    (
        "arms without a canonical type",
        [((*SCHEMAS, "Mode", "x-canonical"), GONE)],
        [
            "a set that comes in several types, and no `x-canonical`; add the one that Python is to have"
        ],
    ),
    (
        "arms without the canonical type",
        [
            ((*SCHEMAS, "Mode", "x-canonical"), "string"),
            ((*SCHEMAS, "Mode", "anyOf", 1, "type"), ["string", "null"]),
        ],
        [
            "`x-canonical` is string, but not every value is; write them alike",
            "no arm has the type string; add one, or mend `x-canonical`",
        ],
    ),
]


@pytest.mark.parametrize(
    ("changes", "expected"), [case[1:] for case in CLASSES], ids=[case[0] for case in CLASSES]
)
def test_each_schema_gives_one_python_type(changes: list[Change], expected: list[str]) -> None:
    assert expected == told(changed(small(), *changes))


EXAMPLES: list[Case] = [
    (
        "an example of a message",
        [
            (
                (
                    *LIST,
                    "requestBody",
                    "content",
                    "application/json",
                    "examples",
                    "one",
                    "value",
                    "request",
                    "startKey",
                ),
                "x",
            )
        ],
        [
            'the example `one` doesn\'t fit its schema: `request.startKey` is "x", expected a text that fits ^[0-9]+$'
        ],
    ),
    (
        "an example elsewhere",
        [(("components", "examples", "Batch", "value", "requests", 1, "colour"), "red")],
        [
            'the example `two` doesn\'t fit its schema: `requests[1].colour` is "red", expected a text that fits ^[0-9]*$'
        ],
    ),
    (
        "an example of a reply",
        [((*LIST, "responses", "200", "content", "application/json", "example", "result"), {})],
        ["the example doesn't fit its schema: `result` lacks `error`; add it"],
    ),
    (
        "an example without value",
        [
            (
                (*LIST, "requestBody", "content", "application/json", "examples", "one"),
                {"summary": "x"},
            )
        ],
        ["an example without a `value`; add it"],
    ),
    (
        "an example of a schema",
        [((*SCHEMAS, "Serial", "examples"), ["1", "a"])],
        ['the example doesn\'t fit its schema (is "a", expected a text that fits ^[0-9]*$)'],
    ),
    (
        "an example of a field",
        [((*SCHEMAS, "ListThingsCommand", "properties", "startTime", "examples", 0), 5)],
        ["the example doesn't fit its schema (is a whole number (5), expected a text)"],
    ),
    (
        "a default",
        [
            field(
                "MakeThingCommand",
                "userData",
                {"type": "string", "maxLength": 3, "default": "abcd"},
            )
        ],
        [
            'the default doesn\'t fit its schema (is "abcd" (4 characters), expected at most 3 characters)'
        ],
    ),
    (
        "a parameter's example",
        [((*MAKE[:2], "parameters", 0, "example"), 3)],
        ["the example doesn't fit its schema (is 3, expected 1 or 2)"],
    ),
    (
        "a listed value",
        [((*SCHEMAS, "Colour", "minimum"), 2)],
        ["the listed value doesn't fit its schema (is 1, expected at least 2)"],
    ),
]


@pytest.mark.parametrize(
    ("changes", "expected"), [case[1:] for case in EXAMPLES], ids=[case[0] for case in EXAMPLES]
)
def test_examples_and_defaults_fit_their_schemas(
    changes: list[Change], expected: list[str]
) -> None:
    assert expected == told(changed(small(), *changes))
