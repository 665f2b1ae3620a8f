"""Every message that the document prints and the field shows is valid by the schemas (§2 to §6, field notes).

The samples are given as they stand there; where one has an ellipsis, a value takes its place.
"""

from __future__ import annotations

import json
import re

import pytest

from tests.spec.document import SCHEMAS, faults

BLOCK = """{"customer": "C2", "timestamp": "1471918933001", "seq": "5271",
    "digest": "ae62e11cab746436b64a26f4ed8e41a3", "agent": "1000"}"""

# Each begins with the component that it is to fit. $BLOCK stands for the block above.
VALID = """
== Authentication: the block (§2)
$BLOCK
== Authentication: seconds and numbers, an upper-case digest, an empty agent
{"customer": "SCCC-test", "timestamp": 1471918933, "seq": 5271,
 "digest": "AE62E11CAB746436B64A26F4ED8E41A3", "agent": ""}
== AgentLoginMessage: a request (§3)
{"authentication": $BLOCK,
 "param": {"debug": "true", "lang": "en_US"},
 "request": {"seq": "1", "userData": "order-1", "agent": "1000"}}
== AgentLoginReply: a reply (§4)
{"data": {"seq": "5271",
          "response": {"seq": "1", "userData": "order-1", "result": {"error": 0, "msg": ""}}},
 "logs": "",
 "result": {"error": 0, "msg": ""}}
== GetRecordsListReply: the sample (§5 getRecordsList)
{"result": {"error": 0, "msg": "成功"},
 "data": {"seq": "5271",
          "response": {"seq": "1", "userData": null, "result": {"error": 0}},
          "record": [{"key": "1", "caller": "10086", "callee": "26104935", "filename": "",
                      "type": "4", "agent": "", "startTime": "1505992923", "duration": "330"}]},
 "logs": null}
== GetCdrListReply: the sample (§5 getCdrList)
{"result": {"error": 0, "msg": "成功"},
 "data": {"seq": 123,
          "response": {"seq": "123", "userData": "123", "result": {"error": 0}, "total": "4",
                       "cdr": [{"key": "6", "agent": "8000", "serviceType": "5",
                                "answerTime": "2018-09-10 14:39:20", "caller": "15612343021",
                                "callee": "13770761337", "timeLength": "7", "fee": 0.06,
                                "releaseCause": "200"}]}},
 "logs": null}
== GetCdrListMessage: one agent
{"authentication": $BLOCK, "request": {"seq": "123", "userData": "123", "agent": "8000"}}
== GetCdrListMessage: an array of agents
{"authentication": $BLOCK, "request": {"seq": "123", "userData": "123", "agent": ["8000"]}}
== CallStartNotification: the sample (§6)
{"authentication": {"customer": "C2", "digest": "ae62e11cab746436b64a26f4ed8e41a3",
                    "seq": "5271", "timestamp": "1471918933001"},
 "notify": {"type": "callstart", "customer": "C2", "agent": "1000", "number": "13770761337",
            "call_type": "0", "seq": "9001", "userData": "order-1"},
 "param": {"debug": "", "lang": ""}}
== Acknowledgement: the receiver's answer (§6)
{"result": {"error": 0, "msg": ""}}
== Acknowledgement: without msg
{"result": {"error": 0}}

== CallNumberMessage: 24 digits, seconds, numbers, two languages
{"authentication": {"customer": "C2", "timestamp": 1471918933, "seq": 1,
                    "digest": "AE62E11CAB746436B64A26F4ED8E41A3"},
 "param": {"lang": "zh_CN|en_US"},
 "request": {"seq": "201809101439200000005271", "userData": "201809101439200000005271",
             "agent": 1000, "callee": "013900001111"}}
== CallNumberMessage: further fields, seq and userData empty
{"authentication": $BLOCK,
 "request": {"seq": "", "userData": "", "agent": "1000", "callee": "13900001111",
             "caller": "02584560000", "noUseBlApi": "1", "lineMode": "1"}}
== GetCdrListMessage: one number on one day, without agent
{"authentication": $BLOCK,
 "request": {"seq": "123", "callee": "13770761337", "startTime": "2018-09-10 00:00:00",
             "endTime": "2018-09-10 23:59:59"}}
== HangupCallMessage: userData empty
{"authentication": $BLOCK, "request": {"seq": "1", "userData": "", "agent": "1000"}}

== AgentLoginReply: the error as text, seq empty
{"result":{"error":"0","msg":"Successfully."},
 "data":{"seq":"5271","response":{"seq":"","result":{"error":0}}},"logs":""}
== VoiceVerifyReply: an empty text for the result
{"result":{"error":"0"},
 "data":{"seq":123,"response":{"seq":"1","userData":null,"result":""}},"logs":null}
== CallTaskCreateReply: no data
{"result":{"error":0,"msg":""},"data":null}
== GetCdrListReply: an empty text for the data
{"result":{"error":0,"msg":""},"data":"","logs":null}
== GetCdrListReply: a total of 0 and no rows
{"result":{"error":0},"data":{"seq":"1","response":{"seq":"1","result":{"error":0},"total":"0"}}}
== GetCdrListReply: a row of a sub-customer
{"result":{"error":0},
 "data":{"response":{"result":{"error":0},"total":1,
                     "cdr":[{"key":"4294967295","customer":"C2-sub","fee":"0.06"}]}}}
== GetRecordsListReply: the records inside the response
{"result":{"error":0},"data":{"response":{"result":{"error":0},"record":[{"key":1}]}}}
== CallNumberReply: refused by the core
{"result":{"error":0,"msg":""},
 "data":{"seq":"1","response":{"seq":"1",
                               "result":{"error":4026531847,"msg":"Command exec failed."}}}}
== CallNumberReply: a code as text with 0x
{"result":{"error":"0xF0000001","msg":"Invalid User."},"data":null}
== GetAgentStatusReply: a state that is not listed
{"result":{"error":0},
 "data":{"response":{"result":{"error":0},"workStatus":"RESTING","serverStatus":"RINGBACK"}}}

== ScreenPopNotification: no type
{"authentication": $BLOCK,
 "notify": {"customer":"C2","agent":"1000","number":"13770761337","call_type":"0","seq":"1"}}
== ScreenPopNotification: Call_type
{"authentication": $BLOCK,
 "notify": {"customer":"C2","agent":"1000","number":"13770761337","Call_type":"0","seq":"1"}}
== TaskInfoNotification: text and numbers
{"authentication": $BLOCK,
 "notify": {"type":"taskinfo","seq":1,"taskID":77,"taskName":"x","calleeAmount":"3",
            "remainAmount":0,"status":"2","purpose":0,"group":"1","staffNo":""}}
== BillingNotification: further fields, and the account beside it
{"authentication": $BLOCK, "customerAccount": "c2", "customerName": "Example",
 "notify": {"type":"billing","seq":"1","startTime":"2018-09-10 14:39:08",
            "ringTime":"2018-09-10 14:39:12","answerTime":"2018-09-10 14:39:20",
            "byeTime":"2018-09-10 14:39:27","callee":"1","caller":"2","recordFile":"",
            "service":"5","session":"a","timeLength":"7","staffNo":"","usageMode":"1",
            "releaseCause":"487","releasePart":3,"taskID":"","taskName":"","area":""}}
"""

