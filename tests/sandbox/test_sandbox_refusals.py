"""What the sandbox says of messages that are not as they should be."""

import hashlib
import json
from typing import Any

import pytest

from callcenter_auth import compute_digest, sign
from callcenter_sandbox import Sandbox, Verdict
from tests.sandbox.customer import SECRET, Customer

LOGIN = {"seq": "1", "agent": "1000"}
SIGNED: dict[str, Any] = sign({"request": LOGIN}, "C2", SECRET)
BLOCK: dict[str, Any] = SIGNED["authentication"]


def refused(customer: Customer, box: Sandbox, reply: dict[str, Any], verdict: Verdict) -> str:
    """Check that a message was refused as a whole; gives the words."""
    assert reply == {
        "result": {"error": verdict.code, "msg": reply["result"]["msg"]},
        "data": None,
        "logs": "",
    }
    assert [received.verdict for received in box.requests] == [verdict]
    # In the words and in what is kept alike.
    [received] = box.requests
    assert received.problems[0] in reply["result"]["msg"]
    assert received.reply == reply
    text: str = reply["result"]["msg"]
    return text


@pytest.mark.parametrize(
    ("path", "verdict", "words"),
    [
        (
            "/openapi/V2.0.6/AgentLogn",
            Verdict.UNKNOWN_OPERATION,
            (
                "Invalid Command. the spec has no operation at POST /openapi/V2.0.6/AgentLogn; did you "
                "mean POST /openapi/V2.0.{revision}/AgentLogin?"
            ),
        ),
        (
            "/openapi/V2.0.6/VoiceNotifaction",
            Verdict.UNKNOWN_OPERATION,
            "Invalid Command. the spec has no operation at POST /openapi/V2.0.6/VoiceNotifaction",
        ),
        (
            "/openapi/V2.1.6/AgentLogin",
            Verdict.UNKNOWN_OPERATION,
            (
                "Invalid Command. the spec has no operation at POST /openapi/V2.1.6/AgentLogin; did you "
                "mean POST /openapi/V2.0.{revision}/AgentLogin?"
            ),
        ),
        (
            "/openapi/V2.0.6/agentlogin",
            Verdict.UNKNOWN_OPERATION,
            (
                "Invalid Command. the spec has no operation at POST /openapi/V2.0.6/agentlogin; did you "
                "mean POST /openapi/V2.0.{revision}/AgentLogin?"
            ),
        ),
        ("/", Verdict.UNKNOWN_OPERATION, "Invalid Command. the spec has no operation at POST /"),
        (
            "/openapi/V2.0.5/AgentLogin",
            Verdict.WRONG_REVISION,
            "Invalid Command. revision is '5' in the path; AgentLogin has one of 1, 2, 3, 4, 6",
        ),
        (
            "/openapi/V2.0.06/AgentLogin",
            Verdict.WRONG_REVISION,
            "Invalid Command. revision is '06' in the path; AgentLogin has one of 1, 2, 3, 4, 6",
        ),
        (
            "/openapi/V2.0.3/getRecordsList",
            Verdict.WRONG_REVISION,
            "Invalid Command. revision is '3' in the path; getRecordsList has one of 4, 6",
        ),
    ],
)
def test_an_address_that_is_none(
    customer: Customer, box: Sandbox, path: str, verdict: Verdict, words: str
) -> None:
    reply = customer.http.post(path, json=SIGNED)
    assert reply.status_code == 200
    assert refused(customer, box, reply.json(), verdict) == words


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "OPTIONS", "post"])
def test_another_method(customer: Customer, box: Sandbox, method: str) -> None:
    request = customer.http.build_request("POST", "/openapi/V2.0.6/AgentLogin", json=SIGNED)
    request.method = method
    reply = customer.http.send(request).json()
    assert refused(customer, box, reply, Verdict.WRONG_METHOD) == (
        f"Invalid Request. the method is {method}; AgentLogin is asked for with POST"
    )


