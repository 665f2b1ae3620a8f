"""Many recordings at once: an account for each record, bounded, interruptible, to be run again."""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from callcenter_auth import DigestAuth
from callcenter_client import (
    ApiError,
    AsyncCallCenter,
    CallCenter,
    Download,
    InvalidCommand,
    TransportError,
    UnexpectedResponse,
)
from callcenter_client._recording_file import RecordingFile
from callcenter_client.models.cdr import Cdr
from callcenter_client.models.record import Record
from tests.client.downloading import NAME, Downloads, left_in
from tests.client.recording_server import (
    Answer,
    Asked,
    Pause,
    RecordingServer,
    Sound,
    Then,
    missing,
    reply,
    sound,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

SOUND = sound(300_000)
ARGUMENTS: dict[str, Any] = {"auth": DigestAuth("C2", "E4"), "trust_env": False}


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def downloads(request: pytest.FixtureRequest) -> Downloads:
    return Downloads(request.param)


@pytest.fixture
def server() -> Iterator[RecordingServer]:
    with RecordingServer(lambda _: reply(SOUND)) as running:
        yield running


@dataclass(frozen=True)
class Row:
    """An object of the user's with a recording."""

    filename: str | None


def test_each_record_has_its_account_in_the_order_given(
    downloads: Downloads, server: RecordingServer, tmp_path: Path
) -> None:
    def answer(asked: Asked) -> Answer:
        if "missing" in asked.target:
            return missing()
        if "refused" in asked.target:
            return reply(b'{"result":{"error":7,"msg":"Invalid User."}}')
        return [Pause(0.2), *reply(SOUND)] if "slow" in asked.target else reply(SOUND)

    server.answer = answer
    (tmp_path / "there.wav").write_bytes(b"before")
    records = [
        Record(key="1", filename="rec/slow.wav"),
        Cdr(filename="rec/there.wav"),
        Record(key="2", filename=None),
        Row(""),
        None,
        "",
        "rec/missing.wav",
        Row("rec/refused.wav"),
        Row("../../x"),
        "rec/last.wav",
    ]
    found: list[Download[Any]] = downloads(server.url).save_all(records, to=tmp_path)
    assert [
        ("saved", "slow.wav", None),
        ("there", "there.wav", None),
        ("no_recording", None, None),
        ("no_recording", None, None),
        ("no_recording", None, None),
        ("no_recording", None, None),
        ("failed", None, UnexpectedResponse),
        ("failed", None, ApiError),
        ("failed", None, InvalidCommand),
        ("saved", "last.wav", None),
    ] == [
        (each.status, each.path and each.path.name, each.error and type(each.error))
        for each in found
    ]
    assert records == [each.record for each in found]
    assert ["last.wav", "slow.wav", "there.wav"] == left_in(tmp_path)
    assert b"before" == (tmp_path / "there.wav").read_bytes()


def test_a_second_run_fetches_what_is_missing(
    downloads: Downloads, server: RecordingServer, tmp_path: Path
) -> None:
    names = [f"rec/{number}.wav" for number in range(20)]
    downloads(server.url).save_all(names[:15], to=tmp_path / "new")
    found = downloads(server.url).save_all(iter(names), to=f"{tmp_path}/new/")
    assert ["there"] * 15 + ["saved"] * 5 == [each.status for each in found]
    assert 20 == len(server.asked)


def test_overwrite_fetches_all_anew(
    downloads: Downloads, server: RecordingServer, tmp_path: Path
) -> None:
    (tmp_path / "1.wav").write_bytes(b"before")
    [found] = downloads(server.url).save_all(["1.wav"], to=tmp_path, overwrite=True)
    assert ("saved", SOUND) == (found.status, (tmp_path / "1.wav").read_bytes())


@pytest.mark.parametrize("options", [{}, {"overwrite": True}])
@pytest.mark.parametrize("second", ["b/1.wav", "a/1.WAV", "a\\1.wav"])
def test_two_recordings_for_one_file_never_overwrite_each_other(
    second: str,
    options: dict[str, bool],
    downloads: Downloads,
    server: RecordingServer,
    tmp_path: Path,
) -> None:
    server.answer = lambda asked: reply(SOUND[:-1] if asked.target == "/a/1.wav" else SOUND)
    found = downloads(server.url).save_all(
        ["a/1.wav", second, "a/1.wav"], to=tmp_path, **options, workers=1
    )
    assert ["saved", "failed", "saved" if options else "there"] == [each.status for each in found]
    assert "records[1] is" in str(found[1].error)
    assert "name of that of 'a/1.wav': save it apart" in str(found[1].error)
    assert (SOUND[:-1], ["1.wav"]) == ((tmp_path / "1.wav").read_bytes(), left_in(tmp_path))


def test_one_recording_given_twice_is_no_failure(
    downloads: Downloads, server: RecordingServer, tmp_path: Path
) -> None:
    found = downloads(server.url).save_all(["1.wav"] * 4, to=tmp_path, workers=4)
    assert {"saved", "there"} >= {each.status for each in found}
    assert (1, ["1.wav"]) == ([each.status for each in found].count("saved"), left_in(tmp_path))


@pytest.mark.parametrize("workers", [1, 3, 8])
def test_as_many_are_fetched_at_once_as_there_are_workers(
    workers: int, downloads: Downloads, server: RecordingServer, tmp_path: Path
) -> None:
    together = threading.Barrier(workers, timeout=10)

    def answer(_: Asked) -> Answer:
        together.wait()  # breaks when there are fewer
        return reply(SOUND)

    server.answer = answer
    names = [f"{number}.wav" for number in range(24)]
    found = downloads(server.url).save_all(names, to=tmp_path, workers=workers)
    assert ({"saved"}, workers) == ({each.status for each in found}, server.most_at_once)


def test_records_are_drawn_as_they_are_needed(
    downloads: Downloads, server: RecordingServer, tmp_path: Path
) -> None:
    ahead: list[int] = []

    def records() -> Iterator[str]:
        for number in range(60):
            ahead.append(number - len(told))
            yield f"{number}.wav"

    told: list[Download[Any]] = []
    downloads(server.url).save_all(records(), to=tmp_path, workers=4, on_progress=told.append)
    assert 60 == len(told)
    assert max(ahead) <= 5


def test_progress_is_told_in_the_callers_thread(server: RecordingServer, tmp_path: Path) -> None:
    threads: set[threading.Thread] = set()
    with CallCenter(server.url, **ARGUMENTS) as api:
        api.download_recordings(
            ["1.wav", "2.wav", None],
            tmp_path,
            on_progress=lambda _: threads.add(threading.current_thread()),
        )
    assert {threading.current_thread()} == threads


def test_an_async_iterator_of_records(server: RecordingServer, tmp_path: Path) -> None:
    async def rows() -> AsyncIterator[Row]:
        for number in range(10):
            await asyncio.sleep(0)
            yield Row(f"{number}.wav")

    async def save() -> list[Download[Row]]:
        async with AsyncCallCenter(server.url, **ARGUMENTS) as api:
            return await api.download_recordings(rows(), tmp_path)

    assert ["saved"] * 10 == [each.status for each in asyncio.run(save())]


def test_a_connection_that_drops_is_taken_up(
    downloads: Downloads, server: RecordingServer, tmp_path: Path
) -> None:
    sounds = {
        f"/{number}.wav": Sound(sound(200_000, number), cuts=[150_000]) for number in range(8)
    }
    server.answer = lambda asked: sounds[asked.target](asked)
    found = downloads(server.url).save_all(sounds, to=tmp_path)
    assert ["saved"] * 8 == [each.status for each in found]
    assert [each.content for each in sounds.values()] == [each.path.read_bytes() for each in found]


def test_options_and_fallbacks_hold_for_each(
    downloads: Downloads, server: RecordingServer, tmp_path: Path
) -> None:
    server.answer = lambda asked: reply(SOUND) if "key=" in asked.target else missing()
    arguments: dict[str, Any] = {"fallbacks": ["/listen?key={name}"], "options": {"retries": 0}}
    assert ["saved"] == [
        each.status for each in downloads(server.url).save_all(["1.wav"], to=tmp_path, **arguments)
    ]
    server.answer = lambda _: [Then.CLOSE]
    [found] = downloads(server.url).save_all(["2.wav"], to=tmp_path, **arguments)
    assert (TransportError, 1) == (type(found.error), found.error.attempts)


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        ({"records": "1.wav"}, "records"),
        ({"records": 7}, "records"),
        ({"records": [7]}, "records[0]"),
        ({"records": ["", Row(7)]}, "records[1]"),  # type: ignore[arg-type]
        ({"workers": 0}, "workers"),
        ({"workers": 65}, "workers"),
        ({"workers": True}, "workers"),
        ({"fallbacks": ["/x"]}, "fallbacks[0]"),
        ({"options": {"deadline": 1}}, "options"),
        ({"to": 7}, "to"),
    ],
)
def test_an_argument_that_is_refused(
    arguments: dict[str, Any],
    field: str,
    downloads: Downloads,
    server: RecordingServer,
    tmp_path: Path,
) -> None:
    with pytest.raises(InvalidCommand) as raised:
        downloads(server.url).save_all(**({"records": ["1.wav"], "to": tmp_path} | arguments))
    assert (field, "downloadRecording", []) == (
        raised.value.field,
        raised.value.operation,
        server.asked,
    )


