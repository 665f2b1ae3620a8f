"""A list that goes on by key (`x-paging`): which page to ask for, and which of its rows are new. Pure, no I/O."""

from __future__ import annotations

import re
from typing import Any

from callcenter_client._write import integer
from callcenter_client.errors import InvalidCommand, UnexpectedResponse

_KEY = re.compile(r"[0-9]{1,40}", re.ASCII)


def whole_key(value: object, where: str) -> int:
    """A key that a caller gives: an int, or decimal text as it stands in a row.

    Raises:
        InvalidCommand: It's neither.
    """
    if isinstance(value, str):
        if not _KEY.fullmatch(value):
            raise InvalidCommand(where, value, "a key: digits 0-9 only")
        return int(value)
    return integer(value, where, minimum=0) or 0


def row_key(row: Any, name: str, operation: str, answer: Any) -> int:
    """The key of a row. Keys are texts, and ordered as numbers (§5 getRecordsList).

    Raises:
        UnexpectedResponse: It's no number.
    """
    value = getattr(row, name)
    if value is None or not _KEY.fullmatch(str(value)):
        raise odd(operation, f"a row has the {name} {value!r}, expected digits", answer)
    return int(value)


def odd(operation: str, text: str, answer: Any) -> UnexpectedResponse:
    """The error for a list that can't be followed."""
    meta = answer.meta
    error = UnexpectedResponse(
        text, status=meta.status if meta else 0, reply=meta.raw if meta else None
    )
    error.operation = operation
    error.attempts = meta.attempts if meta else 0
    return error


class Pages:
    """The pages of a list, from a key on.

    The platform may include the row of the key that is asked for or not (§5 getRecordsList): both are survived. A page that has
    nothing or only that row is the end; one that has only older rows would be asked for for ever, and is an error.

    Args:
        operation: The operation's name, for errors.
        items: The answer's attribute that has the rows.
        key: The attribute of a row that has its key.
        next_: The argument that takes the key.
        start: The last key that is known already: rows up to it aren't given.
    """

    def __init__(self, operation: str, items: str, key: str, next_: str, start: int) -> None:
        self._operation, self._items, self._key, self._next = operation, items, key, next_
        self._boundary = start
        self._done = False
        self.next_key = start
        """The key of the last row that was given: begin with it to go on."""

    def ask(self) -> dict[str, Any] | None:
        """The arguments of the next page, or None at the end."""
        return None if self._done else {self._next: self._boundary}

    def take(self, answer: Any) -> list[Any]:
        """The new rows of a page, in the order of their keys.

        Raises:
            UnexpectedResponse: A key is no number, or the list doesn't move.
        """
        rows = getattr(answer, self._items)
        keyed = {row_key(row, self._key, self._operation, answer): row for row in rows}
        new = sorted(key for key in keyed if key > self._boundary)
        if not new:
            if any(key != self._boundary for key in keyed):
                raise odd(
                    self._operation,
                    f"the page after {self._key} {self._boundary} has only rows up to {max(keyed)}: the list doesn't move",
                    answer,
                )
            self._done = True
            return []
        self._boundary = new[-1]
        return [keyed[key] for key in new]

    def gave(self, row: Any) -> None:
        """A row was handed to the caller."""
        self.next_key = int(getattr(row, self._key))
