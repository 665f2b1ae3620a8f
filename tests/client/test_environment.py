"""Proxies and whom they don't serve, IPv6, and settings that can't be used: each says what to write."""

from __future__ import annotations

import asyncio
import re
import socket
import threading
import warnings
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from callcenter_client import (
    AsyncCallCenter,
    CallCenter,
    ConfigurationError,
    TransportError,
    UnexpectedResponse,
)
from callcenter_client._proxy import not_proxied, proxy_for
from tests.client.asking import SECRET, Asking, published_auth
from tests.client.calls import SAMPLES
from tests.client.raw_server import RawServer, Reply, accepted, http

if TYPE_CHECKING:
    from collections.abc import Iterator

DIAL = SAMPLES["CallNumber"].arguments

NO_PROXY: list[tuple[str, str, bool]] = [
    ("http://cc.example.org", "example.org", True),
    ("http://cc.example.org", ".example.org", True),
    ("http://cc.example.org", "*.example.org", True),
    ("http://cc.example.org", "cc.example.org", True),
    ("http://cc.example.org", "CC.Example.ORG", True),
    ("http://CC.EXAMPLE.ORG", "example.org", True),
    ("http://example.org", ".example.org", True),
    ("http://example.org.", "example.org", True),
    ("http://notexample.org", "example.org", False),
    ("http://example.org.evil", "example.org", False),
    ("http://cc.example.org", "x.cc.example.org", False),
    ("http://cc.example.org", "org", True),
    ("http://localhost:8080", "localhost", True),
    ("http://localhost:8080", "localhost:8080", True),
    ("http://localhost:8080", "localhost:80", False),
    ("http://localhost", "localhost:80", True),
    ("https://localhost", "localhost:443", True),
    ("https://localhost", "localhost:80", False),
    ("http://10.0.0.8:8080", "10.0.0.8", True),
    ("http://10.0.0.8:8080", "10.0.0.8:8080", True),
    ("http://10.0.0.8:8080", "10.0.0.8:81", False),
    ("http://10.0.0.8:8080", "10.0.0.80", False),
    ("http://110.0.0.8:8080", "10.0.0.8", False),
    ("http://10.0.0.8:8080", "10.0.0.0/8", True),
    ("http://10.0.0.8:8080", "10.1.2.3/8", True),
    ("http://10.0.0.8:8080", "10.0.0.0/29", False),
    ("http://10.0.0.8:8080", "192.168.0.0/16, 10.0.0.0/8", True),
    ("http://cc.example.org", "10.0.0.0/8", False),
    ("http://[fd00::8]:8080", "fd00::8", True),
    ("http://[fd00::8]:8080", "[fd00::8]", True),
    ("http://[fd00::8]:8080", "[fd00::8]:8080", True),
    ("http://[fd00::8]:8080", "[fd00::8]:81", False),
    ("http://[fd00::8]:8080", "fd00:0:0::0:8", True),
    ("http://[fd00::8]:8080", "fd00::/8", True),
    ("http://[fd00::8]:8080", "[fd00::]/8", True),
    ("http://[fd00::8]:8080", "fe80::/10", False),
    ("http://[fd00::8]:8080", "10.0.0.0/8", False),
    ("http://10.0.0.8:8080", "*", True),
    ("http://10.0.0.8:8080", "http://10.0.0.8", True),
    ("http://10.0.0.8:8080", "http://10.0.0.8/", True),
    ("http://10.0.0.8:8080", "a  b,,10.0.0.8 , c", True),
    ("http://10.0.0.8:8080", "", False),
    ("http://10.0.0.8:8080", " , ", False),
    ("http://10.0.0.8:8080", ".", False),
    ("http://10.0.0.8:8080", "10.0.0", False),
]


@pytest.mark.parametrize(("url", "entries", "expected"), NO_PROXY)
def test_whom_no_proxy_names(url: str, entries: str, *, expected: bool) -> None:
    assert not_proxied(httpx.URL(url), entries) is expected


