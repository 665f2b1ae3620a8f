"""The lock files: pinned, hashed, complete, and free of any word of where the packages came from."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

if TYPE_CHECKING:
    from pathlib import Path

NODE = ["spec/lint", "tests/sandbox/browser"]  # the folders with packages of npm's

ENTRY = re.compile(
    r"(?P<requirement>[^\s\\#]+==[^\\]+?) \\\n(?P<hashes>( {4}--hash=sha256:[0-9a-f]{64}( \\)?\n)+)"
)


@pytest.fixture(scope="module")
def lock(root: Path) -> str:
    return (root / "requirements.lock").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def pinned(lock: str) -> dict[str, Version]:
    requirements = [Requirement(match["requirement"]) for match in ENTRY.finditer(lock)]
    return {canonicalize_name(one.name): Version(str(one.specifier)[2:]) for one in requirements}


def asked_for(root: Path) -> list[Requirement]:
    """All that pyproject.toml asks for, for whatever purpose."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    lists: list[list[Any]] = [
        project["build-system"]["requires"],
        project["project"]["dependencies"],
        *project["project"]["optional-dependencies"].values(),
        *project["dependency-groups"].values(),
    ]
    return [Requirement(item) for items in lists for item in items if isinstance(item, str)]


def test_every_line_is_a_pin_a_hash_or_a_comment(lock: str) -> None:
    rest = [line for line in ENTRY.sub("", lock).splitlines() if not line.lstrip().startswith("#")]
    assert [] == rest


def test_it_names_no_address_no_host_and_no_path(lock: str) -> None:
    assert [] == re.findall(r"\S*(?:/|\\\S|\.(?:org|com|net|io)\b)\S*", lock)


def test_it_holds_all_that_pyproject_asks_for(root: Path, pinned: dict[str, Version]) -> None:
    wrong = [
        str(wanted)
        for wanted in asked_for(root)
        if (found := pinned.get(canonicalize_name(wanted.name))) is None
        or not wanted.specifier.contains(found, prereleases=True)
    ]
    assert [] == wrong, "run `make lock`"


@pytest.mark.parametrize("folder", NODE)
def test_the_lock_of_node_packages_is_hashed_and_names_no_address(root: Path, folder: str) -> None:
    text = (root / folder / "package-lock.json").read_text(encoding="utf-8")
    packages: dict[str, dict[str, Any]] = json.loads(text)["packages"]
    unhashed = [name for name, package in packages.items() if name and "integrity" not in package]
    addressed = [name for name, package in packages.items() if "resolved" in package]
    assert ([], []) == (unhashed, addressed)


@pytest.mark.parametrize("folder", NODE)
def test_node_packages_are_pinned_exactly(root: Path, folder: str) -> None:
    package = json.loads((root / folder / "package.json").read_text(encoding="utf-8"))
    wanted = {**package.get("dependencies", {}), **package.get("devDependencies", {})}
    assert wanted
    assert [] == [
        name for name, version in wanted.items() if not re.fullmatch(r"\d+\.\d+\.\d+", version)
    ]
