"""One recording into a file: where it goes, what is never overwritten, what is never saved as sound."""

from __future__ import annotations

import errno
import os
import pickle
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from callcenter_auth import DigestAuth
from callcenter_client import (
    Attempt,
    CallCenter,
    CallCenterError,
    ConfigurationError,
    InvalidCommand,
    RecordingExists,
    TransportError,
    UnexpectedResponse,
)
from tests.client.downloading import FILE, NAME, Downloads, left_in
from tests.client.recording_server import (
    Answer,
    Asked,
    Pause,
    RecordingServer,
    Sound,
    missing,
    reply,
    sound,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

SOUND = sound(200_000)


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def downloads(request: pytest.FixtureRequest) -> Downloads:
    return Downloads(request.param)


@pytest.fixture
def server() -> Iterator[RecordingServer]:
    with RecordingServer(lambda _: reply(SOUND)) as running:
        yield running


# --- what goes out ----------------------------------------------------------------------------------------------------


def test_the_request_is_a_plain_get_without_a_signature(
    downloads: Downloads, server: RecordingServer, tmp_path: Path
) -> None:
    downloads(server.url).save(NAME, to=tmp_path)
    [asked] = server.asked
    assert f"GET {NAME} HTTP/1.1" == asked.raw.partition("\r\n")[0]
    assert ("identity", "*/*") == (asked.headers["accept-encoding"], asked.headers["accept"])
    assert not {"authorization", "range", "content-type", "content-length"} & set(asked.headers)
    assert "C2@" not in asked.raw


def test_a_client_of_the_users_sends_no_login_of_its_own_and_follows_no_redirect(
    server: RecordingServer, tmp_path: Path
) -> None:
    server.answer = lambda _: reply(b"", "302 Found", location="/elsewhere.wav")
    with httpx.Client(auth=("user", "word"), follow_redirects=True, trust_env=False) as http:
        api = CallCenter(server.url, auth=DigestAuth("C2", "E4"), http_client=http)
        with pytest.raises(UnexpectedResponse, match="redirects aren't followed: recordings_url="):
            api.download_recording(NAME, to=tmp_path)
    assert ([NAME], False) == (server.targets, "authorization" in server.asked[0].headers)


# --- where it goes ----------------------------------------------------------------------------------------------------


def test_a_folder_that_is_there(
    downloads: Downloads, server: RecordingServer, tmp_path: Path
) -> None:
    saved = downloads(server.url).save(NAME, to=str(tmp_path))
    assert (tmp_path / FILE, SOUND) == (saved, saved.read_bytes())
    assert [FILE] == left_in(tmp_path)


def test_a_folder_that_is_made_when_its_name_ends_with_a_slash(
    downloads: Downloads, server: RecordingServer, tmp_path: Path
) -> None:
    saved = downloads(server.url).save(NAME, to=f"{tmp_path}/2018/09/")
    assert tmp_path / "2018" / "09" / FILE == saved


def test_a_file(downloads: Downloads, server: RecordingServer, tmp_path: Path) -> None:
    saved = downloads(server.url).save(NAME, to=tmp_path / "order-1001.mp3")
    assert (tmp_path / "order-1001.mp3", SOUND) == (saved, saved.read_bytes())


def test_a_relative_path(
    downloads: Downloads, server: RecordingServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert Path("recordings") / FILE == downloads(server.url).save(NAME, to="recordings/")
    assert Path("x.mp3") == downloads(server.url).save(NAME, to="x.mp3")


def test_the_file_has_the_rights_that_the_umask_leaves(
    downloads: Downloads, server: RecordingServer, tmp_path: Path
) -> None:
    old = os.umask(0o027)
    try:
        saved = downloads(server.url).save(NAME, to=tmp_path)
    finally:
        os.umask(old)
    assert 0o640 == saved.stat().st_mode & 0o777


@pytest.mark.parametrize(
    ("to", "text"),
    [
        ("recordings", "a path with a slash at its end"),
        ("2018.09", "a path with a slash at its end"),
        ("none/x.mp3", "a folder that is there"),
        ("", "expected a path"),
        ("a\0b/", "expected a path"),
        (b"recordings/", "a path, as a str"),
        (None, "a path, as a str"),
        (7, "a path, as a str"),
    ],
)
def test_a_place_that_is_refused(
    to: object, text: str, downloads: Downloads, server: RecordingServer, tmp_path: Path
) -> None:
    to = f"{tmp_path}/{to}" if isinstance(to, str) and to else to
    with pytest.raises(InvalidCommand, match=re.escape(text)) as raised:
        downloads(server.url).save(NAME, to=to)
    assert ("to", "downloadRecording", []) == (
        raised.value.field,
        raised.value.operation,
        server.asked,
    )


# --- what is there stays ----------------------------------------------------------------------------------------------


def test_a_file_that_is_there_stays_and_nothing_is_asked(
    downloads: Downloads, server: RecordingServer, tmp_path: Path
) -> None:
    (tmp_path / FILE).write_bytes(b"before")
    with pytest.raises(
        RecordingExists, match="expected a name that is free, or overwrite=True"
    ) as raised:
        downloads(server.url).save(NAME, to=tmp_path)
    error = raised.value
    assert isinstance(error, FileExistsError)
    assert isinstance(error, InvalidCommand)
    assert (tmp_path / FILE, "downloadRecording", "not_sent") == (
        error.value,
        error.operation,
        error.outcome,
    )
    assert "VR-8000-201…20-8000-137…37.mp3" in str(error)
    assert "13770761337" not in str(error)
    assert (b"before", []) == ((tmp_path / FILE).read_bytes(), server.asked)
    again = pickle.loads(pickle.dumps(error))
    assert (str(error), error.value) == (str(again), again.value)


def test_overwrite_takes_its_place(
    downloads: Downloads, server: RecordingServer, tmp_path: Path
) -> None:
    (tmp_path / FILE).write_bytes(b"before")
    saved = downloads(server.url).save(NAME, to=tmp_path, overwrite=True)
    assert (SOUND, [FILE]) == (saved.read_bytes(), left_in(tmp_path))


def test_after_a_failure_overwrite_has_left_the_old_file(
    downloads: Downloads, server: RecordingServer, tmp_path: Path
) -> None:
    (tmp_path / FILE).write_bytes(b"before")
    server.answer = lambda _: missing()
    with pytest.raises(UnexpectedResponse):
        downloads(server.url).save(NAME, to=tmp_path, overwrite=True)
    assert (b"before", [FILE]) == ((tmp_path / FILE).read_bytes(), left_in(tmp_path))


def test_a_file_that_comes_while_it_is_fetched_stays(
    downloads: Downloads, server: RecordingServer, tmp_path: Path
) -> None:
    def answer(_: Asked) -> Answer:
        yield from reply(SOUND)[:1]
        yield SOUND[:1000]
        (tmp_path / FILE).write_bytes(b"quicker")
        yield SOUND[1000:]

    server.answer = answer
    with pytest.raises(RecordingExists):
        downloads(server.url).save(NAME, to=tmp_path)
    assert (b"quicker", [FILE]) == ((tmp_path / FILE).read_bytes(), left_in(tmp_path))


def test_names_that_are_one_in_unicode_do_not_overwrite_each_other(
    downloads: Downloads, server: RecordingServer, tmp_path: Path
) -> None:
    downloads(server.url).save("rec/\u00e9.wav", to=tmp_path)
    with pytest.raises(RecordingExists):
        downloads(server.url).save("rec/e\u0301.wav", to=tmp_path)
    assert ["\u00e9.wav"] == left_in(tmp_path)


def test_names_that_differ_by_case_do_not_overwrite_each_other(
    downloads: Downloads, server: RecordingServer, tmp_path: Path
) -> None:
    first = downloads(server.url).save("rec/a.wav", to=tmp_path)
    first.write_bytes(b"first")
    try:
        downloads(server.url).save("rec/A.wav", to=tmp_path)
    except RecordingExists:
        assert (tmp_path / "A.wav").exists()  # a file system on which the two are one
    assert b"first" == first.read_bytes()


@pytest.mark.parametrize("options", [{}, {"overwrite": True}])
def test_a_link_in_the_folder_is_never_followed(
    options: dict[str, bool], downloads: Downloads, server: RecordingServer, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.write_bytes(b"outside")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / FILE).symlink_to(outside)
    (folder / "gone.mp3").symlink_to(tmp_path / "nowhere")
    for name in (NAME, "gone.mp3"):
        if options:
            assert not downloads(server.url).save(name, to=folder, overwrite=True).is_symlink()
        else:
            with pytest.raises(RecordingExists):
                downloads(server.url).save(name, to=folder)
    assert (b"outside", False) == (outside.read_bytes(), (tmp_path / "nowhere").exists())


def test_a_folder_of_the_files_name_stays(
    downloads: Downloads, server: RecordingServer, tmp_path: Path
) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(RecordingExists):
        downloads(server.url).save(NAME, to=tmp_path, overwrite=True)
    assert [] == server.asked


# --- progress, options, attempts --------------------------------------------------------------------------------------


def test_progress_is_told(downloads: Downloads, server: RecordingServer, tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    downloads(server.url).save(
        NAME, to=tmp_path, on_progress=lambda done, total: told.append((done, total))
    )
    assert sorted(told) == told
    assert {len(SOUND)} == {total for _, total in told}
    assert (len(SOUND), len(SOUND)) == told[-1]


def test_what_on_progress_raises_ends_the_download(
    downloads: Downloads, server: RecordingServer, tmp_path: Path
) -> None:
    def enough(done: int, total: int | None) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        downloads(server.url).save(NAME, to=tmp_path, on_progress=enough)
    assert [] == left_in(tmp_path)


@pytest.mark.parametrize(
    "options",
    [{"deadline": 5}, {"agent": "1000"}, {"debug": True}, {"timeout": -1}, {"retries": "2"}, [1]],
)
def test_an_option_that_is_refused(
    options: Any, downloads: Downloads, server: RecordingServer, tmp_path: Path
) -> None:
    with pytest.raises(InvalidCommand, match="options"):
        downloads(server.url).save(NAME, to=tmp_path, options=options)
    assert [] == server.asked


def test_there_is_no_deadline(
    downloads: Downloads, server: RecordingServer, tmp_path: Path
) -> None:
    def slow(_: Asked) -> Answer:
        yield from reply(SOUND)[:1]
        for at in range(0, len(SOUND), 50_000):
            yield SOUND[at : at + 50_000]
            yield Pause(0.1)

    server.answer = slow
    assert (
        SOUND
        == downloads(server.url, deadline=0.1, timeout=0.3).save(NAME, to=tmp_path).read_bytes()
    )


def test_attempts_are_told(downloads: Downloads, tmp_path: Path) -> None:
    told: list[Attempt] = []
    with RecordingServer(Sound(SOUND, cuts=[100_000])) as server:
        downloads(server.url, on_attempt=told.append).save(NAME, to=tmp_path)
    assert [("downloadRecording", 1, "unknown"), ("downloadRecording", 2, "accepted")] == [
        (attempt.operation, attempt.attempt, attempt.outcome) for attempt in told
    ]


def test_a_closed_client_says_so(
    downloads: Downloads, server: RecordingServer, tmp_path: Path
) -> None:
    with CallCenter(server.url, auth=DigestAuth("C2", "E4"), trust_env=False) as api:
        pass
    with pytest.raises(ConfigurationError, match="closed"):
        api.download_recording(NAME, to=tmp_path)
    assert [] == left_in(tmp_path)


def test_nobody_listens(downloads: Downloads, tmp_path: Path) -> None:
    with pytest.raises(TransportError, match="didn't come") as raised:
        downloads("http://127.0.0.1:9", retries=1).save(NAME, to=tmp_path)
    error = raised.value
    assert (False, "not_sent", 2) == (error.sent, error.outcome, error.attempts)
    again = pickle.loads(pickle.dumps(error))
    assert (str(error), error.command) == (str(again), again.command)


# --- the disk ---------------------------------------------------------------------------------------------------------

FULL = """
import asyncio, resource, signal, sys
from callcenter_auth import DigestAuth
from callcenter_client import AsyncCallCenter, CallCenter

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
url, to, kind = sys.argv[1:]
arguments = {"auth": DigestAuth("C2", "E4"), "trust_env": False}

async def save():
    async with AsyncCallCenter(url, **arguments) as api:
        await api.download_recording("/x.wav", to=to)

try:
    if kind == "async":
        asyncio.run(save())
    else:
        with CallCenter(url, **arguments) as api:
            api.download_recording("/x.wav", to=to)
except OSError as error:
    print(type(error).__name__, error.errno)
"""


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_a_disk_that_takes_no_more_is_an_oserror_and_leaves_nothing(
    kind: str, server: RecordingServer, tmp_path: Path
) -> None:
    command = [sys.executable, "-c", FULL, server.url, str(tmp_path), kind]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (f"OSError {errno.EFBIG}\n", "") == (done.stdout, done.stderr)
    assert [] == left_in(tmp_path)


def test_a_folder_that_cannot_be_written(
    downloads: Downloads, server: RecordingServer, tmp_path: Path
) -> None:
    (tmp_path / "file.txt").write_bytes(b"")
    with pytest.raises(OSError, match=r"file\.txt") as raised:
        downloads(server.url).save(NAME, to=f"{tmp_path}/file.txt/")
    assert not isinstance(raised.value, CallCenterError)


# --- another server for recordings ------------------------------------------------------------------------------------


def test_another_server_of_recordings_has_its_own_way_past_the_proxy(
    downloads: Downloads, server: RecordingServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    there = downloads("http://platform.invalid", recordings_url=server.url, trust_env=True)
    assert SOUND == there.save(NAME, to=tmp_path).read_bytes()


def test_a_view_fetches_from_there_too(server: RecordingServer, tmp_path: Path) -> None:
    arguments: dict[str, Any] = {"auth": DigestAuth("C2", "E4"), "trust_env": False}
    with CallCenter("http://127.0.0.1:9", recordings_url=server.url, **arguments) as api:
        view = api.with_options(lang="en_US", retries=5)
        view.close()
        assert SOUND == view.download_recording(NAME, to=tmp_path).read_bytes()
    with pytest.raises(ConfigurationError, match="closed"):
        view.download_recording("x.wav", to=tmp_path)


@pytest.mark.parametrize("url", ["127.0.0.1", "ftp://127.0.0.1", "http://user:word@127.0.0.1", 7])
def test_a_recordings_url_that_is_refused(url: Any, downloads: Downloads, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="recordings_url"):
        downloads("http://127.0.0.1:9", recordings_url=url).save(NAME, to=tmp_path)
