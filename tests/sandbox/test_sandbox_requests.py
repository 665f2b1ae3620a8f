"""What the sandbox keeps of what came, and that no secret is in it."""

import doctest
import json
import logging
import subprocess
import sys
import threading
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import callcenter_sandbox
from callcenter_auth import compute_digest, sign
from callcenter_sandbox import (
    SAMPLE_CUSTOMERS,
    Received,
    RequestLog,
    Sandbox,
    Signature,
    Verdict,
    _sandbox,
)
from callcenter_sandbox._platform import Platform
from tests.sandbox.customer import SECRET, Customer, login_message

LOGIN = {"seq": "1", "agent": "1000"}


def test_a_request_is_kept_as_it_came(customer: Customer, box: Sandbox) -> None:
    message = sign({"request": LOGIN}, "C2", SECRET, timestamp=1471918933001, seq=5271)
    raw = json.dumps(message, indent=2).encode()
    reply = customer.http.post(
        "/openapi/V2.0.4/agentLogin?a=b", content=raw, headers={"X-Trace": "7"}
    )
    [received] = box.requests
    assert (received.method, received.target) == ("POST", "/openapi/V2.0.4/agentLogin?a=b")
    assert (received.operation, received.revision) == ("AgentLogin", 4)
    assert (received.raw, received.body) == (raw, message)
    assert received.commands == (LOGIN,)
    assert ("x-trace", "7") in received.headers
    assert (received.verdict, received.problems) == (Verdict.ACCEPTED, ())
    assert (received.status, received.reply_raw, received.reply) == (
        200,
        reply.content,
        reply.json(),
    )
    assert received.signature == Signature(
        customer="C2",
        text="C2@1471918933001@5271@[secret]",
        digest="ae62e11cab746436b64a26f4ed8e41a3",
        verified=True,
    )
    assert timedelta(0) < datetime.now(UTC) - received.time < timedelta(seconds=10)
    assert 0 < received.elapsed < 10


def test_the_log_is_a_sequence(customer: Customer, box: Sandbox) -> None:
    for agent in ("1", "2", "3"):
        customer.command("AgentLogin", {"seq": "1", "agent": agent})
    customer.command("AgentLogout", LOGIN)
    assert len(box.requests) == 4
    assert box.requests[-1].operation == "AgentLogout"
    assert [received.commands[0]["agent"] for received in box.requests[:2]] == ["1", "2"]
    assert len(box.requests.of("AgentLogin")) == 3
    assert box.requests[0] in box.requests
    assert "operation='AgentLogout'" in repr(box.requests)
    box.requests.clear()
    assert list(box.requests) == []


def test_only_the_newest_are_kept() -> None:
    with Sandbox(keep=2) as box, Customer(box.url) as customer:
        for agent in ("1", "2", "3"):
            customer.command("AgentLogin", {"seq": "1", "agent": agent})
        assert [received.commands[0]["agent"] for received in box.requests] == ["2", "3"]


def test_those_that_are_kept_take_no_more_memory_than_so_much(
    customer: Customer, box: Sandbox
) -> None:
    customer.command("AgentLogin", {"seq": "1", "agent": "1000"})
    [one] = box.requests
    size = len(one.raw) + len(one.reply_raw)
    for keep, most, kept in ((9, 3 * size, 3), (9, 3 * size - 1, 2), (9, 1, 1), (None, 1, 5)):
        log = RequestLog(keep, most)
        for _ in range(5):
            log.append(one)
        assert len(log) == kept
        assert [number for number, _ in log.numbered()] == list(range(6 - kept, 6))


def test_the_log_may_be_read_while_it_grows(box: Sandbox, customer: Customer) -> None:
    customer.command("AgentLogin", LOGIN)
    [received] = box.requests
    log = RequestLog(keep=1000)
    done = threading.Event()

    def add() -> None:
        for _ in range(3000):
            log.append(received)
        done.set()

    thread = threading.Thread(target=add)
    thread.start()
    while not done.is_set():
        assert all(item is received for item in log)
    thread.join()
    assert len(log) == 1000


def test_a_listener_is_told_after_a_request_was_kept_and_before_the_reply() -> None:
    kept: list[tuple[Received, Received]] = []

    def listen(received: Received) -> None:
        kept.append((received, box.requests[-1]))

    with Sandbox(on_received=listen) as box, Customer(box.url) as customer:
        customer.command("AgentLogin", LOGIN)
        assert [(told is newest) for told, newest in kept] == [True]


