"""A rule about those who care: it wears them out, or they are children, and nobody offered them an assessment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sendadvice_docs.ages import age_on
from sendadvice_docs.context import governing
from sendadvice_docs.language import read
from sendadvice_docs.matching import Patterns
from sendadvice_docs.model import Advice, Relative
from sendadvice_docs.routing import ADULTHOOD
from sendadvice_docs.rule import Rule
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.substance import names_in
from sendadvice_docs.words import compiled

_UNLESS = ("negated", "hypothetical", "past")
#: Where those who care are paid to.
_PAID_CARE = frozenset({"foster_care", "residential"})


def _is_adult(advice: Advice, subject: Subject) -> bool:
    day = subject.circumstances.on or (advice.request.received if advice.request else None)
    return day is not None and age_on(advice.person.date_of_birth, day) >= ADULTHOOD


def _is_offered(advice: Advice, carers: Iterable[Relative]) -> bool:
    """Return whether one of the carers was offered an assessment, or provision rests on one."""
    provision = (*advice.provision, *advice.previous_provision)
    return any(one.carers_assessment for one in carers) or any(
        one.legal_basis == "parent_carer_assessment" for one in provision
    )


class _Prose:
    """What the prose of an advice tells of those who care."""

    def __init__(self, rule: Rule) -> None:
        self._where = rule.where
        self._toll: Patterns = compiled(rule.match["toll"])
        self._young: Patterns = compiled(rule.match["young"])
        self._assessed: Patterns = compiled(rule.match["assessed"])
        self._child_does: Patterns = compiled(rule.match["child_does"])

    def is_assessed(self, subject: Subject) -> bool:
        """Return whether prose tells of an assessment of somebody who cares, made, offered or turned down."""
        return any(self._assessed.search(read(field.text).plain) for field in subject.fields)

    def _told(
        self, subject: Subject, patterns: Patterns, of: frozenset[str] = frozenset()
    ) -> tuple[str, int, int] | None:
        """Return the first passage of the rule's fields that fits, with one of the names in `of` before it.

        What is said of the young person by name (“Asha is tired”) is no carer's.
        """
        person = subject.circumstances
        own = names_in(person.name, person.preferred_name)
        for field in subject.where(self._where):
            reading = read(field.text)
            for match in patterns.finditer(reading.plain):
                before = reading.plain[reading.sentence_at(match.start()).start : match.start()]
                if of and of.isdisjoint(names_in(before)):
                    continue
                if own & names_in(match[0].partition(" ")[0]):
                    continue
                if governing(reading, *match.span(), _UNLESS, field=field.name) is None:
                    return field.pointer, *match.span()
        return None

    def toll(self, subject: Subject) -> tuple[str, int, int] | None:
        """Return the first passage that tells what caring costs a grown-up."""
        return self._told(subject, self._toll)

    def young(self, advice: Advice, subject: Subject) -> tuple[str, int, int] | None:
        """Return the first passage that tells of a child who cares: outright, or of a brother or sister by name."""
        children = [one for one in advice.people if one.age is not None and one.age < ADULTHOOD]
        names = frozenset(one.name.split()[0].lower() for one in children if one.name.split())
        return self._told(subject, self._young) or (self._told(subject, self._child_does, names) if names else None)


def build(rule: Rule) -> Check:
    """Return the check that those whom caring wears out, and children who care, were offered an assessment.

    `match.toll` and `match.young` are patterns of prose in the rule's `where`, `match.child_does` of what a brother or
    sister does who is named before it, and `match.assessed` of prose anywhere that tells of such an assessment. One
    grown-up carer whose assessment is recorded speaks for all.
    """
    prose = _Prose(rule)

    def grown_up(advice: Advice, subject: Subject) -> Iterator[Hit]:
        if advice.person.living in _PAID_CARE:
            return
        carers = [one for one in advice.people if one.carer != "young"]
        found = None if _is_offered(advice, carers) else prose.toll(subject)
        if found is None:
            return
        main = next((one for role in ("main", "shared") for one in carers if one.carer == role), None)
        variant = "adult" if _is_adult(advice, subject) else ""
        values = {"who": main.name if main else "the carer"}
        if main is not None:
            yield Hit(f"{main.pointer}/carers_assessment", values=values, variant=variant)
        else:
            yield Hit(found[0], found[1], found[2], values=values, variant=variant)

    def young(advice: Advice, subject: Subject) -> Iterator[Hit]:
        marked = [one for one in advice.people if one.carer == "young"]
        for one in marked:
            if not one.carers_assessment:
                yield Hit(f"{one.pointer}/carers_assessment", values={"who": one.name}, variant="young")
        found = None if marked else prose.young(advice, subject)
        if found is not None and not any(one.age is not None and one.carers_assessment for one in advice.people):
            yield Hit(*found, values={"who": "the child who cares"}, variant="young")

    def check(subject: Subject) -> Iterator[Hit]:
        advice = subject.advice
        if advice is None or not subject.whole or prose.is_assessed(subject):
            return
        yield from grown_up(advice, subject)
        yield from young(advice, subject)

    return check
