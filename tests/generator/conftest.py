"""What the tests of the generator share: packages that are made once."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.generate import generate
from tests.generator.documents import real, small


@pytest.fixture(scope="session")
def small_generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package of the small document. Don't change it: see `small_copy`."""
    out = tmp_path_factory.mktemp("small") / "generated"
    generate(small(), out, ours=True)
    return out


@pytest.fixture
def small_copy(small_generated: Path, tmp_path: Path) -> Path:
    """The same, for a test to change."""
    return shutil.copytree(small_generated, tmp_path / "generated")


@pytest.fixture(scope="session")
def real_generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package of the project's own document."""
    out = tmp_path_factory.mktemp("real") / "generated"
    generate(real(), out, ours=True)
    return out


Contents = Callable[[Path], dict[str, bytes]]


@pytest.fixture(scope="session")
def contents() -> Contents:
    """Every file below a folder, byte for byte."""

    def read(folder: Path) -> dict[str, bytes]:
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }

    return read
