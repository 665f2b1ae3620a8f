# Made by "python -m generator generate" from the spec: change that, not this file.
"""The classes of the spec: commands, responses, notifications, enums. Each is loaded when it's first used."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .acknowledgement import Acknowledgement as Acknowledgement
    from .agent_info import AgentInfo as AgentInfo
    from .agent_info_revision import AgentInfoRevision as AgentInfoRevision
    from .agent_login_command import AgentLoginCommand as AgentLoginCommand
    from .agent_login_data import AgentLoginData as AgentLoginData
    from .agent_login_message import AgentLoginMessage as AgentLoginMessage
    from .agent_login_reply import AgentLoginReply as AgentLoginReply
    from .agent_login_response import AgentLoginResponse as AgentLoginResponse
    from .agent_logout_command import AgentLogoutCommand as AgentLogoutCommand
    from .agent_logout_data import AgentLogoutData as AgentLogoutData
    from .agent_logout_message import AgentLogoutMessage as AgentLogoutMessage
    from .agent_logout_reply import AgentLogoutReply as AgentLogoutReply
    from .agent_logout_response import AgentLogoutResponse as AgentLogoutResponse
    from .agent_query_status_command import AgentQueryStatusCommand as AgentQueryStatusCommand
    from .agent_query_status_data import AgentQueryStatusData as AgentQueryStatusData
    from .agent_query_status_message import AgentQueryStatusMessage as AgentQueryStatusMessage
    from .agent_query_status_reply import AgentQueryStatusReply as AgentQueryStatusReply
    from .agent_query_status_response import AgentQueryStatusResponse as AgentQueryStatusResponse
    from .agent_set_busy_command import AgentSetBusyCommand as AgentSetBusyCommand
    from .agent_set_busy_data import AgentSetBusyData as AgentSetBusyData
    from .agent_set_busy_message import AgentSetBusyMessage as AgentSetBusyMessage
    from .agent_set_busy_reply import AgentSetBusyReply as AgentSetBusyReply
    from .agent_set_busy_response import AgentSetBusyResponse as AgentSetBusyResponse
    from .agent_set_idle_command import AgentSetIdleCommand as AgentSetIdleCommand
    from .agent_set_idle_data import AgentSetIdleData as AgentSetIdleData
    from .agent_set_idle_message import AgentSetIdleMessage as AgentSetIdleMessage
    from .agent_set_idle_reply import AgentSetIdleReply as AgentSetIdleReply
    from .agent_set_idle_response import AgentSetIdleResponse as AgentSetIdleResponse
    from .authentication import Authentication as Authentication
    from .billing_notification import BillingNotification as BillingNotification
    from .billing_notify import BillingNotify as BillingNotify
    from .call_end_notification import CallEndNotification as CallEndNotification
    from .call_end_notify import CallEndNotify as CallEndNotify
    from .call_in_notification import CallInNotification as CallInNotification
    from .call_in_notify import CallInNotify as CallInNotify
    from .call_number_command import CallNumberCommand as CallNumberCommand
    from .call_number_data import CallNumberData as CallNumberData
    from .call_number_message import CallNumberMessage as CallNumberMessage
    from .call_number_reply import CallNumberReply as CallNumberReply
    from .call_number_response import CallNumberResponse as CallNumberResponse
    from .call_out_notification import CallOutNotification as CallOutNotification
    from .call_out_notify import CallOutNotify as CallOutNotify
    from .call_start_notification import CallStartNotification as CallStartNotification
    from .call_start_notify import CallStartNotify as CallStartNotify
    from .call_task_add_numbers_command import (
        CallTaskAddNumbersCommand as CallTaskAddNumbersCommand,
    )
    from .call_task_add_numbers_data import CallTaskAddNumbersData as CallTaskAddNumbersData
    from .call_task_add_numbers_message import (
        CallTaskAddNumbersMessage as CallTaskAddNumbersMessage,
    )
    from .call_task_add_numbers_reply import CallTaskAddNumbersReply as CallTaskAddNumbersReply
    from .call_task_add_numbers_response import (
        CallTaskAddNumbersResponse as CallTaskAddNumbersResponse,
    )
    from .call_task_control_command import CallTaskControlCommand as CallTaskControlCommand
    from .call_task_control_data import CallTaskControlData as CallTaskControlData
    from .call_task_control_message import CallTaskControlMessage as CallTaskControlMessage
    from .call_task_control_reply import CallTaskControlReply as CallTaskControlReply
    from .call_task_control_response import CallTaskControlResponse as CallTaskControlResponse
    from .call_task_create_command import CallTaskCreateCommand as CallTaskCreateCommand
    from .call_task_create_data import CallTaskCreateData as CallTaskCreateData
    from .call_task_create_message import CallTaskCreateMessage as CallTaskCreateMessage
    from .call_task_create_reply import CallTaskCreateReply as CallTaskCreateReply
    from .call_task_create_response import CallTaskCreateResponse as CallTaskCreateResponse
    from .call_task_query_command import CallTaskQueryCommand as CallTaskQueryCommand
    from .call_task_query_data import CallTaskQueryData as CallTaskQueryData
    from .call_task_query_message import CallTaskQueryMessage as CallTaskQueryMessage
    from .call_task_query_reply import CallTaskQueryReply as CallTaskQueryReply
    from .call_task_query_response import CallTaskQueryResponse as CallTaskQueryResponse
    from .call_task_report import CallTaskReport as CallTaskReport
    from .call_type import CallType as CallType
    from .cdr import Cdr as Cdr
    from .cdr_result import CdrResult as CdrResult
    from .cdr_revision import CdrRevision as CdrRevision
    from .get_agent_info_command import GetAgentInfoCommand as GetAgentInfoCommand
    from .get_agent_info_data import GetAgentInfoData as GetAgentInfoData
    from .get_agent_info_message import GetAgentInfoMessage as GetAgentInfoMessage
    from .get_agent_info_reply import GetAgentInfoReply as GetAgentInfoReply
    from .get_agent_info_response import GetAgentInfoResponse as GetAgentInfoResponse
    from .get_agent_status_command import GetAgentStatusCommand as GetAgentStatusCommand
    from .get_agent_status_data import GetAgentStatusData as GetAgentStatusData
    from .get_agent_status_message import GetAgentStatusMessage as GetAgentStatusMessage
    from .get_agent_status_reply import GetAgentStatusReply as GetAgentStatusReply
    from .get_agent_status_response import GetAgentStatusResponse as GetAgentStatusResponse
    from .get_cdr_list_command import GetCdrListCommand as GetCdrListCommand
    from .get_cdr_list_data import GetCdrListData as GetCdrListData
    from .get_cdr_list_message import GetCdrListMessage as GetCdrListMessage
    from .get_cdr_list_reply import GetCdrListReply as GetCdrListReply
    from .get_cdr_list_response import GetCdrListResponse as GetCdrListResponse
    from .get_records_list_command import GetRecordsListCommand as GetRecordsListCommand
    from .get_records_list_data import GetRecordsListData as GetRecordsListData
    from .get_records_list_message import GetRecordsListMessage as GetRecordsListMessage
    from .get_records_list_reply import GetRecordsListReply as GetRecordsListReply
    from .get_records_list_response import GetRecordsListResponse as GetRecordsListResponse
    from .hangup_call_command import HangupCallCommand as HangupCallCommand
    from .hangup_call_data import HangupCallData as HangupCallData
    from .hangup_call_message import HangupCallMessage as HangupCallMessage
    from .hangup_call_reply import HangupCallReply as HangupCallReply
    from .hangup_call_response import HangupCallResponse as HangupCallResponse
    from .language import Language as Language
    from .notification_param import NotificationParam as NotificationParam
    from .param import Param as Param
    from .record import Record as Record
    from .record_type import RecordType as RecordType
    from .records_revision import RecordsRevision as RecordsRevision
    from .release_cause import ReleaseCause as ReleaseCause
    from .release_part import ReleasePart as ReleasePart
    from .result import Result as Result
    from .result_text import ResultText as ResultText
    from .revision import Revision as Revision
    from .screen_pop_notification import ScreenPopNotification as ScreenPopNotification
    from .screen_pop_notify import ScreenPopNotify as ScreenPopNotify
    from .server_status import ServerStatus as ServerStatus
    from .service_type import ServiceType as ServiceType
    from .task_action import TaskAction as TaskAction
    from .task_info_notification import TaskInfoNotification as TaskInfoNotification
    from .task_info_notify import TaskInfoNotify as TaskInfoNotify
    from .task_mode import TaskMode as TaskMode
    from .task_purpose import TaskPurpose as TaskPurpose
    from .task_status import TaskStatus as TaskStatus
    from .voice_verify_command import VoiceVerifyCommand as VoiceVerifyCommand
    from .voice_verify_data import VoiceVerifyData as VoiceVerifyData
    from .voice_verify_message import VoiceVerifyMessage as VoiceVerifyMessage
    from .voice_verify_reply import VoiceVerifyReply as VoiceVerifyReply
    from .voice_verify_response import VoiceVerifyResponse as VoiceVerifyResponse
    from .work_status import WorkStatus as WorkStatus

_MODULES = {
    "Acknowledgement": "acknowledgement",
    "AgentInfo": "agent_info",
    "AgentLoginCommand": "agent_login_command",
    "AgentLoginData": "agent_login_data",
    "AgentLoginMessage": "agent_login_message",
    "AgentLoginReply": "agent_login_reply",
    "AgentLoginResponse": "agent_login_response",
    "AgentLogoutCommand": "agent_logout_command",
    "AgentLogoutData": "agent_logout_data",
    "AgentLogoutMessage": "agent_logout_message",
    "AgentLogoutReply": "agent_logout_reply",
    "AgentLogoutResponse": "agent_logout_response",
    "AgentQueryStatusCommand": "agent_query_status_command",
    "AgentQueryStatusData": "agent_query_status_data",
    "AgentQueryStatusMessage": "agent_query_status_message",
    "AgentQueryStatusReply": "agent_query_status_reply",
    "AgentQueryStatusResponse": "agent_query_status_response",
    "AgentSetBusyCommand": "agent_set_busy_command",
    "AgentSetBusyData": "agent_set_busy_data",
    "AgentSetBusyMessage": "agent_set_busy_message",
    "AgentSetBusyReply": "agent_set_busy_reply",
    "AgentSetBusyResponse": "agent_set_busy_response",
    "AgentSetIdleCommand": "agent_set_idle_command",
    "AgentSetIdleData": "agent_set_idle_data",
    "AgentSetIdleMessage": "agent_set_idle_message",
    "AgentSetIdleReply": "agent_set_idle_reply",
    "AgentSetIdleResponse": "agent_set_idle_response",
    "Authentication": "authentication",
    "BillingNotification": "billing_notification",
    "BillingNotify": "billing_notify",
    "CallEndNotification": "call_end_notification",
    "CallEndNotify": "call_end_notify",
    "CallInNotification": "call_in_notification",
    "CallInNotify": "call_in_notify",
    "CallNumberCommand": "call_number_command",
    "CallNumberData": "call_number_data",
    "CallNumberMessage": "call_number_message",
    "CallNumberReply": "call_number_reply",
    "CallNumberResponse": "call_number_response",
    "CallOutNotification": "call_out_notification",
    "CallOutNotify": "call_out_notify",
    "CallStartNotification": "call_start_notification",
    "CallStartNotify": "call_start_notify",
    "CallTaskAddNumbersCommand": "call_task_add_numbers_command",
    "CallTaskAddNumbersData": "call_task_add_numbers_data",
    "CallTaskAddNumbersMessage": "call_task_add_numbers_message",
    "CallTaskAddNumbersReply": "call_task_add_numbers_reply",
    "CallTaskAddNumbersResponse": "call_task_add_numbers_response",
    "CallTaskControlCommand": "call_task_control_command",
    "CallTaskControlData": "call_task_control_data",
    "CallTaskControlMessage": "call_task_control_message",
    "CallTaskControlReply": "call_task_control_reply",
    "CallTaskControlResponse": "call_task_control_response",
    "CallTaskCreateCommand": "call_task_create_command",
    "CallTaskCreateData": "call_task_create_data",
    "CallTaskCreateMessage": "call_task_create_message",
    "CallTaskCreateReply": "call_task_create_reply",
    "CallTaskCreateResponse": "call_task_create_response",
    "CallTaskQueryCommand": "call_task_query_command",
    "CallTaskQueryData": "call_task_query_data",
    "CallTaskQueryMessage": "call_task_query_message",
    "CallTaskQueryReply": "call_task_query_reply",
    "CallTaskQueryResponse": "call_task_query_response",
    "CallTaskReport": "call_task_report",
    "Cdr": "cdr",
    "GetAgentInfoCommand": "get_agent_info_command",
    "GetAgentInfoData": "get_agent_info_data",
    "GetAgentInfoMessage": "get_agent_info_message",
    "GetAgentInfoReply": "get_agent_info_reply",
    "GetAgentInfoResponse": "get_agent_info_response",
    "GetAgentStatusCommand": "get_agent_status_command",
    "GetAgentStatusData": "get_agent_status_data",
    "GetAgentStatusMessage": "get_agent_status_message",
    "GetAgentStatusReply": "get_agent_status_reply",
    "GetAgentStatusResponse": "get_agent_status_response",
    "GetCdrListCommand": "get_cdr_list_command",
    "GetCdrListData": "get_cdr_list_data",
    "GetCdrListMessage": "get_cdr_list_message",
    "GetCdrListReply": "get_cdr_list_reply",
    "GetCdrListResponse": "get_cdr_list_response",
    "GetRecordsListCommand": "get_records_list_command",
    "GetRecordsListData": "get_records_list_data",
    "GetRecordsListMessage": "get_records_list_message",
    "GetRecordsListReply": "get_records_list_reply",
    "GetRecordsListResponse": "get_records_list_response",
    "HangupCallCommand": "hangup_call_command",
    "HangupCallData": "hangup_call_data",
    "HangupCallMessage": "hangup_call_message",
    "HangupCallReply": "hangup_call_reply",
    "HangupCallResponse": "hangup_call_response",
    "NotificationParam": "notification_param",
    "Param": "param",
    "Record": "record",
    "Result": "result",
    "ScreenPopNotification": "screen_pop_notification",
    "ScreenPopNotify": "screen_pop_notify",
    "TaskInfoNotification": "task_info_notification",
    "TaskInfoNotify": "task_info_notify",
    "VoiceVerifyCommand": "voice_verify_command",
    "VoiceVerifyData": "voice_verify_data",
    "VoiceVerifyMessage": "voice_verify_message",
    "VoiceVerifyReply": "voice_verify_reply",
    "VoiceVerifyResponse": "voice_verify_response",
    "AgentInfoRevision": "agent_info_revision",
    "CallType": "call_type",
    "CdrResult": "cdr_result",
    "CdrRevision": "cdr_revision",
    "Language": "language",
    "RecordType": "record_type",
    "RecordsRevision": "records_revision",
    "ReleaseCause": "release_cause",
    "ReleasePart": "release_part",
    "ResultText": "result_text",
    "Revision": "revision",
    "ServerStatus": "server_status",
    "ServiceType": "service_type",
    "TaskAction": "task_action",
    "TaskMode": "task_mode",
    "TaskPurpose": "task_purpose",
    "TaskStatus": "task_status",
    "WorkStatus": "work_status",
}

if not TYPE_CHECKING:  # a checker that sees it takes each misspelt name for Any

    def __getattr__(name: str) -> Any:
        module = _MODULES.get(name)
        if module is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f".{module}", __name__), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*__all__, *(n for n in globals() if n[:2] == "__")})


__all__ = [
    "Acknowledgement",
    "AgentInfo",
    "AgentInfoRevision",
    "AgentLoginCommand",
    "AgentLoginData",
    "AgentLoginMessage",
    "AgentLoginReply",
    "AgentLoginResponse",
    "AgentLogoutCommand",
    "AgentLogoutData",
    "AgentLogoutMessage",
    "AgentLogoutReply",
    "AgentLogoutResponse",
    "AgentQueryStatusCommand",
    "AgentQueryStatusData",
    "AgentQueryStatusMessage",
    "AgentQueryStatusReply",
    "AgentQueryStatusResponse",
    "AgentSetBusyCommand",
    "AgentSetBusyData",
    "AgentSetBusyMessage",
    "AgentSetBusyReply",
    "AgentSetBusyResponse",
    "AgentSetIdleCommand",
    "AgentSetIdleData",
    "AgentSetIdleMessage",
    "AgentSetIdleReply",
    "AgentSetIdleResponse",
    "Authentication",
    "BillingNotification",
    "BillingNotify",
    "CallEndNotification",
    "CallEndNotify",
    "CallInNotification",
    "CallInNotify",
    "CallNumberCommand",
    "CallNumberData",
    "CallNumberMessage",
    "CallNumberReply",
    "CallNumberResponse",
    "CallOutNotification",
    "CallOutNotify",
    "CallStartNotification",
    "CallStartNotify",
    "CallTaskAddNumbersCommand",
    "CallTaskAddNumbersData",
    "CallTaskAddNumbersMessage",
    "CallTaskAddNumbersReply",
    "CallTaskAddNumbersResponse",
    "CallTaskControlCommand",
    "CallTaskControlData",
    "CallTaskControlMessage",
    "CallTaskControlReply",
    "CallTaskControlResponse",
    "CallTaskCreateCommand",
    "CallTaskCreateData",
    "CallTaskCreateMessage",
    "CallTaskCreateReply",
    "CallTaskCreateResponse",
    "CallTaskQueryCommand",
    "CallTaskQueryData",
    "CallTaskQueryMessage",
    "CallTaskQueryReply",
    "CallTaskQueryResponse",
    "CallTaskReport",
    "CallType",
    "Cdr",
    "CdrResult",
    "CdrRevision",
    "GetAgentInfoCommand",
    "GetAgentInfoData",
    "GetAgentInfoMessage",
    "GetAgentInfoReply",
    "GetAgentInfoResponse",
    "GetAgentStatusCommand",
    "GetAgentStatusData",
    "GetAgentStatusMessage",
    "GetAgentStatusReply",
    "GetAgentStatusResponse",
    "GetCdrListCommand",
    "GetCdrListData",
    "GetCdrListMessage",
    "GetCdrListReply",
    "GetCdrListResponse",
    "GetRecordsListCommand",
    "GetRecordsListData",
    "GetRecordsListMessage",
    "GetRecordsListReply",
    "GetRecordsListResponse",
    "HangupCallCommand",
    "HangupCallData",
    "HangupCallMessage",
    "HangupCallReply",
    "HangupCallResponse",
    "Language",
    "NotificationParam",
    "Param",
    "Record",
    "RecordsRevision",
    "RecordType",
    "ReleaseCause",
    "ReleasePart",
    "Result",
    "ResultText",
    "Revision",
    "ScreenPopNotification",
    "ScreenPopNotify",
    "ServerStatus",
    "ServiceType",
    "TaskAction",
    "TaskInfoNotification",
    "TaskInfoNotify",
    "TaskMode",
    "TaskPurpose",
    "TaskStatus",
    "VoiceVerifyCommand",
    "VoiceVerifyData",
    "VoiceVerifyMessage",
    "VoiceVerifyReply",
    "VoiceVerifyResponse",
    "WorkStatus",
]
