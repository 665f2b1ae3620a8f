"""Replies by the spec's schemas, and what may become of them: odd values, missing and doubled keys, broken bytes.

Each is made from a number alone, so a failure is repeated by that number.
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.view import operations
from tests.spec.document import DATA, media

if TYPE_CHECKING:
    from collections.abc import Callable

SCHEMAS: dict[str, Any] = {
    operation["operationId"]: media(operation)[1]["schema"]
    for _, _, operation in operations(DATA, "paths")
    if "requestBody" in operation
}
"""The schema of each operation's reply."""

_DEEP = 5
ODD: list[Any] = [
    None,
    True,
    False,
    0,
    1,
    -1,
    7,
    2**31,
    2**53 + 1,
    2**64,
    10**39,
    10**41,
    10**300,
    0.06,
    -0.0,
    1e308,
    5e-324,
    "",
    "0",
    "00",
    "-1",
    " 0",
    "0x0",
    "0xF0000001",
    "1e9",
    "1.5",
    "true",
    "null",
    "OK",
    "成功",
    "１",
    "²",
    "\x00",
    "\ud800",
    "\udfff\ud800",
    "😀",
    "13770761337",
    "x" * 300,
    "9" * 41,
    "0" * 4301,
    "2018-09-10 14:39:20",
    "0000-00-00 00:00:00",
    "2018-02-30 00:00:00",
    "9999-12-31 23:59:59",
    "0001-01-01 00:00:00",
    "1536561560",
    "99999999999999999999",
    -(10**15),
    10**15,
    [],
    {},
    [None],
    [[]],
    [{}],
    {"": None},
    {"error": 0},
    {"result": {"error": 0}},
]
RAW = [
    b"NaN",
    b"-Infinity",
    b"1e999999999",
    b"1E-999999999",
    b"1e400",
    b"-0",
    b"0.0",
    b"0e0",
    b"00",
    b"9" * 5000,
    b"0." + b"1" * 5000,
    b"[" * 2000 + b"]" * 2000,
    b'{"a":' * 900 + b"0" + b"}" * 900,
    b'{"error":0,"error":1}',
    b'{"error":1,"error":0}',
    b'"\\ud800"',
    b'"\\u0000"',
    b'"\xff"',
    b"'0'",
    b"undefined",
]


@dataclass(frozen=True)
class Mutant:
    """A reply to one operation."""

    operation: str
    status: int
    content: bytes


def mutant(number: int) -> Mutant:
    """The reply of that number."""
    # A generator of its own, so that no other test has a say. It keeps no secret.
    rng = random.Random(number)
    name = rng.choice(list(SCHEMAS))
    status = rng.choice([200] * 12 + [201, 204, 302, 400, 404, 500, 502, 503])
    value = valid(SCHEMAS[name], rng)
    for _ in range(rng.choice([0, 0, 1, 1, 1, 2, 3, 8])):
        value = rng.choice(_VALUES)(value, rng)
    content = json.dumps(value, ensure_ascii=rng.random() < 0.5).encode("utf-8", "surrogatepass")
    for _ in range(rng.choice([0, 0, 0, 1, 1, 2, 5])):
        content = rng.choice(_BYTES)(content, rng)
    return Mutant(name, status, content)


def valid(schema: dict[str, Any], rng: random.Random, depth: int = 0) -> Any:
    """A value that the schema takes; one that is seldom no value at all."""
    if "$ref" in schema:
        return valid(_at(schema["$ref"]), rng, depth)
    if "anyOf" in schema:
        return valid(rng.choice(schema["anyOf"]), rng, depth)
    if "allOf" in schema:
        whole: dict[str, Any] = {}
        for part in schema["allOf"]:
            whole |= valid(part, rng, depth)
        return whole
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return rng.choice(schema["enum"])
    if schema.get("examples") and rng.random() < 0.5:
        return rng.choice(schema["examples"])
    kinds = schema.get("type", "object")
    kind = rng.choice(kinds) if isinstance(kinds, list) else kinds
    return _OF_KIND[kind](schema, rng, depth)


def _at(pointer: str) -> dict[str, Any]:
    node: Any = DATA
    for part in pointer.removeprefix("#/").split("/"):
        node = node[part]
    found: dict[str, Any] = node
    return found


def _object(schema: dict[str, Any], rng: random.Random, depth: int) -> dict[str, Any]:
    required = schema.get("required", [])
    return {
        name: valid(field, rng, depth + 1)
        for name, field in schema.get("properties", {}).items()
        if name in required or rng.random() < 0.8
    }


def _array(schema: dict[str, Any], rng: random.Random, depth: int) -> list[Any]:
    most = min(schema.get("maxItems", 3), 3 if depth < _DEEP else 0)
    return [valid(schema.get("items", {}), rng, depth + 1) for _ in range(rng.randint(0, most))]


