"""The tables of the documentation, printed from what the sandbox goes by: `callcenter-sandbox --tables`."""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import partial
from pathlib import Path

from callcenter_sandbox._agents import LINE, TRANSITIONS, WORK, Transition
from callcenter_sandbox._faults import KINDS
from callcenter_sandbox._settings import Settings
from callcenter_sandbox._test_numbers import SCRIPTS

_EFFECTS = {True: "yes", False: "no", None: ""}


def tables() -> dict[str, str]:
    """Every table, in Markdown, by its name."""
    return {
        "agents": _table(("what happens", "workStatus", "serverStatus", "then", "why"), _agents()),
        "numbers": _table(("ends in", "outgoing", "incoming"), _numbers()),
        "faults": _table(("fault", "what happens", "carried out"), _faults()),
        "settings": _table(("setting", "default", "what it is"), _settings()),
    }


def _agents() -> Iterator[tuple[str, ...]]:
    for row in TRANSITIONS:
        yield row.event, _states(row.work, WORK), _states(row.line, LINE), _then(row), row.why


def _states(states: tuple[str, ...], all_: tuple[str, ...]) -> str:
    return "any" if states == all_ else ", ".join(states)


def _then(row: Transition) -> str:
    states = " and ".join(state for state in (row.to_work, row.to_line) if state)
    parts = [states or "both stay"]
    if row.later:
        name, setting = row.later
        parts.append(f"after {getattr(Settings(), setting):g} s: {name}")
    if row.cancels:
        parts.append(f"no more: {row.cancels}")
    return "; ".join(parts)


def _numbers() -> Iterator[tuple[str, ...]]:
    for number, script in SCRIPTS.items():
        cause = f" ({script.cause})" if script.cause != 200 else ""
        yield str(number), script.says + cause, script.incoming or "as any other"


def _faults() -> Iterator[tuple[str, ...]]:
    for kind in KINDS.values():
        yield f"`{kind.name}`", kind.says, _EFFECTS[kind.effect]


def _settings() -> Iterator[tuple[str, ...]]:
    for one in fields(Settings):
        default = "none" if one.default is None else one.default
        yield (
            f"`{one.name}`",
            f"{default:g}" if isinstance(default, float) else str(default),
            (one.metadata["says"]),
        )


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |".replace("|  |", "| |") for line in lines)


def for_terminals(table: str) -> str:
    """A table with its columns under each other, without the marks of Markdown."""
    rows = [line.strip("|").split("|") for line in table.replace("`", "").splitlines()]
    cells = [[cell.strip() for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    cells[1] = ["-" * width for width in widths]
    padded = (map(str.ljust, row, widths) for row in cells)
    return "\n".join("  ".join(row).rstrip() for row in padded)


def updated(text: str) -> str:
    """A document with its tables as they are now; each stands after `<!-- table: NAME -->`."""
    for name, table in tables().items():
        pattern = rf"(<!-- table: {name} -->\n\n)(?:\|[^\n]*\n)*\n*"
        text = re.sub(pattern, partial(_replaced, table), text)
    return text


def _replaced(table: str, found: re.Match[str]) -> str:
    # Without the empty line Markdown takes the next paragraph for a row.
    return f"{found[1]}{table}\n\n"


if __name__ == "__main__":
    # python -m callcenter_sandbox._tables sandbox/README.md
    for argument in sys.argv[1:]:
        document = Path(argument)
        document.write_text(updated(document.read_text(encoding="utf-8")), encoding="utf-8")
