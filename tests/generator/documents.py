"""Documents for the tests of the generator: the project's own, a small one, and changed copies of either."""

import copy
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from generator.lint import lint
from generator.load import Document, Path_, load

ROOT = Path(__file__).resolve().parents[2]
SPEC = ROOT / "spec" / "openapi.yaml"
SMALL = Path(__file__).with_name("small.yaml")
GONE: Final = object()
"""As a new value: take the key or item out."""

SCHEMAS: Path_ = ("components", "schemas")
LIST: Path_ = ("paths", "/small/V1.{revision}/listThings", "post")
MAKE: Path_ = ("paths", "/small/V1.{revision}/makeThing", "post")
GROW: Path_ = ("paths", "/small/V1.{revision}/growThing", "post")
GET: Path_ = ("paths", "/{filename}", "get")


@cache
def small() -> Document:
    """A small document with one of each construct."""
    return load(SMALL, name="small.yaml")


@cache
def real() -> Document:
    """The project's own document."""
    return load(SPEC, name="spec/openapi.yaml")


Change = tuple[Path_, Any]
"""A path, and the value that is to stand there."""
Case = tuple[str, list[Change], list[str]]
"""A fault: what it is, the changes of the small document that make it, the texts of the findings."""


def field(model: str, name: str, value: Any) -> Change:
    """Another field of a model."""
    return (*SCHEMAS, model, "properties", name), value


def schema(name: str, value: Any) -> Change:
    """Another schema component."""
    return (*SCHEMAS, name), value


def operation(name: str) -> Change:
    """Another operation, like growThing."""
    item = copy.deepcopy(small().at(*GROW[:2]))
    item["post"]["operationId"] = name
    return ("paths", f"/small/V1.{{revision}}/{name}"), item


def changed(document: Document, *changes: Change) -> Document:
    """A copy with other values: each change is a path and the new value, `GONE` for none.

    What is new has no place of its own in the file, so findings stand at the nearest thing that has.
    """
    data = copy.deepcopy(document.data)
    for path, value in changes:
        parent: Any = data
        for step in path[:-1]:
            parent = parent[step]
        if value is GONE:
            del parent[path[-1]]
        elif isinstance(parent, list):
            index = int(path[-1])
            parent[index : index + 1] = [value]  # one past the end, it's added
        else:
            parent[path[-1]] = value
    return replace(document, data=data)


def written(document: Document, folder: Path) -> Path:
    """The document as a file."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "openapi.yaml"
    file.write_text(
        yaml.safe_dump(document.data, sort_keys=False, allow_unicode=True), encoding="utf-8"
    )
    return file


def told(document: Document, *, ours: bool = True) -> list[str]:
    """The texts of the findings, without their places."""
    return [finding.text for finding in lint(document, ours=ours)]
