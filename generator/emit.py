"""Writes a spec as JSON and as YAML, so that every reader gets the same values out of either.

Text that looks like something else is the trap: `02584567890` without quotes is text to a YAML 1.1 reader and a number
to a 1.2 one, `on` is the other way round. The YAML here quotes whatever either of them could take for more than text.
"""

from __future__ import annotations

import json
from typing import Any

import yaml


def to_json(data: dict[str, Any]) -> str:
    """The document as JSON (UTF-8 is meant): keys in their order, every text a text.

    Raises:
        ValueError: The document holds NaN or an infinity, which JSON lacks.
    """
    return json.dumps(data, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def to_yaml(data: dict[str, Any]) -> str:
    """The document as YAML (UTF-8 is meant) that YAML 1.1 and 1.2 readers read alike: keys in their order, no aliases."""
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)


class _Dumper(yaml.SafeDumper):
    """PyYAML's dumper, without aliases and with the texts as `_text` writes them."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  # why: the signature is PyYAML's
        """A value that stands in two places is written twice: an alias means nothing in OpenAPI."""
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    """Several lines as a literal block, all that a reader could take for a number or a boolean in quotes.

    PyYAML itself quotes what YAML 1.1, as it reads it, takes for more than text. What 1.2 takes for more begins with a
    digit, a sign or a dot, or is among what 1.1 takes for more; `y` and `n` are booleans to some readers of 1.1.
    """
    style = None
    if "\n" in text:
        style = "|"
    elif text[:1] in set("0123456789+-.") or text in {"y", "Y", "n", "N"}:
        style = "'"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)
