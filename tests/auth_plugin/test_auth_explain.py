"""explain_digest: each mistake is named, and no text shows the secret."""

import base64
import hashlib
import itertools
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callcenter_auth import DigestExplanation, explain_digest

if TYPE_CHECKING:
    from collections.abc import Callable

SECRET = "E416D0F85DC0CB67C85E070A32D9F0123AFF4762"
MILLISECONDS = "1471918933001"
SECONDS = "1471918933"


def md5(text: str, encoding: str = "utf-8") -> str:
    return hashlib.md5(text.encode(encoding)).hexdigest()


def block(digest: object, **other: Any) -> dict[str, Any]:
    return {"customer": "C2", "timestamp": MILLISECONDS, "seq": "5271", "digest": digest, **other}


RIGHT = md5(f"C2@{MILLISECONDS}@5271@{SECRET}")
# Serials whose digests begin with a zero, and have one within.
ZEROS = f"C2@{MILLISECONDS}@182@{SECRET}"


@pytest.mark.parametrize("digest", [RIGHT, RIGHT.upper(), RIGHT.title()])
def test_a_right_digest_is_right_in_any_case(digest: str) -> None:
    expected = DigestExplanation(ok=True, cause="right", text="The digest is right.")

    assert expected == explain_digest(block(digest), SECRET)


def test_numbers_are_taken_as_their_text() -> None:
    assert explain_digest(block(RIGHT, timestamp=1471918933001, seq=5271), SECRET).ok


def test_a_whole_message_is_taken() -> None:
    assert explain_digest({"authentication": block(RIGHT), "request": {}}, SECRET).ok


def test_an_explanation_is_true_only_when_the_digest_is_right() -> None:
    found = [bool(explain_digest(block(digest), SECRET)) for digest in (RIGHT, "0" * 32)]

    assert [True, False] == found


def test_an_explanation_prints_as_its_text() -> None:
    assert str(explain_digest(block(RIGHT), SECRET)) == "The digest is right."


