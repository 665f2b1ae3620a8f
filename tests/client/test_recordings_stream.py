"""`open_recording`: a recording as it comes, without a file."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from callcenter_auth import DigestAuth
from callcenter_client import (
    ApiError,
    AsyncCallCenter,
    CallCenter,
    InvalidCommand,
    TransportError,
    UnexpectedResponse,
)
from tests.client.downloading import NAME, SHOWN, Downloads
from tests.client.recording_server import (
    Pause,
    RecordingServer,
    Sound,
    Then,
    head,
    missing,
    reply,
    sound,
)

SOUND = sound(500_000)
ARGUMENTS: dict[str, Any] = {"auth": DigestAuth("C2", "E4"), "trust_env": False}


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def downloads(request: pytest.FixtureRequest) -> Downloads:
    return Downloads(request.param)


def test_bytes_length_and_type(downloads: Downloads) -> None:
    with RecordingServer(lambda _: reply(SOUND, content_type="audio/mpeg")) as server:
        assert (SOUND, len(SOUND), "audio/mpeg") == downloads(server.url).read(NAME)


def test_a_length_that_is_not_told_is_none(downloads: Downloads) -> None:
    with RecordingServer(lambda _: [head(), SOUND, Then.CLOSE]) as server:
        assert (SOUND, None, "") == downloads(server.url).read(NAME)


def test_the_first_bytes_are_given_while_the_rest_is_to_come(downloads: Downloads) -> None:
    with RecordingServer(
        lambda _: [*reply(SOUND)[:1], SOUND[:1000], Pause(0.3), SOUND[1000:]]
    ) as server:
        sizes: list[int] = []
        downloads(server.url).read(NAME, each=lambda part: sizes.append(len(part)))
    assert 1000 == sizes[0]


def test_what_broke_off_is_taken_up_without_a_seam(downloads: Downloads) -> None:
    with RecordingServer(Sound(SOUND, cuts=[100_000, 200_000])) as server:
        assert SOUND == downloads(server.url).read(NAME)[0]
    assert [None, 100_000, 200_000] == [asked.range for asked in server.asked]


@pytest.mark.parametrize("headers", [{"accept_ranges": "none"}, {}])
def test_what_cannot_be_taken_up_is_an_error_and_never_mixed(
    headers: dict[str, str], downloads: Downloads
) -> None:
    got: list[bytes] = []
    with (
        RecordingServer(
            lambda _: (
                reply(SOUND)
                if len(server.asked) > 1
                else [*reply(SOUND, **headers)[:1], SOUND[:100_000], Then.CLOSE]
            )
        ) as server,
        pytest.raises(TransportError, match="broke off at byte 100000"),
    ):
        downloads(server.url).read(NAME, each=got.append)
    assert SOUND[:100_000] == b"".join(got)
    assert (1 if headers else 2) == len(server.asked)


def test_what_drops_before_any_byte_was_given_is_asked_for_again(downloads: Downloads) -> None:
    with RecordingServer(Sound(SOUND, cuts=[100])) as server:
        assert SOUND == downloads(server.url).read(NAME)[0]


def test_what_is_no_sound_is_told_before_any_byte(downloads: Downloads) -> None:
    with RecordingServer(lambda _: reply(b'{"result":{"error":7,"msg":""}}')) as server:
        with pytest.raises(ApiError):
            downloads(server.url).read(NAME)
        server.answer = lambda _: missing()
        with pytest.raises(UnexpectedResponse, match="404"):
            downloads(server.url).read(NAME)


def test_an_empty_name_is_told_before_the_block() -> None:
    for client in (CallCenter, AsyncCallCenter):
        with pytest.raises(InvalidCommand, match="no recording") as raised:
            client("http://127.0.0.1:9", **ARGUMENTS).open_recording("")
        assert "downloadRecording" == raised.value.operation


def test_a_block_that_is_left_early_gives_the_connection_back() -> None:
    with (
        RecordingServer(lambda _: reply(SOUND)) as server,
        CallCenter(server.url, **ARGUMENTS) as api,
    ):
        for _ in range(150):  # more than the pool has
            with api.open_recording(NAME) as stream:
                next(stream)

        async def leave() -> None:
            async with AsyncCallCenter(server.url, **ARGUMENTS) as aapi:
                for _ in range(150):
                    async with aapi.open_recording(NAME) as stream:
                        async for _ in stream:
                            break

        asyncio.run(leave())


def test_outside_of_its_block_it_says_so() -> None:
    with (
        RecordingServer(lambda _: reply(SOUND)) as server,
        CallCenter(server.url, **ARGUMENTS) as api,
    ):
        stream = api.open_recording(NAME)
        assert f"<RecordingStream '{server.url}{SHOWN}', 0 of None bytes>" == repr(stream)
        with pytest.raises(RuntimeError, match="read it within with"):
            next(stream)
        with stream:
            next(stream)
        with pytest.raises(RuntimeError, match="read it within with"):
            list(stream)


def test_a_task_that_is_cancelled_leaves_a_usable_pool() -> None:
    async def cancel() -> bytes:
        async with AsyncCallCenter(server.url, **ARGUMENTS) as api:

            async def read() -> None:
                async with api.open_recording(NAME) as stream:
                    async for _ in stream:
                        pass

            for _ in range(120):  # more than the pool has
                task = asyncio.create_task(read())
                await asyncio.sleep(0.003)
                task.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await task
            server.answer = lambda _: reply(SOUND)
            async with api.open_recording(NAME) as stream:
                return b"".join([part async for part in stream])

    with RecordingServer(lambda _: [*reply(SOUND)[:1], SOUND[:1000], Pause(30)]) as server:
        assert SOUND == asyncio.run(cancel())
