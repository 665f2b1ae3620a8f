"""`python -m callcenter_client.webhooks listen`: what a developer sees."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from callcenter_sandbox import Sandbox
from tests.webhooks.sending import (
    CUSTOMER,
    NOT_TAKEN,
    SECRET,
    TAKEN,
    bill,
    free_port,
    notification,
    post,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

ENVIRONMENT = os.environ | {
    "CALLCENTER_CUSTOMER": CUSTOMER,
    "CALLCENTER_SECRET": f"\ufeff{SECRET}\n",
    "PYTHONIOENCODING": "utf-8",
}
COMMAND = [sys.executable, "-m", "callcenter_client.webhooks", "listen"]


@pytest.fixture
def listener() -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [*COMMAND, "--port", "0"],
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    yield process
    process.kill()
    process.communicate()


def line(process: subprocess.Popen[str]) -> str:
    """The next line, without its time."""
    assert process.stdout
    return re.sub(r"^\d\d:\d\d:\d\d ", "", process.stdout.readline().strip())


def test_each_notification_is_shown_verified_or_with_the_reason_of_its_refusal(
    listener: subprocess.Popen[str],
) -> None:
    begins = line(listener)
    url = begins.rpartition(" ")[2] + "/any/path"
    body = bill("s-1", callee="13770761337")

    assert begins.startswith("waiting for notifications of customer C2 at http://127.0.0.1:")
    assert (200, TAKEN) == post(url, body)
    assert line(listener).startswith("verified, of customer C2: Billing(type_='billing'")
    assert (200, TAKEN) == post(url, body)
    assert line(listener).startswith("a notification came again, and was handled already")
    assert (403, NOT_TAKEN) == post(url, notification(secret="F" * 40))
    assert line(listener).startswith("a notification was refused: bad_digest: customer 'C2'")
    assert (405, NOT_TAKEN) == post(url, b"", "GET")
    assert "a request was refused: 405 Method Not Allowed" == line(listener)

    listener.send_signal(signal.SIGINT)
    assert 0 == listener.wait(10)


def test_no_number_is_shown_whole_and_no_secret(listener: subprocess.Popen[str]) -> None:
    url = line(listener).rpartition(" ")[2]
    post(url, bill("s-1", callee="13770761337"))
    shown = line(listener)

    assert (True, False, False) == ("137…37" in shown, "13770761337" in shown, SECRET in shown)


def test_what_the_platform_sends_is_shown_as_it_comes(listener: subprocess.Popen[str]) -> None:
    url = line(listener).rpartition(" ")[2]
    with Sandbox({CUSTOMER: SECRET}, notify_url=url) as box:
        box.fault("billing", "notify-forge")
        box.agents["1000"].login()
        box.call_in("1000", "13770761337")
        box.clock.advance(60)
    shown = [line(listener) for _ in range(6)]

    assert ["ScreenPop", "CallStart", "CallIn", "CallEnd", "Billing"] == [
        text.partition(": ")[2].partition("(")[0] for text in shown if text.startswith("verified")
    ]
    assert shown[4].startswith("a notification was refused: bad_digest")


def test_it_ends_when_nobody_reads_on() -> None:
    process = subprocess.Popen(
        [*COMMAND, "--port", "0"],
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    url = line(process).rpartition(" ")[2]
    assert process.stdout
    assert process.stderr
    process.stdout.close()

    assert (200, TAKEN) == post(url, bill())
    assert (0, "") == (process.wait(30), process.stderr.read())
    process.stderr.close()


@pytest.mark.parametrize(
    ("lacking", "text"),
    [
        ("CALLCENTER_SECRET", "the environment lacks CALLCENTER_SECRET\n"),
        ("CALLCENTER_CUSTOMER", "the environment lacks CALLCENTER_CUSTOMER\n"),
    ],
)
def test_without_a_secret_it_says_what_is_missing(lacking: str, text: str) -> None:
    environment = {name: value for name, value in ENVIRONMENT.items() if name != lacking}
    done = subprocess.run(
        [*COMMAND, "--port", str(free_port())],
        env=environment,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )

    assert (2, "", text) == (done.returncode, done.stdout, done.stderr)


def test_a_port_that_is_taken_is_said(listener: subprocess.Popen[str]) -> None:
    port = line(listener).rpartition(":")[2]
    done = subprocess.run(
        [*COMMAND, "--port", port],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )

    told = f"can't listen at 127.0.0.1:{port}: "
    assert (2, told) == (done.returncode, done.stderr[: len(told)])
