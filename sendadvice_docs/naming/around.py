"""What the words around a name make of its bearer: a friend, a worker, a dog, a doll, or nobody that is brought in.

Lists and patterns stand in `checks/lexicons/names/around.yaml` and `figures.yaml`. `before` and `after` are the plain
text of the sentence up to a name and from its end on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum, auto
from functools import cached_property, lru_cache

from sendadvice_docs.language import Reading
from sendadvice_docs.naming.acts import Act, acts
from sendadvice_docs.naming.lists import data_of
from sendadvice_docs.words import expanded, source_of

#: Between a word that brings somebody in and the name: “friend Oscar”, “uncle, Dev”, “dog is called Max”, “mum (Jo)”.
_FAMILIAR = r"(?:(?:the late|little|big|baby|mr|mrs|ms|miss) )*"
_APPOSITION = re.compile(
    r"\s*(?:[.,;:)\"]|$|-|–|(?:and|or|who|at|from|on|in|for|to|with|every|each|by|is his|is her|is their)\b|&)"
)
_BESIDE = re.compile(r"^\W*(?:with|near|on|in|around|without|at|for|to|by|from|under|like|when with)\b[^,]*$")
_AFTER = re.compile(
    r"\s*(?P<mark>,|\(|-|–|—)?\s*(?P<verb>who is |is |was |who was )?"
    r"(?P<whose>(?:(?:his|her|their|our|my|the|a|an|one of (?:his|her)|from|current|former|new|lead|old|[\w-]+'s)\s+)*)"
    r"(?P<words>[\w-]+(?:\s+[\w-]+){0,4})"
)
_ROLE_ENDS = re.compile(r"\s*(?:[.,;:)]|$|(?:at|from|in|for|who|and|with|on|of|there|here|since)\b)")
_OWN_TITLE = re.compile(r"(?:mr|mrs|ms|miss|mx)\.?\s+$")
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)$")
_OWN_TOY = re.compile(r"(?:\b(?:his|her|their|my)|'s)\s+(?:[\w-]+\s+){0,2}[\w-]+$")
_ORDER = re.compile(r"(?<![\w'])(?<!\bhis )(?<!\bher )(?<!\bmy )(?<!\bour )(?:sister|brother|father|mother)\s+$")
_CALLS = re.compile(r"\bcalls? (?:it|him|her|them|(?:the|his|her|their) [\w-]+)\s+[\"']?$")
_THE = re.compile(r"\bthe (?:[\w'-]+ (?:and|&) )?$")
_FAMILY = re.compile(
    r"\s+(?:family|families|household|children|twins|siblings|brothers|sisters)\b"
    r"(?! (?:centre|center|hub|room|rooms|support|project|service|services|trust|foundation|group|fund|charity)\b)"
)
_FIRST = re.compile(r"[^\W_]+")
_NEXT = re.compile(r"\s+([a-z][a-z-]*)")
_NO_BRACKETS = str.maketrans("[]", "  ")
_OWNS = re.compile(r"'s?\s+")
_CHAIN = re.compile(r"\s*(?:,|,? and|,? or|&|,? with|/|\+)\s+$")


#: How many characters from a name a school may stand to be where somebody is met.
_NEAR = 40


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


class Tie(Enum):
    """What the words around a name make of its bearer."""

    NONE = auto()
    PERSON = auto()
    ANIMAL = auto()


class Around:
    """The words that stand around names.

    Sets of folded words are open to all: `institutions`, `leads`, `ranks`, `titles`, `not_names`, `acronyms`,
    `characters`, `ties`, `common` and the tuple `no_name_endings`, each described in its file.
    """

    def __init__(self) -> None:
        """Read the lists; patterns are compiled when they are first asked for."""
        data, figures = data_of("around"), data_of("figures")
        self._data, self._figures_data = data, figures
        self._patterns: dict[str, re.Pattern[str]] = {}
        self.institutions, self.leads = _set(data["institutions"]), _set(data["leads"])
        self.ranks, self.titles = _set(data["ranks"]), _set(data["titles"])
        self.not_names, self.acronyms = _set(data["not_names"]), _set(data["acronyms"])
        self.no_name_endings = tuple(data["no_name_endings"].split())
        self.characters = _set(figures["characters"])
        self.ties, self._roles = _set(data["ties"] + " " + data["parents"]), _set(data["roles"])
        self._animals, self._named_things = _set(data["animals"]), _set(data["named_things"])
        self._toys = _set(data["toys"])
        self._strangers, self._things = _set(data["strangers"]), _set(data["things"])
        #: What people, animals and jobs are called, and nobody by name.
        self.common = self.ties | self._roles | self._animals | self._strangers

    @cached_property
    def _link(self) -> re.Pattern[str]:
        called = rf"(?:\s*\b(?:who is|is|was|are|were))?(?P<called>\s*,?\s*\b{self._data['called']})?"
        return re.compile(rf"(?P<mark>\s*[,(:–—-])?{called}\s*[\"'(]?\s*{_FAMILIAR}$")

    @cached_property
    def _figures(self) -> Mapping[str, tuple[str, ...]]:
        """The wordings of all figures by their first word, the longest first."""
        found: dict[str, list[str]] = {}
        for phrase in self._figures_data["phrases"]:
            for wording in expanded(phrase):
                found.setdefault(_FIRST.findall(wording)[0], []).append(wording)
        return {first: tuple(sorted(wordings, key=len, reverse=True)) for first, wordings in found.items()}

    @cached_property
    def _stage(self) -> re.Pattern[str]:
        return re.compile(source_of(f"(?:{self._figures_data['stage']})"))

    @cached_property
    def _stranger(self) -> re.Pattern[str]:
        strangers = "|".join(sorted(self._strangers, key=len, reverse=True))
        where = r"(?:\s+(?:from|in|at|on|of|with)(?:\s+[\w'-]+){1,4}?)?"
        return re.compile(rf"\b{self._data['a_stranger']}\s+(?:[\w-]+\s+){{0,3}}(?:{strangers}){where}\s*$")

    @cached_property
    def _papers(self) -> re.Pattern[str]:
        return re.compile("(?:" + self._data["papers"].replace(" ", r"\s+") + r")\s*$")

    @cached_property
    def _employed(self) -> re.Pattern[str]:
        return re.compile(r"\s*,?\s*\(?" + source_of(self._data["employers"]))

    def _pattern(self, name: str, *, ends: str = "") -> re.Pattern[str]:
        """Return a pattern of the file by name, compiled when first asked for; `ends` closes it."""
        found = self._patterns.get(name)
        if found is None:
            found = self._patterns[name] = re.compile(source_of(self._data[name]) + ends)
        return found

    def ends_with(self, name: str, before: str) -> bool:
        """Return whether the words before a name fit a pattern of the file up to the name."""
        return self._pattern(name, ends=r"\s+[\"'(]?$").search(before) is not None

    def figure_at(self, reading: Reading, start: int) -> int:
        """Return where a figure of a story, a shop or a charity that begins at `start` ends, or `start` itself."""
        first = _FIRST.match(reading.plain, start)
        for wording in self._figures.get(first[0], ()) if first else ():
            end = start + len(wording)
            if reading.plain.startswith(wording, start) and not reading.plain[end : end + 1].isalnum():
                return end
        return start

    def on_stage(self, sentence: str) -> bool:
        """Return whether a sentence is about a screen, a story, a toy or a song."""
        return self._stage.search(sentence) is not None

    def is_thing(self, after: str) -> bool:
        """Return whether the noun after a name makes it something else: “Thomas engines”."""
        word = _NEXT.match(after)
        return word is not None and word[1] in self._things

    def is_admired(self, before: str, *, full: bool) -> bool:
        """Return whether a name after these words is an author's or a singer's: “fan of …”, and if `full` “reads …”."""
        return (full and self.ends_with("admired", before)) or self.ends_with("followed", before)

    def is_family(self, before: str, written: str) -> bool:
        """Return whether it reads “the … family”; `written` is the text after the name as written."""
        return _THE.search(before) is not None and _FAMILY.match(written) is not None

    def continues(self, between: str) -> bool:
        """Return whether a text only joins one name to the next: a comma, “and”."""
        return _CHAIN.fullmatch(between) is not None

    def _brought_in_by(self, before: str, after: str) -> tuple[str, str, bool] | None:
        """Return the words that lead up to a name, their last word, and whether “called” links them to it.

        None where the name is the subject of what follows and no apposition: “When he is with friends, Harvey copies”.
        """
        led_up = _led_up(self._link, before)
        if led_up is None:
            return None
        head, called, mark = led_up
        if not called:
            act = acts().after(after)
            if mark == "," and not _APPOSITION.match(after):
                return None
            if mark != "(" and act is not Act.NONE and (mark or _BESIDE.match(before)):
                return None
        return head, head.rpartition(" ")[2].rpartition("/")[2].lstrip("\"'(").removesuffix("'s"), called

    def tie(self, before: str, after: str) -> Tie:
        """Return what the words around a name tie its bearer to this child as."""
        found = self._brought_in_by(before, after)
        if found is not None:
            head, last, called = found
            if last in self.ties or (last in self._strangers and self._stranger.search(head)):
                return Tie.PERSON
            if last in self._animals or (called and last in self._named_things):
                return Tie.ANIMAL
            if last in self._toys and _OWN_TOY.search(head):
                return Tie.ANIMAL
            if called and self._stranger.search(head):
                return Tie.PERSON
            if called and not self._animals.isdisjoint(head.split()):
                return Tie.ANIMAL
        if _CALLS.search(before):
            return Tie.ANIMAL
        return self._tie_after(after)

    def _tie_after(self, after: str) -> Tie:
        match = _AFTER.match(after.translate(_NO_BRACKETS))
        if match is None or after[match.end() : match.end() + 1] == "'":
            return Tie.NONE
        apposed = bool(match["mark"] or match["verb"])
        for index, word in enumerate(match["words"].split()):
            if word in self._animals and (match["whose"] if apposed else match["whose"].strip() == "the"):
                return Tie.ANIMAL
            if apposed and word in self.ties and (match["whose"] or match["mark"] == "(" or index == 0):
                return Tie.PERSON
            if word in ("and", "who", "is", "has", "with", "of", "to", "in", "at"):
                break
        return Tie.NONE

    def at_work(self, before: str, after: str) -> bool:
        """Return whether the bearer is brought in as somebody at work: “her social worker Jan”, “Jan, the OT”."""
        before = _OWN_TITLE.sub("", before)
        if _ORDER.search(before) and self._pattern("ordained").match(after):
            return True
        if self._papers.search(before):
            return True
        found = self._brought_in_by(before, after)
        if found is not None and (found[1] in self._roles or self._pattern("foster", ends=r"\s*$").search(found[0])):
            return True
        if self._employed.match(after):
            return True
        match = _AFTER.match(after)
        if match is None or not (match["mark"] or match["verb"]):
            return False
        at = match.start("words")
        for word in re.finditer(r"[\w-]+", match["words"]):
            if word[0] in self._roles and _ROLE_ENDS.match(after, at + word.end()):
                return True
            if word[0] in ("and", "who", "is", "has"):
                return False
        return False

    def taught_by(self, before: str, after: str, *, miss: bool) -> bool:
        """Return whether somebody with a title is met at school or a clinic: “Mrs Dale's class”."""
        owned = _OWNS.match(after)
        if owned and self._pattern("teaches").match(after, owned.end()):
            return True
        if miss and self._pattern("taught").search(before + after):
            return True
        met_at = self._pattern("met_at")
        return bool(met_at.search(after[:_NEAR]) or met_at.search(before[-_NEAR:]))


@lru_cache(maxsize=4096)  # the same few words are asked about several times for each name
def _led_up(link: re.Pattern[str], before: str) -> tuple[str, bool, str] | None:
    """Return what stands before the link to a name, whether “called” is part of it, and the mark it begins with."""
    found = link.search(before)
    if found is None:
        return None
    head = _IN_BRACKETS.sub("", before[: found.start()].rstrip(" \"'"))
    return head, found["called"] is not None, (found["mark"] or "").strip()


@lru_cache(maxsize=1)
def around() -> Around:
    """Return the words around names, read on the first call."""
    return Around()
