"""Faults in the form of a document: OpenAPI, JSON Schema, references, x- keys; each in its own words."""

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
    schema,
    small,
    told,
)

FORM: list[Case] = [
    (
        "a misspelt key deep inside",
        [((*LIST, "requestBody", "content", "application/json", "examples", "one", "Value"), 1)],
        ["`Value` means nothing in an example; did you mean `value`?"],
    ),
    ("info is missing", [(("info",), GONE)], ["the document lacks `info`; add it"]),
    ("title is missing", [(("info", "title"), GONE)], ["`info` lacks `title`; add it"]),
    (
        "a key in the wrong place",
        [(("info", "titel"), "x")],
        ["`titel` means nothing in `info`; did you mean `title`?"],
    ),
    (
        "a misspelt key",
        [((*LIST, "sumary"), "x")],
        ["`sumary` means nothing in an operation; did you mean `summary`?"],
    ),
    ("wrong type", [((*LIST, "tags"), "All")], ['`tags` is a text ("All"), expected a list']),
    (
        "an item of the wrong type",
        [((*LIST, "tags", 0), 3)],
        ["`tags[0]` is a whole number (3), expected a text"],
    ),
    (
        "another version",
        [(("openapi",), "3.0.3")],
        ["`openapi` is 3.0.3, expected 3.1.0: that is what the generator reads"],
    ),
    (
        "a path without slash",
        [(("paths", "x"), {})],
        ["the path `x` doesn't begin with a slash; write `/x`"],
    ),
    (
        "a status that is none",
        [((*LIST, "responses", "20"), {"description": "x"})],
        ["`20` is no status; write one such as '200'"],
    ),
    (
        "no responses",
        [((*LIST, "responses"), {})],
        ["`responses` is an empty object, expected at least 1 key"],
    ),
    (
        "a parameter without schema",
        [(("components", "parameters", "Revision", "schema"), GONE)],
        ["needs either a `schema` or a `content`; write one of the two"],
    ),
    (
        "a component's name",
        [schema("a b", {})],
        ["the name `a b` can't be one; use A-Z a-z 0-9 . _ - alone"],
    ),
    (
        "beside a ref",
        [
            (
                ("components", "parameters", "Revision"),
                {"$ref": "#/components/parameters/Revision", "name": "x"},
            )
        ],
        ["`name` stands beside a `$ref`, which takes its place; take one of the two out"],
    ),
    (
        "an unknown type",
        [schema("Serial", {"type": "text"})],
        [
            '`type` is "text", expected "array", "boolean", "integer", "null", "number", "object" or "string"'
        ],
    ),
    (
        "an unknown type in a list",
        [schema("Serial", {"type": ["string", "text"]})],
        [
            '`type` has `[1]`, which is "text", expected "array", "boolean", "integer", "null", "number", "object" or "string"'
        ],
    ),
    (
        "a negative length",
        [schema("Serial", {"minLength": -1})],
        ["`minLength` is -1, expected at least 0"],
    ),
    (
        "a schema that is none",
        [field("Thing", "key", 3)],
        ["`key` is a whole number (3), expected true or false or an object"],
    ),
    (
        "3.0's nullable",
        [field("Thing", "key", {"type": "string", "nullable": True})],
        [
            "`nullable` means nothing in a schema of OpenAPI 3.1; that was 3.0: add 'null' to the type"
        ],
    ),
    (
        "a misspelt keyword",
        [field("Thing", "key", {"type": "string", "patern": "a"})],
        ["`patern` is no keyword of a schema; did you mean `pattern`?"],
    ),
    (
        "an unknown keyword",
        [field("Thing", "key", {"type": "string", "quite": "a"})],
        ["`quite` is no keyword of a schema; take it out, or let it begin with x-"],
    ),
    (
        "an id",
        [field("Thing", "key", {"type": "string", "$id": "a"})],
        [
            "the generator doesn't follow `$id`; name the schema under components/schemas, and use `$ref`"
        ],
    ),
    (
        "a pattern that Python can't read",
        [field("Thing", "key", {"type": "string", "pattern": "["})],
        ["the pattern can't be read by Python (unterminated character set at position 0); mend it"],
    ),
    (
        "a pattern that JSON Schema can't read",
        [field("Thing", "key", {"type": "string", "pattern": "(?P<a>x)(?P=a)"})],
        ["the pattern can't be read by JSON Schema; use what both have"],
    ),
    (
        "a pattern with Unicode digits",
        [field("Thing", "key", {"type": "string", "pattern": r"^\d+$"})],
        [
            "the pattern has `\\d`, ASCII to JSON Schema and Unicode to Python; write the characters out: [0-9]"
        ],
    ),
    (
        "a pattern as a key",
        [schema("Thing", {"type": "object", "patternProperties": {"(": {}}})],
        [
            "the pattern can't be read by Python (missing ), unterminated subpattern at position 0); mend it"
        ],
    ),
]


