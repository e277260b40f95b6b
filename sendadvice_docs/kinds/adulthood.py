"""Preparing for adulthood, judged by substance over the whole advice: what it says of the four areas of adult life.

From Year 9 on, a plan must help the person prepare for adulthood (Children and Families Act 2014; SEND Code of Practice
2015). The Swindon page's own example never says “adulthood”, so content counts wherever it stands, by what it is about;
a heading, “N/A” or “to be discussed” does not.

A sentence has substance where something is left of it once the words are gone that any box can be filled with
(“consideration will be given in due course to …”). In an area's own box that is enough; elsewhere it must be about a
topic of adult life, and say it of the young person: a mother's job prepares nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from typing import Any

from sendadvice_docs import resources
from sendadvice_docs.ages import year_group_of
from sendadvice_docs.datafile import read_data
from sendadvice_docs.language import Reading, read
from sendadvice_docs.matching import Patterns
from sendadvice_docs.model import Circumstances
from sendadvice_docs.rule import Rule
from sendadvice_docs.source import Field
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.words import compiled, expanded

FIRST_YEAR = 9
#: How many things of adult life an advice must name, outside the areas' own boxes, before it has substance.
_NAMED_THINGS = 2
_SECTION = "preparation_for_adulthood"
#: Fields that hold somebody's own words, where a fragment (“Own flat. Own key.”) is a statement.
_VOICES = ("views/child", "aspirations")
_WORD = re.compile(r"(?<!\d)[a-z][a-z'-]*[a-z]|£\d+")
#: Words beyond the filling that a box needs to say something by themselves.
_ENOUGH = 2
_SHORTEST = 3
_FAMILY = "views/family/text"
_PARENT_SPEAKS = re.compile(r"(?<![\w'])(?:i|we)(?!\w)")
#: A note that leaves its subject out: “Cannot be left”.
_ABLE = re.compile(r"(?:cannot|can't|can|could|would|does|doesn't|needs?|never|has never)(?!\w)")
_NEXT_STATEMENT = re.compile(r"(?:\b(?:and|but|so|while|because)|,)\s*$")
_FRAGMENT = 6
_PERSON = frozenset(
    {"he", "she", "they", "his", "her", "their", "him", "them", "himself", "herself", "i'd", "my", "me"}
)
_SPEAKERS = frozenset({"i", "we", "i'm", "i've", "we're", "our", "mum", "dad", "mother", "father", "parents", "family"})
_SUBJECTS = frozenset({"he", "she", "they"})
_PRONOUNS = {
    "he/him": ("he", "him", "his"),
    "she/her": ("she", "her", "her"),
    "they/them": ("they", "them", "their"),
    "": ("he|she|they", "him|her|them", "his|her|their"),
}
#: Said of all areas at once, and of one that cannot be told.
_ANY_AREA, _SOME = "any", "some"


def applies(subject: Subject) -> bool | None:
    """Return whether the person is in or beyond Year 9; None where neither a year group nor a date of birth tells."""
    person = subject.circumstances
    year = year_group_of(person.year_group, person.date_of_birth, person.on)
    return None if year is None else year >= FIRST_YEAR


def _names(subject: Subject) -> Mapping[str, str]:
    person = subject.circumstances
    return {"name": person.preferred_name or (person.name.split() or ["the young person"])[0]}


def _words_of(names: Iterable[str]) -> frozenset[str]:
    return frozenset(word for name in names for word in _WORD.findall(name.lower()))


def _is_voice(field: Field) -> bool:
    return field.name.startswith(_VOICES)


def _bare_words(text: str) -> set[str]:
    return {word.removesuffix("'s") for word in _WORD.findall(text)}


def _forms(words: str) -> frozenset[str]:
    return frozenset(form for word in words.split() for form in expanded(word))


class _Lexicon:
    """The topics and wordings of `checks/lexicons/adulthood.yaml`, compiled."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.areas: Mapping[str, Patterns] = {name: compiled(topics) for name, topics in data["areas"].items()}
        self.chosen = compiled((data["chosen"],))
        self.put_off = compiled((data["put_off"],))
        self.others = compiled((f"(?:{data['others']})",))
        self.about_the_person = {
            pronouns: re.compile(
                data["about_the_person"].format(subject=subject, object=object_, possessive=possessive)
            )
            for pronouns, (subject, object_, possessive) in _PRONOUNS.items()
        }
        self.answers = compiled(data["answers"])
        self.of_the_work = compiled((data["of_the_work"],))
        self.statements = compiled((f"(?:{data['statements']})",))
        self.abilities = compiled((data["abilities"],))
        self.plain_topics = frozenset(data["plain_topics"].split())
        self.headings = frozenset(data["headings"].split())
        self.process = _forms(data["process"])
        self.words = {area: _forms(words) for area, words in data["vocabulary"].items()}
        self.vocabulary = frozenset().union(*self.words.values())
        self.care = _forms(data["care"])


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    return _Lexicon(read_data(resources.resource("checks", "lexicons", "adulthood.yaml")))


