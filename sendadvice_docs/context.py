"""Which cues govern a passage: negated, attributed, somebody's view, quoted, past, hypothetical.

The model is the one clinical text processing knows as ConText: a cue opens a state, forwards or backwards, within a
clause, a sentence or the passage, until a terminator closes it, and some look-alikes open nothing. Cues are data in
`checks/cues/`, one file a state. A cue that governs is returned with its state, so that a message can name it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sendadvice_docs import resources
from sendadvice_docs.datafile import read_data
from sendadvice_docs.language import Reading, Stretch
from sendadvice_docs.matching import Patterns
from sendadvice_docs.words import compiled

#: Fields that are somebody's own words as a whole, but for what a worker adds and marks as such.
_VIEWS = ("views/child_or_young_person/text", "views/family/text", "aspirations")
_QUOTED = re.compile(r'"[^"\n]{2,}?"|(?<!\w)\'(?=\w)[^\n"]{2,}?[\w.!?,]\'(?!\w)')


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue that governs a passage: the state it opens, its words, and where they stand."""

    state: str
    words: str
    start: int
    end: int


@dataclass(frozen=True)
class _State:
    name: str
    before: Patterns
    after: Patterns
    around: Patterns
    pseudo: Patterns
    ends: Patterns
    reach: str


@lru_cache(maxsize=1)
def _states() -> Mapping[str, _State]:
    folder = resources.resource("checks", "cues")
    states = {}
    for file in sorted(os.listdir(folder)):
        if file.endswith(".yaml"):
            data = read_data(os.path.join(folder, file), None)
            states[data["state"]] = _State(
                name=data["state"],
                before=compiled(data.get("before", ())),
                after=compiled(data.get("after", ())),
                around=compiled(data.get("around", ())),
                pseudo=compiled(data.get("pseudo", ())),
                ends=compiled(data.get("ends", ())),
                reach=data.get("reach", "clause"),
            )
    return states


def _inside(match: re.Match[str], spans: Iterable[Stretch]) -> bool:
    return any(start <= match.start() and match.end() <= end for start, end in spans)


def _covered(reading: Reading, state: _State, start: int, end: int) -> Cue | None:
    """Return the cue of a state that governs the passage, looking only as far as the state reaches."""
    sentence = reading.sentence_at(start)
    if state.reach == "passage":
        left, right = 0, len(reading.plain)
    elif state.reach == "sentence":
        left, right = sentence
    else:
        clause = reading.clause_at(start)
        left, right = clause.start, max(clause.end, end)
    text = reading.plain
    pseudo: list[Stretch] | None = None  # looked for when there is a cue: mostly there is none

    def only_seems(match: re.Match[str]) -> bool:
        nonlocal pseudo
        if pseudo is None:
            pseudo = [Stretch(*one.span()) for one in state.pseudo.finditer(text, left, right)]
        return _inside(match, pseudo)

    for match in state.around.finditer(text, left, right):
        if not only_seems(match):
            return Cue(state.name, match[0], *match.span())
    for match in reversed(list(state.before.finditer(text, left, max(left, start)))):
        if not only_seems(match) and not state.ends.search(text, match.end(), start):
            return Cue(state.name, match[0], *match.span())
    for match in state.after.finditer(text, min(end, right), right):
        if not only_seems(match) and not state.ends.search(text, end, match.start()):
            return Cue(state.name, match[0], *match.span())
    return None


@lru_cache(maxsize=8192)
def _quotations(text: str) -> tuple[Stretch, ...]:
    return tuple(Stretch(*match.span()) for match in _QUOTED.finditer(text))


def _quoted(reading: Reading, start: int, end: int) -> Cue | None:
    for first, last in _quotations(reading.plain):
        if first < end and start < last and first <= start:
            return Cue("quoted", reading.plain[first:last], first, last)
    return None


@lru_cache(maxsize=1)
def _worker_speaks() -> Patterns:
    data = read_data(resources.resource("checks", "cues", "voices", "worker.yaml"))
    return compiled(data["begins"])


def own_words(field: str, reading: Reading, start: int) -> bool:
    """Return whether a place in a field is the person's or the family's own words.

    The fields of views and aspirations are, up to where a worker begins to speak (“Worker's note:”).
    """
    if field not in _VIEWS:
        return False
    return not any(match.start() <= start for match in _worker_speaks().finditer(reading.plain))


def governing(reading: Reading, start: int, end: int, states: Iterable[str], *, field: str = "") -> Cue | None:
    """Return the first cue that puts the passage `start` to `end` into one of the named states, or None.

    Raises KeyError for a state there is no cue file for.
    """
    for name in states:
        if name == "quoted":
            cue = _quoted(reading, start, end)
        elif name == "own_words":
            cue = Cue("own_words", "", 0, 0) if own_words(field, reading, start) else None
        else:
            cue = _covered(reading, _states()[name], start, end)
        if cue is not None:
            return cue
    return None
