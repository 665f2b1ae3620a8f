"""A headless Chromium that looks at a sandbox's console."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from playwright.sync_api import expect, sync_playwright

from tests.sandbox.chromium import find

if TYPE_CHECKING:
    from collections.abc import Generator

    from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request

    from callcenter_sandbox import Sandbox

WIDE, NARROW = (1280, 900), (375, 800)
_PATIENCE = 30_000.0  # milliseconds; a busy machine takes its time

# It reads nothing but our own pages, and it may ask nobody else for anything.
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
]


@contextmanager
def chromium() -> Generator[Browser]:
    """The browser. It has no process sandbox of its own: containers, and root, allow it none."""
    found = find()
    expect.set_options(timeout=_PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found.executable,
            args=FLAGS,
            chromium_sandbox=False,
            env={**os.environ, **found.variables},
        )
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Seen:
    """What a page has done besides showing itself.

    Attributes:
        errors: The errors of scripts, and what the browser complained of.
        hosts: Whom it asked for something.
    """

    errors: list[str] = field(default_factory=list[str])
    hosts: set[str] = field(default_factory=set[str])

    def watch(self, page: Page) -> None:
        def complained(message: ConsoleMessage) -> None:
            # A refused request is no error of the page's, though the browser notes it.
            refused = message.text.startswith("Failed to load resource")
            if message.type in ("error", "warning") and not refused:
                self.errors.append(message.text)

        def asked(request: Request) -> None:
            parts = urlsplit(request.url)
            if parts.scheme != "data":
                self.hosts.add(parts.netloc)

        page.on("console", complained)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("dialog", lambda dialog: self.errors.append(f"dialog {dialog.message}"))
        page.on("request", asked)


@contextmanager
def console(
    browser: Browser,
    box: Sandbox,
    *,
    size: tuple[int, int] = WIDE,
    scheme: str = "light",
) -> Generator[tuple[Page, Seen]]:
    """The console in a window of its own, connected."""
    dark = scheme == "dark"
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if dark else "light"
    )
    context.set_default_timeout(_PATIENCE)
    page, seen = context.new_page(), Seen()
    seen.watch(page)
    try:
        page.goto(box.console_url)
        page.get_by_text("live", exact=True).wait_for()
        yield page, seen
    finally:
        context.close()


def rows(page: Page, kind: str) -> Locator:
    """The rows of a section, the newest first; those of the agents by their numbers."""
    return page.locator(f"#{kind}-rows > *")


def newest(page: Page, kind: str) -> Locator:
    return rows(page, kind).first


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def choose(page: Page, operation: str) -> None:
    """Have the form for an operation."""
    page.get_by_label("Operation", exact=True).select_option(operation)
