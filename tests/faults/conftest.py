"""What the tests of faults share."""

from __future__ import annotations

import os

import pytest

from callcenter_client import _retry


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("CALLCENTER_") or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Further attempts come at once."""
    monkeypatch.setattr(_retry, "_FIRST_WAIT", 0.001)
