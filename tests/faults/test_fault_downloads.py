"""The faults of the sandbox on a download: the whole recording or an error and nothing; and the next one works."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from callcenter_client import CallCenterError
from callcenter_sandbox import Sandbox
from callcenter_sandbox._faults import KINDS
from tests.client.downloading import Downloads, left_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# A trickle may last as long as it likes: each byte is a sign of life.
FAULTS = [
    kind.name for kind in KINDS.values() if kind.effect is not None and kind.name != "trickle"
]
FAILS = {
    "refuse": "TransportError",
    "500": "UnexpectedResponse",
    "html": "UnexpectedResponse",
    "empty": "UnexpectedResponse",
}


@pytest.fixture(scope="module")
def box() -> Iterator[Sandbox]:
    with Sandbox(history=True) as box:
        yield box


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("kind", FAULTS)
@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
def test_a_download_is_whole_or_an_error(
    box: Sandbox, kind: str, tmp_path: Path, *, is_async: bool
) -> None:
    name = next(call.recording for call in box.calls if call.recording)
    downloads = Downloads(is_async)(box.url, timeout=httpx.Timeout(30, read=1.5))
    whole = downloads.save(name, tmp_path / "whole.wav").read_bytes()
    refuses = kind == "refuse"
    with box.fault("*" if refuses else "downloadRecording", kind, times=None if refuses else 1):
        try:
            found = downloads.save(name, tmp_path / "x.wav").read_bytes()
        except CallCenterError as error:
            found = type(error).__name__.encode()

    if kind in FAILS:
        assert (FAILS[kind].encode(), ["whole.wav"]) == (found, left_in(tmp_path))
    else:
        assert (whole, ["whole.wav", "x.wav"]) == (found, left_in(tmp_path))
    assert whole == downloads.save(name, tmp_path / "next.wav").read_bytes()
