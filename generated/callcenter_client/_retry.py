# Made by "python -m generator generate" from the spec: change that, not this file.
"""When an attempt that failed is followed by another: the one place that may send again. Pure, no I/O.

A `safe` operation only reads, so anything short of a verdict is tried again. All others are tried again only when the request
surely never left: a call that dials a person is never repeated on a guess.
"""

from __future__ import annotations

import random
import re
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from callcenter_client.errors import CallCenterError, TransportError, UnexpectedResponse

_FIRST_WAIT = 0.25
_LONGEST_WAIT = 4.0
BUSY = frozenset({502, 503, 504})


def next_wait(
    error: CallCenterError,
    *,
    safe: bool,
    attempts: int,
    retries: int,
    end: float | None,
    retry_after: str | None,
) -> float | None:
    """Seconds until the next attempt, or None when there is none.

    Args:
        error: What the attempt came to.
        safe: Does the operation only read?
        attempts: How many there were.
        retries: How many more than one are allowed.
        end: The deadline, a time of `time.monotonic()`.
        retry_after: The reply's header of that name.
    """
    if attempts > retries or not _may_repeat(error, safe=safe):
        return None
    asked = seconds_of(retry_after)
    # Half of it is chance, so that many clients don't come back at the same moment.
    spread = random.uniform(0.5, 1.0)  # noqa: S311  # it spreads clients, it keeps no secret
    backoff = min(_LONGEST_WAIT, _FIRST_WAIT * 2.0 ** min(attempts - 1, 64)) * spread
    wait = backoff if asked is None else max(asked, backoff)
    if end is not None and time.monotonic() + wait >= end:
        return None
    return wait


def _may_repeat(error: CallCenterError, *, safe: bool) -> bool:
    if isinstance(error, TransportError):
        return safe or not error.sent
    if isinstance(error, UnexpectedResponse):
        # JSON without a verdict would only come again, and so would a redirect; a proxy's page may pass.
        readable = error.reply is not None or 300 <= error.status < 400
        return safe and not error.final and (error.status in BUSY or not readable)
    return False


def seconds_of(retry_after: str | None) -> float | None:
    """The wait that a Retry-After header asks for; None when there is none or it's invalid."""
    text = (retry_after or "").strip()
    if re.fullmatch(r"[0-9]{1,9}", text, re.ASCII):
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
