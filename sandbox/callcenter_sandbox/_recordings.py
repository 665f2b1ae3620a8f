"""The recordings that default replies name: a short, real sound for each (§1)."""

import io
import math
import struct
import wave
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from callcenter_sandbox._json import JsonObject, is_list, is_object
from callcenter_sandbox._spec import Schemas

_RATE = 8000
_SECONDS = 2
_LOUD = 12000


class Recordings:
    """Which names there are, and the sound behind them.

    A name counts with and without its leading slash, as both are seen in the field.

    Args:
        names: The names.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = {name.lstrip("/") for name in names if name.strip("/")}

    def get(self, name: str) -> bytes | None:
        """The WAV file of that name; None when there is none."""
        return tone() if name.lstrip("/") in self._names else None


def named_in(schemas: Schemas, schema: JsonObject, value: Any) -> Iterator[str]:
    """The names of recordings in a value: what the schema marks `x-personal: recording`."""
    if is_object(value):
        properties = schemas.properties(schema)
        for name, item in value.items():
            if name in properties:
                yield from named_in(schemas, properties[name], item)
    elif is_list(value):
        items = schemas.items(schema)
        for item in value if items is not None else ():
            yield from named_in(schemas, items or {}, item)
    elif isinstance(value, str) and schemas.resolve(schema).get("x-personal") == "recording":
        yield value


@cache
def tone() -> bytes:
    """A WAV file of two seconds in telephone quality: a tone of 450 Hz that swells and fades."""
    count = _RATE * _SECONDS
    samples = (
        round(_LOUD * math.sin(math.pi * n / count) * math.sin(2 * math.pi * 450 * n / _RATE))
        for n in range(count)
    )
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(_RATE)
        out.writeframes(struct.pack(f"<{count}h", *samples))
    return file.getvalue()
