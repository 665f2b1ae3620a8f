# Made by "python -m generator generate" from the spec: change that, not this file.
"""Recordings: HTTP on one side, a file or an iterator on the other. What to do next is decided in `_recording_fetch`."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import anyio
import httpx

from ._connections import Connections
from ._recording_fetch import Fetch
from ._recording_file import RecordingFile
from ._recording_jobs import Download, HasRecording, Job, Jobs
from ._recording_log import private, shortened
from .errors import CallCenterError

R = TypeVar("R", bound=HasRecording | str | None)


class AsyncRecordingStream:
    """A recording as it comes: an iterator of bytes, within `async with`.

    A connection that drops is taken up where it broke off, when the server can do that safely; else the iterator raises.
    """

    def __init__(self, connections: Connections[httpx.AsyncClient], fetch: Fetch) -> None:
        self._connections = connections
        self._fetch = fetch
        self._response: httpx.Response | None = None
        self._raw: AsyncIterator[bytes] | None = None

    @property
    def length(self) -> int | None:
        """Its bytes in all, where the server tells."""
        return self._fetch.length

    @property
    def content_type(self) -> str:
        """Its Content-Type as it came, or ""."""
        return self._fetch.content_type

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._fetch.shown!r}, {self._fetch.done} of {self.length} bytes>"

    async def __aenter__(self) -> Self:
        await self._open()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._drop()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> bytes:
        fetch = self._fetch
        while True:
            try:
                if part := fetch.take():
                    return part
                if fetch.complete:
                    raise StopAsyncIteration
                await self._read()
            except CallCenterError as error:
                await self._pause(error)
                await self._open()

    async def _open(self) -> None:
        """Attempts, until one has brought the first bytes of a recording or no other is allowed."""
        while True:
            try:
                await self._attempt()
            except CallCenterError as error:
                await self._pause(error)
            else:
                return

    async def _attempt(self) -> None:
        fetch = self._fetch
        http = self._connections.get()
        request = private(http.build_request(**fetch.begin()), fetch.shown)
        with fetch.transport(), shortened(fetch.shown):
            response = await http.send(request, auth=None, follow_redirects=False, stream=True)
        self._response = response
        self._raw = response.aiter_raw()
        try:
            fetch.opened(response.status_code, response.headers)
            while fetch.is_undecided:
                await self._read()
        except BaseException:
            await self._drop()
            raise

    async def _read(self) -> None:
        if self._raw is None or self._response is None:
            raise RuntimeError("the recording is closed: read it within async with")
        with self._fetch.transport():
            raw = await anext(self._raw, b"")
        self._fetch.feed(raw)

    async def _pause(self, error: CallCenterError) -> None:
        """Wait until the next attempt.

        Raises:
            CallCenterError: There is none.
        """
        await self._drop()
        await anyio.sleep(self._fetch.after(error))

    async def _drop(self) -> None:
        response, self._response, self._raw = self._response, None, None
        if response is not None:
            with anyio.CancelScope(shield=True):
                await response.aclose()


async def save(
    connections: Connections[httpx.AsyncClient],
    fetch: Fetch,
    file: RecordingFile,
    on_progress: Callable[[int, int | None], object] | None = None,
) -> Path:
    """Fetch a recording into a file.

    Args:
        connections: What it's fetched by.
        fetch: What to ask.
        file: Where it goes.
        on_progress: Is told, after each part, the bytes so far and, where it's known, in all.

    Returns:
        The file.

    Raises:
        CallCenterError: It didn't come, or there is a file; nothing is left behind.
        OSError: It can't be written; nothing is left behind.
    """
    file.check()
    try:
        async with AsyncRecordingStream(connections, fetch) as sound:
            async for part in sound:
                if file.add(fetch.done - len(part), part):
                    await anyio.to_thread.run_sync(file.flush)
                if on_progress is not None:
                    on_progress(fetch.done, fetch.length)
        return await anyio.to_thread.run_sync(file.commit)
    finally:
        file.discard()


async def save_all(
    connections: Connections[httpx.AsyncClient],
    jobs: Jobs,
    records: Iterable[R] | AsyncIterable[R],
    workers: int,
    on_progress: Callable[[Download[R]], object] | None,
) -> list[Download[R]]:
    """Fetch many recordings, in `workers` tasks; see `AsyncCallCenter.download_recordings`."""
    found: dict[int, Download[R]] = {}
    rows: Any = aiter(records) if isinstance(records, AsyncIterable) else iter(records)
    turn = anyio.Lock()
    count = 0
    problem: BaseException | None = None

    async def next_job() -> tuple[int, Job[R] | Download[R]] | None:
        nonlocal count
        async with turn:
            try:
                record: R = await anext(rows) if isinstance(records, AsyncIterable) else next(rows)
            except (StopIteration, StopAsyncIteration):
                return None
            count += 1
            return count - 1, jobs.plan(record)

    async def one(planned: Job[R] | Download[R]) -> Download[R]:
        if isinstance(planned, Download):
            return planned
        try:
            await save(connections, planned.fetch, planned.file)
        except (CallCenterError, OSError) as error:
            return planned.failed(error)
        return planned.saved()

    async def work() -> None:
        nonlocal problem
        try:
            while (job := await next_job()) is not None:
                index, planned = job
                found[index] = await one(planned)
                if on_progress is not None:
                    on_progress(found[index])
        except anyio.get_cancelled_exc_class():
            raise
        except BaseException as error:  # noqa: BLE001  # raised below: a task group would wrap it
            problem = problem or error
            group.cancel_scope.cancel()

    async with anyio.create_task_group() as group:
        for _ in range(workers):
            group.start_soon(work)
    if problem is not None:
        raise problem
    return [found[index] for index in range(count)]
