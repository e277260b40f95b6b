"""Texts that say the same, or nearly the same, in two advices: two copies of one need, as like as not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

_WORD = re.compile(r"\w+")
#: From this share of words in the same order on, two texts count as nearly the same. Two needs that merely share their
#: subject come to about 0.5; the same need told again with a changed amount or a reworded clause to 0.8 and more.
_ALIKE = 0.8
#: Comparing every text with every other takes a while from here on; then only the very same words are found.
_MOST_PAIRS = 40_000
#: The order of words is compared up to so many words; in longer texts it is enough that they share them.
_MOST_WORDS = 2_000


def pairs_alike(texts: Sequence[tuple[str, str]]) -> Iterator[tuple[int, int, bool]]:
    """Yield the positions of two texts of different files that are alike, and whether their words are the same.

    `texts` are pairs of file and text; empty texts are like none. Each text is compared with those before it.
    """
    words = [_WORD.findall(text.casefold()) for _, text in texts]
    counts = [Counter(one) for one in words]
    every = len(texts) ** 2 <= 2 * _MOST_PAIRS
    by_words: dict[tuple[str, ...], list[int]] = {}
    for other, (file, _) in enumerate(texts):
        if not words[other]:
            continue
        same = by_words.setdefault(tuple(words[other]), [])
        for one in range(other) if every else same:
            if texts[one][0] == file or not words[one]:
                continue
            if one in same:
                yield one, other, True
            elif _nearly(words[one], words[other], counts[one], counts[other]):
                yield one, other, False
        same.append(other)


def _nearly(one: Sequence[str], other: Sequence[str], counts: Counter[str], others: Counter[str]) -> bool:
    total = len(one) + len(other)
    # Words shared in any order are more than in the same order, and much quicker to count.
    if 2 * (counts & others).total() < _ALIKE * total:
        return False
    if total > _MOST_WORDS:
        return True
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE
