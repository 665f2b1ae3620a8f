"""Says in words what is wrong with a digest."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from callcenter_auth._block import MEMBER
from callcenter_auth._fields import object_of, part_of_digest, text_of
from callcenter_auth._mistakes import (
    ENCODINGS,
    Cause,
    Fields,
    Mistake,
    signed_texts,
    writing_mistakes,
)
from callcenter_auth._secret import HIDDEN, SecretSource

_LONGEST = 200
_COMMANDS = 100
_LONG_SECRET = 8
_OTHER_HASHES = {40: "SHA-1", 64: "SHA-256", 128: "SHA-512"}


@dataclass(frozen=True, slots=True)
class DigestExplanation:
    """What `explain_digest` found; `str()` gives the text, and it is true when the digest is right.

    Attributes:
        ok: The digest is right.
        cause: A short name for a program: `right`, `missing-field`, `field-form`, `digest-form`,
            `leading-zeros`, `secret-sent`, `other-customer`, `time-unit`, `other-seq`,
            `secret-line-end`, `secret-case`, `empty-secret`, `field-order`, `separator`, `utf-16`,
            `bom`, `unknown`. Where two mistakes were made, the first of the text.
        text: A sentence for a person: what was done, and what to do instead.
    """

    ok: bool
    cause: Cause
    text: str

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return self.ok


def explain_digest(
    block: Mapping[str, Any],
    secret: SecretSource,
    *,
    customers: Mapping[str, SecretSource] | Iterable[str] = (),
) -> DigestExplanation:
    """Say which part of a digest is wrong, by trying the mistakes that are known.

    For whoever knows the secret and looks for a fault: a partner team, a test double, a support
    desk. It is no verifier, and its words are not for strangers: they tell how near a guess was.

    Args:
        block: The authentication block as it was sent, or the whole message; of that, the serials
            of the commands are tried too.
        secret: The secret of the customer that the block names. White space in it is tried, and
            not refused.
        customers: Other customers that the digest may have been made for: their names, or a
            mapping from name to secret.

    Returns:
        What is wrong, or that nothing is. Upper case is fine. No text shows a secret.

    Raises:
        TypeError: An argument has another type.

    >>> secret = "E416D0F85DC0CB67C85E070A32D9F0123AFF4762"
    >>> block = {"customer": "C2", "timestamp": "1471918933001", "seq": "5271",
    ...          "digest": "AE62E11CAB746436B64A26F4ED8E41A3"}
    >>> print(explain_digest(block, secret))
    The digest is right.
    >>> found = explain_digest({**block, "timestamp": "1471918933"}, secret)
    >>> found.ok, found.cause
    (False, 'time-unit')
    >>> print(found)
    The digest is wrong: milliseconds were signed and seconds sent; make one text, and sign and send that.
    """
    # Checked at run time too: a JSON text that is handed in by mistake has a better error so.
    if not isinstance(block, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise TypeError(f"block must be a dict, not {type(block).__name__}")
    if isinstance(customers, str):
        raise TypeError("customers must be names in a list or a mapping, not a single str")
    given = secret() if callable(secret) else secret
    values = object_of(block.get(MEMBER, block))
    if values is None:
        words = f"{MEMBER} must be an object, not {type(block[MEMBER]).__name__}"
        return _wrong([Mistake("field-form", words)])
    flaws = _flaws_of_form(values)
    if flaws:
        return _wrong(flaws)
    fields = Fields(
        text_of("customer", values["customer"]),
        text_of("timestamp", values["timestamp"]),
        text_of("seq", values["seq"]),
        given,
    )
    sent = text_of("digest", values["digest"])
    found = _mistakes_behind(sent, fields, _others(customers, given), _command_seqs(block))
    if found is None:
        return _wrong([_no_known_mistake(sent, fields)])
    if found:
        return _wrong(found)
    return DigestExplanation(ok=True, cause="right", text="The digest is right.")


def _mistakes_behind(
    sent: str, right: Fields, others: Iterable[tuple[str, str]], seqs: Iterable[str]
) -> list[Mistake] | None:
    """Find the mistakes that lead to what was sent: none for a right digest.

    None when no known ones do. The first that fit are the ones: two texts have one MD5 only when
    they are the same.
    """
    for text, of_text in signed_texts(right, others, seqs):
        for encoding in ENCODINGS:
            md5 = hashlib.md5(encoding.encode(text), usedforsecurity=False).digest()
            of_writing = writing_mistakes(sent, md5)
            if of_writing is not None:
                made = [mistake for mistake in (of_text, encoding.mistake) if mistake]
                return made + of_writing
    return None


def _flaws_of_form(block: Mapping[str, object]) -> list[Mistake]:
    """Say what keeps a digest from being computed or compared at all."""
    names = ("customer", "timestamp", "seq", "digest")
    missing = [name for name in names if block.get(name) in (None, "")]
    if missing:
        return [Mistake("missing-field", f"the block lacks {', '.join(missing)}")]
    flaws: list[Mistake] = []
    for name in names:
        read = text_of if name == "digest" else part_of_digest
        try:
            length = len(read(name, block[name]))
        except TypeError as error:
            flaws.append(Mistake("field-form", f"{error}, because its very text is signed"))
        except ValueError as error:
            flaws.append(Mistake("field-form", str(error)))
        else:
            # Thousands of texts are tried with it: a stranger's megabyte must not cost minutes.
            if length > _LONGEST:
                words = f"{name} has {length} characters, far more than any right one"
                flaws.append(Mistake("field-form", words))
    return flaws


def _others(
    customers: Mapping[str, SecretSource] | Iterable[str], secret: str
) -> list[tuple[str, str]]:
    """Give the other customers, each with the given secret and with its own where one is known."""
    pairs = [(name, secret) for name in customers]
    if isinstance(customers, Mapping):
        own = cast("Mapping[str, SecretSource]", customers)
        pairs += [(name, one() if callable(one) else one) for name, one in own.items()]
    return pairs


def _command_seqs(message: Mapping[str, object]) -> list[str]:
    """Give the serials of a message's commands, where it has any (§3)."""
    many = message.get("requests")
    several = cast("list[object]", many) if isinstance(many, list) else []
    found: list[str] = []
    for command in (message.get("request"), *several[:_COMMANDS]):
        seq = (object_of(command) or {}).get("seq")
        if isinstance(seq, (str, int)) and not isinstance(seq, bool):
            found.append(text_of("seq", seq)[:_LONGEST])
    return found


def _no_known_mistake(sent: str, fields: Fields) -> Mistake:
    secret = fields.secret.strip()
    if secret and (sent == secret or (len(secret) >= _LONG_SECRET and secret in sent)):
        words = "the secret itself was sent as the digest; it is known now, so have it replaced"
        return Mistake("secret-sent", words)
    shown = "@".join(fields.shown(value) for value in fields.values()[:3])
    words = (
        f"it fits none of the known mistakes. It must be the MD5 of {shown}@{HIDDEN} in UTF-8, as "
        "32 hex digits; most likely it was made with another secret"
    )
    if re.fullmatch(r"[0-9A-Fa-f]{32}", sent):
        return Mistake("unknown", words)
    other = _OTHER_HASHES.get(len(sent)) if re.fullmatch(r"[0-9A-Fa-f]+", sent) else None
    length = f"{len(sent)}, as a {other} has" if other else f"{len(sent)} characters"
    return Mistake("digest-form", f"it is not 32 hex digits ({length}), and {words}")


def _wrong(mistakes: list[Mistake]) -> DigestExplanation:
    text = "; and ".join(mistake.words for mistake in mistakes)
    return DigestExplanation(
        ok=False, cause=mistakes[0].cause, text=f"The digest is wrong: {text}."
    )
