"""How many VoiceVerify commands the sandbox answers in a second, beside `prism mock` on the same document.

Both as people start them: commands in processes of their own that print a line, or several, for each request.
"""

from __future__ import annotations

import contextlib
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from callcenter_sandbox import SAMPLE_CUSTOMERS
from generator import node
from tests.bench.hammer import replies_a_second, signed
from tests.sandbox.prism import prism

if TYPE_CHECKING:
    from collections.abc import Generator

TARGET = 10
ROUNDS = 5
CONNECTIONS = (1, 4)
COUNT = {"sandbox": 3000, "prism mock": 600}  # some tenths of a second each
COMMAND: dict[str, object] = {"seq": "1", "callee": "13770761337", "verifyCode": "0427"}


@contextlib.contextmanager
def sandbox(output: Path) -> Generator[str]:
    """The command; gives its address."""
    with output.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "callcenter_sandbox", "--port", "0"], stdout=file
        )
    try:
        while " listens at " not in (said := output.read_text(encoding="utf-8")):
            time.sleep(0.05)
        yield said.split(" listens at ")[1].split(" for ")[0]
    finally:
        process.kill()
        process.wait()


def bench_sandbox() -> None:
    node.install()
    with (
        tempfile.TemporaryDirectory() as folder,
        sandbox(Path(folder) / "sandbox.txt") as ours,
        prism("mock", output=Path(folder) / "prism.txt") as theirs,
    ):
        servers = {"sandbox": ours, "prism mock": theirs}
        # In turns, so that a busy moment of the machine hits them alike; the first round is for warming up.
        rounds = [
            [
                measured(servers[name], name, connections)
                for name in servers
                for connections in CONNECTIONS
            ]
            for _ in range(ROUNDS + 1)
        ]
    medians = [statistics.median(column) for column in zip(*rounds[1:], strict=True)]
    print(f"\n{'VoiceVerify':20} {'1 connection':>14} {'4 connections':>15}")
    for name, one, four in (("sandbox", *medians[:2]), ("prism mock", *medians[2:])):
        print(f"{name:20} {one:12.0f}/s {four:13.0f}/s")
    print(
        f"{f'ratio (target {TARGET})':20} {medians[0] / medians[2]:14.1f} {medians[1] / medians[3]:15.1f}"
    )


def measured(url: str, name: str, connections: int) -> float:
    requests = signed("VoiceVerify", COMMAND, SAMPLE_CUSTOMERS["C2"], COUNT[name])
    return replies_a_second(url, requests, connections=connections)
