"""Signs messages for the call-centre Open API, and verifies those that it sends.

Each message carries an `authentication` block whose digest is
`MD5(customer + "@" + timestamp + "@" + seq + "@" + secret)` (§2 of the contract). The digest covers
these four values and not the body: it proves who sent, not what. Use a private network or TLS.

>>> import httpx
>>> from callcenter_auth import DigestAuth
>>> client = httpx.Client(auth=DigestAuth(customer="C2", secret="E416D0F85DC0CB67C85E070A32D9F0123AFF4762"))
>>> client.close()

Without httpx: `sign` puts the block into a dict, `compute_digest` gives the digest alone,
`SeqSource` gives serials that never repeat, and `explain_digest` says in words what is wrong with a
digest that was refused.

For the receiver of notifications: `WebhookVerifier` checks them, refuses with `WebhookRefused`, and
remembers in a `MemoryReplay` or a `RedisReplay` which were handled.

This package imports httpx and nothing else, and knows nothing of operations. What speaks to Redis
imports its client when it is made, not before: `pip install callcenter-openapi[redis]`.
"""

from callcenter_auth._auth import DigestAuth
from callcenter_auth._digest import compute_digest
from callcenter_auth._errors import UnsignableBody
from callcenter_auth._explain import DigestExplanation, explain_digest
from callcenter_auth._redis_replay import RedisReplay
from callcenter_auth._redis_seq import RedisSeq
from callcenter_auth._replay import ReplayClaim, ReplayStore, ReplayUnavailable
from callcenter_auth._replay_memory import MemoryReplay
from callcenter_auth._seq import SeqSource
from callcenter_auth._sign import sign
from callcenter_auth._webhook import WebhookVerifier
from callcenter_auth._webhook_block import VerifiedBlock
from callcenter_auth._webhook_delivery import Delivery
from callcenter_auth._webhook_errors import RefusalReason, WebhookRefused

__all__ = [
    "Delivery",
    "DigestAuth",
    "DigestExplanation",
    "MemoryReplay",
    "RedisReplay",
    "RedisSeq",
    "RefusalReason",
    "ReplayClaim",
    "ReplayStore",
    "ReplayUnavailable",
    "SeqSource",
    "UnsignableBody",
    "VerifiedBlock",
    "WebhookRefused",
    "WebhookVerifier",
    "compute_digest",
    "explain_digest",
    "sign",
]
