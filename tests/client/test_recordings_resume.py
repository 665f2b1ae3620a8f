"""A connection that drops, a server that idles: the recording is taken up where it broke off, or begun anew, never mixed."""

from __future__ import annotations

import gzip
import time
from typing import TYPE_CHECKING

import pytest

from callcenter_client import TransportError, UnexpectedResponse
from tests.client.downloading import NAME, Downloads, left_in
from tests.client.recording_server import (
    Answer,
    Asked,
    Pause,
    RecordingServer,
    Sound,
    Then,
    head,
    reply,
    sound,
)

if TYPE_CHECKING:
    from pathlib import Path

SOUND = sound(500_000)
OTHER = sound(500_000, seed=1)
CUT = 200_000


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def downloads(request: pytest.FixtureRequest) -> Downloads:
    return Downloads(request.param)


@pytest.fixture(autouse=True)
def _no_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("callcenter_client._retry._FIRST_WAIT", 0.01)


@pytest.mark.parametrize(
    ("validators", "if_range"),
    [
        ({"etag": '"v1"'}, '"v1"'),
        ({"last_modified": "Mon, 10 Sep 2018 06:39:20 GMT"}, "Mon, 10 Sep 2018 06:39:20 GMT"),
        (
            {"etag": 'W/"v1"', "last_modified": "Mon, 10 Sep 2018 06:39:20 GMT"},
            "Mon, 10 Sep 2018 06:39:20 GMT",
        ),
        ({}, None),
    ],
)
def test_what_broke_off_is_taken_up_there(
    validators: dict[str, str], if_range: str | None, downloads: Downloads, tmp_path: Path
) -> None:
    with RecordingServer(Sound(SOUND, cuts=[CUT], validators=validators)) as server:
        saved = downloads(server.url).save(NAME, to=tmp_path)
    first, second = server.asked
    assert (None, CUT, if_range) == (first.range, second.range, second.headers.get("if-range"))
    assert (SOUND, [saved.name]) == (saved.read_bytes(), left_in(tmp_path))


def test_it_may_break_off_as_often_as_there_are_retries(
    downloads: Downloads, tmp_path: Path
) -> None:
    with RecordingServer(Sound(SOUND, cuts=[100_000, 200_000, 300_000, 400_000])) as server:
        saved = downloads(server.url, retries=4).save(NAME, to=tmp_path)
    assert [None, 100_000, 200_000, 300_000, 400_000] == [asked.range for asked in server.asked]
    assert SOUND == saved.read_bytes()


def test_after_the_last_retry_it_is_an_error_and_nothing_is_left(
    downloads: Downloads, tmp_path: Path
) -> None:
    with (
        RecordingServer(Sound(SOUND, cuts=[100_000, 200_000, 300_000])) as server,
        pytest.raises(TransportError, match="broke off at byte 300000") as raised,
    ):
        downloads(server.url, retries=2).save(NAME, to=tmp_path)
    assert (3, "downloadRecording", []) == (
        raised.value.attempts,
        raised.value.operation,
        left_in(tmp_path),
    )


def test_retries_can_be_set_for_one_download(downloads: Downloads, tmp_path: Path) -> None:
    with RecordingServer(Sound(SOUND, cuts=[CUT])) as server, pytest.raises(TransportError):
        downloads(server.url).save(NAME, to=tmp_path, options={"retries": 0})
    assert 1 == len(server.asked)


def test_a_reset_is_as_good_as_a_close(downloads: Downloads, tmp_path: Path) -> None:
    whole = Sound(SOUND)

    def answer(asked: Asked) -> Answer:
        if asked.range is not None:
            return whole(asked)
        return [head(content_length=len(SOUND), etag='"v1"'), SOUND[:CUT], Pause(0.2), Then.RESET]

    with RecordingServer(answer) as server:
        assert SOUND == downloads(server.url).save(NAME, to=tmp_path).read_bytes()
    assert 2 == len(server.asked)


