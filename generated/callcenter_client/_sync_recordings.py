# Made by "python -m generator generate" from the spec: change that, not this file.
"""Recordings: HTTP on one side, a file or an iterator on the other. What to do next is decided in `_recording_fetch`."""

from __future__ import annotations

import concurrent.futures
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import httpx

from ._connections import Connections
from ._recording_fetch import Fetch
from ._recording_file import RecordingFile
from ._recording_jobs import Download, HasRecording, Job, Jobs
from ._recording_log import private, shortened
from ._stop import Stop
from .errors import CallCenterError

R = TypeVar("R", bound=HasRecording | str | None)


class RecordingStream:
    """A recording as it comes: an iterator of bytes, within `with`.

    A connection that drops is taken up where it broke off, when the server can do that safely; else the iterator raises.
    """

    def __init__(
        self, connections: Connections[httpx.Client], fetch: Fetch, stop: Stop | None = None
    ) -> None:
        self._connections = connections
        self._fetch = fetch
        self._stop = stop or Stop()
        self._response: httpx.Response | None = None
        self._raw: Iterator[bytes] | None = None

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

    def __enter__(self) -> Self:
        self._open()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._drop()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> bytes:
        fetch = self._fetch
        while True:
            try:
                if part := fetch.take():
                    return part
                if fetch.complete:
                    raise StopIteration
                self._read()
            except CallCenterError as error:
                self._pause(error)
                self._open()

    def _open(self) -> None:
        """Attempts, until one has brought the first bytes of a recording or no other is allowed."""
        while True:
            try:
                self._attempt()
            except CallCenterError as error:
                self._pause(error)
            else:
                return

    def _attempt(self) -> None:
        fetch = self._fetch
        http = self._connections.get()
        request = private(http.build_request(**fetch.begin()), fetch.shown)
        with fetch.transport(), shortened(fetch.shown):
            response = http.send(request, auth=None, follow_redirects=False, stream=True)
        self._response = response
        self._raw = response.iter_raw()
        try:
            fetch.opened(response.status_code, response.headers)
            if fetch.to_come:
                self._stop.watch(response)
            while fetch.is_undecided:
                self._read()
        except BaseException:
            self._drop()
            raise

    def _read(self) -> None:
        if self._raw is None or self._response is None:
            raise RuntimeError("the recording is closed: read it within with")
        self._stop.check()
        if not self._fetch.to_come:
            # After its last byte the connection is free for other calls: a stop must not touch it.
            self._stop.unwatch(self._response)
        with self._fetch.transport():
            raw = next(self._raw, b"")
        self._fetch.feed(raw)

    def _pause(self, error: CallCenterError) -> None:
        """Wait until the next attempt.

        Raises:
            CallCenterError: There is none.
        """
        self._drop()
        self._stop.check()
        self._stop.sleep(self._fetch.after(error))

    def _drop(self) -> None:
        response, self._response, self._raw = self._response, None, None
        if response is not None:
            self._stop.unwatch(response)
            response.close()


def save(
    connections: Connections[httpx.Client],
    fetch: Fetch,
    file: RecordingFile,
    on_progress: Callable[[int, int | None], object] | None = None,
    stop: Stop | None = None,
) -> Path:
    """Fetch a recording into a file.

    Args:
        connections: What it's fetched by.
        fetch: What to ask.
        file: Where it goes.
        on_progress: Is told, after each part, the bytes so far and, where it's known, in all.
        stop: Ends it from another thread.

    Returns:
        The file.

    Raises:
        CallCenterError: It didn't come, or there is a file; nothing is left behind.
        OSError: It can't be written; nothing is left behind.
    """
    file.check()
    try:
        with RecordingStream(connections, fetch, stop) as sound:
            for part in sound:
                if file.add(fetch.done - len(part), part):
                    file.flush()
                if on_progress is not None:
                    on_progress(fetch.done, fetch.length)
        if stop is not None:
            stop.check()  # a connection that was shut down may look like the end of a recording
        return file.commit()
    finally:
        file.discard()


def save_all(
    connections: Connections[httpx.Client],
    jobs: Jobs,
    records: Iterable[R],
    workers: int,
    on_progress: Callable[[Download[R]], object] | None,
) -> list[Download[R]]:
    """Fetch many recordings, in `workers` threads; see `CallCenter.download_recordings`."""
    found: dict[int, Download[R]] = {}
    running: dict[concurrent.futures.Future[Download[R]], int] = {}
    stop = Stop()

    def one(job: Job[R]) -> Download[R]:
        try:
            save(connections, job.fetch, job.file, stop=stop)
        except (CallCenterError, OSError) as error:
            return job.failed(error)
        return job.saved()

    def settle(index: int, download: Download[R]) -> None:
        found[index] = download
        if on_progress is not None:
            on_progress(download)

    def await_some() -> None:
        done, _ = concurrent.futures.wait(running, return_when=concurrent.futures.FIRST_COMPLETED)
        for future in done:
            settle(running.pop(future), future.result())

    # Records are drawn and progress is told in the caller's thread: they may belong to a database connection of its.
    pool = concurrent.futures.ThreadPoolExecutor(workers, thread_name_prefix="callcenter-download")
    try:
        for index, record in enumerate(records):
            planned = jobs.plan(record)
            if isinstance(planned, Download):
                settle(index, planned)
                continue
            if len(running) >= workers:
                await_some()
            running[pool.submit(one, planned)] = index
        while running:
            await_some()
    finally:
        stop.tell()
        pool.shutdown(cancel_futures=True)
    return [found[index] for index in range(len(found))]
