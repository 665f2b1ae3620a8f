# pyright: strict, reportUnnecessaryTypeIgnoreComment=true
"""What a type checker knows of openapi-python-client's own functions. Checked, never run; see check_client."""

from __future__ import annotations

from typing import assert_type

from callcenter_client import (
    AgentInfoRevision,
    AgentLoginMessage,
    AgentLoginReply,
    AgentLogoutMessage,
    AgentLogoutReply,
    AgentQueryStatusMessage,
    AgentQueryStatusReply,
    AgentSetBusyMessage,
    AgentSetBusyReply,
    AgentSetIdleMessage,
    AgentSetIdleReply,
    AuthenticatedClient,
    CallNumberMessage,
    CallNumberReply,
    CallTaskAddNumbersMessage,
    CallTaskAddNumbersReply,
    CallTaskControlMessage,
    CallTaskControlReply,
    CallTaskCreateMessage,
    CallTaskCreateReply,
    CallTaskQueryMessage,
    CallTaskQueryReply,
    CdrRevision,
    Client,
    GetAgentInfoMessage,
    GetAgentInfoReply,
    GetAgentStatusMessage,
    GetAgentStatusReply,
    GetCdrListMessage,
    GetCdrListReply,
    GetRecordsListMessage,
    GetRecordsListReply,
    HangupCallMessage,
    HangupCallReply,
    RecordsRevision,
    Revision,
    VoiceVerifyMessage,
    VoiceVerifyReply,
)
from callcenter_client.api.agents import (
    agent_login,
    agent_logout,
    agent_query_status,
    agent_set_busy,
    agent_set_idle,
    get_agent_info,
    get_agent_status,
)
from callcenter_client.api.call_tasks import (
    call_task_add_numbers,
    call_task_control,
    call_task_create,
    call_task_query,
)
from callcenter_client.api.calls import call_number, hangup_call
from callcenter_client.api.records import get_cdr_list, get_records_list
from callcenter_client.api.verification import voice_verify
from callcenter_client.types import Response

Clients = AuthenticatedClient | Client


async def check_voice_verify(client: Clients, body: VoiceVerifyMessage) -> None:
    revision = Revision.VALUE_6
    assert_type(voice_verify.sync(revision, client=client, body=body), VoiceVerifyReply | None)
    assert_type(
        voice_verify.sync_detailed(revision, client=client, body=body), Response[VoiceVerifyReply]
    )
    assert_type(
        await voice_verify.asyncio(revision, client=client, body=body), VoiceVerifyReply | None
    )
    assert_type(
        await voice_verify.asyncio_detailed(revision, client=client, body=body),
        Response[VoiceVerifyReply],
    )


async def check_agent_query_status(client: Clients, body: AgentQueryStatusMessage) -> None:
    revision = Revision.VALUE_6
    assert_type(
        agent_query_status.sync(revision, client=client, body=body), AgentQueryStatusReply | None
    )
    assert_type(
        agent_query_status.sync_detailed(revision, client=client, body=body),
        Response[AgentQueryStatusReply],
    )
    assert_type(
        await agent_query_status.asyncio(revision, client=client, body=body),
        AgentQueryStatusReply | None,
    )
    assert_type(
        await agent_query_status.asyncio_detailed(revision, client=client, body=body),
        Response[AgentQueryStatusReply],
    )


async def check_get_agent_status(client: Clients, body: GetAgentStatusMessage) -> None:
    revision = Revision.VALUE_6
    assert_type(
        get_agent_status.sync(revision, client=client, body=body), GetAgentStatusReply | None
    )
    assert_type(
        get_agent_status.sync_detailed(revision, client=client, body=body),
        Response[GetAgentStatusReply],
    )
    assert_type(
        await get_agent_status.asyncio(revision, client=client, body=body),
        GetAgentStatusReply | None,
    )
    assert_type(
        await get_agent_status.asyncio_detailed(revision, client=client, body=body),
        Response[GetAgentStatusReply],
    )


