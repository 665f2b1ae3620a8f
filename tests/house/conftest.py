"""What the tests of the house share: the checkout's root, its files, and the built distributions."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Protocol

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def files() -> list[Path]:
    """All files that are part of the project, relative to its root: tracked, or new and not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],  # noqa: S607  # why: whichever git there is
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return [Path(name) for name in listed.split("\0") if name and (ROOT / name).is_file()]


class Build(Protocol):
    """Runs `python -m build`."""

    def __call__(self, source: Path, folder: Path, *kinds: str) -> None: ...


@pytest.fixture(scope="session")
def build() -> Build:
    def run(source: Path, folder: Path, *kinds: str) -> None:
        tool = [sys.executable, "-m", "build", "--no-isolation"]
        command = [*tool, "--outdir", str(folder), *kinds, str(source)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    return run


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory, build: Build) -> Path:
    """The folder with sdist and wheel: the one that `make test` built (CALLCENTER_DIST), else one built now."""
    if given := os.environ.get("CALLCENTER_DIST"):
        return ROOT / given
    folder = tmp_path_factory.mktemp("dist")
    build(ROOT, folder)
    return folder


@pytest.fixture(scope="session")
def wheel(dist: Path) -> Path:
    (found,) = dist.glob("*.whl")
    return found


@pytest.fixture(scope="session")
def sdist(dist: Path) -> Path:
    (found,) = dist.glob("*.tar.gz")
    return found
