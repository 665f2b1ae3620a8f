# Made by "python -m generator generate" from the spec: change that, not this file.
"""Reads JSON values of the platform: as text or number, null or empty, and gives the declared Python types.

Each function takes the value (None when the field is missing) and where it stands. Nothing is guessed: a value that isn't a
form of the declared type is `Unreadable`, never a default.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from callcenter_client._times import from_epoch, from_text

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

_INTEGER = re.compile(r"-?[0-9]{1,40}", re.ASCII)
_HEX = re.compile(r"0[xX][0-9A-Fa-f]{1,32}", re.ASCII)
_DECIMAL = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?([eE][-+]?[0-9]{1,3})?", re.ASCII)
_NO_TIME = ("0", "0000-00-00 00:00:00")


class Unreadable(ValueError):
    """A value of a reply is no form of its type. `where` names the field, `value` is what came."""

    def __init__(self, where: str, value: object, expected: str) -> None:
        # The value may be personal, so the text names its type only.
        super().__init__(f"{where} is {_kind(value)}, expected {expected}")
        self.where = where
        self.value = value


class _Model(Protocol):
    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any], tz: tzinfo | None = None) -> Any: ...


E = TypeVar("E", bound=Enum)
T = TypeVar("T")


def text(value: Any, where: str) -> str | None:
    """Text; a number becomes the text that it came as."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return str(value)
    raise Unreadable(where, value, "a text or a number")


def integer(value: Any, where: str) -> int | None:
    """A whole number, as a number or as decimal (or 0x) text."""
    if value is None or value == "":
        return None
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str):
        if _INTEGER.fullmatch(value):
            return int(value)
        if _HEX.fullmatch(value):
            return int(value, 16)
    raise Unreadable(where, value, "a whole number")


def number(value: Any, where: str) -> float | None:
    """A number."""
    exact = decimal(value, where)
    return None if exact is None else float(exact)


def decimal(value: Any, where: str) -> Decimal | None:
    """An amount, exactly as it was written."""
    if value is None or value == "":
        return None
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, float):  # a dict of the caller's, not JSON that we parsed
        return Decimal(repr(value))
    if isinstance(value, str) and _DECIMAL.fullmatch(value):
        return Decimal(value)
    raise Unreadable(where, value, "a decimal number")


def boolean(value: Any, where: str) -> bool | None:
    """True or false, also as text or 0 and 1."""
    if value is None or value == "":
        return None
    known = {"true": True, "false": False, "1": True, "0": False}.get(str(value).lower())
    if known is None or not isinstance(value, bool | int | str):
        raise Unreadable(where, value, "true or false")
    return known


def moment(value: Any, where: str, tz: tzinfo) -> datetime | None:
    """A time: platform-local text, or an epoch number in seconds or milliseconds."""
    if value is None or value == "" or value in _NO_TIME:
        return None
    try:
        if isinstance(value, str) and not _INTEGER.fullmatch(value):
            return from_text(value, tz)
        number = integer(value, where)
        return from_epoch(number, tz) if number else None
    except (ValueError, OverflowError, OSError):
        raise Unreadable(
            where, value, "a time (YYYY-MM-DD HH:MM:SS, or epoch seconds or milliseconds)"
        ) from None


def member(value: Any, where: str, cls: type[E]) -> E | str | None:
    """A member of an enum of texts; an unknown value stays the text that came."""
    came = text(value, where)
    if came is None:
        return None
    try:
        return cls(came)
    except ValueError:
        return came


def number_member(value: Any, where: str, cls: type[E]) -> E | str | None:
    """A member of an enum of numbers; an unknown value stays, as text."""
    came = text(value, where)
    if came is None:
        return None
    try:
        return cls(int(came) if _INTEGER.fullmatch(came) else came)
    except ValueError:
        return came


def model(value: Any, where: str, cls: type[_Model], tz: tzinfo) -> Any:
    """An object. PHP servers write an empty one as `[]`."""
    if value is None or value in ("", []):
        return None
    if isinstance(value, Mapping):
        return cls.from_dict(value, tz)  # pyright: ignore[reportUnknownArgumentType]
    raise Unreadable(where, value, "an object")


def items(value: Any, where: str, read: Callable[[Any], Any]) -> list[Any]:
    """A list; a single object stands for a list of one, an empty one for an empty list."""
    if value is None or value in ("", {}):
        return []
    if isinstance(value, Mapping):
        value = [value]
    if not isinstance(value, list):
        raise Unreadable(where, value, "a list")
    found = [read(item) for item in value]  # pyright: ignore[reportUnknownVariableType]
    if any(item is None for item in found):
        raise Unreadable(where, None, "a list without holes")
    return found


def mapping(value: Any, where: str) -> dict[str, Any]:
    """What `from_dict` is given: an object, as a dict of its own."""
    if not isinstance(value, Mapping):
        raise Unreadable(where, value, "an object")
    return dict(value)  # pyright: ignore[reportUnknownArgumentType]


def _kind(value: object) -> str:
    names = {
        "NoneType": "null",
        "bool": "true or false",
        "str": "a text",
        "list": "a list",
        "dict": "an object",
    }
    return names.get(type(value).__name__, "a number")
