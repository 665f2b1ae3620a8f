"""A replay memory on a Redis server, for many workers and machines."""

from typing import TYPE_CHECKING, ClassVar, Final, cast

from callcenter_auth._redis_script import RedisAway, RedisScript
from callcenter_auth._replay import ClaimAnswer, ReplayClaim, ReplayUnavailable

if TYPE_CHECKING:
    from callcenter_auth._redis_script import RedisSource

# One entry is a hash: body, owner, state (claimed, handled, free) and the end of the lease in ms. The
# clock is the server's, so that those of the hosts don't matter. It expires as a whole, counted
# from its first claim. A script is atomic; run twice by one owner, it answers the same.
_LUA: Final = """
local step, body, owner = ARGV[1], ARGV[2], ARGV[3]
local lease, keep = tonumber(ARGV[4]), tonumber(ARGV[5])
local entry = redis.call('HMGET', KEYS[1], 'body', 'owner', 'state', 'lease')
local known, mine, state = entry[1], entry[2] == owner, entry[3]
if known and known ~= body then return 'forged' end

if step == 'release' then
  if state ~= 'claimed' or not mine then return 'no' end
  redis.call('HSET', KEYS[1], 'state', 'free')
  return 'yes'
end

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local fields = {'body', body, 'owner', owner, 'state', 'claimed', 'lease', string.format('%.0f', now + lease)}
local answer = 'new'
if step == 'confirm' then
  if state == 'handled' then return 'yes' end
  if state == 'claimed' and not mine then return 'no' end
  fields[6], answer = 'handled', 'yes'
else
  if state == 'handled' then return 'redelivery' end
  if state == 'claimed' and not mine and now < tonumber(entry[4]) then return 'in_flight' end
end
redis.call('HSET', KEYS[1], unpack(fields))
if not known then redis.call('PEXPIRE', KEYS[1], keep) end
return answer
"""


class RedisReplay:
    """Remembers notifications on a Redis server: one memory for many workers and machines.

    Each step is one script on the server, and so atomic: of two workers that get one redelivery at
    the same moment, one handles it. Entries expire by themselves, after the tolerance and a minute
    or a little more.

    While the server cannot be reached (each try takes a second, and there are two), the verifier
    refuses with `store_unavailable`, and the receiver answers 503; with `on_store_error="accept"`
    it goes on without a memory.

    The server must not throw entries away: `maxmemory-policy noeviction`. What it loses in a crash
    or a failover could be handled again. Redis 5 or newer, or Valkey.

    From async code use `verifier.aopen`, which calls it in a thread. It may be shared by threads,
    by verifiers (give each platform a `realm`), and by processes that are forked from this one.

    Args:
        url: `redis://:password@10.0.0.5:6379/0`, `rediss://…` for TLS, `unix://…`; or a `redis.Redis`
            of your own, e.g. of Sentinel. Its query overrules the limits: `?socket_timeout=3`.
        prefix: What the keys begin with.

    Raises:
        ModuleNotFoundError: redis-py is missing: `pip install callcenter-openapi[redis]`.
        TypeError: An argument has another type.
        ValueError: The URL is none of Redis.

    It connects when it is asked first:

    >>> RedisReplay("redis://:password@10.0.0.5:6379/0")
    RedisReplay('redis://10.0.0.5:6379/0')
    """

    blocking: ClassVar[bool] = True

    def __init__(self, url: "RedisSource", *, prefix: str = "callcenter:replay:") -> None:
        # Types are checked at run time too: most callers have no type checker.
        if not isinstance(prefix, str):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise TypeError(f"prefix must be str, not {type(prefix).__name__}")
        self._script = RedisScript(url, _LUA)
        self._prefix = prefix

    def claim(self, claim: ReplayClaim) -> ClaimAnswer:
        """Claim a notification."""
        return cast("ClaimAnswer", self._run("claim", claim))

    def confirm(self, claim: ReplayClaim) -> bool:
        """Note that a notification was handled."""
        return self._run("confirm", claim) == "yes"

    def release(self, claim: ReplayClaim) -> bool:
        """Give a claim back."""
        return self._run("release", claim) == "yes"

    def _run(self, step: str, claim: ReplayClaim) -> str:
        lease, keep = (round(seconds * 1000) for seconds in (claim.lease, claim.keep))
        key = self._prefix + claim.key
        try:
            return self._script.run(key, step, claim.body, claim.owner, lease, keep)
        except RedisAway as error:
            raise ReplayUnavailable(str(error)) from error

    def close(self) -> None:
        """Close the connections; a client that was given stays open."""
        self._script.close()

    def __repr__(self) -> str:
        if not hasattr(
            self, "_script"
        ):  # the constructor has failed, and a report prints its variables
            return "RedisReplay()"
        return f"RedisReplay({self._script.shown!r})"
