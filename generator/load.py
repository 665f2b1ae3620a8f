"""Reads a spec from YAML (or JSON, which is YAML) by the rules of YAML 1.2, and keeps where each thing stands.

PyYAML follows YAML 1.1, other readers of the published file follow 1.2: `on`, `0123`, `12:30:00` and `2018-09-10` mean
different things to the two. So a plain scalar that the two read differently is a finding, and so is a key that stands
twice, which PyYAML takes silently.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from generator.findings import Finding, SpecError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML was built without libyaml: slower, same result
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

Path_ = tuple[str | int, ...]
"""Where a value stands: the keys and indices from the root."""

# The core schema of YAML 1.2.2, section 10.3.2, in the order in which it is tried.
_CORE: tuple[tuple[str, re.Pattern[str], Callable[[str], Any]], ...] = (
    ("null", re.compile(r"null|Null|NULL|~|"), lambda _: None),
    ("bool", re.compile(r"true|True|TRUE|false|False|FALSE"), lambda text: text.lower() == "true"),
    ("int", re.compile(r"[-+]?[0-9]+"), int),
    ("int", re.compile(r"0o[0-7]+"), lambda text: int(text, 8)),
    ("int", re.compile(r"0x[0-9a-fA-F]+"), lambda text: int(text, 16)),
    ("float", re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"), float),
    (
        "float",
        re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"),
        lambda text: float(text.replace(".", "")),
    ),
)
_TAG = "tag:yaml.org,2002:"
_NON_JSON = {"y", "Y", "n", "N"}  # true and false to YAML 1.1, though not to PyYAML
_RESOLVER = yaml.resolver.Resolver()
# Far above what a document needs. Without them a few lines of aliases fill the memory, and deep nesting ends in a crash.
_DEEPEST = 100
_MOST_NODES = 200_000
_MOST_DIGITS = 40


@dataclass
class Document:
    r"""A spec as plain data, with the place of every key and item.

    Attributes:
        name: How the file is called in findings, as the user gave it.
        data: The document: dicts, lists, str, int, float, bool, None.
        raw: The bytes of the file, with line ends made `\n`, so that a hash of them is the same everywhere.
    """

    name: str
    data: dict[str, Any] = field(repr=False)
    raw: bytes = field(repr=False)
    places: dict[Path_, tuple[int, int]] = field(repr=False)

    def finding(self, path: Path_, text: str) -> Finding:
        """A finding at `path`, or at its nearest parent that stands in the file."""
        while path not in self.places:
            path = path[:-1]
        line, column = self.places[path]
        return Finding(self.name, line, column, " ".join(text.split()))

    def at(self, *path: str | int) -> Any:
        """The value at `path`, or None when there is none."""
        value: Any = self.data
        for key in path:
            try:
                value = value[key]
            except (KeyError, IndexError, TypeError):
                return None
        return value


def load(path: Path | str, *, name: str | None = None) -> Document:
    """Read the spec at `path`.

    Args:
        path: The file.
        name: What to call the file in findings; the path as given by default.

    Raises:
        SpecError: The file can't be read, isn't YAML, or has a fault that changes what it means.
    """
    name = name or str(path)
    try:
        raw = Path(path).read_bytes()
    except OSError as error:
        raise SpecError(
            [Finding(name, 1, 1, f"can't be read ({error.strerror}); give an existing file")]
        ) from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise SpecError([Finding(name, line, 1, "isn't UTF-8; save the file as UTF-8")]) from None
    text = text.replace("\r\n", "\n")
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        what = f"{error.problem or error.context}; mend the YAML here or just above"
        here = text.split("\n")[where[0] - 1 :][:1]  # nothing, where the text ended too soon
        if here and here[0][where[1] - 1 :].startswith("\t"):
            what = "a tab, where YAML takes spaces alone; indent with spaces"
        raise SpecError([Finding(name, *where, f"unreadable YAML: {what}")]) from None
    except yaml.YAMLError as error:
        raise SpecError([_unreadable_character(name, text, error)]) from None
    except RecursionError:
        raise SpecError(
            [Finding(name, 1, 1, "unreadable YAML: nested too deeply; flatten it")]
        ) from None
    builder = _Builder(name)
    data = builder.build(node, ()) if node is not None else None
    if not isinstance(data, dict) and not builder.findings:
        builder.findings.append(
            Finding(name, 1, 1, "isn't a mapping; an OpenAPI document begins with `openapi: 3.1.0`")
        )
    if builder.findings or not isinstance(data, dict):
        raise SpecError(sorted(set(builder.findings)))
    return Document(name, data, text.encode(), builder.places)


def _unreadable_character(name: str, text: str, error: yaml.YAMLError) -> Finding:
    """A finding at the character that YAML doesn't allow, since PyYAML's error has no line for it."""
    found = yaml.reader.Reader.NON_PRINTABLE.search(text)
    if found is None:
        return Finding(name, 1, 1, f"unreadable YAML: {' '.join(str(error).split())}")
    before = text[: found.start()].split("\n")
    what = f"the character U+{ord(found[0]):04X}; take it out, or write it escaped in double quotes"
    return Finding(name, len(before), len(before[-1]) + 1, f"unreadable YAML: {what}")


class _Builder:
    """Turns YAML nodes into plain data and notes places and faults on the way."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.places: dict[Path_, tuple[int, int]] = {(): (1, 1)}
        self.findings: list[Finding] = []
        self._open: set[int] = (
            set()
        )  # nodes that are being built: an alias to one of them is a loop
        self._built = 0

    def build(self, node: yaml.Node, path: Path_) -> Any:
        """The value of a node that stands at `path`."""
        self.places.setdefault(path, _place(node))
        self._built += 1
        if self._built >= _MOST_NODES:
            if self._built == _MOST_NODES:
                self._find(
                    node, f"more than {_MOST_NODES} values, aliases written out; use fewer aliases"
                )
            return None
        if len(path) > _DEEPEST:
            self._find(node, f"nested more than {_DEEPEST} levels deep; flatten it")
            return None
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if node.tag not in (f"{_TAG}map", f"{_TAG}seq"):
            self._find(node, f"the tag {_tag(node)}, which JSON hasn't; take it out")
        if id(node) in self._open:
            self._find(node, "an alias that contains itself; write the value out")
            return None
        self._open.add(id(node))
        try:
            if isinstance(node, yaml.SequenceNode):
                return [self.build(item, (*path, index)) for index, item in enumerate(node.value)]
            return dict(self._pairs(node, path)) if isinstance(node, yaml.MappingNode) else None
        finally:
            self._open.discard(id(node))

    def _pairs(self, node: yaml.MappingNode, path: Path_) -> Iterator[tuple[str, Any]]:
        seen: dict[str, int] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._find(key_node, "a key that isn't text; use a plain text key")
                continue
            if key_node.tag == f"{_TAG}merge":
                self._find(
                    key_node,
                    "`<<` is a merge in YAML 1.1 and a plain key in 1.2; write the keys out, or use $ref",
                )
                continue
            # JSON has text keys only: `200:` is the key "200". The traps are found all the same.
            self._scalar(key_node)
            key = key_node.value
            if key in seen:
                self._find(
                    key_node,
                    f"the key `{key}` stands here again (first in line {seen[key]}); keep one of the two",
                )
                continue
            seen[key] = key_node.start_mark.line + 1
            self.places[(*path, key)] = _place(key_node)
            yield key, self.build(value_node, (*path, key))

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        text: str = node.value
        if node.style not in (None, ""):
            if node.tag != f"{_TAG}str":
                self._find(node, f"the tag {_tag(node)}, which JSON hasn't; take it out")
            return text
        kind_1_1 = node.tag.removeprefix(_TAG)
        implied: str = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
        if node.tag != implied:
            self._find(
                node,
                f"the tag {_tag(node)}, which JSON hasn't; take it out, and write text in quotes",
            )
            return text
        if len(text) > _MOST_DIGITS and _core_kind(text) in ("int", "float"):
            self._find(node, f"a number of {len(text)} digits; write it in quotes if it is text")
            return text
        kind, value = _core(text)
        if kind == "float" and not math.isfinite(value):
            self._find(
                node, f"`{text}` is no number that JSON has; write it in quotes if it is text"
            )
        elif kind != kind_1_1 or text in _NON_JSON or (kind == "int" and _int_1_1(text) != value):
            other = "true or false" if text in _NON_JSON else _name(kind_1_1)
            other = "another number" if other == _name(kind) else other
            self._find(
                node,
                f"`{text}` is read as {_name(kind)} by YAML 1.2 and as {other} by YAML 1.1 tools; "
                + (
                    f"write `'{text}'` if it is text"
                    if kind in ("str", "int")
                    else "write it so that both agree"
                ),
            )
        return value

    def _find(self, node: yaml.Node, text: str) -> None:
        self.findings.append(Finding(self.name, *_place(node), text))


def _core_kind(text: str) -> str:
    return next((kind for kind, pattern, _ in _CORE if pattern.fullmatch(text)), "str")


def _tag(node: yaml.Node) -> str:
    return f"`{node.tag.replace(_TAG, '!!')}`"


def _core(text: str) -> tuple[str, Any]:
    for kind, pattern, convert in _CORE:
        if pattern.fullmatch(text):
            return kind, convert(text)
    return "str", text


def _int_1_1(text: str) -> int | None:
    """What YAML 1.1 makes of a text that it takes for an int: `0123` is octal there."""
    digits = text.lstrip("+-").replace("_", "")
    if digits.startswith("0") and len(digits) > 1 and digits.isdigit():
        return None
    return int(text, 0) if digits.startswith(("0x", "0o")) else int(text)


def _name(kind: str) -> str:
    names = {
        "str": "text",
        "int": "a number",
        "float": "a number",
        "bool": "true or false",
        "null": "null",
    }
    return names.get(kind, f"a {kind}")


def _place(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1
