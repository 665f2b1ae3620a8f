"""Makes what partners are given: the spec as YAML and JSON, a reference page, and test vectors for the digest.

Everything comes from spec/openapi.yaml, and a second run makes the same bytes. The reference page is one file that
works without a network, and may not ask for one: see `_page`.
"""

from __future__ import annotations

import hashlib
import itertools
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from generator import emit, node
from generator.findings import Finding, SpecError
from generator.load import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.load import Document

# Redoc's page looks up a logo of its maker's; nothing in it needs another host. This says so to the browser.
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; "
    "font-src data:; worker-src blob:"
)
_FORMULA = "MD5(customer + '@' + timestamp + '@' + seq + '@' + secret)"
_ABOUT = (
    "Each digest is the MD5 of the UTF-8 bytes of `signed`, printed as 32 lower-case hex digits. `signed` joins the "
    "four values exactly as they are sent in the authentication block. All secrets here are made up for this file or "
    "published before; none is in use."
)
_Block = tuple[str, str, str, str]
"""customer, timestamp, seq, secret."""


def publish(spec_path: Path | str, out_dir: Path | str, *, name: str | None = None) -> list[Path]:
    """Write the publication into `out_dir`, over the last one; other files there stay.

    All of it is made first, so that a run that fails leaves the last publication as it was.

    Args:
        spec_path: The OpenAPI document, a single file.
        out_dir: The folder; made when missing.
        name: What to call the document in findings; its path by default.

    Returns:
        The files, in the order in which a partner wants them.

    Raises:
        SpecError: The document can't be read or published as it is; says where and why.
    """
    document = load(spec_path, name=name)
    _refuse_other_files(document)
    out = Path(out_dir)
    out.mkdir(parents=True, exist_ok=True)
    # Inside `out`, so that each move is a rename on one file system.
    with tempfile.TemporaryDirectory(prefix=".publication-", dir=out) as folder:
        texts = {
            "openapi.yaml": _yaml(document),
            "openapi.json": emit.to_json(document.data),
            "digest-vectors.json": emit.to_json(digest_vectors(document)),
        }
        for file, text in texts.items():
            _write(Path(folder, file), text)
        _write(Path(folder, "reference.html"), _page(document, Path(folder, "openapi.json")))
        files = ["reference.html", *texts]
        for file in files:
            Path(folder, file).replace(out / file)
    return [out / file for file in files]


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")


def digest_vectors(document: Document) -> dict[str, Any]:
    """The test vectors for the digest of an authentication block (§2).

    The first is the one that the document itself prints. The others are the cases that implementations get wrong;
    their digests are computed here with hashlib, apart from the auth plugin, which is tested against this file.

    Raises:
        SpecError: No example of the document carries a digest that a secret printed in it explains.
    """
    customer, timestamp, seq, secret = published = _published(document)
    edges: list[tuple[str, str, _Block]] = [
        ("published", "the example of the document", published),
        (
            "seconds",
            "a timestamp in seconds is signed and sent as seconds",
            (customer, timestamp[:-3], seq, secret),
        ),
        (
            "seq-with-leading-zeros",
            "seq is text: its zeros are signed",
            (customer, timestamp, f"000{seq}", secret),
        ),
        (
            "long-seq",
            "24 digits fit neither an int64 nor a double",
            (customer, timestamp, "201808101439200000000001", secret),
        ),
        (
            "digest-with-leading-zeros",
            "printed without padding, this digest would lack digits",
            _with_leading_zeros(customer, timestamp, secret),
        ),
        (
            "short-secret",
            "a secret of 32 digits; a customer name with - and _",
            ("SCCC-test_2", timestamp, seq, "0123456789ABCDEF0123456789ABCDEF"),
        ),
        (
            "lower-case-secret",
            "the secret is signed in the letter case in which it was issued",
            (customer, timestamp, seq, secret.lower()),
        ),
    ]
    return {
        "about": _ABOUT,
        "formula": _FORMULA,
        "vectors": [{"name": name, "why": why, **_vector(block)} for name, why, block in edges],
    }


def _vector(block: _Block) -> dict[str, str]:
    values = dict(zip(("customer", "timestamp", "seq", "secret"), block, strict=True))
    return {**values, "signed": _signed(block), "digest": _digest(block)}


