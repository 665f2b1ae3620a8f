# Made by "python -m generator generate" from the spec: change that, not this file.
"""After an unknown outcome: what the platform shows of it. Pure, no I/O."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Literal

from attrs import define

from callcenter_client._spec import OPERATIONS
from callcenter_client.errors import CallCenterError, InvalidCommand, InvalidCommandType

if TYPE_CHECKING:
    from callcenter_client._operation import Question

# The platform's clock isn't ours: an effect may seem to lie a little before its cause.
_CLOCKS_DIFFER = timedelta(minutes=2)


@define(frozen=True)
class Evidence:
    """One answer of the platform about a command.

    Attributes:
        method: The client's method that was asked.
        seen: Does the answer show an effect?
        answer: Its response object.
    """

    method: str
    seen: bool
    answer: Any


@define(frozen=True)
class Finding:
    """What the platform shows of a command whose outcome is unknown.

    Attributes:
        verdict: `seen` when something shows an effect that is the command's, or looks like it; `not_seen` when nothing does *now*:
            that doesn't mean that the command did not happen, or won't.
        evidence: The answers, in the order in which they were asked for.
    """

    verdict: Literal["seen", "not_seen"]
    evidence: list[Evidence]


def questions(error: CallCenterError) -> list[tuple[Question, dict[str, Any]]]:
    """What to ask about a command: each question with its arguments. About one that had no effect there is nothing to ask.

    Raises:
        InvalidCommand: It's no error about an operation for which the spec says what to ask.
    """
    if not isinstance(error, CallCenterError):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise InvalidCommandType("error", error, "a CallCenterError")
    operation = OPERATIONS.get(error.operation or "")
    if operation is None or not operation.find_out:
        known = ", ".join(sorted(name for name, each in OPERATIONS.items() if each.find_out))
        raise InvalidCommand("error", error.operation, f"an error about one of {known}")
    asked: list[tuple[Question, dict[str, Any]]] = []
    if error.outcome != "unknown":
        return asked  # what other commands did would look like its effect
    for question in operation.find_out:
        arguments = {name: _field(error.command, name) for name in question.with_}
        if question.from_ and error.sent_at is not None:
            arguments[question.from_] = error.sent_at - _CLOCKS_DIFFER
        asked.append((question, arguments))
    return asked


def _field(command: object, name: str) -> Any:
    if isinstance(command, list | tuple):
        raise InvalidCommand(
            "error",
            "of a batch",
            "the error of one command, from the batch's results",
            shown="of a batch",
        )
    return command.get(name) if isinstance(command, Mapping) else getattr(command, name)  # pyright: ignore[reportUnknownMemberType,reportUnknownVariableType]


def finding(answers: list[tuple[Question, Any]]) -> Finding:
    """What the answers amount to."""
    evidence = [
        Evidence(question.method, _shows(question, answer), answer) for question, answer in answers
    ]
    return Finding("seen" if any(each.seen for each in evidence) else "not_seen", evidence)


def _shows(question: Question, answer: Any) -> bool:
    for name, values in question.shows:
        value = getattr(answer, name)
        if value in values if values else value not in (None, []):
            return True
    return False
