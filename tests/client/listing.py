"""Lists read to their end by both clients, and what was told on the way."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from callcenter_client import AsyncCallCenter, CallCenter, CallCenterError
from tests.client.asking import published_auth


@dataclass
class Read:
    """What came of reading a list.

    Attributes:
        keys: The keys of the rows that were given, as numbers.
        rows: The rows.
        error: What ended it, if not the end.
        marks: `next_key` or `checkpoint` after each row, and at last.
    """

    keys: list[int] = field(default_factory=list[int])
    rows: list[Any] = field(default_factory=list[Any])
    error: CallCenterError | None = None
    marks: list[Any] = field(default_factory=list[Any])

    def took(self, row: Any, mark: Any) -> None:
        self.rows.append(row)
        self.keys.append(int(row.key))
        self.marks.append(mark)


def list_sync(
    url: str, method: str, *, mark: str, again: int = 0, settings: Any = None, **arguments: Any
) -> Read:
    """Read a list; after an error, go on with the same iterator so many times."""
    read = Read()
    with CallCenter(url, auth=published_auth(), trust_env=False, **settings or {}) as api:
        rows = getattr(api, method)(**arguments)
        while True:
            try:
                for row in rows:
                    read.took(row, getattr(rows, mark))
            except CallCenterError as error:
                read.error = error
                if again:
                    again -= 1
                    continue
            else:
                read.error = None
            read.marks.append(getattr(rows, mark))
            return read


def list_async(
    url: str, method: str, *, mark: str, again: int = 0, settings: Any = None, **arguments: Any
) -> Read:
    async def use() -> Read:
        read, left = Read(), again
        async with AsyncCallCenter(
            url, auth=published_auth(), trust_env=False, **settings or {}
        ) as api:
            rows = getattr(api, method)(**arguments)
            while True:
                try:
                    async for row in rows:
                        read.took(row, getattr(rows, mark))
                except CallCenterError as error:
                    read.error = error
                    if left:
                        left -= 1
                        continue
                else:
                    read.error = None
                read.marks.append(getattr(rows, mark))
                return read

    return asyncio.run(use())
