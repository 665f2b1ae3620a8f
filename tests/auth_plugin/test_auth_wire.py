"""What DigestAuth puts on the wire, byte for byte, from both clients and over both protocols."""

import io
import json
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from callcenter_auth import DigestAuth, compute_digest
from tests.auth_plugin.loopback import (
    DIRECT,
    Http1Server,
    Http2Server,
    Loopback,
    Send,
    send_async,
    send_sync,
)

DIGEST = "ae62e11cab746436b64a26f4ed8e41a3"
BLOCK = f'{{"customer":"C2","timestamp":"1471918933001","seq":"5271","digest":"{DIGEST}"}}'


@pytest.fixture
def auth(secret: str) -> DigestAuth:
    """The published vector: time and seq stand still."""
    return DigestAuth("C2", secret, seq=lambda: 5271, clock=lambda: 1471918933.001)


def with_agent(agent: str) -> str:
    return f'{BLOCK[:-1]},"agent":"{agent}"}}'


def test_the_block_stands_first_and_the_rest_is_as_it_was(
    auth: DigestAuth, send: Send, any_server: Loopback
) -> None:
    body = b'{"param":{"lang":"zh_CN"},"request":{"seq":"1","callee":"013900001111"}}'

    send(auth, "POST", any_server.url, content=body, client=any_server.client)

    expected = f'{{"authentication":{BLOCK},'.encode() + body[1:]
    assert expected == any_server.only.body


def test_the_length_is_that_of_what_is_sent_and_nothing_is_chunked(
    auth: DigestAuth, send: Send, any_server: Loopback
) -> None:
    send(
        auth,
        "POST",
        any_server.url,
        json={"request": {"userData": "数据"}},
        client=any_server.client,
    )

    seen = any_server.only
    assert [str(len(seen.body))] == seen.header("content-length")
    assert [] == seen.header("transfer-encoding")


def test_http2_is_what_was_spoken(auth: DigestAuth, send: Send) -> None:
    with Http2Server() as server:
        send(auth, "POST", server.url, json={}, client=server.client)

    assert server.only.version == "HTTP/2"


def test_other_headers_go_out_as_they_were(
    auth: DigestAuth, send: Send, server: Http1Server
) -> None:
    headers = {
        "Content-Type": "application/json;charset=utf8",
        "X-Trace": "a1",
        "Cookie": "a=1",
        "Accept": "application/json",
    }

    send(auth, "POST", server.url + "/openapi/V2.0.6/x?a=%2F", content=b"{}", headers=headers)

    seen = server.only
    assert headers == {name: ", ".join(seen.header(name.lower())) for name in headers}
    assert seen.path == "/openapi/V2.0.6/x?a=%2F"


def test_timeouts_and_other_extensions_of_the_request_go_along(
    auth: DigestAuth, server: Http1Server
) -> None:
    gone: list[dict[str, Any]] = []
    hooks = {"request": [lambda request: gone.append(request.extensions)]}

    with httpx.Client(auth=auth, event_hooks=hooks, **DIRECT) as client:
        client.post(server.url, json={}, timeout=7, extensions={"sni_hostname": "a"})

    timeout = {"connect": 7, "read": 7, "write": 7, "pool": 7}
    assert [{"sni_hostname": "a", "timeout": timeout}] == gone


def test_an_empty_object_gets_the_block_alone(
    auth: DigestAuth, send: Send, server: Http1Server
) -> None:
    send(auth, "POST", server.url, content=b"{ }")

    assert f'{{"authentication":{BLOCK} }}'.encode() == server.only.body


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        (
            '{"param":{},"authentication":{"customer":"X","digest":"old"},"request":{}}',
            f'{{"param":{{}},"authentication":{BLOCK},"request":{{}}}}',
        ),
        ('{"authentication":null}', f'{{"authentication":{BLOCK}}}'),
        ('{"authentication" : "old" ,"a":1}', f'{{"authentication" : {BLOCK} ,"a":1}}'),
        (
            r'{"\u0061uthentication":{},"a":1}',
            rf'{{"\u0061uthentication":{BLOCK},"a":1}}',
        ),
        (
            '{"request":{"authentication":"of a command"}}',
            f'{{"authentication":{BLOCK},"request":{{"authentication":"of a command"}}}}',
        ),
    ],
    ids=["in-the-middle", "null", "a-text", "name-with-an-escape", "deeper-is-not-ours"],
)
def test_a_block_that_is_there_is_replaced_in_place(
    auth: DigestAuth, send: Send, server: Http1Server, given: str, sent: str
) -> None:
    send(auth, "POST", server.url, content=given)

    assert sent.encode() == server.only.body


