"""What the tests of the client share: a server of their own, and two ways to ask it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from callcenter_client import _retry
from tests.client.asking import Asking, ask_async, ask_sync
from tests.client.filling import Filling, filling, steps_async, steps_sync
from tests.client.raw_server import RawServer

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the user's platform nor the user's proxy has a say in a test."""
    for name in list(os.environ):
        if name.startswith("CALLCENTER_") or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Further attempts come at once."""
    monkeypatch.setattr(_retry, "_FIRST_WAIT", 0.001)


@pytest.fixture
def server() -> Iterator[RawServer]:
    with RawServer() as running:
        yield running


@pytest.fixture(params=[ask_sync, ask_async], ids=["sync", "async"])
def ask(request: pytest.FixtureRequest, server: RawServer) -> Asking:
    return Asking(request.param, server.url)


@pytest.fixture(params=[steps_sync, steps_async], ids=["sync", "async"])
def steps(request: pytest.FixtureRequest, server: RawServer) -> Filling:
    return filling(request.param, server)
