"""What a replay memory answers: the same for each of them, by the store itself and by the verifier."""

import asyncio
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import count
from typing import Any

import pytest

from callcenter_auth import (
    Delivery,
    MemoryReplay,
    RedisReplay,
    RefusalReason,
    ReplayClaim,
    ReplayStore,
    WebhookRefused,
    WebhookVerifier,
)
from tests.auth_plugin.notifications import NOW, PUBLISHED, SECRET, at, block, notification
from tests.auth_plugin.redis_server import RedisServer

BODY, OTHER_BODY = "b" * 64, "f" * 64
LEASE = 0.05
serials = count()


@pytest.fixture(scope="module")
def redis() -> Iterator[RedisServer]:
    with RedisServer() as running:
        yield running


@pytest.fixture(params=["memory", "redis"])
def store(request: pytest.FixtureRequest) -> Iterator[ReplayStore]:
    if request.param == "memory":
        yield MemoryReplay()
        return
    server: RedisServer = request.getfixturevalue("redis")
    made = RedisReplay(server.url, prefix=f"test{next(serials)}:")
    yield made
    made.close()


def claim(
    owner: str = "a", *, body: str = BODY, lease: float = 60, keep: float = 600
) -> ReplayClaim:
    return ReplayClaim("realm:C2:1471918933001:5271", body, owner, lease, keep)


def opener(store: ReplayStore | None, **options: Any) -> WebhookVerifier:
    return WebhookVerifier({"C2": SECRET, "C3": SECRET}, replay=store, clock=at(NOW), **options)


def refusal(verifier: WebhookVerifier, raw: bytes) -> RefusalReason:
    with pytest.raises(WebhookRefused) as caught:
        verifier.open(raw)
    return caught.value.reason


# --- the store ---


def test_the_first_claim_is_new_and_keeps_others_out(store: ReplayStore) -> None:
    assert "new" == store.claim(claim("a"))
    assert "in_flight" == store.claim(claim("b"))


def test_a_claim_that_is_sent_twice_by_its_owner_is_one(store: ReplayStore) -> None:
    assert ["new", "new"] == [store.claim(claim("a")), store.claim(claim("a"))]


def test_what_was_confirmed_comes_again_as_a_redelivery(store: ReplayStore) -> None:
    store.claim(claim("a"))

    assert [True, True] == [store.confirm(claim("a")), store.confirm(claim("a"))]
    assert "redelivery" == store.claim(claim("b"))


def test_what_was_released_comes_again_as_new(store: ReplayStore) -> None:
    store.claim(claim("a"))

    assert store.release(claim("a"))
    assert "new" == store.claim(claim("b"))


@pytest.mark.parametrize("step", ["claim", "release", "confirm"])
def test_another_body_is_forged_whatever_became_of_the_first(store: ReplayStore, step: str) -> None:
    store.claim(claim("a"))
    getattr(store, step)(claim("a"))

    assert "forged" == store.claim(claim("b", body=OTHER_BODY))


def test_another_body_is_forged_also_when_the_lease_is_over(store: ReplayStore) -> None:
    store.claim(claim("a", lease=LEASE))
    time.sleep(LEASE * 1.5)

    assert "forged" == store.claim(claim("b", body=OTHER_BODY))
    assert "new" == store.claim(claim("b"))


def test_when_the_lease_is_over_another_gets_the_claim_and_the_first_has_it_no_more(
    store: ReplayStore,
) -> None:
    store.claim(claim("a", lease=LEASE))
    time.sleep(LEASE * 1.5)

    assert "new" == store.claim(claim("b"))
    assert [False, False] == [store.release(claim("a")), store.confirm(claim("a"))]
    assert "in_flight" == store.claim(claim("c"))
    assert store.confirm(claim("b"))


def test_who_was_too_slow_may_confirm_while_nobody_else_has_the_claim(store: ReplayStore) -> None:
    store.claim(claim("a", lease=LEASE))
    time.sleep(LEASE * 1.5)

    assert store.confirm(claim("a"))
    assert "redelivery" == store.claim(claim("b"))


