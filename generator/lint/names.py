"""Do the document's names stay apart in Python, from each other and from the names of the client itself?"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from openapi_python_client.parser.properties import EnumProperty
from openapi_python_client.parser.properties.schemas import Class
from openapi_python_client.strings import PythonIdentifier

from generator.describe import class_name, component_names, python_name, raw_properties
from generator.lint.reserved import reserved
from generator.lint.schemas import component_classes
from generator.lint.sets import values_of
from generator.lint.words import quoted, shown
from generator.template_help import paging_method, window_method
from generator.view import is_object, json_schema, operations, target

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.findings import Finding
    from generator.load import Document, Path_
    from generator.view import Schema

_SCHEMAS = ("components", "schemas")
_RENAME = "rename one of them"


def names(document: Document) -> Iterator[Finding]:
    """Names that collide in Python.

    Args:
        document: The document, of sound form, references, envelopes and sets.
    """
    yield from _classes(document)
    yield from _members(document)
    yield from _fields(document)
    yield from _methods(document)
    yield from _arguments(document)
    yield from _events(document)


def _clashes(of: Iterable[tuple[str, str]]) -> Iterator[tuple[list[str], str]]:
    """The names that come out the same, by what they come out as: ([`a-b`, `a_b`], `a_b`)."""
    by_result: dict[str, list[str]] = {}
    for name, result in of:
        # Python takes letters that are written differently for one name.
        by_result.setdefault(unicodedata.normalize("NFKC", result), []).append(name)
    yield from ((several, result) for result, several in by_result.items() if len(several) > 1)


def _classes(document: Document) -> Iterator[Finding]:
    classes = component_classes(document.data)
    # Modules are named after classes, and files that differ only by case are one on many systems.
    modules = ((name, python_name(cls).replace("_", "")) for name, cls in classes.items())
    for several, _ in _clashes(modules):
        text = f"{quoted(several)} can't be told apart as a class and its module; {_RENAME}"
        yield document.finding((*_SCHEMAS, several[-1]), text)
    for name, cls in classes.items():
        if cls in reserved().classes:
            yield document.finding(
                (*_SCHEMAS, name), f"`{cls}` is a name of the client's own; rename the component"
            )


def _members(document: Document) -> Iterator[Finding]:
    for name in component_classes(document.data):
        schema = document.at(*_SCHEMAS, name)
        key, values = values_of(document.data, schema)
        if not key:
            continue
        info = Class(name=class_name(name), module_name=PythonIdentifier(name, ""))  # type: ignore[arg-type]
        try:
            members = EnumProperty.values_from_list(values, info, schema.get("x-enum-varnames", []))
        except ValueError:
            members = {}
        if len(members) < len(values) or not all(member.isidentifier() for member in members):
            text = (
                "the values don't give a name each; add `x-enum-varnames`, a different one for each"
            )
            yield document.finding((*_SCHEMAS, name, key), text)


def _fields(document: Document) -> Iterator[Finding]:
    notifies = dict(_notifies(document))
    bodies = {body: notify for notify, body in notifies.items()}
    for name in component_classes(document.data):
        schema = document.at(*_SCHEMAS, name)
        if not is_object(document.data, schema):
            continue
        at = (*_SCHEMAS, name, "properties")
        fields = {wire: python_name(wire) for wire in raw_properties(document.data, schema)}
        inherited = {
            wire
            for arm in schema.get("allOf", ())
            if "$ref" in arm
            for wire in raw_properties(document.data, arm)
        }
        for several, result in _clashes(fields.items()):
            if not inherited.issuperset(several):
                text = f"{quoted(several)} are all `{result}` in Python; {_RENAME}"
                yield document.finding((*at, several[-1]), text)
        taken = set(reserved().fields)
        if name in notifies or name in bodies:  # what stands beside `notify` becomes attributes too
            taken |= reserved().event_fields
        if name in bodies:
            notify = document.at(*_SCHEMAS, bodies[name])
            taken |= {python_name(wire) for wire in raw_properties(document.data, notify)}
        for wire in fields.keys() - inherited:
            if fields[wire] in taken:
                text = f"`{wire}` is `{fields[wire]}` in Python, which every such class has already; rename it"
                yield document.finding((*at, wire), text)


def _methods(document: Document) -> Iterator[Finding]:
    methods: list[tuple[str, str]] = []
    paths: dict[str, str] = {}
    for path, verb, operation in operations(document.data):
        if verb == "post":
            name = operation["operationId"]
            paths[name] = path
            methods += ((name, method) for method in _methods_of(operation))
    for several, result in _clashes(methods):
        text = f"{quoted(dict.fromkeys(several))} would have the same method `{result}`; {_RENAME}"
        yield document.finding(_operation_id(paths[several[-1]]), text)
    for name, path in paths.items():
        constant = python_name(name).upper()
        if constant in reserved().constants:
            text = f"`{name}` is the constant `{constant}` in Python, which the client has already; rename it"
            yield document.finding(_operation_id(path), text)
    for name, method in methods:
        if method in reserved().methods:
            text = f"`{name}` has the method `{method}` in Python, which the client has already; rename it"
            yield document.finding(_operation_id(paths[name]), text)


def _methods_of(operation: Schema) -> Iterator[str]:
    """The methods that an operation gives: its own, and those for lists, batches and the like."""
    method = python_name(operation["operationId"])
    yield method
    forms = {
        form
        for key in ("", "x-fill")
        if not key or key in operation
        for form in reserved().per_operation[key]
    }
    yield from (form.format(method) for form in sorted(forms))
    if "x-paging" in operation:
        yield paging_method(operation["x-paging"]["items"])
    if "x-window" in operation:
        yield window_method(method)


def _operation_id(path: str) -> Path_:
    return ("paths", path, "post", "operationId")


def _arguments(document: Document) -> Iterator[Finding]:
    for _, method, operation in operations(document.data):
        if method != "post":
            continue
        command = str(component_names(document.data, operation)["command"])
        schema = document.at(*_SCHEMAS, command)
        taken = {
            name
            for key, some in reserved().arguments.items()
            if not key or key in operation
            for name in some
        }
        for wire in raw_properties(document.data, schema):
            if python_name(wire) in taken:
                text = f"`{wire}` is `{python_name(wire)}` in Python, which means something else in the methods; rename it"
                yield document.finding((*_SCHEMAS, command, "properties", wire), text)


def _notifies(document: Document) -> Iterator[tuple[str, str]]:
    """The components of each notification: its `notify` and its body."""
    for _, _, operation in operations(document.data, "webhooks"):
        name, body = target(document.data, json_schema(operation.get("requestBody")))
        yield str(target(document.data, body.get("properties", {}).get("notify"))[0]), str(name)


def _events(document: Document) -> Iterator[Finding]:
    """The notifications: a class each, named after its `…Notify`, found by `type` or, without one, by its fields."""
    classes: list[tuple[str, str]] = []
    by_type: dict[str, str] = {}
    untyped: dict[frozenset[str], str] = {}
    for name, _ in _notifies(document):
        at = (*_SCHEMAS, name)
        event = class_name(name).removesuffix("Notify")
        classes.append((name, event))
        if event == class_name(name) or not event:
            yield document.finding(at, f"`{name}` can't name its notification; call it `…Notify`")
        elif event in reserved().classes:
            yield document.finding(at, f"`{event}` is a name of the client's own; rename `{name}`")
        schema = document.at(*at)
        values = _types(document, schema)
        if len(values) > 1:
            text = "several types for one notification; write one under `webhooks` for each"
            yield document.finding((*at, "properties", "type"), text)
        elif values:
            other = by_type.setdefault(values[0], name)
            if other != name:
                text = f"the type {shown(values[0])} is that of `{other}` too; each needs its own"
                yield document.finding((*at, "properties", "type"), text)
        else:
            marks = frozenset(mark.lower() for mark in schema.get("required", ()) if mark != "seq")
            if not marks:
                text = "without a `type` it is known by its required fields, and there are none besides `seq`; require one"
                yield document.finding(at, text)
            for others, other in untyped.items():
                if other != name and (marks <= others or others <= marks):
                    text = f"has no `type`, and its required fields don't tell it from `{other}`; give one of them a type"
                    yield document.finding(at, text)
            untyped[marks] = name
    for several, result in _clashes(classes):
        yield document.finding(
            (*_SCHEMAS, several[-1]),
            f"{quoted(several)} would all be the class `{result}`; {_RENAME}",
        )


def _types(document: Document, notify: Any) -> list[str]:
    _, kind = target(document.data, raw_properties(document.data, notify).get("type"))
    return [str(value) for value in kind.get("enum", [kind["const"]] if "const" in kind else [])]
