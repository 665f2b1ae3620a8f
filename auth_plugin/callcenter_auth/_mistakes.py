"""The mistakes that are made with a digest: seen in integrations, or likely in one.

Three things can go wrong, each apart from the others: the text that is signed, its encoding, and
the writing of the MD5. No words here show a secret.
"""

import base64
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from callcenter_auth._secret import HIDDEN

_SHOWN = 60

Cause = Literal[
    "right",
    "missing-field",
    "field-form",
    "digest-form",
    "leading-zeros",
    "secret-sent",
    "other-customer",
    "time-unit",
    "other-seq",
    "secret-line-end",
    "secret-case",
    "empty-secret",
    "field-order",
    "separator",
    "utf-16",
    "bom",
    "unknown",
]


class Mistake(NamedTuple):
    """One mistake: its short name, and words that say what was done and what to do instead."""

    cause: Cause
    words: str


@dataclass(frozen=True, slots=True, repr=False)
class Fields:
    """What is signed, in its order. No repr, because the secret would be in it."""

    customer: str
    timestamp: str
    seq: str
    secret: str

    def values(self) -> tuple[str, str, str, str]:
        """Give the four values."""
        return self.customer, self.timestamp, self.seq, self.secret

    def text(self) -> str:
        """Give the text that is signed."""
        return "@".join(self.values())

    def shown(self, value: str) -> str:
        """Show a value that a stranger may have put the secret into."""
        secret = self.secret.strip().lower()
        if secret and secret in value.lower():
            return HIDDEN
        return value if len(value) <= _SHOWN else value[:_SHOWN] + "…"


class Encoding(NamedTuple):
    """A way to make bytes of the text: what stands before it, the codec, and what is wrong."""

    prefix: bytes
    codec: str
    mistake: Mistake | None

    def encode(self, text: str) -> bytes:
        """Encode what a sender may have had, lone surrogates included."""
        return self.prefix + text.encode(self.codec, "surrogatepass")


def _utf16(name: str) -> Mistake:
    return Mistake("utf-16", f"it was made over {name}; make it over the UTF-8 bytes of the text")


ENCODINGS: Final = (
    Encoding(b"", "utf-8", None),
    Encoding(b"", "utf-16-le", _utf16("UTF-16 (little endian: Encoding.Unicode of C#)")),
    Encoding(b"", "utf-16-be", _utf16("UTF-16 (big endian)")),
    Encoding(b"\xff\xfe", "utf-16-le", _utf16("UTF-16 (little endian, with a BOM)")),
    Encoding(b"\xfe\xff", "utf-16-be", _utf16("UTF-16 (big endian, with a BOM: UTF_16 of Java)")),
    Encoding(
        b"\xef\xbb\xbf",
        "utf-8",
        Mistake("bom", "it was made over a BOM before the text; make it over the text alone"),
    ),
)


def writing_mistakes(sent: str, md5: bytes) -> list[Mistake] | None:
    """Say whether a digest as it was sent is a writing of this MD5.

    Returns:
        What is wrong with the writing, nothing for a right one; None when it is another MD5.
    """
    right = md5.hex()
    low = sent.lower()
    if low == right:
        return []
    if low in (right.lstrip("0"), "".join(f"{byte:x}" for byte in md5)):
        words = (
            f"it lacks leading zeros: {len(low)} digits were sent, and an MD5 has 32; write each "
            'byte as two digits ("%02x")'
        )
        return [Mistake("leading-zeros", words)]
    problem = None
    if re.sub(r"[-:\s]|^0x", "", low) == right:
        problem = "there are other characters between or around its digits"
    elif low == right[8:24]:
        problem = "it is the middle half of the MD5"
    elif sent == base64.b64encode(md5).decode():
        problem = "it is written in Base64"
    if problem is None:
        return None
    return [Mistake("digest-form", f"{problem}; write the MD5 as 32 hex digits")]


