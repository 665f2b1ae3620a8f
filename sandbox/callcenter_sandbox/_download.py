"""A recording as a reply, whole or in part: Range and If-Range as RFC 9110 has them (§14)."""

import hashlib
import re

from callcenter_sandbox._http import Reply, Request, html

_ONE_RANGE = re.compile(r"bytes=(?:([0-9]{1,18})-([0-9]{0,18})|-([0-9]{1,18}))", re.ASCII)


def download(sound: bytes, request: Request) -> Reply:
    """The reply that brings a recording.

    Several ranges at once, and what is no range, are answered with the whole, as the RFC allows.
    """
    asked = dict(request.headers)
    etag = f'"{hashlib.sha256(sound).hexdigest()[:16]}"'
    headers = (("Accept-Ranges", "bytes"), ("ETag", etag))
    found = _ONE_RANGE.fullmatch(asked.get("range", ""))
    # There is no Last-Modified, so a date in If-Range matches nothing.
    if found is None or request.method != "GET" or asked.get("if-range", etag) != etag:
        return Reply(200, "audio/wav", sound, headers)
    length = len(sound)
    if found[3] is None:
        first = int(found[1])
        last = min(int(found[2]), length - 1) if found[2] else length - 1
        if found[2] and int(found[2]) < first:  # no range at all
            return Reply(200, "audio/wav", sound, headers)
    else:
        first, last = max(length - int(found[3]), 0), length - 1
    if first > last:
        refusal = html(416, f"The recording has {length} bytes.")
        more = (("Content-Range", f"bytes */{length}"),)
        return Reply(416, refusal.content_type, refusal.body, (*headers, *more))
    part = ("Content-Range", f"bytes {first}-{last}/{length}")
    return Reply(206, "audio/wav", sound[first : last + 1], (*headers, part))
