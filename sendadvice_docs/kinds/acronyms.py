"""A rule of short forms and words that nobody outside the service knows, unless the advice spells them out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from sendadvice_docs import ready, resources
from sendadvice_docs.context import governing, own_words
from sendadvice_docs.datafile import read_data
from sendadvice_docs.gate import Group
from sendadvice_docs.language import Reading, Stretch, read
from sendadvice_docs.rule import Rule
from sendadvice_docs.source import Field
from sendadvice_docs.spelling_out import spelled_out
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.words import compiled

_SHORT = re.compile(
    r"(?<![\w&'’.-])(?<![^a-z]/)(?P<short>C&F|PfA|LeDeR|CoP|[A-Z][A-Za-z]?[A-Z]{1,4}|[A-Z]{2,6})(?P<plural>s)?(?![\w&]|-\d|\.\w)"
)
#: Words that an acronym may pass over.
_PASSED = r"(?:(?:of|the|and|for|in|to|with|or|a|at|on)[\s-]+){0,2}"
_LAST_CAPITALS = re.compile(r"(?<!\w)([A-Z]{2,})[ ,]{1,2}$")
_NEXT_CAPITALS = re.compile(r"[ ,]{1,2}([A-Z]{2,})(?!\w)")
_VOWEL = re.compile(r"[AEIOUY]")
_ROMAN = re.compile(r"[IVXLCDM]+")
_SMALL = frozenset({"AND", "THE", "NOT", "OF", "NO", "TO", "IN", "ON", "ALL", "DO"})


class _Jargon(NamedTuple):
    """A short form, what it stands for, whether that is unsure, and what must stand beside it (if anything)."""

    means: str
    unsure: bool
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None


#: So many capitals tell that a name of words that begin with them is meant: “Quiet Zone Bureau”, the “QZB panel”.
_TELLING = 3
_I = re.compile(r"(?<![\w'])(?:i|my|we|our|mine)(?![\w-])")
#: “Staff call this being dysregulated”, “This is called echolalia”: what makes a word its own explanation's last word.
_GLOSSED_BEFORE = re.compile(
    r"(?:call(?:s|ed)?(?: (?:this|it|that|them))?|known as|named|term(?:s|ed)?|mean(?:s|ing)|described as|labelled"
    r"|i\.e\.,?|or|that is,?|word for (?:this|it) is)\s+(?:being |an? |the )?[\"']?\Z"
)
_GLOSSED_AFTER = re.compile(
    r"[\"']?(?:\s*\(|,? (?:which|that is|meaning|i\.e\.|in other words|or|by which (?:we|i|they) mean)\b|\s*[:=]"
    r"|,?\s+(?:mean(?:s|ing)(?! that\b)|is when|is where|is the|are the)|, an? \w+)"
)
#: A word that stands in brackets by itself names what was just said plainly: “repeats what people say (echolalia)”.
_BRACKETED_BEFORE = re.compile(r"\w+ \w+ \w+ ?\((?:called |an? )?[\"']?\Z")
_BRACKETED_AFTER = re.compile(r"[\"']?\s?\)")
#: “The court made the order (an SGO)”: so does a short form with its article in brackets.
_ARTICLE_BEFORE = re.compile(r"\w \((?:an?|called an?|called|known as) [\"']?\Z")
#: “Sometimes written CCE” tells what the letters stand for, whatever their number.
_NAMED = (
    r"(?:written|called|known as|shortened to|abbreviated(?: as| to)?|referred to as|short for|initials)\s+"
    r"(?:as |the |an? )?[\"'(]?{}(?!\w)"
)


#: What `_spelling` has right before the short form where that comes last, and right after where it comes first.
_FORM_AFTER = re.compile(
    r"(?:[(\[,=–-]\s*(?:or |known as |the |an? ){0,2}[\"']?"
    rf"|{_NAMED.partition('{}')[0]})\Z"
)
#: What stands before it stands within so many characters.
_NEAR = 200
_FORM_BEFORE = re.compile(r"s?(?!\w)[\"']?\s*(?:[(\[,=:–-]|stands for|is short for|means)")
#: A capital that begins a word of small letters.
_CAPITAL = re.compile(r"[A-Z](?=[a-z])")
_UNKNOWN = _Jargon(means="", unsure=True, before=None, after=None)


def _side(data: Mapping[str, Any], key: str, shape: str) -> re.Pattern[str] | None:
    return ready.compiled(shape.format(data[key])) if key in data else None


def _in_full_source(means: str) -> str:
    """Return the shape of a plain text that has a meaning in full: “children in need”, “looked after child”."""
    words = (
        r"child(?:ren)?(?:'s)?" if word == "child" else rf"{re.escape(word)}(?:'?s|s')?"
        for word in re.split(r"[\s-]+", means)
    )
    whole = r"[\s-]+".join(words)
    return rf"(?<!\w){whole}(?!\w)"


@lru_cache(maxsize=256)
def _in_full(means: str) -> re.Pattern[str]:
    return ready.compiled(_in_full_source(means))


@lru_cache(maxsize=64)
def _capitals(short: str) -> re.Pattern[str]:
    """Return the shape of a name in capitals that a short form may stand for: “Quiet Zone Bureau”."""
    words = r"[a-z]+(?:[\s-]+(?:of|the|and|for|in|to|with|&))*[\s-]+".join(short)
    return ready.compiled(rf"(?<!\w){words}[a-z]+(?!\w)")


@lru_cache(maxsize=64)
def _spelling(short: str) -> re.Pattern[str]:
    """Return the shape of a plain text that spells out a short form: with its first letters, and it beside them."""
    letters = [re.escape(letter) for letter in short.lower() if letter.isalnum()]
    between = rf"[\w']{{0,20}}(?:[\s/&-]+|,\s){_PASSED}"
    words = rf"(?<!\w){between.join(letters)}\w"
    form = rf"[\"']?{re.escape(short.lower())}s?(?!\w)"
    return re.compile(
        rf"{words}[\w'-]{{0,20}}(?: \w+)?\s*[(\[,=–-]\s*(?:or |known as |the |an? ){{0,2}}{form}"
        rf"|(?<!\w){form}[\"']?[.;,]? (?:it|this|that|which|these letters|the letters) "
        rf"(?:stands? for|is short for|means?) (?:the |an? )?\w"
        rf"|(?<!\w){form}[\"']?\s*"
        rf"(?:[(\[,=:–-]|stands for|is short for|means)\s*(?:or |that is |the |an? ){{0,2}}{words}"
        rf"|{_NAMED.format(re.escape(short.lower()))}"
    )


def _may_be_spelt(short: str, plain: str) -> bool:
    """Return whether a short form stands somewhere as it does beside its own words.

    Hardly one does, and a shape that is made for one short form takes long to compile.
    """
    short = short.lower()
    at = plain.find(short)
    while at >= 0:
        if _FORM_AFTER.search(plain, max(0, at - _NEAR), at) or _FORM_BEFORE.match(plain, at + len(short)):
            return True
        at = plain.find(short, at + 1)
    return False


def _may_be_in_capitals(short: str, text: str) -> bool:
    """Return whether capitals that begin words of a text are those of a short form, one after another."""
    return not (short.isascii() and short.isupper()) or short in "".join(_CAPITAL.findall(text))


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
                after=_side(entry, "after", r"(?:\s+|-(?:based|led|informed)\s+)(?:{})(?!\w)"),
            )
            for short, entry in data["jargon"].items()
        }
        for known in self.jargon.values():
            if known.means:
                ready.note(_in_full_source(known.means.lower()))
        self.everyday = frozenset(data["everyday"].split())
        self.shouted = frozenset(data["shouted"].upper().split())
        self.heads = compiled(data["heads"])
        self.tails = compiled(data["tails"])
        self.leads = ready.compiled(rf"(?<!\w)(?:{data['leads']})\s+\Z")
        self.named_before = ready.compiled(rf"(?<!\w)(?:{data['named_before']})\s+\Z")
        self.named_after = ready.compiled(rf"\s+(?:{data['named_after']})(?!\w)")
        self.words = Group(compiled(entry["find"]) for entry in data.get("words", ()))
        self.meanings = tuple(str(entry["means"]) for entry in data.get("words", ()))

    def _kind(self, reading: Reading, start: int, short: str, end: int) -> _Jargon | None:
        """Return what is known of a short form at a place, with no meaning where it is not known; None if no jargon."""
        known = self.jargon.get(short.upper())
        if known is not None:
            if self.named_before.search(reading.plain, max(0, start - 30), start) or self.named_after.match(
                reading.plain, end
            ):
                return None
            if known.before is None and known.after is None:
                return known
            if known.before is not None and known.before.search(reading.plain, max(0, start - 30), start):
                return known
            return known if known.after is not None and known.after.match(reading.plain, end) else None
        if len(short) < 3 or not short.isupper() or short in self.everyday:
            return None
        if self.leads.search(reading.plain, max(0, start - 30), start):
            return _UNKNOWN
        if self._is_no_word(short):
            return None if self.named_before.search(reading.plain, max(0, start - 30), start) else _UNKNOWN
        if reading.plain[end : end + 1] != " ":
            return None
        beside = self.heads.match(reading.plain, end + 1) or self.tails.match(reading.plain, end + 1)
        return _UNKNOWN if beside else None

    def _is_no_word(self, short: str) -> bool:
        """Return whether capitals that nobody knows can be no word or name that is shouted or shown: “TYSS”, “EHA”."""
        if len(set(short)) == 1 or short in self.shouted or _ROMAN.fullmatch(short):
            return False
        return not _VOWEL.search(short) or len(short) == _TELLING

    def _among_capitals(self, text: str, start: int, end: int) -> bool:
        """Return whether a word beside it stands in capitals too: a sign or a shout, not a short form."""
        beside = (_LAST_CAPITALS.search(text, max(0, start - 30), start), _NEXT_CAPITALS.match(text, end))
        return any(
            one is not None and one[1] not in self.jargon and (one[1] not in self.everyday or one[1] in _SMALL)
            for one in beside
        )

    def _explained(self, short: str, known: _Jargon, field: str, readings: list[tuple[str, Reading]]) -> bool:
        full = _in_full(known.means.lower()) if known.means else None
        for pointer, reading in readings:
            here = pointer == field
            if short in reading.text and _may_be_spelt(short, reading.plain) and _spelling(short).search(reading.plain):
                return True
            if full is not None and here and full.search(reading.plain):
                return True
            capitals = here and len(short) >= _TELLING and short.isalpha()
            if capitals and _may_be_in_capitals(short, reading.text) and _capitals(short).search(reading.text):
                return True
        return False

    @staticmethod
    def _is_said(field: Field, reading: Reading, start: int, end: int) -> bool:
        """Return whether somebody else's own word it is, not the worker's about them."""
        if own_words(field.name, reading, start) and _I.search(reading.plain):
            return True
        return governing(reading, start, end, ("quoted",), field=field.name) is not None

    def _found(self, field: Field) -> Iterator[tuple[int, int, str, bool, _Jargon]]:
        reading = read(field.text)
        for match in _SHORT.finditer(field.text):
            start, end = match.span()
            known = self._kind(reading, start, match["short"], end)
            if known is None or self._among_capitals(field.text, start, end):
                continue
            plain = reading.plain
            if _ARTICLE_BEFORE.search(plain, max(0, start - 20), start) and _BRACKETED_AFTER.match(plain, end):
                continue
            if not self._is_said(field, reading, start, end):
                yield start, end, match["short"], match["plural"] is not None, known

    def _words_found(self, field: Field) -> Iterator[tuple[Stretch, int, str]]:
        """Yield where words of the trade stand in a field, with their number and what they mean."""
        reading = read(field.text)
        for number in self.words.numbers_in(reading.plain):
            for match in self.words.members[number].finditer(reading.plain):
                if not self._is_said(field, reading, *match.span()):
                    yield Stretch(*match.span()), number, self.meanings[number]

    def _words_of_trade(self, subject: Subject) -> Iterator[Hit]:
        told: set[int] = set()
        for field in subject.where(self.where):
            for (start, end), number, means in sorted(self._words_found(field)):
                if number in told:
                    continue
                told.add(number)
                plain = read(field.text).plain
                if _GLOSSED_BEFORE.search(plain, max(0, start - 40), start) or _GLOSSED_AFTER.match(plain, end):
                    continue
                if _BRACKETED_BEFORE.search(plain, max(0, start - 60), start) and _BRACKETED_AFTER.match(plain, end):
                    continue
                yield Hit(field.pointer, start, end, {"means": means}, "word")

    def check(self, subject: Subject) -> Iterator[Hit]:
        readings = [(field.pointer, read(field.text)) for field in subject.fields]
        given = {*subject.profile.abbreviations, *subject.profile.known_names, *subject.circumstances.known_names}
        told: set[str] = set()
        for field in subject.where(self.where):
            for start, end, short, plural, known in self._found(field):
                if short in told or short in given:
                    continue
                told.add(short)
                if self._explained(short, known, field.pointer, readings):
                    continue
                fix = None if known.unsure or plural else spelled_out(field.text, start, end, known.means, short)
                variant = ("unsure" if known.means else "unknown") if known.unsure else ""
                yield Hit(field.pointer, start, end, {"means": known.means, "short": short}, variant, fix)
        yield from self._words_of_trade(subject)


def build(rule: Rule) -> Check:
    """Return the check for short forms that are jargon.

    `match.lexicon` names the file of `checks/lexicons` with `jargon` (short form: `means`, `unsure` where it stands for
    different things in different councils, `before` and `after` for what must stand on one side of it), `everyday`
    short forms, `heads` and `tails` (patterns of nouns, “team”, and verbs, “agreed”, before which other capitals are a
    short form too), `leads` (what stands before such: “referred to”), `named_before` and `named_after` (what makes of
    one the name of a show, a shop or a band), and `words` of the trade that are no short forms: groups of `find`
    (patterns) and what they mean. The first use in an advice is the hit, with the values `means` and `short`, unless
    a sentence somewhere spells it out, the same field has the meaning in full, or the profile or the
    advice lists it as known.
    """
    return _Finder(rule).check
