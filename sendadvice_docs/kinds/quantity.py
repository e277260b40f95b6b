"""A rule of provision that says neither how much there will be nor how often."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sendadvice_docs.commitments import committed, deliverers
from sendadvice_docs.exemplar import entry_of, missing_parts, model_sentence, provision_at
from sendadvice_docs.language import Reading, Stretch, Term, read
from sendadvice_docs.model import Advice, Provision
from sendadvice_docs.quantities import Measure, quantities, spelled_out
from sendadvice_docs.rule import Rule
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.words import as_one, compiled

#: A statement of fewer words than this is a heading, and says nothing on its own.
_HEADING = 3
#: Equipment that no worker is said to use is provided where it stands among the first words of its sentence.
_NEAR_THE_HEAD = 6
#: Before somebody who delivers: that is provided besides the equipment.
_BESIDES = re.compile(
    r"(?:\band|\bplus|\bas well as|\balong with|&|\+)"
    r"(?: (?:an?|one|two|some|extra|hours|support|help|time|visits|from|the|with|of|more))*"
    r"(?: [a-z-]+)? \Z"
)
_TELLING = re.compile(
    r"\b(?:(?:care|support) package|package of|help with|support with"
    r"|have|has|had|is|are|was|will|they|he|she|who|which)\b"
)


@dataclass(frozen=True)
class _Entry:
    """One provision as its prose has it: the pointer findings stand at, its fields by their last name, the record."""

    pointer: str
    texts: Mapping[str, str]
    provision: Provision | None


def _ended(patterns: list[str]) -> re.Pattern[str]:
    return as_one((spelled_out(one) for one in patterns), r"\Z")


class _Unquantified:
    """The check: built once from a rule, asked of every provision."""

    def __init__(self, rule: Rule) -> None:
        match: Mapping[str, Any] = rule.match
        self.where = rule.where
        self.things = str(match["things"])
        self.supplied = compiled(match["supplied"])
        self.in_use = _ended(match["in_use"])
        self.counted = _ended(match["counted"])
        self.unmeasured = compiled(spelled_out(one) for one in match["unmeasured"])
        self.dated = compiled([match["dated"]])
        self.uncounted = compiled([match["uncounted"]])
        self.another_rule = compiled(match["another_rule"])
        self.payment = compiled(match["payment"])
        self.staff = compiled(spelled_out(one) for one in match["staff"])
        self.number = compiled([spelled_out("{number}")])

    def _thing(self, reading: Reading, term: Term) -> bool:
        """Return whether equipment is what is provided here, not what a carer uses."""
        sentence = reading.sentence_at(term.start)
        left = reading.plain[sentence.start : term.start]
        if self.in_use.search(left):
            return False
        if self.supplied.search(reading.plain, *sentence):
            return True
        if any(sentence.start <= one.start < term.start for one in deliverers(reading)):
            return False
        return len(left.split()) <= _NEAR_THE_HEAD and not _TELLING.search(left)

    def _once(self, reading: Reading) -> bool:
        """Return whether a sentence tells of something done once, and its date: “bought for her on 3 October”."""
        return any(
            one.measure is Measure.DATE and self.dated.search(reading.plain, *reading.sentence_at(one.start))
            for one in quantities(reading.text)
        )

    def _things(self, reading: Reading) -> bool:
        """Return whether equipment is provided, and how many or by when is told."""
        things = [term for term in reading.terms(self.things) if self._thing(reading, term)]
        if not things:
            return False
        if any(_BESIDES.search(reading.plain, things[0].end, one.start) for one in deliverers(reading)):
            # “A car seat, and an outreach worker”: the worker's hours are still to be told.
            return False
        if any(one.measure is Measure.DATE for one in quantities(reading.text)):
            return True
        return all(self._counted(reading, one) for one in things)

    def _counted(self, reading: Reading, thing: Term) -> bool:
        """Return whether it is told how many there are: “two gates”, “a gate”, and “bath seat”, which is one."""
        if self.uncounted.fullmatch(thing.wording) is None:
            return True
        return self.counted.search(reading.plain[reading.sentence_at(thing.start).start : thing.start]) is not None

    def _said(self, text: str) -> bool:
        """Return whether a description tells how much or how often, or speaks of what has neither."""
        if committed(text):
            return True
        reading = read(text)
        if self.unmeasured.search(reading.plain) or self._things(reading) or self._once(reading):
            return True
        statements = [one for one in reading.sentences if len(reading.plain[one.start : one.end].split()) >= _HEADING]
        return bool(statements) and all(self._elsewhere(reading, one) for one in statements)

    def _elsewhere(self, reading: Reading, sentence: Stretch) -> bool:
        """Return whether a sentence is an assessment or a referral, which is another rule's fault."""
        return self.another_rule.search(reading.plain, *sentence) is not None

    def _figures(self, text: str) -> bool:
        """Return whether one of the short fields gives a figure: “3 hours”, “weekly”, but not “1:1” or “two carers”."""
        if committed(text):
            return True
        reading = read(text)
        return self.number.search(self.staff.sub(" ", reading.plain)) is not None

    def _entries(self, subject: Subject) -> Iterator[_Entry]:
        texts: dict[str, dict[str, str]] = {}
        for field in subject.where(self.where):
            texts.setdefault(entry_of(field.pointer), {})[field.name.rpartition("/")[2]] = field.text
        if subject.whole:
            for pointer, own in texts.items():
                yield _Entry(pointer, own, provision_at(subject.advice, pointer))
            yield from _untold(subject.advice, texts)
            return
        for field in subject.where(self.where):
            if field.name.endswith("/description"):
                yield _Entry(field.pointer, {"description": field.text}, None)

    def _variant(self, text: str) -> str:
        reading = read(text)
        if self.payment.search(reading.plain):
            return "payment"
        return "things" if any(self._thing(reading, one) for one in reading.terms(self.things)) else ""

    def __call__(self, subject: Subject) -> Iterator[Hit]:
        for entry in self._entries(subject):
            description = entry.texts.get("description", "")
            if any(self._figures(entry.texts.get(name, "")) for name in ("amount", "frequency")):
                continue
            if description and self._said(description):
                continue
            which = entry.provision.id if entry.provision and entry.provision.id else "This provision"
            values = {
                "which": which,
                "missing": missing_parts(entry.provision),
                "model": model_sentence(entry.provision),
            }
            yield Hit(entry.pointer, None, None, values, self._variant(description))


def _untold(advice: Advice | None, known: Mapping[str, object]) -> Iterator[_Entry]:
    """Yield the provisions that hold no prose at all but say who delivers or under what law."""
    for one in advice.provision if advice else ():
        if one.pointer not in known and (one.category or one.legal_basis):
            yield _Entry(one.pointer, {}, one)


def build(rule: Rule) -> Check:
    """Return the check for provision without amount or frequency.

    In a whole advice the finding stands at the entry, whose fields amount and frequency count with its description;
    in a bare passage at its field. `match.things` names the lexicon of equipment, for which a number or a date is
    enough: `supplied`, `in_use`, `counted` and `uncounted` tell what is provided from what is used, and whether its
    number is told. `match.dated` is what is done once and has a date, `match.unmeasured` what has no quantity,
    `match.another_rule` what SC509 speaks of, `match.payment` money to the family, and `match.staff` numbers that
    count staff and not support.
    """
    return _Unquantified(rule)
