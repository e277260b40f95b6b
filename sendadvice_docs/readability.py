"""How old a reader must be to follow a text easily: two published measures, fitted to what a plan is about.

The Flesch-Kincaid grade (Kincaid, Fishburne, Rogers and Chissom, 1975) weighs syllables and the length of sentences,
the Coleman-Liau index (Coleman and Liau, 1975) letters and sentences. Each alone is easily led astray by a short text;
what is used is their mean. A school grade is five years less than the age at which a child is in it.

Names and places, numbers, and long words that the families concerned use every day do not make a text hard, and a list
is as easy as its items: so each such word counts as an ordinary one, and each item of a list as a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from sendadvice_docs import resources
from sendadvice_docs.datafile import read_data
from sendadvice_docs.language import Reading, Stretch

_FIRST_GRADE_AGE = 5
#: What an ordinary word has at most: so much does a name count, and a long word that everybody concerned knows.
_ORDINARY_SYLLABLES = 2
_ORDINARY_LETTERS = 6
#: A word of so many syllables is one that a reader may stumble at.
_HARD = 4

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
#: Vowels that stand in writing and are not spoken: of endings, and of the first half of “something”, “careful”.
_SILENT = re.compile(
    r"(?<=[^aeiouy])e$|(?<=[^aeioutdy])ed$|(?<=[aeiou][yw])e[ds]$|(?<=[^aeiouycgsxzh])es$|(?<=[^cst])hes$"
    r"|(?<=[^aeiouy])e(?=(?:ly|ful|fully|less|ments?|ness|where|times?|thing|one|body|how)$)"
    r"|^(?:some|home|care|there|here)(?=[a-z]{3})"
)
#: Vowels that stand together and are spoken apart, and endings with a syllable that no vowel shows.
_APART = re.compile(
    r"(?<=[^aeiouylr])le[sd]?$|sms?$|(?<![rao])n't$|(?<![cstgx])i[ao](?![nu])|iu|eo(?![nup])|ua(?!r|l[^iy]|$)"
    r"|[aeiouy]ing|uou|[^cgtx]ious|creat|react|iet|ien[ct]|[aou]y[aeou]"
)
#: Between two lines of the same sentence, in a text that was broken into lines of some length by hand.
_WRAPPED = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t]*(?=[a-z(“\"'‘0-9])(?!\(?[0-9a-z]{1,2}[.)] )")
_SHORTEST_WRAPPED = 45
_SEMICOLON = re.compile(r";\s+")
_ITEM = re.compile(r",\s+(?:and |or )?")
_LAST_ITEM = re.compile(r"(?:\A|\s)(?:and|or|&)\s")
_LONGEST_ITEM = 4
#: So many short parts in a row are a list; one fewer is too where the last is joined with “and” or “or”.
_LIST = 3


@lru_cache(maxsize=8192)
def syllables(word: str) -> int:
    """Return about how many syllables an English word has, from its letters alone: at least one."""
    low = word.lower().replace("’", "'")
    return max(1, len(_VOWELS.findall(low)) - len(_SILENT.findall(low)) + len(_APART.findall(low)))


@lru_cache(maxsize=1)
def _familiar() -> frozenset[str]:
    data = read_data(resources.resource("checks", "lexicons", "familiar.yaml"))
    return frozenset(str(data["words"]).split())


@dataclass(frozen=True, slots=True)
class Readability:
    """How hard a text is to read.

    `age` is the reading age in years, `words` how many words were read, `longest` the longest sentence and
    `longest_words` the number of its words, `hard` the words that a reader may stumble at, hardest first.
    """

    age: float
    words: int
    longest: Stretch
    longest_words: int
    hard: tuple[str, ...]


def _sentences(reading: Reading) -> Iterator[Stretch]:
    """Yield the sentences and list items of a text, with lines that were broken by hand put together again."""
    last: Stretch | None = None
    for one in reading.sentences:
        if last is not None and _goes_on(reading.text, last, one):
            last = Stretch(last.start, one.end)
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def _goes_on(text: str, last: Stretch, following: Stretch) -> bool:
    between = _WRAPPED.match(text, last.end)
    line = max(text.rfind("\n", 0, last.end), text.rfind("\r", 0, last.end)) + 1
    return (
        between is not None
        and between.end() == following.start
        and text[last.end - 1] not in ".!?:;…"
        and last.end - line >= _SHORTEST_WRAPPED
    )


def _statements(text: str, sentence: Stretch) -> int:
    """Return as how many sentences one counts: its parts between semicolons, and the items of the lists in it."""
    number = 0
    start = sentence.start
    for mark in (*_SEMICOLON.finditer(text, *sentence), None):
        end = mark.start() if mark else sentence.end
        number += 1 + _items(text[start:end])
        start = mark.end() if mark else end
    return number


def _items(text: str) -> int:
    """Return how many items of lists a stretch holds beyond the first of each: “cups, plates, knives and a cloth”."""
    extra = 0
    run: list[str] = []
    marks = [*_ITEM.finditer(text), None]
    for mark, following in pairwise(marks):
        part = text[mark.start() : following.start() if following else len(text)] if mark else ""
        if len(_WORD.findall(part)) <= _LONGEST_ITEM + 1:
            run.append(part)
            if following is not None:
                continue
        extra += _listed(run)
        run = []
    return extra


def _listed(run: list[str]) -> int:
    """Return the number of parts in a row where they are a list, else 0."""
    joined = bool(run) and _LAST_ITEM.search(run[-1].lstrip(",")) is not None
    return len(run) if len(run) >= _LIST - joined else 0


def _ordinary(word: str, *, first: bool, names: Set[str]) -> bool:
    """Return whether a word counts as an ordinary one however long it is: a name, or known to everybody concerned."""
    low = word.lower().replace("’", "'").removesuffix("'s")
    return (word[0].isupper() and not first) or low in _familiar() or low in names


def measured(reading: Reading, names: Iterable[str]) -> Readability | None:
    """Return how hard a text is to read; None where it has no words.

    `names` are names that may stand at the beginning of a sentence; elsewhere a capital shows them.
    """
    known = frozenset(part.lower() for name in names for part in _WORD.findall(name))
    text = reading.text
    total_words = total_letters = total_syllables = statements = 0
    longest, longest_words = Stretch(0, 0), 0
    hard: dict[str, int] = {}
    for sentence in _sentences(reading):
        own = 0
        for match in _WORD.finditer(text, *sentence):
            word = match[0]
            own += 1
            spoken, letters = syllables(word), len(word)
            if spoken > _ORDINARY_SYLLABLES or letters > _ORDINARY_LETTERS:
                if _ordinary(word, first=own == 1, names=known):
                    spoken, letters = min(spoken, _ORDINARY_SYLLABLES), min(letters, _ORDINARY_LETTERS)
                elif spoken >= _HARD:
                    hard[word.lower()] = spoken
            total_syllables += spoken
            total_letters += letters
        if own:
            total_words += own
            statements += _statements(text, sentence)
            if own > longest_words:
                longest, longest_words = sentence, own
    if not total_words:
        return None
    kincaid = 0.39 * total_words / statements + 11.8 * total_syllables / total_words - 15.59
    liau = 5.88 * total_letters / total_words - 29.6 * statements / total_words - 15.8
    return Readability(
        age=(kincaid + liau) / 2 + _FIRST_GRADE_AGE,
        words=total_words,
        longest=longest,
        longest_words=longest_words,
        hard=tuple(sorted(hard, key=lambda one: -hard[one])),
    )
