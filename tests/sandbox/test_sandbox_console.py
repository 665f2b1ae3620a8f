"""What the console's addresses answer: the page, what is opened, what is done, what is signed."""

import json
import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import httpx
import pytest

from callcenter_sandbox import Sandbox
from callcenter_sandbox._console._rows import NEWEST
from callcenter_sandbox._faults import KINDS
from tests.sandbox.console import HOSTILE, browser
from tests.sandbox.customer import SECRET, Customer
from tests.sandbox.playing import NUMBER, Play

SANDBOX = Path(__file__).parents[2] / "sandbox"
README = (SANDBOX / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def page(play: Play) -> Iterator[httpx.Client]:
    with browser(play.box) as client:
        yield client


def do(page: httpx.Client, action: str, **given: Any) -> tuple[int, str]:
    """What came of an action: the status, and what is said."""
    reply = page.post(f"/console/{action}", json=given)
    (text,) = reply.json().values()
    return reply.status_code, text


def described(page: httpx.Client, operation: str) -> dict[str, Any]:
    operations = page.get("/console/description").json()["operations"]
    found: dict[str, Any] = next(one for one in operations if one["id"] == operation)
    return found


def field(page: httpx.Client, operation: str, name: str) -> dict[str, Any]:
    fields = described(page, operation)["command"]
    found: dict[str, Any] = next(one for one in fields if one["name"] == name)
    return found


# --- the page


def test_the_root_is_the_console(page: httpx.Client) -> None:
    reply = page.get("/")
    assert (reply.status_code, reply.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "<h1>Call-centre sandbox</h1>" in reply.text


def test_the_page_may_load_from_its_own_origin_alone_and_be_framed_by_none(
    page: httpx.Client,
) -> None:
    for path in ("/", "/reference", "/console/console.css", "/console/main.js"):
        headers = page.get(path).headers
        assert headers["content-security-policy"] == (
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"


def test_no_file_of_the_page_reads_data_as_html_or_names_another_host(page: httpx.Client) -> None:
    folder = resources.files("callcenter_sandbox._console") / "page"
    found = {
        file.name: re.findall(
            r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|style=|\bon\w+=|//\w.*",
            text,
        )
        for file in folder.iterdir()
        if (text := page.get(f"/console/{file.name}").text)
    }
    namespace = 'http://www.w3.org/2000/svg";'
    assert {name: hits for name, hits in found.items() if hits} == {
        "calls.js": [f"//{namespace[7:]}"]
    }


def test_the_reference_tells_in_words_what_may_be_sent_again(page: httpx.Client) -> None:
    _, *sections = page.get("/reference").text.split('<section id="')
    told = {
        section.partition('"')[0]: found[1]
        for section in sections
        if (found := re.search("<dt>may be sent again</dt><dd>(.*?)</dd>", section))
    }
    assert told["getCdrList"] == "yes, it only reads"
    assert told["CallNumber"] == (
        "only when the request surely never left: else it might be carried out twice"
    )
    assert set(told.values()) == {told["getCdrList"], told["CallNumber"]}


def test_the_page_keeps_as_many_rows_as_it_is_sent(page: httpx.Client) -> None:
    assert page.get("/console/description").json()["newest"] == NEWEST


@pytest.mark.parametrize(
    "path", ["/console/", "/console/none.js", "/console/../_sandbox.py", "/console/%2e%2e/demo.py"]
)
def test_another_address_of_the_console_is_not_found(page: httpx.Client, path: str) -> None:
    url = page.base_url.copy_with(raw_path=path.encode())
    assert page.get(url).status_code == 404


def test_what_the_browser_asks_of_the_console_is_no_message(page: httpx.Client, play: Play) -> None:
    page.get("/")
    page.get("/console/description")
    do(page, "advance", seconds=1)
    assert list(play.box.requests) == []


# --- what is opened


def test_a_message_is_shown_with_its_verdict_and_both_bodies(
    page: httpx.Client, play: Play
) -> None:
    play.ask("CallNumber", agent="1000", callee=NUMBER)
    shown = page.get("/console/messages/1").json()
    assert (shown["operation"], shown["verdict"], shown["problems"]) == (
        "CallNumber",
        "accepted",
        [],
    )
    assert json.loads(shown["body"])["request"]["callee"] == NUMBER
    assert json.loads(shown["reply"])["result"]["error"] == 0
    assert (shown["method"], shown["target"]) == ("POST", "/openapi/V2.0.6/CallNumber")
    assert shown["signature"]["verified"]
    assert shown["signature"]["text"].endswith("@[secret]")


def test_a_body_is_shown_as_it_came(page: httpx.Client, play: Play) -> None:
    body = '{"a": 12345678901234567890123,  "a": 1.10}'
    play.customer.raw("AgentLogin", body.encode())
    assert page.get("/console/messages/1").json()["body"] == body


def test_a_body_that_is_no_text_is_counted(page: httpx.Client, play: Play) -> None:
    play.customer.raw("AgentLogin", b"\xff\x00\xfe")
    assert page.get("/console/messages/1").json()["body"] == 3


def test_a_secret_that_was_sent_is_not_shown(page: httpx.Client, play: Play) -> None:
    play.customer.message("AgentLogin", {"request": {"seq": "1", "agent": "1", "userData": SECRET}})
    play.customer.http.get(f"/{SECRET}", headers={"X-Key": SECRET})
    assert [SECRET in page.get(f"/console/messages/{number}").text for number in (1, 2)] == [
        False
    ] * 2


def test_a_secret_that_is_handed_on_is_not_shown(page: httpx.Client, play: Play) -> None:
    play.box.call_in("1000", NUMBER, user_data=SECRET)
    play.box.clock.advance(1)
    shown = page.get("/console/notifications/2").json()
    assert json.loads(shown["body"])["notify"]["userData"] == "[secret]"
    with page.stream("GET", "/console/events") as events:
        told = next(line for line in events.iter_lines() if line.startswith("data"))
    assert ('"userData":"[secret]"' in told, SECRET in told) == (True, False)


def test_a_notification_is_shown_with_every_answer(page: httpx.Client, play: Play) -> None:
    answers = iter([(500, HOSTILE.encode()), (200, f"no {SECRET}".encode())])
    play.answer = lambda _message: next(answers)
    play.box.call_in("1000", NUMBER)
    play.box.clock.advance(1)
    shown = page.get("/console/notifications/1").json()
    assert json.loads(shown["body"])["notify"]["number"] == NUMBER
    assert [(one["status"], one["answer"]) for one in shown["attempts"]] == [
        (500, HOSTILE),
        (200, "no [secret]"),
    ]


@pytest.mark.parametrize("kind", ["messages", "notifications"])
@pytest.mark.parametrize("number", ["1", "0", "9" * 400])
def test_what_is_not_kept_is_told(page: httpx.Client, kind: str, number: str) -> None:
    reply = page.get(f"/console/{kind}/{number}")
    assert (reply.status_code, reply.json()) == (404, {"error": "this one isn't kept any more"})


# --- what is done


@pytest.mark.parametrize(
    ("events", "states"),
    [
        (["busy"], ("BUSY", "IDLE")),
        (["busy", "idle"], ("ONLINE", "IDLE")),
        (["away"], ("AWAY", "IDLE")),
        (["away", "back"], ("ONLINE", "IDLE")),
        (["logout", "login"], ("ONLINE", "IDLE")),
    ],
)
def test_an_agent_is_moved(
    page: httpx.Client, play: Play, events: list[str], states: tuple[str, str]
) -> None:
    for event in events:
        assert do(page, "agent", agent="1000", event=event)[0] == 200
    assert play.status == states


def test_a_call_comes_in_and_is_hung_up(page: httpx.Client, play: Play) -> None:
    assert do(page, "call-in", agent="1000", number=NUMBER) == (
        200,
        "A call for agent 1000 has begun.",
    )
    assert play.status == ("ONLINE", "RINGING")
    assert do(page, "hang-up", agent="1000") == (200, "Agent 1000 has hung up.")
    assert [call.stage for call in play.box.calls] == ["over"]


def test_time_passes_when_told(page: httpx.Client, play: Play) -> None:
    before = play.box.clock.now
    assert do(page, "advance", seconds=10) == (200, "10 s have passed.")
    assert play.box.clock.now == before + 10


def test_a_notification_is_sent_again(page: httpx.Client, play: Play) -> None:
    play.box.call_in("1000", NUMBER)
    play.box.clock.advance(0)
    assert do(page, "send-again", number=1) == (200, "Notification 1, screenpop, is sent again.")
    play.box.clock.advance(0)
    assert play.kinds.count("screenpop") == 2


def test_a_fault_is_turned_on_and_off(page: httpx.Client, play: Play) -> None:
    assert do(page, "fault", operation="CallNumber", kind="reset", times=2)[0] == 200
    (fault,) = play.box.faults
    assert (fault.operation, fault.kind, fault.left) == ("CallNumber", "reset", 2)
    do(page, "fault", operation="billing", kind="notify-lose", times=None)
    assert do(page, "clear-fault", number=fault.number) == (200, "reset is off for CallNumber.")
    assert [fault.kind for fault in play.box.faults] == ["notify-lose"]
    assert do(page, "clear-fault", number=fault.number) == (200, "That fault was off already.")


def test_the_fault_that_would_close_the_console_is_not_offered(page: httpx.Client) -> None:
    offered = {one["kind"] for one in page.get("/console/description").json()["faults"]}
    assert set(KINDS) - offered == {"refuse"}
    status, text = do(page, "fault", operation="*", kind="refuse", times=None)
    assert (status, "--fault" in text) == (400, True)


@pytest.mark.parametrize(
    ("action", "given", "status", "says"),
    [
        ("agent", {"agent": "1000", "event": "dance"}, 400, "expected one of login"),
        ("agent", {"agent": "77", "event": "login"}, 400, "there is no agent '77'"),
        ("agent", {"event": "login"}, 400, "agent must be a text"),
        ("agent", {"agent": "1000", "event": "back"}, 409, "needs AWAY"),
        ("call-in", {"agent": "1000", "number": "x"}, 400, "number must be digits"),
        ("call-in", {"agent": "1001", "number": NUMBER}, 409, "needs ONLINE and IDLE"),
        ("hang-up", {"agent": "1000"}, 409, "agent 1000 has no call"),
        ("send-again", {"number": 9}, 400, "there is no notification 9"),
        ("send-again", {"number": True}, 400, "number must be a number"),
        ("send-again", {"number": 9**400}, 400, "number must be a number"),
        ("fault", {"operation": "x", "kind": "reset"}, 400, "operation is 'x'"),
        ("fault", {"operation": "*", "kind": "x"}, 400, "there is no fault 'x'"),
        ("fault", {"operation": "*", "kind": "reset", "times": 0}, 400, "times is 0"),
        ("advance", {"seconds": -1}, 400, "expected 0 to 86400"),
        ("advance", {"seconds": 1e9}, 400, "expected 0 to 86400"),
        ("advance", {"seconds": "1"}, 400, "seconds must be a number"),
        ("sign", {"customer": "C3", "message": {}}, 400, "this sandbox knows C2"),
        ("sign", {"customer": "C2", "message": []}, 400, "message must be an object"),
    ],
)
def test_what_can_not_be_done_is_told(
    page: httpx.Client, action: str, given: dict[str, Any], status: int, says: str
) -> None:
    code, text = do(page, action, **given)
    assert code == status
    assert says in text


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"[" * 100_000, b'{"seconds": 1e999}'])
def test_a_body_that_is_no_object_is_refused(page: httpx.Client, body: bytes) -> None:
    reply = page.post(
        "/console/advance", content=body, headers={"Content-Type": "application/json"}
    )
    assert (reply.status_code, list(reply.json())) == (400, ["error"])


# --- the form


def test_a_message_is_signed_as_the_platform_wants_it(page: httpx.Client, play: Play) -> None:
    message = {"request": {"seq": "1", "agent": "1001", "userData": "订单"}}
    made = page.post("/console/sign", json={"customer": "C2", "message": message}).json()
    assert made["text"] == "@".join(made["parts"])
    assert made["parts"][-1] == "[secret]"
    assert made["digest"] == json.loads(made["body"])["authentication"]["digest"]
    assert play.customer.raw("AgentLogin", made["body"].encode())["result"]["error"] == 0


def test_signing_does_not_give_the_secret_away(page: httpx.Client) -> None:
    made = page.post("/console/sign", json={"customer": "C2", "message": {"request": {}}})
    assert SECRET not in made.text
    assert SECRET not in page.get("/console/description").text


def test_every_operation_is_described(page: httpx.Client, play: Play) -> None:
    operations = page.get("/console/description").json()["operations"]
    assert {one["id"] for one in operations} == play.box._parts.contract.operations
    assert all(one["summary"] for one in operations)


def test_a_closed_set_has_its_values_with_labels(page: httpx.Client) -> None:
    mode = field(page, "CallTaskCreate", "mode")
    assert (mode["kind"], mode["is_open"], mode["required"]) == ("choice", False, True)
    assert [value for value, _ in mode["choices"]] == [2, 5]
    assert mode["choices"][1][1] == "The agent is called first, then the callee"


@pytest.mark.parametrize(
    ("operation", "name", "kind"),
    [
        ("CallNumber", "callee", "text"),
        ("CallTaskCreate", "callees", "list"),
        ("CallTaskCreate", "multiplier", "number"),
        ("VoiceVerify", "playTimes", "integer"),
        ("getCdrList", "agent", "text"),
    ],
)
def test_a_field_is_of_a_kind(page: httpx.Client, operation: str, name: str, kind: str) -> None:
    assert field(page, operation, name)["kind"] == kind


def test_the_limits_of_a_field_are_told(page: httpx.Client) -> None:
    user_data = field(page, "CallNumber", "userData")
    assert user_data["wants"] == 'text, at most 30 characters, such as "order-1001"'
    assert not user_data["required"]


def test_a_download_is_asked_for_by_its_name_alone(page: httpx.Client) -> None:
    download = described(page, "downloadRecording")
    assert (download["method"], download["takes_message"]) == ("GET", False)
    assert [one["name"] for one in download["parameters"]] == ["filename"]


def test_the_examples_that_a_form_begins_with_are_accepted(
    page: httpx.Client, play: Play, customer: Customer
) -> None:
    """As far as the state allows them: no field is refused."""
    refused: dict[str, str] = {}
    for one in page.get("/console/description").json()["operations"]:
        if one["takes_message"]:
            command = {each["name"]: each["example"] for each in one["command"] if each["required"]}
            play.customer.command(one["id"], command)
            if play.box.requests[-1].verdict not in ("accepted", "not possible"):
                refused[one["id"]] = play.box.requests[-1].problems[0]
    assert refused == {}


def test_a_box_has_the_address_of_its_console(box: Sandbox) -> None:
    assert box.console_url == f"{box.url}/"


# --- the documentation


def test_the_readme_names_each_section_of_the_console(page: httpx.Client) -> None:
    section = README.partition("## The console\n")[2].partition("\n## ")[0].lower()
    sections = re.findall(r'<a href="[#/][a-z]+">([A-Z][a-z]+)</a>', page.get("/").text)
    assert len(sections) == 8
    assert [name for name in sections if f"**{name.lower()}**" not in section] == []


def test_the_picture_of_the_readme_is_there_and_small() -> None:
    (link,) = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    picture = (SANDBOX / link).resolve().read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert len(picture) < 200_000
