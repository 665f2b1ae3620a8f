"""Work in a forked child, as servers that load an application before they fork have it."""

from __future__ import annotations

import json
import os
import signal
import warnings
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_PATIENCE_SECONDS = 20


def in_a_child(work: Callable[[], Any], fork: Callable[[], int] = os.fork) -> Any:
    """What a forked child makes of it, by way of JSON; the text of what it raised; None when it hangs."""
    read, write = os.pipe()
    with warnings.catch_warnings():
        # Python warns of what is tested here: a fork beside threads.
        warnings.filterwarnings("ignore", ".*fork", DeprecationWarning)
        pid = fork()
    if not pid:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(_PATIENCE_SECONDS)
        try:
            found = json.dumps(work())
        except BaseException as error:  # noqa: BLE001  # why: told to the parent
            found = json.dumps(repr(error))
        os.write(write, found.encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        told = pipe.read()
    os.waitpid(pid, 0)
    return json.loads(told) if told else None
