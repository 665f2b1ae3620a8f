"""Receivers in the servers that people have: what each answers, and what reaches the handler."""

from __future__ import annotations

import json
import socket
import threading
import time
from typing import TYPE_CHECKING

import httpx
import pytest

from callcenter_client import webhooks
from tests.webhooks.sending import NOT_TAKEN, TAKEN, bill, notification, post

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.webhooks.conftest import Receiver

# The other two are a user's own few lines around `receive`: methods and slow bodies are for their server to bound.
WITH_LIMITS = pytest.mark.parametrize(
    "receiver",
    ["uvicorn", "starlette", "fastapi", "wsgiref", "flask", "gunicorn", "django"],
    indirect=True,
)
# These tell an application where a body without a length ends.
WITH_CHUNKS = pytest.mark.parametrize(
    "receiver", ["uvicorn", "starlette", "fastapi", "gunicorn"], indirect=True
)


def key_of(body: bytes) -> str:
    return f"C2 {webhooks.parse(body).dedupe_key}"


@pytest.mark.parametrize(
    "type_",
    [
        "application/json",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "",
    ],
)
def test_a_notification_is_handled_whatever_its_content_type(
    receiver: Receiver, type_: str
) -> None:
    body = bill()

    answer = post(receiver.url, body, Content_Type=type_)

    assert ((200, TAKEN), 1) == (answer, receiver.handled.count(key_of(body)))


def test_a_slash_at_the_end_and_a_query_make_no_difference(receiver: Receiver) -> None:
    answers = [post(receiver.url + path, bill()) for path in ("", "/", "?from=a", "/?from=a")]

    assert [(200, TAKEN)] * 4 == answers


def test_the_headers_of_a_proxy_make_no_difference(receiver: Receiver) -> None:
    answer = post(receiver.url, bill(), X_Forwarded_Host="hooks.example", X_Forwarded_Proto="https")

    assert (200, TAKEN) == answer


def test_a_redelivery_is_acknowledged_and_not_handled_again(receiver: Receiver) -> None:
    body = bill()

    answers = [post(receiver.url, body) for _ in range(3)]

    assert ([(200, TAKEN)] * 3, 1) == (answers, receiver.handled.count(key_of(body)))


def test_another_body_under_a_block_that_was_used_is_refused(receiver: Receiver) -> None:
    body = bill("honest")
    forged = body.replace(b"honest", b"forged")
    post(receiver.url, body)

    answer = post(receiver.url, forged)

    assert ((403, NOT_TAKEN), 0) == (answer, receiver.handled.count(key_of(forged)))


@pytest.mark.parametrize(
    "signed_now",
    [
        lambda: notification(secret="F" * 40),
        lambda: b"",
        lambda: b"{}",
        lambda: b"\xff" * 100,
        lambda: b"[" * 100_000,
        lambda: notification().replace(b'"digest": "', '"digest": "é'.encode()),
        lambda: json.dumps({"authentication": None, "notify": {}}).encode(),
        lambda: (
            b'{"authentication":{"customer":"C2","timestamp":"1","seq":"1","digest":"0"},"notify":{"seq":'
            + b"1" * 6000
            + b"}}"
        ),
    ],
)
def test_all_refusals_are_answered_alike(
    receiver: Receiver, signed_now: Callable[[], bytes]
) -> None:
    status, content = post(receiver.url, signed_now())

    assert (True, NOT_TAKEN) == (status in (403, 413), content)


def test_when_the_handler_fails_a_redelivery_is_handled(receiver: Receiver) -> None:
    failing = bill(userData="fail")

    assert [(500, NOT_TAKEN)] * 2 == [post(receiver.url, failing) for _ in range(2)]
    assert 0 == receiver.handled.count(key_of(failing))


def test_a_handler_may_put_it_off(receiver: Receiver) -> None:
    assert (503, NOT_TAKEN) == post(receiver.url, bill(userData="later"))


def test_the_same_at_the_same_moment_is_handled_once(receiver: Receiver) -> None:
    body = bill(userData="slow")
    answers: list[tuple[int, bytes]] = []
    threads = [
        threading.Thread(target=lambda: answers.append(post(receiver.url, body))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert ([(200, TAKEN), *[(503, NOT_TAKEN)] * 3], 1) == (
        sorted(answers),
        receiver.handled.count(key_of(body)),
    )
    assert (200, TAKEN) == post(receiver.url, body)


def test_a_body_beyond_the_limit_is_not_read_into_memory(receiver: Receiver) -> None:
    body = bill(userData="x" * (1 << 20))

    assert (413, NOT_TAKEN) == post(receiver.url, body)


@WITH_CHUNKS
def test_a_body_in_chunks_is_taken(receiver: Receiver) -> None:
    body = bill()

    with httpx.Client(trust_env=False) as client:
        reply = client.post(receiver.url, content=iter([body[:40], body[40:]]))

    assert (200, TAKEN) == (reply.status_code, reply.content)


@WITH_LIMITS
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_other_methods_are_refused(receiver: Receiver, method: str) -> None:
    assert (405, NOT_TAKEN) == post(receiver.url, bill(), method)


@WITH_LIMITS
def test_the_sender_of_another_method_is_told_which_one_it_is(receiver: Receiver) -> None:
    with httpx.Client(trust_env=False) as client:
        reply = client.get(receiver.url)

    assert ("POST", "application/json") == (reply.headers["allow"], reply.headers["content-type"])


@WITH_LIMITS
def test_a_slow_body_is_cut_off(receiver: Receiver) -> None:
    body = bill(userData="x" * 4000)
    head = f"POST /hooks HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(body)}\r\n\r\n"
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", receiver.port), timeout=10) as connection:
        connection.sendall(head.encode())
        connection.settimeout(0.05)
        answer = b""
        for at in range(0, len(body), 20):
            connection.sendall(body[at : at + 20])
            try:
                answer = connection.recv(65536)
            except TimeoutError:
                continue
            break

    assert (b"408", True) == (answer[9:12], time.monotonic() - began < 8)
