"""The authentication block itself, as a dict of text (§2)."""

from callcenter_auth._digest import digest_of
from callcenter_auth._errors import UnsignableBody
from callcenter_auth._fields import object_of, text_of
from callcenter_auth._secret import Secret

MEMBER = "authentication"
"""The member of a message that holds the block (§3)."""


def make_block(
    customer: str, timestamp: str, seq: str, secret: Secret, agent: str | None
) -> dict[str, str]:
    """Make a block of values that were checked before.

    Every value is text, as in the document's samples; `agent` stands last and only if there is one.
    """
    block = {
        "customer": customer,
        "timestamp": timestamp,
        "seq": seq,
        "digest": digest_of(customer, timestamp, seq, secret.reveal()),
    }
    if agent is not None:
        block["agent"] = agent
    return block


def kept_agent(replaced: object) -> str | None:
    """Find the acting agent in a block that is about to be replaced.

    Args:
        replaced: What the message has as `authentication`; anything but an object has no agent.

    Raises:
        UnsignableBody: Its `agent` is neither text nor an integer.
    """
    block = object_of(replaced)
    agent = None if block is None else block.get("agent")
    if agent is None or agent == "":
        return None
    try:
        return text_of(f"{MEMBER}.agent", agent)
    except TypeError as error:
        problem = str(error)
    raise UnsignableBody(problem)