def test_a_file_is_no_folder(downloads: Downloads, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"")
    with pytest.raises(InvalidCommand, match="expected a folder"):
        downloads("http://127.0.0.1:9").save_all(["1.wav"], to=tmp_path / "x")


# --- what ends the run ------------------------------------------------------------------------------------------------


def test_a_full_disk_ends_the_run(
    downloads: Downloads, server: RecordingServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: RecordingFile) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(RecordingFile, "_write", full)
    with pytest.raises(OSError, match="No space left"):
        downloads(server.url).save_all(
            [f"{number}.wav" for number in range(100)], to=tmp_path, workers=4
        )
    assert (True, []) == (len(server.asked) <= 8, left_in(tmp_path))


@pytest.mark.parametrize("options", [{}, {"overwrite": True}])
def test_another_oserror_is_one_recordings_own(
    options: dict[str, bool], downloads: Downloads, server: RecordingServer, tmp_path: Path
) -> None:
    (tmp_path / "1.wav").mkdir()
    found = downloads(server.url).save_all(["1.wav", "2.wav"], to=tmp_path, **options)
    assert ["failed", "saved"] == [each.status for each in found]
    assert isinstance(found[0].error, FileExistsError)
    assert found[0].error.__traceback__ is None


@pytest.mark.parametrize("who", ["records", "on_progress"])
def test_what_the_user_raises_ends_the_run_at_once(
    who: str, downloads: Downloads, server: RecordingServer, tmp_path: Path
) -> None:
    server.answer = lambda asked: (
        reply(SOUND)
        if asked.target == "/0.wav"
        else [*reply(SOUND)[:1], SOUND[:200_000], Pause(30)]
    )

    def wait() -> None:
        server.wait_for(4)
        while not (tmp_path / "0.wav").exists():
            time.sleep(0.01)

    def records() -> Iterator[str]:
        yield from (f"{number}.wav" for number in range(4))
        if who == "records":
            wait()
            raise LookupError("mine")
        yield "5.wav"

    async def records_async() -> AsyncIterator[str]:
        for number in range(4):
            yield f"{number}.wav"
        if who == "records":
            await asyncio.to_thread(wait)
            raise LookupError("mine")
        yield "5.wav"

    def tell(download: Download[str]) -> None:
        if who == "on_progress":
            if not downloads.is_async:
                server.wait_for(4)
            raise LookupError("mine")

    started = time.monotonic()
    rows = records_async() if downloads.is_async else records()
    with pytest.raises(LookupError, match="mine"):
        downloads(server.url).save_all(rows, to=tmp_path, on_progress=tell)
    assert time.monotonic() - started < 3
    assert ["0.wav"] == left_in(tmp_path)


