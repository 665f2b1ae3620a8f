"""The sandbox as a platform of the matrix: its own faults, and what it says of them itself."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Self

from callcenter_auth import DigestAuth
from callcenter_client import CallCenter
from callcenter_sandbox import SAMPLE_CUSTOMERS, Sandbox, Verdict
from callcenter_sandbox._faults import KINDS
from tests.client.calls import SAFE, SAMPLES
from tests.faults.kinds import Fault

if TYPE_CHECKING:
    from callcenter_sandbox._faults import Fault as Asked

_SAYS: dict[str, dict[str, Any]] = {
    "refuse": {"outcome": "not_sent", "error": "TransportError"},
    "close-before-reading": {"error": "TransportError"},
    "close-after-reading": {"error": "TransportError"},
    "reset": {"error": "TransportError"},
    "half-reply": {"error": "TransportError"},
    "trickle": {"error": "TransportError", "slow": "deadline", "again": False},
    "timeout": {"error": "TransportError", "slow": "timeout"},
    "500": {},
    "502": {},
    "503": {},
    "html": {},
    "empty": {},
    "gbk": {"outcome": "ok"},
    "text-numbers": {"outcome": "ok"},
    "null-data": {"again": False, "means_no_rows": True},
    "unknown-enum": {"outcome": "ok"},
    "boundary-twice": {"outcome": "ok"},
    "stuck-key": {"outcome": "ok"},
}

SANDBOX_FAULTS = [
    Fault(f"sandbox: {kind.name}", None, effect=kind.effect, **_SAYS[kind.name])
    for kind in KINDS.values()
    if kind.effect is not None  # the others are about notifications
]


class SandboxPlatform:
    """A sandbox for each cell, in which the operation has something to work on twice."""

    def __init__(self) -> None:
        self._box = Sandbox()
        self._operation = ""
        self._fault: Asked | None = None

    @property
    def url(self) -> str:
        return self._box.url

    @property
    def effects(self) -> Counter[str]:
        """How often each command was carried out, by its seq. A question counts when it's answered."""
        if self._operation not in SAFE:
            return Counter(str(effect.command["seq"]) for effect in self._box.effects)
        return Counter(
            str(command["seq"])
            for received in self._box.requests
            if received.verdict is Verdict.ACCEPTED
            and (not received.fault or KINDS[received.fault].effect)
            for command in received.commands
        )

    def __enter__(self) -> Self:
        self._box.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._box.__exit__(None, None, None)

    def ready(self, operation: str) -> list[dict[str, Any]]:
        """The arguments of a call and of the next one."""
        self._box.__exit__(None, None, None)
        self._box = Sandbox(history=True).__enter__()
        self._operation = operation
        auth = DigestAuth("C2", SAMPLE_CUSTOMERS["C2"])
        with CallCenter(self._box.url, auth=auth, trust_env=False) as api:
            return [self._arguments(api, operation, agent) for agent in ("1000", "1001")]

    def _arguments(self, api: CallCenter, operation: str, agent: str) -> dict[str, Any]:
        self._box.agents[agent].login()
        arguments = dict(SAMPLES[operation].arguments)
        if "agent" in arguments:
            arguments["agent"] = agent
        if "task_id" in arguments:
            task = api.call_task_create(agent=agent, callees=["13770761337"], mode=2)
            arguments["task_id"] = task.task_id
        if operation == "HangupCall":
            api.call_number(agent=agent, callee="13770761337")
        return arguments

    def begin(self, fault: Fault) -> None:
        """Go wrong at the next message, or at once."""
        kind = fault.name.removeprefix("sandbox: ")
        refuses = kind == "refuse"
        self._fault = self._box.fault(
            "*" if refuses else self._operation, kind, times=None if refuses else 1
        )

    def end(self) -> None:
        """All is well again."""
        if self._fault is not None:
            self._fault.clear()
