"""Names that would collide in Python."""

import pytest

from tests.generator.documents import (
    GONE,
    SCHEMAS,
    Case,
    Change,
    changed,
    field,
    operation,
    schema,
    small,
    told,
)

NAMES: list[Case] = [
    (
        "classes that differ by case",
        [
            schema("Makething", {"type": "object", "properties": {}}),
            schema("makeThing", {"type": "object", "properties": {}}),
        ],
        [
            "`Makething`, `makeThing` can't be told apart as a class and its module; rename one of them"
        ],
    ),
    (
        "classes that come out the same",
        [
            schema("Other_Thing", {"type": "object", "properties": {}}),
            schema("OtherThing", {"type": "object", "properties": {}}),
        ],
        [
            "`Other_Thing`, `OtherThing` can't be told apart as a class and its module; rename one of them"
        ],
    ),
    (
        "a class of the client's",
        [schema("Options", {"type": "object", "properties": {}})],
        ["`Options` is a name of the client's own; rename the component"],
    ),
    (
        "an error of the client's",
        [schema("ApiError", {"type": "object", "properties": {}})],
        ["`ApiError` is a name of the client's own; rename the component"],
    ),
    (
        "values without names",
        [
            field("Thing", "key2", {"$ref": "#/components/schemas/Size"}),
            schema("Size", {"type": "string", "enum": ["a-b", "a_b"]}),
        ],
        ["the values don't give a name each; add `x-enum-varnames`, a different one for each"],
    ),
    (
        "fields that come out the same",
        [field("Thing", "FEE", {"type": "string"})],
        ["`fee`, `FEE` are all `fee` in Python; rename one of them"],
    ),
    (
        "a field of every model",
        [field("Thing", "extra", {"type": "string"})],
        ["`extra` is `extra` in Python, which every such class has already; rename it"],
    ),
    (
        "a method of every model",
        [field("Thing", "toDict", {"type": "string"})],
        ["`toDict` is `to_dict` in Python, which every such class has already; rename it"],
    ),
    (
        "meta",
        [field("ListThingsResponse", "meta", {"type": "string"})],
        ["`meta` is `meta` in Python, which every such class has already; rename it"],
    ),
    (
        "an argument of every method",
        [field("MakeThingCommand", "options", {"type": "string"})],
        ["`options` is `options` in Python, which means something else in the methods; rename it"],
    ),
    (
        "an argument of an iterator",
        [field("ListThingsCommand", "overlap", {"type": "string"})],
        ["`overlap` is `overlap` in Python, which means something else in the methods; rename it"],
    ),
    (
        "a field of every notification",
        [field("MadeNotify", "raw", {"type": "string"})],
        ["`raw` is `raw` in Python, which every such class has already; rename it"],
    ),
    (
        "methods that come out the same",
        [operation("list_things")],
        [
            "`listThings`, `list_things` would have the same method `list_things_batch`; rename one of them",
            "`listThings`, `list_things` would have the same method `list_things`; rename one of them",
        ],
    ),
    (
        "a batch and an operation",
        [operation("makeThingBatch")],
        [
            "`makeThing`, `makeThingBatch` would have the same method `make_thing_batch`; rename one of them"
        ],
    ),
    (
        "an iterator and an operation",
        [operation("iterThings")],
        ["`listThings`, `iterThings` would have the same method `iter_things`; rename one of them"],
    ),
    (
        "a method of the client's",
        [operation("withOptions")],
        [
            "`withOptions` has the method `with_options` in Python, which the client has already; rename it"
        ],
    ),
    (
        "its end",
        [operation("close")],
        ["`close` has the method `close` in Python, which the client has already; rename it"],
    ),
    (
        "a constant of the client's",
        [operation("operations")],
        [
            "`operations` is the constant `OPERATIONS` in Python, which the client has already; rename it"
        ],
    ),
    (
        "notify without a name",
        [
            schema(
                "Made",
                {
                    "type": "object",
                    "required": ["type"],
                    "properties": {"type": {"type": "string", "enum": ["x"]}},
                },
            ),
            (
                (*SCHEMAS, "MadeNotification", "properties", "notify"),
                {"$ref": "#/components/schemas/Made"},
            ),
            (("webhooks", "made", "post", "x-dedupe"), GONE),
        ],
        ["`Made` can't name its notification; call it `…Notify`"],
    ),
    (
        "two notifications of one type",
        [((*SCHEMAS, "SeenNotify", "properties", "type"), {"type": "string", "enum": ["made"]})],
        ['the type "made" is that of `MadeNotify` too; each needs its own'],
    ),
    (
        "several types",
        [((*SCHEMAS, "MadeNotify", "properties", "type", "enum"), ["made", "done"])],
        ["several types for one notification; write one under `webhooks` for each"],
    ),
    (
        "no type and no mark",
        [((*SCHEMAS, "SeenNotify", "required"), ["seq"])],
        [
            "without a `type` it is known by its required fields, and there are none besides `seq`; require one"
        ],
    ),
    (
        "no types and the same marks",
        [
            ((*SCHEMAS, "MadeNotify", "properties", "type"), GONE),
            ((*SCHEMAS, "MadeNotify", "required"), ["thing"]),
        ],
        [
            "has no `type`, and its required fields don't tell it from `MadeNotify`; give one of them a type"
        ],
    ),
]


@pytest.mark.parametrize(
    ("changes", "expected"), [case[1:] for case in NAMES], ids=[case[0] for case in NAMES]
)
def test_names_stay_apart_in_python(changes: list[Change], expected: list[str]) -> None:
    assert expected == told(changed(small(), *changes))
