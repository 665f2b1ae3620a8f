"""A signed request goes out once: redirects, and transports that retry."""

from collections.abc import Callable

import httpx
import pytest

from callcenter_auth import DigestAuth
from tests.auth_plugin.loopback import (
    DIRECT,
    NO_TLS,
    Answer,
    Http1Server,
    Seen,
    Send,
    send_async,
    send_sync,
)


def redirecting(status: int) -> Callable[[Seen], Answer]:
    def answer(seen: Seen) -> Answer:
        if seen.path == "/old":
            return Answer(status, {"Location": "/new"})
        return Answer()

    return answer


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_the_callers_answer_and_nothing_is_sent_again(
    secret: str, send: Send, server: Http1Server, status: int
) -> None:
    server.answer = redirecting(status)

    reply = send(DigestAuth("C2", secret), "POST", server.url + "/old", json={})

    assert (status, ["/old"]) == (reply.status_code, [seen.path for seen in server.seen])


@pytest.mark.parametrize("status", [307, 308])
def test_a_client_that_follows_redirects_sends_no_seq_twice(
    secret: str, send: Send, server: Http1Server, status: int
) -> None:
    server.answer = redirecting(status)

    with pytest.raises(httpx.RequestError, match="about to be sent a second time") as caught:
        send(
            DigestAuth("C2", secret),
            "POST",
            server.url + "/old",
            json={},
            follow_redirects=True,
        )

    assert ["/old"] == [seen.path for seen in server.seen]
    assert "/new" == caught.value.request.url.path


@pytest.mark.parametrize("status", [301, 302, 303])
def test_a_reply_to_an_unsigned_get_is_not_taken_for_that_of_the_post(
    secret: str, send: Send, server: Http1Server, status: int
) -> None:
    server.answer = redirecting(status)

    with pytest.raises(httpx.RequestError, match="not signed") as caught:
        send(
            DigestAuth("C2", secret),
            "POST",
            server.url + "/old",
            json={},
            follow_redirects=True,
        )

    assert [("POST", "/old"), ("GET", "/new")] == [(s.method, s.path) for s in server.seen]
    assert "/old" == caught.value.request.url.path


def test_a_get_without_a_body_may_be_redirected(
    secret: str, send: Send, server: Http1Server
) -> None:
    server.answer = redirecting(302)

    reply = send(DigestAuth("C2", secret), "GET", server.url + "/old", follow_redirects=True)

    assert (200, ["/old", "/new"]) == (reply.status_code, [seen.path for seen in server.seen])


class SendsTwice(httpx.HTTPTransport):
    def handle_request(self, request: httpx.Request) -> httpx.Response:
        super().handle_request(request).close()
        return super().handle_request(request)


class SendsTwiceLater(httpx.AsyncHTTPTransport):
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await (await super().handle_async_request(request)).aclose()
        return await super().handle_async_request(request)


@pytest.mark.parametrize(
    ("sender", "transport"), [(send_sync, SendsTwice), (send_async, SendsTwiceLater)]
)
def test_a_transport_that_repeats_requests_repeats_no_signed_one(
    secret: str, server: Http1Server, sender: Send, transport: Callable[..., object]
) -> None:
    auth = DigestAuth("C2", secret)

    with pytest.raises(httpx.RequestError, match="about to be sent a second time"):
        sender(auth, "POST", server.url, json={}, client={"transport": transport(verify=NO_TLS)})

    assert len(server.seen) == 1


def test_connecting_again_sends_no_body_twice(secret: str, server: Http1Server) -> None:
    transport = httpx.HTTPTransport(verify=NO_TLS, retries=3)

    send_sync(
        DigestAuth("C2", secret), "POST", server.url, json={}, client={"transport": transport}
    )

    assert len(server.seen) == 1


def test_a_kept_connection_that_the_server_has_closed_does_no_harm(
    secret: str, server: Http1Server
) -> None:
    server.answer = lambda seen: Answer(headers={"Connection": "close"})

    with httpx.Client(auth=DigestAuth("C2", secret), **DIRECT) as client:
        statuses = [client.post(server.url, json={}).status_code for _ in range(3)]

    assert [200, 200, 200] == statuses
    assert len({seen.block["seq"] for seen in server.seen}) == 3
