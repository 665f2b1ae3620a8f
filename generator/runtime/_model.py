"""What all models share: a short repr, and labels for enums."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar, cast

import attrs

from callcenter_client._privacy import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Model:
    """A class of the spec. Its attributes are the fields; `extra` holds what the spec doesn't know."""

    __slots__ = ()
    _personal: ClassVar[Mapping[str, str]] = {}

    def __repr__(self) -> str:
        """The fields that hold something, with what is personal shortened."""
        shown: list[str] = []
        for attribute in attrs.fields(cast("type[attrs.AttrsInstance]", type(self))):
            value = getattr(self, attribute.name)
            if attribute.repr and value is not None and value not in ([], {}):
                # What the spec doesn't know may be personal: its names tell enough.
                value = sorted(value) if attribute.name == "extra" else value
                shown.append(
                    f"{attribute.name}={_shown(value, self._personal.get(attribute.name))}"
                )
        return f"{type(self).__name__}({', '.join(shown)})"


def _shown(value: Any, personal: str | None) -> str:
    if isinstance(value, list | tuple | set | frozenset):
        items = list(cast("Iterable[Any]", value))
        some = [_shown(item, personal) for item in items[:3]]
        more = [f"… {len(items)} in all"] if len(items) > len(some) else []
        return f"[{', '.join(some + more)}]"
    if isinstance(value, Enum):
        return f"{type(value).__name__}.{value.name}"
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if personal is not None:
        return repr(shorten(str(value), personal))
    return repr(value)


def choose_label(labels: tuple[str, str], lang: str) -> str:
    """One of a member's two labels, English and Chinese.

    Raises:
        ValueError: There are none in that language.
    """
    if lang not in ("en", "zh"):
        raise ValueError(f"lang is {lang!r}, expected 'en' or 'zh'")
    return labels[lang == "zh"]
