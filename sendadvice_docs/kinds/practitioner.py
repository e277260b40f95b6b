"""A rule about people at work: a professional named in text that becomes the plan, where the role would do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sendadvice_docs.context import governing
from sendadvice_docs.language import Reading, read
from sendadvice_docs.model import Advice, Professional
from sendadvice_docs.naming.acts import Act, acts
from sendadvice_docs.naming.around import Tie, around
from sendadvice_docs.naming.candidates import Candidate, Kind, candidates
from sendadvice_docs.naming.known import Known, words_of
from sendadvice_docs.naming.lists import name_lists
from sendadvice_docs.naming.speech import Speech
from sendadvice_docs.rule import Rule
from sendadvice_docs.source import Field
from sendadvice_docs.subject import Check, Hit, Subject

_TITLE = re.compile(r"(?<!\w)[A-Za-z]+\.?\s+$")
_FIRM = re.compile(r"\s*(?:&|and sons\b|and daughters\b|and co\b|ltd\b|limited\b)")
_PLACE_OWNED = re.compile(r"'s?(?:\s+(?:on|in|at|for|by|near|and|every|after|before)\b|\s*[.,;:)]|\s*$)")
_NAMES = frozenset({Kind.GIVEN, Kind.WORD, Kind.PLACE, Kind.SELDOM, Kind.SURNAME, Kind.OTHER, Kind.KNOWN})
#: One of these is in every full name that is brought in by a role.
_SURE = frozenset({Kind.GIVEN, Kind.SURNAME, Kind.KNOWN, Kind.INITIAL, Kind.WORD, Kind.PLACE})
_TOY = re.compile(
    r"\b(?:doll|dolls|teddy|bear|toy|toys|puppet|figure|character|game|book|costume|song)\b[\w ,'(:-]{0,12}$"
)
_SCREEN = re.compile(r"\b(?:watch\w*|mad about|episodes?|series|programmes?|cartoons?|films?|dressed as)\b[^.;]{0,80}$")
#: How an apposition begins that tells who somebody is: “Jools, the outreach worker”.
_THE_ROLE = re.compile(r",?\s*\(?(?:the|his|her|their|an?|our)\s")
_NEXT_CAPITAL = re.compile(r"\s+[A-Z]")
_REACH = 200


@dataclass(frozen=True)
class _Colleague:
    """Somebody the advice lists as at work on it: the folded words of the name, and the role."""

    given: frozenset[str]
    surname: str
    role: str

    def is_called(self, one: Candidate) -> bool:
        """Return whether a name in a text is this colleague's: in full, with an initial, or a part of it."""
        keys = [word.key for word in one.words]
        if len(keys) == 1:
            return keys[0] in self.given or keys[0] == self.surname
        first, last = keys[0], keys[-1]
        own_first = first in self.given or (
            len(first) == 1 and (not self.given or any(k[0] == first for k in self.given))
        )
        return (own_first and (last == self.surname or (len(last) == 1 and self.surname.startswith(last)))) or (
            last == self.surname and not self.given and len(first) == 1
        )


def _colleague(name: str, role: str, family: frozenset[str]) -> _Colleague | None:
    titles = around().titles | around().ranks
    words = [word for word in words_of(name) if word not in titles]
    if not words:
        return None
    given = {word for word in words[:-1] if len(word) > 1}
    for word in tuple(given):
        given |= name_lists().families.get(word, frozenset())
    if len(words) == 1:
        given = {words[0]}
    return _Colleague(frozenset(given - family), "" if words[-1] in family else words[-1], role)


def _roles(advice: Advice | None) -> dict[str, str]:
    """Return the role of each professional of an advice in words, by name."""
    if advice is None:
        return {}
    everybody: list[Professional] = [*([advice.author] if advice.author else []), *advice.contributors]
    if advice.case and advice.case.allocated:
        everybody.append(advice.case.allocated)
    told = [(one.name, one.role) for one in everybody] + [(one.name, one.role) for one in advice.oversight]
    return {name: role.replace("_", " ") for name, role in told if name and role and role != "other"}


