"""A call of each operation: the method, arguments that are enough, and what an accepting reply has beside the verdict."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from callcenter_client._spec import OPERATIONS

NUMBER = "13770761337"


@dataclass(frozen=True)
class Sample:
    """A call.

    Attributes:
        method: The client's method.
        arguments: Its arguments.
        fields: Further fields of an accepting response.
    """

    method: str
    arguments: dict[str, Any] = field(default_factory=dict[str, Any])
    fields: dict[str, Any] = field(default_factory=dict[str, Any])


_AGENT = {"agent": "1000"}
_REPORT = {"taskID": "31", "report": {"total": 1, "error": 0, "repeat": 0}}

SAMPLES = {
    "VoiceVerify": Sample("voice_verify", {"verify_code": "4711", "callee": NUMBER}),
    "AgentQueryStatus": Sample("agent_query_status", _AGENT),
    "getAgentStatus": Sample(
        "get_agent_status", _AGENT, {"workStatus": "ONLINE", "serverStatus": "IDLE"}
    ),
    "getAgentInfo": Sample(
        "get_agent_info", {}, {"data": [{"id": "7", "name": "Wang", "staffNo": "1000"}]}
    ),
    "AgentLogin": Sample("agent_login", _AGENT),
    "AgentLogout": Sample("agent_logout", _AGENT),
    "AgentSetBusy": Sample("agent_set_busy", _AGENT),
    "AgentSetIdle": Sample("agent_set_idle", _AGENT),
    "CallNumber": Sample("call_number", _AGENT | {"callee": NUMBER}),
    "HangupCall": Sample("hangup_call", _AGENT),
    "CallTaskCreate": Sample(
        "call_task_create", _AGENT | {"callees": [NUMBER], "mode": 2}, _REPORT
    ),
    "CallTaskQuery": Sample("call_task_query", _AGENT, {"taskID": "31"}),
    "CallTaskControl": Sample(
        "call_task_control", {"task_id": "31", "action": "start"}, {"taskID": "31"}
    ),
    "CallTaskAddNumbers": Sample(
        "call_task_add_numbers", _AGENT | {"task_id": "31", "callees": [NUMBER]}, _REPORT
    ),
    "getRecordsList": Sample(
        "get_records_list", {"start_key": 0}, {"record": [{"key": "1", "callee": NUMBER}]}
    ),
    "getCdrList": Sample("get_cdr_list", {}, {"total": 1, "cdr": [{"key": "6", "callee": NUMBER}]}),
}

SAFE = [name for name, operation in OPERATIONS.items() if operation.retry == "safe"]
UNSAFE = [name for name in OPERATIONS if name not in SAFE]
