# pyright: strict, reportUnnecessaryTypeIgnoreComment=true
"""What a type checker knows of the client. Checked by mypy and pyright, never run.

Where an error is expected it is ignored, for mypy by its name, and an ignore that nothing needs is an error
itself, in both: so each line here fails when the types drift.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any, assert_type

import httpx

import callcenter_client
import callcenter_sandbox
from callcenter_auth import DigestAuth
from callcenter_client import (
    AgentInfo,
    AgentLoginResponse,
    AgentLogoutResponse,
    AgentQueryStatusResponse,
    AgentSetBusyResponse,
    AgentSetIdleResponse,
    ApiError,
    AsyncCallCenter,
    AsyncKeyedRows,
    AsyncWindowedRows,
    CallCenter,
    CallCenterError,
    CallNumberCommand,
    CallNumberResponse,
    CallTaskAddNumbersResponse,
    CallTaskControlResponse,
    CallTaskCreateResponse,
    CallTaskQueryResponse,
    CallTaskReport,
    Cdr,
    CdrResult,
    Evidence,
    Filled,
    Finding,
    GetAgentInfoResponse,
    GetAgentStatusResponse,
    GetCdrListResponse,
    GetRecordsListResponse,
    HangupCallResponse,
    InvalidCommand,
    KeyedRows,
    Meta,
    Options,
    Record,
    RecordType,
    ReleaseCause,
    Result,
    ServerStatus,
    ServiceType,
    TaskAction,
    TaskMode,
    TransportError,
    VoiceVerifyResponse,
    WindowedRows,
    WorkStatus,
    new_user_data,
)
from callcenter_client.errors import Outcome


def each_method_gives_its_response(api: CallCenter) -> None:
    numbers: list[str | int] = ["13770761337", 13813902888]
    assert_type(api.voice_verify(verify_code="1234", callee=numbers[0]), VoiceVerifyResponse)
    assert_type(api.agent_query_status(agent="1000"), AgentQueryStatusResponse)
    assert_type(api.get_agent_status(agent=1000), GetAgentStatusResponse)
    assert_type(api.get_agent_info(), GetAgentInfoResponse)
    assert_type(api.agent_login(agent="1000"), AgentLoginResponse)
    assert_type(api.agent_logout(agent="1000"), AgentLogoutResponse)
    assert_type(api.agent_set_busy(agent="1000"), AgentSetBusyResponse)
    assert_type(api.agent_set_idle(agent="1000"), AgentSetIdleResponse)
    assert_type(api.call_number(agent="1000", callee=1), CallNumberResponse)
    assert_type(api.hangup_call(agent="1000"), HangupCallResponse)
    assert_type(api.call_task_create(agent="1", callees=numbers, mode=2), CallTaskCreateResponse)
    assert_type(api.call_task_query(agent="1000"), CallTaskQueryResponse)
    assert_type(
        api.call_task_control(task_id="31", action=TaskAction.START), CallTaskControlResponse
    )
    assert_type(
        api.call_task_add_numbers(task_id=31, agent="1", callees=numbers),
        CallTaskAddNumbersResponse,
    )
    assert_type(api.get_records_list(start_key=0), GetRecordsListResponse)
    assert_type(api.get_cdr_list(), GetCdrListResponse)
    assert_type(api.request("CallMultiNumbers", {"callees": numbers}), dict[str, Any])


async def each_coroutine_gives_its_response(api: AsyncCallCenter) -> None:
    numbers = ("13770761337", 13813902888)
    assert_type(await api.voice_verify(verify_code="1234", callee=numbers[0]), VoiceVerifyResponse)
    assert_type(await api.agent_query_status(agent="1000"), AgentQueryStatusResponse)
    assert_type(await api.get_agent_status(agent=1000), GetAgentStatusResponse)
    assert_type(await api.get_agent_info(), GetAgentInfoResponse)
    assert_type(await api.agent_login(agent="1000"), AgentLoginResponse)
    assert_type(await api.agent_logout(agent="1000"), AgentLogoutResponse)
    assert_type(await api.agent_set_busy(agent="1000"), AgentSetBusyResponse)
    assert_type(await api.agent_set_idle(agent="1000"), AgentSetIdleResponse)
    assert_type(await api.call_number(agent="1000", callee=1), CallNumberResponse)
    assert_type(await api.hangup_call(agent="1000"), HangupCallResponse)
    assert_type(
        await api.call_task_create(agent="1", callees=numbers, mode=TaskMode.AGENT_FIRST),
        CallTaskCreateResponse,
    )
    assert_type(await api.call_task_query(agent="1000"), CallTaskQueryResponse)
    assert_type(await api.call_task_control(task_id="31", action="stop"), CallTaskControlResponse)
    assert_type(
        await api.call_task_add_numbers(task_id=31, agent="1", callees=numbers),
        CallTaskAddNumbersResponse,
    )
    assert_type(await api.get_records_list(start_key=0), GetRecordsListResponse)
    assert_type(await api.get_cdr_list(), GetCdrListResponse)
    assert_type(await api.request("CallMultiNumbers", {"callees": numbers}), dict[str, Any])


def fields_have_the_declared_types(
    status: GetAgentStatusResponse,
    agents: GetAgentInfoResponse,
    task: CallTaskCreateResponse,
    cdrs: GetCdrListResponse,
    records: GetRecordsListResponse,
) -> None:
    assert_type(status.work_status, WorkStatus | str | None)
    assert_type(status.server_status, ServerStatus | str | None)
    assert_type(status.seq, str | None)
    assert_type(status.user_data, str | None)
    assert_type(status.result, Result | None)
    assert_type(status.extra, dict[str, Any])
    assert_type(status.meta, Meta | None)
    assert_type(agents.data, list[AgentInfo])
    assert_type(task.task_id, str | None)
    assert_type(task.report, CallTaskReport | None)
    assert_type(cdrs.total, int | None)
    assert_type(cdrs.cdr, list[Cdr])
    assert_type(cdrs.cdr[0].fee, Decimal | None)
    assert_type(cdrs.cdr[0].answer_time, datetime | None)
    assert_type(cdrs.cdr[0].time_length, int | None)
    assert_type(cdrs.cdr[0].service_type, ServiceType | str | None)
    assert_type(cdrs.cdr[0].release_cause, ReleaseCause | str | None)
    assert_type(cdrs.cdr[0].result, CdrResult | str | None)
    assert_type(records.record, list[Record])
    assert_type(records.record[0].key, str | None)
    assert_type(records.record[0].type_, RecordType | str | None)
    assert_type(records.record[0].start_time, datetime | None)
    assert_type(records.record[0].duration, int | None)


def clients_and_views_have_their_own_type() -> None:
    auth = DigestAuth(customer="C2", secret="0" * 32)
    with CallCenter("http://10.0.0.8:8080", auth=auth, http_client=httpx.Client()) as api:
        assert_type(api, CallCenter)
        assert_type(api.with_options(revision=4, timeout=None), CallCenter)
    assert_type(CallCenter.from_env(), CallCenter)
    assert_type(AsyncCallCenter.from_env().with_options(lang="en_US"), AsyncCallCenter)
    assert_type(new_user_data("order-"), str)


async def an_async_client_is_entered(api: AsyncCallCenter) -> None:
    async with api as entered:
        assert_type(entered, AsyncCallCenter)


def errors_tell_what_they_carry(error: CallCenterError) -> None:
    assert_type(error.outcome, Outcome)
    assert_type(error.operation, str | None)
    assert_type(error.seq, str | None)
    assert_type(error.sent_at, datetime | None)
    assert_type(error.attempts, int)
    if isinstance(error, ApiError):
        assert_type(error.code, int | str)
        assert_type(error.reply, dict[str, Any] | None)
    elif isinstance(error, TransportError):
        assert_type(error.sent, bool)
    elif isinstance(error, InvalidCommand):
        as_value_error: ValueError = error
        assert_type((error.field, error.value, error.expected), tuple[str, object, str])
        del as_value_error


def options_are_known_by_name(api: CallCenter) -> None:
    options: Options = {"debug": True, "lang": "zh_CN", "timeout": 5.0, "agent": 1000}
    api.get_agent_info(options=options)
    api.get_agent_info(options={"timeout": httpx.Timeout(5), "agent": "1000"})
    api.get_agent_info(options={"retry": 3})  # type: ignore[arg-type]
    api.get_agent_info(options={"debug": "true"})  # type: ignore[arg-type]


def a_wrong_argument_is_an_error(api: CallCenter) -> None:
    api.call_number(agent="1000", calee="1")  # type: ignore[call-arg]
    api.call_number(agent="1000")  # type: ignore[call-arg]
    api.call_number("1000", "1")  # type: ignore[call-arg]
    api.call_number(agent="1000", callee=1.5)  # type: ignore[arg-type]
    api.call_number(agent="1000", callee=None)  # type: ignore[arg-type]
    api.call_task_create(agent="1", callees=[1.5], mode=2)  # type: ignore[list-item]
    api.call_task_create(agent="1", callees=13, mode=2)  # type: ignore[arg-type]
    api.call_task_create(agent="1", callees=["1"], mode="2")  # type: ignore[arg-type]
    api.get_records_list(start_key="0")  # type: ignore[arg-type]
    api.get_cdr_list(start_time=1536561560)  # type: ignore[arg-type]
    CallNumberCommand(agent="1000", calee="1")  # type: ignore[call-arg]
    CallNumberCommand("1000", "1")  # type: ignore[call-arg]


async def a_wrong_argument_of_a_coroutine_is_an_error(api: AsyncCallCenter) -> None:
    await api.call_number(agent="1000", calee="1")  # type: ignore[call-arg]
    await api.call_number(agent="1000", callee=1.5)  # type: ignore[arg-type]
    status = api.get_agent_status(agent="1000")
    status.work_status  # type: ignore[attr-defined]  # noqa: B018
    await status


def a_wrong_name_is_an_error(api: CallCenter, status: GetAgentStatusResponse) -> None:
    api.call_numbr(agent="1000", callee="1")  # type: ignore[attr-defined]
    status.wrok_status  # type: ignore[attr-defined]  # noqa: B018
    WorkStatus.LUNCH  # type: ignore[attr-defined]  # noqa: B018


def what_may_be_none_has_to_be_asked(status: GetAgentStatusResponse) -> None:
    status.work_status.lower()  # type: ignore[union-attr]
    if status.work_status is not None:
        assert_type(status.work_status.lower(), str)


def a_client_needs_its_own_parts() -> None:
    auth = DigestAuth(customer="C2", secret="0" * 32)
    CallCenter("http://10.0.0.8")  # type: ignore[call-arg]
    CallCenter("http://10.0.0.8", auth=("C2", "x"))  # type: ignore[arg-type]
    CallCenter("http://10.0.0.8", auth=auth, http_client=httpx.AsyncClient())  # type: ignore[arg-type]
    AsyncCallCenter("http://10.0.0.8", auth=auth, http_client=httpx.Client())  # type: ignore[arg-type]
    CallCenter("http://10.0.0.8", auth=auth, revision="6")  # type: ignore[arg-type]


def a_misspelt_name_is_an_error() -> None:
    print(callcenter_client.CallCentre)  # type: ignore[attr-defined]
    print(callcenter_client.models.Cdrs)  # type: ignore[attr-defined]
    print(callcenter_sandbox.Sandbx)  # type: ignore[attr-defined]


def what_the_client_makes_has_a_name(api: CallCenter, error: CallCenterError) -> None:
    assert_type(api.find_out(error), Finding)
    assert_type(api.find_out(error).evidence, list[Evidence])
    assert_type(api.iter_records(start_key=0), KeyedRows[Record])
    rows = api.iter_cdr_list(start_time="2018-09-10 00:00:00", end_time="2018-09-11 00:00:00")
    assert_type(rows, WindowedRows[Cdr])
    filled = api.call_task_create_all(agent="1", mode=2, callees=["13770761337"])
    assert_type(filled, Filled[CallTaskReport])


def what_the_async_client_makes_has_a_name(api: AsyncCallCenter) -> None:
    assert_type(api.iter_records(start_key=0), AsyncKeyedRows[Record])
    rows = api.iter_cdr_list(start_time="2018-09-10 00:00:00", end_time="2018-09-11 00:00:00")
    assert_type(rows, AsyncWindowedRows[Cdr])
