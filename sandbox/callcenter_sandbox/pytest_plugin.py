"""The fixture `callcenter_sandbox`, for the tests of people who use the API.

pytest finds it by itself where this package is installed. The import is late: pytest loads this
module in every project of the environment, also in those that never ask for the fixture.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from callcenter_sandbox import Sandbox


@pytest.fixture
def callcenter_sandbox() -> Iterator["Sandbox"]:
    """A sandbox of the test's own, on a free port, with the published sample customer.

    It has no calls yet, its agents are logged out, and its clock stands still until
    `callcenter_sandbox.clock.advance(seconds)`.
    """
    from callcenter_sandbox import Sandbox  # noqa: PLC0415  # see above

    with Sandbox() as box:
        yield box
