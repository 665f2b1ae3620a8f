"""The Makefile: what it lists, and how it makes an environment."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
import venv
from typing import TYPE_CHECKING

import pytest

from generator import environment

if TYPE_CHECKING:
    from pathlib import Path

CHORES = [
    "help",
    "run",
    "test",
    "generate",
    "check",
    "lint",
    "types",
    "wheel",
    "publish",
    "bench",
    "faults",
    "fuzz",
    "soak",
    "lock",
    "clean",
]


def make(root: Path, *args: str) -> str:
    command = ["make", "--no-print-directory", *args]
    return subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout


def test_help_lists_each_chore_in_one_line(root: Path) -> None:
    lines = make(root, "help").splitlines()
    assert CHORES == [line.split()[1] for line in lines]
    assert all(len(line) <= 120 for line in lines)


def test_help_is_what_make_does_by_itself(root: Path) -> None:
    assert make(root, "help") == make(root)


def test_no_target_is_a_file(root: Path) -> None:
    text = (root / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z][a-z-]*):", text, re.MULTILINE))
    phony = set(" ".join(re.findall(r"^\.PHONY: (.*)$", text, re.MULTILINE)).split())
    assert phony == targets


@pytest.mark.parametrize("chore", [chore for chore in CHORES if chore not in {"help", "clean"}])
def test_each_chore_sets_up_what_it_needs(root: Path, chore: str) -> None:
    assert "generator/environment.py .venv --editable" in make(root, "--dry-run", chore)


class FakeEnvironments:
    """Stands in for venv and pip: makes folders, and can be told to fail."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.done: list[str] = []
        self.failing: str | None = None

    def create(self, folder: Path) -> None:
        self.done.append("create")
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "bin").mkdir(parents=True)
        (folder / "bin" / "python").touch()

    def pip(self, folder: Path, *args: str) -> None:
        what = (
            "lock"
            if "--requirement" in args
            else "wheel"
            if args[-1].endswith(".whl")
            else "checkout"
        )
        assert folder.is_dir()
        if what == self.failing:
            raise subprocess.CalledProcessError(1, ["pip", *args])
        self.done.append(what)

    def make(self, *args: str) -> tuple[int, list[str]]:
        """Run the script; its exit code and what it did."""
        self.done = []
        return environment.main(list(args)), self.done


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeEnvironments:
    root = tmp_path / "a folder"
    root.mkdir()
    (root / "requirements.lock").write_text("attrs==26.1.0\n")
    (root / "pyproject.toml").write_text("[project]\n")
    fake = FakeEnvironments(root)
    monkeypatch.setattr(environment, "ROOT", root)
    monkeypatch.setattr(environment, "LOCK", root / "requirements.lock")
    monkeypatch.setattr(environment, "_pip", fake.pip)
    monkeypatch.setattr(venv.EnvBuilder, "create", lambda _self, folder: fake.create(folder))
    return fake


def test_the_first_run_makes_everything_and_the_second_nothing(fake: FakeEnvironments) -> None:
    assert (0, ["create", "lock", "checkout"]) == fake.make(".venv", "--editable")
    assert (0, []) == fake.make(".venv", "--editable")


def test_a_run_that_failed_is_done_anew(
    fake: FakeEnvironments, capsys: pytest.CaptureFixture[str]
) -> None:
    fake.failing = "lock"
    assert (1, ["create"]) == fake.make(".venv", "--editable")
    command = f"`pip install --require-hashes --requirement '{fake.root}/requirements.lock'` failed"
    assert f".venv: {command}; run the same make target again" in capsys.readouterr().err
    fake.failing = "checkout"
    assert (1, ["create", "lock"]) == fake.make(".venv", "--editable")
    fake.failing = None
    assert (0, ["checkout"]) == fake.make(".venv", "--editable")


def test_a_folder_that_can_not_be_written_is_told_in_a_line(
    fake: FakeEnvironments, capsys: pytest.CaptureFixture[str]
) -> None:
    (fake.root / "file").touch()
    assert (1, ["create"]) == fake.make("file/.venv", "--editable")
    said = capsys.readouterr().err
    assert said.startswith(".venv: can't be made: [Errno ")
    assert said.count("\n") == 1


def test_another_lock_makes_it_anew(fake: FakeEnvironments) -> None:
    fake.make(".venv", "--editable")
    (fake.root / "requirements.lock").write_text("attrs==26.2.0\n")
    assert (0, ["create", "lock", "checkout"]) == fake.make(".venv", "--editable")


def test_another_pyproject_installs_the_checkout_anew(fake: FakeEnvironments) -> None:
    fake.make(".venv", "--editable")
    (fake.root / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert (0, ["checkout"]) == fake.make(".venv", "--editable")


def test_another_wheel_of_the_same_name_is_installed(
    fake: FakeEnvironments, tmp_path: Path
) -> None:
    wheel = tmp_path / "x-1-py3-none-any.whl"
    wheel.write_bytes(b"1")
    assert (0, ["create", "lock", "wheel"]) == fake.make(".venv-wheel", "--wheel", str(wheel))
    wheel.write_bytes(b"2")
    assert (0, ["wheel"]) == fake.make(".venv-wheel", "--wheel", str(wheel))


def test_a_copied_checkout_does_not_use_the_environment_of_the_original(
    fake: FakeEnvironments, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake.make(".venv", "--editable")
    copy = fake.root.with_name("copy")
    shutil.copytree(fake.root, copy)
    monkeypatch.setattr(environment, "ROOT", copy)
    assert (0, ["create", "lock", "checkout"]) == fake.make(".venv", "--editable")


def test_an_environment_whose_python_is_gone_is_made_anew(fake: FakeEnvironments) -> None:
    fake.make(".venv", "--editable")
    (fake.root / ".venv/bin/python").unlink()
    assert (0, ["create", "lock", "checkout"]) == fake.make(".venv", "--editable")


def test_an_old_python_is_told_what_is_needed(
    fake: FakeEnvironments, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 13))
    assert (1, []) == fake.make(".venv", "--editable")
    expected = (
        f"{sys.executable} is Python 3.10.13; 3.11 or newer is needed: make PYTHON=python3.12 …\n"
    )
    assert expected == capsys.readouterr().err


def test_a_python_without_venv_is_told_what_to_install(
    fake: FakeEnvironments, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    assert (1, []) == fake.make(".venv", "--editable")
    assert "apt-get install python3-venv" in capsys.readouterr().err
