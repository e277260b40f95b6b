"""The words of adult life: the topics of its four areas, and the wordings that fill a box and say nothing.

They stand in `checks/lexicons/adulthood.yaml`; `sendadvice_docs.kinds.adulthood` judges by them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sendadvice_docs import resources
from sendadvice_docs.datafile import read_data
from sendadvice_docs.matching import Patterns
from sendadvice_docs.words import compiled, expanded

#: Subject, object and possessive by pronouns, as patterns; any of them where the pronouns are not known.
PRONOUNS = {
    "he/him": ("he", "him", "his"),
    "she/her": ("she", "her", "her"),
    "they/them": ("they", "them", "their"),
    "": ("he|she|they", "him|her|them", "his|her|their"),
}


def _forms(words: str) -> frozenset[str]:
    return frozenset(form for word in words.split() for form in expanded(word))


class Lexicon:
    """The topics and wordings of `checks/lexicons/adulthood.yaml`, compiled."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.areas: Mapping[str, Patterns] = {name: compiled(topics) for name, topics in data["areas"].items()}
        self.chosen = compiled((data["chosen"],))
        self.put_off = compiled((data["put_off"],))
        self.others = compiled((f"(?:{data['others']})",))
        self.about_the_person = {
            pronouns: re.compile(
                data["about_the_person"].format(subject=subject, object=object_, possessive=possessive)
            )
            for pronouns, (subject, object_, possessive) in PRONOUNS.items()
        }
        self.answers = compiled(data["answers"])
        self.of_the_work = compiled((data["of_the_work"],))
        self.statements = compiled((f"(?:{data['statements']})",))
        self.abilities = compiled((data["abilities"],))
        self.plain_topics = frozenset(data["plain_topics"].split())
        self.headings = frozenset(data["headings"].split())
        self.process = _forms(data["process"])
        self.words = {area: _forms(words) for area, words in data["vocabulary"].items()}
        self.vocabulary = frozenset().union(*self.words.values())
        self.care = _forms(data["care"])


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the words, read once."""
    return Lexicon(read_data(resources.resource("checks", "lexicons", "adulthood.yaml")))


@lru_cache(maxsize=1)
def words_in_areas() -> Mapping[str, Patterns]:
    """Return what finds the words of each area."""
    known = lexicon()
    return {
        area: compiled(("|".join(sorted(map(re.escape, words))),))
        for area, words in known.words.items()
        if area in known.areas
    }
