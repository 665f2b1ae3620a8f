"""The operations and notifications are those of the vendor's document: this table against the spec."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from generator.view import operations
from tests.spec.document import DATA, SCHEMAS, all_operations, component, media, target

ALL = [1, 2, 3, 4, 6]
SAFE = "safe"
ONCE = "unsent-only"


@dataclass(frozen=True)
class Contract:
    """One row of §5: revisions, fields of the command besides `seq`, what the response adds."""

    name: str
    retry: str
    required: set[str] = field(default_factory=set[str])
    optional: set[str] = field(default_factory=lambda: {"userData"})
    adds: set[str] = field(default_factory=set[str])
    revisions: list[int] = field(default_factory=lambda: ALL)


USER = {"userData"}
OPERATIONS = [
    Contract("VoiceVerify", ONCE, {"verifyCode", "callee"}, USER | {"playTimes"}),
    Contract("AgentQueryStatus", SAFE, {"agent"}),
    Contract("getAgentStatus", SAFE, {"agent"}, adds={"workStatus", "serverStatus"}),
    Contract("getAgentInfo", SAFE, adds={"data"}, revisions=[6]),
    Contract("AgentLogin", ONCE, {"agent"}),
    Contract("AgentLogout", ONCE, {"agent"}),
    Contract("AgentSetBusy", ONCE, {"agent"}),
    Contract("AgentSetIdle", ONCE, {"agent"}),
    Contract("CallNumber", ONCE, {"agent", "callee"}),
    Contract("HangupCall", ONCE, {"agent", "userData"}, set()),
    Contract(
        "CallTaskCreate",
        ONCE,
        {"agent", "callees", "mode"},
        USER | {"taskName", "callers", "multiplier"},
        {"taskID", "report"},
    ),
    Contract("CallTaskQuery", SAFE, {"agent"}, adds={"taskID"}),
    Contract("CallTaskControl", ONCE, {"taskID", "action"}, USER | {"agent"}, {"taskID"}),
    Contract("CallTaskAddNumbers", ONCE, {"taskID", "agent", "callees"}, adds={"taskID", "report"}),
    Contract("getRecordsList", SAFE, {"startKey"}, adds={"record"}, revisions=[4, 6]),
    Contract(
        "getCdrList",
        SAFE,
        optional=USER
        | {"agent", "serviceType", "startTime", "endTime", "caller", "callee"}
        | {"timeLengthMin", "timeLengthMax"},
        adds={"total", "cdr"},
        revisions=[1, 6],
    ),
]

CALL = {"seq", "customer", "agent", "number", "call_type"}
NOTIFICATIONS = {
    "callstart": {"type", "userData", *CALL},
    "callend": {"type", "userData", *CALL},
    "screenpop": CALL,
    "callin": {"type", "userData", *CALL},
    "callout": {"type", "userData", *CALL},
    "billing": {
        *("type", "seq", "userData", "startTime", "ringTime", "answerTime", "byeTime"),
        *("callee", "caller", "recordFile", "service", "session", "timeLength", "staffNo"),
    },
    "taskinfo": {
        *("type", "seq", "userData", "taskID", "taskName", "calleeAmount", "remainAmount"),
        *("status", "purpose", "group", "staffNo"),
    },
}

ids = [row.name for row in OPERATIONS]
each_operation = pytest.mark.parametrize("row", OPERATIONS, ids=ids)


def pascal(name: str) -> str:
    return name[0].upper() + name[1:]


def test_there_are_the_operations_of_the_document_in_its_order() -> None:
    found = [operation["operationId"] for _, _, operation in operations(DATA)]
    at = ids.index("getRecordsList") + 1  # the document tells of the download there
    assert [*ids[:at], "downloadRecording", *ids[at:]] == found


@each_operation
def test_an_operation_stands_under_the_path_of_its_name(row: Contract) -> None:
    paths = [path for path, _, it in operations(DATA) if it["operationId"] == row.name]
    assert paths == [f"/openapi/V2.0.{{revision}}/{row.name}"]


@each_operation
def test_an_operation_is_at_the_revisions_of_the_document(row: Contract) -> None:
    (parameter,) = DATA["paths"][f"/openapi/V2.0.{{revision}}/{row.name}"]["parameters"]
    parameter = DATA["components"]["parameters"][parameter["$ref"].rpartition("/")[2]]
    assert row.revisions == target(parameter["schema"])["enum"]


@each_operation
def test_an_operation_says_whether_it_may_be_sent_again(row: Contract) -> None:
    assert row.retry == dict(all_operations())[row.name]["x-retry"]


@each_operation
def test_a_command_has_the_fields_of_the_document(row: Contract) -> None:
    command = SCHEMAS[f"{pascal(row.name)}Command"]
    assert {"seq"} | row.required == set(command["required"])
    assert {"seq"} | row.required | row.optional == set(command["properties"])


@each_operation
def test_a_response_has_the_fields_of_the_document(row: Contract) -> None:
    common = {"seq", "result"} if row.name == "HangupCall" else {"seq", "result", "userData"}
    assert common | row.adds == set(SCHEMAS[f"{pascal(row.name)}Response"]["properties"])


@each_operation
def test_the_components_of_an_operation_bear_its_name(row: Contract) -> None:
    request, answer = media(dict(all_operations())[row.name])
    stem = pascal(row.name)
    assert [f"{stem}Message", f"{stem}Reply"] == [component(request), component(answer)]


def test_the_operations_that_find_a_command_again_are_safe_and_take_its_fields() -> None:
    named = dict(all_operations())
    asks = {name: it["x-find-out"] for name, it in named.items() if "x-find-out" in it}
    assert [
        *("VoiceVerify", "CallNumber", "HangupCall", "CallTaskCreate", "CallTaskAddNumbers")
    ] == list(asks)
    for name, questions in asks.items():
        for question in questions:
            assert named[question["operation"]]["x-retry"] == SAFE
            asked = SCHEMAS[f"{pascal(question['operation'])}Command"]["properties"]
            own = SCHEMAS[f"{pascal(name)}Command"]["properties"]
            assert {*question["with"]} <= own.keys() & asked.keys()
            assert question.get("from", "seq") in asked


def test_there_are_the_notifications_of_the_document() -> None:
    assert list(NOTIFICATIONS) == list(DATA["webhooks"])


@pytest.mark.parametrize("name", NOTIFICATIONS)
def test_a_notification_has_the_fields_of_the_document(name: str) -> None:
    request, answer = media(dict(all_operations())[name])
    body = SCHEMAS[component(request)]
    notify = target(body["properties"]["notify"])
    documented = {
        key
        for key, field in notify["properties"].items()
        if field.get("x-provenance") not in ("seen", ["seen", "core"]) or key == "staffNo"
    }
    assert NOTIFICATIONS[name] == documented
    assert component(answer) == "Acknowledgement"
    if name != "screenpop":
        assert notify["properties"]["type"]["enum"] == [name]


def test_a_bill_that_comes_twice_is_known_by_customer_and_session() -> None:
    dedupe = {name: it["x-dedupe"] for name, it in all_operations() if "x-dedupe" in it}
    assert dedupe == {"billing": ["authentication.customer", "notify.session"]}


def test_no_component_ends_in_a_word_that_generators_claim() -> None:
    assert [] == [name for name in SCHEMAS if name.endswith("Request")]


def test_the_document_declares_no_refusal_but_the_platforms_own() -> None:
    assert {("200",)} == {tuple(it["responses"]) for _, _, it in operations(DATA)}


def test_the_dialect_is_left_out() -> None:
    """With it, Prism checks no body at all."""
    assert "jsonSchemaDialect" not in DATA
