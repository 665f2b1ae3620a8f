"""Notifications a second: verified, parsed, claimed, handed over and acknowledged, beside a bare handler that only reads JSON.

Over HTTP: all in uvicorn, one worker, and sent over kept connections by another process; the sender's own work is in each figure.
In the process: `receive` alone, the cost of what this project adds.
"""

from __future__ import annotations

import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from callcenter_auth import RedisReplay, WebhookVerifier, sign
from callcenter_client import webhooks

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.auth_plugin.redis_server import RedisServer
from tests.webhooks.sending import CUSTOMER, SECRET, TAKEN, free_port, wait_for_port

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 3
EVENTS = 1000
SENDERS = 8
KINDS = ["bare", "memory", "redis", "inbox"]
# What share of the bare handler's notifications a second is aimed at, over HTTP.
TARGETS = {"memory": 0.4, "redis": 0.2, "inbox": 0.1}
_NUMBERS = iter(range(10**9))


def verifier_of(kind: str, redis: str) -> WebhookVerifier:
    replay = RedisReplay(redis) if kind == "redis" else None
    return WebhookVerifier({CUSTOMER: SECRET}, replay=replay)


async def nothing(event: Any) -> None:
    """A handler on the loop."""


async def bare(scope: Any, receive: Any, send: Any) -> None:
    """What somebody writes who checks nothing."""
    assert scope["type"] == "http"
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    json.loads(body)
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(TAKEN))]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": TAKEN})


def serve(kind: str, port: int, redis: str, inbox: str) -> None:
    import uvicorn  # noqa: PLC0415  # why: the sender need not have it

    app: Any = bare
    if kind != "bare":
        handler: Any = webhooks.Inbox(inbox).put if kind == "inbox" else nothing
        app = webhooks.asgi_app(verifier_of(kind, redis), handler)
    settings: dict[str, Any] = {"lifespan": "off", "access_log": False, "log_level": "critical"}
    uvicorn.run(app, host="127.0.0.1", port=port, **settings)


def signed(count: int) -> list[bytes]:
    """Bills, each of its own session."""
    return [
        json.dumps(
            sign(
                {
                    "notify": {
                        "type": "billing",
                        "seq": "1",
                        "session": f"s-{next(_NUMBERS)}",
                        "staffNo": str(1000 + number % 50),
                        "caller": "1000",
                        "callee": "13770761337",
                        "startTime": "2018-09-10 14:39:08",
                        "answerTime": "2018-09-10 14:39:20",
                        "byeTime": "2018-09-10 14:39:27",
                        "timeLength": "7",
                        "userData": "order-1001",
                    }
                },
                CUSTOMER,
                SECRET,
            )
        ).encode()
        for number in range(count)
    ]


def sent(port: int, bodies: list[bytes]) -> None:
    """Over one connection, one after the other."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for body in bodies:
            head = f"POST /hooks HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(body)}\r\n\r\n"
            connection.sendall(head.encode() + body)
            answer = b""
            while not answer.endswith(TAKEN):
                part = connection.recv(65536)
                assert part, answer
                answer += part
            assert answer.startswith(b"HTTP/1.1 200 "), answer


def over_http(port: int) -> float:
    """Notifications a second."""
    bodies = signed(EVENTS)
    shares = [bodies[at::SENDERS] for at in range(SENDERS)]
    threads = [threading.Thread(target=sent, args=(port, share)) for share in shares]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return EVENTS / (time.perf_counter() - began)


def in_process(kind: str, redis: str, inbox: webhooks.Inbox) -> Callable[[], float]:
    """Measures notifications a second."""
    if kind == "bare":
        return lambda: _rate(json.loads)
    verifier = verifier_of(kind, redis)
    handler: Callable[[Any], Any] = inbox.put if kind == "inbox" else lambda event: None
    return lambda: _rate(lambda raw: webhooks.receive(raw, verifier, handler))


def _rate(take: Callable[[bytes], Any]) -> float:
    bodies = signed(EVENTS)
    began = time.perf_counter()
    for body in bodies:
        take(body)
    return EVENTS / (time.perf_counter() - began)


def worked(inbox: webhooks.Inbox) -> float:
    """Events a second that a worker of the inbox is handed and notes as done."""
    began = time.perf_counter()
    done = inbox.work(lambda event: None, once=True)
    return done / (time.perf_counter() - began)


def synced(folder: str, writes: int = 200) -> float:
    """What the disk bears: writes a second that are on it before the next one. An inbox can't store more."""
    with Path(folder, "written").open("wb", buffering=0) as file:
        began = time.perf_counter()
        for _ in range(writes):
            file.write(b"x" * 4096)
            os.fsync(file.fileno())
        return writes / (time.perf_counter() - began)


def bench_webhooks() -> None:
    with ExitStack() as stack:
        redis = stack.enter_context(RedisServer()).url
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        url = f"sqlite:///{folder}/inbox.db"
        inbox = stack.enter_context(closing(webhooks.Inbox(url)))
        ports: dict[str, int] = {}
        for kind in KINDS:
            port = ports[kind] = free_port()
            process = subprocess.Popen(
                [sys.executable, __file__, "serve", kind, str(port), redis, url]
            )
            stack.callback(process.wait)
            stack.callback(process.terminate)
        for port in ports.values():
            wait_for_port(port)
        local = {kind: in_process(kind, redis, inbox) for kind in KINDS}
        # In turns, so that a busy moment of the machine hits them alike.
        http = {kind: [over_http(ports[kind])] for kind in KINDS}
        here = {kind: [local[kind]()] for kind in KINDS}
        for _ in range(ROUNDS - 1):
            for kind in KINDS:
                http[kind].append(over_http(ports[kind]))
                here[kind].append(local[kind]())
        handed, disk = worked(inbox), synced(folder)

    print(
        f"\n{'notifications a second':24} {'over HTTP':>10} {'bare = 1':>9} {'aim':>5} {'in process':>11}"
    )
    bare_rate = statistics.median(http["bare"])
    for kind in KINDS:
        rate, alone = statistics.median(http[kind]), statistics.median(here[kind])
        aim = f"{TARGETS[kind]:.2f}" if kind in TARGETS else ""
        print(f"{kind:24} {rate:10,.0f} {rate / bare_rate:9.2f} {aim:>5} {alone:11,.0f}")
    print(f"{'handed over by an inbox':51} {handed:11,.0f}")
    print(f"{'(synced writes of this disk)':51} {disk:11,.0f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        serve(sys.argv[2], int(sys.argv[3]), *sys.argv[4:])
    else:
        bench_webhooks()
