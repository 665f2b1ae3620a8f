"""`python -m generator generate | check | lint | publish`. Exit codes: 0 fine, 1 findings, 2 usage."""

from __future__ import annotations

import argparse
import io
import os
import sys
from pathlib import Path

from generator.findings import SpecError
from generator.generate import ToolError, check, generate
from generator.lint import lint
from generator.load import Document, load

ROOT = Path(__file__).resolve().parent.parent
SPEC = "spec/openapi.yaml"


def main(arguments: list[str] | None = None) -> int:
    """Run one command."""
    parser = argparse.ArgumentParser(
        prog="python -m generator", description="Makes the client package from the spec."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, text in (
        ("generate", "make the package, and say what has changed"),
        ("check", "does the package fit the spec? shows the differences"),
        ("lint", "find what is wrong in the spec"),
        ("publish", "write what partner teams get"),
    ):
        command = commands.add_parser(name, help=text, description=text.capitalize() + ".")
        command.add_argument("--spec", metavar="FILE", help=f"the document (default: {SPEC})")
        if name != "lint":
            default = "dist/publication" if name == "publish" else "generated"
            command.add_argument(
                "--out", metavar="DIR", type=Path, help=f"the folder (default: {default})"
            )
    given = parser.parse_args(arguments)
    ours = given.spec is None
    if not ours and not (Path(given.spec).exists() and not Path(given.spec).is_dir()):
        parser.error(f"--spec {given.spec}: there is no such file")
    try:
        document = load(ROOT / SPEC, name=SPEC) if ours else load(given.spec)
        return _run(given, document, ours=ours)
    except (ToolError, OSError) as error:
        print(f"{parser.prog}: error: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(f"{parser.prog}: interrupted; what was there is as it was", file=sys.stderr)
        return 130
    except SpecError as error:
        print(error, file=sys.stderr)
        count = len(error.findings)
        print(f"{count} finding{'s' * (count != 1)}", file=sys.stderr)
        return 1


def _run(given: argparse.Namespace, document: Document, *, ours: bool) -> int:
    if given.command == "lint":
        findings = lint(document, ours=ours)
        if findings:
            raise SpecError(findings)
        print(f"{document.name}: no findings")
        return 0
    if given.command == "publish":
        from generator.publish import publish  # noqa: PLC0415  # it needs the Node tools, which the others don't

        out = given.out or ROOT / "dist" / "publication"
        for file in publish(ROOT / SPEC if ours else given.spec, out, name=document.name):
            print(file.relative_to(ROOT) if file.is_relative_to(ROOT) else file)
        return 0
    out, shown = given.out or ROOT / "generated", given.out or "generated"
    if given.command == "generate":
        print(generate(document, out, ours=ours))
        return 0
    differences = check(document, out, ours=ours)
    if differences:
        _show("\n".join(differences))
        places = (("--spec", given.spec), ("--out", given.out))
        again = "".join(f" {option} {place}" for option, place in places if place is not None)
        print(
            f"{shown} isn't what {document.name} yields; run `python -m generator generate{again}`",
            file=sys.stderr,
        )
        return 1
    print(f"{shown} is what {document.name} yields")
    return 0


def _show(text: str) -> None:
    try:
        print(text, flush=True)
    except (
        BrokenPipeError
    ):  # `| head` has read enough; the interpreter's own flush shall not complain
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A finding quotes the document, whatever its letters are; the terminal may not have them all.
        sys.stdout.reconfigure(errors="backslashreplace")
    sys.exit(main())
