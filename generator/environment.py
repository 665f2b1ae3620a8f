"""Makes a virtual environment that holds exactly what requirements.lock says, and this project or its wheel.

The Makefile calls it with whatever Python the machine has, before anything is installed: so it uses the standard
library alone, and its syntax is old enough for a Python that is too old to be told so.

    python3 generator/environment.py .venv --editable
    python3 generator/environment.py .venv-wheel --wheel dist/callcenter_openapi-0.1.0-py3-none-any.whl

A stamp inside the environment, written last, tells what was done: which lock, for which folder, by which Python. A
second run therefore costs nothing, one that was broken off is done anew, and so is one whose folder was copied or moved.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import shlex
import subprocess
import sys
import time
import venv
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
STAMP = "callcenter-openapi.json"


def main(argv: list[str] | None = None) -> int:
    """Make the environment named on the command line, or bring it up to date.

    Returns:
        0, or 1 when a step failed; the step's own words stand on stderr.
    """
    parser = argparse.ArgumentParser(prog="generator/environment.py", description=__doc__)
    parser.add_argument("folder", help="where the environment goes, e.g. .venv")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--editable", action="store_true", help="install the checkout itself")
    what.add_argument("--wheel", type=Path, help="install this wheel")
    args = parser.parse_args(argv)
    folder = ROOT / args.folder
    lacking = _lacking()
    if lacking:
        print(lacking, file=sys.stderr)
        return 1
    try:
        _locked(folder)
        _project(folder, args.wheel)
    except subprocess.CalledProcessError as error:
        again = "run the same make target again once it can work"
        print(f"{folder.name}: `{_shown(error.cmd)}` failed; {again}", file=sys.stderr)
        return 1
    except OSError as error:
        # The disk is full, or the folder can't be written.
        print(f"{folder.name}: can't be made: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"\n{folder.name}: broken off; the next run begins anew", file=sys.stderr)
        return 130
    return 0


def _lacking() -> str | None:
    """What this Python lacks, in words; None when it will do."""
    if sys.version_info < OLDEST:
        have = ".".join(map(str, sys.version_info[:3]))
        return (
            f"{sys.executable} is Python {have}; 3.11 or newer is needed: make PYTHON=python3.12 …"
        )
    if importlib.util.find_spec("ensurepip") is None:
        return (
            f"{sys.executable} can't make virtual environments (it has no ensurepip). On Debian and Ubuntu: "
            "apt-get install python3-venv. Or choose another Python: make PYTHON=/path/to/python3 …"
        )
    return None


def _locked(folder: Path) -> None:
    """Make `folder` an environment with the packages of the lock, unless it is one."""
    wanted = {
        "lock": hashlib.sha256(LOCK.read_bytes()).hexdigest(),
        "folder": str(folder),
        "python": sys.version,
    }
    if _read_stamp(folder).get("locked") == wanted and _python(folder).exists():
        return
    start = time.monotonic()
    _say(folder, f"making it with Python {'.'.join(map(str, sys.version_info[:3]))}")
    venv.EnvBuilder(clear=True, with_pip=True, symlinks=os.name != "nt").create(folder)
    _say(
        folder,
        f"installing what {LOCK.name} pins, each file checked against its hash (a minute or so)",
    )
    _pip(folder, "install", "--require-hashes", "--requirement", str(LOCK))
    _write_stamp(folder, {"locked": wanted})
    _say(folder, f"ready after {time.monotonic() - start:.0f} s")


def _project(folder: Path, wheel: Path | None) -> None:
    """Install the checkout or the wheel, unless it is there already."""
    source = wheel or ROOT / "pyproject.toml"
    wanted = {"from": source.name, "hash": hashlib.sha256(source.read_bytes()).hexdigest()}
    stamp = _read_stamp(folder)
    if stamp.get("project") == wanted:
        return
    # Without dependencies: they come from the lock. Without isolation: so does what builds the project.
    how = ("--no-deps", "--no-build-isolation", "--force-reinstall")
    if wheel:
        _say(folder, f"installing {wheel.name}")
        _pip(folder, "install", *how, str(wheel))
    else:
        _say(folder, "installing this checkout, editable")
        _pip(folder, "install", *how, "--editable", str(ROOT))
    _write_stamp(folder, {**stamp, "project": wanted})


def _pip(folder: Path, *args: str) -> None:
    options = ("--quiet", "--quiet", "--no-input", "--disable-pip-version-check")
    subprocess.run(
        [str(_python(folder)), "-m", "pip", *options, *args], check=True, stdin=subprocess.DEVNULL
    )


def _python(folder: Path) -> Path:
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _read_stamp(folder: Path) -> dict[str, object]:
    try:
        stamp: dict[str, object] = json.loads((folder / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp


def _write_stamp(folder: Path, stamp: dict[str, object]) -> None:
    """Write the stamp whole or not at all."""
    fresh = folder / (STAMP + ".new")
    fresh.write_text(json.dumps(stamp, indent=2), encoding="utf-8")
    fresh.replace(folder / STAMP)


def _say(folder: Path, text: str) -> None:
    print(f"{folder.name}: {text}", flush=True)


def _shown(command: object) -> str:
    """The command as a shell takes it: a folder may have a space in its name."""
    return shlex.join(map(str, command)) if isinstance(command, (list, tuple)) else str(command)


if __name__ == "__main__":
    sys.exit(main())
