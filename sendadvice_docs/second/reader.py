"""Reads a text's sentences with the learned weights: how sure it is of each code, and which words make it so."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import pairwise

from sendadvice_docs.language import Reading, Stretch, read
from sendadvice_docs.second.features import Sentence, around, distinct, pairs_of, sentences_of
from sendadvice_docs.second.weights import of_word, weights
from sendadvice_docs.second.words import EDGE_AFTER, UNKNOWN, Names, places_of

#: Nothing is found on the strength of fewer features than these.
LEAST_FEATURES = 3
#: The marked clauses hold so many hundredths of what speaks for a finding.
_MOST = 70
#: A sentence of more clauses is marked as a whole.
_MOST_CLAUSES = 20


class Read:
    """A text read for all codes at once: its sentences, and for each the score of every code."""

    __slots__ = ("_bases", "_ends", "_scores", "_starts", "field", "reading", "sentences")

    def __init__(self, text: str, field: str, names: Names) -> None:
        self.field = field
        self.reading: Reading = read(text)
        self.sentences = sentences_of(self.reading, names)
        self._starts = [one.start for one in self.sentences]
        self._ends = [one.end for one in self.sentences]
        self._bases = self._without_pairs()
        self._scores: dict[int, tuple[int, ...]] = {}

    def _without_pairs(self) -> list[int]:
        """Return the packed weights of all that is to be said of each sentence but for its pairs of words."""
        look_up = weights().table.get
        weighed = [[of_word(word) for word in distinct(one.words)] for one in self.sentences]
        bases = [sum([one[0] for one in words]) for words in weighed]
        for number in range(len(bases)):
            for feature in around(number, self.sentences, self.field):
                bases[number] += look_up(feature, 0)
            if number:
                bases[number] += sum([one[1] for one in weighed[number - 1]])
                bases[number - 1] += sum([one[2] for one in weighed[number]])
        return bases

    def worth_reading(self, code: str, number: int) -> bool:
        """Return whether a sentence's words by themselves leave room for a score worth having.

        Most sentences are told to be sound by this alone, in half the time.
        """
        known = weights()
        place = known.codes.index(code)
        return known.scores(self._bases[number])[place] >= known.gate[place]

    def score(self, code: str, number: int) -> int:
        """Return how sure the reader is that a sentence is at fault: hundredths of a log-odds, 0 where it is even."""
        known = weights()
        scores = self._scores.get(number)
        if scores is None:
            table = known.table
            pairs = table.keys() & set(pairs_of(self.sentences[number].words))
            scores = known.scores(self._bases[number] + sum([table[pair] for pair in pairs]))
            self._scores[number] = scores
        return scores[known.codes.index(code)]

    def within(self, start: int, end: int) -> list[int]:
        """Return the numbers of the sentences that a stretch of the text touches."""
        first = bisect_right(self._ends, start)
        return list(range(first, max(first, bisect_left(self._starts, end))))

    def speaking_for(self, code: str, number: int) -> int:
        """Return how many of a sentence's own features speak for a code; that a word is unknown says nothing."""
        words, of = self.sentences[number].words, weights().of
        alone = {feature for word in words for feature in word.alone if UNKNOWN not in feature}
        pairs = {pair for pair in pairs_of(words) if not any(one.startswith(UNKNOWN) for one in pair)}
        return sum(of(feature, code) > 0 for feature in alone | pairs)

    def marked(self, code: str, number: int) -> Stretch:
        """Return the clauses of a sentence, next to each other, that hold most of what speaks for a code."""
        sentence = self.sentences[number]
        clauses = self.reading.clauses(Stretch(sentence.start, sentence.end))
        if not 2 <= len(clauses) <= _MOST_CLAUSES:
            return Stretch(sentence.start, sentence.end)
        shares = [0] * len(clauses)
        for place, weight in self._spoken(code, sentence):
            for index, clause in enumerate(clauses):
                if clause.start <= place < clause.end:
                    shares[index] += weight
        wanted = _MOST * sum(max(0, share) for share in shares)
        spans = [(first, last) for first in range(len(clauses)) for last in range(first, len(clauses))]
        enough = [(first, last) for first, last in spans if 100 * sum(shares[first : last + 1]) >= wanted]
        if not enough:
            return Stretch(sentence.start, sentence.end)
        first, last = min(enough, key=lambda one: (one[1] - one[0], -sum(shares[one[0] : one[1] + 1])))
        return Stretch(clauses[first].start, clauses[last].end)

    def heart(self, code: str, number: int) -> Stretch:
        """Return where the word stands that speaks most for a code in a sentence, up to the end of its clause."""
        place, _ = max(self._spoken(code, self.sentences[number]), key=lambda one: one[1])
        return Stretch(place, max(place + 1, self.reading.clause_at(place).end))

    def _spoken(self, code: str, sentence: Sentence) -> list[tuple[int, int]]:
        """Return what each word weighs for a code, with the pairs it begins, at the place where the word stands."""
        of = weights().of
        found = []
        places = places_of(self.reading.text[sentence.start : sentence.end])
        for place, (word, following) in zip(places, pairwise((*sentence.words, EDGE_AFTER)), strict=True):
            weight = sum(of(feature, code) for feature in word.alone)
            pairs = {(word.lower, following.lower), (word.kind, following.kind), (word.sort, following.sort)}
            weight += sum(of(pair, code) for pair in pairs)
            found.append((sentence.start + place, weight))
        return found


@lru_cache(maxsize=256)
def read_for_codes(text: str, field: str, names: Names) -> Read:
    """Return the reading of a text for all codes; the same text is read once while it is remembered."""
    return Read(text, field, names)
