"""A sandbox of a test's own, on the manual clock, with a customer who asks and a receiver who listens."""

import json
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from callcenter_sandbox import Sandbox
from tests.sandbox.customer import SECRET, Customer

NUMBER = "13770761337"


@dataclass
class Play:
    """All that takes part.

    Attributes:
        box: The sandbox.
        customer: Asks.
        heard: The messages that the receiver got.
        answer: What the receiver answers, by the message.
    """

    box: Sandbox
    customer: Customer
    heard: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    answer: Callable[[dict[str, Any]], Any] = lambda _message: None

    def listen(self, raw: bytes) -> Any:
        message = json.loads(raw)
        self.heard.append(message)
        return self.answer(message)

    def ask(self, operation: str, **command: Any) -> dict[str, Any]:
        """Send a command that is carried out; gives its response."""
        response = self.try_(operation, **command)
        assert response["result"]["error"] == 0, response
        return response

    def try_(self, operation: str, **command: Any) -> dict[str, Any]:
        """Send a command; gives its response."""
        data = self.customer.command(operation, {"seq": "1", **command})["data"]
        beside = {name: value for name, value in data.items() if name not in ("seq", "response")}
        return {**data["response"], **beside}

    @property
    def kinds(self) -> list[str]:
        """The kinds of what the receiver heard."""
        return [message["notify"].get("type", "screenpop") for message in self.heard]

    @property
    def status(self) -> tuple[str, str]:
        agent = self.box.agents["1000"]
        return agent.work_status, agent.server_status


@contextmanager
def playing(**options: Any) -> Generator[Play]:
    """A sandbox with agent 1000 logged in."""
    with Sandbox({"C2": SECRET}, **options) as box, Customer(box.url) as customer:
        play = Play(box, customer)
        box.deliver_to(play.listen)
        box.agents["1000"].login()
        yield play
