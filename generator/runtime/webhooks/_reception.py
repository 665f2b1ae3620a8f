"""One delivery from its bytes to its answer: the steps that all receivers share, whatever carries the bytes."""

from __future__ import annotations

import inspect
import logging
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, TypeAlias

from callcenter_auth import WebhookRefused
from callcenter_client.webhooks._events import Notification, parse
from callcenter_client.webhooks._retry_later import RetryLater

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from contextlib import AbstractContextManager
    from datetime import tzinfo

    from callcenter_auth import WebhookDelivery, WebhookVerifier

Answer: TypeAlias = tuple[int, bytes]

TAKEN = b'{"result":{"error":0,"msg":""}}'
# One text for all that isn't taken: whoever sent it learns nothing of the reason, which is in the log.
NOT_TAKEN = b'{"result":{"error":1,"msg":"not taken"}}'
MOST_BYTES = 1024 * 1024

log = logging.getLogger("callcenter_client.webhooks")


class Reception:
    """One delivery. `run` does all of it, but for what a handler leaves to be awaited.

    Attributes:
        answer: Status and body to answer with; until the end that of a failure.
        event: What came, once it's verified and read.
        refusal: Why it was refused, for the log and the developer; None when it wasn't.
    """

    def __init__(self, verifier: WebhookVerifier, tz: tzinfo, most: int = MOST_BYTES) -> None:
        self.answer: Answer = (500, NOT_TAKEN)
        self.event: Notification | None = None
        self.refusal: str | None = None
        self._verifier = verifier
        self._tz = tz
        self._most = most
        self._delivery: WebhookDelivery | None = None

    def run(
        self,
        raw: bytes,
        handler: Callable[[Notification], Any],
        around: Callable[[], AbstractContextManager[Any]] = nullcontext,
    ) -> Awaitable[Any] | None:
        """Verify, claim, read, hand over, and settle the claim.

        Args:
            raw: The body.
            handler: What takes the event.
            around: Makes the context manager in which the handler runs; it's left before the claim is settled.

        Returns:
            None when `answer` is ready; else what the handler left to be awaited, and then to be told to `end`.
        """
        event = self._begin(raw)
        if event is None:
            return None
        try:
            with around():
                result = handler(event)
        except Exception as error:  # noqa: BLE001  # why: whatever a handler raises is a failure of this delivery alone
            self.end(error)
            return None
        except BaseException as error:
            self.end(error)
            raise
        if inspect.isawaitable(result):
            return result
        self.end(None)
        return None

    def _begin(self, raw: bytes) -> Notification | None:
        """Verify, claim and read; None when there is nothing to hand over."""
        if len(raw) > self._most:
            self._refuse(413, f"a body of {len(raw)} bytes, the limit is {self._most}")
            return None
        try:
            delivery = self._verifier.open(raw)
        except WebhookRefused as error:
            away = error.reason == "store_unavailable"
            self._refuse(503 if away else 403, f"{error.reason}: {error}")
            return None
        except Exception:
            # The user's own look-up of secrets may fail, for instance.
            log.exception("a notification could not be verified")
            return None
        if delivery.status == "redelivery":
            log.info("a notification came again, and is handled already")
            self.answer = (200, TAKEN)
            return None
        if delivery.status == "in_flight":
            log.info("a notification came again while it is being handled")
            self.answer = (503, NOT_TAKEN)
            return None
        self._delivery = delivery
        try:
            event = parse(raw, tz=self._tz)
        except ValueError as error:
            self._settle("release")
            self._refuse(403, f"no notification: {error}")
            return None
        event.verified_customer = delivery.customer
        self.event = event
        return event

    def end(self, error: BaseException | None) -> None:
        """The handler is done, or failed with `error`: settle the claim, and make the answer."""
        if error is None:
            # It has been handled: should the memory be away now, a redelivery is handled twice, but nothing is lost.
            self._settle("confirm")
            self.answer = (200, TAKEN)
            return
        self._settle("release")
        if isinstance(error, RetryLater):
            log.info("a notification was put off by its handler: %s", error)
            self.answer = (503, NOT_TAKEN)
            return
        log.error(
            "the handler of a notification failed: %s", type(self.event).__name__, exc_info=error
        )

    def _refuse(self, status: int, why: str) -> None:
        log.warning("a notification was refused: %s", why)
        self.refusal = why
        self.answer = (status, NOT_TAKEN)

    def _settle(self, how: str) -> None:
        delivery, self._delivery = self._delivery, None
        if delivery is None:
            return
        try:
            delivery.confirm() if how == "confirm" else delivery.release()
        except Exception as error:  # noqa: BLE001  # why: what the memory can't be told ends with its lease
            log.warning("could not %s the claim of a notification: %s", how, error)


def only_sync(handler: Callable[[Notification], Any]) -> Callable[[Notification], None]:
    """The handler, for a place where nobody can await.

    Raises:
        TypeError: It is a coroutine function; or, later, it returns something to be awaited.
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
