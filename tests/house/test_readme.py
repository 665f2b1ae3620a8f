"""The README's examples run as they stand, against the sandbox, and type-check under both strict checkers."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pytest

from callcenter_sandbox import Sandbox
from tests.house.metrics import stand_ins
from tests.house.readme import BLOCKS, PYTHON, README, ROOT, SHELL, run

if TYPE_CHECKING:
    from pathlib import Path

RECEIVERS = (
    "fastapi receiver",
    "django receiver",
    "celery",
    "inbox",
)  # run by tests/webhooks/test_webhook_readme.py


RELIABILITY = ("dial by key",)  # run by test_readme_reliability.py
METRICS = ("prometheus", "opentelemetry")


def test_every_python_example_has_a_name_and_is_run() -> None:
    named = {name for name, language, _ in BLOCKS if language == "python"}
    examples = {"first example", "asyncio", "errors", "unknown outcome", "many", "recordings"}
    assert named == examples | {"notifications", "fixture", *METRICS, *RECEIVERS, *RELIABILITY}


@pytest.mark.parametrize(
    ("name", "operations", "printed"),
    [
        ("first example", ["AgentLogin", "getAgentStatus", "CallNumber"], []),
        ("asyncio", ["CallTaskCreate", "getCdrList"], ["CallTaskReport(", "0.06"]),
        ("errors", [None], ["callee not_sent", "message "]),
        ("unknown outcome", ["CallNumber"], []),
        (
            "many",
            [
                "CallNumber",
                "getCdrList",
                "CallTaskCreate",
                "CallTaskAddNumbers",
                "CallTaskAddNumbers",
            ],
            ["CallNumberResponse(", "77 2500"],
        ),
        (
            "recordings",
            ["getRecordsList", *["downloadRecording"] * 2],
            ["no_recording", "saved", "audio/wav"],
        ),
        ("notifications", [], ["s-1 7 billing|C2|s-1"]),
        (
            "prometheus",
            ["getAgentStatus"],
            [
                '["callcenter_attempts", [["getAgentStatus", "accepted", 1]]]',
                '["callcenter_attempt_seconds", [["getAgentStatus", true]]]',
            ],
        ),
        (
            "opentelemetry",
            ["getAgentStatus"],
            [
                '["getAgentStatus", {"callcenter.attempt": 1, "callcenter.outcome": "accepted"}, true]'
            ],
        ),
    ],
)
def test_a_python_example_does_what_it_says(
    name: str, operations: list[str | None], printed: list[str], tmp_path: Path
) -> None:
    stand_ins(tmp_path)
    with Sandbox(history=True) as box:
        for agent in box.agents.values():
            agent.login()
        done = run([sys.executable, "-W", "error", "-c", PYTHON[name]], box, tmp_path)
        assert (0, "") == (done.returncode, done.stderr)
        assert operations == [received.operation for received in box.requests]
    assert [] == [text for text in printed if text not in done.stdout]


def test_the_fixture_example_is_a_test_that_passes(tmp_path: Path) -> None:
    (tmp_path / "test_dialler.py").write_text(PYTHON["fixture"], encoding="utf-8")
    with Sandbox() as box:
        done = run([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"], box, tmp_path)
    assert (0, "1 passed") == (
        done.returncode,
        done.stdout.strip().splitlines()[-1].partition(" in ")[0],
    )


def test_the_shell_example_is_accepted(tmp_path: Path) -> None:
    with Sandbox() as box:
        done = run(["sh", "-c", SHELL["shell"]], box, tmp_path)
        assert ["accepted"] == [str(received.verdict) for received in box.requests]
    assert '"workStatus"' in done.stdout


@pytest.mark.parametrize(
    "checker",
    [["mypy", "--strict"], ["pyright", "--pythonpath", sys.executable]],
    ids=["mypy", "pyright"],
)
def test_the_python_examples_type_check(checker: list[str], tmp_path: Path) -> None:
    # Django's models are typed for mypy with a plugin alone, and Celery not at all.
    typed = PYTHON.keys() - {"django receiver", "celery"}
    stand_ins(tmp_path)
    for name, code in ((name, PYTHON[name]) for name in typed):
        (tmp_path / f"example_{name.replace(' ', '_')}.py").write_text(code, encoding="utf-8")
    (tmp_path / "pyrightconfig.json").write_text('{"typeCheckingMode": "strict"}', encoding="utf-8")
    with Sandbox() as box:
        done = run([sys.executable, "-m", *checker, "."], box, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_file_that_the_readme_links_is_there() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert [] == [link for link in links if not (ROOT / link).exists()]
