"""A rule that knows its fault by its shape: patterns, alone or for the sentence they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sendadvice_docs import ready
from sendadvice_docs.context import governing, own_words
from sendadvice_docs.expression import needs_of
from sendadvice_docs.fixes import Fixes
from sendadvice_docs.gate import Group
from sendadvice_docs.language import Reading, Stretch, read
from sendadvice_docs.matching import Patterns, prepare
from sendadvice_docs.rule import Rule
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.words import compiled


def joined(stretches: Iterable[Stretch], text: str) -> Iterator[Stretch]:
    """Yield stretches in order, those that overlap or have only white space between them made one."""
    last: Stretch | None = None
    for one in sorted(stretches):
        if last is not None and (one.start <= last.end or not text[last.end : one.start].strip()):
            last = Stretch(last.start, max(last.end, one.end))
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


class _Patterns:
    """The patterns of one rule, compiled."""

    def __init__(self, match: Mapping[str, Any]) -> None:
        self.find = compiled(match.get("find", ()))
        self.always = compiled(match.get("always", ()))
        self.worker = compiled(match.get("worker", ()))
        self.cased = Patterns(match["cased"], needs_of, "|".join) if match.get("cased") else None
        self.cased_needs = ready.compiled(str(match.get("cased_needs", "")))
        self.sentences = compiled(match.get("sentences", ()))
        self.openings = compiled(match.get("openings", ()))
        self.whole = ready.compiled("|".join(match["whole"])) if match.get("whole") else None
        self.excepted = compiled(match.get("except", ()))
        self.about = compiled(match.get("about", ()))
        self.unless = tuple(match.get("unless", ()))
        #: One question to spare most texts those of each list; text as written is asked by itself.
        self.any = Group((self.always, self.find, self.worker, self.sentences, self.openings))

    def stretches(self, reading: Reading, field: str) -> Iterator[Stretch]:
        """Yield the stretches of a text the patterns object to, in no particular order."""
        if self.whole is not None and self.whole.fullmatch(reading.text.strip()):
            yield Stretch(*_stripped(reading.text))
            return
        if self.cased is None and not self.any.may_be_in(reading.plain):
            return
        found = list(self._matches(reading, field))
        excused = [match.span() for match in self.excepted.finditer(reading.plain)] if found else []
        for match, as_sentence, excusable in found:
            start, end = match.span()
            if any(first < end and start < last for first, last in excused):
                continue
            if excusable and self._is_excused(reading, start, end, field):
                continue
            yield reading.sentence_at(start) if as_sentence else Stretch(start, end)

        if self.openings.may_be_in(reading.plain):
            for sentence in reading.sentences:
                if self.openings.match(reading.plain, *sentence) and not self._is_excused(reading, *sentence, field):
                    yield sentence

    def _matches(self, reading: Reading, field: str) -> Iterator[tuple[re.Match[str], bool, bool]]:
        """Yield every match, whether it stands for its whole sentence, and whether it can be excused."""
        plain = reading.plain
        yield from ((match, False, False) for match in self.always.finditer(plain))
        yield from ((match, False, True) for match in self.find.finditer(plain))
        for match in self.worker.finditer(plain):
            if not own_words(field, reading, match.start()):
                yield match, False, True
        if self.cased is not None and self.cased_needs.search(reading.text):
            yield from ((match, False, True) for match in self.cased.finditer(prepare(reading.text)))
        yield from ((match, True, True) for match in self.sentences.finditer(plain))

    def _is_excused(self, reading: Reading, start: int, end: int, field: str) -> bool:
        if self.unless and governing(reading, start, end, self.unless, field=field) is not None:
            return True
        return self.about.search(reading.plain, *reading.sentence_at(start)) is not None


def _stripped(text: str) -> tuple[int, int]:
    """Return where a text begins and ends without the white space around it."""
    start = len(text) - len(text.lstrip())
    return start, max(start, len(text.rstrip()))


def build(rule: Rule) -> Check:
    """Return the check for a rule of patterns.

    `match.find` are patterns (see `sendadvice_docs.words`) whose match is the finding, `match.worker` the same but
    where a text is somebody's own words, `match.cased` are regular expressions for text as written (tried only where
    `match.cased_needs` is found), `match.sentences` are patterns whose whole sentence is the finding, `match.openings`
    patterns a sentence begins with that is the finding as a whole, and `match.whole` regular expressions that fit a
    text from end to end. `match.except` are patterns a match must not overlap, `match.about` patterns that excuse every
    match in their sentence, and `match.unless` names states that excuse a match. Neither excuses `match.always`.
    `match.fixes` say what may safely take the place of a match.
    """
    patterns = _Patterns(rule.match)
    fixes = Fixes(rule.match.get("fixes", ()))

    def check(subject: Subject) -> Iterator[Hit]:
        for field in subject.where(rule.where):
            reading = read(field.text)
            for start, end in joined(patterns.stretches(reading, field.name), field.text):
                yield Hit(field.pointer, start, end, fix=fixes.text(subject.circumstances, reading, start, end))

    return check
