"""`python -m generator`: what it prints, how it ends, and that a failed run leaves everything as it was."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator import generate as making
from generator.__main__ import main
from tests.generator.documents import GONE, LIST, ROOT, SMALL, changed, small, written

Contents = Callable[[Path], dict[str, bytes]]
PACKAGE = "callcenter_client"


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A document with one finding."""
    return written(changed(small(), ((*LIST, "summary"), GONE)), tmp_path / "faulty")


@pytest.mark.parametrize(
    "arguments", [[], ["generat"], ["lint", "--out", "x"], ["generate", "--spec"], ["check", "x"]]
)
def test_wrong_usage_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert 2 == ended.value.code
    assert "usage: python -m generator" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["lint", "generate", "check"])
@pytest.mark.parametrize("name", ["no-such-file.yaml", "."])
def test_a_spec_that_is_no_file_is_wrong_usage(
    command: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--spec", name])
    assert 2 == ended.value.code
    assert f"error: --spec {name}: there is no such file" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["lint", "generate", "check"])
@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"", ":1:1: isn't a mapping; an OpenAPI document begins with `openapi: 3.1.0`\n1 finding\n"),
        (b"\x89PNG\r\n\x1a\n\0\0", ":1:1: isn't UTF-8; save the file as UTF-8\n1 finding\n"),
        (b"<html>\n</html>\n", ":1:1: isn't a mapping; an OpenAPI document begins with `openapi: 3.1.0`\n1 finding\n"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_document_is_a_finding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, raw: bytes, expected: str
) -> None:
    file = tmp_path / "it.yaml"
    file.write_bytes(raw)
    assert 1 == main([command, "--spec", str(file)])
    assert ("", f"{file}{expected}") == tuple(capsys.readouterr())


