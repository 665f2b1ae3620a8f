"""Signs a message that is a dict: for any HTTP client, or for none."""

from collections.abc import Mapping
from typing import Any

from callcenter_auth._block import MEMBER, kept_agent, make_block
from callcenter_auth._fields import customer_of, digits_of, milliseconds_of
from callcenter_auth._secret import Secret, SecretSource
from callcenter_auth._seq import SeqSource


def sign(
    body: Mapping[str, Any],
    customer: str,
    secret: SecretSource,
    *,
    timestamp: str | int | None = None,
    seq: str | int | None = None,
) -> dict[str, Any]:
    """Give a message with its authentication block, to be sent by any HTTP client.

    For requests, aiohttp, a queue, a shell: where httpx is used, `DigestAuth` does the same by
    itself. Sign anew for each attempt: a message that is sent twice repeats its seq.

    Args:
        body: The message: `param`, `request` or `requests` (§3). It is not changed; the new dict
            shares its values. Where it has an `authentication` already, that one is replaced in
            place, and its `agent` is kept.
        customer: The customer name that was issued, e.g. `C2`.
        secret: The password issued with it, or a callable that returns it.
        timestamp: The time of sending, milliseconds (or seconds) since the epoch; now by default.
        seq: The block's serial, decimal digits; the next of this process's `SeqSource` by default.

    Returns:
        A new dict, the block first. Send it as JSON in UTF-8 without a BOM.

    Raises:
        TypeError: An argument has another type.
        ValueError: `customer`, `secret`, `timestamp` or `seq` has another form than §2 asks for.
        UnsignableBody: `body["authentication"]["agent"]` is neither text nor an integer.
        RuntimeError: No seq can be drawn on this host; see `SeqSource`.

    >>> secret = "E416D0F85DC0CB67C85E070A32D9F0123AFF4762"
    >>> command = {"request": {"seq": "1", "agent": "1000"}}
    >>> message = sign(command, "C2", secret, timestamp=1471918933001, seq=5271)
    >>> message["authentication"]["digest"]
    'ae62e11cab746436b64a26f4ed8e41a3'
    >>> list(message)
    ['authentication', 'request']
    """
    # Checked at run time too: a JSON text that is handed in by mistake has a better error so.
    if not isinstance(body, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise TypeError(f"body must be a dict (a JSON object), not {type(body).__name__}")
    block = make_block(
        customer_of(customer),
        milliseconds_of(None) if timestamp is None else digits_of("timestamp", timestamp),
        digits_of("seq", SeqSource()() if seq is None else seq),
        Secret(secret),
        kept_agent(body.get(MEMBER)),
    )
    if MEMBER in body:
        return {name: block if name == MEMBER else value for name, value in body.items()}
    return {MEMBER: block, **body}
