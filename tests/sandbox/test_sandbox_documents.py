"""Other documents than the project's own: played when they can be, and refused in words when not."""

import json
import sys
import textwrap
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from callcenter_auth import sign
from callcenter_sandbox import Sandbox, UnusableSpec, Verdict, _document
from callcenter_sandbox._document import default_spec, read_document
from callcenter_sandbox._spec import Schemas
from callcenter_sandbox._synthesis import example_of
from tests.sandbox.customer import SECRET, Customer

# One operation with examples of its own, one with none: neither is in the project's document.
UNSEEN = """
openapi: 3.1.0
info: {title: Never seen, version: 2018-09-10}
paths:
  /openapi/V2.0.{revision}/SendFax:
    parameters:
      - {name: revision, in: path, required: true, schema: {type: integer, enum: [6, 7]}}
    post:
      operationId: SendFax
      requestBody:
        $ref: '#/components/requestBodies/SendFax'
      responses:
        200:
          content:
            application/json; charset=utf-8:
              schema: {$ref: '#/components/schemas/SendFaxReply'}
              examples:
                busy:
                  value: {result: {error: 5, msg: busy}, data: null}
                sent:
                  $ref: '#/components/examples/Sent'
  /openapi/V2.0.{revision}/Poll:
    parameters:
      - {name: revision, in: path, required: true, schema: {type: integer, enum: [6]}}
    post:
      operationId: Poll
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [authentication, request]
              properties:
                authentication: {type: object}
                request:
                  type: object
                  required: [seq]
                  properties: {seq: {type: string}, on: {type: string, enum: [on, off]}}
      responses:
        '200':
          content:
            application/json:
              schema: {$ref: '#/components/schemas/PollReply'}
components:
  examples:
    Sent:
      value:
        result: {error: '0', msg: ''}
        data: {seq: '1', response: {seq: '1', faxID: '8', pages: 3, result: {error: '0'}}}
  requestBodies:
    SendFax:
      content:
        application/json:
          schema: {$ref: '#/components/schemas/SendFaxMessage'}
  schemas:
    SendFaxMessage:
      type: object
      required: [authentication]
      properties:
        authentication: {type: object}
        request: {$ref: '#/components/schemas/SendFaxCommand'}
        requests: {type: array, items: {$ref: '#/components/schemas/SendFaxCommand'}}
      oneOf: [{required: [request]}, {required: [requests]}]
    SendFaxCommand:
      type: object
      required: [seq, number]
      properties:
        seq: {type: [string, integer]}
        number: {type: string, pattern: '^[0-9]+$', x-personal: number}
        pages: {type: integer, minimum: 1, maximum: 9}
    SendFaxReply:
      type: object
      properties:
        result: {$ref: '#/components/schemas/Result'}
        data:
          type: object
          properties:
            seq: {type: string}
            response: {$ref: '#/components/schemas/SendFaxResponse'}
    SendFaxResponse:
      type: object
      properties:
        seq: {type: [string, integer]}
        faxID: {type: string}
        pages: {type: integer}
        result: {$ref: '#/components/schemas/Result'}
    PollReply:
      type: object
      required: [result, data]
      properties:
        result: {$ref: '#/components/schemas/Result'}
        logs: {type: string}
        data:
          anyOf:
            - type: 'null'
            - type: object
              required: [response]
              properties:
                seq: {type: [string, 'null']}
                response:
                  allOf:
                    - type: object
                      properties: {seq: {type: string}, result: {$ref: '#/components/schemas/Result'}}
                    - type: object
                      required: [state, since, depth, tags, tree]
                      properties:
                        state: {type: string, enum: [FREE, TAKEN]}
                        since: {type: string, pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2} '}
                        depth: {type: [integer, 'null'], minimum: 3}
                        ratio: {type: number}
                        open: {type: boolean}
                        code: {type: string, minLength: 5, maxLength: 5, pattern: '^[0-9]+$'}
                        kind: {type: string, x-extensible-enum: [A, B]}
                        tags: {type: array, minItems: 1, items: {type: string, examples: [red]}}
                        tree: {$ref: '#/components/schemas/Tree'}
    Tree:
      type: object
      properties: {leaf: {const: 7}, children: {type: array, items: {$ref: '#/components/schemas/Tree'}}}
    Result:
      type: object
      required: [error]
      properties: {error: {anyOf: [{type: integer, default: 0}, {type: string}]}, msg: {type: string}}
"""