def test_lint_prints_the_findings_and_their_number(
    faulty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 1 == main(["lint", "--spec", str(faulty)])
    said = capsys.readouterr()
    text = "lacks `summary`; add a line that says what it does"
    assert ("", f"{faulty}:18:5: {text}\n1 finding\n") == (said.out, said.err)


def test_lint_of_the_project_s_own_document_finds_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert 0 == main(["lint"])
    assert ("spec/openapi.yaml: no findings\n", "") == tuple(capsys.readouterr())


def test_generate_gives_a_short_account(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["generate", "--spec", str(SMALL), "--out", str(tmp_path)]
    assert 0 == main(arguments)
    first = capsys.readouterr().out.splitlines()
    assert "3 operations, 20 models, 4 enums, 2 notifications; spec version 1.0.0" == first[0]
    assert first[1].startswith("new: __init__.py, __main__.py, ")
    assert 2 == len(first)
    assert 0 == main(arguments)
    assert (
        "nothing has changed since the last generation" == capsys.readouterr().out.splitlines()[1]
    )
    assert [PACKAGE] == [path.name for path in tmp_path.iterdir()]


def test_generate_tells_what_has_changed_since_the_last_generation(
    tmp_path: Path, small_copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (small_copy / PACKAGE / "old.py").write_text("", encoding="utf-8")
    (small_copy / PACKAGE / "models" / "thing.py").unlink()
    spec = written(changed(small(), ((*LIST, "summary"), "List every thing")), tmp_path)
    assert 0 == main(["generate", "--spec", str(spec), "--out", str(small_copy)])
    assert [
        "new: models/thing.py",
        "changed: _async.py, _cli_table.py, _sync.py, api/all_/list_things.py",
        "gone: old.py",
    ] == capsys.readouterr().out.splitlines()[1:]


def test_paths_may_be_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spec = written(small(), tmp_path / "a b")
    monkeypatch.chdir(spec.parent)
    assert 0 == main(["generate", "--spec", spec.name, "--out", "."])
    assert (spec.parent / PACKAGE / "__init__.py").is_file()
    assert 0 == main(["check", "--spec", spec.name, "--out", "."])


@pytest.mark.parametrize("below", ["", "more/below"])
def test_an_out_that_can_t_be_written_ends_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], below: str
) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    assert 2 == main(["generate", "--spec", str(SMALL), "--out", str(tmp_path / "file" / below)])
    said = capsys.readouterr()
    assert "" == said.out
    assert said.err.startswith("python -m generator: error: ")
    assert "mine" == (tmp_path / "file").read_text(encoding="utf-8")


def test_check_is_content_with_what_generate_made(
    small_generated: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == main(["check", "--spec", str(SMALL), "--out", str(small_generated)])
    assert f"{small_generated} is what {SMALL} yields\n" == capsys.readouterr().out


def test_check_shows_what_is_different(
    small_copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    package = small_copy / PACKAGE
    model = package / "models" / "thing.py"
    model.write_text(
        model.read_text(encoding="utf-8").replace("class Thing(", "class Thong("), encoding="utf-8"
    )
    (package / "py.typed").unlink()
    (package / "stray.bin").write_bytes(b"\xff\0")
    (package / "empty.py").write_bytes(b"")
    assert 1 == main(["check", "--spec", str(SMALL), "--out", str(small_copy)])
    said = capsys.readouterr()
    lines = said.out.splitlines()
    assert f"--- {PACKAGE}/models/thing.py (as it is)" in lines
    assert ["-class Thong(Model):", "+class Thing(Model):"] == [
        line for line in lines if "class Th" in line and line[0] in "+-"
    ]
    assert f"{PACKAGE}/py.typed: missing" in lines
    assert f"{PACKAGE}/empty.py: should not be there" in lines
    assert f"+++ {PACKAGE}/stray.bin (missing)" in lines
    again = f"python -m generator generate --spec {SMALL} --out {small_copy}"
    assert f"{small_copy} isn't what {SMALL} yields; run `{again}`\n" == said.err


def test_a_reader_of_the_differences_that_has_enough_costs_nothing(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as nobody_reads:
        ended = subprocess.run(
            [sys.executable, "-m", "generator", "check", "--spec", str(SMALL), "--out", tmp_path],
            cwd=ROOT,
            stdout=nobody_reads,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )

    assert (1, True) == (ended.returncode, ended.stderr.startswith(f"{tmp_path} isn't what "))


def test_check_of_a_folder_that_is_not_there_shows_everything(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 1 == main(["check", "--spec", str(SMALL), "--out", str(tmp_path / "none")])
    assert f"--- {PACKAGE}/__init__.py (missing)" in capsys.readouterr().out
    assert not (tmp_path / "none").exists()


def test_check_does_not_mind_line_ends_and_caches(small_copy: Path) -> None:
    for path in (small_copy / PACKAGE).rglob("*.py"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    cache = small_copy / PACKAGE / "__pycache__"
    cache.mkdir(exist_ok=True)
    (cache / "x.pyc").write_bytes(b"\xff")
    assert 0 == main(["check", "--spec", str(SMALL), "--out", str(small_copy)])


def test_a_change_of_one_character_makes_check_fail_until_generate_is_run(
    tmp_path: Path, small_copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = SMALL.read_text(encoding="utf-8")
    spec = tmp_path / "openapi.yaml"
    spec.write_text(text.replace("A closed set.", "A closed set!"), encoding="utf-8")
    arguments = ["--spec", str(spec), "--out", str(small_copy)]
    assert 1 == main(["check", *arguments])
    lines = capsys.readouterr().out.splitlines()
    assert {'-    """A closed set.', '+    """A closed set!'} <= {
        line.rstrip('"') for line in lines
    }
    assert 0 == main(["generate", *arguments])
    assert 0 == main(["check", *arguments])


def fail(error: BaseException) -> Callable[..., Any]:
    def raises(*arguments: Any, **more: Any) -> Any:
        raise error

    return raises


def no_ruff(*arguments: Any, **more: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.CompletedProcess([], 1, "", "python: No module named ruff")


@pytest.mark.parametrize(
    ("what", "instead", "code"),
    [
        ("subprocess.run", no_ruff, 2),
        ("subprocess.run", fail(KeyboardInterrupt()), 130),
        ("render", fail(KeyboardInterrupt()), 130),
        ("render", fail(OSError("No space left on device")), 2),
        ("files", fail(KeyboardInterrupt()), 130),
        ("Path.rename", fail(OSError("Text file busy")), 2),
    ],
)
def test_a_generate_that_fails_leaves_everything_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    small_copy: Path,
    contents: Contents,
    capsys: pytest.CaptureFixture[str],
    what: str,
    instead: Any,
    code: int,
) -> None:
    spec = written(changed(small(), ((*LIST, "summary"), "List every thing")), tmp_path)
    before = contents(small_copy)
    monkeypatch.setattr(f"generator.generate.{what}", instead)
    assert code == main(["generate", "--spec", str(spec), "--out", str(small_copy)])
    monkeypatch.undo()
    assert before == contents(small_copy)
    assert [PACKAGE] == [path.name for path in small_copy.iterdir()]
    said = capsys.readouterr()
    assert "" == said.out
    assert said.err.startswith("python -m generator: ")


def test_so_does_one_that_is_interrupted_in_the_swap(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, small_copy: Path, contents: Contents
) -> None:
    spec = written(changed(small(), ((*LIST, "summary"), "List every thing")), tmp_path)
    before = contents(small_copy)
    rename = Path.rename

    def once(self: Path, target: Path) -> Path:
        if target.name == PACKAGE and self.name == PACKAGE:
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", once)
    assert 130 == main(["generate", "--spec", str(spec), "--out", str(small_copy)])
    assert before == contents(small_copy)


def test_so_does_one_whose_document_has_findings(
    faulty: Path, small_copy: Path, contents: Contents
) -> None:
    before = contents(small_copy)
    assert 1 == main(["generate", "--spec", str(faulty), "--out", str(small_copy)])
    assert before == contents(small_copy)


def test_a_new_out_is_not_left_behind_by_one_that_fails(faulty: Path, tmp_path: Path) -> None:
    out = tmp_path / "new"
    assert 1 == main(["generate", "--spec", str(faulty), "--out", str(out)])
    assert not out.exists()


def test_what_ruff_says_is_told_without_the_temporary_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(making, "_RUFF_RULES", "NO-SUCH-RULE")
    assert 2 == main(["generate", "--spec", str(SMALL), "--out", str(tmp_path)])
    said = capsys.readouterr().err
    assert "ruff, which formats the package, failed: " in said
    assert "make environment" in said
    assert ".generating-" not in said


def test_ctrl_c_half_way_leaves_everything_as_it_was(
    tmp_path: Path, small_copy: Path, contents: Contents
) -> None:
    spec = written(changed(small(), ((*LIST, "summary"), "List every thing")), tmp_path)
    before = contents(small_copy)
    running = subprocess.Popen(
        [sys.executable, "-m", "generator", "generate", "--spec", spec, "--out", small_copy],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not list(small_copy.glob(".generating-*")) and running.poll() is None:
        time.sleep(0.01)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    # Python itself ends as killed when the signal comes in code that was made by exec(), though it was handled.
    assert running.returncode in (130, -signal.SIGINT)
    assert "python -m generator: interrupted; what was there is as it was\n" == said
    assert before == contents(small_copy)
