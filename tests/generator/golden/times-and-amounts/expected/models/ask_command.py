# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo
from decimal import Decimal
from typing import Any

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import _write
from .._model import Model
from .._seq import next_seq
from .._times import default_zone


@_attrs_define(kw_only=True, repr=False)
class AskCommand(Model):
    """AskCommand

    Attributes:
        seq: `seq`.
        since: `since`.
        most: `most`.
        extra: Fields that the spec doesn't know, by their names in JSON.
    """

    seq: str | int | None = None
    since: datetime | str | None = None
    most: Decimal | int | str | None = None
    extra: Mapping[str, Any] = _attrs_field(factory=dict[str, Any])

    def to_dict(self, tz: tzinfo | None = None) -> dict[str, Any]:
        """The object as JSON has it, every field checked.

        Args:
            tz: The platform's time zone, for times; Asia/Shanghai by default.

        Raises:
            InvalidCommand: A field is refused; it names the field, the value and what was expected.
        """
        tz = tz or default_zone()
        found: dict[str, Any] = {}
        found["seq"] = next_seq() if self.seq is None else _write.text(self.seq, "seq")
        if self.since is not None:
            found["since"] = _write.moment(
                self.since,
                "since",
                tz,
                pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$",
            )
        if self.most is not None:
            found["most"] = _write.decimal(self.most, "most", minimum=0)
        found.update(_write.extra(self.extra, ("seq", "since", "most")))
        return found
