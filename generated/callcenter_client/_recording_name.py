# Made by "python -m generator generate" from the spec: change that, not this file.
"""The name of a recording: what is asked of the server by it, and what the file here is called. Pure, no I/O.

A name is text from a server, and text from a server is not to be trusted with a file system: it may hold separators of either
kind, a drive, a device of Windows. Of a path only the last part becomes the file's name, and in that each character that some file
system can't hold is percent-encoded: `urllib.parse.unquote` gives the part back, and two names stay two.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from typing import cast
from urllib.parse import quote

from attrs import define, field

from callcenter_client._base64_name import path_in
from callcenter_client._privacy import shorten
from callcenter_client._spec import DOWNLOAD
from callcenter_client.errors import InvalidCommand, InvalidCommandType

_LONGEST_FILE = 255
"""Bytes: what Linux, macOS and Windows all take for one name."""

_LONGEST_NAME = 4096
_LONGEST_SUFFIX = 16
_EITHER_SEPARATOR = re.compile(r"[/\\]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
# `%` is among them so that what is encoded can be told from what came so.
_NO_FILE_HAS = frozenset('<>:"/\\|?*%')
# Control characters, and those that make a name look like another one.
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_DEVICE = re.compile(
    r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³])\s*(\.|$)", re.IGNORECASE
)


@define(frozen=True)
class RecordingName:
    """The name of a recording, checked.

    Attributes:
        filename: As it was given.
        path: What it stands for: the same, or the path in a base64 name.
        file: What the file here is called.
        shown: For printing: with its long numbers shortened.
    """

    filename: str = field(repr=lambda text: repr(shorten(text, "recording")))
    path: str = field(repr=False)
    file: str = field(repr=False)
    shown: str = field(repr=False)


def recording_name(filename: object, where: str = "filename") -> RecordingName:
    """Check a name.

    Raises:
        InvalidCommand: There is no recording, or the name can't be one.
    """
    if filename is not None and not isinstance(filename, str):
        raise InvalidCommandType(where, filename, "the filename of a record or CDR, a str")
    if filename is None or not filename.strip("/ \t\r\n"):
        raise InvalidCommand(
            where, filename, "the name of a recording: there is no recording where it's empty"
        )
    shown = shorten(filename, "recording")
    path = path_in(filename) or filename
    parts = _EITHER_SEPARATOR.split(path)
    if problem := _problem(filename, parts):
        raise InvalidCommand(where, filename, problem, shown=_cut(repr(shown)))
    return RecordingName(filename, path, file_name(parts[-1], filename), shown)


def _problem(filename: str, parts: list[str]) -> str | None:
    """What a name would have to be."""
    if len(filename) > _LONGEST_NAME:
        return f"at most {_LONGEST_NAME} characters"
    if _CONTROL.search(filename):
        return "a path without control characters"
    if any("\ud800" <= c <= "\udfff" for c in filename):
        return "text that UTF-8 can hold"
    # httpx would resolve them before sending, and so would some servers: another file than the one that was named.
    if {".", ".."} & {part.strip() for part in parts}:
        return "a path without '.' and '..' in it"
    if not parts[-1].strip():
        return "a path that ends in the name of a file"
    return None


def _cut(text: str) -> str:
    return text if len(text) <= 80 else text[:77] + "..."


def file_name(part: str, filename: str) -> str:
    """What the file is called: the last part of a recording's path, made safe for every system.

    Args:
        part: The last part.
        filename: The whole name; tells files apart whose long names are cut.

    >>> file_name("VR-8000-20180910143920-8000-*62.mp3", "")
    'VR-8000-20180910143920-8000-%2A62.mp3'
    >>> file_name("CON.wav", "")
    '%43ON.wav'
    """
    text = unicodedata.normalize("NFC", part)
    units = [
        _encoded(c) if c in _NO_FILE_HAS or unicodedata.category(c) in _INVISIBLE else c
        for c in text
    ]
    if text[0] == "." or _DEVICE.match(
        text
    ):  # a hidden file; a device of Windows, whatever its suffix
        units[0] = _encoded(text[0])
    if text[-1] in ". ":  # Windows takes them off
        units[-1] = _encoded(text[-1])
    if _size(units) <= _LONGEST_FILE:
        return "".join(units)
    at = next((i for i in range(len(units) - 1, 0, -1) if units[i] == "."), len(units))
    suffix = units[at:] if _size(units[at:]) <= _LONGEST_SUFFIX else []
    mark = "~" + hashlib.sha256(filename.encode()).hexdigest()[:16]
    room = _LONGEST_FILE - len(mark) - _size(suffix)
    stem: list[str] = []
    for unit in units[: len(units) - len(suffix)]:
        room -= len(unit.encode())
        if room < 0:
            break
        stem.append(unit)
    return "".join([*stem, mark, *suffix])


def _encoded(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode())


def _size(units: Iterable[str]) -> int:
    return sum(len(unit.encode()) for unit in units)


def addresses(root: str, name: RecordingName, fallbacks: object) -> list[tuple[str, str]]:
    """Where a recording may be, in the order in which it's tried: URLs, each with its form for printing.

    First the name as it came (§1), then the path in a base64 name, then each of the fallbacks.

    Args:
        root: The server's URL, without a slash at its end.
        name: The recording.
        fallbacks: Paths with `{name}` (the name as it came) or `{path}` (the same, or the path in a base64 name) in them.

    Raises:
        InvalidCommand: A fallback can't be used.
    """
    if isinstance(fallbacks, str | bytes) or not isinstance(fallbacks, Iterable):
        raise InvalidCommandType(
            "fallbacks", fallbacks, "a list of paths such as '/recordFile/listen?file={path}'"
        )
    before = DOWNLOAD.path.partition("{")[0]
    found = [_plain(root + before, name.filename)]
    if name.path != name.filename:
        found.append(_plain(root + before, name.path))
    for index, given in enumerate(cast("Iterable[object]", fallbacks)):
        fallback = _fallback(given, f"fallbacks[{index}]")
        path, mark, query = fallback.partition("?")
        url = _filled(path, quote(name.filename.lstrip("/")), quote(name.path.lstrip("/")))
        url += mark + _filled(query, quote(name.filename, safe=""), quote(name.path, safe=""))
        shown = _filled(fallback, name.shown, shorten(name.path, "recording"))
        found.append((root + url, root + shown))
    return found


def _plain(root: str, text: str) -> tuple[str, str]:
    # One slash, however many it begins with: `//host/x` is a path as well.
    text = text.lstrip("/")
    return root + quote(text, safe="/"), root + shorten(text, "recording")


def _filled(template: str, name: str, path: str) -> str:
    return template.replace("{name}", name).replace("{path}", path)


def _fallback(fallback: object, where: str) -> str:
    expected = "a path with {name} or {path} in it, such as '/recordFile/listen?file={path}'"
    if not isinstance(fallback, str):
        raise InvalidCommandType(where, fallback, expected)
    rest = _filled(fallback, "", "")
    plain = re.fullmatch(r"/(?!/)[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*", rest)
    if rest == fallback or not plain or {".", ".."} & set(rest.partition("?")[0].split("/")):
        raise InvalidCommand(where, fallback, expected)
    return fallback
