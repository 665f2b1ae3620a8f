"""A notification that is added to the YAML, and nothing else: its class, its place in `Handlers`, its key."""

from __future__ import annotations

import copy
import os
import subprocess
import sys
from pathlib import Path

from generator.emit import to_yaml
from tests.spec.document import DATA

USE = """
from callcenter_client.webhooks import CallHeld, Handlers, Notification, parse

handlers = Handlers()


@handlers.on(CallHeld)
def held(event: CallHeld) -> str:
    return f"{event.agent} {event.answered} {event.customer_name} {event.shift}"


def narrowed(event: Notification) -> str | None:
    return event.agent if isinstance(event, CallHeld) else None


body = {"authentication": {"customer": "C2"}, "customerName": "x", "shift": 2}
event = parse(body | {"notify": {"type": "callheld", "agent": 1000, "session": 7, "timeLength": "3"}})
print(handlers(event), event.dedupe_key, narrowed(event))
"""


def test_a_notification_of_the_yaml_alone_has_class_handlers_and_key(tmp_path: Path) -> None:
    data = copy.deepcopy(DATA)
    webhook = copy.deepcopy(data["webhooks"]["billing"])
    webhook["post"] |= {
        "operationId": "callheld",
        "summary": "A call is held",
        "x-dedupe": ["notify.session"],
    }
    content = webhook["post"]["requestBody"]["content"]["application/json"]
    content["schema"]["$ref"] = "#/components/schemas/CallHeldNotification"
    content["examples"] = {
        "held": {
            "value": {
                "authentication": next(iter(content["examples"].values()))["value"][
                    "authentication"
                ],
                "notify": {"type": "callheld", "seq": "1", "agent": "1000"},
            }
        }
    }
    data["webhooks"]["callheld"] = webhook
    schemas = data["components"]["schemas"]
    body = copy.deepcopy(schemas["BillingNotification"])
    body["properties"]["notify"]["$ref"] = "#/components/schemas/CallHeldNotify"
    body["properties"]["shift"] = {
        "type": "integer",
        "description": "Which shift.",
        "examples": [2],
    }
    fields = schemas["BillingNotify"]["properties"]
    schemas["CallHeldNotification"] = body
    schemas["CallHeldNotify"] = {
        "type": "object",
        "description": "A call is held. (§6)",
        "required": ["type", "seq"],
        "properties": {
            "type": {
                "type": "string",
                "enum": ["callheld"],
                "description": "Which.",
                "examples": ["callheld"],
            },
            "seq": fields["seq"],
            "agent": schemas["CallStartNotify"]["properties"]["agent"],
            "session": fields["session"],
            "timeLength": fields["timeLength"],
        },
    }
    (tmp_path / "spec.yaml").write_text(to_yaml(data), encoding="utf-8")
    (tmp_path / "use.py").write_text(USE, encoding="utf-8")
    made = [
        sys.executable,
        "-m",
        "generator",
        "generate",
        "--spec",
        str(tmp_path / "spec.yaml"),
        "--out",
        str(tmp_path),
    ]
    done = subprocess.run(
        made, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2]
    )
    assert (0, "") == (done.returncode, done.stderr)

    paths = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    for command, printed in (
        (["use.py"], "1000 True x 2 callheld|7 1000\n"),
        (["-m", "mypy", "--strict", "use.py"], "Success: no issues found in 1 source file\n"),
    ):
        done = subprocess.run(
            [sys.executable, *command],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": paths, "MYPYPATH": str(tmp_path)},
        )
        assert (0, printed) == (done.returncode, done.stdout), done.stderr
