"""What makes a word that could commit nobody harmless where it stands in a provision.

“Regular” beside “every Saturday”, “as required” with its trigger, “opportunities” as the effect of three hours a week:
each excuse is one question asked of a wording and its place. Their words are data, in `checks/lexicons/excuses.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from sendadvice_docs import resources
from sendadvice_docs.datafile import read_data
from sendadvice_docs.matching import Patterns
from sendadvice_docs.quantities import Measure, Quantity, quantities
from sendadvice_docs.stated import Wording
from sendadvice_docs.words import as_one, compiled

_EFFECT = frozenset({"so that", "in order that", "so"})
_REASON = frozenset({"because", "since", "although", "though", "as", "whereas", "unless"})
_RELATIVE = frozenset({"who", "which", "whom", "whose", "where"})
_SUBORDINATE = _EFFECT | _REASON | _RELATIVE | {"when", "whenever", "while", "whilst", "until", "if"}
_OFTEN = frozenset({Measure.FREQUENCY, Measure.CLOCK})
_COUNTED = frozenset({"night", "weekend", "session", "visit", "day", "evening", "stay", "journey", "meal", "week"})
_SUPPOSING = frozenset({"if", "when", "whenever"})
_WHICH = re.compile(r"\b(?:that|which|who|whom|where)(?: \w+){0,2} *\Z")
_NO_CLAUSE = re.compile(r"(?:possible|practicable|feasible|appropriate|needed|necessary|required|available)\b")
_SO = re.compile(r"\bso (?!far|much|many|long|as)[^.;]{0,80}\Z")
_DOES = re.compile(r"\b(?:will|to|can|be)\s*\Z")
_CAUSED = re.compile(r"\b(?:enabl|allow|ensur|let|mean|giv)(?:e|es|s|ing|ting)?\b[^.;]{0,60}\Z")
#: What the person is given is the service's act, whoever the subject is.
_GIVEN = re.compile(r"\b(?:be|have|has|receive|receives|get|gets|given|offered)\b")
_GIVEN_TO = re.compile(
    r"\b(?:will|should|to|must)(?: also)? "
    r"(?:have|be (?:given|offered|provided with)|get|receive|give|offer|provide)\b[^.;]*\Z"
)
_BY_MEANS = re.compile(r"\s+(?:in the|by|on|with|from|using) ")
_PART_OF_WEEK = re.compile(
    r"(?:(?:at|on|in|over|during) )?(?:the )?(?:weekends?|evenings?|afternoons?|mornings?|nights?"
    r"|(?:school )?holidays?|term[- ]?time)"
)
_PASSIVE = re.compile(r"\b(?:be|receive|get|benefit)\b")


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Patterns]:
    data = read_data(resources.resource("checks", "lexicons", "excuses.yaml"))
    return {
        name: compiled(value if isinstance(value, list) else [value])
        for name, value in data.items()
        if name != "summary"
    }


@lru_cache(maxsize=16)
def _ending(name: str) -> re.Pattern[str]:
    """Return the pattern of that name for a text that ends in it."""
    return as_one(_words()[name].patterns, r"\W*\Z")


def _counted(one: Wording) -> bool:
    """Return whether the passage gives a figure that is more than a part of the day or week: “at weekends”."""
    plain = one.reading.plain
    return any(
        _PART_OF_WEEK.fullmatch(plain, each.start, each.end) is None
        for each in (*one.within(0, one.start), *one.within(one.start, len(plain)))
    )


def _dated_thing(one: Wording) -> bool:
    """Return whether the passage is about equipment or an adaptation and gives its date."""
    return bool(one.reading.terms("equipment")) and any(
        each.measure is Measure.DATE for each in quantities(one.reading.text)
    )


def _often(found: tuple[Quantity, ...]) -> bool:
    return any(one.measure in _OFTEN or (one.unit in _COUNTED and (one.number or 0) >= 2) for one in found)


def _much(found: tuple[Quantity, ...]) -> bool:
    return any(one.measure is not Measure.FREQUENCY or (one.number is not None and one.unit) for one in found)


def _effect_clause(one: Wording) -> bool:
    if one.clause.opener in _EFFECT or _SO.search(one.before):
        return True
    return bool(_CAUSED.search(one.before)) and bool(one.within(one.sentence.start, one.start))


def _opener(one: Wording) -> str:
    """Return the word that opened its clause, but none for what is no clause: “where possible”, “if needed”."""
    return "" if _NO_CLAUSE.match(one.reading.plain, one.clause.start) else one.clause.opener


def _relative(one: Wording) -> bool:
    return _opener(one) in _RELATIVE or _WHICH.search(one.before) is not None


def _person_able(one: Wording) -> bool:
    """Return whether the condition is the person's own: “as far as he can”."""
    return re.search(r"\b(?:he|she|they) (?:can|is able)\b", one.reading.plain[one.start : one.end]) is not None


def _fragment_after(one: Wording) -> bool:
    """Return whether the next sentence gives the figures and no more: “Regular outings. 3 hours each Saturday.”."""
    sentences = one.reading.sentences
    following = sentences.index(one.sentence) + 1 if one.sentence in sentences else len(sentences)
    if following >= len(sentences):
        return False
    start, end = sentences[following]
    text = one.reading.plain[start:end]
    return len(text.split()) <= 14 and " will " not in text and bool(one.within(start, end))


def _act_after_amount(one: Wording) -> bool:
    earlier = one.within(one.sentence.start, one.start)
    return bool(earlier) and _words()["act"].search(one.reading.plain, earlier[-1].end, one.start) is not None


