"""Makes a component of every set of values and every object that stands in place, so that all classes come of components.

openapi-python-client gives such a schema a class as well, but one that the rest of the generator couldn't find again: with
its labels, its description and its place in the file. A document that names all of them itself comes out as it went in.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from openapi_python_client.strings import pascal_case

from generator.view import METHODS, enum_arm, types_of

if TYPE_CHECKING:
    from generator.load import Document, Path_
    from generator.view import Schema

# What is said of a field stays beside the `$ref`; the rest is the component's.
_OF_THE_FIELD = ("description", "deprecated", "default", "x-since", "x-deprecated", "x-provenance")


def hoisted(document: Document) -> Document:
    """The document with its schemas in place made components, each named after where it stood.

    `level` of `SendFaxCommand` becomes `SendFaxCommandLevel`. Where that name is taken by another schema, the schema stays
    in place.

    Args:
        document: A document of sound form.
    """
    hoist = _Hoist(document)
    data = hoist.data()
    return replace(document, data=data, places=document.places | hoist.places)


class _Hoist:
    """One run over a document: the components that it has, and those that are made."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._components: Schema = document.data.get("components") or {}
        self._schemas: Schema = dict(self._components.get("schemas") or {})
        self.places: dict[Path_, tuple[int, int]] = {}

    def data(self) -> Schema:
        """The document's data, with more components."""
        for name, schema in list(self._schemas.items()):
            self._schemas[name] = self._below(schema, name, ("components", "schemas", name))
        parameters = {
            name: self._parameter(parameter, name, ("components", "parameters", name))
            for name, parameter in (self._components.get("parameters") or {}).items()
        }
        components = self._components | {"schemas": self._schemas}
        items = {
            part: {
                key: self._path(item, (part, key))
                for key, item in self._document.data[part].items()
            }
            for part in ("paths", "webhooks")
            if self._document.data.get(part)
        }
        if parameters:
            components["parameters"] = parameters
        return self._document.data | {"components": components} | items

    def _path(self, item: Any, where: Path_) -> Any:
        if not isinstance(item, dict):
            return item
        operations = {method: item[method] for method in METHODS if method in item}
        changed = item | {
            method: self._operation(operation, (*where, method))
            for method, operation in operations.items()
        }
        owner = next((o["operationId"] for o in operations.values() if "operationId" in o), "")
        return self._parameters(changed, str(owner), where)

    def _operation(self, operation: Schema, where: Path_) -> Schema:
        owner = pascal_case(str(operation.get("operationId", "")))
        body, reply = (
            ("Message", "Reply") if where[0] == "paths" else ("Notification", "Acknowledgement")
        )
        changed = self._parameters(operation, owner, where)
        if "requestBody" in operation:
            held = self._content(operation["requestBody"], owner + body, (*where, "requestBody"))
            changed = changed | {"requestBody": held}
        if "responses" in operation:
            responses = {
                status: self._content(response, owner + reply, (*where, "responses", status))
                for status, response in operation["responses"].items()
            }
            changed = changed | {"responses": responses}
        return changed

    def _content(self, holder: Any, name: str, where: Path_) -> Any:
        """A body or a response, with the schema in it hoisted."""
        media = (
            holder.get("content", {}).get("application/json") if isinstance(holder, dict) else None
        )
        if not (isinstance(media, dict) and "schema" in media):
            return holder
        at = (*where, "content", "application/json", "schema")
        content = holder["content"] | {
            "application/json": media | {"schema": self._place(media["schema"], name, at)}
        }
        return holder | {"content": content}

    def _parameters(self, holder: Schema, owner: str, where: Path_) -> Schema:
        if not holder.get("parameters"):
            return holder
        return holder | {
            "parameters": [
                self._parameter(
                    parameter,
                    owner + pascal_case(parameter.get("name", "")),
                    (*where, "parameters", index),
                )
                for index, parameter in enumerate(holder["parameters"])
            ]
        }

    def _parameter(self, parameter: Schema, name: str, where: Path_) -> Schema:
        if "schema" not in parameter:
            return parameter
        return parameter | {
            "schema": self._place(parameter["schema"], pascal_case(name), (*where, "schema"))
        }

    def _place(self, schema: Any, name: str, where: Path_) -> Any:
        """A schema in place, or the `$ref` to what it has become."""
        schema = self._below(schema, name, where)
        if not (isinstance(schema, dict) and _needs_class(self._document.data, schema)):
            return schema
        component = {
            key: value
            for key, value in schema.items()
            if key not in _OF_THE_FIELD or key == "description"
        }
        if self._schemas.setdefault(name, component) != component:
            return schema
        place = self._document.finding(where, "")
        self.places.setdefault(("components", "schemas", name), (place.line, place.column))
        beside = {key: schema[key] for key in _OF_THE_FIELD if key in schema}
        return {"$ref": f"#/components/schemas/{name}", **beside}

    def _below(self, schema: Any, name: str, where: Path_) -> Any:
        """The schema itself, with what it holds hoisted."""
        if not isinstance(schema, dict) or "$ref" in schema:
            return schema
        if (only := _only_ref(schema)) is not None:
            return only
        changed: Schema = {}
        if "properties" in schema:
            changed["properties"] = {
                key: self._place(value, name + pascal_case(key), (*where, "properties", key))
                for key, value in schema["properties"].items()
            }
        for key, suffix in (("items", "Item"), ("additionalProperties", "Value")):
            if key in schema:
                changed[key] = self._place(schema[key], name + suffix, (*where, key))
        if "allOf" in schema:  # parts of this one, not objects in it
            changed["allOf"] = [
                self._below(arm, name, (*where, "allOf", index))
                for index, arm in enumerate(schema["allOf"])
            ]
        for key in ("anyOf", "oneOf"):
            if key in schema and enum_arm(self._document.data, schema) is None:
                changed[key] = [
                    self._place(arm, f"{name}Item", (*where, key, index))
                    for index, arm in enumerate(schema[key])
                ]
        return schema | changed


def _only_ref(schema: Schema) -> Schema | None:
    """What `allOf` with a single `$ref` says, as it's written since OpenAPI 3.1: the `$ref`, with the rest beside it."""
    arms = schema.get("allOf", ())
    if (
        len(arms) != 1
        or "properties" in schema
        or not (isinstance(arms[0], dict) and "$ref" in arms[0])
    ):
        return None
    return {key: value for key, value in schema.items() if key not in ("allOf", "type")} | arms[0]


def _needs_class(data: Schema, schema: Schema) -> bool:
    values = schema.get("enum") or enum_arm(data, schema) or ()
    is_set = len(values) > 1 or "x-extensible-enum" in schema
    return is_set or "properties" in schema or "allOf" in schema or "object" in types_of(schema)
