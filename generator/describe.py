"""What the templates render: models, enums, operations and notifications, joined from the spec and openapi-python-client.

openapi-python-client knows classes, modules and Python names; the document knows what each of them is for. This is the
one place where the two meet, by component name and by operationId.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from openapi_python_client.parser.properties import EnumProperty, ModelProperty
from openapi_python_client.strings import ClassName, PythonIdentifier

from generator.fields import Field, make_field
from generator.view import Schema, json_schema, operations, target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openapi_python_client.parser import GeneratorData

    from generator.load import Document

FIELD_PREFIX = "field_"
# The one field that tells whether a call was answered (§6 billing): a notification that has it gets `answered`.
CALL_LENGTH = "timeLength"


@dataclass
class Model:
    """A class of `callcenter_client.models`.

    Attributes:
        command: It is (part of) what a caller sends: its fields take what a caller may give, and are checked.
        is_command: It is one command, whose seq is filled in when it isn't given.
        answer: It is the answer to one command: it gets `meta`.
    """

    name: str
    module: str
    schema: Schema
    fields: list[Field]
    command: bool = False
    is_command: bool = False
    answer: bool = False

    @property
    def imports(self) -> list[tuple[str, str, str]]:
        """(kind, module, class) of every class that its code needs, but its own."""
        found = {entry for f in self.fields for entry in f.classes if entry[2] != self.name}
        return sorted(found)

    @property
    def has_time(self) -> bool:
        """Does reading or writing it need a time zone?"""
        return any(f.has_time for f in self.fields)

    @property
    def personal(self) -> dict[str, str]:
        """What of a person its fields hold, by their names."""
        return {f.name: f.personal for f in self.fields if f.personal}


@dataclass
class Member:
    """A value of an enum, with its labels."""

    name: str
    value: str | int
    english: str
    chinese: str


@dataclass
class EnumClass:
    """A set of values that becomes an enum.

    Attributes:
        number: Are its values numbers?
        open: May other values come as well?
    """

    name: str
    module: str
    schema: Schema
    members: list[Member]
    number: bool
    open: bool


@dataclass
class Operation:
    """An operation of the platform, as the facade offers it."""

    name: str
    method: str
    path: str
    raw: Schema
    revisions: list[int]
    command: Model
    message: Model
    response: Model
    reply: Model
    beside: list[str]
    is_list: bool

    @property
    def constant(self) -> str:
        """What it's called in `_spec`."""
        return self.method.upper()

    @property
    def arguments(self) -> list[Field]:
        """The command's fields in the order of a signature: what must be given comes first."""
        given = [f for f in self.command.fields if f.wire != "seq"]
        return [f for f in given if f.must_be_given] + [f for f in given if not f.must_be_given]


@dataclass
class Notification:
    """A notification of the platform.

    Attributes:
        marks: The fields by which it is known when it has no type.
        beside: The scalars of its body that stand beside `notify`.
    """

    name: str
    key: str
    type: str | None
    raw: Schema
    notify: Model
    body: Schema
    marks: list[str]
    beside: list[Field] = field(default_factory=list)
    dedupe: list[str] = field(default_factory=list)

    @property
    def is_timed(self) -> bool:
        """Does it tell the length of a call?"""
        return any(f.wire == CALL_LENGTH and f.kind == "integer" for f in self.notify.fields)


@dataclass
class Download:
    """The operation that fetches a recording."""

    name: str
    path: str
    summary: str


@dataclass
class Description:
    """All that is rendered."""

    title: str
    version: str
    models: list[Model]
    enums: list[EnumClass]
    operations: list[Operation]
    notifications: list[Notification]
    download: Download | None = None

    @property
    def beside(self) -> list[Field]:
        """What stands beside `notify` in every notification, so that one of an unknown type may be taken to have it."""
        first, *others = [n.beside for n in self.notifications] or [[]]
        return [f for f in first if all(f.wire in {o.wire for o in other} for other in others)]

    @property
    def revisions(self) -> list[int]:
        """Those that any operation has."""
        return sorted(
            {revision for operation in self.operations for revision in operation.revisions}
        )

    @property
    def reasons(self) -> list[Member]:
        """The known texts of a result, from the enum behind `result.msg`."""
        for operation in self.operations:
            result = next((f for f in operation.reply.fields if f.wire == "result"), None)
            model = next((m for m in self.models if result and m.name == result.class_), None)
            message = next((f for f in model.fields if f.wire == "msg"), None) if model else None
            return next((e.members for e in self.enums if message and e.name == message.class_), [])
        return []

    @property
    def agent_pattern(self) -> str | None:
        """What the acting agent's number looks like, from the authentication block."""
        block = next((m for m in self.models if m.name == "Authentication"), None)
        agent = next((f for f in block.fields if f.wire == "agent"), None) if block else None
        return agent.schema.get("pattern") if agent else None

    @property
    def user_data_length(self) -> int:
        """The shortest limit of any command's user data."""
        fields = [f for o in self.operations for f in o.command.fields if f.wire == "userData"]
        return min((f.schema["maxLength"] for f in fields if "maxLength" in f.schema), default=30)

    @property
    def api_path(self) -> str:
        """What all operations' paths begin with."""
        prefixes = {operation.path.rpartition("/")[0] for operation in self.operations}
        return min(prefixes) if prefixes else ""


