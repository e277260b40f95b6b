"""The same act denied and told of the same person, and the same thing disliked and loved.

“She never goes to the park. … She goes to the park every Sunday.” Both must name the thing, and neither may be said
with a condition: what somebody doesn't do alone, at school or without help they may well do otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from sendadvice_docs.clash.common import Clash
from sendadvice_docs.clash.subjects import Subjects
from sendadvice_docs.clash.wordings import cue, data
from sendadvice_docs.language import Reading
from sendadvice_docs.words import inflected

_FILE = "polarity"


_AND = re.compile(r",| (?:and|but|or)\b")
#: Verbs that say little by themselves, and something with a thing.
_ACTS = frozenset({"go", "have", "take", "get", "make", "see", "like"})
_TELLS = re.compile(r"[\w'-]+(?P<rest>(?: [\w'-]+){1,6})")
_OFTEN = re.compile(r"[\w'-]+(?P<rest>) (?:most|every|each|all|often|daily|several|many|two|three|four|\d)")


@lru_cache(maxsize=1)
def _holds() -> dict[str, str]:
    return {one: name for name, words in data("facts")["holds"].items() for one in words}


@lru_cache(maxsize=4)
def _few(name: str) -> frozenset[str]:
    """Return a list of words: `plain` ones name nothing, `light` verbs say too little by themselves."""
    return frozenset(str(data(_FILE)[name]).split())


def _nouns(words: str) -> set[str]:
    """Return the words of a phrase that name something, in the singular, with what each is a kind of."""
    found = set[str]()
    for word in re.findall(
        r"[a-z][a-z-]+", re.split(r"\b(?:and then|so|because|which|who|that|but|when)\b", words)[0].replace("'s", "")
    ):
        if len(word) > 2 and word not in _few("plain"):
            single = (
                word[:-3] + "y"
                if word.endswith("ies")
                else word[:-1]
                if word.endswith("s") and not word.endswith("ss")
                else word
            )
            found.add(single)
            if kind := _holds().get(single) or _holds().get(word):
                found.add(kind)
    return found


def _third(verb: str) -> tuple[str, ...]:
    """Return the third person of a verb that stands in the infinitive, or of what a participle may come from."""
    if verb.endswith("s"):
        return (verb,)  # “never watches”
    stems = [verb]
    if verb.endswith("ed"):
        stems += [verb[:-1], verb[:-2]]
    return tuple(dict.fromkeys(form for stem in stems for form in inflected(stem)[1:2]))


class Polarity:
    """Looks for what is denied and told."""

    def __init__(self, reading: Reading, subjects: Subjects) -> None:
        """Take the text, and who is spoken of in it."""
        self._reading, self._subjects = reading, subjects

    def find(self) -> Iterator[Clash]:
        """Yield the pairs found."""
        plain = self._reading.plain
        for match in cue(_FILE, "denied").finditer(plain):
            yield from self._told(match)
        yield from self._by_nobody()
        hated = list(cue(_FILE, "hated").finditer(plain))
        for one in hated:
            thing = _AND.split(one["rest"])[0]
            if cue(_FILE, "limited").search(thing):
                continue
            for other in cue(_FILE, "loved").finditer(plain):
                said = other["rest"] or other["front"] or ""
                if _nouns(thing) & _nouns(said) and self._both(one, other):
                    yield self._clash(one, other)
                    break

    def _told(self, match: re.Match[str]) -> Iterator[Clash]:
        verb, rest = match["verb"], match["rest"]
        said = rest.strip()
        nouns = _nouns(rest)
        light = verb in _few("light")
        if said:
            if not nouns or verb in _few("plain") or cue(_FILE, "limited").search(rest) or (light and len(nouns) > 3):
                return
            if light and verb not in _ACTS:
                return
        elif light:
            return
        starts = self._words[1]
        first = _first_noun(rest)
        for form in _third(verb):
            for at in self._places.get(form, ()):
                if match.start() <= starts[at] < match.end():
                    continue
                other = (_TELLS if said else _OFTEN).match(self._reading.plain, starts[at])
                if other is None or (said and _first_noun(other["rest"]) != first):
                    continue
                if self._both(match, other):
                    yield self._clash(match, other)
                    return

    @cached_property
    def _words(self) -> tuple[Sequence[str], Sequence[int]]:
        found = self._reading.plain.words()
        return found.words, found.starts

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Return where each word of the text stands."""
        places: dict[str, list[int]] = {}
        for at, word in enumerate(self._words[0]):
            places.setdefault(word, []).append(at)
        return places

    def _by_nobody(self) -> Iterator[Clash]:
        """Yield what nobody does with one who does, and what there is none of with the thing itself."""
        plain = self._reading.plain
        for match in cue(_FILE, "nobody").finditer(plain):
            words = rf"(?<!one )(?<!nobody )\b[a-z]+ {re.escape(match['verb'])}(?= )"
            for other in re.compile(words).finditer(plain):
                if other.start() >= match.end() and self._undisturbed(match, other):
                    yield self._clash(match, other)
                    return
        for match in cue(_FILE, "there_is_no").finditer(plain):
            words = (
                rf"\bthe {re.escape(match['thing'])} {re.escape(match['place'])} (?:is|are|has|have|makes?|stops?)\b"
            )
            for other in re.compile(words).finditer(plain):
                if self._undisturbed(match, other):
                    yield self._clash(match, other)
                    return

    def _undisturbed(self, one: re.Match[str], other: re.Match[str]) -> bool:
        """Return whether no turn, no exception and no other time stands between two statements or beside the second."""
        plain = self._reading.plain
        first, last = sorted((one, other), key=lambda match: match.start())
        clause = self._reading.clause_at(last.start())
        if cue(_FILE, "turn").search(plain, first.end(), last.start()) or last.end() - first.start() > 250:
            return False
        return (
            not cue(_FILE, "but").search(plain, last.start(), clause.end)
            and "outside" not in plain[last.start() : clause.end]
        )

    def _clash(self, one: re.Match[str], other: re.Match[str]) -> Clash:
        first, last = sorted((one, other), key=lambda match: match.start())
        return Clash(first.start(), last.end(), "opposite", {"one": first[0].strip(), "other": last[0].strip()})

    def _both(self, one: re.Match[str], other: re.Match[str]) -> bool:
        first, last = sorted((one, other), key=lambda match: match.start())
        if last.start() < first.start() + 3 or last.end() - first.start() > 320:
            return False
        plain = self._reading.plain
        rest = plain[last.start() : self._reading.clause_at(last.start()).end]
        # Who never does a thing doesn't do it with somebody either.
        if cue(_FILE, "turn").search(plain, first.end(), last.start()) or (
            cue(_FILE, "but") if one[0].startswith("never") else cue(_FILE, "but_with")
        ).search(rest):
            return False
        for match in (one, other):
            clause = self._reading.clause_at(match.start())
            if cue(_FILE, "unreal").search(plain, clause.start, match.start()) or clause.opener in (
                "if",
                "when",
                "unless",
                "until",
            ):
                return False
        who = [self._subjects.at(match.start(), match.start() + 1, owners=True) for match in (one, other)]
        return bool(who[0]) and who[0] == who[1]


def _first_noun(words: str) -> str:
    """Return the first word of a phrase that names something, in the singular."""
    for word in re.findall(r"[a-z][a-z'-]+", words):
        if len(word) > 2 and word not in _few("plain"):
            return str(word[:-1] if word.endswith("s") and not word.endswith("ss") else word)
    return ""
