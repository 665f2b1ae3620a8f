"""The fields of an authentication block: their types and their forms (§2)."""

import inspect
import math
import re
import time
from collections.abc import Callable, Mapping
from typing import Any, cast

_CUSTOMER = re.compile(r"[A-Za-z0-9_-]+")
_DIGITS = re.compile(r"[0-9]+")
_SHOWN = 40

# Epoch seconds of the year 5138: a clock that says more gives milliseconds.
_TOO_MANY_SECONDS = 100_000_000_000


def text_of(name: str, value: object) -> str:
    """Give a field's value as the text that is sent and signed.

    Args:
        name: The field, for the error text.
        value: Text, or an integer. True, 1.0 and b"1" are no integers: their text would not be
            what the sender sees.

    Raises:
        TypeError: It is neither.
    """
    # The plain str and int of a subclass: an enum's own __str__ would be signed otherwise.
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return int.__repr__(value)
    raise TypeError(f"{name} must be str or int, not {type(value).__name__}")


def part_of_digest(name: str, value: object) -> str:
    """Give a field's value as text that can be signed beside others.

    Raises:
        TypeError: It is neither text nor an integer.
        ValueError: It holds an `@`, or what UTF-8 cannot encode.
    """
    text = text_of(name, value)
    if "@" in text:
        raise ValueError(f"{name} must not hold '@', which separates the values of a digest")
    return encodable(name, text)


def encodable(name: str, text: str) -> str:
    """Check that a text can be encoded; Python's own error would carry the whole of it.

    Raises:
        ValueError: It holds a lone surrogate.
    """
    if not text.isascii() and any("\ud800" <= char <= "\udfff" for char in text):
        raise ValueError(f"{name} holds a lone surrogate, which UTF-8 cannot encode")
    return text


def digits_of(name: str, value: object) -> str:
    """Give a field's value as ASCII decimal digits: `timestamp`, `seq`, `agent`.

    Raises:
        TypeError: It is neither text nor an integer.
        ValueError: It is not made of the digits 0 to 9 alone, or is empty.
    """
    text = text_of(name, value)
    if _DIGITS.fullmatch(text) is None:
        shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
        raise ValueError(f"{name} must consist of the digits 0 to 9, got {shown!r}")
    return text


def customer_of(value: object) -> str:
    """Check a customer name: ASCII letters, digits, `_` and `-` (§2).

    The error text leaves the value out: where customer and secret were swapped, it is the secret.

    Raises:
        TypeError: It is not text.
        ValueError: It is empty or has another character in it.
    """
    if not isinstance(value, str):
        raise TypeError(f"customer must be str, not {type(value).__name__}")
    if _CUSTOMER.fullmatch(value) is None:
        flaw = edge_flaw(value) or "has a character in it that a customer name cannot have"
        raise ValueError(f"customer must match [A-Za-z0-9_-]+, but it {flaw}")
    return str.__str__(value)


def callable_of(name: str, given: object, expected: str = "a plain callable") -> Callable[[], Any]:
    """Check that something can be called, and gives its value at once.

    Raises:
        TypeError: It cannot, or is a coroutine function.
    """
    if not callable(given):
        raise TypeError(f"{name} must be {expected}, not {type(given).__name__}")
    if inspect.iscoroutinefunction(given):
        raise TypeError(f"{name} must be {expected}, not a coroutine function")
    return given


def object_of(value: object) -> Mapping[str, object] | None:
    """Give a JSON object as what it is; None when the value is no object."""
    return cast("Mapping[str, object]", value) if isinstance(value, Mapping) else None


def edge_flaw(text: str) -> str | None:
    """Say what is wrong with a text that is to be one visible word, without showing it.

    White space, control characters, a BOM and other invisible characters: what comes along when a
    value is read from a file or copied from a page. None when there is nothing of the kind.
    """
    unseen = [place for place, char in enumerate(text) if char == " " or not char.isprintable()]
    if not text:
        return "is empty"
    if not unseen:
        return None
    if unseen[-1] == len(text) - 1:
        return "ends in white space or an invisible character (a line end?); strip it"
    if unseen[0] == 0:
        return "begins with white space or an invisible character (a BOM?); strip it"
    return "has white space or an invisible character inside"


def milliseconds_of(clock: Callable[[], float] | None) -> str:
    """Give the time of a clock as the `timestamp` of a block: milliseconds since the epoch (§2).

    Args:
        clock: Gives epoch seconds; None is the system's clock.

    Raises:
        TypeError: The clock gives no number.
        ValueError: It gives a number that is no time in seconds.
    """
    if clock is None:
        return str(time.time_ns() // 1_000_000)
    seconds = cast("object", clock())
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)):
        raise TypeError(
            f"clock must return epoch seconds as int or float, not {type(seconds).__name__}"
        )
    if not math.isfinite(seconds) or not 0 <= seconds < _TOO_MANY_SECONDS:
        raise ValueError(f"clock must return epoch seconds (not milliseconds), got {seconds!r}")
    # Rounded, not cut: 1.005 * 1000 is a float just below 1005.
    return str(round(seconds * 1000))
