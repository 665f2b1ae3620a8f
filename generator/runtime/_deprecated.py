"""Warnings about what the spec calls deprecated."""

from __future__ import annotations

import inspect
import warnings


def warn_deprecated(text: str) -> None:
    """Warn at the caller's line outside of this package: a warning that points into it is neither shown nor mended."""
    package = __name__.partition(".")[0]
    level, frame = 1, inspect.currentframe()
    while frame is not None and frame.f_globals.get("__name__", "").partition(".")[0] == package:
        frame = frame.f_back
        level += 1
    warnings.warn(text, DeprecationWarning, stacklevel=level)
