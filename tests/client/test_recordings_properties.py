"""Over any sequence of good and bad replies: what comes out is one version of the recording, whole, or an error."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import httpx
from hypothesis import given
from hypothesis import strategies as st

from callcenter_client import CallCenterError
from callcenter_client._config import Config
from callcenter_client._recording_fetch import Fetch, fetch
from tests.client.recording_server import sound

if TYPE_CHECKING:
    from callcenter_client._config import Options

# Versions differ in length, or the server marks them.
VERSIONS = [sound(3000, 1), sound(3000, 2), sound(2000, 3)]
RETRIES = 4


@dataclass(frozen=True)
class Turn:
    """How a server takes one request.

    Attributes:
        version: Which recording it has by now.
        mood: What it does with the request.
        cut: After how many bytes of the body the connection drops; beyond its end it doesn't.
        piece: How many bytes come at a time.
        marks: Does it send an ETag, as it does always or never?
        minds: Does it mind If-Range?
        total: Does its Content-Range tell the total?
    """

    version: int
    mood: str
    cut: int
    piece: int
    minds: bool
    total: bool


MOODS = [
    "good",
    "good",
    "good",
    "no ranges",
    "refuses ranges",
    "shifted",
    "gzip",
    "busy",
    "page",
    "silent",
]
turns = st.builds(
    Turn,
    version=st.sampled_from([0, 0, 0, 1, 2]),
    mood=st.sampled_from(MOODS),
    cut=st.one_of(st.just(10**6), st.integers(0, 3000)),
    piece=st.sampled_from([1, 100, 700, 5000]),
    minds=st.booleans(),
    total=st.booleans(),
)


def answer(turn: Turn, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
    content = VERSIONS[turn.version]
    etag = f'"{turn.version}"'
    given = {"content-type": "audio/wav", "etag": etag}
    if turn.mood == "busy":
        return 503, {"content-type": "text/html"}, b"<html>"
    if turn.mood == "page":
        return 200, given, b"<html>" + content
    if turn.mood == "gzip":
        packed = gzip.compress(content)
        return 200, given | {"content-encoding": "gzip", "content-length": str(len(packed))}, packed
    start = int(headers.get("Range", "bytes=0-")[6:-1])
    if turn.minds and headers.get("If-Range", etag) != etag:
        start = 0
    if turn.mood == "no ranges" or not start:
        return 200, given | {"content-length": str(len(content))}, content
    if turn.mood == "refuses ranges" or start >= len(content):
        return 416, {}, b""
    if turn.mood == "shifted":
        start += 1
    total = str(len(content)) if turn.total else "*"
    part = {
        "content-range": f"bytes {start}-{len(content) - 1}/{total}",
        "content-length": str(len(content) - start),
    }
    return 206, given | part, content[start:]


def attempt(fetching: Fetch, turn: Turn, file: bytearray) -> None:
    """One request and its reply, as the clients do it."""
    asked = fetching.begin()
    with fetching.transport():
        if turn.mood == "silent":
            raise httpx.ReadTimeout("")
    status, headers, body = answer(turn, asked["headers"])
    fetching.opened(status, httpx.Headers(headers))
    for at in range(0, len(body), turn.piece):
        if at >= turn.cut:
            with fetching.transport():
                raise httpx.ReadError("")
        fetching.feed(body[at : at + turn.piece])
        give(fetching, file)
    fetching.feed(b"")
    give(fetching, file)


def give(fetching: Fetch, file: bytearray) -> None:
    while part := fetching.take():
        del file[fetching.done - len(part) :]
        file += part


def run(sequence: list[Turn], *, seekable: bool) -> tuple[bytes, bool]:
    config = Config(base_url="http://10.0.0.8", revision=6, tz=ZoneInfo("Asia/Shanghai"))
    options: Options = {"retries": RETRIES}
    fetching = fetch(
        "/x.wav", config=config, fallbacks=(), options=options, on_attempt=None, seekable=seekable
    )
    file = bytearray()
    for turn in sequence:
        try:
            attempt(fetching, turn, file)
        except CallCenterError as error:
            try:
                fetching.after(error)
            except CallCenterError:
                return bytes(file), False
        else:
            assert fetching.complete
            return bytes(file), True
    raise AssertionError("more attempts than retries")


@given(st.lists(turns, min_size=RETRIES + 1, max_size=RETRIES + 1))
def test_a_file_is_one_version_whole_or_an_error(sequence: list[Turn]) -> None:
    content, complete = run(sequence, seekable=True)
    assert not complete or content in VERSIONS


@given(st.lists(turns, min_size=RETRIES + 1, max_size=RETRIES + 1))
def test_an_iterator_gives_the_beginning_of_one_version_or_all_of_it(sequence: list[Turn]) -> None:
    content, complete = run(sequence, seekable=False)
    assert any(version.startswith(content) for version in VERSIONS)
    assert not complete or content in VERSIONS
