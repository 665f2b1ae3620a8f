"""Every example of the spec, played to the client: what it promises to partners is what the client reads."""

from __future__ import annotations

import inspect
import json
import re
from typing import TYPE_CHECKING, Any

import pytest

import callcenter_client
from callcenter_client import ApiError, CallCenter, UnexpectedResponse, webhooks
from callcenter_client._spec import OPERATIONS
from tests.spec.document import DATA, SCHEMAS, all_operations, media

if TYPE_CHECKING:
    from tests.client.asking import Asking
    from tests.client.raw_server import RawServer

# A value for each argument that has to be given.
ARGUMENTS = {
    "action": "start",
    "agent": "1000",
    "callee": "13770761337",
    "callees": ["13770761337"],
    "mode": 2,
    "start_key": 0,
    "task_id": "31",
    "verify_code": "1234",
}


def method_of(operation: str) -> str:
    """The client's method: the operation's name in snake case."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", operation).lower()


def arguments_of(method: str) -> dict[str, Any]:
    """The least that it can be called with."""
    parameters = inspect.signature(getattr(CallCenter, method)).parameters.values()
    needed = [one.name for one in parameters if one.default is one.empty and one.name != "self"]
    return {name: ARGUMENTS[name] for name in needed}


def kind_of(operation: str, reply: dict[str, Any]) -> str:
    """What an example says, by its own words: refused, done, empty, silent (no verdict), or a batch."""
    data = reply.get("data") or {}
    if "responses" in data:
        return "batch"
    errors = [
        reply["result"]["error"],
        *(_error(one) for one in [data.get("response")] if one is not None),
    ]
    if any(str(error) not in ("0", "None") for error in errors):
        return "refused"
    if not data:
        return "empty" if OPERATIONS[operation].is_list else "silent"
    return "done" if len(errors) == 2 and None not in errors else "silent"


def _error(response: dict[str, Any]) -> Any:
    return response["result"]["error"] if isinstance(response.get("result"), dict) else None


def examples(kind: str) -> list[Any]:
    """The examples of replies of one kind."""
    return [
        pytest.param(name, example["value"], id=f"{name}-{title}")
        for name, operation in all_operations()
        if name not in DATA["webhooks"]
        for title, example in media(operation)[1]["examples"].items()
        if kind_of(name, example["value"]) == kind
    ]


def ask_for(operation: str, ask: Asking) -> Any:
    method = method_of(operation)
    return ask(method, **arguments_of(method))


def class_of(operation: str, part: str) -> Any:
    return getattr(callcenter_client, f"{operation[0].upper()}{operation[1:]}{part}")


@pytest.mark.parametrize(("operation", "reply"), examples("refused"))
def test_a_refusal_is_an_api_error_with_its_code(
    ask: Asking, server: RawServer, operation: str, reply: dict[str, Any]
) -> None:
    server.replies(reply)

    with pytest.raises(ApiError) as raised:
        ask_for(operation, ask)

    error = raised.value
    message = reply["result"]["error"]
    refused = message if str(message) != "0" else reply["data"]["response"]["result"]["error"]
    assert (error.operation, error.reply, str(error.code)) == (operation, reply, str(refused))


@pytest.mark.parametrize(("operation", "reply"), examples("silent"))
def test_a_reply_without_a_verdict_is_unexpected(
    ask: Asking, server: RawServer, operation: str, reply: dict[str, Any]
) -> None:
    server.replies(reply)

    with pytest.raises(UnexpectedResponse) as raised:
        ask_for(operation, ask)

    assert (raised.value.operation, raised.value.outcome, raised.value.reply) == (
        operation,
        "unknown",
        reply,
    )


@pytest.mark.parametrize(("operation", "reply"), examples("empty"))
def test_a_list_without_data_is_empty(
    ask: Asking, server: RawServer, operation: str, reply: dict[str, Any]
) -> None:
    server.replies(reply)

    assert ask_for(operation, ask) == class_of(operation, "Response")()


@pytest.mark.parametrize(("operation", "reply"), examples("done"))
def test_a_success_is_the_response_class_with_every_field_known(
    ask: Asking, server: RawServer, operation: str, reply: dict[str, Any]
) -> None:
    server.replies(reply)

    response = ask_for(operation, ask)

    # Nothing is in `extra`: what stands in the spec's own examples, the spec has as fields.
    assert (type(response), response.extra) == (class_of(operation, "Response"), {})
    assert (response.seq or "") == str(reply["data"]["response"]["seq"])


ROWS = ("cdr", "record", "data")


def rows_of(reply: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of a list, which stand in the response or beside it."""
    places = (reply["data"], reply["data"]["response"])
    return [row for place in places for name in ROWS for row in place.get(name) or []]


