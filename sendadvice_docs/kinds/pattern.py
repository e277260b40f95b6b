"""A rule that knows its fault by its shape: patterns, alone or for the sentence they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sendadvice_docs.context import governing
from sendadvice_docs.language import Reading, Stretch, read
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


def build(rule: Rule) -> Check:
    """Return the check for a rule of patterns.

    `match.find` are patterns (see `sendadvice_docs.words`) whose match is the finding, `match.cased` are regular
    expressions for text as written, `match.sentences` are patterns whose whole sentence is the finding, `match.except`
    are patterns a match must not overlap, and `match.unless` names states that excuse it.
    """
    find = compiled(rule.match.get("find", ()))
    cased = re.compile("|".join(rule.match.get("cased", ())) or r"(?!)")
    sentences = compiled(rule.match.get("sentences", ()))
    excepted = compiled(rule.match.get("except", ()))
    unless = tuple(rule.match.get("unless", ()))

    def stretches(reading: Reading) -> Iterator[Stretch]:
        excused = [Stretch(*match.span()) for match in excepted.finditer(reading.plain)]
        for pattern, text, whole in (
            (find, reading.plain, False),
            (cased, reading.text, False),
            (sentences, reading.plain, True),
        ):
            for match in pattern.finditer(text):
                if any(start < match.end() and match.start() < end for start, end in excused):
                    continue
                yield reading.sentence_at(match.start()) if whole else Stretch(*match.span())

    def check(subject: Subject) -> Iterator[Hit]:
        for field in subject.where(rule.where):
            reading = read(field.text)
            for start, end in joined(stretches(reading), field.text):
                if not unless or governing(reading, start, end, unless, field=field.name) is None:
                    yield Hit(field.pointer, start, end)

    return check
