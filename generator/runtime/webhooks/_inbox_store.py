"""The table of an inbox: what may be done with its rows, each a transaction. Knows nothing of events."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from callcenter_client.errors import ConfigurationError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Generator

_PREFIX = "sqlite:///"
_BUSY_TIMEOUT = 60.0

_SCHEMA = """
CREATE TABLE IF NOT EXISTS inbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL,                       -- names the event
    sort TEXT NOT NULL,                      -- tells apart what has one key and is not one event
    lane TEXT,                               -- what is handled in order; NULL: in any order
    customer TEXT,                           -- verified
    raw TEXT NOT NULL,                       -- JSON; emptied when it is handled
    state TEXT NOT NULL DEFAULT 'waiting',   -- waiting, working, done, failed
    attempts INTEGER NOT NULL DEFAULT 0,
    due REAL NOT NULL DEFAULT 0,             -- not before; working: end of the lease; done, failed: since when
    holds INTEGER NOT NULL DEFAULT 0,        -- does the rest of its lane wait for it?
    owner TEXT,
    error TEXT,
    UNIQUE (key, sort)
);
CREATE INDEX IF NOT EXISTS inbox_open ON inbox (id) WHERE state = 'waiting';
CREATE INDEX IF NOT EXISTS inbox_due ON inbox (state, due);
CREATE INDEX IF NOT EXISTS inbox_lane ON inbox (lane, state, holds, id);
"""

# The oldest that is due, and whose lane has nothing being worked on, and nothing older that holds it.
_NEXT = """
SELECT id FROM inbox AS mine
WHERE state = 'waiting' AND due <= :now
  AND NOT EXISTS (SELECT 1 FROM inbox AS other WHERE other.lane = mine.lane AND other.state = 'working')
  AND NOT EXISTS (
    SELECT 1 FROM inbox AS other
    WHERE other.lane = mine.lane AND other.state = 'waiting' AND other.holds = 1 AND other.id < mine.id
  )