@pytest.mark.parametrize(
    "member",
    [
        '"seq":123456789012345678901234',
        '"seq":' + "9" * 5000,
        '"fee":0.060',
        '"huge":1E400',
        '"tiny":-0.0e-0',
        '"name":"成功"',
        r'"name":"\u6210\u529f\/\ud83d"',
        '"same":1,"same":2',
        ' "spaced" :\t[ 1 ,\r\n 2 ] ',
        '"line\u2028":"\u2029\x7f"',
    ],
)
def test_numbers_texts_and_white_space_keep_their_bytes(
    auth: DigestAuth, send: Send, server: Http1Server, member: str
) -> None:
    send(auth, "POST", server.url, content=f"{{{member}}}".encode())

    assert f'{{"authentication":{BLOCK},{member}}}'.encode() == server.only.body


def test_a_bom_is_taken_off(auth: DigestAuth, send: Send, server: Http1Server) -> None:
    send(auth, "POST", server.url, content=b'\xef\xbb\xbf{"a":1}')

    assert f'{{"authentication":{BLOCK},"a":1}}'.encode() == server.only.body


@pytest.mark.parametrize("agent", [None, "1000"])
def test_a_marked_request_and_a_plain_one_give_the_same_bytes(
    auth: DigestAuth, send: Send, server: Http1Server, secret: str, agent: str | None
) -> None:
    body = '{"param":{"debug":"true"},"request":{"userData":"数据","fee":0.060}}'
    plain = DigestAuth("C2", secret, agent=agent, seq=lambda: 5271, clock=lambda: 1471918933.001)

    send(plain, "POST", server.url, content=body)
    mark = {"agent": agent}
    send(auth, "POST", server.url, content=body, extensions={"callcenter_auth": mark})

    assert server.bodies[0] == server.bodies[1]


def test_the_mark_is_told_the_seq_and_the_time(
    auth: DigestAuth, send: Send, server: Http1Server
) -> None:
    mark: dict[str, str | None] = {"agent": None}

    send(auth, "POST", server.url, content=b"{}", extensions={"callcenter_auth": mark})

    assert {"agent": None, "seq": "5271", "timestamp": "1471918933001"} == mark
    assert f'{{"authentication":{BLOCK}}}'.encode() == server.only.body


@pytest.mark.parametrize(
    ("of_mark", "of_auth", "sent"),
    [("1001", "1000", "1001"), (None, "1000", "1000"), ("007", None, "007"), (None, None, None)],
)
def test_the_agent_of_the_mark_goes_before_that_of_the_auth(
    server: Http1Server,
    secret: str,
    send: Send,
    of_mark: str | None,
    of_auth: str | None,
    sent: str | None,
) -> None:
    auth = DigestAuth("C2", secret, agent=of_auth)
    mark = {"agent": of_mark}

    send(auth, "POST", server.url, content=b"{}", extensions={"callcenter_auth": mark})

    assert sent == server.only.block.get("agent")


@pytest.mark.parametrize(
    ("of_auth", "of_block", "sent"),
    [
        ("1000", '"2000"', with_agent("1000")),
        (None, '"2000"', with_agent("2000")),
        (None, "2000", with_agent("2000")),
        (None, '""', BLOCK),
        (None, "null", BLOCK),
    ],
)
def test_the_agent_of_a_replaced_block_stays_unless_the_auth_has_one(
    server: Http1Server, secret: str, of_auth: str | None, of_block: str, sent: str, send: Send
) -> None:
    auth = DigestAuth("C2", secret, agent=of_auth, seq=lambda: 5271, clock=lambda: 1471918933.001)

    send(auth, "POST", server.url, content=f'{{"authentication":{{"agent":{of_block}}}}}')

    assert f'{{"authentication":{sent}}}'.encode() == server.only.body


def test_a_get_without_a_body_passes_unsigned(
    auth: DigestAuth, send: Send, server: Http1Server
) -> None:
    send(auth, "GET", server.url + "/data/voicerecord/a%23b.mp3")

    seen = server.only
    assert (b"", [], []) == (seen.body, seen.header("content-length"), seen.header("authorization"))
    assert seen.path == "/data/voicerecord/a%23b.mp3"


