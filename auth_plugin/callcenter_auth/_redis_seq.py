"""Serials for authentication blocks from a Redis server: one source for many hosts (§2)."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from callcenter_auth._redis_script import RedisAway, RedisScript

if TYPE_CHECKING:
    from callcenter_auth._redis_script import RedisSource

# Lua's numbers hold integers exactly up to 2^53, as microseconds the year 2255.
_LUA: Final = """
local time = redis.call('TIME')
local last = tonumber(redis.call('GET', KEYS[1]) or '0')
local seq = string.format('%.0f', math.max(time[1] * 1000000 + time[2], last + 1))
redis.call('SET', KEYS[1], seq)
return seq
"""


class RedisSeq:
    """Gives a new seq each time it is called, greater than each before on any host.

    For senders of one customer on many hosts, who need no worker numbers then:
    `DigestAuth(customer, secret, seq=RedisSeq("redis://…"))`. All of them have to use it: a
    `SeqSource` beside it knows nothing of it.

    A seq is the server's time in microseconds, or the last one plus one: an int of 16 digits. So
    none comes again after the server has lost its data, unless its clock was set back too, or a
    server whose clock is behind took over.

    Drawing one asks the server, and waits for it: two tries of a second at most. With an
    `AsyncClient` the event loop waits too: keep the server near. Redis 5 or newer, or Valkey. A
    pickle (a spawned worker's argument) holds the URL as it was given, its password in clear.

    Args:
        url: `redis://:password@10.0.0.5:6379/0`, `rediss://…` for TLS, `unix://…`; or a `redis.Redis`
            of your own, e.g. of Sentinel. Its query overrules the limits: `?socket_timeout=3`.
        key: Where the last seq is kept.

    Raises:
        ModuleNotFoundError: redis-py is missing: `pip install callcenter-openapi[redis]`.
        TypeError: An argument has another type.
        ValueError: The URL is none of Redis.

    Calling it raises RuntimeError when the server cannot be asked; nothing was sent then.

    It connects when it is asked first:

    >>> RedisSeq("redis://:password@10.0.0.5:6379/0")
    RedisSeq('redis://10.0.0.5:6379/0')
    """

    __slots__ = ("_key", "_script")

    def __init__(self, url: "RedisSource", *, key: str = "callcenter:seq") -> None:
        # Types are checked at run time too: most callers have no type checker.
        if not isinstance(key, str):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise TypeError(f"key must be str, not {type(key).__name__}")
        self._script = RedisScript(url, _LUA)
        self._key = key

    def __call__(self) -> int:
        """Give the next seq."""
        try:
            return int(self._script.run(self._key))
        except RedisAway as error:
            raise RuntimeError(f"No seq can be drawn: {error}") from error

    def __reduce__(self) -> tuple[Callable[..., "RedisSeq"], tuple[object, ...]]:
        return _again, (self._script.source, self._key)

    def close(self) -> None:
        """Close the connections; a client that was given stays open."""
        self._script.close()

    def __repr__(self) -> str:
        if not hasattr(
            self, "_script"
        ):  # the constructor has failed, and a report prints its variables
            return "RedisSeq()"
        return f"RedisSeq({self._script.shown!r})"


def _again(source: "RedisSource", key: str) -> RedisSeq:
    return RedisSeq(source, key=key)