def _signed(block: _Block) -> str:
    return "@".join(block)


def _digest(block: _Block) -> str:
    return hashlib.md5(_signed(block).encode(), usedforsecurity=False).hexdigest()


def _with_leading_zeros(customer: str, timestamp: str, secret: str) -> _Block:
    blocks = ((customer, timestamp, str(seq), secret) for seq in itertools.count(1))
    return next(block for block in blocks if _digest(block).startswith("00"))


def _published(document: Document) -> _Block:
    """The block of an example, with the secret that the document's prose prints for it.

    The two are found by trying: the digest itself tells which text is the secret.
    """
    blocks = {
        (value["customer"], value["timestamp"], value["seq"], value["digest"]): None
        for value in _values(document.data)
        if isinstance(value, dict)
        and all(
            isinstance(value.get(key), str) for key in ("customer", "timestamp", "seq", "digest")
        )
    }
    texts = (value for value in _values(document.data) if isinstance(value, str))
    secrets = dict.fromkeys(
        found for text in texts for found in re.findall(r"\b[0-9A-Fa-f]{32,40}\b", text)
    )
    for (customer, timestamp, seq, digest), secret in itertools.product(blocks, secrets):
        if _digest((customer, timestamp, seq, secret)) == digest:
            return customer, timestamp, seq, secret
    text = "prints no secret that gives the digest of an example; show the published vector (§2) in full"
    raise SpecError([document.finding(("info", "description"), text)])


def _values(value: Any) -> Iterator[Any]:
    """A value and all below it."""
    yield value
    below = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for item in below:
        yield from _values(item)


def _refuse_other_files(document: Document) -> None:
    """A partner gets one file, so it may not refer to others."""
    findings = [
        document.finding(
            path, f"refers to another file, `{reference}`; put what it names into this one"
        )
        for path, reference in _references(document.data, ())
        if not reference.startswith("#")
    ]
    if findings:
        raise SpecError(sorted(findings))


def _references(
    value: Any, path: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield (*path, "$ref"), value["$ref"]
        for key, item in value.items():
            yield from _references(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _references(item, (*path, index))


def _yaml(document: Document) -> str:
    """The document as YAML, read again by the rules of both versions before a partner does."""
    text = emit.to_yaml(document.data)
    with tempfile.TemporaryDirectory() as name:
        file = Path(name, "openapi.yaml")
        file.write_text(text, encoding="utf-8")
        by_1_2 = load(file, name="the published openapi.yaml").data
    if not (yaml.safe_load(text) == by_1_2 == document.data):
        text = "doesn't come out of the published YAML as it went in; report this as a fault of generator/emit.py"
        raise SpecError([document.finding((), text)])
    return text


def _with_tables(value: Any) -> Any:
    """The document with the labels of its sets in the form of which Redoc draws a table."""
    if isinstance(value, list):
        return [_with_tables(item) for item in value]
    if not isinstance(value, dict):
        return value
    found = {key: _with_tables(item) for key, item in value.items()}
    labels, values = found.get("x-enum-descriptions"), found.get("x-extensible-enum")
    if isinstance(labels, list) and isinstance(values, list):
        found["x-enumDescriptions"] = dict(zip(map(str, values), labels, strict=False))
    return found


def _page(document: Document, spec: Path) -> str:
    """The reference page: one HTML file with all that it needs inside.

    Its content security policy forbids it every request to another host, so that it is the same page on a plane, and
    tells nobody that it is read.
    """
    node.install()
    page, shown = spec.parent / "page.html", spec.parent / "page.json"
    _write(shown, emit.to_json(_with_tables(document.data)))
    config = str(node.TOOLS / "redocly.yaml")
    arguments = (str(shown), "--config", config, "--inlineBundle", "-o", str(page))
    made = node.run("redocly", "build-docs", *arguments, quiet=True)
    shown.unlink()
    if made.returncode or not page.is_file():
        text = f"redocly couldn't make the reference page of it: {made.stdout.strip()}"
        raise SpecError([Finding(document.name, 1, 1, text)])
    html = page.read_text(encoding="utf-8")
    page.unlink()
    policy = f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    return html.replace("<head>", f"<head>\n  {policy}", 1)
