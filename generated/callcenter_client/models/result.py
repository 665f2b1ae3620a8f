# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import _read, _write
from .._model import Model
from .result_text import ResultText


@_attrs_define(kw_only=True, repr=False)
class Result(Model):
    """A verdict. It stands at two levels, and both must be read: at the top it says that the message
    was accepted, in a response it says what became of the command. (§4)

    Attributes:
        error: Verdict in a number: 0 is success, all else is not. The document lists no other
            code. It may come as text (seen). Those of the core begin at 4026531841 (0xF0000001) and
            may arrive as decimal or as text with `0x` (core); which number belongs to which text is
            not known. (§4) [doc, seen, core]
        msg: The verdict in words, in the language of `param.lang`; may be empty, null or
            missing. The document lists no texts; those listed here are in the core (core), and a
            platform may have others: the sample of the document says 成功. (§4)
        extra: Fields that the spec doesn't know, by their names in JSON.
    """

    error: int | None = None
    msg: ResultText | str | None = None
    extra: dict[str, Any] = _attrs_field(factory=dict[str, Any], repr=False)

    def to_dict(self, tz: tzinfo | None = None) -> dict[str, Any]:
        """The object as JSON has it, times as platform-local text; `tz` is there for likeness with commands."""
        del tz
        found: dict[str, Any] = {}
        if self.error is not None:
            found["error"] = _write.plain(self.error)
        if self.msg is not None:
            found["msg"] = _write.plain(self.msg)
        found.update(self.extra)
        return found

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any], tz: tzinfo | None = None) -> Self:
        """Read an object of the platform's JSON; numbers and texts stand for each other, what is missing or empty is None.

        Args:
            src_dict: The object.
            tz: The platform's time zone, for times; Asia/Shanghai by default.

        Raises:
            ValueError: A value is no form of its type; it names the field.
        """
        del tz  # it has no times
        d = _read.mapping(src_dict, "Result")
        return cls(
            error=_read.integer(d.pop("error", None), "Result.error"),
            msg=_read.member(d.pop("msg", None), "Result.msg", ResultText),
            extra=d,
        )
