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

from tests.auth_plugin.redis_server import RedisServer
from tests.webhooks.sending import CUSTOMER, TAKEN, bill, free_port, post, wait_for_port

ROOT = Path(__file__).parents[2]
NOTIFICATIONS = int(os.environ.get("CALLCENTER_SOAK", "200"))
SENDERS = 4
# So that there are more kills than a few while the notifications come.
PAUSE = 0.05
# 503: the one that was killed had it in hand.
STATUSES = {200, 503}


def send_all(url: str, sessions: list[str]) -> list[int]:
    """As the platform does: the same body again, until it is acknowledged. The statuses of all answers."""
    left: SimpleQueue[str] = SimpleQueue()
    for session in sessions:
        left.put(session)
    statuses: list[int] = []

    def send() -> None:
        while True:
            try:
                session = left.get_nowait()
            except Empty:
                return
            time.sleep(PAUSE)
            body = bill(session, staffNo=str(1000 + int(session[2:]) % 7))
            while {*statuses} <= STATUSES:
                with suppress(OSError, HTTPException):
                    answer = post(url, body)
                    statuses.append(answer[0])
                    if (200, TAKEN) == answer:
                        break
                time.sleep(0.02)

    threads = [threading.Thread(target=send) for _ in range(SENDERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statuses


@pytest.mark.timeout(60 + NOTIFICATIONS)
@pytest.mark.parametrize(
    ("how", "in_hand"), [("inbox", 1), ("redis", SENDERS)], ids=["inbox", "redis"]
)
def test_what_is_acknowledged_is_handled_whoever_is_killed(
    how: str, in_hand: int, tmp_path: Path
) -> None:
    """`in_hand`: how many events the one that is killed may have in hand."""
    port = free_port()
    command = [sys.executable, "-m", "tests.webhooks.crashing", how, str(port), str(tmp_path), "6"]
    sessions = [f"s-{number:06}" for number in range(NOTIFICATIONS)]
    expected = [f"billing|{CUSTOMER}|{session}" for session in sessions]
    with RedisServer() as redis, (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | ({"REDIS_URL": redis.url, "LEASE": "0.5"} if how == "redis" else {}),
            stdin=subprocess.PIPE,
            stderr=log,
            process_group=0,
        )
        try:
            wait_for_port(port)
            statuses = send_all(f"http://127.0.0.1:{port}/hooks", sessions)
            time.sleep(1)
            assert process.stdin
            process.stdin.close()
            while len(set(told(tmp_path, "calls"))) < len(expected) and process.poll() is None:
                time.sleep(0.1)
            time.sleep(0.1)
        finally:
            os.killpg(process.pid, 9)
            process.wait()
    kills = int((tmp_path / "kills").read_text(encoding="utf-8"))
    calls = told(tmp_path, "calls")

    assert {*statuses} <= STATUSES
    assert expected == sorted(set(calls))
    # At least once: who is killed may have handled already what he has in hand, and nothing else comes again.
    assert len(calls) - len(expected) <= kills * in_hand
    # Once, where a unique key and the work are one transaction.
    assert expected == sorted(told(tmp_path, "effects"))
    assert kills >= 10


def told(folder: Path, table: str) -> list[str]:
    """The keys in a table of the ledger."""
    with closing(sqlite3.connect(folder / "ledger.db", timeout=60)) as ledger:
        return [key for (key,) in ledger.execute(f"SELECT key FROM {table}")]  # noqa: S608  # why: one of two
