"""RedisSeq on a real server: one row of serials for many hosts."""

import json
import pickle
import socket
import threading
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import httpx
import pytest
import redis as redis_py

from callcenter_auth import DigestAuth, RedisSeq, explain_digest
from tests.auth_plugin.loopback import Http1Server
from tests.auth_plugin.notifications import SECRET
from tests.auth_plugin.redis_server import RedisServer

RunPython = Callable[..., str]


@pytest.fixture(scope="module")
def server() -> Iterator[RedisServer]:
    with RedisServer() as running:
        yield running


@pytest.fixture(autouse=True)
def client(server: RedisServer) -> Iterator[redis_py.Redis]:
    with redis_py.Redis(port=server.port, decode_responses=True) as connected:
        connected.flushall()
        yield connected


@pytest.fixture
def source(server: RedisServer) -> Iterator[RedisSeq]:
    made = RedisSeq(server.url)
    yield made
    made.close()


def test_a_seq_is_the_time_in_microseconds(source: RedisSeq) -> None:
    before = time.time_ns() // 1000
    seq = source()
    after = time.time_ns() // 1000

    assert before - 1 <= seq <= after + 1
    assert (int, 16) == (type(seq), len(str(seq)))


def test_each_is_greater_than_the_last(source: RedisSeq) -> None:
    drawn = [source() for _ in range(500)]

    assert all(one < next_ for one, next_ in pairwise(drawn))


def test_when_the_clock_is_behind_it_counts_on(source: RedisSeq, client: redis_py.Redis) -> None:
    # As if the server's clock had been set back: the last one lies years ahead.
    client.set("callcenter:seq", "4000000000000000")

    assert [4000000000000001, 4000000000000002] == [source(), source()]
    assert "4000000000000002" == client.get("callcenter:seq")


def test_when_the_server_has_lost_the_last_one_the_clock_goes_on(
    source: RedisSeq, client: redis_py.Redis
) -> None:
    before = source()
    client.flushall()
    client.script_flush()

    assert before < source()


def test_sources_and_processes_draw_from_one_row(
    server: RedisServer, run_python: RunPython
) -> None:
    rows = json.loads(run_python("claim_in_processes", "draw", server.url, "4", "200"))
    drawn = [seq for row in rows for seq in row]

    assert 802 == len(set(drawn))
    assert (min(drawn), max(drawn)) == (rows[0][0], rows[-1][0])
    assert all(row == sorted(row) for row in rows)


def test_threads_draw_from_one_row(source: RedisSeq) -> None:
    drawn: list[int] = []
    threads = [
        threading.Thread(target=lambda: drawn.extend([source() for _ in range(100)]))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert 800 == len(set(drawn))


def test_keys_are_rows_of_their_own(server: RedisServer, client: redis_py.Redis) -> None:
    client.set("one", "4000000000000000")
    one, two = RedisSeq(server.url, key="one"), RedisSeq(client, key="two")

    assert 4000000000000001 == one()
    assert two() < one()


def test_a_pickle_draws_from_the_same_row(source: RedisSeq) -> None:
    again = pickle.loads(pickle.dumps(source))
    drawn = [source(), again(), source(), again()]
    again.close()

    assert sorted(set(drawn)) == drawn


def test_it_serves_digest_auth(source: RedisSeq) -> None:
    before = source()
    with (
        Http1Server() as platform,
        httpx.Client(auth=DigestAuth("C2", SECRET, seq=source)) as sender,
    ):
        sender.post(platform.url, json={"request": {"seq": "1"}})
        sent = platform.only.block

    assert before < int(sent["seq"]) < source()
    assert explain_digest(sent, SECRET).ok


def test_while_the_server_is_away_nothing_is_sent() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"redis://127.0.0.1:{taken.getsockname()[1]}"
    with (
        Http1Server() as platform,
        httpx.Client(auth=DigestAuth("C2", SECRET, seq=RedisSeq(url))) as sender,
    ):
        with pytest.raises(RuntimeError, match=f"^No seq can be drawn: Redis at {url}: "):
            sender.post(platform.url, json={"request": {"seq": "1"}})
        assert [] == platform.seen


def test_a_value_of_another_program_is_not_overwritten(
    source: RedisSeq, client: redis_py.Redis
) -> None:
    client.set("callcenter:seq", "text")

    with pytest.raises(RuntimeError, match=r"^No seq can be drawn: Redis at redis://127.0.0.1:"):
        source()
    assert "text" == client.get("callcenter:seq")


def test_its_repr_shows_no_password() -> None:
    assert "RedisSeq('redis://10.0.0.5/0')" == repr(RedisSeq("redis://:word@10.0.0.5/0"))


@pytest.mark.parametrize(
    ("arguments", "error", "text"),
    [
        ({"url": 5}, TypeError, "url must be str or a client of type redis.Redis, not int"),
        ({"key": None}, TypeError, "key must be str, not NoneType"),
        ({"url": "h:6379"}, ValueError, "url must be one of Redis: "),
    ],
)
def test_an_argument_that_is_wrong_is_named(
    arguments: dict[str, Any], error: type[Exception], text: str
) -> None:
    given: dict[str, Any] = {"url": "redis://h", **arguments}
    with pytest.raises(error) as caught:
        RedisSeq(**given)

    assert str(caught.value).startswith(text)