class _Search:
    """One look through an advice."""

    def __init__(self, rule: Rule, subject: Subject) -> None:
        person = subject.circumstances
        self._subject, self._where = subject, rule.where
        self._informal = re.compile(rf"(?<!\w)(?:{'|'.join(rule.match['informal'])})(?!\w)")
        self._listed = re.compile(rf"(?<!\w)(?:{rule.match['staff']})(?!\w)[^.;:]{{0,80}}:\s*$")
        self._roles = re.compile(rf"(?<!\w)(?:{rule.match['roles']})(?!\w)")
        self._apposed = re.compile(
            rf"(?:,|\s\(|\s-|\s–)\s*(?:(?:the|his|her|their|an?|our)\s+)?(?:[\w-]+\s+){{0,2}}(?:{rule.match['roles']})(?!\w)"
        )
        self._ranks = frozenset(rule.match["ranks"])
        family = {key for name in (person.name, person.preferred_name) for key in words_of(name)}
        family |= {key for one in person.people for key in words_of(one.name)}
        self._family = frozenset(family)
        roles = _roles(subject.advice)
        self._colleagues = [
            found for name in person.professionals if (found := _colleague(name, roles.get(name, ""), self._family))
        ]
        everybody = (person.name, person.preferred_name, *(one.name for one in person.people), *person.professionals)
        known = (*everybody, person.setting, *person.known_names, *subject.profile.known_names)
        self._known = Known(known, without=around().titles | around().ranks)
        self._other = frozenset(key for name in (*person.known_names, person.setting) for key in words_of(name))
        self._speech = Speech(person)
        #: Folded words of those the text itself brings in as at work, with their role where it is told.
        self._met: set[str] = set()

    def hits(self) -> Iterator[Hit]:
        """Yield a hit for the first mention of each professional in a field."""
        found = [(field, tuple(self._of_field(field))) for field in self._subject.fields if field.text]
        wanted = {field.pointer for field in self._subject.where(self._where)}
        for field, people in found:
            if field.pointer not in wanted:
                continue
            seen: set[str] = set()
            for one, role in people:
                keys = {word.key for word in one.words if len(word.key) > 1}
                if role is None and not (keys & self._met and self._may_be_met(one, field)):
                    continue
                if keys & seen or self._is_own_speech(field, one):
                    continue
                seen |= keys
                yield self._hit(field, one, role or "")

    def _may_be_met(self, one: Candidate, field: Field) -> bool:
        before, after = _beside(read(field.text), one)
        return around().tie(before, after) is Tie.NONE and not one.tail and not one.lead

    def _of_field(self, field: Field) -> Iterator[tuple[Candidate, str | None]]:
        """Yield the names of a field, with the role (or "") of those at work and None for all others."""
        reading = read(field.text)
        for one in candidates(reading, self._known):
            if one.small or {word.key for word in one.words} <= self._family | self._other:
                continue
            before, after = _beside(reading, one)
            if self._is_thing(one, before, after) or (
                one.words[-1].owns and _NEXT_CAPITAL.match(field.text, one.over) is not None
            ):
                continue
            tie = around().tie(_TITLE.sub("", before) if one.title or one.rank else before, after)
            if tie is Tie.ANIMAL:
                continue
            colleague = next((other for other in self._colleagues if other.is_called(one)), None)
            if colleague is not None and not one.title and not _acts_or_sure(one, colleague, after):
                colleague = None
            if colleague is not None and (tie is Tie.NONE or len(one.words) > 1 or self._roles.search(after)):
                yield one, colleague.role
            elif tie is Tie.NONE and self._is_at_work(field, one, before, after):
                self._met |= {word.key for word in one.words if len(word.key) > 1} - self._family
                yield one, ""
            else:
                yield one, None

    def _is_thing(self, one: Candidate, before: str, after: str) -> bool:
        """Return whether a name is a place, a firm or a thing called after somebody."""
        if _TOY.search(_TITLE.sub("", before) if one.title or one.rank else before):
            return True
        if one.lead or one.tail or _FIRM.match(after) or (around().is_thing(after) and not one.words[-1].owns):
            return True
        last = one.words[-1]
        return last.owns and _PLACE_OWNED.match(after) is not None and around().ends_with("goes_to", before)

    def _is_at_work(self, field: Field, one: Candidate, before: str, after: str) -> bool:
        """Return whether the text itself makes the bearer of a name a professional."""
        reading = read(field.text)
        if one.kinds[0] not in (*_NAMES, Kind.INITIAL) or self._is_family(one):
            return False
        near = before[-40:] + " " + after[:50].partition(" and ")[0]
        if self._informal.search(near):
            return False
        if len(one.words) > 1 and _SURE.isdisjoint(one.kinds):
            return False
        if (
            set(one.kinds) == {Kind.OTHER}
            and not (one.title or one.rank)
            and not (
                not one.initial
                and (around().at_work(before, "") or (self._apposed.match(after) and _THE_ROLE.match(after)))
            )
        ):
            return False
        # A full stop after “Sr” may look like the end of a sentence.
        rank = _TITLE.search(field.text[max(0, one.start - 14) : one.start].lower())
        opens = rank.start() + max(0, one.start - 14) if rank else one.start
        if around().figure_at(reading, opens) > opens:
            return False
        if one.rank or (rank and field.text[one.start - len(rank[0])].isupper() and one.title == ""):
            ranked = rank is not None and rank[0].strip(" .\u00a0") in self._ranks
            if ranked and not around().on_stage(before + after) and not _SCREEN.search(before):
                return True
            if one.rank:
                return False
        if field.name.endswith("/provider") and (one.title or _is_full_name(one, field.text)):
            return True
        if around().at_work(before, after) or self._listed.search(before) or self._apposed.match(after):
            return True
        return bool(one.title) and around().taught_by(before, after, miss=one.title in ("miss", "ms"))

    def _is_family(self, one: Candidate) -> bool:
        return not one.title and one.words[0].key in self._family

    def _is_own_speech(self, field: Field, one: Candidate) -> bool:
        reading = read(field.text)
        if field.name == "aspirations" and self._speech.says_i(reading):
            return True
        return governing(reading, one.start, one.end, ("quoted",)) is not None

    def _hit(self, field: Field, one: Candidate, role: str) -> Hit:
        start = one.start
        if one.title or one.rank:
            title = _TITLE.search(field.text[:start])
            start = title.start() if title else start
        return Hit(field.pointer, start, one.end, {"role": f"“the {role}”"} if role else {}, "listed" if role else "")


