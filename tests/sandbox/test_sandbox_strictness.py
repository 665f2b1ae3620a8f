"""What is refused only when asked for."""

import json
import time

import pytest

from callcenter_auth import compute_digest, sign
from callcenter_sandbox import Settings, Verdict
from tests.sandbox.customer import SECRET, login_message
from tests.sandbox.playing import Play, playing

LOGIN = {"request": {"seq": "1", "agent": "1000"}}


def error_of(play: Play, body: object) -> tuple[int, str]:
    result = play.customer.raw("AgentLogin", body)["result"]
    return result["error"], result["msg"]


def test_by_default_a_replay_is_taken(play: Play) -> None:
    body = login_message()
    assert [error_of(play, body)[0] for _ in range(2)] == [0, 0]


def test_a_replay_is_refused_when_asked_for() -> None:
    with playing(settings=Settings(refuse_replays=True)) as play:
        body = login_message()
        assert error_of(play, body)[0] == 0
        code, msg = error_of(play, body)
        assert code == Verdict.REPLAYED.code
        assert "came before" in msg
        assert error_of(play, login_message())[0] == 0


@pytest.mark.parametrize("unit", [1, 1000])
@pytest.mark.parametrize(
    ("skew", "text"), [(0, ""), (250, ""), (400, "in the future"), (-400, "in the past")]
)
def test_a_wrong_clock_is_refused_when_asked_for(skew: int, unit: int, text: str) -> None:
    with playing(settings=Settings(max_skew=300)) as play:
        stamp = (int(time.time()) + skew) * unit
        code, msg = error_of(play, sign(LOGIN, "C2", SECRET, timestamp=stamp))
        assert code == (Verdict.WRONG_TIME.code if text else 0)
        assert text in msg


@pytest.mark.parametrize("stamp", ["9" * 5000, "0" * 5000, 9**400])
def test_a_clock_may_be_wrong_by_any_number_of_digits(stamp: str | int) -> None:
    with playing(settings=Settings(max_skew=300)) as play:
        block = {"customer": "C2", "timestamp": stamp, "seq": "1"}
        digest = compute_digest("C2", stamp, "1", SECRET)
        message = {"authentication": {**block, "digest": digest}, **LOGIN}
        assert error_of(play, json.dumps(message).encode())[0] == Verdict.WRONG_TIME.code


def test_an_unknown_field_is_refused_when_asked_for() -> None:
    with playing(settings=Settings(strict_fields=True)) as play:
        message = {"request": {"seq": "1", "serverType": 5}}
        reply = play.customer.message("getCdrList", message)
        assert reply["result"]["error"] == Verdict.UNKNOWN_FIELD.code
        assert reply["result"]["msg"].endswith(
            " request.serverType isn't in the spec; did you mean `serviceType`?"
        )


def test_a_wrong_digest_is_told_before_all_that() -> None:
    with playing(settings=Settings(refuse_replays=True, max_skew=1)) as play:
        message = sign(LOGIN, "C2", "0" * 40, timestamp=1)
        assert error_of(play, json.dumps(message).encode())[0] == Verdict.WRONG_DIGEST.code


@pytest.mark.parametrize(
    "wrong", [{"talk": -1}, {"retries": -1}, {"cdr_cap": 0}, {"notify_timeout": 0}]
)
def test_settings_are_checked(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Settings(**wrong)  # type: ignore[arg-type]  # each is checked by its name
