"""Whose a fact is: who the words right before it speak of.

The nearest one spoken of before a fact in its clause has it, one behind “of”, “by” or “between” right after it comes
first, and a relative clause speaks of the one before it. Where that cannot be told, nobody has it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from sendadvice_docs import whose_words as said
from sendadvice_docs.language import Clause, Stretch
from sendadvice_docs.persons import Mention, Who
from sendadvice_docs.referents import Referents


class Holder(NamedTuple):
    """Somebody else whom a fact is about: where they are spoken of, and the words for them."""

    start: int
    end: int
    called: str


class Whose(Referents):
    """Tells whose a fact in one text is."""

    def holder_of(self, start: int, end: int) -> Holder | None:
        """Return who has the fact that stands at `start` to `end`, where it is somebody else than the person."""
        sentence, clause = self._reading.sentence_at(start), self._reading.clause_at(start)
        # “Joe was abused by his uncle” tells what was done to Joe; “the abuse by his uncle” what the uncle did.
        done = re.search(r"(?:ed|en|taken)$", self._reading.plain[start:end]) is not None
        if not done and (after := self._named_after(end, sentence)):
            return self._as_holder(after, start)
        if parental := said.PARENTAL.search(self._reading.plain, max(sentence.start, start - 40), start):
            return Holder(
                parental.start(), parental.end(1), "a parent" if "sibling" not in parental[1] else "a sibling"
            )
        before = self._before(sentence, start)
        one, pronoun = self._nearest(before, clause, start)
        if one is None and pronoun is None:
            one = self._antecedent(clause, before) if clause.start > sentence.start else None
            if one is None:
                return self._agent(start, end) or (self._left_with(end, sentence) if start == sentence.start else None)
        if clause.opener in ("who", "whom", "whose") and said.RESUMED.search(self._reading.plain[clause.start : start]):
            one, pronoun = self._antecedent(clause, before), None
        if pronoun is not None:
            resolved = self._stands_for(pronoun, sentence)
            if resolved is None:
                return None
            return Holder(pronoun.start(), pronoun.end(), self._called(resolved))
        return None if one is None else self._of_mention(one, clause, before, (start, done))

    def _of_mention(self, one: Mention, clause: Clause, before: list[Mention], fact: tuple[int, bool]) -> Holder | None:
        """Return who has a fact that stands after a mention; `fact` is where it is and whether it was done to them."""
        start, done = fact
        sentence = self._reading.sentence_at(start)
        if self._is_joined(one):
            return None
        if owner := self._owner(one):
            resolved = self._stands_for(owner, sentence)
            return Holder(owner.start(), one.end, self._called(resolved)) if resolved else None
        if said.FINDS.match(self._reading.plain, one.end, start):
            return None
        between = self._reading.plain[one.end : start]
        if said.COORDINATE.match(between) or (done and one.owns and said.AND_DONE.fullmatch(between)):
            return self._subject(clause, sentence, start)
        if self._is_on_the_way(one, clause, before, start):
            return None
        one = self._true_subject(one, clause, before, start)
        return self._as_holder(one, start) if self._is_somebody_else(one) else None

    def done_to(self, end: int) -> int | None:
        """Return the end of the one, not the person, to whom something is done that ends at `end`: “hit Carol”."""
        at = bisect_left(self._starts, end)
        if at == len(self._mentions):
            return None
        one, plain = self._mentions[at], self._reading.plain
        if one.who is Who.CHILD and not one.owns:
            return None  # what was done to the person is the person's own
        return one.end if said.TO.fullmatch(plain, end, one.start) and not plain.startswith(" at ", one.end) else None

    def _agent(self, start: int, end: int) -> Holder | None:
        """Return the one whom a fact itself names: “a known paedophile lives at number 9”."""
        plain = self._reading.plain
        if said.AGENT.fullmatch(plain, start, end) and said.LIVES.match(plain, end):
            return Holder(start, end, "that person")
        return None

    def _left_with(self, end: int, sentence: Stretch) -> Holder | None:
        """Return whom a fact that opens a sentence is said to weigh on."""
        for one in self._between(end, sentence.end):
            if said.LEAVES.fullmatch(self._reading.plain, end, one.start):
                return self._as_holder(one, end) if self._is_somebody_else(one) else None
        return None

    def _subject(self, clause: Clause, sentence: Stretch, start: int) -> Holder | None:
        """Return whom a clause begins with, where that is somebody else: the fact is said of them after an “and”."""
        first = next((one for one in self._between(clause.start, start) if not one.owns), None)
        pronoun = said.PRONOUN.search(self._reading.plain, clause.start, start)
        if (
            pronoun is not None
            and (first is None or pronoun.start() < first.start)
            and pronoun[0] not in said.POSSESSIVES
        ):
            found = self._stands_for(pronoun, sentence)
            return Holder(pronoun.start(), pronoun.end(), self._called(found)) if found else None
        if first is None and clause.opener in ("who", "whose"):
            first = self._antecedent(clause, self._between(sentence.start, clause.start))
        return self._as_holder(first, start) if first is not None and self._is_somebody_else(first) else None

    def _is_on_the_way(self, one: Mention, clause: Clause, before: list[Mention], start: int) -> bool:
        """Return whether somebody is only spoken of in passing: “Joe lived with his aunt under a care order”."""
        if not said.WITH.search(self._reading.plain, max(clause.start, one.start - said.NEAR), one.start):
            return False
        if not said.UNDER.fullmatch(self._reading.plain, one.end, start):
            return False
        first = next((other for other in before if clause.start <= other.start), one)
        return first.who is not Who.PRIVATE

    def _is_joined(self, one: Mention) -> bool:
        """Return whether the person has the fact too: “Joe and his brother were …”."""
        before = self._reading.plain[max(0, one.start - said.NEAR) : one.start]
        if said.HE_AND.search(before):
            return True
        last = next((other for other in self._backwards(one.start) if other.end <= one.start), None)
        if last is None or last.who not in (Who.CHILD, Who.CHILD_NOUN) or last.owns:
            return False
        return said.AND.fullmatch(self._reading.plain, last.end, one.start) is not None

    def _backwards(self, start: int) -> Iterator[Mention]:
        """Yield whom the text speaks of before `start`, the last one first."""
        return (self._mentions[at] for at in range(bisect_left(self._starts, start) - 1, -1, -1))

    def _owner(self, one: Mention) -> re.Match[str] | None:
        """Return the pronoun that tells whose children are meant: “her own children were …”."""
        if one.who is Who.PRIVATE or not one.several:
            return None
        return said.OWN_CHILDREN.search(self._reading.plain, max(0, one.start - said.NEAR), one.start)

    def _before(self, sentence: Stretch, start: int) -> list[Mention]:
        return [one for one in self._between(max(sentence.start, start - said.FAR), start) if one.end <= start]

    def _named_after(self, end: int, sentence: Stretch) -> Mention | None:
        """Return who stands right after a fact: “violence between his parents”, “the arrest of her uncle”."""
        for one in self._between(end, sentence.end):
            if one.owns and one.who is Who.CHILD:
                continue
            fits = one.start - end < 48 and said.AFTER.fullmatch(self._reading.plain, end, one.start)
            return one if fits and self._is_somebody_else(one) else None
        return None

    def _nearest(
        self, before: list[Mention], clause: Clause, start: int
    ) -> tuple[Mention | None, re.Match[str] | None]:
        """Return who is spoken of last in the clause before a fact: by a word or name, or by a pronoun."""
        inside = [one for one in before if clause.start <= one.start]
        if not inside and clause.opener in ("who", "whose", "whom", "which", ",", "(", "and", "-", "–", "—"):
            found = self._antecedent(clause, before)
            if found is not None and not said.PRONOUN.search(self._reading.plain, clause.start, start):
                return found, None
        last = inside[-1] if inside else None
        pronouns = list(said.PRONOUN.finditer(self._reading.plain, max(clause.start, start - said.FAR), start))
        pronoun = pronouns[-1] if pronouns else None
        if last is not None and (pronoun is None or pronoun.start() < last.start):
            return last, None
        return None, pronoun

    def _true_subject(self, one: Mention, clause: Clause, before: list[Mention], start: int) -> Mention:
        """Return who a fact is said of where the nearest one spoken of is only on the way to it."""
        between = self._reading.plain[one.end : start]
        if one.who in (Who.CHILD, Who.CHILD_NOUN) and clause.opener in ("who", "whose", "whom") and "," in between:
            return self._antecedent(clause, before) or one
        return one

    def _as_holder(self, one: Mention, start: int) -> Holder:
        first = min(start, one.start)
        return Holder(first, one.end, self._called(one))

    def _called(self, one: Mention) -> str:
        words = self._reading.text[one.start : one.end]
        return f"the {words}" if words.islower() else words
