"""A rule of provision that teaches or trains the child or young person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Any

from sendadvice_docs.acts.judge import acts
from sendadvice_docs.commitments import LONGEST_SENTENCE
from sendadvice_docs.context import governing
from sendadvice_docs.language import Reading, Stretch, plain, read
from sendadvice_docs.matching import Patterns
from sendadvice_docs.model import Circumstances
from sendadvice_docs.pieces import compiled_with, pieced
from sendadvice_docs.rule import Rule
from sendadvice_docs.source import Field
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.words import as_one

#: How far from a wording its learner, or what calls for it, is looked for, in characters.
_NEAR = 90
#: What is taught is underlined up to this many words after the wording.
_OBJECT = 10
_WORDS = re.compile(rf"(?: +(?!(?:for|every|each|once|twice|until|from|on|with|at) )[\w'’/-]+){{0,{_OBJECT}}}")
#: Who is taught stands within this many characters after the wording.
_BESIDE = 16
_MARK = re.compile(r"[.,;:()\n]")
_THEM = re.compile(r"\bthem\b")


@lru_cache(maxsize=256)
def _others(people: tuple[str, ...], person: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of the first names of everybody but the person."""
    own = {part for name in person for part in plain(name).split()}
    first = {plain(name).split()[0] for name in people if name.split()} - own
    return re.compile(rf"\b(?:{'|'.join(re.escape(one) for one in sorted(first)) or '(?!)'})\b(?!['’]s)")


@lru_cache(maxsize=256)
def _own(*names: str) -> re.Pattern[str]:
    """Return the pattern of the names of the person, and of “him” and “her”."""
    parts = {part for name in names for part in plain(name).split()} | {"him", "her"}
    return re.compile(rf"\b(?:{'|'.join(re.escape(one) for one in sorted(parts))})\b(?!['’]s)")


class _Teaching:
    """Finds what teaches, and asks whom; its words come from the rule file."""

    def __init__(self, match: Mapping[str, Any]) -> None:
        pieces: Mapping[str, str] = match["pieces"]

        def of(name: str) -> Patterns:
            return compiled_with(pieces, match[name])

        self.acts, self.courses = of("acts"), of("courses")
        self.excepted, self.others_after, self.learner_after = of("except"), of("others_after"), of("learner_after")
        self.others_before, self.not_ours = of("others_before"), of("not_ours")
        self.theirs = of("theirs")
        self.urged, self.taught = of("urged"), of("taught")
        self.recommended = as_one(
            [pieced(one, pieces) for one in match["recommended"]], r"(?:[ ,]+[\w'’-]+){0,6}[ ,:]*\Z"
        )
        self.unless = tuple(match["unless"])
        self.elsewhere = tuple(match["elsewhere"])
        self.received = as_one([pieced(one, pieces) for one in match["received"]], r"(?:[ ,]+[\w'’&-]+){0,6}[ ,:]*\Z")
        self.received_in = tuple(match["received_in"])

    def _somebody_elses(self, reading: Reading, start: int, end: int, whose: Circumstances) -> bool:
        """Return whether those who learn are parents, staff or carers, or somebody of school or health teaches."""
        text = reading.plain
        first = max(reading.clause_at(start).start, start - _NEAR)
        if self.not_ours.search(text, first, start):
            return True
        near = min(len(text), end + _BESIDE)
        if mark := _MARK.search(text, end, near):
            near = mark.start()
        # Where the person is no “they”, “coach them” speaks of several others.
        if whose.pronouns and not whose.pronouns.startswith("they") and _THEM.search(text, start, near):
            return True
        others = _others(tuple(one.name for one in whose.people), (whose.name, whose.preferred_name))
        if others.search(text, start, near):
            return True
        if others.search(text, first, start) and not _own(whose.name, whose.preferred_name).search(text, start, near):
            return True
        if self.others_after.match(text, end, min(len(text), end + _NEAR)):
            return True
        if self.learner_after.match(text, end, min(len(text), end + _NEAR)):
            return False
        if _own(whose.name, whose.preferred_name).search(text, start, near):
            return False
        return self.others_before.search(text, first, start) is not None

    def _asked_by(self, field: str) -> re.Pattern[str] | None:
        """Return what has to stand before a wording in a field, or None where every wording counts."""
        if any(fnmatchcase(field, one) for one in self.elsewhere):
            return self.recommended
        return self.received if any(fnmatchcase(field, one) for one in self.received_in) else None

    def __call__(self, field: Field, whose: Circumstances) -> Iterator[Stretch]:
        """Yield the stretches of a field that teach the child or young person, apart and in order."""
        reading = read(field.text)
        text = reading.plain
        asked = self._asked_by(field.name)
        found = [
            Stretch(*one.span())
            for one in self.courses.finditer(text)
            if asked is None
            or asked.search(text, max(reading.sentence_at(one.start()).start, one.start() - _NEAR), one.start())
        ]
        if asked is self.received:
            found += [Stretch(*one.span()) for one in self.taught.finditer(text)]
        elif asked is None or self.urged.search(text):
            found += [
                Stretch(*one.span())
                for one in self.acts.finditer(text)
                if asked is None or self.urged.search(text, reading.sentence_at(one.start()).start, one.start())
            ]
        if not found:
            return
        apart = [one.span() for one in self.excepted.finditer(text)]
        # What is education's or health's to provide is found as that.
        if any(self.theirs.search(text, *reading.sentence_at(one.start)) for one in found):
            apart += [
                (act.start, act.end)
                for act in acts(field.text, field.name)
                if self.theirs.search(text, *reading.sentence_at(act.start))
            ]
        last: Stretch | None = None
        for start, end in sorted(found):
            sentence = reading.sentence_at(start)
            if any(first < end and start < after for first, after in apart) or (last is not None and start < last.end):
                continue
            if sentence.end - sentence.start > LONGEST_SENTENCE or self._somebody_elses(reading, start, end, whose):
                continue
            if governing(reading, start, end, self.unless, field=field.name) is not None:
                continue
            whole = _WORDS.match(text, end, sentence.end)
            one = Stretch(start, whole.end() if whole else end)
            if last is not None and last.start >= sentence.start:
                # One sentence teaches one thing, in however many words.
                last = Stretch(last.start, one.end)
                continue
            if last is not None:
                yield last
            last = one
        if last is not None:
            yield last


def build(rule: Rule) -> Check:
    """Return the check for provision that teaches the child or young person.

    `match.acts` are what somebody does who teaches, and `match.courses` names of teaching. In the fields of
    `match.elsewhere` they count only after a pattern of `match.recommended`, and acts only where `match.urged` stands
    in the text; in those of `match.received_in` courses
    count after one of `match.received`, besides `match.taught`. `match.others_after` and
    `match.others_before` tell that parents or staff learn, `match.not_ours` that a school or a clinic teaches,
    `match.theirs` that education or health provision is, and
    `match.learner_after` that the child does after all. `match.except` are patterns a wording must not overlap,
    `match.unless` the states of the context that excuse it, and `match.pieces` parts of patterns that the others name
    in braces.
    """
    teaching = _Teaching(rule.match)

    def check(subject: Subject) -> Iterator[Hit]:
        for field in subject.where(rule.where):
            for start, end in teaching(field, subject.circumstances):
                yield Hit(field.pointer, start, end)

    return check
