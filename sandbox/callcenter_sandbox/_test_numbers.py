"""Numbers that script what becomes of a call, like the test cards of a payment service.

The last four digits of the number decide. The table is the only home of this: calls follow it, and
the documentation prints it.
"""

from dataclasses import dataclass

CALLER, CALLEE, SYSTEM = 1, 2, 3
"""Who ended a call, as `releasePart` tells it (core)."""

_SCRIPTED = range(9000, 9100)


@dataclass(frozen=True)
class Script:
    """What becomes of a call. Times are seconds; None: the setting's.

    Attributes:
        says: What happens in an outgoing call.
        incoming: What happens in an incoming one; empty: what happens with any other number.
        picks_up: Whether the agent does.
        answers: Whether the callee does.
        after: How long it takes until the call is answered, or is over without an answer.
        talk: How long it is talked.
        cause: Why it ends, as `releaseCause`: a SIP response code.
        ends: Who ends it: `agent`, `other` or `system`.
        recorded: Whether there is a recording of it.
    """

    says: str
    incoming: str = ""
    picks_up: bool = True
    answers: bool = True
    after: float | None = None
    talk: float | None = None
    cause: int = 200
    ends: str = "other"
    recorded: bool = True


ORDINARY = Script("answered, talked, hung up by the other party")

SCRIPTS = {
    9000: Script("answers after 1 s", after=1),
    9001: Script("busy", answers=False, after=1, cause=486, ends="system"),
    9002: Script("rings 30 s, no answer", answers=False, after=30, cause=480, ends="system"),
    9003: Script("wrong number", answers=False, after=1, cause=404, ends="system"),
    9004: Script("declines after 3 s", answers=False, after=3, cause=603),
    9005: Script("hangs up after 3 s of talk", "hangs up after 3 s of talk", talk=3),
    9006: Script(
        "the agent hangs up after 5 s of talk",
        "the agent hangs up after 5 s of talk",
        talk=5,
        ends="agent",
    ),
    9007: Script(
        "the agent doesn't pick up for 20 s",
        "the agent doesn't pick up, the caller gives up after 20 s",
        picks_up=False,
        answers=False,
        after=20,
        cause=480,
        ends="system",
    ),
    9008: Script("no line to be had", answers=False, after=2, cause=503, ends="system"),
    9009: Script("caller ID forbidden", answers=False, after=0, cause=403, ends="system"),
    9010: Script("talks for ten minutes", "talks for ten minutes", talk=600),
    9011: Script(
        "the agent gives up after 10 s of ringing",
        "the caller gives up after 1 s of ringing",
        answers=False,
        after=10,
        cause=487,
        ends="agent",
    ),
    9012: Script("talked, but not recorded", "talked, but not recorded", recorded=False),
    9013: Script("answers at last, after 55 s", after=55),
}
"""By the last four digits. The other numbers up to 9099 are kept for later, and are ordinary now."""

_CALLER_GIVES_UP = {
    9007: Script("", answers=False, picks_up=False, after=20, cause=487),
    9011: Script("", answers=False, picks_up=False, after=1, cause=487),
}


def script_of(number: str, *, incoming: bool = False) -> Script:
    """What becomes of a call with this number."""
    last = int(number[-4:]) if number[-4:].isdigit() and len(number) > 3 else 0
    if last not in _SCRIPTED:
        return ORDINARY
    if incoming:
        if last in _CALLER_GIVES_UP:
            return _CALLER_GIVES_UP[last]
        found = SCRIPTS.get(last, ORDINARY)
        return found if found.incoming else ORDINARY
    return SCRIPTS.get(last, ORDINARY)