def test_who_was_too_slow_may_confirm_what_another_gave_back(store: ReplayStore) -> None:
    store.claim(claim("a", lease=LEASE))
    time.sleep(LEASE * 1.5)
    store.claim(claim("b"))
    store.release(claim("b"))

    assert store.confirm(claim("a"))
    assert "redelivery" == store.claim(claim("c"))


def test_what_was_handled_is_not_released(store: ReplayStore) -> None:
    store.claim(claim("a"))
    store.confirm(claim("a"))

    assert not store.release(claim("a"))
    assert "redelivery" == store.claim(claim("b"))


def test_only_the_owner_releases(store: ReplayStore) -> None:
    store.claim(claim("a"))

    assert [False, False] == [
        store.release(claim("b")),
        store.release(claim("a", body=OTHER_BODY)),
    ]
    assert "in_flight" == store.claim(claim("c"))


def test_what_was_forgotten_is_noted_by_the_confirmation(store: ReplayStore) -> None:
    assert store.confirm(claim("a"))
    assert ["redelivery", "forged"] == [
        store.claim(claim("b")),
        store.claim(claim("b", body=OTHER_BODY)),
    ]


def test_a_confirmation_for_another_body_is_none(store: ReplayStore) -> None:
    store.claim(claim("a"))

    assert not store.confirm(claim("b", body=OTHER_BODY))
    assert "in_flight" == store.claim(claim("c"))


@pytest.mark.parametrize("step", ["claim", "confirm"])
def test_an_entry_is_forgotten_when_it_need_not_be_kept(store: ReplayStore, step: str) -> None:
    getattr(store, step)(claim("a", keep=LEASE))
    time.sleep(LEASE * 1.5)

    assert "new" == store.claim(claim("b", body=OTHER_BODY))


def test_keys_are_apart(store: ReplayStore) -> None:
    keys = ["r:C2:1:1", "r:C2:1:2", "r:C2:2:1", "r:C3:1:1", "s:C2:1:1", ":C2:1:1"]

    assert ["new"] * 6 == [store.claim(replace(claim(), key=key)) for key in keys]


def test_of_many_threads_one_gets_the_claim(store: ReplayStore) -> None:
    threads, rounds = 8, 25
    barrier = threading.Barrier(threads)

    def run(number: int) -> list[str]:
        answers: list[str] = []
        for each in range(rounds):
            barrier.wait(30)
            answers.append(store.claim(replace(claim(str(number)), key=str(each))))
        return answers

    with ThreadPoolExecutor(threads) as pool:
        columns = zip(*pool.map(run, range(threads)), strict=True)
        assert [["in_flight"] * 7 + ["new"]] * rounds == [sorted(column) for column in columns]


# --- the verifier with it ---


def test_a_delivery_is_new_then_in_flight_then_a_redelivery(store: ReplayStore) -> None:
    verifier = opener(store)
    first = verifier.open(notification())

    assert ("new", "C2", "5271") == (first.status, first.customer, first.block.seq)
    assert "in_flight" == verifier.open(notification()).status
    assert first.confirm()
    assert "redelivery" == verifier.open(notification()).status


def test_after_a_failure_the_redelivery_is_new(store: ReplayStore) -> None:
    verifier = opener(store)

    assert verifier.open(notification()).release()
    assert "new" == verifier.open(notification()).status


def test_a_delivery_without_a_claim_confirms_and_releases_nothing(store: ReplayStore) -> None:
    verifier = opener(store)
    first = verifier.open(notification())
    second = verifier.open(notification())

    assert [False, False] == [second.confirm(), second.release()]
    assert first.confirm()


def test_a_forged_body_under_a_sniffed_block_is_refused(store: ReplayStore) -> None:
    verifier = opener(store)
    verifier.open(notification(number="1")).release()

    assert RefusalReason.FORGED == refusal(verifier, notification(number="2"))
    # The very bytes count: nobody needs to decide which bodies mean the same.
    assert RefusalReason.FORGED == refusal(verifier, notification(number="1") + b"\n")
    assert "new" == verifier.open(notification(number="1")).status


