# Made by "python -m generator generate" from the spec: change that, not this file.
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.call_number_message import CallNumberMessage
from ...models.call_number_reply import CallNumberReply
from ...models.revision import Revision
from ...types import Response


def _get_kwargs(
    revision: Revision,
    *,
    body: CallNumberMessage,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/openapi/V2.0.{revision}/CallNumber".format(
            revision=quote(str(revision), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> CallNumberReply | None:
    if response.status_code == 200:
        response_200 = CallNumberReply.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[CallNumberReply]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    revision: Revision,
    *,
    client: AuthenticatedClient | Client,
    body: CallNumberMessage,
) -> Response[CallNumberReply]:
    """Dial a number for an agent

     Rings the agent first, then connects the callee (read). Only an agent whose line is IDLE can be
    given a call (seen). callstart, callout, callend and billing follow, with the `userData` of this
    command. Integrations also send `caller`, `noUseBlApi` and `lineMode` (seen); what they do is not
    known. (§5 CallNumber)

    Args:
        revision (Revision): A revision of the API: the `x` of its version V2.0.x. Most operations
            exist at all of these. (§1)
        body (CallNumberMessage): The whole body of CallNumber: one command, or several. (§3)

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CallNumberReply]
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
    revision: Revision,
    *,
    client: AuthenticatedClient | Client,
    body: CallNumberMessage,
) -> CallNumberReply | None:
    """Dial a number for an agent

     Rings the agent first, then connects the callee (read). Only an agent whose line is IDLE can be
    given a call (seen). callstart, callout, callend and billing follow, with the `userData` of this
    command. Integrations also send `caller`, `noUseBlApi` and `lineMode` (seen); what they do is not
    known. (§5 CallNumber)

    Args:
        revision (Revision): A revision of the API: the `x` of its version V2.0.x. Most operations
            exist at all of these. (§1)
        body (CallNumberMessage): The whole body of CallNumber: one command, or several. (§3)

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CallNumberReply
    """

    return sync_detailed(
        revision=revision,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    revision: Revision,
    *,
    client: AuthenticatedClient | Client,
    body: CallNumberMessage,
) -> Response[CallNumberReply]:
    """Dial a number for an agent

     Rings the agent first, then connects the callee (read). Only an agent whose line is IDLE can be
    given a call (seen). callstart, callout, callend and billing follow, with the `userData` of this
    command. Integrations also send `caller`, `noUseBlApi` and `lineMode` (seen); what they do is not
    known. (§5 CallNumber)

    Args:
        revision (Revision): A revision of the API: the `x` of its version V2.0.x. Most operations
            exist at all of these. (§1)
        body (CallNumberMessage): The whole body of CallNumber: one command, or several. (§3)

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CallNumberReply]
    """

    kwargs = _get_kwargs(
        revision=revision,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    revision: Revision,
    *,
    client: AuthenticatedClient | Client,
    body: CallNumberMessage,
) -> CallNumberReply | None:
    """Dial a number for an agent

     Rings the agent first, then connects the callee (read). Only an agent whose line is IDLE can be
    given a call (seen). callstart, callout, callend and billing follow, with the `userData` of this
    command. Integrations also send `caller`, `noUseBlApi` and `lineMode` (seen); what they do is not
    known. (§5 CallNumber)

    Args:
        revision (Revision): A revision of the API: the `x` of its version V2.0.x. Most operations
            exist at all of these. (§1)
        body (CallNumberMessage): The whole body of CallNumber: one command, or several. (§3)

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CallNumberReply
    """

    return (
        await asyncio_detailed(
            revision=revision,
            client=client,
            body=body,
        )
    ).parsed
