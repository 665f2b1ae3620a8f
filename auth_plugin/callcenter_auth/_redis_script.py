"""Runs a script on a Redis server, with limits that suit a receiver and a dialler."""

from typing import TYPE_CHECKING, Final, cast
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

    import redis

    RedisSource = str | redis.Redis | redis.RedisCluster

# Two tries of a second: a receiver has to answer before the platform gives up, and a web worker
# that dials before it is killed. `?socket_timeout=5` in the URL overrules it.
_TIMEOUT_SECONDS: Final = 1.0
_RETRIES: Final = 1

_EXPECTED: Final = "url must be one of Redis: redis://HOST:PORT/DB, rediss://… or unix://PATH"


class RedisAway(Exception):
    """The server cannot be reached, or does not do what was asked."""


class RedisScript:
    """A script on a server. It must bear to be run twice, since one whose answer is lost is sent again.

    Args:
        source: A URL (`redis://`, `rediss://`, `unix://`), or a client of redis-py: for Sentinel, a
            cluster, or other limits. Not its asynchronous client.
        lua: The script; it works on one key.

    Raises:
        ModuleNotFoundError: redis-py is not installed.
        TypeError: `source` is neither.
        ValueError: The URL is none of Redis.
    """

    __slots__ = ("_close", "_failures", "_script", "shown", "source")

    def __init__(self, source: "RedisSource", lua: str) -> None:
        try:
            # Here and not above: who does without Redis need not have it, nor wait for its import.
            import redis  # noqa: PLC0415  # why: as the comment says
        except ModuleNotFoundError as error:
            raise ModuleNotFoundError(
                "Redis needs the package redis: pip install 'callcenter-openapi[redis]'",
                name="redis",
            ) from error
        self.source = source
        self._failures = (redis.RedisError, OSError)
        self._close: Callable[[], None] | None = None
        client: redis.Redis | redis.RedisCluster
        if isinstance(source, str):
            self.shown, client = _shown(source), _connected(source)
            self._close = client.close
        # Checked at run time too: an asynchronous client would give coroutines that nobody awaits.
        elif isinstance(source, (redis.Redis, redis.RedisCluster)):  # pyright: ignore[reportUnnecessaryIsInstance]
            self.shown, client = f"<{type(source).__name__}>", source
        else:
            kind = type(cast("object", source)).__name__
            raise TypeError(f"url must be str or a client of type redis.Redis, not {kind}")
        self._script = client.register_script(lua)

    def run(self, key: str, *arguments: str | int) -> str:
        """Run the script on a key, and give the text that it returns.

        Raises:
            RedisAway: It did not run, or perhaps it did and the answer was lost.
        """
        try:
            answer = cast("object", self._script(keys=[key], args=arguments))
        except self._failures as error:
            raise RedisAway(f"Redis at {self.shown}: {error}") from error
        # By the settings of a client that was given, it is one or the other.
        return answer.decode() if isinstance(answer, bytes) else str(answer)

    def close(self) -> None:
        """Close the connections; those of a client that was given stay as they are."""
        if self._close is not None:
            self._close()


def _connected(url: str) -> "redis.Redis":
    from redis import Redis  # noqa: PLC0415  # why: as above
    from redis.backoff import NoBackoff  # noqa: PLC0415  # why: as above
    from redis.retry import Retry  # noqa: PLC0415  # why: as above

    try:
        return Redis.from_url(  # pyright: ignore[reportUnknownMemberType]  # why: its **kwargs has no type
            url,
            socket_connect_timeout=_TIMEOUT_SECONDS,
            socket_timeout=_TIMEOUT_SECONDS,
            retry=Retry(NoBackoff(), _RETRIES),
        )
    except ValueError:
        pass
    # Raised out here: the error above may quote a part of the password.
    raise ValueError(_EXPECTED)


def _shown(url: str) -> str:
    """Give a URL without user, password and query."""
    try:
        parts = urlsplit(url)
        port = "" if parts.port is None else f":{parts.port}"
    except ValueError:
        parts, port = urlsplit(""), ""
    if parts.scheme not in {"redis", "rediss", "unix"}:
        raise ValueError(_EXPECTED)
    # A password with a slash in it that was not percent-encoded ends up in the path.
    path = parts.path if parts.scheme == "unix" or parts.path[1:].isdecimal() else ""
    return f"{parts.scheme}://{parts.hostname or ''}{port}{path}"