INVALID = """
== AgentLoginMessage: no block
{"request": {"seq": "1", "agent": "1000"}}
== AgentLoginMessage: no command
{"authentication": $BLOCK}
== AgentLoginMessage: both forms at once
{"authentication": $BLOCK, "request": {"seq": "1", "agent": "1"},
 "requests": [{"seq": "1", "agent": "1"}]}
== AgentLoginMessage: an empty batch
{"authentication": $BLOCK, "requests": []}
== AgentLoginMessage: an agent of nine digits
{"authentication": $BLOCK, "request": {"seq": "1", "agent": "123456789"}}
== AgentLoginMessage: userData of 31 characters
{"authentication": $BLOCK,
 "request": {"seq": "1", "agent": "1", "userData": "1234567890123456789012345678901"}}
== Authentication: a digest of 31 digits
{"customer": "C2", "timestamp": "1", "seq": "1", "digest": "e62e11cab746436b64a26f4ed8e41a3"}
== HangupCallMessage: no userData
{"authentication": $BLOCK, "request": {"seq": "1", "agent": "1000"}}
== VoiceVerifyMessage: a code of two digits
{"authentication": $BLOCK, "request": {"seq": "1", "callee": "1", "verifyCode": "12"}}
== VoiceVerifyMessage: played six times
{"authentication": $BLOCK,
 "request": {"seq": "1", "callee": "1", "verifyCode": "123", "playTimes": 6}}
== VoiceVerifyMessage: full-width digits
{"authentication": $BLOCK, "request": {"seq": "1", "callee": "１３９", "verifyCode": "123"}}
== CallTaskCreateMessage: mode 3
{"authentication": $BLOCK, "request": {"seq": "1", "agent": "1", "callees": ["1"], "mode": 3}}
== CallTaskCreateMessage: a multiplier of 5
{"authentication": $BLOCK,
 "request": {"seq": "1", "agent": "1", "callees": ["1"], "mode": 2, "multiplier": 5}}
== CallTaskCreateMessage: no numbers
{"authentication": $BLOCK, "request": {"seq": "1", "agent": "1", "callees": [], "mode": 2}}
== CallTaskControlMessage: Start with a capital
{"authentication": $BLOCK, "request": {"seq": "1", "taskID": "7", "action": "Start"}}
== GetCdrListMessage: a day without a time
{"authentication": $BLOCK, "request": {"seq": "1", "startTime": "2018-09-10"}}
== AgentLoginReply: true for the error
{"result": {"error": true}}
== AgentLoginReply: an empty text for the error
{"result": {"error": ""}}
== AgentLoginReply: null for the error
{"result": {"error": null}}
== AgentLoginReply: a fraction for the error
{"result": {"error": 0.5}}
== AgentLoginReply: no result
{"data": null}
"""


