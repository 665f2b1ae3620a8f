"""Who is let in to the console, and what other sites may do: call the API, and nothing else."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from callcenter_sandbox import Sandbox
from callcenter_sandbox._console._guard import is_loopback
from tests.sandbox.console import browser, events
from tests.sandbox.customer import Customer

EVERYWHERE = "0.0.0.0"  # noqa: S104  # so that a token is wanted
READ = ["/", "/console/events", "/console/description", "/console/messages/1"]


@pytest.fixture(scope="module")
def open_box() -> Iterator[Sandbox]:
    """A sandbox that other machines can reach."""
    with Sandbox(host=EVERYWHERE) as running:
        yield running


def status(box: Sandbox, path: str, **headers: str) -> int:
    """The status of an address of the console, without waiting for the end of a stream."""
    with browser(box, **headers) as client, client.stream("GET", path) as reply:
        return reply.status_code


def post(box: Sandbox, headers: dict[str, str], path: str = "/console/advance") -> httpx.Response:
    with browser(box, **headers) as client:
        return client.post(path, content=b'{"seconds": 1}')


# --- on loopback


@pytest.mark.parametrize("path", READ)
@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8080", "127.0.0.1.evil.example", "["]
)
def test_a_name_that_is_not_this_machine_s_is_not_let_in(
    box: Sandbox, path: str, host: str
) -> None:
    """A site can have its own name lead to loopback: its pages would be of the console's origin then."""
    assert status(box, path, Host=host) == 403


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:9", "127.0.0.1:9", "[::1]:9", "LOCALHOST"]
)
def test_a_name_of_this_machine_is_let_in(box: Sandbox, host: str) -> None:
    assert status(box, "/", Host=host) == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
def test_a_page_of_another_origin_may_not_act(box: Sandbox, origin: str) -> None:
    before = box.clock.now
    reply = post(box, {"Content-Type": "application/json", "Origin": origin})
    assert (reply.status_code, box.clock.now) == (403, before)


@pytest.mark.parametrize("kind", ["", "text/plain", "application/x-www-form-urlencoded"])
def test_what_a_form_can_send_does_nothing(box: Sandbox, kind: str) -> None:
    before = box.clock.now
    assert post(box, {"Content-Type": kind} if kind else {}).status_code == 415
    assert box.clock.now == before


def test_the_console_s_own_page_may_act(box: Sandbox) -> None:
    headers = {"Content-Type": "application/json; charset=utf-8", "Origin": box.url}
    assert post(box, headers).status_code == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH"])
def test_other_methods_do_nothing(box: Sandbox, method: str) -> None:
    with browser(box) as client:
        headers = {"Content-Type": "application/json"}
        assert client.request(method, "/console/advance", headers=headers).status_code == 404


# --- elsewhere


@pytest.mark.parametrize("path", READ)
@pytest.mark.parametrize(
    "cookie", ["", "x=y", "callcenter_sandbox_{port}=wrong", "callcenter_sandbox_{port}=é", '"=']
)
def test_a_sandbox_that_others_reach_wants_its_token(
    open_box: Sandbox, path: str, cookie: str
) -> None:
    port = open_box.url.rpartition(":")[2]
    with browser(open_box) as client:
        header = {b"Cookie": cookie.format(port=port).encode()}
        with client.stream("GET", path, headers=header) as reply:
            assert reply.status_code == 403


def test_nobody_acts_without_the_token(open_box: Sandbox) -> None:
    before = open_box.clock.now
    headers = {"Content-Type": "application/json", "Origin": open_box.url}
    assert (post(open_box, headers).status_code, open_box.clock.now) == (403, before)


def test_the_address_of_the_console_lets_in_by_a_cookie(open_box: Sandbox) -> None:
    with browser(open_box) as client:
        entered = client.get(open_box.console_url)
        assert (entered.status_code, entered.headers["location"]) == (303, "/")
        cookie = entered.headers["set-cookie"]
        assert cookie.endswith("; Path=/; HttpOnly; SameSite=Strict")
        assert client.get("/").status_code == 200
        done = client.post(
            "/console/advance", json={"seconds": 0}, headers={"Origin": open_box.url}
        )
        assert done.status_code == 200


