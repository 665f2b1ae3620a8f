"""A recording's name holds telephone numbers: no log line, error or repr prints them whole."""

from __future__ import annotations

import base64
import io
import logging
import re
import traceback
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from callcenter_auth import DigestAuth
from callcenter_client import CallCenter, CallCenterError
from callcenter_client._recording_name import recording_name
from callcenter_client.models.record import Record
from tests.client.downloading import NAME, SHOWN, Downloads
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

SOUND = sound(5000)
NUMBER = "13770761337"
BASE64 = base64.b64encode(NAME.encode()).decode()


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def downloads(request: pytest.FixtureRequest) -> Downloads:
    return Downloads(request.param)


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """All that the root logger gets, at DEBUG."""
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    handler.setFormatter(logging.Formatter("%(name)s %(levelname)s %(message)s"))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield text
    root.removeHandler(handler)
    root.setLevel(level)


def test_httpx_logs_the_url_shortened(
    downloads: Downloads, log: io.StringIO, tmp_path: Path
) -> None:
    with RecordingServer(lambda _: reply(SOUND)) as server:
        downloads(server.url).save(NAME, to=tmp_path)
    lines = [line for line in log.getvalue().splitlines() if line.startswith("httpx ")]
    assert [f'httpx INFO HTTP Request: GET {server.url}{SHOWN} "HTTP/1.1 200 OK"'] == lines


@pytest.mark.parametrize("name", [NAME, BASE64])
def test_no_logger_tells_a_number(
    name: str, downloads: Downloads, log: io.StringIO, tmp_path: Path
) -> None:
    def answer(_: Asked) -> Answer:
        answers: list[Answer] = [
            reply(b"<html>" + NUMBER.encode(), "404 Not Found", x_file=NAME),
            reply(
                b"",
                "503 Service Unavailable",
                location=NAME,
                content_disposition=f"attachment; filename={NUMBER}.mp3",
            ),
            [
                head(
                    content_length=len(SOUND),
                    content_disposition=f"attachment; filename={NUMBER}.mp3",
                ),
                SOUND[:1000],
                Then.CLOSE,
            ],
            reply(SOUND, content_disposition=f"attachment; filename={NUMBER}.mp3"),
        ]
        return answers[len(server.asked) - 1]

    with RecordingServer(answer) as server:
        downloads(server.url, retries=3).save(name, to=tmp_path, fallbacks=["/listen?file={path}"])
    assert 4 == len(server.asked)
    assert NUMBER not in log.getvalue()
    assert BASE64[:40] not in log.getvalue()
    assert log.getvalue().count("httpx INFO") == 4


def test_lines_about_anything_else_stay_as_they_are(
    downloads: Downloads, log: io.StringIO, tmp_path: Path
) -> None:
    with RecordingServer(lambda _: reply(SOUND)) as server:
        downloads(server.url).save(NAME, to=tmp_path)
        with httpx.Client(trust_env=False) as http:
            http.get(f"{server.url}/{NUMBER}")
    assert f'GET {server.url}/{NUMBER} "HTTP/1.1 200 OK"' in log.getvalue()


def test_a_users_own_client_logs_it_shortened_too(log: io.StringIO, tmp_path: Path) -> None:
    with RecordingServer(lambda _: reply(SOUND)) as server, httpx.Client(trust_env=False) as http:
        api = CallCenter(server.url, auth=DigestAuth("C2", "E4"), http_client=http)
        api.download_recording(NAME, tmp_path)
    assert (True, False) == (SHOWN in log.getvalue(), NUMBER in log.getvalue())


@pytest.mark.parametrize("name", [NAME, BASE64, f"http://other/{NUMBER}", f"../{NUMBER}"])
@pytest.mark.parametrize(
    "answer",
    [
        missing(),
        [Then.CLOSE],
        [*reply(SOUND)[:1], SOUND[:2000], Then.CLOSE],
        reply(f"<{NUMBER}>".encode()),
    ],
)
def test_no_error_tells_a_number(
    name: str, answer: list[Any], downloads: Downloads, tmp_path: Path
) -> None:
    with RecordingServer(lambda _: answer) as server, pytest.raises(CallCenterError) as raised:
        downloads(server.url, retries=0).save(name, to=tmp_path)
    error = raised.value
    text = f"{error} {error!r} {error.command!r} {error.__cause__!r} {''.join(traceback.format_exception(error))}"
    assert NUMBER not in text
    assert BASE64 not in text


@pytest.mark.parametrize("name", [NAME, BASE64])
def test_an_error_page_that_prints_our_variables_and_those_of_httpx_tells_no_number(
    name: str, downloads: Downloads, tmp_path: Path
) -> None:
    with (
        RecordingServer(lambda _: [Then.CLOSE]) as server,
        pytest.raises(CallCenterError) as raised,
    ):
        downloads(server.url, retries=0).read(name)
    shown: list[str] = []
    error: BaseException | None = raised.value
    while error is not None:
        for frame, _ in traceback.walk_tb(error.__traceback__):
            if (
                "callcenter_client/_" in frame.f_code.co_filename
                or "/httpx/" in frame.f_code.co_filename
            ):
                shown += [f"{key} = {value!r}" for key, value in frame.f_locals.items()]
        error = error.__cause__ or error.__context__
    assert [line for line in shown if line.startswith("request = ")]
    assert [] == [line for line in shown if NUMBER in line or name in line]


def test_reprs() -> None:
    assert f"RecordingName(filename='{SHOWN}')" == repr(recording_name(NAME))
    assert f"RecordingName(filename='{SHOWN}')" == repr(recording_name(BASE64))
    assert f"Record(filename='{SHOWN}')" == repr(Record(filename=BASE64))
    assert not re.search(r"\d{6}", SHOWN)
