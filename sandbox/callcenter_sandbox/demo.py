"""`make run`: the generated client goes through every operation against the sandbox, and shows each step.

What is printed: what was called, the text whose MD5 is the digest (the secret left out), the body as it was sent, the reply
as it came, and the typed object. A step is right when the sandbox has verified the signature and accepted the body, and the
client returned what it should; the exit code is 0 only when every step was right.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from callcenter_auth import DigestAuth
from callcenter_client import (
    ApiError,
    AsyncCallCenter,
    CallCenter,
    CallCenterError,
    InvalidCommand,
    TaskAction,
    TaskMode,
    webhooks,
)
from callcenter_client._discard import discard_output
from callcenter_client._spec import OPERATIONS
from callcenter_sandbox import SAMPLE_CUSTOMERS, Received, Sandbox

if TYPE_CHECKING:
    from collections.abc import Callable

_WIDTH = 100
CUSTOMER, SECRET = next(iter(SAMPLE_CUSTOMERS.items()))


@dataclass(frozen=True)
class Step:
    """A call of the demonstration: the client's method, its arguments, and what must come of it."""

    method: str
    arguments: dict[str, Any]
    right: Callable[[Any], bool] = lambda answer: answer.meta is not None


AGENT, CALLER = "1000", "1001"
STEPS: tuple[Step, ...] = (
    Step("agent_login", {"agent": AGENT}),
    Step("get_agent_status", {"agent": AGENT}, lambda a: a.work_status is not None),
    Step("agent_query_status", {"agent": AGENT}),
    Step("get_agent_info", {}, lambda a: len(a.data) > 0),
    Step("agent_set_busy", {"agent": AGENT}),
    Step("agent_set_idle", {"agent": AGENT}),
    Step(
        "call_number",
        {"agent": AGENT, "callee": "13770761337", "user_data": "order-1001"},
        lambda a: a.user_data == "order-1001",
    ),
    Step("hangup_call", {"agent": AGENT}),
    Step(
        "call_task_create",
        {"agent": AGENT, "callees": ["13770761337", "13813902888"], "mode": TaskMode.CALLEE_FIRST},
        lambda a: bool(a.task_id) and a.report.total is not None,
    ),
    Step("call_task_query", {"agent": AGENT}, lambda a: bool(a.task_id)),
    Step(
        "call_task_add_numbers",
        {"agent": AGENT, "task_id": "77", "callees": ["15612343021"]},
        lambda a: bool(a.task_id),
    ),
    Step(
        "call_task_control",
        {"task_id": "77", "action": TaskAction.START},
        lambda a: bool(a.task_id),
    ),
    Step(
        "get_cdr_list",
        {"start_time": datetime(2018, 9, 10), "end_time": "2018-09-10 23:59:59"},  # noqa: DTZ001  # naive: platform-local
        lambda a: len(a.cdr) > 0 and a.cdr[0].answer_time.tzinfo is not None,
    ),
    Step(
        "get_records_list", {"start_key": 0}, lambda a: len(a.record) > 0 and bool(a.record[0].key)
    ),
    Step("voice_verify", {"verify_code": "0123", "callee": "13770761337"}),
    Step("agent_logout", {"agent": AGENT}),
)