@pytest.mark.parametrize(
    ("body", "verdict", "words"),
    [
        (b"", Verdict.NOT_JSON, "the body is empty; expected a JSON object"),
        (b" \r\n", Verdict.NOT_JSON, "the body is empty; expected a JSON object"),
        (b'{"request":', Verdict.NOT_JSON, "the body isn't JSON: Expecting value"),
        (b"request=1", Verdict.NOT_JSON, "the body isn't JSON: Expecting value"),
        (b'{"a":NaN}', Verdict.NOT_JSON, "the body isn't JSON: NaN is not a JSON value"),
        (b'{"a":' + b"9" * 5000 + b"}", Verdict.NOT_JSON, "the body isn't JSON"),
        (b"[" * 100_000, Verdict.NOT_JSON, "the body is nested too deeply"),
        (b'{"a":"\\ud800"}', Verdict.NOT_JSON, "the body has half of a surrogate pair"),
        (
            b"\xef\xbb\xbf" + json.dumps(SIGNED).encode(),
            Verdict.NOT_UTF8,
            "the body begins with a BOM (EF BB BF); expected UTF-8 without a BOM",
        ),
        (
            json.dumps(SIGNED).encode("utf-16"),
            Verdict.NOT_UTF8,
            "the body begins with a BOM of UTF-16; expected UTF-8 without a BOM",
        ),
        (
            '{"userData":"订单"}'.encode("gbk"),
            Verdict.NOT_UTF8,
            "the body isn't UTF-8: byte 0xb6 at position 13; it reads as GB18030 (GBK), so encode",
        ),
        (b'{"a":"\xff"', Verdict.NOT_UTF8, "the body isn't UTF-8: byte 0xff at position 6"),
    ],
)
def test_a_body_that_can_not_be_read(
    customer: Customer, box: Sandbox, body: bytes, verdict: Verdict, words: str
) -> None:
    text = refused(customer, box, customer.raw("AgentLogin", body), verdict)
    assert text.startswith(f"Invalid Data. {words}")


@pytest.mark.parametrize("body", [[], [SIGNED], "text", 1, None, True])
def test_json_that_is_no_object(customer: Customer, box: Sandbox, body: object) -> None:
    reply = customer.raw("AgentLogin", body)
    assert refused(customer, box, reply, Verdict.INVALID_MESSAGE) == (
        'Invalid Request. the body is JSON but no object; expected an object, {"authentication": …}'
    )


@pytest.mark.parametrize(
    ("block", "words"),
    [
        (None, "authentication is null; expected an object"),
        ([], "authentication is an empty list; expected an object"),
        (
            {key: value for key, value in BLOCK.items() if key != "seq"},
            (
                "authentication.seq is missing; expected text or a whole number, fitting ^[0-9]+$, "
                'such as "5271"'
            ),
        ),
        (
            {"custmer" if key == "customer" else key: value for key, value in BLOCK.items()},
            (
                "authentication.customer is missing; expected text, fitting ^[A-Za-z0-9_-]+$, "
                'such as "C2"; is `custmer` meant to be it?'
            ),
        ),
        ({**BLOCK, "timestamp": "today"}, 'authentication.timestamp is "today"; expected text or'),
        (
            {**BLOCK, "timestamp": 1471918933.5},
            "authentication.timestamp is 1471918933.5; expected",
        ),
        ({**BLOCK, "seq": True}, "authentication.seq is true; expected text or a whole number"),
        ({**BLOCK, "seq": "5271\n"}, 'authentication.seq is "5271\\n"; expected text or'),
        ({**BLOCK, "digest": None}, "authentication.digest is null; expected text"),
        ({**BLOCK, "agent": "123456789"}, 'authentication.agent is "123456789"; expected text or'),
        (
            {**BLOCK, "seq": 5271.0},
            "authentication.timestamp and seq must be text, or numbers without fraction or",
        ),
    ],
)
def test_a_block_that_is_none(customer: Customer, box: Sandbox, block: object, words: str) -> None:
    reply = customer.raw("AgentLogin", {"authentication": block, "request": LOGIN})
    text = refused(customer, box, reply, Verdict.INVALID_AUTHENTICATION)
    assert text.startswith(f"Invalid User. {words}")


def test_a_message_without_a_block(customer: Customer, box: Sandbox) -> None:
    reply = customer.raw("AgentLogin", {"request": LOGIN})
    assert refused(customer, box, reply, Verdict.INVALID_AUTHENTICATION) == (
        "Invalid User. authentication is missing; expected an object with "
        "`customer`, `timestamp`, `seq`, `digest`"
    )


