# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from enum import StrEnum
from typing import Literal

from .._model import choose_label


class ResultText(StrEnum):
    """The verdict in words, in the language of `param.lang`; may be empty, null or missing. The
    document lists no texts; those listed here are in the core (core), and a platform may have
    others: the sample of the document says 成功. (§4)

    An open set: values that aren't here stay the text that came.
    """

    SUCCESSFULLY = "Successfully."
    """Success"""
    INVALID_USER = "Invalid User."
    """Invalid user"""
    INVALID_DATA = "Invalid Data."
    """Invalid data"""
    INVALID_REQUEST = "Invalid Request."
    """Invalid request"""
    INVALID_COMMAND = "Invalid Command."
    """Invalid command"""
    INVALID_PARAMETER = "Invalid Parameter."
    """Invalid parameter"""
    COMMAND_EXEC_FAILED = "Command exec failed."
    """The command could not be carried out"""
    INTERNAL_ERROR = "Internal Error."
    """Internal error"""
    SERVER_NOT_READY = "Server Not ready, please try again."
    """The server is not ready; try again"""

    def __str__(self) -> str:
        return str(self.value)

    def label(self, lang: Literal["en", "zh"] = "en") -> str:
        """What the value means, in English or Chinese."""
        return choose_label(_LABELS[self.name], lang)


_LABELS = {
    "SUCCESSFULLY": ("Success", "成功"),
    "INVALID_USER": ("Invalid user", "用户无效"),
    "INVALID_DATA": ("Invalid data", "数据无效"),
    "INVALID_REQUEST": ("Invalid request", "请求无效"),
    "INVALID_COMMAND": ("Invalid command", "命令无效"),
    "INVALID_PARAMETER": ("Invalid parameter", "参数无效"),
    "COMMAND_EXEC_FAILED": ("The command could not be carried out", "命令执行失败"),
    "INTERNAL_ERROR": ("Internal error", "内部错误"),
    "SERVER_NOT_READY": ("The server is not ready; try again", "服务器未就绪，请稍后重试"),
}
