"""The HTTP client behind a client of ours and its views: made when it's first needed, and made anew where the old one can't work.

A pool of connections belongs to a process (after a fork two processes would talk on one socket) and, for asyncio, to an event
loop. So it is told by the process id and the loop whether it may be used.
"""

from __future__ import annotations

import asyncio
import os
import threading
from typing import TYPE_CHECKING, Generic, TypeVar

import httpx

from callcenter_client.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Callable

H = TypeVar("H", httpx.Client, httpx.AsyncClient)


class Connections(Generic[H]):
    """One HTTP client, shared by a client and its views.

    Args:
        given: A client of the user's: used as it is, everywhere, and never closed by us.
        make: Makes one of our own.
        per_loop: Does it belong to an event loop?
    """

    def __init__(self, given: H | None, make: Callable[[], H], *, per_loop: bool) -> None:
        self.given: H | None = given
        self._per_loop = per_loop
        self._make: Callable[[], H] = make
        self._own: H | None = None
        self._closed = False
        self._process = os.getpid()
        self._loop: object = None
        self._lock = threading.Lock()

    def get(self) -> H:
        """The HTTP client for this process and event loop.

        Raises:
            ConfigurationError: It was closed.
        """
        if self._closed:
            raise ConfigurationError("the client is closed; make a new one")
        if self.given is not None:
            if self.given.is_closed:
                raise ConfigurationError("the http_client is closed; pass an open one")
            return self.given
        if os.getpid() != self._process:
            # The lock may have been held by a thread that this process doesn't have.
            self._lock = threading.Lock()
            self._own, self._process = None, os.getpid()
        loop = _running_loop() if self._per_loop else None
        with self._lock:
            if self._own is None or (loop is not None and loop is not self._loop):
                self._own, self._loop = self._make(), loop
            return self._own

    def close(self) -> H | None:
        """Note that it's closed, and give what is to be closed: our own HTTP client of this process, if there is one."""
        with self._lock:
            self._closed = True
            own, self._own = self._own, None
        return own if os.getpid() == self._process else None


def _running_loop() -> object:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
