"""The Django view: what is acknowledged is committed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from callcenter_client import webhooks
from tests.webhooks.sending import NOT_TAKEN, TAKEN, bill, post

if TYPE_CHECKING:
    from tests.webhooks.conftest import Receiver

pytestmark = pytest.mark.parametrize("receiver", ["django"], indirect=True)


def rows(receiver: Receiver, body: bytes) -> int:
    with closing(sqlite3.connect(f"{receiver.file}.db")) as connection:
        found: int = connection.execute(
            "SELECT count(*) FROM seen WHERE key = ?", [webhooks.parse(body).dedupe_key]
        ).fetchone()[0]
        return found


def test_what_is_acknowledged_is_committed(receiver: Receiver) -> None:
    body = bill()

    assert ((200, TAKEN), 1) == (post(receiver.url, body), rows(receiver, body))


def test_what_a_failing_handler_wrote_is_rolled_back_and_not_acknowledged(
    receiver: Receiver,
) -> None:
    body = bill(userData="fail")

    assert ((500, NOT_TAKEN), 0) == (post(receiver.url, body), rows(receiver, body))


def test_a_commit_that_fails_is_not_acknowledged_under_atomic_requests_either(
    receiver: Receiver,
) -> None:
    body = bill(userData="commit-fails")

    answers = [post(receiver.url, body) for _ in range(2)]

    # The second is tried again: the first was not noted as handled.
    assert ([(500, NOT_TAKEN)] * 2, 0) == (answers, rows(receiver, body))


def test_what_fails_after_the_commit_is_not_acknowledged_so_that_it_is_tried_again(
    receiver: Receiver,
) -> None:
    body = bill(userData="task-fails")

    assert ((500, NOT_TAKEN), 1) == (post(receiver.url, body), rows(receiver, body))
    # The second is let in, to the unique key.
    assert (500, NOT_TAKEN) == post(receiver.url, body)


def test_a_unique_key_keeps_the_second_of_two_equal_bills_out(receiver: Receiver) -> None:
    first, second = bill("twice"), bill("twice")

    answers = [post(receiver.url, body) for body in (first, second)]

    assert ([(200, TAKEN), (500, NOT_TAKEN)], 1) == (answers, rows(receiver, first))
