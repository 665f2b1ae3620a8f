"""Makes the picture of the console that sandbox/README.md shows.

python -m tests.sandbox.picture docs/console.png
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import expect

from tests.sandbox.playing import NUMBER, playing
from tests.sandbox.receiver import Receiver
from tests.sandbox.watching import choose, chromium, console, newest, press, rows

SIZE = (1200, 900)


def main(path: Path) -> None:
    """Play a few minutes of a call centre, and take the picture."""
    with Receiver() as receiver, playing() as play, chromium() as browser:
        box = play.box
        box.deliver_to(None)
        box.notify_url = receiver.url
        for number in ("1001", "1002", "1003", "1004"):
            box.agents[number].login()
        box.agents["1004"].set_busy()
        box.call_in("1000", NUMBER)
        numbers = ["13770769001", NUMBER, "02584567890", "13770761338"]
        task = {"agent": "1001", "callees": numbers, "mode": 5, "taskName": "Autumn survey"}
        created = play.ask("CallTaskCreate", **task)
        play.ask("CallTaskControl", agent="1001", taskID=created["taskID"], action="start")
        box.clock.advance(40)
        play.ask("CallNumber", agent="1002", callee="02584567890", userData="order-1001")
        play.try_("CallNumber", agent="1002", callee="1377x761337")
        box.clock.advance(25)
        box.call_in("1003", "13912345678")
        box.clock.advance(8)
        with console(browser, box, size=SIZE) as (page, _):
            choose(page, "CallNumber")
            press(page, "Sign and send")
            expect(page.locator("#reply-state")).to_contain_text("accepted")
            expect(newest(page, "messages")).to_contain_text("CallNumber accepted")
            expect(rows(page, "calls").first).to_contain_text("1000")
            page.mouse.move(0, 0)
            page.screenshot(path=path)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
