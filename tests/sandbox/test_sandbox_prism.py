"""Prism between the client and the sandbox: both keep to the document, by a judge that is none of ours.

Prism validates what goes through it, and tells of what doesn't fit in the header `sl-violations`.
"""

import asyncio
import json
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import httpx
import pytest

import callcenter_client
from callcenter_auth import DigestAuth, sign
from callcenter_client import ApiError, AsyncCallCenter, CallCenter, CallTaskReport
from callcenter_client._spec import OPERATIONS
from callcenter_sandbox import Sandbox
from tests.sandbox.customer import SECRET
from tests.sandbox.prism import prism
from tests.sandbox.test_sandbox_replies import EXAMPLES, ROUTES, make_ready, sample

# What a platform may do without leaving the document.
DEVIATIONS = ("text-numbers", "unknown-enum", "null-data", "boundary-twice", "stuck-key")


class Judged:
    """A way to the sandbox that leads through Prism.

    Attributes:
        box: The sandbox.
        url: Prism's address.
        violations: What Prism has found so far.
    """

    def __init__(self, box: Sandbox, url: str) -> None:
        self.box, self.url = box, url
        self.violations: list[str] = []
        self._http = httpx.Client(trust_env=False, event_hooks={"response": [self._look]})
        self.api = CallCenter(url, auth=DigestAuth("C2", SECRET), http_client=self._http)

    def _look(self, response: httpx.Response) -> None:
        if found := response.headers.get("sl-violations"):
            self.violations += [
                f"{'.'.join(one['location'])}: {one['message']}" for one in json.loads(found)
            ]

    async def _look_async(self, response: httpx.Response) -> None:
        self._look(response)

    def post(
        self, operation: str, message: dict[str, Any], *, revision: int = 6, fault: str = ""
    ) -> httpx.Response:
        """Sign a message and send it."""
        body = sign(message, "C2", SECRET)
        target = f"{self.url}/openapi/V2.0.{revision}/{operation}"
        headers = {"X-Sandbox-Fault": fault} if fault else {}
        return self._http.post(target, json=body, headers=headers)

    def get(self, target: str) -> httpx.Response:
        return self._http.get(f"{self.url}{target}")

    async def ask_async(self, method: str, *arguments: Any, **named: Any) -> Any:
        hooks = {"response": [self._look_async]}
        auth = DigestAuth("C2", SECRET)
        async with (
            httpx.AsyncClient(trust_env=False, event_hooks=hooks) as http,
            AsyncCallCenter(self.url, auth=auth, http_client=http) as api,
        ):
            return await getattr(api, method)(*arguments, **named)

    def close(self) -> None:
        self._http.close()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judged]:
    output = tmp_path_factory.mktemp("prism") / "output.txt"
    with (
        Sandbox({"C2": SECRET}, history=True) as box,
        prism("proxy", box.url, output=output) as url,
    ):
        judged = Judged(box, url)
        yield judged
        judged.close()


@pytest.fixture
def judged(shared: Judged) -> Judged:
    """Nothing was found yet."""
    shared.violations.clear()
    return shared


