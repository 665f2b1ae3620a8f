"""Celery behind a receiver, on a real Redis server, with real workers; the sandbox sends."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from callcenter_client import webhooks
from callcenter_sandbox import Sandbox, Settings
from tests.auth_plugin.redis_server import RedisServer
from tests.webhooks.sending import CUSTOMER, SECRET, free_port, until, wait_for_port

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

ROOT = Path(__file__).parents[2]
MODULE = "tests.webhooks.queued"
WORKER = ["celery", "--app", f"{MODULE}:queue", "worker", "--concurrency", "1"]
QUIET = ["--loglevel", "critical", "--without-gossip", "--without-mingle", "--without-heartbeat"]


def prepare(file: Path) -> None:
    """Make the ledger of the tasks."""
    with closing(sqlite3.connect(file)) as ledger, ledger:
        ledger.execute("PRAGMA journal_mode=WAL")
        ledger.execute("CREATE TABLE seen (key TEXT UNIQUE)")
        ledger.execute("CREATE TABLE work (key TEXT)")


@dataclass
class Queue:
    """A broker, a receiver in front of it, the folder of its tasks, and a platform that sends."""

    broker: RedisServer
    box: Sandbox
    folder: Path
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(
        self, *arguments: str, visibility: float = 3600, patience: float = 5
    ) -> subprocess.Popen[bytes]:
        """Run a module of Python with arguments, in a group of its own."""
        ours = {"BROKER_URL": self.broker.url, "SOCKET_TIMEOUT": str(patience)}
        ours |= {"VISIBILITY_TIMEOUT": str(visibility)}
        ours |= {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=self.folder,
            env=os.environ | ours,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.running.append(process)
        return process

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """Kill a process and its children at once."""
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(20)

    @contextmanager
    def worker(
        self, pool: str = "solo", visibility: float = 3600
    ) -> Generator[subprocess.Popen[bytes]]:
        """One that ends after the task that it has."""
        process = self.start("-m", *WORKER, "--pool", pool, *QUIET, visibility=visibility)
        yield process
        process.terminate()
        process.wait(20)

    @property
    def began(self) -> list[tuple[str, int]]:
        """The key and the process of each task that was begun."""
        file = self.folder / "began"
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        return [(key, int(pid)) for key, _, pid in (line.rpartition(" ") for line in lines)]

    @property
    def work(self) -> list[str]:
        """The keys of what was worked on, as often as it was."""
        with closing(sqlite3.connect(self.folder / "ledger.db", timeout=30)) as ledger:
            return sorted(key for (key,) in ledger.execute("SELECT key FROM work"))

    @property
    def sent(self) -> list[str]:
        """The keys of what the platform sent."""
        found = self.box.notifications
        return sorted(webhooks.parse(one.raw).dedupe_key for one in found)

    def call(self, user_data: str = "") -> None:
        """A call from its beginning to its bill."""
        self.box.call_in("1000", "13770761337", user_data=user_data)
        self.box.clock.advance(60)


@pytest.fixture
def queue(tmp_path: Path) -> Iterator[Queue]:
    settings = Settings(retries=20, backoff=1, notify_timeout=30)
    with (
        RedisServer(durable=True) as broker,
        Sandbox({CUSTOMER: SECRET}, settings=settings) as box,
    ):
        made = Queue(broker, box, tmp_path)
        box.agents["1000"].login()
        port = free_port()
        box.notify_url = f"http://127.0.0.1:{port}/hooks"
        prepare(tmp_path / "ledger.db")
        serve = ["uvicorn", f"{MODULE}:app", "--port", str(port), "--log-level", "critical"]
        made.start("-m", *serve, patience=0.5)
        try:
            wait_for_port(port)
            yield made
        finally:
            for process in made.running:
                made.kill(process)


def test_what_is_acknowledged_is_in_the_broker_and_outlives_it(queue: Queue) -> None:
    queue.call()
    assert {"taken"} == {one.state for one in queue.box.notifications}

    queue.broker.kill()
    queue.broker.start()
    with queue.worker():
        until(lambda: len(queue.work) >= 5)

    assert (5, queue.sent) == (len(queue.sent), queue.work)


def test_while_the_broker_is_away_the_platform_is_refused_and_sends_again(queue: Queue) -> None:
    queue.broker.kill()
    queue.box.call_in("1000", "13770761337")
    queue.box.clock.advance(2)
    [waiting] = {one.state for one in queue.box.notifications}
    queue.broker.start()
    queue.box.clock.advance(60)
    with queue.worker():
        until(lambda: len(queue.work) >= 5)

    assert ("waiting", {"taken"}) == (waiting, {one.state for one in queue.box.notifications})
    statuses = [[each.status for each in one.attempts] for one in queue.box.notifications]
    assert [[500, 500, 200], [200], [200], [200], [200]] == statuses
    assert queue.sent == queue.work


def test_a_broker_that_hangs_is_one_that_is_away(queue: Queue) -> None:
    queue.broker.pause()
    queue.box.call_in("1000", "13770761337")
    queue.box.clock.advance(0)
    queue.broker.resume()
    queue.box.clock.advance(60)

    statuses = [[each.status for each in one.attempts] for one in queue.box.notifications]
    assert [[500, 200], [200], [200], [200], [200]] == statuses


def test_a_task_that_fails_is_tried_again_and_leaves_nothing_half_done(queue: Queue) -> None:
    with queue.worker():
        queue.call("fail")
        until(lambda: len(queue.began) >= 5)
        assert 4 == len(queue.work)
        (queue.folder / "healthy").touch()
        until(lambda: len(queue.work) >= 5)

    assert (True, queue.sent) == (len(queue.began) > 5, queue.work)


def test_a_pool_process_that_is_killed_in_the_middle_gives_its_task_back(queue: Queue) -> None:
    with queue.worker("prefork"):
        queue.call("slow")
        until(lambda: len(queue.began) == 5)
        bill, pid = queue.began[-1]
        (queue.folder / "healthy").touch()
        os.kill(pid, signal.SIGKILL)
        until(lambda: len(queue.work) >= 5)

    [(again, other)] = queue.began[5:]
    assert (bill, True, queue.sent) == (again, other != pid, queue.work)


def test_what_a_killed_worker_had_comes_to_another_one_after_the_visibility_timeout(
    queue: Queue,
) -> None:
    with queue.worker("prefork", visibility=1) as first:
        queue.call("slow")
        until(lambda: len(queue.began) >= 5)
        queue.kill(first)
    assert 4 == len(queue.work)

    (queue.folder / "healthy").touch()
    with queue.worker(visibility=1):
        until(lambda: len(queue.work) >= 5)

    assert queue.sent == queue.work


def test_a_bill_that_comes_under_two_blocks_is_two_tasks_and_worked_on_once(queue: Queue) -> None:
    queue.call()
    [bill] = queue.box.notifications.of("billing")
    queue.box.send_again(bill)
    queue.box.clock.advance(0)
    with queue.worker():
        until(lambda: len(queue.began) == 6)

    assert (2, queue.sent) == (sum("billing" in key for key, _ in queue.began), queue.work)
