# Made by "python -m generator generate" from the spec: change that, not this file.
"""Call Centre Open API: a typed client.

Begin with `CallCenter` or `AsyncCallCenter`. Commands, responses, enums and errors are importable from here; each is loaded
when it's first used, so that `import callcenter_client` is quick.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import errors as errors
    from . import models as models
    from . import webhooks as webhooks
    from ._async import AsyncCallCenter as AsyncCallCenter
    from ._async_recordings import AsyncRecordingStream as AsyncRecordingStream
    from ._async_rows import AsyncKeyedRows as AsyncKeyedRows
    from ._async_rows import AsyncWindowedRows as AsyncWindowedRows
    from ._attempt import Attempt as Attempt
    from ._attempt import Meta as Meta
    from ._config import Options as Options
    from ._filling import Filled as Filled
    from ._finding import Evidence as Evidence
    from ._finding import Finding as Finding
    from ._recording_jobs import Download as Download
    from ._spec import SPEC_VERSION as SPEC_VERSION
    from ._sync import CallCenter as CallCenter
    from ._sync_recordings import RecordingStream as RecordingStream
    from ._sync_rows import KeyedRows as KeyedRows
    from ._sync_rows import WindowedRows as WindowedRows
    from ._user_data import new_user_data as new_user_data
    from ._user_data import number_key as number_key
    from .client import AuthenticatedClient as AuthenticatedClient
    from .client import Client as Client
    from .errors import ApiError as ApiError
    from .errors import CallCenterError as CallCenterError
    from .errors import ConfigurationError as ConfigurationError
    from .errors import InvalidCommand as InvalidCommand
    from .errors import InvalidCommandType as InvalidCommandType
    from .errors import RecordingExists as RecordingExists
    from .errors import TransportError as TransportError
    from .errors import UnexpectedResponse as UnexpectedResponse
    from .errors import UnsupportedOperation as UnsupportedOperation
    from .models.acknowledgement import Acknowledgement as Acknowledgement
    from .models.agent_info import AgentInfo as AgentInfo
    from .models.agent_info_revision import AgentInfoRevision as AgentInfoRevision
    from .models.agent_login_command import AgentLoginCommand as AgentLoginCommand
    from .models.agent_login_data import AgentLoginData as AgentLoginData
    from .models.agent_login_message import AgentLoginMessage as AgentLoginMessage
    from .models.agent_login_reply import AgentLoginReply as AgentLoginReply
    from .models.agent_login_response import AgentLoginResponse as AgentLoginResponse
    from .models.agent_logout_command import AgentLogoutCommand as AgentLogoutCommand
    from .models.agent_logout_data import AgentLogoutData as AgentLogoutData
    from .models.agent_logout_message import AgentLogoutMessage as AgentLogoutMessage
    from .models.agent_logout_reply import AgentLogoutReply as AgentLogoutReply
    from .models.agent_logout_response import AgentLogoutResponse as AgentLogoutResponse
    from .models.agent_query_status_command import (
        AgentQueryStatusCommand as AgentQueryStatusCommand,
    )
    from .models.agent_query_status_data import AgentQueryStatusData as AgentQueryStatusData
    from .models.agent_query_status_message import (
        AgentQueryStatusMessage as AgentQueryStatusMessage,
    )
    from .models.agent_query_status_reply import AgentQueryStatusReply as AgentQueryStatusReply
    from .models.agent_query_status_response import (
        AgentQueryStatusResponse as AgentQueryStatusResponse,
    )
    from .models.agent_set_busy_command import AgentSetBusyCommand as AgentSetBusyCommand
    from .models.agent_set_busy_data import AgentSetBusyData as AgentSetBusyData
    from .models.agent_set_busy_message import AgentSetBusyMessage as AgentSetBusyMessage
    from .models.agent_set_busy_reply import AgentSetBusyReply as AgentSetBusyReply
    from .models.agent_set_busy_response import AgentSetBusyResponse as AgentSetBusyResponse
    from .models.agent_set_idle_command import AgentSetIdleCommand as AgentSetIdleCommand
    from .models.agent_set_idle_data import AgentSetIdleData as AgentSetIdleData
    from .models.agent_set_idle_message import AgentSetIdleMessage as AgentSetIdleMessage
    from .models.agent_set_idle_reply import AgentSetIdleReply as AgentSetIdleReply
    from .models.agent_set_idle_response import AgentSetIdleResponse as AgentSetIdleResponse
    from .models.authentication import Authentication as Authentication
    from .models.billing_notification import BillingNotification as BillingNotification
    from .models.billing_notify import BillingNotify as BillingNotify
    from .models.call_end_notification import CallEndNotification as CallEndNotification
    from .models.call_end_notify import CallEndNotify as CallEndNotify
    from .models.call_in_notification import CallInNotification as CallInNotification
    from .models.call_in_notify import CallInNotify as CallInNotify
    from .models.call_number_command import CallNumberCommand as CallNumberCommand
    from .models.call_number_data import CallNumberData as CallNumberData
    from .models.call_number_message import CallNumberMessage as CallNumberMessage
    from .models.call_number_reply import CallNumberReply as CallNumberReply
    from .models.call_number_response import CallNumberResponse as CallNumberResponse
    from .models.call_out_notification import CallOutNotification as CallOutNotification
    from .models.call_out_notify import CallOutNotify as CallOutNotify
    from .models.call_start_notification import CallStartNotification as CallStartNotification
    from .models.call_start_notify import CallStartNotify as CallStartNotify
    from .models.call_task_add_numbers_command import (
        CallTaskAddNumbersCommand as CallTaskAddNumbersCommand,
    )
    from .models.call_task_add_numbers_data import CallTaskAddNumbersData as CallTaskAddNumbersData
    from .models.call_task_add_numbers_message import (
        CallTaskAddNumbersMessage as CallTaskAddNumbersMessage,
    )
    from .models.call_task_add_numbers_reply import (
        CallTaskAddNumbersReply as CallTaskAddNumbersReply,
    )
    from .models.call_task_add_numbers_response import (
        CallTaskAddNumbersResponse as CallTaskAddNumbersResponse,
    )
    from .models.call_task_control_command import CallTaskControlCommand as CallTaskControlCommand
    from .models.call_task_control_data import CallTaskControlData as CallTaskControlData
    from .models.call_task_control_message import CallTaskControlMessage as CallTaskControlMessage
    from .models.call_task_control_reply import CallTaskControlReply as CallTaskControlReply
    from .models.call_task_control_response import (
        CallTaskControlResponse as CallTaskControlResponse,
    )
    from .models.call_task_create_command import CallTaskCreateCommand as CallTaskCreateCommand
    from .models.call_task_create_data import CallTaskCreateData as CallTaskCreateData
    from .models.call_task_create_message import CallTaskCreateMessage as CallTaskCreateMessage
    from .models.call_task_create_reply import CallTaskCreateReply as CallTaskCreateReply
    from .models.call_task_create_response import CallTaskCreateResponse as CallTaskCreateResponse
    from .models.call_task_query_command import CallTaskQueryCommand as CallTaskQueryCommand
    from .models.call_task_query_data import CallTaskQueryData as CallTaskQueryData
    from .models.call_task_query_message import CallTaskQueryMessage as CallTaskQueryMessage
    from .models.call_task_query_reply import CallTaskQueryReply as CallTaskQueryReply
    from .models.call_task_query_response import CallTaskQueryResponse as CallTaskQueryResponse
    from .models.call_task_report import CallTaskReport as CallTaskReport
    from .models.call_type import CallType as CallType
    from .models.cdr import Cdr as Cdr
    from .models.cdr_result import CdrResult as CdrResult
    from .models.cdr_revision import CdrRevision as CdrRevision
    from .models.get_agent_info_command import GetAgentInfoCommand as GetAgentInfoCommand
    from .models.get_agent_info_data import GetAgentInfoData as GetAgentInfoData
    from .models.get_agent_info_message import GetAgentInfoMessage as GetAgentInfoMessage
    from .models.get_agent_info_reply import GetAgentInfoReply as GetAgentInfoReply
    from .models.get_agent_info_response import GetAgentInfoResponse as GetAgentInfoResponse
    from .models.get_agent_status_command import GetAgentStatusCommand as GetAgentStatusCommand
    from .models.get_agent_status_data import GetAgentStatusData as GetAgentStatusData
    from .models.get_agent_status_message import GetAgentStatusMessage as GetAgentStatusMessage
    from .models.get_agent_status_reply import GetAgentStatusReply as GetAgentStatusReply
    from .models.get_agent_status_response import GetAgentStatusResponse as GetAgentStatusResponse
    from .models.get_cdr_list_command import GetCdrListCommand as GetCdrListCommand
    from .models.get_cdr_list_data import GetCdrListData as GetCdrListData
    from .models.get_cdr_list_message import GetCdrListMessage as GetCdrListMessage
    from .models.get_cdr_list_reply import GetCdrListReply as GetCdrListReply
    from .models.get_cdr_list_response import GetCdrListResponse as GetCdrListResponse
    from .models.get_records_list_command import GetRecordsListCommand as GetRecordsListCommand
    from .models.get_records_list_data import GetRecordsListData as GetRecordsListData
    from .models.get_records_list_message import GetRecordsListMessage as GetRecordsListMessage
    from .models.get_records_list_reply import GetRecordsListReply as GetRecordsListReply
    from .models.get_records_list_response import GetRecordsListResponse as GetRecordsListResponse
    from .models.hangup_call_command import HangupCallCommand as HangupCallCommand
    from .models.hangup_call_data import HangupCallData as HangupCallData
    from .models.hangup_call_message import HangupCallMessage as HangupCallMessage
    from .models.hangup_call_reply import HangupCallReply as HangupCallReply
    from .models.hangup_call_response import HangupCallResponse as HangupCallResponse
    from .models.language import Language as Language
    from .models.notification_param import NotificationParam as NotificationParam
    from .models.param import Param as Param
    from .models.record import Record as Record
    from .models.record_type import RecordType as RecordType
    from .models.records_revision import RecordsRevision as RecordsRevision
    from .models.release_cause import ReleaseCause as ReleaseCause
    from .models.release_part import ReleasePart as ReleasePart
    from .models.result import Result as Result
    from .models.result_text import ResultText as ResultText
    from .models.revision import Revision as Revision
    from .models.screen_pop_notification import ScreenPopNotification as ScreenPopNotification
    from .models.screen_pop_notify import ScreenPopNotify as ScreenPopNotify
    from .models.server_status import ServerStatus as ServerStatus
    from .models.service_type import ServiceType as ServiceType
    from .models.task_action import TaskAction as TaskAction
    from .models.task_info_notification import TaskInfoNotification as TaskInfoNotification
    from .models.task_info_notify import TaskInfoNotify as TaskInfoNotify
    from .models.task_mode import TaskMode as TaskMode
    from .models.task_purpose import TaskPurpose as TaskPurpose
    from .models.task_status import TaskStatus as TaskStatus
    from .models.voice_verify_command import VoiceVerifyCommand as VoiceVerifyCommand
    from .models.voice_verify_data import VoiceVerifyData as VoiceVerifyData
    from .models.voice_verify_message import VoiceVerifyMessage as VoiceVerifyMessage
    from .models.voice_verify_reply import VoiceVerifyReply as VoiceVerifyReply
    from .models.voice_verify_response import VoiceVerifyResponse as VoiceVerifyResponse
    from .models.work_status import WorkStatus as WorkStatus

_MODULES = {
    "AsyncCallCenter": "_async",
    "AsyncKeyedRows": "_async_rows",
    "AsyncRecordingStream": "_async_recordings",
    "AsyncWindowedRows": "_async_rows",
    "Attempt": "_attempt",
    "AuthenticatedClient": "client",
    "CallCenter": "_sync",
    "Client": "client",
    "Download": "_recording_jobs",
    "Evidence": "_finding",
    "Filled": "_filling",
    "Finding": "_finding",
    "KeyedRows": "_sync_rows",
    "Meta": "_attempt",
    "Options": "_config",
    "RecordingStream": "_sync_recordings",
    "SPEC_VERSION": "_spec",
    "WindowedRows": "_sync_rows",
    "new_user_data": "_user_data",
    "number_key": "_user_data",
    "ApiError": "errors",
    "CallCenterError": "errors",
    "ConfigurationError": "errors",
    "InvalidCommand": "errors",
    "InvalidCommandType": "errors",
    "RecordingExists": "errors",
    "TransportError": "errors",
    "UnexpectedResponse": "errors",
    "UnsupportedOperation": "errors",
    "Acknowledgement": "models.acknowledgement",
    "AgentInfo": "models.agent_info",
    "AgentLoginCommand": "models.agent_login_command",
    "AgentLoginData": "models.agent_login_data",
    "AgentLoginMessage": "models.agent_login_message",
    "AgentLoginReply": "models.agent_login_reply",
    "AgentLoginResponse": "models.agent_login_response",
    "AgentLogoutCommand": "models.agent_logout_command",
    "AgentLogoutData": "models.agent_logout_data",
    "AgentLogoutMessage": "models.agent_logout_message",
    "AgentLogoutReply": "models.agent_logout_reply",
    "AgentLogoutResponse": "models.agent_logout_response",
    "AgentQueryStatusCommand": "models.agent_query_status_command",
    "AgentQueryStatusData": "models.agent_query_status_data",
    "AgentQueryStatusMessage": "models.agent_query_status_message",
    "AgentQueryStatusReply": "models.agent_query_status_reply",
    "AgentQueryStatusResponse": "models.agent_query_status_response",
    "AgentSetBusyCommand": "models.agent_set_busy_command",
    "AgentSetBusyData": "models.agent_set_busy_data",
    "AgentSetBusyMessage": "models.agent_set_busy_message",
    "AgentSetBusyReply": "models.agent_set_busy_reply",
    "AgentSetBusyResponse": "models.agent_set_busy_response",
    "AgentSetIdleCommand": "models.agent_set_idle_command",
    "AgentSetIdleData": "models.agent_set_idle_data",
    "AgentSetIdleMessage": "models.agent_set_idle_message",
    "AgentSetIdleReply": "models.agent_set_idle_reply",
    "AgentSetIdleResponse": "models.agent_set_idle_response",
    "Authentication": "models.authentication",
    "BillingNotification": "models.billing_notification",
    "BillingNotify": "models.billing_notify",
    "CallEndNotification": "models.call_end_notification",
    "CallEndNotify": "models.call_end_notify",
    "CallInNotification": "models.call_in_notification",
    "CallInNotify": "models.call_in_notify",
    "CallNumberCommand": "models.call_number_command",
    "CallNumberData": "models.call_number_data",
    "CallNumberMessage": "models.call_number_message",
    "CallNumberReply": "models.call_number_reply",
    "CallNumberResponse": "models.call_number_response",
    "CallOutNotification": "models.call_out_notification",
    "CallOutNotify": "models.call_out_notify",
    "CallStartNotification": "models.call_start_notification",
    "CallStartNotify": "models.call_start_notify",
    "CallTaskAddNumbersCommand": "models.call_task_add_numbers_command",
    "CallTaskAddNumbersData": "models.call_task_add_numbers_data",
    "CallTaskAddNumbersMessage": "models.call_task_add_numbers_message",
    "CallTaskAddNumbersReply": "models.call_task_add_numbers_reply",
    "CallTaskAddNumbersResponse": "models.call_task_add_numbers_response",
    "CallTaskControlCommand": "models.call_task_control_command",
    "CallTaskControlData": "models.call_task_control_data",
    "CallTaskControlMessage": "models.call_task_control_message",
    "CallTaskControlReply": "models.call_task_control_reply",
    "CallTaskControlResponse": "models.call_task_control_response",
    "CallTaskCreateCommand": "models.call_task_create_command",
    "CallTaskCreateData": "models.call_task_create_data",
    "CallTaskCreateMessage": "models.call_task_create_message",
    "CallTaskCreateReply": "models.call_task_create_reply",
    "CallTaskCreateResponse": "models.call_task_create_response",
    "CallTaskQueryCommand": "models.call_task_query_command",
    "CallTaskQueryData": "models.call_task_query_data",
    "CallTaskQueryMessage": "models.call_task_query_message",
    "CallTaskQueryReply": "models.call_task_query_reply",
    "CallTaskQueryResponse": "models.call_task_query_response",
    "CallTaskReport": "models.call_task_report",
    "Cdr": "models.cdr",
    "GetAgentInfoCommand": "models.get_agent_info_command",
    "GetAgentInfoData": "models.get_agent_info_data",
    "GetAgentInfoMessage": "models.get_agent_info_message",
    "GetAgentInfoReply": "models.get_agent_info_reply",
    "GetAgentInfoResponse": "models.get_agent_info_response",
    "GetAgentStatusCommand": "models.get_agent_status_command",
    "GetAgentStatusData": "models.get_agent_status_data",
    "GetAgentStatusMessage": "models.get_agent_status_message",
    "GetAgentStatusReply": "models.get_agent_status_reply",
    "GetAgentStatusResponse": "models.get_agent_status_response",
    "GetCdrListCommand": "models.get_cdr_list_command",
    "GetCdrListData": "models.get_cdr_list_data",
    "GetCdrListMessage": "models.get_cdr_list_message",
    "GetCdrListReply": "models.get_cdr_list_reply",
    "GetCdrListResponse": "models.get_cdr_list_response",
    "GetRecordsListCommand": "models.get_records_list_command",
    "GetRecordsListData": "models.get_records_list_data",
    "GetRecordsListMessage": "models.get_records_list_message",
    "GetRecordsListReply": "models.get_records_list_reply",
    "GetRecordsListResponse": "models.get_records_list_response",
    "HangupCallCommand": "models.hangup_call_command",
    "HangupCallData": "models.hangup_call_data",
    "HangupCallMessage": "models.hangup_call_message",
    "HangupCallReply": "models.hangup_call_reply",
    "HangupCallResponse": "models.hangup_call_response",
    "NotificationParam": "models.notification_param",
    "Param": "models.param",
    "Record": "models.record",
    "Result": "models.result",
    "ScreenPopNotification": "models.screen_pop_notification",
    "ScreenPopNotify": "models.screen_pop_notify",
    "TaskInfoNotification": "models.task_info_notification",
    "TaskInfoNotify": "models.task_info_notify",
    "VoiceVerifyCommand": "models.voice_verify_command",
    "VoiceVerifyData": "models.voice_verify_data",
    "VoiceVerifyMessage": "models.voice_verify_message",
    "VoiceVerifyReply": "models.voice_verify_reply",
    "VoiceVerifyResponse": "models.voice_verify_response",
    "AgentInfoRevision": "models.agent_info_revision",
    "CallType": "models.call_type",
    "CdrResult": "models.cdr_result",
    "CdrRevision": "models.cdr_revision",
    "Language": "models.language",
    "RecordType": "models.record_type",
    "RecordsRevision": "models.records_revision",
    "ReleaseCause": "models.release_cause",
    "ReleasePart": "models.release_part",
    "ResultText": "models.result_text",
    "Revision": "models.revision",
    "ServerStatus": "models.server_status",
    "ServiceType": "models.service_type",
    "TaskAction": "models.task_action",
    "TaskMode": "models.task_mode",
    "TaskPurpose": "models.task_purpose",
    "TaskStatus": "models.task_status",
    "WorkStatus": "models.work_status",
}

if not TYPE_CHECKING:  # a checker that sees it takes each misspelt name for Any

    def __getattr__(name: str) -> Any:
        module = _MODULES.get(name)
        if module is None:
            if name in ("errors", "models", "webhooks"):
                return import_module(f".{name}", __name__)
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f".{module}", __name__), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted(
        {*__all__, "errors", "models", "webhooks", *(n for n in globals() if n[:2] == "__")}
    )


__all__ = [
    "SPEC_VERSION",
    "AsyncCallCenter",
    "AsyncKeyedRows",
    "AsyncRecordingStream",
    "AsyncWindowedRows",
    "Attempt",
    "AuthenticatedClient",
    "CallCenter",
    "Client",
    "Download",
    "Evidence",
    "Filled",
    "Finding",
    "KeyedRows",
    "Meta",
    "Options",
    "RecordingStream",
    "WindowedRows",
    "new_user_data",
    "number_key",
    "ApiError",
    "CallCenterError",
    "ConfigurationError",
    "InvalidCommand",
    "InvalidCommandType",
    "RecordingExists",
    "TransportError",
    "UnexpectedResponse",
    "UnsupportedOperation",
    "Acknowledgement",
    "AgentInfo",
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
    "Cdr",
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
    "NotificationParam",
    "Param",
    "Record",
    "Result",
    "ScreenPopNotification",
    "ScreenPopNotify",
    "TaskInfoNotification",
    "TaskInfoNotify",
    "VoiceVerifyCommand",
    "VoiceVerifyData",
    "VoiceVerifyMessage",
    "VoiceVerifyReply",
    "VoiceVerifyResponse",
    "AgentInfoRevision",
    "CallType",
    "CdrResult",
    "CdrRevision",
    "Language",
    "RecordType",
    "RecordsRevision",
    "ReleaseCause",
    "ReleasePart",
    "ResultText",
    "Revision",
    "ServerStatus",
    "ServiceType",
    "TaskAction",
    "TaskMode",
    "TaskPurpose",
    "TaskStatus",
    "WorkStatus",
]
