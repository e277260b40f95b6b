"""What a text says of relations, against what the advice lists and against itself: who is whose, who lives with whom.

“Her aunt Neela” where Neela is listed as the mother; “lives with her father” beside “lives with her mother”; “two
brothers” beside “her three brothers”; “an only child” where a brother is listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from sendadvice_docs.clash.common import Clash, value
from sendadvice_docs.clash.subjects import CHILD, Subjects
from sendadvice_docs.clash.wordings import cue, data
from sendadvice_docs.language import Reading
from sendadvice_docs.model import Circumstances

_FILE = "kinship"


@lru_cache(maxsize=1)
def _sorts() -> dict[str, str]:
    """Return the one word for each relation, by the words for it."""
    return {word: sort for sort, words in data(_FILE)["sorts"].items() for word in words}


class Kinship:
    """Looks for relations that don't fit."""

    def __init__(self, reading: Reading, subjects: Subjects, circumstances: Circumstances) -> None:
        """Take the text, who is spoken of in it, and the people the advice lists."""
        self._reading, self._subjects = reading, subjects
        self._sorts: dict[str, str] = {}
        for one in circumstances.people:
            first = one.name.split(" ")[0].lower()
            if first:
                # Two people of one name can't be told apart by it.
                self._sorts[first] = "" if first in self._sorts else _sorts().get(one.relation.strip().lower(), "")

    def find(self) -> Iterator[Clash]:
        """Yield what doesn't fit."""
        yield from self._named()
        yield from self._living()
        yield from self._counted()
        if any(sort in ("brother", "sister") for sort in self._sorts.values()):
            for match in cue(_FILE, "only").finditer(self._reading.plain):
                if self._subjects.at(match.start(), match.end()) in (CHILD, ""):
                    listed = next(name for name, sort in self._sorts.items() if sort in ("brother", "sister"))
                    yield self._clash(
                        match.start(), match.end(), match[0], f"{listed.capitalize()} ({self._sorts[listed]})"
                    )

    def _clash(self, start: int, end: int, one: str, other: str) -> Clash:
        return Clash(start, end, "opposite", {"one": one.strip(), "other": other.strip()})

    def _named(self) -> Iterator[Clash]:
        plain = self._reading.plain
        for pattern in (cue(_FILE, "owned"), cue(_FILE, "behind"), cue(_FILE, "bracket")):
            for match in pattern.finditer(plain):
                listed, said = self._sorts.get(match["name"], ""), _sorts().get(match["kin"], "")
                if not listed or not said or listed == said or not self._reading.text[match.start("name")].isupper():
                    continue
                groups = match.groupdict()
                if groups.get("whose") and self._subjects.named(match.start("whose"), match.end("whose")) != CHILD:
                    continue
                sentence = self._reading.sentence_at(match.start())
                others = [
                    name
                    for name in self._sorts
                    if name != match["name"]
                    and re.search(rf"\b{re.escape(name)}\b", plain[sentence.start : match.start()])
                ]
                if others:
                    continue  # “Neela and her aunt Priya”: whose aunt it is nobody can tell
                yield self._clash(match.start(), match.end(), match[0], f"{match['name'].capitalize()} ({listed})")

    def _living(self) -> Iterator[Clash]:
        plain = self._reading.plain
        found: list[tuple[re.Match[str], str, set[str]]] = []
        kin: dict[str, str] = {}
        for match in cue(_FILE, "lives").finditer(plain):
            kin = kin or {word: sort for word, sort in data("kin")["kin"].items() for word in str(sort).split()}
            sentence = self._reading.sentence_at(match.start())
            if cue(_FILE, "parted").search(plain, sentence.start, sentence.end):
                continue
            said = re.split(r",? (?:who|which|in|at|near|since|and (?:he|she|they|has|is|goes))\b", match["with"])[0]
            kins = {one for word, one in kin.items() if re.search(rf"\b{word}\b", said)}
            kins |= {
                self._sorts[name]
                for name in self._sorts
                if self._sorts[name] and re.search(rf"\b{re.escape(name)}\b", said)
            }
            kins |= {"foster"} if "foster" in said else set()
            kins |= {"mother", "father"} if "parents" in kins and "foster" not in said else set()
            if kins:
                found.append((match, self._subjects.at(match.start(), match.start() + 1), kins))
        for (one, who, first), (other, whom, last) in pairwise(found):
            if who == whom == CHILD and not first & last and not (first | last) & {"worker", "friend"}:
                yield self._clash(
                    one.start(),
                    other.end() if other.end() - one.start() < 300 else one.end(),
                    f"lives with {one['with']}",
                    f"lives with {other['with']}",
                )

    def _counted(self) -> Iterator[Clash]:
        plain = self._reading.plain
        first: dict[tuple[str, str, str], tuple[re.Match[str], float]] = {}
        for match in cue(_FILE, "count").finditer(plain):
            if match["how"] in ("other ", "more ") or re.match(
                r"(?: \w+){0,3} and (?:a|one|two|three|\d) ", plain[match.end() : match.end() + 40]
            ):
                continue
            owner = self._subjects.at(match.start(), match.start() + 3, owners=True)
            number = 1.0 if match["n"] in ("a", "an only", "only one") else value(match["n"])
            key = owner, match["how"] or "", match["what"].rstrip("s")
            known = first.setdefault(key, (match, number))
            if owner and known[1] != number and not cue(_FILE, "parted").search(plain, known[0].start(), match.end()):
                yield self._clash(known[0].start(), match.end(), known[0][0], match[0])
        for match in cue(_FILE, "plural").finditer(plain):
            for (owner, how, what), (known_match, number) in first.items():
                whose = self._subjects.at(match.start(), match.start() + 3, owners=True)
                if (
                    what == match["what"].rstrip("s")
                    and number == 1
                    and not how
                    and owner
                    and owner == whose
                    and known_match["n"] != "a"
                    and match.start() > known_match.end()
                ):
                    yield self._clash(known_match.start(), match.end(), known_match[0], match[0])