def _is_full_name(one: Candidate, text: str) -> bool:
    """Return whether a provider is somebody by given name or initial and surname, and no firm."""
    first, last = one.kinds[0], one.kinds[-1]
    if len(one.words) != 2 or _NEXT_CAPITAL.match(text, one.over):
        return False
    return first in (Kind.GIVEN, Kind.INITIAL) and last in (Kind.SURNAME, Kind.GIVEN)


def _acts_or_sure(one: Candidate, colleague: _Colleague, after: str) -> bool:
    """Return whether a single word is surely a colleague's name: “Sale agrees”, but not “Sale on now”."""
    word = one.words[0]
    if len(one.words) > 1:
        return True
    if word.owns and word.key not in colleague.given:
        return acts().owned(after)
    ordinary = word.key in name_lists().words or word.key in name_lists().abstract or word.key in name_lists().places
    return not (ordinary and word.initial) or acts().after(after) is not Act.NONE


def _beside(reading: Reading, one: Candidate) -> tuple[str, str]:
    """Return the text before and after a name, within its sentence and not too far."""
    sentence = reading.sentence_at(one.start)
    before = reading.plain[max(sentence.start, one.start - _REACH) : one.start]
    return before, reading.plain[one.end : min(max(sentence.end, one.over), one.over + _REACH)]


def build(rule: Rule) -> Check:
    """Return the check for professionals named in the plan.

    They are those the advice lists (author, contributors, allocated worker, oversight) and those a text brings in by a
    role or a rank. `match.ranks` are the ranks of professionals, `match.informal` words that make somebody a neighbour,
    a volunteer or a shopkeeper instead, `match.roles` what professionals are,
    and `match.staff` what a list of names after a colon is a list of.
    """

    def check(subject: Subject) -> Iterator[Hit]:
        yield from _Search(rule, subject).hits()

    return check
