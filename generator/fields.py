"""What the templates need to know of one property: its names, its Python types, and the code that reads and writes it.

A `Field` joins a property of openapi-python-client (which names things and finds their classes) with the schema of the
client view (which knows what the spec says of it).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from openapi_python_client.parser.properties import EnumProperty, ModelProperty
from openapi_python_client.parser.properties.list_property import ListProperty

from generator.view import ONE_OR_MANY, Schema

_KINDS = {"string": "text", "integer": "integer", "number": "number", "boolean": "boolean"}
_READ_TYPES = {
    "text": "str",
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "decimal": "Decimal",
    "datetime": "datetime",
    "any": "Any",
}
_WRITE_TYPES = _READ_TYPES | {
    "text": "str | int",
    "datetime": "datetime | str",
    "decimal": "Decimal | int | str",
}
_LIMITS = {
    "pattern": "pattern",
    "minLength": "min_length",
    "maxLength": "max_length",
    "minimum": "minimum",
    "maximum": "maximum",
    "exclusiveMinimum": "above",
    "exclusiveMaximum": "below",
}
_LIMITS_OF = {
    "text": ("pattern", "minLength", "maxLength"),
    "datetime": ("pattern",),
    "integer": ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"),
}
_LIMITS_OF["number"] = _LIMITS_OF["decimal"] = _LIMITS_OF["integer"]


@dataclass(frozen=True)
class Field:
    """One property of a model.

    Attributes:
        wire: Its name in JSON.
        name: Its name in Python.
        kind: text, integer, number, boolean, decimal, datetime, enum, model, list or any.
        class_: The enum's or model's class, for those kinds.
        module: The module in `models` that has the class.
        item: What a list holds.
        schema: The property in the client view: description, limits and x- keys.
        required: Must it be given in a command?
        open: May other values than an enum's members come?
    """

    wire: str
    name: str
    kind: str
    schema: Schema
    required: bool
    class_: str = ""
    module: str = ""
    item: Field | None = None
    open: bool = False
    number_enum: bool = False

    @property
    def personal(self) -> str | None:
        """What of a person it holds (`x-personal`), its items' answer for a list."""
        return self.schema.get("x-personal") or (self.item.personal if self.item else None)

    @property
    def default(self) -> Any:
        """What stands for a value that isn't given."""
        return self.schema.get("default")

    @property
    def must_be_given(self) -> bool:
        """Has a caller to give it? The command's seq is filled in by the client."""
        return self.required and self.default is None and self.wire != "seq"

    @property
    def classes(self) -> list[tuple[str, str, str]]:
        """(kind, module, class) of each class that its code needs."""
        own = [(self.kind, self.module, self.class_)] if self.class_ else []
        return own + (self.item.classes if self.item else [])

    @property
    def has_time(self) -> bool:
        """Does reading or writing it need a time zone?"""
        return self.kind in ("datetime", "model") or (self.item is not None and self.item.has_time)

    # Types

    @property
    def read_type(self) -> str:
        """Its type where the platform sent it."""
        if self.kind == "list" and self.item:
            return f"list[{self.item.bare_read_type}]"
        return f"{self.bare_read_type} | None"

    @property
    def bare_read_type(self) -> str:
        """The same for a value that is there."""
        if self.kind == "list" and self.item:
            return f"list[{self.item.bare_read_type}]"
        if self.kind == "enum":
            return f"{self.class_} | str"
        return self.class_ or _READ_TYPES[self.kind]

    @property
    def write_type(self) -> str:
        """The type of what a caller may give, without None."""
        if self.kind == "list" and self.item:
            many = f"Sequence[{self.item.write_type}]"
            return f"{self.item.write_type} | {many}" if ONE_OR_MANY in self.schema else many
        if self.kind == "enum":
            base = "int" if self.number_enum else "str"
            return f"{self.class_} | {base}" + (" | str" if self.open and self.number_enum else "")
        return self.class_ or _WRITE_TYPES[self.kind]

    # Code

    def read_code(self, source: str, where: str) -> str:
        """An expression that makes the Python value of `source`, a JSON value or None."""
        if self.kind == "list" and self.item:
            return (
                f"_read.items({source}, {where}, lambda item: {self.item.read_code('item', where)})"
            )
        if self.kind == "any":
            return source
        if self.kind == "datetime":
            return f"_read.moment({source}, {where}, tz)"
        if self.kind == "model":
            return f"_read.model({source}, {where}, {self.class_}, tz)"
        if self.kind == "enum":
            return f"_read.{'number_' if self.number_enum else ''}member({source}, {where}, {self.class_})"
        return f"_read.{self.kind}({source}, {where})"

    def write_code(self, source: str) -> str:
        """An expression that checks `source` and makes its JSON value; its first use of the name is for errors."""
        return self.checked_code(source, repr(self.name))

    def checked_code(self, source: str, where: str) -> str:
        """The same, with an expression for the name that errors tell."""
        if self.kind == "list" and self.item:
            limits = "".join(
                f", {name}={self.schema[key]}"
                for key, name in (("minItems", "least"), ("maxItems", "most"))
                if key in self.schema
            )
            one = ", one_or_many=True" if ONE_OR_MANY in self.schema else ""
            write = self.item.checked_code("item", "where")
            return f"_write.items({source}, {where}, lambda item, where: {write}{limits}{one})"
        if self.kind == "any":
            return source
        if self.kind == "model":
            return f"{source}.to_dict(tz)"
        if self.kind == "enum":
            return f"_write.member({source}, {where}, {self.class_}{', open_set=True' if self.open else ''})"
        arguments = [source, where, *self._limits()]
        if self.kind == "datetime":
            arguments.insert(2, "tz")
        if self.personal:
            arguments.append(f"personal={self.personal!r}")
        return (
            f"_write.{ {'datetime': 'moment'}.get(self.kind, self.kind) }({', '.join(arguments)})"
        )

    def _limits(self) -> list[str]:
        return [
            f"{_LIMITS[key]}={self.schema[key]!r}"
            for key in _LIMITS_OF.get(self.kind, ())
            if key in self.schema
        ]


def make_field(prop: Any, schema: Schema, enums: dict[str, Schema]) -> Field:
    """The field of a property.

    Args:
        prop: The property that openapi-python-client made.
        schema: The same in the client view.
        enums: The enum components of the view, by the class that each became.
    """
    wire = (
        prop.name.get_untrusted_value()
        if hasattr(prop.name, "get_untrusted_value")
        else str(prop.name)
    )
    common: dict[str, Any] = {
        "wire": wire,
        "name": str(prop.python_name),
        "schema": schema,
        "required": prop.required,
    }
    if isinstance(prop, ListProperty):
        return Field(
            kind="list",
            item=make_field(prop.inner_property, schema.get("items", {}), enums),
            **common,
        )
    if isinstance(prop, EnumProperty):
        component = enums.get(str(prop.class_info.name), schema)
        return Field(
            kind="enum",
            class_=str(prop.class_info.name),
            module=str(prop.class_info.module_name),
            open="x-extensible-enum" in component,
            number_enum=prop.value_type is int,
            **common,
        )
    if isinstance(prop, ModelProperty):
        return Field(
            kind="model",
            class_=str(prop.class_info.name),
            module=str(prop.class_info.module_name),
            **common,
        )
    canonical = schema.get("x-canonical")
    if canonical == "decimal":
        return Field(kind="decimal", **common)
    if schema.get("format") == "date-time":
        return Field(kind="datetime", **common)
    kind = schema.get("type")
    return Field(kind=_KINDS.get(kind, "any") if isinstance(kind, str) else "any", **common)
