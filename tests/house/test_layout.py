"""The folders and files of the project: the map in the design, and what no file may hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

TOP = {
    ".ci",
    ".gitignore",
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "auth_plugin",
    "docs",
    "generated",
    "generator",
    "pyproject.toml",
    "requirements.lock",
    "sandbox",
    "spec",
    "tests",
}
TESTS = {
    "auth_plugin",
    "bench",
    "client",
    "faults",
    "generator",
    "house",
    "sandbox",
    "spec",
    "typing",
    "webhooks",
}

FOLDERS = ["Users", "home", "opt", "root", "tmp", "work"]
REGISTRIES = ["debian", "npmjs", "pypi", "pythonhosted"]
FOREIGN = re.compile(
    rf"(?<![\w.])/(?:{'|'.join(FOLDERS)})/\w|\b(?:{'|'.join(REGISTRIES)})\.(?:com|org)\b"
)


def test_the_top_holds_what_the_design_draws_and_nothing_else(files: list[Path]) -> None:
    found = {file.parts[0] for file in files}
    assert TOP == found


def test_the_tests_mirror_the_project(files: list[Path]) -> None:
    found = {file.parts[1] for file in files if file.parts[0] == "tests" and len(file.parts) > 2}
    assert set() == found - TESTS


def test_no_two_test_modules_share_a_name(files: list[Path]) -> None:
    """So that a name in a report is enough to find the file."""
    names = [
        file.name for file in files if file.parts[0] == "tests" and file.name.startswith("test_")
    ]
    assert sorted(set(names)) == sorted(names)


def test_no_file_names_a_place_on_a_machine_or_a_registry(files: list[Path], root: Path) -> None:
    found = [
        f"{file}:{number}: {line.strip()[:100]}"
        for file in files
        for number, line in enumerate(_lines(root / file), 1)
        if FOREIGN.search(line)
    ]
    assert [] == found


def test_text_files_have_plain_line_ends(files: list[Path], root: Path) -> None:
    bad = [
        str(file) for file in files if _is_text(root / file) and b"\r" in (root / file).read_bytes()
    ]
    assert [] == bad


def _is_text(file: Path) -> bool:
    return b"\0" not in file.read_bytes()[:8192]


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8", errors="replace").splitlines() if _is_text(file) else []
