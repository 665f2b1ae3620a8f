"""The sandbox as people hold it."""

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from callcenter_sandbox import _cors as cors
from callcenter_sandbox._agents import FIRST_AGENTS, numbers
from callcenter_sandbox._authentication import Customers
from callcenter_sandbox._calls import Call
from callcenter_sandbox._clock import Clock
from callcenter_sandbox._console._site import Console
from callcenter_sandbox._contract import Contract
from callcenter_sandbox._controls import Controls
from callcenter_sandbox._effects import Effects
from callcenter_sandbox._faults import FaultBook
from callcenter_sandbox._history import calls_of
from callcenter_sandbox._http import Reply, Request
from callcenter_sandbox._mail import Mail
from callcenter_sandbox._notifications import Notification
from callcenter_sandbox._platform import Parts, Platform
from callcenter_sandbox._received import Received, RequestLog
from callcenter_sandbox._scripted import Script
from callcenter_sandbox._server import Server
from callcenter_sandbox._settings import Settings
from callcenter_sandbox._store import FileStore
from callcenter_sandbox._turns import Turns
from callcenter_sandbox._views import Views
from callcenter_sandbox._world import World

SAMPLE_CUSTOMERS: Mapping[str, str] = {"C2": "E416D0F85DC0CB67C85E070A32D9F0123AFF4762"}
"""Customer and secret of the published vector (§2): known to all, so for learning alone."""

_STOP_TIMEOUT = 3.0


