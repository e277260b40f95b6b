"""A rule of wordings that a better one should take the place of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sendadvice_docs.context import governing
from sendadvice_docs.fixes import Fixes
from sendadvice_docs.gate import Group
from sendadvice_docs.language import Reading, Stretch, read
from sendadvice_docs.model import Circumstances
from sendadvice_docs.rule import Rule
from sendadvice_docs.said_of import is_of_somebody
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.words import compiled

#: What may stand between two wordings for them to be one finding: “naughty and lazy”.
_AND = re.compile(r"\s*(?:,|and|or|&|/)?\s*(?:and |or )?")
#: How far before “reports” it is looked for who does, in characters.
_NEAR = 60


class _Wordings:
    """The wordings of one rule: where they stand in a text, and what to write instead of each."""

    def __init__(self, rule: Rule) -> None:
        self.groups = Group(compiled(group["find"]) for group in rule.match["wordings"])
        self.instead = tuple(str(group["instead"]) for group in rule.match["wordings"])
        self.of_somebody = tuple(group.get("of") == "somebody" for group in rule.match["wordings"])
        self.judged = tuple(group.get("own_words") == "judged" for group in rule.match["wordings"])
        self.excepted = compiled(rule.match.get("except", ()))
        self.unless = tuple(rule.match.get("unless", ()))
        self.unless_judged = tuple(state for state in self.unless if state != "own_words")
        self.told_by = compiled(rule.match.get("told_by", ()))

    def _found(self, reading: Reading, field: str, circumstances: Circumstances) -> Iterator[tuple[Stretch, str]]:
        called = self.groups.numbers_in(reading.plain)
        excused: list[tuple[int, int]] | None = None
        taken: list[tuple[Stretch, str]] = []
        for number in called:
            for match in self.groups.members[number].finditer(reading.plain):
                start, end = match.span()
                if self.of_somebody[number] and not is_of_somebody(reading, start, end, circumstances):
                    continue
                if excused is None:
                    excused = [match.span() for match in self.excepted.finditer(reading.plain)]
                if any(first < end and start < last for first, last in excused) or any(
                    one.start < end and start < one.end for one, _ in taken
                ):
                    continue
                unless = self.unless_judged if self.judged[number] else self.unless
                if not self._excused(reading, start, end, unless, field):
                    taken.append((Stretch(start, end), self.instead[number]))
        yield from sorted(taken)

    def _excused(self, reading: Reading, start: int, end: int, unless: tuple[str, ...], field: str) -> bool:
        """Return whether a state excuses a wording; what a professional reports is nobody's view."""
        cue = governing(reading, start, end, unless, field=field)
        if cue is None:
            return False
        if cue.state != "view" or cue.start >= start:
            return True
        left = max(reading.sentence_at(cue.start).start, cue.start - _NEAR)
        return self.told_by.search(reading.plain[left : cue.start]) is None

    def together(
        self, reading: Reading, field: str, circumstances: Circumstances
    ) -> Iterator[tuple[Stretch, tuple[str, ...]]]:
        """Yield what was found in a text, wordings side by side as one."""
        last: tuple[Stretch, tuple[str, ...]] | None = None
        for stretch, instead in self._found(reading, field, circumstances):
            if last is not None and _AND.fullmatch(reading.plain, last[0].end, stretch.start):
                last = Stretch(last[0].start, stretch.end), (*last[1], instead)
                continue
            if last is not None:
                yield last
            last = stretch, (instead,)
        if last is not None:
            yield last


def build(rule: Rule) -> Check:
    """Return the check for wordings with a better one each.

    `match.wordings` are groups of `find` (patterns, see `sendadvice_docs.words`) and `instead`, which is the hit's
    value of that name; with `of: somebody` a match counts only where it is said of the person or their family (see
    `sendadvice_docs.said_of`), and with `own_words: judged` it counts in the field of somebody's own words too.
    `match.except` are patterns a match must not overlap. `match.unless` names states that excuse it, but a view does
    not where somebody whom `match.told_by` names reports it. Wordings side by side are one hit, with what to write
    instead of each. `match.fixes` say where the better wording can safely be put in.
    """
    wordings = _Wordings(rule)
    fixes = Fixes(rule.match.get("fixes", ()))

    def check(subject: Subject) -> Iterator[Hit]:
        for field in subject.where(rule.where):
            reading = read(field.text)
            for (start, end), instead in wordings.together(reading, field.name, subject.circumstances):
                fix = fixes.text(subject.circumstances, reading, start, end)
                yield Hit(field.pointer, start, end, {"instead": "; ".join(dict.fromkeys(instead))}, fix=fix)

    return check
