"""The second reader's weights: whole numbers, so that every machine comes to the same answer.

`checks/reader/weights.txt`, which `tools/train_second_reader.py` writes, has after its head one feature a line, with
its weight for each code, by the number of the code. The weights of all codes stand side by side in one large integer,
`_SLOT` bits each: one addition adds them all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sendadvice_docs import ready, resources
from sendadvice_docs.errors import RuleError
from sendadvice_docs.second.features import Feature, after, before
from sendadvice_docs.second.words import Word

_SLOT = 32
_HALF = 1 << (_SLOT - 1)
_MASK = (1 << _SLOT) - 1
#: The weights of one unit of the logarithm of the odds.
UNIT = 100


def _packed(weights: Iterable[tuple[int, int]]) -> int:
    return sum(weight << (_SLOT * number) for number, weight in weights)


def _parsed(text: str) -> dict[str, Any]:
    """Return the codes in their order, the inputs' digest, and the packed weights by feature."""
    head, _, body = text.partition("\n\n")
    said = dict(line.split(": ", 1) for line in head.splitlines() if not line.startswith("#"))
    codes = said["codes"].split()
    # Shifting each weight is slow for so many: each slot's factor is worked out once.
    factors = {str(number): 1 << (_SLOT * number) for number in range(len(codes))}
    table: dict[Feature, int] = {}
    for line in body.split("\n"):
        name, *weights = line.split("\t")
        total = 0
        for one in weights:
            number, _, weight = one.partition("=")
            total += factors[number] * int(weight)
        one, _, two = name.partition(" ")
        table[(one, two) if two else one] = total
    bias = [int(one) for one in said["bias"].split()]
    return {
        "codes": tuple(codes),
        "inputs": said["inputs"],
        "gate": tuple(int(one) for one in said["gate"].split()),
        "bias": _packed(enumerate(one + _HALF for one in bias)),
        "table": table,
    }


@dataclass(frozen=True)
class Weights:
    """What each feature weighs for each of `codes`.

    `inputs` is the digest of what the weights were learned from. A sentence whose words by themselves, without their
    pairs, come to less than a code's `gate` was never found in all of that.
    """

    codes: tuple[str, ...]
    inputs: str
    gate: tuple[int, ...]
    bias: int
    table: Mapping[Feature, int]

    def scores(self, total: int) -> tuple[int, ...]:
        """Return what a sum of packed weights comes to for each code, in their order, in hundredths of a log-odds."""
        total += self.bias
        found = []
        for _ in self.codes:
            found.append((total & _MASK) - _HALF)
            total >>= _SLOT
        return tuple(found)

    def of(self, feature: Feature, code: str) -> int:
        """Return what one feature weighs for a code, 0 where it is not known."""
        lifted = self.table.get(feature, 0) + sum(_HALF << (_SLOT * number) for number in range(len(self.codes)))
        return ((lifted >> (_SLOT * self.codes.index(code))) & _MASK) - _HALF


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Return the weights that come with the tool; raises RuleError where their file is not well formed."""
    path = resources.resource("checks", "reader", "weights.txt")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    key = f"second reader {hashlib.blake2b(text.encode()).hexdigest()}"
    try:
        return Weights(**ready.worked_out(key, lambda: _parsed(text)))
    except (ValueError, KeyError, TypeError) as error:
        raise RuleError(f"{path}: the weights cannot be read ({type(error).__name__}).") from None


@lru_cache(maxsize=20_000)
def of_word(word: Word) -> tuple[int, int, int]:
    """Return what a word weighs in a sentence, in the one before and in the one after, for all codes at once."""
    table = weights().table
    return (
        sum(table.get(feature, 0) for feature in word.alone),
        table.get(before(word), 0),
        table.get(after(word), 0),
    )