class Sandbox(Views, Controls):
    """The platform on this machine: real HTTP, every message checked, no call dialled.

    What it accepts, its routes and its shapes come out of the document; what operations bring about
    is played: agents, calls, tasks, notifications. A refusal is HTTP 200 with the contract's
    envelope (§4): a fault of the message is told by the top `result`, a fault in one command by the
    result of that command. Whether the platform does the same is not known. The error codes are the
    sandbox's own.

    Args:
        customers: The secret of each customer, by name; the published sample customer by default.
        notify_url: Where notifications are POSTed to: one address, or one for each customer.
        agents: The agent numbers; 1000 to 1009 by default. All begin OFFLINE.
        speed: How many seconds of its clock pass in a real one. 0: it stands still until
            `box.clock.advance`.
        settings: Its pace, and what isn't known of the platform.
        state: A file in which the state is kept; a sandbox that is started with it goes on there.
        history: Whether the lists begin with the calls of the document's examples.
        tz: The platform's time zone.
        spec: Another document than the project's own: a YAML or JSON file.
        host: The name or address to listen on; where it isn't loopback, the console wants a token.
        port: The port; 0 takes any that is free.
        on_received: Told of each request before its reply is sent, in the thread that answers it.
        on_notification: Told of each notification after it was sent.
        keep: How many requests, effects and notifications, and calls and tasks that are over, are
            kept: the newest. None: all.

    Raises:
        UnusableSpec: The document can't be played.
        UnusableState: The file given as `state` can't be used.
        ValueError: A customer's name or secret, or another argument, is unusable.

    Example:
        >>> import httpx
        >>> from callcenter_auth import DigestAuth
        >>> with Sandbox({"C2": "0123456789ABCDEF"}) as box:
        ...     auth = DigestAuth(customer="C2", secret="0123456789ABCDEF")
        ...     body = {"request": {"seq": "1", "agent": "1000"}}
        ...     url = f"{box.url}/openapi/V2.0.6/AgentLogin"
        ...     reply = httpx.post(url, json=body, auth=auth, trust_env=False)
        ...     reply.json()["result"]["error"], box.agents["1000"]
        (0, <Agent 1000 ONLINE IDLE>)
    """

    def __init__(
        self,
        customers: Mapping[str, str] = SAMPLE_CUSTOMERS,
        *,
        notify_url: str | Mapping[str, str] | None = None,
        agents: Iterable[str] = FIRST_AGENTS,
        speed: float = 0,
        settings: Settings | None = None,
        state: str | Path | None = None,
        history: bool = False,
        tz: str = "Asia/Shanghai",
        spec: str | Path | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        on_received: Callable[[Received], None] | None = None,
        on_notification: Callable[[Notification], None] | None = None,
        keep: int | None = None,
    ) -> None:
        if keep is not None and keep < 1:
            raise ValueError(f"keep is {keep}; expected 1 or more, or None for all")
        known = Customers(customers)
        contract = Contract.of(spec)
        faults = FaultBook(contract.operations, contract.notifications)
        clock = Clock(float(int(time.time())), speed, _zone(tz))

        def mail(turns: Turns) -> Mail:
            return Mail(turns, known.secrets, faults, keep)

        world = World(clock, settings or Settings(), numbers(agents), mail, keep)
        script, effects = Script(contract), Effects(keep)
        self._parts = Parts(contract, known, world, faults, script, effects, RequestLog(keep))
        self.notify_url = notify_url
        faults.when_changed = self._listen_or_refuse
        if on_notification is not None:
            world.mail.when_sent = on_notification
        self._platform = Platform(self._parts, on_received)
        self._console = Console(self, self._parts, host)
        self._host, self._port = host, port
        self._server: Server | None = None
        self._started = False
        self._lock = threading.Lock()
        # Last, when all else is known to be usable.
        self._store = None if state is None else FileStore(Path(state))
        if self._store is not None:
            stored = self._store.load()
            world.turns.store = self._store
            world.restore(stored)
        if history and not world.calling.calls:
            for customer in known.names:
                world.remember(_past(contract, customer, clock.zone))

    @property
    def url(self) -> str:
        """Where it listens, without a slash at the end.

        Raises:
            RuntimeError: It isn't started.
        """
        if not self._started:
            raise RuntimeError(
                "the sandbox isn't started; use `with Sandbox() as box:`, or call start()"
            )
        everywhere = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  # read, not bound
        host = everywhere.get(self._host, self._host)
        return f"http://[{host}]:{self._bound}" if ":" in host else f"http://{host}:{self._bound}"

    @property
    def console_url(self) -> str:
        """The address of the console, for a browser.

        Where others can reach the sandbox too, it has a token in it: who has the address may act.

        Raises:
            RuntimeError: It isn't started.
        """
        token = self._console.token
        return f"{self.url}/" if token is None else f"{self.url}/?token={token}"

    def start(self) -> Self:
        """Listen, and let the clock run. Connections are taken when this returns.

        A started sandbox stays as it is.

        Raises:
            OSError: The address can't be had, the port being taken for instance.
        """
        with self._lock:
            if not self._started:
                self._bound = self._port
                self._serve()
                self._started = True
        self._parts.world.clock.start()
        self._listen_or_refuse()
        return self

    def stop(self) -> None:
        """Stop listening and close every connection, within three seconds; what it knows stays."""
        self._parts.world.clock.stop()
        with self._lock:
            server, self._server = self._server, None
            self._started = False
        if server is not None:
            server.stop(_STOP_TIMEOUT)
        self._parts.world.mail.close()

    def close(self) -> None:
        """Stop for good: the file of the state is closed too."""
        self.stop()
        with self._parts.world.turns.turn():
            store, self._parts.world.turns.store = self._parts.world.turns.store, None
        if self._store is not None and store is not None:
            self._store.close()

    def _serve(self) -> None:
        self._server = Server(self._answer, self._host, self._bound)
        self._bound = self._server.port

    def _answer(self, request: Request) -> Reply:
        reply = self._console.answer(request)
        return cors.answer(request, self._platform.answer) if reply is None else reply

    def _listen_or_refuse(self) -> None:
        """Listen, unless a fault of the kind `refuse` is on."""
        refuse = any(fault.kind == "refuse" for fault in self._parts.faults.all())
        with self._lock:
            if not self._started:
                return
            if refuse and self._server is not None:
                self._server.stop(_STOP_TIMEOUT)
                self._server = None
            elif not refuse and self._server is None:
                self._serve()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        if not hasattr(
            self, "_started"
        ):  # the constructor has failed, and a report prints its variables
            return "<Sandbox>"
        where = self.url if self._started else "stopped"
        return f"<Sandbox {where}, customers {', '.join(self.customers)}>"


def _past(contract: Contract, customer: str, zone: ZoneInfo) -> list[Call]:
    """The calls of the document's examples; none where it has no such lists."""
    lists = [contract.replies.get(name) for name in ("getRecordsList", "getCdrList")]
    records, cdrs = (found.template if found else {} for found in lists)
    return calls_of(records, cdrs, customer, zone)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(
            f"tz is {name!r}, which isn't known here; expected a zone such as Asia/Shanghai"
        ) from None
