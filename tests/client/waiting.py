"""Waiting for what another thread brings about."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def until(holds: Callable[[], bool], patience: float = 10.0) -> None:
    """Return when it holds; a test in which it never does fails."""
    end = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < end, "it didn't come about"
        time.sleep(0.002)
