"""A platform with call tasks, and the two ways to fill one."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from callcenter_client import AsyncCallCenter, CallCenter, CallCenterError
from tests.client.asking import plain_http, published_auth
from tests.client.raw_server import Answer, RawServer, Received, Reply, accepted, http


def number(index: int) -> str:
    """A telephone number for each index."""
    return f"1{index:010}"


def index_of(callee: str) -> int:
    return int(callee[1:])


@dataclass
class Tasks:
    """A platform with call tasks that remembers what it took.

    Attributes:
        faults: What happens at a message, by its number from 0: `refuse` has no effect, `lose` and `drop` lose the reply after the
            effect or before it.
    """

    faults: dict[int, str] = field(default_factory=dict[int, str])
    taken: Counter[int] = field(default_factory=Counter[int])
    sizes: list[int] = field(default_factory=list[int])
    names: list[str] = field(default_factory=list[str])
    keeps: bool = True

    def __call__(self, request: Received) -> Answer:
        fault = self.faults.pop(len(self.sizes), None)
        command = request.command
        self.sizes.append(len(command["callees"]))
        self.names.append(request.path.rpartition("/")[2])
        if fault == "refuse":
            return {"result": {"error": 7, "msg": "no"}}
        if fault == "drop":
            return Reply()
        if self.keeps:
            self.taken.update(index_of(callee) for callee in command["callees"])
        if fault == "lose":
            return Reply()
        report = {"total": len(command["callees"]), "error": 1, "repeat": "2"}
        return Reply(http(accepted(taskID="31", report=report), keep=True), then="keep")


Steps = list[Any]
Filling = Callable[..., tuple[Steps, CallCenterError | None]]


def steps_sync(url: str, method: str, **arguments: Any) -> tuple[Steps, CallCenterError | None]:
    with plain_http() as mine:
        api = CallCenter(url, auth=published_auth(), http_client=mine, retries=0)
        states: Steps = []
        try:
            found = getattr(api, method)(agent="1000", **arguments)
            states.extend(found if method.startswith("iter") else [found])
        except CallCenterError as error:
            return states, error
        return states, None


def steps_async(url: str, method: str, **arguments: Any) -> tuple[Steps, CallCenterError | None]:
    async def use() -> tuple[Steps, CallCenterError | None]:
        async with AsyncCallCenter(url, auth=published_auth(), trust_env=False, retries=0) as api:
            states: Steps = []
            try:
                if method.startswith("iter"):
                    async for state in getattr(api, method)(agent="1000", **arguments):
                        states.append(state)  # those before an error are wanted
                else:
                    states.append(await getattr(api, method)(agent="1000", **arguments))
            except CallCenterError as error:
                return states, error
            return states, None

    return asyncio.run(use())


def filling(way: Filling, server: RawServer) -> Filling:
    """`steps(Tasks(…), callees=…)` fills: the states that it gave, and the error that ended it."""

    def steps(
        tasks: Any, method: str = "iter_call_task_create", **arguments: Any
    ) -> tuple[Steps, CallCenterError | None]:
        server.answer = tasks
        return way(server.url, method, **{"mode": 2} | arguments)

    return steps


def numbers(count: int) -> list[str]:
    return [number(index) for index in range(count)]


def with_bad(count: int, bad: dict[int, Any]) -> list[Any]:
    return [bad.get(index, number(index)) for index in range(count)]
