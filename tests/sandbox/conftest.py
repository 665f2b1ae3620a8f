"""What the tests of the sandbox share: one running sandbox a module, and a customer who asks it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from callcenter_sandbox import Sandbox
from tests.sandbox.customer import SECRET, Customer
from tests.sandbox.playing import Play, playing

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def shared_box() -> Iterator[Sandbox]:
    customers = {"C2": SECRET, "SCCC-test": "0123456789ABCDEF0123456789ABCDEF"}
    with Sandbox(customers, history=True) as running:
        yield running


@pytest.fixture
def box(shared_box: Sandbox) -> Sandbox:
    """A sandbox that nothing has come to yet."""
    shared_box.requests.clear()
    return shared_box


@pytest.fixture(scope="module")
def shared_customer(shared_box: Sandbox) -> Iterator[Customer]:
    with Customer(shared_box.url) as asking:
        yield asking


@pytest.fixture
def customer(box: Sandbox, shared_customer: Customer) -> Customer:
    return shared_customer


@pytest.fixture
def play() -> Iterator[Play]:
    with playing() as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """A headless Chromium. It ends with the module: while it runs, its thread's event loop does too."""
    from tests.sandbox.watching import chromium  # noqa: PLC0415  # most tests need no browser

    with chromium() as running:
        yield running


@pytest.fixture
def page(browser: "Browser", play: Play) -> "Iterator[Page]":
    """The console of a sandbox of the test's own.

    Whatever a test does, the page has no error and asks nobody else for anything.
    """
    from tests.sandbox.watching import console  # noqa: PLC0415  # as above

    with console(browser, play.box) as (shown, seen):
        yield shown
        assert seen.errors == []
        assert seen.hosts == {play.box.url.removeprefix("http://")}
