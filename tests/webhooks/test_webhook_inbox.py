"""The inbox: stored, handed over until it's done, in order, and once."""

from __future__ import annotations

import asyncio
import json
import pickle
import sqlite3
import threading
import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from callcenter_client import ConfigurationError, webhooks
from callcenter_client.webhooks import (
    Billing,
    Inbox,
    Notification,
    RetryLater,
    _inbox,
    _inbox_store,
    parse,
)
from tests.client.notifying import BLOCK
from tests.webhooks.sending import TAKEN, bill, notification, until, verifier

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path


@pytest.fixture
def inbox(tmp_path: Path) -> Iterator[Inbox]:
    made = Inbox(f"sqlite:///{tmp_path}/inbox.db", attempts=3)
    yield made
    made.close()


def sessions(events: list[Notification]) -> list[str | None]:
    return [event.session if isinstance(event, Billing) else event.type for event in events]


def travel(folder: Path, seconds: float) -> None:
    """Let time pass for what waits in the file."""
    with closing(sqlite3.connect(folder / "inbox.db")) as connection, connection:
        connection.execute("UPDATE inbox SET due = due - ?", [seconds])


@pytest.mark.parametrize("form", ["bytes", "text", "dict", "event"])
def test_what_is_put_is_handed_over(inbox: Inbox, form: str) -> None:
    raw = bill("s-1", city="南京", userData="\ud800")
    forms: dict[str, Any] = {
        "bytes": raw,
        "text": raw.decode(),
        "dict": json.loads(raw),
        "event": parse(raw),
    }
    seen: list[Notification] = []

    assert (True, 1) == (inbox.put(forms[form]), inbox.work(seen.append, once=True))
    assert [parse(raw)] == seen


def test_what_is_no_notification_is_not_stored(inbox: Inbox) -> None:
    with pytest.raises(ValueError, match="notification"):
        inbox.put(b"{}")
    assert 0 == inbox.work(print, once=True)


def test_as_a_handler_it_stores_and_keeps_who_sent_it(inbox: Inbox) -> None:
    seen: list[Notification] = []

    answer = webhooks.receive(bill(), verifier(), inbox.put)
    inbox.work(seen.append, once=True)

    assert ((200, TAKEN), ["C2"]) == (answer, [event.verified_customer for event in seen])


def test_a_bill_that_comes_twice_is_handled_once(inbox: Inbox) -> None:
    seen: list[Notification] = []

    assert (True, False) == (inbox.put(bill("s-1")), inbox.put(bill("s-1")))
    inbox.work(seen.append, once=True)
    assert (False, 0) == (inbox.put(bill("s-1")), inbox.work(seen.append, once=True))
    assert ["s-1"] == sessions(seen)


def test_two_events_of_one_block_are_two(inbox: Inbox) -> None:
    """A platform that uses a block twice is let in by `on_reuse="accept"`: nothing of it may be taken for a repetition."""
    made = [
        {"authentication": BLOCK, "notify": {"type": "callstart", "agent": agent}}
        for agent in ("1", "2", "1")
    ]

    assert [True, True, False] == [inbox.put(one) for one in made]


