# Made by "python -m generator generate" from the spec: change that, not this file.
"""The hidden file that a recording is written to until it's whole, and what becomes of those whose process was killed.

A download that ends, however it ends, takes its own away. After `kill -9` or a power cut one is left: the first download of a later
process into the same folder removes it. It isn't gone on from: what a killed process had written last is not known.
"""

from __future__ import annotations

import os
import re
import secrets
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_NAME = re.compile(r"\.callcenter-[0-9a-f]{16}\.part")
NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
"""How a file is opened that isn't there yet."""

# One that is younger may be about to be locked, or on its way to its own name.
_MOMENT = 60.0
_swept: set[str] = set()

if sys.platform == "win32":

    def _lock(_descriptor: int) -> None:
        """Nothing: Windows removes no file that is open."""

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        """Lock an open file until it's closed.

        Raises:
            OSError: Another has it, or the file system knows no locks.
        """
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _is_held(part: Path) -> bool:
    """Is somebody writing to it? Yes, too, when that can't be told."""
    try:
        descriptor = os.open(part, os.O_RDWR)
    except OSError:
        return True
    try:
        _lock(descriptor)
    except OSError:
        return True
    finally:
        os.close(descriptor)
    return False


def part_of(path: Path) -> Path:
    """The hidden name beside a file's own; each is used once."""
    return path.with_name(f".callcenter-{secrets.token_hex(8)}.part")


def open_part(part: Path) -> int:
    """Make the hidden file, after a look for those that were left behind. It's locked while it's open.

    Returns:
        Its descriptor.

    Raises:
        OSError: The folder can't be written, …
    """
    folder = str(part.parent)
    if folder not in _swept:  # once: a folder may hold a hundred thousand recordings
        _swept.add(folder)
        _sweep(part.parent)
    descriptor = os.open(part, NEW, 0o666)
    with suppress(OSError):
        _lock(descriptor)
    return descriptor


def _sweep(folder: Path) -> None:
    # What can't be removed, or read, costs no download.
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if not (_NAME.fullmatch(entry.name) and entry.is_file(follow_symlinks=False)):
                continue
            with suppress(OSError):
                part = folder / entry.name
                if part.stat().st_mtime < time.time() - _MOMENT and not _is_held(part):
                    part.unlink()
