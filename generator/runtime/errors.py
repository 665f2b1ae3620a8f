"""What can go wrong, as one family of exceptions.

    CallCenterError
    ├── ConfigurationError     a constructor argument or variable is unusable            not_sent
    ├── InvalidCommand         an argument is refused before sending (also a ValueError) not_sent
    ├── UnsupportedOperation   this revision lacks the operation                         not_sent
    ├── TransportError         no reply came                                             not_sent | unknown
    ├── ApiError               the platform said no: error is not 0                      refused
    └── UnexpectedResponse     not an envelope, or no verdict in it                      unknown

`outcome` tells what became of the command: `not_sent` (it can't have had an effect), `refused` (the platform says that it
had none) or `unknown` (it may have been carried out). A wrong type of argument is an InvalidCommand that is a TypeError too, and
a download that would overwrite a file raises RecordingExists which is a FileExistsError too.
"""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any, Literal, Self

from callcenter_client._privacy import shorten, shorten_digits, show

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

Outcome = Literal["not_sent", "refused", "unknown"]


class CallCenterError(Exception):
    """The parent of all errors of this package.

    Attributes:
        operation: The operation's name as the API spells it, e.g. `CallNumber`; None outside of one.
        command: The command as it was given: a command object, or a dict for `request()`.
        outcome: `not_sent`, `refused` or `unknown`.
        seq: The command's serial, as it was or would have been sent.
        user_data: The command's user data.
        sent_at: When sending began: an aware datetime, or None when nothing was sent.
        attempts: How often it was tried.

    When it stopped a list that was being handed over in parts (`call_task_create_all` and its like), it also tells:

    Attributes:
        task_id: The task, when there is one by then.
        next_index: Where to go on in the list.
        handed_over: How many values the platform had taken.
        report: The platform's counts so far.
        invalid: What was left out so far.
        chunk: The indices of the values in the failing message: with `outcome` `unknown`, those whose fate isn't known.
    """

    outcome: Outcome = "unknown"

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.operation: str | None = None
        self.command: object = None
        self.seq: str | None = None
        self.user_data: str | None = None
        self.sent_at: datetime | None = None
        self.attempts: int = 0
        self.task_id: str | None = None
        self.next_index: int | None = None
        self.handed_over: int | None = None
        self.report: Any = None
        self.invalid: list[Any] | None = None
        self.chunk: range | None = None

    def __str__(self) -> str:
        text = super().__str__()
        return f"{self.operation}: {text}" if self.operation else text

    def __reduce__(self) -> tuple[Callable[..., CallCenterError], tuple[Any, ...]]:
        # The default would call __init__ with the text alone; the attributes are what a worker's report needs.
        attributes = {
            name: value if _can_be_pickled(value) else _printed(value)
            for name, value in self.__dict__.items()
        }
        return _rebuild, (type(self), self.args, attributes)

    def __copy__(self) -> CallCenterError:
        copied = _rebuild(type(self), self.args, self.__dict__)
        copied.__cause__ = self.__cause__
        return copied


def _can_be_pickled(value: object) -> bool:
    """A caller may have given anything, an open file for instance; the error must reach the other process all the same."""
    if value is None or isinstance(value, str | int | float):
        return True
    try:
        pickle.dumps(value)
    except Exception:  # noqa: BLE001  # whatever a foreign __reduce__ raises
        return False
    return True


def _printed(value: object) -> str:
    try:
        return repr(value)
    except Exception as error:  # noqa: BLE001  # JSON that is nested too deeply to print, or a foreign __repr__
        return f"a {type(value).__name__} that can't be printed ({type(error).__name__})"


def _rebuild(
    cls: type[CallCenterError], args: tuple[Any, ...], attributes: dict[str, Any]
) -> CallCenterError:
    error = cls.__new__(cls, *args)
    error.args = args
    error.__dict__.update(attributes)
    return error


class ConfigurationError(CallCenterError):
    """A constructor argument or an environment variable can't be used; nothing was sent."""

    outcome = "not_sent"


class InvalidCommand(CallCenterError, ValueError):
    """An argument is refused before anything is sent.

    Attributes:
        field: The argument, e.g. `callee` or `callees[3]`.
        value: What was given.
        expected: What would have been right.
    """

    outcome = "not_sent"

    def __init__(
        self, field: str, value: object, expected: str, *, shown: str | None = None
    ) -> None:
        super().__init__(
            f"{field} is {shown if shown is not None else show(value)}, expected {expected}"
        )
        self.field = field
        self.value = value
        self.expected = expected

    def at(self, field: str) -> Self:
        """The same about a field that is named from further out."""
        shown = self.args[0].partition(" is ")[2].partition(", expected ")[0]
        return type(self)(field, self.value, self.expected, shown=shown)


