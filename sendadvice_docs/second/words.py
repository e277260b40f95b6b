"""A sentence as the second reader sees it: each word as written, as its stem, and as the class of words it belongs to.

Classes are what carries over to a writer nobody has read before. Small words stand for themselves; names, figures and
years are one class each; the words of a short list (`_KINDS`) belong to a class of the field, such as `KIN`; all others
to a group of words that are used alike (`checks/reader/words.txt`), at three degrees of coarseness.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from sendadvice_docs import ready, resources

_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})
_TOKEN = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)?|[0-9]+(?:[.,:][0-9]+)?|[^\w\s]")
_SHORTENED = re.compile(r"(.+?)(n't|'(?:s|ll|re|ve|d|m))", re.IGNORECASE)
_YEAR = re.compile("(?:19|20)[0-9][0-9]")
#: Words after so many are not read: nobody writes such a sentence.
MOST_WORDS = 120

#: Words by the class of the field that they belong to, in its order: a word belongs to the first.
_KINDS = {
    "PRON": "he she they i we you it him her them me us himself herself themselves",
    "POSS": "his her their my our its",
    "KIN": "mum mummy mam mom mother dad daddy father parent parents carer carers stepdad stepmum stepfather stepmother"
    " grandmother grandfather grandparent grandparents gran granny nan nana nanny grandad granddad grandma grandpa aunt"
    " auntie aunty uncle brother brothers sister sisters sibling siblings cousin cousins family guardian guardians"
    " boyfriend girlfriend husband wife partner niece nephew twin relatives relative household",
    "OTHER": "friend friends neighbour neighbours lad lads mate mates peer peers classmates classmate flatmate"
    " housemate",
    "MUST": "should must ought shall shd",
    "MAY": "would could may might can",
    "WILL": "will 'll",
    "NEG": "not n't no never neither nor none without nobody nothing cannot hardly",
    "BE": "is are am be being been 's 're 'm",
    "WAS": "was were",
    "HAVE": "has have having 've",
    "HAD": "had",
    "DO": "do does",
    "DID": "did",
    "DET": "a an the this that these those some any each every all both another",
    "AND": "and or , ; & +",
    "SAID": "says said say tells told reports reported report feels felt thinks thought believes describes described"
    " explained states stated wants wishes hopes wished asked asks",
    "WORKER": "worker workers practitioner practitioners pa pas assistant adviser advisor officer manager coordinator"
    " keyworker mentor mentors befriender staff team teams service services council authority department charity agency"
    " agencies provider providers",
    "EDU": "teacher teachers ta tas hlta senco tutor tutors lsa school college nursery academy classroom class lesson"
    " lessons lecturer education curriculum tuition homework university",
    "HEALTH": "doctor gp nurse nurses therapist therapists slt salt ot physio physiotherapist camhs consultant"
    " paediatrician psychologist psychiatrist hospital clinic clinician dietitian health nhs therapy physiotherapy"
    " medication counselling counsellor",
    "TIME": "hour hours hr hrs minute minutes mins day days night nights evening evenings afternoon afternoons morning"
    " mornings weekend weekends week weeks month months term terms year years session sessions fortnight hourly",
    "OFTEN": "weekly daily fortnightly monthly termly nightly annually",
    "WEEKDAY": "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays"
    " saturdays sundays",
    "MONTH": "january february march april june july august september october november december",
    "NUM": "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty half couple"
    " dozen once twice",
    "HEDGE": "possible possibly perhaps maybe appropriate required needed necessary regular regularly ongoing access"
    " available consider considered explore explored opportunity opportunities where feasible relevant suitable"
    " various",
    "PAST": "ago previously formerly former earlier past historic historically history closed ended ceased concluded",
    "TEACH": "learn learns learning teach teaches teaching taught train training trains practise practice coach"
    " coaching course workshop workshops skills skill programme",
}
_KIND = {word: kind for kind, words in reversed(_KINDS.items()) for word in words.split()}
#: Words and marks that stand for themselves.
_SMALL_WORDS = (
    "a an the this that these those some any each every all both another and or but because since so if when while"
    " where which who whose whom what how until unless though although than then as of to in on at by for with from"
    " into onto about after before during over under between through against out off up down back away around near"
    " within per he she they i we you it him her them me us his their my our its himself herself themselves there"
    " here is are am be being been was were has have having had do does did done will would should could may might"
    " must can shall cannot not n't no never nor neither none 's 'll 're 've 'd 'm get gets got getting go goes"
    " going went gone need needs needed want wants help support more most very too also only just still already now"
    " again once ever yet even much many few own other others without , . ; : - ( ) / ? ! £ % & + [ ] _ < > * …"
)
_SMALL = frozenset((*_SMALL_WORDS.split(), '"', "'"))
_ALL_ENDINGS = "ing ed ly ions ion ness ity ers er ment ful less able ive al s"
_ENDINGS = tuple(_ALL_ENDINGS.split())
_STEMS = ("ations", "ation", "ings", "ing", "edly", "ed", "ers", "er", "ies", "es", "s", "ly")


#: The class of a word that nothing is known of begins so; its ending follows.
UNKNOWN = "UNKNOWN-"


@dataclass(frozen=True, eq=False, slots=True)
class Word:
    """A word of a sentence: in lower case, its class, its coarse class, and all it counts as by itself.

    The same word is the same object as long as `word_of` remembers it, so that looking one up costs next to nothing.
    """

    lower: str
    kind: str
    sort: str
    alone: tuple[str, ...]


#: What stands before the first word of a sentence and after the last.
EDGE_BEFORE = Word("^", "^", "^", ())
EDGE_AFTER = Word("$", "$", "$", ())


@lru_cache(maxsize=1)
def _groups() -> dict[str, tuple[str, str, str]]:
    """Return the groups of every word of `checks/reader/words.txt`, from the finest to the coarsest."""
    with open(resources.resource("checks", "reader", "words.txt"), encoding="utf-8") as file:
        text = file.read()
    key = f"word groups {hashlib.blake2b(text.encode()).hexdigest()}"
    return ready.worked_out(key, lambda: _parsed(text))


def _parsed(text: str) -> dict[str, tuple[str, str, str]]:
    found: dict[str, tuple[str, str, str]] = {}
    for number, line in enumerate(line for line in text.split("\n") if line and not line.startswith("#")):
        coarse, middle, *words = line.split(" ")
        found.update(dict.fromkeys(words, (f"q{number}", f"k{middle}", f"g{coarse}")))
    return found


def _stem(word: str) -> str:
    for ending in _STEMS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def _alike(name: str) -> Word:
    return Word(name, name, name, (name,))


PERSON, YEAR, FIGURE = _alike("PERSON"), _alike("YEAR"), _alike("FIGURE")
#: A name of somebody of the family is as much as “Mum” or “her brother”.
RELATIVE = Word("RELATIVE", "KIN", "KIN", ("c:KIN",))


class Names(NamedTuple):
    """The parts, in lower case, of the person's names and of those of others whom the advice names as theirs."""

    own: frozenset[str] = frozenset()
    relatives: frozenset[str] = frozenset()


