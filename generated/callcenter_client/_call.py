# Made by "python -m generator generate" from the spec: change that, not this file.
"""One command on its way: what is sent, and what comes of it. No I/O: the clients do that."""

from __future__ import annotations

import json
import logging
import re
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Protocol, TypeVar

import httpx
from attrs import define, field

from callcenter_client import _reply
from callcenter_client._config import Config, Options
from callcenter_client._operation import Operation
from callcenter_client._privacy import shorten_digits
from callcenter_client._read import Unreadable
from callcenter_client._seq import next_seq
from callcenter_client._spec import AGENT_PATTERN, API_PATH
from callcenter_client._user_data import new_user_data
from callcenter_client._write import text
from callcenter_client.errors import (
    CallCenterError,
    InvalidCommand,
    InvalidCommandType,
    TransportError,
    UnexpectedResponse,
)

HEADERS = {"Accept": "application/json", "Content-Type": "application/json"}
"""What every message says of itself (§1)."""

# What httpx raises before the first byte of a request leaves: the command can't have had an effect.
_NEVER_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
)
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


class Command(Protocol):
    """A command object of the spec."""

    def to_dict(self, tz: Any = None) -> dict[str, Any]: ...


class Answer(Protocol):
    """A response class of the spec."""

    meta: Meta | None

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any], tz: Any = None) -> Any: ...


A = TypeVar("A", bound=Answer)
E = TypeVar("E", bound=CallCenterError)


@define
class Call:
    """A command that is ready to be sent."""

    operation: Operation
    command: object
    config: Config = field(repr=False)
    url: str
    body: bytes = field(repr=False)
    mark: dict[str, Any] = field(repr=False)
    seq: str
    user_data: str | None
    timeout: float | httpx.Timeout | None
    attempts: int = 0
    sent_at: datetime | None = None
    _started: float = 0.0

    def begin(self) -> dict[str, Any]:
        """Note an attempt, and give the arguments of its httpx request."""
        self.attempts += 1
        if self.sent_at is None:
            self.sent_at = datetime.now(UTC).astimezone(self.config.tz)
            self._started = time.monotonic()
        return {
            "method": "POST",
            "url": self.url,
            "content": self.body,
            "headers": HEADERS,
            "timeout": self.timeout,
            "extensions": {"callcenter_auth": self.mark},
        }

    def failed(self, error: httpx.HTTPError) -> TransportError:
        """The error for an attempt that brought no reply."""
        sent = not isinstance(error, _NEVER_SENT)
        what = (
            "it may have been carried out: find out before you send it again"
            if sent
            else "it never left, so it had no effect"
        )
        said = (
            f"{type(error).__name__}: {shorten_digits(str(error))}"
            if str(error)
            else type(error).__name__
        )
        return self.about(TransportError(f"no reply came ({said}); {what}", sent=sent), sent=sent)

    def about(self, error: E, *, sent: bool = True) -> E:
        """Write on an error what it's about."""
        error.operation = self.operation.name
        error.command = self.command
        error.seq = self.seq
        error.user_data = self.user_data
        error.sent_at = self.sent_at if sent else None
        error.attempts = self.attempts
        return error

    def conclude(self, response: httpx.Response) -> dict[str, Any]:
        """The command's response, as JSON.

        Raises:
            ApiError, UnexpectedResponse: See `_reply`.
        """
        try:
            reply = _reply.envelope(response.content)
            self._tell_logs(reply)
            return _reply.answer(
                reply,
                response.status_code,
                beside=self.operation.beside,
                is_list=self.operation.is_list,
            )
        except UnexpectedResponse as error:
            raise self._unexpected(error, response) from None
        except CallCenterError as error:
            raise self.about(error) from None

    def typed(self, cls: type[A], response: httpx.Response) -> A:
        """The command's response, as an object of `cls`.

        Raises:
            ApiError, UnexpectedResponse: See `conclude`; also when a field can't be read as its type.
        """
        found = self.conclude(response)
        try:
            answer: A = cls.from_dict(found, self.config.tz)
        except (Unreadable, RecursionError) as error:
            problem = UnexpectedResponse(
                f"the reply can't be read: {error}", reply=_reply.decode(response.content)
            )
            raise self._unexpected(problem, response) from None
        answer.meta = Meta(
            auth_seq=str(self.mark.get("seq", "")),
            attempts=self.attempts,
            elapsed=time.monotonic() - self._started,
            status=response.status_code,
            raw=_reply.decode(response.content),
            user_data=self.user_data,
        )
        return answer

    def _unexpected(
        self, error: UnexpectedResponse, response: httpx.Response
    ) -> UnexpectedResponse:
        told = UnexpectedResponse(
            error.args[0].partition("; HTTP status")[0],
            status=response.status_code,
            content_type=response.headers.get("content-type", ""),
            excerpt=_reply.excerpt(response.content),
            reply=error.reply,
        )
        return self.about(told)

    def _tell_logs(self, reply: dict[str, Any]) -> None:
        logs = reply.get("logs")
        if logs and isinstance(logs, str):
            _log.debug("%s: the platform's logs: %s", self.operation.name, shorten_digits(logs))


