"""Whom a pronoun stands for, where it is somebody else than the child or young person and can be told."""

from __future__ import annotations

import re
from bisect import bisect_left

from sendadvice_docs import whose_words as said
from sendadvice_docs.language import Clause, Reading, Stretch
from sendadvice_docs.model import Circumstances
from sendadvice_docs.persons import Cast, Mention, Who


class Referents:
    """The people one text speaks of, and whom its pronouns stand for."""

    def __init__(self, reading: Reading, circumstances: Circumstances, *, views: bool) -> None:
        """Take the text, whose advice it is, and whether it holds somebody's own views."""
        self._reading, self._views = reading, views
        self._mentions = [
            one
            for one in Cast(circumstances).mentions(reading)
            if one.who is not Who.ANIMAL and not (one.who is Who.WORKER and one.several)
        ]
        self._starts = [one.start for one in self._mentions]
        own = circumstances.pronouns.split("/")[0].strip().lower()
        self._child = {"he": "m", "she": "f", "they": "-"}.get(own, "")

    def _between(self, start: int, end: int) -> list[Mention]:
        """Return whom the text speaks of from `start` to `end`; found by halving, as a long text speaks of many."""
        return self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _antecedent(self, clause: Clause, before: list[Mention]) -> Mention | None:
        earlier = [one for one in before if one.end <= clause.start]
        return earlier[-1] if earlier else None

    def _is_somebody_else(self, one: Mention) -> bool:
        """Return whether somebody in particular is meant, and not the person or somebody at work."""
        if one.who is not Who.PRIVATE or (one.several and self._reading.plain[one.start : one.end] in said.STRANGERS):
            return False
        before = self._reading.plain[max(0, one.start - 24) : one.start]
        if not one.definite and (
            said.WHOEVER.search(before)
            or (
                self._reading.plain[one.start : one.end] in said.UNKNOWN
                and not one.owns
                and not said.TOLD_APART.match(self._reading.plain, one.end)
            )
        ):
            return False
        return not (one.several and said.GENERIC.search(before))

    def _stands_for(self, pronoun: re.Match[str], sentence: Stretch) -> Mention | None:
        """Return who else than the person a pronoun stands for; None where it is the person or cannot be told."""
        word = pronoun[0].split()[0]
        if word in said.FIRST:
            return None
        if word not in said.GENDERS:
            return self._several(pronoun, sentence)
        gender = said.GENDERS[word]
        here = [one for one in self._between(sentence.start, pronoun.start()) if one.end <= pronoun.start()]
        if not self._may_be_child(pronoun):
            others = [
                one for one in here if self._is_somebody_else(one) and one.definite and one.gender in ("", gender)
            ]
            if others and not others[-1].several:
                return others[-1]
            here = []
        if (kept := self._in_relative(pronoun, gender, sentence)) is not None:
            return kept
        found = self._among(here, gender, pronoun)
        if found is not None or any(one.who in (Who.CHILD, Who.PRIVATE) for one in here):
            return found
        earlier = self._reading.beside(sentence, -1)
        if earlier is None:
            return None
        told = self._between(earlier.start, earlier.end)
        if not self._may_be_child(pronoun):
            told = [one for one in told if self._is_somebody_else(one) and one.gender == gender]
            return told[0] if len(told) == 1 else None
        return self._among(told, gender, pronoun)

    def _may_be_child(self, pronoun: re.Match[str]) -> bool:
        """Return whether a pronoun may be the person, who is not named after it: “he beat Joe's mother”."""
        if pronoun[0] not in ("he", "she"):
            return True
        until = self._reading.clause_at(pronoun.start()).end
        return not any(one.who is Who.CHILD for one in self._between(pronoun.end(), until)[:4])

    def _in_relative(self, pronoun: re.Match[str], gender: str, sentence: Stretch) -> Mention | None:
        """Return whom a pronoun goes on about after a relative clause: “Di, who cries since she was hurt”."""
        clause = self._reading.clause_at(pronoun.start())
        earlier = [one for one in self._reading.clauses(sentence) if one.start < clause.start]
        if not earlier or earlier[-1].opener != "who" or pronoun[0] in said.POSSESSIVES:
            return None
        one = self._antecedent(earlier[-1], self._between(sentence.start, earlier[-1].start))
        if one is None or one.several or not self._is_somebody_else(one):
            return None
        inside = bool(self._between(earlier[-1].start, pronoun.start()))
        return one if one.gender in ("", gender) and not inside else None

    def _among(self, mentions: list[Mention], gender: str, pronoun: re.Match[str]) -> Mention | None:
        others = [
            one for one in mentions if self._is_somebody_else(one) and not one.several and one.gender in ("", gender)
        ]
        if not others:
            return None
        if self._child and self._child != gender:
            return None if self._views and self._says_of_self(others[-1], pronoun) else others[-1]
        if (
            not self._child
            and not any(one.who is Who.CHILD for one in mentions)
            and others[0] is mentions[0]
            and not said.IN_PASSING.search(self._reading.plain, max(0, others[0].start - said.NEAR), others[0].start)
        ):
            return self._unless_said(others[0], pronoun)
        plain = self._reading.plain
        may_be = [
            one
            for one in mentions
            if not one.owns
            and not said.IN_PASSING.search(plain, max(0, one.start - said.NEAR), one.start)
            and (one in others or one.who in (Who.CHILD, Who.CHILD_NOUN))
        ]
        clause = self._reading.clause_at(pronoun.start())
        subject = next((one for one in may_be if one.start >= clause.start), may_be[0] if may_be else None)
        if subject is not None and subject in others:
            return self._unless_said(subject, pronoun)
        return None

    def _says_of_self(self, one: Mention, pronoun: re.Match[str]) -> bool:
        """Return whether somebody tells of themselves in their own views, and not in confidence: “Mum says she …”."""
        between = self._reading.plain[one.end : pronoun.start()]
        return re.search(r"\b(?:says|feels|said|thinks|describes|explains)\b", between) is not None

    def _unless_said(self, subject: Mention, pronoun: re.Match[str]) -> Mention | None:
        """Return the subject, unless the pronoun stands in what they say, where it is the person: “Mum says she …”."""
        between = self._reading.plain[subject.end : pronoun.start()]
        sentence = self._reading.sentence_at(pronoun.start())
        if said.CONFIDES.search(self._reading.plain, sentence.start, pronoun.start()):
            return subject
        return None if said.SAYS.search(between) else subject

    def _several(self, pronoun: re.Match[str], sentence: Stretch) -> Mention | None:
        here = [one for one in self._between(sentence.start, pronoun.start()) if one.end <= pronoun.start()]
        if not here or self._child == "-":
            return None
        return here[-1] if here[-1].several and self._is_somebody_else(here[-1]) else None
