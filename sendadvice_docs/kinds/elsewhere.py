"""A rule of needs that somebody else meets: by their field `met_by`, or by what their prose says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from sendadvice_docs import labels
from sendadvice_docs.commitments import LONGEST_SENTENCE
from sendadvice_docs.context import governing
from sendadvice_docs.exemplar import entry_of
from sendadvice_docs.language import Reading, Stretch, plain, read
from sendadvice_docs.matching import Patterns
from sendadvice_docs.model import Need
from sendadvice_docs.pieces import compiled_with
from sendadvice_docs.rule import Rule
from sendadvice_docs.subject import Check, Hit, Subject


class _Met(NamedTuple):
    """A sentence that says that others meet the need: where it says so from, where it ends, and whether outright.

    `since` is where the need as such has been told: past the clause's last turn, or where the clause begins that says
    in so many words that nothing is left, which `nothing` tells.
    """

    start: int
    end: int
    outright: bool
    since: int
    nothing: bool


class _Whose(NamedTuple):
    """Whose need it is: the pattern of the family's first names, and the parts of the person's own names."""

    family: re.Pattern[str]
    own: frozenset[str]


#: Who does something stands within this many characters before the verb.
_NEAR = 120
#: More words than this after the last of what says that it is met, past a mark, are another statement.
_AFTERTHOUGHT = 5
#: The same where it is said outright that nothing is left, and nothing in it says otherwise.
_REMARK = 12
_APART = re.compile(r"[.;!?\n]")
#: How a sentence begins that goes on about somebody, or something, told of in the one before it.
_GOES_ON = re.compile(
    r"\W*(?:(?:and|so) )?(?:they|that|this|it|these|both|all|she|he|everyone|everybody|it's|that's)(?!\w)"
)
#: A mark, or a word that turns a sentence: what stands before it is another matter.
_TURN = re.compile(r"[,;:.]\s+(?:(?:and|but|so|yet)\s+)?|\s[–—-]\s|\s(?:but|so)\s")
_RELATIVE = frozenset({"who", "which", "whom", "whose"})
#: What stands between somebody and a verb and makes it something that is not done, or not for certain.
_NOT = re.compile(
    r"(?<!\w)(?:not|never|cannot|would|could|might|may|should|must|if|offered|tried|tries|wants?|unless|until|used|says?"
    r"|used to|nobody|no one|neither|none|asked|hopes?|wish\w*|refus\w+|without)(?!\w)|n't(?!\w)"
)
#: Each line of a list is a need of its own.
_LINE = re.compile(r"(?m)^[ \t]*(?:[-*•–▪◦]|\(?[0-9a-z]{1,2}[.)])[ \t]+[^\n]+$")
_CAPITAL = re.compile(r"(?<![\w'’])[A-Z][\w'’]+(?<!['’]s)")
#: Words with a capital that are no names.
_STARTERS = re.compile(
    r"(?:he|she|they|it|this|that|these|those|there|here|the|an|a|his|her|their|its|when|if|as|in|on|at|by|for|with|from"
    r"|and|but|so|since|while|during|after|before|without|once|no|not|yes|all|any|some|each|every|both|most|what|who"
    r"|how|where|why|to|of|or|needs?|help|because|although|though|until|only|also|now|then|i|we|our|my|you|your|one|two"
    r"|being|getting|keeping|having|life|sleep|behaviour|anxiety|weekends?|evenings?|mornings?|holidays?|\w+days?|\w+day"
    r"|january|february|march|april|may|june|july|august|september|october|november|december|ehc|send|autism|english|year"
    r"|social|care|transport|equipment|feeding|bathing|washing|meals|nights?|support|does|is|are|has|have|can|cannot)"
)


class _Elsewhere:
    """Finds in the prose of a need that others meet it; its words come from the rule file."""

    def __init__(self, match: Mapping[str, Any]) -> None:
        pieces: Mapping[str, str] = match["pieces"]

        def of(name: str) -> Patterns:
            return compiled_with(pieces, match[name])

        self.enough, self.handled, self.well = of("enough"), of("handled"), of("well")
        self.doing, self.untroubled = of("doing"), of("untroubled")
        self.others, self.ours = of("others"), of("ours")
        self.left, self.needed, self.limits = of("left"), of("needed"), of("limits")
        self.unless = tuple(match["unless"])

    def _met(
        self, reading: Reading, sentence: Stretch, whose: _Whose, *, told: bool
    ) -> tuple[_Met | None, list[Stretch]]:
        """Return what a sentence says of the need being met, and the stretches that say so.

        `told` is whether the sentence before it told of one of the others, whom this one may go on about.
        """
        text = reading.plain
        said = [Stretch(*one.span()) for one in self.enough.finditer(text, *sentence)]
        closed = reading.clause_at(said[-1].start).start if said else None
        others = self.others.search(text, *sentence) or whose.family.search(text, *sentence)
        handled = [
            Stretch(*one.span())
            for one in self.doing.finditer(text, *sentence)
            if self._somebody_does(reading, one.start(), whose)
        ]
        if others or handled or told or _named(reading, sentence, whose):
            if untroubled := [Stretch(*one.span()) for one in self.untroubled.finditer(text, *sentence)]:
                closed = max(closed or 0, reading.clause_at(untroubled[-1].start).start)
                said += untroubled
            well = [Stretch(*one.span()) for one in self.well.finditer(text, *sentence)]
            said += well
            if well and others:
                said.append(Stretch(*others.span()))
            handled += [Stretch(*one.span()) for one in self.handled.finditer(text, *sentence)]
        if not said and not handled:
            return None, []
        first = min(said + handled).start
        start = since = reading.clause_at(first).start
        # What stands before a mark, or before a turn of the sentence, is the need that is then said to be met.
        for turn in _TURN.finditer(text, start, first):
            since = turn.end()
        if closed is not None and closed > start:
            since = closed
        return _Met(start, sentence.end, bool(said), since, closed is not None), said + handled

    def _somebody_does(self, reading: Reading, at: int, whose: _Whose) -> bool:
        """Return whether one of the others, or somebody by name, stands before a verb in its clause and does it."""
        clause = reading.clause_at(at)
        first = max(clause.start, at - _NEAR)
        if clause.opener in _RELATIVE and clause.start - first < _NEAR:
            first = max(reading.clause_at(max(0, clause.start - len(clause.opener) - 3)).start, clause.start - _NEAR)
        between = Stretch(first, at)
        if _NOT.search(reading.plain, first, at):
            return False
        text = reading.plain
        return bool(
            self.others.search(text, *between) or whose.family.search(text, *between) or _named(reading, between, whose)
        )

    def __call__(self, text: str, field: str, whose: _Whose) -> Iterator[Stretch]:
        """Yield where a text says that others meet the need, unless any of it is left; of a list, line by line."""
        reading = read(text)
        lines = [Stretch(*one.span()) for one in _LINE.finditer(text)]
        for part in lines if len(lines) > 1 else [Stretch(0, len(text))]:
            found = self._within(reading, part, field, whose)
            if found is not None:
                yield found

    def _within(self, reading: Reading, part: Stretch, field: str, whose: _Whose) -> Stretch | None:
        sentences = [
            one
            for one in reading.sentences
            if part.start <= one.start < part.end and one.end - one.start <= LONGEST_SENTENCE
        ]
        met: list[_Met] = []
        said: list[Stretch] = []
        told = False
        for sentence in sentences:
            goes_on = told and _GOES_ON.match(reading.plain, sentence.start, sentence.end) is not None
            one, stretches = self._met(reading, sentence, whose, told=goes_on)
            told = goes_on or self.others.search(reading.plain, *sentence) is not None
            if one and governing(reading, one.start, one.end, self.unless, field=field) is None:
                met.append(one)
                said += stretches
        if not met:
            return None
        # What is told before it is said outright that nothing is left has been taken into account.
        last = met[-1]
        after = Stretch(last.since if last.nothing else met[0].since, part.end)
        if self._something_left(reading, after, said):
            return None
        if not any(one.nothing for one in met) and self.limits.search(reading.plain, *after):
            return None
        later = [one for one in sentences if one.start > met[-1].end]
        rest = Stretch(max(one.end for one in said), part.end)
        if later and (not met[-1].outright or self.needed.search(reading.plain, *rest)):
            return None
        # After it is said that this is met, a statement of some length is about something else.
        apart = _APART.search(reading.plain, *rest)
        closing = last.nothing and not self.limits.search(reading.plain, *rest)
        if apart and len(reading.plain[apart.end() : part.end].split()) > (_REMARK if closing else _AFTERTHOUGHT):
            return None
        return Stretch(met[0].start, met[-1].end)

    def _something_left(self, reading: Reading, after: Stretch, said: list[Stretch]) -> bool:
        """Return whether a text says, after some place, that something is left, or that social care is part of it."""
        text = reading.plain
        return self.ours.search(text, *after) is not None or any(
            not any(first < one.end() and one.start() < last for first, last in said)
            for one in self.left.finditer(text, *after)
        )


def _named(reading: Reading, within: Stretch, whose: _Whose) -> bool:
    """Return whether a stretch names somebody, or some organisation, other than the person."""
    return any(
        word[0].lower() not in whose.own and _STARTERS.fullmatch(word[0].lower()) is None
        for word in _CAPITAL.finditer(reading.text, *within)
    )


@lru_cache(maxsize=256)
def _family(people: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of the first names of the family, as a text in lower case has them."""
    first = sorted({plain(name).split()[0] for name in people if name.split()})
    return re.compile(rf"\b(?:{'|'.join(re.escape(one) for one in first) or '(?!)'})\b")


