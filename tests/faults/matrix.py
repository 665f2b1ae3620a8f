"""The fault matrix: every operation × every fault, by both clients. `python -m tests.faults.matrix` prints and keeps it."""

from __future__ import annotations

import asyncio
import io
import sys
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, Self

import httpx

from callcenter_auth import DigestAuth
from callcenter_client import AsyncCallCenter, CallCenter, CallCenterError, _retry
from callcenter_client._spec import OPERATIONS
from tests.client.asking import SECRET
from tests.client.calls import SAMPLES
from tests.client.waiting import until
from tests.faults.kinds import FAULTS, Fault
from tests.faults.raw_platform import Platform as RawPlatform
from tests.faults.sandbox_platform import SANDBOX_FAULTS, SandboxPlatform

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Awaitable, Callable, Coroutine

    from callcenter_client import Options

KEPT = Path(__file__).parents[2] / "docs" / "faults.md"
ALL_FAULTS = [*FAULTS, *SANDBOX_FAULTS]
SYNC, ASYNC = "sync", "async"
_SETTINGS: dict[str, Any] = {"trust_env": False, "timeout": 30, "deadline": 60}
# The fault is that nothing comes; a busy machine needs its time to send.
_PATIENCE: dict[str, Options] = {
    "": {},
    "deadline": {"deadline": 1.0, "timeout": 30},
    "timeout": {"timeout": httpx.Timeout(30, read=0.5)},
}


@dataclass(frozen=True)
class Cell:
    """What came of one operation under one fault.

    Attributes:
        outcome: `ok`, or the error's.
        effects: How often the platform carried the command out.
        attempts: How often it was tried.
        error: The class of the error, or "".
        next: What came of the next call: `ok`, or the error's text.
        seconds: How long the call took.
    """

    outcome: str
    effects: int
    attempts: int
    error: str
    next: str
    seconds: float = 0.0

    def differs(self, operation: str, fault: Fault) -> str:
        """What is wrong with it; "" when it's right."""
        outcome, effects, attempts = fault.expected(OPERATIONS[operation])
        expected = (outcome, effects, attempts, "" if outcome == "ok" else fault.error, "ok")
        found = (self.outcome, self.effects, self.attempts, self.error, self.next)
        return "" if found == expected else f"expected {expected}, found {found}"

    def __str__(self) -> str:
        came = f"{self.error} {self.outcome}" if self.error else "ok"
        sent = (
            f", sent {self.attempts}×" if self.attempts > 1 and self.outcome != "not_sent" else ""
        )
        tried = f", tried {self.attempts}×" if self.outcome == "not_sent" else ""
        return f"{came}, {self.effects}×{sent}{tried}"


class Platform(Protocol):
    """What counts, and goes wrong as it is told."""

    @property
    def url(self) -> str: ...

    @property
    def effects(self) -> Counter[str]: ...

    def ready(self, operation: str) -> list[dict[str, Any]]: ...

    def begin(self, fault: Fault) -> None: ...

    def end(self) -> None: ...


class Platforms:
    """The two of them: bare sockets, and the sandbox for its own faults."""

    def __init__(self) -> None:
        self._raw, self._sandbox = RawPlatform(), SandboxPlatform()

    def __enter__(self) -> Self:
        self._raw.__enter__()
        self._sandbox.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._sandbox.__exit__(None, None, None)
        self._raw.__exit__(None, None, None)

    def play(self, operation: str, fault: Fault, way: str) -> Cell:
        """One call under a fault, and the next one without."""
        platform: Platform = self._sandbox if fault in SANDBOX_FAULTS else self._raw
        arguments = platform.ready(operation)
        exchange = partial(_exchange, platform, operation, fault, arguments)
        return (_play_sync if way == SYNC else _play_async)(platform.url, operation, exchange)


def _play_sync(
    url: str, operation: str, exchange: Callable[..., Coroutine[Any, Any, Cell]]
) -> Cell:
    with CallCenter(url, auth=DigestAuth("C2", SECRET), **_SETTINGS) as api:

        async def call(**arguments: Any) -> Any:  # the shape of the other's
            return getattr(api, SAMPLES[operation].method)(**arguments)

        return asyncio.run(exchange(call))


def _play_async(
    url: str, operation: str, exchange: Callable[..., Coroutine[Any, Any, Cell]]
) -> Cell:
    async def use() -> Cell:
        async with AsyncCallCenter(url, auth=DigestAuth("C2", SECRET), **_SETTINGS) as api:
            return await exchange(getattr(api, SAMPLES[operation].method))

    return asyncio.run(use())


