"""A rule of short forms that nobody outside the service knows, unless the advice spells them out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from sendadvice_docs import resources
from sendadvice_docs.context import governing
from sendadvice_docs.datafile import read_data
from sendadvice_docs.language import Reading, read
from sendadvice_docs.rule import Rule
from sendadvice_docs.source import Field
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.words import compiled

_SHORT = re.compile(
    r"(?<![\w&'’/.-])(?P<short>C&F|PfA|[A-Z][A-Za-z]?[A-Z]{1,4}|[A-Z]{2,6})(?P<plural>s)?(?![\w&]|-\d|\.\w)"
)
#: Words that an acronym may pass over.
_PASSED = r"(?:(?:of|the|and|for|in|to|with|or|a|at|on)[\s-]+){0,2}"
_LAST_CAPITALS = re.compile(r"(?<!\w)([A-Z]{2,})[ ,]{1,2}$")
_NEXT_CAPITALS = re.compile(r"[ ,]{1,2}([A-Z]{2,})(?!\w)")
_ARTICLE = re.compile(r"(?<!\w)(an?)\s+$", re.IGNORECASE)
_VOWELS = "aeiou"
_SMALL = frozenset({"AND", "THE", "NOT", "OF", "NO", "TO", "IN", "ON", "ALL", "DO"})


class _Jargon(NamedTuple):
    """A short form, what it stands for, whether that is unsure, and what must stand beside it (if anything)."""

    means: str
    unsure: bool
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None


_UNKNOWN = _Jargon(means="", unsure=True, before=None, after=None)


def _side(data: Mapping[str, Any], key: str, shape: str) -> re.Pattern[str] | None:
    return re.compile(shape.format(data[key])) if key in data else None


@lru_cache(maxsize=64)
def _spelling(short: str) -> re.Pattern[str]:
    """Return the shape of a plain text that spells out a short form: with its first letters, and it beside them."""
    letters = [re.escape(letter) for letter in short.lower() if letter.isalnum()]
    between = rf"[\w']{{0,20}}(?:[\s/&-]+|,\s){_PASSED}"
    words = rf"(?<!\w){between.join(letters)}\w"
    form = rf"[\"']?{re.escape(short.lower())}s?(?!\w)"
    return re.compile(
        rf"{words}[\w'-]{{0,20}}(?: \w+)?\s*[(\[,=–-]\s*(?:or |known as |the |an? ){{0,2}}{form}"
        rf"|(?<!\w){form}[\"']?\s*"
        rf"(?:[(\[,=:–-]|stands for|is short for|means)\s*(?:or |that is |the |an? ){{0,2}}{words}"
    )


class _Finder:
    """Finds short forms that are jargon, and whether an advice spells them out."""

    def __init__(self, rule: Rule) -> None:
        name = str(rule.match["lexicon"])
        data = read_data(resources.resource("checks", "lexicons", f"{name}.yaml"))
        self.where = rule.where
        self.jargon = {
            short: _Jargon(
                means=entry["means"],
                unsure=bool(entry.get("unsure", False)),
                before=_side(entry, "before", r"(?<!\w)(?:{})\s+$"),
                after=_side(entry, "after", r"\s+(?:{})(?!\w)"),
            )
            for short, entry in data["jargon"].items()
        }
        self.everyday = frozenset(data["everyday"].split())
        self.heads = compiled(data["heads"])

    def _kind(self, reading: Reading, start: int, short: str, end: int) -> _Jargon | None:
        """Return what is known of a short form at a place, with no meaning where it is not known; None if no jargon."""
        known = self.jargon.get(short.upper())
        if known is not None:
            if known.before and not known.before.search(reading.plain, max(0, start - 30), start):
                return None
            return None if known.after and not known.after.match(reading.plain, end) else known
        if len(short) < 3 or not short.isupper() or short in self.everyday:
            return None
        head = self.heads.match(reading.plain, end + 1) if reading.plain[end : end + 1] == " " else None
        return _UNKNOWN if head else None

    def _among_capitals(self, text: str, start: int, end: int) -> bool:
        """Return whether a word beside it stands in capitals too: a sign or a shout, not a short form."""
        beside = (_LAST_CAPITALS.search(text, max(0, start - 30), start), _NEXT_CAPITALS.match(text, end))
        return any(
            one is not None and one[1] not in self.jargon and (one[1] not in self.everyday or one[1] in _SMALL)
            for one in beside
        )

    def _explained(self, short: str, known: _Jargon, readings: list[Reading]) -> bool:
        spelt = _spelling(short)
        means = known.means.lower()
        for reading in readings:
            if short not in reading.text:
                continue
            if spelt.search(reading.plain):
                return True
            if means and any(
                short in reading.text[start:end] and means in reading.plain[start:end]
                for start, end in reading.sentences
            ):
                return True
        return False

    def _found(self, field: Field) -> Iterator[tuple[int, int, str, bool, _Jargon]]:
        reading = read(field.text)
        for match in _SHORT.finditer(field.text):
            start, end = match.span()
            known = self._kind(reading, start, match["short"], end)
            if known is None or self._among_capitals(field.text, start, end):
                continue
            if governing(reading, start, end, ("quoted", "own_words"), field=field.name) is None:
                yield start, end, match["short"], match["plural"] is not None, known

    def check(self, subject: Subject) -> Iterator[Hit]:
        readings = [read(field.text) for field in subject.fields]
        given = {*subject.profile.abbreviations, *subject.profile.known_names, *subject.circumstances.known_names}
        told: set[str] = set()
        for field in subject.where(self.where):
            for start, end, short, plural, known in self._found(field):
                if short in told or short in given:
                    continue
                told.add(short)
                if self._explained(short, known, readings):
                    continue
                fix = None if known.unsure or plural else _fix(field.text, start, known.means, short)
                variant = ("unsure" if known.means else "unknown") if known.unsure else ""
                yield Hit(field.pointer, start, end, {"means": known.means, "short": short}, variant, fix)


def _fix(text: str, start: int, means: str, short: str) -> str | None:
    """Return the short form spelled out for its place, or None where the sentence around it would have to change."""
    article = _ARTICLE.search(text, max(0, start - 5), start)
    if article and (article[1].lower() == "an") != (means[0].lower() in _VOWELS):
        return None
    begins = not text[:start].strip() or text[:start].rstrip()[-1] in ".!?\n"
    return f"{means[0].upper() + means[1:] if begins else means} ({short})"


def build(rule: Rule) -> Check:
    """Return the check for short forms that are jargon.

    `match.lexicon` names the file of `checks/lexicons` with `jargon` (short form: `means`, `unsure` where it stands for
    different things in different councils, `before` and `after` for what must stand beside it), `everyday` short forms,
    and `heads`: patterns of nouns (“team”) before which other capitals are a short form too. The first use in an advice
    is the hit, with the values `means` and `short`, unless a sentence somewhere spells it out or the profile or the
    advice lists it as known.
    """
    return _Finder(rule).check
