"""WebhookVerifier.verify: what is accepted, what is refused, and why."""

import asyncio
import copy
import hmac
import json
import pickle
import re
import time
import traceback
from collections.abc import Callable
from typing import Any

import pytest

from callcenter_auth import RefusalReason, VerifiedBlock, WebhookRefused, WebhookVerifier
from tests.auth_plugin.notifications import NOW, OTHER, PUBLISHED, SECRET, at, block, notification


def verifier(secrets: Any = None, now: float = NOW, **options: Any) -> WebhookVerifier:
    return WebhookVerifier({"C2": SECRET} if secrets is None else secrets, clock=at(now), **options)


def refusal(raw: bytes, of: WebhookVerifier | None = None) -> WebhookRefused:
    with pytest.raises(WebhookRefused) as caught:
        (of or verifier()).verify(raw)
    return caught.value


def test_the_published_vector_is_accepted_by_a_clock_of_2016() -> None:
    found = verifier().verify(notification())

    assert VerifiedBlock("C2", "1471918933001", "5271") == found
    assert "2016-08-23T02:22:13.001000+00:00" == found.sent_at.isoformat()


def test_by_the_clock_of_today_it_is_too_old() -> None:
    refused = refusal(notification(), WebhookVerifier({"C2": SECRET}))

    assert RefusalReason.TOO_OLD == refused.reason


def test_an_upper_case_digest_is_accepted() -> None:
    upper = PUBLISHED["digest"].upper()

    assert "C2" == verifier().verify(notification({**PUBLISHED, "digest": upper})).customer


def test_digests_are_compared_in_constant_time_over_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[object, object]] = []
    plain = hmac.compare_digest

    def compare(one: bytes, other: bytes) -> bool:
        compared.append((one, other))
        return plain(one, other)

    monkeypatch.setattr(hmac, "compare_digest", compare)
    verifier({"C2": [SECRET, OTHER]}).verify(notification())

    sent = PUBLISHED["digest"].encode()
    assert [sent, sent] == [pair[1] for pair in compared]
    assert [bytes, bytes] == [type(pair[0]) for pair in compared]


@pytest.mark.parametrize("unit", [1, 1000], ids=["seconds", "milliseconds"])
@pytest.mark.parametrize("form", [int, str])
def test_a_timestamp_may_have_either_unit_and_be_text_or_number(
    unit: int, form: Callable[[int], str | int]
) -> None:
    of = block(timestamp=form(NOW * unit), seq=form(7))

    assert VerifiedBlock("C2", str(NOW * unit), "7") == verifier().verify(notification(of))


@pytest.mark.parametrize(
    ("off", "reason"),
    [
        (-300, None),
        (300, None),
        (-301, RefusalReason.TOO_OLD),
        (301, RefusalReason.TOO_NEW),
        (31_536_000, RefusalReason.TOO_NEW),
    ],
)
@pytest.mark.parametrize("unit", [1, 1000], ids=["seconds", "milliseconds"])
def test_the_tolerance_counts_both_ways(off: int, reason: RefusalReason | None, unit: int) -> None:
    raw = notification(block(timestamp=(NOW + off) * unit))
    if reason is None:
        assert "C2" == verifier().verify(raw).customer
    else:
        assert reason == refusal(raw).reason


def test_the_tolerance_is_exact_to_the_millisecond() -> None:
    raw = notification(block(timestamp=NOW * 1000 - 1501))

    assert "C2" == verifier(tolerance=1.501).verify(raw).customer
    assert (
        "too_old: customer 'C2', timestamp 1471918931499, seq 5271: sent 1.501 s behind this clock, "
        "and 1.5 s are tolerated"
    ) == str(refusal(raw, verifier(tolerance=1.5)))


@pytest.mark.parametrize("timestamp", ["0", "9" * 20, "99999999999", "253402300800000"])
def test_times_before_and_after_all_reason_are_refused_as_such(timestamp: str) -> None:
    expected = RefusalReason.TOO_OLD if timestamp == "0" else RefusalReason.TOO_NEW

    assert expected == refusal(notification(block(timestamp=timestamp))).reason


