# Made by "python -m generator generate" from the spec: change that, not this file.
"""What the runtime has to know of the spec."""

from __future__ import annotations

from typing import Final

from ._operation import Operation

SPEC_VERSION: Final = "1.0.0"
"""The version of the spec that the package was made from."""

API_PATH: Final = "/openapi/V2.0.{revision}"
"""What all operations' paths begin with."""

REVISIONS: Final[tuple[int, ...]] = (6,)
"""The revisions of the API that have any operation."""

AGENT_PATTERN: Final[str | None] = None
"""What an agent's number in the authentication block looks like."""

USER_DATA_LENGTH: Final = 30
"""How long a command's user data may be, in characters, in every operation."""

REASONS: Final[dict[str, str]] = {}
"""The known texts of a refusal, and their names."""

ASK: Final = Operation(
    "Ask",
    "/openapi/V2.0.{revision}/Ask",
    revisions=(6,),
    retry="safe",
    beside=("record",),
    is_list=True,
    find_out=(),
)
DOWNLOAD: Final = Operation(
    "",
    "/{filename}",
    retry="safe",
)
"""How a recording is fetched (§1)."""

OPERATIONS: Final[dict[str, Operation]] = {
    "Ask": ASK,
}
