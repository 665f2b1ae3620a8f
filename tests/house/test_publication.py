"""What `python -m generator publish` makes."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import callcenter_auth
from generator import emit, node
from generator.findings import SpecError
from generator.load import load
from generator.publish import digest_vectors, publish

if TYPE_CHECKING:
    from pathlib import Path

SPEC = """\
openapi: 3.1.0
info:
  title: Numbers
  version: '1.0'
  description: |
    The secret of the example is `E416D0F85DC0CB67C85E070A32D9F0123AFF4762`.
paths:
  /verify:
    post:
      summary: '# 中文 and </script>'
      requestBody:
        content:
          application/json:
            example:
              callee: '02584567890'
              window: '12:30:00'
              day: '2018-09-10'
              switch: 'on'
              'yes': 'y'
              empty: ''
              count: 3
              fee: 0.06
              authentication: {customer: C2, timestamp: '1471918933001', seq: '5271', digest: ae62e11cab746436b64a26f4ed8e41a3}
      responses: {'200': {description: ok}}
"""


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    file = tmp_path / "spec.yaml"
    file.write_text(SPEC, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    out = tmp_path_factory.mktemp("made here") / "publication"
    publish(root / "spec/openapi.yaml", out)
    return out


def test_it_is_four_files(publication: Path) -> None:
    names = sorted(file.name for file in publication.iterdir())
    assert ["digest-vectors.json", "openapi.json", "openapi.yaml", "reference.html"] == names


def test_json_yaml_1_1_and_yaml_1_2_readers_get_the_same(publication: Path, root: Path) -> None:
    source = load(root / "spec/openapi.yaml").data
    text = (publication / "openapi.yaml").read_text(encoding="utf-8")
    assert source == json.loads((publication / "openapi.json").read_text(encoding="utf-8"))
    assert source == yaml.safe_load(text)
    assert source == load(publication / "openapi.yaml").data


def test_a_second_run_makes_the_same_bytes(publication: Path, root: Path) -> None:
    first = {file.name: file.read_bytes() for file in publication.iterdir()}
    publish(root / "spec/openapi.yaml", publication)
    assert first == {file.name: file.read_bytes() for file in publication.iterdir()}


def test_the_page_asks_no_other_host_for_anything(publication: Path) -> None:
    html = (publication / "reference.html").read_text(encoding="utf-8")
    head = html[: html.index("<style")]
    assert "default-src 'none'" in head
    assert "https:" not in head
    assert '<script src="' not in html


def test_numbers_that_are_text_stay_text(spec: Path) -> None:
    data = load(spec).data
    text = emit.to_yaml(data)
    assert "callee: '02584567890'" in text
    assert data == yaml.safe_load(text)


@given(st.text() | st.from_regex(r"[-+.0-9_:eExobTZ yYnN]{1,12}", fullmatch=True))
def test_any_text_comes_back_from_yaml_by_both_versions(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    written = emit.to_yaml({"key": text, text: "value"})
    file = tmp_path_factory.getbasetemp() / "any.yaml"
    file.write_bytes(written.encode())
    assert yaml.safe_load(written) == load(file).data == {"key": text, text: "value"}


def test_the_vectors_hold_for_the_auth_plugin(publication: Path) -> None:
    made = json.loads((publication / "digest-vectors.json").read_text(encoding="utf-8"))
    for vector in made["vectors"]:
        block = (vector["customer"], vector["timestamp"], vector["seq"], vector["secret"])
        assert callcenter_auth.compute_digest(*block) == vector["digest"], vector["name"]
        assert _md5(vector["signed"]) == vector["digest"], vector["name"]


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def test_the_first_vector_is_the_published_one(publication: Path) -> None:
    first = json.loads((publication / "digest-vectors.json").read_text(encoding="utf-8"))[
        "vectors"
    ][0]
    assert (
        "published",
        "C2",
        "ae62e11cab746436b64a26f4ed8e41a3",
    ) == (first["name"], first["customer"], first["digest"])


def test_one_vector_has_a_digest_with_leading_zeros(spec: Path) -> None:
    vectors = {vector["name"]: vector for vector in digest_vectors(load(spec))["vectors"]}
    assert vectors["digest-with-leading-zeros"]["digest"].startswith("00")


def test_a_guide_without_the_secret_is_a_finding(spec: Path) -> None:
    spec.write_text(SPEC.replace("E416", "E417"), encoding="utf-8")
    with pytest.raises(SpecError, match=r"spec\.yaml:5:3: prints no secret that gives the digest"):
        digest_vectors(load(spec, name="spec.yaml"))


def test_a_reference_to_another_file_is_a_finding(spec: Path, tmp_path: Path) -> None:
    spec.write_text(SPEC.replace("{description: ok}", "{$ref: other.yaml#/ok}"), encoding="utf-8")
    with pytest.raises(SpecError, match=r":24:27: refers to another file, `other\.yaml#/ok`"):
        publish(spec, tmp_path / "out")


def test_what_else_is_in_the_folder_stays(spec: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    publish(spec, tmp_path)
    names = [
        "digest-vectors.json",
        "mine.txt",
        "openapi.json",
        "openapi.yaml",
        "reference.html",
        "spec.yaml",
    ]
    assert names == sorted(file.name for file in tmp_path.iterdir())


def test_a_failed_run_leaves_the_last_publication(
    spec: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "openapi.yaml").write_text("the last one")
    real = node.run
    monkeypatch.setattr(
        node, "run", lambda _tool, *_args, **options: real("redocly", "no-such", **options)
    )
    with pytest.raises(SpecError, match="redocly couldn't make the reference page"):
        publish(spec, out)
    assert ["openapi.yaml"] == [file.name for file in out.iterdir()]
    assert "the last one" == (out / "openapi.yaml").read_text()