@pytest.mark.parametrize(
    ("changes", "expected"), [case[1:] for case in FORM], ids=[case[0] for case in FORM]
)
def test_the_form_of_the_document_is_checked(changes: list[Change], expected: list[str]) -> None:
    assert expected == told(changed(small(), *changes))


REFERENCES: list[Case] = [
    (
        "dangling",
        [field("Thing", "key", {"$ref": "#/components/schemas/Ecko"})],
        ["`#/components/schemas/Ecko` doesn't exist; did you mean `Echo`?"],
    ),
    (
        "dangling without a hint",
        [field("Thing", "key", {"$ref": "#/components/schemas/Zzz"})],
        ["`#/components/schemas/Zzz` doesn't exist; add it, or mend the name"],
    ),
    (
        "dangling parameter",
        [((*LIST[:2], "parameters", 0), {"$ref": "#/components/parameters/Nope"})],
        ["`#/components/parameters/Nope` doesn't exist; add it, or mend the name"],
    ),
    (
        "dangling example",
        [
            (
                (*LIST, "requestBody", "content", "application/json", "examples", "two"),
                {"$ref": "#/components/examples/Nope"},
            )
        ],
        ["`#/components/examples/Nope` doesn't exist; add it, or mend the name"],
    ),
    (
        "another file",
        [field("Thing", "key", {"$ref": "other.yaml#/Key"})],
        ["refers to another document, `other.yaml#/Key`; put what it names into this one"],
    ),
    (
        "another host",
        [field("Thing", "key", {"$ref": "http://example.com/key.json"})],
        [
            "refers to another document, `http://example.com/key.json`; put what it names into this one"
        ],
    ),
    (
        "into a component",
        [field("Thing", "key", {"$ref": "#/components/schemas/Thing/properties/fee"})],
        [
            "`#/components/schemas/Thing/properties/fee` points into a component; make what it names a component of its own"
        ],
    ),
    (
        "another kind",
        [field("Thing", "key", {"$ref": "#/components/parameters/Revision"})],
        [
            "`#/components/parameters/Revision` is no place for a schema; expected `#/components/schemas/…`"
        ],
    ),
    (
        "somewhere else",
        [field("Thing", "key", {"$ref": "#/info"})],
        ["`#/info` is no place for a schema; expected `#/components/schemas/…`"],
    ),
    (
        "a body",
        [((*LIST, "requestBody"), {"$ref": "#/components/requestBodies/x"})],
        ["a `$ref` isn't followed in the place of a request body; write out what it names"],
    ),
    (
        "a response",
        [((*LIST, "responses", "200"), {"$ref": "#/components/responses/x"})],
        ["a `$ref` isn't followed in the place of a response; write out what it names"],
    ),
    (
        "a path",
        [(LIST[:2], {"$ref": "#/components/pathItems/x"})],
        ["a `$ref` isn't followed in the place of a path; write out what it names"],
    ),
    (
        "to itself",
        [schema("Echo", {"$ref": "#/components/schemas/Echo"})],
        ["`Echo` leads back to `Echo`, so that it would contain itself; break the loop"],
    ),
    (
        "in a ring",
        [
            schema("Echo", {"$ref": "#/components/schemas/Serial"}),
            schema("Serial", {"$ref": "#/components/schemas/Echo"}),
        ],
        [
            "`Echo` leads back to `Serial`, so that it would contain itself; break the loop",
            "`Serial` leads back to `Echo`, so that it would contain itself; break the loop",
        ],
    ),
    (
        "by allOf",
        [schema("Report", {"allOf": [{"$ref": "#/components/schemas/Report"}]})],
        ["`Report` leads back to `Report`, so that it would contain itself; break the loop"],
    ),
    (
        "a list of itself",
        [schema("Echo", {"type": "array", "items": {"$ref": "#/components/schemas/Echo"}})],
        ["`Echo` leads back to `Echo`, so that it would contain itself; break the loop"],
    ),
]


@pytest.mark.parametrize(
    ("changes", "expected"), [case[1:] for case in REFERENCES], ids=[case[0] for case in REFERENCES]
)
def test_references_are_followed(changes: list[Change], expected: list[str]) -> None:
    assert expected == told(changed(small(), *changes))


