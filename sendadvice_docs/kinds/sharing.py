"""A rule about the record of the decision to share: none, or sharing in part that does not say what and why."""

from __future__ import annotations

from collections.abc import Iterator

from sendadvice_docs.context import governing
from sendadvice_docs.language import read
from sendadvice_docs.model import InformationSharing
from sendadvice_docs.rule import Rule
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.substance import Substance
from sendadvice_docs.words import compiled

#: The states of a passage that does not say that the worker left something out.
_UNLESS = ("quoted", "own_words", "negated", "hypothetical")
#: The fields that are answers of the record, and the message where a bare one says nothing.
_ANSWERS = {"information_sharing/withheld": "what", "information_sharing/reason": "share"}


def _gaps(record: InformationSharing | None, says: Substance) -> Iterator[Hit]:
    """Yield a hit for each thing that the record of the decision should say and doesn't."""
    if record is None or not record.decision:
        yield Hit("/information_sharing")
        return
    if record.decision == "share_in_part" and not says(record.withheld):
        yield Hit("/information_sharing/withheld", variant="what")
    # Sharing all wants no reason, but a reason that is written has to be one.
    if not says(record.reason) and (record.reason or record.decision != "share"):
        yield Hit("/information_sharing/reason", variant=record.decision)


def build(rule: Rule) -> Check:
    """Return the check that the decision to share is recorded.

    Sharing in part, and withholding all, want a reason; sharing in part also what was left out. `match.left_out` are
    patterns of prose, in the rule's `where`, that says that something was left out where the record says that all is
    shared. `match.hollow` names sets of words that say nothing in a reason; a reason for sharing all may be absent, and
    has to say something where it is written.
    """
    says = Substance(rule.match.get("hollow", ()))
    left_out = compiled(rule.match["left_out"])

    def told(subject: Subject) -> Iterator[Hit]:
        for field in subject.where(rule.where):
            reading = read(field.text)
            for match in left_out.finditer(reading.plain):
                if governing(reading, *match.span(), _UNLESS, field=field.name) is None:
                    yield Hit(field.pointer, *match.span(), variant="told")

    def check(subject: Subject) -> Iterator[Hit]:
        if not subject.whole:
            yield from told(subject)
            bare = says.lacking(subject.where(tuple(_ANSWERS)))
            yield from (Hit(one.pointer, variant=_ANSWERS[one.name]) for one in bare)
        elif subject.advice is not None:
            record = subject.advice.information_sharing
            gaps = list(_gaps(record, says))
            yield from gaps
            if not gaps and record is not None and record.decision == "share" and not record.withheld:
                yield from told(subject)

    return check
