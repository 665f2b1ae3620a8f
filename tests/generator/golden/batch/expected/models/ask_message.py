# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING, Any

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import _write
from .._model import Model
from .._times import default_zone

if TYPE_CHECKING:
    from .ask_command import AskCommand
    from .authentication import Authentication


@_attrs_define(kw_only=True, repr=False)
class AskMessage(Model):
    """AskMessage

    Attributes:
        authentication: `authentication`.
        request: `request`.
        requests: `requests`.
        extra: Fields that the spec doesn't know, by their names in JSON.
    """

    authentication: Authentication | None = None
    request: AskCommand | None = None
    requests: Sequence[AskCommand] | None = None
    extra: Mapping[str, Any] = _attrs_field(factory=dict[str, Any])

    def __attrs_post_init__(self) -> None:
        self.requests = _write.held(self.requests)

    def to_dict(self, tz: tzinfo | None = None) -> dict[str, Any]:
        """The object as JSON has it, every field checked.

        Args:
            tz: The platform's time zone, for times; Asia/Shanghai by default.

        Raises:
            InvalidCommand: A field is refused; it names the field, the value and what was expected.
        """
        tz = tz or default_zone()
        found: dict[str, Any] = {}
        if self.authentication is not None:
            found["authentication"] = self.authentication.to_dict(tz)
        if self.request is not None:
            found["request"] = self.request.to_dict(tz)
        if self.requests is not None:
            found["requests"] = _write.items(
                self.requests, "requests", lambda item, where: item.to_dict(tz), least=1
            )
        found.update(_write.extra(self.extra, ("authentication", "request", "requests")))
        return found
