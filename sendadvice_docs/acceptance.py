"""Professional judgement on the record: findings kept on purpose (`accepted_findings`)."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable

from sendadvice_docs.finding import Acceptance, Finding
from sendadvice_docs.model import AcceptedFinding, Advice
from sendadvice_docs.rule import Rule, catalogue
from sendadvice_docs.subject import Hit

UNUSED = "SC005"


def _meant(accepted: AcceptedFinding, finding: Finding) -> bool:
    if accepted.code != finding.code or accepted.path != finding.path:
        return False
    if not accepted.quote or finding.quote is None:
        return True
    # The quote may be the heart of the passage only; whole words, so that “XXX” does not answer for “XXXX”.
    return re.search(rf"(?<!\w){re.escape(accepted.quote)}(?!\w)", finding.quote) is not None


def _refusal(accepted: AcceptedFinding, rule: Rule | None) -> str:
    """Return why an acceptance counts for nothing: the variant of SC005's message, or "" where it may count."""
    if rule is None:
        return "unknown"
    if not rule.acceptable:
        return "statutory"
    if not accepted.reason or not accepted.by:
        return "unreasoned"
    return ""


def apply(
    advice: Advice, findings: Iterable[Finding], *, ran: Callable[[str], bool], unused: Callable[[Hit], Finding]
) -> Iterable[Finding]:
    """Yield the findings with those the advice accepts marked, then a finding for each acceptance that did nothing.

    `ran` says whether a code was checked at all (one left out by an option is not called unused), and `unused` turns
    the hit of an unused acceptance into its finding.
    """
    waiting = {one.pointer: one for one in advice.accepted_findings}
    refused = {one.pointer: _refusal(one, catalogue().get(one.code)) for one in advice.accepted_findings}
    for finding in findings:
        by = next((one for one in advice.accepted_findings if not refused[one.pointer] and _meant(one, finding)), None)
        if by is None:
            yield finding
        else:
            waiting.pop(by.pointer, None)
            yield dataclasses.replace(finding, accepted=Acceptance(by.reason, by.by))
    for pointer, one in waiting.items():
        if refused[pointer] or ran(one.code):
            variant = refused[pointer]
            yield unused(Hit(pointer, values={"code": one.code or "no code"}, variant=variant))