def test_what_is_stored_outlives_the_inbox(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/inbox.db"
    seen: list[Notification] = []
    first = Inbox(url)
    first.put(bill("s-1"))
    first.close()

    second = Inbox(url)
    second.work(seen.append, once=True)
    second.close()

    assert ["s-1"] == sessions(seen)


def test_the_file_is_for_its_owner_alone_and_written_ahead(inbox: Inbox, tmp_path: Path) -> None:
    inbox.put(bill())
    with closing(sqlite3.connect(tmp_path / "inbox.db")) as connection:
        mode = connection.execute("PRAGMA journal_mode").fetchone()[0]

    assert ({"inbox.db", "inbox.db-wal", "inbox.db-shm"}, {0o600}, "wal") == (
        {path.name for path in tmp_path.iterdir()},
        {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()},
        mode,
    )


def test_a_pickle_is_another_inbox_on_the_same_file(tmp_path: Path) -> None:
    settings: dict[str, Any] = {"lease": 3, "attempts": 4, "keep_days": 5}
    with (
        closing(Inbox(f"sqlite:///{tmp_path}/inbox.db", tz="UTC", **settings)) as inbox,
        closing(pickle.loads(pickle.dumps(inbox))) as other,
    ):
        inbox.put(bill("s-1"))

        assert other.put(bill("s-1")) is False
        assert inbox.__reduce__() == other.__reduce__()


def test_what_is_put_is_synced_to_the_disk(inbox: Inbox) -> None:
    with inbox._store._file.transaction() as connection:
        assert 2 == connection.execute("PRAGMA synchronous").fetchone()[0]  # FULL


def test_what_was_handled_is_forgotten_but_for_its_key(inbox: Inbox, tmp_path: Path) -> None:
    inbox.put(bill("s-1", userData="order-1"))
    inbox.work(lambda event: None, once=True)

    with closing(sqlite3.connect(tmp_path / "inbox.db")) as connection:
        assert [("billing|C2|s-1", "")] == connection.execute(
            "SELECT key, raw FROM inbox"
        ).fetchall()


def test_keys_are_forgotten_after_their_time(tmp_path: Path) -> None:
    inbox = Inbox(f"sqlite:///{tmp_path}/inbox.db", keep_days=1)
    inbox.put(bill("s-1"))
    inbox.work(lambda event: None, once=True)
    travel(tmp_path, 86401)
    inbox.work(lambda event: None, once=True)

    assert inbox.put(bill("s-1"))
    inbox.close()


# Failures


def test_what_fails_comes_again_later_and_later(inbox: Inbox, tmp_path: Path) -> None:
    inbox.put(bill("s-1"))
    tries: list[float] = []

    def handler(event: Notification) -> None:
        tries.append(time.time())
        if len(tries) < 3:
            raise ValueError("not yet")

    done = 0
    for passed in (0, 0.9, 0.2, 1.8, 0.3):
        travel(tmp_path, passed)
        done += inbox.work(handler, once=True)
    # At once, after 1 s, after 2 s more; 0.9 and 1.8 were too early.
    assert (3, 1, []) == (len(tries), done, inbox.failed())


def test_what_never_works_is_a_dead_letter_and_can_be_retried(inbox: Inbox, tmp_path: Path) -> None:
    inbox.put(bill("s-1"))

    def fails(event: Notification) -> None:
        raise ValueError("no \ud800")

    for _ in range(4):
        inbox.work(fails, once=True)
        travel(tmp_path, 10)
    (letter,) = inbox.failed()
    assert (3, "ValueError: no \\ud800", ["s-1"]) == (
        letter.attempts,
        letter.error,
        sessions([letter.event]),
    )

    inbox.retry(letter.id)
    assert ([], 1) == (inbox.failed(), inbox.work(lambda event: None, once=True))
    with pytest.raises(KeyError, match="no dead letter has the id"):
        inbox.retry(letter.id)


def test_retry_later_is_no_failure(inbox: Inbox, tmp_path: Path) -> None:
    inbox.put(bill("s-1"))

    def later(event: Notification) -> None:
        raise RetryLater(100)

    for _ in range(10):
        inbox.work(later, once=True)
        travel(tmp_path, 50)
    assert ([], 0) == (inbox.failed(), inbox.work(later, once=True))
    travel(tmp_path, 101)
    assert 1 == inbox.work(lambda event: None, once=True)


def test_ctrl_c_gives_the_event_back_at_once(inbox: Inbox) -> None:
    inbox.put(bill("s-1"))

    def interrupted(event: Notification) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        inbox.work(interrupted, once=True)
    assert 1 == inbox.work(lambda event: None, once=True)


def test_what_kills_its_worker_each_time_is_a_dead_letter_in_the_end(
    inbox: Inbox, tmp_path: Path
) -> None:
    inbox.put(bill("s-1"))
    for _ in range(3):  # as a worker leaves it that is killed
        inbox._store.claim("someone", 0.0, 3)

    assert (0, ["s-1"]) == (
        inbox.work(print, once=True),
        sessions([letter.event for letter in inbox.failed()]),
    )


# Order


def test_the_events_of_an_agent_are_handled_in_their_order(inbox: Inbox, tmp_path: Path) -> None:
    for session in ("1", "2", "3"):
        inbox.put(bill(session))
    inbox.put(notification("callstart", agent="2000"))
    seen: list[Notification] = []

    def handler(event: Notification) -> None:
        if isinstance(event, Billing) and event.session == "1" and len(seen) < 2:
            seen.append(event)
            raise ValueError("not yet")
        seen.append(event)

    inbox.work(handler, once=True)
    assert ["1", "callstart"] == sessions(seen)  # 2 and 3 wait for 1; the other agent doesn't

    travel(tmp_path, 1)
    inbox.work(handler, once=True)
    assert ["1", "callstart", "1", "2", "3"] == sessions(seen)


@pytest.mark.parametrize("error", [ValueError("never"), RetryLater(3600)])
def test_a_bad_event_does_not_block_the_rest_of_its_agent(tmp_path: Path, error: Exception) -> None:
    inbox = Inbox(f"sqlite:///{tmp_path}/inbox.db")
    for session in ("bad", "2", "3"):
        inbox.put(bill(session))
    seen: list[Notification] = []

    def handler(event: Notification) -> None:
        if isinstance(event, Billing) and event.session == "bad":
            raise error
        seen.append(event)

    for _ in range(3):
        inbox.work(handler, once=True)
        travel(tmp_path, 4)
    inbox.close()

    assert ["2", "3"] == sessions(seen)


def test_one_agent_has_one_event_at_a_time_however_many_work(inbox: Inbox) -> None:
    for number in range(40):
        inbox.put(bill(str(number), staffNo=str(1000 + number % 2)))
    busy: dict[str, int] = {"1000": 0, "1001": 0}
    seen: dict[str, list[int]] = {"1000": [], "1001": []}
    most = 0

    def handler(event: Notification) -> None:
        nonlocal most
        assert isinstance(event, Billing)
        agent = str(event.staff_no)
        busy[agent] += 1
        most = max(most, busy[agent])
        time.sleep(0.002)
        busy[agent] -= 1
        seen[agent].append(int(event.session or ""))

    workers = [threading.Thread(target=inbox.work, args=(handler,)) for _ in range(4)]
    for worker in workers:
        worker.start()
    end = time.monotonic() + 20
    while sum(map(len, seen.values())) < 40 and time.monotonic() < end:
        time.sleep(0.01)
    inbox.close()
    for worker in workers:
        worker.join(10)

    assert (1, list(range(0, 40, 2)), list(range(1, 40, 2))) == (most, seen["1000"], seen["1001"])


def test_however_many_wait_they_are_not_read_and_sorted_for_each_one(inbox: Inbox) -> None:
    with inbox._store._file.opened() as connection:
        plan = connection.execute(f"EXPLAIN QUERY PLAN {_inbox_store._NEXT}", {"now": 0}).fetchall()

    assert [] == [step for *_, step in plan if "TEMP B-TREE" in step]


# Workers


def test_a_worker_that_waits_takes_what_comes_at_once(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_inbox, "_POLL", 100.0)
    seen: list[Notification] = []
    worker = threading.Thread(target=inbox.work, args=(seen.append,))
    worker.start()
    time.sleep(0.1)
    inbox.put(bill())
    until(lambda: len(seen) == 1)
    inbox.close()
    worker.join(10)

    assert not worker.is_alive()


def test_a_long_handler_keeps_its_event(tmp_path: Path) -> None:
    inbox = Inbox(f"sqlite:///{tmp_path}/inbox.db", lease=1)
    inbox.put(bill())
    seen: list[Notification] = []

    def slow(event: Notification) -> None:
        seen.append(event)
        time.sleep(2)

    workers = [threading.Thread(target=inbox.work, args=(slow,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    time.sleep(1.6)
    inbox.close()
    for worker in workers:
        worker.join(10)

    assert 1 == len(seen)


def test_a_handler_runs_inside_what_is_around(inbox: Inbox) -> None:
    inbox.put(bill())
    told: list[str] = []

    @contextmanager
    def around() -> Generator[None]:
        told.append("before")
        yield
        told.append("after")
        if len(told) == 3:
            raise ValueError("the commit fails")

    inbox.work(lambda event: told.append("handled"), once=True, around=around)
    time.sleep(1.05)
    inbox.work(lambda event: told.append("handled"), once=True, around=around)

    assert ["before", "handled", "after"] * 2 == told


def test_async_handlers_are_awaited(inbox: Inbox) -> None:
    handlers = webhooks.Handlers()
    seen: list[Notification] = []

    @handlers.on(Billing)
    async def bills(event: Billing) -> None:
        await asyncio.sleep(0)
        seen.append(event)

    inbox.put(bill("1"))
    inbox.put(bill("2"))

    assert (2, ["1", "2"]) == (inbox.work(handlers, once=True), sessions(seen))


def test_what_is_no_handler_is_a_type_error_and_no_failure_of_an_event(inbox: Inbox) -> None:
    inbox.put(bill())

    with pytest.raises(TypeError, match=r"^handler must be a function or Handlers, not NoneType$"):
        inbox.work(None)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert 1 == inbox.work(lambda event: None, once=True)


def test_a_handler_may_close_the_inbox(inbox: Inbox) -> None:
    for _ in range(3):
        inbox.put(bill())

    assert 1 == inbox.work(lambda event: inbox.close())
    for use in (
        lambda: inbox.put(bill()),
        lambda: inbox.work(print),
        inbox.failed,
        lambda: inbox.retry(1),
    ):
        with pytest.raises(RuntimeError, match="the inbox is closed"):
            use()
    inbox.close()


@pytest.mark.parametrize(
    "url",
    [
        "inbox.db",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "redis://x",
        "sqlite:///a?b",
        None,
    ],
)
def test_an_inbox_is_a_file(url: str) -> None:
    with pytest.raises(ConfigurationError, match="expected a file: 'sqlite:///inbox"):
        Inbox(url)


def test_a_file_that_can_not_be_used_is_a_configuration_error(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no database " * 100, encoding="utf-8")

    with pytest.raises(ConfigurationError, match="can't be used"):
        Inbox(f"sqlite:///{tmp_path}/text")
    with pytest.raises(ConfigurationError, match="can't be opened"):
        Inbox(f"sqlite:///{tmp_path}/no/such/folder/inbox.db")
