"""One turn of the sandbox: a command or an event, carried out whole, then written down."""

import logging
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from callcenter_sandbox._clock import Clock, Event, Job
from callcenter_sandbox._settings import Settings

_log = logging.getLogger("callcenter_sandbox")


class NotPossible(RuntimeError):
    """A command or an event that the present state doesn't allow; the text says why not."""


@dataclass
class Changes:
    """What a turn has changed. A thing is told by its kind and its id.

    Attributes:
        things: What is new or has another state.
        forgotten: What isn't kept any more.
        added: What is to happen.
        done: The numbers of the events that have happened.
    """

    things: dict[tuple[str, str], object] = field(default_factory=dict[tuple[str, str], object])
    forgotten: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    added: list[Event] = field(default_factory=list[Event])
    done: list[int] = field(default_factory=list[int])

    def __bool__(self) -> bool:
        return bool(self.things or self.forgotten or self.added or self.done)


class Store(Protocol):
    """Where the state is written to at the end of each turn."""

    def save(self, changes: Changes, counters: dict[str, int], now: float) -> None:
        """Write down what a turn has changed, all of it or nothing."""


class Turns:
    """Takes turns, keeps the counters, and knows what has changed.

    Attributes:
        clock: The clock.
        settings: How the platform is played.
        store: Where the state is written to; None: nowhere.
        counters: The last number given out, by the name of the counter.
        watchers: Told after each turn of what has changed: pairs of a kind and an id.
    """

    def __init__(self, clock: Clock, settings: Settings) -> None:
        self.clock = clock
        self.settings = settings
        self.store: Store | None = None
        self.counters: dict[str, int] = {}
        self.watchers: list[Callable[[tuple[tuple[str, str], ...]], None]] = []
        self._handlers: dict[str, Callable[[Event], Job | None]] = {}
        self._changes = Changes()
        self._depth = 0
        clock.handle_by(self._handle)

    @contextmanager
    def turn(self) -> Generator[None]:
        """Hold the lock; at the end of the outermost turn what has changed is written down."""
        with self.clock.lock:
            held = self.clock.hold()
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
                try:
                    if self._depth == 0:
                        self._end()
                finally:
                    if held:
                        self.clock.release()

    def changed(self, kind: str, id_: str, value: object) -> None:
        """Note that something is new or has another state."""
        self._changes.things[kind, id_] = value

    def forget(self, kind: str, id_: str) -> None:
        """Note that something isn't kept any more."""
        self._changes.things.pop((kind, id_), None)
        self._changes.forgotten.append((kind, id_))

    def count(self, name: str, first: int = 1) -> int:
        """The next number of a counter."""
        number = self.counters.get(name, first - 1) + 1
        self.counters[name] = number
        return number

    def later(self, delay: float, kind: str, *args: str | int) -> None:
        """Have something happen `delay` seconds from now."""
        event = Event(self.clock.now + delay, self.count("event"), kind, args)
        self._changes.added.append(event)
        self.clock.add(event)

    def on(self, kind: str, handler: Callable[[Event], Job | None]) -> None:
        """Who carries out the events of one kind."""
        self._handlers[kind] = handler

    def _handle(self, event: Event) -> Job | None:
        job: Job | None = None
        # The clock must not stop, neither for an event that fails nor for a state that can't be written down.
        try:
            with self.turn():
                self._changes.done.append(event.number)
                job = self._handlers[event.kind](event)
        except Exception:  # noqa: BLE001  # as said
            _log.exception("an event of the sandbox failed: %s", event.kind)
        return job

    def _end(self) -> None:
        if not self._changes:
            return
        changes = self._changes
        if self.store is not None:
            # What can't be written down now, the disk being full, is written at the end of the next turn.
            self.store.save(changes, self.counters, self.clock.now)
        self._changes = Changes()
        if changes.things:
            for watcher in tuple(self.watchers):
                try:
                    watcher(tuple(changes.things))
                except Exception:  # noqa: BLE001  # it must not change what happens
                    _log.exception("a watcher of the sandbox failed")
