"""The state in a file: a sandbox that was killed goes on where it stopped."""

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from callcenter_sandbox import Sandbox, UnusableState
from tests.sandbox.customer import SECRET, Customer
from tests.sandbox.playing import NUMBER, Play, playing


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
        with pytest.raises(
            UnusableState, match="another process uses it, and one file is for one sandbox"
        ):
            Sandbox(state=file)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnusableState) as raised:
        Sandbox(state=tmp_path / "none" / "state.db")
    assert str(raised.value).endswith(f"there is no folder {tmp_path / 'none'}")


def rows_in(file: Path) -> Counter[str]:
    """How many things of each kind are in a file of state."""
    with closing(sqlite3.connect(file)) as db:
        return Counter(kind for (kind,) in db.execute("SELECT kind FROM thing"))


def test_the_oldest_go_first_when_only_some_are_kept(file: Path) -> None:
    with playing(state=file, keep=3) as play:
        for n in range(5):
            task = play.ask("CallTaskCreate", agent="1000", callees=[f"1377076133{n}"], mode=2)
            play.ask("CallTaskControl", taskID=task["taskID"], action="start")
            play.box.clock.advance(60)
        names = [f"1377076133{n}" for n in (2, 3, 4)]
        assert names == [call.number for call in play.box.calls]
        assert names == [row["callee"] for row in play.ask("getCdrList")["cdr"]]
        assert names == [task.numbers[0] for task in play.box.tasks.values()]
        assert 3 == len(play.box.notifications) == len(play.box.requests) == len(play.box.effects)
        before = told(play.box)
    assert {"agent": 1, "call": 3, "task": 3, "notification": 3, "meta": 2} == rows_in(file)
    with Sandbox({"C2": SECRET}, state=file, keep=3) as box:
        assert before == told(box) | {"now": before["now"]}
    with Sandbox({"C2": SECRET}, state=file, keep=2) as box:
        assert names[1:] == [call.number for call in box.calls]
    assert (2, 2) == (rows_in(file)["call"], rows_in(file)["notification"])


def test_what_is_under_way_is_kept_however_much_there_is(file: Path) -> None:
    with playing(state=file, keep=1) as play:
        play.answer = lambda _message: (503, "")
        for agent in ("1001", "1002"):
            play.box.agents[agent].login()
            play.box.call_in(agent, NUMBER)
        play.box.clock.advance(0)
        assert (2, 4) == (len(play.box.calls), len(play.box.notifications))
        play.answer = lambda _message: None
        play.box.clock.advance(60)
        assert 2 == play.kinds.count("billing")
        assert (1, 1) == (len(play.box.calls), len(play.box.notifications))


def test_keep_is_at_least_one() -> None:
    with pytest.raises(ValueError, match="keep is 0; expected 1 or more, or None for all"):
        Sandbox(keep=0)


def test_a_full_disk_stops_nothing_and_what_was_not_written_is_written_later(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with playing(state=file) as play:
        call = play.box.call_in("1000", NUMBER)
        store = play.box._store
        assert store is not None
        store._db.execute("PRAGMA max_page_count = 1")  # no page more than there are now
        numbers = [str(13_770_000_000 + number) for number in range(500)]
        refused = play.customer.command(
            "CallTaskCreate", {"seq": "1", "agent": "1001", "callees": numbers, "mode": 5}
        )
        assert refused["result"]["msg"].startswith("Internal Error.")
        play.box.clock.advance(60)
        assert (call.is_over, play.kinds[-1]) == (True, "billing")
        store._db.execute("PRAGMA max_page_count = 100000")
        play.box.agents["1001"].login()
        before = told(play.box)
    with Sandbox({"C2": SECRET}, state=file) as box:
        assert told(box) == before
    assert "database or disk is full" in caplog.text
