"""The sandbox sends to receivers in each kind of server: a call, and what goes wrong on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callcenter_client import webhooks
from callcenter_sandbox import Sandbox, Settings
from tests.webhooks.sending import CUSTOMER, SECRET

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.webhooks.conftest import Receiver


@pytest.fixture
def box(receiver: Receiver) -> Iterator[Sandbox]:
    settings = Settings(retries=1)
    with Sandbox({CUSTOMER: SECRET}, notify_url=receiver.url, settings=settings) as made:
        made.agents["1000"].login()
        yield made


def keys(box: Sandbox) -> list[str]:
    return [f"{CUSTOMER} {webhooks.parse(one.raw).dedupe_key}" for one in box.notifications]


def test_the_notifications_of_a_call_are_taken_and_handled_in_their_order(
    receiver: Receiver, box: Sandbox
) -> None:
    already = len(receiver.handled)
    box.call_in("1000", "13770761337")
    box.clock.advance(60)

    assert ["taken"] * 5 == [one.state for one in box.notifications]
    assert [""] * 5 == [each.note for one in box.notifications for each in one.attempts]
    assert keys(box) == receiver.handled[already:]


@pytest.mark.parametrize(
    ("fault", "attempts"),
    [
        ("notify-duplicate", [("sent", 200), ("duplicate", 200)]),
        ("notify-forge", [("forged", 403), ("sent", 200)]),
        ("notify-replay", [("sent", 200), ("replayed", 403)]),
        ("notify-late", [("sent", 200)]),
    ],
)
def test_whatever_happens_on_the_way_a_bill_is_handled_once(
    receiver: Receiver, box: Sandbox, fault: str, attempts: list[tuple[str, int]]
) -> None:
    box.fault("billing", fault)
    box.call_in("1000", "13770761337")
    box.clock.advance(180)
    [bill] = box.notifications.of("billing")

    assert attempts == [(each.what, each.status) for each in bill.attempts]
    assert [1] * 5 == [receiver.handled.count(key) for key in keys(box)]


def test_what_a_handler_fails_at_is_sent_again(receiver: Receiver, box: Sandbox) -> None:
    box.call_in("1000", "13770761337", user_data="fail")
    box.clock.advance(180)
    [bill] = box.notifications.of("billing")

    assert [500, 500] == [each.status for each in bill.attempts]
    assert 0 == receiver.handled.count(keys(box)[-1])
