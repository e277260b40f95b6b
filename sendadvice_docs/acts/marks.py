"""Marks the names of provision in a text: what, who and where, of education, of health and of social care itself.

The text is also given back with each name painted over by a sign of the same length, so that patterns about the words
around a name need not know the name.
"""

from __future__ import annotations

import os.path
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from sendadvice_docs import resources
from sendadvice_docs.datafile import read_data
from sendadvice_docs.language import Reading, Stretch
from sendadvice_docs.matching import Patterns, prepare
from sendadvice_docs.phrases import Found, Phrases
from sendadvice_docs.words import compiled

#: The kinds of provision that are somebody else's to specify, each with its lexicons in checks/lexicons.
DOMAINS = ("education", "health")
THING, ROUTINE, PEOPLE, BODIES, TOPIC, CARE, MONEY, LOOKALIKE = "■", "▣", "▲", "●", "◇", "◆", "¤", "□"
#: An ailment or a part of the body: no provision, but to have it treated is.
STATE = "◈"
_SORTS = (
    *(("", THING), ("_routine", ROUTINE), ("_people", PEOPLE)),
    *(("_bodies", BODIES), ("_topics", TOPIC), ("_states", STATE)),
)
#: Words of everyday life, which patterns about the words around a name must go on seeing.
_UNPAINTED = (TOPIC, STATE)
_SIGNS: Mapping[str, tuple[str, str]] = {
    "care": ("care", CARE),
    "lookalikes": ("", LOOKALIKE),
    "money": ("", MONEY),
    **{f"{domain}{ending}": (domain, sign) for domain in DOMAINS for ending, sign in _SORTS},
}


_START = attrgetter("start")


class Mark(NamedTuple):
    """A name found in a text: its domain (`education`, `health`, `care`), the sign of its sort, and where it stands."""

    domain: str
    sign: str
    start: int
    end: int


class Marked(NamedTuple):
    """A sentence with names in it: the whole text with all names painted over, and the sentence's marks in order."""

    text: str
    sentence: Stretch
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class _Lexicons:
    phrases: Phrases
    patterns: Mapping[str, Patterns]


@lru_cache(maxsize=1)
def _lexicons() -> _Lexicons:
    entries: list[tuple[str, str]] = []
    suffixes: list[tuple[str, str]] = []
    patterns: dict[str, Patterns] = {}
    folder = resources.resource("checks", "lexicons")
    for name in _SIGNS:
        path = os.path.join(folder, f"{name}.yaml")
        if not os.path.exists(path):
            continue
        data = read_data(path)
        entries.extend((name, phrase) for phrase in data.get("phrases", ()))
        entries.extend((f"{name}?", phrase) for phrase in data.get("triggers", ()))
        suffixes.extend((name, suffix) for suffix in data.get("suffixes", ()))
        if data.get("patterns"):
            patterns[name] = compiled(data["patterns"])
    return _Lexicons(Phrases(entries, suffixes), patterns)


def _found(reading: Reading) -> Mapping[Stretch, set[Found]]:
    """Return every name of every lexicon by sentence, overlaps and all.

    The costlier patterns are tried only where a sentence holds something that calls for them.
    """
    lexicons = _lexicons()
    by_sentence: dict[Stretch, set[Found]] = {}
    for one in lexicons.phrases.find(reading.plain):
        by_sentence.setdefault(reading.sentence_at(one.start), set()).add(one)
    for sentence, found in by_sentence.items():
        labels = {one.label.rstrip("?") for one in found}
        found -= {one for one in found if one.label.endswith("?")}
        for name, pattern in lexicons.patterns.items():
            if not labels.isdisjoint((name, f"{name}_bodies", f"{name}_people")):
                found |= {Found(name, *match.span()) for match in pattern.finditer(reading.plain, *sentence)}
    return by_sentence


def _holds(one: Found, other: Found) -> bool:
    """Return whether a name that is no look-alike stands around a look-alike and says more."""
    if one.label in ("lookalikes", "care", "money"):
        return False
    return one.start <= other.start and other.end <= one.end and other.end - other.start < one.end - one.start


def _kept(found: Iterable[Found]) -> list[Found]:
    """Return what is left where names overlap, in order: a look-alike before what it covers, then the longest."""
    in_order = sorted(found, key=_START)
    if all(one.end <= other.start for one, other in pairwise(in_order)):
        return in_order  # the usual case
    every = sorted(found, key=lambda one: (one.start - one.end, one.start, one.label))
    alike = [one for one in every if one.label == "lookalikes" and not any(_holds(other, one) for other in every)]
    taken: list[Found] = []
    for one in (*alike, *(one for one in every if one.label != "lookalikes")):
        if not any(one.start < other.end and other.start < one.end for other in taken):
            taken.append(one)
    return sorted(taken, key=_START)


@lru_cache(maxsize=256)
def marked(reading: Reading) -> tuple[Marked, ...]:
    """Return the sentences of a text that hold names of education or health, in order, with their names."""
    by_sentence = _found(reading)
    if not any(_SIGNS[one.label][0] in DOMAINS for found in by_sentence.values() for one in found):
        return ()
    sentences: list[tuple[Stretch, tuple[Mark, ...]]] = []
    pieces: list[str] = []
    at = 0
    for sentence, found in sorted(by_sentence.items()):
        marks = []
        for one in _kept(found):
            domain, sign = _SIGNS[one.label]
            if sign not in _UNPAINTED:
                pieces += (reading.plain[at : one.start], sign * (one.end - one.start))
                at = one.end
            if domain:
                marks.append(Mark(domain, sign, one.start, one.end))
        if any(mark.domain in DOMAINS for mark in marks):
            sentences.append((sentence, tuple(marks)))
    text = prepare("".join((*pieces, reading.plain[at:])))
    return tuple(Marked(text, sentence, marks) for sentence, marks in sentences)
