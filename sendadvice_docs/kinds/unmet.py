"""A rule about needs that nobody meets yet: a referral, consent to it, and what the family was told."""

from __future__ import annotations

from collections.abc import Iterator

from sendadvice_docs.ages import age_on
from sendadvice_docs.context import governing
from sendadvice_docs.language import read
from sendadvice_docs.matching import Patterns
from sendadvice_docs.model import Advice, UnmetNeed
from sendadvice_docs.routing import ADULTHOOD
from sendadvice_docs.rule import Rule
from sendadvice_docs.source import Field
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.substance import Substance
from sendadvice_docs.words import compiled

#: The age from which a referral to adult services may be made to prepare the move.
_MAY_BE_REFERRED = 16
_UNLESS = ("negated", "hypothetical", "quoted")


def _is_answered(field: Field, advice: Advice | None) -> bool:
    """Return whether provision answers the need that a field is in, or the field tells of such provision."""
    if advice is None:
        return False
    entry = field.pointer.rpartition("/")[0]
    ids = {need.id for need in advice.needs if need.pointer == entry}
    return any(ids.intersection(one.needs) for one in advice.provision)


class _Recorded:
    """Finds what the record of an unmet need leaves out, or gets wrong."""

    def __init__(self, rule: Rule) -> None:
        self._says = Substance(rule.match.get("hollow", ()))
        self._to_children: Patterns = compiled(rule.match["to_children"])
        self._to_adults: Patterns = compiled(rule.match["to_adults"])

    def gaps(self, record: UnmetNeed, subject: Subject) -> Iterator[Hit]:
        """Yield a hit for each thing that is missing or wrong."""
        if record.referral is None or not record.referral.to:
            yield Hit("/unmet_need/referral", variant="referral")
        else:
            yield from self._misled(record.referral.to, subject)
        if not any(one.by or one.date for one in record.consent):
            yield Hit("/unmet_need/consent", variant="consent")
        if not self._says(record.told):
            yield Hit("/unmet_need/told", variant="told")

    def _misled(self, to: str, subject: Subject) -> Iterator[Hit]:
        """Yield a hit where a need was referred to the services of another age; a team for both is never wrong."""
        born, day, said = subject.circumstances.date_of_birth, subject.circumstances.on, read(to).plain
        if born is None or day is None:
            return
        children, adults = (one.search(said) is not None for one in (self._to_children, self._to_adults))
        age = age_on(born, day)
        values = {"age": str(age), "said": to}
        if age >= ADULTHOOD and children and not adults:
            yield Hit("/unmet_need/referral", values=values, variant="adult_referral")
        elif age < _MAY_BE_REFERRED and adults and not children:
            yield Hit("/unmet_need/referral", values=values, variant="child_referral")


def build(rule: Rule) -> Check:
    """Return the check that an unmet need has its referral, the consent to it, and what the family was told.

    `match.unmet` are patterns of prose, in the rule's `where`, that says that a need is unmet where the record says
    that there is none; `match.answered` excuses it: a referral told in the same text. `match.to_children` and
    `match.to_adults` are patterns of the teams for one age, to which nobody of the other is to be referred.
    """
    recorded = _Recorded(rule)
    unmet, answered = compiled(rule.match["unmet"]), compiled(rule.match["answered"])

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
            yield from recorded.gaps(record, subject)
        else:
            yield from told(subject)

    return check
