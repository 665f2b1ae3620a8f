"""Golden records: a tiny spec for each trick of the generator, and beside it exactly what comes of it.

    python -m tests.generator.golden

makes them all anew, after a change of the templates that is meant; look at the difference before you commit it. Of
each package only the files that the trick is about are kept, and of the large facades only the methods.
"""

import ast
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from generator.generate import files, make
from generator.load import load

FOLDER = Path(__file__).with_name("golden")
LISTING = "files.txt"
TRICKS: dict[str, tuple[str, ...]] = {
    "lenient-scalar": ("models/ask_command.py", "models/ask_response.py"),
    "open-enum": (
        "models/status.py",
        "models/kind.py",
        "models/ask_command.py",
        "models/ask_response.py",
    ),
    "closed-lenient-enum": ("models/mode.py", "models/ask_command.py"),
    "one-or-many": ("models/ask_command.py",),
    "nullable": ("models/ask_reply.py", "models/ask_response.py"),
    "batch": ("models/ask_message.py", "_sync.py::ask_batch", "_async.py::ask_batch"),
    "beside": ("models/ask_data.py", "models/ask_response.py", "_spec.py"),
    "times-and-amounts": ("models/ask_command.py", "models/ask_response.py"),
    "life": ("models/ask_command.py", "models/ask_response.py", "_sync.py::ask"),
    "webhook-typed": ("models/billing_notify.py", "webhooks/_events.py", "webhooks/__init__.py"),
    "webhook-untyped": ("models/screen_pop_notify.py", "webhooks/_events.py"),
    "download": ("_spec.py", LISTING),
    "in-place": (
        "models/ask_command.py",
        "models/ask_command_level.py",
        "models/ask_command_where.py",
    ),
    "paging": ("_sync.py::iter_records", "_async.py::iter_records"),
    "window": ("_sync.py::iter_ask_list",),
    "fill": (
        "_sync.py::iter_create",
        "_sync.py::create_all",
        "_sync.py::find_out",
        "_async.py::iter_create",
    ),
}
"""What is kept of each: files, `file::method` for a method of the class in a file, and the list of the functions' and models' files."""


def outputs(trick: str) -> dict[str, str]:
    """What comes of a trick's spec now, by the names under which it is kept."""
    document = load(FOLDER / trick / "spec.yaml", name="spec.yaml")
    with tempfile.TemporaryDirectory() as folder:
        made = files(make(document, Path(folder), ours=True).package)
    return dict(_kept(made, trick))


def _kept(made: dict[str, str], trick: str) -> Iterator[tuple[str, str]]:
    for selector in TRICKS[trick]:
        name, _, method = selector.partition("::")
        if name == LISTING:
            yield (
                name,
                "".join(f"{file}\n" for file in made if file.startswith(("api/", "models/"))),
            )
        elif method:
            yield f"{name.removesuffix('.py')}.{method}.py", _method(made[name], method)
        else:
            yield name, made[name]


def _method(source: str, name: str) -> str:
    """A method of the first class that has one of that name, as it is written there."""
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    for cls in ast.parse(source).body:
        for node in cls.body if isinstance(cls, ast.ClassDef) else ():
            if isinstance(node, functions) and node.name == name:
                lines = source.splitlines(keepends=True)
                return "".join(lines[node.lineno - 1 : node.end_lineno])
    raise LookupError(name)


def expected(trick: str) -> dict[str, str]:
    """What is on record of a trick."""
    folder = FOLDER / trick / "expected"
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def main() -> None:
    """Make all records anew."""
    for trick in TRICKS:
        folder = FOLDER / trick / "expected"
        made = outputs(trick)
        if made == expected(trick):
            continue
        if folder.exists():
            shutil.rmtree(folder)
        for name, text in made.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        print(f"golden/{trick}: changed")


if __name__ == "__main__":
    main()