def test_an_unknown_customer(customer: Customer, box: Sandbox) -> None:
    reply = customer.raw("AgentLogin", sign({"request": LOGIN}, "c2", SECRET))
    assert refused(customer, box, reply, Verdict.UNKNOWN_CUSTOMER) == (
        "Invalid User. authentication.customer is 'c2'; this sandbox knows C2, SCCC-test"
    )


def md5(text: str, encoding: str = "utf-8") -> str:
    return hashlib.md5(text.encode(encoding), usedforsecurity=False).hexdigest()


TEXT = f"C2@1471918933001@5271@{SECRET}"
# A block whose digest begins with a zero.
ZERO_SEQ = next(
    seq for seq in range(1000) if compute_digest("C2", 1471918933001, seq, SECRET).startswith("0")
)
WRONG_DIGESTS = {
    "another secret": ({"digest": "0" * 32}, "it fits none of the known mistakes"),
    "seconds sent, milliseconds signed": (
        {"timestamp": "1471918933", "digest": md5(TEXT)},
        "milliseconds were signed and seconds sent",
    ),
    "leading zeros dropped": (
        {
            "seq": str(ZERO_SEQ),
            "digest": compute_digest("C2", 1471918933001, ZERO_SEQ, SECRET).lstrip("0"),
        },
        "it lacks leading zeros",
    ),
    "UTF-16": ({"digest": md5(TEXT, "utf-16-le")}, "it was made over UTF-16"),
    "a line end in the secret": ({"digest": md5(TEXT + "\n")}, "secret"),
    "another customer": (
        {"digest": compute_digest("SCCC-test", 1471918933001, 5271, SECRET)},
        "it was made for the customer 'SCCC-test', and 'C2' was sent",
    ),
    "the command's seq": (
        {"digest": compute_digest("C2", 1471918933001, 1, SECRET)},
        "it was made with another seq than the block's: '1', not '5271'",
    ),
    "the secret itself": ({"digest": SECRET}, "the secret itself was sent as the digest"),
    "no hex digits": ({"digest": "订单"}, "it is not 32 hex digits"),
}


@pytest.mark.parametrize(("changes", "words"), WRONG_DIGESTS.values(), ids=WRONG_DIGESTS)
def test_a_wrong_digest_is_explained(
    customer: Customer, box: Sandbox, changes: dict[str, Any], words: str
) -> None:
    block = {"customer": "C2", "timestamp": "1471918933001", "seq": "5271", **changes}
    reply = customer.raw("AgentLogin", {"authentication": block, "request": LOGIN})
    text = refused(customer, box, reply, Verdict.WRONG_DIGEST)
    assert text.startswith("Invalid User. The digest is wrong: ")
    assert words in text
    assert SECRET not in text
    signature = box.requests[0].signature
    assert signature is not None
    assert signature.verified is False


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ({}, "the message lacks `request` and `requests`; expected one of `request` or `requests`"),
        (
            {"request": LOGIN, "requests": [LOGIN]},
            "the message has `request` and `requests`; expected one of `request` or `requests`",
        ),
        ({"request": None}, "request is null; expected an object"),
        ({"request": "AgentLogin"}, 'request is "AgentLogin"; expected an object'),
        ({"request": [LOGIN]}, "request is a list of 1 item; expected an object"),
        ({"requests": LOGIN}, "requests is an object; expected a list, at least 1 item"),
        ({"requests": []}, "requests is an empty list; expected a list, at least 1 item"),
        ({"request": LOGIN, "param": "debug"}, 'param is "debug"; expected an object'),
        (
            {"request": LOGIN, "param": {"debug": "yes"}},
            'param.debug is "yes"; expected true or false or text, fitting ^(true|false)$',
        ),
    ],
)
def test_an_invalid_envelope(
    customer: Customer, box: Sandbox, message: dict[str, Any], words: str
) -> None:
    text = refused(customer, box, customer.message("AgentLogin", message), Verdict.INVALID_MESSAGE)
    assert text.startswith(f"Invalid Request. {words}")


