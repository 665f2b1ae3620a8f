"""Finds the authentication block in the bytes of a notification, whatever bytes they are."""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, NoReturn, cast

from callcenter_auth._block import MEMBER
from callcenter_auth._fields import customer_of
from callcenter_auth._webhook_errors import RefusalReason, WebhookRefused

MAX_BYTES: Final = 1 << 20
"""The largest body that is looked at; a notification has some hundred bytes."""

# What opens or parts values. A megabyte of nothing else keeps a JSON parser busy for half a second,
# and a stranger can send it: the digest is known only after the parse.
_STRUCTURE: Final = (b"{", b"[", b",", b":")
_MAX_STRUCTURE: Final = 10_000

_FORMS: Final = {
    "timestamp": re.compile(r"[0-9]{1,20}"),
    "seq": re.compile(r"[0-9]{1,64}"),
}
_LONGEST_CUSTOMER: Final = 64

# Epoch seconds of the year 5138: more than that are milliseconds.
_TOO_MANY_SECONDS: Final = 100_000_000_000
_END_OF_TIME: Final = 253_402_300_800_000  # of the year 9999, which datetime cannot pass


@dataclass(frozen=True, slots=True)
class VerifiedBlock:
    """The authentication block of a notification whose digest is right.

    Attributes:
        customer: Whose notification it is, e.g. `C2`.
        timestamp: The time of sending, as it was sent: epoch seconds or milliseconds.
        seq: The block's serial, as it was sent.
    """

    customer: str
    timestamp: str
    seq: str

    @property
    def sent_at(self) -> datetime:
        """The time of sending."""
        return datetime.fromtimestamp(milliseconds_of_stamp(self.timestamp) / 1000, UTC)


def milliseconds_of_stamp(timestamp: str) -> int:
    """Give a block's timestamp in milliseconds, whichever unit it has.

    Told by its size: as seconds, anything from 100,000,000,000 on would be after the year 5138; as
    milliseconds, anything below it was before March 1973.
    """
    number = int(timestamp)
    return min(number * 1000 if number < _TOO_MANY_SECONDS else number, _END_OF_TIME - 1)


def read_block(raw: bytes) -> tuple[VerifiedBlock, bytes]:
    """Read what is to be verified: the block's three values, and its digest in lower case.

    Raises:
        WebhookRefused: There is no block to be verified.
    """
    fields = _fields_of(_text_of(raw))
    customer, digest = fields["customer"], fields["digest"]
    if not isinstance(customer, str) or len(customer) > _LONGEST_CUSTOMER or not _fits(customer):
        raise _bad_block("customer", "1 to 64 letters, digits, '_' and '-'")
    if not isinstance(digest, str):
        raise _bad_block("digest", "text")
    numbers: dict[str, str] = {}
    for name, form in _FORMS.items():
        value = fields[name]
        if not isinstance(value, str) or form.fullmatch(value) is None:
            raise _bad_block(name, f"a text or number that matches {form.pattern}")
        numbers[name] = value
    # Bytes, because hmac.compare_digest refuses text that is not ASCII; their lower() changes
    # ASCII letters alone, so that no other character becomes a hex digit.
    sent = digest.encode("utf-8", "surrogatepass").lower()
    return VerifiedBlock(customer, numbers["timestamp"], numbers["seq"]), sent


def _fits(customer: str) -> bool:
    try:
        customer_of(customer)
    except ValueError:
        return False
    return True


def _bad_block(name: str, expected: str) -> WebhookRefused:
    return WebhookRefused(RefusalReason.BAD_BLOCK, f"{MEMBER}.{name} is not {expected}")


def _text_of(raw: bytes) -> str:
    """Decode a body of acceptable size; a BOM is taken off, as it carries nothing."""
    if len(raw) > MAX_BYTES:
        words = f"The body has {len(raw)} bytes, more than {MAX_BYTES}"
        raise WebhookRefused(RefusalReason.TOO_LARGE, words)
    structure = sum(map(raw.count, _STRUCTURE))
    if structure > _MAX_STRUCTURE:
        words = f"The body has {structure} brackets, commas and colons, more than {_MAX_STRUCTURE}"
        raise WebhookRefused(RefusalReason.TOO_LARGE, words)
    try:
        return raw.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        place = error.start
    raise WebhookRefused(RefusalReason.NOT_JSON, f"The body is not UTF-8 (at byte {place})")


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


# Objects become tuples of pairs, which shows names that come twice and tells them from arrays.
# Numbers stay the text that was sent: that is what the digest covers, and int() refuses long ones.
_decoder = json.JSONDecoder(
    object_pairs_hook=tuple, parse_int=str, parse_float=str, parse_constant=_no_constant
)

_Pairs = tuple[tuple[str, object], ...]


def _fields_of(text: str) -> dict[str, object]:
    """Give the four fields of the block; one that is missing is None."""
    message = _parsed(text)
    if not isinstance(message, tuple):
        raise WebhookRefused(RefusalReason.NO_BLOCK, "The body is JSON, but no object")
    blocks = [value for name, value in cast("_Pairs", message) if name == MEMBER]
    if len(blocks) > 1:
        words = f"The body has {len(blocks)} members {MEMBER!r}; which one counts is unknown"
        raise WebhookRefused(RefusalReason.AMBIGUOUS, words)
    if not blocks or not isinstance(blocks[0], tuple):
        raise WebhookRefused(RefusalReason.NO_BLOCK, f"The body has no object {MEMBER!r}")
    pairs = cast("_Pairs", blocks[0])
    block = dict(pairs)
    if len(block) < len(pairs):
        words = f"{MEMBER} has two members of one name; which one counts is unknown"
        raise WebhookRefused(RefusalReason.AMBIGUOUS, words)
    return {name: block.get(name) for name in ("customer", "timestamp", "seq", "digest")}


def _parsed(text: str) -> object:
    # Python's own errors hold the whole text (JSONDecodeError.doc), so none of them is chained:
    # ours is raised outside the except blocks.
    try:
        return cast("object", _decoder.decode(text))
    except json.JSONDecodeError as error:
        problem = f"{error.msg} (line {error.lineno}, column {error.colno})"
    except RecursionError:
        problem = "it is nested too deeply"
    except ValueError as error:
        problem = str(error)
    raise WebhookRefused(RefusalReason.NOT_JSON, f"The body is not JSON: {problem}")
