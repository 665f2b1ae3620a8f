"""Each rule by which the published spec becomes what openapi-python-client can read (generator/view.py)."""

from typing import Any

import pytest

from generator.hoist import hoisted
from generator.view import ONE_OR_MANY, client_view, fold, is_enum, target
from tests.generator.documents import GONE, LIST, changed, field, real, schema, small

COMPONENTS: dict[str, Any] = {
    "Text": {"type": ["string", "integer"], "pattern": "^[0-9]+$", "x-canonical": "string"},
    "Part": {"type": "object", "properties": {"a": {"$ref": "#/components/schemas/Text"}}},
    "Set": {"type": "string", "enum": ["a", "b"]},
    "Absent": {"type": ["null", "string"], "maxLength": 0},
}
TEXT = {"$ref": "#/components/schemas/Text"}
PART = {"$ref": "#/components/schemas/Part"}
SET = {"$ref": "#/components/schemas/Set"}
ABSENT = {"$ref": "#/components/schemas/Absent"}


def folded(it: Any, *, inline: bool = True) -> dict[str, Any]:
    return fold({"components": {"schemas": COMPONENTS}}, it, inline=inline)


@pytest.mark.parametrize(
    ("canonical", "expected"),
    [
        ("string", {"type": "string", "pattern": "^[0-9]+$", "format": "int64"}),
        ("integer", {"type": "integer"}),
        ("number", {"type": "number"}),
        ("boolean", {"type": "boolean"}),
        ("decimal", {"type": "number"}),
        ("date-time", {"type": "string", "pattern": "^[0-9]+$", "format": "date-time"}),
    ],
)
def test_1_a_lenient_scalar_is_its_canonical_type_in_place(
    canonical: str, expected: dict[str, Any]
) -> None:
    wire = {
        "description": "About it.",
        "type": ["string", "integer", "null"],
        "format": "int64",
        "pattern": "^[0-9]+$",
        "minimum": 0,
        "x-canonical": canonical,
    }
    assert {
        "description": "About it.",
        "minimum": 0,
        "x-canonical": canonical,
        **expected,
    } == folded(wire)


def test_1_so_is_one_whose_forms_are_arms() -> None:
    wire = {"anyOf": [{"type": "string"}, {"type": "integer"}], "x-canonical": "integer"}
    assert {"type": "integer", "x-canonical": "integer"} == folded(wire)


def test_1_a_closed_lenient_set_is_the_set_in_its_canonical_type() -> None:
    arms = [{"type": "string", "enum": ["2", "5"]}, {"type": "integer", "enum": [2, 5]}]
    assert {"type": "integer", "enum": [2, 5], "x-canonical": "integer"} == folded(
        {"anyOf": arms, "x-canonical": "integer"}, inline=False
    )


def test_1_so_is_one_that_may_be_null() -> None:
    arms = [{"type": "integer", "enum": [2, 5]}, {"type": "string", "enum": ["2", "5"]}, ABSENT]
    wire = {"anyOf": arms, "x-canonical": "integer"}
    data = {"components": {"schemas": COMPONENTS | {"Mode": wire}}}
    assert is_enum(data, {"$ref": "#/components/schemas/Mode"})
    assert {"type": "integer", "enum": [2, 5], "x-canonical": "integer"} == folded(
        wire, inline=False
    )


@pytest.mark.parametrize(
    ("wire", "expected"),
    [
        ({"type": ["string", "null"]}, {"type": "string"}),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, {"type": "string"}),
        ({"description": "x", "anyOf": [PART, ABSENT]}, {"description": "x", **PART}),
        ({"oneOf": [ABSENT, SET]}, SET),
        ({"anyOf": [TEXT, ABSENT]}, COMPONENTS["Text"] | {"type": "string"}),
        ({"description": "x", "anyOf": [ABSENT, {"type": "null"}]}, {"description": "x"}),
        ({"anyOf": [True, {"type": "null"}]}, {}),
    ],
)
def test_2_null_and_the_empty_text_are_taken_out(wire: Any, expected: Any) -> None:
    assert expected == folded(wire)


