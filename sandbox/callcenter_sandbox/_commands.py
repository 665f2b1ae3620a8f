"""What becomes of the commands of a message: a scripted answer, behaviour, or the default reply."""

from collections.abc import Callable

from callcenter_sandbox._behaviour import Behaviour
from callcenter_sandbox._contract import Contract
from callcenter_sandbox._effects import Effect, Effects
from callcenter_sandbox._exchange import Exchange
from callcenter_sandbox._json import JsonObject
from callcenter_sandbox._scripted import Scripted
from callcenter_sandbox._turns import NotPossible
from callcenter_sandbox._verdicts import Refused, Verdict


class Commands:
    """Answers single commands.

    Args:
        contract: What the document says.
        behaviour: What operations bring about.
        effects: Where it is noted what was carried out.
        text_of: The `msg` of a refusal.
    """

    def __init__(
        self,
        contract: Contract,
        behaviour: Behaviour,
        effects: Effects,
        text_of: Callable[[Refused], str],
    ) -> None:
        self._contract = contract
        self._behaviour = behaviour
        self._effects = effects
        self._text_of = text_of

    def refused(
        self, exchange: Exchange, operation: str, command: object, refused: Refused
    ) -> JsonObject:
        """The answer to a command that isn't carried out."""
        exchange.refused(refused.verdict, refused.reasons)
        replies = self._contract.replies[operation]
        return replies.refusal(command, refused.verdict.code, self._text_of(refused))

    def carried_out(
        self, exchange: Exchange, operation: str, customer: str, command: JsonObject
    ) -> JsonObject:
        """Carry a command out, and answer it."""
        if exchange.fault == "stuck-key" and "startKey" in command:
            command = {**command, "startKey": 0}
        try:
            fields = self._behaviour.carry_out(operation, customer, command)
        except NotPossible as error:
            refused = Refused(Verdict.NOT_POSSIBLE, str(error))
            return self.refused(exchange, operation, command, refused)
        if operation not in self._contract.safe:
            self._effects.append(Effect(operation, customer, command, exchange.fault))
        return self._contract.replies[operation].response(command, fields)

    def scripted(
        self, exchange: Exchange, operation: str, command: JsonObject, answer: Scripted
    ) -> JsonObject:
        """Answer a command as it was asked for; nothing is carried out."""
        replies = self._contract.replies[operation]
        if answer.refusal is not None:
            code, msg, _ = answer.refusal
            exchange.refused(Verdict.SCRIPTED, ())
            return replies.refusal(command, code, msg)
        return replies.response(command, answer.response)
