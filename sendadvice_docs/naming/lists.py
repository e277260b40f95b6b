"""The lists names are looked up in: given names, surnames, doubtful names and short forms, read once and on demand.

They are plain sets of folded words (lower case, no accents), so that ten thousand names cost no more than ten.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sendadvice_docs import resources
from sendadvice_docs.datafile import read_data

#: Letters that no decomposition turns into plain ones.
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "ð": "d", "þ": "th", "ə": "a"}
    | dict.fromkeys("’‘ʼ`", "'")
    | dict.fromkeys("‐‑", "-")
)


def fold(word: str) -> str:
    """Return a word as the lists hold it: lower case, without accents, with straight apostrophes and hyphens."""
    if word.isascii():
        return word.lower().replace("`", "'")
    lower = word.lower().translate(_PLAIN)
    return "".join(one for one in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(one))


@lru_cache(maxsize=8)
def data_of(name: str) -> Mapping[str, Any]:
    """Return the data of a file of `checks/lexicons/names/`."""
    return read_data(resources.resource("checks", "lexicons", "names", f"{name}.yaml"))


@dataclass(frozen=True)
class NameLists:
    """The names there are, by what a word on its own can tell.

    `given` are hardly anything else, `words` are ordinary words too (`abstract` those of which much can be said that is
    said of people), `places` are places too, `seldom` are names only where they act as a person, `surnames` are
    surnames and `endings` the endings of many more. `families` maps a name to those that may stand for it.
    """

    given: frozenset[str]
    words: frozenset[str]
    abstract: frozenset[str]
    places: frozenset[str]
    seldom: frozenset[str]
    surnames: frozenset[str]
    endings: tuple[str, ...]
    families: Mapping[str, frozenset[str]]

    def is_surname(self, key: str) -> bool:
        """Return whether a folded word is a surname, by the list or by its ending or beginning."""
        return (
            key in self.surnames
            or (len(key) > 5 and key.endswith(self.endings))
            or (len(key) > 5 and key.startswith(("mc", "o'")))
        )

    def is_listed(self, key: str) -> bool:
        """Return whether a folded word stands in any list of names."""
        return key in self.given or key in self.words or key in self.places or self.is_surname(key)


def _families(short: list[str], spellings: list[str]) -> Mapping[str, frozenset[str]]:
    """Return for each name those that may stand for it: the head of a line of short forms, or all of its spellings."""
    found: dict[str, set[str]] = {}
    for line in short:
        head, *others = line.split()
        found.setdefault(head, set()).update(others)
        for other in others:
            found.setdefault(other, set()).add(head)
    for line in spellings:
        names = line.split()
        for name in names:
            found.setdefault(name, set()).update(names)
    return {name: frozenset(others) for name, others in found.items()}


@lru_cache(maxsize=1)
def name_lists() -> NameLists:
    """Return the lists of names, read on the first call."""
    doubtful, surnames, nicknames = data_of("doubtful"), data_of("surnames"), data_of("nicknames")
    return NameLists(
        given=frozenset(word for block in data_of("given")["names"].values() for word in block.split()),
        words=frozenset(doubtful["words"].split()),
        abstract=frozenset(doubtful["abstract"].split()),
        places=frozenset(doubtful["places"].split()),
        seldom=frozenset(doubtful["seldom"].split()),
        surnames=frozenset(word for block in surnames["names"].values() for word in block.split()),
        endings=tuple(surnames["endings"]),
        families=_families(nicknames["same"], nicknames["spellings"]),
    )
