"""A rule of wordings that a better one should take the place of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sendadvice_docs.context import governing
from sendadvice_docs.language import Reading, Stretch, read
from sendadvice_docs.rule import Rule
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.words import compiled

#: What may stand between two wordings for them to be one finding: “naughty and lazy”.
_AND = re.compile(r"\s*(?:,|and|or|&|/)?\s*(?:and |or )?")


def build(rule: Rule) -> Check:
    """Return the check for wordings with a better one each.

    `match.wordings` are groups of `find` (patterns, see `sendadvice_docs.words`) and `instead`, which is the hit's
    value of that name. `match.except` are patterns a match must not overlap, `match.unless` names states that
    excuse it. Wordings side by side are one hit, with what to write instead of each.
    """
    groups = tuple((compiled(group["find"]), str(group["instead"])) for group in rule.match["wordings"])
    excepted = compiled(rule.match.get("except", ()))
    unless = tuple(rule.match.get("unless", ()))

    def found(reading: Reading, field: str) -> Iterator[tuple[Stretch, str]]:
        excused = [match.span() for match in excepted.finditer(reading.plain)]
        taken: list[tuple[Stretch, str]] = []
        for pattern, instead in groups:
            for match in pattern.finditer(reading.plain):
                start, end = match.span()
                if any(first < end and start < last for first, last in excused) or any(
                    one.start < end and start < one.end for one, _ in taken
                ):
                    continue
                if not unless or governing(reading, start, end, unless, field=field) is None:
                    taken.append((Stretch(start, end), instead))
        yield from sorted(taken)

    def check(subject: Subject) -> Iterator[Hit]:
        for field in subject.where(rule.where):
            reading = read(field.text)
            last: tuple[Stretch, tuple[str, ...]] | None = None
            for stretch, instead in found(reading, field.name):
                if last is not None:
                    if _AND.fullmatch(reading.plain, last[0].end, stretch.start):
                        last = Stretch(last[0].start, stretch.end), (*last[1], instead)
                        continue
                    yield _hit(field.pointer, *last)
                last = stretch, (instead,)
            if last is not None:
                yield _hit(field.pointer, *last)

    return check


def _hit(pointer: str, stretch: Stretch, instead: tuple[str, ...]) -> Hit:
    return Hit(pointer, stretch.start, stretch.end, {"instead": "; ".join(dict.fromkeys(instead))})
