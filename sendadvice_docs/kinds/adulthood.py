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
from itertools import chain

from sendadvice_docs.adult_life import PRONOUNS, lexicon, words_in_areas
from sendadvice_docs.ages import year_group_of
from sendadvice_docs.language import Reading, Stretch, read
from sendadvice_docs.matching import Patterns
from sendadvice_docs.model import Circumstances
from sendadvice_docs.rule import Rule
from sendadvice_docs.source import Field
from sendadvice_docs.subject import Check, Hit, Subject

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
_ABLE = re.compile(
    r"(?:cannot|can't|can|could|would|does|doesn't|needs?|never|has|is|isn't|unable|not able|goes|likes|wants|uses"
    r"|takes|travels|depends|relies|enjoys|struggles|finds|sees|spends)(?!\w)"
)
_WHO = re.compile(r",\s*who\s*\Z")
_NEXT_STATEMENT = re.compile(r"(?:\b(?:and|but|so|while|because)|,)\s*$")
_FRAGMENT = 6
_PERSON = frozenset(
    {"he", "she", "they", "his", "her", "their", "him", "them", "himself", "herself", "i'd", "my", "me"}
)
_SPEAKERS = frozenset({"i", "we", "i'm", "i've", "we're", "our", "mum", "dad", "mother", "father", "parents", "family"})
_SUBJECTS = frozenset({"he", "she", "they"})
#: Fields that tell of the family or of what was done, where adult life is met only by the way.
_BY_THE_WAY = ("needs/impact_on_family", "informal_support", "involvement/", "review/")
#: Fields where everything is about the person, named or not.
_OF_THE_PERSON = ("needs/description", "outcomes/description", "provision/description")
#: When the adult team hears of somebody answers none of the areas (SC303 asks for it).
_OF_THE_TEAM = f"{_SECTION}/transition/"
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


