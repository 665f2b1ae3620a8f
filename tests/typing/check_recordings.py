# pyright: strict, reportUnnecessaryTypeIgnoreComment=true
"""What a type checker knows of downloads. Checked by mypy and pyright, never run."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, assert_type

from callcenter_client import (
    AsyncCallCenter,
    AsyncRecordingStream,
    CallCenter,
    CallCenterError,
    Cdr,
    Download,
    Record,
    RecordingStream,
)


class Row:
    """A row of the user's own."""

    filename: str


def one(api: CallCenter, record: Record) -> None:
    assert_type(api.download_recording(record.filename, to="recordings/"), Path)
    api.download_recording(record.filename, Path("x.mp3"), overwrite=True, options={"retries": 5})
    api.download_recording(record, to="recordings/")  # type: ignore[arg-type]
    api.download_recording(record.filename)  # type: ignore[call-arg]
    stream = api.open_recording(record.filename, fallbacks=["/listen?file={path}"])
    assert_type(stream, RecordingStream)
    with stream as sound:
        assert_type(sound, RecordingStream)
        assert_type(sound.length, int | None)
        assert_type(sound.content_type, str)
        assert_type(next(sound), bytes)


def many(api: CallCenter, cdrs: list[Cdr], rows: list[Row], names: list[str]) -> None:
    found = api.download_recordings(cdrs, to="recordings/", workers=4)
    assert_type(found, list[Download[Cdr]])
    assert_type(found[0].record, Cdr)
    assert_type(found[0].path, Path | None)
    assert_type(found[0].error, CallCenterError | OSError | None)
    assert_type(found[0].status, Literal["saved", "there", "no_recording", "failed"])
    assert_type(api.download_recordings(names, "recordings/"), list[Download[str]])
    assert_type(api.download_recordings(rows, "recordings/"), list[Download[Row]])
    assert_type(
        api.download_recordings(api.iter_records(start_key=0), "x/"), list[Download[Record]]
    )
    api.download_recordings([7], "recordings/")  # type: ignore[type-var]

    def tell(download: Download[str]) -> None:
        assert_type(download.record, str)

    api.download_recordings(names, "recordings/", on_progress=tell)


async def with_asyncio(api: AsyncCallCenter, record: Record) -> None:
    assert_type(await api.download_recording(record.filename, to="recordings/"), Path)
    async with api.open_recording(record.filename) as sound:
        assert_type(sound, AsyncRecordingStream)
        async for part in sound:
            assert_type(part, bytes)
    assert_type(await api.download_recordings([record], "recordings/"), list[Download[Record]])
    found = await api.download_recordings(api.iter_records(start_key=0), "recordings/")
    assert_type(found, list[Download[Record]])
