"""A sample of the fault matrix: all operations, each fault with some of them. `FAULTS=all` plays it whole."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from callcenter_client._spec import OPERATIONS
from tests.faults import matrix
from tests.faults.kinds import FAULTS, Fault
from tests.faults.raw_platform import Platform

if TYPE_CHECKING:
    from collections.abc import Iterator

WHOLE = os.environ.get("FAULTS") == "all"


def sample() -> list[tuple[str, Fault, str]]:
    """Cells such that each operation, each fault, and each client with each fault is among them."""
    cells = [
        (operation, fault, way)
        for row, fault in enumerate(FAULTS)
        for column, operation in enumerate(OPERATIONS)
        for turn, way in enumerate((matrix.SYNC, matrix.ASYNC))
        if WHOLE or (column - row - 8 * turn) % (16 if fault.slow else 8) == 0
    ]
    assert {operation for operation, _, _ in cells} == set(OPERATIONS)
    assert {(fault.name, way) for _, fault, way in cells} == {
        (fault.name, way) for fault in FAULTS for way in (matrix.SYNC, matrix.ASYNC)
    }
    return cells


SAMPLE = sample()


@pytest.fixture(scope="module")
def platform() -> Iterator[Platform]:
    with Platform() as running:
        yield running


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("operation", "fault", "way"),
    SAMPLE,
    ids=[f"{operation}, {fault.name}, {way}" for operation, fault, way in SAMPLE],
)
def test_a_cell(platform: Platform, operation: str, fault: Fault, way: str) -> None:
    cell = matrix.play(platform, operation, fault, way)

    assert cell.differs(operation, fault) == ""


def test_the_names_of_faults_are_their_own() -> None:
    names = [fault.name for fault in FAULTS]
    assert sorted(set(names)) == sorted(names)


def test_a_wrong_cell_would_be_seen(platform: Platform) -> None:
    lost = next(fault for fault in FAULTS if fault.name == "close after reading")
    twice = matrix.Cell("unknown", 2, 1, "TransportError", "ok")
    stuck = matrix.Cell("unknown", 1, 1, "TransportError", "PoolTimeout")

    assert twice.differs("CallNumber", lost) != ""
    assert stuck.differs("CallNumber", lost) != ""


def test_the_table_has_a_row_for_each_fault() -> None:
    cells = {
        (operation, fault.name, way): matrix.Cell("ok", 1, 1, "", "ok")
        for operation in OPERATIONS
        for fault in FAULTS
        for way in (matrix.SYNC, matrix.ASYNC)
    }

    lines = matrix.table(cells).splitlines()

    assert len(lines) == len(FAULTS) + 2
    assert lines[2] == "| refuse | ok, 1× |"
