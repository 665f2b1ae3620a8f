"""Many agents and calls on the manual clock: nothing is lost, nothing comes twice.

With SANDBOX_SCALE=10 it is 1,000 agents and 10,000 calls.
"""

import io
import json
import os
import time
import wave
from collections import Counter

import httpx

from tests.sandbox.playing import Play, playing

SCALE = int(os.environ.get("SANDBOX_SCALE", "1"))
AGENTS = tuple(str(number) for number in range(1000, 1000 + 100 * SCALE))
ROUNDS = 10


def test_every_call_has_exactly_its_notifications_cdr_and_recording() -> None:
    with playing(agents=AGENTS, keep=100_000) as play:
        heard: list[bytes] = []
        play.box.deliver_to(heard.append)
        for each in play.box.agents.values():
            each.login()
        for round_ in range(ROUNDS):
            for index, agent in enumerate(AGENTS):
                if index % 2:
                    number, user_data = f"138{index:08}", f"{round_}-{agent}"
                    play.ask("CallNumber", agent=agent, callee=number, userData=user_data)
                else:
                    play.box.call_in(agent, f"139{index:08}", user_data=f"{round_}-{agent}")
            play.box.clock.advance(60)
        check(play, [json.loads(raw)["notify"] for raw in heard])


def check(play: Play, told: list[dict[str, str]]) -> None:
    calls = play.box.calls
    count = len(AGENTS) * ROUNDS
    assert len(calls) == len({call.session for call in calls}) == count
    kinds = Counter((notify.get("type", "screenpop"), notify.get("userData")) for notify in told)
    expected = Counter(
        (kind, call.user_data if kind != "screenpop" else None)
        for call in calls
        for kind in ("callstart", "callin", "callend", "billing", "screenpop")
        if call.call_type == 0 or kind not in ("callin", "screenpop")
    ) + Counter(("callout", call.user_data) for call in calls if call.call_type == 1)
    assert kinds == expected
    assert Counter(n["session"] for n in told if n.get("type") == "billing") == Counter(
        call.session for call in calls
    )
    cdrs = play.ask("getCdrList")["cdr"]
    assert [int(row["key"]) for row in cdrs] == [
        call.key for call in play.box._parts.world.calling.finished
    ]
    assert Counter(row["filename"] for row in cdrs) == Counter(call.recording for call in calls)
    names: list[str] = []
    start = 0
    while rows := play.ask("getRecordsList", startKey=start)["record"]:
        names += [row["filename"] for row in rows]
        start = rows[-1]["key"]
    assert len(names) == len(set(names)) == count
    assert set(names) == {call.recording for call in calls}
    assert {length_of(play.customer.http.get(name)) for name in names} == {20.0}
    assert {one.state for one in play.box.notifications} == {"taken"}
    assert {(a.work_status, a.server_status) for a in play.box.agents.values()} == {
        ("ONLINE", "IDLE")
    }


def length_of(reply: httpx.Response) -> float:
    """How long a recording is, in seconds."""
    with wave.open(io.BytesIO(reply.content)) as sound:
        return float(sound.getnframes() / sound.getframerate())


def test_a_hundred_calls_with_their_bills_take_under_a_second() -> None:
    with playing(agents=AGENTS[:100]) as play:
        heard: list[bytes] = []
        play.box.deliver_to(heard.append)
        for each in play.box.agents.values():
            each.login()
        began = time.perf_counter()
        for agent in AGENTS[:100]:
            play.ask("CallNumber", agent=agent, callee="13770761337")
        play.box.clock.advance(60)
        elapsed = time.perf_counter() - began
    assert len(heard) == 400
    assert elapsed < 1


def test_one_is_ready_in_under_300_ms() -> None:
    with playing():
        pass  # the document is read once in a process
    began = time.perf_counter()
    with playing() as play:
        play.ask("getAgentStatus", agent="1000")
        elapsed = time.perf_counter() - began
    assert elapsed < 0.3
