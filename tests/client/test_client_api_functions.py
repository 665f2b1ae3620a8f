"""openapi-python-client's own functions, `callcenter_client.api.…`: each is called, in its four forms."""

from __future__ import annotations

import asyncio
import inspect
from importlib import import_module
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Any

import pytest

import callcenter_client
from callcenter_client import Client, api, errors
from callcenter_client._spec import OPERATIONS
from tests.client.asking import BLOCK, NO_TLS, published_auth
from tests.client.raw_server import RawServer, accepted, http

if TYPE_CHECKING:
    from types import ModuleType

FORMS = ["sync", "sync_detailed", "asyncio", "asyncio_detailed"]
MODULES = {
    module.name.rpartition(".")[2]: module.name
    for module in walk_packages(api.__path__, f"{api.__name__}.")
    if not module.ispkg
}

# What a command has beside seq and userData.
COMMANDS: dict[str, tuple[dict[str, Any], str]] = {
    "VoiceVerify": (
        {"verify_code": "0123", "callee": "13770761337"},
        '"verifyCode":"0123","callee":"13770761337"',
    ),
    "CallNumber": (
        {"agent": "1000", "callee": "13770761337"},
        '"agent":"1000","callee":"13770761337"',
    ),
    "HangupCall": ({"agent": "1000"}, '"userData":"","agent":"1000"'),
    "CallTaskCreate": (
        {"agent": "1000", "callees": ["13770761337"], "mode": 2},
        '"agent":"1000","callees":["13770761337"],"mode":2',
    ),
    "CallTaskControl": ({"task_id": "31", "action": "start"}, '"taskID":"31","action":"start"'),
    "CallTaskAddNumbers": (
        {"task_id": "31", "agent": "1000", "callees": ["13770761337"]},
        '"taskID":"31","agent":"1000","callees":["13770761337"]',
    ),
    "getAgentInfo": ({}, ""),
    "getCdrList": ({}, ""),
    "getRecordsList": ({"start_key": 0}, '"startKey":0'),
}
AGENT_ALONE = ({"agent": "1000"}, '"agent":"1000"')


def module_of(operation: str) -> ModuleType:
    return import_module(
        MODULES["".join(f"_{c.lower()}" if c.isupper() else c for c in operation).lstrip("_")]
    )


def class_of(operation: str, part: str) -> Any:
    return getattr(callcenter_client, f"{operation[0].upper()}{operation[1:]}{part}")


def call(function: Any, revision: Any, server: RawServer, body: Any, **settings: Any) -> Any:
    """Call a function with a client that signs, as the README shows."""
    arguments = {"auth": published_auth(), "trust_env": False}
    client = Client(base_url=server.url, verify_ssl=NO_TLS, httpx_args=arguments, **settings)
    if not inspect.iscoroutinefunction(function):
        with client:
            return function(revision, client=client, body=body)

    async def wait() -> Any:
        async with client:
            return await function(revision, client=client, body=body)

    return asyncio.run(wait())


def revision_of(function: Any) -> Any:
    """The greatest revision that a function's annotation lets through."""
    annotation = inspect.signature(function, eval_str=True).parameters["revision"].annotation
    return list(annotation)[-1]


def test_every_operation_has_its_module() -> None:
    assert {module_of(operation).__name__ for operation in OPERATIONS} == set(MODULES.values())


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_function_sends_a_signed_message_and_reads_the_reply(
    server: RawServer, operation: str, form: str
) -> None:
    server.replies(accepted())
    arguments, written = COMMANDS.get(operation, AGENT_ALONE)
    body = class_of(operation, "Message")(
        request=class_of(operation, "Command")(seq="1", **arguments)
    )
    function = getattr(module_of(operation), form)

    found = call(function, revision_of(function), server, body)

    command = f'{{"seq":"1"{"," if written else ""}{written}}}'
    assert server.only.request_line == f"POST /openapi/V2.0.6/{operation} HTTP/1.1"
    assert server.only.body.decode() == f'{{"authentication":{BLOCK},"request":{command}}}'
    reply = found.parsed if form.endswith("detailed") else found
    assert reply == class_of(operation, "Reply").from_dict(accepted())
    assert (reply.result.error, reply.data.response.seq, reply.data.response.result.error) == (
        0,
        "1",
        0,
    )


@pytest.mark.parametrize("form", ["sync_detailed", "asyncio_detailed"])
@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_detailed_function_gives_the_status_and_the_bytes(
    server: RawServer, operation: str, form: str
) -> None:
    server.replies(http("<h1>Oops</h1>", status="502 Bad Gateway"))
    function = getattr(module_of(operation), form)
    arguments, _ = COMMANDS.get(operation, AGENT_ALONE)
    body = class_of(operation, "Message")(request=class_of(operation, "Command")(**arguments))

    found = call(function, revision_of(function), server, body)

    assert (found.status_code, found.content, found.parsed) == (502, b"<h1>Oops</h1>", None)


@pytest.mark.parametrize("form", FORMS)
def test_another_status_is_an_error_when_asked_for(server: RawServer, form: str) -> None:
    server.replies(http("<h1>Oops</h1>", status="502 Bad Gateway"))
    function = getattr(module_of("AgentLogin"), form)
    body = callcenter_client.AgentLoginMessage(
        request=callcenter_client.AgentLoginCommand(agent="1000")
    )

    with pytest.raises(errors.UnexpectedStatus) as raised:
        call(
            function,
            callcenter_client.Revision.VALUE_6,
            server,
            body,
            raise_on_unexpected_status=True,
        )

    assert (raised.value.status_code, raised.value.content) == (502, b"<h1>Oops</h1>")


def test_a_message_may_hold_several_commands(server: RawServer) -> None:
    server.replies(
        '{"result":{"error":0},"data":{"seq":"5271","responses":'
        '[{"seq":"2","result":{"error":"7"}},{"seq":1,"result":{"error":0}}]}}'
    )
    commands = [
        callcenter_client.AgentLoginCommand(agent=agent, seq=seq)
        for seq, agent in ((1, "1000"), (2, "1001"))
    ]
    body = callcenter_client.AgentLoginMessage(requests=commands)

    reply = call(module_of("AgentLogin").sync, callcenter_client.Revision.VALUE_6, server, body)

    assert server.only.message["requests"] == [
        {"seq": "1", "agent": "1000"},
        {"seq": "2", "agent": "1001"},
    ]
    assert [(one.seq, one.result.error) for one in reply.data.responses] == [("2", 7), ("1", 0)]


def test_a_message_that_does_not_fit_is_refused_before_sending(server: RawServer) -> None:
    body = callcenter_client.AgentLoginMessage(
        request=callcenter_client.AgentLoginCommand(agent="x")
    )

    with pytest.raises(
        callcenter_client.InvalidCommand, match="agent is 'x', expected 1 to 8 digits 0-9"
    ):
        call(module_of("AgentLogin").sync, callcenter_client.Revision.VALUE_6, server, body)

    assert server.requests == []
