"""Holds messages against the schemas of the document, and says in words what doesn't fit."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jsonschema_rs import Draft202012Validator, ReferencingError, ValidationError

from callcenter_sandbox._document import UnusableSpec
from callcenter_sandbox._json import JsonObject, is_list, is_object
from callcenter_sandbox._spec import Schemas
from callcenter_sandbox._words import expected, names, place, shown

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong in a message: where, and what in words."""

    path: Path
    text: str


class Check:
    """Checks values against one schema of the document.

    Args:
        schemas: The document's schemas.
        schema: The schema to check against.

    Raises:
        UnusableSpec: The schema isn't one.
    """

    def __init__(self, schemas: Schemas, schema: JsonObject) -> None:
        self._schemas = schemas
        self._schema = schema
        self._root = {**schema, "components": schemas.document.get("components", {})}
        try:
            self._validator = Draft202012Validator(self._root)
        except (ValidationError, ReferencingError, ValueError) as error:
            raise UnusableSpec(f"a schema can't be used: {str(error).splitlines()[0]}") from None

    def faults(self, value: Any) -> list[Fault]:
        """What in `value` the schema refuses; empty when nothing."""
        if self._validator.is_valid(value):
            return []
        return [self._fault(error) for error in self._validator.iter_errors(value)]

    def _fault(self, error: ValidationError) -> Fault:
        path = tuple(error.instance_path)
        keyword = error.schema_path[-1] if error.schema_path else ""
        schema = self._schema_at(error.schema_path[:-1])
        found = error.instance
        missing = getattr(error.kind, "property", None)
        if keyword == "required" and isinstance(missing, str) and is_object(found):
            return self._missing((*path, missing), found, schema)
        wanted = expected(self._schemas, schema)
        fields = _told_apart_by(schema.get(str(keyword))) if keyword in ("oneOf", "anyOf") else []
        if fields and is_object(found):
            given = [name for name in fields if name in found]
            has = f"has {names(given, ' and ')}" if given else f"lacks {names(fields, ' and ')}"
            return Fault(path, f"{place(path)} {has}; expected {wanted}")
        return Fault(path, f"{place(path)} is {shown(found, schema)}; expected {wanted}")

    def _missing(self, path: Path, parent: JsonObject, schema: JsonObject) -> Fault:
        name = str(path[-1])
        properties = self._schemas.properties(schema)
        wanted = expected(self._schemas, properties.get(name, {}))
        text = f"{place(path)} is missing; expected {wanted}"
        strangers = [key for key in parent if key not in properties]
        similar = _similar(name, strangers)
        return Fault(path, f"{text}; is `{similar}` meant to be it?" if similar else text)

    def _schema_at(self, path: list[str | int]) -> JsonObject:
        schema: Any = self._root
        for key in path:
            schema = schema[key]
        return schema if is_object(schema) else {}

    def unknown(self, value: Any, *, refused: bool = False) -> list[str]:
        """The fields that the document doesn't know, each with the name that may have been meant.

        Real servers ignore such fields silently, so a misspelt filter goes unnoticed there.

        Args:
            value: A message.
            refused: Say it without "and is ignored".
        """
        fate = "" if refused else " and is ignored"
        return [
            f"{place(path)} isn't in the spec{fate}"
            + (f"; did you mean `{similar}`?" if similar else "")
            for path, similar in self._unknown(value, self._schema, ())
        ]

    def _unknown(
        self, value: Any, schema: JsonObject, path: Path
    ) -> Iterator[tuple[Path, str | None]]:
        """Where they stand, and what may have been meant."""
        if is_object(value):
            properties = self._schemas.properties(schema)
            for name, item in value.items():
                if name in properties:
                    if is_object(item) or is_list(item):
                        yield from self._unknown(item, properties[name], (*path, name))
                elif self._schemas.is_closed(schema):
                    absent = [known for known in properties if known not in value]
                    yield (*path, name), _similar(name, absent)
        elif is_list(value):
            items = self._schemas.items(schema)
            if items is not None and self._schemas.properties(items):
                for index, item in enumerate(value):
                    yield from self._unknown(item, items, (*path, index))


def _told_apart_by(arms: Any) -> list[str]:
    """The fields that the arms of a choice require: what tells the arms apart."""
    objects = [arm for arm in arms if is_object(arm)] if is_list(arms) else []
    return sorted({name for arm in objects for name in arm.get("required", ())})


def _similar(name: str, others: list[str]) -> str | None:
    by_lower = {other.lower(): other for other in others}
    found = difflib.get_close_matches(name.lower(), by_lower, n=1, cutoff=0.7)
    return by_lower[found[0]] if found else None