BAD_COMMANDS = [
    (
        "AgentLogin",
        {"seq": "1"},
        (
            "request.agent is missing; expected text or a whole number, fitting ^[0-9]{1,8}$, "
            '0 to 99999999, such as "1000"'
        ),
    ),
    (
        "AgentLogin",
        {"seq": "1", "agnet": "1000"},
        (
            "request.agent is missing; expected text or a whole number, fitting ^[0-9]{1,8}$, "
            '0 to 99999999, such as "1000"; is `agnet` meant to be it?'
        ),
    ),
    ("AgentLogin", {"agent": "1000"}, "request.seq is missing; expected text or a whole number"),
    ("AgentLogin", {"seq": "1", "agent": "12a"}, 'request.agent is "12a"; expected text or'),
    ("AgentLogin", {"seq": "1", "agent": ""}, 'request.agent is ""; expected text or'),
    ("AgentLogin", {"seq": "1", "agent": 123456789}, "request.agent is 123456789; expected"),
    ("AgentLogin", {"seq": "1", "agent": "１０"}, 'request.agent is "１０"; expected text or'),
    ("AgentLogin", {"seq": 1.5, "agent": "1"}, "request.seq is 1.5; expected text or a whole"),
    (
        "AgentLogin",
        {"seq": "1", "agent": "1", "userData": "x" * 31},
        f'request.userData is "{"x" * 31}"; expected text, at most 30 characters',
    ),
    (
        "VoiceVerify",
        {"seq": "1", "verifyCode": "12", "callee": "13770761337"},
        'request.verifyCode is "1…"; expected text or a whole number, fitting ^[0-9]{3,8}$',
    ),
    (
        "VoiceVerify",
        {"seq": "1", "verifyCode": "1234", "callee": "13770761337", "playTimes": 6},
        "request.playTimes is 6; expected a whole number or text, fitting ^[1-5]$, 1 to 5",
    ),
    (
        "CallTaskCreate",
        {"seq": "1", "agent": "1", "mode": "7", "callees": ["13770761337"]},
        'request.mode is "7"; expected one of 2, 5, as a number or as text',
    ),
    (
        "CallTaskCreate",
        {"seq": "1", "agent": "1", "mode": 2, "callees": "13770761337"},
        'request.callees is "13770761337"; expected a list, 1 to 1000 items',
    ),
    (
        "CallTaskCreate",
        {"seq": "1", "agent": "1", "mode": 2, "callees": ["1"] * 1001},
        "request.callees is a list of 1001 items; expected a list, 1 to 1000 items",
    ),
    (
        "CallTaskControl",
        {"seq": "1", "taskID": "7", "action": "Start"},
        'request.action is "Start"; expected one of "start", "stop"',
    ),
    (
        "getCdrList",
        {"seq": "1", "startTime": "2018-9-10 00:00:00"},
        'request.startTime is "2018-9-10 00:00:00"; expected text, fitting',
    ),
    (
        "CallNumber",
        {"seq": "1", "agent": "1", "callee": "1377O761337"},
        'request.callee is "137…37" (with "O"); expected text or a whole number, fitting ^[0-9]+$',
    ),
]


@pytest.mark.parametrize(("operation", "command", "words"), BAD_COMMANDS)
def test_a_bad_command_is_refused_by_its_own_result(
    customer: Customer, box: Sandbox, operation: str, command: dict[str, Any], words: str
) -> None:
    reply = customer.command(operation, command)
    assert reply["result"]["error"] == 0
    response = reply["data"]["response"]
    assert response["result"]["error"] == Verdict.COMMAND_REFUSED.code
    assert response["result"]["msg"].startswith(f"Invalid Parameter. {words}")
    seq = command.get("seq")
    assert response.get("seq") == (seq if isinstance(seq, str) else None)
    [received] = box.requests
    assert received.verdict is Verdict.COMMAND_REFUSED
    assert received.problems[0].startswith(words)


def test_one_bad_command_of_a_batch_leaves_the_others_alone(
    customer: Customer, box: Sandbox
) -> None:
    commands: list[object] = [
        {"seq": "1", "agent": "1000", "userData": "a"},
        {"seq": "2", "agent": "x", "userData": "b"},
        "no object",
        {"seq": "3", "agent": "1001", "userData": "c"},
    ]
    reply = customer.message("getAgentStatus", {"requests": commands})
    assert reply["result"]["error"] == 0
    first, second, third, fourth = reply["data"]["responses"]
    assert [first["userData"], fourth["userData"]] == ["a", "c"]
    assert [first["result"]["error"], fourth["result"]["error"]] == [0, 0]
    assert "workStatus" in first
    assert (second["seq"], second["userData"]) == ("2", "b")
    assert second["result"]["msg"].startswith('Invalid Parameter. requests[1].agent is "x"')
    assert list(third) == ["result"]
    assert third["result"]["msg"] == (
        'Invalid Parameter. requests[2] is "no object"; expected an object with `seq`, `agent`'
    )
    assert box.requests[0].verdict is Verdict.COMMAND_REFUSED


