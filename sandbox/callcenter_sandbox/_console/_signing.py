"""Signs what the console sends: the secret stays here, and the browser gets the body to send."""

import json

from callcenter_auth import sign
from callcenter_sandbox._authentication import SECRET, Customers
from callcenter_sandbox._json import JsonObject


def signed(customers: Customers, customer: str, message: JsonObject) -> JsonObject:
    """A message with its authentication block, and how the digest was made.

    Args:
        customers: The customers of the sandbox.
        customer: Who sends it.
        message: The message without a block.

    Raises:
        ValueError: There is no such customer.
    """
    secret = customers.secrets.get(customer)
    if secret is None:
        known = ", ".join(customers.names)
        raise ValueError(f"customer is {customer!r}; this sandbox knows {known}")
    whole = sign(message, customer, secret)
    block = whole["authentication"]
    # As text: a browser would round what has many digits when it reads and writes JSON again.
    body = json.dumps(whole, ensure_ascii=False, indent=2)
    parts = [customer, str(block["timestamp"]), str(block["seq"]), SECRET]
    return {"parts": parts, "text": "@".join(parts), "digest": block["digest"], "body": body}