def test_a_listener_that_fails_changes_nothing(caplog: pytest.LogCaptureFixture) -> None:
    def fail(received: Received) -> None:
        raise LookupError(received.operation)

    with Sandbox(on_received=fail) as box, Customer(box.url) as customer:
        assert customer.command("AgentLogin", LOGIN)["result"]["error"] == 0
    assert [record.message for record in caplog.records] == ["the listener to requests failed"]


def test_a_fault_of_the_sandbox_is_told_as_such(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise LookupError("a fault")

    monkeypatch.setattr(Platform, "_check", fail)
    with Sandbox() as box, Customer(box.url) as customer:
        reply = customer.command("AgentLogin", LOGIN)
        assert reply["result"] == {
            "error": Verdict.INTERNAL_ERROR.code,
            "msg": "Internal Error. the sandbox failed; its log says more",
        }
        assert box.requests[0].verdict is Verdict.INTERNAL_ERROR
    assert caplog.records[0].exc_info is not None


LEAKS: dict[str, dict[str, Any]] = {
    "as the digest": {"authentication": {"digest": SECRET}},
    "as the customer": {"authentication": {"customer": SECRET}},
    "as the seq": {"authentication": {"seq": SECRET}},
    "in a field of its own": {"authentication": {"secret": SECRET}},
    "in lower case": {"authentication": {"secret": SECRET.lower()}},
    "as userData": {"request": {"userData": SECRET[:30]}},
    "as a field's name": {"request": {SECRET: 1}},
    "as the agent": {"request": {"agent": SECRET}},
    "in the envelope": {SECRET: SECRET},
}


@pytest.mark.parametrize("leak", LEAKS.values(), ids=LEAKS)
def test_a_secret_that_was_sent_is_nowhere(
    leak: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "callcenter_sandbox")
    caplog.set_level(logging.WARNING, "httpx")  # what the customer logs is the customer's
    message = sign({"param": {"debug": True}, "request": LOGIN}, "C2", SECRET)
    for name, changes in leak.items():
        message[name] = {**message[name], **changes} if name in message else changes
    # A field that holds text is no secret when it is cut short of the whole.
    hidden = SECRET[:30] if "request" in leak and "userData" in leak["request"] else SECRET
    with Sandbox({"C2": hidden, "C3": SECRET}) as box, Customer(box.url) as customer:
        reply = customer.raw("AgentLogin", message)
        customer.http.get(f"/{hidden}?{hidden}", headers={"X-Secret": hidden})
        [received, other] = box.requests
        assert "the body holds a customer's secret, which must never be sent" in received.problems
        for text in (
            *(repr(vars(request)) for request in (received, other)),
            repr(received.reply),
            repr(received.commands),
            repr(box),
            repr(box.requests),
            repr(vars(box)),
            reply["result"]["msg"],
            reply["logs"],
            caplog.text,
        ):
            assert hidden.lower() not in text.lower()
        assert b"[secret]" in received.raw
        assert other.target == "/[secret]?[secret]"


@pytest.mark.parametrize("ascii_only", [True, False])
def test_a_secret_with_any_characters_is_nowhere(*, ascii_only: bool) -> None:
    secret = 'пароль"密码"'
    message = sign({"request": LOGIN, "extra": secret}, "C2", secret)
    raw = json.dumps(message, ensure_ascii=ascii_only).encode()
    with Sandbox({"C2": secret}) as box, Customer(box.url) as customer:
        assert customer.raw("AgentLogin", raw)["result"]["error"] == 0
        customer.http.get("/x", params={"secret": secret})
        first, second = box.requests
    assert first.body["extra"] == "[secret]"
    assert b'"extra": "[secret]"' in first.raw
    assert second.target == "/x?secret=[secret]"


def test_a_secret_in_a_body_that_is_no_json_is_nowhere(customer: Customer, box: Sandbox) -> None:
    customer.raw("AgentLogin", b"\xff" + SECRET.encode())
    [received] = box.requests
    assert (received.raw, received.body) == (b"\xff[secret]", None)


def test_a_secret_that_begins_with_another_is_hidden_whole() -> None:
    with Sandbox({"C1": SECRET[:20], "C2": SECRET}) as box, Customer(box.url) as customer:
        customer.raw("AgentLogin", SECRET.encode())
        assert box.requests[0].raw == b"[secret]"


def test_a_secret_too_short_to_be_one_is_not_looked_for() -> None:
    message = sign({"request": LOGIN}, "C2", "1")
    with Sandbox({"C2": "1"}) as box, Customer(box.url) as customer:
        assert customer.raw("AgentLogin", message)["result"]["error"] == 0
        assert box.requests[0].body == message


def test_numbers_of_people_are_short_in_what_is_printed(customer: Customer, box: Sandbox) -> None:
    customer.command("CallNumber", {**LOGIN, "callee": "+8613770761337"})
    [received] = box.requests
    assert received.problems[0].startswith('request.callee is "+86…37" (with "+"); expected')
    assert "13770761337" not in repr(received).replace('such as "13770761337"', "")


def test_the_sample_customer_is_the_one_of_the_published_vector() -> None:
    digest = compute_digest("C2", "1471918933001", "5271", SAMPLE_CUSTOMERS["C2"])
    assert digest == "ae62e11cab746436b64a26f4ed8e41a3"
    with Sandbox() as box, Customer(box.url) as customer:
        assert customer.raw("AgentLogin", login_message())["result"]["error"] == 0


@pytest.mark.parametrize(
    ("customers", "words"),
    [
        ({}, "customers is empty"),
        ({"": "secret"}, "customer name ''"),
        ({"a@b": "secret"}, "customer name 'a@b': expected letters, digits, _ and - alone"),
        ({"C2": ""}, "the secret of customer 'C2' is empty"),
        ({"C2": "0123456789\n"}, "the secret of customer 'C2' begins or ends with white space"),
    ],
)
def test_unusable_customers(customers: Mapping[str, str], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Sandbox(customers)


def test_the_readme_lists_each_verdict_with_its_code() -> None:
    readme = Path(__file__).parents[2] / "sandbox" / "README.md"
    rows = [line.split("|") for line in readme.read_text(encoding="utf-8").splitlines()]
    listed = {row[1].strip(): row[2].strip() for row in rows if len(row) > 3 and "0x" in row[2]}
    assert listed == {
        str(verdict): f"{verdict.code} (0x{verdict.code:X})"
        for verdict in Verdict
        if verdict not in {Verdict.ACCEPTED, Verdict.NO_RECORDING}
    }


def test_the_fixture_is_a_fresh_sandbox_that_runs(callcenter_sandbox: Sandbox) -> None:
    assert len(callcenter_sandbox.requests) == 0
    with Customer(callcenter_sandbox.url) as customer:
        assert customer.raw("AgentLogin", login_message())["result"]["error"] == 0


def test_all_public_names_are_there() -> None:
    names = {name: getattr(callcenter_sandbox, name) for name in callcenter_sandbox.__all__}
    assert names["Sandbox"] is Sandbox
    assert set(names) <= set(dir(callcenter_sandbox))
    with pytest.raises(AttributeError, match="has no attribute 'Sandboxes'"):
        _ = getattr(callcenter_sandbox, "Sandboxes")  # noqa: B009  # the type checkers know better


WITHOUT_THE_EXTRA = """
import sys
sys.modules["jsonschema_rs"] = None
import callcenter_sandbox, callcenter_sandbox.pytest_plugin, callcenter_sandbox.__main__
try:
    callcenter_sandbox.Sandbox
except ImportError as error:
    print(error)
sys.exit(callcenter_sandbox.__main__.main([]))
"""


def test_without_its_extra_it_says_what_to_install_and_pytest_goes_on() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_THE_EXTRA], capture_output=True, text=True, check=False
    )
    words = "the sandbox needs its extra: pip install 'callcenter-openapi[sandbox]'\n"
    assert (done.returncode, done.stdout, done.stderr) == (
        2,
        words,
        f"callcenter-sandbox: {words}",
    )


def test_loading_the_fixture_loads_nothing_else() -> None:
    script = (
        "import sys, callcenter_sandbox.pytest_plugin;"
        "print({'httpx', 'yaml', 'jsonschema_rs', 'callcenter_client'} & {*sys.modules})"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"


def test_the_examples_of_the_docstrings_run() -> None:
    found = doctest.testmod(_sandbox)
    assert (found.attempted > 0, found.failed) == (True, 0)
