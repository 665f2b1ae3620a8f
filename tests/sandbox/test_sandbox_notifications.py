"""Notifications: signed, in order, sent again, in every form of the field."""

import base64
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import jsonschema_rs
import pytest

from callcenter_auth import compute_digest
from callcenter_client import webhooks
from callcenter_sandbox import Settings
from tests.sandbox.customer import SECRET
from tests.sandbox.playing import NUMBER, Play, playing
from tests.sandbox.receiver import TAKEN, Receiver
from tests.sandbox.test_sandbox_replies import DOCUMENT


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as listening:
        yield listening


@pytest.fixture
def wired(play: Play, receiver: Receiver) -> Play:
    """A sandbox that POSTs to the receiver."""
    play.box.deliver_to(None)
    play.box.notify_url = receiver.url
    return play


def faults_in(kind: str, message: dict[str, Any]) -> list[str]:
    """What the document's schema refuses in a notification."""
    content = DOCUMENT["webhooks"][kind]["post"]["requestBody"]["content"]
    schema = content["application/json"]["schema"]
    validator = jsonschema_rs.validator_for({**schema, "components": DOCUMENT["components"]})
    return [f"{error.instance_path}: {error.message}" for error in validator.iter_errors(message)]


def one_of_each(play: Play) -> None:
    """A call out, an unanswered one, one in, a voice code, and a task."""
    play.ask("CallTaskCreate", agent="1000", callees=[NUMBER], mode=2, taskName="Autumn")
    play.ask("CallTaskControl", taskID=next(iter(play.box.tasks)), action="start")
    play.box.clock.advance(60)
    for last in ("1337", "9001"):
        play.ask("CallNumber", agent="1000", callee=f"1377076{last}", userData="order-1")
        play.box.clock.advance(60)
    play.box.call_in("1000", NUMBER)
    play.ask("VoiceVerify", verifyCode="0427", callee=NUMBER)
    play.box.clock.advance(60)


FORMS = [
    Settings(),
    Settings(billing_times="seconds"),
    Settings(billing_times="milliseconds", numbers="number"),
    Settings(numbers="number"),
    Settings(recording_names="base64"),
]


@pytest.mark.parametrize("settings", FORMS, ids=range(len(FORMS)))
def test_each_fits_the_document_and_is_read_by_the_client(settings: Settings) -> None:
    with playing(settings=settings) as play:
        one_of_each(play)
        kinds = {one.kind for one in play.box.notifications}
        assert kinds == set(DOCUMENT["webhooks"])
        for one in play.box.notifications:
            assert one.message is not None
            assert faults_in(one.kind, one.message) == []
            event = webhooks.parse(one.raw.encode())
            assert type(event).__name__.lower() == one.kind
            assert event.extra == {}
            if isinstance(event, webhooks.Billing):
                call = next(call for call in play.box.calls if call.session == event.session)
                assert event.bye_time is not None
                assert event.bye_time.timestamp() == call.ended
                assert (event.time_length or 0) == call.seconds
                assert (event.answer_time is None) == (call.answered is None)


@pytest.mark.parametrize(
    ("form", "pattern"),
    [
        ("text", r"20[0-9]{2}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}"),
        ("seconds", r"[0-9]{10}"),
        ("milliseconds", r"[0-9]{13}"),
    ],
)
def test_the_times_of_a_bill_come_in_each_form(play: Play, form: Any, pattern: str) -> None:
    play.box.settings = replace(play.box.settings, billing_times=form)
    play.box.call_in("1000", NUMBER)
    play.box.clock.advance(60)
    found = play.heard[-1]["notify"]
    for name in ("startTime", "ringTime", "answerTime", "byeTime"):
        assert re.fullmatch(pattern, found[name])


def test_names_of_recordings_come_in_base64_when_asked_for(play: Play) -> None:
    play.box.settings = replace(play.box.settings, recording_names="base64")
    call = play.box.call_in("1000", NUMBER)
    play.box.clock.advance(60)
    name = play.heard[-1]["notify"]["recordFile"]
    assert base64.b64decode(name).decode() == call.recording
    assert play.ask("getRecordsList", startKey=0)["record"][0]["filename"] == name
    assert play.customer.http.get(call.recording).status_code == 200


def test_numbers_come_as_numbers_when_asked_for(play: Play) -> None:
    play.box.settings = replace(play.box.settings, numbers="number")
    play.ask("CallNumber", agent="1000", callee="013900001111", userData="007")
    play.box.clock.advance(60)
    start = play.heard[0]["notify"]
    assert (start["agent"], start["call_type"], start["seq"]) == (1000, 1, 9001)
    # A leading zero survives, and what is text stays text.
    assert (start["number"], start["userData"]) == ("013900001111", "007")


def test_a_number_of_thousands_of_digits_stays_text(play: Play) -> None:
    play.box.settings = Settings(numbers="number")
    long = "1" * 5000
    play.ask("CallNumber", agent="1000", callee=long)
    play.box.clock.advance(60)
    assert [message["notify"].get("callee") for message in play.heard][-1] == long


