"""Receivers of several processes with one memory in Redis, which is away now and then."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path

import pytest
import redis as redis_py

from callcenter_client import webhooks
from callcenter_sandbox import Sandbox, Settings
from tests.auth_plugin.redis_server import RedisServer
from tests.webhooks.sending import (
    CUSTOMER,
    NOT_TAKEN,
    SECRET,
    TAKEN,
    bill,
    free_port,
    post,
    until,
    wait_for_port,
)

HERE = Path(__file__).parent
Serve = Callable[..., "Served"]


class Served:
    """A receiver that runs."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, file: Path) -> None:
        self.process = process
        self.url = f"http://127.0.0.1:{port}/hooks"
        self._file = file

    @property
    def handled(self) -> list[str]:
        """The keys of what was handled, by this one and those that share its file."""
        lines = self._file.read_text(encoding="utf-8") if self._file.exists() else ""
        return sorted(line.split(maxsplit=1)[1] for line in lines.splitlines())

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    with RedisServer() as running:
        yield running


@pytest.fixture
def serve(redis: RedisServer, tmp_path: Path) -> Iterator[Serve]:
    running: list[Served] = []

    def start(kind: str, **settings: str) -> Served:
        port, file = free_port(), tmp_path / "handled"
        process = subprocess.Popen(
            [sys.executable, str(HERE / "receivers.py"), kind, str(port)],
            env=os.environ | {"HANDLED": str(file), "REDIS_URL": redis.url} | settings,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        running.append(Served(process, port, file))
        wait_for_port(port)
        return running[-1]

    yield start
    for one in running:
        if one.process.poll() is None:
            one.kill()


def at_once(*sends: Callable[[], tuple[int, bytes]]) -> list[tuple[int, bytes]]:
    """The answers to what is sent at one moment."""
    barrier = threading.Barrier(len(sends))
    answers: list[tuple[int, bytes]] = []

    def run(send: Callable[[], tuple[int, bytes]]) -> None:
        barrier.wait(10)
        answers.append(send())

    threads = [threading.Thread(target=run, args=(send,)) for send in sends]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(answers)


def key_of(body: bytes) -> str:
    return webhooks.parse(body).dedupe_key


def test_of_two_machines_that_get_one_notification_at_one_moment_one_handles_it(
    serve: Serve,
) -> None:
    both = [serve("uvicorn"), serve("wsgiref")]
    bodies = [bill(userData="slow") for _ in range(3)]

    for body in bodies:
        sends = [lambda url=one.url, body=body: post(url, body) for one in both]
        assert [(200, TAKEN), (503, NOT_TAKEN)] == at_once(*sends)
        assert [(200, TAKEN), (200, TAKEN)] == at_once(*sends)
    assert sorted(map(key_of, bodies)) == both[0].handled


def test_a_claimant_that_is_killed_lets_the_redelivery_in_when_its_lease_is_over(
    serve: Serve, redis: RedisServer
) -> None:
    first, second = serve("uvicorn", LEASE="2.5", SLOW="60"), serve("uvicorn", SLOW="0")
    body = bill(userData="slow")
    broken: list[BaseException] = []

    def send() -> None:
        try:
            post(first.url, body)
        except (OSError, HTTPException) as error:
            broken.append(error)

    sending = threading.Thread(target=send)
    sending.start()
    with redis_py.Redis(port=redis.port) as client:
        while not client.dbsize():
            time.sleep(0.005)
    first.kill()
    sending.join()

    answers = [post(second.url, body)]
    while answers[-1] == (503, NOT_TAKEN):
        time.sleep(0.05)
        answers.append(post(second.url, body))
    assert (1, (503, NOT_TAKEN), (200, TAKEN)) == (len(broken), answers[0], answers[-1])
    assert [key_of(body)] == second.handled


def test_workers_of_one_server_handle_each_of_the_platforms_duplicates_once(serve: Serve) -> None:
    receiver = serve("gunicorn", WORKERS="2")
    with Sandbox({CUSTOMER: SECRET}, notify_url=receiver.url) as box:
        box.fault("*", "notify-duplicate")
        for agent in box.agents.values():
            agent.login()
            box.call_in(agent.number, "13770761337")
        box.clock.advance(60)

        sent = [one.raw.encode() for one in box.notifications]
        assert {("sent", 200), ("duplicate", 200)} == {
            (each.what, each.status) for one in box.notifications for each in one.attempts
        }
    assert (50, sorted(map(key_of, sent))) == (len(sent), receiver.handled)


@contextmanager
def killed_at_random(redis: RedisServer) -> Generator[list[float]]:
    """Kills the server again and again, and brings it back; it is there at the end."""
    dice = random.Random(6)
    stop = threading.Event()
    kills: list[float] = []

    def run() -> None:
        while not stop.wait(dice.uniform(0.05, 0.3)):
            redis.kill()
            kills.append(time.monotonic())
            time.sleep(dice.uniform(0.05, 0.2))
            redis.start()

    killing = threading.Thread(target=run)
    killing.start()
    try:
        yield kills
    finally:
        stop.set()
        killing.join()


@pytest.mark.parametrize(
    ("choice", "statuses"), [("refuse", {200, 503}), ("accept", {200})], ids=["refuse", "accept"]
)
def test_redis_is_killed_while_the_platform_sends(
    serve: Serve, redis: RedisServer, choice: str, statuses: set[int]
) -> None:
    """What can't be noted is refused, or handled by choice; nothing is acknowledged and lost."""
    receiver = serve("uvicorn", ON_STORE_ERROR=choice)
    settings = Settings(retries=12, process=0)
    with Sandbox({CUSTOMER: SECRET}, notify_url=receiver.url, settings=settings, speed=20) as box:
        for agent in box.agents.values():
            agent.login()
        with killed_at_random(redis) as kills:
            while len(kills) < 6:
                for agent in box.agents.values():
                    box.call_in(agent.number, "13770761337")
                until(lambda: {agent.server_status for agent in box.agents.values()} == {"IDLE"})
        until(lambda: {one.state for one in box.notifications} == {"taken"})
        sent = [one.raw.encode() for one in box.notifications]
        attempts = [each for one in box.notifications for each in one.attempts]

    assert statuses == {each.status for each in attempts}
    assert sorted(map(key_of, sent)) == sorted(set(receiver.handled))
    assert 0 == len(sent) % 50