class _Screen:
    """Prints steps; in colour on a terminal that has it."""

    def __init__(self) -> None:
        self._colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        self.wrong: list[str] = []
        self.number = 0

    def _paint(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._colour else text

    def heading(self, text: str) -> None:
        print(f"\n{self._paint(text, '1')}\n{'═' * min(len(text), _WIDTH)}")

    def step(
        self, title: str, received: Received | None, answer: object, problem: str | None
    ) -> None:
        """One step: what was done, what went over the wire, what came of it."""
        self.number += 1
        print(f"\n{self._paint(f'{self.number:2}  {title}', '1')}")
        if received is not None:
            self._wire(received)
        self._line("gives", str(answer))
        if problem is None:
            print(f"    {self._paint('✓ right', '32')}")
        else:
            self.wrong.append(f"step {self.number}, {title}: {problem}")
            print(f"    {self._paint('✗ ' + problem, '31')}")

    def _wire(self, received: Received) -> None:
        signature = received.signature
        if signature is not None:
            said = "verified" if signature.verified else "wrong"
            self._line("digest", f"MD5({signature.text})")
            self._line("", f"= {signature.digest}, {said} by the server")
        self._line("sent", f"{received.method} {received.target}")
        self._line("", _json(received.body))
        self._line("came", f"{received.status} {_json(received.reply)}")

    def _line(self, label: str, text: str) -> None:
        for line in _wrapped(text):
            print(f"    {self._paint(f'{label:<7}', '36')} {line}")
            label = ""


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _wrapped(text: str) -> list[str]:
    """Lines of a readable length, broken after a comma or a space where there is one."""
    lines: list[str] = []
    room = _WIDTH - 12
    while len(text) > room:
        cut = max(text.rfind(" ", 0, room), text.rfind(",", 0, room - 1) + 1)
        cut = cut if cut > room // 2 else room
        lines.append(text[:cut])
        text = text[cut:].lstrip()
    return [*lines, text]


def _judge(step: Step, received: Received | None, answer: Any) -> str | None:
    """What is wrong with a step, or None."""
    if isinstance(answer, CallCenterError):
        return "the client raised an error"
    if received is None or received.signature is None or not received.signature.verified:
        return "the server has seen no message with the right signature"
    if received.problems:
        return f"the server found: {received.problems[0]}"
    if not step.right(answer):
        return "the answer isn't what it should be"
    return None


def _title(step: Step) -> str:
    return (
        f"{step.method}({', '.join(f'{name}={value!s}' for name, value in step.arguments.items())})"
    )


def _all(api: CallCenter, box: Sandbox, screen: _Screen) -> None:
    for step in STEPS:
        before = len(box.requests)
        try:
            answer: Any = getattr(api, step.method)(**step.arguments)
        except CallCenterError as error:
            answer = error
        received = box.requests[-1] if len(box.requests) > before else None
        screen.step(_title(step), received, answer, _judge(step, received, answer))


async def _all_async(url: str, auth: DigestAuth, box: Sandbox, screen: _Screen) -> None:
    async with AsyncCallCenter(url, auth=auth, trust_env=False) as api:
        for step in STEPS:
            before = len(box.requests)
            try:
                answer: Any = await getattr(api, step.method)(**step.arguments)
            except CallCenterError as error:
                answer = error
            received = box.requests[-1] if len(box.requests) > before else None
            problem = _judge(step, received, answer)
            screen.number += 1
            mark = "✓" if problem is None else f"✗ {problem}"
            print(f"    {screen.number:2}  {mark} {_title(step)}")
            if problem is not None:
                screen.wrong.append(f"step {screen.number}, {step.method}: {problem}")


def _refusals(api: CallCenter, box: Sandbox, screen: _Screen) -> None:
    """What goes wrong on purpose: the platform refuses, and bad input never leaves."""
    before = len(box.requests)
    try:
        api.with_options(auth=DigestAuth(CUSTOMER, "0" * 40)).agent_login(agent=AGENT)
        answer: object = "no error"
    except CallCenterError as error:
        answer = error
    right = (
        isinstance(answer, ApiError)
        and answer.level == "message"
        and len(box.requests) == before + 1
    )
    screen.step(
        "agent_login() with a wrong secret",
        box.requests[-1],
        answer,
        None if right else "expected an ApiError",
    )
    before = len(box.requests)
    try:
        api.call_number(agent=AGENT, callee="１３７７０７６１３３７")
        answer = "no error"
    except CallCenterError as error:
        answer = error
    right = isinstance(answer, InvalidCommand) and len(box.requests) == before
    screen.step(
        "call_number() with full-width digits",
        None,
        answer,
        None if right else "expected an InvalidCommand",
    )


def _from_ring_to_bill(api: CallCenter, box: Sandbox, screen: _Screen) -> None:
    """A call with all that follows from it, on the sandbox's own clock."""
    box.deliver_to(lambda _raw: None)
    api.agent_login(agent=CALLER)
    api.call_number(agent=CALLER, callee="13813902888", user_data="order-1002")
    call = box.calls[-1]
    box.clock.advance(60)
    told = box.notifications.about(call.session)
    for one in told:
        print(f"\n    after {one.time - call.started:2.0f} s:")
        for line in _wrapped(str(webhooks.parse(one.raw))):
            print(f"    {line}")
    cdrs = api.get_cdr_list(agent=CALLER)
    kinds = [one.kind for one in told]
    lengths = [cdr.time_length for cdr in cdrs.cdr]
    right = (kinds, lengths) == (["callstart", "callout", "callend", "billing"], [20])
    screen.step(
        f"get_cdr_list(agent={CALLER}), a minute later",
        box.requests[-1],
        cdrs,
        None if right else f"expected four notifications and a CDR of 20 s, got {kinds}, {lengths}",
    )


def main() -> int:
    """Run the demonstration.

    Returns:
        0 when every step was right or nobody reads on, 1 when one was wrong, 130 after Ctrl-C.
    """
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")  # a terminal that can't show ✓ still shows the rest
    try:
        code = _demonstrate(_Screen())
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("\nthe demonstration: broken off; the next run begins anew", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # `| head` has read enough; the interpreter's own flush shall not complain.
        discard_output()
        return 0
    return code


def _demonstrate(screen: _Screen) -> int:
    auth = DigestAuth(CUSTOMER, SECRET)
    with Sandbox(history=True) as box, CallCenter(box.url, auth=auth, trust_env=False) as api:
        screen.heading(
            f"The generated client against the sandbox at {box.url}, API description {box.spec_version}"
        )
        _all(api, box, screen)
        screen.heading("A call, from the first ring to the bill")
        _from_ring_to_bill(api, box, screen)
        screen.heading("What is refused")
        _refusals(api, box, screen)
        screen.heading("The same with asyncio")
        asyncio.run(_all_async(box.url, auth, box, screen))
        called = {step.method for step in STEPS}
        shown = {received.operation for received in box.requests}
    missing = sorted(OPERATIONS.keys() - shown)
    if missing:
        screen.wrong.append(f"no step calls {', '.join(missing)}")
    if screen.wrong:
        print("\n" + "\n".join(["Wrong:", *screen.wrong]))
        return 1
    print(
        f"\nAll {screen.number} steps were right: {len(called)} operations, sync and async, each signature verified."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
