"""Service involvement told in prose, and when it was over.

A passage counts where it names social care, early help or youth justice and a time with it, and nothing in it says that
the involvement goes on. The names are lexicons, the cues come with the rule; the times are `sendadvice_docs.when`'s.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeVar

from sendadvice_docs.language import Reading, Stretch
from sendadvice_docs.named import Cues, Mention, Names
from sendadvice_docs.reckoning import Clock, Shape
from sendadvice_docs.when import Moment, lasting, moments

#: What parts one statement of a sentence from the next.
_PARTED = re.compile(
    r"\s*[;·|→>•]\s*|,?\s+but\s+|,?\s+(?:however|although|though|whereas)\s+|\s+[-–—]{1,2}\s+"
    r"|,\s+(?:and\s+)?(?=(?:now|these days|nowadays|today|at present|currently|since then)\b)"
)
_EDGES = " \t\r\n,;:.·|–—-•>→"
#: No statement is longer than this many characters: what is, is nobody's sentence.
_LONGEST = 1500
_TO = re.compile(r"\s*(?:-|–|—|to|until|till|through to)\s*(?:the\s+)?")
#: A line with so few characters besides its dates is a heading for the next.
_LITTLE = 6
#: How far about a name or a time its clause is looked at, in characters.
_FAR = 240
#: How far before a name its “previous” is looked for, in characters.
_NEAR = 40
#: “Now” says something of a name this many words away.
_NEAR_WORDS = 3
#: It lasted so long: “was given for six weeks”, but not “for two days a week”.
_SPELL = re.compile(
    r"\b(?:was|were|had|gave|provided|received|stayed|spent)\b(?:(?!having|hospital|been)[^.;,]){0,60}?"
    r"\bfor (?:about |some |nearly |over )?"
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|\d+|a few) "
    r"(?:days|nights|weeks|weekends|months|years|month|year|week|fortnight|term|summer)\b"
    r"(?! (?:an?|per|each|every|in (?:every|each|any)) )"
)
#: “Was in place for two years and discontinued in May 2022”: the day is that of the end.
_END_AT = re.compile(
    r"\b(?:ended|discontinued|stopped|ceased|closed|closing|until|till|finished|withdrawn|withdrew|lapsed)"
    r"(?: (?:in|on|at|by|around|again|early|late|then))* $"
)
_DENIAL = re.compile(r"\b(?:nothing|none|no|not|never|neither)\b|n't\b")


class Told(NamedTuple):
    """A passage about involvement that is over: code-point offsets, and the latest day it may have lasted to.

    `last` is None where the passage says that it is over, but not since when.
    """

    start: int
    end: int
    last: dt.date | None


class _Text(NamedTuple):
    """A text with the names and the times in it, each in order."""

    reading: Reading
    names: Sequence[Mention]
    times: Sequence[Moment]
    clock: Clock


class Teller:
    """Reads involvement that is over out of prose, with a rule's cues, each a list of patterns by name."""

    def __init__(self, cues: Mapping[str, Sequence[str]]) -> None:
        """Take the cues; a pattern that cannot be read raises RuleError where it is first looked for."""
        self._cues = Cues(cues)
        self._names = Names(self._cues)

    def over(self, reading: Reading, clock: Clock, *, in_history: bool, own: dt.date | None) -> Iterator[Told]:
        """Yield the passages of a text that tell of involvement which is over, in order.

        `in_history` says that the text is the record of involvement, where a bare “referral” is social care's. Times
        from the day `own` on belong to the involvement the text is the summary of.
        """
        names = self._names.find(reading, in_history=in_history)
        if not names:
            return
        text = _Text(reading, names, moments(reading.plain, clock, _about(reading, names)), clock)
        for sentence in reading.sentences:
            if not _within(names, sentence):
                continue
            parts = _parts(reading, sentence)
            for index, part in enumerate(parts):
                told = self._part(text, parts, index) if _within(names, part) else None
                if told is not None and not (own and told.last and told.last >= own):
                    yield told

    def _part(self, text: _Text, parts: Sequence[Stretch], index: int) -> Told | None:
        """Return what a part of a sentence tells of the involvement it names; None where it says nothing of an end."""
        part = parts[index]
        whole, within = self._times(text, parts, index)
        named = [one for one in _within(text.names, part) if not self._says_that(text, one, within)]
        if not named:
            return None
        ended = (
            self._cues["ended"].search(text.reading.plain, *whole) is not None
            or _ranged(text, within)
            or _SPELL.search(text.reading.plain, *whole) is not None
        )
        after = parts[index + 1] if index + 1 < len(parts) else None
        if after is not None and self._cues["current_after"].match(text.reading.plain, *after):
            # “There was a gap in 2020; they resumed the next year and continue.”
            return None
        if self._goes_on(text, whole, named, within, ended=ended):
            return None
        standing = all(one.standing for one in named)
        if standing and not ended and not (within and self._ends_after(text, whole)):
            return None
        dated = [one for one in within if one.last is not None]
        if dated:
            if not ended and self._begun(text, whole, dated):
                return None
            last = max(one.last for one in dated if one.last is not None)
            if not _END_AT.search(text.reading.plain, whole.start, max(one.start for one in dated if one.last == last)):
                last = lasting(text.reading.plain[whole.start : whole.end], last, text.clock.today)
            return _told(text.reading, [*named, *dated], last)
        past = [one for one in within if one.shape is Shape.PAST]
        marker = past[0] if past else self._marked_past(text.reading, named)
        return None if marker is None else _told(text.reading, [*named, marker], None)

    def _says_that(self, text: _Text, mention: Mention, within: Sequence[Moment]) -> bool:
        """Return whether all the times belong to what a name is said to tell: “the referral mentioned that …”."""
        said = self._cues["says_that"].match(text.reading.plain, mention.end)
        return said is not None and bool(within) and within[0].start >= said.end()

    def _ends_after(self, text: _Text, part: Stretch) -> bool:
        """Return whether the next sentence tells the end, as in “Play therapy, autumn 2020. The family withdrew”."""
        following = text.reading.beside(text.reading.sentence_at(max(part.start, part.end - 1)), 1)
        if following is None or self._cues["goes_on_about"].match(text.reading.plain, *following) is None:
            return False
        found = self._cues["ended"].search(text.reading.plain, *following)
        return found is not None or _DENIAL.match(text.reading.plain, following.start) is not None

    def _begun(self, text: _Text, part: Stretch, dated: Sequence[Moment]) -> bool:
        """Return whether a part says that it began, in other words than those that tell when."""
        found = self._cues["begun"].finditer(text.reading.plain, *part)
        return any(not any(one.start <= match.start() < one.end for one in dated) for match in found)

    def _times(self, text: _Text, parts: Sequence[Stretch], index: int) -> tuple[Stretch, Sequence[Moment]]:
        """Return the times that go with a part, and the stretch the part and they stand in."""
        part = parts[index]
        plain = text.reading.plain
        after = parts[index + 1] if index + 1 < len(parts) else None
        within = _within(text.times, part)
        if within:
            if after and not _within(text.names, after) and self._cues["ended"].search(plain, *after):
                # “Child protection plan as a baby; ended when he was four.”
                return Stretch(part.start, after.end), [*within, *_within(text.times, after)]
            rest = Stretch(part.end, parts[-1].end)
            untold = not _within(text.times, rest) and all(one.loose for one in _within(text.names, rest))
            if untold and self._cues["ended"].search(plain, *rest):
                # “First known in 2015; assessed; closed.”
                return Stretch(part.start, rest.end), within
            return part, within
        if after and (found := _within(text.times, after)):
            return Stretch(part.start, after.end), found
        if index and (found := _within(text.times, parts[index - 1])):
            return Stretch(parts[index - 1].start, part.end), found
        sentence = text.reading.sentence_at(part.start)
        following = text.reading.beside(sentence, 1)
        if following is not None and self._cues["goes_on_about"].match(plain, *following):
            return Stretch(part.start, following.end), _within(text.times, following)
        before = text.reading.beside(sentence, -1) if index == 0 else None
        if before is not None and (found := _within(text.times, before)):
            told = sum(one.end - one.start for one in found)
            if told + _LITTLE >= before.end - before.start or self._cues["then"].search(plain, *part):
                return part, found
        return part, ()

    def _goes_on(
        self, text: _Text, part: Stretch, named: Sequence[Mention], within: Sequence[Moment], *, ended: bool
    ) -> bool:
        """Return whether the involvement is today's or near it, or nobody can tell: so no history."""
        plain = text.reading.plain
        if any(one.shape in (Shape.RECENT, Shape.UNKNOWN) for one in within):
            return True
        if self._cues["left_out"].search(plain, *part):
            return True
        if any(self._open(text, one, named, within, ended=ended) for one in within):
            return True
        for match in self._cues["current"].finditer(plain, *part):
            if ended and match[0] == "ever since":
                # “She came off her care order in 2016 and has lived with Dad ever since.”
                continue
            if not _DENIAL.search(plain, max(part.start, match.start() - _NEAR // 2), match.start()):
                return True
        if any(self._todays(text, part, mention, within) for mention in named):
            return True
        following = text.reading.beside(text.reading.sentence_at(max(part.start, part.end - 1)), 1)
        return following is not None and self._cues["current_after"].match(plain, *following) is not None

    def _open(
        self, text: _Text, time: Moment, named: Sequence[Mention], within: Sequence[Moment], *, ended: bool
    ) -> bool:
        """Return whether a time says “now” of a name, or “since” with no end told after it."""
        plain = text.reading.plain
        if time.shape is Shape.NOW:
            at = [one for one in within if one.shape is Shape.AT]
            return not at or any(_follows(plain, time, mention, at) for mention in named)
        if time.shape is not Shape.SINCE or _for_a_time(plain, time, text.clock):
            return False
        if any(one.shape is Shape.PAST and one.start < time.start for one in within):
            # “Historic involvement, dating back to 2009.”
            return False
        if any(time.start < mention.start < time.end for mention in named):
            # “Since the conference of 2015” tells when the conference was.
            return False
        clause = text.reading.clause_at(time.start)
        if _DENIAL.search(plain, max(clause.start, time.start - _FAR), time.start):
            return False
        return not (ended and any(other.shape is Shape.AT and other.start > time.start for other in within))

    def _todays(self, text: _Text, part: Stretch, mention: Mention, within: Sequence[Moment]) -> bool:
        """Return whether a name is said in the present: “has a social worker”, “the plan is reviewed”."""
        plain = text.reading.plain
        at = any(one.shape is Shape.AT for one in within)
        if at and self._cues["events"].fullmatch(plain, mention.start, mention.end):
            return False
        start = text.reading.clause_at(mention.start).start
        timed = any(
            start <= one.start < mention.start or (one.shape is Shape.PAST and start <= one.start) for one in within
        )
        if not timed and self._cues["has_now"].search(plain[max(start, mention.start - _FAR) : mention.start]):
            return True
        return self._cues["is_now"].match(plain[mention.end : min(part.end, mention.end + _FAR)]) is not None

    def _marked_past(self, reading: Reading, named: Sequence[Mention]) -> Stretch | None:
        """Return where “previous” stands right before a name."""
        for mention in named:
            left = max(0, mention.start - _NEAR)
            found = self._cues["earlier"].search(reading.plain[left : mention.start])
            if found:
                return Stretch(left + found.start(), left + found.end())
        return None


def _for_a_time(plain: str, since: Moment, clock: Clock) -> bool:
    """Return whether a beginning has its length beside it: “for two years from 2013”."""
    if not plain.startswith("from ", since.start) or since.last is None:
        return False
    beside = plain[max(0, since.start - _NEAR // 2) : since.end + _NEAR // 2]
    return lasting(beside, since.last, clock.today) != since.last


def _follows(plain: str, now: Moment, mention: Mention, at: Sequence[Moment]) -> bool:
    """Return whether a name comes right after a “now” or “currently”, or the other way about, with no time between."""
    start, end = (now.end, mention.start) if now.start < mention.start else (mention.end, now.start)
    return len(plain[start:end].split()) <= _NEAR_WORDS and not any(start <= one.start < end for one in at)


_Piece = TypeVar("_Piece", Mention, Moment)


def _within(pieces: Sequence[_Piece], part: Stretch) -> Sequence[_Piece]:
    """Return the pieces, which stand in order, that begin in a part."""
    first = bisect_left(pieces, part.start, key=_start)
    return pieces[first : bisect_left(pieces, part.end, lo=first, key=_start)]


def _start(piece: Mention | Moment) -> int:
    return piece.start


def _ranged(text: _Text, within: Sequence[Moment]) -> bool:
    """Return whether the times of a part are the two ends of one: 2014–16, from May 2015 to June 2016."""
    for one in within:
        if one.shape is Shape.AT and one.first and one.last and (one.last - one.first).days > 400:
            return True
    plain = text.reading.plain
    return any(_TO.fullmatch(plain, one.end, other.start) for one, other in pairwise(within))


def _about(reading: Reading, names: Sequence[Mention]) -> Iterator[Stretch]:
    """Yield the stretches of a text about its names: their sentences with the ones beside them, joined."""
    last: Stretch | None = None
    for name in names:
        sentence = reading.sentence_at(name.start)
        start = (reading.beside(sentence, -1) or sentence).start
        end = (reading.beside(sentence, 1) or sentence).end
        if last is not None and start <= last.end:
            last = Stretch(last.start, max(last.end, end))
            continue
        if last is not None:
            yield last
        last = Stretch(start, end)
    if last is not None:
        yield last


def _parts(reading: Reading, sentence: Stretch) -> list[Stretch]:
    """Return the statements of a sentence, none longer than anybody would write for people to read."""
    parts: list[Stretch] = []
    start = sentence.start
    for match in _PARTED.finditer(reading.plain, sentence.start, sentence.end):
        parts += _cut(start, match.start())
        start = match.end()
    parts += _cut(start, sentence.end)
    return parts


def _cut(start: int, end: int) -> list[Stretch]:
    return [Stretch(first, min(first + _LONGEST, end)) for first in range(start, end, _LONGEST)]


def _told(reading: Reading, pieces: Sequence[Mention | Moment | Stretch], last: dt.date | None) -> Told:
    """Return the passage that holds all the pieces, widened to whole clauses."""
    first = min(one.start for one in pieces)
    final = max(one.end for one in pieces)
    start, end = reading.clause_at(first).start, max(final, reading.clause_at(max(first, final - 1)).end)
    joined = reading.plain.rfind(", and ", start, first)
    if joined >= 0:
        start = joined + len(", and ")
    while start < first and reading.text[start] in _EDGES:
        start += 1
    while end > final and (reading.text[end - 1] in _EDGES or reading.plain.endswith(" and", final, end)):
        end -= 1 if reading.text[end - 1] in _EDGES else len(" and")
    return Told(start, end, last)
