"""Two ways to fetch recordings, written once: a test says what, and both clients do it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from callcenter_auth import DigestAuth
from callcenter_client import AsyncCallCenter, CallCenter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAME = "/data/voicerecord/C2/20180910/VR-8000-20180910143920-8000-13770761337.mp3"
FILE = "VR-8000-20180910143920-8000-13770761337.mp3"
SHOWN = "/data/voicerecord/C2/201…10/VR-8000-201…20-8000-137…37.mp3"


@dataclass(frozen=True)
class Downloads:
    """One way to fetch: `downloads(url).save(NAME, to=folder)` makes a client, calls `download_recording`, closes it."""

    is_async: bool
    url: str = ""
    settings: dict[str, Any] = field(default_factory=dict[str, Any])

    def __call__(self, url: str, **settings: Any) -> Downloads:
        return Downloads(self.is_async, url, settings)

    def save(self, *positional: Any, **arguments: Any) -> Path:
        """What `download_recording` returns."""
        found: Path = self._ask("download_recording", *positional, **arguments)
        return found

    def save_all(self, *positional: Any, **arguments: Any) -> list[Any]:
        """What `download_recordings` returns."""
        found: list[Any] = self._ask("download_recordings", *positional, **arguments)
        return found

    def read(
        self, *positional: Any, each: Callable[[bytes], object] = len, **arguments: Any
    ) -> tuple[bytes, int | None, str]:
        """All that `open_recording` yields, its length and its type."""
        if self.is_async:
            return asyncio.run(self._read_async(each, *positional, **arguments))
        parts: list[bytes] = []
        with self._client() as api, api.open_recording(*positional, **arguments) as stream:
            for part in stream:
                each(part)
                parts.append(part)
            return b"".join(parts), stream.length, stream.content_type

    async def _read_async(
        self, each: Callable[[bytes], object], *positional: Any, **arguments: Any
    ) -> tuple[bytes, int | None, str]:
        parts: list[bytes] = []
        async with (
            self._async_client() as api,
            api.open_recording(*positional, **arguments) as stream,
        ):
            async for part in stream:
                each(part)
                parts.append(part)
            return b"".join(parts), stream.length, stream.content_type

    def _ask(self, method: str, *positional: Any, **arguments: Any) -> Any:
        if self.is_async:
            return asyncio.run(self._ask_async(method, *positional, **arguments))
        with self._client() as api:
            return getattr(api, method)(*positional, **arguments)

    async def _ask_async(self, method: str, *positional: Any, **arguments: Any) -> Any:
        async with self._async_client() as api:
            return await getattr(api, method)(*positional, **arguments)

    def _client(self) -> CallCenter:
        return CallCenter(self.url, **self._arguments())

    def _async_client(self) -> AsyncCallCenter:
        return AsyncCallCenter(self.url, **self._arguments())

    def _arguments(self) -> dict[str, Any]:
        return {
            "auth": DigestAuth("C2", "E416D0F85DC0CB67C85E070A32D9F0123AFF4762"),
            "trust_env": False,
            **self.settings,
        }


def left_in(folder: Path) -> list[str]:
    """The names of all files in a folder and below it, hidden ones too."""
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()
    )
