"""Call detail records across days on which the platform's clock is set, and from any platform: each row once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from callcenter_client._windows import Windows
from tests.client.cdrs import (
    DAY,
    HOUR,
    NEW_YORK,
    SECOND,
    SET_BACK,
    SET_FORWARD,
    SHANGHAI,
    Cdrs,
    Row,
    Rows,
    read_plan,
    shown,
)

if TYPE_CHECKING:
    from datetime import tzinfo

LORD_HOWE = ZoneInfo("Australia/Lord_Howe")  # sets its clock by half an hour
FORM = "%Y-%m-%d %H:%M:%S"


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (SET_BACK - 10 * timedelta(minutes=1), SET_BACK + 10 * timedelta(minutes=1)),
        (SET_BACK - 10 * timedelta(minutes=1), SET_BACK + 50 * timedelta(minutes=1)),
        (SET_BACK - SECOND, SET_BACK),
        (SET_BACK - 5 * HOUR, SET_BACK + 5 * timedelta(minutes=1)),
        (SET_BACK - 5 * timedelta(minutes=1), SET_BACK + 5 * HOUR),
        (SET_BACK, SET_BACK + HOUR),
        (SET_BACK - 3 * DAY, SET_BACK + 3 * DAY),
        (SET_FORWARD - HOUR, SET_FORWARD + HOUR),
        (SET_FORWARD - SECOND, SET_FORWARD + SECOND),
        (SET_FORWARD, SET_FORWARD),
    ],
)
def test_no_row_is_lost_when_the_clock_is_set(start: datetime, end: datetime) -> None:
    step = (end - start) / 97
    moments = [start + step * index for index in range(98)]
    cdrs = Cdrs([(index, shown(moment, NEW_YORK)) for index, moment in enumerate(moments)])

    assert sorted(read_plan(cdrs, start, end, NEW_YORK)) == list(range(98))


def test_only_the_hour_that_stands_twice_is_asked_for_beyond_the_span() -> None:
    cdrs = Cdrs([])
    start, end = SET_BACK - 90 * DAY, SET_BACK + 90 * DAY

    read_plan(cdrs, start, end, NEW_YORK)

    assert (cdrs.asked[0][0], cdrs.asked[-1][1]) == (shown(start, NEW_YORK), shown(end, NEW_YORK))


@pytest.mark.parametrize("as_text", [False, True])
def test_ends_as_the_platform_writes_them_go_out_as_they_are(*, as_text: bool) -> None:
    """On the day on which an hour stands twice, too."""
    start, end = datetime(2024, 11, 3, 1, 30), datetime(2024, 11, 3, 1, 40)  # noqa: DTZ001
    cdrs = Cdrs([(1, start), (2, end)])

    found = read_plan(
        cdrs,
        start.strftime(FORM) if as_text else start,
        end.strftime(FORM) if as_text else end,
        NEW_YORK,
    )

    assert (found, cdrs.asked) == ([1, 2], [(start, end)])


@pytest.mark.parametrize("iso", [False, True])
@pytest.mark.parametrize("change", [SET_BACK, SET_FORWARD])
@pytest.mark.parametrize("minutes", range(-90, 91, 15))
def test_a_checkpoint_on_such_a_day_leaves_nothing_out(
    change: datetime, minutes: int, *, iso: bool
) -> None:
    """A span may end at a time that the clock shows twice or never."""
    middle = change + timedelta(minutes=minutes)
    moments = [change + timedelta(minutes=minute) for minute in range(-240, 241, 7)]
    rows = [(index, shown(moment, NEW_YORK)) for index, moment in enumerate(moments)]
    names = {"from": "start", "to": "end", "items": "cdr", "key": "key", "total": "total"}
    plan = Windows(
        "getCdrList",
        names,
        moments[0],
        moments[-1],
        window=shown(middle, NEW_YORK) - shown(moments[0], NEW_YORK),
        overlap=timedelta(0),
        tz=NEW_YORK,
    )
    asked = plan.ask()
    assert asked is not None
    # Only what has happened by then is there: of an hour that stands twice, the first.
    by_then = [each for each, moment in zip(rows, moments, strict=True) if moment <= middle]
    first = [row for row in by_then if asked["start"] <= row[1] <= asked["end"]]
    for row in plan.take(Rows(len(first), [Row(str(key)) for key, _ in first])):
        plan.gave(row)
    plan.ask()
    checkpoint = plan.checkpoint
    assert checkpoint is not None
    if iso:
        checkpoint = datetime.fromisoformat(checkpoint.isoformat())

    rest = read_plan(Cdrs(rows), checkpoint, moments[-1], NEW_YORK)

    assert sorted({*(key for key, _ in first), *rest}) == list(range(len(rows)))


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(
    change=st.sampled_from([SET_BACK, SET_FORWARD, datetime(2024, 4, 6, 15, tzinfo=UTC)]),
    offsets=st.lists(st.integers(-4 * 3600, 4 * 3600), max_size=60),
    ends=st.tuples(st.integers(-4 * 3600, 4 * 3600), st.integers(-4 * 3600, 4 * 3600)),
    tz=st.sampled_from([SHANGHAI, NEW_YORK, LORD_HOWE, UTC]),
    cap=st.integers(1, 12),
    window=st.integers(60, 30_000),
    overlap=st.integers(0, 15_000),
)
@example(SET_BACK, [0, 1, 2, 3], (0, 3), NEW_YORK, 1, 60, 0)
@example(SET_BACK, [-1, 0], (-1, 0), NEW_YORK, 1, 61, 30)
def test_each_row_of_any_platform_comes_once(
    change: datetime,
    offsets: list[int],
    ends: tuple[int, int],
    tz: tzinfo,
    cap: int,
    window: int,
    overlap: int,
) -> None:
    start, end = (change + timedelta(seconds=each) for each in sorted(ends))
    # A short one over hours would be asked for thousands of times.
    end = min(end, start + timedelta(seconds=40 * window))
    times = [change + timedelta(seconds=each) for each in offsets]
    rows = [(index, shown(moment, tz)) for index, moment in enumerate(times)]
    in_a_second = max((sum(other[1] == row[1] for other in rows) for row in rows), default=0)
    cdrs = Cdrs(rows, cap=max(cap, in_a_second))
    reach = timedelta(seconds=min(overlap, window // 2))

    found = read_plan(cdrs, start, end, tz, window=timedelta(seconds=window), overlap=reach)

    wanted = {index for index, moment in enumerate(times) if start <= moment <= end}
    assert len(found) == len(set(found))
    assert wanted - set(found) == set()
    set_back = max(
        moment.astimezone(tz).utcoffset() - (moment + 3 * HOUR).astimezone(tz).utcoffset()  # type: ignore[operator]
        for moment in (start, end - 3 * HOUR)
    )
    wider = max(timedelta(0), set_back)
    assert min(first for first, _ in cdrs.asked) >= shown(start, tz) - reach - wider
    assert max(last for _, last in cdrs.asked) <= shown(end, tz) + wider
    assert all(first <= last <= first + timedelta(seconds=window) for first, last in cdrs.asked)
