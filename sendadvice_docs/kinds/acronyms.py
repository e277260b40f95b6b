"""A rule of short forms and words that nobody outside the service knows, unless the advice spells them out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sendadvice_docs import ready, resources
from sendadvice_docs.context import governing, own_words
from sendadvice_docs.datafile import read_data
from sendadvice_docs.explained import TELLING, in_full_source, is_glossed, is_spelt, told_beside
from sendadvice_docs.gate import Group
from sendadvice_docs.language import Reading, Stretch, read
from sendadvice_docs.rule import Rule
from sendadvice_docs.source import Field
from sendadvice_docs.spelling_out import spelled_out
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.words import compiled

#: Capitals, capitals with small letters between (“CiN”), two joined (“R&R”, “H/V”), and capitals with a figure (“T1”).
_SHORT = re.compile(
    r"(?<![\w&'’.#-])(?<!\d/)(?P<short>[A-Z]{1,3}&[A-Z]{1,3}|[A-Z]/[A-Z](?!/)|PfA|LeDeR|[DHT]x"
    r"|[A-Z]{2,7}|(?:[A-Z][a-z]?){2,6}|[A-Z]{1,5}\d)(?P<plural>s)?(?![\w&]|-\d|\.\w|/\d)"
)
_LAST_CAPITALS = re.compile(r"(?<!\w)([A-Z]{2,})[ ,]{1,2}$")
_NEXT_CAPITALS = re.compile(r"[ ,]{1,2}([A-Z]{2,})(?!\w)")
#: Another short form in one list with it.
_LISTED_BEFORE = re.compile(r"(?<!\w)([A-Z]{2,}s?)(?:, |/|\+| ?& ?| and | or )$")
_LISTED_AFTER = re.compile(r"(?:, |/|\+| ?& ?| and | or )([A-Z]{2,}s?)(?!\w)")
_VOWEL = re.compile(r"[AEIOUY]")
#: What no English word begins or ends with: “CPOMS”, “NIPPV”.
_NO_BEGINNING = re.compile(
    r"(?!B[LR]|C[HLRZ]|D[RW]|F[LRJ]|G[HLNR]|K[HLNR]|LL|MC|P[FHLRS]|RH|S[CHKLMNPQTWVR]|T[HRWS]|VL|W[HR]|Z[WH])[^AEIOUY]{2}"
)
_NO_END = re.compile(
    r"(?!BB|BT|C[HKT]|D[DT]|F[FT]|G[GHN]|H[NT]|[LR][BCDFGKLMNPTV]|LH|M[BMNPT]|N[CDGKNTXZ]|P[HPT]|RR|RH|RZ|S[CHKMPT]|T[HTZ]|W[DKLNT]|XT|ZZ)"
    r"[^AEIOUY][^AEIOUYS]\Z"
)
_ROMAN = re.compile(r"[IVXLCDM]+")
_SMALL = frozenset({"AND", "THE", "NOT", "OF", "NO", "TO", "IN", "ON", "ALL", "DO"})
_I = re.compile(r"(?<![\w'])(?:i|my|we|our|mine)(?![\w-])")
#: What stands beside a short form is looked for within so many characters.
_NEAR = 40
#: Longer ones that could be a word are mostly the name of a group or a programme.
_LONGEST = 5


class _Jargon(NamedTuple):
    """A short form, what it stands for, whether that is unsure, and what must or must not stand beside it."""

    means: str
    unsure: bool
    small_only: bool = False
    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    not_before: re.Pattern[str] | None = None
    not_after: re.Pattern[str] | None = None

    @property
    def alone(self) -> bool:
        """Whether nothing need stand beside it."""
        return self.before is None and self.after is None

    def fits(self, plain: str, start: int, end: int) -> bool:
        """Return whether what stands beside it is what must."""
        if self.not_before is not None and self.not_before.search(plain, max(0, start - _NEAR), start):
            return False
        if self.not_after is not None and self.not_after.match(plain, end):
            return False
        if self.alone or (self.before is not None and self.before.search(plain, max(0, start - _NEAR), start)):
            return True
        return self.after is not None and self.after.match(plain, end) is not None


_UNKNOWN = _Jargon(means="", unsure=True)


def _side(data: Mapping[str, Any], key: str, shape: str) -> re.Pattern[str] | None:
    return ready.compiled(shape.format(data[key])) if key in data else None


def _jargon(entry: Mapping[str, Any]) -> _Jargon:
    before, after = r"(?<!\w)(?:{})\s+$", r"(?:\s+|-(?:based|led|informed)\s+)(?:{})(?!\w)"
    return _Jargon(
        means=entry["means"],
        unsure=bool(entry.get("unsure", False)),
        small_only=bool(entry.get("small_only", False)),
        before=_side(entry, "before", before),
        after=_side(entry, "after", after),
        not_before=_side(entry, "not_before", before),
        not_after=_side(entry, "not_after", after),
    )


class _Finder:
    """Finds short forms that are jargon, and whether an advice spells them out."""

    def __init__(self, rule: Rule) -> None:
        name = str(rule.match["lexicon"])
        data = read_data(resources.resource("checks", "lexicons", f"{name}.yaml"))
        self.where = rule.where
        self.jargon = {short: _jargon(entry) for short, entry in data["jargon"].items()}
        for known in self.jargon.values():
            if known.means:
                ready.note(in_full_source(known.means.lower()))
        self.everyday = frozenset(data["everyday"].split())
        self.shouted = frozenset(data["shouted"].upper().split())
        self.small = ready.compiled(rf"(?<![\w&'.#/-])(?:{'|'.join(data['small'].split())})(?=s?(?![\w'&/-]))")
        self.heads = compiled(data["heads"])
        self.tails = compiled(data["tails"])
        self.leads = ready.compiled(rf"(?<!\w)(?:{data['leads']})\s+\Z")
        self.nouns_before = ready.compiled(rf"(?<!\w)(?:{data['nouns_before']})\s+\Z")
        self.named_before = ready.compiled(rf"(?<!\w)(?:{data['named_before']})\s+\Z")
        self.named_after = ready.compiled(rf"\s+(?:{data['named_after']})(?!\w)")
        self.leisure = ready.compiled(rf"(?<!\w)(?:{data['leisure']})(?!\w)[^.;:\n]*\Z")
        self.letters = ready.compiled(rf"(?<!\w)(?:{data['letters']})(?!\w)")
        self.words = Group(compiled(entry["find"]) for entry in data.get("words", ()))
        self.meanings = tuple(str(entry["means"]) for entry in data.get("words", ()))

    def _kind(self, reading: Reading, start: int, short: str, end: int) -> _Jargon | None:
        """Return what is known of a short form at a place, with no meaning where it is not known; None if no jargon."""
        known, plain = self.jargon.get(short.upper()), reading.plain
        named = self.named_before.search(plain, max(0, start - 30), start) or self.named_after.match(plain, end)
        if known is not None:
            if named or known.small_only:
                return None
            return known if known.fits(plain, start, end) or self._is_listed(reading.text, start, end, known) else None
        if not short.replace("&", "").isupper() or not short.replace("&", "").isalpha() or short in self.everyday:
            return None
        if self.leads.search(plain, max(0, start - 30), start) and (len(short) >= TELLING or "&" in short):
            return _UNKNOWN
        if len(short) < TELLING or "&" in short:
            return _UNKNOWN if plain[end : end + 1] == " " and self.heads.match(plain, end + 1) else None
        if self._is_no_word(short):
            return None if named or self._is_leisure(reading, start, end) else _UNKNOWN
        if plain[end : end + 1] == " " and (self.heads.match(plain, end + 1) or self.tails.match(plain, end + 1)):
            return _UNKNOWN
        if short in self.shouted or named or len(short) > _LONGEST:
            return None
        return _UNKNOWN if self.nouns_before.search(plain, max(0, start - _NEAR), start) else None

    def _is_listed(self, text: str, start: int, end: int, known: _Jargon) -> bool:
        """Return whether a form of several meanings stands in one list with one that has a single meaning."""
        if known.not_before is not None and known.not_before.search(text.lower(), max(0, start - _NEAR), start):
            return False
        beside = (_LISTED_BEFORE.search(text, max(0, start - 12), start), _LISTED_AFTER.match(text, end))
        forms = (self.jargon.get(one[1].rstrip("s")) for one in beside if one is not None)
        return any(form is not None and form.alone for form in forms)

    def _is_leisure(self, reading: Reading, start: int, end: int) -> bool:
        """Return whether letters that nobody knows stand where the names of games, bands, shops and exams do."""
        plain = reading.plain
        if plain[end : end + 1] == " ":
            first = plain.find(" ", end + 1) + 1
            if self.heads.match(plain, end + 1) or (first and self.heads.match(plain, first)):
                return False
        return self.leisure.search(plain, max(0, start - 2 * _NEAR), start) is not None

    def _is_no_word(self, short: str) -> bool:
        """Return whether capitals that nobody knows can be no word or name that is shouted or shown: “TYSS”, “EHA”."""
        if len(set(short)) == 1 or short in self.shouted or _ROMAN.fullmatch(short):
            return False
        if not _VOWEL.search(short) or len(short) == TELLING:
            return True
        return _NO_BEGINNING.match(short) is not None or _NO_END.search(short) is not None

    def _among_capitals(self, text: str, start: int, end: int) -> bool:
        """Return whether a word beside it stands in capitals too: a sign or a shout, not a short form."""
        beside = (_LAST_CAPITALS.search(text, max(0, start - 30), start), _NEXT_CAPITALS.match(text, end))
        return any(
            one is not None
            and one[1] not in self.jargon
            and (one[1] not in self.everyday or one[1] in _SMALL)
            and (len(one[1]) < TELLING or not self._is_no_word(one[1]))
            for one in beside
        )

    @staticmethod
    def _is_said(field: Field, reading: Reading, start: int, end: int) -> bool:
        """Return whether somebody else's own word it is, not the worker's about them."""
        if own_words(field.name, reading, start) and _I.search(reading.plain):
            return True
        return governing(reading, start, end, ("quoted",), field=field.name) is not None

    def _candidates(self, field: Field, reading: Reading) -> Iterator[tuple[int, int, str, bool, _Jargon]]:
        for match in _SHORT.finditer(field.text):
            start, end = match.span()
            known = self._kind(reading, start, match["short"], end)
            if known is not None and not self._among_capitals(field.text, start, end):
                yield start, end, match["short"], match["plural"] is not None, known
        for match in self.small.finditer(reading.plain):
            start, end = match.span()
            if not field.text[start:end].islower():
                continue
            known = self.jargon.get(match[0].upper())
            if known is not None and known.fits(reading.plain, start, end):
                yield start, end, match[0].upper(), False, known

    def _found(self, field: Field) -> Iterator[tuple[int, int, str, bool, _Jargon]]:
        reading = read(field.text)
        for one in sorted(self._candidates(field, reading), key=lambda one: one[0]):
            start, end = one[:2]
            if self.letters.search(reading.plain, reading.sentence_at(start).start, start):
                continue
            if not self._is_said(field, reading, start, end):
                yield one

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
                if not is_glossed(read(field.text).plain, start, end):
                    yield Hit(field.pointer, start, end, {"means": means}, "word")

    def check(self, subject: Subject) -> Iterator[Hit]:
        readings = [(field.pointer, read(field.text)) for field in subject.fields]
        given = {*subject.profile.abbreviations, *subject.profile.known_names, *subject.circumstances.known_names}
        found = [(field, one) for field in subject.where(self.where) for one in self._found(field)]
        told = {one[2] for field, one in found if told_beside(read(field.text), *one[:3])} | given
        for field, (start, end, short, plural, known) in found:
            if short not in told:
                told.add(short)
                if any(is_spelt(short, known.means, one, here=at == field.pointer) for at, one in readings):
                    continue
                fix = None if known.unsure or plural else spelled_out(field.text, start, end, known.means, short)
                variant = ("unsure" if known.means else "unknown") if known.unsure else ""
                yield Hit(field.pointer, start, end, {"means": known.means, "short": short}, variant, fix)
        yield from self._words_of_trade(subject)


def build(rule: Rule) -> Check:
    """Return the check for short forms that are jargon.

    `match.lexicon` names the file of `checks/lexicons` with `jargon` (short form: `means`, `unsure` where it stands for
    different things in different councils, `before` and `after` for what must stand on one side of it, `not_before` and
    `not_after` for what must not, `small_only` where everybody knows it in capitals), `small` (those of them that are
    written in small letters too), `everyday` short forms, `shouted` words and names, `heads` and `tails` (patterns of
    nouns, “team”, and verbs, “agreed”, before which other capitals are a short form too), `leads` (what stands before
    such: “referred to”), `nouns_before` (what stands before a noun: “by the”), `leisure` (in whose clause others are a
    name), `named_before` and `named_after` (what makes of one the name of a show, a shop or a band), `letters` (after
    which letters are told as letters: “number plates”), and `words` of the trade that are no short forms: groups of
    `find` (patterns) and what they mean. The first use in an advice is the hit, with the values `means` and `short`,
    unless a sentence somewhere spells it out, the same field has the meaning in full, or the profile or the advice
    lists it as known.
    """
    return _Finder(rule).check
