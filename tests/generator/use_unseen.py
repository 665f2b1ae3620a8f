"""Uses a client that was generated from the project's document and unseen.yaml, against a sandbox that plays both.

python use_unseen.py SPEC, with the client's folder in PYTHONPATH. Prints what came of it as JSON.
"""

import asyncio
import json
import sys
import warnings
from datetime import datetime
from typing import Any

import callcenter_client
from callcenter_auth import DigestAuth
from callcenter_client import AsyncCallCenter, CallCenter, InvalidCommand, webhooks
from callcenter_sandbox import SAMPLE_CUSTOMERS, Sandbox

CUSTOMER, SECRET = next(iter(SAMPLE_CUSTOMERS.items()))
# What the project's own client lacks, so that type checkers can't know it.
made: Any = callcenter_client
events: Any = webhooks


def describe(response: Any) -> dict[str, Any]:
    """The fields of a SendFaxResponse, and their types."""
    fields = ("fax_id", "state", "cost", "sent_at")
    return {
        name: [type(getattr(response, name)).__name__, str(getattr(response, name))]
        for name in fields
    }


def use(box: Sandbox, found: dict[str, Any]) -> None:
    """The client for threads."""
    with CallCenter(box.url, auth=DigestAuth(CUSTOMER, SECRET)) as client:
        api: Any = client
        fax = api.send_fax(
            callee="02584567890",
            pages=["one", "two"],
            quality="fine",
            after=datetime(2018, 9, 10, 14, 39, 20),  # noqa: DTZ001  # platform-local
        )
        found["sync"] = describe(fax)
        found["label"] = fax.state.label("zh")
        found["filled in"] = bool(box.requests[-1].body["request"]["userData"])
        found["sent"] = box.requests[-1].body["request"] | {"seq": "", "userData": ""}
        found["repr"] = repr(made.SendFaxCommand(callee="02584567890", pages=["one"]))
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            api.send_fax(callee="1", pages=["one"], colour="red")
        found["warnings"] = [str(warning.message) for warning in caught]
        found["warned in"] = [warning.filename == __file__ for warning in caught]
        refused: dict[str, dict[str, Any]] = {
            "no page": {"callee": "1", "pages": []},
            "a text for a list": {"callee": "1", "pages": "one"},
            "a number that is none": {"callee": "one", "pages": ["one"]},
            "a set": {"callee": "1", "pages": ["one"], "quality": "rough"},
        }
        for name, arguments in refused.items():
            try:
                api.send_fax(**arguments)
            except InvalidCommand as error:
                found[name] = [type(error).__name__, error.field]
        commands = [made.SendFaxCommand(callee=str(i), pages=["one"]) for i in range(3)]
        found["batch"] = [type(each).__name__ for each in api.send_fax_batch(commands, chunk=2)]
        found["messages of the batch"] = len(
            [each for each in box.requests if "requests" in each.body]
        )
        found["rows"] = [type(row).__name__ for row in api.iter_faxs()]
        try:
            api.with_options(revision=1).send_fax(callee="1", pages=["one"])
        except callcenter_client.UnsupportedOperation as error:
            found["revision 1"] = str(error)
        found["docstring"] = api.send_fax.__doc__
        found["accepted"] = all(str(each.verdict) == "accepted" for each in box.requests)


async def use_async(box: Sandbox, found: dict[str, Any]) -> None:
    """The client for asyncio."""
    async with AsyncCallCenter(box.url, auth=DigestAuth(CUSTOMER, SECRET)) as client:
        api: Any = client
        found["async"] = describe(await api.send_fax(callee="1", pages=["one"]))
        found["async rows"] = [type(row).__name__ async for row in api.iter_faxs()]


def notified(found: dict[str, Any]) -> None:
    """The notification."""

    def message(seq: str, fax: int) -> dict[str, Any]:
        block = {"customer": CUSTOMER, "timestamp": "1471918933001", "seq": seq, "digest": "x"}
        notify = {"type": "faxdone", "faxID": fax, "state": "LOST", "at": "1536561560", "more": 1}
        return {"authentication": block, "notify": notify}

    event = events.parse(message("1", 8))
    found["event"] = [
        isinstance(event, events.FaxDone),
        event.fax_id,
        event.state,
        str(event.at),
        event.extra,
    ]
    again, other = events.parse(message("2", 8)), events.parse(message("3", 9))
    found["same event"] = event.dedupe_key == again.dedupe_key
    found["other event"] = event.dedupe_key != other.dedupe_key


def main(spec: str) -> None:
    """Use all of it."""
    found: dict[str, Any] = {"package": callcenter_client.__file__}
    with Sandbox(spec=spec) as box:
        use(box, found)
        asyncio.run(use_async(box, found))
    notified(found)
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1])
