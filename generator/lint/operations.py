"""Has each operation and each notification its name, its path, its parameter and what is said of it?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.view import operations, target, types_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.findings import Finding
    from generator.load import Document, Path_
    from generator.view import Schema

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_IN_PATH = re.compile(r"\{([^{}]*)\}")
_PATH = re.compile(r"(/[A-Za-z0-9._~-]*(\{revision\})?[A-Za-z0-9._~-]*)+")
REVISION = "revision"


def operations_and_notifications(document: Document) -> Iterator[Finding]:
    """What operations and notifications lack.

    Args:
        document: The document, of sound form and references.
    """
    yield from _identifiers(document)
    commands = 0
    prefixes: dict[str, str] = {}
    for path, method, operation in operations(document.data):
        where: Path_ = ("paths", path, method)
        yield from _common(document, where, operation)
        if method == "post":
            commands += 1
            yield from _command(document, where, operation, prefixes)
        elif method != "get":
            yield document.finding(
                where, f"the client has no `{method}`; commands are `post`, downloads `get`"
            )
    if not commands:
        yield document.finding(("paths",), "has no operation; a client needs one `post` at least")
    for key, method, operation in operations(document.data, "webhooks"):
        where = ("webhooks", key, method)
        if method != "post":
            yield document.finding(where, "a notification comes by `post`; write that")
        yield from _common(document, where, operation)


def _identifiers(document: Document) -> Iterator[Finding]:
    seen: dict[str, Path_] = {}
    for part in ("paths", "webhooks"):
        for path, method, operation in operations(document.data, part):
            where: Path_ = (part, path, method)
            name = operation.get("operationId")
            if name is None:
                yield document.finding(
                    where, "lacks `operationId`; add it, as the API spells the name"
                )
            elif not _NAME.fullmatch(name):
                text = f"the operationId `{name}` can't be a name in Python; use A-Z a-z 0-9 _, a letter first"
                yield document.finding((*where, "operationId"), text)
            elif name in seen:
                line = document.finding(seen[name], "").line
                text = f"the operationId `{name}` is taken (line {line}); give this one another"
                yield document.finding((*where, "operationId"), text)
            else:
                seen[name] = (*where, "operationId")


def _common(document: Document, where: Path_, operation: Schema) -> Iterator[Finding]:
    if not str(operation.get("summary", "")).strip():
        yield document.finding(where, "lacks `summary`; add a line that says what it does")
    if "callbacks" in operation:
        yield document.finding(
            (*where, "callbacks"), "the generator doesn't know callbacks; write it under `webhooks`"
        )
    if not operation.get("responses"):
        yield document.finding(where, "lacks `responses`; add the answer, '200'")


def _command(
    document: Document, where: Path_, operation: Schema, prefixes: dict[str, str]
) -> Iterator[Finding]:
    if "x-retry" not in operation:
        text = "lacks `x-retry`; add `safe` when it only reads, else `unsent-only`"
        yield document.finding(where, text)
    yield from _path(document, where, str(operation.get("operationId", "")), prefixes)
    yield from _parameters(document, where, operation)


def _path(
    document: Document, where: Path_, name: str, prefixes: dict[str, str]
) -> Iterator[Finding]:
    path = str(where[1])
    prefix, _, last = path.rpartition("/")
    if not _PATH.fullmatch(path):
        yield document.finding(
            where[:2], "a path that isn't plain; use A-Z a-z 0-9 . _ ~ - / and `{revision}` alone"
        )
    elif name and last != name:
        yield document.finding(
            where[:2], f"the path ends in `{last}`, the operationId is `{name}`; write them alike"
        )
    first = prefixes.setdefault(prefix, name) if not prefixes else next(iter(prefixes))
    if prefixes and prefix not in prefixes:
        yield document.finding(
            where[:2], f"doesn't begin as the other operations do, by `{first}/`; write it alike"
        )


def _parameters(document: Document, where: Path_, operation: Schema) -> Iterator[Finding]:
    """A command has one parameter, the revision; all else stands in its body."""
    found = False
    holders: tuple[tuple[Path_, Any], ...] = (
        (where[:2], document.at(*where[:2], "parameters")),
        (where, operation.get("parameters")),
    )
    for holder, parameters in holders:
        for index, parameter in enumerate(parameters or ()):
            at: Path_ = (*holder, "parameters", index)
            full = _resolved(document, parameter)
            if "$ref" in parameter:
                at = ("components", "parameters", parameter["$ref"].rpartition("/")[2])
            if full.get("name") != REVISION or full.get("in") != "path":
                text = f"the parameter `{full.get('name')}`: a command has `revision` alone; move it into the command"
                yield document.finding(at, text)
                continue
            if found:
                text = "`revision` stands here again; keep one of the two"
                yield document.finding((*holder, "parameters", index), text)
            found = True
            _, schema = target(document.data, full.get("schema"))
            if types_of(schema) != ["integer"] or not schema.get("enum"):
                text = "`revision` needs `type: integer` and an `enum`: the revisions that have the operation"
                yield document.finding(at, text)
    names = _IN_PATH.findall(str(where[1]))
    if not found or REVISION not in names:
        text = "lacks the path parameter `revision`; put `{revision}` into the path and declare it, with an enum"
        yield document.finding(where[:2], text)


def _resolved(document: Document, parameter: Schema) -> Schema:
    reference = parameter.get("$ref")
    if not isinstance(reference, str):
        return parameter
    found: Schema = document.at("components", "parameters", reference.rpartition("/")[2])
    return found