@pytest.fixture
def unseen(tmp_path: Path) -> Path:
    path = tmp_path / "unseen.yaml"
    path.write_text(UNSEEN, encoding="utf-8")
    return path


def test_an_operation_that_was_never_seen_is_accepted_and_echoed(unseen: Path) -> None:
    with Sandbox({"C2": SECRET}, spec=unseen) as box, Customer(box.url) as customer:
        reply = customer.command("sendFax", {"seq": 5, "number": "1", "pages": 2}, revision=7)
        assert reply["result"] == {"error": 0, "msg": ""}
        assert reply["data"]["response"] == {
            "seq": 5,
            "pages": 2,
            "result": {"error": 0, "msg": ""},
            "faxID": "8",
        }
        assert [received.operation for received in box.requests] == ["SendFax"]


def test_an_operation_that_was_never_seen_is_validated(unseen: Path) -> None:
    with Sandbox({"C2": SECRET}, spec=str(unseen)) as box, Customer(box.url) as customer:
        commands = [{"seq": "1", "number": "1"}, {"seq": "2", "number": "1", "pages": 10}]
        reply = customer.message("SendFax", {"requests": commands})
        first, second = reply["data"]["responses"]
        assert first["result"]["error"] == 0
        assert second == {
            "seq": "2",
            "result": {
                "error": Verdict.COMMAND_REFUSED.code,
                "msg": "Invalid parameter. requests[1].pages is 10; expected a whole number, 1 to 9",
            },
        }
        gone = customer.command("AgentLogin", {"seq": "1"})
        assert gone["result"]["error"] == Verdict.UNKNOWN_OPERATION.code


def test_a_reply_without_an_example_is_made_up_from_its_schema(unseen: Path) -> None:
    with Sandbox({"C2": SECRET}, spec=unseen) as box, Customer(box.url) as customer:
        reply = customer.command("Poll", {"seq": "1", "on": "off"})
    root = read_document(unseen)
    schema = {"$ref": "#/components/schemas/PollReply", "components": root["components"]}
    jsonschema_rs.validator_for(schema).validate(reply)
    response = reply["data"]["response"]
    assert (response["state"], response["since"][:4]) == ("FREE", "2018")
    assert (response["depth"], response["code"], response["kind"]) == (3, "00000", "A")
    assert (response["open"], response["ratio"], response["tags"]) == (True, 1, ["red"])
    assert response["tree"]["children"][0]["leaf"] == 7


def test_json_is_read_as_well(unseen: Path, tmp_path: Path) -> None:
    path = tmp_path / "unseen.json"
    path.write_text(json.dumps(read_document(unseen)), encoding="utf-8")
    with Sandbox({"C2": SECRET}, spec=path) as box, Customer(box.url) as customer:
        assert box.spec_version == "2018-09-10"
        assert customer.command("Poll", {"seq": "1"})["result"]["error"] == 0


def test_a_document_that_changed_is_read_anew(unseen: Path) -> None:
    assert Sandbox(spec=unseen).spec_version == "2018-09-10"
    unseen.write_text(UNSEEN.replace("2018-09-10}", "2018-09-11.1}"), encoding="utf-8")
    assert Sandbox(spec=unseen).spec_version == "2018-09-11.1"


