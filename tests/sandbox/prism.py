"""Prism, a judge that knows nothing of ours: between a client and the sandbox, or as a platform of its own."""

import socket
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from generator import node

SPEC = node.ROOT / "spec" / "openapi.yaml"


@contextmanager
def prism(kind: str, *arguments: str, output: Path) -> Generator[str]:
    """Run `prism mock` or `prism proxy`; gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = node.start(
        "prism",
        kind,
        "--port",
        str(port),
        str(SPEC),
        *arguments,
        output=output,
    )
    try:
        _wait_for(port, process.poll, output)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def _wait_for(port: int, poll: Callable[[], int | None], output: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"prism doesn't answer: {output.read_text(encoding='utf-8')}")
