"""What a text must hold for a pattern to be in it: words it cannot do without.

Hundreds of patterns are asked of every field, and nearly all of them are in none. A pattern is read here without
compiling it, as far as is needed to say which words must stand in a text that holds it; a text is then asked for its
words once (see `gate`), and only patterns that have all they need are compiled and searched for. Too little may be
asked of a text, never too much: what is not understood needs nothing.

An anchor is a word (`school`), the first two to five letters of one (`sch*`), `0` for a word that begins with a
figure, or a mark such as `£`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from sendadvice_docs.parts import Alternatives, Part, parsed

#: At least and at most so many letters are looked for of a word of which only the beginning is known.
SHORTEST, LONGEST = 2, 5
FIGURE = "0"
#: Of more beginnings than this only their first letters are kept.
_MOST = 2000

#: Words that stand in so many sentences that they tell little.
_COMMON = frozenset(
    {"a", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can", "do", "for", "from", "had", "has"}
    | {"have", "he", "her", "him", "his", "if", "in", "into", "is", "it", "its", "no", "not", "of", "on", "one", "or"}
    | {"our", "she", "so", "some", "that", "the", "their", "them", "there", "they", "this", "to", "was", "we", "were"}
    | {"what", "when", "where", "which", "who", "will", "with", "would", "you", "i", "my", "me", "s", "t"}
)

Anchors = frozenset[str] | None
#: What a text needs for a pattern to be in it: an anchor of every set. Without any, the pattern may be in any text.
Clauses = tuple[frozenset[str], ...]
#: So many sets are kept of each pattern, the most telling.
CLAUSES = 4


def _commonness(anchors: frozenset[str]) -> int:
    """Return a rough measure of how often one of these stands in a sentence."""
    return len(anchors) + 100 * len(anchors & _COMMON)


def _telling(found: Iterable[frozenset[str]]) -> Clauses:
    """Return sets of anchors, the most telling first, without those that another implies."""
    kept: list[frozenset[str]] = []
    for one in sorted(set(found), key=lambda one: (_commonness(one), sorted(one))):
        if not any(other <= one for other in kept):
            kept.append(one)
    return tuple(kept)


def _all_open(group: Part) -> bool:
    """Return whether a word begins after a group, whichever way it is read."""
    return all(
        parts
        and not parts[-1].optional
        and (parts[-1].sort in ("gap", "edge") or (parts[-1].sort == "group" and _all_open(parts[-1])))
        for parts in group.inside
    )


def _closes(parts: tuple[Part, ...], *, ends: bool) -> bool:
    """Return whether what follows a word ends it, whichever way it is read; `ends` says so of the end of the parts."""
    for number, part in enumerate(parts):
        if part.sort == "zero":
            continue
        if part.sort == "group":
            rest = _closes(parts[number + 1 :], ends=ends) if part.optional or not part.inside else ends
            inner = rest if part.optional else _closes(parts[number + 1 :], ends=ends)
            return (rest or not part.optional) and all(_closes(one, ends=inner) for one in part.inside)
        if part.sort not in ("gap", "edge") and (part.sort != "plain" or part.value.isalnum() or part.value == "_"):
            return False
        if not part.optional:
            return True
    return ends


class _Unknown(Exception):  # noqa: N818 - it is no error, but an answer
    """A pattern can begin with anything."""


class _Heads:
    """The beginnings of a pattern while it is read: words still open, words that have ended, and parts of words."""

    def __init__(self, still: set[str] | None = None) -> None:
        self.still = {""} if still is None else still
        self.ended: set[str] = set()

    def copy(self) -> _Heads:
        other = _Heads(set(self.still))
        other.ended = set(self.ended)
        return other

    def add(self, other: _Heads) -> None:
        self.still |= other.still
        self.ended |= other.ended
        if len(self.still) + len(self.ended) > _MOST:
            raise _Unknown

    def close(self) -> None:
        """End the words that are open; one that has not begun stays as it is."""
        self.ended |= self.still - {""}
        self.still &= {""}

    def cut(self) -> None:
        """Keep of the open words their beginnings: nobody knows how they go on."""
        self.ended |= {f"{head}*" for head in self.still if head}
        self.still &= {""}

    def write(self, words: Iterable[str]) -> None:
        every = tuple(words)
        if len(self.still) * len(every) > _MOST:
            self.cut()
        self.still = {head + word for head in self.still for word in every}


def _is_word(anchor: str) -> bool:
    return anchor[0].isalnum() or anchor[0] == "_" or anchor == FIGURE


def _mark(heads: _Heads, character: str) -> None:
    """Read a mark that is no part of a word: it ends one, or is an anchor itself."""
    if "" in heads.still:
        heads.ended.add(character)
        heads.still.discard("")
    heads.close()


class Anchoring:
    """Reads the anchors of patterns; `classes` gives a class of words, `forms` a word with its endings."""

    def __init__(self, classes: Callable[[str], tuple[str, ...]], forms: Callable[[str], tuple[str, ...]]) -> None:
        self._classes = classes
        self._forms = forms
        self._known: dict[str, tuple[frozenset[str], frozenset[str]]] = {}

    def of(self, pattern: str, *, begins: bool, ends: bool) -> Clauses:
        """Return what a text needs for a pattern to be in it.

        `begins` and `ends` say whether it stands at the edge of a word there. Raises ValueError for a pattern that
        cannot be read.
        """
        return self.of_parts(parsed(pattern)[0], begins=begins, ends=ends)

    def of_parts(self, alternatives: Alternatives, *, begins: bool, ends: bool) -> Clauses:
        """Return the same for a pattern that has been read."""
        return self._of_any(alternatives, begins=begins, ends=ends)[:CLAUSES]

    def _of_any(self, alternatives: Alternatives, *, begins: bool, ends: bool) -> Clauses:
        """Return what one of the alternatives needs: the most telling needs of all together, then the second."""
        every = [self._clauses(parts, begins=begins, ends=ends) for parts in alternatives]
        if not all(every):
            return ()
        ranks = [[one[min(rank, len(one) - 1)] for one in every] for rank in range(max(map(len, every)))]
        return _telling(frozenset[str]().union(*rank) for rank in ranks)

    def _clauses(self, parts: tuple[Part, ...], *, begins: bool, ends: bool) -> Clauses:
        """Return the sets of anchors of each of which a text needs one, the most telling first."""
        found: set[frozenset[str]] = set()
        whole = self._anchors((parts,), ends=ends)
        # What does not begin at the edge of a word may begin inside one.
        if whole is not None and (begins or not any(map(_is_word, whole))):
            found.add(whole)
        edge = begins
        for number, part in enumerate(parts):
            rest = parts[number + 1 :]
            if part.sort == "zero":
                if part.value == "(?=" and not part.optional:
                    # What is looked at ahead is in the text as well.
                    found.update(self._of_any(part.inside, begins=edge, ends=False))
                continue
            if part.sort == "group" and not part.optional:
                after = _closes(rest, ends=ends)
                found.update(self._of_any(part.inside, begins=edge, ends=after and not part.repeated))
            opened = part.sort in ("gap", "edge") or (part.sort == "group" and _all_open(part))
            # After what may be left out a word begins only if one would have begun before it.
            edge = opened and (edge or not part.optional)
            if edge:
                following = self._anchors((rest,), ends=ends)
                if following is not None:
                    found.add(following)
        return _telling(found)

    def _anchors(self, alternatives: Alternatives, *, ends: bool) -> Anchors:
        every: set[str] = set()
        try:
            for parts in alternatives:
                heads = _Heads()
                self._read(parts, heads)
                if "" in heads.still:
                    return None
                if ends:
                    heads.close()
                heads.cut()
                every |= heads.ended
        except _Unknown:
            return None
        keys = frozenset(key for one in every for key in _key(one))
        return None if "" in keys else keys

    def _read(self, parts: Iterable[Part], heads: _Heads) -> None:
        for part in parts:
            if not heads.still:
                return
            if part.sort == "zero":
                continue
            without = heads.copy() if part.optional else None
            self._step(part, heads)
            if part.repeated:
                heads.cut()
            if without is not None:
                heads.add(without)

    def _step(self, part: Part, heads: _Heads) -> None:
        if part.sort == "edge":
            heads.close()
        elif part.sort == "group":
            before = heads.copy()
            heads.still = set()
            for inside in part.inside:
                branch = _Heads(set(before.still))
                self._read(inside, branch)
                heads.add(branch)
        elif part.sort == "word":
            heads.write(self._forms(part.value.lower()))
        elif part.sort == "cls":
            self._class(part.value, heads)
        elif part.sort in ("hyphen", "gap"):
            if "" in heads.still:
                raise _Unknown
            joined = set(heads.still)
            heads.close()
            if part.sort == "hyphen":
                heads.still = joined
        elif part.sort in ("set", "figure"):
            self._any(part, heads)
        elif part.value.isalnum() or part.value == "_":
            heads.write((part.value,))
        else:
            _mark(heads, part.value)

    @staticmethod
    def _any(part: Part, heads: _Heads) -> None:
        if "" in heads.still:
            if part.sort != "figure":
                raise _Unknown
            heads.ended.add(FIGURE)
            heads.still.discard("")
        heads.cut()

    def _class(self, name: str, heads: _Heads) -> None:
        """Read a class of words; what it can begin with is worked out once."""
        if name not in self._known:
            own = _Heads(set())
            for entry in self._classes(name):
                alternatives, _ = parsed(entry)
                for parts in alternatives:
                    branch = _Heads()
                    self._read(parts, branch)
                    own.add(branch)
            self._known[name] = (frozenset(own.still), frozenset(own.ended))
        still, ended = self._known[name]
        begins = "" in heads.still
        heads.cut()
        if begins:
            heads.ended |= ended
            heads.still = set(still)


def _key(anchor: str) -> Iterator[str]:
    """Yield an anchor as an index of a text knows it: a word of which too little is known is none (“”)."""
    if anchor == "*" or not anchor.endswith("*"):
        yield anchor if anchor == FIGURE or not anchor[:1].isdigit() else FIGURE
    elif anchor[:1].isdigit():
        yield FIGURE
    elif len(anchor) > LONGEST:
        yield f"{anchor[:LONGEST]}*"
    else:
        yield anchor if len(anchor) > SHORTEST or _tells_alone(anchor[0]) else ""


def _tells_alone(letter: str) -> bool:
    """Return whether so few words begin with a letter that the letter alone tells something."""
    return letter in "_x" or not letter.isascii()


def beginnings(word: str) -> Iterator[str]:
    """Yield the other anchors that a word in a text stands for: its beginnings, and that it begins with a figure."""
    for letters in range(SHORTEST, min(LONGEST, len(word)) + 1):
        yield f"{word[:letters]}*"
    if _tells_alone(word[0]):
        yield f"{word[0]}*"
    if word[0].isdigit():
        yield FIGURE
