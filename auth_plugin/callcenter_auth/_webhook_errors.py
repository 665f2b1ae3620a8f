"""Why a notification was refused."""

import enum


class RefusalReason(enum.StrEnum):
    """Why a notification was refused: for the log, and for `WebhookRefused.reason`.

    To the sender all of them are one and the same answer, but for `STORE_UNAVAILABLE`, which asks
    it to come again.
    """

    TOO_LARGE = "too_large"
    """More bytes, or more values in them, than any notification has."""
    NOT_JSON = "not_json"
    """No JSON in UTF-8 (§1)."""
    NO_BLOCK = "no_block"
    """No object, or one without an `authentication` object (§2)."""
    BAD_BLOCK = "bad_block"
    """A field of the block is missing or has another form than §2 asks for."""
    AMBIGUOUS = "ambiguous"
    """Two `authentication` members, or two members of one name within it."""
    UNKNOWN_CUSTOMER = "unknown_customer"
    """No secret is known for the customer."""
    BAD_DIGEST = "bad_digest"
    """The digest was made with none of the customer's secrets, or for other values."""
    TOO_OLD = "too_old"
    """The digest is right, and the timestamp further back than the tolerance."""
    TOO_NEW = "too_new"
    """The digest is right, and the timestamp further ahead than the tolerance."""
    FORGED = "forged"
    """The block was used before, for another body."""
    STORE_UNAVAILABLE = "store_unavailable"
    """The replay memory cannot be asked now; answer 503, so that the notification comes again."""


class WebhookRefused(Exception):
    """A notification is not accepted.

    `str()` gives a text for the log. It holds no secret, no digest and nothing of the body but the
    customer's name, where that has the form of one. It is not for the sender: answer all refusals
    alike, so that nobody learns how near a guess was.

    Args:
        reason: Why.
        detail: A sentence for the log.

    >>> refused = WebhookRefused(RefusalReason.NOT_JSON, "The body is empty")
    >>> print(refused)
    not_json: The body is empty
    >>> refused.reason == "not_json"
    True
    """

    def __init__(self, reason: RefusalReason, detail: str) -> None:
        # Both in `args`, so that it survives a pickle.
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.reason.value}: {self.detail}"
