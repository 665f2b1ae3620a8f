"""Scripted answers, for tests that want one exact reply."""

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from callcenter_client._privacy import show
from callcenter_sandbox._contract import Contract
from callcenter_sandbox._json import JsonObject


@dataclass
class Scripted:
    """One answer that was asked for.

    Attributes:
        operation: The operation.
        expect: What a command must have to get it; empty: any gets it.
        left: How often it still comes; None: always.
        response: The fields of the response; None when it is another kind of answer.
        refusal: The code and the text of a refusal, and whether the whole message is refused.
        raw: A whole body, whatever it may be.
        used: How often it came.
    """

    operation: str
    expect: Mapping[str, Any]
    left: int | None
    response: JsonObject | None = None
    refusal: tuple[int | str, str, bool] | None = None
    raw: bytes | None = None
    used: int = field(default=0)

    def fits(self, command: JsonObject) -> bool:
        """Whether a command has what is expected; 5 and "5" are the same there, as on the wire."""
        return all(
            name in command and _same(command[name], value) for name, value in self.expect.items()
        )


class Script:
    """The scripted answers of a sandbox, in the order in which they were given.

    Args:
        contract: What they are checked against.
    """

    def __init__(self, contract: Contract) -> None:
        self._contract = contract
        self._answers: list[Scripted] = []
        self._lock = threading.Lock()

    def add(self, answer: Scripted) -> None:
        """Take an answer.

        Raises:
            ValueError: It can't be one: the operation isn't known, or a field doesn't fit.
        """
        replies = self._contract.replies.get(answer.operation)
        if replies is None:
            known = ", ".join(self._contract.replies)
            raise ValueError(f"operation is {answer.operation!r}; expected one of {known}")
        if answer.left is not None and answer.left < 1:
            raise ValueError(f"times is {answer.left}; expected 1 or more, or None for always")
        sample = {"seq": "1", **answer.expect}
        check = self._contract.checks[answer.operation]
        if strange := check.unknown({"request": sample}, refused=True):
            raise ValueError(f"expect: {'; '.join(strange)}")
        if answer.response is not None:
            response = replies.response({"seq": "1"}, answer.response)
            check = self._contract.response_checks[answer.operation]
            faults = [fault.text for fault in check.faults(response)]
            faults += check.unknown(response, refused=True)
            if faults:
                more = "; for an answer that deviates on purpose give raw="
                raise ValueError(f"{answer.operation}: {'; '.join(faults)}{more}")
        with self._lock:
            self._answers.append(answer)

    def take(self, operation: str, command: JsonObject) -> Scripted | None:
        """The answer for a command, if there is one."""
        if not self._answers:
            return None
        with self._lock:
            for answer in self._answers:
                if answer.operation == operation and answer.left != 0 and answer.fits(command):
                    answer.used += 1
                    if answer.left is not None:
                        answer.left -= 1
                    return answer
        return None

    def unused(self) -> list[str]:
        """The answers that are still to come, in words."""
        with self._lock:
            return [
                f"{answer.operation} with {show(dict(answer.expect))}"
                if answer.expect
                else answer.operation
                for answer in self._answers
                if answer.left or (answer.left is None and not answer.used)
            ]


def as_body(raw: object) -> bytes:
    """A whole body, given as bytes, as text, or as what JSON is made of."""
    if isinstance(raw, bytes):
        return raw
    return (raw if isinstance(raw, str) else json.dumps(raw, ensure_ascii=False)).encode()


def _same(found: object, wanted: object) -> bool:
    return found == wanted or (
        isinstance(found, (str, int))
        and isinstance(wanted, (str, int))
        and str(found) == str(wanted)
    )
