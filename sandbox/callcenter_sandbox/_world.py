"""All that the platform knows and does, put together: agents, calls, tasks, notifications, lists."""

import logging
from collections.abc import Callable, Sequence

from callcenter_sandbox._agents import Desks
from callcenter_sandbox._calling import Calling
from callcenter_sandbox._calls import Call
from callcenter_sandbox._clock import Clock
from callcenter_sandbox._lists import Lists
from callcenter_sandbox._mail import Mail
from callcenter_sandbox._settings import Settings
from callcenter_sandbox._store import Stored
from callcenter_sandbox._tasks import Tasks
from callcenter_sandbox._turns import Turns

_log = logging.getLogger("callcenter_sandbox")


class World:
    """The state of a sandbox, and who changes it.

    Args:
        clock: Its clock.
        settings: How it is played.
        agents: The agent numbers.
        mail: Makes who brings the notifications on their way.
        keep: How many calls and tasks that are over are kept; None: all.
    """

    def __init__(
        self,
        clock: Clock,
        settings: Settings,
        agents: Sequence[str],
        mail: Callable[[Turns], Mail],
        keep: int | None = None,
    ) -> None:
        self.clock = clock
        self.turns = Turns(clock, settings)
        self.desks = Desks(self.turns, tuple(agents))
        self.mail = mail(self.turns)
        self.calling = Calling(self.turns, self.desks, self.mail, keep)
        self.tasks = Tasks(self.turns, self.desks, self.calling, self.mail, keep)
        self.lists = Lists(self.calling.finished, clock)

    def remember(self, calls: Sequence[Call]) -> None:
        """Calls of the past: they stand in the lists, and nothing is told of them."""
        with self.turns.turn():
            for call in calls:
                self.calling.calls[call.session] = call
                self.calling.keep(call)
                self.turns.changed("call", call.session, call)

    def restore(self, stored: Stored) -> None:
        """Go on from what was written down."""
        if stored.now is not None:
            self.clock.go_on_from(stored.now)
        with self.turns.turn():
            self.turns.counters.update(stored.counters)
            for state in stored.agents:
                self.desks.states[state.number] = state
            self.calling.restore(stored.calls)
            self.tasks.tasks.update({task.id: task for task in stored.tasks})
            for event in stored.events:
                self.clock.add(event)
            self.mail.restore(stored.notifications)
        _log.debug("restored %d calls and %d events", len(stored.calls), len(stored.events))
