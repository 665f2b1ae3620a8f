# Made by "python -m generator generate" from the spec: change that, not this file.
"""What the runtime has to know of the spec."""

from __future__ import annotations

from typing import Final

from ._operation import Operation, Question

SPEC_VERSION: Final = "1.0.0"
"""The version of the spec that the package was made from."""

API_PATH: Final = "/openapi/V2.0.{revision}"
"""What all operations' paths begin with."""

REVISIONS: Final[tuple[int, ...]] = (1, 2, 3, 4, 6)
"""The revisions of the API that have any operation."""

AGENT_PATTERN: Final[str | None] = "^[0-9]{0,8}$"
"""What an agent's number in the authentication block looks like."""

USER_DATA_LENGTH: Final = 30
"""How long a command's user data may be, in characters, in every operation."""

REASONS: Final[dict[str, str]] = {
    "Successfully.": "SUCCESSFULLY",
    "Invalid User.": "INVALID_USER",
    "Invalid Data.": "INVALID_DATA",
    "Invalid Request.": "INVALID_REQUEST",
    "Invalid Command.": "INVALID_COMMAND",
    "Invalid Parameter.": "INVALID_PARAMETER",
    "Command exec failed.": "COMMAND_EXEC_FAILED",
    "Internal Error.": "INTERNAL_ERROR",
    "Server Not ready, please try again.": "SERVER_NOT_READY",
}
"""The known texts of a refusal, and their names."""

