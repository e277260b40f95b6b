"""Capital words in a text, in the runs they stand in: “Isla-Mae Pemberton”, “J. Turnbull”, “Dr Patel”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sendadvice_docs.language import Reading, Stretch
from sendadvice_docs.naming.lists import fold

#: What a word goes on with: parts after a hyphen or an apostrophe, and the bare apostrophe of “James' coat”.
_REST = r"(?:['’ʼ‐‑-][^\W\d_]+)*(?:(?<=[sSzZxX])['’](?!\w))?"
_WORD = re.compile(r"[^\W\d_]+" + _REST)
#: A word that may begin with a capital; it leaves the small letters of English aside at once.
_CAPITAL = re.compile(r"(?<![^\W_])(?<![^\W_]['’ʼ‐‑-])[^\W\d_a-z][^\W\d_]*" + _REST)
_ENDING = re.compile(r"(?P<own>['’ʼ][sS])$|(?P<verb>['’ʼ](?:ll|d|ve|re|m))$")
_SMALL_PART = re.compile(r"[‐‑-][^\W\d_A-ZÀ-Þ]")
#: What may stand between two words of one name: a space, or a full stop after an initial or a title.
_BETWEEN = re.compile(r"\.?[ \u00a0](?:(?:de|da|dos|das|del|della|di|van|von|der|den|bin|bint|ibn|al|el|ap) )*$|\.$")
#: After these a sentence begins anew, as far as capitals go.
_OPENS = frozenset("\"“”'‘(:[/•*–—-|>")
_SHOUTED = 0.8
_LETTERS = 12
_TITLED = 0.6
_FEW = 4


@dataclass(frozen=True, slots=True)
class Capital:
    """A word with a capital: its folded `key`, where the name is, and where the word with its ending is over.

    `owns` says that it has an apostrophe s, `ended` that some ending follows the name, `initial` that its capital tells
    nothing (it opens a sentence, or stands in a heading), `shouted` that it is written in capitals altogether, and
    `joined` that a hyphen ties it to a small word (“Harvey-sized”).
    """

    key: str
    start: int
    end: int
    over: int
    owns: bool
    ended: bool
    initial: bool
    shouted: bool
    joined: bool


def _capital(match: re.Match[str], *, initial: bool) -> Capital:
    text = match[0]
    ending = _ENDING.search(text)
    owns = ending is not None and ending["own"] is not None
    name = text[: ending.start()] if ending else text
    if name.endswith(("'", "’")):
        name, owns = name[:-1], True
    return Capital(
        key=fold(name),
        start=match.start(),
        end=match.start() + len(name),
        over=match.end(),
        owns=owns,
        ended=owns or ending is not None,
        initial=initial,
        shouted=len(name) > 1 and name.isupper(),
        joined=_SMALL_PART.search(name) is not None,
    )


def _capitals_tell_nothing(sentence: str, capitals: int) -> bool:
    """Return whether a sentence is written in capitals, or is a heading whose words nearly all have one."""
    if capitals < _FEW - 1:
        return False
    letters = "".join(filter(str.isalpha, sentence))
    if len(letters) >= _LETTERS and sum(map(str.isupper, letters)) > _SHOUTED * len(letters):
        return True
    words = [match[0] for match in _WORD.finditer(sentence) if len(match[0]) >= _FEW]
    return len(words) >= _FEW and sum(word[0].isupper() for word in words) > _TITLED * len(words)


def _in_sentence(text: str, sentence: Stretch) -> Iterator[Capital]:
    found = [match for match in _CAPITAL.finditer(text, sentence.start, sentence.end) if match[0][0].isupper()]
    flat = _capitals_tell_nothing(text[sentence.start : sentence.end], len(found))
    for match in found:
        at = match.start()
        after = text[match.end() : match.end() + 1]
        if (at and text[at - 1] in "@._#\\") or after in {"@", "_"} or after.isdigit():
            continue
        yield _capital(match, initial=flat or _begins(text, sentence.start, at))


def _begins(text: str, start: int, at: int) -> bool:
    """Return whether a word at `at` begins its sentence or what stands after a colon, a bracket or a quotation mark."""
    while at > start and text[at - 1].isspace():
        at -= 1
    return at <= start or text[at - 1] in _OPENS


@lru_cache(maxsize=8192)
def runs(reading: Reading) -> tuple[tuple[Capital, ...], ...]:
    """Return the capital words of a text, those that stand together as one tuple.

    A word with an ending closes its run, and so does the end of a sentence. Each word of a sentence written in capitals
    is a run of its own.
    """
    return tuple(_runs(reading))


def _runs(reading: Reading) -> Iterator[tuple[Capital, ...]]:
    text = reading.text
    for sentence in reading.sentences:
        run: list[Capital] = []
        for word in _in_sentence(text, sentence):
            joined = run and not run[-1].ended and _BETWEEN.fullmatch(text, run[-1].over, word.start)
            stop = joined and text[run[-1].over : word.start].startswith(".") and len(run[-1].key) > _FEW
            if run and (not joined or stop or (word.initial and word.shouted and run[-1].initial)):
                yield tuple(run)
                run = []
            run.append(word)
        if run:
            yield tuple(run)


def small_words(reading: Reading) -> Iterator[Capital]:
    """Yield the words without a capital in sentences that begin without one, where names may lack theirs too."""
    text = reading.text
    for sentence in reading.sentences:
        if text[sentence.start].islower():
            for match in _WORD.finditer(text, sentence.start, sentence.end):
                if match[0].islower() and len(match[0]) >= _FEW:
                    before = text[sentence.start : match.start()].rstrip()
                    yield _capital(match, initial=not before or before[-1] in ".!?")
