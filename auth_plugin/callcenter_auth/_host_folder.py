"""The folder that the processes of one user on one host share."""

import contextlib
import os
import stat
import sys
import tempfile
from pathlib import Path


def host_folder() -> Path:
    """Give the folder that the processes of this user on this host share; make it if needed.

    Raises:
        OSError: There is no writable temporary folder, or somebody else has made ours.
    """
    if sys.platform == "win32":
        folder = Path(tempfile.gettempdir(), "callcenter-auth")  # %TEMP% is the user's own
        folder.mkdir(exist_ok=True)
        return folder
    folder = Path(tempfile.gettempdir(), f"callcenter-auth-{os.getuid()}")
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        raise NotADirectoryError(f"{folder} is not a folder of this user")
    return folder
