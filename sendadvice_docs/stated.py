"""A wording found in a passage and what stands around it: its clause, who acts, which figures belong to it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property, lru_cache

from sendadvice_docs.commitments import LONGEST_SENTENCE, committed, deliverers
from sendadvice_docs.language import Clause, Reading, Stretch
from sendadvice_docs.matching import Patterns
from sendadvice_docs.quantities import Quantity
from sendadvice_docs.words import compiled

#: No clause is read further from the wording than this, so that text without a mark costs no more than other text.
_FAR = 400
_PARTED = re.compile(
    r", with (?=an? (?:few|bit|little|couple)|some|several|extra|further|additional|more)|,? plus |"
    r",? as well as |,? together with |,? along with |,? and also |,? in addition(?: to)? | \+ |, and "
)


@lru_cache(maxsize=1)
def _person() -> Patterns:
    # A carer on their own is a worker; the family's carers are somebody's.
    family = r"(?:{family})(?<!carer)(?<!carers)|(?:his|her|their|foster|parent|young|family|kinship|'s) carers?(?!'|s)"
    # “Family time” and “a family worker” are nobody of the family.
    works = (
        "time|support|work|workers?|link|group|hub|centre|aide|practitioner|contact|help|breaks?|fund|room|conference"
    )
    other = rf"(?! (?:{works})\b)"
    return compiled([f"(?:{family}){other}|(?:he|she|they|him|her|them)"])


@lru_cache(maxsize=256)
def _named(names: tuple[str, ...]) -> re.Pattern[str]:
    # As written: somebody may be called Will or Grace.
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in names if name) or '(?!)'})(?!\w)")


def _start(one: Quantity) -> int:
    return one.start


@dataclass(frozen=True)
class Wording:
    """A wording found in a passage: the text it stands in, where, and the names of the person and the family.

    `entry_told` says that the fields beside a description give its amount and frequency, `aside` that the passage is no
    provision as a whole, so that only figures that follow in the same sentence are taken to belong to the wording.
    """

    reading: Reading
    start: int
    end: int
    names: tuple[str, ...] = ()
    entry_told: bool = False
    aside: bool = False

    @cached_property
    def sentence(self) -> Stretch:
        """Return the sentence it begins in, cut where it runs on without end."""
        start, end = self.reading.sentence_at(self.start)
        if end - start <= LONGEST_SENTENCE:
            return Stretch(start, end)
        return Stretch(max(start, self.start - _FAR), min(end, self.end + _FAR))

    @cached_property
    def clause(self) -> Clause:
        """Return the clause it begins in."""
        return self.reading.clause_at(self.start)

    @cached_property
    def before(self) -> str:
        """Return what stands before it in its clause, in lower case, or the last of it where that is very long."""
        return self.reading.plain[max(self.clause.start, self.start - _FAR) : self.start]

    @cached_property
    def after(self) -> str:
        """Return what stands after it in its sentence, in lower case, or the first of it where that is very long."""
        return self.reading.plain[self.end : min(self.sentence.end, self.end + _FAR)]

    @property
    def beside_figures(self) -> bool:
        """Return whether the passage holds, outside the wording, a quantity that measures the provision."""
        return any(not self._holds(one) for one in self._figures)

    @cached_property
    def _figures(self) -> tuple[Quantity, ...]:
        found = committed(self.reading.text)
        if not self.aside:
            return found
        return tuple(one for one in found if self.start <= one.start < self.sentence.end)

    def _holds(self, one: Quantity) -> bool:
        return self.start <= one.start and one.end <= self.end

    def within(self, start: int, end: int) -> tuple[Quantity, ...]:
        """Return the quantities that measure the provision and begin in a stretch, but for those within the wording."""
        found = self._figures
        first = bisect_left(found, start, key=_start)
        last = bisect_left(found, end, key=_start)
        return tuple(one for one in found[first:last] if not self._holds(one))

    @cached_property
    def segment(self) -> Stretch:
        """Return the part of its clause that speaks of the same thing: “three hours, plus |some extra help|”."""
        start, end = self.sentence.start, self.sentence.end
        start = max(start, self.reading.plain.rfind(";", start, self.start) + 1)
        right = self.reading.plain.find(";", self.end, end)
        end = right if right >= 0 else end
        for match in _PARTED.finditer(self.reading.plain, start, end):
            if match.end() <= self.start:
                start = match.start()
            elif match.start() >= self.end:
                return Stretch(start, match.start())
        return Stretch(start, end)

    @cached_property
    def person_is_subject(self) -> bool:
        """Return whether the person or the family, and no worker or service, is what its clause speaks of."""
        if not self.before.strip():
            return False
        first, last = self.clause.start, self.start
        if any(first <= term.start < last for term in deliverers(self.reading)):
            return False
        return bool(_person().search(self.before) or _named(self.names).search(self.reading.text, first, last))
