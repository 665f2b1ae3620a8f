"""Asks a sandbox's console as a browser does, and reads its events."""

import json
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from callcenter_sandbox import Sandbox
from tests.sandbox.customer import NO_TLS

HOSTILE = "<img src=x onerror=alert(1)>&\"'</script>"
"""What must stay text wherever it comes from."""


@contextmanager
def browser(box: Sandbox, **headers: str) -> Generator[httpx.Client]:
    """An HTTP client at the console's address."""
    with httpx.Client(
        base_url=box.url, headers=headers, trust_env=False, verify=NO_TLS, timeout=10
    ) as client:
        yield client


class Events:
    """The events of one browser's connection."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.retry: str | None = None

    def next(self) -> tuple[str, dict[str, Any]]:
        """The next event: its name and what it tells."""
        fields: dict[str, str] = {}
        for line in self._lines:
            if line:
                name, _, value = line.partition(": ")
                fields[name] = value
            elif "data" in fields:
                return fields["event"], json.loads(fields["data"])
            else:
                self.retry = fields.get("retry", self.retry)
                fields.clear()
        raise EOFError

    def until(self, kind: str, /, **wanted: Any) -> dict[str, Any]:
        """The next row of a kind that has certain values."""
        while True:
            for row in self.next()[1].get(kind, ()):
                if wanted.items() <= row.items():
                    found: dict[str, Any] = row
                    return found


@contextmanager
def events(box: Sandbox, **headers: str) -> Generator[Events]:
    """A connection on which the console tells what happens."""
    with browser(box, **headers) as client, client.stream("GET", "/console/events") as reply:
        assert (reply.status_code, reply.headers["content-type"]) == (200, "text/event-stream")
        yield Events(reply.iter_lines())


def eventually(condition: Callable[[], bool]) -> bool:
    """Whether it becomes so, in ten seconds."""
    for _ in range(1000):
        if condition():
            return True
        time.sleep(0.01)
    return False