def build(rule: Rule) -> Check:
    """Return the check for needs that others meet.

    A need whose `met_by` is one of `match.met_by` is found there. In the others the prose is read: `match.enough` says
    it outright, `match.well` beside one of `match.others` or of the family's names that it goes well, and
    `match.handled` that one of the others sees to it, as `match.doing` does after one of them or somebody by name; both
    count at the end of a text. `match.untroubled` says beside one of the others that it costs nobody anything.
    `match.left` from there on says that something is left, `match.limits` the same where nothing is said outright,
    `match.ours` that social care is part of it, and `match.needed` after it that there is more. A list is read line
    by line.

    `match.unless` names the states of the context that excuse it, and `match.pieces` are parts of patterns that the
    others name in braces.
    """
    elsewhere = _Elsewhere(rule.match)
    met_by = frozenset(rule.match["met_by"])

    def check(subject: Subject) -> Iterator[Hit]:
        needs: Mapping[str, Need] = {one.pointer: one for one in subject.advice.needs} if subject.advice else {}
        for need in needs.values():
            if need.met_by in met_by:
                values = {
                    "by": labels.MET_BY[need.met_by][0].lower() + labels.MET_BY[need.met_by][1:],
                    "text": labels.opening(need.description) or "no description yet",
                    "id": need.id,
                }
                yield Hit(f"{need.pointer}/met_by", values=values, variant="field")
        about = subject.circumstances
        whose = _Whose(
            _family(tuple(one.name for one in about.people)),
            frozenset(part for name in (about.name, about.preferred_name) for part in plain(name).split()),
        )
        for field in subject.where(rule.where):
            own = needs.get(entry_of(field.pointer))
            if own is not None and own.met_by in met_by:
                continue
            for found in elsewhere(field.text, field.name, whose):
                yield Hit(field.pointer, *found, {"by": "", "text": "", "id": own.id if own else ""})

    return check
