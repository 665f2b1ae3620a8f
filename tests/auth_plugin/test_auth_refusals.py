"""What DigestAuth refuses before anything is sent, and how it says so."""

import gzip
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import Any

import pytest

import callcenter_auth
from callcenter_auth import DigestAuth, UnsignableBody
from tests.auth_plugin.loopback import Http1Server, Send

NUMBER = "13770761337"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (
            {"data": {"callee": NUMBER}},
            (
                "The body is a form (application/x-www-form-urlencoded); the authentication block "
                "goes into a JSON object: send the message with json=…, not with data=… or files=…"
            ),
        ),
        (
            {"files": {"file": NUMBER.encode()}},
            (
                "The body is a form (multipart/form-data); the authentication block goes into a JSON "
                "object: send the message with json=…, not with data=… or files=…"
            ),
        ),
        (
            {"json": [{"callee": NUMBER}]},
            "The body is an array; the authentication block goes into a JSON object",
        ),
        ({"json": NUMBER}, "The body is a text; the authentication block goes into a JSON object"),
        ({"json": 5}, "The body is a number; the authentication block goes into a JSON object"),
        ({"json": True}, "The body is a boolean; the authentication block goes into a JSON object"),
        (
            {"content": "null"},
            "The body is null; the authentication block goes into a JSON object",
        ),
        (
            {"content": f"<callee>{NUMBER}</callee>"},
            "The body is not JSON; the authentication block goes into a JSON object",
        ),
        (
            {"content": f'[1] {{"callee":"{NUMBER}"}}'},
            "The body is not JSON; the authentication block goes into a JSON object",
        ),
        (
            {"content": " "},
            "The body is not JSON; the authentication block goes into a JSON object",
        ),
        (
            {"content": f'{{"callee":\n"{NUMBER}",}}'},
            "The body is not JSON: a member name in double quotes was expected (line 2, column 15)",
        ),
        (
            {"content": f'{{"callee":"{NUMBER}"'},
            "The body is not JSON: ',' or '}' was expected (line 1, column 24)",
        ),
        (
            {"content": f'{{"callee" "{NUMBER}"}}'},
            "The body is not JSON: ':' was expected (line 1, column 11)",
        ),
        (
            {"content": f'{{"a":1}}{{"callee":"{NUMBER}"}}'},
            "The body is not JSON: the end was expected (line 1, column 8)",
        ),
        (
            {"content": f'{{"callee":"{NUMBER}","fee":NaN}}'},
            "The body is not JSON: NaN is not JSON (line 1, column 31)",
        ),
        (
            {"content": '{"a":' + "[" * 100_000 + "]" * 100_000 + "}"},
            "The body is not JSON: the value is nested too deeply (line 1, column 6)",
        ),
        (
            {"content": f'{{"authentication":{{}},"callee":"{NUMBER}","authentication":{{}}}}'},
            "The JSON object has 2 members 'authentication'; which one counts is unknown",
        ),
        (
            {"content": '{"authentication":{"agent":[1000]}}'},
            "authentication.agent must be str or int, not list",
        ),
        (
            {"content": f'{{"name":"成功{NUMBER}"}}'.encode("gb18030")},
            "The body is not UTF-8 (at byte 9); a message is JSON in UTF-8",
        ),
        (
            {"content": f'{{"callee":"{NUMBER}"}}'.encode("utf-16-le")},
            "The body is not JSON: a member name in double quotes was expected (line 1, column 2)",
        ),
        (
            {
                "content": gzip.compress(b"{}"),
                "headers": {"Content-Encoding": "gzip"},
            },
            (
                "The body is compressed, and cannot be signed so. The body is not UTF-8 (at byte 1); a "
                "message is JSON in UTF-8"
            ),
        ),
        ({}, "The POST has no body; the authentication block goes into a JSON object"),
        (
            {"content": b"[]", "extensions": {"callcenter_auth": {"agent": None}}},
            "A request marked with callcenter_auth must have compact JSON, beginning with '{'",
        ),
    ],
)
def test_a_body_without_a_place_for_the_block_is_refused_and_nothing_is_sent(
    send: Send, server: Http1Server, secret: str, body: dict[str, Any], text: str
) -> None:
    with pytest.raises(UnsignableBody) as caught:
        send(DigestAuth("C2", secret), "POST", server.url, **body)

    assert text == str(caught.value)
    assert [] == server.seen


def frames_of_the_package(tb: TracebackType | None) -> list[str]:
    return [
        repr(frame.f_locals)
        for frame, _ in traceback.walk_tb(tb)
        if frame.f_globals["__name__"].startswith(callcenter_auth.__name__)
    ]


@pytest.mark.parametrize("extensions", [{}, {"callcenter_auth": {"agent": None}}])
def test_an_error_carries_no_body_in_its_text_its_frames_or_its_context(
    send: Send, server: Http1Server, secret: str, extensions: dict[str, Any]
) -> None:
    body = f' {{"callee":"{NUMBER}"'

    with pytest.raises(UnsignableBody) as caught:
        send(DigestAuth("C2", secret), "POST", server.url, content=body, extensions=extensions)

    shown = [str(caught.value), *frames_of_the_package(caught.value.__traceback__)]
    assert [] == [text for text in shown if NUMBER in text or secret in text]
    assert (None, None) == (caught.value.__cause__, caught.value.__context__)


def test_a_refused_body_is_a_value_error() -> None:
    assert issubclass(UnsignableBody, ValueError)