def test_yaml_is_read_by_the_rules_of_version_1_2(tmp_path: Path) -> None:
    path = tmp_path / "types.yaml"
    path.write_text(
        "on: yes\nday: 2018-09-10\noctal: 0o17\nhex: 0x1F\nzeros: 0123\ntime: 12:30:00\n"
        "200: ok\nfloat: 1.5e3\nnothing: ~\nempty:\ntruth: true\nnull: 'null'\nbig: 1_000\n"
        "merged: &a {x: 1}\nalias: *a\n",
        encoding="utf-8",
    )
    assert read_document(path) == {
        "on": "yes",
        "day": "2018-09-10",
        "octal": 15,
        "hex": 31,
        "zeros": 123,
        "time": "12:30:00",
        "200": "ok",
        "float": 1500.0,
        "nothing": None,
        "empty": None,
        "truth": True,
        "null": "null",
        "big": "1_000",
        "merged": {"x": 1},
        "alias": {"x": 1},
    }


def operation(**parts: Any) -> str:
    """A document with one operation, as JSON, which is YAML too."""
    reply = {"200": {"content": {"application/json": {"schema": {"type": "object"}}}}}
    post = {"operationId": "Op", "responses": reply, **parts}
    return json.dumps({"openapi": "3.1.0", "paths": {"/Op": {"post": post}}})


UNUSABLE = {
    "no object": ("- 1\n", "isn't an OpenAPI document: there is no object at the top"),
    "nothing": ("", "isn't an OpenAPI document: there is no object at the top"),
    "no paths": ("openapi: 3.1.0\n", "has no operations under `paths`"),
    "bad YAML": ("a: [1\n", "isn't YAML: "),
    "a tag": ("a: !!python/object:os.system 1\n", "isn't YAML: "),
    "a dangling $ref": (
        operation(requestBody={"$ref": "#/components/requestBodies/None"}),
        "$ref '#/components/requestBodies/None' leads nowhere",
    ),
    "another file": (
        operation(requestBody={"$ref": "other.yaml#/a"}),
        "$ref 'other.yaml#/a' leads out of the document; bundle it into one file",
    ),
    "an endless $ref": (
        textwrap.dedent("""
            paths: {/Op: {post: {requestBody: {$ref: '#/a'}}}}
            a: {$ref: '#/b'}
            b: {$ref: '#/a'}
        """),
        "a chain of $ref has no end",
    ),
    "a schema that is none": (
        operation(
            requestBody={"content": {"application/json": {"schema": {"type": "txt"}}}},
        ),
        "a schema can't be used: ",
    ),
    "a pattern that is none": (
        operation(
            requestBody={"content": {"application/json": {"schema": {"pattern": "("}}}},
        ),
        "a schema can't be used: ",
    ),
    "a $ref in a schema": (
        operation(
            requestBody={"content": {"application/json": {"schema": {"$ref": "#/components/x"}}}},
        ),
        "a schema can't be used: ",
    ),
    "a $ref to no object": (
        operation(requestBody={"$ref": "#/openapi"}),
        "$ref '#/openapi' leads to no object",
    ),
}


@pytest.mark.parametrize(("text", "words"), UNUSABLE.values(), ids=UNUSABLE)
def test_a_document_that_can_not_be_played_is_refused_with_its_name(
    tmp_path: Path, text: str, words: str
) -> None:
    path = tmp_path / "api.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnusableSpec) as caught:
        Sandbox(spec=path)
    assert str(caught.value).startswith(f"{path}: {words}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("api.json", b'{"openapi": ', "isn't JSON: "),
        ("api.json", b"[" * 100_000, "is nested too deeply"),
        ("api.yaml", b"a: \xff", "isn't UTF-8"),
    ],
)
def test_a_file_that_can_not_be_read(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnusableSpec) as caught:
        Sandbox(spec=path)
    assert str(caught.value).startswith(f"{path}: {words}")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnusableSpec, match=r"none\.yaml: can't be read \(No such file"):
        Sandbox(spec=tmp_path / "none.yaml")
    with pytest.raises(UnusableSpec, match=r"can't be read"):
        Sandbox(spec=tmp_path)


