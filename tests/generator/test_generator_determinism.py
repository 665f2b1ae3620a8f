"""The same spec gives the same bytes, wherever and however the generator is run."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.load import load
from generator.render import provenance
from tests.generator.documents import ROOT, SMALL, SPEC

Contents = Callable[[Path], dict[str, bytes]]


def generated(checkout: Path, spec: Path, out: Path, cwd: Path, **environment: str) -> Path:
    """Run `python -m generator generate` of a checkout in an environment of its own."""
    kept = ("PATH", "SYSTEMROOT", "HOME", "TMPDIR")
    done = subprocess.run(
        [sys.executable, "-m", "generator", "generate", "--spec", spec, "--out", out],
        env={name: os.environ[name] for name in kept if name in os.environ}
        | {"PYTHONPATH": str(checkout), "PYTHONWARNINGS": "error"}
        | environment,
        cwd=cwd,
        check=False,
        capture_output=True,
        timeout=120,
    )
    assert (0, b"") == (done.returncode, done.stderr)
    return out


def with_windows_line_ends(checkout: Path, to: Path) -> Path:
    """The generator's code, templates and runtime, and the small spec, as git has them on Windows."""
    shutil.copytree(
        checkout / "generator",
        to / "generator",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    shutil.copy(SMALL, to / "small.yaml")
    for path in to.rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    return to


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONHASHSEED": "2", "LC_ALL": "de_DE.UTF-8", "TZ": "Asia/Shanghai", "COLUMNS": "40"},
    ],
    ids=["C", "de_DE"],
)
def test_neither_seed_nor_locale_nor_folder_makes_a_difference(
    tmp_path: Path, small_generated: Path, contents: Contents, environment: dict[str, str]
) -> None:
    out = tmp_path / "a folder, größer 中文" / "généré"
    generated(ROOT, SMALL, out, tmp_path, **environment)
    assert contents(small_generated) == contents(out)


def test_windows_line_ends_make_no_difference(
    tmp_path: Path, small_generated: Path, contents: Contents
) -> None:
    checkout = with_windows_line_ends(ROOT, tmp_path / "checkout")
    out = generated(checkout, checkout / "small.yaml", tmp_path / "out", checkout)
    assert contents(small_generated) == contents(out)


def test_the_project_s_own_client_comes_out_the_same(
    tmp_path: Path, real_generated: Path, contents: Contents
) -> None:
    out = generated(ROOT, SPEC, tmp_path / "out", tmp_path, PYTHONHASHSEED="3")
    assert contents(real_generated) == contents(out)


def test_all_that_is_written_is_utf_8_with_unix_line_ends_and_a_banner(
    real_generated: Path, contents: Contents
) -> None:
    made = contents(real_generated)
    assert [] == [name for name, raw in made.items() if b"\r" in raw]
    banner = b'# Made by "python -m generator generate" from the spec: change that, not this file.'
    assert ["callcenter_client/py.typed"] == [
        name for name, raw in made.items() if not raw.startswith(banner)
    ]
    assert "中".encode() not in b"".join(name.encode() for name in made)


def test_nothing_of_this_machine_is_in_what_is_written(
    real_generated: Path, contents: Contents
) -> None:
    here = [str(ROOT), str(real_generated), os.path.expanduser("~")]  # noqa: PTH111  # as text
    text = b"\n".join(contents(real_generated).values()).decode()
    assert [] == [path for path in here if path in text]


def test_the_provenance_is_of_content_not_of_line_ends(tmp_path: Path) -> None:
    windows = tmp_path / "small.yaml"
    windows.write_bytes(SMALL.read_bytes().replace(b"\n", b"\r\n"))
    made, other = provenance(load(SMALL)), provenance(load(windows))
    assert made == other
    assert {"SPEC_SHA256", "TEMPLATES_SHA256", "OPENAPI_PYTHON_CLIENT", "RUFF"} == made.keys()
