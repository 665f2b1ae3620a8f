"""Two ways to call the platform, written once: a test asks, and both clients are asked."""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import httpx

from callcenter_auth import DigestAuth
from callcenter_client import AsyncCallCenter, CallCenter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SECRET = "E416D0F85DC0CB67C85E070A32D9F0123AFF4762"
"""The published one, as are customer, seq and time of `published_auth` (§2)."""

BLOCK = (
    '{"customer":"C2","timestamp":"1471918933001","seq":"5271",'
    '"digest":"ae62e11cab746436b64a26f4ed8e41a3"}'
)
"""What `published_auth` writes into each message."""

# Making one takes longer than all else in a test, and nothing here speaks TLS.
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def published_auth() -> DigestAuth:
    """Signs with the published vector: time and seq stand still."""
    return DigestAuth("C2", SECRET, seq=lambda: 5271, clock=lambda: 1471918933.001)


def plain_http(**settings: Any) -> httpx.Client:
    """An httpx client that needs no TLS and knows of no proxy."""
    return httpx.Client(verify=NO_TLS, trust_env=False, **settings)


def plain_async_http(**settings: Any) -> httpx.AsyncClient:
    """The same for asyncio."""
    return httpx.AsyncClient(verify=NO_TLS, trust_env=False, **settings)


@dataclass(frozen=True)
class Asking:
    """One way to call: `ask("get_agent_status", agent="1000")` makes a client, calls its method, closes it.

    Attributes:
        way: The function that does so: `ask_sync` or `ask_async`.
        url: The server that is asked.
        settings: Arguments of the client beside its URL.
    """

    way: Callable[..., Any]
    url: str
    settings: Mapping[str, Any] = field(default_factory=dict[str, Any])

    def __call__(self, method: str, /, *positional: Any, **arguments: Any) -> Any:
        return self.way(self.url, self.settings, method, *positional, **arguments)

    def set(self, **settings: Any) -> Asking:
        """The same, with other settings of the client."""
        return replace(self, settings={**self.settings, **settings})

    def at(self, url: str) -> Asking:
        """The same, at another server."""
        return replace(self, url=url)


def ask_sync(
    url: str, settings: Mapping[str, Any], method: str, /, *positional: Any, **arguments: Any
) -> Any:
    given: dict[str, Any] = {"auth": published_auth(), "trust_env": False, **settings}
    with CallCenter(url, **given) as api:
        return getattr(api, method)(*positional, **arguments)


def ask_async(
    url: str, settings: Mapping[str, Any], method: str, /, *positional: Any, **arguments: Any
) -> Any:
    async def ask() -> Any:
        given: dict[str, Any] = {"auth": published_auth(), "trust_env": False, **settings}
        async with AsyncCallCenter(url, **given) as api:
            return await getattr(api, method)(*positional, **arguments)

    return asyncio.run(ask())
