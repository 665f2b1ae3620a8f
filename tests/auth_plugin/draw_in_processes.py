"""Draws serials in several processes, and prints them as JSON: run by test_auth_processes.

Usage: draw_in_processes.py together METHOD PROCESSES EACH | restarts TIMES BACK | killed | full |
fork-under-load TIMES | fork-in-first-draw
"""

import json
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier, Event
from typing import Any

from callcenter_auth import SeqSource

# A time in the past, so that real clocks cannot help.
FROZEN = 1_700_000_000_000_000_000


def draw(each: int) -> list[int]:
    source = SeqSource()
    return [source() for _ in range(each)]


def draw_beside_others(to: Connection, barrier: Barrier, each: int) -> None:
    barrier.wait(60)
    drawn = draw(each)
    barrier.wait(60)  # alive until all have drawn: nobody gets the number of one that has ended
    to.send(drawn)


def together(method: str, processes: int, each: int) -> list[list[int]]:
    """The parent draws before and after, so that a child which forks has a counter to inherit."""
    context = multiprocessing.get_context(method)
    before = draw(each)
    barrier = context.Barrier(processes)
    running: list[tuple[Any, Connection]] = []
    for _ in range(processes):
        mine, theirs = context.Pipe(duplex=False)
        child = context.Process(  # type: ignore[attr-defined]  # why: each real context has it
            target=draw_beside_others, args=(theirs, barrier, each)
        )
        child.start()
        running.append((child, mine))
    before += draw(each)
    drawn = [mine.recv() for _, mine in running]
    for child, _ in running:
        child.join()
    return [before, *drawn]


def in_a_child(action: Callable[[Connection], None]) -> int:
    """Give what a forked child sends; it has ended when this returns."""
    context = multiprocessing.get_context("fork")
    mine, theirs = context.Pipe(duplex=False)
    child = context.Process(target=action, args=(theirs,))
    child.start()
    seq: int = mine.recv()
    child.join()
    return seq


def restarts(times: int, back: int) -> list[int]:
    """One process after the other, each with a clock that stands `back` ns before the last one's."""

    def run(to: Connection, now: int) -> None:
        time.time_ns = lambda: now
        to.send(SeqSource()())

    return [in_a_child(partial(run, now=FROZEN - step * back)) for step in range(times)]


def killed() -> list[int]:
    """Each draws, and is killed without a chance to clean up."""

    def run(to: Connection) -> None:
        to.send(SeqSource()())
        os.kill(os.getpid(), signal.SIGKILL)

    return [in_a_child(run) for _ in range(3)]


def full() -> dict[str, Any]:
    """64 processes hold all numbers; then the parent asks for one."""
    context = multiprocessing.get_context("fork")
    done = context.Event()

    def hold(to: Connection, until: Event) -> None:
        to.send(SeqSource()())
        until.wait(30)

    running: list[Any] = []
    workers: set[int] = set()
    for _ in range(64):
        mine, theirs = context.Pipe(duplex=False)
        child = context.Process(target=hold, args=(theirs, done))
        child.start()
        running.append(child)
        workers.add(mine.recv() & 63)
    try:
        SeqSource()()
        error = ""
    except RuntimeError as refused:
        error = str(refused)
    explicit = SeqSource(worker=5)() & 63
    done.set()
    for child in running:
        child.join()
    return {"workers": len(workers), "error": error, "explicit": explicit, "after": draw(1)}


def fork_under_load(times: int) -> list[int]:
    """Forks while another thread draws: a lock that it holds must not stay locked in the child."""
    warnings.filterwarnings("ignore", ".*fork", DeprecationWarning)
    over = threading.Event()

    def draw_on() -> None:
        source = SeqSource()
        while not over.is_set():
            source()

    sys.setswitchinterval(1e-5)
    drawing = threading.Thread(target=draw_on)
    drawing.start()
    drawn = [in_a_child(lambda to: to.send(SeqSource()())) for _ in range(times)]
    over.set()
    drawing.join()
    return drawn


def fork_in_first_draw() -> list[int]:
    """Forks while another thread looks for the temporary folder, behind a lock of `tempfile`."""
    warnings.filterwarnings("ignore", ".*fork", DeprecationWarning)
    looking = threading.Event()
    folder = tempfile.gettempdir()

    def look() -> str:
        looking.set()
        time.sleep(0.2)
        return folder

    tempfile.tempdir = None
    tempfile._get_default_tempdir = look  # type: ignore[attr-defined]  # why: to stop in the middle
    drawn: list[int] = []
    drawing = threading.Thread(target=lambda: drawn.append(SeqSource()()))
    drawing.start()
    looking.wait()
    drawn.append(in_a_child(lambda to: to.send(SeqSource()())))
    drawing.join()
    return drawn


if __name__ == "__main__":
    mode, *arguments = sys.argv[1:]
    if mode == "together":
        result: object = together(arguments[0], int(arguments[1]), int(arguments[2]))
    elif mode == "restarts":
        result = restarts(int(arguments[0]), int(arguments[1]))
    elif mode == "killed":
        result = killed()
    elif mode == "full":
        result = full()
    elif mode == "fork-in-first-draw":
        result = fork_in_first_draw()
    else:
        result = fork_under_load(int(arguments[0]))
    print(json.dumps(result))
