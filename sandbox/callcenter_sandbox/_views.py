"""What a sandbox knows, as people look at it: all of it live."""

from collections.abc import Callable, Mapping

from callcenter_sandbox._agents import Agents
from callcenter_sandbox._calls import Call
from callcenter_sandbox._clock import Clock
from callcenter_sandbox._effects import Effects
from callcenter_sandbox._notifications import NotificationLog
from callcenter_sandbox._platform import Parts
from callcenter_sandbox._received import RequestLog
from callcenter_sandbox._settings import Settings
from callcenter_sandbox._tasks import Task


class Views:
    """The part of a sandbox that shows."""

    _parts: Parts

    @property
    def clock(self) -> Clock:
        """Its clock: `box.clock.advance(30)`."""
        return self._parts.world.clock

    @property
    def settings(self) -> Settings:
        """How it is played; another one counts from now on: `dataclasses.replace(box.settings, …)`."""
        return self._parts.world.turns.settings

    @settings.setter
    def settings(self, settings: Settings) -> None:
        self._parts.world.turns.settings = settings

    @property
    def agents(self) -> Agents:
        """The agents by their numbers, live."""
        return Agents(self._parts.world.turns, self._parts.world.desks)

    @property
    def calls(self) -> tuple[Call, ...]:
        """The calls, oldest first, live; those that a fault kept from the caller too."""
        with self.clock.lock:
            return tuple(self._parts.world.calling.calls.values())

    @property
    def tasks(self) -> Mapping[str, Task]:
        """The tasks by their ids, live."""
        with self.clock.lock:
            return dict(self._parts.world.tasks.tasks)

    @property
    def requests(self) -> RequestLog:
        """What came, oldest first."""
        return self._parts.log

    @property
    def effects(self) -> Effects:
        """The commands that were carried out, oldest first, whether or not their reply arrived."""
        return self._parts.effects

    @property
    def notifications(self) -> NotificationLog:
        """What was sent to the customers, or would have been, with every answer."""
        return NotificationLog(self._parts.world.mail.all)

    @property
    def customers(self) -> tuple[str, ...]:
        """The names of the customers."""
        return self._parts.customers.names

    @property
    def spec_version(self) -> str:
        """The version of the document that is played."""
        return self._parts.contract.version

    def watch(self, watcher: Callable[[tuple[tuple[str, str], ...]], None]) -> Callable[[], None]:
        """Have a callable told after each change of what has changed: pairs of a kind and an id.

        Kinds are `agent`, `call`, `task` and `notification`. It is called with the lock held, and
        must not wait.

        Returns:
            A callable that ends it.
        """
        self._parts.world.turns.watchers.append(watcher)
        return lambda: self._parts.world.turns.watchers.remove(watcher)
