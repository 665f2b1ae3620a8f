"""Whether a recording can be taken up in the middle, and whether what comes then is the right part. Pure, no I/O."""

from __future__ import annotations

import re

import httpx
from attrs import define

_RANGE = re.compile(r"bytes ([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18}|\*)", re.ASCII)


@define
class Known:
    """What the head of a whole reply told of the recording.

    Attributes:
        length: In bytes, where it's known.
        unchanged_if: A validator for If-Range: while it holds, the server has the same bytes.
        has_ranges: The server hasn't said, or shown, that it can't send a part.
    """

    length: int | None = None
    unchanged_if: str = ""
    has_ranges: bool = False

    def headers(self, done: int) -> dict[str, str]:
        """The headers that ask for what comes after the first `done` bytes; none when that can't be asked for safely.

        The server has to say that the recording is still the same one, or at least that it's of the same length.
        """
        if not (done and self.has_ranges and (self.unchanged_if or self.length is not None)):
            return {}
        return {"Range": f"bytes={done}-"} | ({"If-Range": self.unchanged_if} if self.unchanged_if else {})

    def fits(self, status: int, headers: httpx.Headers, done: int) -> bool:
        """Is this reply what comes after the first `done` bytes?"""
        found = _RANGE.fullmatch(headers.get("content-range", "").strip())
        if status != 206 or found is None or int(found[1]) != done or "content-encoding" in headers:
            return False
        return bool(self.unchanged_if) if found[3] == "*" else self.length in (None, int(found[3]))


def known(headers: httpx.Headers, *, is_packed: bool) -> Known:
    """Read the head of a whole reply."""
    etag = headers.get("etag", "")
    return Known(
        length=None if is_packed else announced(headers),
        # A weak ETag is for what means the same, not for what is the same bytes.
        unchanged_if=etag if etag.startswith('"') else headers.get("last-modified", ""),
        # Ranges count the bytes of what is packed, and we the others.
        has_ranges=not is_packed and headers.get("accept-ranges", "").strip().lower() != "none",
    )


def announced(headers: httpx.Headers) -> int | None:
    """How many bytes the body has by its Content-Length."""
    text = headers.get("content-length", "")
    return int(text) if re.fullmatch(r"[0-9]{1,18}", text, re.ASCII) and "transfer-encoding" not in headers else None
