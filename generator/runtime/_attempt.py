"""How a command was tried: what a response tells of it, and what `on_attempt` is told."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from attrs import define, field

if TYPE_CHECKING:
    from collections.abc import Callable

_log = logging.getLogger("callcenter_client")


@define(frozen=True)
class Meta:
    """How a response came about.

    Attributes:
        auth_seq: The serial in the authentication block of the request.
        attempts: How often the command was tried.
        elapsed: Seconds from the first attempt to the reply.
        status: The HTTP status.
        raw: The whole reply as JSON.
        user_data: The user data that was sent.
    """

    auth_seq: str
    attempts: int
    elapsed: float
    status: int
    raw: dict[str, Any] = field(repr=False)
    user_data: str | None = None


@define(frozen=True)
class Attempt:
    """What `on_attempt` is told; nothing in it is secret or personal.

    Attributes:
        operation: The operation's name as the API spells it.
        attempt: 1 for the first.
        outcome: `accepted`, or the error's `not_sent`, `refused` or `unknown`.
        elapsed: Seconds that the attempt took.
    """

    operation: str
    attempt: int
    outcome: str
    elapsed: float


def tell(on_attempt: Callable[[Attempt], object] | None, attempt: Attempt) -> None:
    """Tell the user's function of an attempt; what it raises must not cost the answer."""
    if on_attempt is None:
        return
    try:
        on_attempt(attempt)
    except Exception as error:  # noqa: BLE001  # whatever a user's function does
        _log.warning("on_attempt raised %s, which is ignored", type(error).__name__)
