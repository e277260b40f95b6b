"""A rule of the annual review: what difference the support in place made, and what progress it brought."""

from __future__ import annotations

from collections.abc import Iterator

from sendadvice_docs import labels
from sendadvice_docs.context import governing
from sendadvice_docs.language import read
from sendadvice_docs.model import Advice
from sendadvice_docs.review_answers import Answers
from sendadvice_docs.rule import Rule
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.words import compiled, listed

_ANSWERS = ("review/difference_made", "review/progress")
_IN_PLACE = frozenset({"in_place", "changed", "ending"})


def _unreviewed(advice: Advice) -> list[str] | None:
    """Return the ids of support that a review should look back on and doesn't; None where there is none.

    Provision and what it replaces are one support. An entry of the review that names no provision may be about any.
    """
    support = [*advice.previous_provision, *(one for one in advice.provision if one.status in _IN_PLACE)]
    if advice.review and not all(one.provision for one in advice.review):
        return None
    reviewed = {one.provision for one in advice.review}
    pairs = [{one.id, one.replaces} for one in advice.provision if one.replaces]
    reviewed |= {each for pair in pairs if pair & reviewed for each in pair}
    left = [one for one in support if one.id not in reviewed or not one.id]
    old = {one.id for one in advice.previous_provision}
    ids = [one.id for one in left if one.id and one.replaces not in old]
    return list(dict.fromkeys(ids)) if left else None


def _bare(answers: Answers, subject: Subject) -> Iterator[Hit]:
    """Yield a hit for each answer among bare passages that says nothing."""
    for field in subject.where(_ANSWERS):
        if not answers.say(field.text, subject.circumstances):
            values = {"provision": "this support", "said": labels.opening(field.text)}
            yield Hit(field.pointer, values=values, variant="hollow")


def _empty_entries(advice: Advice, answers: Answers, subject: Subject) -> Iterator[Hit]:
    """Yield a hit for each entry of the review neither of whose answers says anything."""
    for one in advice.review:
        if any(answers.say(text, subject.circumstances) for text in (one.difference_made, one.progress)):
            continue
        said = labels.opening(one.difference_made or one.progress)
        values = {"provision": one.provision or "this support", "said": said}
        yield Hit(f"{one.pointer}/difference_made", values=values, variant="hollow" if said else "entry")


def build(rule: Rule) -> Check:
    """Return the check that an annual review says, in substance, what the support in place has done.

    What says so may stand in `review`, or in prose of the rule's `where`: a sentence about support (`match.support`)
    and a change for the person or the family (`match.change`). Which answers of a review say nothing the rest of
    `match` tells (see `sendadvice_docs.review_answers`).
    """
    answers = Answers(rule)
    support, change = compiled(rule.match["support"]), compiled(rule.match["change"])

    def told(subject: Subject) -> bool:
        for field in subject.where(rule.where):
            reading = read(field.text)
            for match in change.finditer(reading.plain):
                sentence = reading.sentence_at(match.start())
                if support.search(reading.plain, *sentence) and not governing(
                    reading, *match.span(), ("hypothetical",)
                ):
                    return True
        return False

    def check(subject: Subject) -> Iterator[Hit]:
        advice = subject.advice
        if not subject.whole:
            yield from _bare(answers, subject)
        elif advice is not None and advice.purpose == "annual_review":
            yield from of_review(advice, subject)

    def of_review(advice: Advice, subject: Subject) -> Iterator[Hit]:
        yield from _empty_entries(advice, answers, subject)
        left = _unreviewed(advice)
        if left is not None and not told(subject):
            yield Hit("/review", values={"provision": listed(left) or "the support in place"})

    return check