def test_a_stop_touches_no_other_call_of_the_client(
    server: RecordingServer, tmp_path: Path
) -> None:
    """The sockets of given-up downloads are shut; those of the same pool that others use are not."""
    server.answer = lambda asked: (
        [*reply(SOUND)[:1], SOUND[:1000], Pause(0.5), SOUND[1000:]]
        if "mine" in asked.target
        else [*reply(SOUND)[:1], SOUND[:200_000], Pause(30)]
    )

    def fail(_: Download[Any]) -> None:
        raise LookupError

    with CallCenter(server.url, **ARGUMENTS) as api:
        other = threading.Thread(target=api.download_recording, args=("mine.wav", tmp_path))
        other.start()
        server.wait_for(1)
        with pytest.raises(LookupError):
            api.download_recordings(["1.wav", "2.wav", "3.wav", ""], tmp_path, on_progress=fail)
        other.join(10)
    assert ["mine.wav"] == left_in(tmp_path)
    assert ["/mine.wav"] == [target for target in server.targets if "mine" in target]


INTERRUPTED = """
import asyncio, sys
from callcenter_auth import DigestAuth
from callcenter_client import AsyncCallCenter, CallCenter

url, to, kind = sys.argv[1:]
arguments = {"auth": DigestAuth("C2", "E4"), "trust_env": False}
names = [f"{number}.wav" for number in range(20)]

def tell(_):
    print("one", flush=True)

async def save():
    async with AsyncCallCenter(url, **arguments) as api:
        await api.download_recordings(names, to=to, on_progress=tell)

try:
    if kind == "async":
        asyncio.run(save())
    else:
        with CallCenter(url, **arguments) as api:
            api.download_recordings(names, to=to, on_progress=tell)
except KeyboardInterrupt:
    print("interrupted")
"""


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_ctrl_c_ends_it_at_once_and_leaves_what_is_whole(
    kind: str, server: RecordingServer, tmp_path: Path
) -> None:
    server.answer = lambda asked: (
        reply(SOUND)
        if asked.target == "/0.wav"
        else [*reply(SOUND)[:1], SOUND[:299_000], Pause(60)]
    )
    command = [sys.executable, "-c", INTERRUPTED, server.url, str(tmp_path), kind]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        assert "one\n" == running.stdout.readline()
        server.wait_for(9)
        time.sleep(0.2)
        sent = time.monotonic()
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=30)
    assert ("interrupted\n", "") == (out, err)
    assert time.monotonic() - sent < 3
    assert ["0.wav"] == left_in(tmp_path)