ORDER BY id LIMIT 1
"""


@dataclass(frozen=True)
class Row:
    """An event that a worker has."""

    id: int
    raw: str
    customer: str | None
    attempts: int


class Store:
    """An inbox's file.

    One connection serves all threads of a process: writers wait for each other anyway, and here they do it fairly.

    Raises:
        ConfigurationError: The URL is none of SQLite's, or the file can't be used.
    """

    def __init__(self, url: str) -> None:
        self._path = _path_of(url)
        self._lock = RLock()
        self._process = 0
        self._connection: sqlite3.Connection | None = None
        self._left: list[Any] = []
        with self._lock:
            self._opened()

    @property
    def error(self) -> type[Exception]:
        """What its methods may raise: `sqlite3.Error`."""
        found: type[Exception] = import_module("sqlite3").Error
        return found

    # Connection and transactions

    def _opened(self) -> sqlite3.Connection:
        if self._connection is not None and self._process == os.getpid():
            return self._connection
        # What a fork inherits must be neither used nor closed: it belongs to the parent.
        self._left.append(self._connection)
        self._connection, self._process = self._connect(), os.getpid()
        return self._connection

    def _connect(self) -> sqlite3.Connection:
        sqlite: Any = import_module("sqlite3")  # some builds of Python lack it, and need no inbox
        try:
            # It holds what people said and dialled: for its owner alone. SQLite's other files follow its mode.
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))
            connection: sqlite3.Connection = sqlite.connect(
                self._path, timeout=_BUSY_TIMEOUT, isolation_level=None, check_same_thread=False
            )
        except (OSError, sqlite.Error) as error:
            raise ConfigurationError(f"the inbox {self._path} can't be opened: {error}") from error
        try:
            mode = connection.execute("PRAGMA journal_mode=WAL").fetchone()[0]
            connection.executescript(_SCHEMA)
        except sqlite.Error as error:
            connection.close()
            raise ConfigurationError(f"the inbox {self._path} can't be used: {error}") from error
        if mode != "wal":
            connection.close()
            raise ConfigurationError(
                f"the inbox {self._path} can't have a write-ahead log (its mode is {mode}); put it on a local disk"
            )
        return connection

    @contextmanager
    def _transaction(self, *, durable: bool = True) -> Generator[sqlite3.Connection]:
        """Begin and commit; `durable`: on the disk when it ends, and not only whole, whatever happens."""
        with self._lock:
            connection = self._opened()
            connection.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    def close(self) -> None:
        """Close the file. It is opened again when it's needed."""
        with self._lock:
            connection, self._connection = self._connection, None
            if connection is not None and self._process == os.getpid():
                connection.close()

    # What is done with rows

    def add(self, *, key: str, sort: str, lane: str | None, customer: str | None, raw: str) -> bool:
        """Store an event durably; False when it's there already, or was."""
        with self._transaction() as connection:
            done = connection.execute(
                "INSERT INTO inbox (key, sort, lane, customer, raw) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (key, sort, lane, customer, raw),
            )
            return done.rowcount == 1

    def claim(self, owner: str, lease: float, most: int) -> Row | None:
        """Take the next event that is due, for `lease` seconds; None when there is none.

        What a worker had that is dead now comes back first; what has outlived `most` workers is a dead letter.
        """
        now = time.time()
        # A claim may be lost with the power: it dies with its worker anyway.
        with self._transaction(durable=False) as connection:
            connection.execute(
                "UPDATE inbox SET state = CASE WHEN attempts >= ? THEN 'failed' ELSE 'waiting' END,"
                " owner = NULL, error = 'its worker died, or stood still for longer than its lease'"
                " WHERE state = 'working' AND due <= ?",
                (most, now),
            )
            found = connection.execute(
                "UPDATE inbox SET state = 'working', attempts = attempts + 1, owner = :owner, due = :due"  # noqa: S608  # why: constants
                f" WHERE id = ({_NEXT}) RETURNING id, raw, customer, attempts",
                {"owner": owner, "due": now + lease, "now": now},
            ).fetchone()
        return None if found is None else Row(*found)

    def renew(self, row: Row, owner: str, lease: float) -> None:
        """Keep an event for longer."""
        self._set(row, owner, "due = ?", time.time() + lease)

    def done(self, row: Row, owner: str) -> None:
        """It's handled: what it said is forgotten, that it was there is not."""
        self._set(row, owner, "state = 'done', raw = '', error = NULL, due = ?", time.time())

    def again(self, row: Row, owner: str, *, pause: float, holds: bool, error: str | None) -> None:
        """It comes again after a pause: failed with `error`, or, without one, as if this attempt had not been."""
        self._set(
            row,
            owner,
            "state = 'waiting', due = ?, holds = ?, error = coalesce(?, error), attempts = attempts - ?",
            time.time() + pause,
            holds,
            error,
            error is None,
        )

    def give_up(self, row: Row, owner: str, error: str) -> None:
        """It's a dead letter."""
        self._set(row, owner, "state = 'failed', error = ?, due = ?", error, time.time())

    def _set(self, row: Row, owner: str, what: str, *values: Any) -> None:
        """Change a row that is this owner's; one that another has, since this one's lease was over, stays as it is."""
        with self._transaction() as connection:
            connection.execute(
                f"UPDATE inbox SET {what} WHERE id = ? AND owner = ? AND state = 'working'",  # noqa: S608  # why: constants
                (*values, row.id, owner),
            )

    def next_due(self) -> float | None:
        """When the next event is due, or its worker's lease over; None when there is none."""
        with self._lock:
            found = self._opened().execute(
                "SELECT min(due) FROM inbox WHERE state IN ('waiting', 'working')"
            )
            due: float | None = found.fetchone()[0]
            return due

    def failed(self) -> list[tuple[Row, str, float]]:
        """The dead letters, with their last error and the time of it."""
        with self._lock:
            rows = self._opened().execute(
                "SELECT id, raw, customer, attempts, error, due FROM inbox WHERE state = 'failed' ORDER BY id"
            )
            return [(Row(*found[:4]), found[4], found[5]) for found in rows]

    def retry(self, id_: int) -> bool:
        """Give a dead letter another life; False when it is none."""
        with self._transaction() as connection:
            done = connection.execute(
                "UPDATE inbox SET state = 'waiting', attempts = 0, due = 0, holds = 0 WHERE id = ? AND state = 'failed'",
                (id_,),
            )
            return done.rowcount == 1

    def forget(self, before: float) -> None:
        """Forget what was handled before that time: should it come again, it's handled again."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM inbox WHERE state = 'done' AND due < ?", (before,))


def _path_of(url: str) -> str:
    rest = url.removeprefix(_PREFIX)
    if rest == url or not rest or rest == ":memory:" or "?" in rest:
        raise ConfigurationError(
            f"the inbox is {url!r}, expected a file: 'sqlite:///inbox.db', or 'sqlite:////var/lib/inbox.db'"
        )
    return str(Path(rest).absolute())
