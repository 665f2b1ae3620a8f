"""The recordings: a real sound for each that is named, by a call or by a default reply (§1)."""

import io
import math
import struct
import wave
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from callcenter_sandbox._calls import Call
from callcenter_sandbox._json import JsonObject, is_list, is_object
from callcenter_sandbox._spec import Schemas

_RATE = 8000
_SECONDS = 2
_LOUD = 12000
_LONGEST = 60  # seconds: what a longer call has said is left out
_PITCHES = (392, 440, 494, 523, 587, 659, 698, 784)


class Recordings:
    """Which names there are, and the sound behind them.

    A name counts with and without its leading slash, as both are seen in the field.

    Args:
        names: The names in the document.
        of_calls: The recorded calls, by their names without the leading slash; it may grow.
    """

    def __init__(self, names: Iterable[str], of_calls: Mapping[str, Call] | None = None) -> None:
        self._of_calls: Mapping[str, Call] = dict[str, Call]() if of_calls is None else of_calls
        self._names = {name.lstrip("/") for name in names if name.strip("/")}

    def get(self, name: str) -> bytes | None:
        """The WAV file of that name; None when there is none."""
        call = self._of_calls.get(name.lstrip("/"))
        if call is not None:
            return talk(call.seconds, call.key or 0)
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


def talk(seconds: int, key: int) -> bytes:
    """A WAV file as long as the call, up to a minute: beeps, of a pitch that goes by the call's key.

    One byte a sample, 8 kB for a second: a test may fetch hundreds.
    """
    return _beeps(_PITCHES[key % len(_PITCHES)], max(1, min(seconds, _LONGEST)))


@lru_cache(
    maxsize=32
)  # what was sent is kept in the log of requests: the same bytes, not a copy each
def _beeps(pitch: int, seconds: int) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(1)
        out.setframerate(_RATE)
        out.writeframes(_beep(pitch) * seconds)
    return file.getvalue()


@cache
def _beep(pitch: int) -> bytes:
    """A second: half of it a tone, half of it silence."""
    sound = (128 + round(60 * math.sin(2 * math.pi * pitch * n / _RATE)) for n in range(_RATE // 2))
    return bytes(sound) + bytes([128]) * (_RATE // 2)


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
