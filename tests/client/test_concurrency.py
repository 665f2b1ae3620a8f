"""One client for many: threads, tasks, processes and event loops; closed clients and views."""

from __future__ import annotations

import asyncio
import gc
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from callcenter_auth import DigestAuth
from callcenter_client import AsyncCallCenter, CallCenter, ConfigurationError
from tests.client.asking import SECRET, plain_async_http, plain_http, published_auth
from tests.client.calls import SAMPLES
from tests.client.raw_server import Answer, RawServer, Received, Reply, accepted, http
from tests.client.waiting import until
from tests.forked import in_a_child

DIAL = SAMPLES["CallNumber"].arguments


def echo(request: Received) -> Answer:
    """Each answer tells whose it is."""
    command = request.command
    reply = accepted(seq=command["seq"], userData=command["userData"])
    return Reply(http(reply, keep=True), then="keep")


def auth() -> DigestAuth:
    return DigestAuth("C2", SECRET)


def are_all_there(server: RawServer, count: int) -> bool:
    """Each command came once, each message with a serial of its own."""
    commands = [request.command["userData"] for request in server.requests]
    serials = {request.message["authentication"]["seq"] for request in server.requests}
    return (sorted(commands), len(serials)) == (sorted(map(str, range(count))), count)


def test_one_client_serves_32_threads(server: RawServer) -> None:
    server.answer = echo
    together = threading.Barrier(32)

    with CallCenter(server.url, auth=auth()) as api:

        def dial_some(thread: int) -> list[str | None]:
            together.wait(30)
            numbers = range(thread * 20, thread * 20 + 20)
            return [api.call_number(**DIAL, user_data=str(index)).user_data for index in numbers]

        with ThreadPoolExecutor(32) as threads:
            found = list(threads.map(dial_some, range(32)))

    assert found == [[str(thread * 20 + index) for index in range(20)] for thread in range(32)]
    assert are_all_there(server, 640)
    assert server.connections <= 100


def test_one_client_serves_a_thousand_tasks(server: RawServer) -> None:
    server.answer = echo

    async def use() -> list[str | None]:
        async with AsyncCallCenter(server.url, auth=auth(), timeout=60, deadline=60) as api:
            responses = await asyncio.gather(
                *(api.call_number(**DIAL, user_data=str(index)) for index in range(1000))
            )
            return [response.user_data for response in responses]

    assert asyncio.run(use()) == [str(index) for index in range(1000)]
    assert are_all_there(server, 1000)
    assert server.connections <= 300  # on a busy machine some expire in between


def test_threads_that_fail_and_threads_that_do_not(server: RawServer) -> None:
    def every_third_is_lost(request: Received) -> Answer:
        return Reply() if int(request.command["userData"]) % 3 == 0 else echo(request)

    server.answer = every_third_is_lost
    told: list[str] = []

    with CallCenter(server.url, auth=auth(), on_attempt=lambda at: told.append(at.outcome)) as api:

        def dial(index: int) -> Any:
            try:
                return api.call_number(**DIAL, user_data=str(index)).user_data
            except Exception as error:  # noqa: BLE001  # looked at below
                return getattr(error, "outcome", error)

        with ThreadPoolExecutor(16) as threads:
            found = list(threads.map(dial, range(300)))

    expected = [str(index) if index % 3 else "unknown" for index in range(300)]
    assert (found, sorted(told)) == (expected, ["accepted"] * 200 + ["unknown"] * 100)
    assert are_all_there(server, 300)


# Processes


def test_a_fork_after_construction_gets_connections_and_serials_of_its_own(
    server: RawServer,
) -> None:
    """On the parent's socket the two would read each other's answers."""
    server.answer = echo
    with CallCenter(server.url, auth=auth()) as api:
        api.call_number(**DIAL, user_data="0")
        assert server.connections == 1

        said = in_a_child(
            lambda: " ".join(
                str(api.call_number(**DIAL, user_data=str(index)).user_data) for index in (1, 2)
            )
        )
        found = [api.call_number(**DIAL, user_data=str(index)).user_data for index in (3, 4)]

    assert (said, found) == ("1 2", ["3", "4"])
    assert server.connections == 2
    assert are_all_there(server, 5)


def test_a_fork_in_which_the_client_is_closed_leaves_the_parents_connection(
    server: RawServer,
) -> None:
    server.answer = echo
    with CallCenter(server.url, auth=auth()) as api:
        api.call_number(**DIAL, user_data="0")

        def close() -> str:
            api.close()
            return "closed"

        assert in_a_child(close) == "closed"
        api.call_number(**DIAL, user_data="1")

    assert server.connections == 1


def test_a_fork_while_another_thread_holds_the_lock_does_not_hang(server: RawServer) -> None:
    server.answer = echo
    with CallCenter(server.url, auth=auth()) as api, api._connections._lock:
        said = in_a_child(lambda: str(api.call_number(**DIAL, user_data="0").user_data))
    assert said == "0"


def test_an_async_client_goes_on_in_a_child(server: RawServer) -> None:
    server.answer = echo
    api = AsyncCallCenter(server.url, auth=auth())

    def dial(index: int) -> str:
        async def use() -> str:
            response = await api.call_number(**DIAL, user_data=str(index))
            await api._connections.get().aclose()
            return str(response.user_data)

        return asyncio.run(use())

    assert in_a_child(lambda: dial(0)) == "0"
    assert dial(1) == "1"
    assert are_all_there(server, 2)