def test_the_default_is_the_document_of_the_project() -> None:
    assert default_spec().name in {"openapi.yaml", "openapi.json"}


def test_the_json_of_the_wheel_goes_before_the_yaml_of_the_checkout(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, unseen: Path
) -> None:
    packaged = tmp_path / "openapi.json"
    packaged.write_text(json.dumps(read_document(unseen)), encoding="utf-8")
    monkeypatch.setattr("importlib.resources.files", lambda _: tmp_path)
    assert default_spec() == packaged
    assert Sandbox().spec_version == "2018-09-10"


def test_an_installation_without_a_document_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("importlib.resources.files", lambda _: tmp_path)
    monkeypatch.setattr(_document, "__file__", str(tmp_path / "a" / "b" / "_document.py"))
    with pytest.raises(UnusableSpec, match="no API description came with this installation"):
        Sandbox()


def test_yaml_needs_pyyaml_and_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "yaml", None)
    path = tmp_path / "api.yaml"
    path.write_text("openapi: 3.1.0", encoding="utf-8")
    with pytest.raises(UnusableSpec, match="reading YAML needs PyYAML; install it, or give"):
        Sandbox(spec=path)


def test_an_at_sign_in_a_signed_value_is_no_valid_digest(unseen: Path) -> None:
    """Where a document lets it pass, two different blocks would have one digest."""
    block = {"customer": "C2", "timestamp": "1@2", "seq": "3", "digest": "0" * 32}
    with Sandbox({"C2": SECRET}, spec=unseen) as box, Customer(box.url) as customer:
        message = {"authentication": block, "request": {"seq": "1"}}
        reply = customer.raw("Poll", message)
        assert reply["result"]["error"] == Verdict.WRONG_DIGEST.code


def test_a_batch_example_serves_when_there_is_no_other(tmp_path: Path) -> None:
    responses = [{"seq": "1", "state": "FREE", "result": {"error": 0}}]
    example = {"result": {"error": 0, "msg": "done"}, "data": {"responses": responses}}
    response: dict[str, Any] = {"properties": {"seq": {}}}
    schema = {"properties": {"data": {"properties": {"response": response}}}}
    reply = {"200": {"content": {"application/json": {"schema": schema, "example": example}}}}
    path = tmp_path / "api.json"
    path.write_text(operation(responses=reply), encoding="utf-8")
    with Sandbox({"C2": SECRET}, spec=path) as box, Customer(box.url) as customer:
        body = json.dumps(sign({"request": {"seq": "9"}}, "C2", SECRET)).encode()
        answer = customer.http.post("/op", content=body).json()
    assert answer["result"] == {"error": 0, "msg": "done"}
    assert answer["data"]["response"] == {
        "seq": "9",
        "result": {"error": 0, "msg": ""},
        "state": "FREE",
    }


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "string", "pattern": "(", "minLength": 2}, "00"),
        ({"type": "string", "minLength": 30}, "0" * 30),
        ({"type": "string", "pattern": "^Z$"}, ""),
        ({"type": ["null", "boolean"]}, True),
        ({"type": "null"}, None),
        ({"type": "array"}, []),
        ({"type": "number", "maximum": -3}, -3),
        ({"default": 5}, 5),
        ({"example": 6}, 6),
        ({"anyOf": [{"type": "null"}, {"enum": ["x"]}]}, "x"),
        ({}, {}),
    ],
)
def test_an_example_of_a_schema(schema: dict[str, Any], value: object) -> None:
    assert example_of(Schemas({}), schema) == value


def test_a_schema_that_contains_itself_without_end_has_an_example() -> None:
    schemas = Schemas({"a": {"properties": {"a": {"$ref": "#/a"}}}})
    assert "a" in example_of(schemas, {"$ref": "#/a"})
    schemas = Schemas({"a": {"anyOf": [{"$ref": "#/a"}, {"$ref": "#/a"}]}})
    assert example_of(schemas, {"$ref": "#/a"}) == {}
