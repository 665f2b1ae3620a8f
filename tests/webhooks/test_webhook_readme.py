"""The README's receivers, each in its server."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from callcenter_client import webhooks
from tests.webhooks.sending import (
    CUSTOMER,
    SECRET,
    TAKEN,
    bill,
    free_port,
    post,
    verifier,
    wait_for_port,
)

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"<!-- test: ([a-z ]+) -->\n```python\n(.*?)```", README, re.DOTALL))
SETTINGS = """
SECRET_KEY = "made up"
INSTALLED_APPS = ["bills"]
ROOT_URLCONF = "bills.models"
ALLOWED_HOSTS = ["127.0.0.1"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "db.sqlite3", "ATOMIC_REQUESTS": True}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
"""

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Runs a module of Python with arguments, in a folder of its own."""
    ours = {"CALLCENTER_CUSTOMER": CUSTOMER, "CALLCENTER_SECRET": SECRET}
    ours |= {"DJANGO_SETTINGS_MODULE": "settings"}
    ours |= {"PYTHONPATH": os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])}
    running: list[subprocess.Popen[str]] = []

    def run(*arguments: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            cwd=tmp_path,
            env=os.environ | ours,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        running.append(process)
        return process

    yield run
    for process in running:
        process.terminate()
        process.communicate(timeout=10)


def line(process: subprocess.Popen[str], like: str) -> str:
    """The next line that holds a text."""
    assert process.stdout
    for found in process.stdout:
        if like in found:
            return found.strip()
    raise AssertionError(f"it ended without a line that holds {like!r}")


def served(start: Start, module: str) -> tuple[subprocess.Popen[str], str]:
    port = free_port()
    process = start("uvicorn", f"{module}:app", "--port", str(port), "--log-level", "critical")
    wait_for_port(port)
    return process, f"http://127.0.0.1:{port}/hooks"


def test_the_fastapi_receiver(start: Start, tmp_path: Path) -> None:
    code = EXAMPLES["fastapi receiver"]
    (tmp_path / "receiver.py").write_text(code, encoding="utf-8")
    process, url = served(start, "receiver")

    assert [(200, TAKEN)] * 2 == [post(url, bill("s-1")), post(f"{url}/", bill("s-2"))]
    assert "C2 s-1 7 True" == line(process, "C2")
    assert 12 == len([row for row in code.splitlines() if row])


def test_the_django_receiver(start: Start, tmp_path: Path) -> None:
    (tmp_path / "settings.py").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "bills").mkdir()
    (tmp_path / "bills" / "__init__.py").touch()
    (tmp_path / "bills" / "models.py").write_text(EXAMPLES["django receiver"], encoding="utf-8")
    assert 0 == start("django", "migrate", "--run-syncdb", "--verbosity", "0").wait(30)
    port = free_port()
    process = start("django", "runserver", f"127.0.0.1:{port}", "--noreload", "--skip-checks")
    wait_for_port(port)
    url = f"http://127.0.0.1:{port}/hooks"

    answers = [post(url, bill("s-1")), post(f"{url}/", bill("s-1")), post(url, bill("s-2"))]

    assert [(200, TAKEN)] * 3 == answers
    assert ["bill 1 7", "bill 1 7", "bill 2 7"] == [line(process, "bill ") for _ in range(3)]


def test_the_inbox(start: Start, tmp_path: Path) -> None:
    (tmp_path / "receiver.py").write_text(EXAMPLES["inbox"], encoding="utf-8")
    process, url = served(start, "receiver")

    assert [(200, TAKEN)] * 2 == [post(url, bill("s-1")), post(url, bill("s-1"))]
    assert "s-1 7" == line(process, "s-")


def test_a_queue_gets_what_the_task_can_parse() -> None:
    """`handler=lambda event: task.delay(event.raw)`, with a queue that carries JSON."""
    queue: list[str] = []

    def delay(raw: object) -> None:
        queue.append(json.dumps(raw))

    answer = webhooks.receive(bill("s-1"), verifier(), lambda event: delay(event.raw))
    event = webhooks.parse(json.loads(queue[0]))

    assert ((200, TAKEN), "billing|C2|s-1") == (answer, event.dedupe_key)
