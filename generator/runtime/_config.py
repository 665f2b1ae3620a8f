"""The settings of a client: checked once, when it's made, with errors that say what to write."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, TypedDict

import httpx
from attrs import define, evolve, field

from callcenter_client._privacy import without_frames
from callcenter_client._spec import API_PATH, REVISIONS
from callcenter_client._times import zone
from callcenter_client.errors import ConfigurationError, InvalidCommand, UnsupportedOperation

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo

DEFAULT_TIMEOUT = 10.0
DEFAULT_DEADLINE = 20.0
DEFAULT_RETRIES = 2


class Options(TypedDict, total=False):
    """What one call may set apart from its client: `options={"debug": True}`.

    Attributes:
        timeout: httpx's time-out, in seconds or as an `httpx.Timeout`; None for none.
        deadline: Seconds for the whole call, retries and a trickling reply included; None for no bound.
        retries: How many more attempts than one, where another is allowed at all.
        lang: The language of the messages in the reply, `zh_CN` or `en_US`.
        debug: Ask for the reply's `logs`.
        agent: The acting agent's number in the authentication block.
    """

    timeout: float | httpx.Timeout | None
    deadline: float | None
    retries: int
    lang: str | None
    debug: bool
    agent: str | int | None


@define(frozen=True, kw_only=True)
class Config:
    """A client's settings, usable as they are."""

    base_url: str = field(repr=False)
    revision: int
    lang: str | None = None
    debug: bool = False
    timeout: float | httpx.Timeout | None = DEFAULT_TIMEOUT
    deadline: float | None = DEFAULT_DEADLINE
    retries: int = DEFAULT_RETRIES
    tz: tzinfo
    api_path: str | None = None
    recordings_url: str | None = None

    @property
    def other_origin(self) -> str | None:
        """Where recordings are, when that is another server than the platform's."""
        if self.recordings_url is None:
            return None
        urls = [httpx.URL(url) for url in (self.base_url, self.recordings_url)]
        platform, other = [(url.scheme, url.host, url.port) for url in urls]
        return None if platform == other else self.recordings_url

    def changed(self, options: Options) -> Config:
        """The settings with those of one call.

        Raises:
            InvalidCommand: One of them can't be used.
        """
        given: dict[str, Any] = {name: value for name, value in options.items() if name != "agent"}
        if not given:
            return self
        if problem := _limits_problem(
            given.get("timeout"), given.get("deadline"), given.get("retries", 0), given.get("lang")
        ):
            name, value, expected = problem
            raise InvalidCommand(f"options[{name!r}]", value, expected)
        return evolve(self, **given)

    def url(self, path: str, revisions: tuple[int, ...]) -> str:
        """Where an operation is: its path of the spec, in this client's revision or under its `api_path`.

        Raises:
            UnsupportedOperation: The revision doesn't have it.
        """
        if self.api_path is not None:
            return f"{self.base_url}{self.api_path}/{path.rpartition('/')[2]}"
        if revisions and self.revision not in revisions:
            raise UnsupportedOperation(self.revision, revisions)
        return self.base_url + path.replace("{revision}", str(self.revision))


def make_config(
    base_url: str,
    *,
    revision: int,
    lang: str | None,
    debug: bool,
    timeout: float | httpx.Timeout | None,
    deadline: float | None,
    retries: int,
    tz: str | tzinfo,
    api_path: str | None,
    recordings_url: str | None = None,
) -> Config:
    """Check the arguments of a client.

    Raises:
        ConfigurationError: One of them can't be used; the text says what to write instead.
    """
    if isinstance(revision, bool) or not isinstance(revision, int):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise ConfigurationError(
            f"revision is {revision!r}, expected an int: one of {_listed(REVISIONS)}"
        )
    if api_path is None and revision not in REVISIONS:
        raise ConfigurationError(
            f"revision is {revision}, expected one of {_listed(REVISIONS)};"
            f" for another version of the API pass api_path={API_PATH.replace('{revision}', str(revision))!r}"
        )
    if problem := _limits_problem(timeout, deadline, retries, lang):
        name, value, expected = problem
        raise ConfigurationError(f"{name} is {value!r}, expected {expected}")
    return Config(
        base_url=check_url(base_url, "base_url"),
        revision=revision,
        lang=lang,
        debug=debug,
        timeout=timeout,
        deadline=deadline,
        retries=retries,
        tz=zone(tz),
        api_path=None if api_path is None else _check_api_path(api_path),
        recordings_url=None
        if recordings_url is None
        else check_url(recordings_url, "recordings_url"),
    )


