"""Whatever bytes come: an event, or a refusal, and soon. `FUZZ=100000` sends so many."""

from __future__ import annotations

import json
import logging
import os
import random
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest

from callcenter_auth import sign
from callcenter_client.webhooks import Notification, parse, receive
from tests.client.notifying import BILL, BLOCK
from tests.webhooks.sending import CUSTOMER, SECRET, verifier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BODIES = int(os.environ.get("FUZZ", "5000"))
VALUES: list[Any] = [
    *(None, True, 0, -1, 10**40, 1.5, 1e308, "", "0", "é", "\ud800", "9" * 400),
    *([], {}, [[]], {"": {}}, "2018-02-30 00:00:00"),
]
WIRES = [*BILL, "staffNo", "agent", "call_type", "releaseCause", "taskID", "unknown"]


def bodies(block: Callable[[random.Random], Any]) -> Iterator[bytes]:
    """Notifications with values of every kind in every place, each third with bytes changed, cut, or put in."""
    dice = random.Random(6)
    for number in range(BODIES):
        notify = {
            wire: dice.choice(VALUES) if dice.random() < 0.4 else BILL.get(wire, "1")
            for wire in WIRES
        }
        if number % 2:
            notify["type"] = dice.choice(["callstart", "taskinfo", "billing", "", "x", *VALUES])
        whole = {
            "authentication": block(dice),
            "notify": notify,
            "customerName": dice.choice(VALUES),
        }
        body = bytearray(json.dumps(whole).encode())
        if number % 3 == 0:
            for _ in range(dice.randint(1, 8)):
                at = dice.randrange(len(body))
                body[at : at + dice.randint(0, 3)] = dice.randbytes(dice.randint(0, 3))
        yield bytes(body)


def seconds(body: bytes) -> float:
    """How long `parse` takes of the processor, at best: a collection of garbage may fall into one try."""
    best = 1.0
    for _ in range(5):
        began = time.thread_time()
        with suppress(ValueError):
            parse(body)
        best = min(best, time.thread_time() - began)
        if best < 0.02:
            break
    return best


def test_what_is_parsed_is_an_event_or_a_value_error_and_none_takes_50_ms() -> None:
    for body in bodies(lambda dice: dice.choice([BLOCK, *VALUES])):
        assert seconds(body) < 0.05
        try:
            event = parse(body)
        except ValueError:
            continue
        assert event == parse(json.dumps(event.raw))
        assert len(event.dedupe_key) <= 200
        assert repr(event)


def test_what_is_received_is_handled_or_refused(caplog: pytest.LogCaptureFixture) -> None:
    """Most of these are signed, so that they reach the parser."""
    caplog.set_level(logging.CRITICAL)
    by = verifier()
    seen: list[Notification] = []
    made = bodies(lambda _: sign({"notify": {}}, CUSTOMER, SECRET)["authentication"])
    statuses = [receive(body, by, seen.append)[0] for body in made]

    assert ({200, 403}, statuses.count(200)) == (set(statuses), len(seen))
    assert len(seen) > BODIES / 2


@pytest.mark.parametrize(
    "body",
    [
        b'{"notify":{"a":[' + b"[]," * 340_000 + b"0]}}",
        b'{"notify":{"type":"billing","timeLength":"x",'
        + b",".join(b'"k%d":1' % i for i in range(80_000))
        + b"}}",
        b'{"notify":{"type":"billing","timeLength":"x",'
        + b",".join(b'"k%d":1' % i for i in range(10_000))
        + b"}}",
        b'{"notify":{"a":"' + b"x" * 1_000_000 + b'"}}',
        b'{"notify":{"a":[' + b",".join([b"1" * 4200] * 240) + b"]}}",
    ],
    ids=["lists", "fields", "some fields", "text", "numbers"],
)
def test_a_megabyte_of_anything_takes_no_time(body: bytes) -> None:
    assert seconds(body) < 0.05
