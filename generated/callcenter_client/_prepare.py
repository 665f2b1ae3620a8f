# Made by "python -m generator generate" from the spec: change that, not this file.
"""From a command to a message that is ready to be sent: all that can be wrong with it is told here, before anything leaves."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import httpx

from callcenter_client import _reply
from callcenter_client._call import Call, Reply
from callcenter_client._config import Config, Options
from callcenter_client._operation import Operation
from callcenter_client._privacy import without_frames
from callcenter_client._seq import next_seq
from callcenter_client._spec import AGENT_PATTERN, API_PATH
from callcenter_client._user_data import new_user_data
from callcenter_client._write import text
from callcenter_client.errors import CallCenterError, InvalidCommand, InvalidCommandType

if TYPE_CHECKING:
    from callcenter_client._attempt import Meta


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
T = TypeVar("T")


def prepare(
    operation: Operation, command: Command, answer: type[A], config: Config, options: Options | None
) -> Call[A]:
    """Check a command and make its message.

    Raises:
        InvalidCommand: A field is refused.
        UnsupportedOperation: The client's revision lacks the operation.
    """

    def read(call: Call[A], reply: Reply, envelope: dict[str, Any]) -> A:
        found = _reply.answer(
            envelope, reply.status, beside=operation.beside, is_list=operation.is_list
        )
        typed: A = answer.from_dict(found, config.tz)
        typed.meta = call.meta(reply, call.user_data)
        return typed

    try:
        return _single(
            operation, command, command.to_dict(config.tz), read, config=config, options=options
        )
    except CallCenterError as error:
        raise without_frames(context(error, operation.name, command)) from None


def prepare_unknown(
    name: str, command: Mapping[str, Any], config: Config, options: Options | None
) -> Call[dict[str, Any]]:
    """The same for an operation that the spec lacks; its response is a dict."""
    operation = Operation(name, f"{API_PATH}/{name}")

    def read(call: Call[dict[str, Any]], reply: Reply, envelope: dict[str, Any]) -> dict[str, Any]:
        del call
        return _reply.answer(envelope, reply.status, beside=(), is_list=False)

    try:
        if not isinstance(name, str):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise InvalidCommandType(
                "name", name, "the name of an operation, e.g. 'CallMultiNumbers'"
            )
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name):
            raise InvalidCommand("name", name, "the name of an operation, e.g. 'CallMultiNumbers'")
        if not isinstance(command, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise InvalidCommandType("command", command, "a dict of the command's fields")
        return _single(operation, command, dict(command), read, config=config, options=options)
    except CallCenterError as error:
        problem = without_frames(context(error, name, command))
        del command  # a report of an error prints variables
        raise problem from None


def context(error: E, operation: str, command: object) -> E:
    """Write on an error from before sending what it's about."""
    error.operation = operation
    error.command = command
    for name in ("seq", "user_data"):
        given = getattr(command, name, None)
        setattr(error, name, None if given is None else str(given))
    return error


def _single(
    operation: Operation,
    command: object,
    fields: dict[str, Any],
    read: Callable[[Call[T], Reply, dict[str, Any]], T],
    *,
    config: Config,
    options: Options | None,
) -> Call[T]:
    fields = completed(operation, fields)
    call = message(operation, command, {"request": fields}, read, config=config, options=options)
    call.seq = fields["seq"]
    user_data = fields.get("userData")
    call.user_data = user_data if isinstance(user_data, str) else None
    return call


def completed(operation: Operation, fields: dict[str, Any]) -> dict[str, Any]:
    """A command's JSON with its seq, and with user data where they make it findable."""
    if operation.find_out and "userData" not in fields:
        fields["userData"] = new_user_data()
    given = text(fields.pop("seq", None), "seq")
    return {"seq": next_seq() if given is None else given} | fields


def message(
    operation: Operation,
    command: object,
    request: dict[str, Any],
    read: Callable[[Call[T], Reply, dict[str, Any]], T],
    *,
    config: Config,
    options: Options | None,
) -> Call[T]:
    """A call of `request` or `requests`.

    Raises:
        InvalidCommand: An option is refused, or `extra` holds what JSON can't.
        UnsupportedOperation: The client's revision lacks the operation.
    """
    options = {} if options is None else options
    if not isinstance(options, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise InvalidCommandType("options", options, "a dict")
    unknown = set(options) - Options.__annotations__.keys()
    if unknown:
        raise InvalidCommand(
            "options", sorted(unknown), f"some of {sorted(Options.__annotations__)}"
        )
    settings = config.changed(options)
    # The samples send `debug` as text, and so do the integrations that work.
    param = ({"debug": "true"} if settings.debug else {}) | (
        {"lang": settings.lang} if settings.lang else {}
    )
    return Call(
        operation=operation,
        command=command,
        config=config,
        url=config.url(operation.path, operation.revisions),
        body=_encode(({"param": param} if param else {}) | request),
        # The document shows an empty agent too (§2); it means none.
        mark={
            "agent": text(options.get("agent"), "options['agent']", pattern=AGENT_PATTERN) or None
        },
        read=read,
        timeout=httpx.Timeout(settings.timeout),
        deadline=settings.deadline,
        retries=settings.retries,
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
