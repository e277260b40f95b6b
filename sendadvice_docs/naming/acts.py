"""What only a person does or has, told from the words after a name.

“Zyler wakes at two” has a person in it whatever Zyler is; “Leicester is busy” need not. Verbs are looked up in sets, so
that nothing large has to be compiled before the first advice is read.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cached_property, lru_cache

from sendadvice_docs.naming.lists import data_of
from sendadvice_docs.words import inflected, source_of


class Act(IntEnum):
    """How surely what follows a name is done by a person: not at all, perhaps, by a mind, by a body."""

    NONE = 0
    ANY = 1
    MENTAL = 2
    BODILY = 3


_WORD = re.compile(r"\s*,?\s*([a-z]+(?:[-'][a-z]+)*)")
_CONTRACTED = re.compile(r"'(?:ll|d)\s|'s (?:not|been|got|now|very|still|always|never|just|so|unable|able|[a-z]+ing)\b")
_OWNED = re.compile(r"'s?\s+((?:[a-z][a-z'-]*[ ,]*){1,4})")
_HIGHEST_FIRST = (Act.BODILY, Act.MENTAL, Act.ANY)


class Acts:
    """The verbs and belongings of people; every question takes the plain text after a name."""

    def __init__(self) -> None:
        """Read the lists."""
        data = data_of("around")
        self._data = data
        self._plain: dict[str, Act] = {}
        self._finite: dict[str, Act] = dict.fromkeys(data["states"].split(), Act.ANY)
        for name, act in (("general", Act.ANY), ("mental", Act.MENTAL), ("bodily", Act.BODILY)):
            for verb in data[name].split():
                self._plain[verb] = act
                self._finite |= {form: act for form in inflected(verb)[1:] if not form.endswith("ing")}
            self._finite |= dict.fromkeys(data[f"{name}_past"].split(), act)
        self._together = frozenset(data["together"].split())
        self._belongings = frozenset(data["belongings"].split())
        self._qualities = frozenset(data["qualities"].split())
        self._helps = frozenset(data["help"].split())

    @cached_property
    def _between(self) -> re.Pattern[str]:
        return re.compile(rf"(?:[ ,]+(?:{self._data['between']})(?![\w'])){{0,2}}")

    @cached_property
    def _helping(self) -> re.Pattern[str]:
        adverb = r"(?:[a-z]+ly |also |not |still |always |never |only |often )?"
        return re.compile(rf"\s*(?:{self._data['helping']})\s+{adverb}([a-z]+(?:-[a-z]+)?)")

    @cached_property
    def _said(self) -> re.Pattern[str]:
        return re.compile(r"\s*(?:" + "|".join(source_of(one) for one in self._data["said_of"]) + ")")

    @cached_property
    def _helped(self) -> re.Pattern[str]:
        return re.compile(rf"\s+{self._data['helped']}(?!\w)")

    def after(self, after: str) -> Act:
        """Return how surely a person does what the text after a name says of it."""
        if self._said.match(after):
            return Act.BODILY
        if _CONTRACTED.match(after):
            return Act.ANY
        skipped = self._between.match(after)
        rest = after[skipped.end() :] if skipped else after
        if helping := self._helping.match(rest):
            return self._plain.get(helping[1], Act.ANY)
        word = _WORD.match(rest)
        goes_on = skipped is not None and skipped.end() > 0
        if word is None or (rest.lstrip()[:1] in ",;.:" and not goes_on):
            return Act.NONE
        return self._finite.get(word[1], Act.NONE)

    def owned(self, after: str) -> bool:
        """Return whether what follows an apostrophe s is had by nobody but a person: “…'s mother”."""
        match = _OWNED.match(after)
        if match is None:
            return False
        for word in match[1].replace(",", " ").split():
            bare = word.removesuffix("'s")
            if bare in self._belongings or bare.rpartition("-")[2] in self._belongings:
                return True
            if bare not in self._qualities:
                return False
        return False

    def together(self, after: str) -> bool:
        """Return whether what follows two names joined by “and” is done by both."""
        skipped = self._between.match(after)
        word = _WORD.match(after, skipped.end() if skipped else 0)
        return word is not None and word[1] in self._together

    def done_for(self, before: str, after: str) -> bool:
        """Return whether something is done for the bearer: “help May to dress”, “can take Zyler out”."""
        last = before.rstrip().rpartition(" ")[2].lstrip("\"'(")
        if last in self._helps:
            return self._helped.match(after) is not None
        return last in ("for", "with") and re.match(r"\s+to [a-z]", after) is not None


@lru_cache(maxsize=1)
def acts() -> Acts:
    """Return the verbs and belongings, read on the first call."""
    return Acts()
