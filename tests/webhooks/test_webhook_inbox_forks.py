"""An inbox and forks: servers load the application, and fork their workers then."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.webhooks.sending import CUSTOMER, SECRET, TAKEN, bill, free_port, post, wait_for_port

ROOT = Path(__file__).parents[2]
PRELOADED = """
import os
import threading

from callcenter_auth import WebhookVerifier
from callcenter_client import webhooks

inbox = webhooks.Inbox("sqlite:///inbox.db")


def handle(event):
    print(event.session, os.getpid(), flush=True)


app = webhooks.wsgi_app(WebhookVerifier({CUSTOMER: SECRET}), inbox.put)
threading.Thread(target=inbox.work, args=(handle,), daemon=True).start()
"""


def told(what: str, folder: Path) -> Any:
    command = [sys.executable, "-W", "error", "-m", "tests.webhooks.forking", what, str(folder)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=100, check=False
    )
    assert (0, "") == (done.returncode, done.stderr)
    return json.loads(done.stdout)


def test_what_a_child_stores_outlives_the_end_of_its_parent(tmp_path: Path) -> None:
    assert [True, ["child 1", "child 2", "parent"]] == told("closed", tmp_path)


def test_children_that_are_forked_at_any_moment_store_what_they_get_and_can_close(
    tmp_path: Path,
) -> None:
    assert [[True]] * 20 == told("busy", tmp_path)


def test_a_fork_that_nobody_told_of_does_no_harm(tmp_path: Path) -> None:
    assert [[True, False], ["child", "parent 1", "parent 2"]] == told("unannounced", tmp_path)


def test_a_worker_may_be_a_process_that_is_no_fork(tmp_path: Path) -> None:
    assert [1, []] == told("spawned", tmp_path)


def test_the_workers_of_a_server_that_loads_first_share_an_inbox(tmp_path: Path) -> None:
    secrets = PRELOADED.replace("{CUSTOMER: SECRET}", repr({CUSTOMER: SECRET}))
    (tmp_path / "receiver.py").write_text(secrets, encoding="utf-8")
    port = free_port()
    command = ["gunicorn", "--preload", "--workers", "2", "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(
        [sys.executable, "-m", *command, "--log-level", "critical", "receiver:app"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        wait_for_port(port)
        url = f"http://127.0.0.1:{port}/hooks"
        answers = [post(url, bill(f"s-{number}")) for number in range(20)]
        assert process.stdout
        lines = [process.stdout.readline().split() for _ in range(20)]
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)

    assert [(200, TAKEN)] * 20 == answers
    assert sorted(f"s-{number}" for number in range(20)) == sorted(name for name, _ in lines)
    assert {str(process.pid)} == {pid for _, pid in lines}
