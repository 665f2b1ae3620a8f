"""The names that the generated package uses itself, so that no name of a document may be one of them.

They are read from a package that is made of probe.yaml, by the same code that makes the real one: so a method, an
argument or an import that is added to the templates or the runtime is known here without being listed.
"""

from __future__ import annotations

import ast
import tempfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator.describe import python_name
from generator.load import load
from generator.render import PACKAGE, render

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PROBE = Path(__file__).with_name("probe.yaml")
_OWN = "probe"  # what the probe's own names have in them, in any case
_PROBES = {
    "": "probe_plain",
    "x-paging": "probe_page",
    "x-window": "probe_window",
    "x-fill": "probe_fill",
}


@dataclass
class Reserved:
    """Names that are taken.

    Attributes:
        classes: In the modules that have or use classes of the document.
        constants: In the modules that have or use a constant for each operation.
        methods: Attributes of the facades.
        per_operation: Methods that an operation gets beside its own, with `{}` for its name; every one (key ``), or only
            those with an x- key.
        arguments: In the methods of an operation, likewise.
        fields: Attributes of the models.
        event_fields: Attributes of the notifications, beside those of the models.
    """

    classes: set[str] = field(default_factory=set)
    constants: set[str] = field(default_factory=set)
    methods: set[str] = field(default_factory=set)
    per_operation: dict[str, set[str]] = field(default_factory=dict)
    arguments: dict[str, set[str]] = field(default_factory=dict)
    fields: set[str] = field(default_factory=set)
    event_fields: set[str] = field(default_factory=set)


@cache
def reserved() -> Reserved:
    """The names that are taken, in every document alike."""
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder, PACKAGE)
        probe = load(_PROBE, name=_PROBE.name)
        render(probe, package)
        trees = {
            path.relative_to(package).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
            for path in sorted(package.rglob("*.py"))
        }
    own = {
        python_name(name)
        for schema in probe.at("components", "schemas").values()
        for name in schema.get("properties", ())
    }
    found = Reserved()
    for name, tree in trees.items():
        if name in ("_spec.py", "_sync.py", "_async.py"):
            found.constants |= _others(_module_names(tree))
        if name.startswith(
            ("__init__", "_sync", "_async", "models/", "webhooks/_events", "webhooks/__", "api/")
        ):
            found.classes |= _others(_module_names(tree))
    for name in ("_sync.py", "_async.py"):
        for facade in _classes(trees[name]):
            _read_facade(facade, found, own)
    for tree in trees.values():
        for cls in _classes(tree):
            kinds = {cls.name, *_bases(cls)}
            if "Event" in kinds:
                found.event_fields |= _others(_attributes(cls)) - own
            elif "Model" in kinds:
                found.fields |= _others(_attributes(cls)) - own | {"self"}
    return found


def _others(names: Iterable[str]) -> set[str]:
    return {name for name in names if _OWN not in name.lower()}


def _module_names(tree: ast.Module) -> Iterator[str]:
    """What a module binds at its top, for type checkers alone too."""
    todo: list[ast.stmt] = list(tree.body)
    while todo:
        node = todo.pop()
        if isinstance(node, ast.If | ast.Try):
            todo += [*node.body, *node.orelse]
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from ((alias.asname or alias.name).partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            yield from _targets(node)


def _targets(node: ast.Assign | ast.AnnAssign) -> Iterator[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    yield from (target.id for target in targets if isinstance(target, ast.Name))


def _classes(tree: ast.Module) -> list[ast.ClassDef]:
    return [node for node in tree.body if isinstance(node, ast.ClassDef)]


def _attributes(cls: ast.ClassDef) -> Iterator[str]:
    """What a class has, and what its annotations name: an attribute of that name would hide the type there."""
    for node in cls.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            yield from _targets(node)
    for part in ast.walk(cls):
        for annotation in (getattr(part, "annotation", None), getattr(part, "returns", None)):
            if isinstance(annotation, ast.AST):
                yield from (name.id for name in ast.walk(annotation) if isinstance(name, ast.Name))
        if (
            isinstance(part, ast.Attribute)
            and isinstance(part.value, ast.Name)
            and part.value.id == "self"
        ):
            yield part.attr


def _bases(cls: ast.ClassDef) -> list[str]:
    return [base.id for base in cls.bases if isinstance(base, ast.Name)]


def _read_facade(facade: ast.ClassDef, found: Reserved, own: set[str]) -> None:
    found.methods |= _others(_attributes(facade))
    for key, probe in _PROBES.items():
        taken = found.arguments.setdefault(key, set())
        for node in facade.body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and probe in node.name:
                taken |= _others(_locals(node)) - own
                if node.name != probe:
                    forms = found.per_operation.setdefault(key, set())
                    forms.add(node.name.replace(probe, "{}"))


def _locals(method: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[str]:
    """The arguments of a method and the names that its body reads."""
    arguments = method.args
    yield from (argument.arg for argument in [*arguments.args, *arguments.kwonlyargs])
    for statement in method.body:
        yield from (node.id for node in ast.walk(statement) if isinstance(node, ast.Name))
