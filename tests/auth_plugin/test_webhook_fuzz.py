"""Whatever bytes come: a verified block, or WebhookRefused, and soon. `FUZZ=100000` sends so many."""

import json
import os
import random
import time
from collections import Counter

from hypothesis import example, given
from hypothesis import strategies as st

from callcenter_auth import VerifiedBlock, WebhookRefused, WebhookVerifier
from tests.auth_plugin.notifications import NOW, PUBLISHED, SECRET, at, block, notification

VERIFIER = WebhookVerifier({"C2": [SECRET], "C3": "other"}, clock=at(NOW))
BODIES = int(os.environ.get("FUZZ", "5000"))

SEEDS = [
    notification(),
    notification(block(timestamp=NOW, seq=7), number="13770761337", userData="客户"),
    notification(block(customer="C3", secret="other"), field=[{"name": "a", "value": None}]),
    json.dumps(json.loads(notification()), indent=1).encode(),
]
PIECES = [
    *(b"{", b"}", b"[", b"]", b",", b":", b'"', b"\\", b"\\u", b"\\ud800", b"\x00", b"\xff"),
    *(b"\xef\xbb\xbf", b"null", b"true", b"NaN", b"1e999", b"-0", b"9" * 6000, b"[" * 3000),
    *(b'"seq":1,', b'"authentication":{},', b'"digest":"",', "é".encode(), b" " * 1000),
    b'"authentication":' + json.dumps(PUBLISHED).encode() + b",",
]


def outcome(raw: bytes) -> str:
    """What becomes of it; any other exception than WebhookRefused fails the test."""
    try:
        found: VerifiedBlock | WebhookRefused = VERIFIER.verify(raw)
    except WebhookRefused as refused:
        found = refused
    if isinstance(found, WebhookRefused):
        assert len(str(found)) < 300
        return found.reason
    # Nothing passes but what somebody signed.
    assert (found.timestamp, found.seq) in {("1471918933001", "5271"), (str(NOW), "7")}
    return "verified"


def took(raw: bytes) -> float:
    """Seconds of the processor: the machine does other things too."""
    start = time.thread_time()
    outcome(raw)
    return time.thread_time() - start


def mutated(body: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice([1, 1, 1, 2, 3, 8])):
        place = chance.randrange(len(body) + 1)
        end = min(len(body), place + chance.choice([0, 0, 1, 1, 2, 9, 60]))
        piece = chance.choice([b"", bytes([chance.randrange(256)]), chance.choice(PIECES)])
        if chance.random() < 0.1:
            piece = body[place:end] * 2
        body = body[:place] + piece + body[end:]
    return body


def test_mutated_notifications_are_verified_or_refused_and_none_takes_50_ms() -> None:
    chance = random.Random(6)  # why: a test that repeats
    outcomes: Counter[str] = Counter()
    slowest = 0.0
    for _ in range(BODIES):
        raw = mutated(chance.choice(SEEDS), chance)
        outcomes[outcome(raw)] += 1
        slowest = max(slowest, min(took(raw) for _ in range(2)))

    assert slowest < 0.05
    # The mutations reach behind each check.
    reached = {"verified", "not_json", "no_block", "bad_block", "ambiguous", "bad_digest"}
    assert reached | {"unknown_customer"} <= set(outcomes)
    assert BODIES == outcomes.total()


@given(raw=st.binary(max_size=300))
@example(raw=b"\xef\xbb\xbf")
def test_any_bytes_are_refused(raw: bytes) -> None:
    assert "verified" != outcome(raw)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)
FIELD = JSON | st.text(max_size=80) | st.from_regex(r"[0-9]{1,70}", fullmatch=True)


@given(
    changed=st.fixed_dictionaries({}, optional=dict.fromkeys(PUBLISHED, FIELD)),
    beside=st.dictionaries(st.text(max_size=3), JSON, max_size=2),
    ascii_only=st.booleans(),
)
def test_any_values_in_a_block_are_refused_unless_they_are_signed(
    changed: dict[str, object],
    beside: dict[str, object],
    ascii_only: bool,  # noqa: FBT001  # why: hypothesis fills it by name
) -> None:
    message = {**beside, "authentication": {**PUBLISHED, **changed}}
    raw = json.dumps(message, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")

    if outcome(raw) == "verified":
        sent = {name: str(value) for name, value in {**PUBLISHED, **changed}.items()}
        assert PUBLISHED == {**sent, "digest": sent["digest"].lower()}
