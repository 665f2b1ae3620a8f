"""Agents: states and transitions, by operations and by calls."""

from pathlib import Path

import pytest

from callcenter_sandbox import NotPossible, Sandbox, Verdict
from callcenter_sandbox._agents import LINE, TRANSITIONS, WORK
from callcenter_sandbox._tables import tables, updated
from tests.sandbox.playing import NUMBER, Play

README = (Path(__file__).parents[2] / "sandbox" / "README.md").read_text(encoding="utf-8")


def test_agents_1000_to_1009_are_there_from_the_start() -> None:
    box = Sandbox()
    assert list(box.agents) == [str(number) for number in range(1000, 1010)]
    assert {(a.work_status, a.server_status) for a in box.agents.values()} == {("OFFLINE", "IDLE")}


@pytest.mark.parametrize(
    ("operation", "then"),
    [
        ("AgentSetBusy", ("BUSY", "IDLE")),
        ("AgentSetIdle", ("ONLINE", "IDLE")),
        ("AgentLogin", ("ONLINE", "IDLE")),
        ("AgentLogout", ("ONLINE", "IDLE")),
        ("AgentQueryStatus", ("ONLINE", "IDLE")),
    ],
)
def test_an_operation_changes_the_state(play: Play, operation: str, then: tuple[str, str]) -> None:
    play.ask(operation, agent="1000")
    found = play.ask("getAgentStatus", agent=1000)
    assert (found["workStatus"], found["serverStatus"]) == then == play.status


def test_a_logout_takes_effect_two_seconds_later(play: Play) -> None:
    play.ask("AgentLogout", agent="1000")
    play.box.clock.advance(1.9)
    assert play.status == ("ONLINE", "IDLE")
    play.box.clock.advance(0.1)
    assert play.status == ("OFFLINE", "IDLE")


def test_a_login_cancels_a_logout(play: Play) -> None:
    play.ask("AgentLogout", agent="1000")
    play.ask("AgentLogin", agent="1000")
    play.box.clock.advance(10)
    assert play.status == ("ONLINE", "IDLE")


def test_the_states_of_an_outgoing_call(play: Play) -> None:
    seen = [play.status]
    play.ask("CallNumber", agent="1000", callee=NUMBER)
    for seconds in (0, 2, 5, 20, 10):
        play.box.clock.advance(seconds)
        seen.append(play.status)
    assert [line for _, line in seen] == [
        "IDLE",
        "RINGING",
        "RINGING",
        "CALL_OUT",
        "PROCESS",
        "IDLE",
    ]


def test_set_idle_ends_the_after_call_work(play: Play) -> None:
    play.box.call_in("1000", NUMBER)
    play.box.clock.advance(22)
    assert play.status == ("ONLINE", "PROCESS")
    play.ask("AgentSetIdle", agent="1000")
    assert play.status == ("ONLINE", "IDLE")
    play.box.call_in("1000", NUMBER)
    play.box.hang_up("1000")
    play.box.clock.advance(60)
    assert play.status == ("ONLINE", "IDLE")


def test_who_logs_out_in_a_call_ends_it_first(play: Play) -> None:
    play.box.call_in("1000", NUMBER)
    play.box.clock.advance(3)
    play.box.agents["1000"].logout()
    play.box.clock.advance(3)
    assert play.status == ("OFFLINE", "CALL_IN")
    play.box.clock.advance(60)
    assert play.status == ("OFFLINE", "IDLE")


def make(play: Play, state: str) -> None:
    agent = play.box.agents["1000"]
    match state:
        case "offline":
            agent.logout()
            play.box.clock.advance(2)
        case "busy":
            agent.set_busy()
        case "away":
            agent.go_away()
        case "ringing":
            play.box.call_in("1000", NUMBER)
        case _:
            play.box.call_in("1000", NUMBER)
            play.box.clock.advance(22)


@pytest.mark.parametrize("state", ["offline", "busy", "away", "ringing", "process"])
def test_only_an_idle_agent_can_be_given_a_call(play: Play, state: str) -> None:
    make(play, state)
    before = len(play.box.calls)
    response = play.try_("CallNumber", agent="1000", callee=NUMBER)
    assert response["result"]["error"] == Verdict.NOT_POSSIBLE.code
    work, line = play.status
    assert response["result"]["msg"] == (
        f"Command exec failed. agent 1000 is {work} and {line}; a new call needs ONLINE and IDLE"
    )
    with pytest.raises(NotPossible):
        play.box.call_in("1000", NUMBER)
    assert len(play.box.calls) == before


def test_an_agent_that_is_not_there_is_refused_by_name(play: Play) -> None:
    response = play.try_("AgentLogin", agent="4711")
    assert response["result"] == {
        "error": Verdict.NOT_POSSIBLE.code,
        "msg": "Command exec failed. there is no agent 4711; this sandbox has 1000 to 1009",
    }


def test_away_is_for_the_person_at_the_desk(play: Play) -> None:
    play.box.agents["1000"].go_away()
    assert play.ask("getAgentStatus", agent="1000")["workStatus"] == "AWAY"
    play.box.agents["1000"].come_back()
    assert play.status == ("ONLINE", "IDLE")


def test_get_agent_info_lists_them_all(play: Play) -> None:
    rows = play.ask("getAgentInfo")["data"]
    assert [row["staffNo"] for row in rows] == list(play.box.agents)
    assert rows[0] == {"id": "1", "name": "Agent 1000", "staffNo": "1000"}


@pytest.mark.parametrize("agents", [(), ("1", "1"), ("abc",), ("123456789",)])
def test_agent_numbers_are_checked(agents: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="agents"):
        Sandbox(agents=agents)


def test_the_table_names_only_states_and_events_that_there_are() -> None:
    for row in TRANSITIONS:
        assert set(row.work) <= set(WORK)
        assert set(row.line) <= set(LINE)
        for event in (row.later[0] if row.later else None, row.cancels):
            assert event is None or event in {other.event for other in TRANSITIONS}


def test_the_readme_has_each_table_as_it_is() -> None:
    assert updated(README) == README
    assert [name for name in tables() if f"<!-- table: {name} -->" not in README] == []


def test_the_paragraph_after_a_table_is_no_row_of_it() -> None:
    text = "<!-- table: numbers -->\n\n| old |\n**Next.** Text.\n"
    assert updated(text).endswith(" |\n\n**Next.** Text.\n")
    assert updated(updated(text)) == updated(text)