async def check_get_agent_info(client: Clients, body: GetAgentInfoMessage) -> None:
    revision = AgentInfoRevision.VALUE_6
    assert_type(get_agent_info.sync(revision, client=client, body=body), GetAgentInfoReply | None)
    assert_type(
        get_agent_info.sync_detailed(revision, client=client, body=body),
        Response[GetAgentInfoReply],
    )
    assert_type(
        await get_agent_info.asyncio(revision, client=client, body=body), GetAgentInfoReply | None
    )
    assert_type(
        await get_agent_info.asyncio_detailed(revision, client=client, body=body),
        Response[GetAgentInfoReply],
    )


async def check_agent_login(client: Clients, body: AgentLoginMessage) -> None:
    revision = Revision.VALUE_6
    assert_type(agent_login.sync(revision, client=client, body=body), AgentLoginReply | None)
    assert_type(
        agent_login.sync_detailed(revision, client=client, body=body), Response[AgentLoginReply]
    )
    assert_type(
        await agent_login.asyncio(revision, client=client, body=body), AgentLoginReply | None
    )
    assert_type(
        await agent_login.asyncio_detailed(revision, client=client, body=body),
        Response[AgentLoginReply],
    )


async def check_agent_logout(client: Clients, body: AgentLogoutMessage) -> None:
    revision = Revision.VALUE_6
    assert_type(agent_logout.sync(revision, client=client, body=body), AgentLogoutReply | None)
    assert_type(
        agent_logout.sync_detailed(revision, client=client, body=body), Response[AgentLogoutReply]
    )
    assert_type(
        await agent_logout.asyncio(revision, client=client, body=body), AgentLogoutReply | None
    )
    assert_type(
        await agent_logout.asyncio_detailed(revision, client=client, body=body),
        Response[AgentLogoutReply],
    )


async def check_agent_set_busy(client: Clients, body: AgentSetBusyMessage) -> None:
    revision = Revision.VALUE_6
    assert_type(agent_set_busy.sync(revision, client=client, body=body), AgentSetBusyReply | None)
    assert_type(
        agent_set_busy.sync_detailed(revision, client=client, body=body),
        Response[AgentSetBusyReply],
    )
    assert_type(
        await agent_set_busy.asyncio(revision, client=client, body=body), AgentSetBusyReply | None
    )
    assert_type(
        await agent_set_busy.asyncio_detailed(revision, client=client, body=body),
        Response[AgentSetBusyReply],
    )


async def check_agent_set_idle(client: Clients, body: AgentSetIdleMessage) -> None:
    revision = Revision.VALUE_6
    assert_type(agent_set_idle.sync(revision, client=client, body=body), AgentSetIdleReply | None)
    assert_type(
        agent_set_idle.sync_detailed(revision, client=client, body=body),
        Response[AgentSetIdleReply],
    )
    assert_type(
        await agent_set_idle.asyncio(revision, client=client, body=body), AgentSetIdleReply | None
    )
    assert_type(
        await agent_set_idle.asyncio_detailed(revision, client=client, body=body),
        Response[AgentSetIdleReply],
    )


async def check_call_number(client: Clients, body: CallNumberMessage) -> None:
    revision = Revision.VALUE_6
    assert_type(call_number.sync(revision, client=client, body=body), CallNumberReply | None)
    assert_type(
        call_number.sync_detailed(revision, client=client, body=body), Response[CallNumberReply]
    )
    assert_type(
        await call_number.asyncio(revision, client=client, body=body), CallNumberReply | None
    )
    assert_type(
        await call_number.asyncio_detailed(revision, client=client, body=body),
        Response[CallNumberReply],
    )


async def check_hangup_call(client: Clients, body: HangupCallMessage) -> None:
    revision = Revision.VALUE_6
    assert_type(hangup_call.sync(revision, client=client, body=body), HangupCallReply | None)
    assert_type(
        hangup_call.sync_detailed(revision, client=client, body=body), Response[HangupCallReply]
    )
    assert_type(
        await hangup_call.asyncio(revision, client=client, body=body), HangupCallReply | None
    )
    assert_type(
        await hangup_call.asyncio_detailed(revision, client=client, body=body),
        Response[HangupCallReply],
    )


