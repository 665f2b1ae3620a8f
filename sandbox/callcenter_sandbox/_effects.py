"""Which commands were carried out, whether or not their caller ever heard of it."""

import threading
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import overload

from callcenter_sandbox._json import JsonObject


@dataclass(frozen=True)
class Effect:
    """A command that was carried out, and may not be so twice: none that only asks.

    Attributes:
        operation: The operation.
        customer: Who has sent it.
        command: The command.
        fault: The fault that its reply met; empty: none, the caller knows.
    """

    operation: str
    customer: str
    command: JsonObject = field(repr=False)
    fault: str = ""


class Effects(Sequence[Effect]):
    """The effects of a sandbox, oldest first; the newest are kept.

    Args:
        keep: How many are kept; None: all.
    """

    def __init__(self, keep: int | None) -> None:
        self._items: deque[Effect] = deque(maxlen=keep)
        self._lock = threading.Lock()

    def append(self, effect: Effect) -> None:
        """Add one."""
        with self._lock:
            self._items.append(effect)

    def of(self, operation: str) -> tuple[Effect, ...]:
        """Those of one operation."""
        return tuple(effect for effect in self if effect.operation == operation)

    def _snapshot(self) -> tuple[Effect, ...]:
        with self._lock:
            return tuple(self._items)

    @overload
    def __getitem__(self, index: int) -> Effect: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Effect, ...]: ...
    def __getitem__(self, index: int | slice) -> Effect | tuple[Effect, ...]:
        return self._snapshot()[index]

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Effect]:
        return iter(self._snapshot())

    def __repr__(self) -> str:
        return repr(list(self._snapshot()))
