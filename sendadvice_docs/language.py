"""Text as words, sentences and clauses: spaCy's blank English, built once and only when text is read.

No trained model is used: none could be had where the tool runs. Sentences are cut on the raw text first, because a
list written one item a line is several statements, and words are found in a text once for all rules.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sendadvice_docs import resources
from sendadvice_docs.datafile import read_data
from sendadvice_docs.gate import Text
from sendadvice_docs.matching import prepare
from sendadvice_docs.words import expanded

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc, Span

_STRAIGHT = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "\u00a0": " ", "\u2011": "-", "\u2010": "-", "\u202f": " "}
)

#: A full stop after one of these ends no sentence.
_SHORT = (
    "(?:mr|mrs|ms|mx|dr|st|rd|prof|rev|no|nos|approx|appt|e\\.g|i\\.e|etc|eg|ie|vs|cf|paras?|regs?|ref|tel|hrs?|mins?"
    "|wks?|mths?|yrs?|p\\.?w|p\\.?a|inc|incl|max|min|ext|dept|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
)
_END = re.compile(
    r"(?P<line>(?<![ \t])[ \t]*(?:\r\n|\r|\n|\u2028|\u2029)[\s]*(?:[-*•–—·o▪◦‣] +|\(?[0-9a-z]{1,2}[.)] +)?)"
    r"|(?P<stop>(?:[.!?…]+[\"'”’)\]]*)(?=\s+[\"'“‘(\[]*(?:[A-Z0-9£]|[^\W\d_a-z])|\s*$)\s*)",
)
#: A sentence of more characters is cut.
LONGEST_SENTENCE = 2000
#: A run of marks so long is no punctuation.
_MARKS = re.compile(r"[^\w\s]{40,}")
_MEASURED = re.compile(
    r"(?:(?<![\w.])(?:hrs?|mins?|wks?|mths?|yrs?|p\.?w|p\.?a|etc|max|min|ext|inc)|\W[ap]\.m)\.$", re.IGNORECASE
)
_ABBREVIATED = re.compile(rf"(?:(?<![\w.]){_SHORT}|(?<![\w'’])[a-z])\.$", re.IGNORECASE)
_BULLET = re.compile(r"\s*(?:[-*•–—·▪◦‣] +|\(?(?:[0-9]{1,2}|[a-z])[.)] +)?")


def plain(text: str) -> str:
    """Return text in lower case with straight quotation marks and ordinary spaces, character for character as long."""
    if text.isascii():
        return text.lower()
    straight = text.translate(_STRAIGHT)
    lower = straight.lower()
    if len(lower) == len(text):
        return lower
    return "".join(one.lower() if len(one.lower()) == 1 else one for one in straight)


class Stretch(NamedTuple):
    """A piece of a text: code-point offsets, `end` exclusive."""

    start: int
    end: int


class Token(NamedTuple):
    """A word or mark: as written, in lower case, and where."""

    text: str
    lower: str
    start: int
    end: int


class Term(NamedTuple):
    """An entry of a lexicon found in a text: its wording there in lower case, and where."""

    wording: str
    start: int
    end: int


class Clause(NamedTuple):
    """A stretch of a sentence with one statement, and the word that opened it (`because`, `who`, `but`; "" if none)."""

    start: int
    end: int
    opener: str


@lru_cache(maxsize=1)
def _nlp() -> Language:
    import spacy

    return spacy.blank("en")


def _lexicon_files() -> list[str]:
    folder = resources.resource("checks", "lexicons")
    return [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.endswith(".yaml")]


@lru_cache(maxsize=1)
def lexicons() -> Mapping[str, tuple[str, ...]]:
    """Return every lexicon by name (its file's name), each as the wordings it stands for in lower case."""
    found: dict[str, tuple[str, ...]] = {}
    for path in _lexicon_files():
        data = read_data(path)
        if "terms" in data:
            name = os.path.basename(path).removesuffix(".yaml")
            found[name] = tuple(dict.fromkeys(wording for term in data["terms"] for wording in expanded(term)))
    return found


@lru_cache(maxsize=1)
def _matcher() -> PhraseMatcher:
    from spacy.matcher import PhraseMatcher

    nlp = _nlp()
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    for name, wordings in lexicons().items():
        matcher.add(name, [nlp.make_doc(wording) for wording in wordings])
    return matcher


_CLAUSE = re.compile(
    r"""(?x)
    (?P<mark>[;:]\s+|\s+[-–—]{1,2}\s+|(?<=\w)—|\s*[()\[\]]\s*)
    | ,?\s+(?P<word>but|however|although|though|whereas|while|whilst|because|since|so\ that|in\ order\ that|unless|until
        |when|whenever|if|which|who|whom|whose|where|as\ (?=he|she|they|his|her|their|it|the)|yet|then)\s+
    | ,\s+(?P<and>(?:and|or|so|nor)\s+)?(?=(?:he|she|they|i|we|it|this|that|there|mum|dad|his|her|their|the)\s)
    """
)
_OPENING = re.compile(
    r"\s*(because|since|although|though|while|whilst|when|whenever|if|unless|until|as|where|after|before)\s"
)


def _start(clause: Clause) -> int:
    return clause.start


@dataclass(frozen=True)
class Reading:
    """A text with what the rules ask of it, worked out once, and only when asked for."""

    text: str

    @cached_property
    def plain(self) -> Text:
        """Return the text as patterns see it: lower case, straight quotation marks, as long as the original."""
        return prepare(plain(self.text))

    @cached_property
    def sentences(self) -> tuple[Stretch, ...]:
        """Return the sentences and list items, without the bullets and white space around them."""
        text = self.text
        starts, ends = [0], []
        for match in _END.finditer(text):
            if match["stop"] and match[0].rstrip().endswith(".") and self._goes_on(match.start(), match.end()):
                continue
            ends.append(match.end("stop") if match["stop"] else match.start())
            starts.append(match.end())
        found = []
        for start, end in zip(starts, [*ends, len(text)], strict=True):
            first = start
            if bullet := _BULLET.match(text, start, end):
                first = bullet.end()
            last = end
            while last > first and text[last - 1].isspace():
                last -= 1
            while last - first > LONGEST_SENTENCE:
                # Nobody writes such a sentence; what is worked out over sentences must still end in good time.
                cut = max(text.rfind(" ", first + 1, first + LONGEST_SENTENCE), first + LONGEST_SENTENCE // 2)
                found.append(Stretch(first, cut))
                first = cut + (text[cut : cut + 1] == " ")
            if last > first:
                found.append(Stretch(first, last))
        return tuple(found)

    def _goes_on(self, at: int, after: int) -> bool:
        """Return whether the full stop at `at` belongs to a short form (“approx.”, an initial) inside a sentence."""
        if self.text[after : after + 1].isupper() and _MEASURED.search(self.text, max(0, at - 12), at + 1):
            return False  # “3 hrs pw. School …”: a measure may end a sentence, and a capital says that it does
        return after < len(self.text) and _ABBREVIATED.search(self.text, max(0, at - 12), at + 1) is not None

    @cached_property
    def _starts(self) -> list[int]:
        return [one.start for one in self.sentences]

    def sentence_at(self, offset: int) -> Stretch:
        """Return the sentence that holds the character at `offset`, or the last one that begins before it."""
        if not self.sentences:
            return Stretch(0, len(self.text))
        return self.sentences[max(0, bisect_right(self._starts, offset) - 1)]

    def beside(self, sentence: Stretch, steps: int) -> Stretch | None:
        """Return the sentence so many steps after one (before it, where negative), or None past the ends."""
        index = bisect_right(self._starts, sentence.start) - 1 + steps
        return self.sentences[index] if 0 <= index < len(self.sentences) else None

    @cached_property
    def _clauses(self) -> dict[Stretch, tuple[Clause, ...]]:
        return {}

    def clauses(self, sentence: Stretch) -> tuple[Clause, ...]:
        """Return the clauses of a sentence, in order; together they cover it but for what parts them."""
        known = self._clauses.get(sentence)
        if known is not None:
            return known
        found: list[Clause] = []
        opening = _OPENING.match(self.plain, sentence.start, sentence.end)
        start, opener = sentence.start, opening[1] if opening else ""
        for match in _CLAUSE.finditer(self.plain, sentence.start, sentence.end):
            if match.start() > start:
                found.append(Clause(start, match.start(), opener))
            start, opener = match.end(), (match["word"] or match["and"] or match["mark"] or ",").strip()
        if start < sentence.end:
            found.append(Clause(start, sentence.end, opener))
        self._clauses[sentence] = tuple(found)
        return self._clauses[sentence]

    def clause_at(self, offset: int) -> Clause:
        """Return the clause that holds the character at `offset`."""
        sentence = self.sentence_at(offset)
        clauses = self.clauses(sentence)
        index = bisect_right(clauses, offset, key=_start) - 1
        if index >= 0 and offset < clauses[index].end:
            return clauses[index]
        return Clause(*sentence, "")

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Return the words and marks of the text."""
        return tuple(Token(one.text, one.lower_, one.idx, one.idx + len(one.text)) for one in self._doc)

    @cached_property
    def _doc(self) -> Doc:
        # spaCy takes marks off a word one by one, in a time that grows with the square of their number.
        legible = _MARKS.sub(lambda match: " " * len(match[0]), self.text.translate(_STRAIGHT))
        return _nlp().make_doc(legible)

    @cached_property
    def _terms(self) -> Mapping[str, tuple[Term, ...]]:
        from spacy.util import filter_spans

        doc = self._doc
        by_name: dict[str, list[Span]] = {}
        for span in _matcher()(doc, as_spans=True):
            by_name.setdefault(span.label_, []).append(span)
        return {
            name: tuple(
                Term(span.text.lower(), span.start_char, span.end_char)
                for span in sorted(filter_spans(spans), key=lambda one: one.start_char)
            )
            for name, spans in by_name.items()
        }

    def terms(self, lexicon: str) -> tuple[Term, ...]:
        """Return where the entries of a lexicon stand, longest first where they overlap, in order of place.

        Raises KeyError for a lexicon there is none of.
        """
        if lexicon not in lexicons():
            raise KeyError(lexicon)
        return self._terms.get(lexicon, ())


class _Readings:
    """The texts that were read, as long as they may be asked for again."""

    def __init__(self) -> None:
        self.known: dict[str, Reading] = {}
        self.characters = 0


_readings = _Readings()
#: So many characters of earlier documents are remembered: drafts are read again, and samples repeat.
_REMEMBERED = 500_000


def read(text: str) -> Reading:
    """Return the reading of a text; the same text is read once."""
    found = _readings.known.get(text)
    if found is None:
        found = _readings.known[text] = Reading(text)
        _readings.characters += len(text)
    return found


def begin_document() -> None:
    """Forget earlier texts where they have become many; those of one document are all kept while rules look at it."""
    if _readings.characters > _REMEMBERED:
        _readings.known.clear()
        _readings.characters = 0
