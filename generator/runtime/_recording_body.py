"""The body of a reply to a GET of a recording: unpacked, and looked at before it's believed to be sound. Pure, no I/O."""

from __future__ import annotations

import re
import zlib
from collections import deque

SNIFFED = 512
"""Bytes that are looked at."""

_PIECE = 64 * 1024
_GZIP = 31
_PAGES = re.compile(
    r"(text/html|application/xhtml\+xml|(text|application)/(json|xml)|application/[\w.-]+\+json)\s*(;|$)",
    re.IGNORECASE,
)
_TEXT = re.compile(r"text/", re.IGNORECASE)
# What no text has; bytes from 0x80 are letters in UTF-8 and GB18030.
_NOT_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MAY_BEGIN_A_PAGE = re.compile(rb"(\xef\xbb\xbf)?\s*[<{\[]")
# A tag, or the beginning of an object: whatever comes after it, such as sound after a warning of the script that sends it.
_BEGINS_A_PAGE = re.compile(
    rb"(\xef\xbb\xbf)?\s*(<!--|<[!?/]?[a-z][a-z0-9]*[\s>/]|\{\s*\")", re.IGNORECASE
)
_UTF16_PAGES = (b"\xff\xfe<\0", b"\xfe\xff\0<", b"\xff\xfe{\0", b"\xfe\xff\0{")


def is_sound(content_type: str, beginning: bytes) -> bool:
    """Can this be a sound? A page or JSON can't, whatever it's declared as, nor can any text that is declared as text.

    Sound that is declared as plain text or as nothing is taken: servers don't know the types of all their files.

    Args:
        content_type: The reply's.
        beginning: Its first `SNIFFED` bytes, or all there are.
    """
    if not beginning or _PAGES.match(content_type):
        return False
    if _BEGINS_A_PAGE.match(beginning) or beginning.startswith(_UTF16_PAGES):
        return False
    if _NOT_TEXT.search(beginning):
        return True
    return not (_TEXT.match(content_type) or _MAY_BEGIN_A_PAGE.match(beginning))


class Corrupt(Exception):
    """The bytes that came aren't what the reply's headers say."""


class Body:
    """Bytes as they come in, bytes of the recording as they go out.

    Args:
        encoding: The reply's Content-Encoding.

    Raises:
        Corrupt: It's an encoding that we don't know.
    """

    def __init__(self, encoding: str) -> None:
        known = encoding.strip().lower()
        if known not in ("", "identity", "gzip", "x-gzip"):
            raise Corrupt(f"is packed as {encoding[:40]!r}, though it was asked for as it is")
        self.is_packed = known not in ("", "identity")
        self._unpacking = zlib.decompressobj(_GZIP) if self.is_packed else None
        self._rest = b""
        self._is_full = False
        self._ready: deque[bytes] = deque()

    def feed(self, raw: bytes) -> None:
        """Take the next bytes."""
        if self.is_packed:
            self._rest += raw
        elif raw:
            self._ready.append(raw)

    def take(self) -> bytes:
        """The next bytes of the recording, 64 KiB or less of what was packed; none when more has to be fed.

        Raises:
            Corrupt: They can't be unpacked.
        """
        if self._unpacking is None:
            return self._ready.popleft() if self._ready else b""
        piece = b""
        # After a full piece there may be more, though all that was fed is used up.
        while (self._rest or self._is_full) and not piece:
            if self._unpacking.eof and self._rest:  # a file may be of several packed ones
                self._unpacking = zlib.decompressobj(_GZIP)
            try:
                piece = self._unpacking.decompress(self._rest, _PIECE)
            except zlib.error as error:
                raise Corrupt(f"can't be unpacked ({error})") from None
            self._rest = self._unpacking.unconsumed_tail or self._unpacking.unused_data
            self._is_full = len(piece) == _PIECE
        return piece

    def end(self) -> None:
        """All was fed and taken.

        Raises:
            Corrupt: Something is missing.
        """
        if self._unpacking is not None and not self._unpacking.eof:
            raise Corrupt("is packed, and its end is missing")
