"""What comes in place of a sound is never saved as one: a page, an envelope, a 404, nothing."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

import pytest

from callcenter_client import ApiError, UnexpectedResponse
from tests.client.downloading import NAME, SHOWN, Downloads, left_in
from tests.client.recording_server import (
    Answer,
    Asked,
    RecordingServer,
    Then,
    head,
    missing,
    reply,
    sound,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SOUND = sound(200_000)


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def downloads(request: pytest.FixtureRequest) -> Downloads:
    return Downloads(request.param)


@pytest.fixture
def server() -> Iterator[RecordingServer]:
    with RecordingServer(lambda _: reply(SOUND)) as running:
        yield running


ENVELOPE = b'{"result":{"error":"7","msg":"Invalid User."},"data":null,"logs":""}'
ACCEPTING = b'{"result":{"error":0,"msg":""},"data":null}'


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (b"<!DOCTYPE html><title>Log in</title>", "text/html"),
        (b"<html>" + b"x" * 100_000, "audio/mpeg"),
        (b"\xef\xbb\xbf\r\n  <html>", "application/octet-stream"),
        ("<html>\u767b\u5f55</html>".encode("gb18030"), ""),
        (b"\xff\xfe<\0h\0t\0m\0l\0", "audio/wav"),
        (SOUND, "text/html; charset=utf-8"),
        (SOUND, "application/json"),
        (SOUND, "application/problem+json"),
        (b"[1, 2]", "audio/wav"),
        (b"<br />\n<b>Warning</b>: fopen() in x.php<br />\n" + SOUND, "audio/wav"),
        (b'\r\n{ "code":' + SOUND, "audio/wav"),
        (b'{"code": 404}', "audio/wav"),
        (b"File not found.", "text/plain"),
        (ACCEPTING, "text/json"),
        (b"", "audio/wav"),
    ],
    ids=range(15),
)
def test_what_is_no_sound_is_never_saved(
    content: bytes, content_type: str, downloads: Downloads, server: RecordingServer, tmp_path: Path
) -> None:
    server.answer = lambda _: reply(content, content_type=content_type)
    with pytest.raises(UnexpectedResponse, match=r"is (no sound|empty)") as raised:
        downloads(server.url).save(NAME, to=tmp_path)
    error = raised.value
    assert (200, content_type, 1) == (error.status, error.content_type, error.attempts)
    assert ([], 1) == (left_in(tmp_path), len(server.asked))
    assert "13770761337" not in str(error)


def test_gzip_does_not_hide_a_page(
    downloads: Downloads, server: RecordingServer, tmp_path: Path
) -> None:
    server.answer = lambda _: reply(gzip.compress(b"<html>" * 1000), content_encoding="gzip")
    with pytest.raises(UnexpectedResponse, match="is no sound"):
        downloads(server.url).save(NAME, to=tmp_path)


@pytest.mark.parametrize(
    ("status", "content_type"),
    [("200 OK", "application/json"), ("200 OK", "audio/mpeg"), ("404 Not Found", "text/html")],
)
def test_an_envelope_is_the_platforms_refusal(
    status: str, content_type: str, downloads: Downloads, server: RecordingServer, tmp_path: Path
) -> None:
    server.answer = lambda _: reply(ENVELOPE, status, content_type=content_type)
    with pytest.raises(ApiError, match=re.escape("error 7: Invalid User.")) as raised:
        downloads(server.url).save(NAME, to=tmp_path)
    error = raised.value
    assert (7, "INVALID_USER", "refused", "downloadRecording") == (
        error.code,
        error.reason,
        error.outcome,
        error.operation,
    )
    assert [] == left_in(tmp_path)


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (SOUND, ""),
        (SOUND, "text/plain"),
        (SOUND, "application/octet-stream"),
        (b"\xd5" * 2000, "audio/basic"),
        (b"<\xd5{" + b"\x01" * 2000, "audio/basic"),
        (b"RIFF", "audio/wav"),
    ],
    ids=range(6),
)
def test_sound_is_taken_whatever_it_is_called(
    content: bytes, content_type: str, downloads: Downloads, server: RecordingServer, tmp_path: Path
) -> None:
    server.answer = lambda _: reply(content, content_type=content_type)
    assert content == downloads(server.url).save(NAME, to=tmp_path).read_bytes()


def test_a_recording_that_is_not_there(
    downloads: Downloads, server: RecordingServer, tmp_path: Path
) -> None:
    server.answer = lambda _: missing()
    with pytest.raises(UnexpectedResponse) as raised:
        downloads(server.url).save(NAME, to=tmp_path)
    error = raised.value
    assert (
        f"downloadRecording: the platform has no recording '{SHOWN}'; HTTP status 404 (text/html): <html><h1>Not Found</h1></html>"
        == str(error)
    )
    assert (404, "downloadRecording", 1, True) == (
        error.status,
        error.operation,
        error.attempts,
        error.sent_at is not None,
    )
    assert [] == left_in(tmp_path)


@pytest.mark.parametrize(
    "status",
    [
        "204 No Content",
        "206 Partial Content",
        "301 Moved",
        "401 Unauthorized",
        "416 Range",
        "500 Error",
    ],
)
def test_another_status_is_an_error_at_once(
    status: str, downloads: Downloads, server: RecordingServer, tmp_path: Path
) -> None:
    content = b"" if status.startswith("204") else SOUND
    server.answer = lambda _: [
        head(status, content_type="audio/wav", content_length=len(content)),
        content,
        Then.CLOSE,
    ]
    with pytest.raises(UnexpectedResponse) as raised:
        downloads(server.url).save(NAME, to=tmp_path)
    assert (int(status[:3]), 1, []) == (raised.value.status, len(server.asked), left_in(tmp_path))


def test_what_a_fallback_answers_is_told_rather_than_a_404(
    downloads: Downloads, server: RecordingServer, tmp_path: Path
) -> None:
    def answer(asked: Asked) -> Answer:
        return reply(ENVELOPE, content_type="text/html") if "file=" in asked.target else missing()

    server.answer = answer
    with pytest.raises(ApiError, match="Invalid User"):
        downloads(server.url).save(NAME, to=tmp_path, fallbacks=["/a?file={path}", "/a?key={name}"])
    assert 3 == len(server.asked)


def test_no_fallback_is_tried_after_anything_but_a_404(
    downloads: Downloads, server: RecordingServer, tmp_path: Path
) -> None:
    server.answer = lambda _: reply(b"", "403 Forbidden")
    with pytest.raises(UnexpectedResponse) as raised:
        downloads(server.url).save(NAME, to=tmp_path, fallbacks=["/a?file={path}"])
    assert (403, 1) == (raised.value.status, len(server.asked))
