"""A large recording: memory stays flat. A whole gigabyte is in `tests/bench/bench_recordings.py`."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.client.recording_server import Answer, Asked, RecordingServer, Then, head

if TYPE_CHECKING:
    from pathlib import Path

PIECE = bytes(range(256)) * 4096  # 1 MiB
SIZE = 200

FETCH = """
import asyncio, pathlib, resource, sys
from callcenter_auth import DigestAuth
from callcenter_client import AsyncCallCenter, CallCenter

url, to, kind = sys.argv[1:]
arguments = {"auth": DigestAuth("C2", "E4"), "trust_env": False}

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

async def save(name):
    async with AsyncCallCenter(url, **arguments) as api:
        return await api.download_recording(name, to=to)

def fetch(name):
    if kind == "async":
        return asyncio.run(save(name))
    with CallCenter(url, **arguments) as api:
        return api.download_recording(name, to=to)

fetch("small.wav")
before = peak()
path = fetch("large.wav")
print(peak() - before, path.stat().st_size)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the module resource is Unix's")
@pytest.mark.parametrize("kind", ["sync", "async"])
def test_200_mib_cut_in_the_middle_need_a_few_mib_of_memory(kind: str, tmp_path: Path) -> None:
    def answer(asked: Asked) -> Answer:
        total = 2 if "small" in asked.target else SIZE
        start = asked.range or 0
        length = total * len(PIECE)
        status = "206 Partial Content" if start else "200 OK"
        part = {"content_range": f"bytes {start}-{length - 1}/{length}"} if start else {}
        yield head(status, content_length=length - start, etag='"v1"', content_type="audio/wav", **part)
        first, offset = divmod(start, len(PIECE))
        yield PIECE[offset:]
        for number in range(first + 1, total):
            yield PIECE
            if number == SIZE * 2 // 5 and not start:
                yield PIECE[:1000]
                yield Then.CLOSE

    command = [sys.executable, "-c", FETCH, "", str(tmp_path), kind]
    with RecordingServer(answer) as server:
        command[3] = server.url
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert "" == done.stderr
    grown, size = map(int, done.stdout.split())
    assert SIZE * len(PIECE) == size
    assert grown <= 8
    assert 3 == len(server.asked)
    with (tmp_path / "large.wav").open("rb") as file:
        assert all(file.read(len(PIECE)) == PIECE for _ in range(SIZE))
