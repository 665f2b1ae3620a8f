# Made by "python -m generator generate" from the spec: change that, not this file.
"""Views of a client with other settings."""

from __future__ import annotations

import inspect
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar

import httpx

from callcenter_auth import DigestAuth
from callcenter_client._config import Config, make_config
from callcenter_client.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Callable

    from callcenter_client._attempt import Attempt

H = TypeVar("H", httpx.Client, httpx.AsyncClient)


class Kept(Enum):
    """Stands for "as it was", where None means something else."""

    KEPT = "kept"


def changed(config: Config, **given: Any) -> Config:
    """The settings with what was given.

    Raises:
        ConfigurationError: One of them can't be used.
    """
    changes = {name: value for name, value in given.items() if value is not Kept.KEPT}
    if not changes:
        return config
    names = (
        "revision",
        "lang",
        "debug",
        "timeout",
        "deadline",
        "retries",
        "tz",
        "api_path",
        "recordings_url",
    )
    settings = {name: getattr(config, name) for name in names} | changes
    return make_config(config.base_url, **settings)


def check_auth(auth: Any) -> DigestAuth:
    """The signing of a client.

    Raises:
        ConfigurationError: It's something else than a DigestAuth.
    """
    if isinstance(auth, DigestAuth):
        return auth
    raise ConfigurationError(
        f"auth is a {type(auth).__name__}, expected callcenter_auth.DigestAuth(customer, secret)"
    )


def auth_from(customer: str, secret: str) -> DigestAuth:
    """The signing of a client whose settings come from the environment.

    Raises:
        ConfigurationError: One of them can't be used; neither is shown.
    """
    try:
        return DigestAuth(customer, secret)
    except ValueError as error:
        raise ConfigurationError(
            f"CALLCENTER_CUSTOMER or CALLCENTER_SECRET can't be used: {error}"
        ) from None
    finally:
        del secret  # reports of an error print variables


def check_http(given: Any, kind: type[H]) -> H | None:
    """An httpx client of the user's own, or None.

    Raises:
        ConfigurationError: It's something else, such as a client of the other kind, on which nothing would be sent.
    """
    if given is None or isinstance(given, kind):
        return given
    raise ConfigurationError(
        f"http_client is a {type(given).__name__}, expected an httpx.{kind.__name__}"
    )


def check_observer(given: Any) -> Callable[[Attempt], object] | None:
    """Who is told of each attempt, or None.

    Raises:
        ConfigurationError: It can't be called, or nobody would await it.
    """
    if given is None or (callable(given) and not inspect.iscoroutinefunction(given)):
        observer: Callable[[Attempt], object] | None = given
        return observer
    shown = "a coroutine function" if callable(given) else repr(given)
    raise ConfigurationError(f"on_attempt is {shown}, expected a plain function of an Attempt")
