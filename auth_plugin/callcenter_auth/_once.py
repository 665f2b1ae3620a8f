"""A request body that goes out once."""

from collections.abc import AsyncIterator, Iterator

import httpx


class SentOnce(httpx.SyncByteStream, httpx.AsyncByteStream):
    """The content of a signed request; a second sending of it fails before the body leaves.

    A redirect (307, 308) on a client that follows them, or a transport that retries, would send the
    same seq and digest again, perhaps to another host, and a command perhaps twice. Connecting
    anew, as `httpx.HTTPTransport(retries=…)` does, happens before the body is asked for.
    """

    def __init__(self, content: bytes) -> None:
        self._content: bytes | None = content

    def _take(self) -> bytes:
        content, self._content = self._content, None
        if content is None:
            raise httpx.RequestError(
                "A signed request was about to be sent a second time with the same seq, by a "
                "redirect or a transport that retries. Turn redirects off and use the final URL; "
                "repeat a request through the client, so that it is signed anew"
            )
        return content

    def __iter__(self) -> Iterator[bytes]:
        yield self._take()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._take()
