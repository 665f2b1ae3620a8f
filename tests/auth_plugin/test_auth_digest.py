"""compute_digest: the formula of §2."""

import enum
import hashlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callcenter_auth import compute_digest

SECRET = "E416D0F85DC0CB67C85E070A32D9F0123AFF4762"
DIGEST = "ae62e11cab746436b64a26f4ed8e41a3"

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
FIELD = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="@"))


def test_the_published_vector_holds() -> None:
    assert compute_digest("C2", "1471918933001", "5271", SECRET) == DIGEST


def test_an_integer_stands_for_its_decimal_text() -> None:
    assert compute_digest("C2", 1471918933001, 5271, SECRET) == DIGEST


def test_a_leading_zero_is_signed_as_it_is_sent() -> None:
    signed = f"C2@1471918933001@05271@{SECRET}".encode()

    assert compute_digest("C2", 1471918933001, "05271", SECRET) == hashlib.md5(signed).hexdigest()


def test_leading_zeros_of_the_digest_stay() -> None:
    digest = compute_digest("C2", 1471918933001, 182, SECRET)

    assert digest == "00a6359234e6bed37ecdf4a43d80747e"


@given(customer=FIELD, timestamp=FIELD, seq=FIELD, secret=TEXT)
def test_it_is_the_md5_of_the_four_texts_in_utf8(
    customer: str, timestamp: str, seq: str, secret: str
) -> None:
    signed = customer + "@" + timestamp + "@" + seq + "@" + secret

    assert (
        compute_digest(customer, timestamp, seq, secret)
        == hashlib.md5(signed.encode("utf-8")).hexdigest()
    )


@given(numbers=st.tuples(st.integers(min_value=0), st.integers(min_value=0)))
def test_numbers_and_their_texts_give_one_digest(numbers: tuple[int, int]) -> None:
    timestamp, seq = numbers

    assert compute_digest("C2", timestamp, seq, SECRET) == compute_digest(
        "C2", str(timestamp), str(seq), SECRET
    )


def test_an_enum_member_stands_for_its_value() -> None:
    class Serial(str, enum.Enum):  # noqa: UP042  # why: its str() is not its value
        FIRST = "5271"

    assert compute_digest("C2", 1471918933001, Serial.FIRST, SECRET) == DIGEST


@pytest.mark.parametrize("name", ["customer", "timestamp", "seq", "secret"])
@pytest.mark.parametrize("wrong", [True, 1.5, b"5271", None, ["5271"]])
def test_a_wrong_type_is_a_type_error_that_names_the_argument(name: str, wrong: object) -> None:
    arguments: dict[str, Any] = {
        "customer": "C2",
        "timestamp": 1471918933001,
        "seq": 5271,
        "secret": SECRET,
        name: wrong,
    }

    with pytest.raises(TypeError, match=rf"^{name} must be str.* not {type(wrong).__name__}$"):
        compute_digest(**arguments)


@pytest.mark.parametrize("name", ["customer", "timestamp", "seq"])
def test_values_that_would_run_into_each_other_are_refused(name: str) -> None:
    arguments: dict[str, Any] = {
        "customer": "C2",
        "timestamp": "1",
        "seq": "2",
        "secret": SECRET,
        name: "1@2",
    }

    with pytest.raises(ValueError, match=f"^{name} must not hold '@'"):
        compute_digest(**arguments)


def test_a_secret_that_utf8_cannot_encode_is_not_shown() -> None:
    with pytest.raises(ValueError, match=r"^secret holds a lone surrogate") as caught:
        compute_digest("C2", 1, 2, SECRET + "\ud800")

    # A UnicodeEncodeError would carry the whole text in its attribute `object`.
    assert (type(caught.value), caught.value.__context__) == (ValueError, None)


def test_md5_is_asked_for_as_no_security_measure_so_that_fips_hosts_run_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    original = hashlib.md5

    def md5_in_fips_mode(data: bytes, *, usedforsecurity: bool = True) -> Any:
        if usedforsecurity:
            raise ValueError("[digital envelope routines] unsupported")
        return original(data, usedforsecurity=usedforsecurity)

    monkeypatch.setattr(hashlib, "md5", md5_in_fips_mode)

    assert compute_digest("C2", 1471918933001, 5271, SECRET) == DIGEST
