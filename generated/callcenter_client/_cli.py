# Made by "python -m generator generate" from the spec: change that, not this file.
"""The command line: a command for each operation and for the download, settings from the environment, JSON out."""

from __future__ import annotations

import argparse
import json
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

from callcenter_client._cli_table import COMMANDS, DOWNLOAD_HELP, Argument, Entry
from callcenter_client._discard import discard_output
from callcenter_client._spec import DOWNLOAD, SPEC_VERSION
from callcenter_client._sync import CallCenter
from callcenter_client.errors import CallCenterError, ConfigurationError, InvalidCommand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callcenter_client._config import Options


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        0 when the platform accepted it, 1 when it didn't or its answer is not known, 2 for a wrong use, 130 when it was
        interrupted.
    """
    given = _parser().parse_args(arguments)
    try:
        with CallCenter.from_env() as api:
            answer = vars(given)["_run"](api, given)
    except (ConfigurationError, InvalidCommand, argparse.ArgumentTypeError) as error:
        print(f"callcenter: {error}", file=sys.stderr)
        return 2
    except CallCenterError as error:
        print(f"callcenter: {error} [{error.outcome}]", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"callcenter: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("callcenter: interrupted; the command may have been carried out", file=sys.stderr)
        return 130
    return _show(answer)


def _show(answer: Any) -> int:
    text = json.dumps(answer, ensure_ascii=False, indent=2, default=str)
    try:
        text.encode(sys.stdout.encoding)
    except (
        UnicodeEncodeError
    ):  # a terminal that can't write Chinese, or half a character in a reply
        text = json.dumps(answer, indent=2, default=str)
    try:
        print(text, flush=True)
    except BrokenPipeError:  # `| head -1` has read enough; the command was accepted
        discard_output()
    except OSError as error:
        discard_output()
        told = f"the platform accepted it, but its answer can't be written: {error}"
        print(f"callcenter: {told}", file=sys.stderr)
        return 1
    return 0


def _operate(entry: Entry, api: CallCenter, given: argparse.Namespace) -> Any:
    named = {a.name: getattr(given, a.name) for a in entry.arguments}
    named = {name: value for name, value in named.items() if value is not None}
    return getattr(api, entry.method)(**named, options=_options(given)).to_dict()


def _request(api: CallCenter, given: argparse.Namespace) -> Any:
    return api.request(given.name, _json_object(given.fields), options=_options(given))


def _download(api: CallCenter, given: argparse.Namespace) -> Any:
    path = api.download_recording(
        given.filename, given.to, overwrite=given.overwrite, fallbacks=given.fallback
    )
    return {"path": str(path)}


def _options(given: argparse.Namespace) -> Options:
    return {"debug": True} if given.debug else {}


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
        command.set_defaults(_run=partial(_operate, entry))
        for argument in entry.arguments:
            command.add_argument(
                "--" + argument.name.replace("_", "-"),
                dest=argument.name,
                required=argument.required,
                type=_converter(argument),
                nargs="+" if argument.several else None,
                help=_help(argument).replace("%", "%%"),
                metavar=argument.kind.upper(),
            )
    if DOWNLOAD_HELP is not None:
        _add_download(commands)
    unknown = commands.add_parser(
        "request",
        help="Send an operation that the spec lacks",
        description="Send an operation that the spec lacks.",
    )
    unknown.add_argument("name", help="its name as the API spells it")
    unknown.add_argument("fields", help='its fields, a JSON object: \'{"agent": "1000"}\'')
    unknown.set_defaults(_run=_request)
    return parser


def _add_download(commands: Any) -> None:
    command = commands.add_parser(
        "download-recording",
        help=DOWNLOAD_HELP,
        description=f"{DOWNLOAD_HELP}. ({DOWNLOAD.name})",
    )
    command.add_argument("filename", help="the filename of a record or CDR")
    command.add_argument(
        "--to",
        default=".",
        metavar="PATH",
        help="a folder that is there (this one when not given), a path with a slash at its end (a folder that is made),"
        " or a file's path with a suffix",
    )
    command.add_argument(
        "--overwrite", action="store_true", help="take the place of a file that is there"
    )
    command.add_argument(
        "--fallback",
        action="append",
        default=[],
        metavar="PATH",
        help="a further path on the server, tried after a 404, e.g. /recordFile/listen?file={path}; may be given again",
    )
    command.set_defaults(_run=_download)


def _converter(argument: Argument) -> Any:
    if argument.kind == "integer":
        return int
    if argument.kind == "number":
        return float
    if argument.kind == "boolean":
        return _boolean
    if argument.kind == "enum":
        return partial(_member, argument.values or {})
    return str


def _boolean(text: str) -> bool:
    if text not in ("true", "false"):
        raise argparse.ArgumentTypeError(f"{text!r}, expected true or false")
    return text == "true"


def _help(argument: Argument) -> str:
    if not argument.values:
        return argument.help
    known = ", ".join(
        f"{value} or {name}" if str(value) != name else name
        for name, value in argument.values.items()
    )
    return f"{'One of' if argument.closed else 'Known are'}: {known}. {argument.help}"


def _member(values: dict[str, int | str], text: str) -> int | str:
    """A value of an enum, given by itself or by its name."""
    if text in values:
        return values[text]
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
