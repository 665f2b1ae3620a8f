"""The call-centre platform, played on this machine, for learning and for tests.

`Sandbox` serves the Open API over real HTTP on loopback: it checks every signature and every body
against the API description, answers in the shapes of the contract, and dials nobody. The same is a
command, `callcenter-sandbox`, and a pytest fixture, `callcenter_sandbox`.

The names are imported when they are first used: pytest loads this package in every project of its
environment, for the fixture's sake, and the extra `sandbox` need not be installed there.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from callcenter_sandbox._agents import Agent
    from callcenter_sandbox._calls import Call
    from callcenter_sandbox._clock import Clock
    from callcenter_sandbox._document import UnusableSpec
    from callcenter_sandbox._effects import Effect
    from callcenter_sandbox._faults import Fault
    from callcenter_sandbox._notifications import Attempt, Notification, NotificationLog
    from callcenter_sandbox._received import Received, RequestLog, Signature
    from callcenter_sandbox._sandbox import SAMPLE_CUSTOMERS, Sandbox
    from callcenter_sandbox._scripted import Scripted
    from callcenter_sandbox._settings import Settings
    from callcenter_sandbox._store import UnusableState
    from callcenter_sandbox._tasks import Task
    from callcenter_sandbox._turns import NotPossible
    from callcenter_sandbox._verdicts import Verdict

__all__ = [
    "SAMPLE_CUSTOMERS",
    "Agent",
    "Attempt",
    "Call",
    "Clock",
    "Effect",
    "Fault",
    "NotPossible",
    "Notification",
    "NotificationLog",
    "Received",
    "RequestLog",
    "Sandbox",
    "Scripted",
    "Settings",
    "Signature",
    "Task",
    "UnusableSpec",
    "UnusableState",
    "Verdict",
]

_HOMES = {
    "SAMPLE_CUSTOMERS": "_sandbox",
    "Agent": "_agents",
    "Attempt": "_notifications",
    "Call": "_calls",
    "Clock": "_clock",
    "Effect": "_effects",
    "Fault": "_faults",
    "NotPossible": "_turns",
    "Notification": "_notifications",
    "NotificationLog": "_notifications",
    "Received": "_received",
    "RequestLog": "_received",
    "Sandbox": "_sandbox",
    "Scripted": "_scripted",
    "Settings": "_settings",
    "Signature": "_received",
    "Task": "_tasks",
    "UnusableSpec": "_document",
    "UnusableState": "_store",
    "Verdict": "_verdicts",
}

if not TYPE_CHECKING:  # a checker that sees it takes each misspelt name for Any

    def __getattr__(name: str) -> Any:
        home = _HOMES.get(name)
        if home is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        try:
            value = getattr(import_module(f"{__name__}.{home}"), name)
        except ModuleNotFoundError as error:
            if error.name != "jsonschema_rs":
                raise
            raise ImportError(
                "the sandbox needs its extra: pip install 'callcenter-openapi[sandbox]'",
                name=error.name,
            ) from None
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
