"""Reads the API description: JSON as the wheel carries it, YAML as a checkout has it.

YAML is read by the rules of version 1.2, as OpenAPI wants it: `on` is text, `2018-09-10` is text,
a key is always text.
"""

import json
import re
from importlib import resources
from pathlib import Path
from typing import Any

from callcenter_sandbox._json import JsonObject, is_object

# The core schema of YAML 1.2.2, section 10.3.2: what a plain scalar may mean besides text.
_CORE = (
    ("null", r"null|Null|NULL|~|", "~nN\0"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    (
        "float",
        r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
        "-+.0123456789",
    ),
)


class UnusableSpec(ValueError):
    """The document given as `spec` can't be played; the text names the file and the reason."""


def default_spec() -> Path:
    """The document that the sandbox plays when it is given none.

    Raises:
        UnusableSpec: Neither the wheel's JSON nor the checkout's YAML is there.
    """
    packaged = resources.files("callcenter_sandbox") / "openapi.json"
    if isinstance(packaged, Path) and packaged.is_file():
        return packaged
    in_checkout = Path(__file__).resolve().parents[2] / "spec" / "openapi.yaml"
    if in_checkout.is_file():
        return in_checkout
    raise UnusableSpec(
        "no API description came with this installation; give one: spec=FILE or --spec FILE"
    )


def read_document(path: Path) -> JsonObject:
    """The document at `path` as plain JSON data.

    Raises:
        UnusableSpec: The file can't be read, or is neither JSON nor YAML with an object at the top.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
        document = json.loads(text) if path.suffix.lower() == ".json" else _yaml(path, text)
    except OSError as error:
        raise UnusableSpec(f"{path}: can't be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise UnusableSpec(f"{path}: isn't UTF-8") from None
    except json.JSONDecodeError as error:
        raise UnusableSpec(f"{path}: isn't JSON: {error}") from None
    except RecursionError:
        raise UnusableSpec(f"{path}: is nested too deeply") from None
    if not is_object(document):
        raise UnusableSpec(f"{path}: isn't an OpenAPI document: there is no object at the top")
    return document


def _yaml(path: Path, text: str) -> Any:
    try:
        import yaml  # noqa: PLC0415  # the JSON of the wheel is read without it, and faster
    except ImportError:
        raise UnusableSpec(
            f"{path}: reading YAML needs PyYAML; install it, or give the document as JSON"
        ) from None

    base = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
    # A type of its own: resolvers and constructors belong to the class.
    loader: Any = type("_Loader", (base,), {"yaml_implicit_resolvers": {}})

    def integer(_reader: Any, node: Any) -> int:
        return int(node.value, 0) if node.value.startswith(("0x", "0o")) else int(node.value)

    def with_text_keys(reader: Any, node: Any) -> JsonObject:
        return {key.value: reader.construct_object(item, deep=True) for key, item in node.value}

    for kind, pattern, first in _CORE:
        tag = f"tag:yaml.org,2002:{kind}"
        firsts = ["" if character == "\0" else character for character in first]
        loader.add_implicit_resolver(tag, re.compile(f"^(?:{pattern})$"), firsts)
    loader.add_constructor("tag:yaml.org,2002:map", with_text_keys)
    loader.add_constructor("tag:yaml.org,2002:int", integer)
    try:
        return yaml.load(text, Loader=loader)  # noqa: S506  # derived from the safe loader
    except yaml.YAMLError as error:
        raise UnusableSpec(f"{path}: isn't YAML: {' '.join(str(error).split())}") from None
