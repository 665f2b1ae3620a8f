"""Calls of the past, so that the lists of a new sandbox show something: those of the document's examples."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from callcenter_sandbox._calls import OUTGOING, TASK_SERVICE, Call
from callcenter_sandbox._json import JsonObject, is_list, is_object


def calls_of(records: JsonObject, cdrs: JsonObject, customer: str, zone: ZoneInfo) -> list[Call]:
    """The calls that two example replies tell, by ascending key.

    Args:
        records: A reply of getRecordsList.
        cdrs: A reply of getCdrList.
        customer: Whose calls they are to be.
        zone: The platform's time zone.
    """
    calls: dict[int, Call] = {}
    for row in _rows(records, "record"):
        calls[int(row["key"])] = _call(row, customer, float(row["startTime"]), row["duration"])
    for row in _rows(cdrs, "cdr"):
        if row.get("answerTime"):
            local = datetime.fromisoformat(row["answerTime"]).replace(tzinfo=zone)
            calls[int(row["key"])] = _call(row, customer, local.timestamp(), row["timeLength"])
    return [calls[key] for key in sorted(calls)]


def _call(row: JsonObject, customer: str, answered: float, seconds: Any) -> Call:
    return Call(
        session=f"past-{customer}-{row['key']}",
        customer=customer,
        agent=str(row.get("agent") or ""),
        number=str(row["callee"]),
        call_type=OUTGOING,
        service=int(row.get("serviceType") or TASK_SERVICE),
        user_data="",
        started=answered,
        stage="over",
        ringing=answered,
        answered=answered,
        ended=answered + int(seconds),
        cause=int(row.get("releaseCause") or 200),
        ended_by="other",
        key=int(row["key"]),
        recording=str(row.get("filename") or ""),
        shown_caller=str(row["caller"]),
    )


def _rows(reply: JsonObject, name: str) -> Iterator[JsonObject]:
    data = reply.get("data")
    response = data.get("response") if is_object(data) else None
    for holder in (data, response):
        rows = holder.get(name) if is_object(holder) else None
        for row in rows if is_list(rows) else ():
            if is_object(row):
                yield row
