"""Mutated replies: only the declared types or the declared errors come out, and in time. `FUZZ=100000` tries so many."""

from __future__ import annotations

import copy
import json
import os
import pickle
import random
import time
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Any, get_type_hints

import attrs
import pytest

import callcenter_client
from callcenter_client import ApiError, CallCenter, CallCenterError, UnexpectedResponse
from callcenter_client._attempt import Meta
from callcenter_client._batch import Batch
from callcenter_client._call import Call, Reply
from callcenter_client._config import make_config
from callcenter_client._prepare import prepare
from callcenter_client._spec import OPERATIONS
from tests.client.asking import ask_async, ask_sync, plain_http, published_auth
from tests.client.calls import SAMPLES
from tests.client.raw_server import RawServer, http
from tests.client.raw_server import Reply as Sent
from tests.faults.mutants import ODD, SCHEMAS, Mutant, mutant

COUNT = int(os.environ.get("FUZZ", "5000"))
FIRST = int(os.environ.get("FUZZ_FIRST", "0"))
CONFIG = make_config(
    "http://127.0.0.1:9",
    revision=6,
    lang=None,
    debug=False,
    timeout=10,
    deadline=20,
    retries=2,
    tz="Asia/Shanghai",
    api_path=None,
)
PARTS = 5


def kind(name: str, suffix: str) -> Any:
    return getattr(callcenter_client, f"{name[0].upper()}{name[1:]}{suffix}")


def single(name: str) -> Call[Any]:
    command = kind(name, "Command")(**SAMPLES[name].arguments)
    return prepare(OPERATIONS[name], command, kind(name, "Response"), CONFIG, None)


def batch(name: str) -> Call[Any]:
    commands = [kind(name, "Command")(**SAMPLES[name].arguments, seq=seq) for seq in (0, 1, 7)]
    return Batch(
        OPERATIONS[name],
        kind(name, "Command"),
        kind(name, "Response"),
        commands,
        chunk=9,
        config=CONFIG,
        options=None,
    ).calls[0]


def test_the_schema_of_each_operation_is_mutated() -> None:
    assert set(SCHEMAS) == set(OPERATIONS)


@pytest.mark.timeout(36_000)
@pytest.mark.parametrize("part", range(PARTS))
def test_a_mutated_reply_is_a_response_or_a_declared_error(part: int) -> None:
    calls = {name: (single(name), batch(name)) for name in OPERATIONS}
    outcomes = {"ok": 0, "refused": 0, "unknown": 0}
    for number in range(FIRST + part, FIRST + COUNT, PARTS):
        made = mutant(number)
        try:
            for call in calls[made.operation]:
                outcomes[concluded(call, made)] += 1
        except Exception as error:  # whatever it is, it is to be found again
            raise AssertionError(f"mutant {number} (FUZZ_FIRST={number} FUZZ=1): {made}") from error

    # The mutants are neither all broken nor all whole.
    assert min(outcomes.values()) >= COUNT // PARTS // 25


def concluded(call: Call[Any], made: Mutant) -> str:
    """What came of a reply, when all that it is holds."""
    reply = Reply(made.status, made.content, "application/json")
    started = time.process_time()
    try:
        found = call.conclude(reply)
    except CallCenterError as error:
        found = error
    assert time.process_time() - started < 2
    if isinstance(found, list):
        assert len(found) == 3
        for each in found:
            one(each, made)
        return "ok"
    return one(found, made)


def one(found: Any, made: Mutant) -> str:
    assert isinstance(repr(found), str)
    assert_travels(found)
    if isinstance(found, CallCenterError):
        assert type(found) in (ApiError, UnexpectedResponse)
        assert str(found).isprintable() or "\n" not in str(found)
        assert found.operation == made.operation
        if isinstance(found, ApiError):
            assert (type(found.code) in (int, str), found.code in (0, "0", "")) == (True, False)
            assert (found.level in ("message", "command"), found.outcome) == (True, "refused")
            return "refused"
        assert (found.outcome, getattr(found, "status", None)) == ("unknown", made.status)
        return "unknown"
    assert (type(found), made.status) == (kind(made.operation, "Response"), 200)
    assert says_yes(found.meta.raw["result"])
    assert_declared(found)
    return "ok"


def says_yes(result: Any) -> bool:
    error = result["error"]
    return (isinstance(error, int) and not isinstance(error, bool) and error == 0) or error == "0"


def assert_travels(found: Any) -> None:
    """It survives pickle, and a response deepcopy, as far as its JSON isn't nested deeper than Python can."""
    try:
        arrived = pickle.loads(pickle.dumps(found))
    except RecursionError:
        assert not isinstance(found, CallCenterError)
        return
    assert type(arrived) is type(found)
    if isinstance(found, CallCenterError):
        assert str(arrived) == str(found)
    else:
        assert arrived == found or "NaN" in repr(found)
        copy.copy(found)


