"""What the generator builds on inside openapi-python-client: pinned, compared, and none of its warnings is lost.

Its templates and its `Project` class are private to it. So an upgrade may change what ours were made from: these tests
notice, and say what to look at.
"""

import hashlib
import inspect
import tomllib
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import openapi_python_client
import pytest
from openapi_python_client import Project, strings
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.parser.properties import EnumProperty

from generator import render as rendering
from generator.describe import Description
from generator.findings import SpecError
from generator.load import Document
from generator.render import render
from tests.generator.documents import ROOT, changed, field, small

OURS = ROOT / "generator" / "templates"
THEIRS = Path(openapi_python_client.__file__).parent / "templates"
OVERRIDDEN = {
    "int_enum.py.jinja": "cf8776855b1d8269",
    "model.py.jinja": "fd1c79680d51c06c",
    "models_init.py.jinja": "4f64a3d6e1b15a56",
    "package_init.py.jinja": "ac15907e32dc39bd",
    "str_enum.py.jinja": "e4979a5e6b338351",
}
BUILT_ON: dict[str, tuple[Callable[..., Any], str]] = {
    "Project.__init__": (Project.__init__, "f61ba780d0ae2a68"),
    "Project.build": (Project.build, "b71eb2210fb01cc2"),
    "Project._build_api": (Project._build_api, "ef5538132989dad8"),
    "Project._build_models": (Project._build_models, "5e62f8ce22ec8697"),
    "Project._get_errors": (Project._get_errors, "32d87426322b5c37"),
    "GeneratorData.from_dict": (GeneratorData.from_dict, "abd1df727ce16ad9"),
    "EnumProperty.values_from_list": (EnumProperty.values_from_list, "72e54264808a63c6"),
    "PythonIdentifier": (strings.PythonIdentifier, "5c8b03bd633f98c9"),
    "ClassName": (strings.ClassName, "de57f94899808cc5"),
    "pascal_case": (strings.pascal_case, "4f3a32d06c8f4a48"),
}
WHAT_TO_DO = (
    "openapi-python-client {version} has another {name} than ours was made from. Compare the two versions, take over into"
    " generator/ what ours needs, run `make test`, and write the new hash here: {hash}"
)


def digest(text: str) -> str:
    return hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest()[:16]


def asked(name: str, found: str) -> str:
    return WHAT_TO_DO.format(version=version("openapi-python-client"), name=name, hash=found)


def test_it_is_pinned_exactly() -> None:
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    pin = f"openapi-python-client=={version('openapi-python-client')}"
    assert pin in groups["dependency-groups"]["generator"]


@pytest.mark.parametrize(("name", "expected"), OVERRIDDEN.items())
def test_the_template_that_ours_overrides_is_the_one_it_was_made_from(
    name: str, expected: str
) -> None:
    found = digest((THEIRS / name).read_text(encoding="utf-8"))
    assert expected == found, asked(f"template {name}", found)


def test_each_template_that_ours_overrides_is_compared() -> None:
    theirs = {path.relative_to(THEIRS).as_posix() for path in THEIRS.rglob("*.jinja")}
    ours = {path.relative_to(OURS).as_posix() for path in OURS.rglob("*.jinja")}
    assert sorted(OVERRIDDEN) == sorted(ours & theirs)


@pytest.mark.parametrize("name", BUILT_ON)
def test_the_code_that_ours_builds_on_is_the_one_it_was_made_for(name: str) -> None:
    code, expected = BUILT_ON[name]
    found = digest(inspect.getsource(code))
    assert expected == found, asked(name, found)


def findings(document: Document, folder: Path) -> list[str]:
    with pytest.raises(SpecError) as caught:
        render(document, folder / "package")
    return [finding.text for finding in caught.value.findings]


def test_a_warning_of_its_is_an_error_of_ours(tmp_path: Path) -> None:
    odd = {"type": "string", "format": "date-time", "default": "no time"}
    (text,) = findings(changed(small(), field("MadeNotify", "when", odd)), tmp_path)
    assert text.startswith("openapi-python-client: ")
    assert text.endswith("; write it in a form that it can generate")


@pytest.mark.parametrize(
    ("what", "instead"),
    [
        ("from_dict", GeneratorError(header="Failed", detail="in #/components/schemas/Thing/x")),
        ("from_dict", ZeroDivisionError("in #/components/schemas/Thing/x")),
        ("build", [GeneratorError(header="Failed", detail="in #/components/schemas/Thing/x")]),
    ],
    ids=["an error", "an exception", "a problem while writing"],
)
def test_so_is_any_other_problem_of_its(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, what: str, instead: Any
) -> None:
    def replacement(*arguments: Any, **more: Any) -> Any:
        if isinstance(instead, Exception):
            raise instead
        return instead

    monkeypatch.setattr(GeneratorData if what == "from_dict" else Project, what, replacement)
    with pytest.raises(SpecError) as caught:
        render(small(), tmp_path / "package")
    (finding,) = caught.value.findings
    assert small().places["components", "schemas", "Thing"] == (finding.line, finding.column)
    assert "in #/components/schemas/Thing/x" in finding.text


Counted = tuple[Document, dict[str, Any], GeneratorData, Description]


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Counted:
    """What is counted after a rendering: the document, its view, what was parsed, what was described."""
    seen: list[Counted] = []

    def keep(*arguments: Any) -> None:
        seen.append(arguments)

    with monkeypatch.context() as patch:
        patch.setattr(rendering, "_check_counts", keep)
        render(small(), tmp_path / "package")
    return seen[0]


def lost(counted: Counted) -> list[str]:
    with pytest.raises(SpecError) as caught:
        rendering._check_counts(*counted)
    return [finding.text for finding in caught.value.findings]


def test_all_that_went_in_came_out(counted: Counted) -> None:
    rendering._check_counts(*counted)


def test_a_component_that_gives_no_class_is_a_finding(counted: Counted) -> None:
    described = counted[3]
    described.models = [model for model in described.models if model.name != "Thing"]
    described.enums = [enum for enum in described.enums if enum.name != "Colour"]
    assert [
        "`Colour` gave no class; refer to it, or take it out",
        "`Thing` gave no class; refer to it, or take it out",
    ] == lost(counted)


def test_so_is_a_class_of_no_component(counted: Counted) -> None:
    counted[3].models[0].name = "Surprise"
    assert "the class `Surprise` came of no component; make what it's of a component" in lost(
        counted
    )


def test_so_is_an_operation_that_gives_no_method_and_no_function(counted: Counted) -> None:
    counted[3].operations.pop()
    counted[2].endpoint_collections_by_tag.popitem()
    assert {
        "gave no method; a command is a `post` with `request` in its message",
        "gave no function; write it in a form that openapi-python-client can generate",
    } == set(lost(counted))


def test_so_is_a_notification_that_gives_no_class(counted: Counted) -> None:
    counted[3].notifications.pop()
    assert ["gave no notification; it needs a `notify` in its body"] == lost(counted)
