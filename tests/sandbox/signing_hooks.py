"""Hooks for schemathesis: sign what it sends, and read refusals out of the envelope.

The sandbox answers HTTP 200 to all, as the platform does (§4). For schemathesis a refusal becomes a
status 400 here; what only the state doesn't allow (an agent who isn't there) stays a 200. The
document is the `openapi.json` in the folder in which schemathesis runs.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import hypothesis
import jsonschema_rs
import schemathesis

from callcenter_auth import compute_digest
from callcenter_sandbox import Verdict
from tests.sandbox.customer import SECRET

# schemathesis steers its fuzzing towards what is accepted. With right signatures that much is accepted
# anyway, and steering takes as long as all the rest.
hypothesis.target = lambda observation, *, label="": observation


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: Any) -> None:
    """Give a message whose block could be right the right customer and digest."""
    block = case.body.get("authentication") if isinstance(case.body, dict) else None
    if not isinstance(block, dict) or not {"customer", "timestamp", "seq", "digest"} <= set(block):
        return
    if not is_name(block["customer"]) or not re.fullmatch("[0-9a-fA-F]{32}", str(block["digest"])):
        return
    for name in ("timestamp", "seq"):
        value = block[name]
        if isinstance(value, float) and value.is_integer():
            block[name] = int(
                value
            )  # 5.0 is an integer to JSON Schema, but has no text to be signed
        if not is_serial(block[name]):
            return
    block["customer"] = "C2"
    block["digest"] = compute_digest("C2", block["timestamp"], block["seq"], SECRET)


@schemathesis.hook
def after_call(context: Any, case: Any, response: Any) -> None:
    """Check the envelope, and turn a refusal into a status."""
    raw = case.operation.definition.raw
    if raw.get("operationId") == "downloadRecording" or case.method != "POST":
        return
    assert response.status_code == 200, response.status_code
    reply = response.json()
    schema = raw["responses"]["200"]["content"]["application/json"]["schema"]
    validator(json.dumps(schema)).validate(reply)
    data = reply["data"] or {}
    responses = data.get("responses") or [data.get("response")]
    errors = {reply["result"]["error"], *(one["result"]["error"] for one in responses if one)}
    if errors - {0, Verdict.NOT_POSSIBLE.code}:
        response.status_code = 400


@cache
def validator(schema: str) -> jsonschema_rs.Draft202012Validator:
    document = json.loads(Path("openapi.json").read_text(encoding="utf-8"))
    whole = {**json.loads(schema), "components": document["components"]}
    return jsonschema_rs.Draft202012Validator(whole)


def is_name(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch("[A-Za-z0-9_-]+", value) is not None


def is_serial(value: object) -> bool:
    return not isinstance(value, bool) and re.fullmatch("[0-9]+", str(value)) is not None
