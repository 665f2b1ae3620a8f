"""A large recording that breaks off: memory stays flat. `RECORDING_MIB=1024` makes it a gigabyte, as `make soak` does."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.client.recording_server import Answer, Asked, RecordingServer, Then, head

if TYPE_CHECKING:
    from pathlib import Path

PIECE = bytes(range(256)) * 4096  # 1 MiB
SIZE = int(os.environ.get("RECORDING_MIB", "200"))

FETCH = """
import asyncio, sys, tracemalloc
from callcenter_auth import DigestAuth
from callcenter_client import AsyncCallCenter, CallCenter

url, to, kind = sys.argv[1:]
arguments = {"auth": DigestAuth("C2", "E4"), "trust_env": False}

async def save(name):
    async with AsyncCallCenter(url, **arguments) as api:
        return await api.download_recording(name, to=to)

def fetch(name):
    if kind == "async":
        return asyncio.run(save(name))
    with CallCenter(url, **arguments) as api:
        return api.download_recording(name, to=to)

fetch("small.wav")
tracemalloc.start()
path = fetch("large.wav")
print(tracemalloc.get_traced_memory()[1] // 1024, path.stat().st_size)
"""


@pytest.mark.timeout(600)
@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize("ranges", [True, False], ids=["taken up", "begun anew"])
def test_a_large_one_that_breaks_off_at_40_percent_takes_a_few_mib(
    kind: str, tmp_path: Path, *, ranges: bool
) -> None:
    def answer(asked: Asked) -> Answer:
        total = 2 if "small" in asked.target else SIZE
        start = (asked.range or 0) if ranges else 0
        is_first = asked.target not in [other.target for other in server.asked[:-1]]
        length = total * len(PIECE)
        status = "206 Partial Content" if start else "200 OK"
        part = {"content_range": f"bytes {start}-{length - 1}/{length}"} if start else {}
        yield head(status, content_length=length - start, etag='"v1"', **part)
        first, offset = divmod(start, len(PIECE))
        yield PIECE[offset:]
        for number in range(first + 1, total):
            yield PIECE
            if number == SIZE * 2 // 5 and is_first:
                yield PIECE[:1000]
                yield Then.CLOSE

    with RecordingServer(answer) as server:
        command = [sys.executable, "-c", FETCH, server.url, str(tmp_path), kind]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    assert "" == done.stderr
    most, size = map(int, done.stdout.split())
    assert SIZE * len(PIECE) == size
    assert most < 5 * 1024  # KiB
    assert 3 == len(server.asked)
    with (tmp_path / "large.wav").open("rb") as file:
        assert all(file.read(len(PIECE)) == PIECE for _ in range(SIZE))
