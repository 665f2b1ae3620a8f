"""Finds what is wrong in a spec, before anything is made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    from collections.abc import Callable, Iterable

    from generator.findings import Finding
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
    steps: tuple[Callable[[], Iterable[Finding]], ...] = (
        lambda: [
            *structure(document, found),
            *extensions(document, found, ours=ours),
            *references(document, found),
        ],
        lambda: loops(document, found),
        lambda: [
            *schemas(document, found),
            *sets(document, found),
            *examples(document, found),
            *operations_and_notifications(document),
            *envelopes(document, found),
        ],
        lambda: [*relations(document), *names(document)],
    )
    for step in steps:
        findings = sorted(set(step()))
        if findings:
            return findings
    return []
