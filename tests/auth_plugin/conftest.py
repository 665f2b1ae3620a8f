"""What the tests of the signing share: servers, ways to send, a temporary folder of their own."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import callcenter_auth
from tests.auth_plugin.loopback import (
    Http1Server,
    Http2Server,
    Loopback,
    Send,
    send_async,
    send_sync,
)

SECRET = "E416D0F85DC0CB67C85E070A32D9F0123AFF4762"


@pytest.fixture(scope="session", autouse=True)
def _own_temporary_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Lease worker numbers in a folder of the tests, not in that of the programs of this machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(tmp_path_factory.mktemp("host")))
        patch.delenv("CALLCENTER_WORKER", raising=False)
        yield


@pytest.fixture
def secret() -> str:
    return SECRET


@pytest.fixture
def server() -> Iterator[Http1Server]:
    with Http1Server() as running:
        yield running


@pytest.fixture(params=[Http1Server, Http2Server], ids=["http1", "http2"])
def any_server(request: pytest.FixtureRequest) -> Iterator[Loopback]:
    with request.param() as running:
        yield running


@pytest.fixture(params=[send_sync, send_async], ids=["sync", "async"])
def send(request: pytest.FixtureRequest) -> Send:
    sender: Send = request.param
    return sender


@pytest.fixture(scope="session")
def run_python(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """Run a script of this folder in a fresh interpreter, with a temporary folder of its own."""

    def run(script: str, *arguments: str, **variables: str) -> str:
        folder = str(tmp_path_factory.mktemp("host"))
        environment = {
            name: value for name, value in os.environ.items() if name != "CALLCENTER_WORKER"
        }
        here = str(Path(callcenter_auth.__file__).parents[1])
        environment |= {"PYTHONPATH": here, "TMPDIR": folder, "TEMP": folder}
        done = subprocess.run(
            [sys.executable, "-W", "error", "-m", f"tests.auth_plugin.{script}", *arguments],
            cwd=Path(__file__).parents[2],
            env=environment | variables,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    return run
