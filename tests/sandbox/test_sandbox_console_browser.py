"""The console in a real browser: what is seen of a call, what is sent, by keyboard too, and nothing that it should not do."""

from __future__ import annotations

import copy
import hashlib
import json
import re
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from callcenter_auth import sign
from callcenter_sandbox import Sandbox
from generator.load import load
from tests.sandbox.console import HOSTILE, eventually
from tests.sandbox.customer import SECRET
from tests.sandbox.playing import NUMBER, Play, playing
from tests.sandbox.watching import choose, console, newest, press, rows

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SHORT = "137…37"


# --- what is watched


def test_a_call_is_watched_from_ring_to_bill(page: Page, play: Play) -> None:
    page.get_by_label("is called by").fill(NUMBER)
    press(page, "Call in")
    call, agent = newest(page, "calls"), rows(page, "agents").first
    expect(call).to_contain_text(f"1000 ← {SHORT} agent rings")
    expect(agent).to_contain_text("RINGING")
    press(page, "+1 s: let time pass")
    press(page, "+1 s: let time pass")
    expect(call.locator(".badge")).to_have_text("talking")
    expect(agent).to_contain_text("CALL_IN")
    press(page, "+10 s: let time pass")
    expect(call.locator(".phases li")).to_have_text(["agent rang 2 s", "talk 10 s"])
    assert call.locator("rect").evaluate_all(
        "all => all.map(one => one.getAttribute('class'))"
    ) == [
        "agent-rings",
        "talking",
    ]
    press(page, "+60 s: let time pass")
    expect(call.locator(".phases li")).to_have_text(
        [
            "agent rang 2 s",
            "talk 20 s",
            "over by the other party",
            "bill of 0.06: taken",
            "recorded",
        ]
    )
    expect(newest(page, "notifications")).to_contain_text(f"billing taken C2 · {SHORT}")
    expect(agent).to_contain_text("IDLE")
    assert play.kinds == ["screenpop", "callstart", "callin", "callend", "billing"]


def test_with_a_running_clock_all_moves_by_itself(browser: Browser) -> None:
    with playing(speed=20) as play, console(browser, play.box) as (page, _):
        play.ask("CallNumber", agent="1000", callee=NUMBER, userData="order-1001")
        expect(newest(page, "calls")).to_contain_text("order-1001")
        expect(newest(page, "calls").locator(".phases")).to_contain_text("bill of 0.06: taken")
        before = page.locator("#clock").text_content()
        expect(page.locator("#clock")).not_to_have_text(before or "")
        expect(page.get_by_role("button", name="+1 s: let time pass")).to_be_hidden()


def test_an_outgoing_call_rings_twice(page: Page, play: Play) -> None:
    play.ask("CallNumber", agent="1000", callee=NUMBER)
    play.box.clock.advance(10)
    expect(newest(page, "calls").locator(".phases li")).to_have_text(
        ["agent rang 2 s", "callee rang 5 s", "talk 3 s"]
    )


def test_a_task_shows_how_far_it_is(page: Page, play: Play) -> None:
    numbers = ["13770769001", "13770769003", NUMBER]
    task = play.ask("CallTaskCreate", agent="1000", callees=numbers, mode=5, taskName="Survey")
    expect(newest(page, "tasks")).to_contain_text(
        "Survey stopped agent 1000, agent first · 0 of 3 dialled"
    )
    play.ask("CallTaskControl", agent="1000", taskID=task["taskID"], action="start")
    play.box.clock.advance(4)
    expect(newest(page, "tasks")).to_contain_text(
        "started agent 1000, agent first · 2 of 3 dialled"
    )
    expect(page.get_by_role("progressbar")).to_have_js_property("value", 2)
    assert (
        page.get_by_role("progressbar").get_attribute("aria-label") == "Dialled numbers of task 77"
    )


def test_a_message_is_opened_with_all_that_belongs_to_it(page: Page, play: Play) -> None:
    play.try_("CallNumber", agent="1000", callee="1377x761337")
    row = newest(page, "messages")
    expect(row).to_contain_text('CallNumber command refused C2 V2.0.6 · request.callee is "137…37"')
    expect(row.get_by_label("What came")).to_have_count(0)
    row.locator("summary").first.click()
    expect(row.get_by_label("What came")).to_contain_text('"callee": "1377x761337"')
    expect(row.get_by_label("What was answered")).to_contain_text('"error": 4026593290')
    expect(row).to_contain_text("Its digest right")
    row.get_by_role("link", name="What CallNumber takes and gives").click()
    expect(page.get_by_role("heading", name="CallNumber", exact=True)).to_be_in_viewport()