def test_a_server_that_ignores_range_is_begun_anew(downloads: Downloads, tmp_path: Path) -> None:
    cuts = [CUT]
    told: list[int] = []

    def answer(_: Asked) -> Answer:
        if cuts:
            return [*reply(SOUND)[:1], SOUND[: cuts.pop()], Then.CLOSE]
        return reply(SOUND)

    with RecordingServer(answer) as server:
        saved = downloads(server.url).save(
            NAME, to=tmp_path, on_progress=lambda done, _: told.append(done)
        )
    assert SOUND == saved.read_bytes()
    assert told != sorted(told)


def test_a_recording_that_has_changed_is_begun_anew(downloads: Downloads, tmp_path: Path) -> None:
    before, after = Sound(SOUND, cuts=[CUT]), Sound(OTHER, validators={"etag": '"v2"'})
    with RecordingServer(lambda asked: before(asked) if before.cuts else after(asked)) as server:
        saved = downloads(server.url).save(NAME, to=tmp_path)
    assert ([None, CUT], OTHER) == ([asked.range for asked in server.asked], saved.read_bytes())


@pytest.mark.parametrize(
    ("status", "content_range", "more"),
    [
        ("206 Partial Content", "bytes 0-499999/500000", {}),
        ("206 Partial Content", "bytes 200001-499999/500000", {}),
        ("206 Partial Content", "bytes 200000-499999/400000", {}),
        ("206 Partial Content", "bytes 200000-499999/*", {}),
        ("206 Partial Content", "items 200000-499999/500000", {}),
        ("206 Partial Content", "", {}),
        ("206 Partial Content", "bytes 200000-499999/500000", {"etag": '"v2"'}),
        ("206 Partial Content", "bytes 200000-499999/500000", {"last_modified": "yesterday"}),
        ("206 Partial Content", "bytes 200000-499999/500000", {"content_encoding": "gzip"}),
        ("416 Range Not Satisfiable", "bytes */500000", {}),
    ],
)
def test_another_part_than_was_asked_for_is_never_taken(
    status: str, content_range: str, more: dict[str, str], downloads: Downloads, tmp_path: Path
) -> None:
    def answer(asked: Asked) -> Answer:
        if asked.range is not None:
            return reply(OTHER[CUT:], status, content_range=content_range, **more)
        return (
            reply(SOUND, etag='W/"v1"')
            if len(server.asked) > 1
            else [*reply(SOUND, etag='W/"v1"')[:1], SOUND[:CUT], Then.CLOSE]
        )

    with RecordingServer(answer) as server:
        saved = downloads(server.url).save(NAME, to=tmp_path)
    assert [None, CUT, None] == [asked.range for asked in server.asked]
    assert SOUND == saved.read_bytes()


def test_a_part_that_ends_early_is_gone_on_from(downloads: Downloads, tmp_path: Path) -> None:
    def answer(asked: Asked) -> Answer:
        start = asked.range or 0
        if not start:
            return [
                head(content_length=len(SOUND), content_type="audio/wav"),
                SOUND[:CUT],
                Then.CLOSE,
            ]
        end = min(start + 150_000, len(SOUND))
        return reply(
            SOUND[start:end],
            "206 Partial Content",
            content_range=f"bytes {start}-{end - 1}/{len(SOUND)}",
        )

    with RecordingServer(answer) as server:
        assert SOUND == downloads(server.url).save(NAME, to=tmp_path).read_bytes()
    assert [None, 200_000, 350_000] == [asked.range for asked in server.asked]


def test_a_part_that_is_longer_than_announced_is_never_taken(
    downloads: Downloads, tmp_path: Path
) -> None:
    def answer(asked: Asked) -> Answer:
        if asked.range is not None:
            part = {"content_range": f"bytes {CUT}-{len(SOUND) - 1}/{len(SOUND)}"}
            return reply(SOUND[CUT:] + b"more", "206 Partial Content", **part)
        whole = reply(SOUND, etag='"v1"')
        return whole if len(server.asked) > 1 else [whole[0], SOUND[:CUT], Then.CLOSE]

    with RecordingServer(answer) as server:
        saved = downloads(server.url).save(NAME, to=tmp_path)
    assert [None, CUT, None] == [asked.range for asked in server.asked]
    assert SOUND == saved.read_bytes()


