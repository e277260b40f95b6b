"""Names of service involvement in prose, and which of them count.

A name may be a service, a plan, an order, a worker or an everyday word. It does not count where it is denied, where
it is somebody else's involvement or job, or where a loose word (“referral”) is another service's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from sendadvice_docs import resources
from sendadvice_docs.datafile import read_data
from sendadvice_docs.language import Reading, Stretch
from sendadvice_docs.matching import Patterns
from sendadvice_docs.phrases import Phrases
from sendadvice_docs.words import compiled

#: The lexicons of names, and whether they name something standing, or are loose words.
_LEXICONS: Mapping[str, tuple[bool, bool]] = {
    "involvement": (False, False),
    "involvement_services": (False, False),
    "involvement_standing": (True, False),
    "involvement_loose": (False, True),
}
#: The lexicon of everyday words that count in the record of involvement only.
_FAINT = "involvement_faint"
#: How far before a name its “his” is looked for, in characters.
_NEAR = 40
#: How far a clause is looked at about a name, in characters: nobody writes longer ones for people to read.
_FAR = 240
#: A denial reaches no further than this many words.
_DENIED_WORDS = 5
_TODAYS = re.compile(
    r"\b(?:his|her|their|our|the|my|current|new|present)\s+"
    r"(?:(?!first|last|former|previous|old|then|second|third|only|one|time|years|months|weeks)\w+\s+)?$"
)
#: What opens a clause about somebody named before it.
_RELATIVE = frozenset({"who", "whose", "which"})
#: “No referral, contact or assessment”
_LISTED = re.compile(r"\b(?:or|nor)\b")
_CHILD = re.compile(r"\b(?:he|she|they|him|her|them|the (?:children|boys|girls|twins)|all|both)\b")


@lru_cache(maxsize=1)
def _lexicons() -> Phrases:
    """Return the names of all the lexicons, labelled by the lexicon's name."""
    entries: list[tuple[str, str]] = []
    for name in (*_LEXICONS, _FAINT):
        data = read_data(resources.resource("checks", "lexicons", f"{name}.yaml"))
        entries += [(name, phrase) for phrase in data["phrases"]]
    return Phrases(entries)


class Mention(NamedTuple):
    """A name of involvement: code-point offsets, and what kind of name.

    `standing`: history only where its end is told. `loose`: outside the record of involvement it needs company.
    """

    start: int
    end: int
    standing: bool = False
    loose: bool = False


class Cues(dict[str, Patterns]):
    """A rule's cues: lists of patterns by name, each compiled when a text first calls for it."""

    def __init__(self, patterns: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self._patterns = patterns

    def __missing__(self, name: str) -> Patterns:
        self[name] = compiled(self._patterns[name])
        return self[name]


class Names:
    """Finds the names of involvement that count, with a rule's cues."""

    def __init__(self, cues: Cues) -> None:
        self._cues = cues

    def find(self, reading: Reading, *, in_history: bool) -> list[Mention]:
        """Return the names that count, in order and apart; `in_history` says the text is the record of involvement."""
        found: list[Mention] = []
        for name in _lexicons().find(reading.plain):
            if name.label in _LEXICONS:
                found.append(Mention(name.start, name.end, *_LEXICONS[name.label]))
            elif in_history:
                found.append(Mention(name.start, name.end, loose=True))
        found += [Mention(*match.span()) for match in self._cues["named"].finditer(reading.plain)]
        if in_history:
            found += [Mention(*match.span()) for match in self._cues["acts"].finditer(reading.plain)]
        apart: list[Mention] = []
        for one in sorted(found, key=lambda mention: (mention.start, -mention.end)):
            if not apart or one.start >= apart[-1].end:
                apart.append(one)
        return [self._read_as(reading, one) for one in self._counted(reading, apart, in_history=in_history)]

    def _counted(self, reading: Reading, names: Sequence[Mention], *, in_history: bool) -> Iterator[Mention]:
        """Yield the names that count; where another service's was referred, its being closed is that service's too."""
        others: Stretch | None = None
        for one in names:
            beside = others is not None and others.start <= one.start < others.end
            if beside and one.loose and self._is(reading.plain, one, "by_others_too"):
                continue
            if self._counts(reading, one, in_history=in_history):
                yield one
            elif one.loose:
                clause = reading.clause_at(one.start)
                if self._cues["elsewhere_before"].search(reading.plain, clause.start, one.start):
                    others = reading.sentence_at(one.start)

    def _counts(self, reading: Reading, mention: Mention, *, in_history: bool) -> bool:
        plain = reading.plain
        whole = reading.clause_at(mention.start)
        clause = Stretch(max(whole.start, mention.start - _FAR), min(whole.end, mention.end + _FAR))
        if self._denied(plain, clause, mention) or self._of_others(reading, clause, mention):
            return False
        if self._cues["things"].search(plain, *clause):
            return False
        if not mention.loose:
            return True
        if self._of_another_service(plain, clause, mention):
            return False
        sentence = reading.sentence_at(mention.start)
        near = max(sentence.start, mention.start - _FAR), min(sentence.end, mention.end + _FAR)
        return in_history or self._cues["services"].search(plain, *near) is not None

    def _denied(self, plain: str, clause: Stretch, mention: Mention) -> bool:
        denials = list(self._cues["denied"].finditer(plain, clause.start, mention.start))
        if not denials:
            return False
        between = plain[denials[-1].end() : mention.start]
        if "," in between and not _LISTED.search(plain, denials[-1].end(), min(clause.end, mention.end + _NEAR)):
            return False
        return len(between.split()) <= _DENIED_WORDS and not self._cues["denial_ends"].search(between)

    def _of_others(self, reading: Reading, clause: Stretch, mention: Mention) -> bool:
        """Return whether it is a relative's involvement, or somebody's own job."""
        plain = reading.plain
        # “His brother, who is away, had a plan”: who it was stands before the clause that “who” opens.
        opened = reading.clause_at(mention.start).opener in _RELATIVE
        first = reading.sentence_at(mention.start).start if opened else clause.start
        before = Stretch(max(first, mention.start - _FAR), mention.start)
        if self._cues["others"].search(plain, *before) or self._cues["own_childhood"].search(plain, *clause):
            return True
        if self._is(plain, mention, "people") and self._cues["jobs"].search(plain, *before):
            return True
        if not self._is(plain, mention, "care"):
            return False
        # The verb may belong to the name: “Mum |was fostered|”.
        other = self._cues["others_in_care"].search(plain, before.start, mention.end)
        return other is not None and not _CHILD.search(plain, other.end(), mention.start)

    def _of_another_service(self, plain: str, clause: Stretch, mention: Mention) -> bool:
        before = Stretch(clause.start, mention.start)
        if self._cues["elsewhere_before"].search(plain, *before):
            return True
        if self._is(plain, mention, "by_others_too") and self._cues["by_others"].search(plain, *before):
            return True
        return self._cues["elsewhere_after"].match(plain, mention.end, clause.end) is not None

    def _is(self, plain: str, mention: Mention, kind: str) -> bool:
        return self._cues[kind].fullmatch(plain, mention.start, mention.end) is not None

    def _read_as(self, reading: Reading, mention: Mention) -> Mention:
        """Return a name as standing where it is today's worker: “his social worker”."""
        before = reading.plain[max(0, mention.start - _NEAR) : mention.start]
        if self._is(reading.plain, mention, "people") and _TODAYS.search(before):
            return mention._replace(standing=True)
        return mention
