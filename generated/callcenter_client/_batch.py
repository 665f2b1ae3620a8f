# Made by "python -m generator generate" from the spec: change that, not this file.
"""Many commands of one operation: cut into messages, and every answer laid beside its command (§3). Pure, no I/O."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from callcenter_client import _reply
from callcenter_client._call import Call, Reply, unexpected
from callcenter_client._prepare import Answer, Command, completed, context, message
from callcenter_client._privacy import without_frames
from callcenter_client._read import Unreadable
from callcenter_client._write import integer
from callcenter_client.errors import (
    CallCenterError,
    InvalidCommand,
    InvalidCommandType,
    UnexpectedResponse,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callcenter_client._config import Config, Options
    from callcenter_client._operation import Operation

A = TypeVar("A", bound=Answer)


class Batch(Generic[A]):
    """A batch on its way. The client sends `calls` in order and tells what became of each by `took` or `failed`.

    Raises:
        InvalidCommand: A command is refused, two have one seq, or `chunk` is no size: before anything is sent.
        UnsupportedOperation: The client's revision lacks the operation.
    """

    def __init__(
        self,
        operation: Operation,
        kind: type[Command],
        answer: type[A],
        commands: Sequence[Command],
        *,
        chunk: int,
        config: Config,
        options: Options | None,
    ) -> None:
        try:
            self._chunk = integer(chunk, "chunk", minimum=1) or 1
            if isinstance(commands, str | bytes | Mapping) or not isinstance(commands, Iterable):  # pyright: ignore[reportUnnecessaryIsInstance]
                raise InvalidCommandType("commands", commands, f"a list of {kind.__name__}")
            self._commands: list[Command] = list(commands)
        except InvalidCommand as error:
            raise without_frames(context(error, operation.name, None)) from None
        finally:
            del commands
        self._answer = answer
        self._fields: list[dict[str, Any]] = []
        # Raised here, where no variable holds a whole command: a report of an error prints the variables of each frame.
        if problem := self._complete(operation, kind, config):
            raise problem
        self.results: list[A | CallCenterError | None] = [None] * len(self._fields)
        try:
            self.calls: list[Call[list[A | CallCenterError]]] = [
                self._call(operation, start, self._chunk, config, options)
                for start in range(0, len(self._fields), self._chunk)
            ]
        except CallCenterError as error:
            raise without_frames(context(error, operation.name, None)) from None

    def _complete(
        self, operation: Operation, kind: type[Command], config: Config
    ) -> InvalidCommand | None:
        """Make the JSON of each command; what is wrong with one, or None."""
        seqs: dict[str, int] = {}
        for index, command in enumerate(self._commands):
            if not isinstance(command, kind):
                wrong = InvalidCommandType(f"commands[{index}]", command, f"a {kind.__name__}")
                return context(wrong, operation.name, command)
            try:
                found = completed(operation, command.to_dict(config.tz))
            except InvalidCommand as error:
                return context(
                    error.at(f"commands[{index}].{error.field}"), operation.name, command
                )
            if found["seq"] in seqs:
                other = f"another than that of commands[{seqs[found['seq']]}]"
                twice = InvalidCommand(f"commands[{index}].seq", found["seq"], other)
                return context(twice, operation.name, command)
            seqs[found["seq"]] = index
            self._fields.append(found)
        return None

    def _call(
        self, operation: Operation, start: int, chunk: int, config: Config, options: Options | None
    ) -> Call[list[A | CallCenterError]]:
        fields = self._fields[start : start + chunk]

        def read(
            call: Call[list[A | CallCenterError]], reply: Reply, envelope: dict[str, Any]
        ) -> list[A | CallCenterError]:
            answers = _reply.answers(envelope, reply.status, [each["seq"] for each in fields])
            return [
                self._one(call, reply, envelope, found, start + offset)
                for offset, found in enumerate(answers)
            ]

        call = message(
            operation,
            self._commands[start : start + chunk],
            {"requests": fields},
            read,
            config=config,
            options=options,
        )
        call.seq, call.user_data = None, None
        return call

    def _one(
        self,
        call: Call[Any],
        reply: Reply,
        envelope: dict[str, Any],
        found: dict[str, Any] | str,
        index: int,
    ) -> A | CallCenterError:
        """The answer to one command, typed, or its error."""
        try:
            typed: A = self._answer.from_dict(_reply.accepted(found, envelope), call.config.tz)
        except Unreadable as error:
            problem = UnexpectedResponse(f"the answer can't be read: {error}", reply=envelope)
            return self._about(call, unexpected(problem, reply), index)
        except UnexpectedResponse as error:
            return self._about(call, unexpected(error, reply), index)
        except CallCenterError as error:
            return self._about(call, error, index)
        typed.meta = call.meta(reply, self._user_data(index))
        return typed

    def _about(self, call: Call[Any], error: CallCenterError, index: int) -> CallCenterError:
        call.about(error, sent=error.outcome != "not_sent")
        error.command = self._commands[index]
        error.seq = self._fields[index]["seq"]
        error.user_data = self._user_data(index)
        error.__traceback__ = (
            None  # it is a result here, and frames would keep the whole batch alive
        )
        return error

    def _user_data(self, index: int) -> str | None:
        found = self._fields[index].get("userData")
        return found if isinstance(found, str) else None

    def took(self, number: int, answers: list[A | CallCenterError]) -> None:
        """The message of that number was answered."""
        start = number * self._chunk
        self.results[start : start + len(answers)] = answers

    def failed(self, number: int, error: CallCenterError) -> bool:
        """The message of that number came to an error, which is that of each of its commands.

        Returns:
            Is there any use in sending the rest? After a message that never left there isn't: they are `not_sent`, untried.
        """
        first, last = number * self._chunk, (number + 1) * self._chunk
        goes_on = error.outcome != "not_sent"
        last = min(last if goes_on else len(self.results), len(self.results))
        call = self.calls[number]
        for index in range(first, last):
            own = error.__copy__()
            self.results[index] = self._about(call, own, index)
            if index >= first + self._chunk:
                own.attempts = 0
        return goes_on

    def done(self) -> list[A | CallCenterError]:
        """The results in the order of the commands, one for each."""
        return [result for result in self.results if result is not None]
