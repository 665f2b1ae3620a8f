# Made by "python -m generator generate" from the spec: change that, not this file.
"""What has to be seen to when a process forks, as servers do that load an application first and make their workers then."""

from __future__ import annotations

import os
import sys
import weakref
from threading import RLock


class Forking:
    """Is told of each fork of its process, from its construction on."""

    def __init__(self) -> None:
        with _state.lock:
            _state.all.add(self)

    def before_fork(self) -> None:
        """In the parent, before it."""

    def after_fork(self) -> None:
        """In the parent, after it."""

    def forked(self) -> None:
        """In the child, which has this one thread. A server in C may fork without the two others."""


class _State:
    def __init__(self) -> None:
        self.lock = RLock()  # one fork at a time
        self.all: weakref.WeakSet[Forking] = weakref.WeakSet()
        self.told: list[Forking] = []


_state = _State()


def _before() -> None:
    _state.lock.acquire()
    for one in list(_state.all):
        _state.told.append(one)
        one.before_fork()


def _after() -> None:
    while _state.told:
        _state.told.pop().after_fork()
    _state.lock.release()


def _forked() -> None:
    _state.lock = RLock()
    _state.told.clear()
    for one in list(_state.all):
        one.forked()


if sys.platform != "win32":
    os.register_at_fork(before=_before, after_in_parent=_after, after_in_child=_forked)
