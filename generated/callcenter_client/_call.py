# Made by "python -m generator generate" from the spec: change that, not this file.
"""One message on its way: what is sent, and what comes of it. No I/O: the clients do that."""

from __future__ import annotations

import logging
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

import httpx
from attrs import define, field

from callcenter_client import _reply
from callcenter_client._attempt import Attempt, Meta, tell
from callcenter_client._body import ENCODINGS, Body
from callcenter_client._privacy import shorten_digits, shorten_texts, show, told, without_frames
from callcenter_client._retry import next_wait
from callcenter_client.errors import (
    CallCenterError,
    ConfigurationError,
    TransportError,
    UnexpectedResponse,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from callcenter_client._config import Config
    from callcenter_client._operation import Operation

HEADERS = {
    "Accept": "application/json",
    "Accept-Encoding": ENCODINGS,
    "Content-Type": "application/json",
}
"""What every message says of itself (§1)."""

MOST_BYTES = 64 * 1024 * 1024
"""A reply that is longer is refused: it would be somebody's memory."""

# What httpx raises before the first byte of a request leaves: the command can't have had an effect.
NEVER_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)
# Not among them: LocalProtocolError, which HTTP/2 raises for a reply that it can't read, too.
# What httpcore traces when it begins to write a request, in HTTP/1.1 and HTTP/2.
_WRITING = ("http11.send_request_headers.started", "http2.send_request_headers.started")
_log = logging.getLogger("callcenter_client")


@define(frozen=True)
class Reply:
    """An HTTP reply, read to its end."""

    status: int
    content: bytes = field(repr=False)  # may be personal, and reports of errors print it
    content_type: str = ""
    retry_after: str | None = None


def body_of(response: httpx.Response) -> Body:
    """Where the bytes of httpx's response go. One that was read already, by a hook of the user's, is decoded."""
    encoding = "" if response.is_stream_consumed else response.headers.get("content-encoding", "")
    return Body(encoding, MOST_BYTES)


E = TypeVar("E", bound=CallCenterError)
T = TypeVar("T")


