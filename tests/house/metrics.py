"""Stand-ins for the packages that the README's recipes import: what the recipes use of them, by their names and signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PROMETHEUS = """
import atexit, json
from typing import Self


class Metric:
    def __init__(self, name: str, documentation: str, labelnames: list[str]) -> None:
        self._told: list[object] = []
        self._labels: tuple[str, ...] = ()
        atexit.register(lambda: self._told and print(json.dumps([name, self._told])))

    def labels(self, *labelvalues: str) -> Self:
        self._labels = labelvalues
        return self


class Counter(Metric):
    def inc(self, amount: float = 1) -> None:
        self._told.append([*self._labels, amount])


class Histogram(Metric):
    def observe(self, amount: float) -> None:
        self._told.append([*self._labels, amount > 0])
"""
OPENTELEMETRY = """
import json
from collections.abc import Mapping


class Span:
    def __init__(self, *told: object) -> None:
        self._told = told

    def end(self, end_time: int | None = None) -> None:
        name, attributes, start_time = self._told
        assert isinstance(start_time, int) and end_time is not None
        print(json.dumps([name, attributes, end_time > start_time]))


class Tracer:
    def start_span(
        self, name: str, *, attributes: Mapping[str, str | int] | None = None, start_time: int | None = None
    ) -> Span:
        return Span(name, attributes, start_time)


def get_tracer(instrumenting_module_name: str) -> Tracer:
    return Tracer()
"""


def stand_ins(folder: Path) -> None:
    """Modules with just what the recipes use of the real ones, by their names and signatures."""
    (folder / "prometheus_client.py").write_text(PROMETHEUS, encoding="utf-8")
    (folder / "opentelemetry").mkdir()
    (folder / "opentelemetry/__init__.py").touch()
    (folder / "opentelemetry/trace.py").write_text(OPENTELEMETRY, encoding="utf-8")
