# Made by "python -m generator generate" from the spec: change that, not this file.
"""Reads a reply: bytes, JSON, envelope, the two verdicts (§4). Pure functions, no I/O."""

from __future__ import annotations

import json
import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Literal, cast

from callcenter_client._privacy import shorten_digits
from callcenter_client._spec import REASONS
from callcenter_client.errors import ApiError, UnexpectedResponse

if TYPE_CHECKING:
    from collections.abc import Callable

_CODE = re.compile(r"-?[0-9]{1,40}", re.ASCII)
_EXCERPT = 200


def decode(content: bytes, parse_float: Callable[[str], Any] = Decimal) -> Any:
    """The JSON in a body. UTF-8, with or without BOM; where it isn't, GB18030, which some servers send as "UTF-8".

    Numbers with a point become Decimal, so that a fee stays what it is, or what `parse_float` makes of their text.

    Raises:
        ValueError: The body isn't JSON.
    """
    if not content.strip():
        raise ValueError("an empty body")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("gb18030")
        except UnicodeDecodeError:
            raise ValueError("a body that is neither UTF-8 nor GB18030") from None
    try:
        return json.loads(text, parse_float=parse_float, parse_constant=_refuse_constant)
    except RecursionError:
        raise ValueError("JSON that is nested too deeply") from None
    except json.JSONDecodeError:
        raise ValueError("a body that isn't JSON") from None
    except InvalidOperation:
        raise ValueError("a number with an exponent beyond all bounds") from None