VOICE_VERIFY: Final = Operation(
    "VoiceVerify",
    "/openapi/V2.0.{revision}/VoiceVerify",
    revisions=(1, 2, 3, 4, 6),
    retry="unsent-only",
    beside=(),
    is_list=False,
    find_out=(Question("get_cdr_list", ("callee",), "start_time", (("cdr", ()),)),),
)
AGENT_QUERY_STATUS: Final = Operation(
    "AgentQueryStatus",
    "/openapi/V2.0.{revision}/AgentQueryStatus",
    revisions=(1, 2, 3, 4, 6),
    retry="safe",
    beside=(),
    is_list=False,
    find_out=(),
)
GET_AGENT_STATUS: Final = Operation(
    "getAgentStatus",
    "/openapi/V2.0.{revision}/getAgentStatus",
    revisions=(1, 2, 3, 4, 6),
    retry="safe",
    beside=(),
    is_list=False,
    find_out=(),
)
GET_AGENT_INFO: Final = Operation(
    "getAgentInfo",
    "/openapi/V2.0.{revision}/getAgentInfo",
    revisions=(6,),
    retry="safe",
    beside=(),
    is_list=True,
    find_out=(),
)
AGENT_LOGIN: Final = Operation(
    "AgentLogin",
    "/openapi/V2.0.{revision}/AgentLogin",
    revisions=(1, 2, 3, 4, 6),
    retry="unsent-only",
    beside=(),
    is_list=False,
    find_out=(),
)
AGENT_LOGOUT: Final = Operation(
    "AgentLogout",
    "/openapi/V2.0.{revision}/AgentLogout",
    revisions=(1, 2, 3, 4, 6),
    retry="unsent-only",
    beside=(),
    is_list=False,
    find_out=(),
)
AGENT_SET_BUSY: Final = Operation(
    "AgentSetBusy",
    "/openapi/V2.0.{revision}/AgentSetBusy",
    revisions=(1, 2, 3, 4, 6),
    retry="unsent-only",
    beside=(),
    is_list=False,
    find_out=(),
)
AGENT_SET_IDLE: Final = Operation(
    "AgentSetIdle",
    "/openapi/V2.0.{revision}/AgentSetIdle",
    revisions=(1, 2, 3, 4, 6),
    retry="unsent-only",
    beside=(),
    is_list=False,
    find_out=(),
)
CALL_NUMBER: Final = Operation(
    "CallNumber",
    "/openapi/V2.0.{revision}/CallNumber",
    revisions=(1, 2, 3, 4, 6),
    retry="unsent-only",
    beside=(),
    is_list=False,
    find_out=(
        Question(
            "get_agent_status",
            ("agent",),
            "",
            (("server_status", ("RINGING", "RINGBACK", "CALL_OUT")),),
        ),
        Question("get_cdr_list", ("agent", "callee"), "start_time", (("cdr", ()),)),
    ),
)
HANGUP_CALL: Final = Operation(
    "HangupCall",
    "/openapi/V2.0.{revision}/HangupCall",
    revisions=(1, 2, 3, 4, 6),
    retry="unsent-only",
    beside=(),
    is_list=False,
    find_out=(
        Question("get_agent_status", ("agent",), "", (("server_status", ("IDLE", "PROCESS")),)),
    ),
)
CALL_TASK_CREATE: Final = Operation(
    "CallTaskCreate",
    "/openapi/V2.0.{revision}/CallTaskCreate",
    revisions=(1, 2, 3, 4, 6),
    retry="unsent-only",
    beside=(),
    is_list=False,
    find_out=(Question("call_task_query", ("agent",), "", (("task_id", ()),)),),
)
CALL_TASK_QUERY: Final = Operation(
    "CallTaskQuery",
    "/openapi/V2.0.{revision}/CallTaskQuery",
    revisions=(1, 2, 3, 4, 6),
    retry="safe",
    beside=(),
    is_list=False,
    find_out=(),
)
CALL_TASK_CONTROL: Final = Operation(
    "CallTaskControl",
    "/openapi/V2.0.{revision}/CallTaskControl",
    revisions=(1, 2, 3, 4, 6),
    retry="unsent-only",
    beside=(),
    is_list=False,
    find_out=(),
)
CALL_TASK_ADD_NUMBERS: Final = Operation(
    "CallTaskAddNumbers",
    "/openapi/V2.0.{revision}/CallTaskAddNumbers",
    revisions=(1, 2, 3, 4, 6),
    retry="unsent-only",
    beside=(),
    is_list=False,
    find_out=(Question("call_task_query", ("agent",), "", (("task_id", ()),)),),
)
GET_RECORDS_LIST: Final = Operation(
    "getRecordsList",
    "/openapi/V2.0.{revision}/getRecordsList",
    revisions=(4, 6),
    retry="safe",
    beside=("record",),
    is_list=True,
    find_out=(),
)
GET_CDR_LIST: Final = Operation(
    "getCdrList",
    "/openapi/V2.0.{revision}/getCdrList",
    revisions=(1, 6),
    retry="safe",
    beside=(),
    is_list=True,
    find_out=(),
)
DOWNLOAD: Final = Operation(
    "downloadRecording",
    "/{filename}",
    retry="safe",
)
"""How a recording is fetched (§1)."""

OPERATIONS: Final[dict[str, Operation]] = {
    "VoiceVerify": VOICE_VERIFY,
    "AgentQueryStatus": AGENT_QUERY_STATUS,
    "getAgentStatus": GET_AGENT_STATUS,
    "getAgentInfo": GET_AGENT_INFO,
    "AgentLogin": AGENT_LOGIN,
    "AgentLogout": AGENT_LOGOUT,
    "AgentSetBusy": AGENT_SET_BUSY,
    "AgentSetIdle": AGENT_SET_IDLE,
    "CallNumber": CALL_NUMBER,
    "HangupCall": HANGUP_CALL,
    "CallTaskCreate": CALL_TASK_CREATE,
    "CallTaskQuery": CALL_TASK_QUERY,
    "CallTaskControl": CALL_TASK_CONTROL,
    "CallTaskAddNumbers": CALL_TASK_ADD_NUMBERS,
    "getRecordsList": GET_RECORDS_LIST,
    "getCdrList": GET_CDR_LIST,
}
