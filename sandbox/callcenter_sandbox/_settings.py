"""The switches of the sandbox: its pace, and what is not known of the platform, each with a default.

This is their only home: the command line and the tables of the documentation are made from it.
"""

from dataclasses import dataclass, field, fields
from typing import Literal, TypeVar

_T = TypeVar("_T")


def _switch(default: _T, says: str) -> _T:
    return field(default=default, metadata={"says": says})


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How the platform is played. Each field is told beside it, and by `callcenter-sandbox --help`.

    Raises:
        ValueError: A value is out of its range.
    """

    pick_up: float = _switch(2.0, "seconds until an agent picks up")
    answer: float = _switch(5.0, "seconds until the callee answers")
    talk: float = _switch(20.0, "seconds that a call is talked")
    process: float = _switch(10.0, "seconds of after-call work (PROCESS)")
    logout: float = _switch(2.0, "seconds until a logout takes effect (core)")

    start_key: Literal["exclusive", "inclusive"] = _switch(
        "exclusive", "whether getRecordsList leaves the record of startKey out (read)"
    )
    creating_starts: bool = _switch(
        False,  # code that starts its tasks is right at either platform, code that doesn't is not
        "CallTaskCreate starts the task; else CallTaskControl does (not known)",
    )
    repeats: Literal["message", "task"] = _switch(
        "message",  # code that sends a number twice is found out here, not by the person called
        "numbers are dropped that repeat within one message, or within the whole task (not known)",
    )
    cdr_cap: int | None = _switch(
        None, "the most rows of a getCdrList answer; `total` tells them all (not known)"
    )

    billing_times: Literal["text", "seconds", "milliseconds"] = _switch(
        "text", "form of the times of a bill (all seen)"
    )
    recording_names: Literal["plain", "base64"] = _switch(
        "plain", "form of the names of recordings (both seen)"
    )
    recordings: Literal["path", "listen"] = _switch(
        "path",
        "recordings are at their path, or at `/recordFile/listen?file=PATH` alone (both seen)",
    )
    numbers: Literal["text", "number"] = _switch(
        "text", "form of the numbers in notifications (both seen)"
    )
    retries: int = _switch(
        3, "how often a notification is sent again that wasn't taken (not known)"
    )
    backoff: float = _switch(1.0, "seconds before it is sent again; doubled each time (not known)")
    notify_timeout: float = _switch(5.0, "real seconds in which a receiver has to answer")

    refuse_replays: bool = _switch(False, "refuse an authentication seq that came before")
    max_skew: float | None = _switch(
        None, "refuse timestamps that are more than this many seconds off"
    )
    strict_fields: bool = _switch(False, "refuse fields that the API description doesn't know")

    def __post_init__(self) -> None:
        for one in fields(self):
            value = getattr(self, one.name)
            if isinstance(value, (int, float)) and value < 0:
                raise ValueError(f"{one.name} is {value}; expected 0 or more")
        if self.cdr_cap == 0:
            raise ValueError("cdr_cap is 0; expected 1 or more, or None for no cap")
        if self.notify_timeout == 0:
            raise ValueError("notify_timeout is 0; expected more than 0 seconds")