def assert_declared(found: Any) -> None:
    """Each attribute of a response has its declared type, down to the last row."""
    for attribute in attrs.fields(type(found)):
        value = getattr(found, attribute.name)
        if attribute.name == "meta":
            assert isinstance(value, Meta | None)
        elif attribute.name == "extra":
            assert isinstance(value, dict)
        elif isinstance(value, list):
            for each in value:
                assert each is not None
                if attrs.has(type(each)):
                    assert_declared(each)
        elif attrs.has(type(value)):
            assert_declared(value)
        else:
            assert_scalar(value, str(attribute.type), f"{type(found).__name__}.{attribute.name}")


NAMES: dict[str, type[Any] | tuple[type[Any], ...]] = {
    "str": str,
    "int": int,
    "float": float,
    "bool": bool,
    "Decimal": Decimal,
    "datetime.datetime": datetime,
    "datetime": datetime,
    "None": type(None),
}


def assert_scalar(value: Any, declared: str, where: str) -> None:
    allowed: list[type[Any]] = []
    for name in (part.strip() for part in declared.split("|")):
        known = NAMES.get(name, Enum)
        allowed += known if isinstance(known, tuple) else [known]
    assert isinstance(value, tuple(allowed)), (
        f"{where} is a {type(value).__name__}, declared {declared}"
    )
    assert not (isinstance(value, bool) and bool not in allowed), where
    if isinstance(value, datetime):
        assert value.tzinfo is not None, where


def test_what_is_declared_is_looked_at() -> None:
    """That the check can fail."""
    cdr = callcenter_client.Cdr(key="1")
    assert_declared(cdr)
    cdr.time_length = "7"  # type: ignore[assignment]  # the fault
    with pytest.raises(AssertionError, match=r"Cdr\.time_length is a str, declared"):
        assert_declared(cdr)
    assert get_type_hints(one)


@pytest.mark.parametrize("depth", [*range(1, 1100, 60), *range(880, 1020, 4), 5000, 200_000])
@pytest.mark.parametrize("shape", ["[{}]", '{{"a":{}}}'])
def test_nesting_of_any_depth_is_a_response_or_a_declared_error(depth: int, shape: str) -> None:
    before, _, after = shape.replace("{{", "{").replace("}}", "}").partition("{}")
    deep = before * depth + "0" + after * depth
    body = '{"result":{"error":0},"data":{"response":{"result":{"error":0},"more":' + deep + "}}}"

    call = single("CallNumber")

    assert concluded(call, Mutant("CallNumber", 200, body.encode())) in ("ok", "unknown")
    assert concluded(batch("CallNumber"), Mutant("CallNumber", 200, body.encode()))


@pytest.mark.parametrize("place", ["result", "data", "response", "error", "seq", "logs", "top"])
@pytest.mark.parametrize("name", ["CallNumber", "getCdrList", "getRecordsList", "CallTaskCreate"])
def test_each_odd_value_in_each_place_of_the_envelope(name: str, place: str) -> None:
    call = single(name)
    for odd in ODD:
        response: dict[str, Any] = {"seq": "1", "result": {"error": 0}} | SAMPLES[name].fields
        whole: Any = {
            "result": {"error": 0},
            "data": {"seq": "1", "response": response},
            "logs": "",
        }
        holder = {
            "result": whole,
            "data": whole,
            "logs": whole,
            "response": whole["data"],
            "error": response["result"],
            "seq": response,
        }.get(place)
        if holder is None:
            whole = odd
        else:
            holder[place] = odd
        concluded(call, Mutant(name, 200, json.dumps(whole).encode()))


@pytest.mark.parametrize("way", [ask_sync, ask_async], ids=["sync", "async"])
def test_whole_http_replies_that_are_mutated(way: Any) -> None:
    """With their heads: what httpx makes of them is one of the declared errors too."""
    # It keeps no secret.
    rng = random.Random(7)
    count = max(100, COUNT // 100)
    with RawServer() as server, plain_http() as mine:
        api = CallCenter(server.url, auth=published_auth(), http_client=mine)
        for number in range(FIRST, FIRST + count):
            made = mutant(number)
            whole = bytearray(http(made.content, status=f"{made.status} X"))
            for _ in range(rng.randint(0, 4)):
                whole[rng.randrange(min(len(whole), 120))] = rng.randrange(256)
            server.replies(Sent(bytes(whole)))
            sample = SAMPLES[made.operation]
            settings = {"retries": 0, "timeout": 5}
            try:
                if way is ask_sync:
                    getattr(api, sample.method)(**sample.arguments, options=settings)
                else:
                    way(server.url, {}, sample.method, **sample.arguments, options=settings)
            except CallCenterError as error:
                assert error.outcome in ("refused", "unknown")  # noqa: PT017  # any of them
            except Exception as error:
                raise AssertionError(f"mutant {number}: {bytes(whole)!r}") from error
        # A mutated `Connection: close` leaves a connection that the server has closed: a call on it isn't read.
        assert len(server.requests) > 0.9 * count
