"""Where a secret must not be seen, and what copies and pickles of a DigestAuth hold."""

import copy
import itertools
import logging
import pickle
import traceback
from collections.abc import Callable
from typing import Any

import pytest

import callcenter_auth
from callcenter_auth import DigestAuth, SeqSource
from tests.auth_plugin.loopback import Http1Server, Send

SECRET = "E416D0F85DC0CB67C85E070A32D9F0123AFF4762"


def secret_of_a_vault() -> str:
    return SECRET


def test_a_secret_prints_as_a_word() -> None:
    assert repr(DigestAuth("C2", SECRET)) == "DigestAuth(customer='C2', secret=[secret])"


def test_the_agent_is_printed_where_there_is_one() -> None:
    expected = "DigestAuth(customer='C2', secret=[secret], agent='1000')"

    assert expected == repr(DigestAuth("C2", SECRET, agent=1000))


def test_what_an_auth_is_made_of_shows_no_secret() -> None:
    assert SECRET not in repr(vars(DigestAuth("C2", SECRET)))


@pytest.mark.parametrize("render", [str, repr, "{}".format, "%s".__mod__])
def test_no_way_to_print_an_auth_shows_the_secret(render: Callable[[object], str]) -> None:
    assert "secret=[secret]" in render(DigestAuth("C2", SECRET))


def test_logs_at_debug_hold_no_secret(
    server: Http1Server, send: Send, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        send(DigestAuth("C2", SECRET), "POST", server.url, json={})

    assert "HTTP Request: POST" in caplog.text
    assert SECRET not in caplog.text


def fails() -> str:
    raise ConnectionError("no seq today")


def test_an_error_page_with_the_variables_of_all_frames_shows_no_secret(
    server: Http1Server, send: Send
) -> None:
    auth = DigestAuth("C2", secret_of_a_vault, seq=fails)

    with pytest.raises(ConnectionError) as caught:
        send(auth, "POST", server.url, json={})

    page = "".join(
        traceback.TracebackException.from_exception(caught.value, capture_locals=True).format()
    )
    assert "secret=[secret]" in page
    assert SECRET not in page


def test_a_bad_secret_of_a_callable_is_in_no_frame_of_the_package(
    server: Http1Server, send: Send
) -> None:
    auth = DigestAuth("C2", lambda: SECRET + "\n")

    with pytest.raises(ValueError, match="secret must be text without white space") as caught:
        send(auth, "POST", server.url, json={})

    frames = [
        repr(frame.f_locals)
        for frame, _ in traceback.walk_tb(caught.value.__traceback__)
        if frame.f_globals["__name__"].startswith(callcenter_auth.__name__)
    ]
    assert len(frames) >= 3
    assert [] == [frame for frame in frames if SECRET in frame]


@pytest.mark.parametrize(
    ("customer", "secret"), [("C2", SECRET + "\n"), ("C2", SECRET.encode()), ("", SECRET)]
)
def test_a_secret_that_makes_no_auth_is_in_no_frame_of_the_package(
    customer: str, secret: Any
) -> None:
    with pytest.raises((TypeError, ValueError)) as caught:
        DigestAuth(customer, secret)

    frames = [
        repr([value for name, value in frame.f_locals.items() if name != "self"])
        for frame, _ in traceback.walk_tb(caught.value.__traceback__)
        if frame.f_globals["__name__"].startswith(callcenter_auth.__name__)
    ]
    assert len(frames) >= 1
    assert [] == [frame for frame in frames if SECRET in frame]


@pytest.mark.parametrize(
    "duplicate", [copy.copy, copy.deepcopy, lambda a: pickle.loads(pickle.dumps(a))]
)
@pytest.mark.parametrize("secret", [SECRET, secret_of_a_vault])
def test_copies_and_pickles_sign_alike(
    server: Http1Server,
    send: Send,
    duplicate: Callable[[DigestAuth], DigestAuth],
    secret: str,
) -> None:
    auth = duplicate(DigestAuth("C2", secret, agent="1000"))

    send(auth, "POST", server.url, json={})

    block = server.only.block
    assert callcenter_auth.explain_digest(block, SECRET).ok
    assert ("C2", "1000") == (block["customer"], block["agent"])


@pytest.mark.parametrize(
    "duplicate", [copy.copy, copy.deepcopy, lambda a: pickle.loads(pickle.dumps(a))]
)
def test_an_auth_and_its_copies_give_no_seq_twice(
    server: Http1Server, send: Send, duplicate: Callable[[DigestAuth], DigestAuth]
) -> None:
    auth = DigestAuth("C2", SECRET)
    copied = duplicate(auth)

    for one in [auth, copied, auth, copied]:
        send(one, "POST", server.url, json={})

    assert len({seen.block["seq"] for seen in server.seen}) == 4


def test_a_deep_copy_goes_on_counting_where_a_seq_of_the_users_own_was(
    server: Http1Server, send: Send
) -> None:
    count = itertools.count(1)
    auth = DigestAuth("C2", SECRET, seq=count.__next__)
    copied = copy.deepcopy({"auth": auth})["auth"]

    for one in [auth, copied, auth]:
        send(one, "POST", server.url, json={})

    assert ["1", "2", "3"] == [seen.block["seq"] for seen in server.seen]


def test_a_pickle_with_a_callable_holds_no_secret() -> None:
    pickled = pickle.dumps(DigestAuth("C2", secret_of_a_vault))

    assert SECRET.encode() not in pickled


def test_a_pickled_source_keeps_its_worker() -> None:
    source = pickle.loads(pickle.dumps(SeqSource(worker=9)))

    assert (9, "SeqSource(worker=9)") == (source() & 63, repr(source))
