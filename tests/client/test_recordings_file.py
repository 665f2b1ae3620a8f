"""The file on its way: atomic, exclusive, gone when it's given up, on file systems with and without hard links."""

from __future__ import annotations

import errno
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from callcenter_client import RecordingExists
from callcenter_client._recording_file import RecordingFile
from tests.client.downloading import left_in


@pytest.fixture(params=["links", "no links"])
def _links(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "no links":

        def link(*_: object, **__: object) -> None:
            raise OSError(errno.EPERM, os.strerror(errno.EPERM))

        monkeypatch.setattr(os, "link", link)


@pytest.mark.usefixtures("_links")
def test_under_its_name_it_is_whole_or_not_there(tmp_path: Path) -> None:
    file = RecordingFile(tmp_path / "x.wav", overwrite=False)
    file.add(0, b"one")
    file.flush()
    [hidden] = left_in(tmp_path)
    assert hidden.startswith(".callcenter-")
    assert hidden.endswith(".part")
    file.add(3, b"two")
    assert tmp_path / "x.wav" == file.commit()
    file.discard()
    assert (["x.wav"], b"onetwo") == (left_in(tmp_path), (tmp_path / "x.wav").read_bytes())


@pytest.mark.usefixtures("_links")
def test_of_many_at_once_one_gets_the_name(tmp_path: Path) -> None:
    files = [RecordingFile(tmp_path / "x.wav", overwrite=False) for _ in range(32)]
    together = threading.Barrier(32)

    def save(number: int) -> str:
        file = files[number]
        file.add(0, bytes([number]) * 1000)
        together.wait()
        try:
            file.commit()
        except RecordingExists:
            return "exists"
        else:
            return "saved"
        finally:
            file.discard()

    with ThreadPoolExecutor(32) as pool:
        found = list(pool.map(save, range(32)))
    winner = found.index("saved")
    assert 1 == found.count("saved")
    assert (["x.wav"], bytes([winner]) * 1000) == (
        left_in(tmp_path),
        (tmp_path / "x.wav").read_bytes(),
    )


@pytest.mark.usefixtures("_links")
def test_what_begins_anew_has_nothing_of_before(tmp_path: Path) -> None:
    file = RecordingFile(tmp_path / "x.wav", overwrite=False)
    file.add(0, b"a longer beginning")
    file.flush()
    file.add(18, b"pending")
    file.add(0, b"new")
    file.commit()
    assert b"new" == (tmp_path / "x.wav").read_bytes()


def test_given_up_while_a_thread_is_at_work_it_goes_when_that_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_work, go_on = threading.Event(), threading.Event()
    real = os.fsync

    def slow(descriptor: int) -> None:
        at_work.set()
        go_on.wait(10)
        real(descriptor)

    monkeypatch.setattr(os, "fsync", slow)
    file = RecordingFile(tmp_path / "x.wav", overwrite=False)
    file.add(0, b"sound")
    thread = threading.Thread(target=file.commit)
    thread.start()
    at_work.wait(10)
    file.discard()  # doesn't wait
    go_on.set()
    thread.join(10)
    assert [] == left_in(tmp_path)


def test_a_rename_that_fails_leaves_no_empty_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "link", fail)
    monkeypatch.setattr(Path, "replace", fail)
    file = RecordingFile(tmp_path / "x.wav", overwrite=False)
    file.add(0, b"sound")
    with pytest.raises(OSError, match="Input/output"):
        file.commit()
    file.discard()
    assert [] == left_in(tmp_path)
