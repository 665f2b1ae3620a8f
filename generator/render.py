"""Runs openapi-python-client as a library, with our templates, and adds what it doesn't know: facade, events, runtime.

Its command line can't see operation extensions and webhooks and can't write further files, so `Project` is subclassed. That
class is private to it: hence the exact pin, and a test that compares the originals of the templates that are overridden.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import re
from importlib.metadata import version
from pathlib import Path
from typing import Any

from openapi_python_client import Config, Project
from openapi_python_client.config import ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError

from generator.describe import FIELD_PREFIX, Description, Model, Operation, class_name, describe, paragraphs, python_name
from generator.fields import Field
from generator.findings import Finding, SpecError
from generator.load import Document
from generator.view import client_view

HERE = Path(__file__).parent
PACKAGE = "callcenter_client"
BANNER = '# Made by "python -m generator generate" from the spec: change that, not this file.'
_DOC_WIDTH = 100


class ClientProject(Project):
    """The client package: openapi-python-client's models and functions, and ours."""

    def __init__(self, document: Document, view: dict[str, Any], parsed: GeneratorData, config: Config) -> None:
        super().__init__(openapi=parsed, config=config, custom_template_path=HERE / "templates")
        self.document = document
        self.described = describe(document, view, parsed)
        self.env.filters["tuple_code"] = lambda values: repr(tuple(values))
        self.env.globals.update(
            banner=BANNER,
            described=self.described,
            describe=TemplateHelp(self),
            docstring=docstring,
            error_names=_error_names(),
        )

    def _build_api(self) -> None:
        super()._build_api()
        for source in sorted((HERE / "runtime").rglob("*.py")):
            place = self.package_dir / source.relative_to(HERE / "runtime")
            place.parent.mkdir(exist_ok=True)
            self._write(place, f"{BANNER}\n{source.read_text(encoding='utf-8')}")
        for template, place, more in (
            ("spec.py.jinja", "_spec.py", {}),
            ("client_module.py.jinja", "_sync.py", {"is_async": False}),
            ("client_module.py.jinja", "_async.py", {"is_async": True}),
            ("rows.py.jinja", "_sync_rows.py", {"is_async": False}),
            ("rows.py.jinja", "_async_rows.py", {"is_async": True}),
            ("recordings.py.jinja", "_sync_recordings.py", {"is_async": False}),
            ("recordings.py.jinja", "_async_recordings.py", {"is_async": True}),
            ("cli_table.py.jinja", "_cli_table.py", {}),
            ("events.py.jinja", "webhooks/_events.py", {}),
            ("webhooks_init.py.jinja", "webhooks/__init__.py", {}),
            ("provenance.py.jinja", "_provenance.py", {"made_by": provenance(self.document)}),
        ):
            text = self.env.get_template(template).render(**more)
            self._write(self.package_dir / place, text)
        self._write(self.package_dir / "py.typed", "")
        for path in sorted(self.package_dir.rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            if not text.startswith(BANNER):
                # Its own templates, unchanged; `field(factory=dict)` is all that pyright's strict mode has against them.
                strict = "# pyright: reportUnknownVariableType=false\n" if path.name == "client.py" else ""
                self._write(path, f"{BANNER}\n{strict}{text}")

    def _write(self, path: Path, text: str) -> None:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


class TemplateHelp:
    """What templates ask for by name."""

    def __init__(self, project: ClientProject) -> None:
        self._project = project
        self._models = {m.name: m for m in project.described.models}
        self._enums = {e.name: e for e in project.described.enums}

    def model(self, name: str) -> Model:
        return self._models[str(name)]

    def enum_module(self, name: str) -> str:
        return self._project.env.get_template("_enum.py.jinja").render(e=self._enums[str(name)])

    def field_doc(self, field: Field, indent: int) -> str:
        """A field's name, type and description, on lines that begin `indent` deep."""
        lines = paragraphs(f"{field.name}: {self._field_text(field)}", _DOC_WIDTH - indent - 4)
        return _indented(lines, indent + 4)

    def _field_text(self, field: Field) -> str:
        text = str(field.schema.get("description") or self._component_text(field) or f"`{field.wire}`.")
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

    def _life(self, schema: dict[str, Any]) -> str:
        since = f" Since {schema['x-since']}." if "x-since" in schema else ""
        return since + (f" {self.deprecation('Deprecated', schema)}" if schema.get("deprecated") else "")

    def deprecation(self, what: str, schema: dict[str, Any]) -> str:
        """What to say of something deprecated."""
        about = schema.get("x-deprecated") or {}
        since = f" since {about['since']}" if "since" in about else ""
        instead = f"; use {about['use']}" if "use" in about else ""
        return f"{what}{since}{instead}." if what == "Deprecated" else f"{what} is deprecated{since}{instead}"

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
        raw = operation.raw
        summary = str(raw.get("summary") or operation.name).rstrip(".")
        return f"{summary}.\n\n{raw.get('description', '')}\n\n{self._life(raw).strip()}"

    def batch_doc(self, operation: Operation) -> str:
        summary = str(operation.raw.get("summary") or operation.name).rstrip(".")
        return f"{summary}, for many commands in few HTTP messages. (§3)"

    def iter_doc(self, operation: Operation) -> str:
        summary = str(operation.raw.get("summary") or operation.name).rstrip(".")
        return f"{summary}, all of them, in as many calls as it takes. (§5 {operation.name})"

    def fill_doc(self, operation: Operation) -> str:
        then = operation.raw["x-fill"]["then"]
        summary = str(operation.raw.get("summary") or operation.name).rstrip(".")
        return f"{summary}, of any size: what exceeds one message goes to {then}. (§5 {operation.name})"

    def questions(self, operation: Operation) -> list[dict[str, Any]]:
        """`x-find-out` in Python's names."""
        by_name = {o.name: o for o in self._project.described.operations}
        return [
            {
                "method": by_name[each["operation"]].method,
                "with_": [python_name(name) for name in each.get("with", [])],
                "from_": python_name(each["from"]) if "from" in each else "",
                "shows": [(python_name(k), tuple(v or ())) for k, v in (each.get("shows") or {}).items()],
            }
            for each in operation.raw.get("x-find-out", [])
        ]

    def paging(self, operation: Operation) -> dict[str, str] | None:
        """`x-paging` in Python's names."""
        raw = operation.raw.get("x-paging")
        if raw is None:
            return None
        names = {key: python_name(raw[key]) for key in ("items", "key", "next")}
        plural = names["items"] if names["items"].endswith("s") else names["items"] + "s"
        return names | {"method": f"iter_{plural}", "row": self._row(operation, raw["items"])}

    def window(self, operation: Operation) -> dict[str, Any] | None:
        """`x-window` in Python's names."""
        raw = operation.raw.get("x-window")
        if raw is None:
            return None
        names = {key: python_name(raw[key]) for key in ("from", "to", "items", "key", "total")}
        method = f"iter_{operation.method.removeprefix('get_')}"
        return names | {"method": method, "row": self._row(operation, raw["items"]), "names": repr(names)}

    def fill(self, operation: Operation) -> dict[str, Any] | None:
        """`x-fill` in Python's names."""
        raw = operation.raw.get("x-fill")
        if raw is None:
            return None
        then = next(o for o in self._project.described.operations if o.name == raw["then"])
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
        return field.read_code(f"d.pop({field.wire!r}, None)", repr(f"{model.name}.{field.name}"))

    def facade_classes(self) -> list[tuple[str, str, str]]:
        """Every class that a signature of the facade names."""
        models = [m for o in self._project.described.operations for m in (o.response, o.command)]
        found = {("model", m.module, m.name) for m in models}
        for operation in self._project.described.operations:
            found |= {entry for f in operation.response.fields for entry in f.classes if entry[0] == "model"}
            found |= {entry for f in operation.arguments for entry in f.classes}
        return sorted(found)


def docstring(text: str, indent: int) -> str:
    """A text as the inside of a docstring whose quotes stand `indent` deep."""
    lines = paragraphs(text, _DOC_WIDTH - indent)
    return _indented(lines, indent)


def _indented(lines: list[str], indent: int) -> str:
    return "\n".join([lines[0], *(" " * indent + line if line else "" for line in lines[1:])]) if lines else ""


def _error_names() -> list[str]:
    """What errors.py makes public: read from it, so that it isn't listed twice."""
    source = (HERE / "runtime" / "errors.py").read_text(encoding="utf-8")
    names = re.findall(r'"(\w+)"', source[source.index("__all__") :])
    return sorted(set(names) - {"UnexpectedStatus", "Outcome"})


def provenance(document: Document) -> dict[str, str]:
    """What a generation is made of: any difference in these may make a difference in the package."""
    ours = hashlib.sha256()
    sources = [*(HERE / "templates").rglob("*.jinja"), *(HERE / "runtime").rglob("*.py")]
    for path in sorted(sources, key=lambda path: path.relative_to(HERE).as_posix()):
        ours.update(path.relative_to(HERE).as_posix().encode())
        ours.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return {
        "SPEC_SHA256": hashlib.sha256(document.raw).hexdigest(),
        "TEMPLATES_SHA256": ours.hexdigest(),
        "OPENAPI_PYTHON_CLIENT": version("openapi-python-client"),
        "RUFF": version("ruff"),
    }


def render(document: Document, out: Path) -> Description:
    """Write the client package into the folder `out`, which must not exist; not formatted yet.

    Raises:
        SpecError: openapi-python-client couldn't do all of it; a warning of its is an error of ours, since it drops what it
            warns about.
    """
    config = Config.from_sources(
        ConfigFile(package_name_override=PACKAGE, post_hooks=[], field_prefix=FIELD_PREFIX),
        MetaType.NONE,
        document_source=Path(document.name),
        file_encoding="utf-8",
        overwrite=False,
        output_path=out,
    )
    view = client_view(document)
    parsed = GeneratorData.from_dict(view, config=config)
    if isinstance(parsed, GeneratorError):
        raise SpecError([_finding(document, parsed)])
    with contextlib.redirect_stdout(io.StringIO()):  # it prints where it writes; ours is another account
        problems = [*parsed.errors, *(e for c in parsed.endpoint_collections_by_tag.values() for e in c.parse_errors)]
        if problems:
            raise SpecError(sorted({_finding(document, problem) for problem in problems}))
        project = ClientProject(document, view, parsed, config)
        problems = list(project.build())
    if problems:
        raise SpecError([_finding(document, problem) for problem in problems])
    _check_counts(document, view, project.described)
    return project.described


def _finding(document: Document, problem: GeneratorError) -> Finding:
    text = " ".join(f"{problem.header or ''} {problem.detail or ''}".split())
    named = re.search(r"/components/schemas/(\w+)", text)
    place = ("components", "schemas", named[1]) if named else ()
    return document.finding(place, f"openapi-python-client: {text}; write it in a form that it can generate")


def _check_counts(document: Document, view: dict[str, Any], described: Description) -> None:
    """Nothing of the spec may be missing in what came out."""
    names = {str(c.name) for c in [*described.models, *described.enums]}
    for component in view["components"]["schemas"]:
        if class_name(component) not in names:
            raise SpecError(
                [document.finding(("components", "schemas", component), f"`{component}` gave no class; no path of the client uses its form")]
            )
