"""A rule about sensitive facts: it asks whose fact it is, and speaks where it is somebody else's than the person's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Any

from sendadvice_docs import ready, resources
from sendadvice_docs.datafile import read_data
from sendadvice_docs.exemplar import entry_of
from sendadvice_docs.language import Reading, read
from sendadvice_docs.model import Advice, Circumstances, Outcome, Provision
from sendadvice_docs.phrases import Found, Phrases
from sendadvice_docs.rule import Rule
from sendadvice_docs.source import Field
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.whose import Holder, Whose

_CARE, _ILLNESS, _TOWARDS, _VIOLENCE = "care", "illness", "towards", "violence"
#: The facts that a field tells of the person as a rule.
_OWN = {"involvement/summary": (_CARE,), "involvement/relevance": (_CARE,), "needs/linked_to": (_ILLNESS,)}
_BARE_NAME = re.compile(r"(?:(?:Miss|Ms|Mr|Master) )?[A-Z][\w-]+(?: [A-Z][\w-]+)?")
#: “A half-brother, Reece”: the text itself says whose name it is.
_INTRODUCED = re.compile(
    r"(?:brother|sister|sibling|mother|father|mum|dad|parent|aunt|uncle|cousin|niece|nephew|gran|nan|mother|partner|son"
    r"|daughter|twin|friend|carer|neighbour)(?: called| named|,| \()?\s*\Z"
)
_PLACE = re.compile(r" (?:boroughs?|council|county|city)\b")
_FOR = re.compile(r" for (?=\w)")
#: What says that somebody has what follows: “has asthma”, “Ann (diabetic)”, “his gran's stroke”.
_IS_ILL = re.compile(
    r"(?:^'s?\s(?:[\w-]+\s)?|^\s*[(,]\s*(?:who\s|an?\s|also\s)*|\b(?:has|had|have|having|with|is|are|was|were|being|got|gets|suffer\w*|develop\w*|diagnos\w*|treat\w*|dying|living|survived|beaten)\b[\w\s,'-]{0,40})$"
)


@lru_cache(maxsize=1)
def _lexicon() -> tuple[Phrases, Phrases]:
    """Return the wordings of sensitive facts by their kind, and what only looks like them.

    Those of `towards` are marked so: they are facts only where somebody follows whom they are done to.
    """
    data = read_data(resources.resource("checks", "lexicons", "sensitive.yaml"))
    kinds: Mapping[str, list[str]] = data["kinds"]
    return (
        Phrases(
            [
                *((kind, one) for kind, phrases in kinds.items() for phrase in phrases for one in _apart(phrase)),
                *((_TOWARDS, one) for phrase in data["towards"] for one in _apart(phrase)),
            ]
        ),
        Phrases(("", one) for phrase in data["lookalikes"] for one in _apart(phrase)),
    )


def _apart(phrase: str) -> Iterator[str]:
    """Yield the alternatives of a phrase that stand outside brackets, each a phrase of its own."""
    depth = last = 0
    for index, character in enumerate(phrase):
        depth += (character == "(") - (character == ")")
        if character == "|" and depth == 0:
            yield phrase[last:index]
            last = index + 1
    yield phrase[last:]


def _sensitive(plain: str) -> list[Found]:
    """Return the sensitive wordings of a text in order, without those inside others and those that only look so."""
    facts, lookalikes = _lexicon()
    found = sorted(facts.find(plain), key=lambda one: (one.start, -one.end))
    if not found:
        return []
    excused = [(one.start, one.end) for one in lookalikes.find(plain)]
    kept: list[Found] = []
    for one in found:
        if any(start < one.end and one.start < end for start, end in excused):
            continue
        if not kept or one.end > kept[-1].end:
            kept.append(one)
    return kept


class _Cues:
    """The patterns of the rule, compiled when a sensitive wording is met first."""

    def __init__(self, match: Mapping[str, Any]) -> None:
        self.negated = _either(match["negated"], r"(?:\s+(?!and\b|but\b)[\w'-]+){0,4}\s*$")
        self.nobody = _either(match["nobody"])
        self.at_work = _either(match["at_work"], r"(?:\s+[\w'-]+){0,5}\s*$")
        self.told_of = _either(match["told_of"], r"(?:[\s,]+(?!and\b|but\b|who\b|is\b|was\b|has\b)[\w'-]+){0,6}\s*$")
        self.by_care = _either(match["by_care"])
        self.limits_care = _either(match["limits_care"])


def _either(patterns: list[str], after: str = "") -> re.Pattern[str]:
    return ready.compiled(rf"(?<![\w'])(?:{'|'.join(patterns)})(?![\w']){after}".replace(" ", r"\s+"))


@dataclass(frozen=True)
class _Fact:
    """A sensitive wording with whose it is."""

    found: Found
    holder: Holder


class _Rule:
    """The check: built once from a rule, asked of every field."""

    def __init__(self, rule: Rule) -> None:
        self._where = rule.where
        self._match = rule.match
        self._soft = frozenset(rule.match["soft"])
        self._households = frozenset(rule.match["households"])
        self._of_households = frozenset(rule.match["of_households"])
        self._of_the_home = frozenset(rule.match["of_the_home"])
        self._views: tuple[str, ...] = tuple(rule.match["views"])
        self._cues: _Cues | None = None

    @property
    def cues(self) -> _Cues:
        """Return the patterns, compiled on the first call."""
        if self._cues is None:
            self._cues = _Cues(self._match)
        return self._cues

    def __call__(self, subject: Subject) -> Iterator[Hit]:
        set_out = _set_out_with_consent(subject.advice)
        for field in subject.where(self._where):
            facts = self._facts(field, subject.circumstances)
            if entry_of(field.pointer) in set_out:
                facts = (one for one in facts if one.found.label not in self._of_the_home)
            reading = read(field.text)
            last: list[_Fact] = []
            for one in facts:
                if last and reading.sentence_at(last[-1].found.start) != reading.sentence_at(one.found.start):
                    yield _hit(field, last)
                    last = []
                last.append(one)
            if last:
                yield _hit(field, last)

    def _facts(self, field: Field, circumstances: Circumstances) -> Iterator[_Fact]:
        reading = read(field.text)
        views = any(fnmatchcase(field.name, name) for name in self._views)
        whose: Whose | None = None
        for one in _sensitive(reading.plain):
            if self._is_excused(reading, one) or (views and one.label in self._soft):
                continue
            whose = whose or Whose(reading, circumstances, views=views)
            if one.label == _TOWARDS:
                after = whose.done_to(one.end)
                if after is None:
                    continue
                one = Found(_VIOLENCE, one.start, after)  # noqa: PLW2901
            holder = whose.holder_of(one.start, one.end)
            if holder is None:
                continue
            if holder.called.lower().removeprefix("the ") in self._households and one.label not in self._of_households:
                continue
            if self._may_be_the_persons(field, one, holder, circumstances):
                continue
            if one.label in self._soft and self._explains_caring(reading, one):
                continue
            if one.label == _ILLNESS and not _IS_ILL.search(reading.plain[holder.end : one.start]):
                continue  # “Mick in the use of the epilepsy monitor”
            yield _Fact(one, holder)

    def _may_be_the_persons(self, field: Field, one: Found, holder: Holder, circumstances: Circumstances) -> bool:
        """Return whether a fact is rather the person's own, under a wrong name or told beside a place.

        A name the advice knows nobody by, in a history of the person's own care or a reason for the person's needs,
        is more likely to be left over from another advice (SC801) than somebody with the same history.
        """
        plain = read(field.text).plain
        if _PLACE.match(plain, holder.end):
            return True
        if one.label == _CARE and _FOR.match(plain, one.end):
            whose = plain[one.end : one.end + 60]
            return any(
                name and name.lower() in whose
                for name in (circumstances.preferred_name, circumstances.name.split(" ")[0])
            )
        if one.label not in _OWN.get(field.name, ()) or not _BARE_NAME.fullmatch(holder.called):
            return False
        if _INTRODUCED.search(plain, 0, holder.start):
            return False
        listed = {part.lower() for person in circumstances.people for part in person.name.split()}
        return not any(part.lower() in listed for part in holder.called.split())

    def _is_excused(self, reading: Reading, one: Found) -> bool:
        """Return whether it is denied, somebody's job, or what a film is about."""
        clause, sentence = reading.clause_at(one.start), reading.sentence_at(one.start)
        before = reading.plain[clause.start : one.start]
        if self.cues.negated.search(before) or self.cues.nobody.search(before):
            return True
        before = reading.plain[max(sentence.start, one.start - 120) : one.start]
        return bool(self.cues.at_work.search(before) or self.cues.told_of.search(before))

    def _explains_caring(self, reading: Reading, one: Found) -> bool:
        """Return whether an illness came of the caring, or is told because it limits the care somebody can give."""
        sentence = reading.sentence_at(one.start)
        after = reading.beside(sentence, 1)
        text = reading.plain[sentence.start : sentence.end]
        follows = reading.plain[after.start : after.end] if after else ""
        return bool(
            self.cues.by_care.search(text)
            or self.cues.limits_care.search(text)
            or self.cues.limits_care.search(follows)
        )


