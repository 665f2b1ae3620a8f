"""What is known of one call, and how the platform writes it down: bill, CDR, record."""

import base64
from dataclasses import dataclass, field
from decimal import ROUND_UP, Decimal

from callcenter_client._privacy import shorten
from callcenter_sandbox._test_numbers import CALLEE, CALLER, SYSTEM

OUTGOING, INCOMING = 1, 0
"""`call_type` (§6)."""

INCOMING_SERVICE, TASK_SERVICE, CLICK_TO_DIAL, VOICE_CODE = 2, 4, 5, 19
"""`serviceType` of the calls that the sandbox makes (seen, core)."""

_FEE_PER_MINUTE = Decimal("0.06")


@dataclass(frozen=True)
class Origin:
    """Where a call comes from: whose it is, and what its notifications tell of its command or task."""

    customer: str
    user_data: str = ""
    task: str = ""
    task_name: str = ""
    caller: str = ""


@dataclass
class Call:
    """One call. Times are the box's, in seconds since the epoch; None: it didn't come to that.

    Attributes:
        session: The id of the call, as its bill tells it.
        customer: Whose call it is.
        agent: The agent's number; empty for a voice verification.
        number: The other party's number.
        call_type: 0 incoming, 1 outgoing.
        service: The kind of call, as `serviceType`.
        user_data: The `userData` of the command that began it.
        started: When it began.
        stage: `agent rings`, `rings` (the other party), `talking` or `over`.
        ringing: When the callee began to ring.
        answered: When it was answered and connected.
        ended: When it was over.
        cause: Why it ended: a SIP response code.
        ended_by: Who ended it: `agent`, `other` or `system`.
        key: Its key in the lists; None until it is over.
        recording: The path of its recording; empty: there is none.
        task: The id of the task that dialled; empty: none did.
        task_name: The name of that task.
        shown_caller: The caller ID that a task shows; empty: the agent's number.
        engaged: Whether the agent's line is taken by it.
        talk: How long it will be talked; None: as long as the setting says.
        step: Counts its steps; what was to happen at an earlier one doesn't any more.
    """

    session: str
    customer: str
    agent: str
    number: str = field(repr=False)
    call_type: int
    service: int
    user_data: str
    started: float
    stage: str = "agent rings"
    ringing: float | None = None
    answered: float | None = None
    ended: float | None = None
    cause: int | None = None
    ended_by: str = ""
    key: int | None = None
    recording: str = field(default="", repr=False)
    task: str = ""
    task_name: str = ""
    shown_caller: str = field(default="", repr=False)
    engaged: bool = False
    talk: float | None = None
    step: int = 0

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self.ended is not None

    @property
    def caller(self) -> str:
        """The calling number."""
        return self.number if self.call_type == INCOMING else self.shown_caller or self.agent

    @property
    def callee(self) -> str:
        """The called number."""
        return self.agent if self.call_type == INCOMING else self.number

    @property
    def seconds(self) -> int:
        """Its length, in whole seconds; 0 when it wasn't answered."""
        if self.answered is None or self.ended is None:
            return 0
        return int(self.ended) - int(self.answered)

    @property
    def fee(self) -> Decimal:
        """Its cost: 0.06 for each minute that was begun."""
        minutes = (Decimal(self.seconds) / 60).to_integral_value(ROUND_UP)
        return minutes * _FEE_PER_MINUTE

    @property
    def release_part(self) -> int:
        """Who ended it, as `releasePart`: 1 the caller, 2 the callee, 3 the system (core)."""
        if self.ended_by == "system":
            return SYSTEM
        return CALLER if (self.ended_by == "agent") == (self.call_type == OUTGOING) else CALLEE

    def __str__(self) -> str:
        way = "to" if self.call_type == OUTGOING else "from"
        return f"{self.agent or 'no agent'} {way} {shorten(self.number, 'number')}: {self.stage}"


def recording_path(call: Call, day: str, moment: str) -> str:
    """The path of a recording, in the form that was seen, but for its end: it is a WAV here.

    Args:
        call: The call.
        day: `yyyymmdd`.
        moment: `yyyymmddhhmmss`.
    """
    numbers = f"{call.caller}-{call.callee}"
    return f"/data/voicerecord/{call.customer}/{day}/VR-{call.agent}-{moment}-{numbers}.wav"


def in_form(path: str, form: str) -> str:
    """The name of a recording as it is told: plain, or base64-encoded (seen)."""
    return base64.b64encode(path.encode()).decode() if path and form == "base64" else path