class InvalidCommandType(InvalidCommand, TypeError):
    """An argument is of a type that it can't have; an InvalidCommand and a TypeError."""


class RecordingExists(InvalidCommand, FileExistsError):
    """A download would overwrite a file; the file stays as it is. `value` is its path."""

    def __new__(cls, path: Path) -> Self:
        """ValueError's own can't make an OSError, which pickle would ask it to."""
        return FileExistsError.__new__(cls, path)

    def __init__(self, path: Path) -> None:
        shown = f"{shorten(str(path.parent), 'recording')!r}, which has a file of the name {shorten(path.name, 'recording')!r}"
        super().__init__("to", path, "a name that is free, or overwrite=True", shown=shown)


class UnsupportedOperation(CallCenterError):
    """The client's API revision doesn't have the operation; nothing was sent.

    Attributes:
        revision: The client's revision.
        revisions: The revisions that have the operation.
    """

    outcome = "not_sent"

    def __init__(self, revision: int, revisions: tuple[int, ...]) -> None:
        has = ", ".join(map(str, revisions))
        super().__init__(
            f"revision {revision} of the API doesn't have it; it is in revision {has}: pass revision={revisions[-1]}"
        )
        self.revision = revision
        self.revisions = revisions


class TransportError(CallCenterError):
    """No reply came. `__cause__` is httpx's error.

    Attributes:
        sent: False when the request surely never left, so the command had no effect; True when it may have arrived.
    """

    def __init__(self, text: str, *, sent: bool) -> None:
        super().__init__(text)
        self.sent = sent
        self.outcome = "unknown" if sent else "not_sent"


class ApiError(CallCenterError):
    """The platform refused: `error` in one of the two results is not 0 (§4).

    Attributes:
        level: `message` when the whole message was refused, `command` when it was accepted and the command was not.
        code: The error code, an int, or the text that came where it isn't a decimal number.
        msg: The platform's text, as it came.
        reason: A name for a known text, e.g. `INVALID_USER`; else None.
        logs: The debugging text of the reply, when `debug` is on.
        reply: The whole reply.
    """

    outcome = "refused"

    def __init__(
        self,
        *,
        level: Literal["message", "command"],
        code: int | str,
        msg: str | None,
        reason: str | None = None,
        logs: str | None = None,
        reply: dict[str, Any] | None = None,
    ) -> None:
        what = "the message" if level == "message" else "the command"
        # A lone surrogate, which JSON can hold, would make the text one that can't be printed.
        text = (msg or "").encode("utf-8", "backslashreplace").decode()
        said = f": {shorten_digits(text)}" if text else ", without a text"
        super().__init__(f"the platform refused {what} with error {code}{said}")
        self.level = level
        self.code = code
        self.msg = msg
        self.reason = reason
        self.logs = logs
        self.reply = reply


class UnexpectedResponse(CallCenterError):
    """A reply came that is no envelope, or has no verdict: whether the command was carried out is not known.

    Attributes:
        status: The HTTP status.
        content_type: The reply's Content-Type as it came, or "".
        excerpt: The beginning of the body, with long numbers shortened.
        reply: The reply as JSON, where it is JSON.
    """

    def __init__(
        self,
        text: str,
        *,
        status: int = 0,
        content_type: str = "",
        excerpt: str = "",
        reply: Any = None,
    ) -> None:
        shown = f" ({content_type or 'no content type'}): {excerpt}" if excerpt else ""
        super().__init__(f"{text}; HTTP status {status}{shown}")
        self.final = False
        """It would only come again: no further attempt."""
        self.status = status
        self.content_type = content_type
        self.excerpt = excerpt
        self.reply = reply


class UnexpectedStatus(Exception):
    """Raised by functions of `callcenter_client.api` for a status that the spec doesn't have.

    Only with `Client(raise_on_unexpected_status=True)`; the facade raises UnexpectedResponse.
    """

    def __init__(self, status_code: int, content: bytes) -> None:
        self.status_code = status_code
        self.content = content
        super().__init__(f"Unexpected status code: {status_code}")


__all__ = [
    "ApiError",
    "CallCenterError",
    "ConfigurationError",
    "InvalidCommand",
    "InvalidCommandType",
    "Outcome",
    "RecordingExists",
    "TransportError",
    "UnexpectedResponse",
    "UnexpectedStatus",
    "UnsupportedOperation",
]