@lru_cache(maxsize=1)
def _words_in_areas() -> Mapping[str, Patterns]:
    """Return what finds the words of each area."""
    known = _lexicon()
    return {
        area: compiled(("|".join(sorted(map(re.escape, words))),))
        for area, words in known.words.items()
        if area in known.areas
    }


class _Judge:
    """Says which areas of adult life the fields of one advice have something to say about."""

    def __init__(self, person: Circumstances) -> None:
        self._pronouns = person.pronouns if person.pronouns in _PRONOUNS else ""
        self._own = own = _words_of((person.name, person.preferred_name))
        self._relatives = _words_of(one.name for one in person.people) - own
        self._all_names = own | self._relatives

    def areas(self, fields: Iterable[Field]) -> Iterator[str]:
        """Yield each area some sentence of the fields says something about, again for each sentence.

        `any` is yielded for what holds for all of them, and `some` for what is about adult life and no one area.
        """
        for field in fields:
            yield from self._areas(field)

    def touched(self, fields: Iterable[Field]) -> Iterator[str]:
        """Yield each area that a word said of the young person belongs to, whether or not it says much of it."""
        for field in fields:
            reading = read(field.text)
            for start, end in () if is_own(field) else reading.sentences:
                for area, patterns in _words_in_areas().items():
                    if self._is_about(reading, (start, end), patterns, field, closely=True):
                        yield area

    def _areas(self, field: Field) -> Iterator[str]:
        reading = read(field.text)
        own = is_own(field)
        for start, end in reading.sentences:
            sentence = reading.plain[start:end]
            if sentence.endswith(":") or _lexicon().put_off.match(sentence):
                continue
            left = self._left_of(sentence)
            answered = left > 0 and _lexicon().answers.search(sentence) is not None
            found = [
                area
                for area, topics in _lexicon().areas.items()
                if self._is_about(reading, (start, end), topics, field)
            ]
            if not found and (self._lives(sentence) or (_is_voice(field) and self._names(sentence))):
                found = [_SOME]
            if self._says_something(sentence, left, found, field):
                yield from found
                if own:
                    yield area_of(field)
            if answered:
                yield area_of(field) if own else _ANY_AREA

    def _left_of(self, sentence: str) -> int:
        """Return how many words are left of a sentence without names, filling and the names of the areas."""
        lexicon = _lexicon()
        words = _bare_words(sentence)
        left = words - self._all_names - lexicon.process - lexicon.headings
        return sum(len(word) >= _SHORTEST for word in left)

    def _lives(self, sentence: str) -> bool:
        """Return whether a statement about the person has more words of adult life than of care and the home."""
        words = _bare_words(sentence)
        lexicon = _lexicon()
        if words & self._relatives or not (words & self._own or _PERSON & words):
            return False
        if lexicon.others.match(sentence) and not lexicon.about_the_person[self._pronouns].search(sentence):
            return False
        return len(words & lexicon.vocabulary) > len(words & lexicon.care) and self._left_of(sentence) >= _ENOUGH

    def _names(self, sentence: str) -> bool:
        """Return whether a few words, or what was chosen, signed or drawn, name a thing of adult life."""
        few = len(sentence.split()) <= _FRAGMENT or _lexicon().chosen.search(sentence) is not None
        return few and not _bare_words(sentence).isdisjoint(_lexicon().vocabulary)

    def _can_or_has(self, sentence: str) -> bool:
        """Return whether a short sentence says what somebody can do or has: “Can't use money”."""
        lexicon = _lexicon()
        return lexicon.abilities.search(sentence) is not None and not lexicon.plain_topics.isdisjoint(
            _bare_words(sentence)
        )

    def _of_the_work(self, sentence: str) -> bool:
        """Return whether a sentence tells of work to be done and of nobody: “Health is dealt with by colleagues”."""
        words = _bare_words(sentence)
        lexicon = _lexicon()
        if (
            _ABLE.match(sentence)
            or words & (self._all_names | _PERSON | _SPEAKERS)
            or words & (lexicon.vocabulary | lexicon.care)
        ):
            return False
        return lexicon.of_the_work.search(sentence) is not None

    def _says_something(self, sentence: str, left: int, found: list[str], field: Field) -> bool:
        if not found:
            return (left >= _ENOUGH and not self._of_the_work(sentence)) or (
                is_own(field) and self._can_or_has(sentence)
            )
        if _ANY_AREA in found:
            return True
        if field.name.startswith(("views/", "aspirations")) or left >= _ENOUGH:
            return True
        return left > 0 or _lexicon().statements.search(sentence) is not None

    def _is_about(
        self, reading: Reading, sentence: tuple[int, int], topics: Patterns, field: Field, *, closely: bool = False
    ) -> bool:
        """Return whether a sentence says something of the young person in an area; `closely`, names them beside it."""
        for match in topics.finditer(reading.plain, *sentence):
            clause = reading.clause_at(match.start())
            if closely and not (_is_voice(field) or self._speaks_of(reading.plain[clause.start : clause.end])):
                continue
            before = reading.plain[clause.start : match.start()]
            of_parent = field.name == _FAMILY and _PARENT_SPEAKS.search(before) is not None
            if not of_parent and not self._is_of_others(before):
                return True
            said = reading.plain[clause.start : max(clause.end, match.end())]
            if _lexicon().about_the_person[self._pronouns].search(said):
                return True
        return False

    def _speaks_of(self, clause: str) -> bool:
        """Return whether a clause names the young person, or means them by “he” or “her”."""
        return _ABLE.match(clause) is not None or not _bare_words(clause).isdisjoint(self._own | _PERSON)

    def _is_of_others(self, before: str) -> bool:
        """Return whether what stands before a topic in its clause makes somebody else do it."""
        other = _lexicon().others.search(before)
        first = before[: other.start()] if other else before
        subject = _bare_words(first)
        if other and (_NEXT_STATEMENT.search(first) or not subject & (self._own | _SUBJECTS)):
            return True
        return not self._relatives.isdisjoint(subject) and not subject & self._own