def test_where_blocks_are_reused_each_body_is_a_notification_of_its_own(store: ReplayStore) -> None:
    verifier = opener(store, on_reuse="accept")
    first, second = (verifier.open(notification(number=number)) for number in ("1", "2"))

    assert ("new", "new") == (first.status, second.status)
    assert (True, True) == (first.confirm(), second.release())
    assert "redelivery" == verifier.open(notification(number="1")).status
    assert "new" == verifier.open(notification(number="2")).status


def test_a_refused_notification_stores_nothing(store: ReplayStore) -> None:
    verifier = opener(store)
    forged = notification({**PUBLISHED, "digest": "0" * 32}, number="2")

    assert RefusalReason.BAD_DIGEST == refusal(verifier, forged)
    assert RefusalReason.TOO_OLD == refusal(verifier, notification(block(timestamp=NOW - 301)))
    assert "new" == verifier.open(notification()).status
    assert 1 == (len(store) if isinstance(store, MemoryReplay) else keys_of(store))


def keys_of(store: Any) -> int:
    client = store._script._script.registered_client
    return len(client.keys(store._prefix + "*"))


def test_realms_and_customers_are_apart(store: ReplayStore) -> None:
    east, west = opener(store, realm="east"), opener(store, realm="west")
    other = notification(block(customer="C3"))

    assert {"new"} == {
        one.open(raw).status for one in (east, west) for raw in (notification(), other)
    }
    assert {"in_flight"} == {one.open(notification()).status for one in (east, west)}


def test_verifiers_that_share_a_store_share_its_memory(store: ReplayStore) -> None:
    opener(store).open(notification()).confirm()

    assert "redelivery" == opener(store).open(notification()).status


def test_without_a_store_each_verifier_has_its_own() -> None:
    assert ["new", "new"] == [opener(None).open(notification()).status for _ in range(2)]


@pytest.mark.parametrize("off", [-300, 0, 300])
def test_a_block_is_remembered_until_it_is_too_old_and_a_minute_more(off: int) -> None:
    claims: list[ReplayClaim] = []

    class Noting(MemoryReplay):
        def claim(self, claim: ReplayClaim) -> Any:
            claims.append(claim)
            return super().claim(claim)

    opener(Noting()).open(notification(block(timestamp=NOW + off)))

    assert [(60.0, 360.0 + off)] == [(one.lease, one.keep) for one in claims]


def test_async_code_gets_the_same(store: ReplayStore) -> None:
    verifier = opener(store)

    async def run() -> list[Any]:
        first = await verifier.aopen(notification())
        second = await verifier.aopen(notification())
        released = await first.arelease()
        third = await verifier.aopen(notification())
        confirmed = await third.aconfirm()
        fourth = await verifier.aopen(notification())
        with pytest.raises(WebhookRefused):
            await verifier.aopen(b"")
        return [first.status, second.status, released, third.status, confirmed, fourth.status]

    assert ["new", "in_flight", True, "new", True, "redelivery"] == asyncio.run(run())


def test_of_many_tasks_one_gets_the_delivery(store: ReplayStore) -> None:
    verifier = opener(store)

    async def run() -> list[Delivery]:
        return await asyncio.gather(*(verifier.aopen(notification()) for _ in range(50)))

    statuses = sorted(delivery.status for delivery in asyncio.run(run()))
    assert ["in_flight"] * 49 + ["new"] == statuses


def test_what_may_wait_runs_in_a_thread_and_what_may_not_does_not() -> None:
    here = threading.get_ident()
    seen: list[bool] = []

    class Noting(MemoryReplay):
        def claim(self, claim: ReplayClaim) -> Any:
            seen.append(threading.get_ident() == here)
            return super().claim(claim)

    class Waiting(Noting):
        blocking = True

    asyncio.run(opener(Noting()).aopen(notification()))
    asyncio.run(opener(Waiting()).aopen(notification()))
    asked = WebhookVerifier({"C2": SECRET}.get, replay=Noting(), clock=at(NOW))
    asyncio.run(asked.aopen(notification()))

    assert [True, False, False] == seen


def test_the_repr_of_a_delivery_says_what_it_is() -> None:
    assert (
        "Delivery(status='new', block=VerifiedBlock(customer='C2', timestamp='1471918933001', "
        "seq='5271'))"
    ) == repr(opener(None).open(notification()))
