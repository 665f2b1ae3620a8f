"""Who may look at the console, and act on it.

A page of another site can reach a sandbox on this machine through its visitor's browser: by a form or
a script, or under a name that leads to loopback (DNS rebinding). So the browser must have asked by a
name of this machine, what acts must come from the console's own page, and a sandbox that others can
reach wants a token.
"""

import hmac
import ipaddress
import re
import secrets
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlsplit

from callcenter_sandbox._http import Reply, Request, html

_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[^:]*)(?::[0-9]*)?")


class Guard:
    """Lets in who may.

    Args:
        host: The name or address that the sandbox listens on.

    Attributes:
        token: What lets in; None: the sandbox listens on loopback, and wants none.
    """

    def __init__(self, host: str) -> None:
        self.token = None if is_loopback(host) else secrets.token_urlsafe(24)

    def refusal(self, request: Request) -> Reply | None:
        """Why a request isn't let in; None: it is."""
        headers = dict(request.headers)
        if self.token is not None:
            given = _cookies(headers).get(_cookie_name(headers), "")
            # Another site can't have the cookie: so no name of this machine needs to be known here.
            if not _same(given, self.token):
                return _no(
                    "open the console by the address that was printed at the sandbox's start"
                )
        elif not is_loopback(_host_name(headers)):
            return _no("the console is for this machine alone: open it as 127.0.0.1 or localhost")
        if request.method in ("GET", "HEAD"):
            return None
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != headers.get("host"):
            return _no("another site's page may not act here")
        # No form of another site can send this type.
        if headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            return html(415, "Send application/json.")
        return None

    def entry(self, request: Request) -> Reply | None:
        """The way in for one who brings the token in the address: it becomes a cookie."""
        query = urlsplit(request.target).query
        [given] = parse_qs(query).get("token", [""])[:1]
        if self.token is None or not _same(given, self.token):
            return None
        cookie = (
            f"{_cookie_name(dict(request.headers))}={self.token}; Path=/; HttpOnly; SameSite=Strict"
        )
        headers = (("Location", "/"), ("Set-Cookie", cookie), ("Cache-Control", "no-store"))
        return Reply(303, "text/plain", b"", headers)


def is_loopback(host: str) -> bool:
    """Whether a name or an address is this machine's own, and no other machine can reach it."""
    name = host.strip("[]").lower()
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"


def _host_name(headers: dict[str, str]) -> str:
    found = _HOST.fullmatch(headers.get("host", ""))
    return found["name"] if found else ""


def _cookie_name(headers: dict[str, str]) -> str:
    """Cookies know no ports: two sandboxes on one machine would take each other's."""
    port = headers.get("host", "").rpartition(":")[2]
    return f"callcenter_sandbox_{port if port.isascii() and port.isdigit() else 80}"


def _cookies(headers: dict[str, str]) -> dict[str, str]:
    try:
        return {name: one.value for name, one in SimpleCookie(headers.get("cookie", "")).items()}
    except CookieError:
        return {}


def _same(given: str, token: str) -> bool:
    return hmac.compare_digest(given.encode(), token.encode())


def _no(why: str) -> Reply:
    return html(403, f"No: {why}.")
