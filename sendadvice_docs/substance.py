"""Whether a text says anything at all: “N/A”, “not known” and “see the education advice” do not.

A word is *hollow* where it only puts the matter off. A text has substance where one of its words is not hollow. The
words that are hollow everywhere stand in `checks/lexicons/hollow.yaml`; a rule adds those of its own matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from sendadvice_docs import resources
from sendadvice_docs.datafile import read_data
from sendadvice_docs.language import plain
from sendadvice_docs.model import Person
from sendadvice_docs.source import Field

_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=1)
def _sets() -> Mapping[str, frozenset[str]]:
    data: Mapping[str, Any] = read_data(resources.resource("checks", "lexicons", "hollow.yaml"))
    return {name: frozenset(str(words).split()) for name, words in data["hollow"].items()}


def names_of(person: Person) -> frozenset[str]:
    """Return the words of a person's names in lower case: alone they say nothing of the person."""
    return names_in(person.name, person.preferred_name)


def names_in(*names: str) -> frozenset[str]:
    """Return the words of names in lower case."""
    return frozenset(_WORD.findall(plain(" ".join(names))))


class Substance:
    """Says whether texts have substance, by the sets of hollow words named in `hollow.yaml`.

    The set `always` is always among them. Raises KeyError for a set there is none of.
    """

    def __init__(self, sets: Iterable[str] = ()) -> None:
        self._hollow = frozenset().union(*(_sets()[name] for name in ("always", *sets)))

    def __call__(self, text: str, names: frozenset[str] = frozenset()) -> bool:
        """Return whether a text has a word that says something; numbers, single letters and `names` do not."""
        return any(
            len(word) > 1 and not word.isdigit() and word not in self._hollow and word not in names
            for word in _WORD.findall(plain(text))
        )

    def lacking(self, fields: Iterable[Field], names: frozenset[str] = frozenset()) -> Iterator[Field]:
        """Yield the fields whose text has no substance."""
        return (field for field in fields if not self(field.text, names))
