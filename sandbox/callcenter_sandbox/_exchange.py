"""One message while it is being answered, and what is kept of it afterwards."""

import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from callcenter_sandbox._authentication import Customers
from callcenter_sandbox._http import Reply, Request
from callcenter_sandbox._json import UnreadableJson, is_object, read
from callcenter_sandbox._received import Received, Signature
from callcenter_sandbox._spec import Operation
from callcenter_sandbox._verdicts import Verdict

_MOST_LINES = 20


@dataclass
class Exchange:
    """What is known of a message so far.

    Attributes:
        request: The request.
        operation: The operation that it means.
        revision: The revision in its path.
        body: Its body as JSON.
        signature: How its digest was made.
        verdict: The judgement on it.
        problems: What is wrong with it and what is odd, in words; what it was refused for first.
        fault: The fault that it meets; empty: none.
        reasons: How many of the problems say what it was refused for; they stand first.
    """

    request: Request
    operation: Operation | None = None
    revision: int | None = None
    body: Any = None
    signature: Signature | None = None
    verdict: Verdict = Verdict.ACCEPTED
    problems: list[str] = field(default_factory=list[str])
    fault: str = ""
    reasons: int = 0

    def refused(self, verdict: Verdict, reasons: tuple[str, ...]) -> None:
        """Note that it, or one of its commands, was refused; the first verdict stays."""
        if self.verdict is Verdict.ACCEPTED:
            self.verdict = verdict
        self.problems[self.reasons : self.reasons] = reasons
        self.reasons += len(reasons)

    def logs(self) -> str:
        """The `logs` of the reply: filled when the message's `param.debug` is on (§3)."""
        param = self.body.get("param") if is_object(self.body) else None
        if not is_object(param) or str(param.get("debug")).lower() != "true":
            return ""
        lines = [f"verdict: {self.verdict}"]
        if self.signature is not None:
            right = "right" if self.signature.verified else "wrong"
            lines.append(f"digest: MD5({self.signature.text}); the one that was sent is {right}")
        lines += self.problems[:_MOST_LINES]
        if len(self.problems) > _MOST_LINES:
            lines.append(f"… and {len(self.problems) - _MOST_LINES} more")
        if self.operation is not None and self.verdict is not Verdict.ACCEPTED:
            lines.append(f"see {self._reference()}")
        return "\n".join(lines)

    def _reference(self) -> str:
        """Where the operation is described, by the name that the caller has for this sandbox."""
        host = dict(self.request.headers).get("host", "")
        begin = f"http://{host}" if re.fullmatch(r"[\w.:\[\]-]+", host, re.ASCII) else ""
        return f"{begin}/reference#{self.operation.id if self.operation else ''}"

    def received(
        self, reply: Reply, customers: Customers, time: datetime, elapsed: float
    ) -> Received:
        """What is kept: all of it, but for the secrets that may have stood in what came."""
        raw = customers.hide_raw(self.request.body)
        problems = customers.hide_all(self.problems)
        body, signature = self.body, self.signature
        is_sound = reply.content_type.startswith("audio/")  # large, and of the sandbox's own making
        if raw != self.request.body:
            problems.append("the body holds a customer's secret, which must never be sent")
            body = _read_or_none(raw)
        if signature is not None:
            parts = (signature.customer, signature.text, signature.digest)
            hidden = tuple(customers.hide_all(parts))
            if hidden != parts:
                customer, text, digest = hidden
                signature = replace(signature, customer=customer, text=text, digest=digest)
        names = [name for name, _ in self.request.headers]
        target, *values = customers.hide_all(
            [self.request.target, *(value for _, value in self.request.headers)]
        )
        return Received(
            time=time,
            method=self.request.method,
            target=target,
            headers=tuple(zip(names, values, strict=True)),
            raw=raw,
            operation=self.operation.id if self.operation else None,
            revision=self.revision,
            body=body,
            signature=signature,
            verdict=self.verdict,
            problems=tuple(problems),
            status=reply.status,
            reply_raw=reply.body if is_sound else customers.hide_raw(reply.body),
            elapsed=elapsed,
            fault=self.fault,
        )


def _read_or_none(raw: bytes) -> Any:
    try:
        return read(raw)[0]
    except UnreadableJson:
        return None
