"""Every field tells what it is, what it may hold, where that is known from, and shows one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.spec.document import DATA, SCHEMAS, properties, target, walk

if TYPE_CHECKING:
    from tests.spec.document import Node

MARK = re.compile(r"\(((?:doc|seen|core|read)(?:, (?:doc|seen|core|read))*)\)")
LIMITS = {"pattern", "minLength", "maxLength", "minimum", "maximum", "enum", "format", "maxItems"}


def shows(schema: Node) -> bool:
    """Is there an example in the schema, or in all that it is made of?"""
    schema = target(schema)
    if schema.get("examples"):
        return True
    if "properties" in schema:
        return all(shows(field) for field in schema["properties"].values())
    parts = [schema["items"]] if "items" in schema else schema.get("anyOf", [])
    return bool(parts) and all(shows(part) for part in parts)


def test_every_component_and_field_has_a_description() -> None:
    fields = [(name, target(field)) for name, field in properties()]
    assert [] == [name for name, it in [*SCHEMAS.items(), *fields] if not it.get("description")]


def test_every_component_and_field_has_an_example() -> None:
    assert [] == [name for name, it in [*SCHEMAS.items(), *properties()] if not shows(it)]


def test_every_description_of_a_component_or_field_names_its_section() -> None:
    fields = [(name, target(field)) for name, field in properties()]
    assert [] == [
        name
        for name, it in [*SCHEMAS.items(), *fields]
        if not re.search(r"\(§[1-6]( \w+)?\)$", it["description"])
    ]


def test_every_field_of_a_command_has_limits_or_says_that_none_are_documented() -> None:
    commands = [name for name in SCHEMAS if name.endswith("Command")]
    for command in commands:
        for name, schema in SCHEMAS[command]["properties"].items():
            field = target(schema)
            parts = [target(part) for part in field.get("anyOf", [])] or [field]
            if not all(LIMITS & part.keys() or "items" in part for part in parts):
                assert "No limit" in field["description"], f"{command}.{name}"


def test_what_is_not_in_the_document_says_so_in_words_and_in_its_provenance() -> None:
    wrong: list[str] = []
    for place, node in walk({key: DATA[key] for key in ("paths", "webhooks", "components")}):
        words = node.get("description")
        if "examples" in place or place[-1:] == ("properties",):
            continue
        if not isinstance(words, str) and "x-provenance" not in node:
            continue
        labels = node.get("x-enum-descriptions", [])
        told = {
            mark
            for text in (words or "", *labels)
            for marks in MARK.findall(text)
            for mark in marks.split(", ")
        }
        kept = node.get("x-provenance", "doc")
        kept = {kept} if isinstance(kept, str) else set(kept)
        if told - {"doc"} != kept - {"doc"}:
            wrong.append(f"{'/'.join(place)}: says {sorted(told)}, x-provenance {sorted(kept)}")
    assert wrong == []


@pytest.mark.parametrize(
    ("component", "field"),
    [
        ("Authentication", "seq"),  # the period within which it must not repeat
        ("ErrorCode", None),  # which number goes with which text
        ("RecordType", None),  # the labels
        ("CdrResult", None),  # the labels
        ("ReleaseCause", None),  # causes above 1000
        ("Cdr", "fee"),  # the currency
        ("GetCdrListCommand", "startTime"),  # the longest span
        ("GetCdrListResponse", "cdr"),  # the most rows
        ("CallNumberMessage", "requests"),  # the most commands
        ("CallTaskQueryResponse", "taskID"),  # what comes when there is none
        ("NotificationParam", None),  # what it is for
    ],
)
def test_what_nobody_could_read_is_called_not_known(component: str, field: str | None) -> None:
    schema = SCHEMAS[component]
    if field:
        schema = schema["properties"][field]
    assert re.search(r"\bnot known\b", schema["description"])


def test_no_label_is_invented_for_a_value_whose_meaning_is_not_known() -> None:
    for component in ("RecordType", "CdrResult"):
        schema = SCHEMAS[component]
        assert all(label.startswith("Not known") for label in schema["x-enum-descriptions"])
        assert all(label.startswith("含义不明") for label in schema["x-enum-descriptions-zh"])


def test_every_set_of_values_has_as_many_names_and_labels_as_values() -> None:
    for place, node in walk(SCHEMAS):
        if "x-enum-varnames" not in node:
            continue
        values = node.get("x-extensible-enum") or node.get("enum") or node["anyOf"][0]["enum"]
        names, english, chinese = (
            node[f"x-enum-{key}"] for key in ("varnames", "descriptions", "descriptions-zh")
        )
        assert len(values) == len(set(names)) == len(english) == len(chinese), place
        assert all(re.search(r"[\u4e00-\u9fff]", label) for label in chinese), place


def test_every_open_set_is_labelled() -> None:
    assert [] == [
        place
        for place, node in walk(SCHEMAS)
        if "x-extensible-enum" in node and "x-enum-varnames" not in node
    ]


def test_a_scalar_that_comes_as_text_or_otherwise_shows_both() -> None:
    for place, node in walk(SCHEMAS):
        kinds: Any = node.get("type")
        if isinstance(kinds, list) and "string" in kinds and len({*kinds} - {"null"}) > 1:
            forms = {isinstance(example, str) for example in node["examples"]}
            assert forms == {True, False}, place


def test_telephone_numbers_recordings_and_names_are_marked_as_personal() -> None:
    expected = {
        "number": {"callee", "caller", "callees", "callers", "number", "verifyCode"},
        "recording": {"filename", "recordFile"},
        "name": {"name"},
    }
    fields = [(name.partition(".")[2], target(field)) for name, field in properties()]
    for name, field in fields:
        marked = field.get("x-personal") or target(field.get("items", {})).get("x-personal")
        kinds = [kind for kind, names in expected.items() if name in names]
        assert ([marked] if marked else []) == kinds, name