def test_a_body_is_laid_out_without_a_change_to_its_values(page: Page, play: Play) -> None:
    play.customer.raw(
        "AgentLogin", b'{"a":12345678901234567890123,"a":1.10,"b":[],"c":[{}],"d":"\\u8ba2"}'
    )
    newest(page, "messages").locator("summary").first.click()
    expect(newest(page, "messages").get_by_label("What came")).to_have_text(
        '{\n  "a": 12345678901234567890123,\n  "a": 1.10,\n  "b": [],\n  "c": [\n    {}\n  ],\n  "d": "订"\n}'
    )


def test_a_page_that_lost_the_sandbox_finds_it_again(browser: Browser) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with Sandbox({"C2": SECRET}, port=port) as box, console(browser, box) as (page, _):
        box.stop()
        expect(page.locator("#live")).to_have_text("connection lost; trying again")
        box.agents["1000"].login()
        box.start()
        expect(page.locator("#live")).to_have_text("live", timeout=20_000)
        expect(rows(page, "agents").first).to_contain_text("ONLINE")


def test_a_tab_that_nobody_sees_gives_its_connection_back(page: Page, play: Play) -> None:
    """A browser has six for a host: with a tab more, nothing would load any longer."""
    hide = """hidden => {
      Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }"""
    watchers = play.box._parts.world.turns.watchers
    page.evaluate(hide, arg=True)
    assert eventually(lambda: len(watchers) == 0)
    play.ask("AgentSetBusy", agent="1000")
    page.evaluate(hide, arg=False)
    expect(rows(page, "agents").first).to_contain_text("BUSY")
    assert len(watchers) == 1


def test_with_a_token_it_works_and_the_address_keeps_none(browser: Browser) -> None:
    with playing(host="0.0.0.0") as play, console(browser, play.box) as (page, _):  # noqa: S104
        assert page.url == f"{play.box.url}/"
        press(page, "Busy, agent 1000")
        expect(rows(page, "agents").first).to_contain_text("BUSY")


# --- what is done


def test_agents_are_logged_in_and_out(page: Page, play: Play) -> None:
    press(page, "Log in, agent 1003")
    expect(page.get_by_role("status")).to_have_text("Agent 1003 is ONLINE and IDLE.")
    expect(page.locator("#agents-count")).to_have_text("2 of 10 logged in")
    press(page, "Log out, agent 1003")
    expect(rows(page, "agents").nth(3)).to_contain_text("ONLINE, leaves")
    press(page, "+10 s: let time pass")
    expect(rows(page, "agents").nth(3)).to_contain_text("OFFLINE")
    assert play.box.agents["1003"].work_status == "OFFLINE"


def test_what_is_not_possible_is_told(page: Page, play: Play) -> None:
    page.locator("#call-in").get_by_label("Agent").select_option("1001")
    press(page, "Call in")
    expect(page.get_by_role("status")).to_have_text(
        "agent 1001 is OFFLINE and IDLE; a new call needs ONLINE and IDLE"
    )


def test_a_notification_is_sent_again(page: Page, play: Play) -> None:
    play.answer = lambda _message: (500, HOSTILE.encode())
    play.box.call_in("1000", NUMBER)
    play.box.clock.advance(60)
    first = rows(page, "notifications").filter(has_text="screenpop")
    expect(first).to_contain_text("given up C2 · 137…37 · 4 tries · answered 500")
    first.locator("summary").click()
    expect(first.locator("ol > li")).to_have_count(4)
    play.answer = lambda _message: None
    press(page, "Send again: notification 1, screenpop")
    press(page, "+1 s: let time pass")
    expect(first).to_contain_text("taken")
    expect(first.locator("ol > li")).to_have_count(5)


def test_faults_are_switched_on_and_off(page: Page, play: Play) -> None:
    page.get_by_label("What goes wrong").select_option("reset")
    expect(page.locator("#fault-says")).to_contain_text("; the command is carried out")
    page.locator("#fault").get_by_label("for", exact=True).select_option("AgentLogin")
    page.get_by_label("times", exact=True).fill("2")
    press(page, "Turn on")
    expect(newest(page, "faults")).to_contain_text("reset for AgentLogin 2 to come, came 0 times")
    choose(page, "AgentLogin")
    press(page, "Sign and send")
    expect(page.locator("#reply-state")).to_have_text("no reply")
    expect(newest(page, "faults")).to_contain_text("1 to come, came 1 time")
    expect(newest(page, "messages")).to_contain_text("AgentLogin accepted C2 V2.0.6 · fault reset")
    press(page, "Turn off reset for AgentLogin")
    expect(rows(page, "faults")).to_have_count(0)
    press(page, "Sign and send")
    expect(page.locator("#reply-state")).to_have_text("status 200, accepted")