UNREADABLE = ["10.0.0.0/40", "fd00::/200", "example.org:http", "[::1]:", "a{b}", "10.0.0.0/8:80"]


@pytest.mark.parametrize("entry", UNREADABLE)
def test_an_unreadable_entry_is_one_warning_and_names_nobody(entry: str) -> None:
    with pytest.warns(UserWarning, match=re.escape(entry)) as told:
        assert not_proxied(httpx.URL("http://10.0.0.8"), f"{entry},cc") is False

    assert len(told) == 1


def test_all_of_them_are_in_one_warning_and_the_others_hold(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", ",".join([*UNREADABLE, "10.0.0.8"]))

    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        CallCenter("http://10.0.0.8", auth=published_auth())
        proxied = proxy_for("http://10.0.0.8")

    assert proxied is None
    assert len(told) == 2  # one for each time that it was asked
    assert all(entry in str(told[0].message) for entry in UNREADABLE)
    assert told[0].filename == __file__


# A proxy


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[RawServer]:
    """A proxy by the environment, that plays the platform for whom it's asked."""
    with RawServer(lambda _: accepted(userData="by proxy")) as running:
        monkeypatch.setenv("HTTP_PROXY", running.url)
        yield running


@pytest.fixture
def by_env(ask: Asking) -> Asking:
    return ask.set(trust_env=True)


def test_a_proxy_is_asked_for_the_whole_url(by_env: Asking, proxy: RawServer) -> None:
    response = by_env.at("http://cc.invalid:8080")("call_number", **DIAL)

    assert response.user_data == "by proxy"
    assert proxy.only.request_line == (
        "POST http://cc.invalid:8080/openapi/V2.0.6/CallNumber HTTP/1.1"
    )
    assert proxy.only.header("host") == ["cc.invalid:8080"]


@pytest.mark.parametrize("name", ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"])
def test_it_may_be_named_without_a_scheme_and_in_any_variable(
    by_env: Asking, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    with RawServer(lambda _: accepted()) as running:
        monkeypatch.setenv(name, running.url.removeprefix("http://"))

        by_env.at("http://cc.invalid")("call_number", **DIAL)

    assert len(running.requests) == 1


def test_a_login_for_the_proxy_goes_to_the_proxy(
    by_env: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    with RawServer(lambda _: accepted()) as running:
        monkeypatch.setenv("HTTP_PROXY", running.url.replace("//", "//user:pass@"))

        by_env.at("http://cc.invalid")("call_number", **DIAL)

    assert running.only.header("proxy-authorization") == ["Basic dXNlcjpwYXNz"]


@pytest.mark.parametrize("no_proxy", ["127.0.0.1", "127.0.0.0/8", "*", "127.0.0.1:{port}"])
def test_whom_no_proxy_names_is_asked_directly(
    by_env: Asking,
    server: RawServer,
    proxy: RawServer,
    monkeypatch: pytest.MonkeyPatch,
    no_proxy: str,
) -> None:
    monkeypatch.setenv("NO_PROXY", no_proxy.format(port=server.port))
    server.replies(accepted())

    by_env("call_number", **DIAL)

    assert (len(server.requests), proxy.requests) == (1, [])


def test_without_trust_the_environment_is_not_asked(
    ask: Asking, server: RawServer, proxy: RawServer
) -> None:
    server.replies(accepted())

    ask.set(trust_env=False)("call_number", **DIAL)

    assert (len(server.requests), proxy.requests) == (1, [])


def test_the_proxy_is_decided_when_the_client_is_made(
    server: RawServer, proxy: RawServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with CallCenter("http://cc.invalid", auth=published_auth()) as api:
        monkeypatch.delenv("HTTP_PROXY")
        api.call_number(**DIAL)

    assert len(proxy.requests) == 1


def test_a_dial_whose_reply_the_proxy_loses_is_sent_once(by_env: Asking, proxy: RawServer) -> None:
    proxy.answer = lambda _: Reply()

    with pytest.raises(TransportError) as raised:
        by_env.at("http://cc.invalid")("call_number", **DIAL)

    assert (raised.value.outcome, len(proxy.requests)) == ("unknown", 1)


def test_a_page_of_the_proxy_is_no_verdict(by_env: Asking, proxy: RawServer) -> None:
    proxy.answer = lambda _: http("<html>", status="502 Bad Gateway")

    with pytest.raises(UnexpectedResponse) as raised:
        by_env.at("http://cc.invalid")("call_number", **DIAL)

    assert (raised.value.outcome, raised.value.status, len(proxy.requests)) == ("unknown", 502, 1)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("answer", [Reply(), Reply(then="wait"), http(status="407 Login")])
def test_a_tunnel_that_is_not_dug_leaves_a_dial_unsent(
    by_env: Asking, monkeypatch: pytest.MonkeyPatch, answer: Any
) -> None:
    """What goes to the proxy then is a CONNECT, and no word of the dial."""
    with RawServer(lambda _: answer) as running:
        monkeypatch.setenv("HTTPS_PROXY", running.url)

        with pytest.raises(TransportError) as raised:
            by_env.at("https://cc.invalid").set(timeout=0.2, retries=1)("call_number", **DIAL)

    assert (raised.value.outcome, raised.value.attempts) == ("not_sent", 2)
    assert [request.request_line for request in running.requests] == [
        "CONNECT cc.invalid:443 HTTP/1.1"
    ] * 2


@pytest.mark.parametrize(
    "value",
    [
        "http://127.0.0.1:99999",
        "http://127.0.0.1:abc",
        "http://",
        "ftp://127.0.0.1",
        "socks4://127.0.0.1:1080",
        "http://u:secret@[::1",
        "http://a b:80",
    ],
)
@pytest.mark.parametrize("client", [CallCenter, AsyncCallCenter])
def test_a_proxy_that_can_not_be_used_says_what_to_write(
    monkeypatch: pytest.MonkeyPatch, client: Any, value: str
) -> None:
    monkeypatch.setenv("HTTP_PROXY", value)

    with pytest.raises(ConfigurationError) as raised:
        client("http://10.0.0.8", auth=published_auth())

    assert "write http://host:port, or pass trust_env=False" in str(raised.value)
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("client", [CallCenter, AsyncCallCenter])
def test_a_socks_proxy_without_its_package_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, client: Any
) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:1080")
    monkeypatch.setitem(__import__("sys").modules, "socksio", None)

    with pytest.raises(ConfigurationError, match=r"pip install 'httpx\[socks\]'"):
        client("http://10.0.0.8", auth=published_auth())


# IPv6


def speaks_ipv6() -> bool:
    with suppress(OSError), socket.create_server(("::1", 0), family=socket.AF_INET6):
        return True
    return False


def test_a_platform_may_have_an_ipv6_address(ask: Asking) -> None:
    if not speaks_ipv6():  # as far as one comes on such a machine
        with pytest.raises(TransportError) as raised:
            ask.at("http://[::1]:9").set(retries=0)("call_number", **DIAL)
        assert raised.value.outcome == "not_sent"
        return
    with RawServer(lambda _: accepted(), host="::1") as server:
        ask.at(server.url)("call_number", **DIAL)

    assert server.only.header("host") == [f"[::1]:{server.port}"]


# ConfigurationError

GOOD = {"CALLCENTER_URL": "http://10.0.0.8:8080", "CALLCENTER_CUSTOMER": "C2"} | {
    "CALLCENTER_SECRET": SECRET
}
ROOT = "expected the platform's root such as http://10.0.0.8:8080"
VARIABLES: list[tuple[dict[str, str | None], str]] = [
    ({"CALLCENTER_URL": None}, "the environment lacks CALLCENTER_URL"),
    ({"CALLCENTER_SECRET": " "}, "the environment lacks CALLCENTER_SECRET"),
    (
        dict.fromkeys(GOOD),
        "the environment lacks CALLCENTER_URL, CALLCENTER_CUSTOMER, CALLCENTER_SECRET",
    ),
    ({"CALLCENTER_URL": "10.0.0.8:8080"}, f"CALLCENTER_URL is '10.0.0.8:8080', {ROOT}: it begins"),
    ({"CALLCENTER_URL": "ftp://10.0.0.8"}, f"{ROOT}: it begins with http:// or https://"),
    ({"CALLCENTER_URL": "http://10.0.0.8:99999"}, "a host, and a port from 1 to 65535"),
    ({"CALLCENTER_URL": "http://10.0.0.8:0"}, "a host, and a port from 1 to 65535"),
    ({"CALLCENTER_URL": "http://10.0.0.8:http"}, ROOT),
    ({"CALLCENTER_URL": "http://10.0. 0.8"}, ROOT),
    ({"CALLCENTER_URL": "http://"}, ROOT),
    ({"CALLCENTER_URL": "http://[fd00::8"}, ROOT),
    (
        {"CALLCENTER_URL": "http://10.0.0.8/openapi/V2.0.6"},
        f"{ROOT}: without '/openapi/V2.0.6', which each operation adds",
    ),
    ({"CALLCENTER_URL": "http://10.0.0.8/?a=1"}, f"{ROOT}: without a query or a fragment"),
    ({"CALLCENTER_URL": "http://u:hush@10.0.0.8"}, "the digest is the only login"),
    (
        {"CALLCENTER_SECRET": "E416 D0F8"},
        "CALLCENTER_SECRET has white space inside, expected the hex",
    ),
    (
        {"CALLCENTER_REVISION": "V2.0.6"},
        "CALLCENTER_REVISION is 'V2.0.6', expected one of 1, 2, 3, 4, 6",
    ),
    ({"CALLCENTER_REVISION": "5"}, "expected one of 1, 2, 3, 4, 6"),
    (
        {"CALLCENTER_TZ": "Mars"},
        "tz is 'Mars', expected the name of a time zone such as 'Asia/Shanghai'",
    ),
    ({"CALLCENTER_CUSTOMER": "C 2"}, "CALLCENTER_CUSTOMER"),
]


@pytest.mark.parametrize(("changes", "said"), VARIABLES)
@pytest.mark.parametrize("client", [CallCenter, AsyncCallCenter])
def test_a_variable_that_can_not_be_used_says_what_to_write(
    monkeypatch: pytest.MonkeyPatch, client: Any, changes: dict[str, str | None], said: str
) -> None:
    for name, value in (GOOD | changes).items():
        if value is not None:
            monkeypatch.setenv(name, value)

    with pytest.raises(ConfigurationError) as raised:
        client.from_env()

    assert said in str(raised.value)
    assert (raised.value.outcome, raised.value.operation) == ("not_sent", None)
    assert [text for text in (SECRET, "hush", "E416") if text in str(raised.value)] == []


def test_edges_of_variables_do_no_harm(monkeypatch: pytest.MonkeyPatch, server: RawServer) -> None:
    """A byte-order mark and line ends come from files and editors."""
    server.replies(accepted())
    for name, value in (GOOD | {"CALLCENTER_URL": server.url, "CALLCENTER_TZ": "UTC"}).items():
        monkeypatch.setenv(name, f"\ufeff {value}\r\n")

    with CallCenter.from_env() as api:
        api.call_number(**DIAL)

    assert server.only.message["authentication"]["customer"] == "C2"


def test_a_hundred_clients_open_nothing(server: RawServer) -> None:
    before = threading.active_count()
    clients = [CallCenter(server.url, auth=published_auth()) for _ in range(100)]

    assert (server.connections, threading.active_count()) == (0, before)
    for client in clients:
        client.close()


def test_a_client_made_within_a_loop_may_be_used_in_it(server: RawServer) -> None:
    server.replies(accepted())

    async def use() -> None:
        async with AsyncCallCenter(server.url, auth=published_auth()) as api:
            await api.call_number(**DIAL)

    asyncio.run(use())
    assert len(server.requests) == 1