def is_own(field: Field) -> bool:
    """Return whether a field is an area's own box, such as `preparation_for_adulthood/health`."""
    return field.name.startswith(f"{_SECTION}/")


def area_of(field: Field) -> str:
    """Return the area whose box a field is; `any` for what is said of the transition as a whole."""
    area = field.name.rpartition("/")[2]
    return area if area in _lexicon().areas else _ANY_AREA


def _has_substance(judge: _Judge, fields: tuple[Field, ...]) -> bool:
    """Return whether an advice says something of adult life: in an area's own box, or in two named things elsewhere.

    One word in a whole advice (“being by himself in the dark”) is too easily about something else.
    """
    if any(judge.areas(filter(is_own, fields))):
        return True
    return sum(area != _SOME for area in judge.areas(fields)) >= _NAMED_THINGS


def _anything(subject: Subject, where: tuple[str, ...]) -> Iterator[Hit]:
    """Yield a hit where nothing at all is said about adult life."""
    judge = _Judge(subject.circumstances)
    if subject.whole:
        # A file that does not fit the schema may hold what cannot be read: it cannot be called missing.
        if subject.advice is not None and not _has_substance(judge, tuple(subject.where(where))):
            yield Hit(f"/{_SECTION}", values=_names(subject))
        return
    for field in subject.fields if subject.passage_as_advice else filter(is_own, subject.fields):
        if not any(judge.areas([field])):
            yield Hit(field.pointer, values=_names(subject), variant="passage")


def _each(subject: Subject, where: tuple[str, ...]) -> Iterator[Hit]:
    """Yield a hit for each area nothing is said about."""
    if subject.advice is None:
        return
    missing = [area for area in _lexicon().areas if area != _ANY_AREA]
    for need in subject.advice.needs:
        missing = [area for area in missing if area not in need.pfa or not need.description]
    judge = _Judge(subject.circumstances)
    for found in chain(judge.areas(subject.where(where)), judge.touched(subject.where(where))):
        missing = [] if found == _ANY_AREA else [area for area in missing if area != found]
        if not missing:
            return
    for area in missing:
        yield Hit(f"/{_SECTION}/{area}", values={**_names(subject), "area": area.replace("_", " ")})


def build(rule: Rule) -> Check:
    """Return the check: with `match.mode` `any`, that something is said somewhere; with `each`, in every area.

    The topics of each area and the words that fill a box stand in `checks/lexicons/adulthood.yaml`.
    """
    missing = _each if rule.match["mode"] == "each" else _anything

    def check(subject: Subject) -> Iterator[Hit]:
        due = applies(subject)
        if due or (due is None and not subject.whole and any(map(is_own, subject.fields))):
            yield from missing(subject, rule.where)

    return check
