"""A rule of text that asks for a much older reader than the people it is for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sendadvice_docs.labels import opening
from sendadvice_docs.language import Reading, read
from sendadvice_docs.readability import Readability, measured
from sendadvice_docs.rule import Rule
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.words import compiled, listed

#: Beyond this a reading age is no age at which anybody learns to read; it is only very high.
_OLDEST = 21
_WORDS_SHOWN = 3
#: Fewer letters in a word, and fewer words in a sentence, and no text is hard: most texts need not be measured.
_EASY_LETTERS = 4.4
_EASY_SENTENCE = 25
_SPACE = re.compile(r"\s+")


def _easy(reading: Reading) -> bool:
    """Return whether the lengths alone show that a text is easy."""
    words = len(_SPACE.findall(reading.text)) + 1
    return len(reading.text) < (_EASY_LETTERS + 1) * words and words < _EASY_SENTENCE * len(reading.sentences)


def _years(age: float) -> str:
    return f"about {round(age)}" if age <= _OLDEST else f"well over {_OLDEST - 1}"


def _hit(pointer: str, reading: Reading, found: Readability, limit: float) -> Hit:
    text = reading.text
    values = {
        "age": _years(found.age),
        "limit": f"{limit:g}",
        "count": str(found.longest_words),
        "begins": opening(text[found.longest.start : found.longest.end], 6),
        "hard": listed([f"“{word}”" for word in found.hard[:_WORDS_SHOWN]]),
    }
    start = len(text) - len(text.lstrip())
    return Hit(pointer, start, len(text.rstrip()), values, "" if len(found.hard) >= _WORDS_SHOWN else "long")


def build(rule: Rule) -> Check:
    """Return the check for text that is hard to read.

    `match.limit` names the profile's limit, a reading age in years, `match.margin` is by how many years a text must be
    above it, `match.enough_words` how many words it takes to judge one, and `match.fewest_words` how few can be judged
    where it is twice as far above. `match.own_words` are patterns that show what somebody said of themselves, and
    `match.their_fields` the fields where that is left as it is. The hit is the whole field, with the values `age`,
    `limit`, `count` and `begins` (of the longest sentence) and `hard` (the hardest words); its variant is `long` where
    it is the sentences rather than the words that make it hard.
    """
    name: str = rule.match["limit"]
    margin: float = rule.match["margin"]
    fewest: int = rule.match["fewest_words"]
    enough: int = rule.match["enough_words"]

    own_words = compiled(rule.match["own_words"])
    their_fields: tuple[str, ...] = tuple(rule.match["their_fields"])

    def too_hard(found: Readability, limit: float) -> bool:
        # A short text is easily misjudged: at the fewest words it must be above the limit by twice the margin.
        doubt = max(0.0, (enough - found.words) / (enough - fewest))
        return found.words >= fewest and found.age >= limit + margin * (1 + doubt)

    def check(subject: Subject) -> Iterator[Hit]:
        limit = subject.profile.limit(name)
        person = subject.circumstances
        names = (
            *(person.name, person.preferred_name, person.setting, *person.professionals),
            *(person.known_names + person.also_named + subject.profile.known_names),
            *(one.name for one in person.people),
        )
        for field in subject.where(rule.where):
            if len(field.text) < fewest * _EASY_LETTERS:
                continue
            reading = read(field.text)
            found = None if _easy(reading) else measured(reading, names)
            if found is None or not too_hard(found, limit):
                continue
            if field.name not in their_fields or own_words.search(reading.plain) is None:
                yield _hit(field.pointer, reading, found, limit)

    return check
