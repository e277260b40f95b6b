"""What the second reader weighs in a sentence: its words, their neighbours in pairs, and who stands around it.

A feature is a text (a word, a class, a word's class in the sentence before, the kind of field) or a pair of texts (two
words, or two classes, that follow each other). Learning and reading both take them from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from sendadvice_docs.language import Reading
from sendadvice_docs.second.words import EDGE_AFTER, EDGE_BEFORE, Names, Word, words_of

Feature = str | tuple[str, str]


class Sentence(NamedTuple):
    """A sentence of a text: where it begins and ends there (code points), and its words."""

    start: int
    end: int
    words: tuple[Word, ...]


def sentences_of(reading: Reading, names: Names) -> list[Sentence]:
    """Return the sentences of a text."""
    text = reading.text
    return [Sentence(start, end, words_of(text[start:end], names)) for start, end in reading.sentences]


def distinct(words: Iterable[Word]) -> Iterable[Word]:
    """Return each word once, by how it is spelled."""
    return {word.lower: word for word in words}.values()


def pairs_of(words: Sequence[Word]) -> Iterator[tuple[str, str]]:
    """Return the pairs that follow each other, as words, classes and coarse classes, with the sentence's edges."""
    padded = (EDGE_BEFORE, *words, EDGE_AFTER)
    return chain(
        pairwise([word.lower for word in padded]),
        pairwise([word.kind for word in padded]),
        pairwise([word.sort for word in padded]),
    )


def before(word: Word) -> str:
    """Return the feature that a word of the sentence before makes."""
    return "<" + word.kind


def after(word: Word) -> str:
    """Return the feature that a word of the sentence after makes."""
    return ">" + word.kind


def around(number: int, sentences: Sequence[Sentence], field: str) -> tuple[str, ...]:
    """Return what is to be said of a sentence's place: the kind of field, and whether it stands first or last."""
    found = ["F:" + field.split("/", 1)[0]]
    if number == 0:
        found.append("<")
    if number == len(sentences) - 1:
        found.append(">")
    return tuple(found)


def features(number: int, sentences: Sequence[Sentence], field: str) -> dict[Feature, int]:
    """Return what is to be weighed in one of a text's sentences, and how often each counts; for learning."""
    found: dict[Feature, int] = dict.fromkeys(around(number, sentences, field), 1)
    words = sentences[number].words
    counted = [feature for word in distinct(words) for feature in word.alone]
    if number:
        counted += [before(word) for word in distinct(sentences[number - 1].words)]
    if number + 1 < len(sentences):
        counted += [after(word) for word in distinct(sentences[number + 1].words)]
    for one in counted:
        found[one] = found.get(one, 0) + 1
    found.update(dict.fromkeys(pairs_of(words), 1))
    return found
