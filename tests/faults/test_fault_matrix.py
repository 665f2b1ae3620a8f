"""A sample of the fault matrix: all operations, each fault with some of them. `make faults` plays it whole."""

from __future__ import annotations

import io
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from callcenter_client._spec import OPERATIONS
from callcenter_sandbox._faults import KINDS
from tests.client.calls import UNSAFE
from tests.faults import matrix
from tests.faults.matrix import ALL_FAULTS, KEPT, Cell, Platforms
from tests.faults.sandbox_platform import SANDBOX_FAULTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.faults.kinds import Fault


def sample() -> list[tuple[str, Fault, str]]:
    """Cells such that each operation, each fault, and each client with each fault is among them."""
    cells = [
        (operation, fault, way)
        for row, fault in enumerate(ALL_FAULTS)
        for column, operation in enumerate(OPERATIONS)
        for turn, way in enumerate((matrix.SYNC, matrix.ASYNC))
        if (column - row - 8 * turn) % (16 if fault.slow else 8) == 0
    ]
    assert {operation for operation, _, _ in cells} == set(OPERATIONS)
    assert {(fault.name, way) for _, fault, way in cells} == {
        (fault.name, way) for fault in ALL_FAULTS for way in (matrix.SYNC, matrix.ASYNC)
    }
    return cells


SAMPLE = sample()


@pytest.fixture(scope="module")
def platforms() -> Iterator[Platforms]:
    with Platforms() as running:
        yield running


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("operation", "fault", "way"),
    SAMPLE,
    ids=[f"{operation}, {fault.name}, {way}" for operation, fault, way in SAMPLE],
)
def test_a_cell(platforms: Platforms, operation: str, fault: Fault, way: str) -> None:
    cell = platforms.play(operation, fault, way)

    assert cell.differs(operation, fault) == ""


def test_the_names_of_faults_are_their_own() -> None:
    names = [fault.name for fault in ALL_FAULTS]
    assert sorted(set(names)) == sorted(names)


def test_all_faults_of_the_sandbox_are_played() -> None:
    about_replies = {kind.name for kind in KINDS.values() if kind.effect is not None}
    assert about_replies == {fault.name.removeprefix("sandbox: ") for fault in SANDBOX_FAULTS}


@pytest.mark.parametrize(
    "wrong",
    [
        Cell("unknown", 2, 1, "TransportError", "ok"),
        Cell("unknown", 1, 2, "TransportError", "ok"),
        Cell("not_sent", 1, 1, "TransportError", "ok"),
        Cell("unknown", 1, 1, "UnexpectedResponse", "ok"),
        Cell("unknown", 1, 1, "TransportError", "PoolTimeout"),
    ],
)
def test_a_wrong_cell_would_be_seen(wrong: Cell) -> None:
    lost = next(fault for fault in ALL_FAULTS if fault.name == "close after reading")

    assert Cell("unknown", 1, 1, "TransportError", "ok").differs("CallNumber", lost) == ""
    assert wrong.differs("CallNumber", lost) != ""


def test_the_kept_table_is_what_the_whole_matrix_prints() -> None:
    """The sample shows that cells are as expected; this, that the table is made of just those."""
    assert matrix.document(matrix.expected()) == KEPT.read_text(encoding="utf-8")


def test_no_command_that_may_not_be_repeated_is_carried_out_twice_in_the_table() -> None:
    for (name, fault, _), cell in matrix.expected().items():
        if name in UNSAFE:
            allowed = {"ok": [1], "not_sent": [0], "refused": [0], "unknown": [0, 1]}[cell.outcome]
            assert cell.effects in allowed, (name, fault)


@pytest.mark.usefixtures("quick")
def test_ctrl_c_leaves_the_kept_table_as_it_was(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = KEPT.read_bytes()
    monkeypatch.setattr(Platforms, "play", lambda *_: signal.raise_signal(signal.SIGINT))
    assert 130 == matrix.main()
    assert capsys.readouterr().err.endswith("\ndocs/faults.md: broken off; it is as it was\n")
    assert before == KEPT.read_bytes()


@pytest.mark.usefixtures("quick")
def test_a_terminal_that_shows_ascii_alone_gets_the_table_and_the_file_is_whole(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    terminal = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(terminal, encoding="ascii"))
    monkeypatch.setattr(matrix, "ALL_FAULTS", ALL_FAULTS[:1])
    monkeypatch.setattr(matrix, "KEPT", tmp_path / "faults.md")
    assert 0 == matrix.main()
    sys.stdout.flush()
    kept = (tmp_path / "faults.md").read_text(encoding="utf-8")
    assert "16 operations × 1 faults × 2 clients = 32 cells." in kept
    assert f"{kept.replace('×', '?')}\n0 wrong\n" == terminal.getvalue().decode("ascii")
