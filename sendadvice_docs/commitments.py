"""Which quantities in a provision measure the provision.

“Reviewed every six months”, “aged 24”, “with a day's notice”, “£14 an hour”, “his mother, who works four nights a week”
all hold a quantity, and none says how much provision there will be. What tells them apart is data, in
`checks/lexicons/commitments.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sendadvice_docs import resources
from sendadvice_docs.context import governing
from sendadvice_docs.datafile import read_data
from sendadvice_docs.language import Clause, Reading, Term, read
from sendadvice_docs.matching import Patterns
from sendadvice_docs.quantities import Measure, Quantity, quantities
from sendadvice_docs.words import as_one, compiled

#: What can say how much or how often; a duration or a date alone says neither.
COUNTING = frozenset({Measure.AMOUNT, Measure.CLOCK, Measure.FREQUENCY, Measure.MONEY})
#: What runs on for longer than this (in characters) without a mark is no sentence, and nobody's reported view.
LONGEST_SENTENCE = 3000
_GAP = r"(?:[ ,]+(?!and\b|who\b|will\b|is\b|are\b|for\b|then\b)[\w'’/-]+){0,6}[ ,(]*\Z"
#: A wish reaches no further than this many characters, nor past a mark.
_REACH = 60
#: No clause is read further from its quantity than this, so that text without a mark costs no more than other text.
_FAR = 240
_BROKEN = re.compile(r"[,;:()\n]| - | – ")
_TIME = frozenset({Measure.AMOUNT, Measure.CLOCK, Measure.DURATION})


@dataclass(frozen=True)
class _Cues:
    before: re.Pattern[str]
    payable: re.Pattern[str]
    directly_before: re.Pattern[str]
    after: Patterns
    rate_after: Patterns
    price_before: re.Pattern[str]
    past: Patterns
    life: Patterns
    granted: Patterns
    family: Patterns
    relative: Patterns
    reason: frozenset[str]
    effect: frozenset[str]


def deliverers(reading: Reading) -> tuple[Term, ...]:
    """Return where a text names a role or a kind of organisation that delivers social care."""
    return (*reading.terms("delivering_roles"), *reading.terms("delivering_bodies"))


def _ended(patterns: Iterable[str], gap: str) -> re.Pattern[str]:
    """Return a pattern for a text that ends in one of the patterns and a gap."""
    return as_one(patterns, gap)


@lru_cache(maxsize=1)
def _cues() -> _Cues:
    data: Mapping[str, list[str]] = read_data(resources.resource("checks", "lexicons", "commitments.yaml"))
    return _Cues(
        before=_ended(data["before"], _GAP),
        payable=_ended([str(data["payable"])], r"[ (,]*\Z"),
        directly_before=_ended(data["directly_before"], r"[ (]*\Z"),
        after=compiled(data["after"]),
        rate_after=compiled(data["rate_after"]),
        price_before=_ended([str(data["price_before"])], r"(?: [\w']+){0,3}[ (]*\Z"),
        past=compiled(data["past"]),
        life=compiled(data["life"]),
        granted=compiled([str(data["granted"])]),
        family=compiled([r"(?:{family}|he|she|they)(?:'s \w+)?,?\Z"]),
        relative=compiled([str(data["relative"])]),
        reason=frozenset(data["reason"]),
        effect=frozenset(data["effect"]),
    )


def _beside(text: str, clause: Clause, one: Quantity) -> bool:
    """Return whether the words right around a quantity give it to something other than the provision."""
    cues = _cues()
    left = text[max(clause.start, one.start - _FAR) : one.start]
    if cues.before.search(left) or cues.after.match(text, one.end):
        return True
    if one.measure is Measure.FREQUENCY and cues.payable.search(left):
        return True
    if one.measure in _TIME and cues.directly_before.search(left) and not _least(left):
        return True
    if one.measure is Measure.MONEY:
        return bool(cues.rate_after.match(text, one.end) or cues.price_before.search(left))
    # “an hour” in “£14 an hour” is the unit of a rate.
    return bool(re.search(r"£ ?\d[\d.,]*(?: an?)? ?\Z", left)) and one.unit in {"hour", "session", "visit"}


def _least(left: str) -> bool:
    return bool(re.search(r"(?:at least|more than|over) *\Z", left)) and not re.search(
        r"(?:last|lasts|lasting|for|alone|takes?|is|are) (?:at least|more than|over) *\Z", left
    )


def _told(reading: Reading, clause: Clause, one: Quantity) -> bool:
    """Return whether the clause of a quantity tells of the past, a reason, an effect or somebody's own days."""
    cues, text = _cues(), reading.plain
    whole = text[max(clause.start, one.start - _FAR) : min(clause.end, one.end + _FAR)]
    if clause.opener in cues.reason and not whole.startswith("whenever"):
        return True
    if clause.opener in cues.effect and one.measure in _TIME:
        return True
    if clause.opener in {"who", "whose", "whom"}:
        antecedent = text[max(0, clause.start - _FAR) : clause.start].rstrip().removesuffix(clause.opener).rstrip(" ,")
        if cues.family.search(antecedent):
            return True
    if cues.past.search(whole):
        return True
    left = text[max(clause.start, one.start - _FAR) : one.start]
    if cues.life.search(left) is None or cues.granted.search(left):
        return False
    # “Her mother works ten hours a week” is her life; “her assistant works ten hours a week” is the provision.
    first, last = max(clause.start, one.start - _FAR), one.start
    return not any(first <= term.start < last for term in deliverers(reading)) or cues.relative.search(left) is not None


def _wished(reading: Reading, one: Quantity) -> bool:
    """Return whether a quantity is only what somebody asked for or said."""
    start, end = reading.sentence_at(one.start)
    if end - start > LONGEST_SENTENCE:
        return False
    cue = governing(reading, one.start, one.end, ("quoted", "view"))
    if cue is None or cue.state == "quoted":
        return cue is not None
    between = reading.plain[cue.end : one.start]
    return len(between) <= _REACH and not _BROKEN.search(between) and not _cues().granted.search(between)


@lru_cache(maxsize=8192)
def committed(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a provision's text that say how much of it there will be or how often, in order."""
    reading = read(text)
    found = []
    for one in quantities(text):
        if one.measure not in COUNTING:
            continue
        clause = reading.clause_at(one.start)
        if _beside(reading.plain, clause, one) or _told(reading, clause, one) or _wished(reading, one):
            continue
        found.append(one)
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))
