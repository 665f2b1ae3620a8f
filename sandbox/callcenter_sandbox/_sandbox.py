"""The sandbox as people hold it."""

import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from callcenter_sandbox._authentication import Customers
from callcenter_sandbox._contract import Contract
from callcenter_sandbox._platform import Platform
from callcenter_sandbox._received import Received, RequestLog
from callcenter_sandbox._server import Server

SAMPLE_CUSTOMERS: Mapping[str, str] = {"C2": "E416D0F85DC0CB67C85E070A32D9F0123AFF4762"}
"""Customer and secret of the published vector (§2): known to all, so for learning alone."""

_STOP_TIMEOUT = 3.0


class Sandbox:
    """The platform on this machine: real HTTP, every message checked, no call dialled.

    What it can do comes out of the document: its routes, what they accept, and the default replies.
    A refusal is HTTP 200 with the contract's envelope (§4): a fault of the message is told by the
    top `result`, a fault in one command by the result of that command. Whether the platform does
    the same is not known. The error codes are the sandbox's own.

    Args:
        customers: The secret of each customer, by name; the published sample customer by default.
        spec: Another document than the project's own: a YAML or JSON file.
        host: The name or address to listen on.
        port: The port; 0 takes any that is free.
        on_received: Told of each request before its reply is sent, in the thread that answers it.
        keep: How many requests `requests` keeps.

    Raises:
        UnusableSpec: The document can't be played.
        ValueError: A customer's name or secret is unusable.

    Example:
        >>> import httpx
        >>> from callcenter_auth import DigestAuth
        >>> with Sandbox({"C2": "0123456789ABCDEF"}) as box:
        ...     auth = DigestAuth(customer="C2", secret="0123456789ABCDEF")
        ...     body = {"request": {"seq": "1", "agent": "1000"}}
        ...     url = f"{box.url}/openapi/V2.0.6/AgentLogin"
        ...     reply = httpx.post(url, json=body, auth=auth, trust_env=False)
        ...     reply.json()["result"]["error"], str(box.requests[0].verdict)
        (0, 'accepted')
    """

    def __init__(
        self,
        customers: Mapping[str, str] = SAMPLE_CUSTOMERS,
        *,
        spec: str | Path | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        on_received: Callable[[Received], None] | None = None,
        keep: int = 10_000,
    ) -> None:
        self._customers = Customers(customers)
        self._host = host
        self._port = port
        self._contract = Contract.of(spec)
        self._requests = RequestLog(keep)
        self._platform = Platform(self._contract, self._customers, self._requests, on_received)
        self._server: Server | None = None
        self._lock = threading.Lock()

    @property
    def requests(self) -> RequestLog:
        """What came, oldest first."""
        return self._requests

    @property
    def customers(self) -> tuple[str, ...]:
        """The names of the customers."""
        return self._customers.names

    @property
    def spec_version(self) -> str:
        """The version of the document that is played."""
        return self._contract.version

    @property
    def url(self) -> str:
        """Where it listens, without a slash at the end.

        Raises:
            RuntimeError: It isn't started.
        """
        server = self._server
        if server is None:
            raise RuntimeError(
                "the sandbox isn't started; use `with Sandbox() as box:`, or call start()"
            )
        everywhere = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  # read, not bound
        host = everywhere.get(self._host, self._host)
        return f"http://[{host}]:{server.port}" if ":" in host else f"http://{host}:{server.port}"

    def start(self) -> Self:
        """Listen. Connections are taken when this returns; a started sandbox stays as it is.

        Raises:
            OSError: The address can't be had, the port being taken for instance.
        """
        with self._lock:
            if self._server is None:
                self._server = Server(self._platform.answer, self._host, self._port)
        return self

    def stop(self) -> None:
        """Stop listening and close every connection, within three seconds; `requests` stays."""
        with self._lock:
            server, self._server = self._server, None
        if server is not None:
            server.stop(_STOP_TIMEOUT)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def __repr__(self) -> str:
        where = self.url if self._server is not None else "stopped"
        return f"<Sandbox {where}, customers {', '.join(self.customers)}>"
