# Made by "python -m generator generate" from the spec: change that, not this file.
from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import _read, _write
from .._model import Model
from .._times import default_zone

if TYPE_CHECKING:
    from .authentication import Authentication
    from .notification_param import NotificationParam
    from .screen_pop_notify import ScreenPopNotify


@_attrs_define(kw_only=True, repr=False)
class ScreenPopNotification(Model):
    """The whole body of a screenpop notification. (§6)

    Attributes:
        authentication: The same block as in a request: check its digest with your own customer
            name and secret. (§2)
        notify: An incoming call is on its way to an agent (read, core). It has no `type`, and
            no `userData`. (§6)
        param: The `param` of a notification; the samples have it with empty texts. What it is
            for is not known. (§6)
        customer_account: Account of the customer. Not in the document (seen). (§6) [seen]
        customer_name: Name of the customer. Not in the document (seen). (§6) [seen]
        extra: Fields that the spec doesn't know, by their names in JSON.
    """

    authentication: Authentication | None = None
    notify: ScreenPopNotify | None = None
    param: NotificationParam | None = None
    customer_account: str | None = None
    customer_name: str | None = None
    extra: dict[str, Any] = _attrs_field(factory=dict[str, Any], repr=False)

    def to_dict(self, tz: tzinfo | None = None) -> dict[str, Any]:
        """The object as JSON has it, times as platform-local text; `tz` is there for likeness with commands."""
        del tz
        found: dict[str, Any] = {}
        if self.authentication is not None:
            found["authentication"] = _write.plain(self.authentication)
        if self.notify is not None:
            found["notify"] = _write.plain(self.notify)
        if self.param is not None:
            found["param"] = _write.plain(self.param)
        if self.customer_account is not None:
            found["customerAccount"] = _write.plain(self.customer_account)
        if self.customer_name is not None:
            found["customerName"] = _write.plain(self.customer_name)
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
        from .authentication import Authentication
        from .notification_param import NotificationParam
        from .screen_pop_notify import ScreenPopNotify

        tz = tz or default_zone()
        d = _read.mapping(src_dict, "ScreenPopNotification")
        return cls(
            authentication=_read.model(
                d.pop("authentication", None),
                "ScreenPopNotification.authentication",
                Authentication,
                tz,
            ),
            notify=_read.model(
                d.pop("notify", None), "ScreenPopNotification.notify", ScreenPopNotify, tz
            ),
            param=_read.model(
                d.pop("param", None), "ScreenPopNotification.param", NotificationParam, tz
            ),
            customer_account=_read.text(
                d.pop("customerAccount", None), "ScreenPopNotification.customer_account"
            ),
            customer_name=_read.text(
                d.pop("customerName", None), "ScreenPopNotification.customer_name"
            ),
            extra=d,
        )
