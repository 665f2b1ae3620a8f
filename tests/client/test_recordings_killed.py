"""What a killed download leaves behind: the next process removes it, and touches nothing that is in use."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from callcenter_client import _recording_part
from callcenter_client._recording_file import RecordingFile
from tests.client.downloading import FILE, NAME, Downloads, left_in
from tests.client.recording_server import Pause, RecordingServer, Then, head, reply, sound
from tests.client.waiting import until

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = """
import sys
from callcenter_auth import DigestAuth
from callcenter_client import CallCenter

url, name, to = sys.argv[1:]
with CallCenter(url, auth=DigestAuth("C2", "E416"), trust_env=False, timeout=30) as api:
    api.download_recording(name, to)
"""


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def downloads(request: pytest.FixtureRequest) -> Downloads:
    return Downloads(request.param)


def grow_old(file: Path) -> None:
    long_ago = time.time() - 3600
    os.utime(file, (long_ago, long_ago))


def part(folder: Path, name: str = ".callcenter-0123456789abcdef.part") -> Path:
    """A file such as a killed download leaves, an hour ago."""
    file = folder / name
    file.write_bytes(b"RIFF")
    grow_old(file)
    return file


def test_what_kill_9_left_is_gone_after_the_next_download(
    downloads: Downloads, tmp_path: Path
) -> None:
    content = sound(3 * 2**20)
    half: list[bytes | Pause | Then] = [
        head(content_length=len(content)),
        content[: 2**21],
        Pause(60),
    ]
    with RecordingServer(lambda _: half) as stuck:
        process = subprocess.Popen([sys.executable, "-c", PROGRAM, stuck.url, NAME, str(tmp_path)])
        until(lambda: sum(file.stat().st_size for file in tmp_path.iterdir()) > 0)
        process.kill()
        process.wait()
    [left] = left_in(tmp_path)
    grow_old(tmp_path / left)

    with RecordingServer(lambda _: reply(content)) as server:
        saved = downloads(server.url).save(NAME, tmp_path)

    assert ([FILE], content) == (left_in(tmp_path), saved.read_bytes())


def test_many_downloads_remove_it_too(downloads: Downloads, tmp_path: Path) -> None:
    part(tmp_path)
    with RecordingServer(lambda _: reply(sound())) as server:
        downloads(server.url).save_all([NAME, "/other.wav"], tmp_path)

    assert sorted([FILE, "other.wav"]) == left_in(tmp_path)


def test_one_that_another_download_writes_to_stays(downloads: Downloads, tmp_path: Path) -> None:
    """However long nothing has come for it."""
    other = RecordingFile(tmp_path / "other.wav", overwrite=False)
    other.add(0, b"RIFF")
    other.flush()
    [hidden] = left_in(tmp_path)
    grow_old(tmp_path / hidden)
    _recording_part._swept.clear()  # as another process would begin

    with RecordingServer(lambda _: reply(sound())) as server:
        downloads(server.url).save(NAME, tmp_path)

    assert b"RIFF" == other.commit().read_bytes()
    assert sorted([FILE, "other.wav"]) == left_in(tmp_path)


def test_a_young_one_stays(downloads: Downloads, tmp_path: Path) -> None:
    """It may be about to be locked, or to get its name."""
    os.utime(part(tmp_path))
    with RecordingServer(lambda _: reply(sound())) as server:
        downloads(server.url).save(NAME, tmp_path)

    assert sorted([".callcenter-0123456789abcdef.part", FILE]) == left_in(tmp_path)


@pytest.mark.parametrize(
    "name", ["mine.part", ".callcenter-notes.part", ".callcenter-0123456789abcdef.part.wav"]
)
def test_a_file_of_another_name_stays(downloads: Downloads, tmp_path: Path, name: str) -> None:
    part(tmp_path, name)
    with RecordingServer(lambda _: reply(sound())) as server:
        downloads(server.url).save(NAME, tmp_path)

    assert sorted([name, FILE]) == left_in(tmp_path)


def test_a_link_of_such_a_name_stays(downloads: Downloads, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    target = part(mine, "precious.wav")
    folder = tmp_path / "recordings"
    folder.mkdir()
    (folder / ".callcenter-0123456789abcdef.part").symlink_to(target)
    with RecordingServer(lambda _: reply(sound())) as server:
        downloads(server.url).save(NAME, folder)

    assert b"RIFF" == target.read_bytes()
    assert sorted([".callcenter-0123456789abcdef.part", FILE]) == left_in(folder)


def test_where_files_can_not_be_locked_none_is_removed(
    downloads: Downloads, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On some network file systems: what is there may be another machine's."""

    def lock(_descriptor: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(_recording_part, "_lock", lock)
    part(tmp_path)
    with RecordingServer(lambda _: reply(sound())) as server:
        downloads(server.url).save(NAME, tmp_path)

    assert sorted([".callcenter-0123456789abcdef.part", FILE]) == left_in(tmp_path)