def python_name(name: str) -> str:
    """A name of the API as a Python identifier, as openapi-python-client makes it."""
    return str(PythonIdentifier(name, FIELD_PREFIX))


def class_name(name: str) -> str:
    """A component's name as a class, as openapi-python-client makes it."""
    return str(ClassName(name, FIELD_PREFIX))


def describe(document: Document, view: Schema, parsed: GeneratorData) -> Description:
    """Join the document with what openapi-python-client made of its client view."""
    schemas: dict[str, Schema] = view["components"]["schemas"]
    by_class = {class_name(name): schema for name, schema in schemas.items()}
    models = {
        model.name: model
        for model in (
            _model(prop, by_class)
            for prop in sorted(parsed.models, key=lambda m: m.class_info.name)
        )
    }
    described = Description(
        title=str(document.data["info"]["title"]),
        version=str(document.data["info"]["version"]),
        models=list(models.values()),
        enums=[
            _enum(prop, by_class)
            for prop in sorted(parsed.enums, key=lambda e: e.class_info.name)
            if isinstance(prop, EnumProperty)
        ],
        operations=[
            _operation(document.data, path, raw, models)
            for path, method, raw in operations(document.data)
            if method == "post" and is_command(document.data, raw)
        ],
        notifications=[
            _notification(document.data, key, raw, models)
            for key, _, raw in operations(document.data, "webhooks")
        ],
        download=next(
            (
                Download(str(raw["operationId"]), path, str(raw.get("summary", raw["operationId"])))
                for path, method, raw in operations(document.data)
                if method == "get"
                and "audio/*" in (raw.get("responses", {}).get("200", {}).get("content") or {})
            ),
            None,
        ),
    )
    for operation in described.operations:
        operation.response.answer = True
        operation.command.is_command = True
        # The auth plugin puts the authentication block in, and a message has one of two forms.
        operation.message.fields = [replace(f, required=False) for f in operation.message.fields]
    sent = {
        name for operation in described.operations for name in _reachable(operation.message, models)
    }
    received = {
        name
        for root in [o.reply for o in described.operations]
        + [n.notify for n in described.notifications]
        for name in _reachable(root, models)
    }
    received |= {
        name
        for notification in described.notifications
        for name in _reachable(
            models[class_name(_body_name(document.data, notification.raw))], models
        )
    }
    for name in sent - received:
        models[name].command = True
    return described


def _body_name(data: Schema, raw: Schema) -> str:
    return target(data, json_schema(raw.get("requestBody")))[0] or ""


def _reachable(model: Model, models: dict[str, Model]) -> set[str]:
    found: set[str] = set()
    todo = [model]
    while todo:
        current = todo.pop()
        if current.name not in found:
            found.add(current.name)
            todo += [
                models[cls] for f in current.fields for kind, _, cls in f.classes if kind == "model"
            ]
    return found


def _model(prop: ModelProperty, by_class: dict[str, Schema]) -> Model:
    name = str(prop.class_info.name)
    schema = by_class.get(name) or {}
    properties = all_properties(schema, by_class)
    if not properties:  # an object inside another one: it has no component of its own
        properties = {p.name.get_untrusted_value(): {} for p in _props(prop)}
    found = {p.name.get_untrusted_value(): p for p in _props(prop)}
    fields = [
        make_field(found[wire], sub, by_class) for wire, sub in properties.items() if wire in found
    ]
    return Model(name, str(prop.class_info.module_name), schema, fields)


def _props(prop: ModelProperty) -> list[Any]:
    return [*(prop.required_properties or []), *(prop.optional_properties or [])]


def all_properties(schema: Schema, by_class: dict[str, Schema]) -> dict[str, Schema]:
    """The properties of a schema and of what it takes in by `allOf`, in the order of the document."""
    found: dict[str, Schema] = {}
    for arm in schema.get("allOf", ()):
        if "$ref" in arm:
            found |= all_properties(
                by_class.get(class_name(arm["$ref"].rpartition("/")[2]), {}), by_class
            )
        else:
            found |= all_properties(arm, by_class)
    properties: dict[str, Schema] = schema.get("properties", {})
    return found | properties


def raw_properties(data: Schema, schema: Any) -> dict[str, Schema]:
    """The same in the document itself, before the view's rules."""
    found: dict[str, Schema] = {}
    _, schema = target(data, schema)
    for arm in schema.get("allOf", ()):
        found |= raw_properties(data, arm)
    return found | {
        name: sub for name, sub in schema.get("properties", {}).items() if isinstance(sub, dict)
    }