@pytest.mark.parametrize(
    ("operation", "reply"), [one for one in examples("done") if rows_of(one.values[1])]
)
def test_every_row_of_a_success_is_read(
    ask: Asking, server: RawServer, operation: str, reply: dict[str, Any]
) -> None:
    server.replies(reply)

    response = ask_for(operation, ask)

    read = [row for name in ROWS for row in getattr(response, name, [])]
    assert [row.to_dict().keys() for row in read] == [
        {name for name, value in row.items() if value not in ("", None)} for row in rows_of(reply)
    ]


def test_each_operation_has_an_example_of_a_success_and_of_a_refusal() -> None:
    names = [name for name, _ in all_operations() if name not in DATA["webhooks"]]

    assert [{one.values[0] for one in examples(kind)} for kind in ("done", "refused", "batch")] == [
        set(names)
    ] * 3


@pytest.mark.parametrize(("operation", "reply"), examples("batch"))
def test_the_answers_of_a_batch_are_read_as_a_whole_reply(
    operation: str, reply: dict[str, Any]
) -> None:
    found = class_of(operation, "Reply").from_dict(reply)

    sent = reply["data"]["responses"]
    assert [response.seq for response in found.data.responses] == [str(one["seq"]) for one in sent]
    assert [response.extra for response in found.data.responses] == [{}] * len(sent)


def notifications() -> list[Any]:
    """The examples of notifications, each with the name of its kind."""
    return [
        pytest.param(name, example["value"], id=f"{name}-{title}")
        for name, operation in all_operations()
        if name in DATA["webhooks"]
        for title, example in media(operation)[0]["examples"].items()
    ]


CLASSES = {
    "billing": webhooks.Billing,
    "callend": webhooks.CallEnd,
    "callin": webhooks.CallIn,
    "callout": webhooks.CallOut,
    "callstart": webhooks.CallStart,
    "screenpop": webhooks.ScreenPop,
    "taskinfo": webhooks.TaskInfo,
}


def test_every_notification_of_the_spec_has_its_class() -> None:
    assert CLASSES.keys() == DATA["webhooks"].keys()


@pytest.mark.parametrize(("kind", "message"), notifications())
def test_a_notification_is_its_class_with_every_field_of_the_spec_read(
    kind: str, message: dict[str, Any]
) -> None:
    event = webhooks.parse(json.dumps(message).encode())

    assert (type(event), event.raw) == (CLASSES[kind], message)
    properties = fields_of(f"{CLASSES[kind].__name__}Notify")
    assert event.extra.keys() & properties == set()


def fields_of(component: str) -> set[str]:
    """The names of a component's properties, those of the components that it consists of too."""
    schema = SCHEMAS[component]
    parts = [part["$ref"].rpartition("/")[2] for part in schema.get("allOf", []) if "$ref" in part]
    own = [part for part in schema.get("allOf", []) if "$ref" not in part]
    names = set(schema.get("properties", {})).union(*(part.get("properties", {}) for part in own))
    return names.union(*(fields_of(part) for part in parts))
