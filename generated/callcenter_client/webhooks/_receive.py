# Made by "python -m generator generate" from the spec: change that, not this file.
"""`receive` and `areceive`: a body in, status and answer out. The shells around `Reception`, which decides."""

from __future__ import annotations

import asyncio
import inspect
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from callcenter_client._times import DEFAULT_ZONE, zone
from callcenter_client.webhooks._handlers import Handlers
from callcenter_client.webhooks._reception import Answer, Reception, only_sync, usable

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
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
        when it's larger than `verifier.max_bytes`, 503 when it's being handled just now, or the replay memory is away, or
        the handler raised `RetryLater`; 500 when the handler failed: the claim is released, so that a redelivery is
        handled. The body is JSON, and the same for all that isn't 200; the reason is in the log
        `callcenter_client.webhooks`.

    Raises:
        TypeError: `verifier` is no verifier; `handler` can't be called, or is a coroutine function.
        ConfigurationError: `tz` is no time zone.
    """
    usable(verifier, handler)
    reception = Reception(zone(tz))
    received(reception, raw, verifier, only_sync(handler))
    return reception.answer


def received(
    reception: Reception,
    raw: bytes,
    verifier: WebhookVerifier,
    handler: Callable[[Notification], Any],
    around: Callable[[], AbstractContextManager[Any]] = nullcontext,
) -> None:
    """Run a reception to its end.

    Args:
        reception: It has the answer then.
        raw: The body.
        verifier: Verifies and claims.
        handler: Takes the event, and leaves nothing to be awaited.
        around: Makes the context manager in which the handler runs; the claim is settled after it.
    """
    try:
        delivery = verifier.open(raw)
    except Exception as error:  # noqa: BLE001  # why: the reception tells a refusal from a failure
        reception.not_opened(error)
        return
    if not reception.opened(delivery):
        return
    try:
        event = reception.read(raw)
        del raw  # a report of the handler's error prints the variables of each frame
        with around():
            handler(event)
    except BaseException as error:
        reception.ended(error)
        delivery.release()
        if not isinstance(error, Exception):
            raise
    else:
        reception.ended(None)
        delivery.confirm()


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
        verifier: As in `receive`.
        handler: A coroutine function, which is awaited here; or a plain one, which is called in a thread. Of `Handlers`
            each may be the one or the other. Once begun, it's taken to its end, also when this task is cancelled.
        tz: As in `receive`.

    Raises:
        TypeError: `verifier` is no verifier, or `handler` can't be called.
        ConfigurationError: `tz` is no time zone.
    """
    usable(verifier, handler)
    reception = Reception(zone(tz))
    await areceived(reception, raw, verifier, handler)
    return reception.answer


async def areceived(
    reception: Reception,
    raw: bytes,
    verifier: WebhookVerifier,
    handler: Callable[[Notification], Any],
) -> None:
    """`received`, on a loop."""
    # A task of its own: a client that hangs up must not stop a handler half-way.
    running = asyncio.ensure_future(_areceived(reception, raw, verifier, handler))
    await asyncio.shield(running)


async def _areceived(
    reception: Reception,
    raw: bytes,
    verifier: WebhookVerifier,
    handler: Callable[[Notification], Any],
) -> None:
    try:
        delivery = await verifier.aopen(raw)
    except Exception as error:  # noqa: BLE001  # why: the reception tells a refusal from a failure
        reception.not_opened(error)
        return
    if not reception.opened(delivery):
        return
    try:
        event = reception.read(raw)
        del raw  # as in received()
        await _acall(handler, event)
    except Exception as error:  # noqa: BLE001  # why: whatever a handler raises is a failure of this delivery alone
        reception.ended(error)
        await delivery.arelease()
    except BaseException as error:
        # The loop is going down, and a handler in a thread perhaps not: the claim ends with its lease.
        reception.ended(error)
        raise
    else:
        reception.ended(None)
        await delivery.aconfirm()


async def _acall(handler: Callable[[Notification], Any], event: Notification) -> None:
    call = handler.find(event) if isinstance(handler, Handlers) else handler
    if inspect.iscoroutinefunction(call):
        await call(event)
        return
    result: Any = await asyncio.to_thread(call, event)
    if inspect.isawaitable(result):
        await result
