"""Finds what is wrong in a spec, before anything is made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.hoist import hoisted
from generator.lint.envelope import envelopes
from generator.lint.examples import examples
from generator.lint.extensions import extensions
from generator.lint.names import names
from generator.lint.operations import operations_and_notifications
from generator.lint.refs import loops, references
from generator.lint.relations import relations
from generator.lint.schemas import schemas
from generator.lint.sets import sets
from generator.lint.structure import structure
from generator.lint.walk import nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.findings import Finding
    from generator.lint.walk import Node
    from generator.load import Document


def lint(document: Document, *, ours: bool) -> list[Finding]:
    """Every finding, in the order of the file.

    In steps, each on what the ones before have found sound: the form of the document, of its x- keys and references;
    whether it has loops; what its schemas, examples and messages say; and, last, whether its parts fit together.

    Args:
        document: The document.
        ours: Is it this project's own, in which every x- key must be known?
    """
    found = nodes(document.data)
    steps: tuple[Callable[[], Iterator[Finding]], ...] = (
        lambda: _form(document, found, ours=ours),
        lambda: loops(document, found),
        lambda: _meaning(document, found),
        lambda: _fit(document),
    )
    return next((findings for step in steps if (findings := sorted(set(step())))), [])


def _form(document: Document, found: list[Node], *, ours: bool) -> Iterator[Finding]:
    yield from structure(document, found)
    yield from extensions(document, found, ours=ours)
    yield from references(document, found)


def _meaning(document: Document, found: list[Node]) -> Iterator[Finding]:
    yield from examples(document, found)
    whole = hoisted(document)
    components = nodes(whole.data)
    yield from schemas(whole, components)
    yield from sets(whole, components)
    yield from operations_and_notifications(whole)
    yield from envelopes(whole, components)


def _fit(document: Document) -> Iterator[Finding]:
    whole = hoisted(document)
    yield from relations(whole)
    yield from names(whole)