def test_while_secrets_are_rotated_both_are_accepted() -> None:
    old, new = (notification(block(secret=secret)) for secret in (OTHER, SECRET))
    both = verifier({"C2": [OTHER, SECRET]})

    assert ("C2", "C2") == (both.verify(old).customer, both.verify(new).customer)
    assert RefusalReason.BAD_DIGEST == refusal(old, verifier({"C2": [SECRET]})).reason


def test_what_is_changed_in_the_mapping_counts_at_once() -> None:
    secrets: dict[str, Any] = {"C2": SECRET}
    one = verifier(secrets)
    secrets["C2"] = OTHER

    assert RefusalReason.BAD_DIGEST == refusal(notification(), one).reason


@pytest.mark.parametrize(
    "secrets",
    [
        {"C2": SECRET}.get,
        {"C2": SECRET}.__getitem__,
        lambda customer: [OTHER, SECRET] if customer == "C2" else [],
    ],
    ids=["get", "getitem", "several"],
)
def test_secrets_may_be_asked_of_a_callable(secrets: Any) -> None:
    asked = verifier(secrets)

    assert "C2" == asked.verify(notification()).customer
    refused = refusal(notification(block(customer="C3")), asked)
    assert "unknown_customer: no secret is known for customer 'C3'" == str(refused)


@pytest.mark.parametrize("none", [None, [], ()])
def test_a_customer_without_a_secret_is_unknown(none: Any) -> None:
    assert RefusalReason.UNKNOWN_CUSTOMER == refusal(notification(), verifier({"C2": none})).reason


def test_a_failing_callable_is_not_taken_for_an_unknown_customer() -> None:
    def away(customer: str) -> str:
        raise ConnectionError("the vault is away")

    with pytest.raises(ConnectionError, match="the vault is away"):
        verifier(away).verify(notification())


@pytest.mark.parametrize(
    "changed",
    [
        {"timestamp": "1471918933002"},
        {"seq": "5272"},
        {"seq": "05271"},
        {"digest": PUBLISHED["digest"][:-1] + "4"},
        {"digest": PUBLISHED["digest"][:-1]},
        {"digest": ""},
        {"digest": "é" * 32},
        {"digest": "\ud800" * 32},
        {"digest": "\u212a" + PUBLISHED["digest"][1:]},
        {"digest": SECRET},
    ],
    ids=lambda changed: ascii(next(iter(changed.items()))),
)
def test_a_digest_that_is_not_the_right_one_is_refused(changed: dict[str, Any]) -> None:
    assert RefusalReason.BAD_DIGEST == refusal(notification({**PUBLISHED, **changed})).reason


NO_BLOCK = RefusalReason.NO_BLOCK
BAD_BLOCK = RefusalReason.BAD_BLOCK
NOT_JSON = RefusalReason.NOT_JSON
AMBIGUOUS = RefusalReason.AMBIGUOUS
TOO_LARGE = RefusalReason.TOO_LARGE
OTHER_TYPES: list[object] = [None, True, [], {}, [["a", "b"]]]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (field, value)
        for field in ("customer", "timestamp", "seq", "digest")
        for value in OTHER_TYPES
    ]
    + [("customer", value) for value in ("", "C 2", "C2\n", "客户", "\ud800", "C" * 65, "C2@1")]
    + [
        (field, value)
        for field in ("timestamp", "seq")
        for value in ("", -1, 1.5, "1e3", "٣", " 1")
    ]
    + [("timestamp", "1" * 21), ("seq", "1" * 65), ("seq", "5271@1")],
    ids=ascii,
)
def test_a_field_of_another_form_is_refused_and_named(field: str, value: object) -> None:
    refused = refusal(notification({**PUBLISHED, field: value}))

    assert BAD_BLOCK == refused.reason
    assert f"authentication.{field} is not " in refused.detail


