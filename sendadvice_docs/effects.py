"""Whether a passage about the past says what it does today, and whether an entry says anything at all.

An effect today is a consequence for the person or the family, told in the present and tied to what is over. Without a
tagger the present is known by its forms after a person's name or pronoun, and the tie by its words; both are data, in
`checks/lexicons/effects.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from sendadvice_docs import resources
from sendadvice_docs.datafile import read_data
from sendadvice_docs.language import Reading, Stretch, read
from sendadvice_docs.matching import Patterns
from sendadvice_docs.words import classes, compiled

#: Of two texts with this share of words in common, one says nothing that the other has not said.
_SAME = 0.75

#: What opens a clause that says what came of it, or since when.
_JOINING = frozenset({"since", "because", "so", "which", "still", "now"})
_WORD = re.compile(r"[^\W_]+(?:'[a-z]+)?")
_PROVISION = re.compile(r"(?<!\w)(?:p|n|o)\d{1,2}(?!\w)")


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Any]:
    return read_data(resources.resource("checks", "lexicons", "effects.yaml"))


@lru_cache(maxsize=16)
def _group(name: str) -> Patterns:
    return compiled(_data()[name])


def _words(name: str) -> str:
    """Return a list of words of the data file as one alternation."""
    return "|".join(_data()["present"][name].split())


@lru_cache(maxsize=1)
def _present() -> re.Pattern[str]:
    """Return the pattern of somebody named or meant and a verb in the present, for text as written."""
    relative = rf"(?:[Hh]is|[Hh]er|[Tt]heir|[Tt]he)\s+(?:{classes()['family']})"
    name = rf"(?!(?:{_words('not_names')})\b)[A-Z][a-z]+"
    one = rf"(?:[Hh]e|[Ss]he|who|{relative}|[Mm]um|[Dd]ad|[Nn]obody|[Ee]ach|{name})"
    many = rf"(?:[Tt]hey|{relative}|(?:[Hh]is|[Hh]er|[Tt]heir|[Tt]he)\s+(?:{_words('several')}))"
    adverb = rf"(?:\s+(?:{_words('adverbs')}))*"
    helper = rf"(?:{_words('helpers')}|'s|(?:has|have)(?!\s+(?:{_words('done')})\b))"
    in_s = rf"(?!(?:{_words('not_in_s')})\b)[a-z]{{2,}}s"
    plain_form = rf"(?!(?:{_words('past_forms')}|{_words('not_plain')})\b)(?![a-z]+ed\b)[a-z]{{3,}}"
    used = rf"which\s+(?:he|she|they)\s+(?:{_words('uses')})"
    return re.compile(
        rf"(?<!\w)(?:(?:{one}|{many}){adverb}\s+{helper}|{one}{adverb}\s+{in_s}|{many}{adverb}\s+{plain_form}|{used})(?!\w)"
    )


def _says(reading: Reading, start: int, end: int) -> bool:
    return _present().search(reading.text, start, end) is not None


def _undenied(reading: Reading, stretch: Stretch) -> Iterator[Stretch]:
    """Yield the clauses of a sentence but those that deny an effect."""
    for clause in reading.clauses(stretch):
        if not _group("denied").search(reading.plain, clause.start, clause.end):
            yield Stretch(clause.start, clause.end)


def _tied(reading: Reading, sentence: Stretch, beside: tuple[str, ...], about: Stretch | None = None) -> bool:
    """Return whether a sentence has a tie, or a clause in the present beside words of one of the named groups.

    `about` is the stretch that names what is over, where it is in the sentence: what a connecting word ties to it is
    said after that word, or before it where the stretch comes after.
    """
    clauses = list(_undenied(reading, sentence))
    if not clauses:
        return False
    start, end = clauses[0].start, clauses[-1].end
    whole = len(clauses) == len(reading.clauses(sentence))
    for stretch in [Stretch(start, end)] if whole else clauses:
        if _group("ties").search(reading.plain, *stretch):
            return True
        if _group("soft").search(reading.plain, *stretch) and not _group("benign").search(reading.plain, *stretch):
            return True
        if any(_says(reading, *near) for name in beside for near in _beside(reading, stretch, name, about)):
            return True
    return False


def _beside(reading: Reading, stretch: Stretch, name: str, about: Stretch | None) -> Iterator[Stretch]:
    """Yield where something said in the present would stand beside the words of a group in a stretch."""
    words = [match.start() for match in _group(name).finditer(reading.plain, *stretch)]
    if not words:
        return
    if name != "connected":
        yield stretch
        return
    if about is None:
        # “Dad has a bad back, so he cannot lift him” has its own cause; “So he …” goes on from what was said.
        if any(word == stretch.start or not reading.plain.startswith("so ", word) for word in words):
            yield stretch
        return
    before = [word for word in words if word < about.start]
    if before:
        yield Stretch(stretch.start, before[-1])
    if len(before) < len(words):
        yield Stretch(words[len(before)], stretch.end)


def told_today(reading: Reading, start: int, end: int) -> bool:
    """Return whether the passage `start` to `end`, its sentence or the one after says what it does today.

    In the sentences of the passage a consequence may be told in plain words; in the next, it wants a tie to them, or
    words that hardly mean anything but such a past.
    """
    last = reading.sentence_at(max(start, end - 1))
    sentence: Stretch | None = reading.sentence_at(start)
    while sentence is not None and sentence.start <= last.start:
        if _tied(reading, sentence, ("marks", "connected"), Stretch(start, end)):
            return True
        for clause in _undenied(reading, sentence):
            if clause.start < end:
                continue
            if _group("strikes").search(reading.plain, *clause):
                return True
            names = ("signs", "joined") if reading.clause_at(clause.start).opener in _JOINING else ("signs",)
            if _says(reading, *clause) and any(_group(name).search(reading.plain, *clause) for name in names):
                return True
        sentence = reading.beside(sentence, 1)
    return sentence is not None and _tied(reading, sentence, ("marks", "connected"))


def tied_to_today(relevance: str) -> bool:
    """Return whether an entry of `relevance` ties what is over to today, beyond saying what the involvement is."""
    reading = read(relevance)
    return any(_tied(reading, sentence, ("marks",)) for sentence in reading.sentences)


@lru_cache(maxsize=1)
def _empty_words() -> frozenset[str]:
    return frozenset(_data()["empty_words"].split())


def _content(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if len(word) > 2 or word.isdigit()]


def has_substance(relevance: str, summary: str) -> bool:
    """Return whether an entry of `relevance` says something of today: neither nothing, nor the summary again.

    “For information”, “background” and “see chronology” say nothing, and neither does “no longer relevant”.
    """
    reading = read(relevance)
    plain = reading.plain
    if _PROVISION.search(plain):
        return True
    words = [word for word in _content(plain) if word not in _empty_words() and not word.isdigit()]
    if not words:
        return False
    told = set(_content(read(summary).plain))
    if told and len([word for word in _content(plain) if word in told]) >= _SAME * len(_content(plain)):
        return False
    kept = [
        clause
        for sentence in reading.sentences
        for clause in _undenied(reading, sentence)
        if not _of_the_record(reading, clause)
    ]
    if any(_of_today(reading, clause) for clause in kept):
        return True
    # Without a verb, a few words may do (“her sleep”); told in the past alone, it is the summary again.
    left = [word for one in kept for word in _content(plain[one.start : one.end]) if word not in _empty_words()]
    return len(left) > 1 and not _group("told_past").search(plain)


def _of_the_record(reading: Reading, clause: Stretch) -> bool:
    """Return whether a clause speaks of the record alone: “gives background”, “details are on the system”."""
    groups = ("ties", "soft", "marks", "signs", "strikes")
    return _group("of_the_record").search(reading.plain, *clause) is not None and not any(
        _group(name).search(reading.plain, *clause) for name in groups
    )


def _of_today(reading: Reading, clause: Stretch) -> bool:
    groups = ("ties", "soft", "connected", "marks", "signs", "strikes", "led")
    return _says(reading, *clause) or any(_group(name).search(reading.plain, *clause) for name in groups)
