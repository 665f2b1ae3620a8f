# Made by "python -m generator generate" from the spec: change that, not this file.
"""The table of an inbox: what may be done with its rows, each a transaction. Knows nothing of events."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from callcenter_client.errors import ConfigurationError
from callcenter_client.webhooks._inbox_file import File

_PREFIX = "sqlite:///"

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

# The oldest that is due, and whose lane has nothing being worked on, and nothing older that holds it. By the index of `due`, which
# SQLite would choose, all that wait are read and sorted each time.
_NEXT = """
SELECT id FROM inbox AS mine INDEXED BY inbox_open
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
    """What an inbox keeps.

    Args:
        url: Its file.

    Attributes:
        url: The same, wherever the process goes.
        errors: What its methods may raise.

    Raises:
        ConfigurationError: The URL is none of SQLite's, or the file can't be used.
    """

    def __init__(self, url: str) -> None:
        path = _path_of(url)
        self.url = f"{_PREFIX}{path}"
        self._file = File(path, _SCHEMA)
        self.errors = self._file.errors
        self.close = self._file.close

    def add(self, *, key: str, sort: str, lane: str | None, customer: str | None, raw: str) -> bool:
        """Store an event durably; False when it's there already, or was."""
        with self._file.transaction() as connection:
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
        with self._file.transaction(durable=False) as connection:
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
        with self._file.transaction() as connection:
            connection.execute(
                f"UPDATE inbox SET {what} WHERE id = ? AND owner = ? AND state = 'working'",  # noqa: S608  # why: constants
                (*values, row.id, owner),
            )

    def next_due(self) -> float | None:
        """When the next event is due, or its worker's lease over; None when there is none."""
        with self._file.opened() as connection:
            found = connection.execute(
                "SELECT min(due) FROM inbox WHERE state IN ('waiting', 'working')"
            )
            due: float | None = found.fetchone()[0]
            return due

    def failed(self) -> list[tuple[Row, str, float]]:
        """The dead letters, with their last error and the time of it."""
        with self._file.opened() as connection:
            rows = connection.execute(
                "SELECT id, raw, customer, attempts, error, due FROM inbox WHERE state = 'failed' ORDER BY id"
            )
            return [(Row(*found[:4]), found[4], found[5]) for found in rows]

    def retry(self, id_: int) -> bool:
        """Give a dead letter another life; False when it is none."""
        with self._file.transaction() as connection:
            done = connection.execute(
                "UPDATE inbox SET state = 'waiting', attempts = 0, due = 0, holds = 0 WHERE id = ? AND state = 'failed'",
                (id_,),
            )
            return done.rowcount == 1

    def forget(self, before: float) -> None:
        """Forget what was handled before that time: should it come again, it's handled again."""
        with self._file.transaction() as connection:
            connection.execute("DELETE FROM inbox WHERE state = 'done' AND due < ?", (before,))


def _path_of(url: object) -> str:
    rest = url.removeprefix(_PREFIX) if isinstance(url, str) else ""
    if rest == url or not rest or rest == ":memory:" or "?" in rest:
        raise ConfigurationError(
            f"the inbox is {url!r}, expected a file: 'sqlite:///inbox.db', or 'sqlite:////var/lib/inbox.db'"
        )
    return str(Path(rest).absolute())
