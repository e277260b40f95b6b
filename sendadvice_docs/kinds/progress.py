"""A rule of the annual review: what difference the support in place made, and what progress it brought."""

from __future__ import annotations

from collections.abc import Iterator

from sendadvice_docs import labels
from sendadvice_docs.context import governing
from sendadvice_docs.language import read
from sendadvice_docs.model import Advice, ProvisionReview
from sendadvice_docs.rule import Rule
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.substance import Substance, names_in, names_of
from sendadvice_docs.words import compiled

_ANSWERS = ("review/difference_made", "review/progress")
_IN_PLACE = frozenset({"in_place", "changed", "ending"})


def _support(advice: Advice) -> bool:
    """Return whether there was support that a review could look back on."""
    return bool(advice.previous_provision) or any(one.status in _IN_PLACE for one in advice.provision)


class _Answers:
    """Says which answers of a review say nothing of what support did."""

    def __init__(self, rule: Rule) -> None:
        self._says = Substance(rule.match.get("hollow", ()))
        self._hollow = compiled(rule.match.get("hollow_told", ()))

    def _answers(self, text: str, names: frozenset[str]) -> bool:
        return self._says(self._hollow.sub(" ", read(text).plain), names)

    def empty(self, advice: Advice, one: ProvisionReview) -> bool:
        """Return whether neither answer of an entry of the review says anything."""
        names = names_of(advice.person)
        return not any(self._answers(text, names) for text in (one.difference_made, one.progress))

    def bare(self, subject: Subject) -> Iterator[Hit]:
        """Yield a hit for an answer among bare passages that says nothing."""
        names = names_in(subject.circumstances.name, subject.circumstances.preferred_name)
        for field in subject.where(_ANSWERS):
            if not self._answers(field.text, names):
                values = {"provision": "this support", "said": labels.opening(field.text)}
                yield Hit(field.pointer, values=values, variant="hollow")


def build(rule: Rule) -> Check:
    """Return the check that an annual review says, in substance, what the support in place has done.

    What says so may stand in `review`, or in prose of the rule's `where`: a sentence about support (`match.support`)
    and a change for the person or the family (`match.change`). `match.hollow` names sets of words that alone say
    nothing, and `match.hollow_told` whole answers that say nothing.
    """
    answers = _Answers(rule)
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
            yield from answers.bare(subject)
        elif advice is not None and advice.purpose == "annual_review":
            yield from of_review(advice, subject)

    def of_review(advice: Advice, subject: Subject) -> Iterator[Hit]:
        for one in (entry for entry in advice.review if answers.empty(advice, entry)):
            said = labels.opening(one.difference_made or one.progress)
            values = {"provision": one.provision or "this support", "said": said}
            yield Hit(f"{one.pointer}/difference_made", values=values, variant="hollow" if said else "entry")
        if not advice.review and _support(advice) and not told(subject):
            ids = [one.id for one in advice.provision if one.status in _IN_PLACE and one.id]
            ids = [one.id for one in advice.previous_provision if one.id] or ids
            yield Hit("/review", values={"provision": ", ".join(ids) or "the support in place"})

    return check
