"""Receivers and workers that are killed all the time: `crashing.py HOW PORT FOLDER SEED`, HOW being `inbox` or `redis`.

With an inbox a receiver stores, and two workers handle; with a memory in Redis two receivers handle. The socket is this process's,
so that a client waits while nobody serves; the others are its children. They are killed at random moments until its standard
input ends, and live on then.
"""

from __future__ import annotations

import os
import random
import select
import signal
import socket
import sqlite3
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from callcenter_client import webhooks
from tests.webhooks.receivers import ThreadingWsgiServer, verifier

if TYPE_CHECKING:
    from collections.abc import Callable

    from callcenter_client.webhooks import Notification

LEASE = 2.0  # of an inbox; that of a memory in Redis is in the environment
CREWS = {"inbox": ["receiver", "worker", "worker 2"], "redis": ["receiver", "receiver 2"]}


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None: ...  # noqa: A002  # why: the library's signature


class Ledger:
    """What was handled: each call of the handler, and what a transaction makes of it."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "ledger.db"
        self._local = threading.local()

    def handle(self, event: Notification) -> None:
        if not hasattr(self._local, "connection"):
            self._local.connection = sqlite3.connect(self._file, timeout=60, isolation_level=None)
        ledger: sqlite3.Connection = self._local.connection
        key = [event.dedupe_key]
        time.sleep(random.random() / 100)
        ledger.execute("INSERT INTO calls VALUES (?)", key)
        ledger.execute("BEGIN IMMEDIATE")
        if ledger.execute("INSERT OR IGNORE INTO seen VALUES (?)", key).rowcount:
            ledger.execute("INSERT INTO effects VALUES (?)", key)
        ledger.execute("COMMIT")
        time.sleep(random.random() / 100)


def inbox_of(folder: Path) -> webhooks.Inbox:
    return webhooks.Inbox(f"sqlite:///{folder}/inbox.db", lease=LEASE)


def serve(how: str, listening: socket.socket, folder: Path) -> None:
    handler: Callable[[Notification], object] = Ledger(folder).handle
    if how == "inbox":
        handler = inbox_of(folder).put
    server: WSGIServer = ThreadingWsgiServer(("127.0.0.1", 0), Quiet, bind_and_activate=False)
    server.socket.close()
    server.socket = listening
    server.server_name, server.server_port = "127.0.0.1", listening.getsockname()[1]
    server.setup_environ()
    server.set_app(webhooks.wsgi_app(verifier(), handler))
    server.serve_forever()


def child(how: str, what: str, listening: socket.socket, folder: Path) -> int:
    if (pid := os.fork()) != 0:
        return pid
    try:
        random.seed(os.getpid())
        if what.startswith("receiver"):
            serve(how, listening, folder)
        else:
            inbox_of(folder).work(Ledger(folder).handle)
    finally:
        os._exit(1)


def main() -> NoReturn:
    how, port, folder, seed = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
    dice = random.Random(seed)
    with sqlite3.connect(folder / "ledger.db") as ledger:
        ledger.execute("PRAGMA journal_mode=WAL")
        ledger.execute("CREATE TABLE calls (key TEXT)")
        ledger.execute("CREATE TABLE seen (key TEXT UNIQUE)")
        ledger.execute("CREATE TABLE effects (key TEXT)")
    ledger.close()
    listening = socket.create_server(("127.0.0.1", port), backlog=128)
    children = {what: child(how, what, listening, folder) for what in CREWS[how]}
    kills = 0
    while not select.select([sys.stdin], [], [], dice.uniform(0.01, 0.2))[0]:
        what = dice.choice(list(children))
        os.kill(children[what], signal.SIGKILL)
        os.waitpid(children[what], 0)
        (folder / "kills").write_text(str(kills := kills + 1), encoding="utf-8")
        children[what] = child(how, what, listening, folder)
    signal.pause()
    sys.exit(0)


if __name__ == "__main__":
    main()
