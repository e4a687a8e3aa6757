"""What validation says: a verdict and its findings, plain strings that can be stored, sent and compared.

It does not know how a finding was made: a SHACL shape and a check written beside the shapes report alike.
"""

import json
from dataclasses import dataclass
from typing import Literal

Severity = Literal["Violation", "Warning", "Info"]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One result of validation, as in sh:ValidationResult."""

    severity: Severity
    focus: str
    """IRI of the node that was looked at."""
    path: str | None
    """IRI of the property concerned; None where the node as a whole is, or more properties than one."""
    value: str | None
    """The offending value in Turtle's notation (``<iri>``, ``"text"@zh``); None where a value is missing."""
    shape: str
    """IRI of the shape, or of the check that stands beside the shapes."""
    component: str
    """IRI of the kind of constraint that was not met."""
    message_zh: str
    message_en: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The findings on one graph, in a fixed order. `article` is the IRI of its article, if it has exactly one."""

    article: str | None
    findings: tuple[Finding, ...]

    @property
    def conforms(self) -> bool:
        """Tell whether the graph may be published: warnings are reported, violations quarantine."""
        return not any(finding.severity == "Violation" for finding in self.findings)


def findings_of(stored: bytes) -> list[Finding]:
    """Return findings that were stored as JSON, a list of objects with the fields of Finding."""
    return [Finding(**finding) for finding in json.loads(stored)]
