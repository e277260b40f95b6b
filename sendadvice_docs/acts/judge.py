"""Says where a field specifies or recommends education or health provision.

A name of provision alone is only a mention. It becomes an act where words before it call for it (“needs”, “I recommend
that”), where words after it do (“must be found”), where a teacher, a nurse, a school or a hospital is told what to do,
or, in a provision entry, where it stands there by itself as the thing provided. What is negated, set out elsewhere,
somebody's own view, or supposed is no act.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from sendadvice_docs.acts import spans
from sendadvice_docs.acts.after import answered, found_next
from sendadvice_docs.acts.alone import bare, noted
from sendadvice_docs.acts.before import at_school, called_for
from sendadvice_docs.acts.marks import PEOPLE, THING, Mark, marked
from sendadvice_docs.acts.statement import Act, Kind, Statement
from sendadvice_docs.acts.told import directed, told_next
from sendadvice_docs.acts.vetoes import vetoed
from sendadvice_docs.language import read

#: In a provision entry these open a clause about what goes on beside the provision, or what it is for.
_MEANWHILE = frozenset({"while", "whilst", "until", "so that"})
_WAYS = (directed, answered, called_for, at_school, bare, noted, told_next)


def _is_asked(statement: Statement, mark: Mark, *, whether: bool) -> bool:
    """Return whether a question is about a name as provision; `whether` where it asks if that should be."""
    if whether and mark.sign in (THING, PEOPLE):
        return True
    return called_for(statement, mark) is not None or answered(statement, mark) is not None


def _answer_to(statement: Statement) -> Iterator[Act]:
    """Yield the “yes, …” that follows a question whether something is needed."""
    reading, plain = statement.reading, statement.reading.plain
    after = reading.sentence_at(statement.end + 2)
    if after.start < statement.end or not (yes := statement.cues.answers["affirmed"].search(plain, *after)):
        return
    start = yes.start() if "should be" in yes[0] else yes.end()
    if not plain[start : after.end].strip(" .,:;–-"):
        start = reading.sentence_at(min(after.end + 2, len(plain) - 1)).start
    whether = statement.cues.paths["whether"].match(statement.text, statement.start) is not None
    asked = next((mark for mark in statement.marks if _is_asked(statement, mark, whether=whether)), None)
    while start < len(plain) and plain[start].isspace():
        start += 1
    if asked and start < len(plain):
        end = spans.statement_end(reading, statement.text, start + 1)
        yield Act(asked.domain, start, end, end, asked)


def _in_answer(statement: Statement) -> Iterator[Act]:
    """Yield the acts of what follows a question: “yes, …”, or “it is needed”."""
    yield from _answer_to(statement)
    if later := found_next(statement, statement.marks[-1]):
        yield later


def _acts(statement: Statement) -> Iterator[Act]:
    for mark in statement.marks:
        if statement.kind.provision and statement.clause(mark.start).opener in _MEANWHILE:
            continue
        for way in _WAYS:
            act = way(statement, mark)
            if act and not vetoed(statement.reading, statement.text, act, bare=way in (bare, noted)):
                yield act
                break


@lru_cache(maxsize=8192)
def acts(text: str, field: str) -> tuple[Act, ...]:
    """Return the acts in a field's text, in order of place and without overlaps; `field` is its name in a rule's terms.

    Where one statement holds words of both domains, the first to be named decides, so that one fault has one code.
    """
    reading, kind = read(text), Kind.of(field)
    found: list[Act] = []
    for sentence in marked(reading):
        statement = Statement(reading, sentence, kind)
        if statement.is_question:
            found.extend(_in_answer(statement))
        if statement.is_request or not statement.is_question:
            found.extend(_acts(statement))
    return spans.apart(text, found)
