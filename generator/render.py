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
from typing import TYPE_CHECKING, Any

from jinja2 import BytecodeCache
from openapi_python_client import Project
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError

from generator.describe import CALL_LENGTH, FIELD_PREFIX, Description, class_name, describe
from generator.findings import Finding, SpecError
from generator.hoist import hoisted
from generator.template_help import TemplateHelp, docstring
from generator.view import client_view, operations

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2.bccache import Bucket

    from generator.load import Document, Path_

HERE = Path(__file__).parent
PACKAGE = "callcenter_client"
BANNER = '# Made by "python -m generator generate" from the spec: change that, not this file.'


class _Compiled(BytecodeCache):
    """The templates compiled, for all projects of this process: the lint makes one, the generation another."""

    def __init__(self) -> None:
        self._codes: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Called by jinja2 before it compiles."""
        if bucket.key in self._codes:
            bucket.bytecode_from_string(self._codes[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Called by jinja2 when it has compiled."""
        self._codes[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


class ClientProject(Project):
    """The client package: openapi-python-client's models and functions, and ours."""

    def __init__(
        self, document: Document, view: dict[str, Any], parsed: GeneratorData, config: Config
    ) -> None:
        super().__init__(openapi=parsed, config=config, custom_template_path=HERE / "templates")
        self.env.bytecode_cache = _COMPILED
        self.document = document
        self.described = describe(document, view, parsed)
        self.env.filters["tuple_code"] = _tuple_code
        names: dict[str, Any] = {
            "banner": BANNER,
            "call_length": CALL_LENGTH,
            "described": self.described,
            "describe": TemplateHelp(self.described, self.env),
            "docstring": docstring,
            "error_names": _error_names(),
        }
        self.env.globals |= names

    def _build_api(self) -> None:
        super()._build_api()
        for source in sorted((HERE / "runtime").rglob("*.py")):
            place = self.package_dir / source.relative_to(HERE / "runtime")
            place.parent.mkdir(exist_ok=True)
            self._write(place, f"{BANNER}\n{source.read_text(encoding='utf-8')}")
        made: tuple[tuple[str, str, dict[str, Any]], ...] = (
            ("spec.py.jinja", "_spec.py", {}),
            ("client_module.py.jinja", "_sync.py", {"is_async": False}),
            ("client_module.py.jinja", "_async.py", {"is_async": True}),
            ("rows.py.jinja", "_sync_rows.py", {"is_async": False}),
            ("rows.py.jinja", "_async_rows.py", {"is_async": True}),
            ("recordings.py.jinja", "_sync_recordings.py", {"is_async": False}),
            ("recordings.py.jinja", "_async_recordings.py", {"is_async": True}),
            ("cli_table.py.jinja", "_cli_table.py", {}),
            ("events.py.jinja", "webhooks/_events.py", {}),
            ("handlers.py.jinja", "webhooks/_handlers.py", {}),
            ("webhooks_init.py.jinja", "webhooks/__init__.py", {}),
            ("provenance.py.jinja", "_provenance.py", {"made_by": provenance(self.document)}),
        )
        for template, name, more in made:
            text = self.env.get_template(template).render(**more)
            self._write(self.package_dir / name, text)
        self._write(self.package_dir / "py.typed", "")
        for path in sorted(self.package_dir.rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            if not text.startswith(BANNER):
                # Its own templates, unchanged; `field(factory=dict)` is all that pyright's strict mode has against them.
                strict = (
                    "# pyright: reportUnknownVariableType=false\n"
                    if path.name == "client.py"
                    else ""
                )
                self._write(path, f"{BANNER}\n{strict}{text}")

    def _write(self, path: Path, text: str) -> None:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _tuple_code(values: Iterable[Any]) -> str:
    return repr(tuple(values))


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
    document = hoisted(document)
    view = client_view(document)
    try:
        parsed = GeneratorData.from_dict(view, config=config)
    except Exception as error:
        # It promises to return what is wrong, and raises where its authors didn't think of it.
        raise SpecError(
            [_finding(document, GeneratorError(detail=f"{type(error).__name__}: {error}"))]
        ) from error
    if isinstance(parsed, GeneratorError):
        raise SpecError([_finding(document, parsed)])
    problems: list[GeneratorError] = [
        *parsed.errors,
        *(e for c in parsed.endpoint_collections_by_tag.values() for e in c.parse_errors),
    ]
    if problems:
        raise SpecError(sorted({_finding(document, problem) for problem in problems}))
    # It prints where it writes; what is printed is another account, of ours.
    with contextlib.redirect_stdout(io.StringIO()):
        project = ClientProject(document, view, parsed, config)
        problems = list(project.build())
    if problems:
        raise SpecError([_finding(document, problem) for problem in problems])
    _check_counts(document, view, parsed, project.described)
    return project.described


def _finding(document: Document, problem: GeneratorError) -> Finding:
    text = " ".join(f"{problem.header or ''} {problem.detail or ''}".split())
    named = re.search(r"/components/schemas/(\w+)", text)
    place = ("components", "schemas", named[1]) if named else ()
    return document.finding(
        place, f"openapi-python-client: {text}; write it in a form that it can generate"
    )


def _check_counts(
    document: Document, view: dict[str, Any], parsed: GeneratorData, described: Description
) -> None:
    """Nothing of the spec may be missing in what came out, and nothing more may be in it."""
    made = {e.name for e in described.enums} | {m.name for m in described.models}
    wanted = {class_name(component): component for component in view["components"]["schemas"]}
    endpoints = {
        (e.path.get_untrusted_value(), e.method)
        for c in parsed.endpoint_collections_by_tag.values()
        for e in c.endpoints
    }
    lost: list[tuple[Path_, str]] = [
        (
            ("components", "schemas", component),
            f"`{component}` gave no class; refer to it, or take it out",
        )
        for cls, component in wanted.items()
        if cls not in made
    ]
    lost += [
        ((), f"the class `{cls}` came of no component; make what it's of a component")
        for cls in made - wanted.keys()
    ]
    lost += [
        (
            ("paths", path, method),
            "gave no function; write it in a form that openapi-python-client can generate",
        )
        for path, method, _ in operations(view)
        if (path, method) not in endpoints
    ]
    methods = {operation.path for operation in described.operations}
    lost += [
        (
            ("paths", path, method),
            "gave no method; a command is a `post` with `request` in its message",
        )
        for path, method, _ in operations(document.data)
        if method == "post" and path not in methods
    ]
    classes = {notification.key for notification in described.notifications}
    lost += [
        (("webhooks", key, method), "gave no notification; it needs a `notify` in its body")
        for key, method, _ in operations(document.data, "webhooks")
        if key not in classes
    ]
    if lost:
        raise SpecError(sorted(document.finding(path, text) for path, text in lost))
