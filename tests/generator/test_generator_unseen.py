"""An operation that the project has never seen, added to a copy of the YAML alone, comes out whole and works."""

import copy
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.generate import generate
from generator.lint import lint
from generator.load import Document, load
from tests.generator.documents import ROOT, real, written

USE = Path(__file__).with_name("use_unseen.py")


def merged(into: Any, more: Any) -> Any:
    """A document with another one's keys added."""
    return into | {
        key: merged(into[key], value) if isinstance(into.get(key), dict) else value
        for key, value in more.items()
    }


@pytest.fixture(scope="module")
def unseen() -> Document:
    added = load(Path(__file__).with_name("unseen.yaml")).data
    return replace(real(), data=merged(copy.deepcopy(real().data), added))


@pytest.fixture(scope="module")
def made(unseen: Document, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the spec, and the client in `generated`."""
    folder = tmp_path_factory.mktemp("unseen")
    written(unseen, folder)
    generate(unseen, folder / "generated", ours=True)
    return folder


def run(made: Path, *arguments: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        env={**os.environ, "PYTHONPATH": str(made / "generated"), **more},
        cwd=made,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )


@pytest.fixture(scope="module")
def found(made: Path) -> dict[str, Any]:
    """What the client and the sandbox made of it: see use_unseen.py."""
    done = run(made, USE, made / "openapi.yaml", NO_PROXY="*")
    assert (0, "") == (done.returncode, done.stderr)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def test_the_document_has_no_findings(unseen: Document) -> None:
    assert [] == lint(unseen, ours=True)


def test_the_client_that_is_used_is_the_generated_one(made: Path, found: dict[str, Any]) -> None:
    assert str(made / "generated" / "callcenter_client" / "__init__.py") == found["package"]


@pytest.mark.parametrize("shell", ["sync", "async"])
def test_the_method_gives_typed_values_over_real_http(found: dict[str, Any], shell: str) -> None:
    assert {
        "fax_id": ["str", "8"],
        "state": ["FaxState", "SENT"],
        "cost": ["Decimal", "0.06"],
        "sent_at": ["datetime", "2018-09-10 14:39:20+08:00"],
    } == found[shell]


def test_the_command_arrives_as_the_spec_has_it(found: dict[str, Any]) -> None:
    assert {
        "seq": "",
        "userData": "",
        "callee": "02584567890",
        "pages": ["one", "two"],
        "quality": "fine",
        "after": "2018-09-10 14:39:20",
    } == found["sent"]
    assert found["accepted"]


def test_what_makes_it_findable_is_filled_in(found: dict[str, Any]) -> None:
    assert found["filled in"]


def test_the_open_set_has_its_labels(found: dict[str, Any]) -> None:
    assert "已发送" == found["label"]


def test_a_personal_field_is_shortened(found: dict[str, Any]) -> None:
    assert "02584567890" not in found["repr"]
    assert found["repr"].startswith("SendFaxCommand(callee=")


def test_the_deprecated_field_warns_at_the_caller_s_line(found: dict[str, Any]) -> None:
    assert ["SendFaxCommand.colour is deprecated since 2.1; use quality"] == found["warnings"]
    assert [True] == found["warned in"]


def test_arguments_are_checked_against_the_spec(found: dict[str, Any]) -> None:
    assert {
        "no page": ["InvalidCommand", "pages"],
        "a text for a list": ["InvalidCommandType", "pages"],
        "a number that is none": ["InvalidCommand", "callee"],
        "a set": ["InvalidCommand", "quality"],
    } == {
        name: found[name]
        for name in ("no page", "a text for a list", "a number that is none", "a set")
    }


def test_a_revision_that_lacks_it_is_told(found: dict[str, Any]) -> None:
    assert "4" in found["revision 1"]
    assert "6" in found["revision 1"]


def test_there_is_a_batch_form_and_an_iterator(found: dict[str, Any]) -> None:
    assert ["SendFaxResponse"] * 3 == found["batch"]
    assert 2 == found["messages of the batch"]
    assert set(found["rows"]) <= {"Fax"}
    assert found["rows"] == found["async rows"]


def test_the_docstring_tells_what_the_spec_does(found: dict[str, Any]) -> None:
    for text in (
        "Send a fax.",
        'Sends a page to a "fax machine". (§99 SendFax)',
        "Since 2.0.",
        "callee: Where the fax goes.",
        "colour: Was never used. Deprecated since 2.1; use quality.",
        "SendFaxResponse: the platform's answer.",
        "it is in 4, 6.",
    ):
        assert text in found["docstring"]


def test_the_notification_is_typed(found: dict[str, Any]) -> None:
    assert [True, "8", "LOST", "2018-09-10 14:39:20+08:00", {"more": 1}] == found["event"]


def test_the_fields_of_x_dedupe_tell_one_event_from_another(found: dict[str, Any]) -> None:
    assert found["same event"]
    assert found["other event"]


def test_there_is_a_command_for_it(made: Path) -> None:
    done = run(made, "-m", "callcenter_client", "send-fax", "--help")
    assert (0, "") == (done.returncode, done.stderr)
    assert "Send a fax" in done.stdout
    assert "--callee" in done.stdout


def test_the_package_is_strictly_typed(made: Path) -> None:
    settings = made / "mypy.ini"
    settings.write_text("[mypy]\nstrict = true\n", encoding="utf-8")
    package = made / "generated" / "callcenter_client"
    cache = ROOT / ".cache" / "mypy-unseen"  # of httpx and attrs, most of all
    done = run(made, "-m", "mypy", "--config-file", settings, "--cache-dir", cache, package)
    assert (0, "") == (done.returncode, done.stderr)
    assert done.stdout.startswith("Success: no issues found in ")