WHOLE = notification()
INNER = json.dumps(PUBLISHED).encode()


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        pytest.param(b"", NOT_JSON, id="empty"),
        pytest.param(b"null", NO_BLOCK, id="null"),
        pytest.param(b"[]", NO_BLOCK, id="array"),
        pytest.param(b'"authentication"', NO_BLOCK, id="text"),
        pytest.param(b"{}", NO_BLOCK, id="no-member"),
        pytest.param(b'{"authentication":[["customer","C2"]]}', NO_BLOCK, id="array-as-block"),
        pytest.param(b'{"authentication":"C2"}', NO_BLOCK, id="text-as-block"),
        pytest.param(b'{"notify":' + WHOLE + b"}", NO_BLOCK, id="block-further-in"),
        pytest.param(b'{"authentication":{}}', BAD_BLOCK, id="empty-block"),
        pytest.param(WHOLE[:-1], NOT_JSON, id="cut"),
        pytest.param(WHOLE + WHOLE, NOT_JSON, id="twice"),
        pytest.param(WHOLE + b"\x00", NOT_JSON, id="nul"),
        pytest.param(WHOLE[:-1] + b',"a":NaN}', NOT_JSON, id="nan"),
        pytest.param(WHOLE[:-1] + b',"a":-Infinity}', NOT_JSON, id="infinity"),
        pytest.param(b"{'authentication':{}}", NOT_JSON, id="quotes"),
        pytest.param(b"\xff" + WHOLE, NOT_JSON, id="invalid-utf8"),
        pytest.param(WHOLE[:-3] + b"\xed\xa0\x80" + WHOLE[-3:], NOT_JSON, id="encoded-surrogate"),
        pytest.param(WHOLE.decode().encode("utf-16"), NOT_JSON, id="utf-16"),
        pytest.param(b"\xef\xbb\xbf" * 2 + WHOLE, NOT_JSON, id="two-boms"),
        pytest.param(b"a=1&b=2", NOT_JSON, id="form"),
        pytest.param(b"[" * 5000, NOT_JSON, id="nested-arrays"),
        pytest.param(b'{"authentication":' * 4000, NOT_JSON, id="nested-objects"),
        pytest.param(b"[" * 100_000, TOO_LARGE, id="nested-deeper"),
        pytest.param(b" " * (1 << 20) + b"1", TOO_LARGE, id="one-byte-too-long"),
        pytest.param(b"[" + b"0," * 300_000 + b"0]", TOO_LARGE, id="many-values"),
        pytest.param(
            b'{"authentication":' + INNER + b',"authentication":' + INNER + b"}",
            AMBIGUOUS,
            id="two-blocks",
        ),
        pytest.param(
            b'{"authentication":null,"\\u0061uthentication":' + INNER + b"}",
            AMBIGUOUS,
            id="two-blocks-one-escaped",
        ),
        pytest.param(WHOLE.replace(b'"seq"', b'"seq":"1","seq"', 1), AMBIGUOUS, id="two-seqs"),
        pytest.param(
            WHOLE.replace(b'"digest"', b'"agent":1,"agent":1,"digest"', 1),
            AMBIGUOUS,
            id="two-agents",
        ),
    ],
)
def test_bytes_that_are_no_notification_are_refused(raw: bytes, reason: RefusalReason) -> None:
    assert reason == refusal(raw).reason


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"\xef\xbb\xbf" + WHOLE, id="bom"),
        pytest.param(b" \r\n\t" + WHOLE + b"\n", id="white-space"),
        pytest.param(json.dumps(json.loads(WHOLE), indent=2).encode(), id="indented"),
        pytest.param(WHOLE.replace(b'"C2"', b'"\\u00432"'), id="escaped"),
        pytest.param(WHOLE[:-1] + b',"a":' + b"9" * 6000 + b"}", id="6000-digits"),
        pytest.param(WHOLE[:-1] + b',"a":1e99999}', id="large-exponent"),
        pytest.param(WHOLE[:-1] + b',"a":"\\ud800"}', id="lone-surrogate"),
        pytest.param(WHOLE[:-1] + b',"a":1,"a":2}', id="other-names-twice"),
        pytest.param(
            WHOLE[:-1] + b',"a":"' + b"x" * ((1 << 20) - len(WHOLE) - 7) + b'"}', id="1-MiB"
        ),
        pytest.param(bytearray(WHOLE), id="bytearray"),
    ],
)
def test_what_the_digest_does_not_cover_may_be_anything_that_is_json(raw: bytes) -> None:
    assert "C2" == verifier().verify(raw).customer