def as_object(value: Any) -> dict[str, Any] | None:
    """A JSON object as a dict, or None for anything else."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else None


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name}, which isn't JSON")


def excerpt(content: bytes) -> str:
    """The beginning of a body for an error text: one line, long numbers shortened."""
    text = content[: 4 * _EXCERPT].decode("utf-8", "replace")
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    # Shortened first: a cut through a number would leave a run that is too short to be seen as one.
    line = shorten_digits(line)
    return line if len(line) <= _EXCERPT else line[:_EXCERPT] + "…"


class Verdict:
    """The `error` and `msg` of one result."""

    __slots__ = ("code", "msg")

    def __init__(self, result: Any) -> None:
        self.code: int | str | None = None
        self.msg: str | None = None
        if (found := as_object(result)) is not None:
            error, msg = found.get("error"), found.get("msg")
            self.msg = msg if isinstance(msg, str) else None
            if isinstance(error, int) and not isinstance(error, bool):
                self.code = error
            elif isinstance(error, str):
                self.code = _text_code(error)

    def check(self, level: Literal["message", "command"], reply: dict[str, Any]) -> None:
        """Raise what the verdict says.

        Raises:
            ApiError: It's a refusal.
            UnexpectedResponse: It's no verdict: true, "", null, or missing.
        """
        if self.code is None:
            place = "result" if level == "message" else "data.response.result"
            raise UnexpectedResponse(f"the reply has no verdict in {place}.error", reply=reply)
        if self.code != 0:
            logs = reply.get("logs")
            raise ApiError(
                level=level,
                code=self.code,
                msg=self.msg,
                reason=_reason(self.msg or ""),
                logs=logs if isinstance(logs, str) and logs else None,
                reply=reply,
            )


def _text_code(text: str) -> int | str | None:
    """The code that a text is: an int, or the text as it came; None when it's no code.

    Only the very text "0" is success. What is zero in other clothes, or has no digit at all ("OK"), is neither a yes nor a no.
    """
    if text == "0":
        return 0
    if not re.search("[1-9]", text):
        return None
    return int(text) if _CODE.fullmatch(text) else text


def _reason(msg: str) -> str | None:
    """The name of the known text that a message is, or begins with: servers add what they know."""
    return next((name for text, name in REASONS.items() if msg.startswith(text)), None)


def envelope(content: bytes) -> dict[str, Any]:
    """The reply's envelope, whatever it says.

    Raises:
        UnexpectedResponse: It's no envelope.
    """
    try:
        reply = decode(content)
    except ValueError as error:
        raise UnexpectedResponse(f"expected the platform's JSON, got {error}") from None
    found = as_object(reply)
    if found is None or "result" not in found:
        raise UnexpectedResponse("expected the platform's envelope, got other JSON", reply=reply)
    return found


def answers(reply: dict[str, Any], status: int, seqs: list[str]) -> list[dict[str, Any] | str]:
    """The answers to a batch, each beside the seq of its command.

    Servers send them in any order, with seq as text or number, and a single one as an object in place of an array.

    Returns:
        For each seq its response, or a text that says why there is none to rely on.

    Raises:
        ApiError: The message was refused, at any status.
        UnexpectedResponse: There are no responses at all, or the status isn't 200.
    """
    Verdict(reply["result"]).check("message", reply)
    if status != 200:
        raise UnexpectedResponse("an accepting envelope under a status that isn't 200", reply=reply)
    parts = as_object(reply.get("data")) or {}
    came: Any = parts.get("responses", parts.get("response"))
    if as_object(came) is not None:
        came = [came]
    if not isinstance(came, list):
        raise UnexpectedResponse(
            "the message was accepted, but the reply has no responses in its data", reply=reply
        )
    rows: list[Any] = came  # pyright: ignore[reportUnknownVariableType]
    found: dict[str, dict[str, Any] | str] = {}
    for row in rows:
        response = as_object(row)
        if response is None:
            continue
        came_seq = response.get("seq")
        seq = "" if came_seq is None else str(came_seq)
        if len(seqs) == 1 and len(rows) == 1 and not seq:
            seq = seqs[0]
        known = found.get(seq)
        if known is not None and (isinstance(known, str) or _code(known) != _code(response)):
            found[seq] = "the reply has two answers to the command, which disagree"
        else:
            found.setdefault(seq, response)
    return [found.get(seq, "the reply has no answer to the command") for seq in seqs]


def accepted(found: dict[str, Any] | str, reply: dict[str, Any]) -> dict[str, Any]:
    """The response to one command of a batch, when it was accepted; `found` is what `answers` gave for it.

    Raises:
        ApiError: The command was refused.
        UnexpectedResponse: There is no response to rely on, or it has no verdict.
    """
    if isinstance(found, str):
        raise UnexpectedResponse(found, reply=reply)
    Verdict(found.get("result")).check("command", reply)
    return found


def _code(response: dict[str, Any]) -> int | str | None:
    return Verdict(response.get("result")).code


def answer(
    reply: dict[str, Any], status: int, *, beside: tuple[str, ...], is_list: bool
) -> dict[str, Any]:
    """The one response of a reply, accepted at both levels.

    Args:
        reply: What `envelope` returned.
        status: The HTTP status.
        beside: Fields of the response that may stand beside it, in `data` (§5 getRecordsList).
        is_list: Does no data mean an empty list?

    Raises:
        ApiError: The message or the command was refused, at any status.
        UnexpectedResponse: There is no response, or a verdict is missing, or the status isn't 200.
    """
    Verdict(reply["result"]).check("message", reply)
    found = _response(reply, beside, is_list=is_list)
    if status != 200:
        raise UnexpectedResponse("an accepting envelope under a status that isn't 200", reply=reply)
    return found


def _response(reply: dict[str, Any], beside: tuple[str, ...], *, is_list: bool) -> dict[str, Any]:
    data = reply.get("data")
    if data in (None, "", [], {}):
        if is_list:
            return {}
        raise UnexpectedResponse(
            "the message was accepted, but the reply has no data to say what became of it",
            reply=reply,
        )
    parts = as_object(data) or {}
    response: Any = parts.get("response", parts.get("responses"))
    if isinstance(response, list):
        rows: list[Any] = response  # pyright: ignore[reportUnknownVariableType]
        response = rows[0] if len(rows) == 1 else None
    found = as_object(response)
    if found is None:
        raise UnexpectedResponse(
            "the message was accepted, but the reply has no response in its data", reply=reply
        )
    Verdict(found.get("result")).check("command", reply)
    return found | {name: parts[name] for name in beside if not found.get(name) and name in parts}
