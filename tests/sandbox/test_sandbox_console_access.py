"""The console by keyboard, by ear, in light and dark, in narrow windows; and the browser that is needed to see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.sandbox import chromium as finding
from tests.sandbox.playing import NUMBER, Play
from tests.sandbox.watching import NARROW, WIDE, choose, console, newest, press, rows

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until the element has the focus."""
    for _ in range(300):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"no Tab leads to {wanted}")


def test_all_of_it_works_by_keyboard(page: Page, play: Play) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the content"
    page.keyboard.press("Enter")
    tab_to(page, '[aria-label="Log in, agent 1001"]')
    page.keyboard.press("Enter")
    expect(rows(page, "agents").nth(1)).to_contain_text("ONLINE")
    # The button that was pressed is gone; its neighbour has the focus.
    expect(page.get_by_role("button", name="Busy, agent 1001")).to_be_focused()
    tab_to(page, "#operation select[name=operation]")
    page.keyboard.type("CallNumber")
    tab_to(page, "[data-field=callee]")
    page.keyboard.press("Enter")
    expect(page.locator("#reply-state")).to_have_text("status 200, accepted")
    tab_to(page, "#messages-rows summary")
    page.keyboard.press("Space")
    expect(newest(page, "messages").get_by_label("What came")).to_be_visible()
    assert [call.agent for call in play.box.calls] == ["1000"]


def test_no_element_keeps_the_keyboard(page: Page, play: Play) -> None:
    play.ask("CallNumber", agent="1000", callee=NUMBER)
    press(page, "Sign only")
    expect(page.locator("#body")).to_be_visible()
    page.evaluate("document.activeElement.blur()")
    reached = set[str]()
    name = "(e => e.id || e.name || e.getAttribute('aria-label') || e.textContent)(document.activeElement)"
    for _ in range(200):
        page.keyboard.press("Tab")
        reached.add(page.evaluate(name))
    assert {
        "To the content",
        "body",
        "send-body",
        "Send again: notification 1, callstart",
    } <= reached


def test_what_has_the_focus_or_is_open_stays_so_while_others_come(page: Page, play: Play) -> None:
    play.ask("AgentSetBusy", agent="1000")
    summary = rows(page, "messages").first.locator("summary").first
    summary.focus()
    page.keyboard.press("Enter")
    for _ in range(3):
        play.ask("AgentSetIdle", agent="1000")
    expect(rows(page, "messages")).to_have_count(4)
    last = rows(page, "messages").last
    expect(last.locator("summary").first).to_be_focused()
    expect(last.locator("details").first).to_have_attribute("open", "")


def test_everything_that_can_be_filled_in_or_pressed_has_a_name(page: Page, play: Play) -> None:
    play.box.call_in("1000", NUMBER)
    press(page, "Sign only")
    expect(page.locator("#body")).to_be_visible()
    nameless = page.locator("input, select, textarea, button").evaluate_all(
        """all => all.filter(one => !one.labels?.length && !one.ariaLabel && !one.textContent.trim())
                     .map(one => one.outerHTML)"""
    )
    assert nameless == []


def test_one_line_alone_is_read_out_when_something_happens(page: Page) -> None:
    live = "[aria-live], [role=status], [role=alert], [role=log], output"
    assert page.locator(live).evaluate_all("all => all.map(one => one.id)") == ["said"]


def test_the_page_has_landmarks_and_headings(page: Page) -> None:
    headings = page.get_by_role("heading", level=2).evaluate_all(
        "all => all.map(one => one.firstChild.textContent.trim())"
    )
    assert headings == [
        "Agents",
        "Calls",
        "Tasks",
        "Notifications",
        "Send an operation",
        "Messages",
        "Faults",
    ]
    assert [page.get_by_role(role).count() for role in ("banner", "main", "navigation")] == [
        1,
        1,
        1,
    ]


CONTRAST = """() => {
  const canvas = document.createElement("canvas").getContext("2d");
  const read = colour => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = rgb => rgb.slice(0, 3).map(c => c / 255)
    .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = node => {
    for (; node; node = node.parentElement) {
      const colour = read(getComputedStyle(node).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return read("canvas");
  };
  const low = [];
  for (const node of document.querySelectorAll("body *")) {
    const hasText = [...node.childNodes].some(one => one.nodeType === 3 && one.data.trim());
    if (!node.checkVisibility() || !(hasText || node.matches("input, textarea"))) continue;
    const [a, b] = [read(getComputedStyle(node).color), ground(node)].map(luminance);
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) low.push(`${ratio.toFixed(2)} ${node.className} ${node.textContent.slice(0, 40)}`);
  }
  return low;
}"""


def fill(page: Page, play: Play) -> None:
    """Bring everything onto the page that there can be."""
    box = play.box
    for number in ("1001", "1002", "1003"):
        box.agents[number].login()
    box.agents["1003"].go_away()
    play.ask("CallTaskCreate", agent="1002", callees=[NUMBER] * 3, mode=5, taskName="x" * 60)
    box.call_in("1000", NUMBER, user_data="y" * 300)
    box.clock.advance(60)
    box.call_in("1001", NUMBER)
    play.ask("CallNumber", agent="1000", callee=NUMBER)
    play.try_("CallNumber", agent="1000", callee="z" * 200)
    box.fault("CallNumber", "reset")
    choose(page, "getCdrList")
    press(page, "Sign and send")
    expect(page.locator("#reply")).to_be_visible()
    expect(rows(page, "calls")).to_have_count(3)
    expect(rows(page, "messages")).to_have_count(4)
    expect(rows(page, "notifications")).to_have_count(8)
    for kind in ("messages", "notifications"):
        newest(page, kind).locator("summary").first.click()
        expect(newest(page, kind).locator("h3").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_is_legible(browser: Browser, play: Play, scheme: str) -> None:
    with console(browser, play.box, scheme=scheme) as (page, _):
        fill(page, play)
        assert page.evaluate(CONTRAST) == []
        page.goto(f"{play.box.url}/reference")
        assert page.evaluate(CONTRAST) == []


@pytest.mark.parametrize("size", [WIDE, NARROW, (360, 640), (820, 1180)])
def test_nothing_is_wider_than_the_window(
    browser: Browser, play: Play, size: tuple[int, int]
) -> None:
    with console(browser, play.box, size=size) as (page, _):
        fill(page, play)
        for url in (None, f"{play.box.url}/reference"):
            if url:
                page.goto(url)
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


# --- the browser itself


def test_a_machine_without_a_browser_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(finding, "CACHE", tmp_path)
    monkeypatch.setattr(finding, "APPLICATIONS", ())
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CHROMIUM", raising=False)
    with pytest.raises(finding.NoBrowser, match="Run `make browser`"):
        finding.find()
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "none"))
    with pytest.raises(finding.NoBrowser, match=r"CHROMIUM is .*none, which can't be started"):
        finding.fetch()
