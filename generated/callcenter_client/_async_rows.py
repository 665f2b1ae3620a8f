# Made by "python -m generator generate" from the spec: change that, not this file.
"""Iterators over lists that take several calls. After an error they can be asked again: they go on where they were."""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, Generic, Self, TypeVar

from ._pages import Pages
from ._windows import Windows

R = TypeVar("R")
P = TypeVar("P", bound=Pages | Windows)


class AsyncRows(Generic[R, P]):
    """Rows of a list, each once."""

    def __init__(self, plan: P, ask: Callable[..., Awaitable[Any]]) -> None:
        self._plan = plan
        self._ask = ask
        self._ready: deque[R] = deque()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> R:
        while not self._ready:
            arguments = self._plan.ask()
            if arguments is None:
                raise StopAsyncIteration
            self._ready.extend(self._plan.take(await self._ask(**arguments)))
        row = self._ready.popleft()
        self._plan.gave(row)
        return row


class AsyncKeyedRows(AsyncRows[R, Pages]):
    """Rows of a list that goes on by key."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}(next_key={self.next_key})"

    @property
    def next_key(self) -> int:
        """The key of the last row that was given: begin with it to go on."""
        return self._plan.next_key


class AsyncWindowedRows(AsyncRows[R, Windows]):
    """Rows of a list that is asked by spans of time."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}(checkpoint={self.checkpoint})"

    @property
    def checkpoint(self) -> datetime | None:
        """All up to this time was given: begin with it to go on. None before the first span is through."""
        return self._plan.checkpoint
