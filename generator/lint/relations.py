"""Do the x- keys of operations and notifications name fields and operations that are there, and of the right kind?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from generator.describe import component_names, raw_properties
from generator.lint.words import meant
from generator.view import json_schema, operations, target, types_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.findings import Finding
    from generator.load import Document, Path_
    from generator.view import Schema

_Fault: TypeAlias = "tuple[Path_, str]"
_Fields: TypeAlias = "dict[str, Schema]"


def relations(document: Document) -> Iterator[Finding]:
    """Faults in what the x- keys name.

    Args:
        document: The document, of sound form, references and envelopes.
    """
    known = _Operations(document)
    for path, method, operation in operations(document.data):
        where: Path_ = ("paths", path, method)
        name = operation.get("operationId")
        if name in known.raw:
            for below, text in known.faults(name):
                yield document.finding((*where, *below), text)
    for key, method, notification in operations(document.data, "webhooks"):
        for index, dotted in enumerate(notification.get("x-dedupe", ())):
            fault = _no_path(document.data, json_schema(notification.get("requestBody")), dotted)
            if fault:
                yield document.finding(("webhooks", key, method, "x-dedupe", index), fault)


class _Operations:
    """The commands, by operationId, with the fields of what is sent and of what comes back."""

    def __init__(self, document: Document) -> None:
        self._data = document.data
        self.raw: dict[str, Schema] = {
            operation["operationId"]: operation
            for _, method, operation in operations(document.data)
            if method == "post" and all(component_names(document.data, operation).values())
        }

    def faults(self, name: str) -> Iterator[_Fault]:
        raw = self.raw[name]
        if "x-paging" in raw:
            yield from self._paging(name, raw["x-paging"])
        if "x-window" in raw:
            yield from self._window(name, raw["x-window"])
        if "x-fill" in raw:
            yield from self._fill(name, raw["x-fill"])
        if "x-find-out" in raw:
            yield from self._find_out(name, raw["x-find-out"])

    def _command(self, name: str) -> _Fields:
        return self._fields(name, "command")

    def _fields(self, name: str, role: str) -> _Fields:
        component = component_names(self._data, self.raw[name])[role]
        return raw_properties(self._data, {"$ref": f"#/components/schemas/{component}"})

    def _paging(self, name: str, paging: Schema) -> Iterator[_Fault]:
        yield from self._rows(name, "x-paging", paging)
        yield from _named(
            ("x-paging", "next"), paging["next"], self._command(name), f"command of {name}"
        )

    def _window(self, name: str, window: Schema) -> Iterator[_Fault]:
        yield from self._rows(name, "x-window", window)
        for end in ("from", "to"):
            yield from self._time(("x-window", end), window[end], name)
        if window["from"] == window["to"]:
            yield (
                ("x-window", "to"),
                "the span begins and ends with one field; name another for its end",
            )
        answer = self._fields(name, "response")
        yield from _named(("x-window", "total"), window["total"], answer, f"answer of {name}")

    def _rows(self, name: str, key: str, value: Schema) -> Iterator[_Fault]:
        """`items` is a list of objects in the answer, or beside it; each has `key`."""
        there = self._fields(name, "data") | self._fields(name, "response")
        faults = list(_named((key, "items"), value["items"], there, f"answer of {name}"))
        yield from faults
        if faults:
            return
        _, rows = target(self._data, there[value["items"]])
        if types_of(rows) != ["array"]:
            yield (key, "items"), f"`{value['items']}` isn't a list; name the one that has the rows"
            return
        row = raw_properties(self._data, rows.get("items"))
        yield from _named((key, "key"), value["key"], row, f"rows in `{value['items']}`")

    def _time(self, where: Path_, field: str, name: str) -> Iterator[_Fault]:
        """A field of a command that takes a time."""
        command = self._command(name)
        faults = list(_named(where, field, command, f"command of {name}"))
        yield from faults
        if not faults:
            _, schema = target(self._data, command[field])
            if "date-time" not in (schema.get("x-canonical"), schema.get("format")):
                yield (
                    where,
                    f"`{field}` of {name} is no time; name a field with `x-canonical: date-time`",
                )

    def _fill(self, name: str, fill: Schema) -> Iterator[_Fault]:
        then = fill["then"]
        yield from self._filled(name, ("x-fill", "field"), fill)
        if then in self.raw:
            yield from self._filled(then, ("x-fill", "then"), fill)
            command = self._command(then)
            yield from _named(("x-fill", "id"), fill["id"], command, f"command of {then}")
        else:
            yield ("x-fill", "then"), self._no_operation(then)
        if fill["id"] in self._command(name):
            text = f"`{fill['id']}` is a field of {name} itself, so that it can't be what its answer names"
            yield ("x-fill", "id"), f"{text}; name another"
        report = self._fields(name, "response").get(fill["report"])
        if report is not None and not raw_properties(self._data, report):
            yield ("x-fill", "report"), f"`{fill['report']}` isn't an object of counts; name one"

    def _filled(self, name: str, where: Path_, fill: Schema) -> Iterator[_Fault]:
        """An operation takes the list, up to a number of items, and its answer has what filling goes by."""
        field, command = fill["field"], self._command(name)
        faults = list(_named(where, field, command, f"command of {name}"))
        yield from faults
        if not faults:
            _, schema = target(self._data, command[field])
            if types_of(schema) != ["array"] or "maxItems" not in schema:
                text = f"`{field}` of {name} isn't a list with `maxItems`, so there is nothing to fill; name another"
                yield where, text
            elif field not in self._required(name):
                yield (
                    where,
                    f"`{field}` of {name} isn't required, so it needn't be filled; require it",
                )
        answer = self._fields(name, "response")
        for key in ("id", "report"):
            yield from _named(("x-fill", key), fill[key], answer, f"answer of {name}")

    def _required(self, name: str) -> set[str]:
        """The fields that a command requires."""
        component = component_names(self._data, self.raw[name])["command"]
        found: set[str] = set()
        todo: list[Any] = [{"$ref": f"#/components/schemas/{component}"}]
        while todo:
            _, schema = target(self._data, todo.pop())
            found |= set(schema.get("required", ()))
            todo += schema.get("allOf", ())
        return found

    def _find_out(self, name: str, ways: list[Schema]) -> Iterator[_Fault]:
        if "userData" not in self._command(name):
            text = "the command has no `userData`, by which it would be found; add it, or take `x-find-out` out"
            yield ("x-find-out",), text
        for index, way in enumerate(ways):
            other: Any = way["operation"]
            where: Path_ = ("x-find-out", index)
            if other not in self.raw:
                yield (*where, "operation"), self._no_operation(other)
                continue
            if self.raw[other].get("x-retry") != "safe":
                text = f"`{other}` isn't `x-retry: safe`: asking it might do something; name one that only reads"
                yield (*where, "operation"), text
            for position, field in enumerate(way["with"]):
                for operation in (name, other):
                    at = (*where, "with", position)
                    yield from _named(
                        at, field, self._command(operation), f"command of {operation}"
                    )
            for field in way["shows"]:
                answer = self._fields(other, "response")
                yield from _named((*where, "shows", field), field, answer, f"answer of {other}")
            if "from" in way:
                yield from self._time((*where, "from"), way["from"], other)

    def _no_operation(self, name: str) -> str:
        return f"there is no operation `{name}`{meant(name, self.raw) or '; name one by its operationId'}"


def _named(where: Path_, field: str, fields: _Fields, of: str) -> Iterator[_Fault]:
    if field not in fields:
        hint = meant(field, fields) or "; name a field that it has"
        yield (
            where,
            f"the {of} has no `{field}`{hint}"
            if not of.startswith("rows")
            else f"the {of} have no `{field}`{hint}",
        )


def _no_path(data: Schema, schema: Any, dotted: str) -> str | None:
    """What is wrong with a path such as `notify.session` in a notification's body, if anything is."""
    for step in dotted.split("."):
        fields = raw_properties(data, schema)
        if step not in fields:
            return f"`{dotted}` isn't in the notification: no `{step}` there{meant(step, fields) or '; name a field'}"
        schema = fields[step]
    return None
