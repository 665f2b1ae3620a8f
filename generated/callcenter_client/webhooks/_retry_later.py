# Made by "python -m generator generate" from the spec: change that, not this file.
"""How a handler says: not now."""

from __future__ import annotations


class RetryLater(Exception):
    """Raise it in a handler to be given the notification again: what it needs is away for a while.

    In an `Inbox` the event comes again after `seconds`, and this doesn't count as a failure. In `receive` and the
    receivers the answer is 503 and nothing is kept: whether and when the platform sends it again is its affair.

    Args:
        seconds: How long to wait, at least.
    """

    def __init__(self, seconds: float = 60.0) -> None:
        super().__init__(f"again in {seconds:g} s")
        self.seconds = seconds
