"""Whatever is wrong in a document: it is told as findings, never as a traceback, and what is fine gives code that runs."""

import contextlib
import copy
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.__main__ import main
from generator.findings import SpecError
from generator.lint import lint
from generator.load import Document, Path_, load
from generator.render import PACKAGE, render
from tests.generator.documents import SMALL, changed, real, small

ODD: list[Any] = [
    *(None, True, 0, -1, 3.5, 10**30, "", "x", 'a"b\\', '"""', "名字", "\0\a", "\n\n- x", "self"),
    *("seq", "extra", "None", "class", "type", "object", "string", "integer", "null", "date-time"),
    *([], {}, [1], ["a"], [None], [{}], {"a": 1}, {"type": "string"}, {"type": "object"}),
    *({"$ref": "#/components/schemas/Echo"}, {"$ref": "#/components/schemas/Nope"}, {"$ref": 3}),
]
KEYS = [
    *("x", "type", "enum", "$ref", "anyOf", "oneOf", "allOf", "items", "properties", "required"),
    *("default", "const", "format", "pattern", "not", "title", "description", "get", "put", "post"),
    *(
        "parameters",
        "200",
        "seq",
        "extra",
        "self",
        "a-b",
        "",
        "名字",
        "meta",
        "deprecated",
        "x-foo",
    ),
    *("x-canonical", "x-extensible-enum", "x-enum-varnames", "x-retry", "x-retyr", "x-personal"),
    *("additionalProperties", "examples", "example", "minLength", "content", "schema", "notify"),
]
QUICK = settings(
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def paths(value: Any, at: Path_ = ()) -> Iterator[Path_]:
    """Where everything stands in a document, but the document itself."""
    below: Any = value.items() if isinstance(value, dict) else ()
    for key, inner in enumerate(value) if isinstance(value, list) else below:
        yield (*at, key)
        yield from paths(inner, (*at, key))


PLACES = {"small": list(paths(small().data)), "real": list(paths(real().data))}


@st.composite
def broken(draw: st.DrawFn, which: str) -> Document:
    """A document in which something was deleted, replaced, retyped, doubled or renamed, up to three times."""
    document = small() if which == "small" else real()
    data = copy.deepcopy(document.data)
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(PLACES[which]))
        parent: Any = Document("", data, b"", {}).at(*path[:-1])
        with contextlib.suppress(KeyError, IndexError, TypeError):  # an earlier change took it away
            _break(draw, which, parent, path[-1])
    return replace(document, data=data)


def _break(draw: st.DrawFn, which: str, parent: Any, key: Any) -> None:
    value = parent[key]
    how = draw(st.sampled_from(["delete", "replace", "copy", "retype", "double", "rename", "fill"]))
    if how == "delete":
        del parent[key]
    elif how == "replace":
        parent[key] = copy.deepcopy(draw(st.sampled_from(ODD)))
    elif how == "copy":
        document = small() if which == "small" else real()
        parent[key] = copy.deepcopy(document.at(*draw(st.sampled_from(PLACES[which]))))
    elif how == "retype":
        arms = [value, {"type": "null"}]
        forms = [str(value)[:20], [value], {"a": value}, {"allOf": [value]}, {"anyOf": arms}]
        parent[key] = copy.deepcopy(draw(st.sampled_from(forms)))
    elif how == "double" and isinstance(parent, list):
        parent.append(copy.deepcopy(value))
    elif how == "double":
        parent[draw(st.sampled_from(KEYS))] = copy.deepcopy(value)
    elif how == "rename" and isinstance(parent, dict):
        name = draw(st.sampled_from([key + "x", key[:-1], key.upper(), *KEYS]))
        items = [(name if other == key else other, item) for other, item in parent.items()]
        parent.clear()
        parent.update(items)
    elif isinstance(value, dict):
        value[draw(st.sampled_from(KEYS))] = copy.deepcopy(draw(st.sampled_from(ODD)))
    elif isinstance(value, list):
        value.append(copy.deepcopy(draw(st.sampled_from(ODD))))


def compiled(document: Document) -> None:
    """Make the package and compile each module of it."""
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder, PACKAGE)
        render(document, package)
        for path in sorted(package.rglob("*.py")):
            compile(path.read_text(encoding="utf-8"), path.name, "exec")


@settings(QUICK, max_examples=200)
@given(document=broken("small"))
def test_a_broken_small_document_gives_findings(document: Document) -> None:
    assert all("\n" not in str(one) for one in lint(document, ours=True))


@settings(QUICK, max_examples=50)
@given(document=broken("small"))
def test_what_has_no_findings_gives_code(document: Document) -> None:
    if not lint(document, ours=False) and document.data != small().data:
        compiled(document)


@settings(QUICK, max_examples=20)
@given(document=broken("real"))
def test_a_broken_real_document_gives_findings(document: Document) -> None:
    assert all("\n" not in str(one) for one in lint(document, ours=True))


@settings(QUICK, max_examples=150)
@given(data=st.data())
def test_a_file_that_was_cut_and_pasted_at_random_gives_findings(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = SMALL.read_text(encoding="utf-8")
    places = st.integers(0, len(text))
    for _ in range(data.draw(st.integers(1, 3))):
        start, end, to = (data.draw(places) for _ in range(3))
        piece = data.draw(
            st.sampled_from(["", ":", "\n", "  ", "'", '"', "- ", "{", "]", "&a ", "*a"])
        )
        piece += data.draw(st.sampled_from(["", text[to : to + 40]]))
        text = text[:start] + piece + text[start + (end - start) % 40 :]  # fmt: skip
    file = tmp_path_factory.getbasetemp() / "cut.yaml"
    file.write_text(text, encoding="utf-8")
    with contextlib.suppress(SpecError):
        lint(load(file), ours=False)


NASTY = (
    'Ends in a quote: "x"\n\n"""\\\n\n- {{ jinja }} {% x %} \\N{x} \\u12\n\n    code\n\0\a\u2028%s"'
)


def test_any_text_may_stand_in_a_description() -> None:
    texts = [path for path in PLACES["small"] if path[-1] in ("description", "summary", "title")]
    texts += [(*path[:-1], "description") for path in PLACES["small"] if path[-1] == "properties"]
    labels = [
        (path, NASTY) for path in PLACES["small"] if "x-enum-descriptions" in str(path[-2:-1])
    ]
    document = changed(small(), *[(path, NASTY) for path in texts], *labels)
    assert [] == lint(document, ours=True)
    compiled(document)


@pytest.mark.parametrize("command", ["lint", "generate", "check"])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "a: [",
        "openapi: 3.1.0\n",
        "openapi: 3.1.0\ninfo: {title: x, version: '1'}\npaths: {}\n",
        "openapi: 3.1.0\ninfo: on\npaths: 7\n",
        "{" * 50,
    ],
)
def test_each_command_tells_a_fault_of_the_yaml_and_ends_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, text: str
) -> None:
    file = tmp_path / "it.yaml"
    file.write_text(text, encoding="utf-8")
    out = [] if command == "lint" else ["--out", str(tmp_path / "out")]
    assert 1 == main([command, "--spec", str(file), *out])
    said = capsys.readouterr()
    assert "" == said.out
    assert said.err.startswith(f"{file}:")
    assert "Traceback" not in said.err
    assert not (tmp_path / "out").exists()