def samples(text: str) -> pytest.MarkDecorator:
    parts = re.split(r"^== (\w+): (.*)$", text.replace("$BLOCK", BLOCK), flags=re.MULTILINE)[1:]
    found = list(zip(parts[::3], parts[1::3], parts[2::3], strict=True))
    return pytest.mark.parametrize(
        ("schema", "sample"),
        [(schema, json.loads(sample)) for schema, _, sample in found],
        ids=[f"{schema}: {title}" for schema, title, _ in found],
    )


@samples(VALID)
def test_a_sample_is_valid(schema: str, sample: object) -> None:
    assert faults(schema, sample) == []


@samples(INVALID)
def test_what_the_document_rules_out_is_refused(schema: str, sample: object) -> None:
    assert faults(schema, sample) != []


def bill(**fields: object) -> dict[str, object]:
    times = ("startTime", "ringTime", "answerTime", "byeTime")
    texts = ("callee", "caller", "recordFile", "service", "session", "seq")
    usual = dict.fromkeys(times, "2018-09-10 14:39:20") | dict.fromkeys(texts, "1")
    return {
        "authentication": json.loads(BLOCK),
        "notify": {"type": "billing", "timeLength": "7", **usual, **fields},
    }


@pytest.mark.parametrize(
    "time",
    [
        *("2018-09-10 14:39:20", "1536561560", 1536561560, "1536561560000", 1536561560000),
        *("", "0", 0, None, "0000-00-00 00:00:00"),
    ],
)
def test_every_form_of_a_time_of_a_bill_is_valid(time: object) -> None:
    forms = dict.fromkeys(("startTime", "ringTime", "answerTime", "byeTime"), time)
    assert faults("BillingNotification", bill(**forms)) == []


@pytest.mark.parametrize("length", ["7", 7, "0", "", None])
def test_every_form_of_a_length_of_a_bill_is_valid(length: object) -> None:
    assert faults("BillingNotification", bill(timeLength=length)) == []


@pytest.mark.parametrize("name", [name for name in SCHEMAS if name.endswith("Reply")])
def test_every_reply_may_come_without_data(name: str) -> None:
    for data in (None, ""):
        assert faults(name, {"result": {"error": "1"}, "data": data, "logs": None}) == []


@pytest.mark.parametrize("count", [0, 1001])
def test_a_call_task_takes_1_to_1000_numbers(count: int) -> None:
    command = {"seq": "1", "agent": "1", "callees": ["13770761337"] * count, "mode": 2}
    body = {"authentication": json.loads(BLOCK), "request": command}
    assert faults("CallTaskCreateMessage", body) != []
