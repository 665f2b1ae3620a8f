"""A platform of bare sockets that counts how often it carried out each command, and goes wrong as it is told."""

from __future__ import annotations

import threading
from collections import Counter, deque
from typing import TYPE_CHECKING, Any, Self

from tests.client.calls import SAMPLES
from tests.client.raw_server import Answer, RawServer, Received, accepted

if TYPE_CHECKING:
    from tests.faults.kinds import Fault


class Platform:
    """Answers each message rightly, but for those for which a fault is lined up.

    Attributes:
        effects: How often each command was carried out, by its seq. A question counts when it's answered.
    """

    def __init__(self) -> None:
        self.effects: Counter[str] = Counter()
        self.faults: deque[Fault | None] = deque()
        self._server = RawServer(self._answer)
        self._lock = threading.Lock()
        self._refusing = False

    @property
    def url(self) -> str:
        return self._server.url

    @property
    def messages(self) -> int:
        """How many were read."""
        return len(self._server.requests)

    def __enter__(self) -> Self:
        self._server.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.__exit__(None, None, None)

    def ready(self, operation: str) -> list[dict[str, Any]]:
        """The arguments of a call and of the next one."""
        return [SAMPLES[operation].arguments] * 2

    def begin(self, fault: Fault) -> None:
        """Go wrong, at the next message or at once."""
        if fault.name == "refuse":
            self._server.hang_up()
            self._refusing = True
        elif fault.reply is None:
            self._server.shut += 1
        else:
            self.faults.append(fault)

    def end(self) -> None:
        """All is well again."""
        self.faults.clear()
        self._server.shut = 0
        if self._refusing:
            self._server.listen_again()
            self._refusing = False

    def _answer(self, request: Received) -> Answer:
        name = request.path.rpartition("/")[2]
        command: dict[str, Any] = request.command
        with self._lock:
            fault = self.faults.popleft() if self.faults else None
            if fault is None or fault.effect:
                self.effects[command["seq"]] += 1
        right = accepted(**{"seq": command["seq"]} | SAMPLES[name].fields)
        if fault is None or fault.reply is None:
            return right
        return fault.reply(right)
