"""The command, killed again and again in the middle of its work: with `--state` nothing is lost.

With SANDBOX_SCALE=10 it is 1,000 agents and 10,000 calls.
"""

import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

import httpx
import pytest

from tests.sandbox.customer import Customer
from tests.sandbox.receiver import Receiver
from tests.sandbox.test_sandbox_load import AGENTS, ROUNDS, SCALE, length_of

TALK = 5
KINDS = ("callstart", "callout", "callend", "billing")
PACE = ["--speed", "60", "--pick-up", "1", "--answer", "1", "--talk", str(TALK), "--process", "0"]


class Command:
    """The command on one file of state, however often it dies."""

    def __init__(self, state: Path, receiver: Receiver) -> None:
        self._command = [sys.executable, "-m", "callcenter_sandbox", "--port", "0", *PACE]
        self._command += ["--state", str(state), "--no-history", "--notify-url", receiver.url]
        self._command += ["--agents", f"{AGENTS[0]}-{AGENTS[-1]}"]
        self._output = state.with_suffix(".txt")

    def __enter__(self) -> Self:
        with self._output.open("wb") as file:
            self._process = subprocess.Popen(self._command, stdout=file)
        self._killed = False
        while " listens at " not in (said := self._output.read_text(encoding="utf-8")):
            assert self._process.poll() is None
            time.sleep(0.01)
        self.customer = Customer(said.split(" at ")[1].split(" for ")[0])
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        self._process.wait()
        self.customer.http.close()

    def kill(self) -> None:
        """End it as kill -9 does."""
        self._killed = True
        self._process.kill()

    def start_again(self) -> None:
        """Start it anew, if it was killed."""
        if self._killed:
            self.__exit__(None, None, None)
            self.__enter__()

    def ask(self, operation: str, **command: Any) -> dict[str, Any]:
        data = self.customer.command(operation, {"seq": "1", **command})["data"]
        return {**data["response"], **data}

    def carries_out(self, operation: str, **command: Any) -> bool | None:
        """Whether it did; None: it died over it."""
        while True:
            try:
                if self.ask(operation, **command)["result"]["error"] == 0:
                    return True
            except httpx.TransportError:
                return None
            time.sleep(0.01)  # the agent's call before this one isn't over yet


def number_of(round_: int, index: int) -> str:
    """A number of its own for each call; none that scripts anything."""
    return f"13{round_:02}{index:04}111"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as listening:
        yield listening


@pytest.mark.timeout(120 * SCALE)
def test_a_kill_loses_nothing(tmp_path: Path, receiver: Receiver) -> None:
    dice = random.Random(1)
    accepted: set[str] = set()
    open_: set[str] = set()
    with Command(tmp_path / "state.db", receiver) as command:
        for agent in AGENTS:
            assert command.carries_out("AgentLogin", agent=agent)
        for round_ in range(ROUNDS):
            killer = threading.Timer(dice.uniform(0, 0.5 * SCALE), command.kill)
            if round_ % 2:
                killer.start()
            for index, agent in enumerate(AGENTS):
                number = number_of(round_, index)
                done = command.carries_out("CallNumber", agent=agent, callee=number)
                (accepted if done else open_).add(number)
                if done is None:
                    command.start_again()
            if round_ % 2:
                killer.join()
                command.start_again()
        rows = all_cdrs(command, receiver)
        records = list(all_records(command))
        sounds = [command.customer.http.get(row["filename"]) for row in records]
    check_calls([row["callee"] for row in rows], accepted, open_)
    check_notifications(receiver, {row["callee"] for row in rows})
    assert Counter(row["filename"] for row in rows) == Counter(row["filename"] for row in records)
    assert {float(TALK)} == {length_of(sound) for sound in sounds}


def all_cdrs(command: Command, receiver: Receiver) -> list[dict[str, Any]]:
    """The CDRs, when no call is under way any more, and each was billed: that comes last."""
    for agent in AGENTS:
        while command.ask("getAgentStatus", agent=agent)["serverStatus"] != "IDLE":
            time.sleep(0.01)
    rows: list[dict[str, Any]] = command.ask("getCdrList")["cdr"]
    while {row["callee"] for row in rows} - billed(receiver):
        time.sleep(0.05)
    return rows


def billed(receiver: Receiver) -> set[str]:
    told = [one["notify"] for one in receiver.messages]
    return {one["callee"] for one in told if one["type"] == "billing"}


def all_records(command: Command) -> Iterator[dict[str, Any]]:
    start = 0
    while rows := command.ask("getRecordsList", startKey=start)["record"]:
        yield from rows
        start = rows[-1]["key"]


def check_calls(called: list[str], accepted: set[str], open_: set[str]) -> None:
    """What was accepted has its CDR, once; besides there is at most what a kill left open."""
    assert len(called) == len(set(called))
    assert [] == sorted(accepted - set(called))
    assert [] == sorted(set(called) - accepted - open_)
    assert len(open_) <= ROUNDS // 2


def check_notifications(receiver: Receiver, called: set[str]) -> None:
    """Each call has each of its notifications; one that was under way at a kill may come twice, the same."""
    told = {one["notify"]["seq"]: one["notify"] for one in receiver.messages}
    assert len(told) <= len(receiver.got)
    kinds = Counter(
        (one["type"], one["callee"] if one["type"] == "billing" else one["number"])
        for one in told.values()
    )
    assert kinds == Counter((kind, number) for kind in KINDS for number in called)
