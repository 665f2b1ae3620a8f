"""Takes one message through all that the platform does with it, from its path to its reply."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs

from callcenter_sandbox._authentication import Customers
from callcenter_sandbox._behaviour import Behaviour
from callcenter_sandbox._breakage import broken
from callcenter_sandbox._commands import Commands
from callcenter_sandbox._contract import Contract
from callcenter_sandbox._download import download
from callcenter_sandbox._effects import Effects
from callcenter_sandbox._exchange import Exchange
from callcenter_sandbox._faults import HEADER, FaultBook, Picked
from callcenter_sandbox._http import Reply, Request, html
from callcenter_sandbox._json import (
    JsonObject,
    NotUtf8,
    UnreadableJson,
    is_list,
    is_object,
    read,
    write,
)
from callcenter_sandbox._received import Received, RequestLog
from callcenter_sandbox._recordings import Recordings
from callcenter_sandbox._replies import envelope
from callcenter_sandbox._routes import Match
from callcenter_sandbox._scripted import Script
from callcenter_sandbox._strictness import Strictness
from callcenter_sandbox._validation import Fault
from callcenter_sandbox._verdicts import Refused, Verdict
from callcenter_sandbox._world import World

_log = logging.getLogger("callcenter_sandbox")

_LISTEN = "recordFile/listen"


@dataclass(frozen=True)
class Parts:
    """What the platform works with.

    Attributes:
        contract: What the document says.
        customers: Who may ask.
        world: The state, and who changes it.
        faults: What is to go wrong.
        script: The answers that were asked for.
        effects: Where it is noted what was carried out.
        log: Where what came is kept.
    """

    contract: Contract
    customers: Customers
    world: World
    faults: FaultBook
    script: Script
    effects: Effects
    log: RequestLog


class Platform:
    """Answers requests by the document and the state, and keeps what came.

    Args:
        parts: What it works with.
        on_received: Told of each request after it was kept, in the thread that answers it.
    """

    def __init__(self, parts: Parts, on_received: Callable[[Received], None] | None = None) -> None:
        self._contract = parts.contract
        self._customers = parts.customers
        self._world = parts.world
        self._faults = parts.faults
        self._script = parts.script
        self._log = parts.log
        self._on_received = on_received
        behaviour = Behaviour(parts.world)
        self._commands = Commands(parts.contract, behaviour, parts.effects, self._msg)
        self._recordings = Recordings(parts.contract.recordings, parts.world.calling.recordings)
        self._strictness = Strictness()

    def answer(self, request: Request) -> Reply:
        """The reply to a request. What came is in the log before this returns."""
        came, began = datetime.now(UTC), time.perf_counter()
        exchange = Exchange(request)
        try:
            reply = self._through_faults(exchange)
        except Exception:  # noqa: BLE001  # it must not look like a fault of the caller's
            _log.exception("the sandbox failed")
            failed = Refused(Verdict.INTERNAL_ERROR, "the sandbox failed; its log says more")
            reply = self._refusal(exchange, failed)
        elapsed = time.perf_counter() - began
        received = exchange.received(reply, self._customers, came, elapsed)
        self._log.append(received)
        self._tell(received)
        return reply

    def _through_faults(self, exchange: Exchange) -> Reply:
        """The reply, as far as no fault was asked for that changes or prevents it."""
        try:
            match = self._contract.routes.find(exchange.request.method, exchange.request.target)
            exchange.operation, exchange.revision = match.operation, match.revision
            picked = self._fault(exchange, match.operation.id)
        except Refused as refused:
            return self._refusal(exchange, refused)
        if picked is None:
            return self._answered(exchange, match)
        exchange.fault = picked.kind
        if picked.effect:
            reply = self._answered(exchange, match)
        else:
            what = Refused(Verdict.THROWN_AWAY, f"by the fault {picked.kind}: not carried out")
            reply = self._refusal(exchange, what)
        return broken(picked.kind, reply, self._contract.schemas, match.operation.reply)

    def _fault(self, exchange: Exchange, operation: str) -> Picked | None:
        headers = dict(exchange.request.headers)
        try:
            return self._faults.pick(operation, headers.get(HEADER))
        except ValueError as error:
            raise Refused(Verdict.INVALID_MESSAGE, f"the header {HEADER}: {error}") from None

    def _answered(self, exchange: Exchange, match: Match) -> Reply:
        try:
            return self._answer(exchange, match)
        except Refused as refused:
            return self._refusal(exchange, refused)

    def _answer(self, exchange: Exchange, match: Match) -> Reply:
        if match.operation.reply is None:
            return self._download(exchange, next(iter(match.parameters.values()), ""))
        self._contract.routes.check(match)
        operation = match.operation.id
        message = self._read(exchange)
        commands, faults = self._check(exchange, message, operation)
        customer = str(message["authentication"]["customer"])
        responses: list[JsonObject] = []
        for index, command in enumerate(commands):
            if index in faults:
                refused = Refused(Verdict.COMMAND_REFUSED, *faults[index])
                responses.append(self._commands.refused(exchange, operation, command, refused))
            elif (answer := self._script.take(operation, command)) is None:
                responses.append(self._commands.carried_out(exchange, operation, customer, command))
            elif answer.raw is not None:
                return Reply(200, "application/json", answer.raw)
            elif answer.refusal is not None and answer.refusal[2]:
                exchange.verdict = Verdict.SCRIPTED
                return self._envelope(exchange, answer.refusal[0], answer.refusal[1], None)
            else:
                responses.append(self._commands.scripted(exchange, operation, command, answer))
        replies = self._contract.replies[operation]
        auth_seq = message["authentication"].get("seq")
        data = replies.data(auth_seq, responses, batch="requests" in message)
        return self._envelope(exchange, 0, replies.msg, data)

    @staticmethod
    def _read(exchange: Exchange) -> JsonObject:
        try:
            exchange.body, odd = read(exchange.request.body)
        except NotUtf8 as error:
            raise Refused(Verdict.NOT_UTF8, str(error)) from None
        except UnreadableJson as error:
            raise Refused(Verdict.NOT_JSON, str(error)) from None
        exchange.problems += odd
        if not is_object(exchange.body):
            wanted = 'expected an object, {"authentication": …}'
            raise Refused(Verdict.INVALID_MESSAGE, f"the body is JSON but no object; {wanted}")
        return exchange.body

    def _check(
        self, exchange: Exchange, message: JsonObject, operation: str
    ) -> tuple[list[Any], dict[int, list[str]]]:
        """Hold a message against the document, and check its signature.

        Returns:
            The commands, and what is wrong with each by its index: a fault in one command is its
            own, and leaves the others alone.

        Raises:
            Refused: The message isn't signed as it should be, or its envelope is invalid.
        """
        check = self._contract.checks[operation]
        faults = check.faults(message)
        exchange.signature = self._customers.signature(message)
        of_block = [fault for fault in faults if fault.path[:1] == ("authentication",)]
        self._customers.check(message, exchange.signature, of_block)
        settings = self._world.turns.settings
        self._strictness.check(message, settings)
        strangers = check.unknown(message, refused=settings.strict_fields)
        if strangers and settings.strict_fields:
            raise Refused(Verdict.UNKNOWN_FIELD, *strangers)
        exchange.problems += strangers
        of_commands: dict[int, list[str]] = {}
        of_envelope: list[str] = []
        for fault in faults:
            index = _command_index(fault, message)
            if index is None:
                of_envelope.append(fault.text)
            else:
                of_commands.setdefault(index, []).append(fault.text)
        if of_envelope:
            raise Refused(Verdict.INVALID_MESSAGE, *of_envelope)
        several = message.get("requests")
        return several if is_list(several) else [message.get("request")], of_commands

    def _download(self, exchange: Exchange, name: str) -> Reply:
        if self._world.turns.settings.recordings == "listen":
            name = _asked_for(exchange.request.target) if name == _LISTEN else ""
        sound = self._recordings.get(name)
        if sound is not None:
            return download(sound, exchange.request)
        exchange.verdict = Verdict.NO_RECORDING
        exchange.problems.append(
            "no recording has this name; the lists of records and CDRs tell some"
        )
        return html(404, "There is nothing at this address.")

    def _refusal(self, exchange: Exchange, refused: Refused) -> Reply:
        exchange.verdict = refused.verdict
        exchange.refused(refused.verdict, refused.reasons)
        return self._envelope(exchange, refused.verdict.code, self._msg(refused), None)

    def _msg(self, refused: Refused) -> str:
        """The platform's own text for such a case, then what is wrong in words."""
        name = refused.verdict.text_name
        text = self._contract.texts.get(name, f"{name.replace('_', ' ').capitalize()}.")
        more = len(refused.reasons) - 1
        rest = f" (and {more} more: param.debug puts all into `logs`)" if more else ""
        return self._customers.hide(f"{text} {refused.reasons[0]}{rest}")

    def _envelope(
        self, exchange: Exchange, error: int | str, msg: str, data: JsonObject | None
    ) -> Reply:
        logs = self._customers.hide(exchange.logs())
        return Reply(200, "application/json", write(envelope(error, msg, data, logs)))

    def _tell(self, received: Received) -> None:
        if self._on_received is None:
            return
        try:
            self._on_received(received)
        except Exception:  # noqa: BLE001  # it must not change what the caller gets
            _log.exception("the listener to requests failed")


def _asked_for(target: str) -> str:
    """The recording that a query names, as `file` or as `key` (field notes)."""
    query = parse_qs(target.partition("?")[2])
    return next((query[name][0] for name in ("file", "key") if name in query), "")


def _command_index(fault: Fault, message: JsonObject) -> int | None:
    """Which command a fault lies in; None when it is the envelope's own."""
    match fault.path:
        case ("request", *_) if is_object(message.get("request")):
            return 0
        case ("requests", int(index), *_):
            return index
        case _:
            return None
