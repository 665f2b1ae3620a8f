"""Names of recordings: what they become on the wire, and here as a file. Whatever the name, never another host or folder."""

from __future__ import annotations

import base64
import re
import unicodedata
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

import httpx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from callcenter_client import InvalidCommand
from callcenter_client._recording_name import addresses, recording_name
from tests.client.downloading import FILE, NAME, Downloads, left_in
from tests.client.recording_server import Answer, Asked, RecordingServer, missing, reply, sound

if TYPE_CHECKING:
    from pathlib import Path

SOUND = sound(2000)


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def downloads(request: pytest.FixtureRequest) -> Downloads:
    return Downloads(request.param)


@pytest.mark.parametrize(
    ("name", "target", "file"),
    [
        (NAME, NAME, FILE),
        (NAME.lstrip("/"), NAME, FILE),
        ("a#b.wav", "/a%23b.wav", "a#b.wav"),
        ("rec/1*62.wav", "/rec/1%2A62.wav", "1%2A62.wav"),
        ("a?b=c.wav", "/a%3Fb%3Dc.wav", "a%3Fb=c.wav"),
        ("100%.wav", "/100%25.wav", "100%25.wav"),
        ("%2e%2e", "/%252e%252e", "%252e%252e"),
        ("a b+c.wav", "/a%20b%2Bc.wav", "a b+c.wav"),
        ("录音/通话.wav", "/%E5%BD%95%E9%9F%B3/%E9%80%9A%E8%AF%9D.wav", "通话.wav"),
        ("/etc/x", "/etc/x", "x"),
        ("//host/x", "/host/x", "x"),
        ("///x", "/x", "x"),
        ("a//b.wav", "/a//b.wav", "b.wav"),
        ("http://other/x", "/http%3A//other/x", "x"),
        ("user@other:80/x", "/user%40other%3A80/x", "x"),
        ("C:\\x", "/C%3A%5Cx", "x"),
        ("C:x", "/C%3Ax", "C%3Ax"),
        ("\\\\host\\share\\x.wav", "/%5C%5Chost%5Cshare%5Cx.wav", "x.wav"),
        ("rec/CON.wav", "/rec/CON.wav", "%43ON.wav"),
        ("con", "/con", "%63on"),
        ("Lpt1.tar.gz", "/Lpt1.tar.gz", "%4Cpt1.tar.gz"),
        ("COM¹.wav", "/COM%C2%B9.wav", "%43OM¹.wav"),
        ("NUL .wav", "/NUL%20.wav", "%4EUL .wav"),
        ("CONSOLE.wav", "/CONSOLE.wav", "CONSOLE.wav"),
        ("x.wav.", "/x.wav.", "x.wav%2E"),
        ("x.wav ", "/x.wav%20", "x.wav%20"),
        ("rec/...", "/rec/...", "%2E.%2E"),
        (".htaccess", "/.htaccess", "%2Ehtaccess"),
        ("a\u202egpj.wav", "/a%E2%80%AEgpj.wav", "a%E2%80%AEgpj.wav"),
        ("e\u0301.wav", "/e%CC%81.wav", "é.wav"),
    ],
)
def test_a_name_on_the_wire_and_on_the_disk(
    name: str, target: str, file: str, downloads: Downloads, tmp_path: Path
) -> None:
    with RecordingServer(lambda _: reply(SOUND)) as server:
        saved = downloads(server.url).save(name, to=tmp_path)
    assert ([target], tmp_path / file, [file]) == (server.targets, saved, left_in(tmp_path))
    assert SOUND == saved.read_bytes()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("", "no recording"),
        (None, "no recording"),
        (" ", "no recording"),
        ("/", "no recording"),
        ("rec/", "ends in the name of a file"),
        ("rec\\ ", "ends in the name of a file"),
        ("../../x", "without '.' and '..'"),
        ("a/../b.wav", "without '.' and '..'"),
        ("./x", "without '.' and '..'"),
        ("..", "without '.' and '..'"),
        ("a\\..\\b", "without '.' and '..'"),
        ("a/ .. /b", "without '.' and '..'"),
        ("a\0b.wav", "without control characters"),
        ("a\r\nHost: other\r\n.wav", "without control characters"),
        ("a\x7f.wav", "without control characters"),
        ("a\ud800.wav", "text that UTF-8 can hold"),
        ("x" * 4097, "at most 4096 characters"),
        (b"x.wav", "a str"),
        (7, "a str"),
        (base64.b64encode(b"/../../etc/passwd").decode(), "without '.' and '..'"),
    ],
)
def test_a_name_that_is_refused(
    name: object, text: str, downloads: Downloads, tmp_path: Path
) -> None:
    with (
        RecordingServer(lambda _: reply(SOUND)) as server,
        pytest.raises(InvalidCommand, match=re.escape(text)) as raised,
    ):
        downloads(server.url).save(name, to=tmp_path)
    assert ("downloadRecording", "filename", "not_sent") == (
        raised.value.operation,
        raised.value.field,
        raised.value.outcome,
    )
    assert isinstance(raised.value, TypeError) == (not isinstance(name, str | None))
    assert ([], []) == (server.asked, left_in(tmp_path))


