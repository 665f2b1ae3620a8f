# Made by "python -m generator generate" from the spec: change that, not this file.
"""A receiver as a Django view. Django is imported when it's called, so that nobody else needs it."""

from __future__ import annotations

from contextlib import nullcontext
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from callcenter_client._times import DEFAULT_ZONE, zone
from callcenter_client.webhooks._http import (
    BODY_TIMEOUT,
    TOO_LARGE,
    TOO_SLOW,
    WRONG_METHOD,
    Body,
    headers,
    refused,
)
from callcenter_client.webhooks._receive import received
from callcenter_client.webhooks._reception import NOT_TAKEN, Answer, Reception, only_sync, usable

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo

    from callcenter_auth import WebhookVerifier
    from callcenter_client.webhooks._events import Notification


def django_view(
    verifier: WebhookVerifier,
    handler: Callable[[Notification], Any],
    *,
    tz: str | tzinfo = DEFAULT_ZONE,
    using: str = "default",
    body_timeout: float = BODY_TIMEOUT,
) -> Callable[..., Any]:
    """A receiver as a Django view (§6): `path("hooks", view), path("hooks/", view)` in the `urlpatterns`.

    The handler runs inside `transaction.atomic()`, and the notification is acknowledged after the commit: when the commit
    fails, it isn't. The view is free of CSRF checks and of ATOMIC_REQUESTS, which would commit after the answer.

    Args:
        verifier: As in `receive`.
        handler: As in `receive`; what it gives to `transaction.on_commit` runs before the answer too.
        tz: The platform's time zone.
        using: The database of the transaction.
        body_timeout: The seconds in which a body must have come; a slower one is answered 408.

    Raises:
        TypeError: `verifier` is no verifier; `handler` can't be called, or is a coroutine function.
        ConfigurationError: `tz` is no time zone.
    """
    usable(verifier, handler)
    where = zone(tz)
    call = only_sync(handler)
    transaction: Any = import_module("django.db.transaction")
    connections: Any = import_module("django.db").connections
    response: Any = import_module("django.http").HttpResponse
    csrf_exempt: Any = import_module("django.views.decorators.csrf").csrf_exempt
    has_database = connections.settings[using]["ENGINE"] != "django.db.backends.dummy"
    # Durable: inside another transaction the answer would come before the commit, so that is an error.
    around = (
        partial(transaction.atomic, using=using, durable=True) if has_database else nullcontext[Any]
    )

    def answer(request: Any) -> Answer:
        if request.method != "POST":
            return refused(WRONG_METHOD)
        body = Body(request.META.get("CONTENT_LENGTH") or None, verifier.max_bytes)
        try:
            in_time = body.read(request.read, waits_for_all=True, timeout=body_timeout)
        except OSError:  # Django's UnreadablePostError: the sender is gone
            return (400, NOT_TAKEN)
        if not in_time:
            return refused(TOO_SLOW)
        if body.too_large:
            return refused(TOO_LARGE)
        reception = Reception(where)
        received(reception, body.raw, verifier, call, around)
        return reception.answer

    def view(request: Any, *_: Any, **__: Any) -> Any:
        found = answer(request)
        return response(found[1], status=found[0], headers=dict(headers(found)))

    for alias in connections:
        view = transaction.non_atomic_requests(alias)(view)
    return csrf_exempt(view)  # type: ignore[no-any-return]
