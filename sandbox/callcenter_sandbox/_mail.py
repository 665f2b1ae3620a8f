"""Brings notifications on their way: in order within a lane, signed, sent again when they weren't taken.

What the platform does when a receiver fails isn't known: how often and when the sandbox sends again
are its own settings.
"""

import logging
import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from callcenter_auth import sign
from callcenter_sandbox._clock import Event, Job
from callcenter_sandbox._faults import FaultBook
from callcenter_sandbox._json import JsonObject, write
from callcenter_sandbox._notices import in_numbers
from callcenter_sandbox._notifications import (
    GIVEN_UP,
    KEPT,
    LOST,
    TAKEN,
    WAITING,
    Attempt,
    Notification,
    read_answer,
)
from callcenter_sandbox._post import Answer, HttpPost, hand_over
from callcenter_sandbox._turns import Turns

if TYPE_CHECKING:
    from callcenter_sandbox._post import Deliver

_log = logging.getLogger("callcenter_sandbox")

LATE = 60.0
"""Seconds that `notify-late` holds a notification back, and `notify-reorder` waits for another one."""

_WRONG_SECRET = "0" * 40
_FIRST_SEQ = 9001


class Mail:
    """The notifications of a sandbox.

    Args:
        turns: Whose turns.
        secrets: The secret of each customer.
        faults: Which notifications are to go wrong.
        keep: How many are kept, besides those that are under way; None: all.

    Attributes:
        urls: Where to, by customer; that of "" holds for all others.
        deliver: Takes the notifications in place of any address.
        when_sent: Told of each notification after an attempt.
    """

    def __init__(
        self, turns: Turns, secrets: dict[str, str], faults: FaultBook, keep: int | None
    ) -> None:
        self._turns, self._secrets, self._faults = turns, secrets, faults
        self._keep = keep
        self._kept: deque[Notification] = deque()
        self._lanes: dict[str, deque[Notification]] = {}
        self._by_number: dict[int, Notification] = {}
        self._plans: dict[int, int] = {}
        self._post = HttpPost()
        self.urls: dict[str, str] = {}
        self.deliver: Deliver | None = None
        self.when_sent: Callable[[Notification], None] = lambda _notification: None
        turns.on("send", self._send)

    def all(self) -> tuple[Notification, ...]:
        """Every notification that is kept, the oldest first."""
        with self._turns.clock.lock:
            return tuple(self._kept)

    def restore(self, notifications: list[Notification]) -> None:
        """Take what was written down; what was under way is sent again, signed anew."""
        for one in notifications:
            self._kept.append(one)
            if one.state == WAITING:
                self._line_up(one)
        self._forget_the_oldest()

    def post(self, customer: str, kind: str, lane: str, notify: JsonObject) -> None:
        """Send a notification, when those before it in its lane are done with."""
        body = {**notify, "seq": str(self._turns.count("notify", _FIRST_SEQ))}
        if self._turns.settings.numbers == "number":
            body = in_numbers(body)
        number = self._turns.count("notification")
        one = Notification(number, customer, kind, lane, body, self._turns.clock.now)
        self._kept.append(one)
        if self._receiver(customer) is None:
            one.state = KEPT
        elif fault := self._faults.pick_for_notification(kind):
            one.fault = fault
            if fault == "notify-lose":
                one.state = LOST
        self._note(one)
        if one.state == WAITING:
            self._line_up(one)
        self._forget_the_oldest()

    def _forget_the_oldest(self) -> None:
        while (
            self._keep is not None
            and len(self._kept) > self._keep
            and self._kept[0].state != WAITING
        ):
            self._turns.forget("notification", str(self._kept.popleft().number))

    def close(self) -> None:
        """Close the connections to the receivers."""
        self._post.close()

    def send_again(self, one: Notification) -> None:
        """Send a notification once more, signed anew, whatever became of it."""
        if one.number in self._by_number:
            return  # it is on its way
        one.state, one.raw, one.fault = WAITING, "", ""
        self._line_up(one)
        self._note(one)

    def _line_up(self, one: Notification) -> None:
        lane = self._lanes.setdefault(one.lane, deque())
        lane.append(one)
        self._by_number[one.number] = one
        if len(lane) == 1:
            late = LATE if one.fault in ("notify-late", "notify-reorder") else 0.0
            self._plan(one, late)
        elif len(lane) == 2 and lane[0].fault == "notify-reorder" and not lane[0].attempts:
            lane.rotate(1)
            self._plan(one, 0.0)

    def _plan(self, one: Notification, delay: float) -> None:
        """Send it after a while; earlier plans for it don't count any more."""
        plan = self._turns.count("plan")
        self._plans[one.number] = plan
        self._turns.later(delay, "send", one.number, plan)

    def _receiver(self, customer: str) -> Callable[[bytes], Answer] | None:
        if customer not in self._secrets:  # it was one when the state was written
            return None
        deliver = self.deliver
        if deliver is not None:
            return lambda body: hand_over(deliver, body)
        url = self.urls.get(customer) or self.urls.get("")
        if not url:
            return None
        timeout = self._turns.settings.notify_timeout
        return lambda body: self._post(url, body, timeout)

    def _send(self, event: Event) -> Job | None:
        """The next message of a lane; what takes time is done by the job, without the lock."""
        number, plan = int(event.args[0]), event.args[1]
        one = self._by_number.get(number)
        if one is None or self._plans.get(number) != plan or self._lanes[one.lane][0] is not one:
            return None  # there is a newer plan, or another one has overtaken it
        # The plan holds until there is an answer: what the end of the sandbox kept from being sent comes again.
        receiver = self._receiver(one.customer)
        if receiver is None:
            self._done(one, KEPT)
            return None
        if not one.raw:
            one.raw = write(self._signed(one)).decode("ascii")
        before, after = self._extras(one)

        def job() -> None:
            attempts = [_attempt(receiver, raw, what) for raw, what in before]
            attempts.append(_attempt(receiver, one.raw, "sent"))
            attempts += [_attempt(receiver, raw, what) for raw, what in after]
            self._answered(one, attempts)

        return job

    def _signed(self, one: Notification) -> JsonObject:
        message: JsonObject = {"notify": one.notify, "param": {"debug": "", "lang": ""}}
        return sign(message, one.customer, self._secrets[one.customer])

    def _extras(self, one: Notification) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """What a fault sends besides: before and after the notification itself."""
        message = {
            "notify": {**one.notify, "userData": "forged"},
            "param": {"debug": "", "lang": ""},
        }
        match one.fault if not one.attempts else "":
            case "notify-duplicate":
                return [], [(one.raw, "duplicate")]
            case "notify-forge":
                forged = sign(message, one.customer, _WRONG_SECRET)
                return [(write(forged).decode("ascii"), "forged")], []
            case "notify-replay":
                block = (one.message or {})["authentication"]
                return [], [
                    (write({"authentication": block, **message}).decode("ascii"), "replayed")
                ]
            case _:
                return [], []

    def _answered(self, one: Notification, attempts: list[Attempt]) -> None:
        with self._turns.turn():
            self._plans.pop(one.number, None)
            one.attempts += attempts
            if any(attempt.taken for attempt in attempts if attempt.what == "sent"):
                self._done(one, TAKEN)
            else:
                tries = sum(attempt.what == "sent" for attempt in one.attempts)
                settings = self._turns.settings
                if tries > settings.retries:
                    self._done(one, GIVEN_UP)
                else:
                    self._note(one)
                    self._plan(one, settings.backoff * 2 ** (tries - 1))
        try:
            self.when_sent(one)
        except Exception:  # noqa: BLE001  # it must not change what happens
            _log.exception("the listener to notifications failed")

    def _done(self, one: Notification, state: str) -> None:
        one.state = state
        self._plans.pop(one.number, None)
        self._note(one)
        self._forget_the_oldest()
        lane = self._lanes[one.lane]
        lane.popleft()
        del self._by_number[one.number]
        if not lane:
            del self._lanes[one.lane]
            return
        held = lane[0].fault == "notify-late"
        self._plan(lane[0], LATE if held else 0.0)

    def _note(self, one: Notification) -> None:
        self._turns.changed("notification", str(one.number), one)


def _attempt(receiver: Callable[[bytes], Answer], raw: str, what: str) -> Attempt:
    began = time.time()
    answer = receiver(raw.encode("ascii"))
    text = answer.body.decode("utf-8", "replace")
    if answer.status is None:
        return Attempt(began, what, None, text, taken=False, note=answer.problem)
    taken, note = read_answer(answer.status, answer.body)
    return Attempt(began, what, answer.status, text, taken, note)