def test_300_characters_are_cut_to_a_name_that_a_disk_takes(
    downloads: Downloads, tmp_path: Path
) -> None:
    first, second = "录" * 300 + "1.mp3", "录" * 300 + "2.mp3"
    with RecordingServer(lambda _: reply(SOUND)) as server:
        paths = {downloads(server.url).save(name, to=tmp_path) for name in (first, second)}
    assert 2 == len(paths)
    for path in paths:
        assert re.fullmatch(r"录{70,78}~[0-9a-f]{16}\.mp3", path.name)
        assert 240 < len(path.name.encode()) <= 255


def base64_name(path: str) -> str:
    return base64.b64encode(path.encode()).decode()


def test_a_base64_name_is_asked_for_as_it_came_then_by_the_path_in_it(
    downloads: Downloads, tmp_path: Path
) -> None:
    def answer(asked: Asked) -> Answer:
        return reply(SOUND) if asked.target == NAME else missing()

    name = base64_name(NAME)
    with RecordingServer(answer) as server:
        saved = downloads(server.url).save(name, to=tmp_path)
    assert [f"/{name.replace('=', '%3D')}", NAME] == server.targets
    assert tmp_path / FILE == saved


def test_a_base64_name_that_the_server_knows_is_asked_for_once(
    downloads: Downloads, tmp_path: Path
) -> None:
    with RecordingServer(lambda _: reply(SOUND)) as server:
        saved = downloads(server.url).save(base64_name(NAME), to=tmp_path)
    assert (1, tmp_path / FILE) == (len(server.asked), saved)


def test_fallbacks_are_tried_in_order_when_the_plain_path_is_a_404(
    downloads: Downloads, tmp_path: Path
) -> None:
    def answer(asked: Asked) -> Answer:
        return reply(SOUND) if asked.target.startswith("/recordFile/listen?key=") else missing()

    fallbacks = ["/rec/{path}", "/recordFile/listen?file={path}", "/recordFile/listen?key={name}"]
    with RecordingServer(answer) as server:
        saved = downloads(server.url).save("/data/a b&c#.wav", to=tmp_path, fallbacks=fallbacks)
    assert [
        "/data/a%20b%26c%23.wav",
        "/rec/data/a%20b%26c%23.wav",
        "/recordFile/listen?file=%2Fdata%2Fa%20b%26c%23.wav",
        "/recordFile/listen?key=%2Fdata%2Fa%20b%26c%23.wav",
    ] == server.targets
    assert tmp_path / "a b&c#.wav" == saved


