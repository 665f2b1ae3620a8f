"""The state in a file: a sandbox that was killed goes on where it stopped."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from callcenter_sandbox import Sandbox, UnusableState
from tests.sandbox.customer import SECRET, Customer
from tests.sandbox.playing import NUMBER, Play, playing
from tests.sandbox.receiver import Receiver

COUNT = 40


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state.db"


def told(box: Sandbox) -> dict[str, Any]:
    """All that a sandbox knows."""
    return {
        "agents": [(a.number, a.work_status, a.server_status) for a in box.agents.values()],
        "calls": list(box.calls),
        "tasks": dict(box.tasks),
        "notifications": list(box.notifications),
        "now": box.clock.now,
    }


def make_things_happen(play: Play) -> None:
    play.ask("CallTaskCreate", agent="1001", callees=[NUMBER, "13813902888"], mode=5)
    play.ask("CallTaskControl", taskID=next(iter(play.box.tasks)), action="start")
    play.box.agents["1001"].login()
    play.box.call_in("1000", NUMBER)
    play.box.clock.advance(10)
    play.box.agents["1000"].logout()


def test_a_new_one_goes_on_with_all_that_the_old_one_knew(file: Path) -> None:
    with playing(state=file) as play:
        make_things_happen(play)
        before = told(play.box)
    with Sandbox({"C2": SECRET}, state=file) as box:
        assert told(box) == before


def test_what_was_to_happen_happens(file: Path) -> None:
    with playing(state=file) as play:
        make_things_happen(play)
        keys = [call.session for call in play.box.calls]
    with Sandbox({"C2": SECRET}, state=file) as box, Customer(box.url) as customer:
        heard: list[bytes] = []
        box.deliver_to(heard.append)
        box.clock.advance(200)
        assert [call.session for call in box.calls][:2] == keys
        assert [call.seconds for call in box.calls] == [20, 20, 20]
        assert box.agents["1000"].work_status == "OFFLINE"
        assert [task.status for task in box.tasks.values()] == [2]
        rows = customer.command("getRecordsList", {"seq": "1", "startKey": 0})["data"]["record"]
        assert len(rows) == 3
        assert {customer.http.get(row["filename"]).status_code for row in rows} == {200}
        assert {one.state for one in box.notifications} == {"taken"}


def test_a_notification_under_way_is_sent_after_the_restart(file: Path) -> None:
    with playing(state=file) as play:
        play.answer = lambda _message: (503, "")
        play.box.call_in("1000", NUMBER)
        play.box.clock.advance(0)
    with Sandbox({"C2": SECRET}, state=file) as box:
        box.deliver_to(lambda _raw: None)
        box.clock.advance(60)
        assert [(one.kind, one.state) for one in box.notifications] == [
            (kind, "taken") for kind in ("screenpop", "callstart", "callin", "callend", "billing")
        ]
        assert [attempt.status for attempt in box.notifications[0].attempts] == [503, 200]


def test_keys_and_serials_go_on(file: Path) -> None:
    for expected in (2**31 - 2, 2**31 - 1):
        with Sandbox({"C2": SECRET}, state=file) as box:
            box.agents["1000"].login()
            call = box.call_in("1000", NUMBER)
            box.clock.advance(60)
            assert call.key == expected
    seqs = [one.notify["seq"] for one in box.notifications]
    assert seqs == [str(9001 + index) for index in range(10)]


def test_history_comes_once(file: Path) -> None:
    counts = []
    for _ in range(2):
        with Sandbox(state=file, history=True) as box:
            counts.append(len(box.calls))
    assert counts[0] == counts[1] > 0


@pytest.mark.parametrize("content", ["text", "other database"])
def test_a_file_that_is_no_state_is_refused_and_left_alone(file: Path, content: str) -> None:
    if content == "text":
        file.write_text("hello, this is no database at all\n" * 100)
    else:
        with sqlite3.connect(file) as db:
            db.execute("CREATE TABLE mine (a)")
        db.close()
    before = file.read_bytes()
    with pytest.raises(UnusableState, match=r"state\.db"):
        Sandbox(state=file)
    assert file.read_bytes() == before


def test_a_file_serves_one_sandbox_at_a_time(file: Path) -> None:
    with Sandbox(state=file) as box:
        box.agents["1000"].login()
        with pytest.raises(UnusableState, match="locked"):
            Sandbox(state=file)


def start(file: Path, receiver: Receiver) -> tuple[subprocess.Popen[str], str]:
    command = [sys.executable, "-m", "callcenter_sandbox", "--port", "0", "--state", str(file)]
    command += ["--notify-url", receiver.url, "--speed", "40", "--agents", "1000-1039"]
    process = subprocess.Popen(
        [*command, "--no-history"], stdout=subprocess.PIPE, text=True, env={**os.environ}
    )
    assert process.stdout is not None
    return process, process.stdout.readline().split(" at ")[1].split(" for ")[0]


def test_a_kill_loses_nothing(file: Path) -> None:
    """Killed in the middle of forty calls, three times over: each comes to its bill and its lists."""
    with Receiver() as receiver:
        process, url = start(file, receiver)
        with Customer(url) as customer:
            for number in range(1000, 1000 + COUNT):
                assert not error(customer, "AgentLogin", agent=str(number))
                assert not error(
                    customer, "CallNumber", agent=str(number), callee=NUMBER, userData=str(number)
                )
        for _ in range(3):
            time.sleep(0.15)
            process.send_signal(signal.SIGKILL)
            process.communicate()
            process, url = start(file, receiver)
        deadline = time.monotonic() + 20
        while len(billed(receiver)) < COUNT and time.monotonic() < deadline:
            time.sleep(0.05)
        with Customer(url) as customer:
            rows = customer.command("getCdrList", {"seq": "1"})["data"]["response"]["cdr"]
            records = customer.command("getRecordsList", {"seq": "1", "startKey": 0})["data"]
            sound = customer.http.get(records["record"][0]["filename"])
        process.send_signal(signal.SIGINT)
        process.communicate()
    assert sorted(billed(receiver)) == [str(number) for number in range(1000, 1000 + COUNT)]
    assert sorted(row["agent"] for row in rows) == sorted(billed(receiver))
    assert (len(records["record"]), sound.status_code) == (COUNT, 200)


def error(customer: Customer, operation: str, **command: Any) -> int:
    found: int = customer.command(operation, {"seq": "1", **command})["data"]["response"]["result"][
        "error"
    ]
    return found


def billed(receiver: Receiver) -> set[str]:
    """The user data of the calls whose bill came; one may come twice after a kill."""
    return {
        message["notify"]["userData"]
        for message in receiver.messages
        if message["notify"].get("type") == "billing"
    }
