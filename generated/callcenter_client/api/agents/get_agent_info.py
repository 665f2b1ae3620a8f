# Made by "python -m generator generate" from the spec: change that, not this file.
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.agent_info_revision import AgentInfoRevision
from ...models.get_agent_info_message import GetAgentInfoMessage
from ...models.get_agent_info_reply import GetAgentInfoReply
from ...types import Response


def _get_kwargs(
    revision: AgentInfoRevision,
    *,
    body: GetAgentInfoMessage,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/openapi/V2.0.{revision}/getAgentInfo".format(
            revision=quote(str(revision), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> GetAgentInfoReply | None:
    if response.status_code == 200:
        response_200 = GetAgentInfoReply.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[GetAgentInfoReply]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    revision: AgentInfoRevision,
    *,
    client: AuthenticatedClient | Client,
    body: GetAgentInfoMessage,
) -> Response[GetAgentInfoReply]:
    """List the agents

     Returns id, name and number of the agents. Revision 6 alone has it. (§5 getAgentInfo)

    Args:
        revision (AgentInfoRevision): The revision that has getAgentInfo. (§5)
        body (GetAgentInfoMessage): The whole body of getAgentInfo: one command, or several. (§3)

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[GetAgentInfoReply]
    """

    kwargs = _get_kwargs(
        revision=revision,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    revision: AgentInfoRevision,
    *,
    client: AuthenticatedClient | Client,
    body: GetAgentInfoMessage,
) -> GetAgentInfoReply | None:
    """List the agents

     Returns id, name and number of the agents. Revision 6 alone has it. (§5 getAgentInfo)

    Args:
        revision (AgentInfoRevision): The revision that has getAgentInfo. (§5)
        body (GetAgentInfoMessage): The whole body of getAgentInfo: one command, or several. (§3)

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        GetAgentInfoReply
    """

    return sync_detailed(
        revision=revision,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    revision: AgentInfoRevision,
    *,
    client: AuthenticatedClient | Client,
    body: GetAgentInfoMessage,
) -> Response[GetAgentInfoReply]:
    """List the agents

     Returns id, name and number of the agents. Revision 6 alone has it. (§5 getAgentInfo)

    Args:
        revision (AgentInfoRevision): The revision that has getAgentInfo. (§5)
        body (GetAgentInfoMessage): The whole body of getAgentInfo: one command, or several. (§3)

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[GetAgentInfoReply]
    """

    kwargs = _get_kwargs(
        revision=revision,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    revision: AgentInfoRevision,
    *,
    client: AuthenticatedClient | Client,
    body: GetAgentInfoMessage,
) -> GetAgentInfoReply | None:
    """List the agents

     Returns id, name and number of the agents. Revision 6 alone has it. (§5 getAgentInfo)

    Args:
        revision (AgentInfoRevision): The revision that has getAgentInfo. (§5)
        body (GetAgentInfoMessage): The whole body of getAgentInfo: one command, or several. (§3)

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        GetAgentInfoReply
    """

    return (
        await asyncio_detailed(
            revision=revision,
            client=client,
            body=body,
        )
    ).parsed
