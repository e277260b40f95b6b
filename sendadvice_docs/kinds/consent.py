"""A rule about needs that are not related to SEND: they stand in the plan only with consent."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from sendadvice_docs.ages import compulsory_school_age_begins, compulsory_school_age_ends
from sendadvice_docs.context import governing
from sendadvice_docs.language import plain, read
from sendadvice_docs.matching import Patterns
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

    def __init__(self, need: Need, advice: Advice, for_the_child: Patterns) -> None:
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
        no_view = advice.own_view is not None and bool(advice.own_view.not_obtained_because)
        self.for_child = no_view or any(for_the_child.search(by) for by in said)
        self.stands_in = any(_FOR_THEM.search(by) for by in said)


def _missing(need: Need, advice: Advice, day: dt.date | None, for_the_child: Patterns) -> str:
    """Return whose consent is missing, as the variant of the message; "" where none is.

    The Code asks for the child's and the parents', and names no age. A parent's stands for both where the child is
    below compulsory school age (this tool's own line), the record says that it is given for a child who cannot be
    asked, or the child's views could not be obtained at all.
    """
    given = _Given(need, advice, for_the_child)
    born = advice.person.date_of_birth
    if day is not None and day > compulsory_school_age_ends(born):
        return "" if given.own or given.stands_in else "young_person"
    if day is not None and day < compulsory_school_age_begins(born):
        return "" if given.parents else "child"
    if not given.parents:
        return "child" if given.own or given.for_child else "both"
    return "" if given.own or given.for_child else "parents_only"


def build(rule: Rule) -> Check:
    """Return the check that a need not related to SEND is set out with consent.

    Below compulsory school age the consent is the parents', up to its end theirs and the child's, after it the young
    person's.
    `match.for_the_child` are patterns of the words beside a parent's consent that say that it is given for a child who
    cannot be asked, `match.unrelated` of prose, in the rule's `where`, that says that a need is not related to SEND,
    `match.consented` of prose that tells of consent, and `match.excused` of prose that takes it back or reports it of
    others.
    """
    unrelated = compiled_with(rule.match.get("pieces", {}), rule.match["unrelated"])
    consented = compiled(rule.match["consented"])
    excused = compiled(rule.match.get("excused", ()))
    for_the_child = compiled(rule.match["for_the_child"])

    def asks(need: Need, advice: Advice, subject: Subject) -> bool:
        """Return whether prose of a need has to be looked at: the field does not say so, and consent is missing."""
        return need.related_to_send is not False and bool(_missing(need, advice, _day(advice, subject), for_the_child))

    def check(subject: Subject) -> Iterator[Hit]:
        advice = subject.advice
        needs = {need.pointer: need for need in advice.needs} if advice else {}
        for need in needs.values():
            missing = _missing(need, advice, _day(advice, subject), for_the_child) if advice else ""
            if need.related_to_send is False and missing:
                yield Hit(f"{need.pointer}/consent", variant=missing)
        for field in subject.where(rule.where):
            found = needs.get(field.pointer.rpartition("/")[0])
            if advice is not None and found is not None and not asks(found, advice, subject):
                continue
            reading = read(field.text)
            if consented.search(reading.plain) or excused.search(reading.plain):
                continue
            for match in unrelated.finditer(reading.plain):
                if governing(reading, *match.span(), _UNLESS, field=field.name) is None:
                    yield Hit(field.pointer, *match.span())

    return check
