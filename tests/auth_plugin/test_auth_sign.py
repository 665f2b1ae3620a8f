"""sign: the block in a dict, for any HTTP client."""

import copy
import http.client
import json
import re
import time
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callcenter_auth import UnsignableBody, compute_digest, explain_digest, sign
from tests.auth_plugin.loopback import Http1Server

SECRET = "E416D0F85DC0CB67C85E070A32D9F0123AFF4762"
BLOCK = {
    "customer": "C2",
    "timestamp": "1471918933001",
    "seq": "5271",
    "digest": "ae62e11cab746436b64a26f4ed8e41a3",
}

ATOM = st.none() | st.booleans() | st.integers() | st.text(max_size=3)
NAME = st.sampled_from(["agent", "authentication", "param", "request"])
OBJECTS = st.dictionaries(NAME, ATOM | st.lists(ATOM, max_size=2) | st.dictionaries(NAME, ATOM))


def signed(body: dict[str, Any]) -> dict[str, Any]:
    return sign(body, "C2", SECRET, timestamp=1471918933001, seq=5271)


def test_the_block_stands_first() -> None:
    message = signed({"param": {}, "request": {"seq": "1"}})

    expected = [("authentication", BLOCK), ("param", {}), ("request", {"seq": "1"})]
    assert expected == list(message.items())


def test_the_fields_stand_in_the_order_of_the_document() -> None:
    expected = ["customer", "timestamp", "seq", "digest", "agent"]

    assert expected == list(signed({"authentication": {"agent": "1000"}})["authentication"])


def test_a_block_is_replaced_in_place_and_its_agent_kept() -> None:
    message = signed({"param": {}, "authentication": {"agent": "1000", "seq": "1"}, "request": {}})

    assert ["param", "authentication", "request"] == list(message)
    assert {**BLOCK, "agent": "1000"} == message["authentication"]


@pytest.mark.parametrize(("agent", "kept"), [(1000, "1000"), ("", None), (None, None)])
def test_an_agent_goes_out_as_text_and_an_empty_one_not_at_all(
    agent: object, kept: str | None
) -> None:
    message = signed({"authentication": {"agent": agent}})

    assert kept == message["authentication"].get("agent")


@given(body=OBJECTS)
def test_what_is_given_stays_as_it_was_and_all_else_is_passed_on(body: dict[str, Any]) -> None:
    before = copy.deepcopy(body)
    try:
        message = signed(body)
    except UnsignableBody:
        message = {}
        assert type(body["authentication"]["agent"]) not in {str, int, type(None)}

    assert before == body
    if message:
        others = {name: value for name, value in message.items() if name != "authentication"}
        assert {n: v for n, v in body.items() if n != "authentication"} == others
        assert list(message) == list({} if "authentication" in body else BLOCK_FIRST) + list(body)


BLOCK_FIRST = {"authentication": None}


@given(
    customer=st.from_regex(r"[A-Za-z0-9_-]+", fullmatch=True),
    timestamp=st.integers(min_value=0) | st.from_regex(r"[0-9]+", fullmatch=True),
    seq=st.integers(min_value=0) | st.from_regex(r"[0-9]+", fullmatch=True),
    secret=st.from_regex(r"[!-~]+", fullmatch=True),
)
def test_every_block_bears_its_digest_and_text_alone(
    customer: str, timestamp: int | str, seq: int | str, secret: str
) -> None:
    block = sign({}, customer, secret, timestamp=timestamp, seq=seq)["authentication"]

    digest = compute_digest(customer, str(timestamp), str(seq), secret)
    assert {
        "customer": customer,
        "timestamp": str(timestamp),
        "seq": str(seq),
        "digest": digest,
    } == block


def test_time_and_seq_are_filled_in() -> None:
    before = time.time_ns() // 1_000_000
    first, second = (sign({}, "C2", SECRET)["authentication"] for _ in range(2))
    after = time.time_ns() // 1_000_000

    assert before <= int(first["timestamp"]) <= int(second["timestamp"]) <= after
    assert int(first["seq"]) < int(second["seq"])
    assert (True, True) == (explain_digest(first, SECRET).ok, explain_digest(second, SECRET).ok)


def test_any_mapping_is_taken() -> None:
    assert {"authentication": BLOCK, "a": 1} == signed(MappingProxyType({"a": 1}))  # type: ignore[arg-type]  # why: any mapping


def test_a_secret_may_be_a_callable() -> None:
    message = sign({}, "C2", lambda: SECRET, timestamp=1471918933001, seq=5271)

    assert {"authentication": BLOCK} == message


def test_it_serves_a_client_that_is_not_httpx(server: Http1Server) -> None:
    connection = http.client.HTTPConnection(server.url.removeprefix("http://"))
    message = sign({"request": {"seq": "1"}}, "C2", SECRET)
    connection.request("POST", "/", body=json.dumps(message).encode())
    connection.getresponse().read()
    connection.close()

    assert explain_digest(server.only.block, SECRET).ok


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ({"body": "{}"}, "body must be a dict (a JSON object), not str"),
        ({"body": [{}]}, "body must be a dict (a JSON object), not list"),
        ({"customer": None}, "customer must be str, not NoneType"),
        ({"timestamp": 1.5}, "timestamp must be str or int, not float"),
        ({"seq": True}, "seq must be str or int, not bool"),
    ],
)
def test_an_argument_of_a_wrong_type_is_a_type_error_that_names_it(
    arguments: dict[str, Any], text: str
) -> None:
    given: dict[str, Any] = {"body": {}, "customer": "C2", "secret": SECRET, **arguments}

    with pytest.raises(TypeError) as caught:
        sign(**given)

    assert text == str(caught.value)


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ({"customer": "C 2"}, "customer must match"),
        ({"secret": SECRET + "\n"}, "secret must be text without white space"),
        ({"timestamp": "2016-08-23"}, "timestamp must consist of the digits 0 to 9, got '2016-"),
        ({"timestamp": -1}, "timestamp must consist of the digits 0 to 9, got '-1'"),
        ({"seq": ""}, "seq must consist of the digits 0 to 9, got ''"),
        ({"seq": "٣"}, "seq must consist of the digits 0 to 9, got '٣'"),
        ({"seq": "x" * 99}, "seq must consist of the digits 0 to 9, got 'xxxxxxxxxxxxxxxxxxxxxxxx"),
    ],
)
def test_a_value_of_another_form_is_a_value_error_that_names_it(
    arguments: dict[str, Any], text: str
) -> None:
    given: dict[str, Any] = {"body": {}, "customer": "C2", "secret": SECRET, **arguments}

    with pytest.raises(ValueError, match=f"^{re.escape(text)}") as caught:
        sign(**given)

    assert len(str(caught.value)) < 120
