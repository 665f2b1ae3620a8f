"""Keeps telephone numbers out of the log lines that httpx and what is below it write about a download.

httpx logs the whole URL of each request at INFO, and the path of a recording holds telephone numbers. A line is ours when it is
written in the course of sending one of our requests, so lines about anything else stay as they are.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

import httpx

from callcenter_client._privacy import shorten_digits

if TYPE_CHECKING:
    from collections.abc import Generator

_shown: ContextVar[str | None] = ContextVar("callcenter_client_recording", default=None)
_EXTENSION = "callcenter_recording"

# httpx: the URL. httpcore: the reply's headers, which may name the file. hpack: each header of HTTP/2, the path among them.
_LOGGERS = (
    "httpx",
    "httpcore.connection",
    "httpcore.http11",
    "httpcore.http2",
    "httpcore.proxy",
    "httpcore.socks",
    "hpack.hpack",
    "hpack.table",
)


class _Shorten(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        shown = _shown.get()
        if shown is not None:
            if isinstance(record.args, tuple):
                record.args = tuple(
                    shown if isinstance(arg, httpx.URL) else arg for arg in record.args
                )
            if record.name != "httpx":
                record.msg, record.args = shorten_digits(record.getMessage()), ()
        return True


_filter = _Shorten()


@contextmanager
def shortened(shown: str) -> Generator[None, None, None]:
    """Within it, what httpx logs of a request has `shown` in place of its URL."""
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(_filter)  # does nothing when it's there
    token = _shown.set(shown)
    try:
        yield
    finally:
        _shown.reset(token)


class _Private(httpx.Request):
    def __repr__(self) -> str:
        return f"<Request({self.method!r}, {self.extensions[_EXTENSION]!r})>"


def private(request: httpx.Request, shown: str) -> httpx.Request:
    """The request, with a repr that has `shown` in place of its URL: error reports print the variables of each frame."""
    request.extensions[_EXTENSION] = shown
    request.__class__ = _Private
    return request
