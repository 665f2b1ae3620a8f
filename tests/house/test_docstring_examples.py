"""The examples in the docstrings of the auth plugin run and print what they say."""

from __future__ import annotations

import doctest
import pkgutil
from importlib import import_module

import pytest

import callcenter_auth

MODULES = [
    "callcenter_auth",
    *(
        module.name
        for module in pkgutil.walk_packages(callcenter_auth.__path__, "callcenter_auth.")
    ),
]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    assert 0 == doctest.testmod(import_module(name)).failed