def _set_out_with_consent(advice: Advice | None) -> frozenset[str]:
    """Return the pointers of the needs not related to SEND that were agreed to, and of what serves them alone."""
    agreed = [one for one in advice.needs if one.related_to_send is False and one.consent] if advice else []
    if advice is None or not agreed:
        return frozenset()
    ids = {one.id for one in agreed}
    entries: list[Outcome | Provision] = [*advice.outcomes, *advice.provision]
    serving = [one.pointer for one in entries if one.needs and ids.issuperset(one.needs)]
    return frozenset([*(one.pointer for one in agreed), *serving])


def _hit(field: Field, facts: list[_Fact]) -> Hit:
    """Return one hit for the facts of a sentence, from the first one's holder to the last one's end."""
    first = facts[0]
    reading = read(field.text)
    start = min(first.holder.start, first.found.start)
    clause = reading.clause_at(first.found.start)
    if clause.opener in ("who", "whose", "whom") and start < clause.start:
        start = reading.plain.rfind(clause.opener, start, clause.start)
    end = max(facts[-1].found.end, facts[-1].holder.end)
    return Hit(field.pointer, start, end, {"whom": first.holder.called}, first.found.label)


def build(rule: Rule) -> Check:
    """Return the check for sensitive facts about somebody else than the person (see the kind's schema)."""
    return _Rule(rule)
