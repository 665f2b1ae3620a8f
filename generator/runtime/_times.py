"""Times: the platform's local text and epoch numbers on one side, aware datetimes on the other."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from callcenter_client.errors import ConfigurationError

TEXT_FORMAT = "%Y-%m-%d %H:%M:%S"
DEFAULT_ZONE = "Asia/Shanghai"
# No epoch second of this platform's life has 12 digits, no epoch millisecond has fewer.
_FIRST_MILLISECOND = 10**11


def zone(tz: str | tzinfo) -> tzinfo:
    """The platform's time zone: an IANA name such as `Asia/Shanghai`, or a tzinfo.

    Raises:
        ConfigurationError: There is no such zone.
    """
    if isinstance(tz, tzinfo):
        return tz
    if not isinstance(tz, str):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise ConfigurationError(
            f"tz is {tz!r}, expected the name of a time zone such as {DEFAULT_ZONE!r}, or a tzinfo"
        )
    return _named(tz)


@lru_cache(maxsize=32)
def _named(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ConfigurationError(
            f"tz is {name!r}, expected the name of a time zone such as {DEFAULT_ZONE!r}"
            " (on a system without time zone data: pip install tzdata)"
        ) from None


def default_zone() -> tzinfo:
    """The zone in which the platform is read where nobody says another."""
    return _named(DEFAULT_ZONE)


def to_platform(moment: datetime, tz: tzinfo) -> str:
    """A datetime as the platform writes it; a naive one is platform-local already."""
    if moment.tzinfo is not None:
        moment = moment.astimezone(tz)
    # strftime("%Y") doesn't pad the years before 1000 on every system.
    return f"{moment.year:04}-{moment.month:02}-{moment.day:02} {moment.hour:02}:{moment.minute:02}:{moment.second:02}"


def from_epoch(number: int, tz: tzinfo) -> datetime:
    """An epoch number, in seconds or milliseconds by its size, in the zone `tz`.

    Raises:
        ValueError, OverflowError, OSError: It is no time that a datetime can hold.
    """
    if abs(number) >= _FIRST_MILLISECOND:
        seconds, rest = divmod(number, 1000)
        return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest * 1000).astimezone(tz)
    return datetime.fromtimestamp(number, UTC).astimezone(tz)


def from_text(text: str, tz: tzinfo) -> datetime:
    """Platform-local text, `YYYY-MM-DD HH:MM:SS`, as an aware datetime.

    Raises:
        ValueError: The text has another form, or there is no such day or time.
    """
    if not text.isascii():  # strptime takes the digits of all scripts
        raise ValueError("expected ASCII")
    return datetime.strptime(text, TEXT_FORMAT).replace(tzinfo=tz)