def snake(name: str) -> str:
    """A name of the document as the client has it."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


def arguments_of(operation: str) -> dict[str, Any]:
    """The command of the document's first example, as arguments of the client's method."""
    return {snake(name): value for name, value in sample(operation).items() if name != "seq"}


def commands_of(operation: str, count: int) -> list[Any]:
    """The same as commands of a batch."""
    name = f"{operation[0].upper()}{operation[1:]}Command"
    return [
        getattr(callcenter_client, name)(**arguments_of(operation), seq=str(n))
        for n in range(count)
    ]


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_method_of_the_client_keeps_to_the_document(judged: Judged, operation: str) -> None:
    make_ready(judged.box, operation)
    getattr(judged.api, snake(operation))(**arguments_of(operation))
    assert [] == judged.violations


@pytest.mark.parametrize("operation", OPERATIONS)
def test_so_does_every_method_of_the_client_for_asyncio(judged: Judged, operation: str) -> None:
    make_ready(judged.box, operation)
    asyncio.run(judged.ask_async(snake(operation), **arguments_of(operation)))
    assert [] == judged.violations


@pytest.mark.parametrize("operation", OPERATIONS)
def test_so_does_every_batch(judged: Judged, operation: str) -> None:
    make_ready(judged.box, operation)
    batch, commands = f"{snake(operation)}_batch", commands_of(operation, 3)
    getattr(judged.api, batch)(commands, chunk=2)
    make_ready(judged.box, operation)
    asyncio.run(judged.ask_async(batch, commands, chunk=2))
    assert [] == judged.violations


@pytest.mark.parametrize(("operation", "revision"), ROUTES)
def test_every_operation_keeps_to_the_document_at_every_revision(
    judged: Judged, operation: str, revision: int
) -> None:
    make_ready(judged.box, operation)
    message = {"param": {"debug": True, "lang": "en_US"}, "request": sample(operation)}
    assert 200 == judged.post(operation, message, revision=revision).status_code
    assert [] == judged.violations


@pytest.mark.parametrize(("operation", "revision", "message"), EXAMPLES)
def test_every_example_of_the_document_and_its_reply_keep_to_it(
    judged: Judged, operation: str, revision: int, message: dict[str, Any]
) -> None:
    make_ready(judged.box, operation)
    assert 200 == judged.post(operation, message, revision=revision).status_code
    assert [] == judged.violations


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_refusal_keeps_to_the_document(judged: Judged, operation: str) -> None:
    wrong = judged.api.with_options(auth=DigestAuth("C2", "0" * 40), debug=True)
    with pytest.raises(ApiError) as of_message:
        getattr(wrong, snake(operation))(**arguments_of(operation))
    judged.box.refuse(operation, code=7, msg="not today", times=1)
    with pytest.raises(ApiError) as of_command:
        getattr(judged.api, snake(operation))(**arguments_of(operation))
    assert ("message", "command") == (of_message.value.level, of_command.value.level)
    assert [] == judged.violations


@pytest.mark.parametrize("kind", DEVIATIONS)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_what_a_platform_may_do_is_within_the_document(
    judged: Judged, operation: str, kind: str
) -> None:
    make_ready(judged.box, operation)
    judged.post(operation, {"request": sample(operation)}, fault=kind)
    assert [] == judged.violations


def test_lists_that_go_on_keep_to_the_document(judged: Judged) -> None:
    box = judged.box
    box.agents["1001"].login()
    box.clock.advance(300)  # what went before is not in the span
    began = box.clock.time
    for _ in range(3):
        box.call_in("1001", "13770761337")
        box.clock.advance(60)
    rows = judged.api.iter_cdr_list(
        start_time=began,
        end_time=began + timedelta(hours=1),
        agent="1001",
        window=timedelta(minutes=1),
    )
    assert 3 == len(list(rows))
    assert 3 <= len(list(judged.api.iter_records(start_key=0)))
    assert [] == judged.violations


def test_a_task_that_is_filled_in_several_messages_keeps_to_the_document(judged: Judged) -> None:
    numbers = [str(13700000000 + n) for n in range(1200)]
    done = judged.api.call_task_create_all(agent="1002", mode=2, callees=numbers)
    assert CallTaskReport(total=1200, error=0, repeat=0) == done.report
    assert [] == judged.violations


def test_looking_for_a_lost_dial_keeps_to_the_document(judged: Judged) -> None:
    judged.box.agents["1003"].login()
    judged.box.fault("CallNumber", "empty", times=1)
    with pytest.raises(callcenter_client.UnexpectedResponse) as raised:
        judged.api.call_number(agent="1003", callee="13770761337")
    judged.violations.clear()  # the empty reply is one
    assert "seen" == judged.api.find_out(raised.value).verdict
    assert [] == judged.violations


def test_a_recording_keeps_to_the_document(judged: Judged) -> None:
    judged.box.agents["1004"].login()
    call = judged.box.call_in("1004", "13770761337")
    judged.box.clock.advance(60)
    # In one piece, as a parameter of a path ends at a slash in OpenAPI.
    reply = judged.get(f"/{quote(call.recording, safe='')}")
    assert (200, b"RIFF") == (reply.status_code, reply.content[:4])
    assert [] == judged.violations


def test_a_body_that_does_not_fit_is_found(judged: Judged) -> None:
    judged.post("AgentLogin", {"request": {"seq": "1", "agent": ["1000"]}})
    assert [
        "request.body.request.agent: Request body property request.agent must be string,integer"
    ] == judged.violations


def test_a_reply_that_does_not_fit_is_found(judged: Judged) -> None:
    judged.box.reply("AgentLogin", raw=b'{"result":{"error":[]}}', times=1)
    judged.post("AgentLogin", {"request": {"seq": "1", "agent": "1000"}})
    assert [
        "response.body.result.error: Response body property result.error must be integer,string"
    ] == judged.violations
