"""The download of recordings: real sounds under the names that default replies tell."""

import io
import wave
from urllib.parse import quote

import pytest

from callcenter_sandbox import Sandbox, Verdict
from callcenter_sandbox._recordings import Recordings
from tests.sandbox.customer import Customer, connect, read_reply


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
