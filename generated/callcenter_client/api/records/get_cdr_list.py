# Made by "python -m generator generate" from the spec: change that, not this file.
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.cdr_revision import CdrRevision
from ...models.get_cdr_list_message import GetCdrListMessage
from ...models.get_cdr_list_reply import GetCdrListReply
from ...types import Response


def _get_kwargs(
    revision: CdrRevision,
    *,
    body: GetCdrListMessage,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/openapi/V2.0.{revision}/getCdrList".format(
            revision=quote(str(revision), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> GetCdrListReply | None:
    if response.status_code == 200:
        response_200 = GetCdrListReply.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[GetCdrListReply]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    revision: CdrRevision,
    *,
    client: AuthenticatedClient | Client,
    body: GetCdrListMessage,
) -> Response[GetCdrListReply]:
    """List call detail records

     Returns the records that match all fields given. A misspelt field is silently ignored (seen), so the
    list is then longer than meant. When `total` exceeds the rows, ask for a shorter span. The document
    shows it at revision 1, integrations use it at 6 (seen). (§5 getCdrList)

    Args:
        revision (CdrRevision): The revisions at which getCdrList is known: the document shows 1,
            integrations use 6 (seen). The document leaves the list of revisions to the platform. (§5)
        body (GetCdrListMessage): The whole body of getCdrList: one command, or several. (§3)

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[GetCdrListReply]
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
    revision: CdrRevision,
    *,
    client: AuthenticatedClient | Client,
    body: GetCdrListMessage,
) -> GetCdrListReply | None:
    """List call detail records

     Returns the records that match all fields given. A misspelt field is silently ignored (seen), so the
    list is then longer than meant. When `total` exceeds the rows, ask for a shorter span. The document
    shows it at revision 1, integrations use it at 6 (seen). (§5 getCdrList)

    Args:
        revision (CdrRevision): The revisions at which getCdrList is known: the document shows 1,
            integrations use 6 (seen). The document leaves the list of revisions to the platform. (§5)
        body (GetCdrListMessage): The whole body of getCdrList: one command, or several. (§3)

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        GetCdrListReply
    """

    return sync_detailed(
        revision=revision,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    revision: CdrRevision,
    *,
    client: AuthenticatedClient | Client,
    body: GetCdrListMessage,
) -> Response[GetCdrListReply]:
    """List call detail records

     Returns the records that match all fields given. A misspelt field is silently ignored (seen), so the
    list is then longer than meant. When `total` exceeds the rows, ask for a shorter span. The document
    shows it at revision 1, integrations use it at 6 (seen). (§5 getCdrList)

    Args:
        revision (CdrRevision): The revisions at which getCdrList is known: the document shows 1,
            integrations use 6 (seen). The document leaves the list of revisions to the platform. (§5)
        body (GetCdrListMessage): The whole body of getCdrList: one command, or several. (§3)

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[GetCdrListReply]
    """

    kwargs = _get_kwargs(
        revision=revision,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    revision: CdrRevision,
    *,
    client: AuthenticatedClient | Client,
    body: GetCdrListMessage,
) -> GetCdrListReply | None:
    """List call detail records

     Returns the records that match all fields given. A misspelt field is silently ignored (seen), so the
    list is then longer than meant. When `total` exceeds the rows, ask for a shorter span. The document
    shows it at revision 1, integrations use it at 6 (seen). (§5 getCdrList)

    Args:
        revision (CdrRevision): The revisions at which getCdrList is known: the document shows 1,
            integrations use 6 (seen). The document leaves the list of revisions to the platform. (§5)
        body (GetCdrListMessage): The whole body of getCdrList: one command, or several. (§3)

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        GetCdrListReply
    """

    return (
        await asyncio_detailed(
            revision=revision,
            client=client,
            body=body,
        )
    ).parsed