def test_several_faults_are_counted_in_msg_and_listed_in_logs(customer: Customer) -> None:
    message = {"param": {"debug": True}, "request": {"seq": "1", "agent": "x", "userData": 5}}
    reply = customer.message("AgentLogin", message)
    msg = reply["data"]["response"]["result"]["msg"]
    assert msg.endswith("(and 1 more: param.debug puts all into `logs`)")
    assert 'request.agent is "x"' in reply["logs"]
    assert "request.userData is 5; expected text" in reply["logs"]


def test_a_long_list_of_faults_is_cut_in_logs(customer: Customer) -> None:
    command = {"seq": "1", "agent": "1", "mode": 2, "callees": ["x"] * 100}
    message = {"param": {"debug": True}, "request": command}
    lines = customer.message("CallTaskCreate", message)["logs"].splitlines()
    assert (len(lines), lines[-2]) == (24, "… and 80 more")


def test_logs_lead_to_the_description_of_the_operation(customer: Customer) -> None:
    message = {"param": {"debug": True}, "request": {"seq": "1", "callee": "1"}}
    link = customer.message("CallNumber", message)["logs"].splitlines()[-1].removeprefix("see ")
    assert link == f"{str(customer.http.base_url).rstrip('/')}/reference#CallNumber"
    page = customer.http.get(link)
    assert (page.status_code, '<section id="CallNumber"' in page.text) == (200, True)


def test_logs_of_what_is_accepted_lead_nowhere(customer: Customer) -> None:
    message = {"param": {"debug": True}, "request": {"seq": "1", "agent": "1000"}}
    assert "/reference" not in customer.message("AgentLogin", message)["logs"]


@pytest.mark.parametrize(
    ("operation", "message", "problem"),
    [
        (
            "getCdrList",
            {"request": {"seq": "1", "serverType": "5"}},
            "request.serverType isn't in the spec and is ignored; did you mean `serviceType`?",
        ),
        (
            "getCdrList",
            {"requests": [{"seq": "1"}, {"seq": "2", "starttime": "x"}]},
            "requests[1].starttime isn't in the spec and is ignored; did you mean `startTime`?",
        ),
        (
            "AgentLogin",
            {"request": LOGIN, "prama": {"debug": True}},
            "prama isn't in the spec and is ignored; did you mean `param`?",
        ),
        (
            "AgentLogin",
            {"request": {**LOGIN, "colour": {"red": 1}}},
            "request.colour isn't in the spec and is ignored",
        ),
    ],
)
def test_an_unknown_field_is_noted_and_accepted(
    customer: Customer, box: Sandbox, operation: str, message: dict[str, Any], problem: str
) -> None:
    assert customer.message(operation, message)["result"]["error"] == 0
    [received] = box.requests
    assert (received.verdict, received.problems) == (Verdict.ACCEPTED, (problem,))


def test_an_unknown_field_stands_in_logs(customer: Customer) -> None:
    message = {"param": {"debug": "true"}, "request": {**LOGIN, "agnet": "1"}}
    logs = customer.message("AgentLogin", message)["logs"]
    assert logs.endswith("request.agnet isn't in the spec and is ignored")


def test_a_key_that_stands_twice_is_noted(customer: Customer, box: Sandbox) -> None:
    raw = json.dumps(SIGNED).replace('"seq": "1"', '"seq": "0", "seq": "1"').encode()
    assert customer.raw("AgentLogin", raw)["data"]["response"]["seq"] == "1"
    assert box.requests[0].problems == (
        "`seq` stands twice in one object; the last one counts here",
    )


def test_every_refusal_has_a_code_of_its_own_beyond_31_bits() -> None:
    codes = [verdict.code for verdict in Verdict if verdict is not Verdict.ACCEPTED]
    assert len(set(codes)) == len(codes)
    assert min(codes) > 2**31
    # 0xF0000007 is the one code of the platform that is known (field notes).
    assert 4026531847 not in codes
