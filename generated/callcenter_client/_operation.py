# Made by "python -m generator generate" from the spec: change that, not this file.
"""What the client knows of an operation."""

from __future__ import annotations

from attrs import define


@define(frozen=True)
class Question:
    """A safe operation that shows whether a command took effect (`x-find-out`); names are Python's.

    Attributes:
        method: The client's method.
        with_: The command's fields that it's asked with.
        from_: The argument that takes the time of sending, or "".
        shows: Fields of the answer with the values that show an effect; without values, anything there shows it.
    """

    method: str
    with_: tuple[str, ...]
    from_: str
    shows: tuple[tuple[str, tuple[str | int, ...]], ...]


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
        find_out: What shows whether it took effect; where there is something, `user_data` is filled in.
    """

    name: str
    path: str
    revisions: tuple[int, ...] = ()
    retry: str = "unsent-only"
    beside: tuple[str, ...] = ()
    is_list: bool = False
    find_out: tuple[Question, ...] = ()
