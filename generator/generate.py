"""Makes generated/: renders into a temporary folder, formats, and swaps, so that a failed run leaves it as it was."""

from __future__ import annotations

import difflib
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.findings import SpecError
from generator.lint import lint
from generator.render import PACKAGE, render

if TYPE_CHECKING:
    from generator.describe import Description
    from generator.load import Document

# Its own rules, whatever the surrounding pyproject says: the output must not depend on where it's made. Only what is safe to
# mend by itself: imports in order, unused ones out, quotes off annotations.
_RUFF_RULES = "I,F401,UP037,UP045,UP007"
_RUFF = """line-length = 100
target-version = "py311"
[lint.isort]
known-first-party = ["callcenter_auth", "callcenter_client"]
split-on-trailing-comma = false
[format]
line-ending = "lf"
"""


class ToolError(Exception):
    """A tool that the generator needs is missing or broken; the text says which and what to do."""


@dataclass
class Generation:
    """A package in a temporary folder."""

    package: Path
    described: Description


def make(document: Document, folder: Path, *, ours: bool) -> Generation:
    """Lint the document and make the package in `folder`, formatted.

    Args:
        document: The spec.
        folder: An empty folder.
        ours: Is it this project's own document, in which every x- key must be known?

    Raises:
        SpecError: The document has findings, or something of it can't be generated.
        ToolError: Ruff is missing, or can't read what was made.
    """
    findings = lint(document, ours=ours)
    if findings:
        raise SpecError(findings)
    package = folder / PACKAGE
    described = render(document, package)
    _format(folder, package)
    return Generation(package, described)


def _format(folder: Path, package: Path) -> None:
    config = folder / "ruff.toml"
    config.write_text(_RUFF, encoding="utf-8")
    base = [sys.executable, "-m", "ruff"]
    for arguments in (
        ["check", "--fix-only", "--select", _RUFF_RULES, "--unsafe-fixes"],
        ["format"],
    ):
        done = subprocess.run(
            [
                *base,
                arguments[0],
                "--no-cache",
                "--config",
                str(config),
                *arguments[1:],
                str(package),
            ],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode != 0:
            said = " ".join(f"{done.stdout} {done.stderr}".split()).replace(str(package), PACKAGE)
            raise ToolError(
                f"ruff, which formats the package, failed: {said}; is the environment complete? (make environment)"
            )
    config.unlink()


def files(package: Path) -> dict[str, str]:
    """The files of a package, by their path in it, with line ends as they are on no system in particular."""
    return {
        path.relative_to(package).as_posix(): path.read_text(
            encoding="utf-8", errors="backslashreplace"
        )
        for path in sorted(package.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def generate(document: Document, out: Path, *, ours: bool) -> str:
    """Make the package in `out` and return a short account of it.

    Raises:
        SpecError, ToolError: See `make`; `out` is as it was, as it is after any other exception.
        OSError: `out` can't be written.
    """
    is_new = not out.exists()
    out.mkdir(parents=True, exist_ok=True)
    target = out / PACKAGE
    try:
        # Beside the target, so that the swap is a rename on one file system.
        with tempfile.TemporaryDirectory(prefix=".generating-", dir=out) as temporary:
            made = make(document, Path(temporary), ours=ours)
            before, after = files(target), files(made.package)
            if before != after:
                _swap(made.package, target, Path(temporary) / "old")
    finally:
        if is_new and not any(out.iterdir()):
            out.rmdir()
    return account(made.described, before, after)


def _swap(package: Path, target: Path, old: Path) -> None:
    """Put the package in the place of the target; an interruption at any point leaves the one or the other, whole."""
    try:
        if target.exists():
            target.rename(old)
        package.rename(target)
    except BaseException:
        if old.exists() and not target.exists():
            old.rename(target)
        raise


def account(described: Description, before: dict[str, str], after: dict[str, str]) -> str:
    """What was made, and what is different from the last time."""
    counts = (
        f"{len(described.operations)} operations, {len(described.models)} models, {len(described.enums)} enums,"
        f" {len(described.notifications)} notifications; spec version {described.version}"
    )
    lines = [counts]
    own = {"_provenance.py"}
    changed = sorted(
        name for name in before.keys() & after.keys() - own if before[name] != after[name]
    )
    for what, names in (
        ("new", sorted(after.keys() - before.keys())),
        ("changed", changed),
        ("gone", sorted(before.keys() - after.keys())),
    ):
        if names:
            shown = ", ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "")
            lines.append(f"{what}: {shown}")
    if before == after:
        lines.append("nothing has changed since the last generation")
    elif len(lines) == 1:
        lines.append("the package is the same but for what it was made of")
    return "\n".join(lines)


def check(document: Document, out: Path, *, ours: bool) -> list[str]:
    """The differences between the package in `out` and what the document yields, as lines of a diff; none when it's right."""
    with tempfile.TemporaryDirectory() as temporary:
        wanted = files(make(document, Path(temporary), ours=ours).package)
    there = files(out / PACKAGE)
    lines: list[str] = []
    for name in sorted(wanted.keys() | there.keys()):
        old, new = there.get(name), wanted.get(name)
        if old != new:
            states = [
                f"({what})" if text is not None else "(missing)"
                for text, what in ((old, "as it is"), (new, "by the spec"))
            ]
            lines += (
                difflib.unified_diff(
                    (old or "").splitlines(),
                    (new or "").splitlines(),
                    f"{PACKAGE}/{name} {states[0]}",
                    f"{PACKAGE}/{name} {states[1]}",
                    lineterm="",
                )
                if old or new
                else [f"{PACKAGE}/{name}: {'missing' if old is None else 'should not be there'}"]
            )
    return lines


__all__ = ["Generation", "SpecError", "ToolError", "check", "files", "generate", "make"]
