"""The package opens quickly, and what it says that it has can be imported."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from typing import Any

import pytest

import callcenter_client
from callcenter_client import models, webhooks

MODULES_AFTER = """
import json, sys
{}
print(json.dumps(sorted(name for name in sys.modules if name.startswith("callcenter"))))
"""


def modules_after(statements: str) -> set[str]:
    """Our modules that a fresh interpreter has loaded after some statements."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", MODULES_AFTER.format(statements)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return set(json.loads(done.stdout))


def models_in(modules: set[str]) -> set[str]:
    return {name for name in modules if name.startswith("callcenter_client.models")}


def test_the_package_alone_loads_none_of_its_models() -> None:
    assert models_in(modules_after("import callcenter_client")) == set()


def test_the_clients_and_the_errors_load_none_of_the_models() -> None:
    loaded = modules_after(
        "from callcenter_client import ApiError, AsyncCallCenter, CallCenter, new_user_data\n"
        "from callcenter_auth import DigestAuth\n"
        "CallCenter('http://127.0.0.1:9', auth=DigestAuth('C2', 'ab' * 16)).close()"
    )

    assert models_in(loaded) == set()


def test_an_enum_loads_itself_alone() -> None:
    loaded = modules_after("from callcenter_client import TaskMode")

    assert models_in(loaded) == {"callcenter_client.models", "callcenter_client.models.task_mode"}


def test_a_command_loads_what_it_is_made_of() -> None:
    loaded = modules_after("from callcenter_client import CallTaskCreateCommand")

    assert models_in(loaded) == {
        "callcenter_client.models",
        "callcenter_client.models.call_task_create_command",
        "callcenter_client.models.task_mode",
    }


def test_submodules_are_reached_by_the_package() -> None:
    modules_after(
        "import callcenter_client\n"
        "callcenter_client.webhooks.parse, callcenter_client.errors.ApiError, callcenter_client.models.Cdr"
    )


@pytest.mark.parametrize(
    "package", [callcenter_client, models, webhooks], ids=lambda package: package.__name__
)
def test_every_name_of_all_resolves(package: Any) -> None:
    missing = [name for name in package.__all__ if not hasattr(package, name)]

    assert (missing, len(package.__all__)) == ([], len(set(package.__all__)))


@pytest.mark.parametrize(
    "package", [callcenter_client, models, webhooks], ids=lambda package: package.__name__
)
def test_dir_shows_every_name_of_all_and_nothing_that_can_not_be_had(package: Any) -> None:
    shown = dir(package)

    assert (
        set(package.__all__) - set(shown),
        [name for name in shown if not hasattr(package, name)],
    ) == (
        set(),
        [],
    )


@pytest.mark.parametrize(
    "package", [callcenter_client, models], ids=lambda package: package.__name__
)
def test_dir_shows_nothing_that_only_the_package_uses(package: Any) -> None:
    others = set(dir(package)) - set(package.__all__) - {"errors", "models", "webhooks"}

    assert [] == [name for name in others if not name.startswith("__")]


def test_all_is_the_same_for_a_star_import() -> None:
    names = modules_and_names("from callcenter_client import *")

    assert names == sorted(callcenter_client.__all__)


def modules_and_names(statement: str) -> list[str]:
    code = f"import json\n{statement}\nprint(json.dumps(sorted(n for n in dir() if n[0] != '_' and n != 'json')))"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    found: list[str] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(
    "package", [callcenter_client, models], ids=lambda package: package.__name__
)
def test_a_name_that_is_not_there_is_an_attribute_error(package: Any) -> None:
    with pytest.raises(
        AttributeError, match=f"module '{package.__name__}' has no attribute 'CallNumbr'"
    ):
        package.CallNumbr  # noqa: B018  # why: the look-up is what is tested


def test_every_class_of_the_models_is_importable_from_the_package() -> None:
    theirs = {name: getattr(models, name) for name in models.__all__}

    assert {name: getattr(callcenter_client, name, None) for name in theirs} == theirs


@pytest.mark.parametrize(
    "name",
    ["ApiError", "ConfigurationError", "InvalidCommand", "TransportError", "UnexpectedResponse"],
)
def test_the_errors_of_the_package_are_those_of_its_module(name: str) -> None:
    assert getattr(callcenter_client, name) is getattr(
        import_module("callcenter_client.errors"), name
    )


def test_the_version_of_the_spec_is_told() -> None:
    from tests.spec.document import DATA  # noqa: PLC0415  # why: the others don't need the spec

    assert DATA["info"]["version"] == callcenter_client.SPEC_VERSION
