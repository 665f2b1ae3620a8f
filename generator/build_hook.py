"""Puts the spec into the wheel as JSON, so that the sandbox finds it without PyYAML and without a checkout.

Hatchling runs this file by its path (see pyproject.toml), from a checkout and from an unpacked sdist.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SPEC = "spec/openapi.yaml"
IN_WHEEL = "callcenter_sandbox/openapi.json"


class SpecAsJson(BuildHookInterface):  # type: ignore[type-arg]  # why: its type parameter has no public name
    """Adds `callcenter_sandbox/openapi.json` to a wheel; an editable one reads the YAML in the checkout."""

    _folder: tempfile.TemporaryDirectory[str] | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it builds.

        Args:
            version: `standard` or `editable`.
            build_data: What hatchling is told; `force_include` maps files to places in the wheel.
        """
        if version == "editable":
            return
        sys.path.insert(0, self.root)  # the generator is no installed package
        try:
            from generator import emit, load  # noqa: PLC0415  # why: found only by the line above
        finally:
            sys.path.remove(self.root)
        document = load.load(Path(self.root, SPEC), name=SPEC)
        self._folder = tempfile.TemporaryDirectory(prefix="callcenter-openapi-")
        made = Path(self._folder.name, "openapi.json")
        made.write_text(emit.to_json(document.data), encoding="utf-8", newline="\n")
        build_data["force_include"][str(made)] = IN_WHEEL

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002  # why: the signature is hatchling's
        """Called by hatchling once the wheel is written."""
        if self._folder:
            self._folder.cleanup()
