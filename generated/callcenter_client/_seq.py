# Made by "python -m generator generate" from the spec: change that, not this file.
"""Serials for commands that have none: unique on this host, so that one is found in the platform's logs."""

from __future__ import annotations

from callcenter_auth import SeqSource

_source = SeqSource()


def next_seq() -> str:
    """A serial that no other command has."""
    return str(_source())
