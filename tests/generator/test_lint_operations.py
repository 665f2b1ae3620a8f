"""Operations and notifications of sound form that no client would come of."""

import pytest

from tests.generator.documents import (
    GONE,
    LIST,
    MAKE,
    SCHEMAS,
    Case,
    Change,
    changed,
    field,
    small,
    told,
)

OPERATIONS: list[Case] = [
    (
        "no operationId",
        [((*LIST, "operationId"), GONE)],
        ["lacks `operationId`; add it, as the API spells the name"],
    ),
    (
        "an operationId that is no name",
        [((*LIST, "operationId"), "list-things")],
        [
            "the path ends in `listThings`, the operationId is `list-things`; write them alike",
            "the operationId `list-things` can't be a name in Python; use A-Z a-z 0-9 _, a letter first",
        ],
    ),
    (
        "an operationId twice",
        [(("webhooks", "made", "post", "operationId"), "listThings")],
        ["the operationId `listThings` is taken (line 19); give this one another"],
    ),
    (
        "another operationId",
        [((*LIST, "operationId"), "listthings")],
        ["the path ends in `listThings`, the operationId is `listthings`; write them alike"],
    ),
    (
        "no summary",
        [((*LIST, "summary"), GONE)],
        ["lacks `summary`; add a line that says what it does"],
    ),
    (
        "an empty summary",
        [(("webhooks", "made", "post", "summary"), "  ")],
        ["lacks `summary`; add a line that says what it does"],
    ),
    (
        "no retry",
        [((*LIST, "x-retry"), GONE)],
        ["lacks `x-retry`; add `safe` when it only reads, else `unsent-only`"],
    ),
    (
        "callbacks",
        [((*LIST, "callbacks"), {})],
        ["the generator doesn't know callbacks; write it under `webhooks`"],
    ),
    ("no responses", [((*LIST, "responses"), GONE)], ["lacks `responses`; add the answer, '200'"]),
    (
        "another method",
        [
            (
                (*LIST[:2], "put"),
                {
                    "operationId": "putThing",
                    "summary": "Put",
                    "responses": {"200": {"description": "x"}},
                },
            )
        ],
        ["the client has no `put`; commands are `post`, downloads `get`"],
    ),
    (
        "no operation at all",
        [(("paths",), {})],
        ["has no operation; a client needs one `post` at least"],
    ),
    (
        "a webhook by get",
        [
            (
                ("webhooks", "made", "get"),
                {
                    "operationId": "x",
                    "summary": "x",
                    "responses": {"200": {"description": "x"}},
                    "requestBody": {
                        "content": {
                            "application/json": {
                                "schema": {"$ref": "#/components/schemas/MadeNotification"}
                            }
                        }
                    },
                },
            )
        ],
        ["a notification comes by `post`; write that"],
    ),
    (
        "a parameter of the operation",
        [((*LIST, "parameters"), [{"name": "a", "in": "query", "schema": {"type": "string"}}])],
        ["the parameter `a`: a command has `revision` alone; move it into the command"],
    ),
    (
        "another parameter of the path",
        [
            (
                (*LIST[:2], "parameters", 1),
                {"name": "a", "in": "query", "schema": {"type": "string"}},
            )
        ],
        ["the parameter `a`: a command has `revision` alone; move it into the command"],
    ),
    (
        "revision twice",
        [
            (
                (*LIST[:2], "parameters", 1),
                {
                    "name": "revision",
                    "in": "path",
                    "required": True,
                    "schema": {"type": "integer", "enum": [1]},
                },
            )
        ],
        ["`revision` stands here again; keep one of the two"],
    ),
    (
        "no revision",
        [((*LIST[:2], "parameters"), GONE)],
        [
            "lacks the path parameter `revision`; put `{revision}` into the path and declare it, with an enum"
        ],
    ),
    (
        "a revision without a list",
        [(("components", "parameters", "Revision", "schema"), {"type": "integer"})],
        ["`revision` needs `type: integer` and an `enum`: the revisions that have the operation"],
    ),
    (
        "a revision that is text",
        [(("components", "parameters", "Revision", "schema"), {"type": "string", "enum": ["1"]})],
        ["`revision` needs `type: integer` and an `enum`: the revisions that have the operation"],
    ),
]


@pytest.mark.parametrize(
    ("changes", "expected"), [case[1:] for case in OPERATIONS], ids=[case[0] for case in OPERATIONS]
)
def test_operations_have_what_a_method_is_made_of(
    changes: list[Change], expected: list[str]
) -> None:
    assert expected == told(changed(small(), *changes))


