"""Ctrl-C in the middle of what `make run` and `make browser` start: a line, no traceback; nor when its reader goes."""

import os
import signal
import subprocess
import sys

import pytest

from callcenter_sandbox import demo
from tests.sandbox import chromium


def ctrl_c(*_: object) -> None:
    signal.raise_signal(signal.SIGINT)


def test_ctrl_c_ends_the_demonstration_with_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(demo, "_refusals", ctrl_c)
    assert demo.main() == 130
    out, err = capsys.readouterr()
    assert err == "\nthe demonstration: broken off; the next run begins anew\n"
    assert "16  agent_logout(agent=1000)" in out


def test_ctrl_c_ends_the_fetching_of_a_browser_with_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(chromium, "fetch", ctrl_c)
    assert chromium.main() == 130
    assert capsys.readouterr().err == (
        "\ntests/sandbox/browser: broken off; the next run begins anew\n"
    )


def test_a_reader_of_the_demonstration_who_has_enough_costs_nothing() -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as nobody_reads:
        ended = subprocess.run(
            [sys.executable, "-m", "callcenter_sandbox.demo"],
            stdout=nobody_reads,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    assert (ended.returncode, ended.stderr) == (0, b"")
