"""Default replies out of the document: accept, and echo (§4).

Behaviour that a command brings about comes on top of these; an operation without behaviour of its
own is still answered in the shape of its reply schema. Parts of the document are shared between the
replies: build new values, change none in place.
"""

from collections.abc import Iterator
from typing import Any

from callcenter_sandbox._json import JsonObject, is_list, is_object
from callcenter_sandbox._spec import Operation, Schemas
from callcenter_sandbox._synthesis import example_of


class DefaultReplies:
    """The default replies of one operation.

    They are made from the example named `success`, else from the first one in which both results
    are 0, else from the schema. A field of the response that the command has too, `seq` and
    `userData` above all, is echoed.
    """

    def __init__(self, schemas: Schemas, operation: Operation) -> None:
        reply = operation.reply or {}
        data_schema = schemas.properties(reply).get("data", {})
        properties = schemas.properties(data_schema)
        self.response_schema = properties.get("response", {})
        self._fields = schemas.properties(self.response_schema)
        template = _success(operation) or example_of(schemas, reply)
        self.template = _as_object(template)
        data = _as_object(self.template.get("data"))
        single, several = data.get("response"), data.get("responses")
        if not is_object(single) and is_list(several) and several:
            single = several[0]
        self._beside = _without(data, "seq", "response", "responses")
        response = _as_object(single)
        # Of these a batch has one for each command, in its response.
        self._own = {name: value for name, value in self._beside.items() if name in self._fields}
        self.msg: str = _as_object(self.template.get("result")).get("msg") or ""
        self._result = {"error": 0, "msg": _as_object(response.get("result")).get("msg") or ""}
        # What the example echoes belongs to a command that nobody sent.
        self._rest = _without(response, "seq", "userData", "result")

    def response(self, command: JsonObject, fields: JsonObject | None = None) -> JsonObject:
        """The answer to one command that is accepted.

        Args:
            command: The command.
            fields: What it has brought about; None: what the document's example tells.
        """
        echo = {
            name: value
            for name, value in command.items()
            if name in self._fields and name != "result" and isinstance(value, (str, int))
        }
        if fields is not None:
            return {**echo, "result": self._result, **fields}
        # What stands beside a single response is of its command.
        return {**echo, "result": self._result, **self._rest, **self._own, **echo}

    def refusal(self, command: object, error: int | str, msg: str) -> JsonObject:
        """The answer to one command that is refused."""
        # A seq of a wrong kind may be what the command is refused for: it is no echo then.
        echo = {
            name: value
            for name, value in _as_object(command).items()
            if name in ("seq", "userData") and name in self._fields and _is_echo(value)
        }
        return {**echo, "result": {"error": error, "msg": msg}}

    def data(self, auth_seq: object, responses: list[JsonObject], *, batch: bool) -> JsonObject:
        """The `data` of a reply: what became of the commands.

        Args:
            auth_seq: The `seq` of the authentication block, which comes back here.
            responses: The answer to each command, in the order of the message.
            batch: Whether the commands came as `requests`.
        """
        if batch:
            return {"seq": auth_seq, "responses": responses, **_without(self._beside, *self._own)}
        beside = {name: value for name, value in responses[0].items() if name in self._beside}
        response = _without(responses[0], *beside)
        return {
            "seq": auth_seq,
            "response": response,
            **_without(self._beside, *self._own),
            **beside,
        }


def envelope(error: int | str, msg: str, data: JsonObject | None, logs: str) -> JsonObject:
    """The reply around it all, in the order in which real servers write it (field notes)."""
    return {"result": {"error": error, "msg": msg}, "data": data, "logs": logs}


def _success(operation: Operation) -> Any:
    if "success" in operation.examples:
        return operation.examples["success"]
    return next(
        (example for example in operation.examples.values() if all(_errors_are_zero(example))), None
    )


def _errors_are_zero(example: Any) -> Iterator[bool]:
    data = _as_object(_as_object(example).get("data"))
    for result in (
        _as_object(example).get("result"),
        _as_object(data.get("response")).get("result", {"error": 0}),
    ):
        yield _as_object(result).get("error") in (0, "0")


def _as_object(value: object) -> JsonObject:
    return value if is_object(value) else {}


def _is_echo(value: object) -> bool:
    return isinstance(value, (str, int)) and not isinstance(value, bool)


def _without(value: JsonObject, *names: str) -> JsonObject:
    return {name: item for name, item in value.items() if name not in names}
