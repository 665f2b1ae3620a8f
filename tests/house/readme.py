"""The README's examples, and how they're run: as they stand, against the sandbox."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from callcenter_sandbox import SAMPLE_CUSTOMERS

if TYPE_CHECKING:
    from callcenter_sandbox import Sandbox

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"(?:<!-- test: ([a-z ]+) -->\n)?```(\w+)\n(.*?)```", re.DOTALL)
BLOCKS = [(name, language, code) for name, language, code in _BLOCK.findall(README)]
PYTHON = {name: code for name, language, code in BLOCKS if language == "python"}
SHELL = {name: code for name, language, code in BLOCKS if language == "sh" and name}


def environment(box: Sandbox) -> dict[str, str]:
    customer, secret = next(iter(SAMPLE_CUSTOMERS.items()))
    ours = {"CALLCENTER_URL": box.url, "CALLCENTER_CUSTOMER": customer, "CALLCENTER_SECRET": secret}
    proxies = {"http_proxy", "https_proxy", "all_proxy"}
    return {k: v for k, v in os.environ.items() if k.lower() not in proxies} | ours


def run(command: list[str], box: Sandbox, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        cwd=folder,
        env=environment(box) | {"PYTHONIOENCODING": "utf-8"},
    )
