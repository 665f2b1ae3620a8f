# Made by "python -m generator generate" from the spec: change that, not this file.
"""The operations as the command line offers them."""

from __future__ import annotations

from typing import Final, NamedTuple


class Argument(NamedTuple):
    """An option of a command.

    `kind` is text, integer, number, boolean, decimal, datetime, enum or any. `values` are an enum's known ones by their names,
    and with `closed` no other is.
    """

    name: str
    kind: str
    several: bool
    required: bool
    help: str
    values: dict[str, int | str] | None = None
    closed: bool = False


class Entry(NamedTuple):
    """A command: the client's method of that name."""

    method: str
    operation: str
    help: str
    arguments: tuple[Argument, ...]


DOWNLOAD_HELP: Final[str | None] = "Download a recording"
"""What the command that saves a recording does; None when there is none."""

COMMANDS: Final[tuple[Entry, ...]] = (
    Entry(
        "voice_verify",
        "VoiceVerify",
        "Read a verification code to somebody over the telephone",
        (
            Argument(
                "verify_code",
                "text",
                False,
                True,
                "The code that is read aloud, 3 to 8 digits. As a number it cannot have a leading zero. (§5 VoiceVerify)",
            ),
            Argument(
                "callee",
                "text",
                False,
                True,
                "The mobile or landline number that is called. (§5 VoiceVerify)",
            ),
            Argument(
                "play_times",
                "integer",
                False,
                False,
                "How many times the code is read, 1 to 5; 3 when it is missing. The core silently takes 3 for a value out of range (core). (§5 VoiceVerify) [doc, core]",
            ),
            Argument(
                "user_data",
                "text",
                False,
                False,
                "As in other commands, but up to 100 characters here; what is longer the platform cuts. (§5 VoiceVerify)",
            ),
        ),
    ),
    Entry(
        "agent_query_status",
        "AgentQueryStatus",
        "Have an agent's state pushed to the agent's desktop",
        (
            Argument("agent", "text", False, True, "The agent's number, 1 to 8 digits. (§5)"),
            Argument(
                "user_data",
                "text",
                False,
                False,
                "Free text of the caller, at most 30 characters. It comes back in the response and in the notifications that follow from the command; the platform does not use it, so it can carry a unique key of the caller's own. (§3)",
            ),
        ),
    ),
    Entry(
        "get_agent_status",
        "getAgentStatus",
        "Read an agent's state",
        (
            Argument("agent", "text", False, True, "The agent's number, 1 to 8 digits. (§5)"),
            Argument(
                "user_data",
                "text",
                False,
                False,
                "Free text of the caller, at most 30 characters. It comes back in the response and in the notifications that follow from the command; the platform does not use it, so it can carry a unique key of the caller's own. (§3)",
            ),
        ),
    ),
    Entry(
        "get_agent_info",
        "getAgentInfo",
        "List the agents",
        (
            Argument(
                "user_data",
                "text",
                False,
                False,
                "Free text of the caller, at most 30 characters. It comes back in the response and in the notifications that follow from the command; the platform does not use it, so it can carry a unique key of the caller's own. (§3)",
            ),
        ),
    ),
    Entry(
        "agent_login",
        "AgentLogin",
        "Log an agent in",
        (
            Argument("agent", "text", False, True, "The agent's number, 1 to 8 digits. (§5)"),
            Argument(
                "user_data",
                "text",
                False,
                False,
                "Free text of the caller, at most 30 characters. It comes back in the response and in the notifications that follow from the command; the platform does not use it, so it can carry a unique key of the caller's own. (§3)",
            ),
        ),
    ),
    Entry(
        "agent_logout",
        "AgentLogout",
        "Log an agent out",
        (
            Argument("agent", "text", False, True, "The agent's number, 1 to 8 digits. (§5)"),
            Argument(
                "user_data",
                "text",
                False,
                False,
                "Free text of the caller, at most 30 characters. It comes back in the response and in the notifications that follow from the command; the platform does not use it, so it can carry a unique key of the caller's own. (§3)",
            ),
        ),
    ),
    Entry(
        "agent_set_busy",
        "AgentSetBusy",
        "Set an agent busy",
        (
            Argument("agent", "text", False, True, "The agent's number, 1 to 8 digits. (§5)"),
            Argument(
                "user_data",
                "text",
                False,
                False,
                "Free text of the caller, at most 30 characters. It comes back in the response and in the notifications that follow from the command; the platform does not use it, so it can carry a unique key of the caller's own. (§3)",
            ),
        ),
    ),
    Entry(
        "agent_set_idle",
        "AgentSetIdle",
        "Set an agent idle",
        (
            Argument("agent", "text", False, True, "The agent's number, 1 to 8 digits. (§5)"),
            Argument(
                "user_data",
                "text",
                False,
                False,
                "Free text of the caller, at most 30 characters. It comes back in the response and in the notifications that follow from the command; the platform does not use it, so it can carry a unique key of the caller's own. (§3)",
            ),
        ),
    ),
    Entry(
        "call_number",
        "CallNumber",
        "Dial a number for an agent",
        (
            Argument(
                "agent",
                "text",
                False,
                True,
                "The agent who is rung first, 1 to 8 digits. (§5 CallNumber)",
            ),
            Argument(
                "callee",
                "text",
                False,
                True,
                "The mobile or landline number that is then connected. (§5 CallNumber)",
            ),
            Argument(
                "user_data",
                "text",
                False,
                False,
                "Free text of the caller, at most 30 characters. It comes back in the response and in the notifications that follow from the command; the platform does not use it, so it can carry a unique key of the caller's own. (§3)",
            ),
        ),
    ),
    Entry(
        "hangup_call",
        "HangupCall",
        "End an agent's current call",
        (
            Argument(
                "agent",
                "text",
                False,
                True,
                "The agent whose current call ends, 1 to 8 digits. (§5 HangupCall)",
            ),
            Argument(
                "user_data",
                "text",
                False,
                False,
                "As in other commands, at most 30 characters, but required here: the document's table says so, and its sample sends an empty text. (§5 HangupCall)",
            ),
        ),
    ),
    Entry(
        "call_task_create",
        "CallTaskCreate",
        "Create a call task",
        (
            Argument(
                "agent",
                "text",
                False,
                True,
                "The agent the task is for, 1 to 8 digits. (§5 CallTaskCreate)",
            ),
            Argument(
                "callees",
                "text",
                True,
                True,
                "The numbers to call, 1 to 1000; hand over more with CallTaskAddNumbers. That an empty list is refused is a reading (read). (§5 CallTaskCreate) [doc, read]",
            ),
            Argument(
                "mode",
                "enum",
                False,
                True,
                "How a task dials. The document lists both values; what they mean is a reading of a damaged passage that the core bears out (read, core). (§5 CallTaskCreate)",
                {"CALLEE_FIRST": 2, "AGENT_FIRST": 5},
                True,
            ),
            Argument(
                "user_data",
                "text",
                False,
                False,
                "Free text of the caller, at most 30 characters. It comes back in the response and in the notifications that follow from the command; the platform does not use it, so it can carry a unique key of the caller's own. (§3)",
            ),
            Argument(
                "task_name",
                "text",
                False,
                False,
                "Name of a call task; the platform names the task when it is missing. No limit of its length is documented. (§5 CallTaskCreate)",
            ),
            Argument(
                "callers",
                "text",
                True,
                False,
                "Caller-ID numbers, at most 100. They must be numbers allotted to the customer, or the call fails; when missing, the platform uses the agent's configured caller ID and fails when there is none (read). (§5 CallTaskCreate) [doc, read]",
            ),
            Argument(
                "multiplier",
                "number",
                False,
                False,
                "How many numbers are dialled at a time per agent (read). The table prints 1 < a < 5 with default 1, so it is read as 1 ≤ a < 5 (read); 1 when it is missing. (§5 CallTaskCreate) [doc, read]",
            ),
        ),
    ),
    Entry(
        "call_task_query",
        "CallTaskQuery",
        "Find an agent's current call task",
        (
            Argument(
                "agent",
                "text",
                False,
                True,
                "The agent's number. The document names no length here; 1 to 8 digits as elsewhere (read). (§5 CallTaskQuery) [doc, read]",
            ),
            Argument(
                "user_data",
                "text",
                False,
                False,
                "Free text of the caller, at most 30 characters. It comes back in the response and in the notifications that follow from the command; the platform does not use it, so it can carry a unique key of the caller's own. (§3)",
            ),
        ),
    ),
    Entry(
        "call_task_control",
        "CallTaskControl",
        "Start or stop a call task",
        (
            Argument(
                "task_id",
                "text",
                False,
                True,
                "Id of a call task, as CallTaskCreate or CallTaskQuery returned it, in digits. (§5)",
            ),
            Argument(
                "action",
                "enum",
                False,
                True,
                "What to do with a call task. The document's table prints `Start` with a capital, by its look the word processor's: send lower case. (§5 CallTaskControl)",
                {"START": "start", "STOP": "stop"},
                True,
            ),
            Argument(
                "user_data",
                "text",
                False,
                False,
                "Free text of the caller, at most 30 characters. It comes back in the response and in the notifications that follow from the command; the platform does not use it, so it can carry a unique key of the caller's own. (§3)",
            ),
            Argument(
                "agent",
                "text",
                False,
                False,
                "The agent's number, 1 to 8 digits; optional: it is in the document's sample and not in its table. (§5 CallTaskControl)",
            ),
        ),
    ),
    Entry(
        "call_task_add_numbers",
        "CallTaskAddNumbers",
        "Add numbers to a call task",
        (
            Argument(
                "task_id",
                "text",
                False,
                True,
                "Id of a call task, as CallTaskCreate or CallTaskQuery returned it, in digits. (§5)",
            ),
            Argument(
                "agent",
                "text",
                False,
                True,
                "The agent's number. The document names no length here; 1 to 8 digits as elsewhere (read). (§5 CallTaskAddNumbers) [doc, read]",
            ),
            Argument(
                "callees",
                "text",
                True,
                True,
                "The numbers to add, 1 to 1000. That an empty list is refused is a reading (read). (§5 CallTaskAddNumbers) [doc, read]",
            ),
            Argument(
                "user_data",
                "text",
                False,
                False,
                "Free text of the caller, at most 30 characters. It comes back in the response and in the notifications that follow from the command; the platform does not use it, so it can carry a unique key of the caller's own. (§3)",
            ),
        ),
    ),
    Entry(
        "get_records_list",
        "getRecordsList",
        "List recordings",
        (
            Argument(
                "start_key",
                "integer",
                False,
                True,
                "Key of the last record that is already known, 0 for the first page. A record with this very key is not in the result (read): a reader must survive either. (§5 getRecordsList) [doc, read]",
            ),
            Argument(
                "user_data",
                "text",
                False,
                False,
                "Free text of the caller, at most 30 characters. It comes back in the response and in the notifications that follow from the command; the platform does not use it, so it can carry a unique key of the caller's own. (§3)",
            ),
        ),
    ),
    Entry(
        "get_cdr_list",
        "getCdrList",
        "List call detail records",
        (
            Argument(
                "user_data",
                "text",
                False,
                False,
                "Free text of the caller, at most 30 characters. It comes back in the response and in the notifications that follow from the command; the platform does not use it, so it can carry a unique key of the caller's own. (§3)",
            ),
            Argument(
                "agent",
                "text",
                True,
                False,
                "The agent or agents whose calls are listed. By the look of its table the document requires it, and its sample shows an array or a text (a bracket is damaged); integrations leave it out and get all agents (seen). (§5 getCdrList) [doc, seen]",
            ),
            Argument(
                "service_type",
                "enum",
                False,
                False,
                "Only calls of this kind. (§5 getCdrList)",
                {
                    "OUTGOING": 1,
                    "INCOMING": 2,
                    "INTERNAL": 3,
                    "AUTO_OUTBOUND": 4,
                    "CLICK_TO_DIAL": 5,
                    "RECORDING": 7,
                    "TRANSFER": 9,
                    "RENT": 17,
                    "SETTLEMENT": 18,
                    "VOICE_VERIFICATION": 19,
                    "VOICE_NOTIFICATION": 21,
                    "API_CALLBACK": 22,
                    "LOCAL_CALL": 23,
                },
                False,
            ),
            Argument(
                "start_time",
                "datetime",
                False,
                False,
                "Begin of the span, included, `YYYY-MM-DD HH:MM:SS` in the platform's local time. How long a span may be is not known; integrations ask for a day (seen). That the end points belong to the span is a reading (read). (§5 getCdrList) [doc, seen, read]",
            ),
            Argument(
                "end_time",
                "datetime",
                False,
                False,
                "End of the span, included (read), `YYYY-MM-DD HH:MM:SS` in the platform's local time. (§5 getCdrList) [doc, read]",
            ),
            Argument(
                "caller", "text", False, False, "Only calls from this number. (§5 getCdrList)"
            ),
            Argument("callee", "text", False, False, "Only calls to this number. (§5 getCdrList)"),
            Argument(
                "time_length_min",
                "integer",
                False,
                False,
                "Only calls of at least this length, in seconds. (§5 getCdrList)",
            ),
            Argument(
                "time_length_max",
                "integer",
                False,
                False,
                "Only calls of at most this length, in seconds. (§5 getCdrList)",
            ),
        ),
    ),
)
