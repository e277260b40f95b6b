"""A rule about needs that are not related to SEND: they stand in the plan only with consent."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from sendadvice_docs.ages import age_on, compulsory_school_age_ends
from sendadvice_docs.context import governing
from sendadvice_docs.language import plain, read
from sendadvice_docs.model import Advice, Need
from sendadvice_docs.pieces import compiled_with
from sendadvice_docs.rule import Rule
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.words import compiled

_UNLESS = ("quoted", "own_words", "attributed", "view", "hypothetical")
_PARENT = re.compile(
    r"\b(?:parents?|mothers?|mum|mummy|fathers?|dad|guardians?|carers?|grand\w+|local.authority|family|both|responsibility)\b"
)
_CHILD = re.compile(r"\b(?:child|young.(?:person|man|woman)|child_or_young_person|children|self|both|pupil)\b")
_FOR_THEM = re.compile(r"\b(?:representatives?|deputy|attorney|advocates?)\b")


def _day(advice: Advice, subject: Subject) -> dt.date | None:
    return subject.circumstances.on or (advice.request.received if advice.request else None)


class _Given:
    """Who consented to a need, as far as free text tells: a role or a name."""

    def __init__(self, need: Need, advice: Advice) -> None:
        own = {plain(advice.person.name), plain(advice.person.preferred_name), plain(advice.person.called)}
        responsible = {
            word
            for one in advice.people
            if one.parental_responsibility
            for word in (plain(one.name), plain(one.name).split()[0])
        }
        said = [plain(one.by).strip() for one in need.consent]
        self.parents = any(
            _PARENT.search(by) or responsible & {by, *re.split(r"\s+(?:and|&)\s+|,\s*", by)} for by in said
        )
        self.own = any(
            _CHILD.search(by) or (by and by in own) or own & set(re.split(r"\s+(?:and|&)\s+|,\s*", by)) for by in said
        )
        self.stands_in = any(_FOR_THEM.search(by) for by in said)


def _missing(need: Need, advice: Advice, day: dt.date | None, child_from: int) -> str:
    """Return whose consent is missing, as the variant of the message; "" where none is."""
    given = _Given(need, advice)
    born = advice.person.date_of_birth
    if day is not None and day > compulsory_school_age_ends(born):
        return "" if given.own or given.stands_in else "young_person"
    is_asked = day is not None and age_on(born, day) >= child_from
    if not given.parents:
        return "child" if given.own or not is_asked else "both"
    return "parents_only" if is_asked and not given.own else ""


def build(rule: Rule) -> Check:
    """Return the check that a need not related to SEND is set out with consent.

    Up to the end of compulsory school age the consent is the parents' and the child's, of a child of
    `match.child_from` years at least; after it the young person's. `match.unrelated` are patterns of prose, in the
    rule's `where`, that says that a need is not related to SEND, and `match.consented` of prose that tells of consent.
    """
    unrelated = compiled_with(rule.match.get("pieces", {}), rule.match["unrelated"])
    consented = compiled(rule.match["consented"])
    child_from = int(rule.match["child_from"])

    def asks(need: Need, advice: Advice, subject: Subject) -> bool:
        """Return whether prose of a need has to be looked at: the field does not say so, and consent is missing."""
        return need.related_to_send is not False and bool(_missing(need, advice, _day(advice, subject), child_from))

    def check(subject: Subject) -> Iterator[Hit]:
        advice = subject.advice
        needs = {need.pointer: need for need in advice.needs} if advice else {}
        for need in needs.values():
            missing = _missing(need, advice, _day(advice, subject), child_from) if advice else ""
            if need.related_to_send is False and missing:
                yield Hit(f"{need.pointer}/consent", variant=missing)
        for field in subject.where(rule.where):
            found = needs.get(field.pointer.rpartition("/")[0])
            if advice is not None and found is not None and not asks(found, advice, subject):
                continue
            reading = read(field.text)
            if consented.search(reading.plain):
                continue
            for match in unrelated.finditer(reading.plain):
                if governing(reading, *match.span(), _UNLESS, field=field.name) is None:
                    yield Hit(field.pointer, *match.span())

    return check
