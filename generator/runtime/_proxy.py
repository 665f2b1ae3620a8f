"""Which proxy leads to the platform. There is one host, so this is decided once, when a client is made.

httpx would build a route for each entry of NO_PROXY and knows no networks there; an entry that it can't read is an error.
"""

from __future__ import annotations

import importlib.util
import ipaddress
import re
import ssl
import urllib.request
import warnings

import httpx

from callcenter_client.errors import ConfigurationError


def proxy_for(base_url: str) -> httpx.Proxy | None:
    """The proxy by the environment's variables, or None.

    `NO_PROXY` may hold names (`example.org` and `.example.org` both mean the domain and all below it), addresses, IPv6
    addresses with or without brackets, networks such as `10.0.0.0/8`, each with a port if need be, and `*`.

    Raises:
        ConfigurationError: The proxy's URL can't be used.
    """
    url = httpx.URL(base_url)
    found = urllib.request.getproxies()
    proxy = found.get(url.scheme) or found.get("all")
    if not proxy or not_proxied(url, found.get("no", "")):
        return None
    given = proxy if "://" in proxy else f"http://{proxy}"
    try:
        made = httpx.Proxy(given)
    except (ValueError, httpx.InvalidURL):
        made = None
    # httpx takes a proxy without a host or with port 99999, which fails at the first call, far from here.
    port = made.url.port if made is not None else None
    if made is None or not made.url.host or re.search(r"\s", given) or not 0 < (port or 80) < 65536:
        raise ConfigurationError(
            f"the {url.scheme}_proxy of the environment can't be used; write http://host:port, or pass trust_env=False"
        )
    if made.url.scheme.startswith("socks") and importlib.util.find_spec("socksio") is None:
        raise ConfigurationError(
            f"the {url.scheme}_proxy of the environment speaks SOCKS, which needs a package more:"
            " pip install 'httpx[socks]', or pass trust_env=False"
        )
    return made


def tls_for(base_url: str, proxy: httpx.Proxy | None, *, trust_env: bool) -> ssl.SSLContext:
    """The TLS settings of a client. Reading the certificates takes longer than all else, and most platforms speak plain HTTP."""
    if base_url.lower().startswith("https:") or (proxy is not None and proxy.url.scheme == "https"):
        return httpx.create_ssl_context(trust_env=trust_env)
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def not_proxied(url: httpx.URL, no_proxy: str) -> bool:
    """Does one of the entries of `NO_PROXY` name the URL's host?"""
    unreadable: list[str] = []
    hit = False
    for entry in (part.strip() for part in no_proxy.replace(" ", ",").split(",")):
        if entry:
            try:
                hit = hit or _names(entry.lower(), url)
            except ValueError:
                unreadable.append(entry)
    if unreadable:
        warnings.warn(
            f"NO_PROXY has entries that can't be read, which are ignored: {', '.join(unreadable)}",
            stacklevel=5,
        )
    return hit


def _names(entry: str, url: httpx.URL) -> bool:
    """Does an entry name the host?

    Raises:
        ValueError: The entry is unreadable.
    """
    if entry == "*":
        return True
    if "://" in entry:
        entry = entry.partition("://")[2].rstrip("/")
    address = _address(url.host)
    if "/" in entry:
        network = ipaddress.ip_network(entry.replace("[", "").replace("]", ""), strict=False)
        return address is not None and address in network
    name, port = _split_port(entry)
    if port is not None and port != (url.port or {"http": 80, "https": 443}[url.scheme]):
        return False
    named = _address(name)
    if named is not None:
        return named == address
    if not all(c.isalnum() or c in ".-_*" for c in name):
        raise ValueError(entry)
    domain = name.removeprefix("*").removeprefix(".")
    host = url.host.lower().rstrip(".")
    return bool(domain) and (host == domain or host.endswith("." + domain))


def _split_port(entry: str) -> tuple[str, int | None]:
    if entry.startswith("["):
        name, _, rest = entry[1:].partition("]")
        return name, int(rest[1:]) if rest.startswith(":") else None
    if entry.count(":") == 1:
        name, _, port = entry.partition(":")
        return name, int(port)
    return entry, None


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
