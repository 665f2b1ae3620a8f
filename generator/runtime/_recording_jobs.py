"""Many recordings: what is to be done for each record, and what became of it. No I/O but a look whether a file is there."""

from __future__ import annotations

import errno
from collections.abc import AsyncIterable, Callable, Iterable
from typing import TYPE_CHECKING, Any, Final, Generic, Literal, Protocol, TypeVar, cast

from attrs import define, field

from callcenter_client._prepare import context
from callcenter_client._privacy import shorten
from callcenter_client._recording_file import RecordingFile, folder
from callcenter_client._recording_name import recording_name
from callcenter_client._spec import DOWNLOAD
from callcenter_client.errors import (
    CallCenterError,
    ConfigurationError,
    InvalidCommand,
    InvalidCommandType,
    RecordingExists,
)

if TYPE_CHECKING:
    from pathlib import Path

    from callcenter_client._recording_fetch import Fetch

# What would go wrong with all others, too: the disk is full, a quota is used up, nothing may be written.
_HOPELESS = frozenset({errno.ENOSPC, errno.EROFS, getattr(errno, "EDQUOT", errno.ENOSPC)})


_MOST_WORKERS: Final = 64
"""The connections are shared with all other calls, and there are a hundred."""


class HasRecording(Protocol):
    """A record, a CDR, or any object that knows the name of its recording."""

    @property
    def filename(self) -> str | None: ...


R = TypeVar("R", bound=HasRecording | str | None)


def _shown(value: object) -> str:
    return repr(shorten(value, "recording")) if isinstance(value, str) else repr(value)


@define(frozen=True)
class Download(Generic[R]):
    """What became of the recording of one record.

    Attributes:
        record: What was given: a record, or a name.
        status: `saved`, `there` (a file of that name was there before), `no_recording` (the record has none), or `failed`.
        path: Where the recording is, when it's there.
        error: Why it failed.
    """

    record: R = field(repr=_shown)
    status: Literal["saved", "there", "no_recording", "failed"]
    path: Path | None = field(default=None, repr=lambda path: _shown(path and str(path)))
    error: CallCenterError | OSError | None = None


@define
class Job(Generic[R]):
    """A recording that is to be fetched."""

    record: R = field(repr=False)
    fetch: Fetch = field(repr=False)
    file: RecordingFile

    def saved(self) -> Download[R]:
        """It's there now."""
        return Download(self.record, "saved", self.file.path)

    def failed(self, error: CallCenterError | OSError) -> Download[R]:
        """It came to an error.

        Raises:
            CallCenterError, OSError: The error, when all others would come to it too.
        """
        if isinstance(error, RecordingExists) and not self.file.path.is_dir():
            return Download(self.record, "there", self.file.path)  # somebody else was quicker
        if isinstance(error, ConfigurationError) or (
            isinstance(error, OSError) and error.errno in _HOPELESS
        ):
            raise error
        # It's a result here, and frames would keep all that was read alive.
        cause: BaseException | None = error
        while cause is not None:
            cause.__traceback__ = None
            cause = cause.__cause__ or cause.__context__
        return Download(self.record, "failed", error=error)


class Jobs:
    """Plans one download for each record.

    Args:
        to: The folder.
        overwrite: Fetch what is there anew.
        start: Makes a Fetch of a name.
    """

    def __init__(self, to: Path, *, overwrite: bool, start: Callable[[str], Fetch]) -> None:
        self._to = to
        self._overwrite = overwrite
        self._start = start
        self._names: dict[str, str] = {}
        self._count = 0

    def plan(self, record: R) -> Job[R] | Download[R]:
        """What is to be done for the next record; when nothing is, what became of it.

        Raises:
            InvalidCommandType: It's no record.
        """
        where = f"records[{self._count}]"
        self._count += 1
        filename = _filename(record, where)
        if not filename:
            return Download(record, "no_recording")
        try:
            name = recording_name(filename, where)
            file = RecordingFile(self._to / name.file, overwrite=self._overwrite, makes_folder=True)
            # File systems differ in whether A and a are one name: here they are, whatever the disk thinks.
            first = self._names.setdefault(name.file.casefold(), filename)
            if (
                first == filename
                and file.is_there
                and not self._overwrite
                and not file.path.is_dir()
            ):
                return Download(record, "there", file.path)
            if first != filename:
                expected = f"a recording whose file doesn't have the name of that of {shorten(first, 'recording')!r}: save it apart"
                raise InvalidCommand(where, filename, expected, shown=repr(name.shown))
            return Job(record, self._start(filename), file)
        except CallCenterError as error:
            return Download(record, "failed", error=context(error, DOWNLOAD.name, None))


def plan(
    records: object, to: object, workers: object, *, overwrite: bool, start: Callable[[str], Fetch]
) -> Jobs:
    """Check the arguments of many downloads, before the first.

    Raises:
        InvalidCommand: One can't be used.
    """
    try:
        if isinstance(records, str | bytes) or not isinstance(records, Iterable | AsyncIterable):
            raise InvalidCommandType(
                "records", records, "a list or an iterator of records, CDRs, or names"
            )
        expected = f"an int from 1 to {_MOST_WORKERS}"
        if isinstance(workers, bool) or not isinstance(workers, int):
            raise InvalidCommandType("workers", workers, expected)
        if not 1 <= workers <= _MOST_WORKERS:
            raise InvalidCommand("workers", workers, expected)
        start("/any")  # the options and the fallbacks
    except CallCenterError as error:
        raise context(error, DOWNLOAD.name, None) from None
    return Jobs(folder(to), overwrite=overwrite, start=start)


def _filename(record: Any, where: str) -> str | None:
    filename = (
        record if record is None or isinstance(record, str) else getattr(record, "filename", record)
    )
    if filename is None or isinstance(filename, str):
        return filename if filename is None or filename.strip() else None
    expected = "a record, a CDR, or the name of a recording"
    raise context(InvalidCommandType(where, cast("object", record), expected), DOWNLOAD.name, None)
