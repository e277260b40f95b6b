"""Acts by standing there: in a provision entry a name of provision is what is provided, unless it is context."""

from __future__ import annotations

import re
from dataclasses import replace

from sendadvice_docs.acts import spans
from sendadvice_docs.acts.before import is_held, without_carriers
from sendadvice_docs.acts.marks import BODIES, CARE, LOOKALIKE, PEOPLE, ROUTINE, STATE, THING, TOPIC, Mark
from sendadvice_docs.acts.statement import LONGEST_PATH, Act, Statement, word_count

#: What opens a clause that is an item of its own.
_ITEM_OPENERS = frozenset({"", ";", ":", ",", "-", "–", "—", "and", "("})

#: A place with a name is one where somebody already goes: “one-to-one support at Oakfield”.
_NAMED_PLACE = re.compile(r"\b(?:at|by) (?:the |St )?[A-Z]")


def _has_the_clause(statement: Statement, mark: Mark) -> bool:
    """Return whether nothing in the clause is social care's own, the family's, or marked as context."""
    if mark.sign != THING:
        return False
    text, context = statement.text, statement.cues.context
    clause = statement.clause(mark.start)
    lead, tail = text[clause.start : mark.start], text[mark.end : max(mark.end, clause.end)]
    return not (
        CARE in text[clause.start : max(mark.end, clause.end)]
        or statement.cues.paths["adding"].fullmatch(clause.opener)
        or context["before"].search(lead)
        or context["subjects"].search(lead)
        or context["life"].search(text, statement.floor(mark.start), statement.ceiling(mark.end))
        or context["after"].match(tail)
        or is_held(lead)
    )


def _leads_on(statement: Statement, mark: Mark, lead: str) -> bool:
    """Return whether what stands before a name in its item only leads on to it: “six sessions of”."""
    paths = statement.cues.paths
    if CARE in lead or word_count(lead) > LONGEST_PATH:
        return False
    if paths["with_somebody"].search(lead) and mark.sign != ROUTINE:
        return True
    if mark.sign in (PEOPLE, THING) and not paths["not_given_by"].search(lead):
        lead = paths["given_by"].sub(" ", lead)
    return not paths["barriers"].search(without_carriers(statement, lead, mark))


def _in_its_item(statement: Statement, mark: Mark) -> int | None:
    """Return where the item begins that a name is the provision of; None where it is context in it."""
    text, context, paths = statement.text, statement.cues.context, statement.cues.paths
    start = spans.segment_start(statement.reading, text, statement.floor(mark.start), mark.start)
    if start is None:
        return None
    lead = text[start : mark.start]
    tail = text[mark.end : max(mark.end, statement.clause(mark.end - 1).end)]
    if not _leads_on(statement, mark, lead) or context["subjects"].search(lead) or is_held(lead):
        return None
    if context["before"].search(lead) and not paths["carried_out"].search(lead):
        return None
    return None if context["after"].match(tail) or context["accompanied"].search(tail) else start


def _at_school(statement: Statement, mark: Mark) -> Act | None:
    """Return the act of an item that puts something in school, in class, in lessons, and has nothing of care in it."""
    text, context = statement.text, statement.cues.context
    clause = statement.clause(mark.start)
    place = statement.cues.paths["at_school"].search(text, clause.start, clause.end)
    if place is None or not place.start() < mark.start < place.end() or clause.opener not in _ITEM_OPENERS:
        return None
    whole = text[clause.start : clause.end]
    if CARE in whole or LOOKALIKE in whole or not text[clause.start : place.start()].strip():
        return None
    if any(context[name].search(whole) for name in ("before", "subjects", "life")):
        return None
    return statement.act(mark, clause.start, place.end())


def _is_ours(statement: Statement, mark: Mark) -> bool:
    """Return whether social care itself gives what is named, or somebody is only to say something about it."""
    text, cues = statement.text, statement.cues
    to_do = mark.sign == PEOPLE and text.startswith(" to ", mark.end)
    if to_do and cues.directions["neutral"].match(text, mark.end + 4):
        return True
    given = cues.context["by_ours"].match(text, mark.end, statement.ceiling(mark.end))
    if given and cues.context["anybodys"].fullmatch(statement.reading.plain, *given.span("who")):
        given = None
    trained = text.startswith(("-trained", " trained"), mark.end)
    return mark.sign != ROUTINE and (given is not None or (trained and CARE in text[mark.end : mark.end + 40]))


def _opens(statement: Statement, mark: Mark) -> bool:
    """Return whether a name stands at the head of its clause, after no more than what belongs to its own noun."""
    clause = statement.clause(mark.start)
    return statement.cues.paths["opens_item"].fullmatch(statement.text, clause.start, mark.start) is not None


def _school_life(statement: Statement, mark: Mark) -> Act | None:
    """Return the act of an item that is some change in school life: “fewer subjects”, “recorded lessons”."""
    text, context = statement.text, statement.cues.context
    clause = statement.clause(mark.start)
    changed = statement.cues.paths["changed_item"].fullmatch(text, clause.start, mark.start)
    if changed is None or clause.opener not in _ITEM_OPENERS:
        return None
    whole = text[clause.start : clause.end]
    if CARE in whole or LOOKALIKE in whole or any(context[name].search(whole) for name in ("life", "subjects")):
        return None
    return None if context["after"].match(text[mark.end : clause.end]) else statement.act(mark, clause.start, mark.end)


def bare(statement: Statement, mark: Mark) -> Act | None:
    """Return the act of a provision entry that names provision and nothing that makes it context, or None."""
    if not statement.kind.provision or mark.sign == STATE or _is_ours(statement, mark):
        return None
    heading = statement.cues.paths["heading"].match(statement.text, statement.start, statement.end)
    if mark.sign in (BODIES, TOPIC):
        if mark.sign == TOPIC and (act := _school_life(statement, mark)):
            return act
        if heading is not None and mark.start < heading.end() < statement.end - 3:
            return statement.act(mark, statement.start, statement.last)
        return _at_school(statement, mark)
    if statement.text[mark.start] == BODIES and not _opens(statement, mark):
        return None
    if _has_the_clause(statement, mark):
        told = statement.text.startswith(":", mark.end) and CARE not in statement.text[mark.end : statement.end]
        act = statement.act(mark, statement.clause(mark.start).start, mark.end)
        return replace(act, end=statement.last) if told else act
    if heading and CARE not in statement.text[statement.floor(mark.start) : mark.start]:
        return statement.act(mark, statement.start, statement.last)
    start = _in_its_item(statement, mark)
    return None if start is None else statement.act(mark, start, mark.end)


def noted(statement: Statement, mark: Mark) -> Act | None:
    """Return the act of a note among needs that says how much of a provision: “CBT for anxiety, 16 weeks”, or None."""
    if not statement.kind.needs or mark.sign != THING or not _opens(statement, mark):
        return None
    text, paths = statement.text, statement.cues.paths
    clause = statement.clause(mark.start)
    if clause.opener not in _ITEM_OPENERS or CARE in text[clause.start : mark.start]:
        return None
    if not paths["note_goes_on"].match(text, mark.end) or not paths["dose"].search(text, mark.end, statement.end):
        return None
    if paths["finite"].search(text, statement.start, statement.end) or paths["as_it_is"].search(
        text, statement.start, statement.end
    ):
        return None
    named = _NAMED_PLACE.search(statement.reading.text, statement.start, statement.end)
    return None if named else statement.act(mark, clause.start, mark.end)
