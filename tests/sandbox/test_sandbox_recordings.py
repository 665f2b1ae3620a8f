"""The download of recordings: real sounds under the names that default replies tell."""

import io
import wave
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest

from callcenter_auth import DigestAuth
from callcenter_client import CallCenter, UnexpectedResponse
from callcenter_sandbox import Sandbox, Verdict
from callcenter_sandbox._recordings import Recordings
from tests.sandbox.customer import SECRET, Customer, connect, read_reply


@pytest.fixture
def filename(customer: Customer, box: Sandbox) -> str:
    """A name that getRecordsList tells."""
    reply = customer.command("getRecordsList", {"seq": "1", "startKey": 0})
    names: list[str] = [record["filename"] for record in reply["data"]["record"]]
    box.requests.clear()
    return next(name for name in names if name)


def test_a_recording_is_a_sound_that_can_be_played(
    customer: Customer, box: Sandbox, filename: str
) -> None:
    seconds = next(call.seconds for call in box.calls if call.recording == filename)
    reply = customer.http.get(f"/{filename.lstrip('/')}")
    assert (reply.status_code, reply.headers["content-type"]) == (200, "audio/wav")
    with wave.open(io.BytesIO(reply.content)) as sound:
        assert (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) == (8000, 1, 1)
        assert sound.getnframes() == 8000 * seconds
        frames = sound.readframes(8000)
    assert len(set(frames)) > 50
    [received] = box.requests
    assert (received.operation, received.verdict) == ("downloadRecording", Verdict.ACCEPTED)
    assert received.reply is None


@pytest.mark.parametrize("form", ["/{}", "//{}", "/{}?x=1"])
def test_a_name_is_found_in_each_form_of_its_address(
    customer: Customer, filename: str, form: str
) -> None:
    target = form.format(filename.lstrip("/")).encode()
    url = customer.http.base_url.copy_with(raw_path=target)
    assert customer.http.get(url).status_code == 200


def test_a_request_through_a_proxy_names_the_whole_address(box: Sandbox, filename: str) -> None:
    with connect(box.url) as sock:
        target = f"http://sandbox/{filename.lstrip('/')}"
        sock.sendall(f"GET {target} HTTP/1.1\r\nHost: sandbox\r\n\r\n".encode())
        assert read_reply(sock)[0] == 200


def test_a_percent_encoded_name_is_found(customer: Customer, filename: str) -> None:
    assert customer.http.get(f"/{quote(filename.lstrip('/'), safe='')}").status_code == 200


@pytest.mark.parametrize("path", ["/none.mp3", "/data/voicerecord/C2/none.mp3", "//"])
def test_another_name_is_a_404_in_html(customer: Customer, box: Sandbox, path: str) -> None:
    reply = customer.http.get(customer.http.base_url.copy_with(raw_path=path.encode()))
    assert (reply.status_code, reply.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert reply.text.startswith("<!doctype html>")
    assert [received.verdict for received in box.requests] == [Verdict.NO_RECORDING]


def test_the_empty_name_of_a_record_is_no_recording() -> None:
    recordings = Recordings(["", "/", "a*#.mp3"])
    assert [recordings.get(name) for name in ("", "/")] == [None, None]
    assert recordings.get("/a*#.mp3") is not None


def test_a_recording_is_not_posted_to(customer: Customer, filename: str) -> None:
    reply = customer.http.post(f"/{filename.lstrip('/')}")
    assert reply.json()["result"]["error"] == Verdict.UNKNOWN_OPERATION.code


def test_a_recording_tells_that_it_can_be_had_in_parts(customer: Customer, filename: str) -> None:
    reply = customer.http.get(filename)
    assert ("bytes", '"') == (reply.headers["accept-ranges"], reply.headers["etag"][0])


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("0-0", 0, 1), ("44-", 44, None), ("5-9", 5, 10), ("-7", -7, None), ("9-999999999", 9, None)],
)
def test_a_part_is_sent_when_it_is_asked_for(
    customer: Customer, filename: str, asked: str, first: int, last: int | None
) -> None:
    whole = customer.http.get(filename)
    reply = customer.http.get(filename, headers={"Range": f"bytes={asked}"})
    assert (206, whole.content[first:last]) == (reply.status_code, reply.content)
    length = len(whole.content)
    begin = range(length)[first]
    expected = f"bytes {begin}-{begin + len(reply.content) - 1}/{length}"
    assert expected == reply.headers["content-range"]
    assert whole.headers["etag"] == reply.headers["etag"]


@pytest.mark.parametrize("asked", ["999999999-", "-0"])
def test_a_part_that_is_not_there_is_a_416(customer: Customer, filename: str, asked: str) -> None:
    length = len(customer.http.get(filename).content)
    reply = customer.http.get(filename, headers={"Range": f"bytes={asked}"})
    assert (416, f"bytes */{length}") == (reply.status_code, reply.headers["content-range"])


@pytest.mark.parametrize("asked", ["bytes=9-5", "bytes=0-1,4-5", "rows=1-2", "bytes=-", "x"])
def test_what_is_no_single_range_is_answered_with_the_whole(
    customer: Customer, filename: str, asked: str
) -> None:
    whole = customer.http.get(filename).content
    reply = customer.http.get(filename, headers={"Range": asked})
    assert (200, whole) == (reply.status_code, reply.content)


def test_a_part_of_another_recording_is_not_sent(customer: Customer, filename: str) -> None:
    etag = customer.http.get(filename).headers["etag"]
    statuses = [
        customer.http.get(
            filename, headers={"Range": "bytes=5-", "If-Range": condition}
        ).status_code
        for condition in (etag, '"another"', "Sat, 29 Oct 1994 19:43:31 GMT")
    ]
    assert [206, 200, 200] == statuses


def test_a_download_that_broke_off_is_taken_up_where_it_stopped(
    box: Sandbox, filename: str, tmp_path: Path
) -> None:
    box.fault("downloadRecording", "half-reply", times=1)
    with CallCenter(box.url, auth=DigestAuth("C2", SECRET), trust_env=False) as api:
        saved = api.download_recording(filename, to=tmp_path / "it.wav")
    assert [200, 206] == [received.status for received in box.requests]
    with wave.open(str(saved)) as sound:
        assert sound.getnframes() == len(sound.readframes(10**9))


def test_recordings_can_be_where_some_servers_have_them(
    box: Sandbox, customer: Customer, filename: str, tmp_path: Path
) -> None:
    box.settings = replace(box.settings, recordings="listen")
    try:
        statuses = [
            customer.http.get(target).status_code
            for target in (
                filename,
                f"/recordFile/listen?file={filename}",
                f"/recordFile/listen?key={filename}",
                "/recordFile/listen?file=/none.wav",
                "/recordFile/listen",
            )
        ]
        assert [404, 200, 200, 404, 404] == statuses
        with CallCenter(box.url, auth=DigestAuth("C2", SECRET), trust_env=False) as api:
            with pytest.raises(UnexpectedResponse):
                api.download_recording(filename, to=tmp_path / "it.wav")
            path = "/recordFile/listen?file={path}"
            saved = api.download_recording(filename, to=tmp_path / "it.wav", fallbacks=[path])
        assert b"RIFF" == saved.read_bytes()[:4]
    finally:
        box.settings = replace(box.settings, recordings="path")
