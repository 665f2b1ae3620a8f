"""The spec's folder: its x- keys are explained once, its linters are pinned."""

from __future__ import annotations

import json
import re

from tests.spec.document import DATA, FOLDER, walk

README = (FOLDER / "README.md").read_text(encoding="utf-8")
EXPLAINED = re.findall(r"^\| `(x-[a-z-]+)`", README, re.MULTILINE)
FOR_LATER = {"x-since", "x-deprecated"}
"""Explained because an operation or field that ages needs them; none has aged yet."""


def used() -> set[str]:
    return {key for _, node in walk(DATA) for key in node if key.startswith("x-")}


def test_every_x_key_is_explained_and_every_explained_one_is_used() -> None:
    assert used() | FOR_LATER == set(EXPLAINED)


def test_no_x_key_is_explained_twice() -> None:
    assert len(set(EXPLAINED)) == len(EXPLAINED)


def test_the_linters_are_pinned_exactly() -> None:
    package = json.loads((FOLDER / "lint" / "package.json").read_text(encoding="utf-8"))
    wanted = package["dependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())
    lock = json.loads((FOLDER / "lint" / "package-lock.json").read_text(encoding="utf-8"))
    locked = {name: lock["packages"][f"node_modules/{name}"]["version"] for name in wanted}
    assert wanted == locked


def test_the_lock_file_names_no_host_and_has_a_hash_for_every_package() -> None:
    lock = json.loads((FOLDER / "lint" / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: it for name, it in lock["packages"].items() if name}
    assert [] == [name for name, it in packages.items() if "resolved" in it]
    assert [] == [name for name, it in packages.items() if not it.get("integrity")]


def test_no_lint_rule_is_switched_off_but_the_one_on_4xx() -> None:
    redocly = (FOLDER / "lint" / "redocly.yaml").read_text(encoding="utf-8")
    assert re.findall(r"^  ([a-z0-9-]+): '?(?:off|warn|error)'?$", redocly, re.MULTILINE) == [
        "operation-4xx-response"
    ]
    spectral = (FOLDER / "lint" / ".spectral.yaml").read_text(encoding="utf-8")
    assert "rules:" not in spectral
