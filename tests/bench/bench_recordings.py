"""A recording of a gigabyte, by both clients: how long it takes, and what it costs in memory.

python tests/bench/bench_recordings.py [MiB]
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.client.recording_server import Answer, Asked, RecordingServer, head

PIECE = bytes(range(256)) * 4096  # 1 MiB

FETCH = """
import asyncio, resource, sys, time
from callcenter_auth import DigestAuth
from callcenter_client import AsyncCallCenter, CallCenter

url, to, kind = sys.argv[1:]
arguments = {"auth": DigestAuth("C2", "E4"), "trust_env": False}

async def save(name):
    async with AsyncCallCenter(url, **arguments) as api:
        await api.download_recording(name, to=to)

def fetch(name):
    if kind == "async":
        asyncio.run(save(name))
    else:
        with CallCenter(url, **arguments) as api:
            api.download_recording(name, to=to)

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

fetch("small.wav")
before, start = peak(), time.perf_counter()
fetch("large.wav")
print(time.perf_counter() - start, (peak() - before) / 1024)
"""


def bench_recordings(mebibytes: int = 1024) -> None:
    def answer(asked: Asked) -> Answer:
        total = 2 if "small" in asked.target else mebibytes
        yield head(content_length=total * len(PIECE), content_type="audio/wav")
        for _ in range(total):
            yield PIECE

    print(f"\n{f'{mebibytes} MiB':12} {'time':>12} {'more memory':>14}")
    for kind in ("sync", "async"):
        with RecordingServer(answer) as server, tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, "-c", FETCH, server.url, folder, kind]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
        seconds, grown = map(float, done.stdout.split())
        print(f"{kind:12} {seconds:10.1f} s {grown:10.1f} MiB")


if __name__ == "__main__":
    bench_recordings(*map(int, sys.argv[1:]))
