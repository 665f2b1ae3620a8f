"""Shortens what belongs to a person: telephone numbers, recordings, names.

They stay whole in the objects' attributes; what is printed (repr, errors, logs) goes through here.
"""

from __future__ import annotations

import re
from typing import TypeVar

from callcenter_client._base64_name import path_in

E = TypeVar("E", bound=BaseException)

_LONG_DIGITS = re.compile(r"[0-9]{6,}")


def shorten(text: str, kind: str) -> str:
    """A text that holds something personal, for printing.

    Args:
        text: The whole text.
        kind: `number`, `recording` or `name`, as the spec's `x-personal` says.

    >>> shorten("13770761337", "number")
    '137…37'
    >>> shorten("/rec/VR-8000-20180910143920-13770761337.mp3", "recording")
    '/rec/VR-8000-201…20-137…37.mp3'
    >>> shorten("Wang Fang", "name")
    'W…'
    """
    if kind == "name":
        return text[:1] + "…" if len(text) > 1 else text
    if kind == "recording":
        return shorten_digits(path_in(text) or text)
    if len(text) < 5:
        return text[:1] + "…" if text else text
    return f"{text[:3]}…{text[-2:]}"


def without_frames(error: E) -> E:
    """An error and what led to it, without the frames of their tracebacks.

    A report of an error (Django's page, Sentry, Celery with locals) prints the variables of each frame. Those of httpx and of our own
    reading and writing hold whole messages, and tell less than the error's own text.
    """
    each: BaseException | None = error
    while each is not None:
        each.__traceback__ = None
        each = each.__cause__ or each.__context__
    return error


def shorten_texts(error: BaseException) -> None:
    """Shorten long numbers in the texts of a foreign error and of what led to it: h11 cites the line that it can't read."""
    each: BaseException | None = error
    while each is not None:
        for arg in each.args:
            if isinstance(arg, BaseException) and arg is not each:
                shorten_texts(arg)
        each.args = tuple(shorten_digits(arg) if isinstance(arg, str) else arg for arg in each.args)
        each = each.__cause__ or each.__context__


def shorten_digits(text: str) -> str:
    """A text with each long run of digits shortened: telephone numbers, wherever they stand in it."""
    return _LONG_DIGITS.sub(lambda found: f"{found[0][:3]}…{found[0][-2:]}", text)


def told(error: BaseException) -> str:
    """What a foreign error says, for the text of one of ours.

    >>> told(TimeoutError("13770761337 is busy"))
    'TimeoutError: 137…37 is busy'
    """
    text = shorten_digits(str(error))
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def show(value: object, most: int = 80) -> str:
    """The repr of a value for an error text: short, and with each long number in it shortened.

    >>> show(["13770761337"])
    "['137…37']"
    """
    try:
        text = shorten_digits(repr(value))
    except ValueError:  # an int of thousands of digits, which Python refuses to print
        text = f"a {type(value).__name__} that is too long to print"
    return text if len(text) <= most else text[: most - 3] + "..."
