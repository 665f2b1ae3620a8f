"""What the templates ask for by name: docstrings, and the operations' x- keys in Python's names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.describe import Description, Model, Operation, paragraphs, python_name

if TYPE_CHECKING:
    from jinja2 import Environment

    from generator.fields import Field

_DOC_WIDTH = 100


class TemplateHelp:
    """What templates ask for by name."""

    def __init__(self, described: Description, env: Environment) -> None:
        self._described = described
        self._env = env
        self._models = {m.name: m for m in described.models}
        self._enums = {e.name: e for e in described.enums}

    def model(self, name: str) -> Model:
        """The model that became a class."""
        return self._models[str(name)]

    def enum_module(self, name: str) -> str:
        """The code of an enum's module."""
        return self._env.get_template("_enum.py.jinja").render(e=self._enums[str(name)])

    def field_doc(self, field: Field, indent: int) -> str:
        """A field's name, type and description, on lines that begin `indent` deep."""
        lines = paragraphs(f"{field.name}: {self._field_text(field)}", _DOC_WIDTH - indent - 4)
        return _indented(lines, indent + 4)

    def _field_text(self, field: Field) -> str:
        text = str(
            field.schema.get("description") or self._component_text(field) or f"`{field.wire}`."
        )
        witnesses = field.schema.get("x-provenance")
        if witnesses:
            text += f" [{', '.join([witnesses] if isinstance(witnesses, str) else witnesses)}]"
        return text + self._life(field.schema)

    def field_help(self, field: Field) -> str:
        """A field's description on one line, for `--help`."""
        return " ".join(self._field_text(field).split())

    def cli_kind(self, field: Field) -> str:
        """What a text of the command line is turned into for it."""
        return field.item.kind if field.kind == "list" and field.item else field.kind

    def cli_values(self, field: Field) -> str:
        """For an enum the further arguments of the command line's `Argument`; else nothing."""
        inner = field.item if field.kind == "list" and field.item else field
        if inner.kind != "enum":
            return ""
        values = {member.name: member.value for member in self._enums[inner.class_].members}
        return f", {values!r}, {not inner.open}"

    def _life(self, schema: dict[str, Any]) -> str:
        since = f" Since {schema['x-since']}." if "x-since" in schema else ""
        return since + (
            f" {self.deprecation('Deprecated', schema)}" if schema.get("deprecated") else ""
        )

    def deprecation(self, what: str, schema: dict[str, Any]) -> str:
        """What to say of something deprecated."""
        about = schema.get("x-deprecated") or {}
        since = f" since {about['since']}" if "since" in about else ""
        instead = f"; use {about['use']}" if "use" in about else ""
        return (
            f"{what}{since}{instead}."
            if what == "Deprecated"
            else f"{what} is deprecated{since}{instead}"
        )

    def wires(self, model: Model) -> str:
        """The names of a model's fields in JSON, as a tuple in code."""
        return repr(tuple(f.wire for f in model.fields))

    def _component_text(self, field: Field) -> str:
        if field.class_ in self._enums:
            return str(self._enums[field.class_].schema.get("description", ""))
        if field.class_ in self._models:
            return str(self._models[field.class_].schema.get("description", ""))
        return self._component_text(field.item) if field.item else ""

    def operation_doc(self, operation: Operation) -> str:
        """What a method's docstring tells of its operation."""
        raw = operation.raw
        summary = str(raw.get("summary") or operation.name).rstrip(".")
        return f"{summary}.\n\n{raw.get('description', '')}\n\n{self._life(raw).strip()}"

    def batch_doc(self, operation: Operation) -> str:
        """What the batch form of an operation does."""
        summary = str(operation.raw.get("summary") or operation.name).rstrip(".")
        return f"{summary}, for many commands in few HTTP messages. (§3)"

    def iter_doc(self, operation: Operation) -> str:
        """What the iterator over a list does."""
        summary = str(operation.raw.get("summary") or operation.name).rstrip(".")
        return f"{summary}, all of them, in as many calls as it takes. (§5 {operation.name})"

    def fill_doc(self, operation: Operation) -> str:
        """What filling does."""
        then = operation.raw["x-fill"]["then"]
        summary = str(operation.raw.get("summary") or operation.name).rstrip(".")
        return f"{summary}, of any size: what exceeds one message goes to {then}. (§5 {operation.name})"

    def questions(self, operation: Operation) -> list[dict[str, Any]]:
        """`x-find-out` in Python's names."""
        by_name = {o.name: o for o in self._described.operations}
        return [
            {
                "method": by_name[each["operation"]].method,
                "with_": [python_name(name) for name in each.get("with", [])],
                "from_": python_name(each["from"]) if "from" in each else "",
                "shows": [
                    (python_name(k), tuple(v or ())) for k, v in (each.get("shows") or {}).items()
                ],
            }
            for each in operation.raw.get("x-find-out", [])
        ]

    def paging(self, operation: Operation) -> dict[str, str] | None:
        """`x-paging` in Python's names."""
        raw = operation.raw.get("x-paging")
        if raw is None:
            return None
        names = {key: python_name(raw[key]) for key in ("items", "key", "next")}
        return names | {
            "method": paging_method(raw["items"]),
            "row": self._row(operation, raw["items"]),
        }

    def window(self, operation: Operation) -> dict[str, Any] | None:
        """`x-window` in Python's names."""
        raw = operation.raw.get("x-window")
        if raw is None:
            return None
        names = {key: python_name(raw[key]) for key in ("from", "to", "items", "key", "total")}
        return names | {
            "method": window_method(operation.method),
            "row": self._row(operation, raw["items"]),
            "names": repr(names),
        }

    def fill(self, operation: Operation) -> dict[str, Any] | None:
        """`x-fill` in Python's names."""
        raw = operation.raw.get("x-fill")
        if raw is None:
            return None
        then = next(o for o in self._described.operations if o.name == raw["then"])
        values = next(f for f in operation.command.fields if f.wire == raw["field"])
        report = next(f for f in operation.response.fields if f.wire == raw["report"])
        own = {f.name for f in operation.arguments}
        taken = {python_name(raw["field"]), python_name(raw["id"])}
        return {
            "field": values.name,
            "most": values.schema["maxItems"],
            "id": python_name(raw["id"]),
            "report": report.name,
            "report_class": report.class_,
            "then": then,
            "shared": [f.name for f in then.arguments if f.name in own - taken],
        }

    def _row(self, operation: Operation, items: str) -> str:
        rows = next(f for f in operation.response.fields if f.wire == items)
        return rows.item.class_ if rows.item else "Any"

    def read(self, model: Model, field: Field) -> str:
        """An expression that takes a field out of the dict `d` and reads it."""
        return field.read_code(f"d.pop({field.wire!r}, None)", repr(f"{model.name}.{field.name}"))

    def facade_classes(self) -> list[tuple[str, str, str]]:
        """Every class that a signature of the facade names."""
        models = [m for o in self._described.operations for m in (o.response, o.command)]
        found = {("model", m.module, m.name) for m in models}
        for operation in self._described.operations:
            found |= {
                entry
                for f in operation.response.fields
                for entry in f.classes
                if entry[0] == "model"
            }
            found |= {entry for f in operation.arguments for entry in f.classes}
        return sorted(found)


def paging_method(items: str) -> str:
    """The iterator over pages, named after what is in them: `record` gives `iter_records`."""
    name = python_name(items)
    return f"iter_{name}" if name.endswith("s") else f"iter_{name}s"


def window_method(method: str) -> str:
    """The iterator over spans of time, named after the operation's method: `get_cdr_list` gives `iter_cdr_list`."""
    return f"iter_{method.removeprefix('get_')}"


def docstring(text: str, indent: int) -> str:
    """A text as the inside of a docstring whose quotes stand `indent` deep."""
    lines = paragraphs(text, _DOC_WIDTH - indent)
    return _indented(lines, indent)


def _indented(lines: list[str], indent: int) -> str:
    return (
        "\n".join([lines[0], *(" " * indent + line if line else "" for line in lines[1:])])
        if lines
        else ""
    )
