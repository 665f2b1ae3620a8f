"""The golden records: tiny specs, and exactly what comes of them. See golden.py for how to make them anew."""

import pytest

from tests.generator.golden import FOLDER, TRICKS, expected, outputs


@pytest.mark.parametrize("trick", TRICKS)
def test_what_comes_of_the_spec_is_what_is_on_record(trick: str) -> None:
    assert expected(trick) == outputs(trick), "if it's meant: python -m tests.generator.golden"


def test_each_folder_is_a_trick() -> None:
    assert sorted(TRICKS) == sorted(path.name for path in FOLDER.iterdir())