def test_2_a_text_that_may_be_something_stays() -> None:
    arms = [PART, {"type": "string", "maxLength": 1}]
    assert {"anyOf": arms} == folded({"anyOf": arms})


def test_3_the_two_forms_of_a_message_are_one_model() -> None:
    wire = {
        "type": "object",
        "properties": {"request": PART},
        "oneOf": [
            {"title": "One", "required": ["request"]},
            {"description": "Several", "required": ["requests"]},
        ],
    }
    assert {"type": "object", "properties": {"request": PART}} == folded(wire)


def test_4_one_or_many_is_the_list_and_marked() -> None:
    arms = [TEXT, {"description": "Several.", "type": "array", "items": TEXT}]
    expected = {
        "type": "array",
        "items": COMPONENTS["Text"] | {"type": "string"},
        ONE_OR_MANY: True,
    }
    assert expected == folded({"anyOf": arms})
    assert expected == folded({"anyOf": arms[::-1]})


def test_5_an_open_set_is_an_enum_and_says_that_it_is_open() -> None:
    wire = {"type": ["string", "null"], "x-extensible-enum": ["a", "b"]}
    assert {"type": "string", "enum": ["a", "b"], "x-extensible-enum": ["a", "b"]} == folded(
        wire, inline=False
    )


def test_6_a_scalar_behind_a_ref_is_written_out_with_what_stands_beside_it() -> None:
    assert COMPONENTS["Text"] | {
        "type": "string",
        "description": "The callee.",
        "deprecated": True,
    } == folded(TEXT | {"description": "The callee.", "deprecated": True})


def test_6_an_object_or_a_set_behind_a_ref_keeps_its_class() -> None:
    assert PART | {"description": "x"} == folded(PART | {"description": "x"})
    assert SET == folded(SET)


def test_6_what_a_schema_holds_is_folded_too() -> None:
    text = COMPONENTS["Text"] | {"type": "string"}
    wire = {"type": "object", "properties": {"a": {"type": "array", "items": TEXT}, "b": TEXT}}
    assert {
        "type": "object",
        "properties": {"a": {"type": "array", "items": text}, "b": text},
    } == folded(wire)


def test_7_a_set_of_one_value_is_a_constant_unless_it_is_a_component() -> None:
    one = {"type": "string", "enum": ["billing"]}
    assert {"type": "string"} == folded(one)
    assert one == folded(one, inline=False)


def test_8_what_is_not_json_is_not_in_the_view() -> None:
    view = client_view(small())
    assert {"/{filename}"} == small().data["paths"].keys() - view["paths"].keys()
    assert "webhooks" not in view


def test_an_operation_keeps_its_json_answers_alone() -> None:
    more = {"description": "Sound.", "content": {"audio/mpeg": {}}}
    document = changed(small(), ((*LIST, "responses", "206"), more))
    assert ["200"] == list(client_view(document)["paths"][LIST[1]]["post"]["responses"])


def test_nothing_that_only_readers_need_is_in_the_view() -> None:
    def keys(value: Any) -> set[str]:
        if isinstance(value, dict):
            return value.keys() | {key for below in value.values() for key in keys(below)}
        return {key for below in value for key in keys(below)} if isinstance(value, list) else set()

    assert set() == keys(client_view(real())) & {"examples", "example", "externalDocs", "xml"}
    titled = changed(
        small(),
        schema("Thing", small().at("components", "schemas", "Thing") | {"title": "A thing"}),
    )
    assert "title" not in client_view(titled)["components"]["schemas"]["Thing"]  # fmt: skip


