"""What holds for the lint as a whole: places, order, other people's documents, the project's own."""

from pathlib import Path

import pytest

from generator.lint import lint
from generator.lint.extensions import EXTENSIONS
from generator.lint.reserved import reserved
from generator.load import load
from tests.generator.documents import GONE, LIST, SMALL, changed, field, real, schema, small, told


def test_the_project_s_own_document_is_clean() -> None:
    assert [] == lint(real(), ours=True)


def test_the_small_document_is_clean() -> None:
    assert [] == lint(small(), ours=True)


@pytest.mark.parametrize(
    ("old", "new", "at", "text"),
    [
        (
            "summary: List things",
            "sumary: List things",
            "sumary",
            "`sumary` means nothing in an operation; did you mean `summary`?",
        ),
        (
            "x-retry: safe",
            "x-retyr: safe",
            "x-retyr",
            "`x-retyr` is none of our keys; did you mean `x-retry`?",
        ),
        (
            "startKey: '7'",
            "startKey: 'x'",
            "startKey: 'x'",
            'the example `one` doesn\'t fit its schema: `request.startKey` is "x", expected a text that fits ^[0-9]+$',
        ),
        (
            "items: thing,",
            "items: things,",
            "items: things,",
            "the answer of listThings has no `things`; did you mean `thing`?",
        ),
        (
            "schemas/Revision'}, example",
            "schemas/Revisoin'}, example",
            "$ref: '#/components/schemas/Revisoin'",
            "`#/components/schemas/Revisoin` doesn't exist; did you mean `Revision`?",
        ),
    ],
)
def test_a_finding_stands_where_the_fault_is(
    tmp_path: Path, old: str, new: str, at: str, text: str
) -> None:
    whole = SMALL.read_text(encoding="utf-8").replace(old, new, 1)
    before = whole[: whole.index(at)].split("\n")
    file = tmp_path / "it.yaml"
    file.write_text(whole, encoding="utf-8")
    assert [f"it.yaml:{len(before)}:{len(before[-1]) + 1}: {text}"] == [
        str(finding) for finding in lint(load(file, name="it.yaml"), ours=True)
    ]


def test_findings_come_in_the_order_of_the_file_and_each_once() -> None:
    document = changed(
        small(),
        field("Thing", "key", {"type": ["string", "integer"]}),
        ((*LIST, "summary"), GONE),
        ((*LIST, "x-retry"), GONE),
        schema("Serial", {"type": ["string", "integer"]}),
    )
    found = lint(document, ours=True)
    assert found == sorted(set(found))
    assert 4 == len(found)


def test_in_another_document_only_what_looks_like_a_key_of_ours_is_told() -> None:
    document = changed(
        small(),
        ((*LIST, "x-internal-id"), 7),
        (("x-tagGroups",), []),
        (("info", "x-logo"), {}),
    )
    assert [] == told(document, ours=False)
    assert 3 == len(told(document, ours=True))
    misspelt = changed(document, ((*LIST, "x-provenence"), "doc"))
    assert ["`x-provenence` is none of our keys; did you mean `x-provenance`?"] == told(
        misspelt, ours=False
    )


def test_every_key_of_the_document_is_in_the_table_and_every_key_in_the_readme() -> None:
    readme = (Path(__file__).parents[2] / "spec" / "README.md").read_text(encoding="utf-8")
    assert set() == {key for key in EXTENSIONS if f"`{key}`" not in readme}


def test_the_names_that_are_taken_are_read_from_the_client_itself() -> None:
    taken = reserved()
    assert {"request", "close", "aclose", "with_options", "from_env"} <= taken.methods
    assert {"self", "extra", "options"} <= taken.arguments[""]
    assert {"extra", "meta", "to_dict", "from_dict"} <= taken.fields
    assert {"raw", "dedupe_key", "sent_at"} <= taken.event_fields
    assert {"CallCenter", "ApiError", "Options", "Meta"} <= taken.classes
    assert {"OPERATIONS", "SPEC_VERSION"} <= taken.constants


def test_no_name_of_the_probe_is_taken() -> None:
    taken = reserved()
    every = taken.classes | taken.constants | taken.methods | taken.fields | taken.event_fields
    every |= {name for names in taken.arguments.values() for name in names}
    assert set() == {name for name in every if "probe" in name.lower()}
