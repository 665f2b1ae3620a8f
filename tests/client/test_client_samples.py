"""The samples of the document and the replies of the field notes, as they came: typed values come out."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from callcenter_client import (
    AgentInfo,
    AgentLoginResponse,
    AgentQueryStatusResponse,
    AgentSetIdleResponse,
    CallNumberResponse,
    CallTaskAddNumbersResponse,
    CallTaskControlResponse,
    CallTaskCreateResponse,
    CallTaskQueryResponse,
    CallTaskReport,
    Cdr,
    CdrResult,
    GetAgentInfoResponse,
    GetAgentStatusResponse,
    GetCdrListResponse,
    GetRecordsListResponse,
    HangupCallResponse,
    Record,
    RecordType,
    ReleaseCause,
    Result,
    ResultText,
    ServerStatus,
    ServiceType,
    VoiceVerifyResponse,
    WorkStatus,
)

if TYPE_CHECKING:
    from tests.client.asking import Asking
    from tests.client.raw_server import RawServer

SHANGHAI = ZoneInfo("Asia/Shanghai")
DONE = Result(error=0)
LONG = "123456789012345678901234"

RECORDS = """
{"result": {"error": 0, "msg": "成功"},
 "data": {"seq": "5271",
          "response": {"seq": "1", "userData": null, "result": {"error": 0}},
          "record": [{"key": "1", "caller": "10086", "callee": "26104935", "filename": "", "type": "4", "agent": "",
                      "startTime": "1505992923", "duration": "330"}]},
 "logs": null}
"""

RECORDS_INSIDE = """
{"result": {"error": 0, "msg": "成功"},
 "data": {"seq": "5271",
          "response": {"seq": "1", "userData": null, "result": {"error": 0},
                       "record": [{"key": "1", "caller": "10086", "callee": "26104935", "filename": "", "type": "4",
                                   "agent": "", "startTime": "1505992923", "duration": "330"}]}},
 "logs": null}
"""

RECORDS_BESIDE_AN_EMPTY_FIELD = RECORDS.replace(
    '"userData": null', '"userData": null, "record": null'
)

CDRS = """
{"result": {"error": 0, "msg": "成功"},
 "data": {"seq": 123,
          "response": {"seq": "123", "userData": "123", "result": {"error": 0}, "total": "4",
                       "cdr": [{"key": "6", "agent": "8000", "serviceType": "5", "answerTime": "2018-09-10 14:39:20",
                                "caller": "15612343021", "callee": "13770761337", "timeLength": "7", "fee": 0.06,
                                "releaseCause": "200"}]}},
 "logs": null}
