"""Receivers that run, and what came to them."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.webhooks.sending import free_port, wait_for_port

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent


@dataclass
class Receiver:
    kind: str
    port: int
    file: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hooks"

    @property
    def handled(self) -> list[str]:
        """The customers and keys of the events that were handled, in their order."""
        return self.file.read_text(encoding="utf-8").splitlines() if self.file.exists() else []


_ALL = [
    "uvicorn",
    "starlette",
    "fastapi",
    "wsgiref",
    "flask",
    "flask-route",
    "gunicorn",
    "django",
    "http.server",
]


@pytest.fixture(scope="session")
def receivers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Receiver]]:
    """One of each kind, in a process of its own; they start side by side."""
    folder = tmp_path_factory.mktemp("receivers")
    made = {kind: Receiver(kind, free_port(), folder / kind) for kind in _ALL}
    processes: list[subprocess.Popen[bytes]] = []
    for one in made.values():
        command = [sys.executable, str(HERE / "receivers.py"), one.kind, str(one.port)]
        environment = os.environ | {"HANDLED": str(one.file)}
        with one.file.with_suffix(".log").open("wb") as log:
            processes.append(subprocess.Popen(command, env=environment, stdout=log, stderr=log))
    try:
        yield made
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(10)


@pytest.fixture(params=_ALL)
def receiver(request: pytest.FixtureRequest, receivers: dict[str, Receiver]) -> Receiver:
    """Each kind of server in turn."""
    found = receivers[request.param]
    wait_for_port(found.port)
    return found
