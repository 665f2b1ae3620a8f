"""schemathesis against the sandbox: what it makes up from the document is judged as the document says.

SANDBOX_EXAMPLES=1000 has it make up more for each operation.
"""

import copy
import json
import os
import subprocess
import sys
from collections.abc import Generator, Iterable
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from callcenter_sandbox import Sandbox
from tests.sandbox.customer import SECRET
from tests.sandbox.test_sandbox_replies import DOCUMENT

ROOT = Path(__file__).parents[2]
EXAMPLES = os.environ.get("SANDBOX_EXAMPLES", "200")
NAMES = [
    path[method]["operationId"]
    for path in DOCUMENT["paths"].values()
    for method in ("get", "post")
    if method in path
]
# Each in a process of its own; what is made up for an operation doesn't depend on the others.
PARTS = min(os.cpu_count() or 1, 4)
# Not for an API that answers 200 to all, and names no further status.
NOT_FOR_US = "status_code_conformance,unsupported_method,allow_header_conformance"


def without_int64(value: Any) -> Any:
    """The document without `format: int64`: to JSON Schema it says nothing, to schemathesis a bound."""
    if isinstance(value, dict):
        return {
            name: without_int64(item)
            for name, item in value.items()
            if (name, item) != ("format", "int64")
        }
    return [without_int64(item) for item in value] if isinstance(value, list) else value


def played_otherwise(**changes: Any) -> dict[str, Any]:
    """The document with other rules for the commands of AgentLogin."""
    document = copy.deepcopy(DOCUMENT)
    document["components"]["schemas"]["AgentLoginCommand"].update(changes)
    return document


@contextmanager
def schemathesis(
    folder: Path, operations: Iterable[str], *options: str, spec: Path | None = None
) -> Generator[subprocess.Popen[str]]:
    """It runs against a sandbox of its own, which may play another document."""
    folder.mkdir()
    (folder / "openapi.json").write_text(json.dumps(without_int64(DOCUMENT)), encoding="utf-8")
    command = [sys.executable, "-c", "from schemathesis.cli import schemathesis; schemathesis()"]
    command += ["run", "openapi.json", "--seed", "1", "--exclude-checks", NOT_FOR_US, *options]
    for name in operations:
        command += ["--include-operation-id", name]
    path = os.pathsep.join([str(ROOT), *os.environ.get("PYTHONPATH", "").split(os.pathsep)])
    environment = os.environ | {
        "SCHEMATHESIS_HOOKS": "tests.sandbox.signing_hooks",
        "PYTHONPATH": path,
    }
    with Sandbox({"C2": SECRET}, history=True, keep=10, spec=spec) as box:
        for agent in box.agents.values():
            agent.login()
        command += ["--url", box.url]
        with subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        ) as process:
            try:
                yield process
            finally:
                process.kill()


@pytest.mark.timeout(1800)
def test_schemathesis_finds_nothing(tmp_path: Path) -> None:
    options = ["--phases", "examples,coverage,fuzzing", "--max-examples", EXAMPLES]
    with ExitStack() as stack:
        running = [
            stack.enter_context(schemathesis(tmp_path / str(part), NAMES[part::PARTS], *options))
            for part in range(PARTS)
        ]
        said = [process.communicate()[0] for process in running]
        assert [0] * PARTS == [process.returncode for process in running], "\n".join(said)


@pytest.mark.parametrize(
    ("found", "rules"),
    [
        ("ST202 Schema-valid request rejected", {"maxProperties": 1}),
        ("ST201 Schema-violating request accepted", {"required": ["agent"]}),
    ],
)
def test_it_finds_a_sandbox_that_plays_by_other_rules(
    tmp_path: Path, found: str, rules: dict[str, Any]
) -> None:
    spec = tmp_path / "other.json"
    spec.write_text(json.dumps(played_otherwise(**rules)), encoding="utf-8")
    options = ["--phases", "examples,coverage"]
    with schemathesis(tmp_path / "run", ["AgentLogin"], *options, spec=spec) as process:
        said, _ = process.communicate()
    assert (1, True) == (process.returncode, found in said), said
