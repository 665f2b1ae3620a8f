"""Takes one message through all that the platform does with it, from its path to its reply."""

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from callcenter_sandbox._authentication import Customers
from callcenter_sandbox._contract import Contract
from callcenter_sandbox._exchange import Exchange
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
from callcenter_sandbox._replies import DefaultReplies, envelope
from callcenter_sandbox._validation import Fault
from callcenter_sandbox._verdicts import Refused, Verdict

_log = logging.getLogger("callcenter_sandbox")


class Platform:
    """Answers requests by the document, and keeps what came.

    Args:
        contract: What the document says.
        customers: Who may ask.
        log: Where what came is kept.
        on_received: Told of each request after it was kept, in the thread that answers it.
    """

    def __init__(
        self,
        contract: Contract,
        customers: Customers,
        log: RequestLog,
        on_received: Callable[[Received], None] | None = None,
    ) -> None:
        self._contract = contract
        self._customers = customers
        self._log = log
        self._on_received = on_received
        self._recordings = Recordings(contract.recordings)

    def answer(self, request: Request) -> Reply:
        """The reply to a request. What came is in the log before this returns."""
        came, began = datetime.now(UTC), time.perf_counter()
        exchange = Exchange(request)
        try:
            reply = self._answer(exchange)
        except Refused as refused:
            reply = self._refusal(exchange, refused)
        except Exception:  # noqa: BLE001  # it must not look like a fault of the caller's
            _log.exception("the sandbox failed")
            failed = Refused(Verdict.INTERNAL_ERROR, "the sandbox failed; its log says more")
            reply = self._refusal(exchange, failed)
        elapsed = time.perf_counter() - began
        received = exchange.received(reply, self._customers, came, elapsed)
        self._log.append(received)
        self._tell(received)
        return reply

    def _answer(self, exchange: Exchange) -> Reply:
        routes = self._contract.routes
        match = routes.find(exchange.request.method, exchange.request.target)
        exchange.operation, exchange.revision = match.operation, match.revision
        if match.operation.reply is None:
            return self._download(exchange, next(iter(match.parameters.values()), ""))
        routes.check(match)
        message = self._read(exchange)
        commands, faults = self._check(exchange, message, match.operation.id)
        replies = self._contract.replies[match.operation.id]
        responses = [
            self._response(replies, command, faults.get(index, ()))
            for index, command in enumerate(commands)
        ]
        auth_seq = message["authentication"].get("seq")
        data = replies.data(auth_seq, responses, batch="requests" in message)
        return self._envelope(exchange, Verdict.ACCEPTED, replies.msg, data)

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
        exchange.problems += check.unknown(message)
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
        if of_commands:
            exchange.verdict = Verdict.COMMAND_REFUSED
            exchange.problems[:0] = [text for texts in of_commands.values() for text in texts]
        several = message.get("requests")
        return several if is_list(several) else [message.get("request")], of_commands

    def _response(
        self, replies: DefaultReplies, command: Any, faults: tuple[str, ...] | list[str]
    ) -> JsonObject:
        """What becomes of one command. Behaviour of single operations has its place here."""
        if not faults:
            return replies.response(command)
        refused = Refused(Verdict.COMMAND_REFUSED, *faults)
        return replies.refusal(command, refused.verdict.code, self._msg(refused))

    def _download(self, exchange: Exchange, name: str) -> Reply:
        sound = self._recordings.get(name)
        if sound is not None:
            return Reply(200, "audio/wav", sound)
        exchange.verdict = Verdict.NO_RECORDING
        exchange.problems.append(
            "no recording has this name; the lists of records and CDRs tell some"
        )
        return html(404, "There is nothing at this address.")

    def _refusal(self, exchange: Exchange, refused: Refused) -> Reply:
        exchange.verdict = refused.verdict
        exchange.problems[:0] = refused.reasons
        return self._envelope(exchange, refused.verdict, self._msg(refused), None)

    def _msg(self, refused: Refused) -> str:
        """The platform's own text for such a case, then what is wrong in words."""
        name = refused.verdict.text_name
        text = self._contract.texts.get(name, f"{name.replace('_', ' ').capitalize()}.")
        more = len(refused.reasons) - 1
        rest = f" (and {more} more: param.debug puts all into `logs`)" if more else ""
        return self._customers.hide(f"{text} {refused.reasons[0]}{rest}")

    def _envelope(
        self, exchange: Exchange, verdict: Verdict, msg: str, data: JsonObject | None
    ) -> Reply:
        logs = self._customers.hide(exchange.logs())
        return Reply(200, "application/json", write(envelope(verdict.code, msg, data, logs)))

    def _tell(self, received: Received) -> None:
        if self._on_received is None:
            return
        try:
            self._on_received(received)
        except Exception:  # noqa: BLE001  # it must not change what the caller gets
            _log.exception("the listener to requests failed")


def _command_index(fault: Fault, message: JsonObject) -> int | None:
    """Which command a fault lies in; None when it is the envelope's own."""
    match fault.path:
        case ("request", *_) if is_object(message.get("request")):
            return 0
        case ("requests", int(index), *_):
            return index
        case _:
            return None