def _text(schema: dict[str, Any], rng: random.Random, depth: int) -> str:
    if "pattern" in schema:
        return rng.choice(["0", "0", "1", "7", "200", "1536561560", ""])
    length = rng.randint(0, min(schema.get("maxLength", 12), 12))
    return "".join(rng.choice("0123456789abcABC 备注") for _ in range(length))


_OF_KIND: dict[str, Callable[[dict[str, Any], random.Random, int], Any]] = {
    "object": _object,
    "array": _array,
    "string": _text,
    "integer": lambda schema, rng, depth: rng.choice([0, 0, 0, 1, 7, 1536561560]),
    "number": lambda schema, rng, depth: rng.choice([0, 0.06, 1.5, 3]),
    "boolean": lambda schema, rng, depth: rng.random() < 0.5,
    "null": lambda schema, rng, depth: None,
}


# What may become of a value


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every container in the value with each of its keys."""
    found: list[tuple[Any, Any]] = []
    waiting = [value]
    while waiting:
        each = waiting.pop()
        keys = (
            each if isinstance(each, dict) else range(len(each)) if isinstance(each, list) else ()
        )
        found += [(each, key) for key in keys]
        waiting += [each[key] for key in keys]
    return found


def _odd(rng: random.Random) -> Any:
    return json.loads(json.dumps(rng.choice(ODD)))


def _replaced(value: Any, rng: random.Random) -> Any:
    places = _places(value)
    if not places or rng.random() < 0.03:
        return _odd(rng)
    container, key = rng.choice(places)
    container[key] = _odd(rng)
    return value


def _without(value: Any, rng: random.Random) -> Any:
    if places := _places(value):
        container, key = rng.choice(places)
        del container[key]
    return value


def _moved(value: Any, rng: random.Random) -> Any:
    """One part of the value in the place of another."""
    if len(places := _places(value)) > 1:
        (one, key), (other, other_key) = rng.sample(places, 2)
        one[key] = json.loads(json.dumps(other[other_key]))
    return value


def _more(value: Any, rng: random.Random) -> Any:
    objects = [
        each for each in [value, *(c[k] for c, k in _places(value))] if isinstance(each, dict)
    ]
    if objects:
        rng.choice(objects)[rng.choice(["x", "", "result", "error", "data", "响应", "\ud800"])] = (
            _odd(rng)
        )
    return value


def _wrapped(value: Any, rng: random.Random) -> Any:
    places = _places(value)
    if places:
        container, key = rng.choice(places)
        container[key] = [container[key]] if rng.random() < 0.5 else {"0": container[key]}
    return value


def _stringified(value: Any, rng: random.Random) -> Any:
    for container, key in _places(value):
        if isinstance(container[key], int | float) and rng.random() < 0.7:
            container[key] = json.dumps(container[key])
    return value


_VALUES = [
    _replaced,
    _replaced,
    _replaced,
    _without,
    _without,
    _moved,
    _more,
    _wrapped,
    _stringified,
]


# What may become of bytes


def _flipped(content: bytes, rng: random.Random) -> bytes:
    if not content:
        return b"\x00"
    at = rng.randrange(len(content))
    return content[:at] + bytes([content[at] ^ 1 << rng.randrange(8)]) + content[at + 1 :]


def _cut(content: bytes, rng: random.Random) -> bytes:
    return content[: rng.randint(0, len(content))]


def _doubled(content: bytes, rng: random.Random) -> bytes:
    first, last = sorted(rng.randint(0, len(content)) for _ in range(2))
    return content[:last] + content[first:]


def _spliced(content: bytes, rng: random.Random) -> bytes:
    """Raw JSON, or what looks like it, in the place of a scalar."""
    scalars = list(re.finditer(rb'(?<=:)("[^"]*"|-?[0-9.]+|null|true|false)', content))
    if not scalars:
        return rng.choice(RAW)
    found = rng.choice(scalars)
    return content[: found.start()] + rng.choice(RAW) + content[found.end() :]


def _double_key(content: bytes, rng: random.Random) -> bytes:
    keys = list(re.finditer(rb'"(result|error|data|response|seq)":', content))
    if not keys:
        return content
    found = rng.choice(keys)
    odd = json.dumps(_odd(rng)).encode()
    return content[: found.start()] + found[0] + odd + b"," + content[found.start() :]


def _encoded(content: bytes, rng: random.Random) -> bytes:
    text = content.decode("utf-8", "replace")
    name = rng.choice(["gb18030", "utf-16", "utf-8-sig", "utf-32-le", "big5", "latin-1"])
    return text.encode(name, "replace")


def _around(content: bytes, rng: random.Random) -> bytes:
    before, after = rng.choice(
        [
            (b"", b"\n"),
            (b" \t", b" "),
            (b"callback(", b")"),
            (b"", b"\x00"),
            (b"<html>", b""),
            (b"", b"{}"),
        ]
    )
    return before + content + after


_BYTES = [
    _flipped,
    _flipped,
    _cut,
    _doubled,
    _spliced,
    _spliced,
    _spliced,
    _double_key,
    _encoded,
    _around,
]