def signed_texts(
    right: Fields, customers: Iterable[tuple[str, str]], command_seqs: Iterable[str]
) -> Iterator[tuple[str, Mistake | None]]:
    """Give the texts that may have been signed, the right one first.

    Args:
        right: The values as they were sent, with the secret as it should be.
        customers: Other customers that the digest may have been made for, with their secrets.
        command_seqs: Serials that may have been mistaken for the block's.
    """
    yield right.text(), None
    for build in (_of_secret, _of_time, _of_form):
        for text, mistake in build(right):
            if text != right.text():
                yield text, mistake
    spellings = [(name, right.secret) for name in _spellings(right.customer)]
    for name, secret in itertools.chain(customers, spellings):
        if name != right.customer:
            made, was = right.shown(name), right.shown(right.customer)
            words = f"it was made for the customer {made!r}, and {was!r} was sent"
            fields = Fields(name, right.timestamp, right.seq, secret)
            yield fields.text(), Mistake("other-customer", words)
    for seq in (right.seq.lstrip("0"), *command_seqs):
        if seq != right.seq:
            made, was = right.shown(seq), right.shown(right.seq)
            words = f"it was made with another seq than the block's: {made!r}, not {was!r}"
            fields = Fields(right.customer, right.timestamp, seq, right.secret)
            yield fields.text(), Mistake("other-seq", words)


def _spellings(customer: str) -> set[str]:
    return {customer.lower(), customer.upper(), customer.strip()}


def _of_secret(right: Fields) -> Iterator[tuple[str, Mistake]]:
    def said(secret: str, cause: Cause, words: str) -> tuple[str, Mistake]:
        fields = Fields(right.customer, right.timestamp, right.seq, secret)
        return fields.text(), Mistake(cause, words)

    secret = right.secret
    yield said("", "empty-secret", "it was made with an empty secret; look where the secret is set")
    for end, name in (("\n", "a line end"), ("\r\n", "a line end (CR LF)"), ("\r", "a CR")):
        words = f"it was made with {name} behind the secret; strip it, e.g. after reading a file"
        yield said(secret + end, "secret-line-end", words)
    for text in (secret + " ", " " + secret, "\ufeff" + secret, secret + "\0"):
        words = "it was made with white space, a BOM or a NUL around the secret; strip it"
        yield said(text, "secret-line-end", words)
    words = "it was made with a clean secret; the one given for this check has white space around"
    yield said(secret.strip().strip("\ufeff"), "secret-line-end", words)
    for text, case in ((secret.lower(), "lower"), (secret.upper(), "upper")):
        words = f"it was made with the secret in {case} case; take the secret as it was issued"
        yield said(text, "secret-case", words)


def _of_time(right: Fields) -> Iterator[tuple[str, Mistake]]:
    def said(timestamp: str, signed: str, sent: str) -> tuple[str, Mistake]:
        fields = Fields(right.customer, timestamp, right.seq, right.secret)
        words = f"{signed} were signed and {sent} sent; make one text, and sign and send that"
        return fields.text(), Mistake("time-unit", words)

    sent = right.timestamp
    if re.fullmatch(r"[0-9]{4,20}", sent) is None:
        return
    seconds = int(sent[:-3])
    for text in (seconds, seconds + 1):  # cut, or rounded
        yield said(str(text), "seconds", "milliseconds")
    for rest in range(1000):
        yield said(f"{sent}{rest:03}", "milliseconds", "seconds")


def _of_form(right: Fields) -> Iterator[tuple[str, Mistake]]:
    names = ("customer", "timestamp", "seq", "secret")
    for order in itertools.permutations(range(4)):
        taken = "@".join(names[place] for place in order)
        words = f"it was made over {taken}; the order is customer@timestamp@seq@secret"
        yield "@".join(right.values()[place] for place in order), Mistake("field-order", words)
    for separator in ("", ":", "&", "|", ",", "-", "_", " ", "#", "\n"):
        made = repr(separator) if separator else "nothing"
        words = f"it was made with {made} between the values; '@' stands there"
        yield separator.join(right.values()), Mistake("separator", words)
