"""What the sandbox answers to messages that are as they should be."""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from callcenter_auth import compute_digest, sign
from callcenter_sandbox import Sandbox, Verdict
from tests.sandbox.customer import SECRET, Customer

DOCUMENT: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[2] / "spec" / "openapi.yaml").read_text(encoding="utf-8")
)
SCHEMAS: dict[str, Any] = DOCUMENT["components"]["schemas"]
OPERATIONS: dict[str, dict[str, Any]] = {
    item["post"]["operationId"]: item for item in DOCUMENT["paths"].values() if "post" in item
}
LOGIN = {"seq": "1", "agent": "1000", "userData": "order-1001"}


def content(holder: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = holder["content"]["application/json"]
    return found


def sample(operation: str) -> dict[str, Any]:
    """The first command that the document's own example sends."""
    examples = content(OPERATIONS[operation]["post"]["requestBody"])["examples"]
    first = next(example["value"] for example in examples.values() if "request" in example["value"])
    command: dict[str, Any] = first["request"]
    return command


def revisions(operation: str) -> list[int]:
    [parameter] = OPERATIONS[operation]["parameters"]
    name = parameter["$ref"].rsplit("/", 1)[-1]
    schema = DOCUMENT["components"]["parameters"][name]["schema"]["$ref"].rsplit("/", 1)[-1]
    values: list[int] = SCHEMAS[schema]["enum"]
    return values


def faults_in(operation: str, reply: dict[str, Any]) -> list[str]:
    """What the document's schema refuses in a reply."""
    schema = content(OPERATIONS[operation]["post"]["responses"]["200"])["schema"]
    root = {**schema, "components": DOCUMENT["components"]}
    errors = jsonschema_rs.validator_for(root).iter_errors(reply)
    return [f"{error.instance_path}: {error.message}" for error in errors]


def make_ready(box: Sandbox, operation: str) -> None:
    """Bring a sandbox into the state that an operation needs: agents, a call each, a task."""
    for agent in box.agents.values():
        if agent.server_status in ("RINGING", "CALL_OUT", "CALL_IN"):
            box.hang_up(agent.number)
        agent.login()
        agent.set_idle()
        if operation == "HangupCall":
            box.call_in(agent.number, "13813902888")
    if operation.startswith("CallTask") and not box.tasks:
        with Customer(box.url) as asking:
            asking.command("CallTaskCreate", sample("CallTaskCreate"))


ROUTES = [(name, revision) for name in OPERATIONS for revision in revisions(name)]
# An agent has one call at a time.
ONE_BY_ONE = {"CallNumber", "HangupCall"}
EXAMPLES = [
    pytest.param(name, revisions(name)[-1], example["value"], id=f"{name}-{label}")
    for name, item in OPERATIONS.items()
    for label, example in content(item["post"]["requestBody"])["examples"].items()
]


@pytest.mark.parametrize(("operation", "revision"), ROUTES)
def test_every_operation_accepts_at_every_revision_and_replies_by_its_schema(
    customer: Customer, box: Sandbox, operation: str, revision: int
) -> None:
    make_ready(box, operation)
    command = {**sample(operation), "seq": "4711", "userData": "key-7"}
    message = sign({"request": command}, "C2", SECRET)
    reply = customer.raw(operation, message, revision=revision)
    assert faults_in(operation, reply) == []
    assert list(reply) == ["result", "data", "logs"]
    assert (reply["result"]["error"], reply["logs"]) == (0, "")
    assert reply["data"]["seq"] == message["authentication"]["seq"]
    response = reply["data"]["response"]
    assert (response["result"]["error"], response["seq"]) == (0, "4711")
    has_user_data = (
        "userData" in SCHEMAS[f"{operation[0].upper()}{operation[1:]}Response"]["properties"]
    )
    assert response.get("userData") == ("key-7" if has_user_data else None)


@pytest.mark.parametrize(("operation", "revision", "message"), EXAMPLES)
def test_every_example_of_the_document_is_accepted_as_it_stands(
    operation: str, revision: int, message: dict[str, Any], customer: Customer, box: Sandbox
) -> None:
    make_ready(box, operation)
    box.requests.clear()
    reply = customer.raw(operation, message, revision=revision)
    assert [(r.verdict, r.problems) for r in box.requests] == [(Verdict.ACCEPTED, ())]
    assert reply["result"]["error"] == 0


@pytest.mark.parametrize("operation", [name for name in OPERATIONS if name not in ONE_BY_ONE])
def test_a_batch_is_answered_command_by_command(
    customer: Customer, box: Sandbox, operation: str
) -> None:
    make_ready(box, operation)
    commands = [{**sample(operation), "seq": str(n)} for n in (3, 1, 2)]
    reply = customer.message(operation, {"requests": commands}, revision=revisions(operation)[-1])
    assert faults_in(operation, reply) == []
    assert set(reply["data"]) == {"seq", "responses"}
    found = [(r["seq"], r["result"]["error"]) for r in reply["data"]["responses"]]
    assert found == [("3", 0), ("1", 0), ("2", 0)]


@pytest.mark.parametrize("operation", sorted(ONE_BY_ONE))
def test_of_a_batch_for_one_agent_what_is_not_possible_is_refused_by_itself(
    customer: Customer, box: Sandbox, operation: str
) -> None:
    make_ready(box, operation)
    commands = [{**sample(operation), "seq": str(n)} for n in (3, 1)]
    reply = customer.message(operation, {"requests": commands})
    assert faults_in(operation, reply) == []
    found = [(r["seq"], r["result"]["error"]) for r in reply["data"]["responses"]]
    assert found == [("3", 0), ("1", Verdict.NOT_POSSIBLE.code)]


def test_the_history_is_that_of_the_example_named_success(customer: Customer) -> None:
    examples = content(OPERATIONS["getCdrList"]["post"]["responses"]["200"])["examples"]
    window = {"startTime": "2018-09-01 00:00:00", "endTime": "2018-09-30 23:59:59"}
    reply = customer.command("getCdrList", {"seq": "1", **window})
    expected = examples["success"]["value"]["data"]["response"]["cdr"]
    found = {row["key"]: row for row in reply["data"]["response"]["cdr"]}
    assert [{name: found[want["key"]][name] for name in want} for want in expected] == expected


def test_rows_beside_the_response_move_into_each_response_of_a_batch(customer: Customer) -> None:
    single = customer.command("getRecordsList", {"seq": "1", "startKey": 0})
    commands = [{"seq": "1", "startKey": 0}, {"seq": "2", "startKey": 0}]
    batch = customer.message("getRecordsList", {"requests": commands})
    rows = single["data"]["record"]
    assert len(rows) > 0
    assert [response["record"] for response in batch["data"]["responses"]] == [rows, rows]


def test_a_field_that_command_and_response_share_is_echoed(
    customer: Customer, box: Sandbox
) -> None:
    make_ready(box, "CallTaskControl")
    [task, *_] = box.tasks
    reply = customer.command("CallTaskControl", {"seq": "1", "taskID": task, "action": "stop"})
    assert reply["data"]["response"]["taskID"] == task


def test_what_the_command_lacks_is_not_echoed(customer: Customer) -> None:
    reply = customer.command("AgentLogin", {"seq": "", "agent": "1000"})
    assert reply["data"]["response"] == {"seq": "", "result": {"error": 0, "msg": ""}}


@pytest.mark.parametrize(
    ("seq", "user_data"),
    [
        ("201809101439200000005271", "201809101439200000005271"),
        ("", ""),
        (7, "订单-1001"),
        ("007", " spaced "),
    ],
)
def test_seq_and_user_data_come_back_as_they_were_sent(
    customer: Customer, seq: object, user_data: str
) -> None:
    reply = customer.command("AgentLogin", {**LOGIN, "seq": seq, "userData": user_data})
    response = reply["data"]["response"]
    assert (response["seq"], response["userData"]) == (seq, user_data)


def block(**changes: Any) -> dict[str, Any]:
    """The authentication block of the published vector, with changes."""
    values = {"customer": "C2", "timestamp": "1471918933001", "seq": "5271", **changes}
    digest = compute_digest(values["customer"], values["timestamp"], values["seq"], SECRET)
    return {**values, "digest": digest, **changes}


LENIENT = {
    "the published vector": block(digest="ae62e11cab746436b64a26f4ed8e41a3"),
    "digest in upper case": block(digest="AE62E11CAB746436B64A26F4ED8E41A3"),
    "numbers in the block": block(timestamp=1471918933001, seq=5271),
    "seconds": block(timestamp="1471918933"),
    "seconds as a number": block(timestamp=1471918933),
    "an agent": block(agent="1000"),
    "an agent as a number": block(agent=1000),
    "an empty agent": block(agent=""),
}


@pytest.mark.parametrize("authentication", LENIENT.values(), ids=LENIENT)
def test_a_block_is_taken_in_each_form_that_real_servers_take(
    customer: Customer, authentication: dict[str, Any]
) -> None:
    reply = customer.raw("AgentLogin", {"authentication": authentication, "request": LOGIN})
    assert reply["result"]["error"] == 0
    assert reply["data"]["seq"] == authentication["seq"]


@pytest.mark.parametrize(
    ("operation", "changes"),
    [
        ("AgentLogin", {"agent": 1000}),
        ("CallNumber", {"callee": 13770761337, "agent": "1000"}),
        ("VoiceVerify", {"playTimes": "3", "verifyCode": 4271}),
        ("CallTaskCreate", {"mode": "5", "multiplier": "1.5"}),
        ("getRecordsList", {"startKey": "4294967295"}),
        ("getCdrList", {"agent": ["8000"], "serviceType": "5"}),
        ("getCdrList", {"agent": "8000", "serviceType": 5}),
    ],
)
def test_a_scalar_is_taken_as_a_text_and_as_a_number(
    customer: Customer, box: Sandbox, operation: str, changes: dict[str, Any]
) -> None:
    make_ready(box, operation)
    reply = customer.command(operation, {**sample(operation), **changes})
    assert reply["data"]["response"]["result"]["error"] == 0


@pytest.mark.parametrize(
    "name", ["getAgentStatus", "GetAgentStatus", "getRecordsList", "GetRecordsList", "callNumber"]
)
def test_the_case_of_the_first_letter_of_a_name_does_not_matter(
    customer: Customer, box: Sandbox, name: str
) -> None:
    known = next(operation for operation in OPERATIONS if operation.lower() == name.lower())
    assert customer.command(name, sample(known))["result"]["error"] == 0
    assert [received.operation for received in box.requests] == [known]


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "application/json;"},
        {"Content-Type": "application/json;charset=utf8"},
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html"},
    ],
)
def test_headers_do_not_matter(customer: Customer, headers: dict[str, str]) -> None:
    reply = customer.http.post(
        "/openapi/V2.0.6/AgentLogin?from=a",
        json=sign({"request": LOGIN}, "C2", SECRET),
        headers=headers,
    )
    assert reply.json()["result"]["error"] == 0


