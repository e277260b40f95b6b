"""A rule about looked-after children: detail of the care plan that has no bearing on the SEND."""

from __future__ import annotations

from collections.abc import Iterator

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
        """Yield the detail of a text: what stands in one sentence or in neighbours is one passage to take out."""
        run: Stretch | None = None
        for match in detail.finditer(reading.plain):
            sentence = reading.sentence_at(match.start())
            if bears(reading, sentence) or governing(reading, *match.span(), _UNLESS, field=field) is not None:
                continue
            last = None if run is None else reading.sentence_at(run.end - 1)
            if run is not None and last is not None and sentence in (last, reading.beside(last, 1)):
                run = Stretch(run.start, match.end())
                continue
            if run is not None:
                yield run
            run = Stretch(*match.span())
        if run is not None:
            yield run

    def check(subject: Subject) -> Iterator[Hit]:
        if subject.whole and (subject.advice is None or not is_looked_after(subject.advice)):
            return
        for field in subject.where(rule.where):
            for found in details(read(field.text), field.name):
                yield Hit(field.pointer, *found)

    return check
