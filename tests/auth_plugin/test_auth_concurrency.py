"""Many threads and tasks over real connections: no seq twice, each digest right."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor

import httpx

from callcenter_auth import DigestAuth, explain_digest
from tests.auth_plugin.loopback import DIRECT, Http1Server, Loopback


def check(server: Loopback, secret: str, expected: int) -> None:
    blocks = [seen.block for seen in server.seen]
    assert expected == len(blocks)
    assert expected == len({block["seq"] for block in blocks})
    assert [] == [block for block in blocks if not explain_digest(block, secret).ok]


def test_eight_threads_sign_500_requests_each_with_two_auths(secret: str) -> None:
    auths = [DigestAuth("C2", secret), DigestAuth("C3", secret)]

    def sign(thread: int) -> list[bytes]:
        flows = [
            auths[(thread + number) % 2].auth_flow(httpx.Request("POST", "http://test", json={}))
            for number in range(500)
        ]
        return [next(flow).content for flow in flows]

    with ThreadPoolExecutor(8) as pool:
        signed = [body for bodies in pool.map(sign, range(8)) for body in bodies]

    blocks = [json.loads(body)["authentication"] for body in signed]
    assert len({block["seq"] for block in blocks}) == 4000
    assert [] == [block for block in blocks if not explain_digest(block, secret).ok]


def test_one_client_over_eight_threads(server: Http1Server, secret: str) -> None:
    # Not over HTTP/2: httpcore hands one stream id to two threads now and then.
    auth = DigestAuth("C2", secret)
    with httpx.Client(auth=auth, **DIRECT) as client, ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: client.post(server.url, json={}), range(200)))

    check(server, secret, 200)


def test_two_hundred_tasks_at_once(any_server: Loopback, secret: str) -> None:
    async def send_all() -> None:
        auth = DigestAuth("C2", secret)
        async with httpx.AsyncClient(auth=auth, **DIRECT, **any_server.client) as client:
            await asyncio.gather(*(client.post(any_server.url, json={}) for _ in range(200)))

    asyncio.run(send_all())

    check(any_server, secret, 200)