def test_non_ascii_text_comes_back_as_escapes(customer: Customer) -> None:
    body = sign({"request": {**LOGIN, "userData": "订单"}}, "C2", SECRET)
    raw = json.dumps(body, ensure_ascii=False).encode()
    reply = customer.http.post("/openapi/V2.0.6/AgentLogin", content=raw)
    assert rb'"userData":"\u8ba2\u5355"' in reply.content


@pytest.mark.parametrize("debug", [True, "true"])
def test_logs_are_filled_when_debug_is_on(customer: Customer, debug: object) -> None:
    message = sign({"param": {"debug": debug}, "request": LOGIN}, "C2", SECRET)
    at, seq = message["authentication"]["timestamp"], message["authentication"]["seq"]
    assert customer.raw("AgentLogin", message)["logs"] == (
        f"verdict: accepted\ndigest: MD5(C2@{at}@{seq}@[secret]); the one that was sent is right"
    )


@pytest.mark.parametrize("param", [{}, {"debug": False}, {"debug": "false", "lang": "zh_CN|en_US"}])
def test_logs_are_empty_otherwise(customer: Customer, param: dict[str, Any]) -> None:
    assert customer.message("AgentLogin", {"param": param, "request": LOGIN})["logs"] == ""


def test_another_customer_is_served_with_its_own_secret(customer: Customer) -> None:
    body = sign({"request": LOGIN}, "SCCC-test", "0123456789ABCDEF0123456789ABCDEF")
    assert customer.raw("AgentLogin", body)["result"]["error"] == 0
