"""SeqSource in one process: form, order, threads, clocks, and a file that cannot be used."""

import contextlib
import errno
import logging
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from callcenter_auth import DigestAuth, SeqSource, _last, _seq
from callcenter_auth._file_lock import open_for_lock, try_lock
from callcenter_auth._host_folder import host_folder
from callcenter_auth._last import LastSeq

SECONDS = 1_000_000_000
TICK = 64_000  # ns


class FakeTime:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.wall = 1_800_000_000 * SECONDS
        self.passed = 0
        self.slept = 0.0

    def time_ns(self) -> int:
        return self.wall + self.passed

    def monotonic_ns(self) -> int:
        return self.passed

    def sleep(self, seconds: float) -> None:
        self.slept += seconds
        self.passed += round(seconds * SECONDS)


@pytest.fixture
def _host(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A host without files of other processes, and a process that has drawn nothing yet."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(_seq, "_counters", {})
    yield
    restart()


def restart() -> None:
    """End the process, as far as serials go: its memory and its locks are gone."""
    for counter in _seq._counters.values():
        counter.close()
    _seq._counters.clear()


@pytest.fixture
def fake_time(_host: None, monkeypatch: pytest.MonkeyPatch) -> FakeTime:
    fake = FakeTime()
    monkeypatch.setattr(_seq, "time", fake)
    return fake


def test_a_seq_is_the_time_in_microseconds_with_the_workers_number(fake_time: FakeTime) -> None:
    fake_time.wall = 1_764_051_234_567_891_234

    assert (1_764_051_234_567_891 & ~63) | 5 == SeqSource(worker=5)()


def test_a_seq_is_an_int_of_sixteen_digits() -> None:
    seq = SeqSource()()

    assert (int, 16) == (type(seq), len(str(seq)))


def test_it_follows_the_real_clock() -> None:
    before = time.time_ns() // 1000
    seq = SeqSource()()

    assert before - 64 <= seq < before + 2_000_000


def test_each_seq_is_greater_than_the_one_before() -> None:
    source = SeqSource()
    drawn = [source() for _ in range(5000)]

    assert sorted(set(drawn)) == drawn


def test_all_sources_of_a_process_share_one_counter(secret: str) -> None:
    sources: list[Callable[[], str | int]] = [
        SeqSource(),
        SeqSource(worker=0),
        SeqSource(worker=63),
    ]
    sources += [DigestAuth("C2", secret)._seq, DigestAuth("C3", secret)._seq]
    drawn = [source() for _ in range(200) for source in sources]

    counted = [int(seq) >> 6 for seq in drawn]
    assert sorted(set(counted)) == counted


def test_a_source_that_is_dropped_takes_nothing_from_the_counter(fake_time: FakeTime) -> None:
    first = SeqSource(worker=1)()
    second = SeqSource(worker=1)()

    assert first + 64 == second


def test_eight_threads_get_no_seq_twice_and_each_sees_them_grow() -> None:
    source = SeqSource()
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            drawn = list(pool.map(lambda _: [source() for _ in range(500)], range(8)))
    finally:
        sys.setswitchinterval(interval)

    assert len({seq for serials in drawn for seq in serials}) == 8 * 500
    assert [True] * 8 == [serials == sorted(serials) for serials in drawn]


class SlowToRead(LastSeq):
    """Lets other threads run between a look at the counter and its next step."""

    @property
    def value(self) -> int:
        time.sleep(0.0002)
        return self.kept

    @value.setter
    def value(self, seq: int) -> None:
        self.kept = seq


def test_no_thread_draws_in_the_middle_of_anothers_draw(
    fake_time: FakeTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_seq, "LastSeq", SlowToRead)
    source = SeqSource(worker=5)
    with ThreadPoolExecutor(8) as pool:
        drawn = list(pool.map(lambda _: source(), range(80)))

    assert len(set(drawn)) == 80


def test_what_a_counter_has_opened_is_closed_once(fake_time: FakeTime, tmp_path: Path) -> None:
    SeqSource()()
    (counter,) = _seq._counters.values()
    counter.close()
    with contextlib.ExitStack() as stack:
        files = [stack.enter_context((tmp_path / str(n)).open("w")) for n in range(4)]
        counter.close()

        assert [0, 0, 0, 0] == [os.fstat(file.fileno()).st_size for file in files]


def test_a_fork_that_python_was_not_told_of_starts_a_counter_of_its_own(
    fake_time: FakeTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = SeqSource()()
    pid = os.getpid()
    monkeypatch.setattr(os, "getpid", lambda: pid + 1)
    after = SeqSource()()

    assert before & 63 != after & 63
    assert len(list(host_folder().glob("*.lease"))) == 2


def test_a_source_more_than_a_second_ahead_of_the_clock_waits(fake_time: FakeTime) -> None:
    source = SeqSource(worker=5)
    second = SECONDS // TICK  # of ticks

    for _ in range(second + 1):
        source()
    assert fake_time.slept == 0

    for _ in range(100):
        assert source() // 64 * TICK <= fake_time.time_ns() + SECONDS
    assert fake_time.slept == pytest.approx(100 * TICK / SECONDS, rel=0.02)


@pytest.mark.parametrize("back", [1, 1_000_000, SECONDS, 3600 * SECONDS, 10**18])
def test_a_clock_that_is_set_back_repeats_nothing_and_holds_nobody_up(
    fake_time: FakeTime, back: int
) -> None:
    source = SeqSource(worker=5)
    drawn = [source() for _ in range(3)]

    fake_time.wall -= back
    for _ in range(1000):
        drawn.append(source())
        fake_time.passed += 1_000_000

    assert sorted(set(drawn)) == drawn
    assert fake_time.slept == 0


def test_a_clock_that_is_set_forward_and_back_holds_nobody_up(fake_time: FakeTime) -> None:
    source = SeqSource(worker=5)
    drawn = [source()]
    fake_time.wall += 3 * SECONDS // 2
    drawn.append(source())
    fake_time.wall -= 3 * SECONDS // 2
    drawn.append(source())

    assert sorted(set(drawn)) == drawn
    assert fake_time.slept == 0


def test_after_the_clock_was_set_back_time_goes_on_from_where_it_was(fake_time: FakeTime) -> None:
    source = SeqSource(worker=0)
    first = source()
    fake_time.wall -= 3600 * SECONDS
    fake_time.passed += 5 * SECONDS

    assert first + 5_000_000 == source()


@pytest.mark.parametrize(
    ("back", "slept"),
    [(0, 0), (1, 0), (SECONDS, 0), (3 * SECONDS // 2, 0.5), (3600 * SECONDS, 0)],
)
def test_a_restart_goes_on_behind_the_last_seq_and_waits_for_no_clock(
    fake_time: FakeTime, back: int, slept: float
) -> None:
    before = SeqSource(worker=5)()
    restart()
    fake_time.wall -= back
    after = [SeqSource(worker=5)() for _ in range(3)]

    assert sorted({before, *after}) == [before, *after]
    assert fake_time.slept == pytest.approx(slept, abs=0.001)


def test_a_restart_with_the_clock_set_forward_follows_it(fake_time: FakeTime) -> None:
    before = SeqSource(worker=5)()
    restart()
    fake_time.wall += SECONDS

    assert before + 1_000_000 == SeqSource(worker=5)()


def test_a_seq_never_gets_longer_than_sixteen_digits(fake_time: FakeTime) -> None:
    fake_time.wall = 10**16 * 1000

    with pytest.raises(RuntimeError, match="beyond the year 2286, and a seq has 16 digits"):
        SeqSource(worker=5)()


@pytest.mark.parametrize("damaged", [b"", b"x", b"12\n", b"-000000000000001\n", b"\0" * 17])
def test_a_note_that_is_damaged_is_no_note(fake_time: FakeTime, damaged: bytes) -> None:
    (host_folder() / "05.last").write_bytes(damaged)

    assert (fake_time.wall // 1000 & ~63) | 5 == SeqSource(worker=5)()


def test_the_note_holds_the_last_seq(fake_time: FakeTime) -> None:
    seqs = [SeqSource(worker=5)() for _ in range(3)]

    assert f"{seqs[-1]}\n" == (host_folder() / "05.last").read_text(encoding="ascii")


def test_a_note_that_was_cleaned_away_is_written_anew(fake_time: FakeTime) -> None:
    source = SeqSource(worker=5)
    source()
    (host_folder() / "05.last").unlink()
    seq = source()

    assert f"{seq}\n" == (host_folder() / "05.last").read_text(encoding="ascii")


def test_the_folder_is_the_users_own(fake_time: FakeTime) -> None:
    SeqSource()()

    assert host_folder().stat().st_mode & 0o077 == 0


@pytest.fixture
def no_folder(fake_time: FakeTime, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A temporary folder that is a file."""
    path = tmp_path / "file"
    path.touch()
    monkeypatch.setattr(tempfile, "tempdir", str(path))
    return path


def test_without_a_folder_a_worker_number_suffices_and_one_warning_is_logged(
    no_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    drawn = [SeqSource(worker=5)() for _ in range(3)]

    assert sorted(set(drawn)) == drawn
    assert [("callcenter_auth", logging.WARNING)] == [(r.name, r.levelno) for r in caplog.records]
    assert "a restart with the clock set back" in caplog.text


def test_without_a_folder_and_a_worker_number_the_error_says_what_to_do(no_folder: Path) -> None:
    with pytest.raises(RuntimeError) as caught:
        SeqSource()()

    text = str(caught.value)
    assert text.startswith("No worker number can be leased on this host (")
    assert "SeqSource(worker=…) or the variable CALLCENTER_WORKER" in text


def test_a_link_that_somebody_else_has_laid_is_not_followed(
    fake_time: FakeTime, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / f"callcenter-auth-{os.getuid()}").symlink_to(elsewhere)

    with pytest.raises(RuntimeError, match="is not a folder of this user"):
        SeqSource()()
    assert [] == list(elsewhere.iterdir())


def test_a_process_that_was_stopped_with_the_lock_holds_up_one_draw_alone(
    fake_time: FakeTime, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(_last, "_PATIENCE_SECONDS", 0.05)
    descriptor = open_for_lock(host_folder() / "05.last")
    assert try_lock(descriptor)
    tried: list[int] = []

    def counted(file: int) -> bool:
        tried.append(file)
        return try_lock(file)

    monkeypatch.setattr(_last, "try_lock", counted)

    drawn = [SeqSource(worker=5)()]
    tries = len(tried)
    drawn.append(SeqSource(worker=5)())

    os.close(descriptor)
    assert drawn[0] + 64 == drawn[1]
    assert len(tried) == tries > 1
    assert "locked by another process for too long" in caplog.text


def test_after_a_rest_the_note_is_looked_at_again(
    fake_time: FakeTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_last, "_PATIENCE_SECONDS", 0.05)
    monkeypatch.setattr(_last, "_REST_SECONDS", 0.0)
    descriptor = open_for_lock(host_folder() / "05.last")
    assert try_lock(descriptor)
    SeqSource(worker=5)()
    os.close(descriptor)
    seq = SeqSource(worker=5)()

    assert f"{seq}\n" == (host_folder() / "05.last").read_text(encoding="ascii")


def test_a_note_that_cannot_be_read_is_left_unlocked(
    fake_time: FakeTime, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*arguments: object) -> bytes:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("callcenter_auth._last.os.read", broken)
    SeqSource(worker=5)()
    descriptor = open_for_lock(host_folder() / "05.last")

    assert try_lock(descriptor)
    os.close(descriptor)
    assert "Input/output error" in caplog.text


def test_a_full_disk_holds_up_nobody(
    fake_time: FakeTime, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def no_space(*arguments: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("callcenter_auth._last.os.write", no_space)
    drawn = [SeqSource(worker=5)() for _ in range(3)]

    assert [0, 64, 128] == [seq - drawn[0] for seq in drawn]
    assert len(caplog.records) == 1


def test_the_variable_gives_the_worker_number(
    fake_time: FakeTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CALLCENTER_WORKER", "42")

    assert SeqSource()() & 63 == 42


def test_the_argument_goes_before_the_variable(
    fake_time: FakeTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CALLCENTER_WORKER", "42")

    assert SeqSource(worker=0)() & 63 == 0


def test_an_empty_variable_is_none(fake_time: FakeTime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALLCENTER_WORKER", "")
    SeqSource()()

    assert len(list(host_folder().glob("*.lease"))) == 1


def test_a_worker_number_that_is_given_leases_none(fake_time: FakeTime) -> None:
    SeqSource(worker=5)()

    assert [] == list(host_folder().glob("*.lease"))


@pytest.mark.parametrize("text", ["64", "-1", "a", " 5", "٣", "5.0", "005"])
def test_a_variable_that_is_no_number_up_to_63_is_told_when_the_source_is_made(
    monkeypatch: pytest.MonkeyPatch, secret: str, text: str
) -> None:
    monkeypatch.setenv("CALLCENTER_WORKER", text)

    with pytest.raises(
        ValueError, match=r"^CALLCENTER_WORKER must be a number from 0 to 63, got '"
    ):
        DigestAuth("C2", secret)


@pytest.mark.parametrize("worker", [True, 1.0, "1"])
def test_a_worker_of_a_wrong_type_is_a_type_error(worker: Any) -> None:
    with pytest.raises(TypeError, match=r"^worker must be int or None, not "):
        SeqSource(worker)


@pytest.mark.parametrize("worker", [-1, 64])
def test_a_worker_beyond_six_bits_is_a_value_error(worker: int) -> None:
    with pytest.raises(ValueError, match=f"^worker must be 0 to 63, got {worker}$"):
        SeqSource(worker)