def test_a_fallback_has_the_name_as_it_came_or_the_path_in_it(
    downloads: Downloads, tmp_path: Path
) -> None:
    def answer(asked: Asked) -> Answer:
        return reply(SOUND) if "file=" in asked.target else missing()

    name = base64_name("/rec/8000.wav")
    with RecordingServer(answer) as server:
        downloads(server.url).save(
            name, to=tmp_path, fallbacks=("/listen?key={name}", "/listen?file={path}")
        )
    assert [
        f"/{name}",
        "/rec/8000.wav",
        f"/listen?key={name}",
        "/listen?file=%2Frec%2F8000.wav",
    ] == [target.replace("%3D", "=") for target in server.targets]


@pytest.mark.parametrize(
    "fallbacks",
    [
        "/listen?file={name}",
        [7],
        [""],
        ["/listen"],
        ["listen?{name}"],
        ["//other/{name}"],
        ["http://other/{name}"],
        ["/a/../{name}"],
        ["/{name}#x"],
        ["/{name} x"],
        ["/{nam}{name}"],
    ],
)
def test_a_fallback_that_is_refused(
    fallbacks: object, downloads: Downloads, tmp_path: Path
) -> None:
    with pytest.raises(InvalidCommand, match=r"fallbacks(\[0\])? is .*expected"):
        downloads("http://127.0.0.1:9").save(NAME, to=tmp_path, fallbacks=fallbacks)


def test_recordings_url_is_where_recordings_are(downloads: Downloads, tmp_path: Path) -> None:
    with RecordingServer(lambda _: reply(SOUND)) as server:
        downloads("http://127.0.0.1:9", recordings_url=f"{server.url}/media/").save(
            NAME, to=tmp_path
        )
    assert [f"/media{NAME}"] == server.targets


# --- for any name -----------------------------------------------------------------------------------------------------

RESERVED = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"} | {
    f"{n}{d}" for n in ("COM", "LPT") for d in "0123456789¹²³"
}
awkward = st.text(
    st.one_of(
        st.sampled_from('/\\.:*?"<>|%# \0\r\nCONcon1¹~$\u0301\u202eé\ufeff'), st.characters()
    ),
    max_size=320,
)
names = st.one_of(
    awkward,
    st.text(max_size=40).map(
        lambda text: base64_name("/" + text.encode("utf-8", "replace").decode())
    ),
)


@given(names)
@example("CON")
@example("a" * 300 + ".wav")
@example("é" * 127 + "....")
def test_any_name_gives_a_file_name_that_linux_and_windows_take(name: str) -> None:
    try:
        file = recording_name(name).file
    except InvalidCommand:
        return
    assert file == PurePosixPath(file).name == PureWindowsPath(file).name
    assert not set(file) & set('<>:"/\\|?*')
    assert not [c for c in file if unicodedata.category(c) in {"Cc", "Cs"}]
    assert 0 < len(file.encode("utf-8")) <= 255
    assert file[-1] not in ". "
    assert not file.startswith(".")
    assert file.partition(".")[0].rstrip(" ").upper() not in RESERVED
    assert unicodedata.is_normalized("NFC", file)


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=60))
def test_the_last_part_of_a_name_can_be_read_from_the_file_name(part: str) -> None:
    try:
        found = recording_name("rec/" + part)
    except InvalidCommand:
        return
    if found.path == found.filename and len(part.encode()) < 80:
        assert unicodedata.normalize("NFC", re.split(r"[/\\]", part)[-1]) == unquote(found.file)


@given(names)
def test_any_name_is_asked_of_our_host(name: str) -> None:
    try:
        checked = recording_name(name)
    except InvalidCommand:
        return
    for url, _ in addresses(
        "http://10.0.0.8:8080", checked, ["/listen?file={path}", "/rec/{name}"]
    ):
        parsed = httpx.URL(url)
        assert ("10.0.0.8", 8080, "") == (parsed.host, parsed.port, parsed.fragment)
        # Nothing was resolved or quoted once more: what we wrote is what goes out.
        assert url.removeprefix("http://10.0.0.8:8080") == parsed.raw_path.decode("ascii")
        assert not {".", ".."} & set(parsed.raw_path.decode().partition("?")[0].split("/"))