def test_a_wrong_token_does_not_let_in(open_box: Sandbox) -> None:
    with browser(open_box) as client:
        reply = client.get("/?token=wrong")
        assert (reply.status_code, "set-cookie" in reply.headers) == (403, False)


def test_the_token_is_another_one_each_time() -> None:
    urls = set[str]()
    for _ in range(2):
        with Sandbox(host=EVERYWHERE) as box:
            urls.add(box.console_url.partition("token=")[2])
    assert len(urls) == 2
    assert min(map(len, urls)) >= 32


def test_the_token_lets_in_by_any_name_of_the_machine(open_box: Sandbox) -> None:
    with browser(open_box, Host="sandbox.example:80") as client:
        entered = client.get(f"/{open_box.console_url.partition('/?')[2].join(['?', ''])}")
        cookie = entered.headers["set-cookie"].partition(";")[0]
        assert client.get("/", headers={"Cookie": cookie}).status_code == 200


def test_the_api_wants_no_token(open_box: Sandbox) -> None:
    with Customer(open_box.url) as customer:
        assert customer.command("AgentLogin", {"seq": "1", "agent": "1000"})["result"]["error"] == 0


def test_the_events_come_with_the_token(open_box: Sandbox) -> None:
    token = open_box.console_url.partition("token=")[2]
    port = open_box.url.rpartition(":")[2]
    with events(open_box, Cookie=f"callcenter_sandbox_{port}={token}") as stream:
        assert stream.next()[0] == "snapshot"


def test_the_reference_is_for_everybody(open_box: Sandbox) -> None:
    assert status(open_box, "/reference", Host="sandbox.example") == 200


@pytest.mark.parametrize(
    ("host", "is_it"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("[::1]", True),
        ("localhost", True),
        ("0.0.0.0", False),  # noqa: S104
        ("::", False),
        ("192.168.1.5", False),
        ("example.org", False),
        ("localhost.evil.example", False),
        ("", False),
    ],
)
def test_what_loopback_is(host: str, *, is_it: bool) -> None:
    assert is_loopback(host) is is_it


# --- other sites


def preflight(box: Sandbox, path: str, **more: str) -> httpx.Response:
    asking = {"Origin": "https://docs.example", "Access-Control-Request-Method": "POST"}
    with browser(box, **asking, **more) as client:
        return client.options(path)


def test_a_page_of_any_site_may_call_the_api(box: Sandbox, customer: Customer) -> None:
    asked = preflight(box, "/openapi/V2.0.6/AgentLogin").headers
    assert asked["access-control-allow-origin"] == "*"
    assert "POST" in asked["access-control-allow-methods"]
    assert asked["access-control-allow-headers"] == "Content-Type, x-sandbox-fault"
    reply = customer.http.post("/openapi/V2.0.6/AgentLogin", content=b"{}")
    assert reply.headers["access-control-allow-origin"] == "*"
    assert reply.json()["result"]["error"] != 0


def test_a_question_beforehand_is_no_message(box: Sandbox) -> None:
    preflight(box, "/openapi/V2.0.6/AgentLogin")
    assert list(box.requests) == []


@pytest.mark.parametrize("path", ["/console/advance", "/console/description", "/console/events"])
def test_no_other_site_may_call_the_console(box: Sandbox, path: str) -> None:
    assert "access-control-allow-origin" not in preflight(box, path).headers
    with browser(box, Origin="https://docs.example") as client, client.stream("GET", path) as reply:
        assert "access-control-allow-origin" not in reply.headers


def test_options_without_an_origin_is_a_message_as_ever(box: Sandbox) -> None:
    with browser(box) as client:
        answer: dict[str, Any] = client.options("/openapi/V2.0.6/AgentLogin").json()
    assert "AgentLogin is asked for with POST" in answer["result"]["msg"]
