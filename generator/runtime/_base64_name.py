"""Names of recordings that come base64-encoded, as one server sends them (§1)."""

from __future__ import annotations

import base64
import re

_FORM = re.compile(r"[A-Za-z0-9+/_-]{4,}={0,2}", re.ASCII)


def path_in(name: str) -> str | None:
    """The path that a base64 name stands for, or None when it isn't one: decoded, it begins with `/`.

    A name with a suffix such as `.mp3` never is one: the alphabet of base64 has no point.

    >>> path_in("L3JlYy9WUi04MDAwLm1wMw==")
    '/rec/VR-8000.mp3'
    >>> path_in("/rec/VR-8000.mp3") is None
    True
    """
    if not _FORM.fullmatch(name):
        return None
    digits = name.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        path = base64.b64decode(digits + "=" * (-len(digits) % 4), validate=True).decode("utf-8")
    except ValueError:
        return None
    return path if path.startswith("/") and path.isprintable() and path.strip("/") else None