class _Judge:
    """Says which areas of adult life the fields of one advice have something to say about."""

    def __init__(self, person: Circumstances) -> None:
        self._pronouns = person.pronouns if person.pronouns in PRONOUNS else ""
        self._own = own = _words_of((person.name, person.preferred_name))
        self._relatives = _words_of(one.name for one in person.people) - own
        self._all_names = own | self._relatives

    def areas(self, fields: Iterable[Field]) -> Iterator[str]:
        """Yield each area some sentence of the fields says something about, again for each sentence.

        `any` is yielded for what holds for all of them, and `some` for what is about adult life and no one area.
        """
        for field in fields:
            yield from self._areas(field)

    def answered(self, fields: Iterable[Field]) -> Iterator[str]:
        """Yield each area, as `areas` does, that is told of deliberately: in a field of theirs, or beside their name.

        Where an area's own box is left hollow, a word by the way in the family's views does not fill it.
        """
        for field in fields:
            if field.name.startswith((*_BY_THE_WAY, _OF_THE_TEAM)):
                continue
            for area in self._areas(field, closely=field.name not in _OF_THE_PERSON):
                if area != _ANY_AREA or is_own(field) or field.name.startswith("no_needs_identified/"):
                    yield area

    def touched(self, fields: Iterable[Field]) -> Iterator[str]:
        """Yield each area that a word said of the young person belongs to, whether or not it says much of it."""
        for field in fields:
            reading = read(field.text)
            for start, end in () if is_own(field) else reading.sentences:
                for area, patterns in words_in_areas().items():
                    if self._is_about(reading, (start, end), patterns, field, closely=True):
                        yield area

    def _areas(self, field: Field, *, closely: bool = False) -> Iterator[str]:
        reading = read(field.text)
        own = is_own(field)
        for start, end in reading.sentences:
            sentence = reading.plain[start:end]
            if sentence.endswith(":") or lexicon().put_off.match(sentence):
                continue
            left = self._left_of(sentence)
            answered = left > 0 and lexicon().answers.search(sentence) is not None
            found = [
                area
                for area, topics in lexicon().areas.items()
                if self._is_about(reading, (start, end), topics, field, closely=closely and not own)
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
        known = lexicon()
        words = _bare_words(sentence)
        left = words - self._all_names - known.process - known.headings
        return sum(len(word) >= _SHORTEST for word in left)

    def _lives(self, sentence: str) -> bool:
        """Return whether a statement about the person has more words of adult life than of care and the home."""
        words = _bare_words(sentence)
        known = lexicon()
        if words & self._relatives or not (words & self._own or _PERSON & words):
            return False
        if known.others.match(sentence) and not known.about_the_person[self._pronouns].search(sentence):
            return False
        return len(words & known.vocabulary) > len(words & known.care) and self._left_of(sentence) >= _ENOUGH

    def _names(self, sentence: str) -> bool:
        """Return whether a few words, or what was chosen, signed or drawn, name a thing of adult life."""
        few = len(sentence.split()) <= _FRAGMENT or lexicon().chosen.search(sentence) is not None
        return few and not _bare_words(sentence).isdisjoint(lexicon().vocabulary)

    def _can_or_has(self, sentence: str) -> bool:
        """Return whether a short sentence says what somebody can do or has: “Can't use money”."""
        known = lexicon()
        return known.abilities.search(sentence) is not None and not known.plain_topics.isdisjoint(_bare_words(sentence))

    def _of_the_work(self, sentence: str) -> bool:
        """Return whether a sentence tells of work to be done and of nobody: “Health is dealt with by colleagues”."""
        words = _bare_words(sentence)
        known = lexicon()
        if (
            _ABLE.match(sentence)
            or words & (self._all_names | _PERSON | _SPEAKERS)
            or words & (known.vocabulary | known.care)
        ):
            return False
        return known.of_the_work.search(sentence) is not None

    def _says_something(self, sentence: str, left: int, found: list[str], field: Field) -> bool:
        if not found:
            return (left >= _ENOUGH and not self._of_the_work(sentence)) or (
                is_own(field) and self._can_or_has(sentence)
            )
        if _ANY_AREA in found:
            return True
        if field.name.startswith(("views/", "aspirations")) or left >= _ENOUGH:
            return True
        return left > 0 or lexicon().statements.search(sentence) is not None

    def _is_about(
        self, reading: Reading, sentence: tuple[int, int], topics: Patterns, field: Field, *, closely: bool = False
    ) -> bool:
        """Return whether a sentence says something of the young person in an area; `closely`, names them beside it."""
        for match in topics.finditer(reading.plain, *sentence):
            around = reading.clause_at(match.start())
            clause = Stretch(around.start, around.end)
            if _WHO.search(reading.plain, sentence[0], clause.start):
                # Of whoever is named in front of it: “her aunt, who is a nurse”.
                clause = Stretch(sentence[0], around.end)
            if closely and not (_is_voice(field) or self._speaks_of(reading.plain[clause.start : clause.end])):
                continue
            before = reading.plain[clause.start : match.start()]
            of_parent = field.name == _FAMILY and _PARENT_SPEAKS.search(before) is not None
            if not of_parent and not self._is_of_others(before):
                return True
            said = reading.plain[clause.start : max(clause.end, match.end())]
            if lexicon().about_the_person[self._pronouns].search(said):
                return True
        return False

    def _speaks_of(self, clause: str) -> bool:
        """Return whether a clause names the young person, or means them by “he” or “her”."""
        return _ABLE.match(clause) is not None or not _bare_words(clause).isdisjoint(self._own | _PERSON)

    def _is_of_others(self, before: str) -> bool:
        """Return whether what stands before a topic in its clause makes somebody else do it."""
        other = lexicon().others.search(before)
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
    return area if area in lexicon().areas else _ANY_AREA


def _weight(field: Field) -> int:
    """Return how many things a thing named in a field counts for: enough where the field is what the advice is for."""
    return _NAMED_THINGS if field.name in _OF_THE_PERSON else 1


def _has_substance(judge: _Judge, fields: tuple[Field, ...]) -> bool:
    """Return whether an advice says something of adult life: in an area's own box, or in two named things elsewhere.

    One word in a whole advice (“being by himself in the dark”) is too easily about something else, unless it stands in
    a need, an outcome or a provision.
    """
    if any(judge.answered(filter(is_own, fields))):
        return True
    told = (area for field in fields for area in [*judge.answered([field])] * _weight(field))
    return sum(area != _SOME for area in told) >= _NAMED_THINGS


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
    missing = [area for area in lexicon().areas if area != _ANY_AREA]
    for need in subject.advice.needs:
        missing = [area for area in missing if area not in need.pfa or not need.description]
    judge, fields = _Judge(subject.circumstances), tuple(subject.where(where))
    # Whoever uses the boxes has said there what there is to say; elsewhere a word is enough.
    uses_boxes = any(is_own(field) and not field.name.startswith(_OF_THE_TEAM) for field in fields)
    for found in judge.answered(fields) if uses_boxes else chain(judge.areas(fields), judge.touched(fields)):
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