def test_the_browser_does_not_send_again_by_itself(page: Page, play: Play) -> None:
    """It does when a connection breaks that was kept, even a dial: so none is kept."""
    press(page, "Sign and send")
    expect(page.locator("#reply-state")).to_have_text("status 200, accepted")
    with play.box.fault("AgentLogin", "reset"):
        press(page, "Send this body")
        expect(page.locator("#reply-state")).to_have_text("no reply")
    assert len(play.box.requests) == 2


def test_one_request_may_ask_for_a_fault(page: Page, play: Play) -> None:
    choose(page, "AgentLogin")
    page.get_by_label("Fault for this one request").select_option("503")
    expect(page.locator("#send-fault-says")).to_contain_text("the command is not carried out")
    press(page, "Sign and send")
    expect(page.locator("#reply-state")).to_have_text("status 503, refused")


def test_what_is_of_another_day_has_its_date(page: Page, play: Play) -> None:
    play.box.call_in("1000", NUMBER)
    expect(newest(page, "calls").locator(".about")).to_have_text(re.compile("^[0-9:]{8}$"))
    day = f"{play.box.clock.time:%Y-%m-%d}"
    play.box.clock.advance(24 * 3600)
    page.reload()
    expect(newest(page, "calls").locator(".about")).to_contain_text(day)


# --- the form


def test_the_form_shows_the_digest_being_made(page: Page, play: Play) -> None:
    choose(page, "CallNumber")
    page.get_by_label("userData").fill("order-1001")
    press(page, "Sign only")
    expect(page.locator("#joined")).to_have_text(re.compile(r"C2@[0-9]{13}@[0-9]+@\[secret\]"))
    joined = page.locator("#joined").text_content() or ""
    digest = hashlib.md5(joined.replace("[secret]", SECRET).encode()).hexdigest()
    expect(page.locator("#digest")).to_have_text(digest)
    body = json.loads(page.locator("#body").input_value())
    assert body["authentication"]["digest"] == digest
    assert body["request"] == {
        "seq": "1",
        "userData": "order-1001",
        "agent": "1000",
        "callee": NUMBER,
    }
    assert list(play.box.requests) == []
    press(page, "Send this body")
    expect(page.locator("#reply-state")).to_have_text("status 200, accepted")
    assert [call.user_data for call in play.box.calls] == ["order-1001"]
    assert SECRET not in page.content()


def test_a_body_that_was_changed_after_signing_is_still_signed(page: Page, play: Play) -> None:
    press(page, "Sign only")
    expect(page.locator("#body")).to_be_visible()
    body = page.locator("#body").input_value()
    page.locator("#body").fill(body.replace('"1000"', '"1007"'))
    press(page, "Send this body")
    expect(page.locator("#reply-state")).to_have_text("status 200, accepted")
    expect(rows(page, "agents").nth(7)).to_contain_text("ONLINE")


def test_what_does_not_fit_goes_out_too_and_is_refused(page: Page, play: Play) -> None:
    choose(page, "VoiceVerify")
    page.get_by_label("callee").fill("a number")
    page.get_by_label("playTimes").fill("many")
    press(page, "Sign and send")
    expect(page.locator("#reply-state")).to_have_text("status 200, refused")
    reply = page.locator("#reply-body")
    expect(reply).to_contain_text("Invalid Parameter")
    assert reply.evaluate("node => node.scrollWidth <= node.clientWidth")  # all of it is seen
    expect(page.get_by_role("status")).to_have_text("VoiceVerify: status 200, refused.")


def test_options_and_sets_are_sent_as_the_document_has_them(page: Page, play: Play) -> None:
    choose(page, "CallTaskCreate")
    page.get_by_label("callees").fill(f"{NUMBER}\n 02584567890 \n")
    page.get_by_label("mode").select_option(label="5: The agent is called first, then the callee")
    page.get_by_label("multiplier").fill("1.5")
    page.get_by_text("Options of the message").click()
    page.get_by_label("debug").select_option(label="true")
    press(page, "Sign and send")
    expect(page.locator("#reply-body")).to_contain_text("verdict: accepted")
    (received,) = play.box.requests
    assert received.body["param"] == {"debug": True}
    assert received.commands[0] == {
        "seq": "1",
        "agent": "1000",
        "callees": [NUMBER, "02584567890"],
        "mode": 5,
        "multiplier": 1.5,
    }


