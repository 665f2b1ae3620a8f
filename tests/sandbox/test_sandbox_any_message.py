"""Whatever comes, the sandbox judges it, and replies by the document."""

import json
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callcenter_auth import sign
from callcenter_sandbox import Sandbox, Verdict
from callcenter_sandbox._document import default_spec, read_document
from callcenter_sandbox._http import Request
from tests.sandbox.customer import SECRET

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False)
    | st.text(max_size=12)
    | st.sampled_from(["1000", "13770761337", "", "true", "2018-09-10 00:00:00", 2, "5"])
)
NAMES = st.sampled_from(
    ["seq", "agent", "userData", "callees", "mode", "param", "debug"]
) | st.text(max_size=6)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=12,
)
PARTS = st.sampled_from(["request", "requests", "param", "authentication", "extra"])
KEEP = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def reply_checks() -> dict[str, jsonschema_rs.Validator]:
    components = read_document(default_spec())["components"]
    names = {"CallTaskCreate": "CallTaskCreateReply", "getCdrList": "GetCdrListReply"}
    return {
        operation: jsonschema_rs.validator_for(
            {"$ref": f"#/components/schemas/{schema}", "components": components}
        )
        for operation, schema in names.items()
    }


def judged(box: Sandbox, operation: str, body: bytes) -> tuple[Verdict, Any]:
    target = f"/openapi/V2.0.6/{operation}"
    reply = box._platform.answer(Request("POST", target, (), body))
    assert reply.status == 200
    return box.requests[-1].verdict, json.loads(reply.body)


@pytest.mark.parametrize("operation", ["CallTaskCreate", "getCdrList"])
@given(changes=st.dictionaries(PARTS, ANYTHING, min_size=1, max_size=3))
@KEEP
def test_any_signed_message_is_judged(
    box: Sandbox,
    reply_checks: dict[str, jsonschema_rs.Validator],
    operation: str,
    changes: dict[str, Any],
) -> None:
    message: dict[str, Any] = {"request": {"seq": "1"}, **changes}
    block = changes.get("authentication")
    signed = sign({k: v for k, v in message.items() if k != "authentication"}, "C2", SECRET)
    if isinstance(block, dict):  # changes to a right block
        signed["authentication"].update(block)
    verdict, reply = judged(box, operation, json.dumps(signed).encode())
    assert verdict is not Verdict.INTERNAL_ERROR
    assert list(reply_checks[operation].iter_errors(reply)) == []


@given(body=st.binary(max_size=60) | ANYTHING.map(lambda value: json.dumps(value).encode()))
@KEEP
def test_any_bytes_are_judged(box: Sandbox, body: bytes) -> None:
    verdict, reply = judged(box, "CallTaskCreate", body)
    assert verdict not in {Verdict.ACCEPTED, Verdict.INTERNAL_ERROR}
    assert (reply["result"]["error"], reply["data"]) == (verdict.code, None)


@given(target=st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=40))
@KEEP
def test_any_address_is_judged(box: Sandbox, target: str) -> None:
    for method in ("GET", "POST"):
        for begin in ("/", "", "http://[", "/openapi/V2.0.6/"):
            box._platform.answer(Request(method, begin + target, (), b"{}"))
            assert box.requests[-1].verdict not in {Verdict.ACCEPTED, Verdict.INTERNAL_ERROR}
