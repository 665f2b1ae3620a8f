# Made by "python -m generator generate" from the spec: change that, not this file.
"""What the client knows of an operation."""

from __future__ import annotations

from attrs import define


@define(frozen=True)
class Operation:
    """What the spec says of an operation.

    Attributes:
        name: As the API spells it.
        path: With `{revision}` in it.
        revisions: Those that have it; empty when that isn't known.
        retry: `safe` or `unsent-only`.
        beside: Fields of the response that may stand beside it.
        is_list: Does no data mean an empty list?
        findable: Is there an operation that shows whether it took effect? Then `user_data` is filled in.
    """

    name: str
    path: str
    revisions: tuple[int, ...] = ()
    retry: str = "unsent-only"
    beside: tuple[str, ...] = ()
    is_list: bool = False
    findable: bool = False
