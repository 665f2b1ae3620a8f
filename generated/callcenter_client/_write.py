# Made by "python -m generator generate" from the spec: change that, not this file.
"""Checks what a caller gives and turns it into JSON values, exactly as given.

Each function takes the value and the name of its argument; None stays None, which means "not given". What is refused is an
InvalidCommand with the field, the value and what was expected; a wrong type is a TypeError as well.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, tzinfo
from decimal import Decimal
from enum import Enum, IntEnum
from functools import lru_cache
from typing import Any, TypeVar, cast

from callcenter_client._privacy import shorten, show
from callcenter_client._times import TEXT_FORMAT, to_platform
from callcenter_client.errors import InvalidCommand, InvalidCommandType

_MOST_BITS = 4096
V = TypeVar("V")
_compiled = lru_cache(maxsize=None)(re.compile)


def text(
    value: object,
    where: str,
    *,
    pattern: str | None = None,
    min_length: int | None = None,
    max_length: int | None = None,
    personal: str | None = None,
) -> str | None:
    """An identifier or a text: str or int. An int goes out as its decimal text."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise _wrong_type(where, value, "a str or an int")
    _printable(value, where)
    given = str(value.value) if isinstance(value, Enum) else str(value)
    # The anchors of a pattern are JSON Schema's; `$` of Python would let a line end pass, so the whole text is matched.
    if pattern is not None and not (_compiled(pattern).search(given) and "\n" not in given):
        raise _refused(where, given, _pattern_said(pattern), personal)
    if min_length is not None and len(given) < min_length:
        raise _refused(where, given, f"at least {min_length} characters", personal)
    if max_length is not None and len(given) > max_length:
        raise _refused(where, given, f"at most {max_length} characters, not {len(given)}", personal)
    try:
        given.encode()
    except UnicodeEncodeError:
        raise _refused(
            where, given, "text that UTF-8 can hold (no lone surrogates)", personal
        ) from None
    return given


def integer(
    value: object,
    where: str,
    *,
    minimum: float | None = None,
    maximum: float | None = None,
    above: float | None = None,
    below: float | None = None,
) -> int | None:
    """A count: int."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        raise _wrong_type(where, value, "an int")
    _printable(value, where)
    _in_range(value, where, minimum=minimum, maximum=maximum, above=above, below=below)
    return int(value)


def number(
    value: object,
    where: str,
    *,
    minimum: float | None = None,
    maximum: float | None = None,
    above: float | None = None,
    below: float | None = None,
) -> float | None:
    """A number: int or float."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _wrong_type(where, value, "an int or a float")
    if isinstance(value, float) and not math.isfinite(value):
        raise InvalidCommand(where, value, "a finite number")
    _in_range(value, where, minimum=minimum, maximum=maximum, above=above, below=below)
    return value


