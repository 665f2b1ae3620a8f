"""A platform with call detail records, on the wire and without it, and the clocks that it may have."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from callcenter_client._times import to_platform
from callcenter_client._windows import Windows
from tests.client.raw_server import Answer, Received, Reply, accepted, http

if TYPE_CHECKING:
    from datetime import tzinfo

SHANGHAI, NEW_YORK = ZoneInfo("Asia/Shanghai"), ZoneInfo("America/New_York")
SET_BACK = datetime(2024, 11, 3, 6, 0, tzinfo=UTC)  # 02:00 EDT becomes 01:00 EST
SET_FORWARD = datetime(2024, 3, 10, 7, 0, tzinfo=UTC)  # 02:00 EST becomes 03:00 EDT
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)


@dataclass
class Cdrs:
    """A platform with call detail records. It keeps and compares what its clock shows, as text.

    Attributes:
        rows: Keys with what the clock showed.
        cap: How many it gives at once.
    """

    rows: list[tuple[int, datetime]]
    cap: int = 1000
    asked: list[tuple[datetime, datetime]] = field(default_factory=list[tuple[datetime, datetime]])

    def answer(self, start: str, end: str) -> dict[str, Any]:
        first, last = datetime.fromisoformat(start), datetime.fromisoformat(end)
        self.asked.append((first, last))
        found = [key for key, shown in self.rows if first <= shown.replace(microsecond=0) <= last]
        random.Random(len(self.asked)).shuffle(found)  # no order is promised
        return {"total": str(len(found)), "cdr": [{"key": str(key)} for key in found[: self.cap]]}

    def __call__(self, request: Received) -> Answer:
        command = request.command
        fields = self.answer(command["startTime"], command["endTime"])
        return Reply(http(accepted(**fields), keep=True), then="keep")


def at(day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2024, 5, day, hour, minute, second)  # noqa: DTZ001  # what the platform's clock shows


@dataclass
class Row:
    key: str


@dataclass
class Rows:
    total: int
    cdr: list[Row]
    meta: None = None


def read_plan(cdrs: Cdrs, start: Any, end: Any, tz: tzinfo, **lengths: Any) -> list[int]:
    """Sans I/O: what the plan asks and gives."""
    names = {
        "from": "start_time",
        "to": "end_time",
        "items": "cdr",
        "key": "key",
        "total": "total",
    }
    lengths = {"window": DAY, "overlap": timedelta(0)} | lengths
    plan = Windows("getCdrList", names, start, end, tz=tz, **lengths)
    keys: list[int] = []
    while (asked := plan.ask()) is not None:
        assert len(cdrs.asked) < 5000, "it doesn't end"
        fields = cdrs.answer(
            to_platform(asked["start_time"], tz), to_platform(asked["end_time"], tz)
        )
        for row in plan.take(Rows(int(fields["total"]), [Row(**each) for each in fields["cdr"]])):
            plan.gave(row)
            keys.append(int(row.key))
    assert plan.checkpoint is not None
    return keys


def shown(moment: datetime, tz: tzinfo) -> datetime:
    """What a clock shows."""
    return moment.astimezone(tz).replace(tzinfo=None, fold=0)
