"""Forks with an inbox open: `forking.py WHAT FOLDER`, run by test_webhook_inbox_forks.py; prints what was found as JSON."""

from __future__ import annotations

import ctypes
import json
import multiprocessing
import os
import sys
import threading
from functools import partial
from typing import TYPE_CHECKING, Any

from callcenter_client.webhooks import Inbox, Notification, _forks
from tests.forked import in_a_child

if TYPE_CHECKING:
    from collections.abc import Callable


def bill(session: str) -> dict[str, Any]:
    block = {"customer": "C2", "timestamp": "1", "seq": "1", "digest": "0"}
    return {"authentication": block, "notify": {"type": "billing", "session": session}}


def sessions(inbox: Inbox) -> list[str | None]:
    """What is in it, handled."""
    seen: list[Notification] = []
    inbox.work(seen.append, once=True)
    inbox.close()
    return sorted(getattr(event, "session", None) or "" for event in seen)


def closed(url: str) -> Any:
    """The parent closes the file while the child goes on with it."""
    inbox = Inbox(url)
    inbox.put(bill("parent"))
    told, go_on = os.pipe(), os.pipe()

    def child() -> bool:
        inbox.put(bill("child 1"))
        os.write(told[1], b".")
        os.read(go_on[0], 1)
        return inbox.put(bill("child 2"))

    def parent() -> None:
        os.read(told[0], 1)
        inbox.close()
        os.write(go_on[1], b".")

    closing = threading.Thread(target=parent)
    closing.start()
    found = in_a_child(child)
    closing.join()
    return [found, sessions(Inbox(url))]


def busy(url: str) -> Any:
    """Children are forked at any moment of threads that put and work."""
    inbox = Inbox(url)
    stop = threading.Event()

    def put() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            inbox.put(bill(f"parent {number}"))

    workers = [threading.Thread(target=inbox.work, args=(lambda event: None,)) for _ in range(2)]
    putting = threading.Thread(target=put)
    for thread in (*workers, putting):
        thread.start()

    def child(number: int) -> list[bool]:
        new = inbox.put(bill(f"child {number}"))
        inbox.close()  # the parent's workers are not waited for
        return [new]

    found = [in_a_child(partial(child, number)) for number in range(20)]
    stop.set()
    putting.join()
    inbox.close()
    for thread in workers:
        thread.join()
    return found


def unannounced(url: str) -> Any:
    """As a server in C does it: what is to be done in the child is done, and nothing before."""

    def fork() -> int:
        pid = ctypes.PyDLL(None).fork()
        if not pid:
            _forks._forked()
        return int(pid)

    inbox = Inbox(url)
    inbox.put(bill("parent 1"))
    found = in_a_child(lambda: [inbox.put(bill("child")), inbox.put(bill("parent 1"))], fork)
    inbox.put(bill("parent 2"))
    return [found, sessions(inbox)]


def note(event: Notification) -> None:
    """A handler that a spawned process can import."""


def spawned(url: str) -> Any:
    """A worker in a process that is no fork."""
    inbox = Inbox(url, tz="UTC", lease=3, attempts=4, keep_days=5)
    inbox.put(bill("parent"))
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        done = pool.apply(inbox.work, (note,), {"once": True})
    return [done, sessions(inbox)]


WAYS: dict[str, Callable[[str], Any]] = {
    "closed": closed,
    "busy": busy,
    "unannounced": unannounced,
    "spawned": spawned,
}

if __name__ == "__main__":
    print(json.dumps(WAYS[sys.argv[1]](f"sqlite:///{sys.argv[2]}/inbox.db")))
