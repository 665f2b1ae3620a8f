"""What is wrong in a spec, and where: the one form in which the generator reports it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Finding:
    """One fault of a document, printed as `FILE:LINE:COL: what is wrong, what to do`.

    Lines and columns count from 1, as editors do.
    """

    file: str
    line: int
    column: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.text}"


class SpecError(Exception):
    """The document can't be used as it is; `findings` says why."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        super().__init__("\n".join(str(finding) for finding in findings))
