"""The last seq that was taken for a worker number on this host, in a file that outlives us."""

import logging
import os
import re
import time
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from callcenter_auth._file_lock import open_for_lock, try_lock, unlock
from callcenter_auth._host_folder import host_folder

if TYPE_CHECKING:
    from pathlib import Path

_log = logging.getLogger("callcenter_auth")

_WRITTEN = re.compile(rb"([0-9]{16})\n")
_LENGTH = 17

# The lock is held for some microseconds, or until its holder gets the processor again. One that
# lasts is that of a process which was stopped in the middle: a dialler must not hang on it, nor on
# each seq anew.
_PATIENCE_SECONDS = 1.0
_REST_SECONDS = 10.0


class LastSeq:
    """Reads and notes the last seq of one worker number, for all processes that use it.

    It makes a restart safe, also within a millisecond or with the clock set back, and a worker
    number that several processes of one host were given (a variable that forked workers inherit).
    It is a safeguard on top: where the file cannot be used, a warning is logged once, and serials
    come from the clock and the process's counter alone.

    Args:
        worker: The worker number, 0 to 63.
    """

    __slots__ = ("_descriptor", "_path", "_rest_until", "_warned", "value")

    def __init__(self, worker: int) -> None:
        self._descriptor: int | None = None
        self._rest_until = 0.0
        self._warned = False
        self._path: Path | None = None
        self.value = 0
        try:
            self._path = host_folder() / f"{worker:02}.last"
        except OSError as error:
            self._warn(error)

    @contextmanager
    def held(self) -> Generator[None]:
        """Hold the file: `value` is the last that was taken, and what is set then is noted.

        Without the file, `value` is what this process took last.
        """
        try:
            locked = self._lock()
            if locked is not None:
                self.value = max(self.value, _read(locked))
        except OSError as error:
            self._warn(error)
            self._rest_until = time.monotonic() + _REST_SECONDS
            self.close()  # and with it a lock that was had before the error
            locked = None
        known = self.value
        try:
            yield
        finally:
            if locked is not None:
                self._release(locked, known)

    def close(self) -> None:
        """Let go of the file, e.g. in a forked child."""
        # Forgotten first, then closed: a fork between the two must not close it twice.
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)

    def _lock(self) -> int | None:
        if self._path is None or time.monotonic() < self._rest_until:
            return None
        # Cleaners of temporary folders delete files that were not used for days: a lock on one
        # that has no name any more is a lock against nobody.
        if self._descriptor is not None and os.fstat(self._descriptor).st_nlink == 0:
            self.close()
        if self._descriptor is None:
            self._descriptor = open_for_lock(self._path)
        until = time.monotonic() + _PATIENCE_SECONDS
        while not try_lock(self._descriptor):
            if time.monotonic() > until:
                raise TimeoutError("locked by another process for too long")
            time.sleep(0.0005)
        return self._descriptor

    def _release(self, locked: int, known: int) -> None:
        try:
            try:
                if self.value != known:
                    os.lseek(locked, 0, os.SEEK_SET)
                    os.write(locked, b"%016d\n" % self.value)
            finally:
                unlock(locked)
        except OSError as error:
            self._warn(error)

    def _warn(self, error: OSError) -> None:
        if not self._warned:
            self._warned = True
            _log.warning(
                "The last seq of this host cannot be kept (%s): a restart with the clock set back, "
                "or another process with the same worker number, might repeat one",
                error,
            )


def _read(locked: int) -> int:
    """Read what is noted; 0 for a new file, or one that was not written by us."""
    os.lseek(locked, 0, os.SEEK_SET)
    written = _WRITTEN.fullmatch(os.read(locked, _LENGTH + 1))
    return int(written[1]) if written else 0