def test_a_get_with_a_body_is_signed(auth: DigestAuth, send: Send, server: Http1Server) -> None:
    send(auth, "GET", server.url, content=b"{}")

    assert f'{{"authentication":{BLOCK}}}'.encode() == server.only.body


PARTS = [b'{"request":', b"{}}"]


async def parts_later() -> AsyncIterator[bytes]:
    for part in PARTS:
        yield part


@pytest.mark.parametrize(
    ("sender", "body"),
    [
        (send_sync, lambda: iter(PARTS)),
        (send_sync, lambda: io.BytesIO(b"".join(PARTS))),
        (send_async, parts_later),
    ],
    ids=["generator", "file", "async-generator"],
)
def test_a_streamed_body_is_read_and_signed(
    auth: DigestAuth, server: Http1Server, sender: Send, body: Callable[[], Any]
) -> None:
    sender(auth, "POST", server.url, content=body())

    seen = server.only
    assert f'{{"authentication":{BLOCK},"request":{{}}}}'.encode() == seen.body
    assert ([str(len(seen.body))], []) == (
        seen.header("content-length"),
        seen.header("transfer-encoding"),
    )


def test_the_request_and_the_objects_of_the_caller_stay_as_they_were(
    auth: DigestAuth, server: Http1Server
) -> None:
    given = {"request": {"seq": "1"}, "authentication": {"agent": "1000"}}
    before = json.dumps(given)
    with httpx.Client(auth=auth, **DIRECT) as client:
        request = client.build_request("POST", server.url, json=given, extensions={"trace": None})
        headers = request.headers.raw
        content = request.content

        client.send(request)

    assert before == json.dumps(given)
    assert (content, headers) == (request.content, request.headers.raw)
    assert content == request.read() == b"".join(iter_sync(request))


def iter_sync(request: httpx.Request) -> Iterator[bytes]:
    assert isinstance(request.stream, httpx.SyncByteStream)
    yield from request.stream


def test_a_request_that_is_sent_five_times_is_signed_five_times(
    secret: str, server: Http1Server
) -> None:
    with httpx.Client(auth=DigestAuth("C2", secret), **DIRECT) as client:
        request = client.build_request("POST", server.url, json={"request": {"seq": "7"}})
        for _ in range(5):
            client.send(request)

    blocks = [seen.block for seen in server.seen]
    assert len({block["seq"] for block in blocks}) == 5
    assert [block["digest"] for block in blocks] == [
        compute_digest(block["customer"], block["timestamp"], block["seq"], secret)
        for block in blocks
    ]
    assert [{"seq": "7"}] * 5 == [seen.message["request"] for seen in server.seen]


@pytest.mark.parametrize(
    ("seconds", "sent"),
    [(1471918933, "1471918933000"), (1471918933.0019, "1471918933002"), (1.005, "1005"), (0, "0")],
)
def test_the_time_is_sent_in_milliseconds_as_text(
    secret: str, send: Send, server: Http1Server, seconds: float, sent: str
) -> None:
    send(DigestAuth("C2", secret, clock=lambda: seconds), "POST", server.url, json={})

    assert sent == server.only.block["timestamp"]


def test_the_system_clock_is_the_default(
    secret: str, send: Send, server: Http1Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.time_ns", lambda: 1471918933001_999_999)

    send(DigestAuth("C2", secret), "POST", server.url, json={})

    assert server.only.block["timestamp"] == "1471918933001"


def test_a_secret_may_be_a_callable_that_is_asked_each_time(
    secret: str, send: Send, server: Http1Server
) -> None:
    secrets = iter(["0" * 40, secret])
    auth = DigestAuth("C2", lambda: next(secrets), seq=lambda: 5271, clock=lambda: 1471918933.001)

    send(auth, "POST", server.url, json={})
    send(auth, "POST", server.url, json={})

    digests = [seen.block["digest"] for seen in server.seen]
    assert [compute_digest("C2", 1471918933001, 5271, "0" * 40), DIGEST] == digests


def test_it_signs_in_a_test_client_without_a_network(auth: DigestAuth, tmp_path: Path) -> None:
    def wsgi(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        start("200 OK", [])
        return [environ["wsgi.input"].read()]

    with httpx.Client(auth=auth, transport=httpx.WSGITransport(app=wsgi)) as client:
        reply = client.post("http://test", content=b"{}")

    assert f'{{"authentication":{BLOCK}}}' == reply.text
