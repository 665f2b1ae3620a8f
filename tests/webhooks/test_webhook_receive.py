"""`receive` and `areceive`: what is answered, what is handled, and what becomes of the claim."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
import traceback
from collections.abc import Callable
from typing import Any

import pytest

from callcenter_auth import MemoryReplay, ReplayUnavailable, WebhookVerifier
from callcenter_client import ConfigurationError, webhooks
from callcenter_client.webhooks import Billing, Notification, UnknownNotification
from tests.webhooks.sending import CUSTOMER, NOT_TAKEN, SECRET, TAKEN, bill, notification, verifier

Answer = tuple[int, bytes]
Receive = Callable[..., Answer]


def awaited(*args: Any, **settings: Any) -> Answer:
    return asyncio.run(webhooks.areceive(*args, **settings))


def awaited_async(raw: bytes, by: WebhookVerifier, handler: Any, **settings: Any) -> Answer:
    """The same with a coroutine function."""

    async def awaitable(event: Notification) -> None:
        await asyncio.sleep(0)
        handler(event)

    return awaited(raw, by, awaitable, **settings)


WAYS: dict[str, Receive] = {
    "receive": webhooks.receive,
    "areceive": awaited,
    "areceive, async": awaited_async,
}


@pytest.fixture(params=WAYS)
def receive(request: pytest.FixtureRequest) -> Receive:
    return WAYS[request.param]


class Away(MemoryReplay):
    """A replay memory that can't be asked at some of its three moments."""

    def __init__(self, *moments: str) -> None:
        super().__init__()
        self.moments = moments

    def claim(self, claim: Any) -> Any:
        return self._do("claim", claim)

    def confirm(self, claim: Any) -> Any:
        return self._do("confirm", claim)

    def release(self, claim: Any) -> Any:
        return self._do("release", claim)

    def _do(self, moment: str, claim: Any) -> Any:
        if moment in self.moments:
            raise ReplayUnavailable("away")
        return getattr(super(), moment)(claim)


def test_an_event_is_handed_over_as_that_of_a_verified_customer(receive: Receive) -> None:
    seen: list[Notification] = []

    answer = receive(bill("s-1"), verifier(), seen.append)

    assert (200, TAKEN) == answer
    assert [("C2", "billing|C2|s-1", Billing)] == [
        (event.verified_customer, event.dedupe_key, type(event)) for event in seen
    ]


def test_what_a_handler_returns_is_no_matter(receive: Receive) -> None:
    assert (200, TAKEN) == receive(bill(), verifier(), lambda event: False)


def test_a_type_that_the_spec_lacks_reaches_the_handler(receive: Receive) -> None:
    seen: list[Notification] = []

    answer = receive(notification("clientMark", city="南京"), verifier(), seen.append)

    assert ((200, TAKEN), [UnknownNotification]) == (answer, [type(event) for event in seen])


@pytest.mark.parametrize(
    ("signed_now", "status", "reason"),
    [
        (lambda: notification(secret="F" * 40), 403, "bad_digest"),
        (lambda: b"", 403, "not_json"),
        (lambda: b'{"notify":{}}', 403, "no_block"),
        (lambda: b"x" * ((1 << 20) + 1), 413, "too_large"),
        (lambda: notification().replace(b'"notify"', b'"notified"'), 403, "notify"),
    ],
)
def test_a_refusal_tells_the_log_why_and_the_sender_nothing(
    receive: Receive,
    caplog: pytest.LogCaptureFixture,
    signed_now: Callable[[], bytes],
    status: int,
    reason: str,
) -> None:
    seen: list[Notification] = []

    answer = receive(signed_now(), verifier(), seen.append)

    assert ((status, NOT_TAKEN), []) == (answer, seen)
    assert (True, False) == (reason in caplog.text, SECRET in caplog.text)


def test_what_is_verified_and_no_notification_keeps_no_claim(receive: Receive) -> None:
    by = verifier()
    body = notification().replace(b'"notify"', b'"notified"')

    assert [(403, NOT_TAKEN)] * 2 == [receive(body, by, print) for _ in range(2)]


def test_a_failure_releases_the_claim(receive: Receive, caplog: pytest.LogCaptureFixture) -> None:
    by = verifier()
    body = bill()
    failures = [ValueError("no"), None]

    def handler(event: Notification) -> None:
        if error := failures.pop(0):
            raise error

    answers = [receive(body, by, handler) for _ in range(3)]

    assert [(500, NOT_TAKEN), (200, TAKEN), (200, TAKEN)] == answers
    assert ["the handler of a notification failed: Billing"] == [
        record.getMessage() for record in caplog.records if record.levelno == logging.ERROR
    ]


def test_the_report_of_a_failure_holds_no_whole_number(
    receive: Receive, caplog: pytest.LogCaptureFixture
) -> None:
    def handler(event: Notification) -> None:
        raise ValueError("no")

    receive(bill(callee="13770761337"), verifier(), handler)
    [error] = [record.exc_info for record in caplog.records if record.exc_info]
    assert error[1] is not None
    report = traceback.TracebackException.from_exception(error[1], capture_locals=True)

    text = "".join(report.format())
    assert ("137…37" in text, "13770761337" in text) == (True, False)


def test_a_handler_that_puts_it_off_is_no_failure(
    receive: Receive, caplog: pytest.LogCaptureFixture
) -> None:
    by = verifier()
    body = bill()
    seen: list[Notification] = []

    def handler(event: Notification) -> None:
        if not seen:
            seen.append(event)
            raise webhooks.RetryLater(5)

    assert [(503, NOT_TAKEN), (200, TAKEN)] == [receive(body, by, handler) for _ in range(2)]
    assert [] == [record for record in caplog.records if record.levelno > logging.INFO]