@pytest.mark.parametrize("raw", [WHOLE.decode(), None, {}, memoryview(WHOLE)])
def test_other_than_bytes_is_the_fault_of_the_receiver(raw: Any) -> None:
    with pytest.raises(TypeError, match=r"^raw must be the body as bytes, exactly"):
        verifier().verify(raw)


SLOW = {
    "arrays": b"[],",
    "objects": b"{},",
    "members": b'"":0,',
    "numbers": b"1,",
    "texts": b'"",',
    "escapes": b"\\u00e9",
    "deep": b"[",
    "long digits": b"1" * 4000 + b",",
    "white space": b" ",
    "not ASCII": "é".encode(),
    "nested": b"[" * 400 + b"]" * 400 + b",",
    "two blocks": b'"authentication":{"customer":"C2"},',
}


@pytest.mark.parametrize("unit", SLOW.values(), ids=SLOW)
@pytest.mark.parametrize("share", [1.0, 0.0], ids=["full", "up-to-the-limit"])
@pytest.mark.parametrize("around", [(b"[", b"0]"), (b'{"a":"', b'"}'), (b"{", b'"":0}')])
def test_no_mebibyte_takes_longer_than_50_ms(
    unit: bytes, share: float, around: tuple[bytes, bytes]
) -> None:
    structure = sum(map(unit.count, (b"[", b"{", b",", b":")))
    most = (1 << 20) // len(unit) - 10
    times = most if share or not structure else min(most, 9_900 // structure)
    raw = around[0] + unit * times + around[1]
    one = verifier()

    def took() -> float:
        # Of the processor: the machine does other things too.
        start = time.thread_time()
        refusal(raw, one)
        return time.thread_time() - start

    assert min(took() for _ in range(3)) < 0.05


REFUSED = {
    "bad_digest": notification({**PUBLISHED, "digest": "0" * 32}, number="13770761337"),
    "not_json": notification(number="13770761337")[:-2] + b",13770761337",
    "bad_block": notification({**PUBLISHED, "seq": "13770761337x"}),
    "ambiguous": notification(number="13770761337").replace(b'"seq"', b'"seq":"1","seq"', 1),
}


@pytest.mark.parametrize("reason", REFUSED)
def test_a_refusal_is_fit_for_a_log(reason: str) -> None:
    refused = refusal(REFUSED[reason], verifier({"C2": [SECRET, OTHER]}))
    words = f"{refused!s} {refused!r}"

    assert reason == refused.reason
    assert (words, False) == (words, "\n" in words)
    for unfit in (SECRET, OTHER, "13770761337", PUBLISHED["digest"], "0" * 32):
        assert unfit not in words
    assert (None, None) == (refused.__cause__, refused.__context__)


@pytest.mark.parametrize(
    "through", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))]
)
def test_a_refusal_survives_copies_and_pickles(through: Callable[[Any], Any]) -> None:
    refused = WebhookRefused(RefusalReason.TOO_OLD, "words")
    again = through(refused)

    assert (WebhookRefused, RefusalReason.TOO_OLD, "words", "too_old: words") == (
        type(again),
        again.reason,
        again.detail,
        str(again),
    )


def test_no_local_of_a_refusal_holds_a_secret_or_the_right_digest() -> None:
    raised = refusal(REFUSED["bad_digest"], verifier({"C2": [SECRET, OTHER]}))
    frames = [frame for frame, _ in traceback.walk_tb(raised.__traceback__)]
    shown = repr([frame.f_locals for frame in frames if frame.f_code.co_filename != __file__])

    assert "the digest was made with another secret" in shown
    for unfit in (SECRET, OTHER, PUBLISHED["digest"]):
        assert unfit not in shown