EXTENSIONS: list[Case] = [
    (
        "misspelt",
        [((*LIST, "x-retyr"), "safe")],
        ["`x-retyr` is none of our keys; did you mean `x-retry`?"],
    ),
    (
        "wrong letter case",
        [((*LIST, "x-Retry"), "safe")],
        ["`x-Retry` is none of our keys; did you mean `x-retry`?"],
    ),
    (
        "unknown",
        [((*LIST, "x-colour"), "red")],
        ["`x-colour` is none of our keys; take it out, or add it to the table"],
    ),
    (
        "misplaced in a path",
        [((*LIST[:2], "x-retry"), "safe")],
        ["`x-retry` means nothing in a path; move it to an operation"],
    ),
    (
        "misplaced in a schema",
        [((*SCHEMAS, "Thing", "x-retry"), "safe")],
        ["`x-retry` means nothing in a schema; move it to an operation"],
    ),
    (
        "misplaced in an operation",
        [((*LIST, "x-dedupe"), ["a"])],
        ["`x-dedupe` means nothing in an operation; move it to a notification"],
    ),
    (
        "misplaced in info",
        [(("info", "x-provenance"), "doc")],
        [
            "`x-provenance` means nothing in `info`; move it to an operation, a notification, a parameter, a response, a schema or an example"
        ],
    ),
    (
        "misplaced in a notification",
        [(("webhooks", "made", "post", "x-retry"), "safe")],
        ["`x-retry` means nothing in a notification; move it to an operation"],
    ),
    (
        "retry",
        [((*LIST, "x-retry"), "always")],
        ['`x-retry` is "always", expected "safe" or "unsent-only"'],
    ),
    (
        "canonical",
        [field("Thing", "key", {"type": ["string", "integer"], "x-canonical": "text"})],
        [
            '`x-canonical` is "text", expected "integer", "string", "number", "boolean", "decimal" or "date-time"'
        ],
    ),
    (
        "provenance",
        [((*LIST, "x-provenance"), ["doc", "heard"])],
        ['`x-provenance` has `[1]`, which is "heard", expected "doc", "seen", "core" or "read"'],
    ),
    (
        "paging lacks a key",
        [((*LIST, "x-paging", "next"), GONE)],
        ["`x-paging` lacks `next`; add it"],
    ),
    (
        "paging has another",
        [((*LIST, "x-paging", "more"), "x")],
        ["`x-paging` has `more`, which means nothing here; take it out"],
    ),
    (
        "find-out is no list",
        [((*MAKE, "x-find-out"), {"operation": "listThings"})],
        ["`x-find-out` is an object, expected a list"],
    ),
    (
        "find-out without fields",
        [((*MAKE, "x-find-out", 0, "with"), [])],
        ["`x-find-out[0].with` is an empty list, expected at least 1 item"],
    ),
    (
        "window of the wrong type",
        [((*LIST, "x-window", "from"), 1)],
        ["`x-window.from` is a whole number (1), expected a text"],
    ),
    (
        "varnames",
        [((*SCHEMAS, "Colour", "x-enum-varnames"), ["Red", "BLUE"])],
        ['`x-enum-varnames[0]` is "Red", expected a text that fits ^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$'],
    ),
    (
        "descriptions",
        [((*SCHEMAS, "Colour", "x-enum-descriptions"), ["Red", ""])],
        ['`x-enum-descriptions[1]` is "" (0 characters), expected at least 1 character'],
    ),
    (
        "extensible",
        [((*SCHEMAS, "Colour", "x-extensible-enum"), [1.5])],
        ["`x-extensible-enum[0]` is a number (1.5), expected a whole number or a text"],
    ),
    (
        "personal",
        [field("Thing", "key", {"type": "string", "x-personal": "email"})],
        ['`x-personal` is "email", expected "number", "recording" or "name"'],
    ),
    (
        "deprecated",
        [((*MAKE, "x-deprecated"), {})],
        ["`x-deprecated` is an empty object, expected at least 1 key"],
    ),
    (
        "since",
        [((*LIST, "x-since"), 1.5)],
        ["`x-since` is a number (1.5), expected a whole number or a text"],
    ),
    (
        "dedupe",
        [(("webhooks", "made", "post", "x-dedupe"), [])],
        ["`x-dedupe` is an empty list, expected at least 1 item"],
    ),
]


@pytest.mark.parametrize(
    ("changes", "expected"), [case[1:] for case in EXTENSIONS], ids=[case[0] for case in EXTENSIONS]
)
def test_x_keys_stand_where_they_may_and_hold_what_they_may(
    changes: list[Change], expected: list[str]
) -> None:
    assert expected == told(changed(small(), *changes))
