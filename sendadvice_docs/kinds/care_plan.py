"""A rule about looked-after children: detail of the care plan that has no bearing on the SEND."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sendadvice_docs.context import governing, own_words
from sendadvice_docs.language import Reading, Stretch, read
from sendadvice_docs.model import Advice
from sendadvice_docs.rule import Rule
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.words import compiled

_UNLESS = ("quoted", "negated", "hypothetical")
_I = re.compile(r"(?<![\w'])(?:i|my|we|our|mine)(?![\w-])")
#: Where a sentence turns to another matter.
_CUT = re.compile(r";|, (?:and|but) (?=[A-Z][\w-]+ (?:needs?|has|is|cannot|can't|does)(?!\w))")


def is_looked_after(advice: Advice) -> bool:
    """Return whether the child is looked after now, as far as the file tells."""
    return (
        "looked_after" in advice.person.statuses
        or advice.person.living == "foster_care"
        or any(plan.kind == "care" for plan in advice.other_plans)
        or any(one.kind == "looked_after" and one.end is None for one in advice.involvement)
    )


def _together(reading: Reading, found: Iterable[Stretch]) -> Iterator[Stretch]:
    """Yield stretches with those of one sentence, or of two neighbours, made one: a passage to be taken out at once."""
    run: Stretch | None = None
    for one in found:
        last = None if run is None else reading.sentence_at(run.end - 1)
        if run is not None and last is not None and reading.sentence_at(one.start) in (last, reading.beside(last, 1)):
            run = Stretch(run.start, one.end)
            continue
        if run is not None:
            yield run
        run = one
    if run is not None:
        yield run


def _parts(reading: Reading, place: int) -> tuple[Stretch, Stretch | None]:
    """Return the part of a sentence a place is in, and what comes after it: the rest, or the next sentence.

    What follows a semicolon, or tells of a person by name after “and”, is another part.
    """
    sentence = reading.sentence_at(place)
    start = sentence.start
    for cut in _CUT.finditer(reading.text, *sentence):
        if cut.start() >= place:
            return Stretch(start, cut.start()), Stretch(cut.end(), sentence.end)
        start = cut.end()
    return Stretch(start, sentence.end), reading.beside(sentence, 1)


class _Finder:
    """Finds detail of a care plan that nothing ties to the SEND."""

    def __init__(self, rule: Rule) -> None:
        self.where = rule.where
        names = ("detail", "status", "at_home", "bearing", "goes_on")
        self.detail, self.status, self.at_home, self.bearing, self.goes_on = (
            compiled(rule.match[one]) for one in names
        )

    def _bears(self, reading: Reading, place: int) -> bool:
        part, after = _parts(reading, place)
        if self.bearing.search(reading.plain, *part):
            return True
        if after is None or self.goes_on.match(reading.plain, *after) is None:
            return False
        return self.bearing.search(reading.plain, *after) is not None

    def _details(self, reading: Reading, field: str) -> Iterator[Stretch]:
        known = [match.span() for match in self.status.finditer(reading.plain)]
        for match in self.detail.finditer(reading.plain):
            start, end = match.span()
            if any(first <= start and end <= last for first, last in known) or self._bears(reading, start):
                continue
            if own_words(field, reading, start) and _I.search(reading.plain):
                continue
            if governing(reading, start, end, _UNLESS, field=field) is None:
                yield Stretch(start, end)

    def check(self, subject: Subject) -> Iterator[Hit]:
        if subject.whole and (subject.advice is None or not is_looked_after(subject.advice)):
            return
        for field in subject.where(self.where):
            reading = read(field.text)
            if self.at_home.search(reading.plain):
                continue
            for passage in _together(reading, self._details(reading, field.name)):
                yield Hit(field.pointer, *passage)


def build(rule: Rule) -> Check:
    """Return the check for detail of a looked-after child's care plan that nothing ties to the SEND.

    `match.detail` are patterns of such detail, in the rule's `where`, but for the legal status told in a few words
    (`match.status`), and `match.bearing` patterns that tie it, in its part of the sentence or in what comes next where
    that begins as `match.goes_on` says: what is told next of another matter ties nothing. A field that says that the
    child lives with the family (`match.at_home`) tells nothing of a care plan.
    """
    return _Finder(rule).check
