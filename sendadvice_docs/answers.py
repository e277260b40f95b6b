"""Which questions to the family an advice answers already, and where.

A question is answered where one of its fields says something in substance, or a sentence of the advice speaks of one of
its topics (`checks/lexicons/questions.yaml`). A heading, “not known” or “to be discussed” answers nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Any

from sendadvice_docs import resources
from sendadvice_docs.datafile import read_data
from sendadvice_docs.language import plain, read
from sendadvice_docs.questions import Question
from sendadvice_docs.source import Field
from sendadvice_docs.substance import Substance
from sendadvice_docs.words import compiled

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Answer:
    """Where a question is answered: the field, and the sentence that does."""

    pointer: str
    quote: str


class _Topic:
    def __init__(self, data: Mapping[str, Any], where: Iterable[str]) -> None:
        self.patterns = compiled(data["patterns"])
        self.where = tuple(data.get("where", where))


class _Lexicon:
    def __init__(self, data: Mapping[str, Any]) -> None:
        self.says = Substance(data["hollow"])
        self.put_off = compiled(data["put_off"])
        self.topics = {name: _Topic(topic, data["where"]) for name, topic in data["topics"].items()}


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    return _Lexicon(read_data(resources.resource("checks", "lexicons", "questions.yaml")))


def topics() -> tuple[str, ...]:
    """Return the names of the topics there are."""
    return tuple(_lexicon().topics)


def _named(name: str, where: Iterable[str]) -> bool:
    wanted = [one for one in where if not one.startswith("!")]
    unwanted = [one[1:] for one in where if one.startswith("!")]
    return any(fnmatchcase(name, one) for one in wanted) and not any(fnmatchcase(name, one) for one in unwanted)


def _statements(text: str, names: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield the sentences of a text that say something, as written and as patterns read them.

    That is in lower case, with “they” for the name of the child or young person.
    """
    lexicon, reading = _lexicon(), read(text)
    any_name = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    called = re.compile(rf"\b(?:{any_name})(?: (?:{any_name}))*\b") if names else None
    for start, end in reading.sentences:
        sentence = reading.plain[start:end].strip()
        if sentence.endswith((":", "?")) or lexicon.put_off.search(sentence) or not lexicon.says(sentence, names):
            continue
        yield text[start:end].strip(), called.sub("they", sentence) if called else sentence


def _names(field: Field, areas: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names a field goes by: its own, and for a field of a need one with the need's area."""
    area = areas.get(field.pointer.rpartition("/")[0])
    return (field.name, field.name.replace("needs/", f"needs({area})/", 1)) if area else (field.name,)


def answer_of(
    question: Question, fields: Iterable[Field], name: str = "", areas: Mapping[str, str] | None = None
) -> Answer | None:
    """Return the first answer to a question in the fields of an advice, or None.

    `name` is all that the child or young person is called: by itself it says nothing. `areas` are the areas of the
    needs by their pointers.
    """
    names = frozenset(_WORD.findall(plain(name)))
    fields = [field for field in fields if field.text]
    for field in fields:
        if question.fields and any(_named(one, question.fields) for one in _names(field, areas or {})):
            for said, _ in _statements(field.text, names):
                return Answer(field.pointer, said)
    for field in fields:
        wanted = [topic for key in question.topics if _named(field.name, (topic := _lexicon().topics[key]).where)]
        for said, sentence in _statements(field.text, names) if wanted else ():
            if any(topic.patterns.search(sentence) for topic in wanted):
                return Answer(field.pointer, said)
    return None
