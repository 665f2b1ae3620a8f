"""Signs messages for the call-centre Open API, on any httpx client or on none.

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

This package imports httpx and nothing else, and knows nothing of operations.
"""

from callcenter_auth._auth import DigestAuth
from callcenter_auth._digest import compute_digest
from callcenter_auth._errors import UnsignableBody
from callcenter_auth._explain import DigestExplanation, explain_digest
from callcenter_auth._seq import SeqSource
from callcenter_auth._sign import sign

__all__ = [
    "DigestAuth",
    "DigestExplanation",
    "SeqSource",
    "UnsignableBody",
    "compute_digest",
    "explain_digest",
    "sign",
]