@pytest.mark.parametrize(
    "headers", [{"accept_ranges": "none", "etag": '"v1"'}, {"transfer_encoding": "chunked"}]
)
def test_where_a_part_cannot_be_told_none_is_asked_for(
    headers: dict[str, str], downloads: Downloads, tmp_path: Path
) -> None:
    chunked = "transfer_encoding" in headers
    content = b"%x\r\n%b\r\n0\r\n\r\n" % (len(SOUND), SOUND) if chunked else SOUND
    length = {} if chunked else {"content_length": len(SOUND)}

    def answer(_: Asked) -> Answer:
        start = [head(content_type="audio/wav", **headers, **length)]
        return [*start, content] if len(server.asked) > 1 else [*start, content[:CUT], Then.CLOSE]

    with RecordingServer(answer) as server:
        assert SOUND == downloads(server.url).save(NAME, to=tmp_path).read_bytes()
    assert [None, None] == [asked.range for asked in server.asked]


@pytest.mark.parametrize(
    "status", ["502 Bad Gateway", "503 Service Unavailable", "504 Gateway Timeout"]
)
def test_a_busy_proxy_is_asked_again_also_in_the_middle(
    status: str, downloads: Downloads, tmp_path: Path
) -> None:
    whole = Sound(SOUND, cuts=[CUT])

    def answer(asked: Asked) -> Answer:
        return (
            reply(b"<html>busy", status, content_type="text/html")
            if len(server.asked) in (1, 3)
            else whole(asked)
        )

    with RecordingServer(answer) as server:
        saved = downloads(server.url, retries=3).save(NAME, to=tmp_path)
    assert [None, None, CUT, CUT] == [asked.range for asked in server.asked]
    assert SOUND == saved.read_bytes()


def test_a_retry_after_that_is_longer_than_the_idle_limit_is_an_error_at_once(
    downloads: Downloads, tmp_path: Path
) -> None:
    busy = reply(b"", "503 Service Unavailable", retry_after="60")
    with RecordingServer(lambda _: busy) as server, pytest.raises(UnexpectedResponse) as raised:
        downloads(server.url, timeout=1).save(NAME, to=tmp_path)
    assert (503, 1) == (raised.value.status, raised.value.attempts)


# --- idle -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sent", [0, 100, CUT])
def test_a_server_that_falls_silent_is_left_and_asked_again(
    sent: int, downloads: Downloads, tmp_path: Path
) -> None:
    whole = Sound(SOUND)

    def answer(asked: Asked) -> Answer:
        if len(server.asked) > 1:
            return whole(asked)
        return [
            *([head(content_length=len(SOUND), etag='"v1"'), SOUND[:sent]] if sent else []),
            Pause(30),
        ]

    started = time.monotonic()
    with RecordingServer(answer) as server:
        saved = downloads(server.url, timeout=0.3).save(NAME, to=tmp_path)
        assert time.monotonic() - started < 3
    # Of the first 512 bytes none was given away yet: they're asked for again.
    assert [None, CUT if sent == CUT else None] == [asked.range for asked in server.asked]
    assert SOUND == saved.read_bytes()


def test_a_server_that_stays_silent_is_an_error(downloads: Downloads, tmp_path: Path) -> None:
    def answer(_: Asked) -> Answer:
        return [head(content_length=len(SOUND)), SOUND[:CUT], Pause(30)]

    with (
        RecordingServer(answer) as server,
        pytest.raises(TransportError, match="ReadTimeout") as raised,
    ):
        downloads(server.url, timeout=0.2, retries=1).save(NAME, to=tmp_path)
    assert (True, "unknown", 2, []) == (
        raised.value.sent,
        raised.value.outcome,
        raised.value.attempts,
        left_in(tmp_path),
    )