def _limits_problem(
    timeout: Any, deadline: Any, retries: Any, lang: Any
) -> tuple[str, Any, str] | None:
    """What is wrong with a time-out, a deadline or a number of retries: its name, its value, what was expected."""

    def seconds(value: Any) -> bool:
        return (
            isinstance(value, int | float)
            and not isinstance(value, bool)
            and 0 < value < float("inf")
        )

    if not (timeout is None or isinstance(timeout, httpx.Timeout) or seconds(timeout)):
        return "timeout", timeout, "seconds above 0, an httpx.Timeout, or None"
    if not (deadline is None or seconds(deadline)):
        return "deadline", deadline, "seconds above 0, or None"
    if not (lang is None or isinstance(lang, str)):
        return "lang", lang, "a language such as 'en_US', or None"
    if isinstance(retries, bool) or not isinstance(retries, int) or retries < 0:
        return "retries", retries, "an int of 0 or more"
    return None


def check_url(given: Any, where: str) -> str:
    """The platform's root, without a slash at its end.

    Raises:
        ConfigurationError: It's no URL of a server's root.
    """
    example = "expected the platform's root such as http://10.0.0.8:8080"
    if not isinstance(given, str):
        raise ConfigurationError(f"{where} is {given!r} ({type(given).__name__}), {example}")
    text = given.rstrip("/")
    shown = repr(re.sub(r"[^/@]*@", "[secret]@", given))
    if not re.match(r"https?://", text, re.IGNORECASE):
        raise ConfigurationError(
            f"{where} is {shown}, {example}: it begins with http:// or https://"
        )
    # httpx takes port 99999 and a host such as `a..b`, and those fail at the first call, far from here.
    try:
        url = httpx.URL(text)
        port_fits = url.port is None or 0 < url.port < 65536
        host_fits = bool(url.host) and all(
            0 < len(part) < 64 for part in url.raw_host.rstrip(b".").split(b".")
        )
    except (httpx.InvalidURL, ValueError) as error:
        raise ConfigurationError(f"{where} is {shown}, {example} ({error})") from None
    if not host_fits or not port_fits or re.search(r"\s", text):
        raise ConfigurationError(
            f"{where} is {shown}, {example}: a host, and a port from 1 to 65535"
        )
    if url.userinfo:
        raise ConfigurationError(
            f"{where} has a user or password in it, {example}: the digest is the only login"
        )
    if url.query or url.fragment:
        raise ConfigurationError(f"{where} is {given!r}, {example}: without a query or a fragment")
    root = API_PATH.split("{", maxsplit=1)[0].split("/")[1] if API_PATH else ""
    if root and f"/{root}/" in f"{url.path}/":
        raise ConfigurationError(
            f"{where} is {given!r}, {example}: without {url.path!r}, which each operation adds"
        )
    return text


def _check_api_path(given: Any) -> str:
    if not isinstance(given, str) or not re.fullmatch(r"(/[A-Za-z0-9._~-]+)+/?", given):
        raise ConfigurationError(
            f"api_path is {given!r}, expected a path such as {API_PATH.replace('{revision}', '6')!r}"
        )
    return given.rstrip("/")


def from_environment(environment: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The arguments that stand in `CALLCENTER_URL`, `_CUSTOMER`, `_SECRET`, `_REVISION` and `_TZ`.

    A byte-order mark and white space at the edges are stripped: they come from files and editors.

    Raises:
        ConfigurationError: One is missing or unusable. The secret is never shown.
    """
    try:
        return _from_environment(os.environ if environment is None else environment)
    except ConfigurationError as error:
        raise without_frames(error) from None  # their variables hold the secret


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    url, customer, secret = _required(environment, "URL", "CUSTOMER", "SECRET")
    found: dict[str, Any] = {
        "base_url": check_url(url, "CALLCENTER_URL"),
        "customer": customer,
        "secret": secret,
    }
    if revision := _variable(environment, "REVISION"):
        if not re.fullmatch(r"[0-9]{1,3}", revision):
            raise ConfigurationError(
                f"CALLCENTER_REVISION is {revision!r}, expected one of {_listed(REVISIONS)}"
            )
        found["revision"] = int(revision)
    if tz := _variable(environment, "TZ"):
        found["tz"] = tz
    return found


def credentials(environment: Mapping[str, str] | None = None) -> tuple[str, str]:
    """Customer and secret, of `CALLCENTER_CUSTOMER` and `CALLCENTER_SECRET`, likewise.

    Raises:
        ConfigurationError: One is missing or unusable. The secret is never shown.
    """
    given = os.environ if environment is None else environment
    try:
        customer, secret = _required(given, "CUSTOMER", "SECRET")
    except ConfigurationError as error:
        raise without_frames(error) from None
    finally:
        del given
    return customer, secret


def _variable(environment: Mapping[str, str], name: str) -> str:
    return environment.get(f"CALLCENTER_{name}", "").strip("\ufeff \t\r\n\x0b\x0c\x00")


def _required(environment: Mapping[str, str], *names: str) -> list[str]:
    found = {name: _variable(environment, name) for name in names}
    if missing := [f"CALLCENTER_{name}" for name, value in found.items() if not value]:
        raise ConfigurationError(f"the environment lacks {', '.join(missing)}")
    if re.search(r"\s", found["SECRET"]):
        raise ConfigurationError(
            "CALLCENTER_SECRET has white space inside, expected the hex text that came with the customer"
        )
    return list(found.values())


def _listed(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, numbers))
