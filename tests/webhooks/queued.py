"""A receiver that hands over to Celery, and the task: `uvicorn tests.webhooks.queued:app`, `celery -A tests.webhooks.queued:queue worker`.

What a task began with is a line of the file `began`, what it did a row of `ledger.db`, both in the working folder.
"""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Any

from callcenter_client import webhooks
from tests.webhooks.sending import verifier

BEGAN, LEDGER, HEALTHY = Path("began"), Path("ledger.db"), Path("healthy")

# Celery has no types of its own.
Celery: Any = import_module("celery").Celery
queue = Celery("queued", broker=os.environ["BROKER_URL"])
queue.conf.update(
    task_ignore_result=True,
    worker_prefetch_multiplier=1,
    # It is looked at each second for a test; by default every 100 s.
    broker_transport_options={
        "visibility_timeout": float(os.environ["VISIBILITY_TIMEOUT"]),
        "socket_timeout": float(os.environ["SOCKET_TIMEOUT"]),
        "unacked_restore_interval": 1,
        "unacked_restore_throttle": 1,
    },
)


# As in the README.
again: dict[str, Any] = {"acks_late": True, "reject_on_worker_lost": True}
again |= {"autoretry_for": (Exception,), "retry_backoff": True, "max_retries": None}


def handle(raw: dict[str, Any]) -> None:
    """Insert the key and do the work in one transaction; a second insert is the end of it."""
    event = webhooks.parse(raw)
    with BEGAN.open("a", encoding="utf-8") as began:
        began.write(f"{event.dedupe_key} {os.getpid()}\n")
    with closing(sqlite3.connect(LEDGER, timeout=30)) as ledger, ledger:
        key = [event.dedupe_key]
        if ledger.execute("INSERT OR IGNORE INTO seen VALUES (?)", key).rowcount == 0:
            return
        ledger.execute("INSERT INTO work VALUES (?)", key)
        if not isinstance(event, webhooks.Billing) or HEALTHY.exists():
            return
        if event.user_data == "fail":
            raise ValueError("in the middle of it")
        while event.user_data == "slow":
            time.sleep(0.01)  # in the middle of it, for ever


task = queue.task(**again)(handle)
app = webhooks.asgi_app(verifier(), lambda event: task.delay(event.raw))
