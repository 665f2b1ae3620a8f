"""A spec is read by the rules of YAML 1.2, and what a YAML 1.1 reader would take for something else is told."""

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.findings import Finding, SpecError
from generator.load import Document, load
from tests.generator.documents import real, small

TRAP = "by YAML 1.2 and as {} by YAML 1.1 tools; "
IF_TEXT = "write `'{}'` if it is text"


def read(folder: Path, text: str | bytes) -> Document:
    file = folder / "it.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load(file, name="it.yaml")


def findings(folder: Path, text: str | bytes) -> list[str]:
    with pytest.raises(SpecError) as caught:
        read(folder, text)
    return [str(finding) for finding in caught.value.findings]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("NULL", None),
        ("nUll", "nUll"),
        ("true", True),
        ("FALSE", False),
        ("0", 0),
        ("-12", -12),
        ("+12", 12),
        ("0x1F", 31),
        ("9223372036854775808", 9223372036854775808),
        ("1.5", 1.5),
        (".5", 0.5),
        ("1.", 1.0),
        ("1.0e+3", 1000.0),
        ("text", "text"),
        ("'02584567890'", "02584567890"),
        ('"on"', "on"),
        ('"\\u4e2d\\0"', "中\0"),
        ("|\n  one\n  two\n", "one\ntwo\n"),
        (">-\n  one\n  two\n", "one two"),
        ("[1, 'b', ~]", [1, "b", None]),
        ("{b: 1, a: {}}", {"b": 1, "a": {}}),
        ("&x 3\nb: *x", 3),
    ],
)
def test_a_value_is_read_by_the_core_schema_of_1_2(
    tmp_path: Path, written: str, value: Any
) -> None:
    found = read(tmp_path, f"a: {written}\n").data["a"]
    assert (type(value), value) == (type(found), found)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("on", f"`on` is read as text {TRAP.format('true or false')}{IF_TEXT.format('on')}"),
        ("No", f"`No` is read as text {TRAP.format('true or false')}{IF_TEXT.format('No')}"),
        ("y", f"`y` is read as text {TRAP.format('true or false')}{IF_TEXT.format('y')}"),
        ("0123", f"`0123` is read as a number {TRAP.format('another number')}{IF_TEXT.format('0123')}"),
        ("08", f"`08` is read as a number {TRAP.format('text')}{IF_TEXT.format('08')}"),
        ("0o17", f"`0o17` is read as a number {TRAP.format('text')}{IF_TEXT.format('0o17')}"),
        ("0b11", f"`0b11` is read as text {TRAP.format('a number')}{IF_TEXT.format('0b11')}"),
        ("1_000", f"`1_000` is read as text {TRAP.format('a number')}{IF_TEXT.format('1_000')}"),
        ("12:30:00", f"`12:30:00` is read as text {TRAP.format('a number')}{IF_TEXT.format('12:30:00')}"),
        ("2018-09-10", f"`2018-09-10` is read as text {TRAP.format('a timestamp')}{IF_TEXT.format('2018-09-10')}"),
        ("1e3", f"`1e3` is read as a number {TRAP.format('text')}write it so that both agree"),
        (".nan", "`.nan` is no number that JSON has; write it in quotes if it is text"),
        ("1.0e+400", "`1.0e+400` is no number that JSON has; write it in quotes if it is text"),
        ("1" * 41, "a number of 41 digits; write it in quotes if it is text"),
        ("!!str 3", "the tag `!!str`, which JSON hasn't; take it out, and write text in quotes"),
        ("!thing 'x'", "the tag `!thing`, which JSON hasn't; take it out"),
        ("!!set {x}", "the tag `!!set`, which JSON hasn't; take it out"),
    ],
)  # fmt: skip
def test_what_two_readers_take_for_different_things_is_told(
    tmp_path: Path, written: str, text: str
) -> None:
    assert [f"it.yaml:2:4: {text}"] == findings(tmp_path, f"x: 1\na: {written}\n")


def test_a_key_is_a_trap_as_well(tmp_path: Path) -> None:
    assert [
        "it.yaml:1:1: `on` is read as text by YAML 1.2 and as true or false by YAML 1.1 tools; write `'on'` if it is text"
    ] == findings(tmp_path, "on: 1\n")


