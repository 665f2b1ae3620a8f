# Made by "python -m generator generate" from the spec: change that, not this file.
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.get_records_list_message import GetRecordsListMessage
from ...models.get_records_list_reply import GetRecordsListReply
from ...models.records_revision import RecordsRevision
from ...types import Response


def _get_kwargs(
    revision: RecordsRevision,
    *,
    body: GetRecordsListMessage,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/openapi/V2.0.{revision}/getRecordsList".format(
            revision=quote(str(revision), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> GetRecordsListReply | None:
    if response.status_code == 200:
        response_200 = GetRecordsListReply.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[GetRecordsListReply]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    revision: RecordsRevision,
    *,
    client: AuthenticatedClient | Client,
    body: GetRecordsListMessage,
) -> Response[GetRecordsListReply]:
    """List recordings

     Returns at most 500 records, ordered by key. The greatest `key` is the next `startKey`; a record
    with that very key is not in the result (read). No rows come as an empty array, or as null for
    `data` (seen). (§5 getRecordsList)

    Args:
        revision (RecordsRevision): The revisions that have getRecordsList. (§5)
        body (GetRecordsListMessage): The whole body of getRecordsList: one command, or several.
            (§3)

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[GetRecordsListReply]
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
    revision: RecordsRevision,
    *,
    client: AuthenticatedClient | Client,
    body: GetRecordsListMessage,
) -> GetRecordsListReply | None:
    """List recordings

     Returns at most 500 records, ordered by key. The greatest `key` is the next `startKey`; a record
    with that very key is not in the result (read). No rows come as an empty array, or as null for
    `data` (seen). (§5 getRecordsList)

    Args:
        revision (RecordsRevision): The revisions that have getRecordsList. (§5)
        body (GetRecordsListMessage): The whole body of getRecordsList: one command, or several.
            (§3)

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        GetRecordsListReply
    """

    return sync_detailed(
        revision=revision,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    revision: RecordsRevision,
    *,
    client: AuthenticatedClient | Client,
    body: GetRecordsListMessage,
) -> Response[GetRecordsListReply]:
    """List recordings

     Returns at most 500 records, ordered by key. The greatest `key` is the next `startKey`; a record
    with that very key is not in the result (read). No rows come as an empty array, or as null for
    `data` (seen). (§5 getRecordsList)

    Args:
        revision (RecordsRevision): The revisions that have getRecordsList. (§5)
        body (GetRecordsListMessage): The whole body of getRecordsList: one command, or several.
            (§3)

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[GetRecordsListReply]
    """

    kwargs = _get_kwargs(
        revision=revision,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    revision: RecordsRevision,
    *,
    client: AuthenticatedClient | Client,
    body: GetRecordsListMessage,
) -> GetRecordsListReply | None:
    """List recordings

     Returns at most 500 records, ordered by key. The greatest `key` is the next `startKey`; a record
    with that very key is not in the result (read). No rows come as an empty array, or as null for
    `data` (seen). (§5 getRecordsList)

    Args:
        revision (RecordsRevision): The revisions that have getRecordsList. (§5)
        body (GetRecordsListMessage): The whole body of getRecordsList: one command, or several.
            (§3)

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        GetRecordsListReply
    """

    return (
        await asyncio_detailed(
            revision=revision,
            client=client,
            body=body,
        )
    ).parsed
