"""A worker number that no other process of this user on this host has leased."""

import os
import socket
import sys
import zlib
from pathlib import Path
from typing import Final

from callcenter_auth._file_lock import open_for_lock, try_lock
from callcenter_auth._host_folder import host_folder

WORKERS: Final = 64
"""How many workers there are: their number is six bits of a seq."""

_WHAT_TO_DO: Final = (
    "Give each process a worker number of its own, 0 to 63, by SeqSource(worker=…) or the variable "
    "CALLCENTER_WORKER, or take the serials from one place by DigestAuth(seq=…)"
)


class Slot:
    """A leased worker number; the lease ends with the process, or when the slot is closed.

    Raises:
        RuntimeError: Nothing can be locked here, or all 64 numbers are taken.
    """

    __slots__ = ("_descriptor", "worker")

    def __init__(self) -> None:
        self._descriptor: int | None
        try:
            self.worker, self._descriptor = _leased(host_folder())
        except OSError as error:
            raise RuntimeError(
                f"No worker number can be leased on this host ({error}). {_WHAT_TO_DO}"
            ) from error

    def close(self) -> None:
        """Let go of the lock's descriptor.

        In a forked child this leaves the parent's lease alone: the lock belongs to the open file,
        which the parent has open still.
        """
        # Forgotten first: the number of a closed descriptor may soon be that of another file.
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)


def _leased(folder: Path) -> tuple[int, int]:
    first = _first_to_try()
    for step in range(WORKERS):
        worker = (first + step) % WORKERS
        descriptor = open_for_lock(folder / f"{worker:02}.lease")
        try:
            if try_lock(descriptor):
                return worker, descriptor
        except OSError:
            os.close(descriptor)
            raise
        os.close(descriptor)
    raise RuntimeError(
        f"All {WORKERS} worker numbers of this user on this host are leased, by as many processes "
        f"(their locks are in {folder}). {_WHAT_TO_DO}"
    )


def _first_to_try() -> int:
    """Give the number to begin with, by host and user.

    Hosts, containers and users that know nothing of each other are spread by it. It makes a clash
    between them rare, and rules none out.
    """
    who = socket.gethostname()
    if sys.platform != "win32":
        who = f"{who}/{os.getuid()}"
    return zlib.crc32(who.encode()) % WORKERS