def test_each_is_signed_with_real_time(wired: Play, receiver: Receiver) -> None:
    wired.box.clock.advance(86400)
    wired.box.call_in("1000", NUMBER)
    wired.box.clock.advance(60)
    blocks = [message["authentication"] for message in receiver.messages]
    assert len({block["seq"] for block in blocks}) == len(blocks) == 5
    for block in blocks:
        right = compute_digest(block["customer"], block["timestamp"], block["seq"], SECRET)
        assert (block["customer"], block["digest"]) == ("C2", right)
        assert abs(int(block["timestamp"]) / 1000 - wired.box.clock.now) > 80000


def test_they_are_posted_as_json_over_one_connection(wired: Play, receiver: Receiver) -> None:
    wired.box.call_in("1000", NUMBER)
    wired.box.clock.advance(60)
    assert receiver.kinds == ["screenpop", "callstart", "callin", "callend", "billing"]
    assert {headers["content-type"] for headers in receiver.headers} == {"application/json"}
    assert len(receiver.connections) == 1
    assert list(receiver.messages[0]) == ["authentication", "notify", "param"]
    assert receiver.messages[0]["param"] == {"debug": "", "lang": ""}


def test_one_that_is_not_taken_is_sent_again_with_backoff_the_same_bytes(
    wired: Play, receiver: Receiver
) -> None:
    receiver.answer = lambda _message: (503, b"") if len(receiver.got) < 3 else TAKEN
    wired.box.call_in("1000", NUMBER)
    wired.box.clock.advance(0)
    assert len(receiver.got) == 1
    wired.box.clock.advance(1)
    assert len(receiver.got) == 2
    wired.box.clock.advance(1.9)
    assert len(receiver.got) == 2
    wired.box.clock.advance(0.1)
    assert receiver.kinds == ["screenpop", "screenpop", "screenpop", "callstart", "callin"]
    assert len(set(receiver.got[:3])) == 1
    first = wired.box.notifications[0]
    assert [(attempt.status, attempt.taken) for attempt in first.attempts] == [
        (503, False),
        (503, False),
        (200, True),
    ]


@pytest.mark.parametrize("retries", [0, 2])
def test_after_as_many_as_the_setting_says_it_is_given_up(
    wired: Play, receiver: Receiver, retries: int
) -> None:
    wired.box.settings = replace(wired.box.settings, retries=retries)
    receiver.answer = lambda message: (500, b"") if "type" not in message["notify"] else TAKEN
    wired.box.call_in("1000", NUMBER)
    wired.box.clock.advance(60)
    assert [one.state for one in wired.box.notifications] == ["given up", *["taken"] * 4]
    assert receiver.kinds == ["screenpop"] * (retries + 1) + [
        "callstart",
        "callin",
        "callend",
        "billing",
    ]


@pytest.mark.parametrize(
    ("answer", "taken", "note"),
    [
        ((200, b'{"result":{"error":0}}'), True, ""),
        (
            (200, b'{"code":"100","msg":"success"}'),
            True,
            'odd acknowledgement: no {"result": {"error": 0}}',
        ),
        ((204, b""), True, 'odd acknowledgement: no {"result": {"error": 0}}'),
        ((200, b"\xff\xfe"), True, 'odd acknowledgement: no {"result": {"error": 0}}'),
        ((200, b'{"result":{"error":"0"}}'), True, "odd acknowledgement: error is a text"),
        ((200, b'{"result":{"error":null}}'), True, "odd acknowledgement: error is null"),
        ((200, b'{"result":{"error":7}}'), False, "refused with error 7"),
        ((302, b""), False, "answered 302"),
        ((403, b"no"), False, "answered 403"),
        (None, False, "no answer: Remote end closed connection without response"),
    ],
)
def test_each_answer_is_kept_and_what_is_odd_is_noted(
    wired: Play, receiver: Receiver, answer: tuple[int, bytes] | None, *, taken: bool, note: str
) -> None:
    receiver.answer = lambda _message: answer
    wired.box.call_in("1000", NUMBER)
    wired.box.clock.advance(0)
    attempt = wired.box.notifications[0].attempts[0]
    assert (attempt.taken, attempt.note) == (taken, note)
    assert attempt.status == (answer[0] if answer else None)


def test_a_receiver_that_is_not_there_is_noted(play: Play) -> None:
    play.box.deliver_to(None)
    play.box.notify_url = "http://127.0.0.1:9/"
    play.box.call_in("1000", NUMBER)
    play.box.clock.advance(60)
    assert {one.state for one in play.box.notifications} == {"given up"}
    assert "refused" in play.box.notifications[0].attempts[0].note


def _fails() -> None:
    raise ZeroDivisionError("division by zero")


GIVEN: list[tuple[Callable[[], Any], int | None]] = [
    (lambda: SimpleNamespace(status_code=200, content=TAKEN[1]), 200),
    (lambda: SimpleNamespace(status_code=200, data=TAKEN[1]), 200),
    (lambda: (200, TAKEN[1].decode()), 200),
    (lambda: None, 200),
    (_fails, None),
]


