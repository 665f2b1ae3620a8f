# Made by "python -m generator generate" from the spec: change that, not this file.
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.call_task_add_numbers_message import CallTaskAddNumbersMessage
from ...models.call_task_add_numbers_reply import CallTaskAddNumbersReply
from ...models.revision import Revision
from ...types import Response


def _get_kwargs(
    revision: Revision,
    *,
    body: CallTaskAddNumbersMessage,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/openapi/V2.0.{revision}/CallTaskAddNumbers".format(
            revision=quote(str(revision), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> CallTaskAddNumbersReply | None:
    if response.status_code == 200:
        response_200 = CallTaskAddNumbersReply.from_dict(response.json())

        return response_200

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[CallTaskAddNumbersReply]:
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
    body: CallTaskAddNumbersMessage,
) -> Response[CallTaskAddNumbersReply]:
    """Add numbers to a call task

     Hands up to 1000 more numbers to the task. (§5 CallTaskAddNumbers)

    Args:
        revision (Revision): A revision of the API: the `x` of its version V2.0.x. Most operations
            exist at all of these. (§1)
        body (CallTaskAddNumbersMessage): The whole body of CallTaskAddNumbers: one command, or
            several. (§3)

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CallTaskAddNumbersReply]
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
    body: CallTaskAddNumbersMessage,
) -> CallTaskAddNumbersReply | None:
    """Add numbers to a call task

     Hands up to 1000 more numbers to the task. (§5 CallTaskAddNumbers)

    Args:
        revision (Revision): A revision of the API: the `x` of its version V2.0.x. Most operations
            exist at all of these. (§1)
        body (CallTaskAddNumbersMessage): The whole body of CallTaskAddNumbers: one command, or
            several. (§3)

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CallTaskAddNumbersReply
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
    body: CallTaskAddNumbersMessage,
) -> Response[CallTaskAddNumbersReply]:
    """Add numbers to a call task

     Hands up to 1000 more numbers to the task. (§5 CallTaskAddNumbers)

    Args:
        revision (Revision): A revision of the API: the `x` of its version V2.0.x. Most operations
            exist at all of these. (§1)
        body (CallTaskAddNumbersMessage): The whole body of CallTaskAddNumbers: one command, or
            several. (§3)

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CallTaskAddNumbersReply]
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
    body: CallTaskAddNumbersMessage,
) -> CallTaskAddNumbersReply | None:
    """Add numbers to a call task

     Hands up to 1000 more numbers to the task. (§5 CallTaskAddNumbers)

    Args:
        revision (Revision): A revision of the API: the `x` of its version V2.0.x. Most operations
            exist at all of these. (§1)
        body (CallTaskAddNumbersMessage): The whole body of CallTaskAddNumbers: one command, or
            several. (§3)

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CallTaskAddNumbersReply
    """

    return (
        await asyncio_detailed(
            revision=revision,
            client=client,
            body=body,
        )
    ).parsed
