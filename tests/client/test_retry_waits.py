"""How long is waited before an attempt: bounded, spread, within the deadline; and what a Retry-After may hold."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from callcenter_client import (
    ApiError,
    CallCenterError,
    InvalidCommand,
    TransportError,
    UnexpectedResponse,
)
from callcenter_client._retry import next_wait, seconds_of

REFUSED = ApiError(level="command", code=7, msg="no")
LOST = TransportError("lost", sent=True)
KEPT = TransportError("kept", sent=False)


def unexpected(status: int, reply: object = None, *, final: bool = False) -> UnexpectedResponse:
    error = UnexpectedResponse("odd", status=status, reply=reply)
    error.final = final
    return error


def wait(error: CallCenterError, *, safe: bool, attempts: int = 1) -> float | None:
    return next_wait(error, safe=safe, attempts=attempts, retries=5000, end=None, retry_after=None)


@settings(deadline=None)
@given(st.integers(1, 5000))
@example(1)
@example(1025)
@example(5000)
def test_the_wait_doubles_up_to_four_seconds_and_half_of_it_is_chance(attempts: int) -> None:
    whole = min(4.0, 0.25 * 2 ** min(attempts - 1, 10))

    found = wait(LOST, safe=True, attempts=attempts)

    assert found is not None
    assert whole / 2 <= found <= whole


def test_two_clients_do_not_come_back_at_the_same_moment() -> None:
    assert len({wait(LOST, safe=True) for _ in range(50)}) > 40


CASES: list[tuple[CallCenterError, bool, bool]] = [
    # error, may a safe one be asked again, may an unsafe one be sent again
    (LOST, True, False),
    (KEPT, True, True),
    (REFUSED, False, False),
    (InvalidCommand("agent", "x", "digits"), False, False),
    (unexpected(200), True, False),
    (unexpected(500), True, False),
    (unexpected(502), True, False),
    (unexpected(502, reply={}), True, False),
    (unexpected(503, reply={"result": {}}), True, False),
    (unexpected(504, reply=[]), True, False),
    (unexpected(500, reply={}), False, False),
    (unexpected(200, reply={}), False, False),
    (unexpected(301), False, False),
    (unexpected(308), False, False),
    (unexpected(200, final=True), False, False),
    (unexpected(503, final=True), False, False),
]


@pytest.mark.parametrize(("error", "safe", "unsafe"), CASES)
def test_what_may_be_tried_again(error: CallCenterError, *, safe: bool, unsafe: bool) -> None:
    found = (wait(error, safe=True) is not None, wait(error, safe=False) is not None)

    assert found == (safe, unsafe)


@settings(deadline=None)
@given(st.floats(-1, 30), st.integers(1, 9), st.integers(0, 40) | st.none())
def test_no_wait_reaches_the_deadline(left: float, attempts: int, asked: int | None) -> None:
    end = time.monotonic() + left

    found = next_wait(
        LOST,
        safe=True,
        attempts=attempts,
        retries=9,
        end=end,
        retry_after=None if asked is None else str(asked),
    )

    if found is not None:
        assert time.monotonic() + found <= end + 0.5
        assert asked is None or found >= asked


@settings(deadline=None)
@given(
    st.text(max_size=40) | st.from_regex(r"[A-Z][a-z]{2}, [0-9]{1,2} [A-Z][a-z]{2} [0-9]{1,5} .*")
)
@example("Mon, 01 Jan 0001 00:00:00 +2359")
@example("Fri, 31 Dec 9999 23:59:59 -2359")
@example("Mon, 01 Jan 2024 00:00:00 +9999")
@example("Mon, 01 Jan 2024 99:00:00 GMT")
@example("9" * 10)
@example("²")
def test_a_retry_after_of_any_text_is_a_wait_or_none(text: str) -> None:
    found = seconds_of(text)

    assert found is None or found >= 0


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("0", 0), ("7", 7), (" 7 ", 7), ("007", 7), (None, None), ("", None), ("-1", None)],
)
def test_seconds_are_digits(text: str | None, seconds: float | None) -> None:
    assert seconds_of(text) == seconds


@pytest.mark.parametrize("zone", [UTC, None])
def test_a_date_is_the_time_until_then(zone: object) -> None:
    then = datetime.now(UTC) + timedelta(seconds=100)
    text = format_datetime(then, usegmt=True)

    found = seconds_of(text if zone else text.replace(" GMT", " -0000"))

    assert found is not None
    assert 90 < found <= 100


def test_a_date_that_is_over_is_no_wait() -> None:
    assert seconds_of("Wed, 21 Oct 2015 07:28:00 GMT") == 0
