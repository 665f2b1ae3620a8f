"""`receive` and `areceive`: a body in, status and answer out."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from callcenter_client._times import DEFAULT_ZONE, zone
from callcenter_client.webhooks._reception import Answer, Reception, only_sync

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import tzinfo

    from callcenter_auth import WebhookVerifier
    from callcenter_client.webhooks._events import Notification


def receive(
    raw: bytes,
    verifier: WebhookVerifier,
    handler: Callable[[Notification], Any],
    *,
    tz: str | tzinfo = DEFAULT_ZONE,
) -> Answer:
    """Take one notification: verify it, hand it over, and say what to answer (§6).

    Args:
        raw: The body as it came. What the headers say of it, and the URL that it came to, is no part of the check.
        verifier: Says whether it's genuine, and whether it was here before.
        handler: Is called with the event: a function, `Handlers`, an inbox's `put`. What it returns is ignored; when it
            returns, the notification is acknowledged, and when it raises, it isn't.
        tz: The platform's time zone.

    Returns:
        The status and the body of the answer: 200 when the event was handled, now or before; 403 when it's refused, 413
        when it's larger than 1 MiB, 503 when it's being handled just now, or the replay memory is away, or the handler
        raised `RetryLater`; 500 when the handler failed: the claim is released, so that a redelivery is handled. The
        body is JSON, and the same for all that isn't 200; the reason is in the log `callcenter_client.webhooks`.

    Raises:
        TypeError: `handler` is a coroutine function.
        ConfigurationError: `tz` is no time zone.
    """
    reception = Reception(verifier, zone(tz))
    reception.run(raw, only_sync(handler))
    return reception.answer


async def areceive(
    raw: bytes,
    verifier: WebhookVerifier,
    handler: Callable[[Notification], Any],
    *,
    tz: str | tzinfo = DEFAULT_ZONE,
) -> Answer:
    """The same on an asyncio loop. See `receive`.

    Args:
        raw: As in `receive`.
        verifier: As in `receive`; it works in a thread, since its memory may be a Redis server.
        handler: A coroutine function, which is awaited here; or a plain one, which is called in a thread.
        tz: As in `receive`.

    Raises:
        ConfigurationError: `tz` is no time zone.
    """
    return await received(Reception(verifier, zone(tz)), raw, handler)


async def received(
    reception: Reception, raw: bytes, handler: Callable[[Notification], Any]
) -> Answer:
    """Run a reception on the loop. What has begun in a thread ends there, also when this is cancelled."""
    begun = asyncio.ensure_future(asyncio.to_thread(reception.run, raw, handler))
    try:
        rest = await asyncio.shield(begun)
    except asyncio.CancelledError:
        begun.add_done_callback(lambda done: _give_up(reception, done))
        raise
    if rest is None:
        return reception.answer
    outcome: BaseException | None = None
    try:
        await rest
    except (Exception, asyncio.CancelledError) as error:  # noqa: BLE001  # why: a failure of this delivery alone
        outcome = error
    except BaseException as error:
        reception.end(error)  # the loop is going down: nothing more is awaited
        raise
    await asyncio.shield(asyncio.ensure_future(asyncio.to_thread(reception.end, outcome)))
    if isinstance(outcome, asyncio.CancelledError):
        raise outcome
    return reception.answer


def _give_up(reception: Reception, begun: asyncio.Future[Awaitable[Any] | None]) -> None:
    """Nobody waits any more: release the claim of a handler that hasn't run."""
    if begun.cancelled() or begun.exception() is not None:
        return
    rest = begun.result()
    if rest is None:
        return
    if asyncio.iscoroutine(rest):
        rest.close()
    begun.get_loop().run_in_executor(None, reception.end, asyncio.CancelledError())
