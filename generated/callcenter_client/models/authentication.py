# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import _read, _write
from .._model import Model


@_attrs_define(kw_only=True, repr=False)
class Authentication(Model):
    """Who sends, and the proof of it. It opens every request body and every notification. The digest
    covers the four values alone, not the body. (§2)

    Attributes:
        customer: The customer name, issued when API access is granted. (§2)
        timestamp: Time of sending, in milliseconds since 1970-01-01 UTC. Seconds are accepted
            too (seen). The digest covers the digits exactly as they are sent. (§2) [doc, seen]
        seq: Serial of the message. It must not repeat within a period; how long that period is,
            is not known. The reply returns it as `data.seq`. (§2)
        digest: MD5 of `customer@timestamp@seq@secret`, UTF-8, as 32 hex digits. Send lower
            case; upper case is sent by working integrations (seen), so compare without regard to
            case. (§2) [doc, seen]
        agent: The acting agent's number, optional. The document's agent, task and agent-info
            samples carry it; its section on the digest shows it empty. (§2)
        extra: Fields that the spec doesn't know, by their names in JSON.
    """

    customer: str | None = None
    timestamp: str | None = None
    seq: str | None = None
    digest: str | None = None
    agent: str | None = None
    extra: dict[str, Any] = _attrs_field(factory=dict[str, Any], repr=False)

    def to_dict(self, tz: tzinfo | None = None) -> dict[str, Any]:
        """The object as JSON has it, times as platform-local text; `tz` is there for likeness with commands."""
        del tz
        found: dict[str, Any] = {}
        if self.customer is not None:
            found["customer"] = _write.plain(self.customer)
        if self.timestamp is not None:
            found["timestamp"] = _write.plain(self.timestamp)
        if self.seq is not None:
            found["seq"] = _write.plain(self.seq)
        if self.digest is not None:
            found["digest"] = _write.plain(self.digest)
        if self.agent is not None:
            found["agent"] = _write.plain(self.agent)
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
        d = _read.mapping(src_dict, "Authentication")
        return cls(
            customer=_read.text(d.pop("customer", None), "Authentication.customer"),
            timestamp=_read.text(d.pop("timestamp", None), "Authentication.timestamp"),
            seq=_read.text(d.pop("seq", None), "Authentication.seq"),
            digest=_read.text(d.pop("digest", None), "Authentication.digest"),
            agent=_read.text(d.pop("agent", None), "Authentication.agent"),
            extra=d,
        )