def decimal(
    value: object,
    where: str,
    *,
    minimum: float | None = None,
    maximum: float | None = None,
    above: float | None = None,
    below: float | None = None,
) -> str | None:
    """An amount: Decimal, int or decimal text; goes out as text, so that no digit is lost."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, Decimal | int | str):
        raise _wrong_type(where, value, "a Decimal, an int or decimal text")
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", str(value)):
        raise InvalidCommand(where, value, "a decimal number such as 0.06")
    _in_range(float(value), where, minimum=minimum, maximum=maximum, above=above, below=below)
    return str(value)


def boolean(value: object, where: str) -> bool | None:
    """True or False."""
    if value is None or isinstance(value, bool):
        return value
    raise _wrong_type(where, value, "a bool")


def moment(value: object, where: str, tz: tzinfo, *, pattern: str | None = None) -> str | None:
    """A time as the platform writes it: `YYYY-MM-DD HH:MM:SS` in its own zone.

    An aware datetime is moved into that zone; a naive one is taken to be platform-local already, and so is a text.
    """
    if value is None:
        return None
    if isinstance(value, datetime):
        try:
            return to_platform(value, tz)
        except OverflowError:
            raise InvalidCommand(where, value, "a time that the platform's zone can show") from None
    if not isinstance(value, str):
        raise _wrong_type(where, value, "a datetime or a str")
    try:
        # Naive on purpose: it only shows whether the text is a day and a time that there are.
        written = datetime.strptime(value, TEXT_FORMAT).strftime(TEXT_FORMAT)  # noqa: DTZ007  # as told
    except ValueError:
        written = None
    if written != value or (pattern is not None and not _compiled(pattern).fullmatch(value)):
        raise InvalidCommand(where, value, "a datetime, or a text such as 2018-09-10 14:39:20")
    return value


def member(
    value: object, where: str, cls: type[Enum], *, open_set: bool = False
) -> str | int | None:
    """A value of an enum: the member, or its value. An open set takes other values as well."""
    if value is None:
        return None
    numbers = issubclass(cls, IntEnum)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise _wrong_type(where, value, f"a {cls.__name__}")
    if isinstance(value, Enum) and not isinstance(value, cls):
        raise _wrong_type(where, value, f"a {cls.__name__}")
    try:
        result: str | int = cls(value).value
    except ValueError:
        if not open_set:
            known = ", ".join(f"{m.value!r} ({cls.__name__}.{m.name})" for m in cls)
            raise InvalidCommand(where, value, f"one of {known}") from None
        if numbers:
            number_text = text(value, where, pattern="^[0-9]+$")
            return int(number_text) if number_text else None
        return text(value, where)
    return result


def items(
    value: Any,
    where: str,
    write: Callable[[Any, str], Any],
    *,
    least: int | None = None,
    most: int | None = None,
    one_or_many: bool = False,
) -> Any:
    """A list. A text is never taken for a list of its characters; `one_or_many` lets one value stand for itself."""
    if value is None:
        return None
    if isinstance(value, str | int) and not isinstance(value, bool) and one_or_many:
        return write(value, where)
    if isinstance(value, str | bytes | bytearray | Mapping) or not isinstance(value, Iterable):
        raise _wrong_type(where, value, "a list")  # pyright: ignore[reportUnknownArgumentType]
    # None is "not given" for an argument; inside a list it's a hole, and would arrive as null.
    several: Iterable[Any] = value  # pyright: ignore[reportUnknownVariableType]
    given = list(several)
    if least is not None and len(given) < least:
        raise InvalidCommand(where, given, f"at least {least} item{'s' * (least != 1)}")
    if most is not None and len(given) > most:
        raise InvalidCommand(
            where, given, f"at most {most} items, not {len(given)}", shown=f"{len(given)} items"
        )
    written: list[Any] = []
    for index, item in enumerate(given):
        place = f"{where}[{index}]"
        if item is None:
            raise _wrong_type(place, item, "a value")
        written.append(write(item, place))
    return written


def held(value: V) -> V:
    """A list that is given as an iterator, held: an error shows its command, and a retry or a report reads it again."""
    return cast("V", list(value)) if isinstance(value, Iterator) else value  # pyright: ignore[reportUnknownArgumentType]


def required(written: Any, where: str) -> Any:
    """What has to be given was given."""
    if written is None:
        raise InvalidCommandType(where, None, "a value: it must be given")
    return written


def extra(given: Mapping[str, Any], known: Iterable[str], where: str = "extra") -> dict[str, Any]:
    """Fields that the spec lacks; one that it has must be given as what it is, so that it's checked."""
    if not isinstance(given, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise _wrong_type(where, given, "a dict")
    for key in given:
        if not isinstance(key, str):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise _wrong_type(where, key, "names as str")
        if key in known:
            raise InvalidCommand(
                f"{where}[{key!r}]", given[key], f"the argument for `{key}` itself", shown="given"
            )
    return dict(given)


def plain(value: Any) -> Any:
    """A value of a received object as JSON has it: for to_dict()."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.strftime(TEXT_FORMAT)
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, list):
        rows: list[Any] = value  # pyright: ignore[reportUnknownVariableType]
        return [plain(item) for item in rows]
    if hasattr(value, "to_dict"):
        return value.to_dict()
    return value


def _printable(value: object, where: str) -> None:
    """Python refuses to print an int of thousands of digits, by an error that doesn't name the argument."""
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        raise InvalidCommand(
            where,
            value,
            "a number of a reasonable length",
            shown=f"a number of {value.bit_length()} bits",
        )


def _in_range(
    value: float,
    where: str,
    *,
    minimum: float | None,
    maximum: float | None,
    above: float | None,
    below: float | None,
) -> None:
    low = (
        f"at least {minimum}"
        if minimum is not None
        else f"more than {above}"
        if above is not None
        else ""
    )
    high = (
        f"at most {maximum}"
        if maximum is not None
        else f"less than {below}"
        if below is not None
        else ""
    )
    too_low = (minimum is not None and value < minimum) or (above is not None and value <= above)
    too_high = (maximum is not None and value > maximum) or (below is not None and value >= below)
    if too_low or too_high:
        raise InvalidCommand(where, value, " and ".join(part for part in (low, high) if part))


def _pattern_said(pattern: str) -> str:
    known = re.fullmatch(r"\^\[0-9\](\{(\d+),(\d+)\}|\+)\$", pattern)
    if known:
        return f"{known[2]} to {known[3]} digits 0-9" if known[2] else "digits 0-9 only"
    return f"text that fits {pattern}"


def _refused(where: str, value: str, expected: str, personal: str | None) -> InvalidCommand:
    return InvalidCommand(
        where, value, expected, shown=_shortened(value, personal) if personal else None
    )


def _shortened(value: str, personal: str) -> str:
    """It can hide what is wrong: of a number the first thing that isn't a digit is told."""
    shown = repr(shorten(value, personal))
    odd = re.search(r"[^0-9]", value)
    if personal != "number" or odd is None or repr(odd[0])[1:-1] in shown[1:-1]:
        return shown
    return f"{shown} with {odd[0]!r} as its character {odd.start() + 1}"


def _wrong_type(where: str, value: object, expected: str) -> InvalidCommandType:
    return InvalidCommandType(
        where, value, expected, shown=f"{show(value, 60)} ({type(value).__name__})"
    )