"""


def reply(response: str) -> str:
    """The envelope of the document around a response."""
    return f'{{"data": {{"seq": "5271", "response": {response}}}, "logs": "", "result": {{"error": 0, "msg": ""}}}}'


SAMPLES = {
    "§4 the envelope": (
        "agent_login",
        reply('{"seq": "1", "userData": "…", "result": {"error": 0, "msg": ""}}'),
        AgentLoginResponse(seq="1", user_data="…", result=DONE),
    ),
    "§5 VoiceVerify": (
        "voice_verify",
        reply('{"seq": "1", "userData": "order-7", "result": {"error": 0}}'),
        VoiceVerifyResponse(seq="1", user_data="order-7", result=DONE),
    ),
    "§5 AgentQueryStatus": (
        "agent_query_status",
        reply('{"seq": "", "userData": "", "result": {"error": 0}}'),
        AgentQueryStatusResponse(result=DONE),
    ),
    "§5 getAgentStatus": (
        "get_agent_status",
        reply(
            '{"seq": "", "userData": "", "result": {"error": 0}, "workStatus": "ONLINE", "serverStatus": "IDLE"}'
        ),
        GetAgentStatusResponse(
            result=DONE, work_status=WorkStatus.ONLINE, server_status=ServerStatus.IDLE
        ),
    ),
    "§5 getAgentInfo": (
        "get_agent_info",
        reply(
            '{"seq": "1", "userData": "", "result": {"error": 0}, "data": [{"id": 12, "name": "Wang Fang",'
            ' "staffNo": "1000"}, {"id": "13", "name": "", "staffNo": 1001}]}'
        ),
        GetAgentInfoResponse(
            seq="1",
            result=DONE,
            data=[
                AgentInfo(id="12", name="Wang Fang", staff_no="1000"),
                AgentInfo(id="13", staff_no="1001"),
            ],
        ),
    ),
    "§5 AgentSetIdle": (
        "agent_set_idle",
        reply('{"seq": "1", "userData": "", "result": {"error": "0", "msg": ""}}'),
        AgentSetIdleResponse(seq="1", result=DONE),
    ),
    "§5 CallNumber": (
        "call_number",
        reply(
            '{"seq": "1", "userData": "order-7", "result": {"error": 0, "msg": "Successfully."}}'
        ),
        CallNumberResponse(
            seq="1", user_data="order-7", result=Result(error=0, msg=ResultText.SUCCESSFULLY)
        ),
    ),
    "§5 HangupCall": (
        "hangup_call",
        reply('{"seq": "1", "result": {"error": 0}}'),
        HangupCallResponse(seq="1", result=DONE),
    ),
    "§5 CallTaskCreate": (
        "call_task_create",
        reply(
            '{"seq": "1", "userData": "", "result": {"error": 0}, "taskID": "31",'
            ' "report": {"total": "3", "error": "1", "repeat": "0"}}'
        ),
        CallTaskCreateResponse(
            seq="1", result=DONE, task_id="31", report=CallTaskReport(total=3, error=1, repeat=0)
        ),
    ),
    "§5 CallTaskQuery": (
        "call_task_query",
        reply('{"seq": "1", "userData": "", "result": {"error": 0}, "taskID": 31}'),
        CallTaskQueryResponse(seq="1", result=DONE, task_id="31"),
    ),
    "§5 CallTaskQuery, no task": (
        "call_task_query",
        reply('{"seq": "1", "userData": "", "result": {"error": 0}, "taskID": ""}'),
        CallTaskQueryResponse(seq="1", result=DONE),
    ),
    "§5 CallTaskControl": (
        "call_task_control",
        reply('{"seq": "1", "userData": "", "result": {"error": 0}, "taskID": "31"}'),
        CallTaskControlResponse(seq="1", result=DONE, task_id="31"),
    ),
    "§5 CallTaskAddNumbers": (
        "call_task_add_numbers",
        reply(
            '{"seq": "1", "userData": "", "result": {"error": 0}, "taskID": "31",'
            ' "report": {"total": 2, "error": 0, "repeat": 1}}'
        ),
        CallTaskAddNumbersResponse(
            seq="1", result=DONE, task_id="31", report=CallTaskReport(total=2, error=0, repeat=1)
        ),
    ),
    **{
        f"§5 getRecordsList, {where}": (
            "get_records_list",
            written,
            GetRecordsListResponse(
                seq="1",
                result=DONE,
                record=[
                    Record(
                        key="1",
                        caller="10086",
                        callee="26104935",
                        type_=RecordType.TYPE_4,
                        start_time=datetime(2017, 9, 21, 19, 22, 3, tzinfo=SHANGHAI),
                        duration=330,
                    )
                ],
            ),
        )
        for where, written in {
            "the records beside the response": RECORDS,
            "the records inside it": RECORDS_INSIDE,
            "the records beside a null": RECORDS_BESIDE_AN_EMPTY_FIELD,
        }.items()
    },
    "§5 getCdrList": (
        "get_cdr_list",
        CDRS,
        GetCdrListResponse(
            seq="123",
            user_data="123",
            result=DONE,
            total=4,
            cdr=[
                Cdr(
                    key="6",
                    agent="8000",
                    service_type=ServiceType.CLICK_TO_DIAL,
                    answer_time=datetime(2018, 9, 10, 14, 39, 20, tzinfo=SHANGHAI),
                    caller="15612343021",
                    callee="13770761337",
                    time_length=7,
                    fee=Decimal("0.06"),
                    release_cause=ReleaseCause.OK,
                )
            ],
        ),
    ),
    "getCdrList, no rows": (
        "get_cdr_list",
        reply('{"seq": "1", "result": {"error": 0}, "total": "0"}'),
        GetCdrListResponse(seq="1", result=DONE, total=0),
    ),
    "getCdrList, rows as an empty object": (
        "get_cdr_list",
        reply('{"seq": "1", "result": {"error": 0}, "total": 0, "cdr": {}}'),
        GetCdrListResponse(seq="1", result=DONE, total=0),
    ),
    "getCdrList, one row without an array": (
        "get_cdr_list",
        reply('{"seq": "1", "result": {"error": 0}, "total": 1, "cdr": {"key": 6}}'),
        GetCdrListResponse(seq="1", result=DONE, total=1, cdr=[Cdr(key="6")]),
    ),
    "getCdrList, a sub-customer's row": (
        "get_cdr_list",
        reply(
            '{"seq": "1", "result": {"error": 0}, "total": 1, "cdr": [{"key": "6", "customer": "SCCC-test",'
            ' "answerTime": "", "fee": "", "timeLength": "0", "result": 2, "filename": "/a b#*.wav"}]}'
        ),
        GetCdrListResponse(
            seq="1",
            result=DONE,
            total=1,
            cdr=[
                Cdr(
                    key="6",
                    customer="SCCC-test",
                    time_length=0,
                    result=CdrResult.RESULT_2,
                    filename="/a b#*.wav",
                )
            ],
        ),
    ),
    "24 digits come back as the same text": (
        "call_number",
        reply(f'{{"seq": "{LONG}", "userData": "{LONG}", "result": {{"error": 0}}}}'),
        CallNumberResponse(seq=LONG, user_data=LONG, result=DONE),
    ),
    "24 digits as a number come back as the same text": (
        "call_number",
        reply(f'{{"seq": {LONG}, "userData": {LONG}, "result": {{"error": 0}}}}'),
        CallNumberResponse(seq=LONG, user_data=LONG, result=DONE),
    ),
}

ARGUMENTS: dict[str, dict[str, object]] = {
    "call_number": {"agent": "1000", "callee": "13770761337"},
    "call_task_add_numbers": {"agent": "1000", "task_id": "31", "callees": ["13770761337"]},
    "call_task_control": {"task_id": "31", "action": "start"},
    "call_task_create": {"agent": "1000", "callees": ["13770761337"], "mode": 2},
    "get_agent_info": {},
    "get_cdr_list": {},
    "get_records_list": {"start_key": 0},
    "voice_verify": {"verify_code": "1234", "callee": "13770761337"},
}


@pytest.mark.parametrize(("method", "written", "expected"), SAMPLES.values(), ids=SAMPLES.keys())
def test_a_sample_comes_out_as_the_declared_types(
    ask: Asking, server: RawServer, method: str, written: str, expected: object
) -> None:
    server.replies(written)

    assert ask(method, **ARGUMENTS.get(method, {"agent": "1000"})) == expected


def test_the_meta_of_a_response_tells_how_it_came_about(ask: Asking, server: RawServer) -> None:
    server.replies(CDRS)

    response: GetCdrListResponse = ask("get_cdr_list")

    assert response.meta is not None
    assert (response.meta.auth_seq, response.meta.attempts, response.meta.status) == (
        "5271",
        1,
        200,
    )
    assert response.meta.raw["data"]["response"]["total"] == "4"
    assert 0 < response.meta.elapsed < 5


def test_the_meta_stays_out_of_repr_and_equality(ask: Asking, server: RawServer) -> None:
    server.replies(CDRS, CDRS)

    first: GetCdrListResponse = ask("get_cdr_list")
    second: GetCdrListResponse = ask("get_cdr_list")

    assert (first == second, first.meta == second.meta, "meta" in repr(first)) == (
        True,
        False,
        False,
    )
