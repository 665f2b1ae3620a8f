"""openapi-core judges what the sandbox sends: each notification fits its webhook of the document, in every form.

It knows nothing of ours: it looks the webhook up by its name, and validates the body as it came.
"""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from typing import Any, get_args, get_type_hints

import pytest
from openapi_core import OpenAPI
from openapi_core.datatypes import RequestParameters
from openapi_core.exceptions import OpenAPIError

from callcenter_sandbox import Settings
from callcenter_sandbox._faults import KINDS
from callcenter_sandbox._test_numbers import SCRIPTS
from tests.sandbox.playing import Play, playing
from tests.sandbox.test_sandbox_replies import DOCUMENT

FORMS = ("billing_times", "recording_names", "numbers")
CHOICES = [get_args(get_type_hints(Settings)[name]) for name in FORMS]
ENDS = [*SCRIPTS, 1337]
LONGEST = 3600  # longer than any script takes


@dataclass
class Delivery:
    """A notification as openapi-core wants to have it."""

    name: str
    body: bytes
    method: str = "post"
    content_type: str = "application/json"
    parameters: RequestParameters = field(default_factory=RequestParameters)


@cache
def document() -> OpenAPI:
    return OpenAPI.from_dict(DOCUMENT)


def problem(name: str, body: bytes) -> str:
    """What openapi-core has against a notification; empty when there is nothing."""
    try:
        document().validate_webhook_request(Delivery(name, body))
    except OpenAPIError as error:
        return f"{error} {error.__cause__ or ''} {getattr(error.__cause__, 'schema_errors', '')}"
    return ""


def kind_of(body: bytes) -> str:
    kind: str = json.loads(body)["notify"].get("type", "screenpop")
    return kind


def call_by_every_script(play: Play) -> None:
    """Outgoing, incoming, by a task in each mode, for a voice code: each with an agent of its own."""
    agents = iter(play.box.agents.values())
    for end in ENDS:
        number = f"1377076{end}"
        free = next(agents)
        free.login()
        play.ask("CallNumber", agent=free.number, callee=number, userData="order-1001")
        free = next(agents)
        free.login()
        play.box.call_in(free.number, number, user_data="0013")
        for mode in (2, 5):
            free = next(agents)
            free.login()
            task = play.ask(
                "CallTaskCreate",
                agent=free.number,
                callees=[number],
                callers=["02584560000"],
                mode=mode,
            )
            play.ask("CallTaskControl", taskID=task["taskID"], action="start")
            play.ask("CallTaskControl", taskID=task["taskID"], action="stop")
            play.ask("CallTaskControl", taskID=task["taskID"], action="start")
        play.ask("VoiceVerify", verifyCode="0427", callee=number)
    play.box.clock.advance(LONGEST)


def sent_by(settings: Settings, act: Callable[[Play], None], **fault: Any) -> list[bytes]:
    """What the sandbox sends."""
    agents = [str(number) for number in range(1000, 1000 + 4 * len(ENDS))]
    with playing(settings=settings, agents=agents) as play:
        sent: list[bytes] = []
        play.box.deliver_to(sent.append)
        if fault:
            play.box.fault(**fault)
        act(play)
        play.box.clock.advance(LONGEST)
    return sent


@pytest.mark.parametrize("chosen", list(product(*CHOICES)), ids="-".join)
def test_every_notification_of_every_script_fits_its_webhook(chosen: tuple[str, ...]) -> None:
    options: dict[str, Any] = dict(zip(FORMS, chosen, strict=True))
    sent = sent_by(Settings(**options), call_by_every_script)
    kinds = Counter(map(kind_of, sent))
    assert (set(DOCUMENT["webhooks"]), 5 * len(ENDS)) == (set(kinds), kinds["billing"])
    assert [] == [found for body in sent if (found := problem(kind_of(body), body))]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.startswith("notify-")])
def test_what_goes_wrong_on_purpose_still_fits_its_webhook(kind: str) -> None:
    def act(play: Play) -> None:
        play.ask("CallNumber", agent="1000", callee="13770761337")

    sent = sent_by(Settings(), act, operation="*", kind=kind)
    assert [] == [found for body in sent if (found := problem(kind_of(body), body))]


@pytest.fixture(scope="module")
def samples() -> dict[str, dict[str, Any]]:
    """A message of each kind."""
    return {kind_of(body): json.loads(body) for body in sent_by(Settings(), call_by_every_script)}


def required(kind: str) -> list[str]:
    """The fields that a notification must have."""
    name = DOCUMENT["webhooks"][kind]["post"]["requestBody"]["content"]["application/json"]
    schemas = DOCUMENT["components"]["schemas"]
    body = schemas[name["schema"]["$ref"].rsplit("/", 1)[-1]]
    notify = schemas[body["properties"]["notify"]["$ref"].rsplit("/", 1)[-1]]
    fields: list[str] = notify["required"]
    return fields


@pytest.mark.parametrize(
    ("kind", "name"), [(kind, name) for kind in DOCUMENT["webhooks"] for name in required(kind)]
)
def test_one_that_lacks_a_field_is_refused(
    samples: dict[str, dict[str, Any]], kind: str, name: str
) -> None:
    message = samples[kind]
    rest = {key: value for key, value in message["notify"].items() if key != name}
    assert "" == problem(kind, json.dumps(message).encode())
    assert name in problem(kind, json.dumps(message | {"notify": rest}).encode())


@pytest.mark.parametrize("kind", DOCUMENT["webhooks"])
def test_one_with_a_field_of_another_type_is_refused(
    samples: dict[str, dict[str, Any]], kind: str
) -> None:
    message = samples[kind]
    wrong = message["notify"] | {required(kind)[-1]: ["no", "scalar"]}
    assert "scalar" in problem(kind, json.dumps(message | {"notify": wrong}).encode())
