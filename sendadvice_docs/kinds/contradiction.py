"""A rule about facts that cannot both be true: in one text, between fields, and between a field and prose."""

from __future__ import annotations

from collections.abc import Iterator

from sendadvice_docs.clash.ages import Ages
from sendadvice_docs.clash.common import Clash
from sendadvice_docs.clash.dated import Dates
from sendadvice_docs.clash.entries import in_fields
from sendadvice_docs.clash.facts import Facts
from sendadvice_docs.clash.kin_ages import KinAges
from sendadvice_docs.clash.kinship import Kinship
from sendadvice_docs.clash.listed import Listed
from sendadvice_docs.clash.measures import Measures
from sendadvice_docs.clash.parts import Parts
from sendadvice_docs.clash.polarity import Polarity
from sendadvice_docs.clash.reckon import Reckon
from sendadvice_docs.clash.row import Row, has_figures
from sendadvice_docs.clash.school import School
from sendadvice_docs.clash.spells import Spells
from sendadvice_docs.clash.subjects import Family, Subjects
from sendadvice_docs.clash.timed import Timed
from sendadvice_docs.clash.wholes import Wholes
from sendadvice_docs.context import governing
from sendadvice_docs.language import Reading, read
from sendadvice_docs.model import Circumstances
from sendadvice_docs.rule import Rule
from sendadvice_docs.subject import Check, Hit, Subject


def build(rule: Rule) -> Check:
    """Return the check for contradictions. `match.quoted_fields` names fields of somebody's own words, left alone."""
    quoted = frozenset(rule.match.get("own_words", ()))

    def check(subject: Subject) -> Iterator[Hit]:
        seen: set[tuple[str, int, int]] = set()
        family = Family(subject.circumstances)
        kinship = Kinship(subject.circumstances)
        for field in subject.where(rule.where):
            if field.name in quoted:
                continue
            reading = read(field.text)
            found = list(_in_text(reading, family, kinship, subject.circumstances, field.name))
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


def _in_text(
    reading: Reading, family: Family, kinship: Kinship, circumstances: Circumstances, field: str
) -> Iterator[Clash]:
    """Yield what contradicts itself in one text, or what the advice gives of the person."""
    subjects = Subjects(reading, family)
    if has_figures(reading.plain):
        yield from _figures(Row(reading), subjects, circumstances, field)
    yield from Facts(reading, subjects).find()
    yield from Polarity(reading, subjects).find()
    yield from kinship.find(reading, subjects)


def _figures(row: Row, subjects: Subjects, circumstances: Circumstances, field: str) -> Iterator[Clash]:
    """Yield figures that contradict each other."""
    ages = Ages(row, subjects, circumstances)
    yield from ages.find()
    if row.numbers:
        yield from KinAges(row, subjects, circumstances, ages.told).find()
        yield from Listed(row).find()
        yield from Spells(row, subjects, circumstances).find()
    yield from School(row, subjects, circumstances).find()
    yield from Dates(row, circumstances).find(field)
    yield from Parts(row).find()
    if row.numbers:
        yield from Wholes(row).find()
        yield from Timed(row, subjects, circumstances).find()
    if len(row.hot) > 1:
        reckon = Reckon(row, Measures(row))
        for sentence in row.reading.sentences:
            hot = row.within(sentence)
            if len(hot) > 1:
                yield from reckon.find(sentence, hot)
