"""The wheel and the sdist: what is in them, and that one comes out of the other."""

from __future__ import annotations

import hashlib
import json
import os
import tarfile
import zipfile
from email.parser import Parser
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.load import load

if TYPE_CHECKING:
    from collections.abc import Callable

HOMES = {
    "callcenter_auth": "auth_plugin",
    "callcenter_client": "generated",
    "callcenter_sandbox": "sandbox",
}


def names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def metadata(wheel: Path, file: str) -> str:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(f".dist-info/{file}"))
        return archive.read(name).decode()


def test_the_wheel_holds_the_three_packages_and_the_spec_and_nothing_else(
    wheel: Path, files: list[Path]
) -> None:
    packages = [
        file.relative_to(home).as_posix()
        for file in files
        for package, home in HOMES.items()
        if file.parts[:2] == (home, package)
    ]
    found = [name for name in names(wheel) if ".dist-info/" not in name]
    assert sorted([*packages, "callcenter_sandbox/openapi.json"]) == sorted(found)


def test_the_packages_are_typed(wheel: Path) -> None:
    assert {f"{package}/py.typed" for package in HOMES} <= set(names(wheel))


def test_the_spec_in_the_wheel_is_the_one_in_the_checkout(wheel: Path, root: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        shipped = json.loads(archive.read("callcenter_sandbox/openapi.json"))
    assert load(root / "spec/openapi.yaml").data == shipped


def test_at_run_time_httpx_and_attrs_are_enough(wheel: Path) -> None:
    needs = Parser().parsestr(metadata(wheel, "METADATA")).get_all("Requires-Dist", [])
    always = sorted(need for need in needs if ";" not in need)
    assert ["attrs", "httpx"] == [need.split(">")[0].split("<")[0] for need in always]


def test_the_wheel_offers_the_commands_and_the_fixture(wheel: Path) -> None:
    lines = [line for line in metadata(wheel, "entry_points.txt").splitlines() if line]
    assert [
        "[console_scripts]",
        "callcenter = callcenter_client.__main__:main",
        "callcenter-sandbox = callcenter_sandbox.__main__:main",
        "[pytest11]",
        "callcenter_sandbox = callcenter_sandbox.pytest_plugin",
    ] == lines


def test_the_license_travels_with_the_wheel(wheel: Path, root: Path) -> None:
    assert (root / "LICENSE").read_text(encoding="utf-8") == metadata(wheel, "licenses/LICENSE")


def test_the_sdist_is_the_checkout(sdist: Path, files: list[Path]) -> None:
    with tarfile.open(sdist) as archive:
        found = {"/".join(name.split("/")[1:]) for name in archive.getnames()}
    assert {*(file.as_posix() for file in files), "PKG-INFO"} == found


def test_the_sdist_in_another_folder_builds_the_same_wheel_byte_for_byte(
    sdist: Path, wheel: Path, tmp_path: Path, build: Callable[..., None]
) -> None:
    elsewhere = tmp_path / "a folder with spaces"
    with tarfile.open(sdist) as archive:
        archive.extractall(elsewhere, filter="data")
    (source,) = elsewhere.iterdir()
    build(source, tmp_path / "dist", "--wheel")
    again = tmp_path / "dist" / wheel.name
    assert (
        hashlib.sha256(wheel.read_bytes()).digest() == hashlib.sha256(again.read_bytes()).digest()
    )


@pytest.mark.parametrize("package", HOMES)
def test_the_tests_run_against_the_installed_wheel(package: str, root: Path) -> None:
    """With CALLCENTER_DIST set, as by `make test`; else the packages are the checkout's, installed editable."""
    where = Path(str(import_module(package).__file__))
    home = "site-packages" if os.environ.get("CALLCENTER_DIST") else HOMES[package]
    assert home == where.parent.parent.name
    assert where.is_relative_to(root)
