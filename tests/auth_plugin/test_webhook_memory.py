"""MemoryReplay: bounded, and by a clock of its own."""

import json
import logging
import threading
from collections.abc import Callable
from typing import Any

import pytest

from callcenter_auth import MemoryReplay, ReplayClaim


def claim(key: str, *, owner: str = "a", keep: float = 600) -> ReplayClaim:
    return ReplayClaim(key, "b" * 64, owner, 60, keep)


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_when_it_is_full_what_would_be_forgotten_soonest_goes() -> None:
    store = MemoryReplay(max_entries=3)
    for key, keep in (("long", 900), ("short", 100), ("middle", 500), ("next", 50)):
        store.claim(claim(key, keep=keep))

    assert 3 == len(store)
    # `next` came last, so it stays, until another one comes.
    answers = {key: store.claim(claim(key, owner="b")) for key in ("long", "middle", "next")}
    assert {"long": "in_flight", "middle": "in_flight", "next": "in_flight"} == answers
    assert "new" == store.claim(claim("short", owner="b"))
    assert "new" == store.claim(claim("next", owner="b"))


def test_it_warns_once(caplog: pytest.LogCaptureFixture) -> None:
    store = MemoryReplay(max_entries=2)
    for key in "abcdef":
        store.claim(claim(key))

    assert [("callcenter_auth", logging.WARNING)] == [
        (record.name, record.levelno) for record in caplog.records
    ]
    assert caplog.messages[0].startswith("The replay memory is full (max_entries=2): ")


def test_what_has_expired_makes_room_without_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    clock = Clock()
    store = MemoryReplay(max_entries=2, clock=clock)
    for key in "abcdef":
        store.claim(claim(key, keep=10))
        clock.now += 5

    assert (2, []) == (len(store), caplog.records)


def test_it_stays_as_small_as_its_entries_whatever_is_asked() -> None:
    clock = Clock()
    store = MemoryReplay(max_entries=10, clock=clock)
    for turn in range(1000):
        one = claim(str(turn % 15), owner=str(turn), keep=40)
        store.claim(one)
        getattr(store, ("confirm", "release")[turn % 2])(one)
        clock.now += 1

    assert len(store._ends) == len(store) <= 10


def test_lease_and_memory_follow_its_clock() -> None:
    clock = Clock()
    store = MemoryReplay(clock=clock)
    answers: list[str] = []
    for owner, now in (("a", 0), ("b", 59.999), ("c", 60), ("d", 119), ("e", 599.9)):
        clock.now = 1000 + now
        answers.append(store.claim(claim("k", owner=owner)))
    store.confirm(claim("k", owner="e"))
    clock.now = 1600

    assert ["new", "in_flight", "new", "in_flight", "new"] == answers
    assert "new" == store.claim(claim("k", owner="f"))


def test_threads_that_fill_it_leave_it_whole() -> None:
    store = MemoryReplay(max_entries=50)

    def run(number: int) -> None:
        for turn in range(500):
            one = claim(f"{turn % 90}", owner=f"{number}", keep=turn % 7)
            store.claim(one)
            store.confirm(one)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(store._ends) == len(store) <= 50
    assert set(store._entries) == {key for _, key in store._ends}


def test_a_child_that_is_forked_while_a_thread_holds_the_lock_goes_on_with_a_copy(
    run_python: Callable[..., str],
) -> None:
    found = json.loads(run_python("fork_with_memory", "locked"))

    assert [["redelivery", "new"], "in_flight"] == found


def test_children_that_are_forked_at_any_moment_have_a_memory_that_works(
    run_python: Callable[..., str],
) -> None:
    found = json.loads(run_python("fork_with_memory", "filling", "40"))

    assert [20] * 40 == found


@pytest.mark.parametrize(
    ("value", "error", "text"),
    [
        (0, ValueError, "max_entries must be 1 or more, got 0"),
        (1.5, TypeError, "max_entries must be int, not float"),
        (True, TypeError, "max_entries must be int, not bool"),
    ],
)
def test_a_size_that_is_none_is_refused(value: Any, error: type[Exception], text: str) -> None:
    with pytest.raises(error) as caught:
        MemoryReplay(value)

    assert text == str(caught.value)
