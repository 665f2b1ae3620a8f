"""How a client is made: its arguments, the environment, an httpx client of the user's own."""

from __future__ import annotations

import asyncio
import copy
import pickle
import traceback
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from callcenter_auth import DigestAuth
from callcenter_client import (
    AsyncCallCenter,
    Attempt,
    CallCenter,
    ConfigurationError,
    UnexpectedResponse,
)
from tests.client.asking import SECRET, plain_async_http, plain_http, published_auth
from tests.client.raw_server import RawServer, Reply, accepted, http

CLIENTS = [CallCenter, AsyncCallCenter]


@pytest.fixture(params=CLIENTS)
def client(request: pytest.FixtureRequest) -> Any:
    return request.param


URLS = {
    "": "begins with http:// or https://",
    "10.0.0.8:8080": "begins with http:// or https://",
    "ftp://10.0.0.8": "begins with http:// or https://",
    "http://": "begins with http:// or https://",
    "http://:8080": "a host, and a port from 1 to 65535",
    "http://pbx..example": "a host, and a port from 1 to 65535",
    f"http://{'x' * 64}.example": "a host, and a port from 1 to 65535",
    "http://xn--zzzz": "expected the platform's root such as",
    "http://256.256.256.256": "expected the platform's root such as",
    "http://10.0.0.8:99999": "a host, and a port from 1 to 65535",
    "http://10.0.0.8:0": "a host, and a port from 1 to 65535",
    "http://10.0.0.8:http": "expected the platform's root such as",
    "http://10.0.0.8: 8080": "expected the platform's root such as",
    "http://10.0.0.8/a b": "a host, and a port from 1 to 65535",
    "http://10.0.0.8:8080\n": "expected the platform's root such as",
    "http://10.0.0.8?serverFrom=a": "without a query or a fragment",
    "http://10.0.0.8#x": "without a query or a fragment",
    "http://10.0.0.8:8080/openapi": "without '/openapi'",
    "http://10.0.0.8:8080/openapi/V2.0.6": "without '/openapi/V2.0.6'",
    "http://10.0.0.8:8080/openapi/V2.0.6/": "without '/openapi/V2.0.6'",
    "http://user@10.0.0.8": "the digest is the only login",
}


@pytest.mark.parametrize(("url", "told"), URLS.items())
def test_a_url_that_is_no_root_is_refused_with_what_to_write(
    client: Any, url: str, told: str
) -> None:
    with pytest.raises(ConfigurationError) as raised:
        client(url, auth=published_auth())

    assert str(raised.value).startswith("base_url ")
    assert told in str(raised.value)
    assert "http://10.0.0.8:8080" in str(raised.value)
    assert raised.value.outcome == "not_sent"