@define
class Call(Generic[T]):
    """A message that is ready to be sent, and how its reply is read."""

    operation: Operation
    command: object = field(repr=show)
    config: Config = field(repr=False)
    url: str
    body: bytes = field(repr=False)
    mark: dict[str, Any] = field(repr=False)
    read: Callable[[Call[T], Reply, dict[str, Any]], T] = field(repr=False)
    timeout: httpx.Timeout
    deadline: float | None
    retries: int
    seq: str | None = None
    user_data: str | None = None
    attempts: int = 0
    sent_at: datetime | None = None
    end: float | None = None
    started: float = 0.0
    attempt_started: float = 0.0
    _writing: bool | None = None
    _raw: tuple[Reply, dict[str, Any]] | None = field(default=None, repr=False)

    def begin(self, *, traced: bool) -> dict[str, Any]:
        """Note an attempt, and give the arguments of its httpx request.

        Args:
            traced: Does the transport tell when it begins to write? Ours does; one of the user's may not.
        """
        self.attempts += 1
        self.attempt_started = time.monotonic()
        if self.sent_at is None:
            self.sent_at = datetime.now(UTC).astimezone(self.config.tz)
            self.started = self.attempt_started
            self.end = None if self.deadline is None else self.started + self.deadline
        self._writing = False if traced else None
        return {
            "method": "POST",
            "url": self.url,
            "content": self.body,
            "headers": HEADERS,
            "timeout": self.timeout if traced else self._cut(self.timeout),
            "extensions": {"callcenter_auth": self.mark},
        }

    def _cut(self, timeout: httpx.Timeout) -> httpx.Timeout:
        """On a client of the user's each step gets what is left; ours cuts each connect, read and write as it comes."""
        rest = self.left()
        if rest is None:
            return timeout
        steps = {
            name: rest if value is None else min(value, rest)
            for name, value in timeout.as_dict().items()
        }
        return httpx.Timeout(**steps)

    def left(self) -> float | None:
        """Seconds until the deadline, at least a moment; None without one."""
        return None if self.end is None else max(0.001, self.end - time.monotonic())

    def trace(self, event: str, details: Mapping[str, Any]) -> None:
        """Take what httpcore tells of each step of an exchange."""
        # A CONNECT goes to the proxy alone, before the request.
        if event in _WRITING and details["request"].method != b"CONNECT":
            self._writing = True

    def check_time(self) -> None:
        """Called for each part of a reply that was read.

        Raises:
            httpx.ReadTimeout: The deadline has passed.
        """
        if self.end is not None and time.monotonic() > self.end:
            raise httpx.ReadTimeout("the deadline has passed")

    def stopped(self, error: RuntimeError) -> CallCenterError:
        """The error for an attempt that something stopped which is no failure of the network."""
        if self._writing is False:
            return self.about(ConfigurationError(str(error)), sent=False)
        return self.failed(error)

    def whole(self, response: httpx.Response, body: Body) -> Reply:
        """The reply, when its body is whole.

        Raises:
            UnexpectedResponse: It's too large, or isn't in the encoding that it names.
        """
        headers = response.headers
        content = b"" if body.undecodable or body.too_large else body.content()
        reply = Reply(
            response.status_code,
            content,
            headers.get("content-type", ""),
            headers.get("retry-after"),
        )
        del content
        if body.too_large:
            problem = UnexpectedResponse(f"the reply is over {MOST_BYTES / 2**20:g} MiB")
            problem.final = True
            raise self._unexpected(problem, reply)
        if body.undecodable:
            problem = UnexpectedResponse("the reply isn't in the Content-Encoding that it names")
            raise self._unexpected(problem, reply)
        return reply

    def failed(self, error: Exception) -> TransportError:
        """The error for an attempt that brought no reply."""
        shorten_texts(without_frames(error))
        # When our own transport hasn't begun to write, nothing has left, whatever stopped it.
        sent = self._writing is not False and not isinstance(error, NEVER_SENT)
        if not sent:
            what = "it never left, so it had no effect"
        elif self.operation.retry == "safe":
            what = "it only reads, so it may be asked again"
        else:
            what = "it may have been carried out: find out before you send it again"
        problem = TransportError(
            f"no reply came from {self.config.base_url} ({told(error)}); {what}", sent=sent
        )
        return self.about(problem, sent=sent)

    def about(self, error: E, *, sent: bool = True) -> E:
        """Write on an error what it's about."""
        error.operation = self.operation.name
        error.command = self.command
        error.seq = self.seq
        error.user_data = self.user_data
        error.sent_at = self.sent_at if sent else None
        error.attempts = self.attempts
        return error

    def conclude(self, reply: Reply) -> T:
        """What the reply says.

        Raises:
            ApiError, UnexpectedResponse: See `_reply`; the second also when a field can't be read as its type.
        """
        answer, error = self._answer(reply)
        # Raised here, where no variable holds what came: a report of an error prints the variables of each frame.
        if error is not None:
            raise error
        return cast("T", answer)

    def _answer(self, reply: Reply) -> tuple[T | None, CallCenterError | None]:
        """What the reply says, or the error that it comes to."""
        envelope: dict[str, Any] | None = None
        try:
            envelope = _reply.envelope(reply.content)
            self._tell_logs(envelope)
            return self.read(self, reply, envelope), None
        except UnexpectedResponse as error:
            return None, self._unexpected(error, reply)
        except CallCenterError as error:
            return None, without_frames(self.about(error))
        except (ValueError, RecursionError) as error:
            # Unreadable, or nested as deep as Python can just read: once, and not a second time from a deeper frame.
            problem = UnexpectedResponse(f"the reply can't be read: {error}", reply=envelope)
            return None, self._unexpected(problem, reply)

    def _unexpected(self, error: UnexpectedResponse, reply: Reply) -> UnexpectedResponse:
        return self.about(unexpected(error, reply))

    def _tell_logs(self, reply: dict[str, Any]) -> None:
        logs = reply.get("logs")
        if logs and isinstance(logs, str):
            _log.debug("%s: the platform's logs: %s", self.operation.name, shorten_digits(logs))

    def meta(self, reply: Reply, user_data: str | None) -> Meta:
        """How a response of this call came about."""
        return Meta(
            auth_seq=str(self.mark.get("seq", "")),
            attempts=self.attempts,
            elapsed=time.monotonic() - self.started,
            status=reply.status,
            raw=self._raw_of(reply),
            user_data=user_data,
        )

    def _raw_of(self, reply: Reply) -> dict[str, Any]:
        """The reply as JSON, apart from what the answer is made of; for a batch, one for all answers."""
        if self._raw is None or self._raw[0] is not reply:
            self._raw = (reply, _reply.decode(reply.content))
        return self._raw[1]

    def next_wait(self, error: CallCenterError, reply: Reply | None) -> float | None:
        """Seconds until the next attempt, or None when the error stands."""
        return next_wait(
            error,
            safe=self.operation.retry == "safe",
            attempts=self.attempts,
            retries=self.retries,
            end=self.end,
            retry_after=reply.retry_after if reply is not None else None,
        )

    def tell(self, on_attempt: Callable[[Attempt], object] | None, outcome: str) -> None:
        """Tell the user's function of an attempt."""
        elapsed = time.monotonic() - self.attempt_started
        tell(on_attempt, Attempt(self.operation.name, self.attempts, outcome, elapsed))


def unexpected(error: UnexpectedResponse, reply: Reply) -> UnexpectedResponse:
    """An UnexpectedResponse with what there is to tell of the HTTP reply."""
    made = UnexpectedResponse(
        error.args[0].partition("; HTTP status")[0],
        status=reply.status,
        content_type=reply.content_type,
        excerpt=_reply.excerpt(reply.content),
        reply=error.reply,
    )
    made.final = error.final
    return made
