"""Preparing for adulthood, judged by substance over the whole advice: what it says of the four areas of adult life.

From Year 9 on, a plan must help the person prepare for adulthood (Children and Families Act 2014; SEND Code of Practice
2015). The Swindon page's own example never says “adulthood”, so content counts wherever it stands, by what it is about;
a heading, “N/A” or “to be discussed” does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sendadvice_docs import resources
from sendadvice_docs.ages import year_group_of
from sendadvice_docs.datafile import read_data
from sendadvice_docs.language import read
from sendadvice_docs.rule import Rule
from sendadvice_docs.source import Field
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.words import compiled

FIRST_YEAR = 9
_SECTION = "preparation_for_adulthood"
#: Words an area's own field must have before it counts as an answer without a known topic.
_FEWEST_WORDS = 6


def applies(subject: Subject) -> bool | None:
    """Return whether the person is in or beyond Year 9; None where neither a year group nor a date of birth tells."""
    person = subject.circumstances
    year = year_group_of(person.year_group, person.date_of_birth, person.on)
    return None if year is None else year >= FIRST_YEAR


def _names(subject: Subject) -> Mapping[str, str]:
    person = subject.circumstances
    return {"name": person.preferred_name or (person.name.split() or ["the young person"])[0]}


class _Judge:
    """Says which areas of adult life a text has something to say about."""

    def __init__(self, lexicon: Mapping[str, Any]) -> None:
        self.areas: Mapping[str, re.Pattern[str]] = {
            name: compiled(topics) for name, topics in lexicon["areas"].items()
        }
        self.empty = compiled(lexicon["empty"])
        self.answers = compiled(lexicon["answers"])
        self.person = compiled(lexicon["person"])

    def _sentences(self, text: str) -> Iterator[str]:
        """Yield the sentences that say something: no heading, and nothing that only puts the matter off."""
        reading = read(text)
        for start, end in reading.sentences:
            sentence = reading.plain[start:end]
            if sentence.endswith(":") or sentence.count(" ") < _FEWEST_WORDS - 4:
                continue
            if self.answers.search(sentence) or not self.empty.search(sentence):
                yield sentence

    def topics(self, text: str, *, own: bool) -> Iterator[str]:
        """Yield each area some sentence of the text is about, and `answer` where one says why none need be.

        In an area's own field (`own`) whatever is said of the person answers, whether or not its topic is known.
        """
        for sentence in self._sentences(text):
            yield from (name for name, pattern in self.areas.items() if pattern.search(sentence))
            if self.answers.search(sentence) or (own and self._of_the_person(sentence)):
                yield "answer"

    def _of_the_person(self, sentence: str) -> bool:
        return sentence.count(" ") + 1 >= _FEWEST_WORDS and self.person.search(sentence) is not None

    def covered(self, fields: Iterable[Field]) -> set[str]:
        """Return the areas that the fields together say something about."""
        return {area for field in fields for area in self.topics(field.text, own=_is_own(field))}

    def answered(self, text: str) -> bool:
        """Return whether the text of an area's own field says anything at all about the person."""
        return any(sentence.count(" ") + 1 >= _FEWEST_WORDS for sentence in self._sentences(text))


def _is_own(field: Field) -> bool:
    return field.name.startswith(f"{_SECTION}/")


def _own(subject: Subject) -> tuple[Field, ...]:
    return tuple(filter(_is_own, subject.fields))


def _anything(judge: _Judge, subject: Subject, where: tuple[str, ...]) -> Iterator[Hit]:
    """Yield a hit where nothing at all is said about adult life."""
    if subject.whole:
        # A file that does not fit the schema may hold what cannot be read: it cannot be called missing.
        if subject.advice is not None and not judge.covered(subject.where(where)):
            yield Hit(f"/{_SECTION}", values=_names(subject))
        return
    for field in subject.fields if subject.passage_as_advice else _own(subject):
        if not judge.covered([field]):
            yield Hit(field.pointer, values=_names(subject), variant="passage")


def _each(judge: _Judge, subject: Subject, where: tuple[str, ...]) -> Iterator[Hit]:
    """Yield a hit for each area nothing is said about."""
    if subject.advice is None:
        return
    found = judge.covered(subject.where(where))
    found.update(area for need in subject.advice.needs for area in need.pfa if need.description)
    found.update(field.name.rpartition("/")[2] for field in _own(subject) if judge.answered(field.text))
    for area in judge.areas:
        if area not in found:
            yield Hit(f"/{_SECTION}/{area}", values={**_names(subject), "area": area.replace("_", " ")})


def build(rule: Rule) -> Check:
    """Return the check: with `match.mode` `any`, that something is said somewhere; with `each`, in every area.

    The topics of each area stand in `checks/lexicons/adulthood.yaml`, with the wordings that only put the matter off
    (`empty`) and those that say why social care has nothing to do (`answers`).
    """
    judge = _Judge(read_data(resources.resource("checks", "lexicons", "adulthood.yaml")))
    missing = _each if rule.match["mode"] == "each" else _anything

    def check(subject: Subject) -> Iterator[Hit]:
        due = applies(subject)
        if due or (due is None and not subject.whole and _own(subject)):
            yield from missing(judge, subject, rule.where)

    return check