@pytest.mark.parametrize(
    "url",
    [
        "http://u:geheim@h",
        "http://u:geheim@h:99999",
        "http://u:geheim@h:x",
        "u:geheim@h",
        "http://geheim@h/openapi",
    ],
)
def test_a_password_in_a_url_is_not_shown(client: Any, url: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        client(url, auth=published_auth())

    assert "geheim" not in str(raised.value)


@pytest.mark.parametrize("url", [None, 5, b"http://10.0.0.8", httpx.URL("http://10.0.0.8")])
def test_a_url_that_is_no_text_is_refused(client: Any, url: Any) -> None:
    with pytest.raises(ConfigurationError, match=r"^base_url is .*, expected the platform's root"):
        client(url, auth=published_auth())


@pytest.mark.parametrize(
    "url",
    [
        "http://10.0.0.8:8080",
        "https://pbx.example/",
        "HTTP://pbx.example",
        "http://pbx.example.",
        "http://[2001:db8::1]:8080",
        "http://呼叫.example",
        "http://pbx.example/openapi-gateway",
    ],
)
def test_a_root_is_taken(url: str) -> None:
    with plain_http() as http_client:
        client = CallCenter(url, auth=published_auth(), http_client=http_client)

    assert repr(client).startswith(
        f"CallCenter({url.rstrip('/')!r}, auth=DigestAuth(customer='C2', "
    )


@pytest.mark.parametrize(
    ("argument", "value", "expected"),
    [
        ("revision", 5, "one of 1, 2, 3, 4, 6"),
        ("revision", 0, "one of 1, 2, 3, 4, 6"),
        ("revision", "6", "an int: one of 1, 2, 3, 4, 6"),
        ("revision", True, "an int: one of 1, 2, 3, 4, 6"),
        ("revision", 6.0, "an int: one of 1, 2, 3, 4, 6"),
        ("revision", None, "an int: one of 1, 2, 3, 4, 6"),
        ("tz", "Mars/Olympus", "the name of a time zone such as 'Asia/Shanghai'"),
        ("api_path", "", "a path such as '/openapi/V2.0.6'"),
        ("api_path", "openapi/V2.1.0", "a path such as '/openapi/V2.0.6'"),
        ("api_path", "/openapi/V2.1.0?x=1", "a path such as '/openapi/V2.0.6'"),
        ("api_path", "/openapi//V2.1.0", "a path such as '/openapi/V2.0.6'"),
        ("api_path", 5, "a path such as '/openapi/V2.0.6'"),
        ("on_attempt", 5, "a plain function of an Attempt"),
    ],
)
def test_a_setting_that_can_not_be_used_is_refused_with_what_to_write(
    client: Any, argument: str, value: Any, expected: str
) -> None:
    with pytest.raises(ConfigurationError) as raised:
        client("http://10.0.0.8", auth=published_auth(), **{argument: value})

    assert str(raised.value).startswith(f"{argument} is {value!r}, expected {expected}")


@pytest.mark.parametrize("arguments", [{"base_url": "x"}, {"auth": 5}])
def test_a_client_that_could_not_be_made_can_be_printed_in_a_report(
    client: Any, arguments: dict[str, Any]
) -> None:
    with pytest.raises(ConfigurationError) as raised:
        client(**{"base_url": "http://10.0.0.8", "auth": published_auth()} | arguments)

    report = traceback.TracebackException.from_exception(raised.value, capture_locals=True)
    assert f"self = {client.__name__}()" in "".join(report.format())


def test_an_observer_that_nobody_would_await_is_refused(client: Any) -> None:
    async def observe(attempt: Attempt) -> None:
        pass

    with pytest.raises(ConfigurationError, match="on_attempt is a coroutine function, expected a "):
        client("http://10.0.0.8", auth=published_auth(), on_attempt=observe)


@pytest.mark.parametrize("duplicate", [pickle.dumps, copy.copy, copy.deepcopy])
def test_a_client_can_not_be_pickled_or_copied_and_says_what_to_do(
    client: Any, duplicate: Any
) -> None:
    api = client("http://10.0.0.8", auth=published_auth())

    with pytest.raises(TypeError, match=r"make one in each process; with_options\(\) gives a view"):
        duplicate(api)


def test_another_version_of_the_api_is_told_where_to_go(client: Any) -> None:
    with pytest.raises(ConfigurationError, match=r"pass api_path='/openapi/V2\.0\.7'$"):
        client("http://10.0.0.8", auth=published_auth(), revision=7)


@pytest.mark.parametrize(
    "auth", [None, ("C2", SECRET), httpx.BasicAuth("C2", SECRET), SECRET, DigestAuth]
)
def test_nothing_but_a_digest_auth_signs(client: Any, auth: Any) -> None:
    with pytest.raises(ConfigurationError) as raised:
        client("http://10.0.0.8", auth=auth)

    kind = type(auth).__name__
    assert (
        str(raised.value)
        == f"auth is a {kind}, expected callcenter_auth.DigestAuth(customer, secret)"
    )


def test_an_auth_has_to_be_given(client: Any) -> None:
    with pytest.raises(TypeError, match="auth"):
        client("http://10.0.0.8")


@pytest.mark.parametrize(
    ("kind", "given"),
    [(CallCenter, httpx.AsyncClient), (AsyncCallCenter, httpx.Client), (CallCenter, object)],
)
def test_an_http_client_of_the_other_kind_is_refused(kind: Any, given: Any) -> None:
    with pytest.raises(
        ConfigurationError, match=rf"^http_client is a {given.__name__}, expected an httpx\."
    ):
        kind("http://10.0.0.8", auth=published_auth(), http_client=given())


# The environment


ENVIRONMENT = {
    "CALLCENTER_URL": "http://10.0.0.8:8080",
    "CALLCENTER_CUSTOMER": "C2",
    "CALLCENTER_SECRET": SECRET,
}


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Set the variables: those that a client needs, with changes; None takes one away."""

    def change(**changes: str | None) -> None:
        for name, value in (
            ENVIRONMENT | {f"CALLCENTER_{key}": value for key, value in changes.items()}
        ).items():
            if value is None:
                monkeypatch.delenv(name, raising=False)
            else:
                monkeypatch.setenv(name, value)

    return change


def test_a_client_comes_from_the_environment(server: RawServer, environment: Any) -> None:
    environment(URL=server.url, REVISION="4", TZ="UTC")
    server.replies(accepted())

    with CallCenter.from_env() as api:
        api.get_records_list(start_key=0)
        shown = repr(api)

    assert shown == (
        f"CallCenter({server.url!r}, auth=DigestAuth(customer='C2', secret=[secret]), revision=4)"
    )
    assert server.only.path == "/openapi/V2.0.4/getRecordsList"


def test_a_client_from_the_environment_takes_the_other_settings(
    server: RawServer, environment: Any
) -> None:
    environment(URL=server.url)
    server.replies(accepted())
    seen: list[str] = []

    with CallCenter.from_env(lang="en_US", on_attempt=lambda a: seen.append(a.operation)) as api:
        api.agent_login(agent="1000")

    assert ({"lang": "en_US"}, ["AgentLogin"]) == (server.only.message["param"], seen)


@pytest.mark.parametrize(
    "change", [{"SECRET": f"{SECRET} x"}, {"REVISION": "x"}, {"CUSTOMER": "?"}]
)
def test_a_report_of_an_unusable_environment_holds_no_secret(
    client: Any, environment: Any, change: dict[str, str]
) -> None:
    environment(**{"URL": "http://10.0.0.8", "SECRET": SECRET} | change)

    with pytest.raises(ConfigurationError) as raised:
        client.from_env()

    report = traceback.TracebackException.from_exception(raised.value, capture_locals=True)
    assert [] == [f for f in report.stack if "callcenter" in f.filename and SECRET in str(f.locals)]


def test_a_setting_beside_the_environment_is_checked(client: Any, environment: Any) -> None:
    environment(URL="http://10.0.0.8")

    with pytest.raises(ConfigurationError, match="deadline is 0, expected seconds above 0"):
        client.from_env(deadline=0)


def test_an_async_client_comes_from_the_environment(server: RawServer, environment: Any) -> None:
    environment(URL=server.url)
    server.replies(accepted())

    async def use() -> None:
        async with AsyncCallCenter.from_env() as api:
            await api.agent_login(agent="1000")

    asyncio.run(use())

    assert server.only.path == "/openapi/V2.0.6/AgentLogin"


def test_the_zone_of_the_environment_is_the_clients(server: RawServer, environment: Any) -> None:
    environment(URL=server.url, TZ="UTC")
    server.replies(accepted())

    with CallCenter.from_env() as api:
        api.with_options(revision=6).get_cdr_list(start_time=datetime(2018, 9, 10, 6, tzinfo=UTC))

    assert server.only.command["startTime"] == "2018-09-10 06:00:00"


def test_a_bom_and_white_space_at_the_edges_are_stripped(client: Any, environment: Any) -> None:
    changes = {
        name.removeprefix("CALLCENTER_"): f"\ufeff {value}\r\n"
        for name, value in ENVIRONMENT.items()
    }
    environment(**changes, REVISION=" 4\n", TZ="\tUTC ")

    assert repr(client.from_env()) == (
        f"{client.__name__}('http://10.0.0.8:8080', auth=DigestAuth(customer='C2', secret=[secret]), revision=4)"
    )


@pytest.mark.parametrize("gone", ["URL", "CUSTOMER", "SECRET"])
@pytest.mark.parametrize("empty", [None, "", " ", "\ufeff"])
def test_a_missing_variable_is_named(
    client: Any, environment: Any, gone: str, empty: str | None
) -> None:
    if empty is None:
        environment(**{gone: None})
    else:
        environment(**{gone: empty})

    with pytest.raises(ConfigurationError) as raised:
        client.from_env()

    assert str(raised.value) == f"the environment lacks CALLCENTER_{gone}"


def test_all_that_is_missing_is_named_at_once(client: Any) -> None:
    with pytest.raises(ConfigurationError) as raised:
        client.from_env()

    assert str(raised.value) == (
        "the environment lacks CALLCENTER_URL, CALLCENTER_CUSTOMER, CALLCENTER_SECRET"
    )


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("URL", "10.0.0.8:8080", "CALLCENTER_URL is '10.0.0.8:8080'"),
        ("URL", "http://10.0.0.8:99999", "a port from 1 to 65535"),
        ("URL", "http://10.0.0.8:8080/openapi/V2.0.6", "without '/openapi/V2.0.6'"),
        ("CUSTOMER", "C 2", "CALLCENTER_CUSTOMER"),
        ("CUSTOMER", "客户", "CALLCENTER_CUSTOMER"),
        ("REVISION", "six", "CALLCENTER_REVISION is 'six', expected one of 1, 2, 3, 4, 6"),
        ("REVISION", "V2.0.6", "CALLCENTER_REVISION is 'V2.0.6', expected one of 1, 2, 3, 4, 6"),
        ("REVISION", "６", "CALLCENTER_REVISION is '６', expected one of 1, 2, 3, 4, 6"),
        ("REVISION", "5", "revision is 5, expected one of 1, 2, 3, 4, 6"),
        ("TZ", "Mars/Olympus", "tz is 'Mars/Olympus', expected the name of a time zone"),
    ],
)
def test_a_variable_that_can_not_be_used_says_what_to_write(
    client: Any, environment: Any, variable: str, value: str, told: str
) -> None:
    environment(**{variable: value})

    with pytest.raises(ConfigurationError) as raised:
        client.from_env()

    assert told in str(raised.value)


@pytest.mark.parametrize("between", [" ", "\n", "\t", "\u00a0", "\u200b", "\u3000"])
def test_a_secret_with_white_space_inside_is_refused_and_never_shown(
    client: Any, environment: Any, between: str
) -> None:
    environment(SECRET=f"{SECRET[:20]}{between}{SECRET[20:]}")

    with pytest.raises(ConfigurationError) as raised:
        client.from_env()

    assert "CALLCENTER_SECRET" in str(raised.value)
    shown = f"{raised.value!s} {raised.value!r} {raised.value.args} {raised.value.__dict__}"
    assert (SECRET[:6] in shown, SECRET[-6:] in shown, raised.value.__cause__) == (
        False,
        False,
        None,
    )


# An httpx client of the user's own


def test_a_client_that_was_passed_in_is_not_closed(server: RawServer) -> None:
    with plain_http() as mine:
        with CallCenter(server.url, auth=published_auth(), http_client=mine) as api:
            api.close()

        assert mine.is_closed is False


def test_an_async_client_that_was_passed_in_is_not_closed(server: RawServer) -> None:
    async def use() -> bool:
        async with plain_async_http() as mine:
            async with AsyncCallCenter(server.url, auth=published_auth(), http_client=mine) as api:
                await api.aclose()
            return mine.is_closed

    assert asyncio.run(use()) is False


def test_a_client_closes_the_connections_of_its_own(server: RawServer) -> None:
    server.replies(accepted())
    with CallCenter(server.url, auth=published_auth(), trust_env=False) as api:
        api.agent_login(agent="1000")

    with pytest.raises(ConfigurationError, match="the client is closed; make a new one"):
        api.agent_login(agent="1000")

    assert len(server.requests) == 1


@pytest.mark.parametrize("status", ["301", "302", "303", "307", "308"])
def test_a_client_that_follows_redirects_does_not_follow_ours(
    server: RawServer, status: str
) -> None:
    elsewhere = http(status=f"{status} Elsewhere", headers={"Location": f"{server.url}/elsewhere"})
    server.replies(elsewhere, elsewhere)

    with (
        plain_http(follow_redirects=True) as mine,
        CallCenter(server.url, auth=published_auth(), http_client=mine) as api,
        pytest.raises(UnexpectedResponse),
    ):
        api.call_number(agent="1000", callee="13770761337")

    assert len(server.requests) == 1


def test_a_client_that_retries_connecting_does_not_repeat_a_dial(server: RawServer) -> None:
    server.replies(Reply(), accepted())

    with (
        httpx.Client(
            transport=httpx.HTTPTransport(retries=3, verify=False, trust_env=False)
        ) as mine,
        CallCenter(server.url, auth=published_auth(), http_client=mine) as api,
        pytest.raises(Exception, match="no reply came"),
    ):
        api.call_number(agent="1000", callee="13770761337")

    assert len(server.requests) == 1


def test_the_users_headers_and_base_url_do_no_harm(server: RawServer) -> None:
    server.replies(accepted())

    with (
        plain_http(
            base_url="http://elsewhere.invalid/x/", headers={"X-Trace": "a1", "Accept": "text/html"}
        ) as mine,
        CallCenter(server.url, auth=published_auth(), http_client=mine) as api,
    ):
        api.agent_login(agent="1000")

    assert (server.only.path, server.only.header("x-trace"), server.only.header("accept")) == (
        "/openapi/V2.0.6/AgentLogin",
        ["a1"],
        ["application/json"],
    )


def test_the_users_own_auth_is_not_asked(server: RawServer) -> None:
    server.replies(accepted())

    with (
        plain_http(auth=("user", "password")) as mine,
        CallCenter(server.url, auth=published_auth(), http_client=mine) as api,
    ):
        api.agent_login(agent="1000")

    assert server.only.header("authorization") == []


def test_proxy_variables_are_obeyed_unless_told_otherwise(
    server: RawServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", server.url)
    server.replies(accepted())

    with CallCenter("http://pbx.invalid", auth=published_auth()) as api:
        api.agent_login(agent="1000")

    assert server.only.path == "http://pbx.invalid/openapi/V2.0.6/AgentLogin"


def test_proxy_variables_can_be_ignored(server: RawServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    server.replies(accepted())

    with CallCenter(server.url, auth=published_auth(), trust_env=False) as api:
        api.agent_login(agent="1000")

    assert server.only.path == "/openapi/V2.0.6/AgentLogin"
