"""The arguments of the command `callcenter-sandbox`, those of the switches made from `Settings`."""

import argparse
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Literal, get_args, get_origin, get_type_hints

from callcenter_sandbox._agents import FIRST_AGENTS
from callcenter_sandbox._faults import KINDS
from callcenter_sandbox._settings import Settings

_DEFAULT_PORT = 8080
_HIGHEST_PORT = 65535
_MOST_AGENTS = 100_000
_KEPT = 10_000


@dataclass(frozen=True)
class FaultRequest:
    """A fault that the command line asks for."""

    operation: str
    kind: str
    times: int | None = None
    probability: float = 1.0


def parser() -> argparse.ArgumentParser:
    """What the command takes."""
    found = argparse.ArgumentParser(
        prog="callcenter-sandbox",
        usage="%(prog)s [options]",  # thirty of them, which would stand before each error
        description="Plays the call-centre platform on this machine: checks every signature and every "
        "body against the API description, plays agents, calls and tasks, dials nobody.",
    )
    add = found.add_argument
    add(
        "--host",
        default="127.0.0.1",
        help="the address to listen on; where it isn't loopback, the console wants a token "
        "(default: %(default)s)",
    )
    add(
        "--port",
        type=_port,
        default=_DEFAULT_PORT,
        help="the port; 0 takes any that is free (default: %(default)s)",
    )
    add(
        "--customer",
        action="append",
        metavar="NAME=SECRET",
        help="a customer and its secret; may be given several times "
        "(default: C2 with the published sample secret)",
    )
    add(
        "--notify-url",
        action="append",
        metavar="[NAME=]URL",
        help="where notifications are POSTed to, for all customers or for one",
    )
    add(
        "--agents",
        type=_agents,
        default=FIRST_AGENTS,
        metavar="FROM-TO",
        help=f"the agent numbers (default: {FIRST_AGENTS[0]}-{FIRST_AGENTS[-1]})",
    )
    add(
        "--speed",
        type=_speed,
        default=1.0,
        help="how many seconds of its clock pass in a real one (default: 1)",
    )
    add("--state", metavar="FILE", help="keep the state in this file, and go on from it")
    add(
        "--keep",
        type=_count,
        default=_KEPT,
        metavar="N",
        help="how many requests and notifications, and calls and tasks that are over, it keeps, "
        "the newest (default: %(default)s)",
    )
    add(
        "--no-history",
        action="store_true",
        help="begin without the calls of the document's examples",
    )
    add("--tz", default="Asia/Shanghai", help="the platform's time zone (default: %(default)s)")
    add(
        "--fault",
        action="append",
        type=_fault,
        default=[],
        metavar="OPERATION=KIND[,times=N][,probability=P]",
        help=f"have something go wrong; OPERATION may be *. Kinds: {', '.join(KINDS)}",
    )
    add("--spec", metavar="FILE", help="another API description than the shipped one, YAML or JSON")
    add(
        "--tables",
        action="store_true",
        help="print the tables of states, numbers, faults, settings",
    )
    add("--version", action="store_true", help="print the versions and end")
    _add_settings(found.add_argument_group("how the platform is played"))
    return found


def _add_settings(group: Any) -> None:
    hints = get_type_hints(Settings)
    for one in fields(Settings):
        flag = f"--{one.name.replace('_', '-')}"
        hint = hints[one.name]
        says = one.metadata["says"]
        if hint is bool:
            group.add_argument(flag, action="store_true", help=says)
        elif get_origin(hint) is Literal:
            text = f"{says} (default: {one.default})"
            group.add_argument(flag, choices=get_args(hint), default=one.default, help=text)
        else:
            kind = int if int in (hint, *get_args(hint)) else float
            default = "" if one.default is None else f" (default: {one.default:g})"
            group.add_argument(
                flag, type=kind, default=one.default, metavar="N", help=f"{says}{default}"
            )


def settings_of(options: argparse.Namespace) -> Settings:
    """The settings among the options.

    Raises:
        ValueError: One is out of its range.
    """
    return Settings(**{one.name: getattr(options, one.name) for one in fields(Settings)})


def customers_of(given: Sequence[str] | None) -> Mapping[str, str]:
    """The customers and their secrets; empty when none is given.

    Raises:
        ValueError: One isn't NAME=SECRET, or stands twice.
    """
    customers: dict[str, str] = {}
    for position, text in enumerate(given or (), start=1):
        name, equals, secret = text.partition("=")
        if not equals:
            # The text itself isn't shown: it may be a secret alone.
            raise ValueError(f"--customer number {position} has no `=`; expected NAME=SECRET")
        if name in customers:
            raise ValueError(f"--customer {name} is given twice")
        customers[name] = secret
    return customers


def notify_urls_of(given: Sequence[str] | None) -> str | Mapping[str, str] | None:
    """Where notifications go to.

    Raises:
        ValueError: An address is given twice for the same.
    """
    urls: dict[str, str] = {}
    for text in given or ():
        named = re.fullmatch(r"([A-Za-z0-9_-]+)=(.+)", text)
        name, url = (named[1], named[2]) if named else ("", text)
        if name in urls:
            raise ValueError(f"--notify-url {name or text} is given twice")
        urls[name] = url
    return urls[""] if set(urls) == {""} else urls or None


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= _HIGHEST_PORT):
        raise argparse.ArgumentTypeError(f"{text!r} is no port; expected 0 to {_HIGHEST_PORT}")
    return int(text)


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"{text!r} is no count; expected 1 or more")
    return int(text)


def _speed(text: str) -> float:
    try:
        speed = float(text)
    except ValueError:
        speed = 0.0
    if not 0 < speed < 1e6:
        raise argparse.ArgumentTypeError(f"{text!r} is no speed; expected more than 0, such as 60")
    return speed


def _agents(text: str) -> tuple[str, ...]:
    span = re.fullmatch(r"([0-9]{1,8})(?:-([0-9]{1,8}))?", text)
    first, last = (int(span[1]), int(span[2] or span[1])) if span else (1, 0)
    if not first <= last < first + _MOST_AGENTS:
        raise argparse.ArgumentTypeError(f"{text!r} is no span of agents; expected 1000-1009")
    return tuple(
        str(number).zfill(len(span[1]) if span else 0) for number in range(first, last + 1)
    )


def _fault(text: str) -> FaultRequest:
    main, *more = text.split(",")
    operation, equals, kind = main.partition("=")
    found: dict[str, Any] = {}
    try:
        for part in more:
            name, _, value = part.partition("=")
            found[name] = {"times": int, "probability": float}[name](value)
    except (KeyError, ValueError):
        equals = ""
    if not equals:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no fault; expected OPERATION=KIND, such as CallNumber=reset,times=1"
        )
    return FaultRequest(operation, kind, **found)