def _enum(prop: EnumProperty, by_class: dict[str, Schema]) -> EnumClass:
    schema = by_class.get(str(prop.class_info.name), {})
    english = schema.get("x-enum-descriptions", [])
    chinese = schema.get("x-enum-descriptions-zh", [])
    members = [
        Member(
            name,
            value,
            *(str(labels[i]) if i < len(labels) else str(value) for labels in (english, chinese)),
        )
        # The values of the view: openapi-python-client has them escaped for a place in quotes.
        for i, (name, value) in enumerate(zip(prop.values, schema["enum"], strict=True))
    ]
    return EnumClass(
        str(prop.class_info.name),
        str(prop.class_info.module_name),
        schema,
        members,
        prop.value_type is int,
        "x-extensible-enum" in schema,
    )


def is_command(data: Schema, raw: Schema) -> bool:
    """Does an operation carry commands in the platform's envelope?"""
    message = target(data, json_schema(raw.get("requestBody")))[1]
    return "request" in message.get("properties", {})


def component_names(data: Schema, raw: Schema) -> dict[str, str | None]:
    """The components of an operation: its message, command, reply, data and response, found by following the envelope."""
    message_name, message = target(data, json_schema(raw.get("requestBody")))
    reply_name, reply = target(data, json_schema((raw.get("responses") or {}).get("200")))
    data_name, data_part = _first_object(data, reply.get("properties", {}).get("data"))
    return {
        "message": message_name,
        "command": target(data, message.get("properties", {}).get("request"))[0],
        "reply": reply_name,
        "data": data_name,
        "response": _first_object(data, data_part.get("properties", {}).get("response"))[0],
    }


def _first_object(data: Schema, schema: Any) -> tuple[str | None, Schema]:
    """The object that a schema is, or that is the first of its arms."""
    name, schema = target(data, schema)
    if "properties" in schema or "allOf" in schema:
        return name, schema
    for arm in schema.get("anyOf", schema.get("oneOf", ())):
        found = _first_object(data, arm)
        if found[1]:
            return found
    return None, {}


def _operation(data: Schema, path: str, raw: Schema, models: dict[str, Model]) -> Operation:
    names = {role: class_name(name or "") for role, name in component_names(data, raw).items()}
    response, data_model = models[names["response"]], models[names["data"]]
    has = {f.wire for f in response.fields}
    return Operation(
        name=raw["operationId"],
        method=python_name(raw["operationId"]),
        path=path,
        raw=raw,
        revisions=revisions(data, path),
        command=models[names["command"]],
        message=models[names["message"]],
        response=response,
        reply=models[names["reply"]],
        beside=[f.wire for f in data_model.fields if f.wire in has - {"seq"}],
        is_list=any(f.kind == "list" for f in response.fields),
    )


def revisions(data: Schema, path: str) -> list[int]:
    """The values of the path parameter `revision`."""
    item = data["paths"][path]
    for parameter in [*item.get("parameters", []), *item["post"].get("parameters", [])]:
        name = parameter.get("$ref", "").rpartition("/")[2]
        full = data.get("components", {}).get("parameters", {}).get(name, parameter)
        if full.get("name") == "revision":
            return list(target(data, full.get("schema"))[1].get("enum", []))
    return []


def _notification(data: Schema, key: str, raw: Schema, models: dict[str, Model]) -> Notification:
    body_name, body = target(data, json_schema(raw.get("requestBody")))
    notify_name, notify = target(data, body.get("properties", {}).get("notify"))
    model = models[class_name(notify_name or "")]
    kinds = target(data, raw_properties(data, notify).get("type"))[1]
    values = kinds.get("enum") or ([kinds["const"]] if "const" in kinds else [])
    return Notification(
        name=class_name(notify_name or "").removesuffix("Notify"),
        key=key,
        type=str(values[0]) if values else None,
        raw=raw,
        notify=model,
        body=body,
        marks=[f.wire for f in model.fields if f.required and f.wire != "seq"],
        beside=[f for f in models[class_name(body_name or "")].fields if not f.classes],
        dedupe=list(raw.get("x-dedupe", [])),
    )


def paragraphs(text: str | None, width: int = 96) -> list[str]:
    """A Markdown text of the spec as docstring lines: wrapped, lists kept, nothing that could end the string."""
    lines: list[str] = []
    for block in _blocks(_printable(text or "").strip()):
        if lines:
            lines.append("")
        lines += (
            block
            if block[0].startswith(("    ", "|", "```"))
            else textwrap.wrap(" ".join(block), width, break_long_words=False)
        )
    lines = [line.replace("\\", "\\\\").replace('"""', '\\"\\"\\"').rstrip() for line in lines]
    if lines and re.search(
        r'(?<!\\)(\\\\)*"$', lines[-1]
    ):  # the quotes that end the docstring may follow
        lines[-1] = lines[-1][:-1] + '\\"'
    return lines


def _printable(text: str) -> str:
    """A text without control characters: Python's source may not have all of them."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc")


def _blocks(text: str) -> Iterator[list[str]]:
    for block in re.split(r"\n\s*\n", text):
        if not block.strip():
            continue
        item: list[str] = []
        for line in block.splitlines():
            if re.match(r"\s*([-*]|\d+\.)\s", line) and item:
                yield item
                item = []
            item.append(line.strip() if not line.startswith("    ") else line)
        yield item
