"""Random sequences of calls and faults. `SOAK=10000` plays so many.

Whatever happens: no unsafe command takes effect twice, each error's outcome agrees with what the platform knows, no row of a list
is lost or doubled, and each number of a task is handed over or named.
"""

from __future__ import annotations

import asyncio
import os
import random
from collections import Counter
from typing import TYPE_CHECKING, Any

import httpx
import pytest

import callcenter_client
from callcenter_auth import DigestAuth
from callcenter_client import AsyncCallCenter, CallCenter, CallCenterError, InvalidCommand
from callcenter_client._spec import OPERATIONS
from tests.client.asking import SECRET
from tests.client.calls import SAFE, SAMPLES
from tests.client.raw_server import Answer, RawServer, Received, Reply, accepted, http
from tests.faults.kinds import FAULTS, Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

COUNT = int(os.environ.get("SOAK", "200"))
FIRST = int(os.environ.get("SOAK_FIRST", "0"))
PARTS = 4
KEYS = [str(key) for key in range(1, 38)]
PAGE = 5
IMPATIENT = httpx.Timeout(30, read=0.3)
SLOW = {"deadline": 0.6, "timeout": IMPATIENT}


class Platform:
    """Carries commands out, counts how often, and goes wrong at random messages.

    Attributes:
        effects: How often each command was carried out, by its seq.
        taken: How often each number was taken into a task.
    """

    def __init__(self) -> None:
        self.server = RawServer(self._answer)
        self.reset(random.Random(0), 0.0)  # it keeps no secret

    def reset(self, rng: random.Random, faulty: float) -> None:
        """Begin anew."""
        self.effects: Counter[str] = Counter()
        self.taken: Counter[str] = Counter()
        self.rng, self.faulty = rng, faulty
        self.was_silent = False

    def _fault(self) -> Fault | None:
        if self.rng.random() >= self.faulty:
            return None
        fault = self.rng.choice(FAULTS)
        # One that takes its time is played now and then.
        return fault if not fault.slow or self.rng.random() < 0.02 else None

    def _answer(self, request: Received) -> Answer:
        message = request.message
        name = request.path.rpartition("/")[2]
        commands: list[dict[str, Any]] = message.get("requests") or [message["request"]]
        fault = self._fault()
        if fault is not None and fault.reply is None:
            return Reply()  # as far as it goes with a request that was read
        if fault is None or fault.effect:
            for command in commands:
                self.effects[command["seq"]] += 1
                self.taken.update(command.get("callees", []))
        if "requests" in message:
            responses = [each["data"]["response"] for each in (right(name, c) for c in commands)]
            self.rng.shuffle(responses)
            whole = accepted()
            whole["data"] = {"seq": "1", "responses": responses}
        else:
            whole = right(name, commands[0])
        if fault is None or fault.reply is None:
            return Reply(http(whole, keep=True), then="keep")
        self.was_silent |= fault.name == "null data"
        try:
            return fault.reply(whole)
        except KeyError:  # a fault of the one response, where there are several
            return Reply()


def right(name: str, command: dict[str, Any]) -> dict[str, Any]:
    """The right answer to a command."""
    fields = dict(SAMPLES[name].fields)
    if name == "getRecordsList":
        fields["record"] = [{"key": key} for key in KEYS if int(key) >= command["startKey"]][:PAGE]
    elif name == "getCdrList" and "endTime" in command:
        first, last = (int(command[at][14:16]) for at in ("startTime", "endTime"))
        rows = [key for key in KEYS if first <= int(key) <= last]
        fields |= {"total": len(rows), "cdr": [{"key": key} for key in rows[:PAGE]]}
    return accepted(**{"seq": command["seq"]} | fields)


