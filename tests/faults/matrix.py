"""The fault matrix: every operation × every fault, by both clients. `python -m tests.faults.matrix` prints it."""

from __future__ import annotations

import asyncio
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx

from callcenter_auth import DigestAuth
from callcenter_client import AsyncCallCenter, CallCenter, CallCenterError, _retry
from callcenter_client._spec import OPERATIONS
from tests.client.asking import SECRET
from tests.client.calls import SAMPLES
from tests.client.waiting import until
from tests.faults.kinds import FAULTS, Fault
from tests.faults.raw_platform import Platform

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from callcenter_client import Options

SYNC, ASYNC = "sync", "async"
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
        tries = f", {self.attempts} tries" if self.attempts > 1 else ""
        return f"{self.outcome}, {self.effects}×{tries}"


def play(platform: Platform, operation: str, fault: Fault, way: str) -> Cell:
    """One call under a fault, and the next one without."""
    return (_play_sync if way == SYNC else _play_async)(platform, operation, fault)


def _play_sync(platform: Platform, operation: str, fault: Fault) -> Cell:
    with CallCenter(
        platform.url, auth=DigestAuth("C2", SECRET), trust_env=False, timeout=30, deadline=60
    ) as api:

        async def call(**arguments: Any) -> Any:  # the shape of the other's
            return getattr(api, SAMPLES[operation].method)(**arguments)

        return asyncio.run(_exchange(platform, operation, fault, call))


def _play_async(platform: Platform, operation: str, fault: Fault) -> Cell:
    async def use() -> Cell:
        async with AsyncCallCenter(
            platform.url, auth=DigestAuth("C2", SECRET), trust_env=False, timeout=30, deadline=60
        ) as api:
            return await _exchange(
                platform, operation, fault, getattr(api, SAMPLES[operation].method)
            )

    return asyncio.run(use())


async def _exchange(
    platform: Platform, operation: str, fault: Fault, call: Callable[..., Awaitable[Any]]
) -> Cell:
    seq, after = str(time.monotonic_ns()), str(time.monotonic_ns() + 1)
    arguments = SAMPLES[operation].arguments
    platform.begin(fault)
    error: CallCenterError | None = None
    attempts = 0
    started = time.monotonic()
    try:
        response = await call(**arguments, seq=seq, options=_PATIENCE[fault.slow])
        attempts = response.meta.attempts
    except CallCenterError as raised:
        error, attempts = raised, raised.attempts
    seconds = time.monotonic() - started
    platform.end()
    _, effects, _ = fault.expected(OPERATIONS[operation])
    # One that is given up may be carried out a moment later.
    until(lambda: platform.effects[seq] >= effects)
    try:
        await call(**arguments, seq=after)
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


def table(cells: dict[tuple[str, str, str], Cell]) -> str:
    """The matrix in Markdown: a row a fault, a column a kind of operation; operations that agree share a column."""
    names = [fault.name for fault in FAULTS]
    columns: dict[tuple[str, ...], list[str]] = {}
    for operation in OPERATIONS:
        texts: list[str] = []
        for name in names:
            found = {str(cells[operation, name, way]) for way in (SYNC, ASYNC)}
            texts.append(" / ".join(sorted(found)))
        columns.setdefault(tuple(texts), []).append(operation)
    heads = [" ".join(operations) for operations in columns.values()]
    lines = [
        f"| fault | {' | '.join(heads)} |",
        f"|---|{'---|' * len(heads)}",
        *(
            f"| {name} | {' | '.join(texts[row] for texts in columns)} |"
            for row, name in enumerate(names)
        ),
    ]
    return "\n".join(lines)


def main() -> int:
    """Play the whole matrix and print it; the number of wrong cells is the exit code."""
    quick()
    cells: dict[tuple[str, str, str], Cell] = {}
    wrong: list[str] = []
    started = time.monotonic()
    with Platform() as platform:
        for fault in FAULTS:
            for operation in OPERATIONS:
                for way in (SYNC, ASYNC):
                    cell = play(platform, operation, fault, way)
                    cells[operation, fault.name, way] = cell
                    if problem := cell.differs(operation, fault):
                        wrong.append(f"{operation}, {fault.name}, {way}: {problem}")
    print("# The fault matrix\n")
    print(
        "Made by `make faults`: what comes of each operation under each fault, against a platform that counts.\n"
    )
    print(table(cells))
    print()
    print(
        "Each cell: what the caller gets, how often the platform carried the command out, how often it was tried when more"
        " than once."
    )
    print(
        f"{len(OPERATIONS)} operations × {len(FAULTS)} faults × 2 clients = {len(cells)} cells, {len(wrong)} wrong."
    )
    print(f"{time.monotonic() - started:.0f} s", file=sys.stderr)
    for line in wrong:
        print(line, file=sys.stderr)
    return min(len(wrong), 1)


if __name__ == "__main__":
    sys.exit(main())
