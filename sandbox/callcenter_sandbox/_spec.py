"""What the sandbox takes from the API description: its operations, and the schemas behind them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from callcenter_sandbox._document import UnusableSpec
from callcenter_sandbox._json import JsonObject, is_list, is_object

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_LONGEST_CHAIN = 32


@dataclass(frozen=True)
class Operation:
    """One operation of the document.

    Attributes:
        id: Its operationId.
        method: The HTTP method, in capitals.
        template: The path, with its parameters in braces.
        about: What the document says of it, as it stands there.
        parameters: The schema of each path parameter.
        message: The schema of the request body; None when there is none.
        reply: The schema of the JSON reply; None when there is none, a sound instead for example.
        examples: The examples of the reply, by their names.
        is_safe: Whether it only asks, and may be sent again (`x-retry: safe`).
    """

    id: str
    method: str
    template: str
    about: JsonObject = field(repr=False)
    parameters: Mapping[str, JsonObject] = field(repr=False)
    message: JsonObject | None = field(repr=False)
    reply: JsonObject | None = field(repr=False)
    examples: Mapping[str, Any] = field(repr=False)
    is_safe: bool = False


class Schemas:
    """The document's schemas, with `$ref` followed and combined schemas seen as one."""

    def __init__(self, document: JsonObject) -> None:
        self.document = document
        # By identity, each with its schema: that it lives, so that no other one gets its id.
        self._properties: dict[int, tuple[JsonObject, dict[str, JsonObject]]] = {}

    def resolve(self, value: Any) -> JsonObject:
        """The object that `value` stands for, with what stands beside a `$ref` put on top.

        Raises:
            UnusableSpec: A `$ref` leads nowhere, in circles, or out of the document.
        """
        beside: JsonObject = {}
        for _ in range(_LONGEST_CHAIN):
            if not is_object(value):
                break
            reference = value.get("$ref")
            if not isinstance(reference, str):
                return {**value, **beside} if beside else value
            beside = {**{k: v for k, v in value.items() if k != "$ref"}, **beside}
            value = self._at(reference)
        else:
            raise UnusableSpec("a chain of $ref has no end")
        return beside

    def _at(self, reference: str) -> JsonObject:
        if not reference.startswith("#/"):
            raise UnusableSpec(
                f"$ref {reference!r} leads out of the document; bundle it into one file"
            )
        value: Any = self.document
        for token in reference[2:].split("/"):
            key = token.replace("~1", "/").replace("~0", "~")
            if not is_object(value) or key not in value:
                raise UnusableSpec(f"$ref {reference!r} leads nowhere")
            value = value[key]
        if not is_object(value):
            raise UnusableSpec(f"$ref {reference!r} leads to no object")
        return value

    def properties(self, schema: JsonObject) -> dict[str, JsonObject]:
        """The properties of an object schema, those of all its arms together."""
        if not schema:  # made for the moment, where the document has none
            return {}
        _, known = self._properties.get(id(schema), (schema, None))
        if known is None:
            known = dict[str, JsonObject]()
            for arm in self._arms(schema):
                properties = arm.get("properties")
                for name, value in properties.items() if is_object(properties) else ():
                    if name not in known:
                        known[name] = value if is_object(value) else {}  # `true` takes anything
            self._properties[id(schema)] = schema, known
        return known

    def is_closed(self, schema: JsonObject) -> bool:
        """Whether the schema tells all fields of an object: some, and no word of others."""
        arms = list(self._arms(schema))
        return any("properties" in arm for arm in arms) and not any(
            arm.get("additionalProperties") or arm.get("patternProperties") for arm in arms
        )

    def items(self, schema: JsonObject) -> JsonObject | None:
        """The schema of an array's items; None when there is none."""
        return next(
            (arm["items"] for arm in self._arms(schema) if is_object(arm.get("items"))), None
        )

    def _arms(self, schema: JsonObject, seen: set[int] | None = None) -> Iterator[JsonObject]:
        """The schema and all that is combined with it, each once."""
        seen = set() if seen is None else seen
        if id(schema) in seen:
            return
        seen.add(id(schema))
        yield schema
        if isinstance(schema.get("$ref"), str):
            yield from self._arms(self._at(schema["$ref"]), seen)
        for keyword in ("allOf", "anyOf", "oneOf"):
            arms = schema.get(keyword)
            for arm in arms if is_list(arms) else ():
                if is_object(arm):
                    yield from self._arms(arm, seen)


class Spec:
    """The document, as far as the sandbox plays it.

    Args:
        document: The document as JSON data.

    Raises:
        UnusableSpec: It can't be played.

    Attributes:
        version: The version of the document.
        operations: The operations in the order of the document.
        schemas: The schemas behind them.
    """

    def __init__(self, document: JsonObject) -> None:
        self.schemas = Schemas(document)
        self.version = str(self.schemas.resolve(document.get("info")).get("version", ""))
        self.operations = tuple(self._operations(document))
        if not self.operations:
            raise UnusableSpec("has no operations under `paths`")

    def result_texts(self) -> dict[str, str]:
        """The platform's known texts of a result, by names; a document may have none (§4)."""
        for operation in self.operations:
            result = self.schemas.properties(operation.reply or {}).get("result", {})
            msg = self.schemas.resolve(self.schemas.properties(result).get("msg"))
            names, texts = msg.get("x-enum-varnames"), msg.get("x-extensible-enum")
            if is_list(names) and is_list(texts) and len(names) == len(texts):
                return {str(name): str(text) for name, text in zip(names, texts, strict=True)}
        return {}

    def _operations(self, document: JsonObject) -> Iterator[Operation]:
        paths = document.get("paths")
        for template, value in paths.items() if is_object(paths) else ():
            path_item = self.schemas.resolve(value)
            for method in _METHODS:
                if is_object(path_item.get(method)):
                    yield self._operation(template, method, path_item)

    def _operation(self, template: str, method: str, path_item: JsonObject) -> Operation:
        resolve = self.schemas.resolve
        operation = path_item[method]
        parameters: dict[str, JsonObject] = {}
        for item in (*path_item.get("parameters", ()), *operation.get("parameters", ())):
            parameter = resolve(item)
            if parameter.get("in") == "path":
                parameters[str(parameter.get("name"))] = parameter.get("schema", {})
        body = json_content(resolve(operation.get("requestBody")))
        reply = json_content(resolve(resolve(operation.get("responses")).get("200")))
        examples = {
            name: resolve(example).get("value")
            for name, example in resolve(reply.get("examples")).items()
        }
        if "example" in reply:
            examples.setdefault("example", reply["example"])
        return Operation(
            id=str(operation.get("operationId") or template.rsplit("/", 1)[-1]),
            method=method.upper(),
            template=template,
            about=operation,
            parameters=parameters,
            message=body.get("schema"),
            reply=reply.get("schema"),
            examples=examples,
            is_safe=operation.get("x-retry") == "safe",
        )


def json_content(holder: JsonObject) -> JsonObject:
    """The JSON media type of a request body or a response; empty when there is none."""
    content = holder.get("content")
    for name, media in content.items() if is_object(content) else ():
        if name.partition(";")[0].strip().lower().endswith(("/json", "+json")) and is_object(media):
            return media
    return {}