def test_a_recording_is_fetched(page: Page, play: Play) -> None:
    play.box.call_in("1000", NUMBER)
    play.box.clock.advance(60)
    choose(page, "downloadRecording")
    page.get_by_label("filename").fill(play.box.calls[0].recording)
    press(page, "Send")
    expect(page.locator("#reply-body")).to_have_text(re.compile("[0-9]+ bytes of audio/wav"))


def unseen_document(folder: Path) -> Path:
    """The project's document with an operation that the project has never seen, and hostile words in it."""

    def merged(into: Any, more: Any) -> Any:
        added = {
            key: merged(into[key], value) if isinstance(into.get(key), dict) else value
            for key, value in more.items()
        }
        return into | added

    root = Path(__file__).resolve().parents[2]
    real = load(root / "spec" / "openapi.yaml").data
    unseen = copy.deepcopy(load(root / "tests" / "generator" / "unseen.yaml").data)
    send_fax = unseen["paths"]["/openapi/V2.0.{revision}/SendFax"]["post"]
    send_fax.update(summary=HOSTILE, description=HOSTILE, tags=[HOSTILE])
    schemas = unseen["components"]["schemas"]
    schemas["FaxState"]["x-enum-descriptions"] = [HOSTILE, HOSTILE]
    properties = schemas["SendFaxCommand"]["properties"]
    properties["quality"].update(
        {"x-enum-descriptions": [HOSTILE, HOSTILE], "description": HOSTILE}
    )
    properties["pages"]["examples"] = [[HOSTILE]]
    path = folder / "openapi.json"
    path.write_text(json.dumps(merged(real, unseen)), encoding="utf-8")
    return path


def test_the_form_sends_an_operation_that_nobody_has_seen(browser: Browser, tmp_path: Path) -> None:
    with (
        playing(spec=unseen_document(tmp_path)) as play,
        console(browser, play.box) as (page, seen),
    ):
        choose(page, "SendFax")
        page.get_by_label("callee").fill("02584567890")
        page.get_by_label("pages").fill("one\ntwo")
        page.get_by_label("quality").select_option(label=f"fine: {HOSTILE}")
        press(page, "Sign and send")
        expect(page.locator("#reply-state")).to_have_text("status 200, accepted")
        expect(page.locator("#reply-body")).to_contain_text('"faxID": 8')
        expect(newest(page, "messages")).to_contain_text("SendFax accepted")
        assert play.box.requests[-1].commands[0] == {
            "seq": "1",
            "callee": "02584567890",
            "pages": ["one", "two"],
            "quality": "fine",
        }
        page.get_by_role("link", name="What its fields mean").click()
        expect(page.get_by_role("heading", name="SendFax", exact=True)).to_be_in_viewport()
        expect(page.locator("#SendFax")).to_contain_text(HOSTILE)
        expect(page.locator("#faxdone")).to_contain_text("A fax has arrived")
        assert page.locator("img").count() == 0
        assert seen.errors == []


# --- what comes from outside


def test_what_comes_from_outside_stays_text(page: Page, play: Play) -> None:
    play.answer = lambda _message: (500, f"<html>{HOSTILE}</html>".encode())
    play.box.call_in("1000", NUMBER, user_data=HOSTILE)
    task = {"agent": "1001", "callees": [NUMBER], "mode": 2, "taskName": HOSTILE}
    play.ask("CallTaskCreate", **task)
    play.try_("CallNumber", agent=HOSTILE, callee=HOSTILE, **{HOSTILE: HOSTILE})
    message = sign({"request": {"seq": HOSTILE}}, "C2", SECRET)
    message["authentication"]["customer"] = HOSTILE
    message["authentication"]["digest"] = HOSTILE
    play.customer.raw("AgentLogin", message)
    play.customer.raw("AgentLogin", HOSTILE.encode())
    play.customer.http.get(f"/none/{HOSTILE}", headers={"X-Hostile": HOSTILE})
    play.box.clock.advance(5)
    expect(newest(page, "calls")).to_contain_text(HOSTILE)
    expect(newest(page, "tasks")).to_contain_text(HOSTILE)
    expect(rows(page, "messages")).to_have_count(5)
    for kind in ("messages", "notifications"):
        for row in rows(page, kind).all():
            row.locator("summary").first.click()
            expect(row.locator("h3").first).to_be_visible()
            for summary in row.locator(".inner summary").all():
                summary.click()
    for kind, least in (("messages", 5), ("notifications", 1)):
        text = page.locator(f"#{kind}").text_content() or ""
        assert text.count("<img src=x onerror=alert(1)>") >= least
    assert page.locator("img, section script").count() == 0
