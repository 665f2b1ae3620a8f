# Made by "python -m generator generate" from the spec: change that, not this file.
"""What the receivers for HTTP share: limits of a body, statuses, headers. No I/O."""

from __future__ import annotations

import time
from http import HTTPStatus
from typing import TYPE_CHECKING

from callcenter_client.webhooks._log import log
from callcenter_client.webhooks._reception import NOT_TAKEN, Answer

if TYPE_CHECKING:
    from collections.abc import Callable

BODY_TIMEOUT = 10.0
# A sender that is cut off in the middle of its body may never see the answer: so much more is read, and dropped.
_READ_ON = 8 * 1024 * 1024
# What `read` is asked for at once where it waits for all of it: a slow body is noticed between two of these.
_PIECE = 64

WRONG_METHOD: Answer = (405, NOT_TAKEN)
TOO_SLOW: Answer = (408, NOT_TAKEN)
TOO_LARGE: Answer = (413, NOT_TAKEN)


def status_line(status: int) -> str:
    """`200 OK`."""
    return f"{status} {HTTPStatus(status).phrase}"


def refused(answer: Answer) -> Answer:
    """An answer to a request whose body is no matter, and a line in the log."""
    log.warning("a request was refused: %s", status_line(answer[0]))
    return answer


def headers(answer: Answer) -> list[tuple[str, str]]:
    """The headers of an answer."""
    found = [("Content-Type", "application/json"), ("Content-Length", str(len(answer[1])))]
    if answer[0] == 405:
        found.append(("Allow", "POST"))
    return found


class Body:
    """Collects a body, no more of it than is allowed.

    Attributes:
        too_large: It exceeds the limit: answer `TOO_LARGE`.
    """

    def __init__(self, declared: str | None, most: int) -> None:
        self.declared = (
            int(declared) if declared and declared.isascii() and declared.isdecimal() else None
        )
        self.too_large = self.declared is not None and self.declared > most
        self._most = most
        self._seen = 0
        self._parts: list[bytes] = []

    @property
    def goes_on(self) -> bool:
        """Is there more to read?"""
        if self.too_large and max(self._seen, self.declared or 0) > self._most + _READ_ON:
            return False
        return self.declared is None or self._seen < self.declared

    @property
    def raw(self) -> bytes:
        """All that came."""
        return b"".join(self._parts)

    def add(self, part: bytes) -> None:
        """Take the next part of it."""
        self._seen += len(part)
        if self._seen > self._most:
            self.too_large = True
            self._parts.clear()
        if not self.too_large:
            self._parts.append(part)

    def read(self, read: Callable[[int], bytes], *, waits_for_all: bool, timeout: float) -> bool:
        """Read it from a blocking stream.

        Args:
            read: Gives at most so many bytes, none at the end.
            waits_for_all: It returns only when it has as many as it was asked for, or at the end.
            timeout: Seconds for the whole body.

        Returns:
            False when the time is over: answer `TOO_SLOW`.
        """
        end = time.monotonic() + timeout
        while self.goes_on:
            wanted = _PIECE if waits_for_all else 65536
            left = wanted if self.declared is None else min(wanted, self.declared - self._seen)
            part = read(left)
            if not part:
                break
            self.add(part)
            if time.monotonic() > end:
                return False
        return True
