"""What people can do to a sandbox: calls from outside, faults, scripted answers, receivers."""

from collections.abc import Mapping
from typing import Any

from callcenter_sandbox._calls import Call, Origin
from callcenter_sandbox._faults import Fault
from callcenter_sandbox._json import JsonObject
from callcenter_sandbox._notifications import Notification
from callcenter_sandbox._platform import Parts
from callcenter_sandbox._post import Deliver, check_url
from callcenter_sandbox._scripted import Scripted, as_body


class Controls:
    """The part of a sandbox that acts."""

    _parts: Parts

    def call_in(
        self, agent: str, number: str, *, customer: str | None = None, user_data: str = ""
    ) -> Call:
        """A call from outside for an agent: screen pop, callstart, callin, callend, billing.

        Args:
            agent: The agent's number.
            number: Who calls; 9000 to 9099 at its end script what happens.
            customer: Whose call it is; the first customer's by default.
            user_data: What its notifications carry.

        Raises:
            NotPossible: The agent can't be given a call.
            ValueError: `number` or `customer` is unusable.
        """
        if not (number.isascii() and number.isdigit()):
            raise ValueError("number must be digits, as in '13770761337'")
        with self._parts.world.turns.turn():
            origin = Origin(self._customer(customer), user_data)
            return self._parts.world.calling.receive(origin, agent, number)

    def hang_up(self, agent: str) -> Call:
        """The agent hangs up.

        Raises:
            NotPossible: There is no such agent, or no such call.
        """
        with self._parts.world.turns.turn():
            return self._parts.world.calling.hang_up(agent)

    def send_again(self, notification: Notification) -> None:
        """Send a notification once more, signed anew; it is delivered as the clock allows."""
        with self._parts.world.turns.turn():
            self._parts.world.mail.send_again(notification)

    @property
    def notify_url(self) -> str | Mapping[str, str] | None:
        """Where notifications are POSTed to: one address, one for each customer, or nowhere."""
        urls = self._parts.world.mail.urls
        return urls[""] if set(urls) == {""} else dict(urls) or None

    @notify_url.setter
    def notify_url(self, url: str | Mapping[str, str] | None) -> None:
        urls = {"": url} if isinstance(url, str) else dict(url or {})
        for customer, one in urls.items():
            check_url(one)
            if customer:
                self._customer(customer)
        self._parts.world.mail.urls = urls

    def deliver_to(self, deliver: Deliver | None) -> None:
        """Hand notifications to a callable, in the thread that calls `advance`: for test clients.

        Args:
            deliver: Takes the body as bytes; gives a response of a test client (`status_code`, and
                `content` or `data`), a pair of status and body, or None for taken. None: back to
                `notify_url`.
        """
        self._parts.world.mail.deliver = deliver

    def fault(
        self,
        operation: str,
        kind: str,
        *,
        times: int | None = None,
        probability: float = 1.0,
        effect: bool | None = None,
    ) -> Fault:
        """Have something go wrong. The table of kinds is in the README, and `callcenter-sandbox --tables`.

        Args:
            operation: An operation, a kind of notification for `notify-…`, or `*`.
            kind: What goes wrong.
            times: How often; None: until it is cleared.
            probability: How probable it is each time.
            effect: Whether the command is carried out all the same, where that can be chosen.

        Returns:
            The fault; `clear()`, or the end of a `with` block, takes it away.

        Raises:
            ValueError: There is no such kind or operation, or they don't go together.
        """
        return self._parts.faults.add(
            operation, kind, times=times, probability=probability, effect=effect
        )

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The faults that are still to come."""
        return self._parts.faults.all()

    def reply(
        self,
        operation: str,
        response: JsonObject | None = None,
        *,
        expect: Mapping[str, Any] | None = None,
        times: int | None = 1,
        raw: object = None,
    ) -> Scripted:
        """Answer the next command of an operation exactly so; nothing is carried out.

        Args:
            operation: The operation.
            response: The fields of the response; `seq`, `userData` and `result` are filled in.
            expect: What a command must have to get this answer.
            times: How often; None: always.
            raw: In place of `response`: a whole body, however it deviates: bytes, text, or JSON data.

        Raises:
            ValueError: A field isn't in the reply's schema, or doesn't fit it.
        """
        if (response is None) == (raw is None):
            raise ValueError("give either the fields of a response, or raw=")
        body = None if raw is None else as_body(raw)
        answer = Scripted(operation, dict(expect or {}), times, response=response, raw=body)
        self._parts.script.add(answer)
        return answer

    def refuse(
        self,
        operation: str,
        *,
        code: int | str,
        msg: str = "",
        level: str = "command",
        expect: Mapping[str, Any] | None = None,
        times: int | None = 1,
    ) -> Scripted:
        """Refuse the next command of an operation; nothing is carried out.

        Args:
            operation: The operation.
            code: The `error`, a number or the text that is to come.
            msg: The `msg`.
            level: `command`, or `message` for the top result.
            expect: What a command must have to be refused.
            times: How often; None: always.

        Raises:
            ValueError: An argument is unusable.
        """
        if level not in ("command", "message") or str(code) == "0":
            raise ValueError("level is 'command' or 'message', and code isn't 0")
        refusal = (code, msg, level == "message")
        answer = Scripted(operation, dict(expect or {}), times, refusal=refusal)
        self._parts.script.add(answer)
        return answer

    def assert_used(self) -> None:
        """Check that every scripted answer came as often as it was to.

        Raises:
            AssertionError: One is left; it says which.
        """
        left = self._parts.script.unused()
        if left:
            raise AssertionError(f"scripted answers that nobody asked for: {'; '.join(left)}")

    def _customer(self, name: str | None) -> str:
        known = self._parts.customers.names
        if name is not None and name not in known:
            raise ValueError(f"customer is {name!r}; this sandbox has {', '.join(known)}")
        return name or known[0]