@pytest.mark.parametrize(
    ("customer", "flaw"),
    [
        ("", "is empty"),
        ("C2\n", "ends in white space or an invisible character (a line end?); strip it"),
        (" C2", "begins with white space or an invisible character (a BOM?); strip it"),
        ("\ufeffC2", "begins with white space or an invisible character (a BOM?); strip it"),
        ("C 2", "has white space or an invisible character inside"),
        ("C2@", "has a character in it that a customer name cannot have"),
        ("Ｃ２", "has a character in it that a customer name cannot have"),
        ("C٢", "has a character in it that a customer name cannot have"),
    ],
)
def test_a_customer_of_another_form_is_refused_without_being_shown(
    secret: str, customer: str, flaw: str
) -> None:
    with pytest.raises(ValueError, match="customer") as caught:
        DigestAuth(customer, secret)

    assert f"customer must match [A-Za-z0-9_-]+, but it {flaw}" == str(caught.value)


@pytest.mark.parametrize("customer", ["C2", "SCCC-test", "a_b", "0"])
def test_customers_of_the_form_of_the_document_are_taken(secret: str, customer: str) -> None:
    assert customer == DigestAuth(customer, secret).customer


@pytest.mark.parametrize(
    ("change", "flaw"),
    [
        (lambda secret: "", "is empty"),
        (lambda secret: secret + "\n", "ends in white space or an invisible character"),
        (lambda secret: secret + "\xa0", "ends in white space or an invisible character"),
        (lambda secret: " " + secret, "begins with white space or an invisible character"),
        (lambda secret: "\ufeff" + secret, "begins with white space or an invisible character"),
        (lambda secret: secret[:9] + " " + secret[9:], "has white space or an invisible character"),
        (lambda secret: secret[:9] + "\u200b" + secret[9:], "has white space or an invisible"),
    ],
)
def test_a_secret_with_white_space_is_refused_without_being_shown(
    server: Http1Server,
    send: Send,
    secret: str,
    change: Callable[[str], str],
    flaw: str,
) -> None:
    with pytest.raises(ValueError, match=f"^secret must be text without .*, but it {flaw}") as text:
        DigestAuth("C2", change(secret))
    with pytest.raises(ValueError, match=f"^secret must be text without .*, but it {flaw}") as call:
        send(DigestAuth("C2", lambda: change(secret)), "POST", server.url, json={})

    assert (False, False) == (secret[:9] in str(text.value), secret[:9] in str(call.value))
    assert [] == server.seen


async def _coroutine() -> str:
    return ""


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ({"customer": 2}, "customer must be str, not int"),
        ({"secret": b"E416"}, "secret must be str or a plain callable that returns it, not bytes"),
        ({"secret": None}, "secret must be str or a plain callable that returns it, not NoneType"),
        (
            {"secret": _coroutine},
            "secret must be str or a plain callable that returns it, not a coroutine function",
        ),
        ({"agent": True}, "agent must be str or int, not bool"),
        ({"agent": 1000.0}, "agent must be str or int, not float"),
        ({"seq": 5271}, "seq must be a plain callable, not int"),
        ({"seq": _coroutine}, "seq must be a plain callable, not a coroutine function"),
        ({"clock": 0.0}, "clock must be a plain callable, not float"),
    ],
)
def test_an_argument_of_a_wrong_type_is_named(
    secret: str, arguments: dict[str, Any], text: str
) -> None:
    given: dict[str, Any] = {"customer": "C2", "secret": secret, **arguments}

    with pytest.raises(TypeError) as caught:
        DigestAuth(**given)

    assert text == str(caught.value)


@pytest.mark.parametrize("agent", ["", "12a", "1000\n", "１０", -5])
def test_an_agent_that_is_no_number_is_refused(secret: str, agent: str | int) -> None:
    with pytest.raises(ValueError, match=r"^agent must consist of the digits 0 to 9, got "):
        DigestAuth("C2", secret, agent=agent)


@pytest.mark.parametrize(
    ("arguments", "kind", "text"),
    [
        ({"seq": lambda: True}, TypeError, "seq must be str or int, not bool"),
        ({"seq": lambda: 1.0}, TypeError, "seq must be str or int, not float"),
        (
            {"seq": lambda: "a1"},
            ValueError,
            "seq must consist of the digits 0 to 9, got 'a1'",
        ),
        (
            {"seq": lambda: -1},
            ValueError,
            "seq must consist of the digits 0 to 9, got '-1'",
        ),
        (
            {"clock": lambda: "now"},
            TypeError,
            "clock must return epoch seconds as int or float, not str",
        ),
        (
            {"clock": lambda: 1471918933001},
            ValueError,
            "clock must return epoch seconds (not milliseconds), got 1471918933001",
        ),
        (
            {"clock": lambda: float("nan")},
            ValueError,
            "clock must return epoch seconds (not milliseconds), got nan",
        ),
        (
            {"secret": lambda: None},
            TypeError,
            "the callable given as secret must return str, not NoneType",
        ),
    ],
)
def test_a_callable_that_returns_something_else_is_named_and_nothing_is_sent(
    server: Http1Server,
    send: Send,
    secret: str,
    arguments: dict[str, Any],
    kind: type[Exception],
    text: str,
) -> None:
    given: dict[str, Any] = {"customer": "C2", "secret": secret, **arguments}
    auth = DigestAuth(**given)

    with pytest.raises(kind) as caught:
        send(auth, "POST", server.url, json={})

    assert text == str(caught.value)
    assert [] == server.seen


def test_an_error_of_the_callable_itself_comes_through(server: Http1Server, send: Send) -> None:
    def vault() -> str:
        raise ConnectionError("the vault is sealed")

    with pytest.raises(ConnectionError, match="the vault is sealed"):
        send(DigestAuth("C2", vault), "POST", server.url, json={})
    assert [] == server.seen