ENVELOPES: list[Case] = [
    (
        "no message",
        [((*LIST, "requestBody"), GONE)],
        ["has no message: a requestBody with application/json and a `$ref` to a component"],
    ),
    (
        "a message in place",
        [
            (
                (*LIST, "requestBody", "content", "application/json"),
                {
                    "schema": {
                        "type": "object",
                        "properties": {
                            "request": {"$ref": "#/components/schemas/ListThingsCommand"}
                        },
                    }
                },
            )
        ],
        [
            "has no message: a requestBody with application/json and a `$ref` to a component",
            "an object in place, and the name that it would get is taken; make it a component and refer to it",
        ],
    ),
    (
        "another media type",
        [
            (
                (*LIST, "requestBody", "content"),
                {"text/plain": {"schema": {"$ref": "#/components/schemas/ListThingsMessage"}}},
            )
        ],
        ["has no message: a requestBody with application/json and a `$ref` to a component"],
    ),
    (
        "no command",
        [
            ((*SCHEMAS, "ListThingsMessage", "properties", "request"), GONE),
            ((*SCHEMAS, "ListThingsMessage", "oneOf"), GONE),
        ],
        ["`request` has to be a `$ref` to the command, an object (§3)"],
    ),
    (
        "no batch",
        [
            ((*SCHEMAS, "ListThingsMessage", "properties", "requests"), GONE),
            ((*SCHEMAS, "ListThingsMessage", "oneOf"), GONE),
        ],
        ["`requests` has to be a list of `ListThingsCommand`, as in `request` (§3)"],
    ),
    (
        "a batch of something else",
        [
            (
                (*SCHEMAS, "ListThingsMessage", "properties", "requests", "items", "$ref"),
                "#/components/schemas/Thing",
            ),
            ((*LIST, "requestBody", "content", "application/json", "examples"), {}),
        ],
        ["`requests` has to be a list of `ListThingsCommand`, as in `request` (§3)"],
    ),
    (
        "no authentication",
        [((*SCHEMAS, "MakeThingMessage", "properties", "authentication"), GONE)],
        ["a message has `authentication` (§3, §4); add it"],
    ),
    (
        "an authentication that is no object",
        [field("MakeThingMessage", "authentication", {"$ref": "#/components/schemas/Echo"})],
        ["`authentication` has to be an object, the block of §2; refer to its component"],
    ),
    (
        "no reply",
        [((*LIST, "responses", "200", "content"), GONE)],
        ["has no reply: a response '200' with application/json and a `$ref` to a component"],
    ),
    (
        "no data",
        [((*SCHEMAS, "MakeThingReply", "properties", "data"), GONE)],
        ["`data` has to be a `$ref` to an object, or `anyOf` that and null (§4)"],
    ),
    (
        "data that is no object",
        [((*SCHEMAS, "MakeThingReply", "properties", "data"), {"type": "string"})],
        ["`data` has to be a `$ref` to an object, or `anyOf` that and null (§4)"],
    ),
    (
        "no result",
        [((*SCHEMAS, "MakeThingReply", "properties", "result"), GONE)],
        ["a reply has `result` (§3, §4); add it"],
    ),
    (
        "a result without error",
        [
            (
                (*SCHEMAS, "MakeThingReply", "properties", "result"),
                {"$ref": "#/components/schemas/Thing"},
            )
        ],
        ["`result` has to be an object with `error`, the verdict (§4)"],
    ),
    (
        "no response",
        [((*SCHEMAS, "MakeThingData", "properties", "response"), GONE)],
        ["`response` has to be a `$ref` to the answer, an object (§4)"],
    ),
    (
        "no responses",
        [((*SCHEMAS, "MakeThingData", "properties", "responses"), GONE)],
        ["`responses` has to be a list of `MakeThingResponse`, as in `response` (§4)"],
    ),
    (
        "responses of something else",
        [
            (
                (*SCHEMAS, "MakeThingData", "properties", "responses", "items", "$ref"),
                "#/components/schemas/Thing",
            )
        ],
        ["`responses` has to be a list of `MakeThingResponse`, as in `response` (§4)"],
    ),
    (
        "a command without seq",
        [
            ((*SCHEMAS, "MakeThingCommand", "properties", "seq"), GONE),
            ((*SCHEMAS, "MakeThingCommand", "required"), []),
        ],
        ["a command has `seq` (§3, §4); add it"],
    ),
    (
        "an answer without a verdict",
        [((*SCHEMAS, "ListThingsResponse", "properties", "result"), GONE)],
        ["a response has `result` (§3, §4); add it"],
    ),
    (
        "sent and received",
        [field("MakeThingCommand", "anything", {"$ref": "#/components/schemas/Thing"})],
        [
            "`Thing` is sent (in `MakeThingCommand`) and received (in `MakeThingReply`); make it two components: what is sent is checked, what is received isn't"
        ],
    ),
    (
        "a notification without body",
        [(("webhooks", "made", "post", "requestBody"), GONE)],
        ["has no body: a requestBody with application/json and a `$ref` to a component"],
    ),
    (
        "a notification without notify",
        [
            ((*SCHEMAS, "MadeNotification", "properties", "notify"), GONE),
            ((*SCHEMAS, "MadeNotification", "required"), []),
        ],
        ["a notification has `notify` (§6); add it"],
    ),
    (
        "a notify in place",
        [((*SCHEMAS, "MadeNotification", "properties", "notify"), {"type": "string"})],
        ["`notify` has to be a `$ref` to an object (§6)"],
    ),
]


@pytest.mark.parametrize(
    ("changes", "expected"), [case[1:] for case in ENVELOPES], ids=[case[0] for case in ENVELOPES]
)
def test_messages_have_the_envelope(changes: list[Change], expected: list[str]) -> None:
    assert expected == told(changed(small(), *changes))


