"""What the README promises of reliability: the table of what ties what, the recipes, and a test for each claim."""

from __future__ import annotations

import asyncio
import importlib.util
import re
import sqlite3
import typing
from contextlib import closing
from contextvars import ContextVar
from typing import Any

import attrs
import pytest

import callcenter_client
from callcenter_auth import DigestAuth
from callcenter_client import AsyncCallCenter, Attempt, CallCenter, webhooks
from callcenter_sandbox import SAMPLE_CUSTOMERS, Sandbox
from tests.client.raw_server import Answer, RawServer, Received, Reply, accepted
from tests.house.readme import PYTHON, README

if typing.TYPE_CHECKING:
    from pathlib import Path

# What ties what

_TABLE = re.compile(r"<!-- table: what ties what -->\n(.*?)\n\n", re.DOTALL)
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in _TABLE.findall(README)[0].splitlines()
]
KEY = {"user_data"}
CALL, TASK, ROW = {"session"}, {"task_id"}, {"key"}
AGENT, NUMBER = {"agent", "staff_no"}, {"number", "caller", "callee"}
RECORDING = {"filename", "record_file"}
NOTIFICATIONS = [
    kind.__name__
    for kind in typing.get_args(webhooks.Notification)
    if kind is not webhooks.UnknownNotification
]


def named(cell: str) -> set[str]:
    return set(re.findall(r"`(\w+)`", cell))


def attributes(name: str) -> dict[str, Any]:
    """Those of a class that is generated from a schema of the spec, with their types."""
    kind = getattr(webhooks, name, None) or getattr(callcenter_client, name)
    return {field.name: str(field.type) for field in attrs.fields(kind)}


def test_the_table_has_the_replies_each_notification_cdr_and_record() -> None:
    expected = {"CallNumberResponse", "CallTaskCreateResponse", *NOTIFICATIONS, "Cdr", "Record"}
    assert sorted(expected) == sorted(row[0].strip("`") for row in ROWS[2:])


@pytest.mark.parametrize("row", ROWS[2:], ids=[row[0].strip("`") for row in ROWS[2:]])
def test_each_row_names_what_the_spec_gives_that_object(row: list[str]) -> None:
    name, key, call, task, place, who, recording = row
    there = attributes(name.strip("`"))
    assert [KEY & there.keys(), CALL & there.keys(), TASK & there.keys(), ROW & there.keys()] == [
        named(cell) for cell in (key, call, task, place)
    ]
    assert RECORDING & there.keys() == named(recording)
    times = {each for each in there if "datetime" in there[each]}
    assert (AGENT | NUMBER) & there.keys() == named(who) - times
    assert len(named(who) & times) == bool(named(who))


def test_a_dash_is_where_nothing_is_named() -> None:
    assert all((cell == "–") != bool(named(cell)) for row in ROWS[2:] for cell in row[1:])


def test_a_bill_its_cdr_and_its_record_name_one_recording() -> None:
    heard: list[webhooks.Notification] = []
    with Sandbox() as box:
        box.deliver_to(lambda raw: heard.append(webhooks.parse(raw)))
        box.agents["1000"].login()
        with CallCenter(
            box.url, auth=DigestAuth("C2", SAMPLE_CUSTOMERS["C2"]), trust_env=False
        ) as api:
            api.call_number(agent="1000", callee="13770761337")
            box.clock.advance(60)
            [record] = api.iter_records(start_key=0)
            [cdr] = api.get_cdr_list(agent=["1000"]).cdr
    [bill] = [event for event in heard if isinstance(event, webhooks.Billing)]
    assert bill.record_file == cdr.filename == record.filename
    assert bill.record_file


# Recipes

PARTIES = {"customer": "C2", "agent": "1000", "number": "13770761337", "call_type": "1"}


@pytest.fixture
def _outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a recipe writes is not written here."""
    monkeypatch.chdir(tmp_path)


def module(name: str, folder: Path) -> Any:
    """An example as a module."""
    file = folder / "example.py"
    file.write_text(PYTHON[name], encoding="utf-8")
    spec = importlib.util.spec_from_file_location("example", file)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.mark.parametrize(
    ("reply", "notifies", "expected"),
    [
        (accepted(), True, "started"),
        (accepted(), False, "accepted"),
        (Reply(), True, "started"),
        (Reply(), False, "unknown"),
        ({"result": {"error": 7, "msg": "no"}}, False, "refused"),
    ],
    ids=["early", "late", "reply lost, early", "reply lost", "refused"],
)
@pytest.mark.usefixtures("_outside")
def test_a_dial_by_key_knows_what_became_of_it_though_the_notification_comes_first(
    reply: Answer,
    notifies: bool,  # noqa: FBT001
    expected: str,
    tmp_path: Path,
) -> None:
    recipe = module("dial by key", tmp_path)

    def answer(request: Received) -> Answer:
        if notifies:
            told = {"type": "callstart", "seq": "1", "userData": request.command["userData"]}
            recipe.heard(webhooks.parse({"notify": told | PARTIES}))
        return reply

    with (
        RawServer(answer) as server,
        CallCenter(
            server.url, auth=DigestAuth("C2", SAMPLE_CUSTOMERS["C2"]), trust_env=False
        ) as api,
    ):
        recipe.dial(api, "13770761337")
    with closing(sqlite3.connect(tmp_path / "dials.db")) as db:
        found = db.execute("SELECT callee, state FROM dial").fetchall()
    assert [("13770761337", expected)] == found


def test_on_attempt_is_called_where_the_call_was_made() -> None:
    """In its thread or task, so that what is kept by context, such as the span under way, is the caller's."""
    under_way: ContextVar[str] = ContextVar("under_way", default="")
    seen: list[str] = []

    def told(_: Attempt) -> None:
        seen.append(under_way.get())

    async def use(url: str) -> None:
        async with AsyncCallCenter(url, auth=auth, trust_env=False, on_attempt=told) as api:

            async def ask(name: str) -> None:
                under_way.set(name)
                await api.get_agent_info()

            await asyncio.gather(ask("first task"), ask("second task"))

    auth = DigestAuth("C2", SAMPLE_CUSTOMERS["C2"])
    with RawServer(lambda _: accepted(data=[])) as server:
        with CallCenter(server.url, auth=auth, trust_env=False, on_attempt=told) as api:
            under_way.set("thread")
            api.get_agent_info()
        asyncio.run(use(server.url))
    assert ["first task", "second task", "thread"] == sorted(seen)


def test_on_attempt_is_told_nothing_secret_or_personal() -> None:
    """Nothing else is in it than these."""
    told: list[Attempt] = []
    with RawServer(lambda _: accepted()) as server:
        auth = DigestAuth("C2", SAMPLE_CUSTOMERS["C2"])
        with CallCenter(server.url, auth=auth, trust_env=False, on_attempt=told.append) as api:
            api.call_number(agent="1000", callee="13770761337", user_data="order-1001")
    [attempt] = told
    assert {
        "operation": "CallNumber",
        "attempt": 1,
        "outcome": "accepted",
        "elapsed": attempt.elapsed,
    } == attrs.asdict(attempt)
