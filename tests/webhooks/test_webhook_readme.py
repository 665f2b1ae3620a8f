"""The README's receivers, each in its server, and the sandbox sends."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from callcenter_sandbox import Sandbox
from tests.auth_plugin.redis_server import RedisServer
from tests.webhooks.sending import CUSTOMER, SECRET, free_port, wait_for_port

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"<!-- test: ([a-z ]+) -->\n```python\n(.*?)```", README, re.DOTALL))
SETTINGS = """
import os

SECRET_KEY = "made up"
INSTALLED_APPS = ["bills"]
ROOT_URLCONF = "bills.models"
ALLOWED_HOSTS = ["127.0.0.1"]
DATABASES = {"default": {
    "ENGINE": "django.db.backends.sqlite3", "NAME": "db.sqlite3", "ATOMIC_REQUESTS": True, "OPTIONS": {"timeout": 30},
}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
CELERY_BROKER_URL = os.environ.get("BROKER_URL")
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600, "socket_timeout": 5}
CELERY_WORKER_REDIRECT_STDOUTS = False
"""
# As Celery's documentation has it for Django.
CELERY = """
from celery import Celery

app = Celery("bills")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(related_name="models")
"""
LONG = 20  # seconds that a call in the sandbox is talked

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Runs a module of Python with arguments, in a folder of its own."""
    ours = {"CALLCENTER_CUSTOMER": CUSTOMER, "CALLCENTER_SECRET": SECRET}
    ours |= {"DJANGO_SETTINGS_MODULE": "settings"}
    ours |= {"PYTHONPATH": os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])}
    running: list[subprocess.Popen[str]] = []

    def run(*arguments: str, **variables: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            cwd=tmp_path,
            env=os.environ | ours | variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        running.append(process)
        return process

    yield run
    for process in running:
        process.terminate()
        process.communicate(timeout=20)


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox({CUSTOMER: SECRET}) as made:
        made.agents["1000"].login()
        yield made


def a_call(box: Sandbox, url: str) -> str:
    """Play a call from outside to its end; its session. All is sent to the receiver, and taken by it."""
    box.notify_url = url
    call = box.call_in("1000", "13770761337")
    box.clock.advance(60)
    assert 5 == len(box.notifications.about(call.session))
    assert ["taken"] * 5 == [one.state for one in box.notifications.about(call.session)]
    return str(call.session)


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


def served_by_django(
    start: Start, folder: Path, example: str, **variables: str
) -> tuple[subprocess.Popen[str], str]:
    (folder / "settings.py").write_text(SETTINGS, encoding="utf-8")
    (folder / "bills").mkdir()
    (folder / "bills" / "__init__.py").write_text("from bills.celery import app", encoding="utf-8")
    (folder / "bills" / "celery.py").write_text(CELERY, encoding="utf-8")
    (folder / "bills" / "models.py").write_text(EXAMPLES[example], encoding="utf-8")
    assert 0 == start("django", "migrate", "--run-syncdb", "--verbosity", "0").wait(30)
    port = free_port()
    command = ["django", "runserver", f"127.0.0.1:{port}", "--noreload", "--skip-checks"]
    process = start(*command, **variables)
    wait_for_port(port)
    return process, f"http://127.0.0.1:{port}/hooks"


def test_the_fastapi_receiver(start: Start, tmp_path: Path, box: Sandbox) -> None:
    code = EXAMPLES["fastapi receiver"]
    (tmp_path / "receiver.py").write_text(code, encoding="utf-8")
    process, url = served(start, "receiver")

    sessions = [a_call(box, url), a_call(box, f"{url}/")]

    assert [f"C2 {session} {LONG} True" for session in sessions] == [
        line(process, "C2") for _ in range(2)
    ]
    assert 12 == len([row for row in code.splitlines() if row])


def test_the_django_receiver(start: Start, tmp_path: Path, box: Sandbox) -> None:
    process, url = served_by_django(start, tmp_path, "django receiver")

    a_call(box, url)
    [bill] = box.notifications.of("billing")
    box.send_again(bill)  # signed anew: the key tells that it is the same
    box.clock.advance(0)
    a_call(box, f"{url}/")

    assert [f"bill 1 {LONG}", f"bill 1 {LONG}", f"bill 2 {LONG}"] == [
        line(process, "bill ") for _ in range(3)
    ]


def test_the_queue(start: Start, tmp_path: Path, box: Sandbox) -> None:
    with RedisServer() as broker:
        _, url = served_by_django(start, tmp_path, "celery", BROKER_URL=broker.url)
        a_call(box, url)
        [bill] = box.notifications.of("billing")
        box.send_again(bill)
        box.clock.advance(0)
        a_call(box, url)
        quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
        command = ["celery", "-A", "bills", "worker", "--pool", "solo", *quiet]
        worker = start(*command, "--loglevel", "critical", BROKER_URL=broker.url)

        assert ["booked 1", "booked 2"] == [line(worker, "booked") for _ in range(2)]
        worker.terminate()
        assert "booked" not in worker.communicate(timeout=20)[0]


def test_the_inbox(start: Start, tmp_path: Path, box: Sandbox) -> None:
    (tmp_path / "receiver.py").write_text(EXAMPLES["inbox"], encoding="utf-8")
    process, url = served(start, "receiver")

    sessions = [a_call(box, url) for _ in range(2)]

    assert [f"{session} {LONG}" for session in sessions] == [
        line(process, f" {LONG}") for _ in range(2)
    ]
