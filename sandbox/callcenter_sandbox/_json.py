"""JSON as the sandbox reads it off the wire and writes it: UTF-8 without a BOM (§1)."""

import json
from typing import Any, NoReturn, TypeGuard

JsonObject = dict[str, Any]

_LARGEST = 10**30

_encoder = json.JSONEncoder(separators=(",", ":"))


class UnreadableJson(ValueError):
    """A body that isn't JSON as the contract wants it; the text says why."""


class NotUtf8(UnreadableJson):
    """A body that isn't UTF-8, or begins with a BOM."""


def is_object(value: object) -> TypeGuard[JsonObject]:
    """Whether a parsed JSON value is an object."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[Any]]:
    """Whether a parsed JSON value is an array."""
    return isinstance(value, list)


def whole(value: str | float) -> int:
    """A whole number that came as a number or as its digits, with nothing said of how many.

    Python converts no more than some thousands of digits, and makes no float of some hundreds: what
    is so large is larger than all that it is compared with, and stays so.
    """
    if isinstance(value, str):
        digits = value.lstrip("0") or "0"
        return int(digits) if len(digits) < len(str(_LARGEST)) else _LARGEST
    return min(int(value), _LARGEST)


def write(value: object) -> bytes:
    """Compact JSON, non-ASCII as escapes: the form in which real servers reply."""
    return _encoder.encode(value).encode("ascii")


def read(raw: bytes) -> tuple[Any, list[str]]:
    """Read a body strictly.

    Args:
        raw: The bytes of the body.

    Returns:
        The value, and what is odd about the text although it can be read (a key that stands twice).

    Raises:
        NotUtf8: The bytes aren't UTF-8, or begin with a BOM.
        UnreadableJson: The text isn't JSON.
    """
    text = _decoded(raw)
    if not text.strip():
        raise UnreadableJson("the body is empty; expected a JSON object")
    twice: list[str] = []

    def pairs(items: list[tuple[str, Any]]) -> JsonObject:
        result = dict(items)
        if len(result) < len(items):
            names = [name for name, _ in items]
            twice.extend(sorted({name for name in names if names.count(name) > 1}))
        return result

    try:
        value = json.loads(text, object_pairs_hook=pairs, parse_constant=_no_constant)
    except RecursionError:
        raise UnreadableJson("the body is nested too deeply") from None
    except ValueError as error:  # JSONDecodeError, and numbers of more digits than Python converts
        raise UnreadableJson(f"the body isn't JSON: {error}") from None
    # A lone surrogate is no text: it can't be hashed, matched against a pattern or sent on.
    if "\\u" in text and _has_lone_surrogate(value):
        raise UnreadableJson(
            "the body has half of a surrogate pair (\\ud800 to \\udfff); expected whole characters"
        )
    return value, [
        f"`{name}` stands twice in one object; the last one counts here" for name in twice
    ]


def _decoded(raw: bytes) -> str:
    if raw.startswith(b"\xef\xbb\xbf"):
        raise NotUtf8("the body begins with a BOM (EF BB BF); expected UTF-8 without a BOM")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotUtf8("the body begins with a BOM of UTF-16; expected UTF-8 without a BOM")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        where = f"byte 0x{raw[error.start]:02x} at position {error.start}"
        raise NotUtf8(f"the body isn't UTF-8: {where}{_other_encoding(raw)}") from None


def _other_encoding(raw: bytes) -> str:
    """Text in the home encoding of the platform is the likely slip, so it is named."""
    try:
        json.loads(raw.decode("gb18030"))
    except (ValueError, RecursionError):
        return ""
    return "; it reads as GB18030 (GBK), so encode the text as UTF-8 before sending"


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON value")


def _has_lone_surrogate(value: object) -> bool:
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False