def prepare(
    operation: Operation, command: Command, config: Config, options: Options | None
) -> Call:
    """Check a command and make its message.

    Raises:
        InvalidCommand: A field is refused.
        UnsupportedOperation: The client's revision lacks the operation.
    """
    try:
        return _prepare(operation, command, command.to_dict(config.tz), config, options or {})
    except CallCenterError as error:
        error.operation = operation.name
        error.command = command
        raise


def prepare_unknown(
    name: str, command: Mapping[str, Any], config: Config, options: Options | None
) -> Call:
    """The same for an operation that the spec lacks."""
    operation = Operation(name, f"{API_PATH}/{name}")
    try:
        if not isinstance(name, str):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise InvalidCommandType(
                "name", name, "the name of an operation, e.g. 'CallMultiNumbers'"
            )
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name):
            raise InvalidCommand("name", name, "the name of an operation, e.g. 'CallMultiNumbers'")
        if not isinstance(command, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise InvalidCommandType("command", command, "a dict of the command's fields")
        return _prepare(operation, command, dict(command), config, options or {})
    except CallCenterError as error:
        error.operation = name
        error.command = command
        raise


def _prepare(
    operation: Operation, command: object, fields: dict[str, Any], config: Config, options: Options
) -> Call:
    url = config.url(operation.path, operation.revisions)
    unknown = set(options) - Options.__annotations__.keys()
    if unknown:
        raise InvalidCommand(
            "options", sorted(unknown), f"some of {sorted(Options.__annotations__)}"
        )
    if operation.findable and "userData" not in fields:
        fields["userData"] = new_user_data()
    given = fields.pop("seq", None)
    seq = next_seq() if given is None else str(given)
    lang, debug = options.get("lang", config.lang), options.get("debug", config.debug)
    # The samples send `debug` as text, and so do the integrations that work.
    param = ({"debug": "true"} if debug else {}) | ({"lang": lang} if lang else {})
    message = ({"param": param} if param else {}) | {"request": {"seq": seq} | fields}
    user_data = fields.get("userData")
    return Call(
        operation=operation,
        command=command,
        config=config,
        url=url,
        body=_encode(message),
        # The document shows an empty agent too (§2); it means none.
        mark={
            "agent": text(options.get("agent"), "options['agent']", pattern=AGENT_PATTERN) or None
        },
        seq=seq,
        user_data=user_data if isinstance(user_data, str) else None,
        timeout=options.get("timeout", config.timeout),
    )


def _encode(message: dict[str, Any]) -> bytes:
    try:
        return json.dumps(
            message, ensure_ascii=False, separators=(",", ":"), allow_nan=False
        ).encode()
    except (ValueError, RecursionError) as error:
        raise InvalidCommand(
            "extra", None, f"values that JSON can hold ({error})", shown="unusable"
        ) from None
    except TypeError as error:
        raise InvalidCommandType(
            "extra", None, f"values that JSON can hold ({error})", shown="unusable"
        ) from None
