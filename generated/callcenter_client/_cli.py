# Made by "python -m generator generate" from the spec: change that, not this file.
"""The command line: a command for each operation, settings from the environment, JSON out."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from callcenter_client._cli_table import COMMANDS, Argument, Entry
from callcenter_client._spec import SPEC_VERSION
from callcenter_client._sync import CallCenter
from callcenter_client.errors import CallCenterError, ConfigurationError, InvalidCommand

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        0 when the platform accepted it, 1 when it didn't or its answer is not known, 2 for a wrong use.
    """
    parser = _parser()
    given = vars(parser.parse_args(arguments))
    entry: Entry | None = given.pop("entry", None)
    options: Any = {"debug": True} if given.pop("debug") else {}
    try:
        with CallCenter.from_env() as api:
            if entry is None:
                answer: Any = api.request(
                    given["name"], _json_object(given["fields"]), options=options
                )
            else:
                named = {
                    a.name: given[a.name] for a in entry.arguments if given[a.name] is not None
                }
                answer = getattr(api, entry.method)(**named, options=options).to_dict()
    except (ConfigurationError, InvalidCommand, argparse.ArgumentTypeError) as error:
        print(f"callcenter: {error}", file=sys.stderr)
        return 2
    except CallCenterError as error:
        print(f"callcenter: {error} [{error.outcome}]", file=sys.stderr)
        return 1
    print(json.dumps(answer, ensure_ascii=False, indent=2, default=str))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="callcenter",
        description="Commands to a call-centre platform. Set CALLCENTER_URL, CALLCENTER_CUSTOMER and CALLCENTER_SECRET"
        " (and CALLCENTER_REVISION, CALLCENTER_TZ) in the environment.",
    )
    parser.add_argument("--version", action="version", version=f"spec {SPEC_VERSION}")
    parser.add_argument(
        "--debug", action="store_true", help="ask for the platform's debugging text"
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for entry in COMMANDS:
        command = commands.add_parser(
            entry.method.replace("_", "-"),
            help=entry.help,
            description=f"{entry.help}. ({entry.operation})",
        )
        command.set_defaults(entry=entry)
        for argument in entry.arguments:
            command.add_argument(
                "--" + argument.name.replace("_", "-"),
                dest=argument.name,
                required=argument.required,
                type=_converter(argument),
                nargs="+" if argument.several else None,
                help=argument.help.replace("%", "%%"),
                metavar=argument.kind.upper(),
            )
    unknown = commands.add_parser("request", help="send an operation that the spec lacks")
    unknown.add_argument("name", help="its name as the API spells it")
    unknown.add_argument("fields", help="its fields, a JSON object")
    return parser


def _converter(argument: Argument) -> Any:
    if argument.kind == "integer":
        return int
    if argument.kind == "number":
        return float
    if argument.kind == "boolean":
        return _boolean
    if argument.kind == "enum":
        return _int_or_text
    return str


def _boolean(text: str) -> bool:
    if text not in ("true", "false"):
        raise argparse.ArgumentTypeError(f"{text!r}, expected true or false")
    return text == "true"


def _int_or_text(text: str) -> int | str:
    return int(text) if text.isascii() and text.isdigit() else text


def _json_object(text: str) -> dict[str, Any]:
    try:
        found: Any = json.loads(text)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise argparse.ArgumentTypeError(
            'the fields aren\'t a JSON object, e.g. \'{"agent": "1000"}\''
        )
    return found  # pyright: ignore[reportUnknownVariableType]
