"""What a check says: one plain, ordered record, the same for syntax, schema and prose.

The keys, their order and their meaning are fixed in `schema/findings.schema.json`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sendadvice_docs.source import Position


class Severity(StrEnum):
    """How much a finding matters: an error must not be sent, a warning should be changed, advice is worth a look."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"

    @property
    def rank(self) -> int:
        """Return 3 for an error, 2 for a warning, 1 for advice: higher is worse."""
        return {Severity.ERROR: 3, Severity.WARNING: 2, Severity.ADVICE: 1}[self]


@dataclass(frozen=True, slots=True)
class Citation:
    """The guidance or law a rule rests on: its title, and the place in it where that is sure ("" where it is not)."""

    document: str
    place: str = ""

    def __str__(self) -> str:
        return f"{self.document}, {self.place}" if self.place else self.document


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A finding kept on purpose: the recorded reason, and who decided."""

    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What loading and validating found (SC001 to SC004), before the rule file lends it name, severity and source.

    The meaning of each key is the same as in `Finding`.
    """

    code: str
    document: int
    path: str
    at: Position
    until: Position
    message: str
    suggestion: str
    start: int | None = None
    end: int | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault at one place.

    `path` is a JSON Pointer into document number `document` (from 0). `start` and `end` bound the passage inside that
    field's text in code points, and are None for a finding about the whole field or an absence. `at` and `until` are
    the same passage in the file. `fix` is text that may safely replace the passage (empty where it may be taken out, a
    space before it too), or None.
    """

    code: str
    name: str
    severity: Severity
    document: int
    path: str
    start: int | None
    end: int | None
    at: Position
    until: Position
    quote: str | None
    message: str
    suggestion: str
    source: tuple[Citation, ...]
    fix: str | None = None
    accepted: Acceptance | None = None

    @property
    def order(self) -> tuple[int, Position, Position, str, str]:
        """Return the key findings are sorted by: document, place, then code."""
        return (self.document, self.at, self.until, self.code, self.message)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings sorted by place, then code, without exact repeats."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda finding: finding.order))
