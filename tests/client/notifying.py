"""Notifications that the tests share: the block and the bill of the document, and messages made of them."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from callcenter_client.webhooks import Billing, parse

SHANGHAI = ZoneInfo("Asia/Shanghai")
BLOCK = {"customer": "C2", "digest": "…", "seq": "5271", "timestamp": "1471918933001"}
SENT_AT = datetime(2016, 8, 23, 10, 22, 13, 1000, tzinfo=SHANGHAI)

BILL: dict[str, Any] = {
    "type": "billing",
    "startTime": "2018-09-10 14:39:08",
    "ringTime": "2018-09-10 14:39:12",
    "answerTime": "2018-09-10 14:39:20",
    "byeTime": "2018-09-10 14:39:27",
    "callee": "13770761337",
    "caller": "15612343021",
    "recordFile": "/data/voicerecord/C2/20180910/VR-8000-20180910143920-8000-13770761337.mp3",
    "service": "5",
    "session": "8f14e45f",
    "timeLength": "7",
    "seq": "9001",
    "userData": "order-7",
}


def message(**notify: Any) -> dict[str, Any]:
    return {"authentication": BLOCK, "notify": notify, "param": {"debug": "", "lang": ""}}


def bill(**changes: Any) -> Billing:
    """A bill with some fields changed; `...` takes one away."""
    fields = {name: value for name, value in (BILL | changes).items() if value is not ...}
    event = parse(json.dumps(message(**fields)))
    assert isinstance(event, Billing)
    return event


CLIENT_MARK = {
    "type": "clientMark",
    "data": {"userName": "wang", "number1": "13770761337", "clientName": "x", "type": "1"},
    "field": [{"name": "city", "value": "南京"}],
}