RELATIONS: list[Case] = [
    (
        "paging: no such list",
        [((*LIST, "x-paging", "items"), "things")],
        ["the answer of listThings has no `things`; did you mean `thing`?"],
    ),
    (
        "paging: no list",
        [((*LIST, "x-paging", "items"), "total")],
        ["`total` isn't a list; name the one that has the rows"],
    ),
    (
        "paging: no such key",
        [((*LIST, "x-paging", "key"), "id")],
        ["the rows in `thing` have no `id`; name a field that it has"],
    ),
    (
        "paging: no such field",
        [((*LIST, "x-paging", "next"), "startkey")],
        ["the command of listThings has no `startkey`; did you mean `startKey`?"],
    ),
    (
        "window: no such field",
        [((*LIST, "x-window", "from"), "begin")],
        ["the command of listThings has no `begin`; name a field that it has"],
    ),
    (
        "window: no time",
        [((*LIST, "x-window", "to"), "startKey")],
        ["`startKey` of listThings is no time; name a field with `x-canonical: date-time`"],
    ),
    (
        "window: no such total",
        [((*LIST, "x-window", "total"), "count")],
        ["the answer of listThings has no `count`; name a field that it has"],
    ),
    (
        "fill: no such field",
        [((*MAKE, "x-fill", "field"), "names")],
        [
            "the command of makeThing has no `names`; name a field that it has",
            "the command of growThing has no `names`; name a field that it has",
        ],
    ),
    (
        "fill: a list that isn't required",
        [((*SCHEMAS, "MakeThingCommand", "required"), ["seq", "mode"])],
        ["`callees` of makeThing isn't required, so it needn't be filled; require it"],
    ),
    (
        "fill: the command names itself what its answer names",
        [field("MakeThingCommand", "taskID", {"type": "string"})],
        [
            "`taskID` is a field of makeThing itself, so that it can't be what its answer names; name another"
        ],
    ),
    (
        "fill: no such id",
        [((*MAKE, "x-fill", "id"), "id")],
        [
            "the answer of growThing has no `id`; name a field that it has",
            "the answer of makeThing has no `id`; name a field that it has",
            "the command of growThing has no `id`; name a field that it has",
        ],
    ),
    (
        "fill: no report",
        [((*MAKE, "x-fill", "report"), "taskID")],
        ["`taskID` isn't an object of counts; name one"],
    ),
    (
        "find out: nothing of the kind in the answer",
        [((*MAKE, "x-find-out", 0, "shows"), {"things": []})],
        ["the answer of listThings has no `things`; did you mean `thing`?"],
    ),
    (
        "window: one end",
        [((*LIST, "x-window", "to"), "startTime")],
        ["the span begins and ends with one field; name another for its end"],
    ),
    (
        "fill: no list with an end",
        [((*SCHEMAS, "MakeThingCommand", "properties", "callees", "maxItems"), GONE)],
        [
            "`callees` of makeThing isn't a list with `maxItems`, so there is nothing to fill; name another"
        ],
    ),
    (
        "fill: no such operation",
        [((*MAKE, "x-fill", "then"), "growthing")],
        ["there is no operation `growthing`; did you mean `growThing`?"],
    ),
    (
        "find out: no such operation",
        [((*MAKE, "x-find-out", 0, "operation"), "listTing")],
        ["there is no operation `listTing`; did you mean `listThings`?"],
    ),
    (
        "find out: not safe",
        [((*LIST, "x-retry"), "unsent-only")],
        [
            "`listThings` isn't `x-retry: safe`: asking it might do something; name one that only reads"
        ],
    ),
    (
        "find out: no such field",
        [((*MAKE, "x-find-out", 0, "with"), ["mode"])],
        ["the command of listThings has no `mode`; name a field that it has"],
    ),
    (
        "find out: no time",
        [((*MAKE, "x-find-out", 0, "from"), "startKey")],
        ["`startKey` of listThings is no time; name a field with `x-canonical: date-time`"],
    ),
    (
        "find out: nothing to find by",
        [((*SCHEMAS, "MakeThingCommand", "properties", "userData"), GONE)],
        [
            "the command has no `userData`, by which it would be found; add it, or take `x-find-out` out"
        ],
    ),
    (
        "dedupe: no such field",
        [(("webhooks", "made", "post", "x-dedupe"), ["notify.session"])],
        ["`notify.session` isn't in the notification: no `session` there; name a field"],
    ),
    (
        "dedupe: no such part",
        [(("webhooks", "made", "post", "x-dedupe"), ["notfy.thing"])],
        ["`notfy.thing` isn't in the notification: no `notfy` there; did you mean `notify`?"],
    ),
]


@pytest.mark.parametrize(
    ("changes", "expected"), [case[1:] for case in RELATIONS], ids=[case[0] for case in RELATIONS]
)
def test_x_keys_name_fields_and_operations_that_are_there(
    changes: list[Change], expected: list[str]
) -> None:
    assert expected == told(changed(small(), *changes))
