"""The small languages rule files are written in: phrases for lexicons, patterns for everything with a shape.

A *phrase* is a finite set of wordings: `(a|b)` is either, `(a)?` may be there, `word~` stands for the word with its
endings (support, supports, supported, supporting), and a hyphen is a hyphen, a space or nothing.

A *pattern* is a regular expression over lower-case text with straight quotation marks, made readable: a space is any
white space, a hyphen as above, `word~` as above, `{name}` is a class of words from `checks/lexicons/classes.yaml`, `…`
is a gap of up to four words within a clause, and a pattern begins and ends at the edge of a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby, product

from sendadvice_docs import ready, resources
from sendadvice_docs.anchors import Anchoring, Clauses
from sendadvice_docs.datafile import read_data
from sendadvice_docs.errors import RuleError
from sendadvice_docs.matching import Patterns

_DOUBLED = re.compile(r"[^aeiou][aeiou][bdgklmnprt]$")
_IRREGULAR: Mapping[str, tuple[str, ...]] = {
    "be": ("is", "are", "was", "were", "been", "being", "be"),
    "have": ("has", "had", "having"),
    "do": ("does", "did", "done", "doing"),
    "go": ("goes", "went", "gone", "going"),
    "get": ("gets", "got", "getting"),
    "give": ("gives", "gave", "given", "giving"),
    "take": ("takes", "took", "taken", "taking"),
    "make": ("makes", "made", "making"),
    "see": ("sees", "saw", "seen", "seeing"),
    "say": ("says", "said", "saying"),
    "tell": ("tells", "told", "telling"),
    "feel": ("feels", "felt", "feeling"),
    "think": ("thinks", "thought", "thinking"),
    "know": ("knows", "knew", "known", "knowing"),
    "find": ("finds", "found", "finding"),
    "come": ("comes", "came", "coming"),
    "leave": ("leaves", "left", "leaving"),
    "hold": ("holds", "held", "holding"),
    "keep": ("keeps", "kept", "keeping"),
    "meet": ("meets", "met", "meeting"),
    "pay": ("pays", "paid", "paying"),
    "teach": ("teaches", "taught", "teaching"),
    "buy": ("buys", "bought", "buying"),
    "write": ("writes", "wrote", "written", "writing"),
    "begin": ("begins", "began", "begun", "beginning"),
    "run": ("runs", "ran", "running"),
    "child": ("children",),
    "visit": ("visits", "visited", "visiting"),
    "offer": ("offers", "offered", "offering"),
    "suffer": ("suffers", "suffered", "suffering"),
    "cover": ("covers", "covered", "covering"),
    "deliver": ("delivers", "delivered", "delivering"),
    "consider": ("considers", "considered", "considering"),
    "monitor": ("monitors", "monitored", "monitoring"),
}
_GAP = r"(?:[^\s.;:!?]+\s+){0,4}?"
_EDGE = r"(?<!\w)"
_HYPHEN = r"[-‐‑– ]?"


@lru_cache(maxsize=4096)
def inflected(word: str) -> tuple[str, ...]:
    """Return an English word with its usual endings, the word itself first."""
    if word in _IRREGULAR:
        forms: tuple[str, ...] = (word, *_IRREGULAR[word])
    elif word.endswith("e"):
        forms = (word, f"{word}s", f"{word}d", f"{word[:-1]}ing")
    elif word.endswith("y") and word[-2:-1] not in "aeiou":
        forms = (word, f"{word[:-1]}ies", f"{word[:-1]}ied", f"{word}ing")
    elif word.endswith(("s", "x", "z", "ch", "sh")):
        forms = (word, f"{word}es", f"{word}ed", f"{word}ing")
    elif _DOUBLED.search(word) and len(word) <= 6:
        forms = (word, f"{word}s", f"{word}{word[-1]}ed", f"{word}{word[-1]}ing")
    else:
        forms = (word, f"{word}s", f"{word}ed", f"{word}ing")
    return tuple(dict.fromkeys(forms))


def split_group(text: str) -> tuple[str, list[str], bool, str] | None:
    """Return what stands before the first group, its alternatives, whether it may be left out, and the rest."""
    opening = text.find("(")
    if opening < 0:
        return None
    depth, pieces, last = 0, [], opening + 1
    for index in range(opening, len(text)):
        character = text[index]
        depth += (character == "(") - (character == ")")
        if (character == "|" and depth == 1) or depth == 0:
            pieces.append(text[last:index])
            last = index + 1
        if depth == 0:
            optional = text[index + 1 : index + 2] == "?"
            return text[:opening], pieces, optional, text[index + 1 + optional :]
    raise ValueError(f"a bracket is not closed in: {text}")


def expanded(phrase: str) -> Iterator[str]:
    """Yield every wording a phrase stands for, in lower case with single spaces."""
    group = split_group(phrase)
    if group is not None:
        before, pieces, optional, after = group
        for piece in [*pieces, ""] if optional else pieces:
            yield from expanded(f"{before}{piece}{after}")
        return
    words = [inflected(word[:-1]) if word.endswith("~") else (word,) for word in phrase.lower().split()]
    for choice in product(*words):
        wording = " ".join(choice)
        if "-" in wording:
            yield from dict.fromkeys((wording, wording.replace("-", " "), wording.replace("-", "")))
        elif wording:
            yield wording


@lru_cache(maxsize=1)
def classes() -> Mapping[str, str]:
    """Return the classes of words that patterns may name, each as one alternation."""
    data = read_data(resources.resource("checks", "lexicons", "classes.yaml"))
    return {name: "|".join(_as_regex(one) for one in entries) for name, entries in data["classes"].items()}


_TOKEN = re.compile(
    r"\\.|\[[^\]]*\]|(?P<word>[^\W\d_]+)~|(?P<cls>\{[a-z_]+\})|(?P<gap> ?… ?)"
    r"|(?P<space> +)(?![*?+]|\{\d)|(?P<one> )|(?P<hyphen>-)"
)


def _piece(match: re.Match[str]) -> str:
    if match["word"]:
        return "(?:" + "|".join(re.escape(form) for form in inflected(match["word"].lower())) + ")"
    if match["cls"]:
        name = match["cls"][1:-1]
        if name not in classes():
            raise ValueError(f"there is no class of words “{name}” in checks/lexicons/classes.yaml")
        return f"(?:{classes()[name]})"
    if match["gap"]:
        return rf"\s+{_GAP}"
    if match["space"]:
        return r"\s+"
    if match["one"]:
        return r"\s"
    if match["hyphen"]:
        return _HYPHEN
    return match[0]


def _as_regex(pattern: str) -> str:
    return _TOKEN.sub(_piece, pattern)


def source_of(pattern: str) -> str:
    """Return one pattern as the text of a regular expression, not compiled, for use inside a longer one.

    Raises ValueError where it names a class of words there is none of.
    """
    front = _EDGE if _begins_a_word(pattern) else ""
    return f"{front}{_body_of(pattern)}"


def _begins_a_word(pattern: str) -> bool:
    return re.match(r"[\w(\[\\]|\{[a-z]", pattern) is not None


def _ends_a_word(pattern: str) -> bool:
    return re.search(r"[\w)\]?+*~}]$", pattern) is not None


def _body_of(pattern: str) -> str:
    back = r"(?!\w)" if _ends_a_word(pattern) else ""
    return f"(?:{_as_regex(pattern)}){back}"


def _joined(patterns: Sequence[str]) -> str:
    """Return patterns as one alternation; neighbours that begin a word share the test for it.

    So a place inside a word costs one look, however many patterns there are.
    """
    if len(patterns) == 1:
        return ready.worked_out(f"source {patterns[0]}", lambda: _alternation(patterns))
    return _alternation(patterns)


def _alternation(patterns: Sequence[str]) -> str:
    groups = groupby(patterns, key=_begins_a_word)
    parts = [("|".join(map(_body_of, group)), begins) for begins, group in groups]
    return "|".join(f"{_EDGE}(?:{body})" if begins else body for body, begins in parts)


@lru_cache(maxsize=1)
def _anchoring() -> Anchoring:
    return Anchoring(_entries, inflected)


@lru_cache(maxsize=8192)
def _needs(pattern: str) -> Clauses:
    """Return what a text needs for a pattern to be in it."""
    found = ready.worked_out(f"needs {pattern}", lambda: _as_tuples(_worked_out(pattern)))
    return tuple(map(frozenset, found))


def _as_tuples(clauses: Clauses) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(sorted(clause)) for clause in clauses)


def _worked_out(pattern: str) -> Clauses:
    return _anchoring().of(pattern, begins=_begins_a_word(pattern), ends=_ends_a_word(pattern))


def _entries(name: str) -> tuple[str, ...]:
    """Return the entries of a class of words, each a pattern; raises ValueError where there is none of the name."""
    classes_ = read_data(resources.resource("checks", "lexicons", "classes.yaml"))["classes"]
    if name not in classes_:
        raise ValueError(f"there is no class of words “{name}” in checks/lexicons/classes.yaml")
    return tuple(classes_[name])


def alternatives(pattern: str) -> Iterator[str]:
    """Yield the alternatives of a pattern that stand in no group: all of it where it has none."""
    depth, start, inside = 0, 0, False
    at = 0
    while at < len(pattern):
        character = pattern[at]
        if character == "\\":
            at += 1
        elif inside or character == "[":
            inside = character != "]"
        else:
            depth += (character == "(") - (character == ")")
            if character == "|" and not depth:
                yield pattern[start:at]
                start = at + 1
        at += 1
    yield pattern[start:]


def needs_of(pattern: str) -> Clauses:
    """Return what a text needs for a pattern to be in it (see `gate`)."""
    return _needs(pattern)


@lru_cache(maxsize=2048)
def _patterns(patterns: tuple[str, ...]) -> Patterns:
    return Patterns(patterns, _needs, _joined)


def compiled(patterns: Iterable[str]) -> Patterns:
    """Return what finds any of a list of patterns, tried in their order, each compiled when a text first may hold it.

    It is meant for `language.plain(text)`. Raises RuleError for a pattern that cannot be read.
    """
    try:
        return _patterns(tuple(patterns))
    except ValueError as error:
        raise RuleError(str(error)) from None


@lru_cache(maxsize=512)
def _one(patterns: tuple[str, ...], after: str) -> re.Pattern[str]:
    return ready.compiled(f"(?:{_joined(patterns)}){after}" if patterns else r"(?!)")


def as_one(patterns: Iterable[str], after: str = "") -> re.Pattern[str]:
    """Return one regular expression of a list of patterns, with `after` (a regular expression) at its end.

    It is for what is asked of a short stretch whose place is known. Raises RuleError for a pattern that cannot be read.
    """
    try:
        return _one(tuple(patterns), after)
    except (ValueError, re.error) as error:
        raise RuleError(f"a pattern cannot be read ({error})") from None


def listed(words: Sequence[str]) -> str:
    """Return words as English lists them: “a, b and c”."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
