"""The body of a reply as it comes: decoded, and within a limit also when a few bytes decode to very many. No I/O."""

from __future__ import annotations

import zlib

ENCODINGS = "gzip, deflate"
"""What is asked for. httpx would ask for all that it can decode, and decodes each part as a whole, however large."""

_GZIP, _ZLIB, _RAW = zlib.MAX_WBITS | 16, zlib.MAX_WBITS, -zlib.MAX_WBITS
_FORMATS = {"gzip": _GZIP, "x-gzip": _GZIP, "deflate": _ZLIB}


class Body:
    """A body on its way.

    Args:
        encoding: The reply's Content-Encoding, or "".
        most: How many bytes it may have when it's decoded.
    """

    def __init__(self, encoding: str, most: int) -> None:
        name = encoding.strip().lower()
        self._format = _FORMATS.get(name)
        self._inflate = zlib.decompressobj(self._format) if self._format else None
        self._most = most
        self._parts: list[bytes] = []
        self._size = 0
        # An encoding of several layers is none that was asked for: each layer may blow up the one below.
        self.undecodable = self._format is None and name not in ("", "identity")
        """It isn't in the encoding that it names, or in none that was asked for."""
        self.too_large = False
        """It's longer than the limit."""

    def add(self, part: bytes) -> bool:
        """Take the next bytes; is there any use in more?

        It raises nothing: a frame with the bytes in it would stand in reports of errors.
        """
        if self.undecodable:
            return False
        if self._inflate is None:
            self._keep(part)
        else:
            try:
                self._keep(self._decoded(part))
            except zlib.error:
                self.undecodable = True
        return not (self.undecodable or self.too_large)

    def _decoded(self, part: bytes) -> bytes:
        room = self._most - self._size + 1  # one more byte tells that it's too much
        inflate = self._inflate or zlib.decompressobj()
        try:
            return inflate.decompress(part, room)
        except zlib.error:
            if self._format != _ZLIB or self._size:
                raise
        # Some servers mean the bare stream when they say deflate.
        self._format, self._inflate = _RAW, zlib.decompressobj(_RAW)
        return self._inflate.decompress(part, room)

    def _keep(self, part: bytes) -> None:
        self._size += len(part)
        self.too_large = self._size > self._most
        self._parts.append(b"" if self.too_large else part)

    def content(self) -> bytes:
        """The whole."""
        return b"".join(self._parts)
