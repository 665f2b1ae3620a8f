"""No seq twice over processes: forked, spawned, restarted, killed."""

import itertools
import json
import multiprocessing
from collections.abc import Callable

import pytest

RunPython = Callable[..., str]

SCRIPT = "draw_in_processes"
METHODS = [name for name in ("fork", "spawn") if name in multiprocessing.get_all_start_methods()]


def repeated(serials: list[list[int]]) -> int:
    every = list(itertools.chain(*serials))
    return len(every) - len(set(every))


@pytest.fixture(scope="module", params=METHODS)
def drawn_by_16(request: pytest.FixtureRequest, run_python: RunPython) -> list[list[int]]:
    """What 16 processes draw at once with nothing configured, that of their parent first."""
    drawn: list[list[int]] = json.loads(run_python(SCRIPT, "together", request.param, "16", "250"))
    return drawn


def test_sixteen_processes_with_nothing_configured_give_no_seq_twice(
    drawn_by_16: list[list[int]],
) -> None:
    assert [500] + [250] * 16 == [len(serials) for serials in drawn_by_16]
    assert repeated(drawn_by_16) == 0


def test_in_each_process_serials_grow(drawn_by_16: list[list[int]]) -> None:
    assert [True] * 17 == [serials == sorted(serials) for serials in drawn_by_16]


def test_each_process_has_a_worker_number_of_its_own(drawn_by_16: list[list[int]]) -> None:
    workers = [{seq & 63 for seq in serials} for serials in drawn_by_16]

    assert [1] * 17 == [len(of_one) for of_one in workers]
    assert len(set[int]().union(*workers)) == 17


def test_processes_that_inherit_one_worker_number_give_no_seq_twice(run_python: RunPython) -> None:
    variables = {"CALLCENTER_WORKER": "7"}

    drawn = json.loads(run_python(SCRIPT, "together", "fork", "8", "250", **variables))

    assert {7} == {seq & 63 for serials in drawn for seq in serials}
    assert repeated(drawn) == 0


@pytest.mark.parametrize(
    "back", [0, 1_000_000, 3_600_000_000_000], ids=["same-instant", "ms-back", "hour-back"]
)
def test_a_restart_gives_no_seq_of_before(run_python: RunPython, back: int) -> None:
    drawn = json.loads(run_python(SCRIPT, "restarts", "10", str(back)))

    # The same worker number each time, so that the clock and the note alone tell them apart.
    assert len({seq & 63 for seq in drawn}) == 1
    assert sorted(set(drawn)) == drawn
    assert len(drawn) == 10


def test_a_killed_process_leaves_its_number_and_its_last_seq(run_python: RunPython) -> None:
    drawn = json.loads(run_python(SCRIPT, "killed"))

    assert len({seq & 63 for seq in drawn}) == 1
    assert sorted(set(drawn)) == drawn


def test_when_all_numbers_are_taken_the_error_says_what_to_do(run_python: RunPython) -> None:
    result = json.loads(run_python(SCRIPT, "full"))

    assert (64, 5) == (result["workers"], result["explicit"])
    assert result["error"].startswith(
        "All 64 worker numbers of this user on this host are leased, by as many processes"
    )
    assert result["error"].endswith(
        "Give each process a worker number of its own, 0 to 63, by SeqSource(worker=…) or the "
        "variable CALLCENTER_WORKER, or take the serials from one place by DigestAuth(seq=…)"
    )
    assert len(result["after"]) == 1


def test_a_fork_in_the_middle_of_a_draw_does_not_hang_the_child(run_python: RunPython) -> None:
    drawn = json.loads(run_python(SCRIPT, "fork-under-load", "40"))

    assert len(set(drawn)) == 40


def test_a_fork_in_the_middle_of_the_first_draw_does_not_hang_the_child(
    run_python: RunPython,
) -> None:
    drawn = json.loads(run_python(SCRIPT, "fork-in-first-draw"))

    assert len(set(drawn)) == 2