def test_without_a_memory_nothing_is_taken(receive: Receive) -> None:
    seen: list[Notification] = []

    answer = receive(bill(), verifier(replay=Away("claim")), seen.append)

    assert ((503, NOT_TAKEN), []) == (answer, seen)


def test_without_a_memory_all_is_taken_by_choice(receive: Receive) -> None:
    by = verifier(replay=Away("claim"), on_store_error="accept")

    assert (200, TAKEN) == receive(bill(), by, lambda event: None)


def test_what_was_handled_is_acknowledged_though_the_memory_is_away_by_then(
    receive: Receive,
) -> None:
    by = verifier(replay=Away("confirm", "release"))

    assert (200, TAKEN) == receive(bill(), by, lambda event: None)


def test_a_failing_look_up_of_secrets_is_a_failure_of_this_delivery(
    receive: Receive, caplog: pytest.LogCaptureFixture
) -> None:
    def secrets(customer: str) -> str:
        raise OSError("the vault is away")

    answer = receive(bill(), WebhookVerifier(secrets), print)

    assert ((500, NOT_TAKEN), True) == (answer, "the vault is away" in caplog.text)


def test_times_are_read_in_the_zone_that_is_told(receive: Receive) -> None:
    seen: list[Any] = []

    receive(bill(startTime="2018-09-10 14:39:08"), verifier(), seen.append, tz="UTC")

    assert "2018-09-10T14:39:08+00:00" == seen[0].start_time.isoformat()


def test_a_zone_that_does_not_exist_is_told_at_once(receive: Receive) -> None:
    with pytest.raises(ConfigurationError, match="Mars"):
        receive(bill(), verifier(), print, tz="Mars/Olympus")
    with pytest.raises(ConfigurationError, match="Mars"):
        webhooks.asgi_app(verifier(), print, tz="Mars/Olympus")
    with pytest.raises(ConfigurationError, match="Mars"):
        webhooks.wsgi_app(verifier(), print, tz="Mars/Olympus")


def test_the_end_of_the_process_is_no_answer_and_releases_the_claim() -> None:
    by = verifier()
    body = bill()

    def handler(event: Notification) -> None:
        raise SystemExit(3)

    with pytest.raises(SystemExit):
        webhooks.receive(body, by, handler)
    assert (200, TAKEN) == webhooks.receive(body, by, lambda event: None)


def test_an_async_handler_where_nobody_awaits_is_a_type_error() -> None:
    async def handler(event: Notification) -> None: ...

    for make in (webhooks.wsgi_app, lambda by, how: webhooks.receive(bill(), by, how)):
        with pytest.raises(TypeError, match="async handler"):
            make(verifier(), handler)


@pytest.mark.parametrize(
    "make",
    [
        webhooks.asgi_app,
        webhooks.wsgi_app,
        lambda by, how: webhooks.receive(bill(), by, how),
        lambda by, how: awaited(bill(), by, how),
    ],
    ids=["asgi_app", "wsgi_app", "receive", "areceive"],
)
def test_a_mistake_shows_at_once(make: Callable[[Any, Any], Any]) -> None:
    with pytest.raises(TypeError, match=r"^verifier must be a WebhookVerifier, not dict$"):
        make({CUSTOMER: SECRET}, print)
    with pytest.raises(
        TypeError, match=r"^handler must be a function, Handlers or an inbox's `put`"
    ):
        make(verifier(), None)


def test_async_functions_of_handlers_where_nobody_awaits_acknowledge_nothing() -> None:
    handlers = webhooks.Handlers()

    @handlers.on(Billing)
    async def handle(event: Billing) -> None: ...

    assert (500, NOT_TAKEN) == webhooks.receive(bill(), verifier(), handlers)


def test_a_plain_handler_does_not_block_the_loop() -> None:
    threads: list[int] = []

    async def run() -> Answer:
        return await webhooks.areceive(
            bill(), verifier(), lambda event: threads.append(threading.get_ident())
        )

    assert (200, TAKEN) == asyncio.run(run())
    assert threads != [threading.get_ident()]


@pytest.mark.parametrize("kind", ["plain", "async"])
def test_what_has_begun_is_taken_to_its_end_when_the_request_is_cancelled(kind: str) -> None:
    by = verifier()
    body = bill()
    begun, done = threading.Event(), threading.Event()

    def plain(event: Notification) -> None:
        begun.set()
        time.sleep(0.1)
        done.set()

    async def waits(event: Notification) -> None:
        begun.set()
        await asyncio.sleep(0.1)
        done.set()

    async def run() -> Answer:
        handler = plain if kind == "plain" else waits
        request = asyncio.create_task(webhooks.areceive(body, by, handler))
        assert await asyncio.to_thread(begun.wait, 10)
        request.cancel()
        with pytest.raises(asyncio.CancelledError):
            await request
        assert await asyncio.to_thread(done.wait, 10)
        await asyncio.sleep(0.05)
        return await webhooks.areceive(body, by, print)

    assert (200, TAKEN) == asyncio.run(run())


def test_two_at_the_same_moment_are_handled_once() -> None:
    by = verifier()
    body = bill()
    seen: list[Notification] = []

    async def slow(event: Notification) -> None:
        seen.append(event)
        await asyncio.sleep(0.05)

    async def run() -> list[Answer]:
        return list(await asyncio.gather(*(webhooks.areceive(body, by, slow) for _ in range(5))))

    answers = asyncio.run(run())

    assert ([(200, TAKEN), *[(503, NOT_TAKEN)] * 4], 1) == (sorted(answers), len(seen))