def _beside_amount(one: Wording) -> bool:
    """Return whether an amount is stated elsewhere, so that a ceiling only shares it out."""
    return any(
        each.measure in {Measure.AMOUNT, Measure.CLOCK, Measure.MONEY}
        and (each.end <= one.start or one.end <= each.start)
        for each in one.within(0, len(one.reading.plain))
    )


def _mode_after_amount(one: Wording) -> bool:
    """Return whether it says by what means an amount is given: “three hours each Saturday, by bus where possible”."""
    earlier = one.within(one.sentence.start, one.start)
    if not earlier:
        return False
    between = re.findall(r"[a-z]+", one.reading.plain[earlier[-1].end : one.start])
    return len(between) >= 2 or _BY_MEANS.match(one.after) is not None


def _act_in_own_sentence(one: Wording) -> bool:
    """Return whether it tells how an amount given in another sentence is used: “She is turned as needed.”."""
    if not one.beside_figures or one.within(*one.sentence):
        return False
    return _words()["more"].search(one.reading.plain, *one.sentence) is None


def _told_beside_amount(one: Wording) -> bool:
    """Return whether, beside an amount, it only tells what a place has: “The club gives him access to a wall.”."""
    return one.beside_figures and _GIVEN_TO.search(one.before) is None


def _by_a_name(one: Wording) -> bool:
    """Return whether it is part of a name: “Opportunities Unlimited”."""
    text = one.reading.text
    last = text[one.start : one.end].split()[-1]
    rest = text[one.end :].split()
    following = rest[0] if rest else ""
    return last[:1].isupper() and (one.start > one.sentence.start or following[:1].isupper())


def _named_provider(one: Wording) -> bool:
    text = one.reading.text
    capitals = re.search(r"(?<=[a-z,] )[A-Z][a-z]+|[A-Z][a-z]+(?: [A-Z][a-z]+)+", text)
    return (
        capitals is not None
        or re.search(r"\b(?:council|commissioned|employed|local authority)\b", one.reading.plain) is not None
    )


def _negative_state(one: Wording) -> bool:
    around = one.reading.plain[one.start : one.end + 16]
    return _words()["absent"].search(around) is not None


def _permission(one: Wording) -> bool:
    here = one.reading.plain[one.start : one.end + 24]
    if _words()["choice"].search(here):
        return True
    if not one.person_is_subject or not one.beside_figures or _PASSIVE.search(here):
        return False
    # “He might like the Tuesday club” grants no Tuesdays.
    return one.start < one.clause.start or len(one.within(one.start, one.clause.end)) == 0


EXCUSES: Mapping[str, Callable[[Wording], bool]] = {
    "amount_in_segment": lambda one: _much(one.within(*one.segment)),
    "quantity_in_segment": lambda one: bool(one.within(*one.segment)),
    "frequency_in_segment": lambda one: _often(one.within(*one.segment)),
    "quantity_in_sentence": lambda one: bool(one.within(*one.sentence)),
    "quantity_in_passage": lambda one: one.beside_figures or _dated_thing(one),
    "counted_in_passage": lambda one: _counted(one) or _dated_thing(one),
    "entry_told": lambda one: one.entry_told,
    "quantity_elsewhere": lambda one: one.beside_figures and not one.within(one.clause.start, one.clause.end),
    "act_after_amount": _act_after_amount,
    "fragment_after": _fragment_after,
    "effect_clause": _effect_clause,
    "reason_clause": lambda one: one.clause.opener in _REASON,
    "relative_clause": _relative,
    "subordinate": lambda one: _opener(one) in _SUBORDINATE or _relative(one),
    "subordinate_but_if": lambda one: one.clause.opener in _SUBORDINATE - _SUPPOSING,
    "person_acts": lambda one: one.person_is_subject and not _GIVEN.search(one.before),
    "person_does": lambda one: one.person_is_subject and _DOES.search(one.before[-12:]) is None,
    "person_able": _person_able,
    "persons_own": lambda one: _words()["persons_own"].match(one.after) is not None,
    "person_granted": lambda one: one.person_is_subject and one.beside_figures and not _GIVEN.search(one.before),
    "can_beside_amount": lambda one: one.reading.plain.startswith("can", one.start) and one.beside_figures,
    "after_amount": lambda one: bool(one.within(one.sentence.start, one.start)),
    "after_amount_in_clause": lambda one: bool(one.within(one.clause.start, one.start)),
    "beside_amount": _beside_amount,
    "mode_after_amount": _mode_after_amount,
    "act_in_own_sentence": _act_in_own_sentence,
    "told_beside_amount": _told_beside_amount,
    "fallback": lambda one: _words()["fallback"].search(one.reading.plain, *one.sentence) is not None,
    "permission": _permission,
    "trigger": lambda one: _words()["trigger"].search(one.reading.plain, *one.sentence) is not None,
    "floor": lambda one: _words()["floor"].search(one.reading.plain, *one.sentence) is not None,
    "by_rule": lambda one: _words()["by_rule"].match(one.after) is not None,
    "for_use": lambda one: _ending("for_use").search(one.before) is not None,
    "helped": lambda one: _ending("helped").search(one.before) is not None,
    "same_worker": lambda one: _words()["same_worker"].search(one.before[-45:]) is not None,
    "negative_state": _negative_state,
    "part_of": lambda one: (
        _ending("part_before").search(one.before) is not None
        or _words()["part_after"].search(one.after[:40]) is not None
    ),
    "physical_access": lambda one: _words()["physical"].search(one.reading.plain, one.start, one.end) is not None,
    "name": _by_a_name,
    "named_provider": _named_provider,
}