async def _exchange(
    platform: Platform,
    operation: str,
    fault: Fault,
    arguments: list[dict[str, Any]],
    call: Callable[..., Awaitable[Any]],
) -> Cell:
    seq, after = str(time.monotonic_ns()), str(time.monotonic_ns() + 1)
    platform.begin(fault)
    error: CallCenterError | None = None
    started = time.monotonic()
    try:
        response = await call(**arguments[0], seq=seq, options=_PATIENCE[fault.slow])
        attempts = response.meta.attempts
    except CallCenterError as raised:
        error, attempts = raised, raised.attempts
    seconds = time.monotonic() - started
    platform.end()
    _, effects, _ = fault.expected(OPERATIONS[operation])
    # One that is given up may be carried out a moment later.
    until(lambda: platform.effects[seq] >= effects)
    try:
        await call(**arguments[1], seq=after)
        following = "ok" if platform.effects[after] == 1 else f"{platform.effects[after]} times"
    except CallCenterError as raised:
        following = str(raised)
    return Cell(
        "ok" if error is None else error.outcome,
        platform.effects[seq],
        attempts,
        "" if error is None else type(error).__name__,
        following,
        seconds,
    )


def quick() -> None:
    """Further attempts come at once."""
    _retry._FIRST_WAIT = 0.001


def expected() -> dict[tuple[str, str, str], Cell]:
    """The whole matrix as it should be."""
    cells: dict[tuple[str, str, str], Cell] = {}
    for fault in ALL_FAULTS:
        for name, operation in OPERATIONS.items():
            outcome, effects, attempts = fault.expected(operation)
            error = "" if outcome == "ok" else fault.error
            for way in (SYNC, ASYNC):
                cells[name, fault.name, way] = Cell(outcome, effects, attempts, error, "ok")
    return cells


def document(cells: dict[tuple[str, str, str], Cell]) -> str:
    """`docs/faults.md`: operations that agree share a column, the two clients a cell."""
    columns: dict[tuple[str, ...], list[str]] = {}
    for operation in OPERATIONS:
        texts = tuple(
            " / ".join(sorted({str(cells[operation, fault.name, way]) for way in (SYNC, ASYNC)}))
            for fault in ALL_FAULTS
        )
        columns.setdefault(texts, []).append(operation)
    heads = [", ".join(operations) for operations in columns.values()]
    rows = [
        f"| {fault.name} | {' | '.join(texts[row] for texts in columns)} |"
        for row, fault in enumerate(ALL_FAULTS)
    ]
    return "\n".join(
        [
            "# The fault matrix",
            "",
            "Printed by `make faults`: each operation under each fault, against platforms that count what they carry out. A cell says what the",
            "caller gets, how often the command was carried out, and how often it was sent where that is more than once. The next call works,",
            "after each. Faults of the sandbox have its name; the others are played by a server of bare sockets.",
            "",
            f"| fault | {' | '.join(heads)} |",
            f"|---|{'---|' * len(heads)}",
            *rows,
            "",
            f"{len(OPERATIONS)} operations × {len(ALL_FAULTS)} faults × 2 clients = {len(cells)} cells.",
            "",
        ]
    )


def main() -> int:
    """Play it all; print the table, and keep it when no cell is wrong."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that can't show × still shows the rest.
        sys.stdout.reconfigure(errors="replace")
    print(f"{len(ALL_FAULTS)} faults, some minutes: the table comes at the end", file=sys.stderr)
    try:
        return _play_all()
    except KeyboardInterrupt:
        print(f"\ndocs/{KEPT.name}: broken off; it is as it was", file=sys.stderr)
        return 130


def _play_all() -> int:
    cells: dict[tuple[str, str, str], Cell] = {}
    wrong: list[str] = []
    quick()
    with Platforms() as platforms:
        for fault in ALL_FAULTS:
            for operation in OPERATIONS:
                for way in (SYNC, ASYNC):
                    cell = platforms.play(operation, fault, way)
                    cells[operation, fault.name, way] = cell
                    if problem := cell.differs(operation, fault):
                        wrong.append(f"{operation}, {fault.name}, {way}: {problem}")
    print(document(cells))
    print("\n".join([*wrong, f"{len(wrong)} wrong"]))
    if not wrong:
        KEPT.write_text(document(cells), encoding="utf-8")
    return min(len(wrong), 1)


if __name__ == "__main__":
    sys.exit(main())