def test_a_page_that_trickles_does_not_hold_us(downloads: Downloads, tmp_path: Path) -> None:
    def answer(_: Asked) -> Answer:
        yield head("500 Internal Server Error", content_length=10_000, content_type="text/html")
        while True:
            yield b"<"
            yield Pause(0.1)

    started = time.monotonic()
    with RecordingServer(answer) as server, pytest.raises(UnexpectedResponse) as raised:
        downloads(server.url, timeout=0.5).save(NAME, to=tmp_path)
    assert (500, True) == (raised.value.status, time.monotonic() - started < 5)


# --- lengths and packing ----------------------------------------------------------------------------------------------


def test_a_body_that_is_shorter_than_announced_is_never_a_file(
    downloads: Downloads, tmp_path: Path
) -> None:
    def answer(asked: Asked) -> Answer:
        return [head(content_length=len(SOUND) + 1), SOUND, Then.CLOSE]

    with (
        RecordingServer(answer) as server,
        pytest.raises(TransportError, match="broke off at byte 500000"),
    ):
        downloads(server.url).save(NAME, to=tmp_path)
    assert [] == left_in(tmp_path)


def test_a_length_that_is_no_number_is_never_a_file(downloads: Downloads, tmp_path: Path) -> None:
    with (
        RecordingServer(lambda _: reply(SOUND, content_length="many")) as server,
        pytest.raises(TransportError),
    ):
        downloads(server.url).save(NAME, to=tmp_path)
    assert [] == left_in(tmp_path)


def test_without_a_length_the_end_is_where_the_server_closes(
    downloads: Downloads, tmp_path: Path
) -> None:
    told: list[int | None] = []
    with RecordingServer(lambda _: [head(content_type="audio/wav"), SOUND, Then.CLOSE]) as server:
        saved = downloads(server.url).save(
            NAME, to=tmp_path, on_progress=lambda _, total: told.append(total)
        )
    assert (SOUND, {None}) == (saved.read_bytes(), set(told))


@pytest.mark.parametrize("members", [1, 3])
@pytest.mark.parametrize("packed", [SOUND, b"RIFF" + bytes(5_000_000)], ids=["noise", "silence"])
def test_gzip_is_unpacked(
    members: int, packed: bytes, downloads: Downloads, tmp_path: Path
) -> None:
    size = -(-len(packed) // members)
    content = b"".join(gzip.compress(packed[at : at + size]) for at in range(0, len(packed), size))
    with RecordingServer(lambda _: reply(content, content_encoding="gzip")) as server:
        assert packed == downloads(server.url).save(NAME, to=tmp_path).read_bytes()


def test_gzip_that_broke_off_is_begun_anew(downloads: Downloads, tmp_path: Path) -> None:
    content = gzip.compress(SOUND)

    def answer(_: Asked) -> Answer:
        start = head(content_length=len(content), content_encoding="gzip", etag='"v1"')
        return [start, content] if len(server.asked) > 1 else [start, content[:CUT], Then.CLOSE]

    with RecordingServer(answer) as server:
        assert SOUND == downloads(server.url).save(NAME, to=tmp_path).read_bytes()
    assert [None, None] == [asked.range for asked in server.asked]


@pytest.mark.parametrize(
    "content",
    [
        gzip.compress(SOUND)[:-10],
        gzip.compress(SOUND)[:CUT],
        b"\x1f\x8bRIFF" * 1000,
        gzip.compress(SOUND) + b"rest",
    ],
)
def test_gzip_that_is_damaged_is_never_a_file(
    content: bytes, downloads: Downloads, tmp_path: Path
) -> None:
    with (
        RecordingServer(lambda _: reply(content, content_encoding="gzip")) as server,
        pytest.raises(TransportError, match=r"unpacked|its end is missing"),
    ):
        downloads(server.url).save(NAME, to=tmp_path)
    assert ([], 3) == (left_in(tmp_path), len(server.asked))


def test_another_packing_is_refused(downloads: Downloads, tmp_path: Path) -> None:
    with (
        RecordingServer(lambda _: reply(SOUND, content_encoding="br")) as server,
        pytest.raises(UnexpectedResponse, match="packed as 'br', though it was asked for as it is"),
    ):
        downloads(server.url).save(NAME, to=tmp_path)
    assert ([], 1) == (left_in(tmp_path), len(server.asked))
