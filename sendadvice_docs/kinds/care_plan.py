"""A rule about looked-after children: detail of the care plan that has no bearing on the SEND."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sendadvice_docs.context import governing
from sendadvice_docs.language import Reading, Stretch, read
from sendadvice_docs.model import Advice
from sendadvice_docs.rule import Rule
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.words import compiled

_UNLESS = ("quoted", "negated", "hypothetical")


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


def build(rule: Rule) -> Check:
    """Return the check for detail of a looked-after child's care plan that nothing ties to the SEND.

    `match.detail` are patterns of such detail, in the rule's `where`, and `match.bearing` patterns that tie it, in its
    sentence or in the next where that begins as `match.goes_on` says: what the next sentence tells of another matter
    ties nothing.
    """
    detail, bearing, goes_on = (compiled(rule.match[name]) for name in ("detail", "bearing", "goes_on"))

    def bears(reading: Reading, sentence: Stretch) -> bool:
        if bearing.search(reading.plain, *sentence):
            return True
        after = reading.beside(sentence, 1)
        if after is None or goes_on.match(reading.plain, *after) is None:
            return False
        return bearing.search(reading.plain, *after) is not None

    def details(reading: Reading, field: str) -> Iterator[Stretch]:
        for match in detail.finditer(reading.plain):
            tied = bears(reading, reading.sentence_at(match.start()))
            if not tied and governing(reading, *match.span(), _UNLESS, field=field) is None:
                yield Stretch(*match.span())

    def check(subject: Subject) -> Iterator[Hit]:
        if subject.whole and (subject.advice is None or not is_looked_after(subject.advice)):
            return
        for field in subject.where(rule.where):
            reading = read(field.text)
            for passage in _together(reading, details(reading, field.name)):
                yield Hit(field.pointer, *passage)

    return check
