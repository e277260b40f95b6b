"""One sentence under judgement: its text with names painted over, what the field lets speak, and where things stand.

The questions asked of it here are those several judgements share: what a noun phrase is, whether it is the subject of
what follows, and which words stand between a name and what is said of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from sendadvice_docs.acts import spans
from sendadvice_docs.acts.cues import Cues, cues
from sendadvice_docs.acts.marks import BODIES, CARE, DOMAINS, THING, Mark, Marked
from sendadvice_docs.language import Clause, Reading
from sendadvice_docs.matching import Patterns

#: How long the way between an act and its object may be, in words, and how far to look for one, in characters.
LONGEST_PATH = 14
_LONGEST_GAP = 9
#: How far after a name what is said of it may begin, in characters.
FAR_AFTER = 110
_REACH = 320
#: Fields that tell how things are: “will have” is news there, not a plan.
_TELLING = ("going_well", "involvement/", "person/", "informal_support")
#: Fields where a note of provision and its dose is one of what is wanted.
_NEEDS = ("needs/", "preparation_for_adulthood/", "unmet_need/")
_WORD = re.compile(r"[\w'’/%-]+")
_GOES_ON = re.compile(r"\band (?:(?!he|she|they|it|i|we|his|her)\w+ ){0,2}$")
_ARTICLE = re.compile(r"(?:^|(?<=\W))(?:the|an?|his|her|their|our|its)$")
_CARE = re.compile(rf"{CARE}+")
_ASIDE = re.compile(
    r",[^,;.:]{1,60},|\([^()]{1,40}\)|\bor (?:fewer|less|more|so|under|over)\b|\bno (?:more|fewer|less) than\b"
)


def word_count(text: str) -> int:
    """Return how many words a piece of text holds."""
    return len(_WORD.findall(text))


@dataclass(frozen=True, slots=True)
class Act:
    """A stretch of a text that specifies or recommends provision of a domain (`education` or `health`).

    `core` is where the words that make it an act and the name of the provision end. `denied` where saying no to one
    thing asks for another (“no mainstream school would do”).
    """

    domain: str
    start: int
    end: int
    core: int
    mark: Mark
    denied: bool = False


class Call(NamedTuple):
    """Words that call for what is named after them: where they stand, and the list they come from."""

    start: int
    end: int
    name: str


@dataclass(frozen=True)
class Kind:
    """What a field lets speak: provision, an outcome, what only tells how things are, or needs."""

    provision: bool
    outcome: bool
    telling: bool
    needs: bool

    @classmethod
    def of(cls, field: str) -> Kind:
        """Return the kind of a field by its name (`needs/description`)."""
        return cls(
            field.startswith("provision/"),
            field.startswith("outcomes/"),
            field.startswith(_TELLING),
            field.startswith(_NEEDS),
        )

    @property
    def calls(self) -> tuple[str, ...]:
        """Return the lists of `checks/cues/acts/calls.yaml` that speak in such a field."""
        return (
            *("called_for", "recommended", "ordered", "noted_request", "fragment", "ruled_out"),
            *(() if self.telling else ("specified",)),
            *(("planned",) if self.provision or self.outcome else ()),
            "bought" if self.provision else "secured",
            *(("hung_on", "standing") if self.outcome else ()),
        )


class Statement:
    """A sentence of a field, with its marks."""

    def __init__(self, reading: Reading, sentence: Marked, kind: Kind) -> None:
        self.reading = reading
        self.text = sentence.text
        self.start, self.end = sentence.sentence
        self.kind = kind
        self.cues: Cues = cues()
        self._nouns: dict[int, int] = {}
        self.marks = tuple(self._sorted(mark) for mark in sentence.marks if mark.domain in DOMAINS)

    def _sorted(self, mark: Mark) -> Mark:
        """Return a mark as what it is here: “a school where he is not known” is a provision, “the school” a place."""
        if mark.sign != BODIES or mark.domain != "education" or self.text.startswith("'", mark.end):
            return mark
        article = self.cues.paths["a_new_one"].search(self.text, max(self.start, mark.start - 50), mark.start)
        new = article is not None and not self.reading.plain.startswith("education", mark.start)
        return mark._replace(sign=THING) if new else mark

    @cached_property
    def _calls(self) -> list[Call]:
        names, group = self.cues.asked_together(self.kind.calls)
        return sorted(
            Call(match.start(), match.end(), names[number])
            for number in group.numbers_in(self.text)
            for match in group.members[number].finditer(self.text, self.start, self.end)
        )

    def calls_before(self, at: int) -> Iterator[Call]:
        """Yield the calls that end before a place and are near enough to bear on it, the nearest first."""
        for index in range(bisect_left(self._calls, (at,)) - 1, -1, -1):
            call = self._calls[index]
            if call.start < at - _REACH:
                return
            if call.end <= at:
                yield call

    def floor(self, at: int) -> int:
        """Return how far before a place it is worth looking."""
        return max(self.start, at - _REACH)

    def ceiling(self, at: int) -> int:
        """Return how far after a place it is worth looking."""
        return min(self.end, at + _REACH)

    @cached_property
    def is_question(self) -> bool:
        """Return whether the sentence ends in a question mark."""
        return self.text[self.start : self.end].rstrip("\"'”’) ").endswith("?")

    @cached_property
    def is_request(self) -> bool:
        """Return whether the sentence asks for something to be done: “Could the school …”, “Please can …”."""
        return self.cues.paths["request"].match(self.text, self.start) is not None

    @cached_property
    def last(self) -> int:
        """Return where the sentence ends without its closing marks."""
        return self.start + len(self.text[self.start : self.end].rstrip("\"'”’) .!"))

    def clause(self, at: int) -> Clause:
        """Return the clause at a place, within the sentence."""
        clause = self.reading.clause_at(at)
        return Clause(max(self.start, clause.start), min(self.end, max(clause.end, at)), clause.opener)

    def act(self, mark: Mark, start: int, core: int, *, denied: bool = False) -> Act:
        """Return the act around a mark: from where its noun phrase or `start` begins to the end of its clause."""
        start = min(start, self.noun(mark))
        end = max(core, spans.statement_end(self.reading, self.text, core))
        return Act(mark.domain, start, end, core, mark, denied)

    def noun(self, mark: Mark) -> int:
        """Return where the noun phrase that a mark belongs to begins."""
        if mark.start not in self._nouns:
            self._nouns[mark.start] = spans.noun_start(self.text, self.floor(mark.start), mark.start)
        return self._nouns[mark.start]

    def heads(self, at: int) -> bool:
        """Return whether a place is the head of the sentence, or of an item or a note in it."""
        before = self.text[self.floor(at) : at].rstrip()
        return not before or before[-1] in ":;-–•+" or (before[-1] == "," and before.count(" ") < 3)

    def is_subject(self, mark: Mark) -> bool:
        """Return whether the noun phrase of a mark is the subject of a statement."""
        noun = self.noun(mark)
        # Of “the council's tutor” the phrase begins at whose it is.
        before = _ARTICLE.sub("", self.text[self.floor(noun) : noun].rstrip()).rstrip()
        if not before or before[-1] in ".,;:–-+•()/&\"'" or self.cues.paths["opens_statement"].search(before):
            return not self.cues.paths["names_only"].search(self.text[noun : mark.start])
        fronted = self.text[max(self.floor(noun), self.clause(noun).start) : noun].strip()
        return any(self.cues.paths[name].fullmatch(fronted) for name in ("fronted_subject", "gerund_subject"))

    def subject(self, mark: Mark) -> int:
        """Return where the subject that a mark belongs to begins: its noun phrase, or the doing that it is part of."""
        noun = self.noun(mark)
        start = max(self.floor(noun), self.clause(noun).start)
        return start if self.cues.paths["gerund_subject"].fullmatch(self.text, start, max(start, noun - 1)) else noun

    def other_subject(self, at: int) -> bool:
        """Return whether what stands right before a place is its subject, and somebody other than the person."""
        if self.cues.context["others"].search(self.text[max(self.start, at - 60) : at]):
            return True
        clause = self.clause(at)
        goes_on = _GOES_ON.search(self.text, clause.start, at)
        return goes_on is not None and self.cues.context["other_heads"].match(self.text, clause.start, at) is not None

    def asked(self, at: int) -> bool:
        """Return whether what begins here is what somebody asks for: “I recommend that the GP …”."""
        return any(
            (call.name == "recommended" or (call.name == "noted_request" and self.heads(call.start)))
            and word_count(self.text[call.end : at]) <= 1
            and not re.search(rf"[;{CARE}]", self.text[call.end : at])
            for call in self.calls_before(at)
        )

    def care_between(self, start: int, end: int) -> bool:
        """Return whether social care itself is named between two places, and not just some adult or helper."""
        anybody = self.cues.context["anybodys"]
        return any(
            anybody.fullmatch(self.reading.plain, *found.span()) is None
            for found in _CARE.finditer(self.text, start, end)
        )

    def gap(self, start: int, end: int, noun: str = "") -> bool:
        """Return whether only what belongs to a noun (`noun` as far as it goes) stands between two places."""
        between = _ASIDE.sub(" ", self.text[start:end])
        if self.cues.paths["indefinite"].match(noun):
            between = self.cues.paths["which_one"].sub(" ", between, count=1)
        between = self.cues.answers["list_in_gap"].sub(" ", between.rstrip(), count=1)
        if self.cues.paths["did"].match(between.lstrip()):
            return False
        if CARE in between or re.search(r"[;:.(\n]", between) or word_count(between) > _LONGEST_GAP:
            return False
        return not self.cues.paths["gap_barriers"].search(between)

    def after(self, pattern: Patterns, mark: Mark) -> re.Match[str] | None:
        """Return the first match after a mark with nothing but what belongs to its noun between."""
        noun = self.text[self.noun(mark) : mark.start]
        limit = min(self.end, mark.end + FAR_AFTER)
        match = pattern.search(self.text, mark.end, limit)
        while match and not self.gap(mark.end, match.start(), noun):
            match = pattern.search(self.text, match.start() + 1, limit)
        return match