def test_a_parameter_is_folded_like_a_field() -> None:
    lenient = {"type": ["integer", "string"], "enum": [6], "x-canonical": "integer"}
    document = changed(small(), (("components", "parameters", "Revision", "schema"), lenient))
    assert {"type": "integer", "x-canonical": "integer"} == client_view(document)["components"][
        "parameters"
    ]["Revision"]["schema"]


def test_a_ref_is_followed_to_its_end_and_a_loop_ends() -> None:
    data = {
        "components": {
            "schemas": {
                "A": {"$ref": "#/components/schemas/B"},
                "B": {"type": "string"},
                "C": {"$ref": "#/components/schemas/C"},
            }
        }
    }
    assert ("B", {"type": "string"}) == target(data, {"$ref": "#/components/schemas/A"})
    assert "C" == target(data, {"$ref": "#/components/schemas/C"})[0]
    assert (None, {}) == target(data, None)


# Schemas that stand in place: generator/hoist.py does the rest.


def test_a_document_that_names_all_its_classes_comes_out_as_it_went_in() -> None:
    assert real().data == hoisted(real()).data
    assert small().data == hoisted(small()).data


@pytest.mark.parametrize(
    ("in_place", "component"),
    [
        ({"type": "string", "enum": ["a", "b"]}, None),
        ({"type": "string", "x-extensible-enum": ["a"]}, None),
        ({"type": "object", "properties": {"a": {"type": "string"}}}, None),
        (
            {"anyOf": [{"type": "integer", "enum": [1, 2]}, {"type": "string", "enum": ["1", "2"]}]},
            None,
        ),
        (
            {"type": "string", "enum": ["a", "b"], "description": "x", "deprecated": True, "default": "a"},
            {"type": "string", "enum": ["a", "b"], "description": "x"},
        ),
    ],
)  # fmt: skip
def test_a_class_in_place_becomes_a_component_named_after_its_place(
    in_place: Any, component: Any
) -> None:
    view = hoisted(changed(small(), field("Thing", "last size", in_place)))
    beside = {
        key: in_place[key] for key in ("description", "deprecated", "default") if key in in_place
    }
    assert {"$ref": "#/components/schemas/ThingLastSize", **beside} == view.at(
        "components", "schemas", "Thing", "properties", "last size"
    )  # fmt: skip
    assert (component or in_place) == view.at("components", "schemas", "ThingLastSize")


def test_so_does_one_in_a_list_and_one_in_a_parameter() -> None:
    revision = {"name": "revision", "in": "path", "required": True}
    size = {"type": "string", "enum": ["a", "b"]}
    view = hoisted(
        changed(
            small(),
            field("Thing", "sizes", {"type": "array", "items": size}),
            ((*LIST[:2], "parameters", 0), revision | {"schema": {"type": "integer", "enum": [1, 2]}}),
        )
    )  # fmt: skip
    assert size == view.at("components", "schemas", "ThingSizesItem")
    assert {"type": "integer", "enum": [1, 2]} == view.at(
        "components", "schemas", "ListThingsRevision"
    )


def test_a_message_in_place_is_named_after_its_operation() -> None:
    message = small().at("components", "schemas", "ListThingsMessage")
    view = hoisted(
        changed(
            small(),
            ((*LIST, "requestBody", "content", "application/json", "schema"), message),
            (("components", "schemas", "ListThingsMessage"), GONE),
        )
    )
    assert message == view.at("components", "schemas", "ListThingsMessage")


def test_where_its_name_is_taken_it_stays_in_place() -> None:
    size = {"type": "string", "enum": ["a", "b"]}
    view = hoisted(changed(small(), field("Thing", "size", size), schema("ThingSize", {})))
    assert size == view.at("components", "schemas", "Thing", "properties", "size")


def test_what_is_hoisted_is_found_where_it_stood() -> None:
    place = small().places["components", "schemas", "Thing", "properties", "key"]
    view = hoisted(changed(small(), field("Thing", "key", {"type": "string", "enum": ["a", "b"]})))
    assert place == view.places["components", "schemas", "ThingKey"]
