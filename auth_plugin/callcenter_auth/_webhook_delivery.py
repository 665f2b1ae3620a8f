"""One delivery of a notification, and what becomes of it."""

import asyncio
import logging
from typing import Literal

from callcenter_auth._replay import ReplayClaim, ReplayStore, ReplayUnavailable
from callcenter_auth._webhook_block import VerifiedBlock

_log = logging.getLogger("callcenter_auth")

DeliveryStatus = Literal["new", "redelivery", "in_flight"]
"""`new`: handle it. `redelivery`: it was handled, acknowledge it. `in_flight`: another worker
handles it now, answer 503."""


class Delivery:
    """A verified notification, as `WebhookVerifier.open` gives it.

    When it is `new`, handle it, then call `confirm` and acknowledge; if handling failed, call
    `release` and answer an error, so that the platform sends it again. Neither raises: where the
    replay memory cannot be asked, they log a warning and return False. The claim then ends with its
    lease, and a redelivery is handled again.

    Attributes:
        status: `new`, `redelivery` or `in_flight`.
        block: Who sent it, and when.
    """

    __slots__ = ("_claim", "_store", "block", "status")

    def __init__(
        self,
        status: DeliveryStatus,
        block: VerifiedBlock,
        store: ReplayStore,
        claim: ReplayClaim | None,
    ) -> None:
        self.status: DeliveryStatus = status
        self.block = block
        self._store = store
        self._claim = claim

    @property
    def customer(self) -> str:
        """The customer whose notification it is."""
        return self.block.customer

    def confirm(self) -> bool:
        """Note that it was handled: what comes again is a `redelivery`.

        Returns:
            False if this delivery has no claim, or its lease was over and another worker has it
            now, or the replay memory cannot be asked. What was handled is handled: acknowledge it.
        """
        if self._claim is None:
            return False
        try:
            return self._store.confirm(self._claim)
        except ReplayUnavailable as error:
            _log.warning(
                "A handled notification was not noted, and may be handled again: %s", error
            )
            return False

    def release(self) -> bool:
        """Give the claim back: what comes again, with the same body, is `new`.

        Returns:
            False if this delivery has no claim (any more), or the replay memory cannot be asked.
        """
        if self._claim is None:
            return False
        try:
            return self._store.release(self._claim)
        except ReplayUnavailable as error:
            _log.warning("A claim was not given back, and ends with its lease: %s", error)
            return False

    async def aconfirm(self) -> bool:
        """`confirm`, in a thread if the replay memory waits for a network."""
        if may_block(self._store):
            return await asyncio.to_thread(self.confirm)
        return self.confirm()

    async def arelease(self) -> bool:
        """`release`, in a thread if the replay memory waits for a network."""
        if may_block(self._store):
            return await asyncio.to_thread(self.release)
        return self.release()

    def __repr__(self) -> str:
        return f"Delivery(status={self.status!r}, block={self.block!r})"


def may_block(store: ReplayStore) -> bool:
    """Say whether a store's methods may wait: yes, unless it says no."""
    return getattr(store, "blocking", True) is not False