@pytest.mark.parametrize(("give", "status"), GIVEN)
def test_a_callable_answers_as_test_clients_do(
    play: Play, give: Callable[[], Any], status: int | None
) -> None:
    play.answer = lambda _message: give()
    play.box.call_in("1000", NUMBER)
    play.box.clock.advance(0)
    attempt = play.box.notifications[0].attempts[0]
    note = "" if status else "no answer: the receiver raised ZeroDivisionError: division by zero"
    assert (attempt.status, attempt.note) == (status, note)


def test_with_nowhere_to_send_to_they_are_kept(play: Play) -> None:
    play.box.deliver_to(None)
    play.box.call_in("1000", NUMBER)
    play.box.clock.advance(60)
    assert [one.state for one in play.box.notifications] == ["kept"] * 5
    [bill] = play.box.notifications.of("billing")
    assert bill.notify["timeLength"] == "20"
    assert list(play.box.notifications.about(bill.lane)) == list(play.box.notifications)


def test_one_can_be_sent_again_signed_anew(play: Play) -> None:
    play.box.call_in("1000", NUMBER)
    play.box.clock.advance(60)
    [bill] = play.box.notifications.of("billing")
    play.box.send_again(bill)
    play.box.clock.advance(0)
    assert play.kinds[-2:] == ["billing", "billing"]
    seqs = [message["authentication"]["seq"] for message in play.heard[-2:]]
    assert seqs[0] != seqs[1]
    assert play.heard[-1]["notify"] == play.heard[-2]["notify"]


@pytest.mark.parametrize("url", ["ftp://x/", "x", "http://", "http://a b/", "http://x:99999/"])
def test_an_address_that_is_none_is_refused_at_once(play: Play, url: str) -> None:
    with pytest.raises(ValueError, match="notify_url"):
        play.box.notify_url = url
    with pytest.raises(ValueError, match="customer is 'C9'"):
        play.box.notify_url = {"C9": "http://127.0.0.1/"}


FAULTS = {
    "notify-duplicate": ["callend", "billing", "billing"],
    "notify-lose": ["callend"],
    "notify-forge": ["callend", "billing", "billing"],
    "notify-replay": ["callend", "billing", "billing"],
    "notify-late": ["callend", "billing"],
}


@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_changes_what_comes(play: Play, kind: str) -> None:
    fault = play.box.fault("billing", kind, times=1)
    play.box.call_in("1000", NUMBER)
    play.box.clock.advance(200)
    assert (play.kinds[3:], fault.hits) == (FAULTS[kind], 1)
    assert play.box.notifications[-1].fault == kind


def blocks(play: Play) -> list[dict[str, str]]:
    return [message["authentication"] for message in play.heard[-2:]]


def is_right(block: dict[str, str]) -> bool:
    made = compute_digest(block["customer"], block["timestamp"], block["seq"], SECRET)
    return made == block["digest"]


def test_a_duplicate_is_the_same_byte_by_byte(wired: Play, receiver: Receiver) -> None:
    wired.box.fault("billing", "notify-duplicate")
    wired.box.call_in("1000", NUMBER)
    wired.box.clock.advance(60)
    assert receiver.got[-1] == receiver.got[-2]


def test_a_forged_one_has_a_wrong_digest_and_is_no_attempt_of_the_true_one(play: Play) -> None:
    play.box.fault("billing", "notify-forge")
    play.answer = lambda message: None if is_right(message["authentication"]) else (403, "")
    play.box.call_in("1000", NUMBER)
    play.box.clock.advance(60)
    assert [is_right(block) for block in blocks(play)] == [False, True]
    bill = play.box.notifications[-1]
    assert [(a.what, a.taken) for a in bill.attempts] == [("forged", False), ("sent", True)]
    assert bill.state == "taken"


def test_a_replayed_one_has_a_right_digest_and_another_body(play: Play) -> None:
    play.box.fault("billing", "notify-replay")
    play.box.call_in("1000", NUMBER)
    play.box.clock.advance(60)
    first, second = blocks(play)
    assert first == second
    assert play.heard[-1]["notify"] != play.heard[-2]["notify"]


def test_a_late_one_comes_a_minute_later(play: Play) -> None:
    play.box.fault("callin", "notify-late")
    play.box.call_in("1000", NUMBER)
    play.box.clock.advance(61)
    assert play.kinds == ["screenpop", "callstart"]
    play.box.clock.advance(1)
    assert play.kinds == ["screenpop", "callstart", "callin", "callend", "billing"]


def test_a_reordered_one_comes_after_the_next(play: Play) -> None:
    play.box.fault("callin", "notify-reorder")
    play.box.call_in("1000", NUMBER)
    play.box.clock.advance(200)
    assert play.kinds == ["screenpop", "callstart", "callend", "callin", "billing"]


def test_the_secret_is_nowhere_in_what_is_sent(wired: Play, receiver: Receiver) -> None:
    one_of_each(wired)
    assert all(SECRET.encode() not in body for body in receiver.got)
    assert SECRET not in json.dumps(receiver.headers)
