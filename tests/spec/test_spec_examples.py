"""The examples are what a partner copies: they must be signed, valid, and there for every case."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import pytest

from tests.spec.document import (
    DATA,
    PUBLISHED_SECRET,
    all_operations,
    component,
    digest,
    faults,
    media,
    walk,
)

if TYPE_CHECKING:
    from tests.spec.document import Node

OPERATIONS = [(name, it) for name, it in all_operations() if name not in DATA["webhooks"]]
NOTIFICATIONS = [(name, it) for name, it in all_operations() if name in DATA["webhooks"]]
GUIDE: str = DATA["info"]["description"]


@pytest.mark.parametrize(("name", "operation"), all_operations())
def test_every_example_is_valid(name: str, operation: Node) -> None:
    found = [
        f"{key}: {fault}"
        for media_type in media(operation)
        for key, example in media_type["examples"].items()
        for fault in faults(component(media_type), example["value"])
    ]
    assert found == []


@pytest.mark.parametrize(("name", "operation"), all_operations())
def test_every_example_is_signed_with_the_published_secret(name: str, operation: Node) -> None:
    for key, example in media(operation)[0]["examples"].items():
        block = example["value"]["authentication"]
        assert block["digest"] == digest(block, PUBLISHED_SECRET), key


@pytest.mark.parametrize(("name", "operation"), OPERATIONS)
def test_an_operation_shows_one_command_a_batch_a_success_and_a_refusal(
    name: str, operation: Node
) -> None:
    request, answer = (media_type["examples"] for media_type in media(operation))
    assert "request" in request["single"]["value"]
    assert len(request["batch"]["value"]["requests"]) > 1
    data = answer["success"]["value"]["data"]
    assert data["response"]["result"]["error"] == 0
    refused = answer["refused"]["value"]
    assert refused["result"]["error"] == 0
    result = {"error": 4026531847, "msg": "Command exec failed."}
    assert refused["data"]["response"]["result"] == result
    sent = [command["seq"] for command in request["batch"]["value"]["requests"]]
    assert sent == [it["seq"] for it in answer["batch"]["value"]["data"]["responses"]]


@pytest.mark.parametrize(("name", "operation"), OPERATIONS)
def test_the_first_examples_belong_together(name: str, operation: Node) -> None:
    request, answer = (media_type["examples"] for media_type in media(operation))
    block, data = request["single"]["value"], answer["refused"]["value"]["data"]
    assert data["seq"] == block["authentication"]["seq"]
    assert data["response"]["seq"] == block["request"]["seq"]
    if name != "HangupCall":  # its response has no userData
        assert data["response"]["userData"] == block["request"]["userData"]


@pytest.mark.parametrize(("name", "operation"), NOTIFICATIONS)
def test_a_notification_shows_text_and_numbers(name: str, operation: Node) -> None:
    values = [it["value"]["notify"] for it in media(operation)[0]["examples"].values()]
    assert {str, int} <= {type(value) for notify in values for value in notify.values()}


def test_bills_show_every_form_of_a_time_and_of_an_unanswered_call() -> None:
    request, _ = media(dict(NOTIFICATIONS)["billing"])
    bills = [it["value"]["notify"] for it in request["examples"].values()]
    answered = [bill["answerTime"] for bill in bills]
    for form in (r"\d{4}-\d\d-\d\d .*", r"\d{10}", r"\d{13}", "", "0", "0000-00-00 00:00:00"):
        assert any(re.fullmatch(form, str(time)) for time in answered), form
    assert any(isinstance(time, int) for time in answered)
    assert None in answered
    assert any(
        bill["answerTime"] == bill["byeTime"] and bill["timeLength"] == "0" for bill in bills
    )
    assert {None, ""} <= {bill["timeLength"] for bill in bills}
    assert "" in {bill.get("staffNo") for bill in bills}


def test_a_screen_pop_shows_both_spellings_of_its_call_type() -> None:
    request, _ = media(dict(NOTIFICATIONS)["screenpop"])
    keys = [it["value"]["notify"].keys() for it in request["examples"].values()]
    assert any("call_type" in it for it in keys)
    assert any("Call_type" in it for it in keys)


def test_the_guide_works_the_published_digest_out() -> None:
    signed = re.search(r"`(C2@1471918933001@5271@[0-9A-F]{40})`", GUIDE)
    assert signed is not None
    assert signed[1].endswith(PUBLISHED_SECRET)
    made = hashlib.md5(signed[1].encode(), usedforsecurity=False).hexdigest()
    assert f"`{made}`" in GUIDE
    assert f"{len(signed[1].encode())} bytes" in GUIDE


def test_the_only_secret_in_the_document_is_the_published_one() -> None:
    texts = [value for _, node in walk(DATA) for value in node.values() if isinstance(value, str)]
    found = {key for text in texts for key in re.findall(r"\b[0-9A-Fa-f]{32,40}\b", text)}
    assert found == {PUBLISHED_SECRET, "ae62e11cab746436b64a26f4ed8e41a3"}
    assert "published sample" in GUIDE
