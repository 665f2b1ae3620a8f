"""What a reply comes to that is no recording. Pure, no I/O."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from callcenter_client import _reply
from callcenter_client._retry import BUSY
from callcenter_client.errors import ApiError, UnexpectedResponse

if TYPE_CHECKING:
    from callcenter_client._recording_name import RecordingName


def refusal(
    name: RecordingName, status: int, content_type: str, content: bytes
) -> ApiError | UnexpectedResponse:
    """The error for a reply that isn't 200, or whose body is a page, an envelope, or empty.

    Args:
        name: The recording.
        status: The HTTP status.
        content_type: As it came.
        content: The body, or the first 16 KiB of it.
    """
    reply: Any = None
    try:
        reply = _reply.decode(content)
        found = _reply.as_object(reply)
        if found is not None and "result" in found:
            _reply.Verdict(found["result"]).check("message", found)
    except ApiError as error:
        return error
    except (ValueError, UnexpectedResponse):
        pass  # not JSON, or JSON without a verdict
    return not_a_recording(_why(name, status, content), status, content_type, content, reply)


def not_a_recording(
    text: str, status: int, content_type: str, content: bytes = b"", reply: Any = None
) -> UnexpectedResponse:
    """An UnexpectedResponse that is tried again only when a busy proxy may have sent it."""
    excerpt = _reply.excerpt(content) if content else ""
    error = UnexpectedResponse(
        text, status=status, content_type=content_type, excerpt=excerpt, reply=reply
    )
    error.final = status not in BUSY
    return error


def _why(name: RecordingName, status: int, content: bytes) -> str:
    if status == 404:
        return f"the platform has no recording {name.shown!r}"
    if 300 <= status < 400:
        return f"the recording {name.shown!r} is elsewhere, and redirects aren't followed: recordings_url= tells where recordings are"
    if status != 200:
        return f"the recording {name.shown!r} didn't come"
    return f"what came for the recording {name.shown!r} is {'no sound' if content else 'empty'}"
