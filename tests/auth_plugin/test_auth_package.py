"""The package as a whole: its names, its examples, what it takes from elsewhere."""

import ast
import doctest
import importlib
import pkgutil
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

import callcenter_auth
from callcenter_auth import (
    DigestAuth,
    MemoryReplay,
    RedisReplay,
    RedisSeq,
    SeqSource,
    WebhookVerifier,
)

FOLDER = Path(callcenter_auth.__file__).parent
MODULES = [
    "callcenter_auth",
    *(f"callcenter_auth.{module.name}" for module in pkgutil.iter_modules([str(FOLDER)])),
]


def test_the_public_names_are_those_of_the_design() -> None:
    expected = {
        "Delivery",
        "DigestAuth",
        "DigestExplanation",
        "MemoryReplay",
        "RedisReplay",
        "RedisSeq",
        "RefusalReason",
        "ReplayClaim",
        "ReplayStore",
        "ReplayUnavailable",
        "SeqSource",
        "UnsignableBody",
        "VerifiedBlock",
        "WebhookRefused",
        "WebhookVerifier",
        "compute_digest",
        "explain_digest",
        "sign",
    }

    assert expected == set(callcenter_auth.__all__)


def test_all_lists_each_public_name_once_and_no_other() -> None:
    # pytest rewrites what comes from a distribution with a plugin, and leaves names such as `@pytest_ar`.
    public = sorted(
        name for name in vars(callcenter_auth) if name.isidentifier() and not name.startswith("_")
    )

    assert public == sorted(callcenter_auth.__all__)


def test_all_other_modules_are_private() -> None:
    assert [] == [name for name in MODULES[1:] if not name.startswith("callcenter_auth._")]


def test_type_checkers_are_told_that_there_are_types() -> None:
    assert (FOLDER / "py.typed").is_file()


def test_the_package_imports_httpx_and_the_client_of_redis_alone() -> None:
    imported: set[str] = set()
    for source in FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add((node.module or "").partition(".")[0])

    assert {"callcenter_auth", "httpx", "redis"} == imported - sys.stdlib_module_names


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_docstrings_run_as_they_stand(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name))

    assert result.failed == 0


def test_each_public_name_but_the_plain_types_has_an_example() -> None:
    finder = doctest.DocTestFinder(recurse=False)
    without = {
        name
        for name in callcenter_auth.__all__
        if not finder.find(getattr(callcenter_auth, name), name)[0].examples
    }

    plain = {"Delivery", "RefusalReason", "ReplayClaim", "ReplayStore", "ReplayUnavailable"}
    assert {"DigestExplanation", "UnsignableBody", "VerifiedBlock"} | plain == without


@pytest.mark.parametrize(
    ("make", "shown"),
    [
        (lambda: DigestAuth("", "ab" * 16), "DigestAuth()"),
        (lambda: WebhookVerifier({}, tolerance=-1), "WebhookVerifier()"),
        (lambda: MemoryReplay(max_entries=-1), "MemoryReplay()"),
        (lambda: SeqSource(worker=-1), "SeqSource()"),
        (lambda: RedisReplay("nowhere"), "RedisReplay()"),
        (lambda: RedisSeq("nowhere"), "RedisSeq()"),
    ],
)
def test_what_could_not_be_made_can_be_printed_in_a_report(
    make: Callable[[], object], shown: str
) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        make()

    report = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    assert shown in "".join(report.format())
