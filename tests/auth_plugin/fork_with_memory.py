"""Forks while other threads are in the middle of a MemoryReplay, and prints what the children found as JSON: run by test_webhook_memory.

Usage: fork_with_memory.py locked | filling TIMES
"""

import json
import logging
import sys
import threading
import time
from typing import Any

from callcenter_auth import MemoryReplay, ReplayClaim
from tests.forked import in_a_child


def claim(key: str, owner: str = "a") -> ReplayClaim:
    return ReplayClaim(key, "b" * 64, owner, 60, 600)


def locked() -> Any:
    """The child is forked while a thread is inside the lock, and stays there."""
    inside, leave = threading.Event(), threading.Event()

    def clock() -> float:
        if threading.current_thread() is holder:
            inside.set()
            leave.wait()
        return time.monotonic()

    store = MemoryReplay(clock=clock)
    holder = threading.Thread(target=store.claim, args=(claim("held"),))
    store.claim(claim("before"))
    store.confirm(claim("before"))
    holder.start()
    inside.wait()
    found = in_a_child(lambda: [store.claim(claim(key, "b")) for key in ("before", "after")])
    leave.set()
    holder.join()
    return [found, store.claim(claim("held", "b"))]


def filling(times: int) -> Any:
    """Children are forked at any moment of threads that fill a memory, and fill theirs."""
    logging.disable()  # it says that it's full
    store = MemoryReplay(max_entries=20)
    stop = threading.Event()

    def fill() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            store.claim(ReplayClaim(f"{number % 50}", "b", "a", 60, number % 7 / 1000))

    def refill() -> int:
        for number in range(100):
            store.claim(claim(f"child {number}"))
        return len(store)

    threads = [threading.Thread(target=fill) for _ in range(2)]
    for thread in threads:
        thread.start()
    found = [in_a_child(refill) for _ in range(times)]
    stop.set()
    for thread in threads:
        thread.join()
    return found


if __name__ == "__main__":
    mode, *numbers = sys.argv[1:]
    print(json.dumps(locked() if mode == "locked" else filling(int(numbers[0]))))
