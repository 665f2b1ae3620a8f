"""schemathesis against the sandbox: what it makes up from the document is judged as the document says.

With SANDBOX_EXAMPLES=200 it goes through all its phases, which takes minutes.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from callcenter_sandbox import Sandbox
from tests.sandbox.customer import SECRET
from tests.sandbox.test_sandbox_replies import DOCUMENT

ROOT = Path(__file__).parents[2]
EXAMPLES = os.environ.get("SANDBOX_EXAMPLES")
PHASES = "examples,coverage,fuzzing" if EXAMPLES else "examples,fuzzing"
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


@pytest.mark.timeout(3600 if EXAMPLES else 180)
def test_schemathesis_finds_nothing(tmp_path: Path) -> None:
    spec = tmp_path / "openapi.json"
    spec.write_text(json.dumps(without_int64(DOCUMENT)), encoding="utf-8")
    with Sandbox({"C2": SECRET}, history=True, keep=10) as box:
        for agent in box.agents.values():
            agent.login()
        command = [
            sys.executable,
            "-c",
            "from schemathesis.cli import schemathesis; schemathesis()",
        ]
        command += ["run", str(spec), "--url", box.url, "--phases", PHASES, "--seed", "1"]
        command += ["--max-examples", EXAMPLES or "3", "--exclude-checks", NOT_FOR_US]
        path = os.pathsep.join([str(ROOT), *os.environ.get("PYTHONPATH", "").split(os.pathsep)])
        environment = os.environ | {
            "SCHEMATHESIS_HOOKS": "tests.sandbox.signing_hooks",
            "PYTHONPATH": path,
        }
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
    assert done.returncode == 0, done.stdout + done.stderr