def test_a_status_without_quotes_is_a_text_as_in_json(tmp_path: Path) -> None:
    assert {"200": 1} == read(tmp_path, "200: 1\n").data


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:1: isn't a mapping; an OpenAPI document begins with `openapi: 3.1.0`"),
        ("# nothing\n", "1:1: isn't a mapping; an OpenAPI document begins with `openapi: 3.1.0`"),
        ("- 1\n", "1:1: isn't a mapping; an OpenAPI document begins with `openapi: 3.1.0`"),
        ("a: 1\nb: 2\na: 3\n", "3:1: the key `a` stands here again (first in line 1); keep one of the two"),
        ("a:\n  'b': 1\n  b: 2\n", "3:3: the key `b` stands here again (first in line 2); keep one of the two"),
        ("a: [1\nb: 2\n", "2:2: unreadable YAML: did not find expected ',' or ']'; mend the YAML here or just above"),
        ("\ta: 1\n", "1:1: unreadable YAML: a tab, where YAML takes spaces alone; indent with spaces"),
        ("a:\n  b: 1\n  \tc: 2\n", "3:3: unreadable YAML: a tab, where YAML takes spaces alone; indent with spaces"),
        ("a: {", "2:1: unreadable YAML: did not find expected node content; mend the YAML here or just above"),
        ("a: *b\n", "1:4: unreadable YAML: found undefined alias; mend the YAML here or just above"),
        ("a: 1\n---\nb: 2\n", "2:1: unreadable YAML: but found another document; mend the YAML here or just above"),
        (b"a: 1\nb: \x07\n", "2:4: unreadable YAML: the character U+0007; take it out, or write it escaped in double quotes"),
        (b"a: 1\nb: \xff\n", "2:1: isn't UTF-8; save the file as UTF-8"),
        (b"\xff\xfea\x00:\x00", "1:1: isn't UTF-8; save the file as UTF-8"),
        ("a: &b {c: *b}\n", "1:4: an alias that contains itself; write the value out"),
        ("<<: {a: 1}\n", "1:1: `<<` is a merge in YAML 1.1 and a plain key in 1.2; write the keys out, or use $ref"),
        ("? [a]\n: 1\n", "1:3: a key that isn't text; use a plain text key"),
        ("a: " + "[" * 101 + "]" * 101, "1:104: nested more than 100 levels deep; flatten it"),
        ("a: " + "[" * 9999, "1:1003: unreadable YAML: exceeded maximum nesting depth; mend the YAML here or just above"),
    ],
)  # fmt: skip
def test_what_is_no_document_is_told_with_its_place(
    tmp_path: Path, text: str | bytes, expected: str
) -> None:
    assert [f"it.yaml:{expected}"] == findings(tmp_path, text)


def test_a_bomb_of_aliases_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 12)]
    (told,) = findings(tmp_path, "\n".join(lines))
    assert told.endswith(": more than 200000 values, aliases written out; use fewer aliases")


def test_every_fault_of_the_yaml_is_told_in_one_run(tmp_path: Path) -> None:
    text = "a: on\nb: 0123\nb: 2\n"
    assert ["it.yaml:1:4", "it.yaml:2:4", "it.yaml:3:1"] == [
        line.split(": ")[0] for line in findings(tmp_path, text)
    ]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SpecError) as caught:
        load(tmp_path / "no.yaml", name="no.yaml")
    assert "no.yaml:1:1: can't be read (No such file or directory); give an existing file" == str(
        caught.value
    )


def test_line_ends_and_a_byte_order_mark_make_no_difference(tmp_path: Path) -> None:
    unix = read(tmp_path, "a: |\n  x\n  y\nb: 1\n")
    windows = read(tmp_path, "\ufeffa: |\r\n  x\r\n  y\r\nb: 1\r\n")
    assert (unix.data, unix.raw, unix.places) == (windows.data, windows.raw, windows.places)


@pytest.mark.parametrize("document", [real(), small()], ids=["real", "small"])
def test_each_key_has_its_place(document: Document) -> None:
    lines = document.raw.decode().split("\n")
    for path, (line, column) in document.places.items():
        if path and isinstance(path[-1], str):
            at = lines[line - 1][column - 1 :].lstrip("'\"")
            assert at.startswith(path[-1].replace("'", "''")), (path, line, column)


def test_a_finding_stands_at_the_nearest_thing_that_is_in_the_file() -> None:
    path = ("components", "schemas", "Thing", "properties", "fee")
    line, column = small().places[path]
    assert Finding("small.yaml", line, column, "odd; mend it") == small().finding(
        (*path, "nowhere", 3), "odd;\n  mend   it"
    )
    assert (1, 1) == small().places[()]


def test_findings_print_as_editors_jump_to_them_and_sort_by_their_place() -> None:
    findings = [Finding("a", 12, 1, "y"), Finding("a", 2, 10, "x"), Finding("a", 2, 9, "z")]
    assert ["a:2:9: z", "a:2:10: x", "a:12:1: y"] == [str(finding) for finding in sorted(findings)]
    assert "a:12:1: y\na:2:10: x\na:2:9: z" == str(SpecError(findings))


PRINTABLE = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64) | PRINTABLE,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(PRINTABLE, inner, max_size=4),
    max_leaves=20,
)


@given(data=st.dictionaries(PRINTABLE, JSON))
def test_json_is_read_as_json(
    data: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp()
    assert data == read(folder, json.dumps(data, ensure_ascii=False)).data


@given(text=st.text() | st.binary())
def test_whatever_a_file_holds_it_is_read_or_refused(
    text: str | bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    raw = text if isinstance(text, bytes) else text.encode("utf-8", "replace")
    with contextlib.suppress(SpecError):
        read(tmp_path_factory.getbasetemp(), raw)
