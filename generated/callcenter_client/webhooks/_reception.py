# Made by "python -m generator generate" from the spec: change that, not this file.
"""One delivery from its bytes to its answer: what all receivers decide, whatever carries the bytes. No I/O."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any, TypeAlias

from callcenter_auth import RefusalReason, WebhookRefused
from callcenter_client.webhooks._events import Notification, parse
from callcenter_client.webhooks._log import log
from callcenter_client.webhooks._retry_later import RetryLater

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo

    from callcenter_auth import Delivery

Answer: TypeAlias = tuple[int, bytes]

TAKEN = b'{"result":{"error":0,"msg":""}}'
# One text for all that isn't taken: whoever sent it learns nothing of the reason, which is in the log.
NOT_TAKEN = b'{"result":{"error":1,"msg":"not taken"}}'


class _NoNotification(ValueError):
    """A body that is verified, and nothing that `parse` knows."""


class Reception:
    """What is decided of one delivery; the shells around it verify, claim, call the handler and settle the claim.

    Attributes:
        answer: Status and body to answer with; until something is decided those of a failure.
        event: What came, once it's verified and read.
        refusal: Why it was refused, for the log and the developer; None when it wasn't.
    """

    def __init__(self, tz: tzinfo) -> None:
        self.answer: Answer = (500, NOT_TAKEN)
        self.event: Notification | None = None
        self.refusal: str | None = None
        self._tz = tz
        self._customer: str | None = None

    def not_opened(self, error: Exception) -> None:
        """The verifier raised."""
        if not isinstance(error, WebhookRefused):
            # The user's own look-up of secrets may fail, for instance.
            log.error("a notification could not be verified", exc_info=error)
        elif error.reason is RefusalReason.STORE_UNAVAILABLE:
            self._refuse(503, str(error))
        else:
            self._refuse(413 if error.reason is RefusalReason.TOO_LARGE else 403, str(error))

    def opened(self, delivery: Delivery) -> bool:
        """The verifier let it in: is it to be handled?"""
        self._customer = delivery.customer
        if delivery.status == "redelivery":
            log.info("a notification came again, and was handled already: %r", delivery.block)
            self.answer = (200, TAKEN)
        elif delivery.status == "in_flight":
            log.info("a notification came again while it is being handled: %r", delivery.block)
            self.answer = (503, NOT_TAKEN)
        return delivery.status == "new"

    def read(self, raw: bytes) -> Notification:
        """The event of a body that is verified.

        Raises:
            ValueError: It's no notification; `ended` is to be told, as of any failure.
        """
        try:
            event = parse(raw, tz=self._tz)
        except ValueError as error:
            raise _NoNotification(str(error)) from None
        event.verified_customer = self._customer
        self.event = event
        return event

    def ended(self, error: BaseException | None) -> bool:
        """Reading and handling are over, by this error if there was one: is the claim to be confirmed (else released)?"""
        if error is None:
            self.answer = (200, TAKEN)
        elif isinstance(error, _NoNotification):
            self._refuse(403, str(error))
        elif isinstance(error, RetryLater):
            log.info("a notification was put off by its handler: %s", error)
            self.answer = (503, NOT_TAKEN)
        else:
            kind = type(self.event).__name__
            log.error("the handler of a notification failed: %s", kind, exc_info=error)
        return error is None

    def _refuse(self, status: int, why: str) -> None:
        log.warning("a notification was refused: %s", why)
        self.refusal = why
        self.answer = (status, NOT_TAKEN)


def usable(verifier: object, handler: object) -> None:
    """Have a mistake show at once, and not when the first notification comes.

    Raises:
        TypeError: One of the two is something else.
    """
    if not callable(getattr(verifier, "open", None)):
        raise TypeError(f"verifier must be a WebhookVerifier, not {type(verifier).__name__}")
    if not callable(handler):
        kind = type(handler).__name__
        raise TypeError(f"handler must be a function, Handlers or an inbox's `put`, not {kind}")


def only_sync(handler: Callable[[Notification], Any]) -> Callable[[Notification], None]:
    """The handler, for a place where nobody can await.

    Raises:
        TypeError: It is a coroutine function; or, when it's called, it returns something to be awaited.
    """
    text = "an async handler needs `areceive` or `asgi_app`: here is no event loop to await it in"
    if inspect.iscoroutinefunction(handler):
        raise TypeError(text)

    def call(event: Notification) -> None:
        result = handler(event)
        if inspect.isawaitable(result):
            if inspect.iscoroutine(result):
                result.close()
            raise TypeError(text)

    return call