async def check_call_task_create(client: Clients, body: CallTaskCreateMessage) -> None:
    revision = Revision.VALUE_6
    assert_type(
        call_task_create.sync(revision, client=client, body=body), CallTaskCreateReply | None
    )
    assert_type(
        call_task_create.sync_detailed(revision, client=client, body=body),
        Response[CallTaskCreateReply],
    )
    assert_type(
        await call_task_create.asyncio(revision, client=client, body=body),
        CallTaskCreateReply | None,
    )
    assert_type(
        await call_task_create.asyncio_detailed(revision, client=client, body=body),
        Response[CallTaskCreateReply],
    )


async def check_call_task_query(client: Clients, body: CallTaskQueryMessage) -> None:
    revision = Revision.VALUE_6
    assert_type(call_task_query.sync(revision, client=client, body=body), CallTaskQueryReply | None)
    assert_type(
        call_task_query.sync_detailed(revision, client=client, body=body),
        Response[CallTaskQueryReply],
    )
    assert_type(
        await call_task_query.asyncio(revision, client=client, body=body), CallTaskQueryReply | None
    )
    assert_type(
        await call_task_query.asyncio_detailed(revision, client=client, body=body),
        Response[CallTaskQueryReply],
    )


async def check_call_task_control(client: Clients, body: CallTaskControlMessage) -> None:
    revision = Revision.VALUE_6
    assert_type(
        call_task_control.sync(revision, client=client, body=body), CallTaskControlReply | None
    )
    assert_type(
        call_task_control.sync_detailed(revision, client=client, body=body),
        Response[CallTaskControlReply],
    )
    assert_type(
        await call_task_control.asyncio(revision, client=client, body=body),
        CallTaskControlReply | None,
    )
    assert_type(
        await call_task_control.asyncio_detailed(revision, client=client, body=body),
        Response[CallTaskControlReply],
    )


async def check_call_task_add_numbers(client: Clients, body: CallTaskAddNumbersMessage) -> None:
    revision = Revision.VALUE_6
    assert_type(
        call_task_add_numbers.sync(revision, client=client, body=body),
        CallTaskAddNumbersReply | None,
    )
    assert_type(
        call_task_add_numbers.sync_detailed(revision, client=client, body=body),
        Response[CallTaskAddNumbersReply],
    )
    assert_type(
        await call_task_add_numbers.asyncio(revision, client=client, body=body),
        CallTaskAddNumbersReply | None,
    )
    assert_type(
        await call_task_add_numbers.asyncio_detailed(revision, client=client, body=body),
        Response[CallTaskAddNumbersReply],
    )


async def check_get_records_list(client: Clients, body: GetRecordsListMessage) -> None:
    revision = RecordsRevision.VALUE_6
    assert_type(
        get_records_list.sync(revision, client=client, body=body), GetRecordsListReply | None
    )
    assert_type(
        get_records_list.sync_detailed(revision, client=client, body=body),
        Response[GetRecordsListReply],
    )
    assert_type(
        await get_records_list.asyncio(revision, client=client, body=body),
        GetRecordsListReply | None,
    )
    assert_type(
        await get_records_list.asyncio_detailed(revision, client=client, body=body),
        Response[GetRecordsListReply],
    )


async def check_get_cdr_list(client: Clients, body: GetCdrListMessage) -> None:
    revision = CdrRevision.VALUE_6
    assert_type(get_cdr_list.sync(revision, client=client, body=body), GetCdrListReply | None)
    assert_type(
        get_cdr_list.sync_detailed(revision, client=client, body=body), Response[GetCdrListReply]
    )
    assert_type(
        await get_cdr_list.asyncio(revision, client=client, body=body), GetCdrListReply | None
    )
    assert_type(
        await get_cdr_list.asyncio_detailed(revision, client=client, body=body),
        Response[GetCdrListReply],
    )


def another_body_or_revision_is_an_error(client: Client, body: AgentLoginMessage) -> None:
    call_number.sync(Revision.VALUE_6, client=client, body=body)  # type: ignore[arg-type]
    get_agent_info.sync(Revision.VALUE_4, client=client, body=GetAgentInfoMessage())  # type: ignore[arg-type]