def test_a_task_that_is_cancelled_leaves_what_is_whole(
    server: RecordingServer, tmp_path: Path
) -> None:
    server.answer = lambda asked: (
        reply(SOUND)
        if asked.target == "/0.wav"
        else [*reply(SOUND)[:1], SOUND[:299_000], Pause(60)]
    )

    async def save() -> None:
        async with AsyncCallCenter(server.url, **ARGUMENTS) as api:
            done = asyncio.Event()
            task = asyncio.create_task(
                api.download_recordings(
                    [f"{n}.wav" for n in range(9)], tmp_path, on_progress=lambda _: done.set()
                )
            )
            await done.wait()
            await asyncio.sleep(0.1)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(save())
    assert ["0.wav"] == left_in(tmp_path)


# --- reprs ------------------------------------------------------------------------------------------------------------


def test_a_download_prints_no_number(
    downloads: Downloads, server: RecordingServer, tmp_path: Path
) -> None:
    server.answer = lambda asked: missing() if "13770761338" in asked.target else reply(SOUND)
    found = downloads(server.url).save_all(
        [NAME, Record(filename=NAME.replace("337.mp3", "338.mp3"))], to=tmp_path
    )
    assert ["saved", "failed"] == [each.status for each in found]
    assert "1377076133" not in repr(found)
    assert "137…37.mp3" in repr(found[0])
