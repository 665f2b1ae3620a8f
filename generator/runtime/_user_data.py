"""Texts that tie a command to what comes of it."""

from __future__ import annotations

import secrets
import time

from callcenter_client._spec import USER_DATA_LENGTH
from callcenter_client.errors import InvalidCommand, InvalidCommandType

_OWN = 16  # what we add to a prefix
_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"


def new_user_data(prefix: str = "") -> str:
    """A text that no other command has, for `user_data`: ASCII, as long as the spec allows at most (30) (§3).

    The platform returns it in the response and in the notifications that follow from the command. It makes a dial
    findable, not repeatable.

    Args:
        prefix: Printable ASCII, at most 14 characters.

    Raises:
        InvalidCommand: The prefix is too long, isn't ASCII, or no text.
    """
    if not isinstance(prefix, str):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise InvalidCommandType("prefix", prefix, "a str")
    if not prefix.isascii() or not prefix.isprintable() or len(prefix) > USER_DATA_LENGTH - _OWN:
        raise InvalidCommand(
            "prefix", prefix, f"printable ASCII of at most {USER_DATA_LENGTH - _OWN} characters"
        )
    # 9 digits of time keep them in order for people who sort; 7 of chance tell apart what the same millisecond made.
    return prefix + _base36(int(time.time() * 1000), 9) + _base36(secrets.randbelow(36**7), 7)


def _base36(number: int, width: int) -> str:
    digits = ""
    for _ in range(width):
        number, digit = divmod(number, 36)
        digits = _ALPHABET[digit] + digits
    return digits


def number_key(number: str | int) -> str:
    """A key for comparing two telephone numbers: `013900001111` and `13900001111` are one line (§ field notes).

    Never for sending: numbers go out exactly as given.

    >>> number_key("013900001111") == number_key(13900001111)
    True
    """
    text = str(number).strip()
    return (
        text[1:]
        if len(text) == 12 and text.startswith("01") and text.isascii() and text.isdigit()
        else text
    )
