# Made by "python -m generator generate" from the spec: change that, not this file.
"""The file that a recording is saved in. Under its own name it's either whole or not there.

It is written beside its place under a hidden name (see `_recording_part`), and gets its own name when all bytes are on the disk: what
has the name has the sound, after a power cut too. Where the name is taken by then, by whomever, the file that has it stays.
"""

from __future__ import annotations

import os
import re
import threading
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from callcenter_client._prepare import context
from callcenter_client._privacy import shorten
from callcenter_client._recording_part import NEW, open_part, part_of
from callcenter_client._spec import DOWNLOAD
from callcenter_client.errors import InvalidCommand, InvalidCommandType, RecordingExists

if TYPE_CHECKING:
    from collections.abc import Generator

_FLUSH = 1024 * 1024
"""Bytes that are collected before they're written: for asyncio each write is a trip to another thread."""

_MOST_PARTS = 4096
"""The same in parts: of a recording that trickles each may be one byte."""

_SUFFIX = re.compile(r"[A-Za-z]")  # `recordings/2018.09` is a folder
_SEPARATORS = tuple(separator for separator in (os.sep, os.altsep) if separator)


class RecordingFile:
    """A file to be. Its methods may run in other threads than the one that gives it up.

    Args:
        path: Its place.
        overwrite: May it take the place of another file?
        makes_folder: Make the folder when it's missing.
    """

    def __init__(self, path: Path, *, overwrite: bool, makes_folder: bool = False) -> None:
        self.path = path
        self._overwrite = overwrite
        self._makes_folder = makes_folder
        self._temporary = part_of(path)
        self._file: FileIO | None = None
        self._pending: list[bytes] = []
        self._pending_size = 0
        self._anew = False
        self._end = 0
        self._busy = threading.Lock()
        self._given_up = False

    def __repr__(self) -> str:
        return f"RecordingFile({shorten(str(self.path), 'recording')!r})"

    def _exists(self) -> RecordingExists:
        return context(RecordingExists(self.path), DOWNLOAD.name, None)

    @property
    def is_there(self) -> bool:
        """Is the name taken? By a link that leads nowhere, too."""
        return os.path.lexists(self.path)

    def check(self) -> None:
        """Look before anything is asked of the server.

        Raises:
            RecordingExists: There is something of that name that may not be overwritten.
        """
        if self.is_there and (
            not self._overwrite or (self.path.is_dir() and not self.path.is_symlink())
        ):
            raise self._exists()

    def add(self, at: int, part: bytes) -> bool:
        """Take the next bytes, or the first again when the recording has begun anew.

        Returns:
            Is it time to `flush`?
        """
        if at != self._end:
            self._pending.clear()
            self._pending_size = 0
            self._anew = True
        self._pending.append(part)
        self._pending_size += len(part)
        self._end = at + len(part)
        return self._pending_size >= _FLUSH or len(self._pending) >= _MOST_PARTS

    def flush(self) -> None:
        """Write what was added.

        Raises:
            OSError: The disk is full, the folder can't be written, …
        """
        with self._work():
            self._write()

    def commit(self) -> Path:
        """Give the file its name.

        Returns:
            Where it is.

        Raises:
            RecordingExists: Somebody else took the name meanwhile.
            OSError: The disk is full, …
        """
        with self._work():
            self._write()
            if self._file is not None:
                os.fsync(self._file.fileno())
                self._file.close()
            if not self._given_up:
                self._publish()
        return self.path

    def discard(self) -> None:
        """Leave nothing behind of a file that wasn't committed. Never waits."""
        self._given_up = True
        self._clean()

    @contextmanager
    def _work(self) -> Generator[None, None, None]:
        try:
            with self._busy:
                yield
        finally:
            if self._given_up:
                self._clean()

    def _clean(self) -> None:
        # A thread may be at work on the file, after a task was cancelled: it will come by here when it's done.
        if self._busy.acquire(blocking=False):
            try:
                if self._file is not None:
                    with suppress(OSError):
                        self._file.close()
                    with suppress(OSError):
                        self._temporary.unlink()
            finally:
                self._busy.release()
        else:
            with suppress(OSError):
                self._temporary.unlink()

    def _write(self) -> None:
        if self._given_up:
            return
        if self._file is None:
            if self._makes_folder:
                self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = FileIO(open_part(self._temporary), "w")
        if self._anew:
            self._file.seek(0)
            self._file.truncate()
            self._anew = False
        rest = memoryview(b"".join(self._pending))
        self._pending.clear()
        self._pending_size = 0
        while rest:
            rest = rest[self._file.write(rest) :]

    def _publish(self) -> None:
        if self._overwrite:
            self._temporary.replace(self.path)
            return
        try:
            os.link(self._temporary, self.path)
        except FileExistsError:
            raise self._exists() from None
        except OSError:
            self._publish_without_links()
        else:
            self._temporary.unlink()

    def _publish_without_links(self) -> None:
        """Some file systems have no hard links. The name is taken by an empty file first: a rename alone would overwrite."""
        try:
            os.close(os.open(self.path, NEW, 0o666))
        except FileExistsError:
            raise self._exists() from None
        try:
            self._temporary.replace(self.path)
        except OSError:
            self.path.unlink()
            raise


def place(to: object, file: str, *, overwrite: bool) -> RecordingFile:
    """Where a recording goes.

    Args:
        to: A folder that is there; a path with a separator at its end, a folder that is made; else a file's path, with a suffix.
        file: What the file is called in a folder.
        overwrite: May it take the place of another file?

    Raises:
        InvalidCommand: It's none of these.
    """
    text = _path(to)
    given = Path(text)
    if text.endswith(_SEPARATORS) or given.is_dir():
        return RecordingFile(given / file, overwrite=overwrite, makes_folder=True)
    if not _SUFFIX.search(given.suffix):
        # `Path("recordings/")` is `Path("recordings")`: nobody wants a sound of that name.
        raise _unusable(
            text,
            "a folder that is there, a path with a slash at its end (a folder that is made), or a file's path with a suffix",
        )
    if not given.parent.is_dir():
        raise _unusable(text, "the path of a file in a folder that is there")
    return RecordingFile(given, overwrite=overwrite)


def folder(to: object) -> Path:
    """A folder for many recordings; it's made when it's needed.

    Raises:
        InvalidCommand: There is something else of that name.
    """
    text = _path(to)
    if os.path.lexists(text) and not Path(text).is_dir():
        raise _unusable(text, "a folder")
    return Path(text)


def _path(to: Any) -> str:
    found: object = to.__fspath__() if hasattr(to, "__fspath__") else to
    if not isinstance(found, str):
        raise context(
            InvalidCommandType("to", found, "a path, as a str or pathlib.Path"), DOWNLOAD.name, None
        )
    if not found or "\0" in found:
        raise _unusable(found, "a path")
    return found


def _unusable(text: str, expected: str) -> InvalidCommand:
    error = InvalidCommand("to", text, expected, shown=repr(shorten(text, "recording")))
    return context(error, DOWNLOAD.name, None)
