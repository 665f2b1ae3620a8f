# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any, ClassVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import _write
from .._model import Model
from .._seq import next_seq


@_attrs_define(kw_only=True, repr=False)
class VoiceVerifyCommand(Model):
    """A code to be read aloud to a telephone number. (§5 VoiceVerify)

    Attributes:
        seq: The command's serial, returned unchanged in its response; in a batch it tells which
            answer belongs to which command. An empty text is accepted (seen), and so are 24 digits
            (seen). (§3) [doc, seen]
        verify_code: The code that is read aloud, 3 to 8 digits. As a number it cannot have a
            leading zero. (§5 VoiceVerify)
        play_times: How many times the code is read, 1 to 5; 3 when it is missing. The core
            silently takes 3 for a value out of range (core). (§5 VoiceVerify) [doc, core]
        callee: The mobile or landline number that is called. (§5 VoiceVerify)
        user_data: As in other commands, but up to 100 characters here; what is longer the
            platform cuts. (§5 VoiceVerify)
        extra: Fields that the spec doesn't know, by their names in JSON.
    """

    seq: str | int | None = None
    verify_code: str | int
    play_times: int | None = None
    callee: str | int
    user_data: str | int | None = None
    extra: Mapping[str, Any] = _attrs_field(factory=dict[str, Any])
    _personal: ClassVar[Mapping[str, str]] = {"verify_code": "number", "callee": "number"}

    def to_dict(self, tz: tzinfo | None = None) -> dict[str, Any]:
        """The object as JSON has it, every field checked.

        Args:
            tz: The platform's time zone, for times; Asia/Shanghai by default.

        Raises:
            InvalidCommand: A field is refused; it names the field, the value and what was expected.
        """
        del tz  # it has no times
        found: dict[str, Any] = {}
        found["seq"] = (
            next_seq() if self.seq is None else _write.text(self.seq, "seq", pattern="^[0-9]*$")
        )
        found["verifyCode"] = _write.required(
            _write.text(self.verify_code, "verify_code", pattern="^[0-9]{3,8}$", personal="number"),
            "verify_code",
        )
        if self.play_times is not None:
            found["playTimes"] = _write.integer(self.play_times, "play_times", minimum=1, maximum=5)
        found["callee"] = _write.required(
            _write.text(self.callee, "callee", pattern="^[0-9]+$", personal="number"), "callee"
        )
        if self.user_data is not None:
            found["userData"] = _write.text(self.user_data, "user_data", max_length=100)
        found.update(
            _write.extra(self.extra, ("seq", "verifyCode", "playTimes", "callee", "userData"))
        )
        return found
