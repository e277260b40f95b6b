"""From runs of capital words to what may be somebody's name, with what each word of it is by the lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from sendadvice_docs.language import Reading
from sendadvice_docs.naming.around import around
from sendadvice_docs.naming.capitals import Capital, runs, small_words
from sendadvice_docs.naming.known import Known
from sendadvice_docs.naming.lists import name_lists


class Kind(Enum):
    """What a capital word is by the lists, the most telling that fits it."""

    KNOWN = auto()
    GIVEN = auto()
    WORD = auto()
    PLACE = auto()
    SELDOM = auto()
    SURNAME = auto()
    INITIAL = auto()
    TITLE = auto()
    RANK = auto()
    NO_NAME = auto()
    OTHER = auto()


#: Kinds that can begin a name.
NAMES = frozenset({Kind.KNOWN, Kind.GIVEN, Kind.WORD, Kind.PLACE, Kind.SELDOM, Kind.SURNAME})


@dataclass(frozen=True)
class Candidate:
    """What may be a name: its words with what each is by the lists, and what the capital words beside it make of it.

    `title` is the title before it (“mrs”), `rank` says that one at work stands there (“Dr”), `lead` that the word
    before makes it a place or a saint (“St George”), `tail` that one after it makes it an institution (“Harvey House”),
    `after_other` that a word no list knows goes before it (“Canolfan Dewi”), and `small` that it is written without a
    capital. `opens` is where its run of capital words begins.
    """

    words: tuple[Capital, ...]
    kinds: tuple[Kind, ...]
    title: str
    rank: bool
    lead: bool
    tail: bool
    small: bool = False
    opens: int = 0
    after_other: bool = False

    @property
    def start(self) -> int:
        """Return where the name begins."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Return where the name ends, an apostrophe s left out."""
        return self.words[-1].end

    @property
    def over(self) -> int:
        """Return where the name with its ending is over."""
        return self.words[-1].over

    @property
    def initial(self) -> bool:
        """Return whether the capital of its first word tells nothing."""
        return self.words[0].initial

    @property
    def unknown(self) -> tuple[tuple[Capital, Kind], ...]:
        """Return the words no name of the advice accounts for, with their kinds."""
        return tuple(
            (word, kind)
            for word, kind in zip(self.words, self.kinds, strict=True)
            if kind not in (Kind.KNOWN, Kind.INITIAL)
        )


def kind_of(word: Capital, known: Known) -> Kind:
    """Return what a capital word is by the lists and by the names the advice knows."""
    key, lists, words = word.key, name_lists(), around()
    if len(key) == 1:
        return Kind.INITIAL
    if key in words.titles:
        return Kind.TITLE
    if key in words.ranks and key not in known.words:
        return Kind.RANK
    if word.joined or ((key in words.not_names or key in words.common) and key not in known.words):
        return Kind.NO_NAME
    if known.knows(key):
        return Kind.KNOWN
    for kind, members in (
        (Kind.GIVEN, lists.given),
        (Kind.WORD, lists.words),
        (Kind.PLACE, lists.places),
        (Kind.SELDOM, lists.seldom),
    ):
        if key in members:
            return kind
    if lists.is_surname(key) or lists.is_surname(key.removesuffix("s")):
        return Kind.SURNAME
    parts = key.split("-")
    if len(parts) > 1 and all(lists.is_listed(part) or part in lists.seldom for part in parts):
        return Kind.GIVEN
    if len(parts) > 1 and (parts[0] in lists.given or lists.is_surname(parts[-1])):
        return Kind.GIVEN if parts[0] in lists.given else Kind.SURNAME
    return Kind.OTHER


def _begin(run: tuple[Capital, ...], kinds: list[Kind]) -> int | None:
    """Return which word of a run begins a name; None where none can."""
    first = next((index for index, kind in enumerate(kinds) if kind in NAMES), None)
    if first is None:
        return next((index for index, kind in enumerate(kinds) if kind is Kind.OTHER), None)
    # “Will Harvey cope?”: the word that opens the sentence is no part of the name.
    if len(run) > first + 1:
        doubtful = kinds[first] in (Kind.WORD, Kind.PLACE, Kind.SELDOM)
        leads_on = run[first].initial and kinds[first + 1] in (Kind.KNOWN, Kind.GIVEN)
        if doubtful and (leads_on or run[first].key in around().leads):
            first += 1
    # “Xanthea Turnbull”: a given name no list knows, before a surname.
    if first and kinds[first] is Kind.SURNAME and kinds[first - 1] is Kind.OTHER:
        first -= 1
    return first


def _is_called_sister(run: tuple[Capital, ...], begin: int) -> bool:
    """Return whether a title of nuns, nurses and priests stands before a name: “the nurse is Sister Philomena”."""
    return begin > 0 and run[begin - 1].key in ("sister", "father", "brother") and not run[begin - 1].initial


def _is_word(run: tuple[Capital, ...], at: int) -> bool:
    """Return whether a single letter is the word “A” or “I” that opens a sentence, and no initial."""
    one = run[at]
    return one.key in ("a", "i") and one.initial and at + 1 < len(run) and run[at + 1].start == one.over + 1


def _candidate(run: tuple[Capital, ...], known: Known) -> Candidate | None:
    words = around()
    if len(run) == 1 and run[0].initial and run[0].key in words.not_names and run[0].key not in known.words:
        return None  # most sentences begin so: “The”, “He”
    kinds = [kind_of(word, known) for word in run]
    first = _begin(run, kinds)
    if first is None:
        return None
    last = first + 1
    while last < len(run) and kinds[last] in (*NAMES, Kind.OTHER, Kind.INITIAL):
        if run[last].key in words.institutions or (run[last].shouted and not run[first].shouted):
            break
        last += 1
    if kinds[last - 1] is Kind.INITIAL and last - 1 > first:
        last -= 1
    tail = any(word.key in words.institutions for word in run[first + 1 :]) and not run[first].shouted
    begin = first
    while begin and kinds[begin - 1] is Kind.INITIAL and not _is_word(run, begin - 1):
        begin -= 1
    before = kinds[begin - 1] if begin else None
    return Candidate(
        words=run[begin:last],
        kinds=tuple(kinds[begin:last]),
        title=run[begin - 1].key if before is Kind.TITLE else "",
        rank=before is Kind.RANK or _is_called_sister(run, begin),
        lead=begin > 0 and run[begin - 1].key in words.leads,
        tail=tail,
        opens=run[0].start,
        after_other=before is Kind.OTHER and not run[begin - 1].initial,
    )


def candidates(reading: Reading, known: Known) -> Iterator[Candidate]:
    """Yield what may be a name in a text, in order of place: one for each run of capital words that has any.

    In sentences that begin without a capital, given names without one count too.
    """
    found = [one for run in runs(reading) if (one := _candidate(run, known)) is not None]
    given = name_lists().given
    found.extend(
        Candidate((word,), (Kind.GIVEN,), "", rank=False, lead=False, tail=False, small=True, opens=word.start)
        for word in small_words(reading)
        if word.key in given and not known.knows(word.key)
    )
    yield from sorted(found, key=lambda one: one.start)