MISTAKES = {
    "the zeros in front are gone": (
        block(md5(ZEROS).lstrip("0"), seq="182"),
        "leading-zeros",
        'it lacks leading zeros: 30 digits were sent, and an MD5 has 32; write each byte as two digits ("%02x")',
    ),
    "the zero of each byte is gone": (
        block("".join(f"{byte:x}" for byte in hashlib.md5(ZEROS.encode()).digest()), seq="182"),
        "leading-zeros",
        'it lacks leading zeros: 31 digits were sent, and an MD5 has 32; write each byte as two digits ("%02x")',
    ),
    "UTF-16 as in C#": (
        block(md5(f"C2@{MILLISECONDS}@5271@{SECRET}", "utf-16-le")),
        "utf-16",
        "it was made over UTF-16 (little endian: Encoding.Unicode of C#); make it over the UTF-8 bytes of the text",
    ),
    "UTF-16, big endian": (
        block(md5(f"C2@{MILLISECONDS}@5271@{SECRET}", "utf-16-be")),
        "utf-16",
        "it was made over UTF-16 (big endian); make it over the UTF-8 bytes of the text",
    ),
    "UTF-16 with a BOM": (
        block(md5(f"\ufeffC2@{MILLISECONDS}@5271@{SECRET}", "utf-16-le")),
        "utf-16",
        "it was made over UTF-16 (little endian, with a BOM); make it over the UTF-8 bytes of the text",
    ),
    "UTF-16 as in Java": (
        block(md5(f"\ufeffC2@{MILLISECONDS}@5271@{SECRET}", "utf-16-be")),
        "utf-16",
        "it was made over UTF-16 (big endian, with a BOM: UTF_16 of Java); make it over the UTF-8 bytes of the text",
    ),
    "UTF-8 with a BOM": (
        block(md5(f"C2@{MILLISECONDS}@5271@{SECRET}", "utf-8-sig")),
        "bom",
        "it was made over a BOM before the text; make it over the text alone",
    ),
    "the customer in lower case": (
        block(md5(f"c2@{MILLISECONDS}@5271@{SECRET}")),
        "other-customer",
        "it was made for the customer 'c2', and 'C2' was sent",
    ),
    "seconds signed and milliseconds sent": (
        block(md5(f"C2@{SECONDS}@5271@{SECRET}")),
        "time-unit",
        "seconds were signed and milliseconds sent; make one text, and sign and send that",
    ),
    "seconds rounded up": (
        block(md5(f"C2@1471918934@5271@{SECRET}"), timestamp="1471918933501"),
        "time-unit",
        "seconds were signed and milliseconds sent; make one text, and sign and send that",
    ),
    "milliseconds signed and seconds sent": (
        block(RIGHT, timestamp=SECONDS),
        "time-unit",
        "milliseconds were signed and seconds sent; make one text, and sign and send that",
    ),
    "the serial without its zeros": (
        block(RIGHT, seq="05271"),
        "other-seq",
        "it was made with another seq than the block's: '5271', not '05271'",
    ),
    "the serial of the command": (
        {"authentication": block(RIGHT, seq="1"), "request": {"seq": "5271"}},
        "other-seq",
        "it was made with another seq than the block's: '5271', not '1'",
    ),
    "the serial of one of several commands": (
        {"authentication": block(RIGHT, seq="1"), "requests": [{"seq": 1}, {"seq": 5271}, 0]},
        "other-seq",
        "it was made with another seq than the block's: '5271', not '1'",
    ),
    "a line end": (
        block(md5(f"C2@{MILLISECONDS}@5271@{SECRET}\n")),
        "secret-line-end",
        "it was made with a line end behind the secret; strip it, e.g. after reading a file",
    ),
    "a line end of Windows": (
        block(md5(f"C2@{MILLISECONDS}@5271@{SECRET}\r\n")),
        "secret-line-end",
        "it was made with a line end (CR LF) behind the secret; strip it, e.g. after reading a file",
    ),
    "a space": (
        block(md5(f"C2@{MILLISECONDS}@5271@{SECRET} ")),
        "secret-line-end",
        "it was made with white space, a BOM or a NUL around the secret; strip it",
    ),
    "the secret in lower case": (
        block(md5(f"C2@{MILLISECONDS}@5271@{SECRET.lower()}")),
        "secret-case",
        "it was made with the secret in lower case; take the secret as it was issued",
    ),
    "no secret": (
        block(md5(f"C2@{MILLISECONDS}@5271@")),
        "empty-secret",
        "it was made with an empty secret; look where the secret is set",
    ),
    "another order": (
        block(md5(f"{MILLISECONDS}@C2@5271@{SECRET}")),
        "field-order",
        "it was made over timestamp@customer@seq@secret; the order is customer@timestamp@seq@secret",
    ),
    "nothing between the values": (
        block(md5(f"C2{MILLISECONDS}5271{SECRET}")),
        "separator",
        "it was made with nothing between the values; '@' stands there",
    ),
    "a SHA-1": (
        block(hashlib.sha1(f"C2@{MILLISECONDS}@5271@{SECRET}".encode()).hexdigest()),
        "digest-form",
        (
            "it is not 32 hex digits (40, as a SHA-1 has), and it fits none of the known mistakes. It must be the MD5 of "
            f"C2@{MILLISECONDS}@5271@[secret] in UTF-8, as 32 hex digits; most likely it was made with another secret"
        ),
    ),
    "dashes between the digits, as of BitConverter": (
        block("-".join(RIGHT.upper()[place : place + 2] for place in range(0, 32, 2))),
        "digest-form",
        "there are other characters between or around its digits; write the MD5 as 32 hex digits",
    ),
    "a line end behind the digits": (
        block(RIGHT + "\n"),
        "digest-form",
        "there are other characters between or around its digits; write the MD5 as 32 hex digits",
    ),
    "16 digits": (
        block(RIGHT[8:24]),
        "digest-form",
        "it is the middle half of the MD5; write the MD5 as 32 hex digits",
    ),
    "Base64": (
        block(base64.b64encode(bytes.fromhex(RIGHT)).decode()),
        "digest-form",
        "it is written in Base64; write the MD5 as 32 hex digits",
    ),
    "the secret itself": (
        block(SECRET),
        "secret-sent",
        "the secret itself was sent as the digest; it is known now, so have it replaced",
    ),
    "two mistakes": (
        block(md5(f"C2@{SECONDS}@5271@{SECRET}", "utf-16-le")),
        "time-unit",
        (
            "seconds were signed and milliseconds sent; make one text, and sign and send that; and it "
            "was made over UTF-16 (little endian: Encoding.Unicode of C#); make it over the UTF-8 bytes of the text"
        ),
    ),
    "three mistakes": (
        block(md5(f"C2@{MILLISECONDS}@2@{SECRET}\n", "utf-16-le").lstrip("0"), seq="2"),
        "secret-line-end",
        (
            "it was made with a line end behind the secret; strip it, e.g. after reading a file; and it "
            "was made over UTF-16 (little endian: Encoding.Unicode of C#); make it over the UTF-8 bytes of the text; "
            'and it lacks leading zeros: 31 digits were sent, and an MD5 has 32; write each byte as two digits ("%02x")'
        ),
    ),
    "a field is missing": (
        block(RIGHT, seq=""),
        "missing-field",
        "the block lacks seq",
    ),
    "fields are missing": ({}, "missing-field", "the block lacks customer, timestamp, seq, digest"),
    "a number with a fraction": (
        block(RIGHT, timestamp=1471918933.001),
        "field-form",
        "timestamp must be str or int, not float, because its very text is signed",
    ),
    "values that run into each other": (
        block(md5(f"C2@1@2@5271@{SECRET}"), timestamp="1@2"),
        "field-form",
        "timestamp must not hold '@', which separates the values of a digest",
    ),
    "what UTF-8 cannot encode": (
        block(RIGHT, customer="\ud800"),
        "field-form",
        "customer holds a lone surrogate, which UTF-8 cannot encode",
    ),
    "a block that is none": (
        {"authentication": None},
        "field-form",
        "authentication must be an object, not NoneType",
    ),
    "another secret": (
        block("0" * 32),
        "unknown",
        (
            f"it fits none of the known mistakes. It must be the MD5 of C2@{MILLISECONDS}@5271@[secret] in UTF-8, as "
            "32 hex digits; most likely it was made with another secret"
        ),
    ),
    "a digest without end": (
        block("x" * 3_000_000),
        "field-form",
        "digest has 3000000 characters, far more than any right one",
    ),
    "a serial without end": (
        block(RIGHT, seq=10**4000),
        "field-form",
        "seq has 4001 characters, far more than any right one",
    ),
    "no digest at all": (
        block("x" * 32),
        "digest-form",
        (
            "it is not 32 hex digits (32 characters), and it fits none of the known mistakes. It must be the MD5 of "
            f"C2@{MILLISECONDS}@5271@[secret] in UTF-8, as 32 hex digits; most likely it was made with another secret"
        ),
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_the_mistake_is_named(name: str) -> None:
    sent, cause, words = MISTAKES[name]

    found = explain_digest(sent, SECRET)

    assert (False, cause, f"The digest is wrong: {words}.") == (found.ok, found.cause, found.text)


def test_a_short_secret_within_a_digest_was_not_sent() -> None:
    assert explain_digest(block(md5(f"C2@{MILLISECONDS}@5271@a")), "a").ok
    assert explain_digest(block("a" * 32), "a").cause == "unknown"


@pytest.mark.parametrize("name", MISTAKES)
def test_the_text_shows_no_secret(name: str) -> None:
    text = explain_digest(MISTAKES[name][0], SECRET).text

    assert SECRET.lower() not in text.lower()


def test_white_space_in_the_secret_that_is_given_is_found() -> None:
    found = explain_digest(block(RIGHT), SECRET + "\n")

    assert "secret-line-end" == found.cause
    assert "the one given for this check has white space around" in found.text


def test_another_customer_is_found_by_its_name() -> None:
    digest = md5(f"C3@{MILLISECONDS}@5271@{SECRET}")

    found = explain_digest(block(digest), SECRET, customers=["C1", "C3"])

    assert found.cause == "other-customer"
    assert "it was made for the customer 'C3', and 'C2' was sent" in found.text


def test_another_customer_is_found_by_its_own_secret() -> None:
    digest = md5(f"C3@{MILLISECONDS}@5271@{'0' * 40}")
    customers: dict[str, Callable[[], str]] = {"C1": lambda: "1" * 40, "C3": lambda: "0" * 40}

    found = explain_digest(block(digest), SECRET, customers=customers)

    assert found.cause == "other-customer"
    assert "0" * 40 not in found.text


@pytest.mark.parametrize(
    "sent",
    [
        block(md5(f"C2@{MILLISECONDS}@5271@{SECRET}"), customer=SECRET),
        block(md5(f"{SECRET}@{MILLISECONDS}@5271@{SECRET}")),
        block(RIGHT, seq=f"0{SECRET}"),
        {
            "authentication": block(md5(f"C2@{MILLISECONDS}@{SECRET}@{SECRET}")),
            "request": {"seq": SECRET},
        },
        block("0" * 32, customer=SECRET.lower()),
        block(f"[{SECRET}]"),
    ],
)
def test_a_secret_that_stands_in_another_place_is_not_shown(sent: dict[str, Any]) -> None:
    found = explain_digest(sent, SECRET + "\n", customers=["C2", SECRET])

    assert (False, False) == (found.ok, SECRET.lower() in found.text.lower())
    found = explain_digest(sent, SECRET, customers=["C2", SECRET])
    assert (False, False) == (found.ok, SECRET.lower() in found.text.lower())


def test_a_secret_may_be_a_callable() -> None:
    assert explain_digest(block(RIGHT), lambda: SECRET).ok


@pytest.mark.parametrize(
    ("sent", "customers", "text"),
    [
        ("{}", (), "block must be a dict, not str"),
        (None, (), "block must be a dict, not NoneType"),
        ({}, "C3", "customers must be names in a list or a mapping, not a single str"),
    ],
)
def test_an_argument_of_a_wrong_type_is_a_type_error(sent: Any, customers: Any, text: str) -> None:
    with pytest.raises(TypeError) as caught:
        explain_digest(sent, SECRET, customers=customers)

    assert text == str(caught.value)


ANYTHING = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text())


@given(
    sent=st.dictionaries(
        st.sampled_from(["customer", "timestamp", "seq", "digest", "authentication", "request"]),
        ANYTHING | st.dictionaries(st.sampled_from(["seq", "digest"]), ANYTHING) | st.just(SECRET),
    )
)
def test_whatever_comes_in_a_block_is_explained_and_no_secret_shown(sent: dict[str, Any]) -> None:
    found = explain_digest(sent, SECRET)

    assert (False, False) == (found.ok, SECRET in found.text)
    assert len(found.text) < 1000


@pytest.mark.parametrize(
    "order", list(itertools.permutations(["C2", MILLISECONDS, "5271", SECRET]))
)
def test_of_all_orders_one_alone_is_right(order: tuple[str, ...]) -> None:
    found = explain_digest(block(md5("@".join(order))), SECRET)

    right = order == ("C2", MILLISECONDS, "5271", SECRET)
    assert (right, "right" if right else "field-order") == (found.ok, found.cause)
