"""The state in a SQLite file, so that a sandbox that was killed goes on where it stopped.

Each turn is one transaction, written before its reply is sent. What a row holds is a dataclass as
JSON; the file belongs to one version of the sandbox and is no format for others.
"""

import json
import sqlite3
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

from callcenter_sandbox._agents import AgentState
from callcenter_sandbox._calls import Call
from callcenter_sandbox._clock import Event
from callcenter_sandbox._notifications import Attempt, Notification
from callcenter_sandbox._tasks import Task
from callcenter_sandbox._turns import Changes

_VERSION = 1
_T = TypeVar("_T")


class UnusableState(ValueError):
    """The file given as `state` holds no state of this version of the sandbox, or is in use."""


@dataclass
class Stored:
    """What was written down, the oldest first."""

    agents: list[AgentState] = field(default_factory=list[AgentState])
    calls: list[Call] = field(default_factory=list[Call])
    tasks: list[Task] = field(default_factory=list[Task])
    notifications: list[Notification] = field(default_factory=list[Notification])
    events: list[Event] = field(default_factory=list[Event])
    counters: dict[str, int] = field(default_factory=dict[str, int])
    now: float | None = None


class FileStore:
    """Writes the state into a SQLite file.

    Args:
        path: The file; made when it isn't there.

    Raises:
        UnusableState: The file can't be used.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            # Turns come from many threads, one at a time: the lock of the sandbox is held.
            self._db = sqlite3.connect(
                path, isolation_level=None, check_same_thread=False, timeout=1
            )
            self._open()
        except sqlite3.Error as error:
            if hasattr(self, "_db"):
                self._db.close()
            raise UnusableState(f"{path}: can't be used as state: {_why(path, error)}") from None

    def _open(self) -> None:
        run = self._db.execute
        run("PRAGMA locking_mode = EXCLUSIVE")  # one sandbox for one file
        [[version]] = run("PRAGMA user_version")
        [[tables]] = run("SELECT count(*) FROM sqlite_master")
        if version not in (0, _VERSION) or (version == 0 and tables):
            raise sqlite3.DatabaseError("it isn't a state file of this version of the sandbox")
        # With these, a kill of the process loses nothing.
        run("PRAGMA journal_mode = WAL")
        run("PRAGMA synchronous = NORMAL")
        run("BEGIN IMMEDIATE")
        run(
            "CREATE TABLE IF NOT EXISTS thing (kind TEXT, id TEXT, value TEXT, PRIMARY KEY (kind, id))"
        )
        run("CREATE TABLE IF NOT EXISTS event (number INTEGER PRIMARY KEY, value TEXT)")
        run(f"PRAGMA user_version = {_VERSION}")
        run("COMMIT")

    def save(self, changes: Changes, counters: dict[str, int], now: float) -> None:
        """Write down what a turn has changed."""
        rows = [(kind, id_, _text(value)) for (kind, id_), value in changes.things.items()]
        rows.append(("meta", "counters", json.dumps(counters)))
        rows.append(("meta", "now", json.dumps(now)))
        # The sending of notifications is planned anew from those that are waiting.
        events = [
            (event.number, json.dumps([event.due, event.number, event.kind, event.args]))
            for event in changes.added
            if event.kind != "send"
        ]
        self._db.execute("BEGIN")
        try:
            self._db.executemany(
                "INSERT INTO thing VALUES (?, ?, ?)"
                " ON CONFLICT (kind, id) DO UPDATE SET value = excluded.value",
                rows,
            )
            self._db.executemany("DELETE FROM thing WHERE kind = ? AND id = ?", changes.forgotten)
            self._db.executemany("INSERT OR REPLACE INTO event VALUES (?, ?)", events)
            self._db.executemany(
                "DELETE FROM event WHERE number = ?", [(one,) for one in changes.done]
            )
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:  # SQLite has ended it itself when the disk is full
                self._db.execute("ROLLBACK")
            raise

    def load(self) -> Stored:
        """What was written down so far.

        Raises:
            UnusableState: It can't be read.
        """
        found = Stored()
        try:
            # By rowid: an update leaves a row in its place.
            for kind, id_, text in self._db.execute(
                "SELECT kind, id, value FROM thing ORDER BY rowid"
            ):
                _READERS[kind](found, id_, json.loads(text))
            for (text,) in self._db.execute("SELECT value FROM event ORDER BY number"):
                due, number, kind, args = json.loads(text)
                found.events.append(Event(due, number, kind, tuple(args)))
        except (sqlite3.Error, ValueError, KeyError, TypeError) as error:
            raise UnusableState(f"{self._path}: can't be read: {error!r}") from None
        return found

    def close(self) -> None:
        """Close the file."""
        self._db.close()


def _why(path: Path, error: sqlite3.Error) -> str:
    """What SQLite says, in words that tell what to do where it is known."""
    if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
        return "another process uses it, and one file is for one sandbox (database is locked)"
    if not path.parent.is_dir():
        return f"there is no folder {path.parent}"
    return str(error)


def _text(value: object) -> str:
    return json.dumps(asdict(value))  # type: ignore[call-overload]  # all of them are dataclasses


def _made(kind: type[_T], value: dict[str, Any]) -> _T:
    known = {one.name for one in fields(kind)}  # type: ignore[arg-type]  # as above
    return kind(**{name: item for name, item in value.items() if name in known})


def _meta(found: Stored, name: str, value: Any) -> None:
    if name == "counters":
        found.counters = value
    else:
        found.now = value


def _notification(found: Stored, _id: str, value: Any) -> None:
    one = _made(Notification, value)
    one.attempts = [Attempt(**attempt) for attempt in value["attempts"]]
    found.notifications.append(one)


_READERS: dict[str, Callable[[Stored, str, Any], None]] = {
    "agent": lambda found, _id, value: found.agents.append(_made(AgentState, value)),
    "call": lambda found, _id, value: found.calls.append(_made(Call, value)),
    "task": lambda found, _id, value: found.tasks.append(_made(Task, value)),
    "notification": _notification,
    "meta": _meta,
}
