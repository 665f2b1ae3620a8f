# Made by "python -m generator generate" from the spec: change that, not this file.
"""The file of an inbox: one connection to SQLite for all threads of a process, transactions, and forks."""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager
from importlib import import_module
from threading import RLock
from typing import TYPE_CHECKING, Any

from callcenter_client.errors import ConfigurationError
from callcenter_client.webhooks._forks import Forking

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Generator

_BUSY_TIMEOUT = 60.0


class File(Forking):
    """A database in a file, open as long as it's used.

    One connection serves all threads of a process: writers wait for each other anyway, and here they do it fairly.

    SQLite bears no fork: a child, and each connection that it opens to the same file, takes the parent's locks for its own,
    and what it writes is lost when the parent closes the file. So it's closed before a fork, and both open it again.

    Args:
        path: Where it is.
        schema: What makes its tables, when they aren't there.

    Attributes:
        errors: What using it may raise.

    Raises:
        ConfigurationError: It can't be used.
    """

    def __init__(self, path: str, schema: str) -> None:
        # Some builds of Python lack it, and need no inbox.
        self._sqlite: Any = import_module("sqlite3")
        self.errors: tuple[type[Exception], ...] = (self._sqlite.Error, OSError)
        self._path = path
        self._schema = schema
        self._lock = RLock()
        self._connection: sqlite3.Connection | None = None
        try:
            self._connection = self._connect()
        except OSError as error:
            raise ConfigurationError(f"the inbox {path} can't be opened: {error}") from error
        except self._sqlite.Error as error:
            raise ConfigurationError(f"the inbox {path} can't be used: {error}") from error
        super().__init__()

    def _connect(self) -> sqlite3.Connection:
        # It holds what people said and dialled: for its owner alone. SQLite's other files follow its mode.
        os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))
        connection: sqlite3.Connection = self._sqlite.connect(
            self._path, timeout=_BUSY_TIMEOUT, isolation_level=None, check_same_thread=False
        )
        with ExitStack() as unless_it_works:
            unless_it_works.callback(connection.close)
            mode = connection.execute("PRAGMA journal_mode=WAL").fetchone()[0]
            if mode != "wal":
                raise ConfigurationError(
                    f"the inbox {self._path} can't have a write-ahead log (its mode is {mode}); put it on a local disk"
                )
            connection.executescript(self._schema)
            unless_it_works.pop_all()
        return connection

    @contextmanager
    def opened(self) -> Generator[sqlite3.Connection]:
        """Have the connection for oneself."""
        with self._lock:
            if self._connection is None:
                self._connection = self._connect()
            yield self._connection

    @contextmanager
    def transaction(self, *, durable: bool = True) -> Generator[sqlite3.Connection]:
        """Begin and commit; `durable`: on the disk when it ends, and not only whole, whatever happens."""
        with self.opened() as connection:
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
            if connection is not None:
                connection.close()

    def before_fork(self) -> None:
        """What is being written comes to its end first."""
        self._lock.acquire()
        self.close()

    def after_fork(self) -> None:
        """It's opened again when it's needed."""
        self._lock.release()

    def forked(self) -> None:
        """Here too."""
        self._lock = RLock()
        if self._connection is not None:  # the fork wasn't announced
            _left.append(self._connection)  # neither to be used here nor to be closed
            self._connection = None


# What belongs to a parent.
_left: list[sqlite3.Connection] = []
