"""The block in any JSON text: nothing else changes, and only what is one object is taken."""

import json
from typing import Any

import httpx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from callcenter_auth import DigestAuth, UnsignableBody

AUTH = DigestAuth(
    "C2", "E416D0F85DC0CB67C85E070A32D9F0123AFF4762", seq=lambda: 5271, clock=lambda: 1471918933.001
)
BLOCK = '{"customer":"C2","timestamp":"1471918933001","seq":"5271","digest":"ae62e11cab746436b64a26f4ed8e41a3"}'

SPACE = st.text(" \t\r\n", max_size=2)
NUMBER = st.from_regex(
    r"-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,20})?([eE][+-]?[0-9]{1,4})?", fullmatch=True
)
PLAIN = st.characters(exclude_categories=["Cs"], exclude_characters='"\\', min_codepoint=32)
ESCAPE = st.sampled_from([r"\n", r"\u00e9", r"\ud83d", r"\/", r"\"", r"\\"])
TEXT = st.lists(PLAIN | ESCAPE, max_size=6).map(lambda parts: f'"{"".join(parts)}"')
ATOM = NUMBER | TEXT | st.sampled_from(["true", "false", "null"])


@st.composite
def spaced(draw: st.DrawFn, part: st.SearchStrategy[str]) -> str:
    return draw(SPACE) + draw(part) + draw(SPACE)


def arrays(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(spaced(inner), max_size=3).map(lambda items: f"[{','.join(items)}]")


def objects(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    member = st.tuples(spaced(TEXT), spaced(inner)).map(":".join)
    return st.lists(member, max_size=3).map(lambda members: f"{{{','.join(members)}}}")


VALUE = st.recursive(ATOM, lambda inner: arrays(inner) | objects(inner), max_leaves=6)
MEMBER = st.tuples(spaced(TEXT), spaced(VALUE)).map(":".join)
MEMBERS = st.lists(MEMBER, max_size=4)


def signed(text: str | bytes, extensions: dict[str, Any] | None = None) -> bytes:
    request = httpx.Request("POST", "http://test", content=text, extensions=extensions)
    return next(AUTH.auth_flow(request)).content


@settings(max_examples=60)
@given(before=SPACE, members=MEMBERS, after=SPACE)
def test_the_block_goes_in_behind_the_brace_and_no_other_byte_changes(
    before: str, members: list[str], after: str
) -> None:
    text = f"{before}{{{','.join(members)}}}{after}"
    comma = "," if members else ""

    expected = f'{before}{{"authentication":{BLOCK}{comma}{",".join(members)}}}{after}'
    assert expected.encode() == signed(text)


@settings(max_examples=60)
@given(before=MEMBERS, space=SPACE, old=VALUE, after=MEMBERS)
def test_an_old_block_gives_its_place_and_no_other_byte_changes(
    before: list[str], space: str, old: str, after: list[str]
) -> None:
    def text(block: str) -> str:
        own = f'"authentication":{space}{block}{space}'
        return "{" + ",".join([*before, own, *after]) + "}"

    assert text(BLOCK).encode() == signed(text(old))


@given(members=st.lists(st.tuples(TEXT, VALUE).map(":".join), max_size=4))
def test_the_way_without_a_parse_gives_the_same_bytes(members: list[str]) -> None:
    text = f"{{{','.join(members)}}}"

    assert signed(text) == signed(text, {"callcenter_auth": {"agent": None}})


def as_python_reads_it(body: bytes) -> list[str] | None:
    """The member names of a JSON object with at most one block; None for all else."""

    def refuse(constant: str) -> object:
        raise ValueError(constant)

    def names_of(pairs: list[tuple[str, object]]) -> list[str]:
        return [name for name, _ in pairs]

    try:
        text = body.decode().removeprefix("\ufeff")
        found = json.loads(text, object_pairs_hook=names_of, parse_constant=refuse)
    except (ValueError, RecursionError):
        return None
    if not text.lstrip(" \t\r\n").startswith("{") or found.count("authentication") > 1:
        return None
    names: list[str] = found
    return names


PIECES = st.lists(
    st.sampled_from(
        [
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            " ",
            '"authentication"',
            '"a"',
            "1",
            "{}",
            "NaN",
            "\ufeff",
            '"',
            "\\",
        ]
    ),
    max_size=9,
).map("".join)


@given(body=PIECES.map(str.encode) | st.binary(min_size=1))
@example(body=b'{"authentication":1,"authentication":2}')
@example(body=b'{"a":1,}')
@example(body=b'{"a":NaN}')
@example(body=b'{"a":01}')
@example(body=b'{"a":"\n"}')
@example(body=b'{"a":1}x')
@example(body=b"\xff{}")
def test_what_python_reads_as_one_object_is_signed_and_all_else_refused(body: bytes) -> None:
    names = as_python_reads_it(body)
    if names is None:
        with pytest.raises(UnsignableBody, match=r"^The .{10,190}$"):
            signed(body)
    else:
        expected = names if "authentication" in names else ["authentication", *names]
        assert expected == as_python_reads_it(signed(body))