NOBODY = Names()


@lru_cache(maxsize=20_000)
def word_of(written: str, first: bool) -> Word:  # noqa: FBT001 - a key of the cache, and only called here and in tests
    """Return a word as the second reader sees it; where it is the `first` of its sentence a capital says nothing."""
    lower = written.lower()
    if written[0].isdigit():
        return YEAR if _YEAR.fullmatch(written) else FIGURE
    capital = not first and written[0].isupper()
    short = len(written) > 1 and written.isupper()
    group = _groups().get(lower)
    kind = _KIND.get(lower)
    if kind:
        middle = sort = kind
    elif lower in _SMALL:
        middle = sort = lower
    elif capital and not short and group is None:
        middle = sort = "NAME"
    elif group:
        _, middle, sort = group
    elif lower.isalpha():
        middle = sort = UNKNOWN + next((one for one in _ENDINGS if lower.endswith(one)), "")
    else:
        middle = sort = lower
    alone = ["w:" + lower]
    if middle != lower:
        alone.append("c:" + middle)
    if (stem := _stem(lower)) != lower:
        alone.append("s:" + stem)
    if group and lower not in _SMALL:
        alone.append("q:" + group[0])
    if sort != middle:
        alone.append("g:" + sort)
    if short and not first:
        alone.append("CAPITALS")
    return Word(lower, middle, sort, tuple(alone))


@lru_cache(maxsize=20_000)
def _parts(written: str) -> tuple[str, ...]:
    """Return the words that a run of letters is made of: “didn't” is “did” and “n't”, “Mum's” is “Mum” and “'s”."""
    if "'" not in written or len(written) == 1:
        return (written,)
    if shortened := _SHORTENED.fullmatch(written):
        return shortened[1], shortened[2]
    return tuple(one for one in re.split("(')", written) if one)


def _written(text: str) -> list[str]:
    """Return the words and marks of a sentence as written, up to the last that is read."""
    found: list[str] = []
    for run in _TOKEN.findall(text if text.isascii() else text.translate(_STRAIGHT)):
        if "'" in run:
            found.extend(_parts(run))
        else:
            found.append(run)
    return found[:MOST_WORDS]


def words_of(text: str, names: Names) -> tuple[Word, ...]:
    """Return the words and marks of a sentence: to the second reader a person's names are all one word."""
    written = _written(text)
    found = [word_of(one, False) for one in written]  # noqa: FBT003 - a key of the cache
    if found:
        found[0] = word_of(written[0], True)  # noqa: FBT003
    if names.own:
        found = [PERSON if word.lower in names.own else word for word in found]
    if names.relatives:
        found = [RELATIVE if word.lower in names.relatives and word.kind != "KIN" else word for word in found]
    return tuple(found)


def places_of(text: str) -> list[int]:
    """Return where each of the words that `words_of` finds begins in the sentence."""
    found, at = [], 0
    straight = text.translate(_STRAIGHT)
    for written in _written(text):
        at = straight.index(written, at)
        found.append(at)
        at += len(written)
    return found
