"""Whether a recording can be taken up in the middle, and whether what comes then is the right part. Pure, no I/O."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import define

if TYPE_CHECKING:
    import httpx

_RANGE = re.compile(r"bytes ([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18}|\*)", re.ASCII)


@define
class Known:
    """What the head of a whole reply told of the recording.

    Attributes:
        length: In bytes, where it's known.
        etag: Its ETag, or "".
        last_modified: Its Last-Modified, or "".
        has_ranges: The server hasn't said, or shown, that it can't send a part.
    """

    length: int | None = None
    etag: str = ""
    last_modified: str = ""
    has_ranges: bool = False

    @property
    def unchanged_if(self) -> str:
        """A validator for If-Range: while it holds, the server has the same bytes."""
        # A weak ETag is for what means the same, not for what is the same bytes.
        return self.etag if self.etag.startswith('"') else self.last_modified

    def headers(self, done: int) -> dict[str, str]:
        """The headers that ask for what comes after the first `done` bytes; none when that can't be asked for safely.

        The server has to say that the recording is still the same one, or at least that it's of the same length.
        """
        if not (done and self.has_ranges and (self.unchanged_if or self.length is not None)):
            return {}
        asked = {"Range": f"bytes={done}-"}
        return asked | {"If-Range": self.unchanged_if} if self.unchanged_if else asked

    def goes_on(self, status: int, headers: httpx.Headers, done: int) -> bool:
        """Is this reply what comes after the first `done` bytes? Then it may tell the length, which is noted."""
        found = _RANGE.fullmatch(headers.get("content-range", "").strip())
        if status != 206 or found is None or int(found[1]) != done or "content-encoding" in headers:
            return False
        # Not every server minds If-Range.
        if headers.get("etag", self.etag) != self.etag:
            return False
        if headers.get("last-modified", self.last_modified) != self.last_modified:
            return False
        if found[3] == "*":
            return bool(self.unchanged_if)
        length = int(found[3])
        if self.length not in (None, length):
            return False
        self.length = length
        return True


def known(headers: httpx.Headers, *, is_packed: bool) -> Known:
    """Read the head of a whole reply."""
    return Known(
        length=None if is_packed else announced(headers),
        etag=headers.get("etag", ""),
        last_modified=headers.get("last-modified", ""),
        # Ranges count the bytes of what is packed, and we the others.
        has_ranges=not is_packed and headers.get("accept-ranges", "").strip().lower() != "none",
    )


def announced(headers: httpx.Headers) -> int | None:
    """How many bytes the body has by its Content-Length."""
    text = headers.get("content-length", "")
    if "transfer-encoding" in headers or not re.fullmatch(r"[0-9]{1,18}", text, re.ASCII):
        return None
    return int(text)
