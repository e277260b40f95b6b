"""A rule about needs that nobody meets yet: a referral, consent to it, and what the family was told."""

from __future__ import annotations

from collections.abc import Iterator

from sendadvice_docs.context import governing
from sendadvice_docs.language import read
from sendadvice_docs.model import Advice, UnmetNeed
from sendadvice_docs.rule import Rule
from sendadvice_docs.source import Field
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.substance import Substance
from sendadvice_docs.words import compiled

_UNLESS = ("negated", "hypothetical", "quoted")


def _is_answered(field: Field, advice: Advice | None) -> bool:
    """Return whether provision answers the need that a field is in, or the field tells of such provision."""
    if advice is None:
        return False
    entry = field.pointer.rpartition("/")[0]
    ids = {need.id for need in advice.needs if need.pointer == entry}
    return any(ids.intersection(one.needs) for one in advice.provision)


def build(rule: Rule) -> Check:
    """Return the check that an unmet need has its referral, the consent to it, and what the family was told.

    `match.unmet` are patterns of prose, in the rule's `where`, that says that a need is unmet where the record says
    that there is none; `match.answered` excuses it: a referral told in the same text.
    """
    says = Substance(rule.match.get("hollow", ()))
    unmet, answered = compiled(rule.match["unmet"]), compiled(rule.match["answered"])

    def recorded(record: UnmetNeed) -> Iterator[Hit]:
        if record.referral is None or not record.referral.to:
            yield Hit("/unmet_need/referral", variant="referral")
        if not any(one.by or one.date for one in record.consent):
            yield Hit("/unmet_need/consent", variant="consent")
        if not says(record.told):
            yield Hit("/unmet_need/told", variant="told")

    def told(subject: Subject) -> Iterator[Hit]:
        for field in subject.where(rule.where):
            reading = read(field.text)
            for match in unmet.finditer(reading.plain):
                if governing(reading, *match.span(), _UNLESS, field=field.name) is not None:
                    continue
                if not answered.search(reading.plain) and not _is_answered(field, subject.advice):
                    yield Hit(field.pointer, *match.span())

    def check(subject: Subject) -> Iterator[Hit]:
        record = subject.advice.unmet_need if subject.advice else None
        if record is not None and record.identified:
            yield from recorded(record)
        else:
            yield from told(subject)

    return check