# Event loops


def test_one_async_client_serves_event_loops_that_come_and_go(server: RawServer) -> None:
    server.answer = lambda request: http(accepted(userData=request.command["userData"]))
    api = AsyncCallCenter(server.url, auth=auth())

    async def dial(index: int) -> str | None:
        return (await api.call_number(**DIAL, user_data=str(index))).user_data

    assert [asyncio.run(dial(index)) for index in range(5)] == [str(index) for index in range(5)]
    assert are_all_there(server, 5)


# Whoever leaves a loop without closing leaves an open connection: that of the first loop is found here, not by a later test.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_connection_that_was_kept_in_one_event_loop_is_not_used_in_another(
    server: RawServer,
) -> None:
    server.answer = echo
    api = AsyncCallCenter(server.url, auth=auth())

    async def dial(*numbers: str) -> None:
        for number in numbers:
            await api.call_number(**DIAL, user_data=number)

    async def dial_and_close(*numbers: str) -> None:
        async with api:
            await dial(*numbers)

    asyncio.run(dial("0", "1"))
    asyncio.run(dial_and_close("2", "3"))

    gc.collect()
    assert are_all_there(server, 4)
    assert server.connections == 2


def test_event_loops_of_several_threads_share_a_client(server: RawServer) -> None:
    server.answer = lambda request: http(accepted(userData=request.command["userData"]))
    api = AsyncCallCenter(server.url, auth=auth())

    async def dial_some(thread: int) -> list[str | None]:
        numbers = range(thread * 5, thread * 5 + 5)
        return [
            (await api.call_number(**DIAL, user_data=str(index))).user_data for index in numbers
        ]

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda thread: asyncio.run(dial_some(thread)), range(8)))

    assert found == [[str(thread * 5 + index) for index in range(5)] for thread in range(8)]
    assert are_all_there(server, 40)


def test_a_plain_client_keeps_its_connection_within_event_loops(server: RawServer) -> None:
    """It has nothing to do with them: a web framework's loop may call it, and another may come."""
    server.answer = echo
    with CallCenter(server.url, auth=auth()) as api:

        async def dial(index: int) -> None:
            api.call_number(**DIAL, user_data=str(index))

        for index in range(3):
            asyncio.run(dial(index))
        api.call_number(**DIAL, user_data="3")

        assert server.connections == 1


# Closed clients, and views


def test_a_closed_client_says_so(server: RawServer) -> None:
    server.answer = echo
    api = CallCenter(server.url, auth=auth())
    view = api.with_options(revision=4)
    api.call_number(**DIAL, user_data="0")
    api.close()

    for closed in (api, view):
        with pytest.raises(
            ConfigurationError, match="the client is closed; make a new one"
        ) as raised:
            closed.call_number(**DIAL)
        assert (raised.value.outcome, raised.value.attempts) == ("not_sent", 0) or (
            raised.value.outcome == "not_sent"
        )
    until(lambda: server.open == 0)
    assert len(server.requests) == 1


def test_a_closed_async_client_says_so(server: RawServer) -> None:
    server.answer = echo

    async def use() -> None:
        api = AsyncCallCenter(server.url, auth=auth())
        await api.call_number(**DIAL)
        await api.aclose()
        with pytest.raises(ConfigurationError, match="the client is closed"):
            await api.call_number(**DIAL)
        with pytest.raises(ConfigurationError, match="the client is closed"):
            await api.with_options(lang="en_US").call_number(**DIAL)
        await api.aclose()

    asyncio.run(use())
    until(lambda: server.open == 0)
    assert len(server.requests) == 1


def test_closing_twice_and_closing_one_that_was_never_used_is_nothing(server: RawServer) -> None:
    api = CallCenter(server.url, auth=auth())
    api.close()
    api.close()

    assert server.connections == 0


def test_a_client_that_was_passed_in_stays_open(server: RawServer) -> None:
    server.answer = echo

    async def use() -> None:
        async with plain_async_http() as theirs:
            async with AsyncCallCenter(server.url, auth=auth(), http_client=theirs):
                pass
            assert not theirs.is_closed

    with plain_http() as mine:
        with CallCenter(server.url, auth=auth(), http_client=mine) as api:
            api.call_number(**DIAL)
        assert not mine.is_closed
        CallCenter(server.url, auth=auth(), http_client=mine).call_number(**DIAL)
    asyncio.run(use())

    assert server.connections == 1


def test_views_use_the_connections_of_their_parent_from_all_threads(server: RawServer) -> None:
    server.answer = echo
    with CallCenter(server.url, auth=auth()) as api:
        for index in range(50):
            view = api.with_options(
                revision=[4, 6][index % 2], auth=DigestAuth(f"C{index}", SECRET)
            )
            view.call_number(**DIAL, user_data=str(index))

        assert server.connections == 1
    customers = [request.message["authentication"]["customer"] for request in server.requests]
    assert customers == [f"C{index}" for index in range(50)]


def test_a_view_opens_nothing() -> None:
    with CallCenter("http://127.0.0.1:9", auth=published_auth()) as api:
        views = [api.with_options(debug=True) for _ in range(1000)]

        assert api._connections._own is None
        assert {id(view._connections) for view in views} == {id(api._connections)}
