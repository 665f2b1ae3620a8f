"""What the sandbox can say of a message, and the error codes with which it says so.

The vendor's document lists no code but 0, and of the platform's codes one is known from the field.
So the codes here are the sandbox's own: as large as the platform's, so that a client which keeps
codes in 31 bits is found out, and in a block of their own, so that nobody takes them for the
platform's.
"""

from enum import StrEnum


class Verdict(StrEnum):
    """The sandbox's judgement on one HTTP request."""

    ACCEPTED = "accepted"
    UNKNOWN_OPERATION = "unknown operation"
    WRONG_REVISION = "wrong revision"
    WRONG_METHOD = "wrong method"
    NOT_UTF8 = "not UTF-8"
    NOT_JSON = "not JSON"
    INVALID_MESSAGE = "invalid message"
    INVALID_AUTHENTICATION = "invalid authentication"
    UNKNOWN_CUSTOMER = "unknown customer"
    WRONG_DIGEST = "wrong digest"
    COMMAND_REFUSED = "command refused"
    NO_RECORDING = "no such recording"
    INTERNAL_ERROR = "internal error"
    NOT_POSSIBLE = "not possible"
    REPLAYED = "replayed"
    WRONG_TIME = "wrong time"
    UNKNOWN_FIELD = "unknown field"
    SCRIPTED = "scripted refusal"
    THROWN_AWAY = "thrown away"

    @property
    def code(self) -> int:
        """The `error` of the result."""
        return _ANSWERS[self][0]

    @property
    def text_name(self) -> str:
        """The name that the spec gives to the platform's text for the case (`x-enum-varnames`)."""
        return _ANSWERS[self][1]


_ANSWERS = {
    Verdict.ACCEPTED: (0, "SUCCESSFULLY"),
    Verdict.UNKNOWN_OPERATION: (0xF000F001, "INVALID_COMMAND"),
    Verdict.WRONG_REVISION: (0xF000F002, "INVALID_COMMAND"),
    Verdict.WRONG_METHOD: (0xF000F003, "INVALID_REQUEST"),
    Verdict.NOT_UTF8: (0xF000F004, "INVALID_DATA"),
    Verdict.NOT_JSON: (0xF000F005, "INVALID_DATA"),
    Verdict.INVALID_MESSAGE: (0xF000F006, "INVALID_REQUEST"),
    Verdict.INVALID_AUTHENTICATION: (0xF000F007, "INVALID_USER"),
    Verdict.UNKNOWN_CUSTOMER: (0xF000F008, "INVALID_USER"),
    Verdict.WRONG_DIGEST: (0xF000F009, "INVALID_USER"),
    Verdict.COMMAND_REFUSED: (0xF000F00A, "INVALID_PARAMETER"),
    Verdict.NO_RECORDING: (0xF000F00B, "INVALID_REQUEST"),
    Verdict.INTERNAL_ERROR: (0xF000F00C, "INTERNAL_ERROR"),
    Verdict.NOT_POSSIBLE: (0xF000F00D, "COMMAND_EXEC_FAILED"),
    Verdict.REPLAYED: (0xF000F00E, "INVALID_USER"),
    Verdict.WRONG_TIME: (0xF000F00F, "INVALID_USER"),
    Verdict.UNKNOWN_FIELD: (0xF000F010, "INVALID_PARAMETER"),
    Verdict.SCRIPTED: (0xF000F011, "COMMAND_EXEC_FAILED"),
    Verdict.THROWN_AWAY: (0xF000F012, "SERVER_NOT_READY"),
}


class Refused(Exception):  # it is an answer, not an error of the program
    """A message that is answered with an error; its reasons say what was wrong, in order."""

    def __init__(self, verdict: Verdict, *reasons: str) -> None:
        self.verdict = verdict
        self.reasons = reasons
        super().__init__(f"{verdict}: {'; '.join(reasons)}")