def variables_of(error: BaseException) -> str:
    """All variables of the frames that aren't this file's."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    ours = [frame.f_locals for frame in frames if frame.f_code.co_filename != __file__]
    assert ours
    return repr([value for each in ours for name, value in each.items() if name != "self"])


@pytest.mark.parametrize("secrets", [{"C2": SECRET + "\n"}, {"C2": [SECRET, 5]}, [SECRET], SECRET])
def test_a_secret_that_makes_no_verifier_is_in_no_frame(secrets: Any) -> None:
    with pytest.raises((TypeError, ValueError)) as caught:
        made_with({"secrets": secrets})

    shown = variables_of(caught.value)
    assert SECRET not in shown


@pytest.mark.parametrize(
    "way",
    [
        WebhookVerifier.verify,
        WebhookVerifier.open,
        lambda by, raw: asyncio.run(by.aopen(raw)),
    ],
)
@pytest.mark.parametrize("reason", REFUSED)
def test_no_local_of_a_refusal_holds_the_body(way: Callable[..., Any], reason: str) -> None:
    by = verifier({"C2": [SECRET, OTHER]})
    with pytest.raises(WebhookRefused) as caught:
        way(by, REFUSED[reason])

    shown = variables_of(caught.value)
    assert "13770761337" not in shown


def test_no_repr_shows_a_secret() -> None:
    assert "WebhookVerifier([secret], tolerance=300)" == repr(verifier())
    assert "WebhookVerifier([secret], tolerance=60, realm='east')" == repr(
        verifier(tolerance=60, realm="east")
    )
    assert "[secret]" == repr(verifier()._secrets)


def made_with(arguments: dict[str, Any]) -> None:
    given: dict[str, Any] = {"secrets": {}, **arguments}
    WebhookVerifier(**given)


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ({"secrets": SECRET}, "secrets must be a mapping or a plain callable, not str"),
        ({"secrets": {"C2": 5}}, "secrets['C2'] must be a str, several of them (a list, tuple or "),
        ({"secrets": {"C2": b"x"}}, "secrets['C2'] must be a str, several of them (a list, tuple"),
        ({"secrets": {"C2": [SECRET, 5]}}, "secrets['C2'] must be a str, several of them (a list"),
        ({"secrets": {"C2": iter([SECRET])}}, "secrets['C2'] must be a str, several of them (a l"),
        ({"tolerance": "300"}, "tolerance must be seconds as int or float, not str"),
        ({"tolerance": True}, "tolerance must be seconds as int or float, not bool"),
        ({"replay": "redis://h"}, "replay must be a replay memory, MemoryReplay() or RedisReplay("),
        ({"realm": None}, "realm must be str, not NoneType"),
        ({"clock": 5}, "clock must be a plain callable, not int"),
    ],
)
def test_an_argument_of_a_wrong_type_is_a_type_error_that_names_it(
    arguments: dict[str, Any], text: str
) -> None:
    with pytest.raises(TypeError) as caught:
        made_with(arguments)

    assert str(caught.value).startswith(text)


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ({"secrets": {"C2": ""}}, "secrets['C2']: secret must be text without white space, but it"),
        ({"secrets": {"C2": [OTHER, SECRET + "\n"]}}, "secrets['C2']: secret must be text without"),
        ({"tolerance": -1}, "tolerance must be 0 or more seconds, and finite, got -1"),
        ({"tolerance": float("inf")}, "tolerance must be 0 or more seconds, and finite, got inf"),
        ({"on_reuse": "allow"}, "on_reuse must be 'refuse' or 'accept', got 'allow'"),
        ({"on_store_error": None}, "on_store_error must be 'refuse' or 'accept', got None"),
    ],
)
def test_a_value_of_another_form_is_a_value_error_that_names_it(
    arguments: dict[str, Any], text: str
) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(text)}") as caught:
        made_with(arguments)

    assert SECRET not in str(caught.value)


def test_a_callable_that_returns_no_secret_is_told_so_without_showing_it() -> None:
    for returned in (5, b"x", SECRET + "\n", [SECRET, None]):
        with pytest.raises((TypeError, ValueError), match=r"^what secrets returned") as caught:
            verifier(lambda _, returned=returned: returned).verify(notification())
        assert SECRET not in str(caught.value)
