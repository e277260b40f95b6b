"""A rule of provision that is yet to be decided: an assessment, a referral, a panel, in place of support."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sendadvice_docs.commitments import LONGEST_SENTENCE, committed
from sendadvice_docs.context import governing
from sendadvice_docs.exemplar import model_sentence, provision_at
from sendadvice_docs.language import Reading, Stretch, read
from sendadvice_docs.pieces import compiled_with, pieced
from sendadvice_docs.rule import Rule
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.words import as_one

#: How far before a wording what it hangs on is looked for, in characters.
_NEAR = 80
#: At most this many words before a wording are its subject, after it the end of its clause, and underlined with it.
_SUBJECT = 6


class _Deferred:
    """Finds what is yet to be decided; its words come from the rule file."""

    def __init__(self, match: Mapping[str, Any]) -> None:
        pieces: Mapping[str, str] = match["pieces"]
        self.find = compiled_with(pieces, match["find"])
        self.beside = compiled_with(pieces, match["beside"])
        self.hoped = compiled_with(pieces, match.get("hoped", ()))
        self.settled = compiled_with(pieces, match["settled"])
        self.excepted = compiled_with(pieces, match["except"])
        self.hangs = as_one([pieced(one, pieces) for one in match["hangs"]], r"[\s\"'(]*\Z")
        self.unless = tuple(match["unless"])

    def _in(self, reading: Reading, field: str, *, beside: bool) -> Iterator[tuple[Stretch, bool]]:
        """Yield what is deferred and whether it is only hoped for.

        With `beside` it is what does no harm where some support is told with its amount.
        """
        text = reading.plain
        excepted = [match.span() for match in self.excepted.finditer(text)]
        for match in (self.beside if beside else self.find).finditer(text):
            start, end = match.start(), match.start() + len(match[0].rstrip(" ,.;:"))
            sentence = reading.sentence_at(start)
            if any(first < end and start < last for first, last in excepted):
                continue
            if sentence.end - sentence.start > LONGEST_SENTENCE:
                continue
            near = text[max(sentence.start, start - _NEAR) : start]
            if self.settled.search(text, *sentence) or (near.strip() and self.hangs.search(near)):
                continue
            if governing(reading, start, end, self.unless, field=field) is None:
                hoped = self.hoped.search(text, start, end) is not None
                yield Stretch(self._subject(reading, start), self._rest(reading, end)), hoped

    def _subject(self, reading: Reading, start: int) -> int:
        """Return where the clause begins whose verb stands at `start`, or `start` where that is far to the left."""
        first = reading.clause_at(start).start
        return first if first <= start and len(reading.plain[first:start].split()) <= _SUBJECT else start

    def _rest(self, reading: Reading, end: int) -> int:
        """Return where the clause ends in which a wording ends at `end`, or `end` where that is far to the right."""
        last = reading.clause_at(end - 1).end
        words = reading.plain[end:last].rstrip(" .,;:!?")
        return end + len(words) if len(words.split()) <= _SUBJECT else end

    def __call__(self, text: str, field: str) -> Iterator[tuple[Stretch, bool]]:
        """Yield the stretches of a text that put a decision in place of provision, one a sentence at most.

        With each comes whether it tells of no step at all, but of what is hoped for.
        """
        reading = read(text)
        found = list(self._in(reading, field, beside=False))
        if self.beside.search(reading.plain) is not None and not committed(text):
            found += self._in(reading, field, beside=True)
        last: Stretch | None = None
        hoped = True
        for one, only_hoped in sorted(found):
            if last is not None and reading.sentence_at(last.start) == reading.sentence_at(one.start):
                last, hoped = Stretch(last.start, max(last.end, one.end)), hoped and only_hoped
                continue
            if last is not None:
                yield last, hoped
            last, hoped = one, only_hoped
        if last is not None:
            yield last, hoped


def build(rule: Rule) -> Check:
    """Return the check for provision that is only a step towards some.

    `match.find` are wordings of assessing, referring, considering, deciding and finding out that are still to come,
    and `match.beside` those that do no harm beside support that is told with its amount or frequency. What overlaps
    `match.hoped` tells of no step and is of the variant `hoped`. `match.settled` excuses a sentence that tells the
    result, `match.hangs` what a wording must not follow (“after the …”), `match.except` what it must not overlap,
    and `match.unless` names the states of the context that excuse it. `match.pieces` are parts of patterns that the
    others name in braces.
    """
    deferred = _Deferred(rule.match)

    def check(subject: Subject) -> Iterator[Hit]:
        for field in subject.where(rule.where):
            for (start, end), hoped in deferred(field.text, field.name):
                model = model_sentence(provision_at(subject.advice, field.pointer))
                yield Hit(field.pointer, start, end, {"model": model}, "hoped" if hoped else "")

    return check
