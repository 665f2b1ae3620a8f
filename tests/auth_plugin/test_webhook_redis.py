"""RedisReplay on a real server: many processes, one that dies, a server that goes away and comes back."""

import asyncio
import json
import logging
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import redis as redis_py

import callcenter_auth
from callcenter_auth import (
    RedisReplay,
    RefusalReason,
    ReplayClaim,
    ReplayUnavailable,
    WebhookRefused,
    WebhookVerifier,
    sign,
)
from tests.auth_plugin.notifications import SECRET
from tests.auth_plugin.redis_server import RedisServer

RunPython = Callable[..., str]
SCRIPT = "claim_in_processes"
serials = count(1)


@pytest.fixture(scope="module")
def server() -> Iterator[RedisServer]:
    with RedisServer() as running:
        yield running


@pytest.fixture
def client(server: RedisServer) -> Iterator[redis_py.Redis]:
    with redis_py.Redis(port=server.port, decode_responses=True) as connected:
        connected.flushall()
        yield connected


@pytest.fixture
def away() -> str:
    """A URL at which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"redis://127.0.0.1:{taken.getsockname()[1]}/0"


def fresh(**notify: Any) -> bytes:
    """A notification of just now."""
    message = sign({"notify": {"type": "callstart", **notify}}, "C2", SECRET, seq=next(serials))
    return json.dumps(message).encode()


def opener(source: Any, **options: Any) -> WebhookVerifier:
    return WebhookVerifier({"C2": SECRET}, replay=RedisReplay(source), **options)


def refusal(verifier: WebhookVerifier, raw: bytes) -> WebhookRefused:
    with pytest.raises(WebhookRefused) as caught:
        verifier.open(raw)
    return caught.value


def claim(key: str = "k", **changed: Any) -> ReplayClaim:
    return replace(ReplayClaim(key, "b", "a", 60, 600), **changed)


def test_of_processes_that_get_one_notification_at_one_moment_one_handles_it(
    server: RedisServer, run_python: RunPython
) -> None:
    columns = json.loads(run_python(SCRIPT, "together", server.url, "4", "60"))

    rounds = [sorted(answers) for answers in zip(*columns, strict=True)]
    assert [["in_flight", "in_flight", "in_flight", "new"]] * 60 == rounds


def test_when_a_claimant_dies_the_redelivery_is_let_in_after_its_lease(
    server: RedisServer, client: redis_py.Redis
) -> None:
    raw = fresh()
    done = subprocess.run(
        [sys.executable, "-m", f"tests.auth_plugin.{SCRIPT}", "die", server.url],
        cwd=Path(__file__).parents[2],
        input=raw,
        env={"PYTHONPATH": str(Path(callcenter_auth.__file__).parents[1])},
        capture_output=True,
        timeout=30,
        check=False,
    )
    assert (-signal.SIGKILL, b"new\n") == (done.returncode, done.stdout)
    verifier = opener(server.url)
    assert "in_flight" == verifier.open(raw).status

    # A minute is over on the server's clock: the end of the lease is moved, not the clock.
    (key,) = client.keys()
    end = int(client.hgetall(key)["lease"])
    assert 55_000 < end - time.time() * 1000 <= 60_000
    client.hset(key, "lease", end - 60_000)

    assert RefusalReason.FORGED == refusal(verifier, raw + b" ").reason
    assert ["new", "in_flight"] == [verifier.open(raw).status for _ in range(2)]


def test_what_it_keeps_and_for_how_long(server: RedisServer, client: redis_py.Redis) -> None:
    raw = fresh()
    of = json.loads(raw)["authentication"]
    opener(server.url, realm="east", tolerance=100).open(raw).confirm()

    (key,) = client.keys()
    entry = client.hgetall(key)
    assert f"callcenter:replay:east:C2:{of['timestamp']}:{of['seq']}" == key
    assert ["body", "lease", "owner", "state"] == sorted(entry)
    assert ("handled", 64) == (entry["state"], len(entry["body"]))
    assert 155_000 < client.pttl(key) <= 160_000


def test_no_step_makes_an_entry_stay_for_longer(
    server: RedisServer, client: redis_py.Redis
) -> None:
    store = RedisReplay(server.url)
    for step in ("claim", "release", "claim", "confirm", "claim"):
        getattr(store, step)(claim(keep=600 if step == "claim" else 9000))
        client.pexpire("callcenter:replay:k", client.pttl("callcenter:replay:k") - 10_000)

    assert 540_000 < client.pttl("callcenter:replay:k") <= 550_000


def test_while_the_server_is_away_the_notification_is_refused_for_now(away: str) -> None:
    refused = refusal(opener(away), fresh(number="13770761337"))
    words = str(refused)

    assert RefusalReason.STORE_UNAVAILABLE == refused.reason
    assert words.startswith("store_unavailable: customer 'C2', timestamp ")
    assert f"Redis at {away}: " in words
    assert "13770761337" not in words
    assert isinstance(refused.__cause__, ReplayUnavailable)


def test_by_choice_it_is_handled_without_a_memory(
    away: str, caplog: pytest.LogCaptureFixture
) -> None:
    verifier = opener(away, on_store_error="accept")
    raw = fresh()
    deliveries = [verifier.open(raw), verifier.open(raw), verifier.open(raw + b" ")]

    assert ["new"] * 3 == [delivery.status for delivery in deliveries]
    assert (False, False) == (deliveries[0].confirm(), deliveries[1].release())
    assert [logging.WARNING] * 3 == [record.levelno for record in caplog.records]
    assert caplog.messages[0].startswith("A notification is handled without a replay memory: Redis")


def test_a_bad_digest_is_refused_as_such_while_the_server_is_away(away: str) -> None:
    raw = fresh().replace(b'"digest": "', b'"digest": "0')

    for choice in ("refuse", "accept"):
        refused = refusal(opener(away, on_store_error=choice), raw)
        assert RefusalReason.BAD_DIGEST == refused.reason


def test_a_server_that_is_killed_and_comes_back(caplog: pytest.LogCaptureFixture) -> None:
    """What was handled before stays handled, nothing is acknowledged unnoted, nothing is raised."""
    with RedisServer(durable=True) as server:
        verifier = opener(server.url)
        handled, failed, cut, later = (fresh() for _ in range(4))
        verifier.open(handled).confirm()
        open_one, open_two = verifier.open(failed), verifier.open(cut)
        server.kill()

        assert RefusalReason.STORE_UNAVAILABLE == refusal(verifier, later).reason
        assert (False, False) == (open_one.release(), open_two.confirm())
        assert 2 == len(caplog.records)
        assert caplog.messages[1].startswith(
            "A handled notification was not noted, and may be handled again: Redis at redis://127"
        )
        server.start()

        assert "redelivery" == verifier.open(handled).status
        assert ["in_flight", "in_flight"] == [verifier.open(one).status for one in (failed, cut)]
        assert (True, True) == (open_one.release(), open_two.confirm())
        assert ["new", "redelivery"] == [verifier.open(one).status for one in (failed, cut)]
        assert "new" == verifier.open(later).status


def test_a_server_that_lost_everything_needs_no_new_connection_or_script() -> None:
    with RedisServer() as server:
        verifier = opener(server.url)
        raw = fresh()
        first = verifier.open(raw)
        server.kill()
        server.start()

        assert first.confirm()
        assert "redelivery" == verifier.open(raw).status


def test_a_server_that_hangs_holds_nobody_for_long() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        verifier = opener(f"redis://127.0.0.1:{silent.getsockname()[1]}?socket_timeout=0.2")
        start = time.monotonic()

        assert RefusalReason.STORE_UNAVAILABLE == refusal(verifier, fresh()).reason
        assert time.monotonic() - start < 2


def test_while_the_server_hangs_the_event_loop_goes_on() -> None:
    async def run(url: str) -> int:
        opening = asyncio.create_task(opener(url).aopen(fresh()))
        turns = 0
        while not opening.done():
            await asyncio.sleep(0.01)
            turns += 1
        with pytest.raises(WebhookRefused, match=r"^store_unavailable: "):
            await opening
        return turns

    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"redis://127.0.0.1:{silent.getsockname()[1]}?socket_timeout=0.2"
        assert asyncio.run(run(url)) > 5


def test_a_reply_that_is_an_error_counts_as_away(
    server: RedisServer, client: redis_py.Redis
) -> None:
    raw = fresh()
    of = json.loads(raw)["authentication"]
    client.set(f"callcenter:replay::C2:{of['timestamp']}:{of['seq']}", "of another program")

    refused = refusal(opener(server.url), raw)
    assert RefusalReason.STORE_UNAVAILABLE == refused.reason
    assert "WRONGTYPE" in str(refused)


@pytest.mark.parametrize(
    ("policy", "then"), [("noeviction", "redelivery"), ("allkeys-random", "new")]
)
def test_a_server_that_is_full_refuses_and_forgets_what_it_may_evict(
    server: RedisServer, client: redis_py.Redis, policy: str, then: str
) -> None:
    verifier, raw = opener(server.url), fresh()
    verifier.open(raw).confirm()
    client.config_set("maxmemory-policy", policy)
    client.config_set("maxmemory", "1")
    refused = refusal(verifier, fresh())
    client.config_set("maxmemory", "0")

    assert (RefusalReason.STORE_UNAVAILABLE, then) == (refused.reason, verifier.open(raw).status)


def test_a_password_is_used_and_never_shown() -> None:
    with RedisServer(password="pass-word") as server:
        store = RedisReplay(server.url)
        assert "new" == store.claim(claim())
        assert f"RedisReplay('redis://127.0.0.1:{server.port}/0')" == repr(store)

        wrong = opener(server.url.replace("pass-word", "other-word"))
        words = str(refusal(wrong, fresh()))
        assert ("other-word" in words, "pass-word" in words) == (False, False)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("redis://user:word@10.0.0.5/3?password=word", "redis://10.0.0.5/3"),
        ("rediss://:word@host.example:6380", "rediss://host.example:6380"),
        ("unix://user@/run/redis.sock?password=word", "unix:///run/redis.sock"),
        ("redis://:12/3word@10.0.0.5/0", "redis://:12"),
        ("redis://10.0.0.5", "redis://10.0.0.5"),
    ],
)
def test_a_url_is_shown_without_its_secrets(url: str, shown: str) -> None:
    assert f"RedisReplay({shown!r})" == repr(RedisReplay(url))


@pytest.mark.parametrize(
    "url",
    ["", "http://word@10.0.0.5", "redis://:wo/rd@10.0.0.5:6379", "redis://h?socket_timeout=x"],
)
def test_a_url_that_is_none_is_refused_without_showing_it(url: str) -> None:
    with pytest.raises(ValueError, match=r"^url must be one of Redis: redis://HOST") as caught:
        RedisReplay(url)

    assert "wo" not in str(caught.value)


def test_a_client_of_the_users_own_is_taken_and_left_open(server: RedisServer) -> None:
    for decoded in (False, True):
        with redis_py.Redis(port=server.port, decode_responses=decoded) as own:
            store = RedisReplay(own, prefix=f"own{decoded}:")
            assert ["new", "in_flight"] == [store.claim(claim(owner=owner)) for owner in "ab"]
            assert "RedisReplay('<Redis>')" == repr(store)
            store.close()
            assert own.ping()


@pytest.mark.parametrize("source", [None, 6379, b"redis://h"])
def test_what_is_no_url_and_no_client_is_refused(source: Any) -> None:
    with pytest.raises(TypeError, match=r"^url must be str or a client of type redis.Redis, not "):
        RedisReplay(source)


def test_an_asynchronous_client_is_refused() -> None:
    with pytest.raises(TypeError, match=r"^url must be str or a client of type redis.Redis, not "):
        RedisReplay(redis_py.asyncio.Redis())  # type: ignore[arg-type]  # why: that is the test


def test_a_prefix_that_is_no_text_is_refused() -> None:
    with pytest.raises(TypeError, match=r"^prefix must be str, not NoneType$"):
        RedisReplay("redis://h", prefix=None)  # type: ignore[arg-type]  # why: that is the test


WITHOUT = """
import sys
sys.modules["redis"] = None
from callcenter_auth import RedisReplay, RedisSeq
for made in (RedisReplay, RedisSeq):
    try:
        made("redis://h")
    except ModuleNotFoundError as error:
        print(error.name, error)
"""


def test_without_the_package_its_name_and_what_to_do_are_told(tmp_path: Path) -> None:
    script = tmp_path / "without.py"
    script.write_text(WITHOUT)
    here = str(Path(callcenter_auth.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, script],
        env={"PYTHONPATH": here},
        capture_output=True,
        text=True,
        check=True,
    )

    line = "redis Redis needs the package redis: pip install 'callcenter-openapi[redis]'\n"
    assert line * 2 == done.stdout


def test_redis_is_not_imported_before_it_is_needed() -> None:
    here = str(Path(callcenter_auth.__file__).parents[1])
    script = "import sys, callcenter_auth; print('redis' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": here},
        capture_output=True,
        text=True,
        check=True,
    )

    assert "False\n" == done.stdout
