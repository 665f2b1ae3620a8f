"""kill -9 at random moments: what was acknowledged is handled."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing, suppress
from http.client import HTTPException
from pathlib import Path
from queue import Empty, SimpleQueue

import pytest

from callcenter_client import webhooks
from tests.webhooks.sending import TAKEN, bill, free_port, post, wait_for_port

ROOT = Path(__file__).parents[2]
NOTIFICATIONS = int(os.environ.get("CALLCENTER_SOAK", "100"))
# So that there are more kills than a few while the notifications come.
PAUSE = 0.1


def send_all(url: str, bodies: list[bytes]) -> None:
    """As the platform does: the same body again, until it is acknowledged."""
    left: SimpleQueue[bytes] = SimpleQueue()
    for body in bodies:
        left.put(body)

    def send() -> None:
        while True:
            try:
                body = left.get_nowait()
            except Empty:
                return
            time.sleep(PAUSE)
            while True:
                with suppress(OSError, HTTPException):
                    if (200, TAKEN) == post(url, body):
                        break
                time.sleep(0.02)

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.timeout(60 + NOTIFICATIONS)
def test_what_is_acknowledged_is_handled_whoever_is_killed(tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "tests.webhooks.crashing", str(port), str(tmp_path), "6"]
    bodies = [bill(staffNo=str(1000 + number % 7)) for number in range(NOTIFICATIONS)]
    expected = sorted(webhooks.parse(body).dedupe_key for body in bodies)
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stderr=log, process_group=0
        )
    try:
        wait_for_port(port)
        send_all(f"http://127.0.0.1:{port}/hooks", bodies)
        time.sleep(1)
        assert process.stdin
        process.stdin.close()
        calls: list[str] = []
        while True:
            with closing(sqlite3.connect(tmp_path / "ledger.db", timeout=60)) as ledger:
                calls = [key for (key,) in ledger.execute("SELECT key FROM calls ORDER BY rowid")]
            if len(set(calls)) == len(expected) or process.poll() is not None:
                break
            time.sleep(0.1)
    finally:
        os.killpg(process.pid, 9)
        process.wait()
    kills = int((tmp_path / "kills").read_text(encoding="utf-8"))

    assert expected == sorted(set(calls))
    # At least once: a worker that is killed may have handled its event already, and no other event comes again.
    assert len(calls) - len(expected) <= kills
    assert kills >= 10
