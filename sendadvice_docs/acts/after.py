"""Acts by what is said after a provision is named: “a tutor must be found”, “physiotherapy is needed”."""

from __future__ import annotations

import re

from sendadvice_docs.acts import spans
from sendadvice_docs.acts.marks import BODIES, CARE, PEOPLE, ROUTINE, STATE, THING, TOPIC, Mark
from sendadvice_docs.acts.statement import Act, Statement

#: A medicine or an aid that is not somebody's already.
_ONCE = re.compile(r"(?:an?|new|better|suitable|proper|effective|adequate|different|stronger|other|some|more) ")


def found_next(statement: Statement, mark: Mark) -> Act | None:
    """Return the act of a next sentence that calls for the same: “nobody has offered therapy. It is needed”."""
    text = statement.text
    following = statement.reading.sentence_at(min(statement.end + 2, len(text) - 1))
    later = statement.cues.answers["found_later"].match(text, following.start, following.end)
    if following.start < statement.end or later is None or mark.sign not in (THING, PEOPLE):
        return None
    start, core = later.start("one"), later.end()
    place = Mark(mark.domain, mark.sign, start, core)
    return Act(mark.domain, start, spans.statement_end(statement.reading, text, core), core, place)


def _found_later(statement: Statement, mark: Mark) -> Act | None:
    """Return the act of a later “one must be found”, in the sentence or at the head of the next."""
    if mark.sign == STATE:
        return None
    text, pattern = statement.text, statement.cues.answers["it_later" if mark.sign == TOPIC else "found_later"]
    later = pattern.search(text, mark.end, min(statement.end, mark.end + 160))
    if later is None and mark == statement.marks[-1] and CARE not in text[statement.floor(mark.start) : statement.end]:
        following = statement.reading.sentence_at(min(statement.end + 2, len(text) - 1))
        if following.start >= statement.end:
            later = pattern.match(text, following.start, following.end)
    if later is None:
        return None
    start, core = later.start("one"), later.end()
    if mark.sign == ROUTINE and not statement.cues.answers["prescribing"].search(text, start, core):
        return None
    place = Mark(mark.domain, mark.sign, start, core)
    return Act(mark.domain, start, spans.statement_end(statement.reading, text, core), core, place)


def _in_an_outcome(statement: Statement, mark: Mark) -> Act | None:
    """Return the act of an outcome that is itself teaching or help in class: “is taught in a group of six”."""
    plain, answers = statement.reading.plain, statement.cues.answers
    if answers["taught"].match(plain, mark.start):
        return statement.act(mark, mark.start, mark.end)
    if answers["helped"].match(plain, mark.start):
        being = answers["being"].search(statement.text, statement.floor(mark.start), mark.start)
        return statement.act(mark, being.start(), mark.end) if being else None
    return None


def _said_last(statement: Statement, mark: Mark) -> Act | None:
    """Return the act of a sentence that ends in “… is my recommendation”."""
    closing = statement.cues.answers["closing"].search(statement.text, mark.end, statement.last)
    if closing is None or mark.sign not in (THING, PEOPLE):
        return None
    if CARE in statement.text[statement.floor(mark.start) : closing.start()]:
        return None
    return statement.act(mark, mark.start, closing.end())


def _place_is_wrong(statement: Statement, mark: Mark) -> Act | None:
    """Return the act of ruling a place out: “the academy is the wrong place”, “no mainstream school would do”."""
    if mark.domain != "education" or mark.sign not in (THING, BODIES):
        return None
    answers = statement.cues.answers
    match = statement.after(answers["wrong"], mark)
    if match is None and statement.reading.plain.startswith("mainstream", mark.start):
        match = statement.after(answers["failed"], mark)
        if match is None and statement.text.startswith("no ", statement.noun(mark)):
            match = statement.after(answers["none_will"], mark)
    return statement.act(mark, mark.start, match.end(), denied=True) if match else None


def _shared_must(statement: Statement, mark: Mark) -> Act | None:
    """Return the act of “… should be called and her hours in class increased”."""
    text = statement.text
    changed = statement.cues.answers["changed"].match(text, mark.end + 1, statement.ceiling(mark.end))
    must = statement.cues.calls["must_be"][0].search(text, statement.floor(mark.start), mark.start)
    if changed and mark.sign != STATE and must and " and " in text[must.end() : mark.start]:
        return statement.act(mark, mark.start, changed.end())
    return None


def _answer(statement: Statement, mark: Mark) -> re.Match[str] | None:
    """Return the words after a name that say it is to be."""
    answers, text = statement.cues.answers, statement.text
    match = statement.after(answers["called_for"], mark)
    if match or not statement.kind.outcome:
        return match
    match = statement.after(answers["delivered"], mark)
    if match is None and text.startswith(("a ", "an "), statement.noun(mark)):
        match = answers["acts_now"].match(text, mark.end, statement.end)
    if match is None and mark.sign == PEOPLE and mark.domain == "education":
        match = answers["people_act"].match(text, mark.end, statement.end)
    return match


def _as_subject(statement: Statement, mark: Mark) -> Act | None:
    """Return the act of a statement whose subject is the name."""
    text, cues = statement.text, statement.cues
    if act := _place_is_wrong(statement, mark) or _shared_must(statement, mark):
        return act
    if mark.sign == BODIES:
        acting = cues.answers["body_acts"].match(text, mark.end, statement.end)
        return statement.act(mark, mark.start, acting.end()) if statement.kind.outcome and acting else None
    if kept := statement.after(cues.answers["kept"], mark):
        return statement.act(mark, mark.start, kept.end(), denied=True)
    match = _answer(statement, mark)
    if match is None:
        return None
    once = _ONCE.match(text, statement.noun(mark)) is not None
    prescribed = cues.answers["prescribing"].search(text, mark.end, min(statement.end, match.end() + 30))
    by_carers = CARE in text[mark.end : statement.clause(match.end() - 1).end]
    if statement.kind.provision and cues.context["by_care"].match(text[match.end() :].lstrip(" ")):
        return None  # “a visual timetable will be made by the short breaks worker”
    if mark.sign == ROUTINE and (by_carers or (not once and prescribed is None)):
        return None
    if mark.sign == STATE:
        treated = cues.answers["treating"].search(text, match.start(), min(statement.end, match.end() + 40))
        return statement.act(mark, mark.start, max(match.end(), treated.end())) if treated and not by_carers else None
    telling = not (statement.kind.provision or statement.kind.outcome)
    if mark.sign == PEOPLE and telling and match[0].startswith(("will", "shall")):
        return None  # “the SENCo will be asked”: news, not an instruction
    neutral = cues.directions["neutral"]
    if mark.sign == PEOPLE and neutral.match(text, match.start()):
        return None
    if mark.sign == PEOPLE and match[0].startswith("pl") and neutral.search(text, mark.end, match.start()):
        return None  # “CAMHS to comment please”
    return statement.act(mark, statement.subject(mark), match.end())


def answered(statement: Statement, mark: Mark) -> Act | None:
    """Return the act of words after a name that say it is to be, or None."""
    if act := _found_later(statement, mark):
        return act
    if statement.kind.outcome and (act := _in_an_outcome(statement, mark)):
        return act
    if act := _said_last(statement, mark):
        return act
    return _as_subject(statement, mark) if statement.is_request or statement.is_subject(mark) else None
