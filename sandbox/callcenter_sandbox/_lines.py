"""What the command prints: a line for each request and for each notification."""

import threading
from datetime import datetime
from typing import TYPE_CHECKING

from callcenter_client._discard import discard_output

if TYPE_CHECKING:
    from callcenter_sandbox import Notification, Received

_LONGEST_PROBLEM = 200


class Lines:
    """Prints what came and what was sent, one line each."""

    def __init__(self) -> None:
        self._lock = threading.Lock()

    def say(self, text: str) -> None:
        """Show what is about the command itself."""
        self._print(text)

    def received(self, received: "Received") -> None:
        """Show a request."""
        self._print(_request_line(received))

    def sent(self, notification: "Notification") -> None:
        """Show a notification after it was sent."""
        now = datetime.now().astimezone()
        self._print(f"{now:%H:%M:%S}  > {notification.customer:<8} {notification}")

    def _print(self, text: str) -> None:
        # What came from outside must not move the cursor or colour the terminal.
        if not text.isprintable():
            text = "".join(
                one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in text
            )
        with self._lock:
            try:
                print(text, flush=True)  # noqa: T201  # it copes with having no stdout
            except OSError:
                # The reader of a pipe is gone, or a disk is full: the sandbox goes on, and what is still to be
                # flushed shall not complain at the end.
                discard_output()


def _request_line(received: "Received") -> str:
    what = received.operation or received.method
    revision = f"V2.0.{received.revision}" if received.revision is not None else ""
    customer = received.signature.customer if received.signature else "-"
    verdict = str(received.verdict)
    if verdict != "accepted":
        verdict = verdict.upper()
    text = (
        f"{received.time.astimezone():%H:%M:%S}  {what:<18} {revision:<7} {customer:<8} {verdict}"
    )
    if received.fault:
        text += f", fault {received.fault}"
    if received.problems:
        first, *others = received.problems
        more = f" (and {len(others)} more)" if others else ""
        text += f": {first[:_LONGEST_PROBLEM]}{more}"
    return text
