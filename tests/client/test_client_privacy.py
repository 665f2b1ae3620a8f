"""What is printed: no secret anywhere, and numbers of people shortened in logs and reprs."""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import Any

import pytest

from callcenter_auth import DigestAuth
from callcenter_client import (
    AsyncCallCenter,
    CallCenter,
    CallCenterError,
    CallNumberCommand,
    CallTaskCreateCommand,
    Cdr,
    GetAgentInfoResponse,
    GetCdrListResponse,
    Record,
    TaskMode,
    WorkStatus,
)
from tests.client.asking import SECRET, Asking
from tests.client.raw_server import RawServer, Reply, accepted, http

NUMBER = "13770761337"
LOGS = f"dial {NUMBER} for agent 1000"


def logged(caplog: pytest.LogCaptureFixture, *names: str) -> str:
    """What was written, by the loggers of these names or by all."""
    records = [
        record for record in caplog.records if not names or record.name.partition(".")[0] in names
    ]
    return "\n".join(f"{record.getMessage()} {record.exc_text or ''}" for record in records)


@pytest.mark.parametrize(
    "reply",
    [
        http(accepted() | {"logs": LOGS}),
        http({"result": {"error": 1, "msg": f"{NUMBER} is not allowed"}, "logs": LOGS}),
        http(f"<html>{NUMBER}</html>"),
        Reply(),
    ],
    ids=["done", "refused", "a page", "no reply"],
)
def test_a_dial_logs_neither_the_secret_nor_a_whole_number(
    ask: Asking, server: RawServer, caplog: pytest.LogCaptureFixture, reply: Any
) -> None:
    caplog.set_level(logging.DEBUG)
    server.replies(reply)

    try:
        ask("call_number", agent="1000", callee=NUMBER, options={"debug": True})
    except CallCenterError:
        logging.getLogger("callcenter_client.user").exception("the dial failed")

    assert NUMBER not in logged(caplog, "callcenter_client", "callcenter_auth")
    assert SECRET not in logged(caplog)


@pytest.mark.parametrize(
    "reply",
    [
        accepted() | {"logs": LOGS},
        {"result": {"error": 1, "msg": "no"}, "logs": LOGS},
        {"result": {"error": 0}, "data": {"response": {"result": {"error": 1}}}, "logs": LOGS},
        {"result": {"error": 0}, "logs": LOGS},
    ],
    ids=["done", "refused message", "refused command", "no data"],
)
def test_the_logs_of_a_reply_are_written_once_at_debug(
    ask: Asking, server: RawServer, caplog: pytest.LogCaptureFixture, reply: dict[str, Any]
) -> None:
    caplog.set_level(logging.DEBUG, "callcenter_client")
    server.replies(reply)

    with suppress(CallCenterError):
        ask("call_number", agent="1000", callee=NUMBER, options={"debug": True})

    found = [record for record in caplog.records if record.name == "callcenter_client"]
    assert [(record.levelname, record.getMessage()) for record in found] == [
        ("DEBUG", "CallNumber: the platform's logs: dial 137…37 for agent 1000")
    ]


@pytest.mark.parametrize("logs", ["", None, [], 0])
def test_no_logs_are_no_line(
    ask: Asking, server: RawServer, caplog: pytest.LogCaptureFixture, logs: object
) -> None:
    caplog.set_level(logging.DEBUG, "callcenter_client")
    server.replies(accepted() | {"logs": logs})

    ask("agent_login", agent="1000")

    assert [record for record in caplog.records if record.name == "callcenter_client"] == []


@pytest.mark.parametrize("client", [CallCenter, AsyncCallCenter])
def test_a_client_prints_without_its_secret(client: Any) -> None:
    api = client("http://10.0.0.8:8080", auth=DigestAuth("C2", SECRET))

    assert repr(api) == (
        f"{client.__name__}('http://10.0.0.8:8080', auth=DigestAuth(customer='C2', secret=[secret]), revision=6)"
    )
    assert SECRET not in f"{vars(api)}"


REPRS: list[tuple[object, str]] = [
    (
        CallNumberCommand(agent="1000", callee=NUMBER, user_data="order-7"),
        "CallNumberCommand(user_data='order-7', agent='1000', callee='137…37')",
    ),
    (
        CallNumberCommand(agent=1000, callee=13770761337),
        "CallNumberCommand(agent=1000, callee='137…37')",
    ),
    (
        CallTaskCreateCommand(
            agent="1000", callees=[NUMBER] * 5, callers=["02584567890"], mode=TaskMode.AGENT_FIRST
        ),
        (
            "CallTaskCreateCommand(agent='1000', callees=['137…37', '137…37', '137…37', … 5 in all],"
            " callers=['025…90'], mode=TaskMode.AGENT_FIRST)"
        ),
    ),
    (
        CallNumberCommand(agent="1000", callee="10086", extra={"caller": NUMBER}),
        "CallNumberCommand(agent='1000', callee='100…86', extra=['caller'])",
    ),
    (
        Record(
            key="1",
            caller="10086",
            callee="26104935",
            filename=f"/rec/VR-8000-20180910143920-{NUMBER}.mp3",
        ),
        "Record(key='1', caller='100…86', callee='261…35', filename='/rec/VR-8000-201…20-137…37.mp3')",
    ),
    (Cdr(callee=NUMBER, extra={"number": NUMBER}), "Cdr(callee='137…37')"),
    (GetCdrListResponse(total=0), "GetCdrListResponse(total=0)"),
]


@pytest.mark.parametrize(("value", "shown"), REPRS)
def test_an_object_prints_what_it_holds_with_numbers_shortened(value: object, shown: str) -> None:
    assert repr(value) == shown


def test_a_name_prints_as_its_first_letter(ask: Asking, server: RawServer) -> None:
    server.replies(accepted(data=[{"id": "7", "name": "Wang Fang", "staffNo": "1000"}]))

    response: GetAgentInfoResponse = ask("get_agent_info")

    assert repr(response.data) == "[AgentInfo(id='7', name='W…', staff_no='1000')]"


def test_a_long_list_prints_its_first_rows(ask: Asking, server: RawServer) -> None:
    server.replies(
        accepted(total=500, cdr=[{"key": str(key), "callee": NUMBER} for key in range(500)])
    )

    response: GetCdrListResponse = ask("get_cdr_list")

    assert repr(response).endswith(
        "total=500, cdr=[Cdr(key='0', callee='137…37'), Cdr(key='1', callee='137…37'),"
        " Cdr(key='2', callee='137…37'), … 500 in all])"
    )


def test_the_whole_value_is_in_the_attribute() -> None:
    assert (CallNumberCommand(agent="1", callee=NUMBER).callee, Cdr(callee=NUMBER).callee) == (
        NUMBER,
        NUMBER,
    )


def test_members_print_by_their_names() -> None:
    assert f"{[WorkStatus.BUSY]}" == "[<WorkStatus.BUSY: 'BUSY'>]"
