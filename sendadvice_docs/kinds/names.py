"""A rule about names: a person's name the advice does not know, which is most often another child's text pasted in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from sendadvice_docs.language import Reading, read
from sendadvice_docs.naming.around import around
from sendadvice_docs.naming.candidates import Candidate
from sendadvice_docs.naming.judge import Judged, Verdict, judged
from sendadvice_docs.naming.known import Known
from sendadvice_docs.naming.speech import Speech
from sendadvice_docs.rule import Rule
from sendadvice_docs.source import Field
from sendadvice_docs.subject import Check, Hit, Subject


@dataclass(frozen=True)
class _Found:
    """A judged candidate in its field."""

    field: Field
    judged: Judged

    @property
    def keys(self) -> set[str]:
        """Return the folded words of the name that the advice does not know."""
        return {word.key for word, _ in self.judged.candidate.unknown}


def known_to(subject: Subject) -> Known:
    """Return the names an advice knows: the person's, the family's, the professionals', those it lists as known."""
    person = subject.circumstances
    providers = (field.text for field in subject.fields if field.name.endswith("/provider"))
    return Known(
        (
            person.name,
            person.preferred_name,
            person.setting,
            *(one.name for one in person.people),
            *person.professionals,
            *person.also_named,
            *person.known_names,
            *subject.profile.known_names,
            *providers,
        ),
        without=around().titles | around().ranks,
    )


class _Search:
    """One look through all the text of an advice."""

    def __init__(self, rule: Rule, subject: Subject) -> None:
        self._fields = tuple(subject.where(rule.where))
        self._own = tuple(rule.match["own_words"])
        self._as_i = tuple(rule.match.get("own_words_as_i", ()))
        self._person = subject.circumstances.preferred_name or subject.circumstances.name.split()[0]
        self._known = known_to(subject)
        self._speech = Speech(subject.circumstances)
        #: Folded words of those at work, animals and friends of the child's own telling; and of names shown to be such.
        self._excused: set[str] = set()
        self._shown: set[str] = set()

    def hits(self) -> Iterator[Hit]:
        """Yield a hit for every name that is not known, excused, or somebody's own word."""
        found = [one for field in self._fields for one in self._of_field(field)]
        for one in found:
            if one.judged.verdict is Verdict.NAME:
                self._shown |= one.keys
        for one in found:
            if self._is_wrong(one):
                name = one.judged.candidate
                variant = "tied" if one.judged.tied else ""
                yield Hit(one.field.pointer, name.start, name.end, values={"name": self._person}, variant=variant)

    def _is_wrong(self, one: _Found) -> bool:
        if one.keys <= self._excused:
            return False
        verdict = one.judged.verdict
        return verdict is Verdict.NAME or (
            verdict is Verdict.MAYBE and not one.judged.candidate.initial and one.keys <= self._shown
        )

    def _of_field(self, field: Field) -> Iterator[_Found]:
        reading = read(field.text)
        last: Judged | None = None
        for one in judged(reading, self._known):
            candidate = one.candidate
            if one.verdict is Verdict.NOBODY:
                last = None
                continue
            if self._is_said(field, reading, one):
                continue
            follows = last is not None and not one.tied and self._follows(last, candidate, reading)
            # “her dogs Bo and Milo”: what excuses the first of a list excuses the rest.
            found = _Found(field, replace(one, verdict=Verdict.EXCUSED) if follows else one)
            last = None
            if found.judged.verdict is Verdict.EXCUSED:
                self._excused |= found.keys
                last = found.judged
            yield found

    def _follows(self, last: Judged, candidate: Candidate, reading: Reading) -> bool:
        return around().continues(reading.plain[last.candidate.over : candidate.start])

    def _is_said(self, field: Field, reading: Reading, one: Judged) -> bool:
        """Return whether a name is part of what the person or the family said."""
        start, end = one.candidate.start, one.candidate.end
        if any(fnmatchcase(field.name, name) for name in self._own):
            opens = one.candidate.initial
            return self._speech.is_own(field.name, reading, start, end, opens=opens) or self._speech.is_reported(
                reading, start, end
            )
        if field.name in self._as_i and self._speech.says_i(reading):
            return True
        return self._speech.is_quoted(reading, start, end) or self._speech.is_reported(reading, start, end)


def build(rule: Rule) -> Check:
    """Return the check. `match.own_words` names the fields that are somebody's own words (see the kind's schema).

    Where the advice does not say whose it is there is nothing to compare with, and nothing is found.
    """

    def check(subject: Subject) -> Iterator[Hit]:
        if subject.circumstances.name.strip():
            yield from _Search(rule, subject).hits()

    return check
