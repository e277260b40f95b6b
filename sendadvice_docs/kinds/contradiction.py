"""A rule about facts that cannot both be true: in one text, between fields, and between a field and prose."""

from __future__ import annotations

from collections.abc import Iterator

from sendadvice_docs.clash.clocks import Clocks
from sendadvice_docs.clash.common import Clash
from sendadvice_docs.clash.counts import Counts
from sendadvice_docs.clash.entries import in_fields
from sendadvice_docs.clash.itemised import Itemised
from sendadvice_docs.clash.kinship import Kinship
from sendadvice_docs.clash.lives import Lives
from sendadvice_docs.clash.opposites import Opposites
from sendadvice_docs.clash.person import Person
from sendadvice_docs.clash.polarity import Polarity
from sendadvice_docs.clash.rates import Rates
from sendadvice_docs.clash.reckon import Reckon
from sendadvice_docs.clash.said_ages import SaidAges
from sendadvice_docs.clash.said_amounts import SaidAmounts
from sendadvice_docs.clash.said_dates import SaidDates
from sendadvice_docs.clash.stages import Stages
from sendadvice_docs.clash.subjects import Subjects
from sendadvice_docs.context import governing
from sendadvice_docs.language import read
from sendadvice_docs.rule import Rule
from sendadvice_docs.subject import Check, Hit, Subject


def build(rule: Rule) -> Check:
    """Return the check for contradictions. `match.quoted_fields` names fields of somebody's own words, left alone."""
    quoted = frozenset(rule.match.get("own_words", ()))

    def check(subject: Subject) -> Iterator[Hit]:
        seen: set[tuple[str, int, int]] = set()
        ages, dates, amounts = SaidAges(subject.circumstances), SaidDates(subject.circumstances), SaidAmounts()
        for field in subject.where(rule.where):
            if field.name in quoted:
                continue
            reading = read(field.text)
            subjects = Subjects(reading, subject.circumstances)
            found: list[Clash] = [
                *Person(reading, subjects, subject.circumstances).find(),
                *Clocks(reading).find(),
                *Lives(reading, subjects, subject.circumstances).find(),
                *Counts(reading).find(),
                *Rates(reading).find(),
                *Reckon(reading).find(),
                *Itemised(reading).find(),
                *Opposites(reading, subjects).find(),
                *Polarity(reading, subjects).find(),
                *Kinship(reading, subjects, subject.circumstances).find(),
                *Stages(reading, subjects, subject.circumstances).find(),
                *ages.find(reading, field.name),
                *dates.find(reading, field.name),
                *amounts.find(reading),
            ]
            for one in sorted(found, key=lambda one: (one.start, -one.end)):
                if governing(reading, one.start, one.end, ("quoted",)) is not None:
                    continue
                if not any(path == field.pointer and one.start < end and start < one.end for path, start, end in seen):
                    seen.add((field.pointer, one.start, one.end))
                    yield Hit(field.pointer, one.start, one.end, one.values, one.sort)
        if subject.advice is not None and subject.whole:
            for place in in_fields(subject.advice):
                clash = place.clash
                if clash is None:
                    yield Hit(place.pointer, None, None, place.values, f"{place.sort}_field")
                elif not any(
                    path == place.pointer and clash.start < end and start < clash.end for path, start, end in seen
                ):
                    yield Hit(place.pointer, clash.start, clash.end, place.values, place.sort)

    return check
