"""A receiver and two workers of one inbox that are killed all the time: `crashing.py PORT FOLDER SEED`.

The socket is this process's, so that a client waits while nobody serves; what serves and what works are its children. They are
killed at random moments until its standard input ends, and live on then.
"""

from __future__ import annotations

import os
import random
import select
import signal
import socket
import sqlite3
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from callcenter_auth import WebhookVerifier
from callcenter_client import webhooks
from tests.webhooks.receivers import CUSTOMER, SECRET, ThreadingWsgiServer

if TYPE_CHECKING:
    from callcenter_client.webhooks import Notification

LEASE = 2.0


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None: ...  # noqa: A002  # why: the library's signature


def serve(listening: socket.socket, folder: Path) -> None:
    inbox = webhooks.Inbox(f"sqlite:///{folder}/inbox.db", lease=LEASE)
    server: WSGIServer = ThreadingWsgiServer(("127.0.0.1", 0), Quiet, bind_and_activate=False)
    server.socket.close()
    server.socket = listening
    server.server_name, server.server_port = "127.0.0.1", listening.getsockname()[1]
    server.setup_environ()
    server.set_app(webhooks.wsgi_app(WebhookVerifier({CUSTOMER: SECRET}), inbox.put))
    server.serve_forever()


def work(folder: Path) -> None:
    inbox = webhooks.Inbox(f"sqlite:///{folder}/inbox.db", lease=LEASE)
    ledger = sqlite3.connect(folder / "ledger.db", timeout=60, isolation_level=None)

    def handle(event: Notification) -> None:
        time.sleep(random.random() / 100)
        ledger.execute("INSERT INTO calls VALUES (?)", [event.dedupe_key])
        time.sleep(random.random() / 100)

    inbox.work(handle)


def child(what: str, listening: socket.socket, folder: Path) -> int:
    if (pid := os.fork()) != 0:
        return pid
    try:
        random.seed(os.getpid())
        serve(listening, folder) if what == "receiver" else work(folder)
    finally:
        os._exit(1)


def main() -> NoReturn:
    port, folder, seed = int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    dice = random.Random(seed)
    with sqlite3.connect(folder / "ledger.db") as ledger:
        ledger.execute("PRAGMA journal_mode=WAL")
        ledger.execute("CREATE TABLE calls (key TEXT)")
        ledger.execute("CREATE TABLE kills (what TEXT)")
    ledger.close()
    listening = socket.create_server(("127.0.0.1", port), backlog=128)
    children = {what: child(what, listening, folder) for what in ("receiver", "worker", "worker 2")}
    kills = 0
    while not select.select([sys.stdin], [], [], dice.uniform(0.01, 0.2))[0]:
        what = dice.choice(list(children))
        os.kill(children[what], signal.SIGKILL)
        os.waitpid(children[what], 0)
        (folder / "kills").write_text(str(kills := kills + 1), encoding="utf-8")
        children[what] = child(what, listening, folder)
    signal.pause()
    sys.exit(0)


if __name__ == "__main__":
    main()
