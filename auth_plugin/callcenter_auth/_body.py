"""Puts the block into the JSON text of a message, and leaves every other byte as it is.

The text is not parsed into values and written again: numbers keep their digits (`0.060`, `1E400`,
24-digit serials), members their order, and texts the characters or escapes that their author chose.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NoReturn

from callcenter_auth._block import MEMBER
from callcenter_auth._errors import UnsignableBody

_SPACE = " \t\n\r"
_BOM = "\ufeff"
_write = json.JSONEncoder(separators=(",", ":")).encode


def put_first(body: bytes, block: Mapping[str, str]) -> bytes:
    """Put the block first into a message that is known to be compact JSON without one.

    Nothing is parsed: this is the way of the generated client, which has just written the body.

    Raises:
        UnsignableBody: The body does not begin with `{`.
    """
    if not body.startswith(b"{"):
        raise UnsignableBody(
            "A request marked with callcenter_auth must have compact JSON, beginning with '{'"
        )
    comma = b"" if body[1:2] == b"}" else b","
    return b"".join((b"{", f'"{MEMBER}":{_write(block)}'.encode(), comma, memoryview(body)[1:]))


@dataclass(frozen=True, slots=True, repr=False)
class Message:
    """The text of a JSON object, and the place where its block stands or will stand.

    No repr, because the text would be in it.

    `start` and `end` enclose the present value of `authentication`; they are equal, just behind the
    first brace, when there is none.
    """

    text: str
    start: int
    end: int
    empty: bool
    replaced: object

    @classmethod
    def read(cls, body: bytes) -> "Message":
        """Find the place of the block.

        A BOM is taken off: the contract wants none (§1), it carries nothing, and the length of the
        body changes anyway.

        Raises:
            UnsignableBody: The body is not one JSON object in UTF-8, or has two blocks.
        """
        text = _decoded(body).removeprefix(_BOM)
        brace = _skip(text, 0)
        if not text.startswith("{", brace):
            raise UnsignableBody(
                f"The body is {_kind(text)}; the authentication block goes into a JSON object"
            )
        members = list(_members(text, brace + 1))
        blocks = [(start, end, value) for name, start, end, value in members if name == MEMBER]
        if len(blocks) > 1:
            raise UnsignableBody(
                f"The JSON object has {len(blocks)} members {MEMBER!r}; which one counts is unknown"
            )
        start, end, replaced = blocks[0] if blocks else (brace + 1, brace + 1, None)
        return cls(text, start, end, not members, replaced)

    def with_block(self, block: Mapping[str, str]) -> bytes:
        """Give the body with the block in its place; all other text stays as it is."""
        written = _write(block)
        if self.start == self.end:
            written = f'"{MEMBER}":{written}' + ("" if self.empty else ",")
        return f"{self.text[: self.start]}{written}{self.text[self.end :]}".encode()


def _members(text: str, place: int) -> Iterator[tuple[object, int, int, object]]:
    """Give name, start, end and value of each member of the object that the text consists of.

    Args:
        text: All of it.
        place: Behind the first brace.

    Raises:
        UnsignableBody: It is no JSON, or goes on behind the object.
    """
    place = _skip(text, place)
    closed = text.startswith("}", place)
    while not closed:
        if not text.startswith('"', place):
            raise _not_json(text, place, "a member name in double quotes was expected")
        name, place = _value(text, place)
        place = _skip(text, place)
        if not text.startswith(":", place):
            raise _not_json(text, place, "':' was expected")
        start = _skip(text, place + 1)
        value, end = _value(text, start)
        yield name, start, end, value
        place = _skip(text, end)
        closed = text.startswith("}", place)
        if not closed:
            if not text.startswith(",", place):
                raise _not_json(text, place, "',' or '}' was expected")
            place = _skip(text, place + 1)
    place = _skip(text, place + 1)
    if place != len(text):
        raise _not_json(text, place, "the end was expected")


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


# Integers are kept as text: int() would refuse one of 5000 digits, and nobody here counts.
_decoder = json.JSONDecoder(parse_int=str, parse_constant=_no_constant)


def _value(text: str, place: int) -> tuple[object, int]:
    """Read one JSON value; give it and the place behind it."""
    # Python's own errors hold the whole text (JSONDecodeError.doc), so none of them is chained:
    # ours is raised outside the except blocks.
    try:
        return _decoder.raw_decode(text, place)
    except json.JSONDecodeError as error:
        place, problem = error.pos, error.msg
    except RecursionError:
        problem = "the value is nested too deeply"
    except ValueError as error:
        problem = str(error)
    raise _not_json(text, place, problem)


def _skip(text: str, place: int) -> int:
    """Give the place of the next character that is not JSON's white space."""
    while place < len(text) and text[place] in _SPACE:
        place += 1
    return place


def _decoded(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        place = error.start
    raise UnsignableBody(f"The body is not UTF-8 (at byte {place}); a message is JSON in UTF-8")


def _kind(text: str) -> str:
    """Say what a text is that does not begin like an object."""
    kinds = {"[": "an array", '"': "a text", "t": "a boolean", "f": "a boolean", "n": "null"}
    start = _skip(text, 0)
    try:
        _, end = _value(text, start)
    except UnsignableBody:
        return "not JSON"
    return kinds.get(text[start], "a number") if _skip(text, end) == len(text) else "not JSON"


def _not_json(text: str, place: int, problem: str) -> UnsignableBody:
    """Make the error for a text that is no JSON.

    Line and column lead to the fault; the text itself is not shown.
    """
    line = text.count("\n", 0, place) + 1
    column = place - text.rfind("\n", 0, place)
    return UnsignableBody(f"The body is not JSON: {problem} (line {line}, column {column})")