class Sequence:
    """One sequence: what is called is drawn, and what comes is compared with what the platform knows."""

    def __init__(self, platform: Platform, api: Any, rng: random.Random) -> None:
        self.platform, self.api, self.rng = platform, api, rng
        self.seqs = iter(range(10**9))

    async def play(self) -> None:
        steps = [self.single] * 20 + [self.batch] * 4 + [self.records, self.cdrs, self.fill]
        for _ in range(self.rng.randint(1, 8)):
            await self.rng.choice(steps)()

    async def call(self, method: str, *arguments: Any, **named: Any) -> Any:
        found = getattr(self.api, method)(*arguments, **named)
        return await found if hasattr(found, "__await__") else found

    def options(self) -> dict[str, Any]:
        return SLOW | {"retries": self.rng.choice([0, 1, 2, 5])}

    async def single(self) -> None:
        name = self.rng.choice(list(OPERATIONS))
        seq = str(next(self.seqs))
        sample = SAMPLES[name]
        result: Any
        try:
            result = await self.call(
                sample.method, **sample.arguments, seq=seq, options=self.options()
            )
        except CallCenterError as error:
            result = error
        self.compare(name, seq, result)

    def compare(self, name: str, seq: str, result: Any) -> None:
        """The rule."""
        effects = self.platform.effects[seq]
        outcome = result.outcome if isinstance(result, CallCenterError) else "ok"
        if name not in SAFE:
            allowed = {"ok": {1}, "not_sent": {0}, "refused": {0}, "unknown": {0, 1}}[outcome]
            assert effects in allowed, (name, seq, outcome, effects)
            if outcome == "unknown":
                assert result.attempts == 1, (name, result.attempts)
        if isinstance(result, CallCenterError):
            assert (result.operation, result.seq) == (name, seq)
        else:
            assert effects >= 1, (name, seq)

    async def batch(self) -> None:
        name = self.rng.choice(list(OPERATIONS))
        kind = getattr(callcenter_client, f"{name[0].upper()}{name[1:]}Command")
        seqs = [str(next(self.seqs)) for _ in range(self.rng.randint(0, 12))]
        commands = [kind(**SAMPLES[name].arguments, seq=seq) for seq in seqs]
        results = await self.call(
            f"{SAMPLES[name].method}_batch",
            commands,
            chunk=self.rng.randint(1, 5),
            options=self.options(),
        )
        assert len(results) == len(seqs)
        for seq, result in zip(seqs, results, strict=True):
            self.compare(name, seq, result)

    async def records(self) -> None:
        start = self.rng.choice([0, 0, 3, 36, 99])
        rows = self.api.iter_records(start_key=start, options=self.options())
        keys: list[str] = []
        while await self.is_cut(rows, keys):
            assert rows.next_key == (int(keys[-1]) if keys else start)
            if self.rng.random() < 0.3:  # another process goes on
                rows = self.api.iter_records(start_key=rows.next_key, options=self.options())
        # A page without data is the end (§4), also when it's a fault: then the rows are a beginning.
        wanted = [key for key in KEYS if int(key) > start]
        assert keys == (wanted[: len(keys)] if self.platform.was_silent else wanted)

    async def cdrs(self) -> None:
        rows = self.api.iter_cdr_list(
            start_time="2024-05-01 00:00:00", end_time="2024-05-01 00:59:00", options=self.options()
        )
        keys: list[str] = []
        while await self.is_cut(rows, keys):
            pass
        assert len(keys) == len(set(keys))
        assert set(keys) == set(KEYS) or self.platform.was_silent

    async def is_cut(self, rows: Any, keys: list[str]) -> bool:
        """Read on; was there an error?"""
        try:
            if hasattr(rows, "__anext__"):
                async for row in rows:
                    keys.append(row.key)  # noqa: PERF401  # those before an error are kept
            else:
                for row in rows:
                    keys.append(row.key)  # noqa: PERF401  # as above
        except CallCenterError:
            return True
        return False

    async def fill(self) -> None:
        mark = next(self.seqs)
        numbers = [f"{mark:05}{index:06}" for index in range(self.rng.choice([1, 7, 1001]))]
        unknown: set[int] = set()
        given: dict[str, Any] = {"agent": "1000", "mode": 2, "callees": numbers}
        task, position = None, 0
        for _ in range(500):
            try:
                state = await self.call(
                    "call_task_create_all",
                    **given,
                    task_id=task,
                    start_at=position,
                    options=self.options(),
                )
            except InvalidCommand:
                break  # no number is left for a task that has no name yet
            except CallCenterError as error:
                task, position = error.task_id, error.next_index or 0
                if error.outcome == "unknown":
                    unknown |= set(error.chunk or ())
            else:
                assert state.next_index == len(numbers)
                break
        for index, number in enumerate(numbers):
            taken = self.platform.taken[number]
            assert taken >= 1 if index in unknown else taken == 1, (index, taken)


@pytest.fixture(scope="module")
def platform() -> Iterator[Platform]:
    running = Platform()
    with running.server:
        yield running


def play_sync(platform: Platform, rng: random.Random) -> None:
    with CallCenter(platform.server.url, auth=DigestAuth("C2", SECRET), trust_env=False) as api:
        asyncio.run(Sequence(platform, api, rng).play())


def play_async(platform: Platform, rng: random.Random) -> None:
    async def use() -> None:
        async with AsyncCallCenter(
            platform.server.url, auth=DigestAuth("C2", SECRET), trust_env=False
        ) as api:
            await Sequence(platform, api, rng).play()

    asyncio.run(use())


PLAYS: list[Callable[[Platform, random.Random], None]] = [play_sync, play_async]


@pytest.mark.timeout(36_000)
@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("part", range(PARTS))
def test_sequences_of_calls_and_faults(platform: Platform, part: int) -> None:
    for number in range(FIRST + part, FIRST + COUNT, PARTS):
        rng = random.Random(number)  # it keeps no secret
        platform.reset(random.Random(~number), rng.choice([0.0, 0.1, 0.3, 0.6]))
        try:
            PLAYS[number // PARTS % 2](platform, rng)
        except Exception as error:
            raise AssertionError(f"sequence {number} (SOAK_FIRST={number} SOAK=1)") from error
        platform.server.requests.clear()
